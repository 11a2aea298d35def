"""The survey of a site: its figures, the doubts about its articles, its periods."""

from __future__ import annotations

import pytest

from crawler.report.survey import MAX_PERIODS, doubts_of, read_periods, read_survey
from tests.invented_rows import record, row


def test_a_survey_in_figures() -> None:
    removal = {"rule": "legal.icp", "label": "legal", "text": "字" * 100}
    rows = [
        row(2, record(removals=[removal, removal], confidence=0.5)),
        row(1, record(text="字" * 100 + "\n" + "字" * 200, date_published=None, flags=["mojibake"])),
    ]
    survey = read_survey("桥头", rows)
    assert [story.row for story in survey.stories] == [1, 2]
    assert (survey.confidence, survey.kept, survey.undated, survey.median_characters) == (0.725, 1200 / 1400, 1, 600)
    assert survey.coverage("headline") == 1
    assert survey.coverage("date_published") == 0.5
    assert survey.rules == (("legal.icp", "legal", 200, 2, 1),)
    assert [(story.row, score) for story, score, _ in survey.doubtful()] == [(2, 0.5), (1, 0.45)]


def test_doubts_are_named_the_weightiest_first() -> None:
    story = read_survey(
        "桥头",
        [
            row(
                1,
                record(
                    headline=None, date_published=None, text="短", flags=["mojibake", "second_head"], confidence=0.9
                ),
            )
        ],
    ).stories[0]
    assert [doubt.reason for doubt in doubts_of(story, 1000)] == [
        "no_headline",
        "short",
        "no_date",
        "mojibake",
        "confidence",
    ]
    assert [doubt.reason for doubt in doubts_of(story, 1)][1] == "no_date"


@pytest.mark.parametrize(
    ("days", "step", "number"),
    [
        ([], "day", 0),
        (["2025-03-01"], "day", 1),
        (["2025-03-01", "2025-05-31"], "day", 92),
        (["2025-03-01", "2025-06-01"], "week", 14),
        (["2024-01-01", "2026-01-01"], "month", 25),
        (["1996-05-01", "2026-01-01"], "year", 31),
        (["0001-01-01", "9999-12-31"], "year", MAX_PERIODS),
        (["9999-12-30", "9999-12-31"], "day", 2),
        (["9999-01-30", "9999-12-31"], "week", 49),
        (["no day"], "day", 0),
    ],
)
def test_periods(days: list[str], step: str, number: int) -> None:
    periods = read_periods(days)
    assert (periods.step, len(periods.starts)) == (step, number)
    if number and days[0] != "0001-01-01":
        assert sum(periods.series(days)) == len(days)
        assert periods.series(days)[0] >= 1 <= periods.series(days)[-1]
    assert periods.find("1900-01-01") is periods.find("x") is None
