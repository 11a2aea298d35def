"""Kickers: a line that names the series that a report is one of."""

from __future__ import annotations

import pytest

from cleaners.judgement.top.kickers import names_series


@pytest.mark.parametrize(
    ("line", "is_series"),
    [("老城更新观察·之三", True), ("老城更新观察（之二）", True), ("世界奇迹之一", False), ("老城更新观察之三", False)],
)
def test_a_number_of_a_series_behind_a_mark(line: str, is_series: bool) -> None:
    assert names_series(line) is is_series
