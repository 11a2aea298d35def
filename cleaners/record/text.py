"""The text of the article, and its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import is_mostly_han
from cleaners.evidence.tables import MAX_CELL, cells_of, is_data
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Block

_HAN = lazy(rf"[{HAN}]+")
_KANA = lazy(r"[\u3040-\u30ff]+")
_LETTER = lazy(r"[^\W\d_]+")


def read_text(blocks: Sequence[Block], labelled: Labelled) -> str:
    """The body and its subheads, one per line. Adjacent cells of one table row share a line, separated by a tab. In a table of
    data, that includes cells with paragraphs; paragraphs of one cell are joined by a space."""
    lines: list[str] = []
    previous: tuple[int, ...] | None = None
    last = -1
    shown = [blocks[number] for number in labelled.text]
    in_cells = [block for block in shown if block.cell is not None]
    if not in_cells:
        return "\n".join([block.text for block in shown])
    data = _tables_of_data(in_cells, blocks)
    for number, block in zip(labelled.text, shown, strict=True):
        text, cell = block.text, block.cell
        is_of_data = cell is not None and cell[0] in data
        current = cell if (is_of_data or block.kind == "cell") and len(text) <= MAX_CELL else None
        is_next = current and previous and number == last + 1 and current[:2] == previous[:2]
        if is_next and current and previous and current[2] != previous[2]:
            lines[-1] += "\t" + text
        elif is_next and is_of_data and block.kind == "paragraph":
            lines[-1] += " " + text
        else:
            lines.append(text)
        previous, last = current, number
    return "\n".join(lines)


def _tables_of_data(in_cells: Sequence[Block], blocks: Sequence[Block]) -> set[int]:
    """The tables of data that have cells with paragraphs: the kind of such lines is not ``cell``."""
    if not any(block.kind == "paragraph" for block in in_cells):
        return set()
    return {number for number, cells in cells_of(in_cells).items() if is_data(cells, blocks)}


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Number of characters in all matches of a pattern."""
    return len("".join(pattern.findall(text)))


def read_language(text: str, metadata: Metadata) -> str | None:
    """`zh` if at least a quarter of the letters are Han characters, otherwise the language that the page declares."""
    sample = text[:5_000]
    if is_mostly_han(sample):
        return "zh"
    letters = _count(_LETTER, sample)
    if letters and _count(_HAN, sample) * 4 >= letters and _count(_KANA, sample) * 10 < letters:
        return "zh"
    return (metadata.language or "").split("-")[0].lower() or None
