"""What a Han character is: ideographs of every plane, and the zero of Chinese dates."""

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


def is_han(character: str) -> bool:
    """Whether a string of one character is a Han character; an empty one is not."""
    if "\u4e00" <= character <= "\u9fff":  # nearly all
        return True
    return character > "\u3006" and any(first <= character <= last for first, last in _RANGES)
