"""Dates as evidence: every form Chinese pages print, read into ISO 8601 with the offset of Asia/Shanghai."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from cleaners.reading.patterns import lazy

CHINA = timezone(timedelta(hours=8))

#: Years outside this span are not dates of a web page (the first Chinese newspapers went online in 1995).
FIRST_YEAR, LAST_YEAR = 1994, 2100

_DAY = r"(?P<y>(?:19|20)\d{2})\s?(?:[-/.]|年)\s?(?P<m>\d{1,2})\s?(?:[-/.]|月)\s?(?P<d>\d{1,2})(?!\d)\s?日?号?"
_COMPACT = r"(?<!\d)(?P<y>20\d{2}|199\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
_CLOCK = (
    r"(?:\s*[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?)?[\sT,，_]*(?P<half>[上下]午|晚上|凌晨|中午|AM|PM|am|pm)?\s*"
    r"(?P<H>[01]?\d|2[0-4])\s?[:：时点]\s?(?P<M>[0-5]\d)(?:\s?[:：分]\s?(?P<S>[0-5]\d))?(?:\.\d{1,9})?\s?(?P<zone>Z|[+-]\d{2}:?\d{2}(?!\d))?(?:\s?(?P<half2>AM|PM|am|pm))?"
)
_FULL = lazy(rf"{_DAY}(?:{_CLOCK})?")
_COMPACT_FULL = lazy(rf"{_COMPACT}(?:{_CLOCK})?")
_SHORT = lazy(rf"(?<![\d-])(?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?\s+(?:{_CLOCK})")
_PATH = lazy(r"/(?P<y>20\d{2}|199\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_PATH_MONTH = lazy(r"/(?P<y>20\d{2}|199\d)[-/]?(?P<m>0[1-9]|1[0-2])(?=/)")


#: Characters of a text that are read for a date.
_LONGEST = 400


class Stamp(NamedTuple):
    """A moment read from a page. ``precision`` is ``day``, ``minute`` or ``second``."""

    moment: datetime
    precision: str

    def iso(self) -> str:
        """ISO 8601 with offset, to the second."""
        return self.moment.isoformat(timespec="seconds")

    @property
    def day(self) -> date:
        """The calendar day, in the stamp's own offset."""
        return self.moment.date()


def read_date(text: str) -> Stamp | None:
    """The first complete date of a text, with its time of day where one follows; None without one."""
    text = text[:_LONGEST]
    return _first_date(text) if _may_be_dated(text) else None


@lru_cache(maxsize=256)
def _first_date(text: str) -> Stamp | None:
    """Remembered, because several steps ask for the few lines of a page that hold a date."""
    for pattern in (_FULL, _COMPACT_FULL):
        for match in pattern.finditer(text):
            stamp = _stamp(match, int(match.group("y")))
            if stamp is not None:
                return stamp
    return None


def without_dates(text: str) -> str:
    """A text with a space in the place of its complete dates."""
    return _FULL.sub(" ", text) if _may_be_dated(text) else text


def _may_be_dated(text: str) -> bool:
    """Whether a text holds a century, as every complete date does: a cheap look before the expressions."""
    return "20" in text or "19" in text


def read_short_date(text: str) -> re.Match[str] | None:
    """A `MM-DD HH:MM` without a year, as a match with the groups m, d, H and M; None where a full date stands."""
    opening = text[:200]
    if not _may_have_clock(opening) or read_date(text) is not None:
        return None
    return _SHORT.search(opening)


def _may_have_clock(text: str) -> bool:
    """Whether a text holds a sign that stands between hours and minutes: a cheap look before the expression."""
    return ":" in text or "：" in text or "时" in text or "点" in text


def with_year(match: re.Match[str], year: int) -> Stamp | None:
    """A short date with the year that another witness gave."""
    return _stamp(match, year)


def read_path_date(url: str) -> Stamp | None:
    """The date in the path of an address (`/2022/02/13/`, `/2022-02/13/`), to the day."""
    match = _PATH.search(url)
    return _stamp(match, int(match.group("y"))) if match else None


def read_path_month(url: str) -> tuple[int, int] | None:
    """Year and month in the path of an address (`/202503/`)."""
    match = _PATH_MONTH.search(url)
    return (int(match.group("y")), int(match.group("m"))) if match else None


def _stamp(match: re.Match[str], year: int) -> Stamp | None:
    groups = match.groupdict()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    hour, minute = groups.get("H"), groups.get("M")
    clock = (0, 0, 0)
    precision = "day"
    if hour is not None and minute is not None:
        half = groups.get("half") or groups.get("half2") or ""
        afternoon = half.lower() in ("下午", "晚上", "pm") and int(hour) < 12
        clock = (int(hour) % 24 + 12 * afternoon, int(minute), int(groups.get("S") or 0))
        precision = "second" if groups.get("S") else "minute"
    try:
        day = date(year, int(groups["m"]), int(groups["d"]))
        moment = datetime.combine(day, time(*clock), _zone(groups.get("zone")))
    except ValueError:
        return None
    return Stamp(moment.astimezone(CHINA) if groups.get("zone") == "Z" else moment, precision)


def _zone(text: str | None) -> timezone:
    if not text or text == "Z":
        return UTC if text else CHINA
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(sign * timedelta(minutes=min(minutes, 14 * 60)))
