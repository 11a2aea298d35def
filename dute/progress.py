"""Progress for people: one line on a terminal's standard error, which overwrites itself and disappears at the end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Minimum time between two redraws of the line, in seconds.
REDRAW_SECONDS = 0.1

_CLEAR = "\r\x1b[K"  # move to the start of the line and erase it


class Line:
    """A line that can be drawn and hidden. Nothing is ever written if ``is_shown`` is false."""

    def __init__(self, is_shown: bool) -> None:
        self.is_shown = is_shown
        self._drawn_at = -REDRAW_SECONDS
        self._is_there = False

    def draw(self, text: str) -> None:
        """Show this text instead of the previous one, unless that was drawn less than `REDRAW_SECONDS` ago. ``text`` is one
        line of ASCII."""
        now = time.monotonic()
        if self.is_shown and now - self._drawn_at >= REDRAW_SECONDS:
            self._drawn_at = now
            self._write(_CLEAR + text[: _columns() - 1])
            self._is_there = True

    def hide(self) -> None:
        """Erase the line, so that other lines can be written."""
        if self._is_there:
            self._write(_CLEAR)
            self._is_there = False
            self._drawn_at = -REDRAW_SECONDS

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def progress_line(is_wanted: bool = True) -> Iterator[Line]:
    """A line that is shown if ``is_wanted`` and standard error is a terminal; it is erased at the end of the block."""
    line = Line(is_wanted and sys.stderr.isatty())
    try:
        yield line
    finally:
        line.hide()


def time_left(elapsed: float, share: float) -> str:
    """The remaining time at the rate so far, as ``m:ss``; ``?`` if nothing is done yet. ``elapsed`` is in seconds, ``share``
    from 0 to 1."""
    if share <= 0:
        return "?"
    left = round(elapsed / share * (1 - min(share, 1)))
    return f"{left // 60}:{left % 60:02}"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0: the terminal's size is unknown
    except (OSError, ValueError):
        return 80
