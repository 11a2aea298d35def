"""The desk: the articles published within the last days, as one self-contained HTML document in English and Chinese."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from cleaners.report.document import render_document
from cleaners.report.words import read_words
from crawler.report.desk_rows import LEVELS, pack_rows
from crawler.report.differences import Difference, compare_records
from crawler.report.headline_words import MAX_HEADLINES, frequent_words
from crawler.report.published import (
    Published,
    Window,
    address_of,
    count_later,
    headline_of,
    moment_of,
    read_published,
    seen_moment,
    shorten,
)
from crawler.store.alterations import list_absences, list_alterations
from crawler.store.packing import read_glance, unpack

#: The data files with its words.
WORDS = ("/controls", "/fields", "desk")

#: Maximum size of the document in bytes.
MAX_BYTES = 4_900_000

#: Maximum numbers of changes, withdrawals, groups of reprints, copies per group, and columns of sections that are shown.
MAX_CHANGES, MAX_ABSENCES, MAX_GROUPS, MAX_COPIES, MAX_SECTIONS = 100, 100, 60, 10, 8

#: Number of rows in the HTML itself, for readers without JavaScript; the button for more adds as many at a time.
FIRST_ROWS = 100

#: Maximum number of names in one selection list, the most frequent ones; the search finds the others.
MAX_CHOICES = 300

#: Maximum length of an address that becomes a link outside the rows, in characters; the rows have a budget of their own.
_MAX_ADDRESS = 500

_LONE = re.compile("[\ud800-\udfff]")


class Alteration(NamedTuple):
    """One change of an article, its withdrawal (``reason``), or its return (``is_back``); ``at`` is in China's time zone."""

    row: int
    headline: str
    address: str | None
    at: str
    differences: Sequence[Difference] = ()
    reason: str = ""
    is_back: bool = False


class Grid(NamedTuple):
    """Numbers of articles by day (newest first) and section, each with a shade from 0 to 4. The last column sums the sections
    without a column of their own, if there are any."""

    sections: list[str]
    has_others: bool
    days: list[tuple[str, int, list[tuple[int, int]]]]

    @property
    def stretches(self) -> list[tuple[str, str, int, list[tuple[int, int]]]]:
        """The days as shown: first and last day, total, numbers. Consecutive empty days are one row."""
        shown: list[tuple[str, str, int, list[tuple[int, int]]]] = []
        for day, total, numbers in self.days:
            if not total and shown and not shown[-1][2]:
                shown[-1] = (day, *shown[-1][1:])
            else:
                shown.append((day, day, total, numbers))
        return shown


@dataclass(frozen=True, slots=True)
class Desk:
    """The content of a desk. ``later`` is the number of articles dated after the window."""

    title: str
    window: Window
    found: Sequence[Published]
    alterations: Sequence[Alteration] = ()
    absences: Sequence[Alteration] = ()
    more_alterations: int = 0
    more_absences: int = 0
    later: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.found or self.alterations or self.absences)


def read_desk(connection: Connection, window: Window, site: str | None = None) -> Desk:
    """The desk of a store, or of one of its sites."""
    since = moment_of(window.eve)
    changed, all_changed = list_alterations(connection, since, window.end, site=site, limit=MAX_CHANGES)
    absent, all_absent = list_absences(connection, since, window.end, site=site, limit=MAX_ABSENCES)
    return Desk(
        site or "",
        window,
        read_published(connection, window, site),
        [_read_change(row) for row in changed],
        [_read_absence(row, window.end) for row in absent],
        all_changed - len(changed),
        all_absent - len(absent),
        count_later(connection, window, site),
    )


def render_desk(desk: Desk, limit: int = MAX_BYTES) -> str:
    """The desk as an HTML document of at most ``limit`` bytes; the rows of articles get the space that the rest leaves.

    Raises `cleaners.report.data.DocumentError` if a data file of the package is missing.
    """
    groups = _reprints(desk.found)
    grid = read_grid(desk)
    sources = _names(one.source for one in desk.found)
    changed = frozenset(one.row for one in desk.alterations)
    values = {
        "desk": desk,
        "grid": grid,
        "days": [(day, total) for day, total, _ in grid.days if total],
        "altered": sorted([*desk.alterations, *desk.absences], key=lambda one: one.at, reverse=True),
        "frequent": frequent_words(_one_a_story(desk.found)),
        "groups": groups[:MAX_GROUPS],
        "copies": {one.row: len(group) for group in groups for one in group},
        "changed": changed,
        "first_rows": desk.found[:FIRST_ROWS],
        "sources": sources[:MAX_CHOICES],
        "source_count": len(sources),
        "sections": _names(one.section for one in desk.found)[:MAX_CHOICES],
        "sites": _names(one.site for one in desk.found)[:MAX_CHOICES],
        "max_copies": MAX_COPIES,
        "group_count": len(groups),
    }
    bare = _render(values, "", _left_out(desk, groups, 0, 0, 0))
    packed = pack_rows(desk.found, changed, limit - len(bare.encode()) - 2_000)
    told = _left_out(desk, groups, packed.left_out, packed.beginning, packed.headline)
    return _render(values, packed.text, told)


