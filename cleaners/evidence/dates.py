"""Dates as evidence: every form that Chinese pages print, read as a moment with an offset, that of Asia/Shanghai if the page
gives none."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

CHINA = timezone(timedelta(hours=8))

#: Years outside this span are not dates of a web page (the first Chinese newspapers went online in 1995).
FIRST_YEAR, LAST_YEAR = 1994, 2100

#: A time of day after a day; a dash, a stroke or the pictograph of a clock may stand between.
_AT = rf"(?:\s?[-–/](?=\s\d)|\s?[\U0001f550-\U0001f567⏰⏱]\ufe0f?(?=\s?\d))?{stamps.CLOCK}"
_FULL = lazy(rf"{stamps.DAY}(?:{_AT})?")
#: A date as people read it: with a time of day or a day of the week.
_SHOWN = lazy(rf"(?:{plain(stamps.REPUBLIC)}|{plain(stamps.DAY)})(?:{_AT}|{stamps.WEEKDAY})?")
_COMPACT_FULL = lazy(rf"{stamps.COMPACT}(?:{stamps.CLOCK})?")
_REPUBLIC = lazy(rf"{stamps.REPUBLIC}(?:{stamps.CLOCK})?")
_SPACED = lazy(rf"{stamps.SPACED}(?:{stamps.CLOCK})?")
_REVERSED = lazy(rf"{stamps.REVERSED}(?:\s*[-–]?{stamps.CLOCK})?")
_ENGLISH = tuple(lazy(rf"{form}(?:,?\s+(?:at\s+)?{stamps.CLOCK})?") for form in stamps.ENGLISH)
_PRINTED = lazy(stamps.PRINTED)
_TRANSLATED = lazy(rf"{stamps.TRANSLATED}(?:{stamps.CLOCK})?")
_SHORT = lazy(rf"{stamps.SHORT}\s+(?:{stamps.CLOCK})")
_LABELLED = tuple(
    lazy(rf"{stamps.LABEL}\s*[:：]\s*{form}(?:{stamps.CLOCK})?", re.I)
    for form in (stamps.YEAR_OF_TWO, stamps.REPUBLIC_SHORT)
)
_REPUBLIC_ALONE = lazy(rf"\W*{stamps.REPUBLIC_SHORT}(?:{stamps.CLOCK})?\W*")
_CLOCK_ALONE = lazy(rf"^\W*(?:{stamps.CLOCK})\W*$")
_PATH = lazy(
    r"(?:/(?:[A-Za-z]{1,12}[_-]?)?|[_-])(?P<y>20\d{2}|199\d)(?P<s>[-/_]?)(?P<m>0[1-9]|1[0-2])(?:(?P=s)|/|(?=\d\d/))(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.?#-]|$)"
)
_PATH_MONTH = lazy(r"/(?P<y>20\d{2}|199\d)[-/]?(?P<m>0[1-9]|1[0-2])(?=/)")


#: Number of characters at the beginning of a text that are searched for a date.
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
    """The first date with a year in the first 400 characters of a text, with its time of day if one follows; None without
    one."""
    text = text[:_LONGEST]
    if _may_be_dated(text):
        return _first_date(text)
    return _first_date(stamps.in_digits(text)) if _may_have_other_digits(text) else None


def _may_have_other_digits(text: str) -> bool:
    """Whether a year in a text without one in ASCII may be in full-width digits or in Chinese numerals."""
    return "０" in text or "９" in text or ("年" in text and ("二" in text or "一九" in text))


@lru_cache(maxsize=256)
def _first_date(text: str) -> Stamp | None:
    """The same, cached: several steps ask about the few lines of a page that contain a date."""
    for pattern in (_FULL, _COMPACT_FULL, _SPACED):
        for match in pattern.finditer(text):
            stamp = _stamp(match, int(match.group("y")))
            if stamp is not None:
                return stamp if stamp.precision != "day" else _with_clock_before(stamp, text[: match.start()])
    found = _REPUBLIC.search(text) if "民" in text else None
    if found is not None and (stamp := _stamp(found, stamps.BEFORE_REPUBLIC + int(found["y"]))) is not None:
        return stamp
    found = _REVERSED.search(text) if "/" in text or "." in text else None
    if found is not None:
        stamp = _reversed(found)
        is_day = stamp is not None and stamp.precision == "day"
        return _with_clock_before(stamp, text[: found.start()]) if stamp is not None and is_day else stamp
    found = next(filter(None, (form.search(text) for form in (*_ENGLISH, _PRINTED))), None)
    if found is None and "月" in text:
        found = _TRANSLATED.search(text)
    return _stamp(found, int(found["y"]), stamps.month_of(found["mon"])) if found else None


def _with_clock_before(stamp: Stamp, before: str) -> Stamp:
    """A day with the time of day that opens its line, behind its label or not: `14:48 2020/01/08`."""
    clock = _CLOCK_BEFORE.fullmatch(before) if len(before) <= _OPENING else None
    if clock is None:
        return stamp
    hour, minute = int(clock["H"]) % 24, int(clock["M"])
    return Stamp(stamp.moment.replace(hour=hour, minute=minute), "minute")


_CLOCK_BEFORE = lazy(
    rf"\W*(?:{stamps.LABEL}\s*[:：]\s*)?(?P<H>[01]?\d|2[0-4])[:：](?P<M>[0-5]\d)(?:[:：][0-5]\d)?\s{{1,3}}"
)


def _reversed(match: re.Match[str]) -> Stamp | None:
    """A day whose year comes last. The month is the only number that can be one; otherwise the first with AM or PM, or the
    second if points separate them, as in countries that write the day first."""
    one, two = int(match["a"]), int(match["b"])
    if one <= 12 and (match["half2"] or two > 12):
        month, day = one, two
    elif two <= 12 and (one > 12 or match["a"] + "." + match["b"] + "." in match.group()):
        month, day = two, one
    else:
        return None
    return _stamp(match, int(match["y"]), month, day)


def read_labelled_date(text: str) -> Stamp | None:
    """A date after its label whose year has two digits, or three in the calendar of the Republic of China: `发布时间：24-05-20
    10:20`, `發布日期：113-05-11`. One with three digits needs no label if it is the whole line."""
    of_two = of_three = None
    if ":" in text or "：" in text:
        of_two, of_three = (form.search(text[:_LONGEST]) for form in _LABELLED)
    if of_two and int(of_two["y"]) < _LAST_OF_TWO:
        return _stamp(of_two, _CENTURY + int(of_two["y"]))
    of_three = of_three or (_REPUBLIC_ALONE.fullmatch(text) if len(text) <= _OPENING else None)
    return _stamp(of_three, stamps.BEFORE_REPUBLIC + int(of_three["y"])) if of_three else None


#: The century of years of two digits, and the last of these years.
_CENTURY, _LAST_OF_TWO = 2000, 60


def read_split_date(lines: Sequence[str]) -> Stamp | None:
    """The date of consecutive lines that each contain a part of it: `2023`, `07/08`, `16:37`. The year is first or last, or
    stands with the month (`08`, `2023-07`); on a leaf of a calendar nothing parts the day from it."""
    parts = [line.strip(" \t\u00a0\u3000|｜,，-") for line in lines]
    leaf = _LEAF.fullmatch(parts[0])
    if leaf is not None:
        parts[:1] = [leaf["d"], leaf["month"]]
    for form in _SPLIT:
        match = form.fullmatch(" ".join(parts))
        if match is not None:
            return _stamp(match, int(match["y"]))
    return None


_LEAF = lazy(r"(?P<d>[0-3]?\d)(?P<month>20\d{2}[-/.年][01]?\d月?)")
_SPLIT = tuple(
    lazy(rf"{form}(?:\s{stamps.CLOCK})?")
    for form in (
        r"(?P<y>(?:19|20)\d{2})年?\s(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?",
        r"(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?\s(?P<y>(?:19|20)\d{2})年?",
        r"(?P<d>\d{1,2})日?\s(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})月?",
        r"(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})月?\s(?P<d>\d{1,2})日?",
    )
)


#: Maximum length of a moment at the beginning of a line, in characters.
_OPENING = 22


_LABELS, _LABEL = (
    ("更新", "发布", "发表", "發布", "發表", "发稿", "發稿"),
    lazy(rf"^(?:{stamps.LABEL})(?:于|於)?\s*[:：]?\s*"),
)


def read_change(text: str, published: Stamp) -> Stamp | None:
    """The moment of a change, in brackets after the moment of publication, from which it takes the year: `（4/8 17:30 更新）`,
    `(17:30更新)`."""
    match = _CHANGED.search(text) if "更新）" in text or "更新)" in text else None
    if match is None:
        return None
    day = published.day
    try:
        moment = published.moment.replace(
            month=int(match["m"] or day.month), day=int(match["d"] or day.day),
            hour=int(match["H"]) % 24, minute=int(match["M"]), second=0,
        )  # fmt: skip
    except ValueError:
        return None
    return Stamp(moment, "minute") if moment >= published.moment else None


_CHANGED = lazy(
    r"[（(]\s?(?:(?:20\d{2}\s?[-/.年]\s?)?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?\s*)?(?P<H>[01]?\d|2[0-4])\s?[:：]\s?(?P<M>[0-5]\d)\s?(?:已)?更新[）)]"
)


def opens_with_date(text: str) -> bool:
    """Whether a line begins with a day and an hour, as lines of facts do and sentences rarely do. A label may precede them."""
    opening = text[:_OPENING]
    if opening.startswith(_LABELS):
        opening = _LABEL.sub("", text[: 2 * _OPENING])[:_OPENING]
    if not opening[:1].isdigit() or not _may_have_clock(opening):
        return False
    stamp = read_date(opening)
    return stamp is not None and stamp.precision != "day"


def is_clock(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return len(text) <= 12 and _may_have_clock(text) and _CLOCK_ALONE.match(text) is not None


def without_dates(text: str) -> str:
    """A text with a space in place of each complete date."""
    if _may_be_dated(text):
        return _without_full_dates(text)
    return _without_full_dates(stamps.in_digits(text)) if _may_have_other_digits(text) else text


@lru_cache(maxsize=256)
def _without_full_dates(text: str) -> str:
    """The same, cached: the steps that look for people, for an outlet and for names beside a date ask about the same few
    lines."""
    return _SHOWN.sub(" ", text)


def _may_be_dated(text: str) -> bool:
    """A cheap test before the expressions: whether a text contains a century, or the word for years of the Republic."""
    return "20" in text or "19" in text or "民國" in text or "民国" in text


def read_head_date(text: str) -> Stamp | None:
    """The date in an element of a page's head, which may also be digits alone: `20240520102030`, or a count of seconds or
    milliseconds."""
    digits = text.strip()
    if not digits.isdecimal():
        return read_date(text)
    if len(digits) in EPOCHS:
        return from_epoch(int(digits))
    form = _DIGITS.fullmatch(digits) if len(digits) in _SIZES else None
    return _stamp(form, int(form["y"])) if form is not None else read_date(text)


#: Day and time in digits alone, and the number of these digits, with and without seconds.
_DIGITS = lazy(
    r"(?P<y>20\d{2}|199\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?P<H>[01]\d|2[0-3])(?P<M>[0-5]\d)(?P<S>[0-5]\d)?"
)
_SIZES = (12, 14)
#: Number of digits of a count of seconds, and of milliseconds.
EPOCHS = (10, 13)


def from_epoch(number: int) -> Stamp | None:
    """The moment in China that a count of seconds or milliseconds since 1970 means; None outside of the years of web pages."""
    seconds = number / 1000 if number > 10**12 else number
    moment = datetime.fromtimestamp(seconds, CHINA).replace(microsecond=0)
    return Stamp(moment, "second") if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def read_short_date(text: str) -> re.Match[str] | None:
    """A `MM-DD HH:MM` without a year, as a match with the groups m, d, H and M; None if the text contains a full date."""
    opening = text[:200]
    if not _may_have_clock(opening) or read_date(text) is not None:
        return None
    return _SHORT.search(opening)


def _may_have_clock(text: str) -> bool:
    """A cheap test before the expression: whether a text contains a sign that separates hours from minutes."""
    return ":" in text or "：" in text or "时" in text or "時" in text or "点" in text or "點" in text


def read_month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day at the beginning of a text, with or without a time of day: `05-20 10:20`, `5月20日`. None without them."""
    match = _MONTH_AND_DAY.match(text)
    return (int(match["m"]), int(match["d"])) if match is not None else None


