"""Survey the stored articles of a site: their number over time, their fields, the removals, the doubtful ones.

One pass over the records keeps a few numbers per article, so that a store of a hundred thousand articles fits in memory.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from statistics import fmean, median
from typing import Any, NamedTuple

from crawler.store.packing import Glance, read_glances

#: Maximum number of columns in a plot; if the days are more, a period is a week, a month or a year.
MAX_PERIODS = 92


class DriftMark(NamedTuple):
    """A drift: the field that moved, the first day (ISO 8601) and page, the former and the present place."""

    day: str
    field: str
    old: str
    new: str
    url: str | None = None


class Doubt(NamedTuple):
    """One reason to check an article, and its weight. The weights of an article are summed. ``reason`` is a flag, or
    ``confidence`` (with its ``value``), ``no_headline``, ``no_date`` or ``short``."""

    reason: str
    weight: float
    value: str = ""


class Story(NamedTuple):
    """One article of the survey: its names, figures and doubts."""

    row: int
    article_id: str
    url: str
    headline: str
    day: str
    confidence: float
    characters: int
    removed: int
    flags: tuple[str, ...]
    fields: frozenset[str]
    rules: frozenset[str]
    withdrawn: bool


class RuleTotal(NamedTuple):
    """The removals of one rule under one label: characters, pieces, and number of articles."""

    rule: str
    label: str
    characters: int
    pieces: int
    articles: int


@dataclass(frozen=True, slots=True)
class Survey:
    """The figures of a site. ``stories`` are in the order of the store; ``as_of`` is the time of the last change; ``fields`` and
    ``ruled`` are the numbers of articles by the fields they have, or the rules that took something from them, and by day."""

    site: str
    stories: tuple[Story, ...]
    rules: tuple[RuleTotal, ...]
    as_of: str | None
    periods: Periods = field(repr=False)
    median_characters: float = 0.0
    fields: Mapping[tuple[frozenset[str], str], int] = field(repr=False, default_factory=dict)
    ruled: Mapping[tuple[frozenset[str], str], int] = field(repr=False, default_factory=dict)

    @property
    def confidence(self) -> float:
        """Mean confidence, 0 to 1; 0 without articles."""
        return fmean(story.confidence for story in self.stories) if self.stories else 0.0

    @property
    def kept(self) -> float:
        """Characters of text as a share of those of text and ledger, 0 to 1."""
        text = sum(story.characters for story in self.stories)
        whole = text + sum(story.removed for story in self.stories)
        return text / whole if whole else 0.0

    @property
    def undated(self) -> int:
        """Number of articles without a publication date."""
        return sum(not story.day for story in self.stories)

    def coverage(self, name: str) -> float:
        """Share of the articles with a field, 0 to 1."""
        return sum(days_with(self.fields, name).values()) / len(self.stories) if self.stories else 0.0

    def doubtful(self, limit: int | None = None) -> list[tuple[Story, float, list[Doubt]]]:
        """The articles with their doubts and the sum of the weights, the most doubtful first, then in the order of the store;
        at most ``limit`` of them."""
        usual = self.median_characters
        weights = [(-doubt_of(story, usual), story.row, story) for story in self.stories]
        first = sorted(weights) if limit is None else nsmallest(limit, weights)
        return [(story, -weight, doubts_of(story, usual)) for weight, _, story in first]


def days_with(counts: Mapping[tuple[frozenset[str], str], int], name: str) -> Counter[str]:
    """Numbers of articles by day, counting those that have a field, or that a rule applied to."""
    days: Counter[str] = Counter()
    for (names, day), number in counts.items():
        if name in names:
            days[day] += number
    return days


#: Weights of the doubts. The weight of a low confidence is the probability that the text is wrong, which includes the changes
#: by the second look. A missing headline is worse than a missing date, and any other flag is a hint. The weights only order a
#: list for people.
NO_HEADLINE, NO_DATE, SHORT, FLAG = 0.5, 0.25, 0.3, 0.15

#: The prefix of flags of the second look.
_OF_SECOND_LOOK = "second_"

#: An article with less than this share of the site's median length is short.
SHORT_SHARE = 0.15


def doubt_of(story: Story, usual: float) -> float:
    """The sum of the weights of `doubts_of`."""
    weight = round(1 - story.confidence, 3) + FLAG * sum(not flag.startswith(_OF_SECOND_LOOK) for flag in story.flags)
    weight += NO_HEADLINE * ("headline" not in story.fields) + NO_DATE * ("date_published" not in story.fields)
    return round(weight + SHORT * (story.characters < SHORT_SHARE * usual), 3)


def doubts_of(story: Story, usual: float) -> list[Doubt]:
    """The reasons to check an article, the weightiest first. ``usual`` is the median length on the site."""
    doubts = [Doubt("confidence", round(1 - story.confidence, 3), f"{story.confidence:.0%}")]
    if "headline" not in story.fields:
        doubts.append(Doubt("no_headline", NO_HEADLINE))
    if "date_published" not in story.fields:
        doubts.append(Doubt("no_date", NO_DATE))
    if story.characters < SHORT_SHARE * usual:
        doubts.append(Doubt("short", SHORT))
    doubts += [Doubt(flag, FLAG) for flag in story.flags if not flag.startswith(_OF_SECOND_LOOK)]
    return sorted(doubts, key=lambda doubt: -doubt.weight)


class Periods(NamedTuple):
    """The time span of the articles in equal steps. ``starts`` are the first days; ``step`` is day, week, month or year."""

    step: str
    starts: tuple[datetime.date, ...]

    def find(self, day: str) -> int | None:
        """The period of a day (ISO 8601); None outside of all periods, or for an invalid day."""
        moment = _day(day)
        if moment is None or not self.starts or moment < self.starts[0]:
            return None
        start = _start(moment, self.step)
        return self.starts.index(start) if start in self.starts else None

    def series(self, days: Iterable[str] | Mapping[str, int]) -> list[int]:
        """Number of days in each period. A day may come with its number."""
        counts = Counter(days)
        series = [0] * len(self.starts)
        for day, number in counts.items():
            at = self.find(day)
            if at is not None:
                series[at] += number
        return series


def read_survey(site: str, rows: Iterable[Any]) -> Survey:
    """The survey of one site from its rows in `crawler.store.records.list_glances`."""
    stories: list[Story] = []
    rules: dict[tuple[str, str], list[int]] = {}
    as_of: str | None = None
    sets: dict[frozenset[str], frozenset[str]] = {}  # the articles of a site have few different sets of fields
    for batch in _batches(rows):
        for row, glance in zip(batch, read_glances([row.glance for row in batch]), strict=True):
            stories.append(_read_story(row, glance, sets))
            _count_rules(glance, rules)
        as_of = max([as_of or "", *(row.changed_at for row in batch)])
    totals = [RuleTotal(*key, *counted) for key, counted in rules.items()]
    return Survey(
        site,
        tuple(sorted(stories, key=lambda story: story.row)),
        tuple(sorted(totals, key=lambda total: (-total.characters, total.rule, total.label))),
        as_of,
        read_periods([story.day for story in stories if story.day]),
        median(story.characters for story in stories) if stories else 0.0,
        Counter((story.fields, story.day) for story in stories),
        Counter((story.rules, story.day) for story in stories),
    )


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    found = iter(rows)
    while batch := list(islice(found, 1000)):
        yield batch


def read_periods(days: Sequence[str]) -> Periods:
    """The periods of the days: days if they are few enough, else weeks, months or years."""
    moments = [moment for moment in map(_day, days) if moment is not None]
    if not moments:
        return Periods("day", ())
    first, last = min(moments), max(moments)
    for step in ("day", "week", "month"):
        starts = _starts(first, last, step)
        if len(starts) <= MAX_PERIODS:
            return Periods(step, tuple(starts))
    years = range(first.year, last.year + 1)[-MAX_PERIODS:]  # a date in the year 1 is an error, not a period
    return Periods("year", tuple(datetime.date(year, 1, 1) for year in years))


def _starts(first: datetime.date, last: datetime.date, step: str) -> list[datetime.date]:
    """The periods from the first day to the last one, up to one more than the maximum."""
    starts: list[datetime.date] = []
    at = _start(first, step)
    while at <= last and len(starts) <= MAX_PERIODS:
        starts.append(at)
        try:
            at = _next(at, step)
        except OverflowError:  # the calendar ends with the year 9999
            break
    return starts


def _start(day: datetime.date, step: str) -> datetime.date:
    if step == "week":
        return day - datetime.timedelta(days=day.weekday()) if day.toordinal() > 7 else day
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(start: datetime.date, step: str) -> datetime.date:
    if step == "month":
        return (start + datetime.timedelta(days=31)).replace(day=1)
    return start + datetime.timedelta(days=7 if step == "week" else 1)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _read_story(row: Any, glance: Glance, sets: dict[frozenset[str], frozenset[str]]) -> Story:
    fields, rules = frozenset(glance.fields), frozenset([rule for rule, _, _, _ in glance.rules])
    return Story(
        row=row.id,
        article_id=row.article_id,
        url=row.url,
        headline=row.headline or glance.beginning[:40],
        day=(row.date_published or "")[:10],
        confidence=glance.confidence,
        characters=glance.printed,
        removed=glance.removed,
        flags=tuple(glance.flags),
        fields=sets.setdefault(fields, fields),
        rules=sets.setdefault(rules, rules),
        withdrawn=row.withdrawn_at is not None,
    )


def _count_rules(glance: Glance, rules: dict[tuple[str, str], list[int]]) -> None:
    for rule, label, characters, pieces in glance.rules:
        counted = rules.setdefault((rule, label), [0, 0, 0])
        counted[0] += characters
        counted[1] += pieces
        counted[2] += 1
