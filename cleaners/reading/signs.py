"""Derive from a parsed pattern the signs that every matching line must have."""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from cleaners.reading.limits import MAX_HOLDS

_Chars = frozenset[str] | None  # None: any character


class Signs(NamedTuple):
    """The signs of every line that a pattern can match: the sets of its possible first and last characters (None for any), sets
    of which it contains at least one character each (at most `MAX_HOLDS` sets), and its minimum length. Most lines of a page
    lack the signs of nearly every rule, and testing this costs far less than trying the patterns."""

    first: _Chars = None
    last: _Chars = None
    holds: tuple[frozenset[str], ...] = ()
    shortest: int = 0


def read_signs(tree: Any) -> Signs:
    """The signs of a parsed pattern. Parts of it that are not understood require nothing."""
    if tree.state.flags & ~re.UNICODE:
        return Signs()
    (first, no_first), (last, no_last), shortest = _edge(tree), _edge(tree, last=True), tree.getwidth()[0]
    holds = tightest(_needs(tree))
    return Signs(None if no_first else first, None if no_last else last, holds, shortest)


def signs_of_all(found: Sequence[Signs]) -> Signs:
    """The signs of a line in which each of these patterns matches somewhere."""
    held = tightest([chars for sign in found for chars in sign.holds])
    return Signs(holds=held, shortest=max(sign.shortest for sign in found))


def read_openings(tree: Any) -> frozenset[str] | None:
    """The characters that can begin a match of a parsed pattern; None if any can, or if a match can be empty."""
    if tree.state.flags & ~re.UNICODE:
        return None
    aheads = [value[1] for op, value in tree[:1] if op is ops.ASSERT and value[0] > 0]
    edges = [chars for chars, is_empty in map(_edge, (*aheads, tree)) if chars is not None and not is_empty]
    return min(edges, key=len, default=None)


_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_SINGLE = (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY)
_WIDTHLESS = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_WIDE = 256  # a larger range counts as any character
_NONE: frozenset[str] = frozenset()


@cache
def _categories() -> dict[Any, frozenset[str]]:
    """The characters that ``\\s`` and ``\\d`` match. Decimal digits come in groups of ten, so testing every eighth character
    finds each group."""
    digits = frozenset(
        chr(near)
        for code in (*range(0x30, 0x3A, 8), *range(0x660, 0x20000, 8))
        if chr(code).isdecimal()
        for near in range(code - 9, code + 10)
        if chr(near).isdecimal()
    )
    spaces = frozenset(character for character in map(chr, range(0x3001)) if character.isspace())
    return {ops.CATEGORY_SPACE: spaces, ops.CATEGORY_DIGIT: digits}


def _single(op: Any, value: Any) -> _Chars:
    """The characters that match at one position of a pattern."""
    found: set[str] = set()
    for kind, item in value if op is ops.IN else [(op, value)]:
        if kind is ops.LITERAL:
            found.add(chr(item))
        elif kind is ops.RANGE and item[1] - item[0] < _WIDE:
            found.update(map(chr, range(item[0], item[1] + 1)))
        elif kind is ops.CATEGORY and item in _categories():
            found |= _categories()[item]
        else:
            return None
    return frozenset(found)


def _parts(op: Any, value: Any) -> list[Any] | None:
    """The alternatives at one position of a pattern; None if they are not understood, such as a group reference."""
    if op in _REPEATS:
        return [value[2]]
    if op is ops.BRANCH:
        return list(value[1])
    if op is ops.ATOMIC_GROUP:
        return [value]
    if op is ops.SUBPATTERN and not value[1] and not value[2]:
        return [value[3]]
    return None


def _edge(tree: Any, *, last: bool = False) -> tuple[_Chars, bool]:
    """The characters that a match can begin (or end) with, and whether it can be empty."""
    found = _NONE
    for op, value in reversed(list(tree)) if last else tree:
        if op in _WIDTHLESS:
            continue
        if op in _SINGLE:
            chars, empty = _single(op, value), False
        else:
            edges = [_edge(part, last=last) for part in _parts(op, value) or ()]
            chars = _union(edge[0] for edge in edges) if edges else None
            empty = any(edge[1] for edge in edges) or (op in _REPEATS and value[0] == 0)
        if chars is None:
            return None, empty
        found |= chars
        if not empty:
            return found, False
    return found, True


def _needs(tree: Any) -> list[frozenset[str]]:
    """Sets of characters, each of which has at least one character in every match."""
    found: list[frozenset[str]] = []
    for op, value in tree:
        if op in _SINGLE:
            chars = _single(op, value)
            found += [chars] if chars is not None else []
        elif op is ops.ASSERT:
            found += _needs(value[1])
        elif op not in _WIDTHLESS and not (op in _REPEATS and value[0] == 0):
            parts = [_needs(part) for part in _parts(op, value) or ()]
            if len(parts) == 1:
                found += parts[0]
            elif parts and all(parts):
                ways = [tightest(part) for part in parts]
                found += [_NONE.union(*(way[min(n, len(way) - 1)] for way in ways)) for n in range(MAX_HOLDS)]
    return found


def tightest(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The sets that are rarest in lines, without sets implied by another."""
    found: list[frozenset[str]] = []
    for chars in sorted(sets, key=_looseness):
        if not any(other <= chars for other in found):
            found.append(chars)
    return tuple(found[:MAX_HOLDS])


def _union(sets: Iterable[_Chars]) -> _Chars:
    found = _NONE
    for chars in sets:
        if chars is None:
            return None
        found |= chars
    return found


_FREQUENT = frozenset("的一是不了在人有我他这中大来上国个到为年月日新文 :|,、·()[]/-.0123456789")


def _looseness(chars: frozenset[str]) -> int:
    """A rough estimate of how many lines contain one of the characters: low if they are few and rare."""
    return len(chars) + 6 * len(chars & _FREQUENT)
