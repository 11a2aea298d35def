"""Lines that a sheet of paper wrapped: a paragraph is cut wherever the column is full, and is put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from cleaners.reading.han import is_han
from cleaners.reading.patterns import lazy
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE

#: Narrowest column, in half-width places: 13 ideographs. Verse is narrower, and the columns of newspapers are wider.
MIN_WIDTH = 26

#: A line is full within so many places of the column: a mark may not begin a line, and a word of Latin letters is not cut.
SLACK = 4

#: Fewest full lines, and their least share of the lines that fill half a column: the last line of a paragraph may be any length.
MIN_FULL, FULL_SHARE = 3, 0.5

#: Share of lines, and their number, that may be wider than the column: an address, a line that was pasted in.
WIDER, WIDER_LINES = 0.1, 1

#: Share of the full lines that at most end as sentences do: by chance, one in eight does. Lines of verse nearly all do.
MAX_CLOSED = 0.5

#: Blanks that open a paragraph at most, in places.
MAX_INDENT = 8

#: Characters of a paragraph's end in which a role is looked for: the longest has fewer.
_END_LENGTH = 64

#: A colon too: by chance it ends one line in sixty, and above a list every time.
_END = frozenset("。！？…；：.!?;:")
_CLOSERS = "”’」』）)》】\"'"
#: What running text holds inside; a row of facts has colons.
_MARKS = lazy(r"[，。！？；、,]")
_ENDS_IN_ROLE, _OPENS_WITH_ROLE = lazy(rf"\s(?:{ANY_ROLE})[:：]?$"), lazy(rf"(?:{CREDIT_ROLE})(?:\s|[:：])")
_PAGE_NUMBER = lazy(
    r"[—\-–·\s]*\d{1,3}[—\-–·\s]*|第\s?\d{1,3}\s?页(?:\s?[/，,]?\s?共\s?\d{1,3}\s?页)?|\d{1,3}\s?/\s?\d{1,3}"
)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a text was wrapped: many lines are of one width, the widest, and most of those end within a sentence."""
    widths = [width(line) for line in lines]
    column = _column(widths)
    if column < MIN_WIDTH:
        return False
    full = [line.strip() for line, wide in zip(lines, widths, strict=True) if wide >= column - SLACK]
    halves = sum(wide * 2 > column for wide in widths)
    wider = sum(wide > column + SLACK for wide in widths)
    if len(full) < MIN_FULL or len(full) < FULL_SHARE * halves or wider > max(WIDER_LINES, WIDER * halves):
        return False
    cut = [line for line in full if not _is_closed(line)]  # those that would go on in the next line
    marked = sum(_MARKS.search(line[:-1]) is not None for line in cut)
    return len(full) - len(cut) <= MAX_CLOSED * len(full) and marked * 2 >= len(cut)


def join_wrapped(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs of a wrapped text, and the numbers of its sheets."""
    widths = [width(line) for line in lines]
    column = _column(widths)
    is_spaced = _is_spaced(lines)
    paragraphs: list[_Paragraph] = []
    aside: list[str] = []
    is_open = False
    for line, wide in zip(lines, widths, strict=True):
        text = line.strip()
        if not text:
            is_open = is_open and is_spaced
            continue
        if _PAGE_NUMBER.fullmatch(text) and (is_open or not text.isdigit()):
            aside.append(text)
        elif is_open and not _is_indented(line):
            paragraphs[-1].add(text)
            is_open = wide >= column - SLACK
        else:
            paragraphs.append(_Paragraph(text))
            is_open = wide >= column - SLACK and not _is_set_apart(line)
    return [paragraph.text for paragraph in paragraphs], aside


class _Paragraph:
    """The parts of a paragraph so far. Only its end is looked at again: a sheet may be one paragraph."""

    def __init__(self, text: str) -> None:
        self._parts = [text]
        self._end = text[-_END_LENGTH:]
        self._has_space = " " in text

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Add a line, with a space where a word of Latin letters ends and another begins, and between a role and a name."""
        if self._has_gap(text):
            text = f" {text}"
        self._parts.append(text)
        self._end = (self._end + text)[-_END_LENGTH:]
        self._has_space = self._has_space or " " in text

    def _has_gap(self, below: str) -> bool:
        if _ENDS_IN_ROLE.search(self._end) or (self._has_space and _OPENS_WITH_ROLE.match(below)):
            return True
        last, first = self._end[-1], below[0]
        return not (is_han(last) or is_han(first)) and last.isalnum() and first.isalnum()


def width(line: str) -> int:
    """The places that a line takes in print: two for an ideograph or a full-width mark, one for another character."""
    line = line.rstrip()
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line)


def _column(widths: Sequence[int]) -> int:
    """The width of the column: the widest that several lines have, within one place."""
    counts = Counter(widths)
    near = {wide: sum(counts[other] for other in range(wide - 2, wide + 1)) for wide in counts if wide}
    return max((wide for wide, count in near.items() if count >= MIN_FULL), default=0)


def _is_closed(line: str) -> bool:
    return line.rstrip(_CLOSERS)[-1:] in _END


def _is_indented(line: str) -> bool:
    return line.startswith(("\u3000", "  ", "\t", "\u00a0\u00a0"))


def _is_set_apart(line: str) -> bool:
    """Whether a line is centred or set to the right, by more blanks than open a paragraph."""
    return width(line[: len(line) - len(line.lstrip())] + ".") > MAX_INDENT + 1


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether a blank line stands between nearly all lines, so that it parts no paragraphs."""
    shown = sum(bool(line.strip()) for line in lines)
    return len(lines) - shown >= 0.8 * (shown - 1) and shown > 1
