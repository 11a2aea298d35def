"""Frequent words of headlines, without a dictionary: sequences of characters that several headlines have, the longest wins.

A headline is cut at everything that is no Han character, and at characters that are grammar and hardly ever part of a name
(的, 了, 在, …). Of each piece the sequences of characters are counted, each once a headline. A sequence goes if a longer one
has nearly all of its headlines: 圳市 goes before 深圳市, while 深圳 stays, which many headlines have without 市. Words of Latin
letters and digits are counted whole. So a name is found on the day it appears; the price is that a fragment is shown now and
then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from cleaners.reading.han import HAN

#: Characters that cut: grammar, seldom part of a name. Those that are (和平, 对外) are lost to it.
STOP = frozenset("的了着是在和与及或把被将从对为以于之其这那我你他她它们吗呢吧啊就都也还又等个")

#: Lengths of sequences; of a headline so many characters are read. The longest is a headline that is printed every day.
SHORTEST, LONGEST = 2, 60

#: Headlines that are read: the work is their number times the square of what they have in common.
MAX_HEADLINES = 10_000

#: Headlines that a word must be in, and the number of words that are returned.
MIN_HEADLINES, MAX_WORDS = 3, 60

#: A sequence goes if a longer one has this share of its headlines.
COVERED = 0.75

_PIECES = re.compile(rf"(?P<han>[{HAN}]+)|(?P<latin>[A-Za-z][A-Za-z0-9+-]*|[0-9]+[A-Za-z][A-Za-z0-9+-]*)")


class Word(NamedTuple):
    """A word, and the number of headlines it is in."""

    text: str
    headlines: int


def frequent_words(headlines: Iterable[str], limit: int = MAX_WORDS) -> list[Word]:
    """The words that most of the first `MAX_HEADLINES` headlines have, the most frequent first."""
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
    """The frequent sequences of each length. One can only be frequent if both that it begins and ends with are, so that few
    of the longer ones are counted at all."""
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
    """The sequences that no sequence one longer has nearly all headlines of."""
    most: dict[str, int] = {}
    for one, number in longer.items():
        for inside in (one[1:], one[:-1]):
            most[inside] = max(most.get(inside, 0), number)
    return {one: number for one, number in shorter.items() if most.get(one, 0) < COVERED * number}
