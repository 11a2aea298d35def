"""How a post says its place in a thread, or its age: forms that are no whole date; and who speaks in a transcript, whose lines
have moments as posts have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.evidence.dates import without_dates
from cleaners.evidence.outlets import is_outlet
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

#: Characters of a line of its own that is a reader's name.
MAX_NAME = 20

#: What a reader presses to answer a post.
ANSWER = ("回复", "回覆", "回復")

#: The place of a post in a thread, by its number or by the names of the first three.
FLOOR = r"(?:(?:第\s?|#)?\d{1,5}\s?[楼樓]|沙发|板凳|地板)"
_FLOOR = lazy(rf".{{0,30}}?(?:{FLOOR}|#\d{{1,4}})\s*")
_AGO = lazy(rf".{{0,30}}?(?:{stamps.AGO}|\d{{1,4}}\s?年前)\s*.{{0,12}}")
# What every such line has one of: a cheap look before the expressions.
_SIGN = lazy("[楼樓前#发凳板属]")
#: Where a reader wrote from; a platform says the same of the article, behind the word for when it was put up.
_FROM = lazy(r"(?!\W*(?:发布|编辑|发表|更新|修改)于).{0,24}IP\s?属地\s?[:：]?\s?\w{2,8}(?:\W.{0,20})?", re.I)


def says_floor_or_age(line: str) -> bool:
    """Whether a line is a name, or nothing, with a floor of a thread (`3楼`), an age (`5分钟前`) or a reader's place."""
    if _SIGN.search(line) is None:
        return False
    return any(form.fullmatch(line) is not None for form in (_FLOOR, _AGO, _FROM))


#: Who leads a talk or reports it as it goes, as the whole name of who says a line.
_HOST = lazy(
    r"[^\w\n]*+(?:[\d年月日:：.\-/]++[^\w\n]*+){0,3}+(?:(?:访谈|网络|现场|在线)?主持人?|(?:图文|文字)?直播员)(?:[^\w\n].*)?"
)


def is_transcript(lines: Iterable[str]) -> bool:
    """Whether lines with moments are those of who speaks in a talk: whoever leads it has the first word, or speaks twice. No
    reader has such a name."""
    led = [("持" in line or "播" in line) and _HOST.fullmatch(line) is not None for line in lines]
    return sum(led) > 1 or led[:1] == [True]


#: What stands between a name and a moment, and what a moment without a year is made of.
_OF_MOMENT = " \t　|｜丨·•/—-0123456789:：.年月日"


def name_beside(line: str) -> str:
    """What a line says but for a moment at its beginning or end."""
    return without_dates(line).strip(_OF_MOMENT)


def is_report(lines: Iterable[str]) -> bool:
    """Whether lines with moments are all those of one outlet: it reports as something goes on. Readers and other houses have
    names of their own."""
    names = {name_beside(line) for line in lines}
    return len(names) == 1 and is_outlet(names.pop())
