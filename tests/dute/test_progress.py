"""The line of progress: drawn over itself on a terminal, hidden before other lines, absent elsewhere."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dute import progress
from dute.progress import Line, progress_line, time_left
from tests.conftest import ROOT

PAGE = "<h1>河湾大桥通车</h1><p>大桥昨日上午正式通车，两岸居民往来只要十分钟。</p>"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_is_drawn_over_itself_and_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(progress, "REDRAW_SECONDS", 0.0)
    with progress_line() as line:
        line.draw("1 of 2 pages")
        line.draw("2 of 2 pages")
    assert terminal.getvalue() == "\r\x1b[K1 of 2 pages\r\x1b[K2 of 2 pages\r\x1b[K"


def test_it_is_drawn_ten_times_a_second_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    line = Line(True)
    for number in range(1_000):
        line.draw(str(number))
    assert terminal.getvalue().count("\r") < 100


def test_after_another_line_it_comes_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    line = Line(True)
    line.draw("one")
    line.hide()
    line.draw("two")
    assert terminal.getvalue() == "\r\x1b[Kone\r\x1b[K\r\x1b[Ktwo"


def test_it_is_cut_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())  # without a file, so that 80 columns are taken
    Line(True).draw("x" * 200)
    assert terminal.getvalue().count("x") == 79


def test_where_nobody_looks_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", out := io.StringIO())
    with progress_line() as line:
        line.draw("1 of 2 pages")
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("elapsed", "share", "left"), [(0.0, 0.0, "?"), (30.0, 0.5, "0:30"), (10.0, 0.1, "1:30"), (9.0, 1.2, "0:00")]
)
def test_the_time_left_follows_the_rate_so_far(elapsed: float, share: float, left: str) -> None:
    assert time_left(elapsed, share) == left


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_cleaning_many_pages_shows_it_and_keeps_messages_whole(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(PAGE, "utf-8")
    (tmp_path / "c.html").write_bytes(b"%PDF-1.4\n")
    ours, theirs = os.openpty()
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "dute", "clean", str(tmp_path), "--format", "json", "-o", str(tmp_path / "out")],
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "1 of 3 pages" in shown
    assert "\x1b[Kdute: " in shown
    assert shown.endswith("\x1b[K")
