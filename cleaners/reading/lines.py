"""The text of one line: its white space folded as in a browser, and its marks moved accordingly.

A line break in the source between two Han characters is removed instead of becoming a space (CSS Text 3, segment break
transformation). Otherwise, the text is unchanged: no NFKC, no folding of punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.reading.characters import NOT_PLAIN, sanitize
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Mark

#: A line break between two of these is removed: Han characters, radicals, full-width marks, quotes, dashes and ellipses.
_JOINED = rf"{HAN}\u2e80-\u303f\uff00-\uff65\u201c\u201d\u2018\u2019\u2014\u2026"
_HAN_BREAK = lazy(rf"(?<=[{_JOINED}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_JOINED}])")
_BLANK = " \t\r\n\f"
_SPACE = lazy(f"[{_BLANK}]+")

#: Maximum number of marks in one line whose positions are computed one by one, if white space in the line was folded.
_FEW_MARKS = 8


#: Minimum amount of running text in a line that opens the body, in characters: shorter lines may be labels, names or captions.
MIN_PROSE = 24


def join_han(text: str) -> str:
    """A text without the source's line breaks between Han characters."""
    return _HAN_BREAK.sub("", text) if "\n" in text and "\n" in text.strip(_BLANK) else text


def fold_space(raw: str) -> str:
    """A line as a browser shows it: every run of ASCII white space becomes one space, none at the ends, and forbidden
    characters are removed."""
    text = raw.strip()
    # Printable characters are neither forbidden nor white space, except the plain space; this test takes a tenth of the search.
    if ("  " not in text and text.isprintable()) or NOT_PLAIN.search(text) is None:
        return text
    return _SPACE.sub(" ", sanitize(text).strip())


def shows_nothing(text: str) -> bool:
    """Whether a line that begins with a joiner consists of joiners and white space, with which tools for letters fill a line."""
    return not text.strip(_UNSEEN)


#: Characters that join others or keep them apart; they stand inside words of some scripts, and between emoji.
JOINERS = "\u200c\u200d"
_UNSEEN = JOINERS + " \u00a0\u2002\u2003\u2007\u2009\u200a\u3000"


def keep_space(raw: str) -> str:
    """Lines as written; carriage returns, which character references can produce, become line breaks."""
    text = sanitize(raw)
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).strip()


def place_marks(raw: str, text: str, marks: Sequence[tuple[str, int, int, str | None]]) -> tuple[Mark, ...]:
    """Marks with their offsets converted from the collected text to the folded one; each is (kind, start, end, address)."""
    placed = []
    size, blank = len(text), len(raw) - len(raw.lstrip())
    is_cut_out = raw.startswith(text, blank)  # only white space at the line's ends was removed
    lengths = _folded_lengths(raw) if not is_cut_out and len(marks) > _FEW_MARKS else None
    for kind, start, end, href in marks:
        if start == 0 and end == len(raw):
            placed.append(Mark(0, size, kind, href))
            continue
        if is_cut_out:
            begin, stop = max(0, start - blank), min(size, end - blank)
        elif lengths is not None:
            begin, stop = min(size, lengths[start]), min(size, lengths[end])
        else:
            left = raw[:start]
            begin = len(fold_space(left + "x")) - 1 if left.strip() else 0
            stop = min(size, len(fold_space(raw[:end] + "x")) - 1)
        if stop > begin:
            placed.append(Mark(begin, stop, kind, href))
    return tuple(placed)


def _folded_lengths(raw: str) -> list[int]:
    """For each position in a line, the length of the folded text before it."""
    lengths, length, is_blank = [0], 0, True
    for character in raw:
        if character in _BLANK:
            length += not is_blank
            is_blank = True
        elif (length or not character.isspace()) and (character.isprintable() or not NOT_PLAIN.match(character)):
            length += 1
            is_blank = False
        lengths.append(length)
    return lengths


def prose_size(text: str) -> int:
    """Number of characters in a line that is a sentence; 0 for any other line."""
    return len(text) if "。" in text or "！" in text or "？" in text else 0
