"""The content of a ``<pre>``: code and tables unchanged, but lines of running text as paragraphs.

Texts of mailing lists and old servers are wrapped at a fixed column. There, a paragraph ends at an empty line, or before an
indented one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.reading.han import HAN
from cleaners.reading.lines import fold_space, join_han, keep_space, place_marks, prose_size
from cleaners.reading.patterns import lazy
from cleaners.values import Mark

_HAN = lazy(rf"[{HAN}]")
_END = tuple("。！？；：…”’」』）)!?;:.》")

#: Minimum share of Han characters in running text, and minimum share of its characters in lines that contain a sentence.
_MIN_HAN, _MIN_PROSE = 0.5, 0.4

#: A text is wrapped if two lines end in the middle of a sentence and have at least this share of the widest line's width.
_NEAR_EDGE = 0.8

#: Maximum width of a wrapped line, in characters.
_MAX_WIDTH = 60

#: Maximum number of comparisons between marks and paragraphs; a text that needs more keeps no marks.
_MAX_PAIRS = 1_000_000


class Line(NamedTuple):
    """One line as a block: its text, kind and level, its marks, and its numbers of linked and bold characters."""

    text: str
    context: tuple[str, int]
    marks: tuple[Mark, ...]
    link_chars: int
    bold_chars: int


def read_lines(
    raw: str, marks: Sequence[tuple[str, int, int, str | None]], link_chars: int, bold_chars: int
) -> list[Line]:
    """The lines of a text collected in a ``<pre>``, or the whole text as one. Linear in the text."""
    text = keep_space(raw)
    if "\n" not in text or not _is_prose(text):
        placed = place_marks(raw, text, marks) if marks else ()
        return [Line(text, ("pre", 0), placed, link_chars, bold_chars)] if text else []
    found = []
    paragraphs = list(_paragraphs(raw))
    if len(marks) * len(paragraphs) > _MAX_PAIRS:
        marks = ()
    for start, end in paragraphs:
        piece = raw[start:end]
        is_whole = "\n" not in piece
        line = fold_space(piece if is_whole else join_han(piece))
        if line:
            own = [_cut(mark, start, end) for mark in marks if mark[1] < end and start < mark[2]]
            linked = sum(stop - begin for kind, begin, stop, _ in own if kind == "link")
            bold = sum(stop - begin for kind, begin, stop, _ in own if kind == "bold")
            placed = place_marks(piece, line, own) if own and is_whole else ()
            found.append(Line(line, ("paragraph", 0), placed, linked, bold))
    return found


def _is_prose(text: str) -> bool:
    lines = text.split("\n")
    size = sum(len(line.strip()) for line in lines)
    return (
        len(_HAN.findall(text)) >= _MIN_HAN * size
        and sum(prose_size(line.strip()) for line in lines) >= _MIN_PROSE * size
    )


def _cut(mark: tuple[str, int, int, str | None], start: int, end: int) -> tuple[str, int, int, str | None]:
    kind, begin, stop, href = mark
    return kind, max(begin, start) - start, min(stop, end) - start, href


def _paragraphs(raw: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: one line, or several wrapped lines."""
    lines = list(_lines(raw))
    shown = [raw[start:end] for start, end in lines]
    widths = [len(line.strip()) for line in shown]
    edge = max(widths) * _NEAR_EDGE
    goes_over = [
        width >= edge and bool(following) and not line.rstrip().endswith(_END)
        for line, width, following in zip(shown, widths, (*widths[1:], 0), strict=True)
    ]
    if max(widths) > _MAX_WIDTH or sum(goes_over) < 2:
        yield from ((start, end) for (start, end), width in zip(lines, widths, strict=True) if width)
        return
    indented = [line[:1].isspace() for line in shown]
    is_parted = not all(widths) or (
        any(indented) and not all(is_in for is_in, width in zip(indented, widths, strict=True) if width)
    )
    begin: int | None = None
    for number, (start, end) in enumerate(lines):
        if not widths[number]:
            continue
        begin = start if begin is None else begin
        is_last = number + 1 == len(lines) or not widths[number + 1]
        if is_last or (indented[number + 1] if is_parted else not goes_over[number]):
            yield begin, end
            begin = None


def _lines(raw: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of the source; a carriage return alone also ends a line."""
    start = 0
    for line in raw.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line)
