"""Facts that stood in adjacent elements: a browser copies them without the gap that a style sheet put between them.

A moment with an hour that touches a letter is a seam, since no writer omits that gap. Other seams cannot be recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.evidence.outlets import is_outlet
from cleaners.reading.han import HAN
from cleaners.reading.outline import MAX_PIECED
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

#: In digits, as machines print it: after 10时20分, a sentence may continue.
_CLOCK = rf"{plain(stamps.WEEKDAY)}?\s?(?:[上下]午)?\s?{stamps.DIAL}"
_MOMENT = lazy(rf"(?P<moment>{plain(stamps.DAY)}{_CLOCK})(?=[{HAN}])")

#: Minimum length of an outlet's name that is searched for in other lines, in characters: 日报 is a part of other names.
_SHORTEST = 3


def pieces_of_lines(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """For each line with a seam, by its number, the elements from which it was copied. An outlet that is also a separate line
    of the page is one of them."""
    found = {number: pieces for number, line in enumerate(lines) if (pieces := pieces_of(line))}
    if not found:
        return found
    outlets = {line for line in lines if len(line) >= _SHORTEST and is_outlet(line)}
    sizes = sorted({len(outlet) for outlet in outlets}, reverse=True)
    return {number: _with_outlet(pieces, outlets, sizes) for number, pieces in found.items()}


def pieces_of(line: str) -> tuple[str, ...]:
    """The elements from which a line was copied; empty if it has no seam, or is long, as running text is."""
    if len(line) > MAX_PIECED or not (":" in line or "：" in line) or "。" in line:
        return ()
    match = _MOMENT.search(line)
    if match is None or match.end() == len(line):
        return ()
    return line[: match.end()], line[match.end() :]


def _with_outlet(pieces: tuple[str, ...], outlets: Collection[str], sizes: Sequence[int]) -> tuple[str, ...]:
    """The pieces, with the first of the outlets in the last piece as a separate piece, the longest if several begin there.
    ``sizes`` are the outlets' lengths, longest first: with them, a page of many outlets needs no search for each one in every
    line."""
    moment, rest = pieces
    spans = ((start, start + size) for start in range(len(rest)) for size in sizes)
    found = next((span for span in spans if rest[slice(*span)] in outlets), None)
    if found is None:
        return pieces
    first, end = found
    return tuple(filter(None, (moment, rest[:first], rest[first:end], rest[end:])))
