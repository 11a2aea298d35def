"""Markdown tables, aligned for a terminal with wide characters counted as two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A GitHub table whose columns line up in the source too."""
    widths = [max(width(row[column]) for row in (header, *rows)) for column in range(len(header))]
    lines = [header, ["-" * size for size in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)) + " |"
        for line in lines
    )
