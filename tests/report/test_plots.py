"""The plots of a site's report."""

from __future__ import annotations

import pytest

from crawler.report.plots import HEIGHT, WIDTH, bars, bridges, line


def test_plots_stay_inside_their_box() -> None:
    drawn = bars([0, 3, 6])
    assert [bar.at for bar in drawn] == [1, 2]
    assert (drawn[1].height, drawn[1].y) == (HEIGHT, 0)
    assert drawn[0].height == pytest.approx(HEIGHT / 2)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert bars([]) == bars([0, 0]) == []
    assert line([]) == line([None]) == ""
    assert line([0.0, 1.0]) == "M250.0 94.0L750.0 6.0"
    assert line([1.0, None, 0.5]) == "M166.7 6.0h166.7M833.3 50.0h166.7"
    assert bridges([1.0, None, 0.5]) == "M166.7 6.0L833.3 50.0"
    assert bridges([None, 1.0, 0.5, None]) == bridges([]) == ""
