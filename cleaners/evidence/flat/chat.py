"""Messages of a chat in which a text was passed on: `甲 10:21` above each, the group's name above the first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.evidence.outlets import is_outlet
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

#: Who wrote a message and when; a year stands in the facts of a text, or above a post.
_SENDER = lazy(
    r"\s*(?P<name>[^\s\d:：，。！？、()（）《》【】|｜/／]{1,14})[\s:：]+(?:(?:昨天|今天|前天|星期[一二三四五六日]|\d{1,2}[-/月]\d{1,2}日?)\s*)?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*"
)
_LABEL, _LONGEST = lazy(stamps.LABEL), 40
#: The first message stands at most so many lines below the top: the group's name is above it.
_ABOVE = 1
#: Share of the characters of all messages that the passed text has: in a conversation no message has as much.
_MOST = 0.6


class Chat(NamedTuple):
    """The lines of the passed text, and those of the chat around it."""

    lines: list[str]
    own: list[str]


def read_chat(lines: Sequence[str]) -> Chat:
    """The one long message of a chat, or the lines below the one sender on top; all lines of a text that is none."""
    shown = [number for number, line in enumerate(lines) if line.strip()]
    top = next((number for number in shown[: _ABOVE + 1] if _is_sender(lines[number])), None)
    if top is None:
        return Chat(list(lines), [])
    senders = [number for number in shown if number >= top and _is_sender(lines[number])]
    if len(senders) == 1:
        start = top + 1 if top == shown[0] else 0
        return Chat(list(lines[start:]), list(lines[:start]))
    messages = [range(first + 1, end) for first, end in pairwise([*senders, len(lines)])]
    sizes = [sum(len(lines[number]) for number in message) for message in messages]
    longest = messages[sizes.index(max(sizes))]
    if max(sizes) < _MOST * sum(sizes):
        return Chat(list(lines), [])
    return Chat(list(lines[longest.start : longest.stop]), [*lines[: longest.start], *lines[longest.stop :]])


def _is_sender(line: str) -> bool:
    match = _SENDER.fullmatch(line) if len(line) <= _LONGEST and line.rstrip()[-1:].isdigit() else None
    return match is not None and not is_outlet(match["name"]) and _LABEL.fullmatch(match["name"]) is None
