"""How a post states its place in a thread or its age, which are not complete dates; and the speakers of a transcript, whose
lines have moments as posts do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.evidence.dates import without_dates
from cleaners.evidence.outlets import is_outlet
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

#: Maximum length of a line that is a reader's name, in characters.
MAX_NAME = 20

#: The control for answering a post.
ANSWER = ("回复", "回覆", "回復")

#: The place of a post in a thread: its number, or the name of one of the first three.
FLOOR = r"(?:(?:第\s?|#)?\d{1,5}\s?[楼樓]|沙发|板凳|地板)"
_FLOOR = lazy(rf".{{0,30}}?(?:{FLOOR}|#\d{{1,4}})\s*")
_AGO = lazy(rf".{{0,30}}?(?:{stamps.AGO}|\d{{1,4}}\s?年前)\s*.{{0,12}}")
# Every such line has one of these characters: a cheap test before the expressions.
_SIGN = lazy("[楼樓前#发凳板属]")
#: The place from which a reader wrote. After a word for publication or editing, it is the place of the article's author.
_FROM = lazy(r"(?!\W*(?:发布|编辑|发表|更新|修改)于).{0,24}IP\s?属地\s?[:：]?\s?\w{2,8}(?:\W.{0,20})?", re.I)


def says_floor_or_age(line: str) -> bool:
    """Whether a line is a place in a thread (`3楼`), an age (`5分钟前`) or a reader's location, with or without a name before
    it."""
    if _SIGN.search(line) is None:
        return False
    return any(form.fullmatch(line) is not None for form in (_FLOOR, _AGO, _FROM))


#: The host or the live reporter of a talk, as the whole name of a speaker.
_HOST = lazy(
    r"[^\w\n]*+(?>(?:[\d年月日:：.\-/]++[^\w\n]*+){0,3})(?:(?:访谈|网络|现场|在线)?主持人?|(?:图文|文字)?直播员)(?:[^\w\n].*)?"
)


def is_transcript(lines: Iterable[str]) -> bool:
    """Whether lines with moments are those of the speakers in a talk: the host speaks first, or at least twice. No reader has
    such a name."""
    led = [("持" in line or "播" in line) and _HOST.fullmatch(line) is not None for line in lines]
    return sum(led) > 1 or led[:1] == [True]


#: Characters between a name and a moment, and characters of a moment without a year.
_OF_MOMENT = " \t　|｜丨·•/—-0123456789:：.年月日"


def name_beside(line: str) -> str:
    """A line without a moment at its beginning or end."""
    return without_dates(line).strip(_OF_MOMENT)


def is_report(lines: Iterable[str]) -> bool:
    """Whether all lines with moments bear the name of one outlet, which reports an event live. Lines of readers or of other
    outlets have different names."""
    names = {name_beside(line) for line in lines}
    return len(names) == 1 and is_outlet(names.pop())