_MONTH_AND_DAY = lazy(r"\s*(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)")


def with_year(match: re.Match[str], year: int) -> Stamp | None:
    """A short date with a year that another part of the page gives."""
    return _stamp(match, year)


def read_path_date(url: str) -> Stamp | None:
    """The date in the path of an address (`/2022/02/13/`, `/2022-02/13/`, `/2022/0213/`), to the day."""
    match = _PATH.search(url)
    return _stamp(match, int(match.group("y"))) if match else None


def read_path_month(url: str) -> tuple[int, int] | None:
    """Year and month in the path of an address (`/202503/`)."""
    match = _PATH_MONTH.search(url)
    return (int(match.group("y")), int(match.group("m"))) if match else None


def _stamp(match: re.Match[str], year: int, month: int | None = None, number: int | None = None) -> Stamp | None:
    groups = match.groupdict()
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    hour, minute = groups.get("H"), groups.get("M")
    clock = (0, 0, 0)
    precision = "day"
    if hour is not None and minute is not None:
        half = (groups.get("half") or groups.get("half2") or "").lower()
        clock = (_hour(int(hour), half), int(minute), int(groups.get("S") or 0))
        precision = "second" if groups.get("S") else "minute"
    try:
        day = date(
            year,
            int(groups["m"]) if month is None else month,
            int(groups["d"]) if number is None else number,
        )
        moment = datetime.combine(day, time(*clock), _zone(groups.get("zone"), day))
    except ValueError:
        return None
    return Stamp(moment.astimezone(CHINA) if _is_of_clocks(groups.get("zone")) else moment, precision)


