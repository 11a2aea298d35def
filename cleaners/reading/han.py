"""What a Han character is: ideographs of every plane, and the zero of Chinese dates; the value of a Han numeral."""

from __future__ import annotations

#: Han characters, for use inside the brackets of a pattern, the frequent ranges first: the unified ideographs, extension A,
#: the ideographic zero 〇, the compatibility ideographs, and the extensions outside the basic plane. Names of persons and
#: places hold those (𬭎, 𠅤), and a pattern without them reads such a name as two words.
HAN = r"\u4e00-\u9fff\u3400-\u4dbf\u3007-\u3007\uf900-\ufaff\U00020000-\U000323af"

_RANGES = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\u3007", "\u3007"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U000323af"),
)


#: The digits of a Han numeral, by their place.
_DIGITS = "零一二三四五六七八九"


def number_of(word: str) -> int:
    """The number that a word of decimal digits or a Han numeral below a hundred (十二) stands for; 0 for anything else."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.partition("十")
    parts = (tens or "一", ones or "零") if ten else ("零", word)
    if any(len(part) != 1 or part not in _DIGITS for part in parts):
        return 0
    return 10 * _DIGITS.index(parts[0]) + _DIGITS.index(parts[1])


def is_han(character: str) -> bool:
    """Whether a string of one character is a Han character; an empty one is not."""
    if "\u4e00" <= character <= "\u9fff":  # nearly all
        return True
    return character > "\u3006" and any(first <= character <= last for first, last in _RANGES)
