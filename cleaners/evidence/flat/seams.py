"""Facts that stood in elements beside each other: a browser copies them without the gap that a style sheet set between them.

A moment of day and hour that a letter touches is a seam: no writer leaves the gap out. What else may be glued cannot be told.
"""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.reading.outline import MAX_PIECED
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

#: In digits, as machines print it: behind 10时20分 a sentence goes on.
_CLOCK = rf"{plain(stamps.WEEKDAY)}?\s?(?:[上下]午)?\s?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?"
_MOMENT = lazy(rf"(?P<moment>{plain(stamps.DAY)}{_CLOCK})(?=[{HAN}])")


def pieces_of(line: str) -> tuple[str, ...]:
    """A line as the elements that it was copied from; empty where none is known. Long lines are of running text."""
    if len(line) > MAX_PIECED or not (":" in line or "：" in line) or "。" in line:
        return ()
    match = _MOMENT.search(line)
    if match is None or match.end() == len(line):
        return ()
    return line[: match.end()], line[match.end() :]