def _hour(hour: int, half: str) -> int:
    """The hour, 0 to 23, from an hour with the word for a part of the day: 下午2 is 14, 中午1 is 13, 凌晨12 is 0."""
    half = half.replace(".", "")  # p.m.
    if half in stamps.AFTERNOON:
        return hour % 24 + 12 * (hour < 12)
    if half in stamps.NOON:
        return hour + 12 * (hour < 11)
    return 0 if hour == 12 and half in stamps.FORENOON else hour % 24


def _is_of_clocks(zone: str | None) -> bool:
    """Whether a zone is the one that computers count in, and not that of readers: `Z`, `GMT+0000`."""
    return zone is not None and (zone in "Zz" or (zone[0] in "GgUu" and zone[3:].strip("+-0:") == "" and len(zone) > 3))


def _zone(text: str | None, day: date) -> timezone:
    if not text or text in "Zz":
        return UTC if text else CHINA
    hours = stamps.ZONES.get(text.upper())
    if hours is not None:
        return timezone(timedelta(hours=hours + (len(text) == _OF_BOTH and _is_summer(day))))
    text = text[3:] if text[0].isalpha() else text  # GMT+0800
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(sign * timedelta(minutes=min(minutes, 14 * 60)))


#: Length of the zones that have daylight saving time: ET, PT.
_OF_BOTH = 2


def _is_summer(day: date) -> bool:
    """Whether a day has daylight saving time in the United States: from the second Sunday of March to the first of November."""
    begins, ends = (date(day.year, month, first) for month, first in ((3, 8), (11, 1)))
    return begins + timedelta(days=6 - begins.weekday()) <= day < ends + timedelta(days=6 - ends.weekday())
