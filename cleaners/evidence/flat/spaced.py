"""Blanks between all characters, as machines write that read pictures of text."""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: One of these stands in every text that is no list of words; such machines write some in ASCII.
_MARKS = "，。！？,.!?"
_SIGNS = "，。、；：！？“”‘’（）《》【】—…,.:;!?()"
_SPACED = lazy(rf"(?<=[{HAN}{_SIGNS}])[ \u3000](?=[{HAN}{_SIGNS}])")
#: Beside a number or a word of Latin letters; one behind a day or a time of day may part two facts.
_BESIDE = lazy(
    rf"(?<=[{HAN}{_SIGNS}])[ \u3000](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?<![:/.-]\d\d)[ \u3000](?=[{HAN}{_SIGNS}])"
)
_CLOSE = lazy(rf"[{HAN}](?=[{HAN}])")

#: Fewest blanks between two characters of a text that was read by a machine: a poem or a row of names has some.
MIN_SPACES = 30

#: How many times more such blanks there are than neighbours without one: words that a writer parts have two characters or more.
SHARE = 2


def without_spaces(text: str) -> str:
    """The text without blanks between Han characters and their marks where nearly all have one; any other text as it is, as a row
    of words without a mark is."""
    if text.count(" ") < MIN_SPACES or not any(mark in text for mark in _MARKS):
        return text
    spaces = len(_SPACED.findall(text))
    if spaces < MIN_SPACES or spaces < SHARE * len(_CLOSE.findall(text)):
        return text
    return _BESIDE.sub("", _SPACED.sub("", text))
