"""Frequent words in headlines, without a dictionary: character sequences that several headlines share, preferring the longest.

A headline is split at everything except Han characters, and at grammatical characters that are hardly ever part of a name
(的, 了, 在, …). The sequences in each piece are counted, once per headline. A sequence is dropped if a longer one occurs in
nearly all of its headlines: 圳市 is dropped in favour of 深圳市, while 深圳 stays, since many headlines have it without 市. Words
of Latin letters and digits are counted whole. So a name is found on the day it appears; the price is an occasional fragment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from cleaners.reading.han import HAN

#: Characters at which headlines are split: grammatical ones, seldom part of a name. Words that contain one (和平, 对外) are never
#: found.
STOP = frozenset("的了着是在和与及或把被将从对为以于之其这那我你他她它们吗呢吧啊就都也还又等个")

#: Minimum length of sequences, and maximum number of characters read of a headline; the longest sequence is a headline that is
#: printed every day.
SHORTEST, LONGEST = 2, 60

#: Maximum number of headlines read: the work is their number times the square of the length that they have in common.
MAX_HEADLINES = 10_000

#: Minimum number of headlines with a word, and maximum number of words returned.
MIN_HEADLINES, MAX_WORDS = 3, 60

#: A sequence is dropped if a longer one occurs in this share of its headlines.
COVERED = 0.75

_PIECES = re.compile(rf"(?P<han>[{HAN}]+)|(?P<latin>[A-Za-z][A-Za-z0-9+-]*|[0-9]+[A-Za-z][A-Za-z0-9+-]*)")


class Word(NamedTuple):
    """A word, and the number of headlines that contain it."""

    text: str
    headlines: int


def frequent_words(headlines: Iterable[str], limit: int = MAX_WORDS) -> list[Word]:
    """The words in most of the first `MAX_HEADLINES` headlines, most frequent first."""
    cut = [list(_pieces(headline[:LONGEST])) for headline in islice(headlines, MAX_HEADLINES)]
    counts = _latin_words(cut)
    by_length = [*_sequences([[text for text, is_han in pieces if is_han] for pieces in cut]), Counter[str]()]
    for shorter, longer in pairwise(by_length):
        counts.update(_uncovered(shorter, longer))
    return [Word(*item) for item in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[:limit]]


def _pieces(headline: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a headline, and whether each is Han."""
    for found in _PIECES.finditer(headline):
        if found["latin"]:
            yield found["latin"].upper(), False
            continue
        begin, run = 0, found["han"]
        for at, character in enumerate(run):
            if character in STOP:
                yield run[begin:at], True
                begin = at + 1
        yield run[begin:], True


def _latin_words(cut: list[list[tuple[str, bool]]]) -> Counter[str]:
    counts = Counter(word for pieces in cut for word in {text for text, is_han in pieces if not is_han})
    return Counter({word: number for word, number in counts.items() if number >= MIN_HEADLINES and len(word) > 1})


def _sequences(cut: list[list[str]]) -> Iterator[Counter[str]]:
    """The frequent sequences of each length. A sequence can only be frequent if the sequences at its beginning and end, one
    shorter, are, so few of the longer ones are counted."""
    frequent: Counter[str] = Counter()
    for length in range(SHORTEST, LONGEST + 1):
        counts: Counter[str] = Counter()
        for pieces in cut:
            own = {piece[at : at + length] for piece in pieces for at in range(len(piece) - length + 1)}
            counts.update(
                own if length == SHORTEST else [one for one in own if one[1:] in frequent and one[:-1] in frequent]
            )
        frequent = Counter({one: number for one, number in counts.items() if number >= MIN_HEADLINES})
        if not frequent:
            return
        yield frequent


def _uncovered(shorter: Counter[str], longer: Counter[str]) -> dict[str, int]:
    """The sequences without a sequence one longer that occurs in nearly all of their headlines."""
    most: dict[str, int] = {}
    for one, number in longer.items():
        for inside in (one[1:], one[:-1]):
            most[inside] = max(most.get(inside, 0), number)
    return {one: number for one, number in shorter.items() if most.get(one, 0) < COVERED * number}
