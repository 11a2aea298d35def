"""Titles of other pages: in a flattened list nothing says that they are links, but that a date of its own follows each.

A run of such titles is marked as the links that they were, so that the page is judged as it would be with its elements; so are
those above teasers, which break off and lead on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from cleaners.evidence.dates import read_date
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.wrapped import SPREAD
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.notices import MORE
from cleaners.rules.stamps import plain
from cleaners.values import Mark

#: Fewest dated titles that are a list: an article has one date, one of a change, and seldom a third.
MIN_ENTRIES = 5

#: Fewest of them with the same line above each date, and what an item of a list opens with in copied text.
MIN_STAMPED, _BULLETS = 3, "-·•* "
#: Characters of the name of an outlet.
MAX_NAME = 16

#: Fewest teasers that are a list: each has its title above it, breaks off, and a moment or a way on stands beside it. They hold
#: most lines of the text.
MIN_TEASERS, _MOST = 3, 0.6

#: Characters of a teaser, and how one ends.
_TEASER, _DOTS = range(20, 201), ("…", "...", "。。。")

#: How rows that break off end, and the fewest of them.
_CUT_ENDS, _CUT_ROWS = ("…", "...", "⋯"), 4
#: Fewest characters of teasers that all have as many, and what ends a sentence.
_LONG, _CLOSED = 40, frozenset("。！？!?…”」』）)")

#: Length of a title, in characters: a reader's name is shorter.
_LENGTHS = range(6, 61)
#: The same above a teaser, where no name stands.
_OF_TEASERS = range(4, 61)

#: Lines from a title to its date at most: what sums it up stands between.
_REACH = 3

_MOMENT = rf"(?:{plain(stamps.DAY)}|{plain(stamps.SHORT)})(?:\s*{stamps.DIAL})?"
_DATE_LINE = lazy(rf"[\[(（【]?{_MOMENT}[\])）】]?")
_DATED_TITLE = lazy(rf"(.{{6,60}}?)\s*[\[(（【]?{_MOMENT}[\])）】]?")
#: Characters of a line with a moment and where a teaser leads at most, and what is in none.
_LONGEST_MOMENT, _TOLD = 60, lazy(r"[，。！？；]")
#: What a line ends in that is no title.
_ENDS = ("。", "：", ":", "，")


def mark_entries(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those of a run of dated titles marked as links. Linear in the rows."""
    titles: dict[int, int] = {}
    if any(_may_be_dated(row.text) for row in rows):
        titles = _titles_beside_dates(rows) or _titles_above_dates(rows) or _titles_below_stamps(rows)
    found = list(rows)
    for number in () if titles else _titles_above_teasers(rows):
        found[number] = rows[number]._replace(kind="heading", level=3)
        titles[number] = len(rows[number].text)
    titles = titles or _cut_alike(rows)
    for number in _moments_alone(rows):
        found[number] = rows[number]._replace(hidden=True)
    for number, size in titles.items():
        found[number] = found[number]._replace(marks=(Mark(0, size, "link", ""),))
    return found


def mark_links(rows: Sequence[Row], links: Collection[str]) -> list[Row]:
    """The rows, with those of such a text marked as links."""
    return [
        row._replace(marks=(Mark(0, len(row.text), "link", ""),)) if row.text in links and not row.marks else row
        for row in rows
    ]


def _titles_beside_dates(rows: Sequence[Row]) -> dict[int, int]:
    """The titles with a date behind them in the same line, and how long each is."""
    found = {
        number: len(match.group(1))
        for number, row in enumerate(rows)
        if _may_be_dated(row.text) and (match := _DATED_TITLE.fullmatch(row.text)) and _is_title(match.group(1), row)
    }
    return _of_runs(found, 2)


def _titles_above_dates(rows: Sequence[Row]) -> dict[int, int]:
    """The titles with a date below them, right there or below what sums them up."""
    dates = [number for number, row in enumerate(rows) if _may_be_dated(row.text) and _DATE_LINE.fullmatch(row.text)]
    if len(dates) < MIN_ENTRIES:
        return {}
    steps = [below - above for above, below in pairwise(dates)]
    step = max(set(steps), key=steps.count)
    if not 2 <= step <= _REACH + 1:
        return {}
    found = {
        number: len(rows[number].text)
        for date in dates
        if (number := date - step + 1) >= 0 and _is_title(rows[number].text, rows[number])
    }
    return _of_runs(found, step)


