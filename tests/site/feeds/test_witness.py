"""A feed agrees with a page or not; it decides nothing."""

from __future__ import annotations

import pytest

from crawler.site.feeds.witness import disagrees, is_other_title

PAGE = "2025-03-25T10:20:00+08:00"


@pytest.mark.parametrize(
    ("published", "witnessed", "verdict"),
    [
        (PAGE, ["2025-03-25T10:20:00+08:00"], False),
        (PAGE, ["2025-03-26T18:20:00+08:00"], False),  # Shanghai's time written as GMT, and made a day later
        (PAGE, ["2025-03-27T00:00:00+08:00"], True),
        (PAGE, ["1970-01-01T08:00:00+08:00", "2025-03-24"], False),  # one of two agrees
        ("2025-03-25", ["2025-03-24T23:59:00+08:00"], False),
        ("2025-03-25", ["2026-03-25"], True),
        (None, [PAGE], False),
        (PAGE, [], False),
        (PAGE, ["soon"], False),
    ],
)
def test_days(published: str | None, witnessed: list[str], verdict: bool) -> None:
    assert disagrees(published, witnessed) is verdict


@pytest.mark.parametrize(
    ("headline", "title", "verdict"),
    [
        ("老水库换新颜 今夏向市民开放", "老水库换新颜今夏向市民开放", False),
        ("老水库换新颜 今夏向市民开放", "【图】老水库换新颜 今夏向市民开放", False),
        ("老水库换新颜 今夏向市民开放", "老水库今夏开放", False),
        ("老水库换新颜 今夏向市民开放", "渡口昨日上午重新开航", True),
        ("老水库", "——", False),
    ],
)
def test_titles(headline: str, title: str, verdict: bool) -> None:
    assert is_other_title(headline, title) is verdict
