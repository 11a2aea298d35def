"""The words of a search, and the terms that represent a text in the index.

Letters and digits are folded: case is ignored, and full-width forms equal plain ones. A text is split into runs of letters,
runs of digits, and single characters (Han, kana, …), whose pairs are the terms. A word is found wherever it occurs literally,
but never inside a longer run of its kind: ``AI`` is not in ``said``, ``12`` not in ``2012``; ``GPT`` is in ``GPT4``.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property
from operator import add
from zlib import crc32

#: Letters of scripts with spaces between words: Latin, Greek, Cyrillic and their extensions, after folding.
_LETTERS = "a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1fff"
_RUN = re.compile(rf"[{_LETTERS}]+|[0-9]+")
_NOT_SINGLE = re.compile(rf"[\W_0-9{_LETTERS}]+")
_PIECE = re.compile(rf"[{_LETTERS}]+|[0-9]+|[^\W_0-9{_LETTERS}]+")
_EDGES = (re.compile(rf"[{_LETTERS}]"), rf"[{_LETTERS}]"), (re.compile("[0-9]"), "[0-9]")

#: Full-width letters and digits, and the plain ones. Punctuation is not folded, since every sentence has some.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if _WIDE.match(chr(code))}

#: Maximum number of a word's pairs that are looked up: further ones hardly reduce the candidates.
_MAX_PAIRS = 12

#: Keys of runs and of authors are larger than those of pairs, whose two characters have 21 bits each.
_RUN_KEYS, _AUTHOR_KEYS = 1 << 60, 1 << 61


def fold(text: str) -> str:
    """The text with letters and digits folded; the positions of characters do not change."""
    folded = text.translate(_PLAIN) if _WIDE.search(text) else text  # only if needed: it takes as long as the rest
    small = folded.lower()
    if len(small) == len(folded):
        return small
    return "".join(one if len(one := character.lower()) == 1 else character for character in folded)


def pairs_of(text: str) -> set[str]:
    """The pairs of adjacent single characters in a folded text. The last one before any other character is paired with a space.
    Pairs that begin with a space have no meaning."""
    singles = _NOT_SINGLE.sub(" ", text) + " "
    return set(map(add, singles, singles[1:]))


def runs_of(text: str) -> set[str]:
    """The runs of letters and of digits in a folded text."""
    return set(_RUN.findall(text))


def run_key(run: str) -> int:
    """The key of a run in the index; a hash, so that two runs may share one."""
    return _RUN_KEYS + crc32(run.encode("utf-8", "surrogatepass"))


def author_key(name: str) -> int:
    """The key of an author's name in the index; a hash, so that two names may share one."""
    return _AUTHOR_KEYS + crc32(name.encode("utf-8", "surrogatepass"))


def pair_key(pair: str) -> int:
    """The key of a pair in the index: pairs sort by their first character, then by the second."""
    return ord(pair[0]) << 32 | ord(pair[1])


def pair_keys(pairs: Sequence[str]) -> array[int]:
    """The keys of many pairs at once."""
    keys = array("Q", "".join(pairs).encode("utf-32-be", "surrogatepass"))
    if sys.byteorder == "little":
        keys.byteswap()
    return keys


class Word:
    """One word, or several separated by spaces, as typed by the user. Characters that are operators elsewhere (quotes, ``*``,
    ``-``) are literal."""

    def __init__(self, typed: str) -> None:
        """``typed`` is not blank."""
        self.parts = fold(typed).split()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression that finds the word in a folded text. A line break equals a space, and so do several spaces."""
        first, last = self.parts[0][0], self.parts[-1][-1]
        before = next((f"(?<!{kind})" for is_kind, kind in _EDGES if is_kind.match(first)), "")
        after = next((f"(?!{kind})" for is_kind, kind in _EDGES if is_kind.match(last)), "")
        return re.compile(before + r"\s+".join(map(re.escape, self.parts)) + after)

    @cached_property
    def keys(self) -> list[int]:
        """The keys in the index that every text with this word has: runs first, which are rarer."""
        pieces = [piece for part in self.parts for piece in _PIECE.findall(part)]
        runs = [piece for piece in pieces if _RUN.fullmatch(piece)]
        pairs = [pair for piece in pieces if not _RUN.fullmatch(piece) for pair in map(add, piece, piece[1:])]
        return [run_key(run) for run in runs] + [pair_key(pair) for pair in _spread(list(dict.fromkeys(pairs)))]

    @cached_property
    def singles(self) -> list[str]:
        """The isolated single characters of the word, if it has no key."""
        if self.keys:
            return []
        return sorted({piece for part in self.parts for piece in _PIECE.findall(part)})


def _spread(pairs: Sequence[str]) -> Sequence[str]:
    """At most `_MAX_PAIRS` of the pairs, spread over the whole word."""
    if len(pairs) <= _MAX_PAIRS:
        return pairs
    return [pairs[number * (len(pairs) - 1) // (_MAX_PAIRS - 1)] for number in range(_MAX_PAIRS)]
