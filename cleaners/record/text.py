"""The text of the article, and its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import is_mostly_han
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Block

_HAN = lazy(rf"[{HAN}]+")
_KANA = lazy(r"[\u3040-\u30ff]+")
_LETTER = lazy(r"[^\W\d_]+")

#: Most characters of a cell of data; a longer one is a column of a page that a table lays out.
MAX_CELL = 60


def read_text(blocks: Sequence[Block], labelled: Labelled) -> str:
    """Body and subheads, one a line; neighbouring cells of one table row share a line, separated by a tab."""
    lines: list[str] = []
    previous: tuple[int, int, int] | None = None
    last = -1
    for number in labelled.text:
        block = blocks[number]
        text = block.text
        current = block.cell if block.kind == "cell" and len(text) <= MAX_CELL else None
        if current and previous and number == last + 1 and current[:2] == previous[:2] and current[2] != previous[2]:
            lines[-1] += "\t" + text
        else:
            lines.append(text)
        previous, last = current, number
    return "\n".join(lines)


def _count(pattern: re.Pattern[str], text: str) -> int:
    """How many characters a pattern of runs matches."""
    return len("".join(pattern.findall(text)))


def read_language(text: str, metadata: Metadata) -> str | None:
    """`zh` where Han characters are at least a quarter of the letters, else what the page declares."""
    sample = text[:5_000]
    if is_mostly_han(sample):
        return "zh"
    letters = _count(_LETTER, sample)
    if letters and _count(_HAN, sample) * 4 >= letters and _count(_KANA, sample) * 10 < letters:
        return "zh"
    return (metadata.language or "").split("-")[0].lower() or None
