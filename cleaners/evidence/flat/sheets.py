"""A page that was printed: every sheet repeats the day of printing with the page's title, its address, and its own number; and a
sheet of a journal repeats its name above the text or below it, beside the number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.reading.patterns import lazy

_FOOT = lazy(r"\s*(?:https?|file)://\S+\s+\d{1,3}\s?/\s?\d{1,3}\s*")
_HEAD = lazy(
    r"\s*(?:\d{2,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?)[,，]?\s*(?:[上下]午)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\s+(?P<title>\S.*?))?\s*"
)


#: The number of a sheet, with the signs that no number of a text has, and how long such a line is at most.
_NUMBER, _LONGEST = (
    lazy(r"[—–-]{1,2}\s?(\d{1,3})\s?[—–-]{1,2}|第\s?(\d{1,3})\s?页(?:[\s,，/]{0,3}共\s?\d{1,3}\s?页)?"),
    24,
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
        return _without_numbers(lines)
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


def _without_numbers(lines: Sequence[str]) -> Sheets:
    """The lines without the numbers of sheets, each one more than the last, and the lines that stand beside those on two of
    them; a row between two halves of a paragraph closes up."""
    shown = [number for number, line in enumerate(lines) if line.strip()]
    places = [place for place, number in enumerate(shown) if _number_of(lines[number]) is not None]
    numbers = [_number_of(lines[shown[place]]) or 0 for place in places]
    if len(numbers) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return Sheets(list(lines), [])
    counts = Counter(lines[number].strip() for number in shown)
    beside = {
        lines[shown[near]].strip() for place in places for near in (place - 1, place + 1) if 0 <= near < len(shown)
    }
    heads = {line for line in beside if counts[line] > 1}
    out = {shown[place] for place in places} | {number for number in shown if lines[number].strip() in heads}
    kept: list[str] = []
    is_border = False
    for number, line in enumerate(lines):
        is_border = number in out or (is_border and not line.strip())
        if not is_border:
            kept.append(line)
            continue
        while kept and not kept[-1].strip():
            kept.pop()
    return Sheets(kept, [lines[number] for number in sorted(out)])


def _number_of(line: str) -> int | None:
    match = _NUMBER.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return int(match[1] or match[2]) if match is not None else None
