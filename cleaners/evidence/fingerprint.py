"""Fingerprints of texts: the same story under another address, or with small edits, is found without comparing texts.

A fingerprint is a bottom-k sketch (A. Broder, "On the resemblance and containment of documents", 1997; E. Cohen and
H. Kaplan, "Summarizing data using bottom-k sketches", 2007): the `SKETCH` smallest 64-bit hashes of the text's runs of
`GRAM` characters, of which only letters and digits count. Two sketches estimate the share of runs that two texts have in
common (their Jaccard similarity), exactly for texts of fewer runs than the sketch holds. A reprint with a word changed in
every clause keeps about 0.4 of them; other texts on the same topic have under 0.1.

The form of a daily report (weather, market) is the same every day, and only its numbers differ. So the numbers of a text
are kept too, and two texts are only the same when they agree on most of them.

Libraries for this were looked at (November 2026): datasketch needs NumPy and SciPy, rensa's hashes are no promise across its
versions. What is needed here is a hundred lines, and stored fingerprints must stay comparable for years.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode, b64encode
from collections.abc import Hashable, Sequence
from heapq import nsmallest
from typing import NamedTuple, TypeVar

from cleaners.evidence.sketch import GRAM as GRAM
from cleaners.evidence.sketch import hash_of, smallest_hashes
from cleaners.evidence.titles import key as words_of

#: What stored fingerprints begin with: those of another version do not compare with these.
VERSION = 2

#: Hashes of a sketch.
SKETCH = 128

#: Hashes of a sketch, from the smallest on, under which a text is looked up, and how many of them two texts must share to
#: be compared. Of the 24 smallest of both together each is in both with the chance of their similarity: at 0.3 two texts
#: share fewer than two once in 500 times.
LOOKED_UP, MEETINGS = 24, 2

#: Groups that are remembered for one hash: a run that more stories have says nothing.
MAX_NEAR = 200

#: Estimated similarity from which two texts are the same story: between the 0.4 of heavily edited reprints and the 0.1 of
#: other texts on the topic (`python -m benchmarks.reprints`).
SAME = 0.3

#: A text of fewer runs than this is only the same as one that is nearly equal.
SHORT, SAME_SHORT = 60, 0.6

#: Numbers of a text that are kept, how many both texts must have for them to count, and the share they must agree on.
NUMBERS, MIN_NUMBERS, AGREEMENT = 32, 3, 0.75

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Key = TypeVar("Key", bound=Hashable)


class Fingerprint(NamedTuple):
    """A text's sketch (ascending), how many different runs it has, and its numbers' hashes (ascending)."""

    sketch: tuple[int, ...]
    runs: int
    numbers: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """The fingerprint as stored: little-endian 64-bit words: version and runs (the lower half), length of the sketch,
        sketch, numbers."""
        words = array("Q", [VERSION << 32 | self.runs, len(self.sketch), *self.sketch, *self.numbers])
        if words.itemsize != 8:  # no platform of CPython 3.11 has another size
            raise RuntimeError("64-bit words are needed")
        return _little_endian(words).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Fingerprint:
        """What `to_bytes` made. Raises ValueError for anything else, and for a fingerprint of another version."""
        if len(data) < 16 or len(data) % 8:
            raise ValueError("not a fingerprint")
        words = array("Q")
        words.frombytes(data)
        head, size, *rest = _little_endian(words)
        if head >> 32 != VERSION:
            raise ValueError(f"a fingerprint of version {head >> 32 or 1}, not {VERSION}")
        return cls(tuple(rest[:size]), head & 0xFFFF_FFFF, tuple(rest[size:]))

    def to_text(self) -> str:
        """`to_bytes` as base64, for rows of JSON."""
        return b64encode(self.to_bytes()).decode()

    @classmethod
    def from_text(cls, text: str) -> Fingerprint:
        """What `to_text` made. Raises ValueError for anything else."""
        return cls.from_bytes(b64decode(text, validate=True))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of an article's text. Deterministic on every machine."""
    runs, sketch = smallest_hashes(words_of(text), SKETCH)
    numbers = {hash_of(number) for number in _NUMBER.findall(text)}
    return Fingerprint(tuple(sketch), runs, tuple(nsmallest(NUMBERS, numbers)))


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The estimated share of runs that two texts have in common, 0 to 1; 0 for texts without any."""
    if not one.sketch or not other.sketch:
        return 0.0
    size = min(SKETCH, max(len(one.sketch), len(other.sketch)))
    first, second = set(one.sketch), set(other.sketch)
    union = nsmallest(size, first | second) if max(one.runs, other.runs) > SKETCH else first | second
    return sum(value in first and value in second for value in union) / len(union)


def is_same_story(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts are the same story with small edits at most."""
    needed = SAME_SHORT if min(one.runs, other.runs) < SHORT else SAME
    if not _agree(one.numbers, other.numbers):
        return False
    # No more of the smallest hashes of both can be in both than are in both at all.
    size = min(SKETCH, max(len(one.sketch), len(other.sketch)))
    if len(set(one.sketch).intersection(other.sketch)) < needed * size:
        return False
    return similarity(one, other) >= needed


def _agree(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts have most of their numbers in common: of the smaller set, since a reprint may be cut."""
    fewer = min(len(one), len(other))
    return fewer < MIN_NUMBERS or len(set(one) & set(other)) >= AGREEMENT * fewer


def _little_endian(words: array[int]) -> array[int]:
    import sys

    if sys.byteorder == "big":
        words.byteswap()
    return words