def read_grid(desk: Desk) -> Grid:
    """The numbers by day and section, for every day of the window from the first article on."""
    counts = Counter((one.day, one.section) for one in desk.found)
    most = Counter(one.section for one in desk.found)
    sections = sorted(most, key=lambda name: (-most[name], name))
    own, others = sections[:MAX_SECTIONS], sections[MAX_SECTIONS:]
    top = max(counts.values(), default=1)
    days = []
    for day in _days(desk):
        numbers = [counts[day, name] for name in own] + ([sum(counts[day, name] for name in others)] if others else [])
        days.append((day, sum(numbers), [(number, _shade(number, top)) for number in numbers]))
    return Grid(own, bool(others), days)


def _shade(number: int, top: int) -> int:
    return 0 if number == 0 else 1 + min(3, 4 * number // (top + 1))


def _days(desk: Desk) -> list[str]:
    if not desk.found:
        return []
    days = {one.day for one in desk.found}
    first = desk.window.first
    while first.isoformat() not in days and first < desk.window.last:  # begin with the first article
        first += timedelta(days=1)
    span = (desk.window.last - first).days
    return [(desk.window.last - timedelta(days=back)).isoformat() for back in range(span + 1)]


def _render(values: Mapping[str, Any], data: str, told: Sequence[tuple[str, int]]) -> str:
    from markupsafe import Markup  # needed only for a desk

    document = render_document(
        "crawler",
        "desk.html",
        styles=("desk.css",),
        scripts=("desk.js",),
        words=read_words("crawler", *WORDS),
        data=Markup(data),  # noqa: S704 - JSON without characters that are special in HTML
        told=told,
        **values,
    )
    return _LONE.sub("\ufffd", document)


def _left_out(
    desk: Desk, groups: Sequence[Sequence[Published]], rows: int, beginning: int, headline: int
) -> list[tuple[str, int]]:
    """The content left out of the page, as (key of its words, number)."""
    stories = len(_one_a_story(desk.found))
    told = [
        ("cut_rows", rows),
        ("cut_words", MAX_HEADLINES if stories > MAX_HEADLINES else 0),
        ("cut_later", desk.later),
        ("cut_alterations", desk.more_alterations),
        ("cut_absences", desk.more_absences),
        ("cut_reprints", max(0, len(groups) - MAX_GROUPS)),
        ("cut_prints", sum(one.story is None for one in desk.found)),
    ]
    shown = [item for item in told if item[1]]
    if beginning < LEVELS[0][0]:
        shown.append(("cut_beginnings", beginning))
    if headline < LEVELS[0][1]:
        shown.append(("cut_headlines", headline))
    return shown


def _reprints(found: Sequence[Published]) -> list[list[Published]]:
    """Groups of articles that tell the same story, in each the earliest first; the largest groups first, then the newest."""
    groups: dict[int, list[Published]] = defaultdict(list)
    for one in reversed(found):
        if one.story is not None:
            groups[one.story].append(one)
    several = [group for group in groups.values() if len(group) > 1]
    several.sort(key=lambda group: group[0].moment, reverse=True)
    return sorted(several, key=len, reverse=True)


def _one_a_story(found: Sequence[Published]) -> list[str]:
    return list({one.story or -one.row: one.headline for one in found}.values())


def _names(values: Any) -> list[tuple[str, int]]:
    """Names with their frequencies, the most frequent first, without the empty name."""
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _read_change(row: Any) -> Alteration:
    before, after = json.loads(unpack(row.before)[0]), json.loads(unpack(row.content)[0])
    return Alteration(row.id, _headline(row), _linked(row.url), seen_moment(row.at), compare_records(before, after))


def _read_absence(row: Any, end: str) -> Alteration:
    is_back = row.until is not None and row.until < end
    at = seen_moment(row.until if is_back else row.at)
    return Alteration(row.id, _headline(row), _linked(row.url), at, reason=shorten(row.reason, 80), is_back=is_back)


def _headline(row: Any) -> str:
    return headline_of(row.headline, read_glance(row.glance).beginning)


def _linked(url: str) -> str | None:
    address = address_of(url)
    return None if address is None or len(address) > _MAX_ADDRESS else address
