"""What stands in a ``<pre>``: code and tables as they are written, but the lines of running text as paragraphs.

Texts of mailing lists and old servers are wrapped at a column: there a paragraph ends at an empty line, or before an
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

#: Share of the characters that must be Han, and stand in lines that hold a sentence, in running text.
_MIN_HAN, _MIN_PROSE = 0.5, 0.4

#: Lines are wrapped where two end in the middle of a sentence at no less than this share of the widest line.
_NEAR_EDGE = 0.8

#: A line wider than this, in characters, was not wrapped at a column.
_MAX_WIDTH = 60

#: Marks times paragraphs that are held against each other; of a text with more no mark is kept.
_MAX_PAIRS = 1_000_000


class Line(NamedTuple):
    """One line as a block: its text, its kind and level, its marks, and how much of it is linked and bold."""

    text: str
    context: tuple[str, int]
    marks: tuple[Mark, ...]
    link_chars: int
    bold_chars: int


def read_lines(
    raw: str, marks: Sequence[tuple[str, int, int, str | None]], link_chars: int, bold_chars: int
) -> list[Line]:
    """The lines of a text that was collected in a ``<pre>``, or the whole as one. Linear in the text."""
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
    """Where each paragraph begins and ends: one a line, or several lines that are wrapped."""
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
    """Where each line of the source begins and ends; a carriage return alone ends one too."""
    start = 0
    for line in raw.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n"))
        start += len(line)
