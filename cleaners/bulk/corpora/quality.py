"""Measures of a text by which corpora are usually filtered, as columns. They are only data: no row is left out because of them.

The measures are those of Gopher (J. Rae et al., "Scaling Language Models", 2021, appendix A1), C4 (C. Raffel et al., "Exploring
the Limits of Transfer Learning", 2020) and FineWeb (G. Penedo et al., 2024), as implemented in datatrove, with characters in
place of words: Chinese puts no spaces between words, which have about two characters. If the source states a threshold, it is
next to the measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: The most frequent characters of written Chinese on any subject, simplified and traditional: the counterpart of Gopher's
#: English stop words (the, be, to, of, and, that, have, with).
STOP_CHARACTERS = frozenset("的一是在了不和有这這为為与與也就对對等将將上中到从從以及并並其而于於被把")

#: Shorter lines count as short, in characters: FineWeb's 30 characters are five English words, or ten Chinese characters.
SHORT_LINE = 10

#: Length in characters of the runs that are searched for repetitions: Gopher's ten words.
RUN = 20

_HAN = lazy(rf"[{HAN}]")
_SPACE = lazy(r"\s")
_DIGIT = lazy(r"\d")
_PUNCTUATION = lazy(r"[^\w\s]|_")
_SYMBOL = lazy(r"[#＃]|…+|\.{3,}")
_ENDS = lazy(r"[。！？!?.;；…][\"'”’」』）)】\]》]*$")
_ELLIPSIS_ENDS = lazy(r"(?:…|\.{3})[\"'”’」』）)】\]]*$")
_BULLET = lazy(r"[•·●○■□▪▶►◆◇★☆*\-–—]\s*")


class Text:
    """A text, with values that several measures need."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [line for line in map(str.strip, text.split("\n")) if line]

    @cached_property
    def characters(self) -> int:
        """The number of characters that are not white space."""
        return len(self.text) - len(_SPACE.findall(self.text))

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of the text's characters in matches of a pattern."""
        return _share(len(pattern.findall(self.text)), self.characters)

    def share_of_lines(self, is_so: Callable[[str], object]) -> float:
        """The share of the text's lines for which a predicate is true."""
        return _share(sum(1 for line in self.lines if is_so(line)), len(self.lines))

    @cached_property
    def repeated_lines(self) -> Counter[str]:
        """The lines that repeat an earlier line, with the number of repetitions."""
        return Counter(self.lines) - Counter(set(self.lines))


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: its name, its function, its definition for people, and its source, with the threshold stated there."""

    name: str
    of: Callable[[Text], float]
    says: str
    source: str = ""
    is_count: bool = False


def measures_of(text: str) -> dict[str, float | int]:
    """All measures of a text, by name; shares are rounded to four digits."""
    read = Text(text)
    return {
        measure.name: int(measure.of(read)) if measure.is_count else round(measure.of(read), 4) for measure in MEASURES
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _repeated_line_characters(read: Text) -> float:
    repeated = sum(len(line) * times for line, times in read.repeated_lines.items())
    return _share(repeated, sum(map(len, read.lines)))


def _stop_characters(read: Text) -> float:
    return _share(sum(1 for character in read.text if character in STOP_CHARACTERS), len(_HAN.findall(read.text)))


def _repeated_runs(read: Text) -> float:
    """The share of characters in runs of `RUN` characters that occurred earlier in the text."""
    text = "".join(read.lines)
    seen: set[str] = set()
    covered = repeated = 0
    for start in range(len(text) - RUN + 1):
        run = text[start : start + RUN]
        if run in seen:
            repeated += start + RUN - max(start, covered)
            covered = start + RUN
        else:
            seen.add(run)
    return _share(repeated, len(text))


MEASURES = (
    Measure("characters", lambda read: len(read.text), "characters of the text", "Gopher: words, 50 to 100,000", True),
    Measure("lines", lambda read: len(read.lines), "non-empty lines", is_count=True),
    Measure("han_share", lambda read: read.share(_HAN), "share of Han characters among the non-white-space characters"),
    Measure("digit_share", lambda read: read.share(_DIGIT), "share of digits among them"),
    Measure(
        "punctuation_share", lambda read: read.share(_PUNCTUATION), "share of punctuation and other symbols among them"
    ),
    Measure(
        "mean_line_characters",
        lambda read: _share(sum(map(len, read.lines)), len(read.lines)),
        "mean length of the lines",
    ),
    Measure(
        "lines_ending_in_punctuation",
        lambda read: read.share_of_lines(_ENDS.search),
        "share of lines that end a sentence (。！？… and their like, a closing quotation mark behind them or not)",
        "C4 keeps only such lines; FineWeb: at least 0.12",
    ),
    Measure(
        "short_line_share",
        lambda read: read.share_of_lines(lambda line: len(line) < SHORT_LINE),
        f"share of lines under {SHORT_LINE} characters",
        "FineWeb: at most 0.67 under 30 characters",
    ),
    Measure(
        "duplicate_line_share",
        lambda read: _share(read.repeated_lines.total(), len(read.lines)),
        "share of lines that repeat an earlier line",
        "Gopher: at most 0.3",
    ),
    Measure(
        "duplicate_line_character_share",
        _repeated_line_characters,
        "share of the characters in such lines",
        "Gopher: at most 0.2; FineWeb: 0.1",
    ),
    Measure(
        "duplicate_run_character_share",
        _repeated_runs,
        f"share of characters in runs of {RUN} that repeat an earlier run",
        "Gopher: at most 0.10 in runs of ten words",
    ),
    Measure(
        "stop_character_share",
        _stop_characters,
        "share of 的, 是, 在 and similar among the Han characters",
        "Gopher: at least two different stop words",
    ),
    Measure(
        "symbol_share", lambda read: read.share(_SYMBOL), "# and ellipses per character", "Gopher: at most 0.1 per word"
    ),
    Measure(
        "bullet_line_share",
        lambda read: read.share_of_lines(_BULLET.match),
        "share of lines that begin with a bullet",
        "Gopher: at most 0.9",
    ),
    Measure(
        "ellipsis_line_share",
        lambda read: read.share_of_lines(_ELLIPSIS_ENDS.search),
        "share of lines that end in an ellipsis",
        "Gopher: at most 0.3",
    ),
    Measure(
        "curly_brackets",
        lambda read: read.text.count("{"),
        "opening curly brackets",
        "C4: none",
        is_count=True,
    ),
)
