"""Messages of a chat: a text that was passed on in one, and a conversation, which is no text of anybody's.

Who wrote a message stands above it with its moment, in the order and the marks that each app has; the group's name may stand
above the first.
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
#: Who wrote a message and when; a year stands in the facts of a text, or above a post.
_SENDER = lazy(
    rf"\s*(?P<name>{_NAME})[\s:：]+(?:(?:昨天|今天|前天|星期[一二三四五六日]|\d{{1,2}}[-/月]\d{{1,2}}日?)\s*)?{stamps.DIAL}\s*"
)
#: The same with a year, which says as much only where several such lines are those of a conversation; and as apps that write
#: out a chat set it, with the message in the line or below it.
_DATED = lazy(
    rf"\s*(?P<name>{_NAME})[\s:：]+{_YEAR}\s*{stamps.DIAL}\s*|\s*{_YEAR}\s*{stamps.DIAL}\s+(?P<other>{_NAME})\s*"
)
_WRITTEN_OUT = lazy(
    rf"\s*(?P<name>[^\[\]\n]{{1,30}}?),? \[{_YEAR},? {stamps.DIAL}\]:?\s*"
    rf"|\s*\[{_YEAR},? {stamps.DIAL}\] (?P<other>{_NAME})(?:[:：](?P<said>.*))?"
)
#: What such an app says of a text that was passed on, on the line below its sender.
_PASSED_ON = lazy(
    r"\s*[\[【(（]?\s*(?:转发自|轉發自|转发于|Forwarded from|In reply to)[^\[\]\n。]{1,40}[\])）】]?\s*", re.I
)
_LABEL, _LONGEST = lazy(stamps.LABEL), 40
#: The first message stands at most so many lines below the top: the group's name is above it.
_ABOVE = 1
#: Share of the characters of all messages that the passed text has: in a conversation no message has as much.
_MOST = 0.6
#: Fewest messages of a conversation, and characters of its longest message.
_FEWEST, _MAX_MESSAGE = 4, 300
#: Who reports as it goes, and what heads a part of a day or of a programme.
_NO_SENDER = lazy(
    r"记者|記者|主播|主持|解说|評述|嘉宾|[早晚上下中]午|[早晚]上|凌晨|清晨|傍晚|星期|[周第][一二三四五六日]|[班场集期]$"
)
#: Words of those who speak to each other.
_SPOKEN = lazy(r"[我你您咱吗嗎吧呢啊哈嗯哦]|^好|谢谢|謝謝|收到")


class Chat(NamedTuple):
    """The lines of the passed text, and those of the chat around it."""

    lines: list[str]
    own: list[str]


class _Message(NamedTuple):
    """A message: the line of its sender, who that is, and what stands in that line behind the name."""

    line: int
    name: str
    said: str


def read_chat(lines: Sequence[str]) -> Chat:
    """The one long message of a chat, or the lines below the one sender on top; none of a conversation, and all lines of a text
    that is neither."""
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
    """Whether a text is short messages from top to end, of two people or more of whom one speaks again, and some of them speak to
    the others. A rolling report has its reporters' names there, and a talk its host's."""
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
