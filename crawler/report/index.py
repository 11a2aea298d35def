"""The report of a site as one self-contained HTML document: figures, plots, and pages, most doubtful first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaners.render.inline import safe_address
from cleaners.report.document import render_document
from cleaners.report.explain import FAMILY_OF
from cleaners.report.words import read_words
from cleaners.template.layout import Template
from cleaners.values import Label
from crawler.report.drift_words import DriftWords, chinese_figure, drift_words
from crawler.report.plots import FLOOR, bars, bridges, line, position
from crawler.report.survey import Doubt, DriftMark, Story, Survey, days_with
from crawler.store.packing import FIELDS

#: Maximum number of rows in the list of pages, the most doubtful ones.
MAX_ROWS = 500

#: Number of rows shown before the reader asks for more, so that the content below the list is reachable on a phone.
FIRST_ROWS = 12

#: The data files with the report's words.
WORDS = ("/controls", "/fields", "/labels", "/flags", "index")


class Plot(NamedTuple):
    """A share over time as SVG paths: the line, and connections across periods without articles."""

    path: str
    bridges: str


class Line(NamedTuple):
    """A share over time, and the share over all articles."""

    plot: Plot
    share: float


class ShownMark(NamedTuple):
    """A drift and its position in the plots (None if its day is outside them)."""

    mark: DriftMark
    words: DriftWords
    x: float | None
    address: str | None


class Row(NamedTuple):
    """One page of the list. ``report`` is the relative address of its own report, or None."""

    story: Story
    score: float
    doubts: list[Doubt]
    address: str | None
    report: str | None


def render_index(
    survey: Survey,
    *,
    outcomes: Sequence[tuple[str, str, int]] = (),
    marks: Sequence[DriftMark] = (),
    reports: Mapping[int, str] | None = None,
    template: Template | None = None,
) -> str:
    """The index as an HTML document. ``outcomes`` are (outcome, reason, number) of the addresses, ``marks`` the drifts,
    ``reports`` the relative addresses of the reports of single pages, by the row number of the article, and ``template`` is the
    site's active template.

    Raises `cleaners.report.data.DocumentError` if a data file of the package is missing.
    """
    periods = survey.periods
    everything = periods.series(story.day for story in survey.stories)
    doubtful = survey.doubtful(MAX_ROWS)
    shown = [_shown_mark(survey, mark) for mark in marks]
    places = [place for one in shown for place in (one.words.before, one.words.now)]
    figures = {
        f"figure_{place}": (place, chinese) for place in places if (chinese := chinese_figure(place)) is not None
    }
    return render_document(
        "crawler",
        "index.html",
        styles=("index.css",),
        scripts=("index.js",),
        words=read_words("crawler", *WORDS).joined(figures),
        survey=survey,
        series=everything,
        bars=bars(everything),
        periods=periods,
        marks=shown,
        coverage=[(name, _field_line(survey, name, everything)) for name in FIELDS],
        confidence=_confidence_line(survey),
        rules=[(total, _family(total.label), _rule_line(survey, total.rule, everything)) for total in survey.rules],
        floor=FLOOR,
        first_rows=FIRST_ROWS,
        rows=[_row(item, reports or {}) for item in doubtful],
        most=survey.rules[0].characters if survey.rules else 1,
        outcomes=outcomes,
        reports=reports or {},
        learned=template,
    )


def _row(item: tuple[Story, float, list[Doubt]], reports: Mapping[int, str]) -> Row:
    story, score, doubts = item
    return Row(story, score, doubts, safe_address(story.url), reports.get(story.row))


def _shown_mark(survey: Survey, mark: DriftMark) -> ShownMark:
    index = survey.periods.find(mark.day)
    at = None if index is None else position(index, len(survey.periods.starts))
    return ShownMark(mark, drift_words(mark), at, safe_address(mark.url))


def _field_line(survey: Survey, name: str, everything: Sequence[int]) -> Line:
    own = survey.periods.series(days_with(survey.fields, name))
    return Line(_plot(_shares(own, everything)), survey.coverage(name))


def _rule_line(survey: Survey, rule: str, everything: Sequence[int]) -> Line:
    days = days_with(survey.ruled, rule)
    return Line(_plot(_shares(survey.periods.series(days), everything)), sum(days.values()) / len(survey.stories))


def _confidence_line(survey: Survey) -> Plot:
    sums = [0.0] * len(survey.periods.starts)
    counts = [0] * len(sums)
    places = {day: survey.periods.find(day) for day in {story.day for story in survey.stories}}
    for story in survey.stories:
        at = places[story.day]
        if at is not None:
            sums[at] += story.confidence
            counts[at] += 1
    return _plot([total / count if count else None for total, count in zip(sums, counts, strict=True)])


def _plot(shares: Sequence[float | None]) -> Plot:
    return Plot(line(shares), bridges(shares))


def _shares(own: Sequence[int], everything: Sequence[int]) -> list[float | None]:
    return [part / whole if whole else None for part, whole in zip(own, everything, strict=True)]


def _family(label: str) -> str:
    return FAMILY_OF[Label(label)]