def _titles_below_stamps(rows: Sequence[Row]) -> dict[int, int]:
    """The titles right below a date, each with the same line above that: whose the entries of a channel are."""
    dates = [
        number
        for number, row in enumerate(rows[:-1])
        if number
        and _may_be_dated(row.text)
        and _DATE_LINE.fullmatch(row.text.lstrip(_BULLETS))
        and _is_name(rows[number - 1].text)
    ]
    if len(dates) < MIN_STAMPED:
        return {}
    signed = Counter([rows[number - 1].text for number in dates])
    found = {
        number + 1: len(rows[number + 1].text)
        for number in dates
        if signed[rows[number - 1].text] >= MIN_STAMPED and _is_title(rows[number + 1].text, rows[number + 1])
    }
    return found if len(found) >= MIN_STAMPED else {}


def _cut_alike(rows: Sequence[Row]) -> dict[int, int]:
    """All rows of a text that consists of the beginnings of other pages: as many characters each, and none ends a sentence; or
    all but the last one break off with dots."""
    if len(rows) < MIN_TEASERS or any(row.kind != "paragraph" or row.hidden or row.marks for row in rows):
        return {}
    if sum(row.text.endswith(_CUT_ENDS) for row in rows) >= max(_CUT_ROWS, len(rows) - 1):
        return {number: len(row.text) for number, row in enumerate(rows)}
    sizes = {len(row.text) for row in rows}
    if min(sizes) < _LONG or max(sizes) - min(sizes) > SPREAD or any(row.text[-1] in _CLOSED for row in rows):
        return {}
    return {number: len(row.text) for number, row in enumerate(rows)}


def _moments_alone(rows: Sequence[Row]) -> list[int]:
    """The moments that stand right below each other, more than an article has: those of entries whose titles were lost."""
    found: list[int] = []
    run: list[int] = []
    for number, row in enumerate((*rows, Row())):
        if _may_be_dated(row.text) and _DATE_LINE.fullmatch(row.text.lstrip(_BULLETS)):
            run.append(number)
            continue
        found += run if len(run) >= MIN_STAMPED else ()
        run = []
    return found


def _is_name(text: str) -> bool:
    return 0 < len(text) <= MAX_NAME and _TOLD.search(text) is None


def _titles_above_teasers(rows: Sequence[Row]) -> list[int]:
    """The titles of teasers, each with its moment above or below it or with a way on behind it."""
    found: list[int] = []
    lines = 0
    for number, row in enumerate(rows):
        if len(row.text) not in _TEASER or not _breaks_off(row.text):
            continue
        title = number - 1
        while title >= 0 and number - title < _REACH and _is_moment(rows[title].text):
            title -= 1
        if title < 0 or not _is_title(rows[title].text, rows[title], _OF_TEASERS):
            continue
        below = rows[number + 1 : number + 3]
        is_marked = title < number - 1 or any(_is_moment(other.text) or _leads_on(other.text) for other in below)
        if is_marked or _leads_on(row.text):
            found.append(title)
            lines += number - title + 1 + any(_leads_on(other.text) for other in below[:1])
    return found if len(found) >= MIN_TEASERS and lines >= _MOST * len(rows) else []


def _breaks_off(text: str) -> bool:
    return text.endswith(_DOTS) or _leads_on(text)


def _leads_on(text: str) -> bool:
    return len(text) <= max(_TEASER) and MORE.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    return len(text) <= _LONGEST_MOMENT and read_date(text) is not None and _TOLD.search(text) is None


def _of_runs(found: dict[int, int], step: int) -> dict[int, int]:
    """Those that stand in a run, each not farther than a step below the last."""
    runs: list[list[int]] = []
    for number in found:
        if runs and number - runs[-1][-1] <= step:
            runs[-1].append(number)
        else:
            runs.append([number])
    return {number: found[number] for run in runs if len(run) >= MIN_ENTRIES for number in run}


def _is_title(text: str, row: Row, lengths: range = _LENGTHS) -> bool:
    return (
        row.kind == "paragraph"
        and not row.hidden
        and not row.marks
        and len(text) in lengths
        and not text.endswith(_ENDS)
    )


def _may_be_dated(text: str) -> bool:
    return len(text) < 90 and text[-1:] in _LAST and any(map(str.isdigit, text[-6:]))


_LAST = frozenset("0123456789日号號)]）】")
