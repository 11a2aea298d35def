"""A drift in words: each field that is watched, and one that no version knows."""

from __future__ import annotations

import pytest

from crawler.report.drift_words import chinese_figure, drift_words
from crawler.report.survey import DriftMark


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("layout", "3 known layouts", "header, main", ("drift_layout", "", "3 known layouts", "header, main")),
        ("headline_place", "div > h1", "main > h2", ("drift_moved", "field_headline", "div > h1", "main > h2")),
        ("credits_place", "div > p", "main > p", ("drift_moved", "field_credits", "div > p", "main > p")),
        ("body_place", "div.text", "main", ("drift_moved", "field_text", "div.text", "main")),
        ("date_place", "div > p", "nowhere", ("drift_not_found", "field_date_published", "div > p", "")),
        ("authors", "on 98% of the pages", "nowhere", ("drift_missing", "field_authors", "on 98% of the pages", "")),
        ("body_length", "90 to 800 characters", "12", ("drift_length", "", "90 to 800 characters", "12")),
        ("weather_place", "div", "p", ("drift_changed", "weather_place", "div", "p")),
        ("", "", "", ("drift_changed", "", "", "")),
    ],
)  # fmt: skip
def test_a_drift_is_said_in_words(field: str, old: str, new: str, words: tuple[str, str, str, str]) -> None:
    assert drift_words(DriftMark("2025-11-11", field, old, new)) == words


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("3 known layouts", "3 种已知版式"),
        ("90 to 800 characters or 12 to 40 characters", "90 至 800 字或12 至 40 字"),
        ("5 characters", "5 字"),
        ("on 98% of the pages or 12% of the pages", "98% 的页面有或12% 的页面有"),
        ("div.text > p[2]", None),
        ("article", None),
        ("", None),
    ],
)
def test_a_figure_of_a_drift_in_chinese(english: str, chinese: str | None) -> None:
    assert chinese_figure(english) == chinese
