"""Messages of a chat: a text that was forwarded in one, or a conversation, which is no article.

The sender and the moment stand above each message, in the order and with the marks of the app. The group's name may stand above
the first message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.evidence.flat.marks import heads_widget
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.posts import is_transcript
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

_NAME = r"[^\s\d:：，。！？、()（）《》【】\[\]|｜/／]{1,14}"
_YEAR = r"(?:(?:19|20)\d{2}[-/年.]\d{1,2}[-/月.]\d{1,2}日?|\d{1,2}[./]\d{1,2}[./]20\d{2})"
#: The sender and the moment of a message. A moment with a year belongs to a text's facts or to a post.
_SENDER = lazy(
    rf"\s*(?P<name>{_NAME})[\s:：]+(?:(?:昨天|今天|前天|星期[一二三四五六日]|\d{{1,2}}[-/月]\d{{1,2}}日?)\s*)?{stamps.DIAL}\s*"
)
#: The same with a year, which counts only if several such lines form a conversation; and as apps export a chat, with the
#: message in the same line or below it.
_DATED = lazy(
    rf"\s*(?P<name>{_NAME})[\s:：]+{_YEAR}\s*{stamps.DIAL}\s*|\s*{_YEAR}\s*{stamps.DIAL}\s+(?P<other>{_NAME})\s*"
)
_WRITTEN_OUT = lazy(
    rf"\s*(?P<name>[^\[\]\n]{{1,30}}?),? \[{_YEAR},? {stamps.DIAL}\]:?\s*"
    rf"|\s*\[{_YEAR},? {stamps.DIAL}\] (?P<other>{_NAME})(?:[:：](?P<said>.*))?"
)
#: What an app prints below the sender of a forwarded text.
_PASSED_ON = lazy(
    r"\s*[\[【(（]?\s*(?:转发自|轉發自|转发于|Forwarded from|In reply to)[^\[\]\n。]{1,40}[\])）】]?\s*", re.I
)
_LABEL, _LONGEST = lazy(stamps.LABEL), 40
#: Maximum number of lines above the first message: the group's name.
_ABOVE = 1
#: Minimum share of the characters of all messages that the forwarded text has; in a conversation, no message has that much.
_MOST = 0.6
#: Minimum number of messages of a conversation, and maximum length of a message in characters.
_FEWEST, _MAX_MESSAGE = 4, 300
#: A live reporter, or the heading of a part of a day or of a programme, in the place of a sender.
_NO_SENDER = lazy(
    r"记者|記者|主播|主持|解说|評述|嘉宾|[早晚上下中]午|[早晚]上|凌晨|清晨|傍晚|星期|[周第][一二三四五六日]|[班场集期]$"
)
#: Words of people who talk to each other.
_SPOKEN = lazy(r"[我你您咱吗嗎吧呢啊哈嗯哦]|^好|谢谢|謝謝|收到")


class Chat(NamedTuple):
    """The lines of the forwarded text, and the lines of the chat around it."""

    lines: list[str]
    own: list[str]


class _Message(NamedTuple):
    """A message: the line of its sender, the sender's name, and the rest of that line."""

    line: int
    name: str
    said: str


def read_chat(lines: Sequence[str]) -> Chat:
    """The one long message of a chat, or the lines below a single sender at the top. No line of a conversation; all lines of
    any other text."""
    if _is_conversation(lines):
        return Chat([], list(lines))
    shown = [number for number, line in enumerate(lines) if line.strip()]
    top = next((number for number in shown[: _ABOVE + 1] if _is_sender(lines[number])), None)
    if top is None:
        return Chat(list(lines), [])
    senders = [number for number in shown if number >= top and _is_sender(lines[number])]
    if len(senders) == 1:
        below = next((number for number in shown if number > top), top)
        start = below + 1 if _PASSED_ON.fullmatch(lines[below]) else top + 1 if top == shown[0] else 0
        return Chat(list(lines[start:]), list(lines[:start]))
    messages = [range(first + 1, end) for first, end in pairwise([*senders, len(lines)])]
    sizes = [sum(len(lines[number]) for number in message) for message in messages]
    longest = messages[sizes.index(max(sizes))]
    if max(sizes) < _MOST * sum(sizes):
        return Chat(list(lines), [])
    return Chat(list(lines[longest.start : longest.stop]), [*lines[: longest.start], *lines[longest.stop :]])


def _is_sender(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    match = _SENDER.fullmatch(line) if line.rstrip()[-1:].isdigit() else None
    if match is not None:
        return not is_outlet(match["name"]) and _LABEL.fullmatch(match["name"]) is None
    match = _WRITTEN_OUT.fullmatch(line) if line.rstrip()[-1:] in ("]", ":") else None
    return match is not None and match["name"] is not None


def _is_conversation(lines: Sequence[str]) -> bool:
    """Whether a text consists of short messages by at least two people, one of whom writes more than once, and some of which
    address the others. In a live report the names are reporters', and in a talk one is the host's."""
    found = [message for number, line in enumerate(lines) if (message := _message(number, line)) is not None]
    if len(found) < _FEWEST or sum(bool(line.strip()) for line in lines[: found[0].line]) > _ABOVE:
        return False
    names = [message.name for message in found]
    if not 1 < len(set(names)) < len(names) or any(map(_is_no_sender, names)) or is_transcript(names):
        return False
    if any(line.strip() for line in lines[: found[0].line]) and names[0] not in names[1:]:
        return False  # an article's writer, and readers below it
    said = [
        "".join((message.said, *lines[message.line + 1 : end]))
        for message, end in zip(found, [message.line for message in found[1:]] + [len(lines)], strict=True)
    ]
    if max(map(len, said)) >= min(_MAX_MESSAGE, _MOST * sum(map(len, said))):
        return False
    spoken = sum(_SPOKEN.search(text) is not None for text in said)
    return 3 * spoken >= len(said) and not any(map(heads_widget, lines))


def _message(number: int, line: str) -> _Message | None:
    if not (":" in line or "：" in line):
        return None
    match = _WRITTEN_OUT.fullmatch(line) if "]" in line else None
    if match is None and len(line) <= _LONGEST:
        match = _SENDER.fullmatch(line) or _DATED.fullmatch(line)
    if match is None:
        return None
    groups = match.groupdict()
    return _Message(number, groups["name"] or groups["other"], groups.get("said") or "")


def _is_no_sender(name: str) -> bool:
    return _NO_SENDER.search(name) is not None or is_outlet(name) or _LABEL.fullmatch(name) is not None
