"""A drift in words: each field that is watched, and one that no version knows."""

from __future__ import annotations

import pytest

from crawler.report.drift_words import drift_words
from crawler.report.survey import DriftMark


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("layout", "3 known layouts", "header, main", ("the pages match no known layout", "3 known layouts", "header, main")),
        ("headline_place", "div > h1", "main > h2", ("the headline is in another element", "div > h1", "main > h2")),
        ("credits_place", "div > p", "main > p", ("the credits are in another element", "div > p", "main > p")),
        ("body_place", "div.text", "main", ("the text is in another element", "div.text", "main")),
        ("date_place", "div > p", "nowhere", ("the date is no longer found", "div > p", "")),
        ("authors", "on 98% of the pages", "nowhere", ("the author is missing", "on 98% of the pages", "")),
        ("credits", "on 98% of the pages", "nowhere", ("the credits are missing", "on 98% of the pages", "")),
        ("body_length", "90 to 800 characters", "12", ("the texts are far shorter or longer than before", "90 to 800 characters", "12")),
        ("weather_place", "div", "p", ("weather_place has changed", "div", "p")),
        ("", "", "", (" has changed", "", "")),
    ],
)  # fmt: skip
def test_a_drift_is_said_in_words(field: str, old: str, new: str, words: tuple[str, str, str]) -> None:
    assert drift_words(DriftMark("2025-11-11", field, old, new)) == words
