"""Whether what was decoded is text at all: the bytes of a program, picture, archive or database decode to something too.

Only a text that does not open as a page is asked: markup is a page's, whatever stands in it. The numbers part the files that
``python -m tests.binaries`` makes, and 950 real ones, from the 191 pages of the corpora and the matrix of encodings.
"""

from __future__ import annotations

from unicodedata import category

from cleaners.reading.decode import CHINESE, Decoded

#: Share of control characters: strings of a program or database end in one, so that they have 0.01 and more; the worst real
#: page has 0.0003.
MAX_CONTROLS = 0.005

#: Share of characters that no writer uses (lost, private, not assigned): pixels read as GB 18030 have 0.05, a page with
#: damaged bytes 0.001.
MAX_ODD = 0.02

#: Characters that are looked at.
_LOOKED_AT = 20_000

#: Shorter texts are not measured by their characters' shares.
_MEASURED = 100

#: A text of so few different characters says nothing: one colour, silence.
_FEW = 8

#: Share of letters other than ASCII in a text read by the set that browsers fall back to: Icelandic, the richest, has 0.15.
_MAX_ACCENTED = 0.35

#: Share of white space below which a text in a set of single bytes has no words: pixels have 0.01, Russian 0.12.
_MIN_SPACE = 0.02

#: Share of white space and punctuation below which a text runs on without an end: the strings of a column, a dictionary. Verse
#: has a line's end every seven characters.
_MIN_BREAKS = 0.005

#: Characters from which a text must have one.
_LONG = 400

#: Sets whose languages leave no space between words, or whose letters take two bytes.
_UNSPACED = (*CHINESE, "cp932", "euc_jp", "iso2022_jp", "cp949", "hz", "cp874", "str")


def is_no_text(read: Decoded) -> bool:
    """Whether a text that does not open as a page was no text."""
    if read.controls > MAX_CONTROLS * (read.size + read.controls):
        return True
    text = read.text[:_LOOKED_AT]
    if len(text) < _MEASURED:
        return False
    if len(set(text)) <= _FEW or _odd(text) > MAX_ODD * len(text) or _runs_on(text):
        return True
    return not (read.encoding in _UNSPACED or read.encoding.startswith("utf")) and _has_no_words(text, read.encoding)


def _odd(text: str) -> int:
    """Characters that no writer uses."""
    return sum(
        text.count(character) for character in set(text) if character == "\ufffd" or category(character) in ("Co", "Cn")
    )


def _runs_on(text: str) -> bool:
    if len(text) < _LONG:
        return False
    breaks = sum(text.count(character) for character in set(text) if not character.isalnum())
    return breaks < _MIN_BREAKS * len(text)


def _has_no_words(text: str, encoding: str) -> bool:
    """Whether a text in a set of single bytes, which fits any bytes, is too strange for a language."""
    if encoding == "cp1252" and sum(character > "\x7f" for character in text) > _MAX_ACCENTED * len(text):
        return True
    return sum(map(str.isspace, text)) < _MIN_SPACE * len(text)
