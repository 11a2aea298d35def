"""Facts that stood in elements beside each other: a browser copies them without the gap that a style sheet set between them.

A moment of day and hour that a letter touches is a seam: no writer leaves the gap out. What else may be glued cannot be told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.evidence.outlets import is_outlet
from cleaners.reading.han import HAN
from cleaners.reading.outline import MAX_PIECED
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

#: In digits, as machines print it: behind 10时20分 a sentence goes on.
_CLOCK = rf"{plain(stamps.WEEKDAY)}?\s?(?:[上下]午)?\s?{stamps.DIAL}"
_MOMENT = lazy(rf"(?P<moment>{plain(stamps.DAY)}{_CLOCK})(?=[{HAN}])")

#: Fewest characters of an outlet's name by which a line is looked for in another: 日报 is a part of other names.
_SHORTEST = 3


def pieces_of_lines(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The elements that lines were copied from, by their numbers: those of a line with a moment that a letter touches, where an
    outlet that has a line of its own on the page is one of them too."""
    found = {number: pieces for number, line in enumerate(lines) if (pieces := pieces_of(line))}
    if not found:
        return found
    outlets = {line for line in lines if len(line) >= _SHORTEST and is_outlet(line)}
    sizes = sorted({len(outlet) for outlet in outlets}, reverse=True)
    return {number: _with_outlet(pieces, outlets, sizes) for number, pieces in found.items()}


def pieces_of(line: str) -> tuple[str, ...]:
    """A line as the elements that it was copied from; empty where none is known. Long lines are of running text."""
    if len(line) > MAX_PIECED or not (":" in line or "：" in line) or "。" in line:
        return ()
    match = _MOMENT.search(line)
    if match is None or match.end() == len(line):
        return ()
    return line[: match.end()], line[match.end() :]


def _with_outlet(pieces: tuple[str, ...], outlets: Collection[str], sizes: Sequence[int]) -> tuple[str, ...]:
    """The pieces with the first of some outlets that stands in the last one as a piece of its own, of several there the longest;
    ``sizes`` are the outlets' lengths, longest first: a page of outlets is not asked for each of them in every line."""
    moment, rest = pieces
    spans = ((start, start + size) for start in range(len(rest)) for size in sizes)
    found = next((span for span in spans if rest[slice(*span)] in outlets), None)
    if found is None:
        return pieces
    first, end = found
    return tuple(filter(None, (moment, rest[:first], rest[first:end], rest[end:])))
