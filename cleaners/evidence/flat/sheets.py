"""A page that was printed: every sheet repeats the day of printing with the page's title, its address, and its own number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.reading.patterns import lazy

_FOOT = lazy(r"\s*(?:https?|file)://\S+\s+\d{1,3}\s?/\s?\d{1,3}\s*")
_HEAD = lazy(
    r"\s*(?:\d{2,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?)[,，]?\s*(?:[上下]午)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\s+(?P<title>\S.*?))?\s*"
)


class Sheets(NamedTuple):
    """A printed text without what every sheet repeats, those lines, and the title among them."""

    lines: list[str]
    repeated: list[str]
    title: str | None = None


def without_sheets(lines: Sequence[str]) -> Sheets:
    """The lines without the heads and feet of sheets. A foot is an address with the number of the sheet, and a head stands on top
    of the text, below a foot or above it: a text without any foot was not printed."""
    shown = [line for line in lines if line.strip()]
    feet = {line for line in shown if "://" in line and _FOOT.fullmatch(line)}
    if not feet:
        return Sheets(list(lines), [])
    heads = [line for line in shown if line[:1].isspace() or line[:1].isdigit() if _HEAD.fullmatch(line)]
    counts = Counter(heads)
    beside = {
        line
        for number, line in enumerate(shown)
        if number == 0 or shown[number - 1] in feet or (number + 1 < len(shown) and shown[number + 1] in feet)
    }
    out = feet | {line for line in counts if line in beside and (counts[line] > 1 or len(feet) == 1)}
    repeated = [line for line in shown if line in out]
    title = next((match["title"] for line in repeated if (match := _HEAD.fullmatch(line)) and match["title"]), None)
    return Sheets([line for line in lines if line not in out], repeated, title)
