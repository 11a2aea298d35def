"""Small plots as attributes of SVG elements: numbers in, coordinates out, without styles or text from pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

#: Units of the drawing: a plot fills the width of its box.
WIDTH, HEIGHT = 1000.0, 100.0

#: Margin above and below a line, so that its stroke is not clipped.
_MARGIN = 6.0

#: The vertical position of a share of 0, and of the base line.
FLOOR = HEIGHT - _MARGIN


class Bar(NamedTuple):
    """One bar on the floor of the plot. ``at`` is the index of its value."""

    x: float
    y: float
    width: float
    height: float
    at: int


def bars(values: Sequence[int]) -> list[Bar]:
    """A bar for each value except 0; the largest is as high as the plot."""
    top = max(values, default=0)
    if top <= 0:
        return []
    step = WIDTH / len(values)
    width = step * (0.72 if len(values) > 1 else 0.1)
    found = []
    for index, value in enumerate(values):
        if value > 0:
            height = max(1.5, HEIGHT * value / top)
            x = index * step + (step - width) / 2
            found.append(Bar(round(x, 2), round(HEIGHT - height, 2), round(width, 2), round(height, 2), index))
    return found


def line(shares: Sequence[float | None]) -> str:
    """The SVG path of a line over shares from 0 (floor) to 1 (top). None is a gap, a single value a dash."""
    parts: list[str] = []
    is_drawing = False
    for index, share in enumerate(shares):
        if share is None:
            is_drawing = False
            continue
        x, y = _point(index, share, len(shares))
        parts.append(f"{'L' if is_drawing else 'M'}{x:.1f} {y:.1f}")
        if not is_drawing and (index + 1 == len(shares) or shares[index + 1] is None):
            parts.append(f"h{max(4.0, WIDTH / len(shares) / 2):.1f}")
        is_drawing = True
    return "".join(parts)


def bridges(shares: Sequence[float | None]) -> str:
    """The SVG path of the connections across gaps in a line."""
    known = [(index, share) for index, share in enumerate(shares) if share is not None]
    parts = []
    for (index, share), (following, next_share) in pairwise(known):
        if following > index + 1:
            (x, y), (to_x, to_y) = _point(index, share, len(shares)), _point(following, next_share, len(shares))
            parts.append(f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}")
    return "".join(parts)


def _point(index: int, share: float, count: int) -> tuple[float, float]:
    return position(index, count), FLOOR - (HEIGHT - 2 * _MARGIN) * min(1.0, max(0.0, share))


def position(index: int, count: int) -> float:
    """The middle of a period, in units of the plot."""
    return round((index + 0.5) * WIDTH / max(1, count), 2)
