"""The definition of a Han character: ideographs of every plane, and the zero of Chinese dates; and the value of a Han
numeral."""

from __future__ import annotations

#: Han characters, for use in a character class of a pattern, frequent ranges first: the unified ideographs, extension A, the
#: ideographic zero 〇, the compatibility ideographs, and the extensions outside the basic plane. The last occur in names of
#: persons and places (𬭎, 𠅤), which a pattern without them would split.
HAN = r"\u4e00-\u9fff\u3400-\u4dbf\u3007-\u3007\uf900-\ufaff\U00020000-\U000323af"

_RANGES = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\u3007", "\u3007"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U000323af"),
)


#: The digits of a Han numeral; the index is the value.
_DIGITS = "零一二三四五六七八九"


def number_of(word: str) -> int:
    """The value of a decimal number, or of a Han numeral below a hundred (十二); 0 for anything else."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.partition("十")
    parts = (tens or "一", ones or "零") if ten else ("零", word)
    if any(len(part) != 1 or part not in _DIGITS for part in parts):
        return 0
    return 10 * _DIGITS.index(parts[0]) + _DIGITS.index(parts[1])


def is_han(character: str) -> bool:
    """Whether a one-character string is a Han character; False for an empty string."""
    if "\u4e00" <= character <= "\u9fff":  # nearly all
        return True
    return character > "\u3006" and any(first <= character <= last for first, last in _RANGES)
