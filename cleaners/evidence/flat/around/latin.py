"""Paragraphs in Latin letters that a page wrapped, between Chinese ones that it did not: those are joined."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.reading.patterns import lazy

#: Fewest lines of such a paragraph, and the width of all but its last line, in characters.
MIN_LINES, WIDTHS = 3, range(50, 101)

#: A line in Latin letters, and one that ends as a paragraph does.
_LATIN = lazy(r"[\x20-\x7e\u2010-\u2026\u00a0-\u024f]+")
_ENDS = (".", "!", "?", ":", '."', ".”", "?”", "!”")


def join_latin(lines: Sequence[str]) -> list[str]:
    """The lines, with each such paragraph in one line."""
    if sum(len(line) >= WIDTHS.start and line.isascii() for line in lines) < MIN_LINES - 1:
        return list(lines)
    found: list[str] = []
    place = 0
    while place < len(lines):
        end = _end_of(lines, place)
        if end - place >= MIN_LINES:
            found.append(" ".join(line.strip() for line in lines[place:end]))
        else:
            end = place + 1
            found.append(lines[place])
        place = end
    return found


def _end_of(lines: Sequence[str], place: int) -> int:
    """The line behind a paragraph that begins at one; that line itself if none does. Most lines of a wrapped paragraph open
    within a sentence; those of a menu, a headline and a byline do not."""
    end = place
    while end < len(lines) and _goes_on(lines[end]):
        end += 1
    is_whole = end > place and end < len(lines) and _is_latin(lines[end])
    within = sum(line.strip()[:1].islower() for line in lines[place + 1 : end + 1])
    return end + 1 if is_whole and 2 * within > end - place else place


def _goes_on(line: str) -> bool:
    line = line.strip()
    return len(line) in WIDTHS and not line.endswith(_ENDS) and _is_latin(line)


def _is_latin(line: str) -> bool:
    return (line.strip() != "" and line.isascii()) or _LATIN.fullmatch(line.strip()) is not None
