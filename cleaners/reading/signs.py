"""What every line that a pattern can match has to show, read from the parsed pattern."""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from cleaners.reading.limits import MAX_HOLDS

_Chars = frozenset[str] | None  # None: any character


class Signs(NamedTuple):
    """What every line that a pattern can match has: its first and its last character are among these (None where any will
    do), it holds one of each of those sets, of which there are at most `MAX_HOLDS`, and it has so many characters at least.
    Most lines of a page lack the signs of nearly every rule, and to see that costs far less than to try the patterns."""

    first: _Chars = None
    last: _Chars = None
    holds: tuple[frozenset[str], ...] = ()
    shortest: int = 0


def read_signs(tree: Any) -> Signs:
    """The signs of a parsed pattern. What is not understood asks for nothing."""
    if tree.state.flags & ~re.UNICODE:
        return Signs()
    (first, no_first), (last, no_last), shortest = _edge(tree), _edge(tree, last=True), tree.getwidth()[0]
    holds = tightest(_needs(tree))
    return Signs(None if no_first else first, None if no_last else last, holds, shortest)


def signs_of_all(found: Sequence[Signs]) -> Signs:
    """The signs of a line that each of these patterns is found in, somewhere."""
    held = tightest([chars for sign in found for chars in sign.holds])
    return Signs(holds=held, shortest=max(sign.shortest for sign in found))


def read_openings(tree: Any) -> frozenset[str] | None:
    """The characters that a match of a parsed pattern can begin with; None where any will do, or where a match can be empty."""
    if tree.state.flags & ~re.UNICODE:
        return None
    aheads = [value[1] for op, value in tree[:1] if op is ops.ASSERT and value[0] > 0]
    edges = [chars for chars, is_empty in map(_edge, (*aheads, tree)) if chars is not None and not is_empty]
    return min(edges, key=len, default=None)


_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_SINGLE = (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY)
_WIDTHLESS = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_WIDE = 256  # a range of more characters than this is as good as any character
_NONE: frozenset[str] = frozenset()


@cache
def _categories() -> dict[Any, frozenset[str]]:
    """What ``\\s`` and ``\\d`` match; decimal digits stand in tens, so one of any eight neighbours finds each ten."""
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
    """What one place of a pattern matches."""
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
    """The patterns one of which stands in this place; None for what is not understood, as a reference to a group."""
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
    """Sets of characters, of each of which every match holds one."""
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
    """The sets that the fewest lines have one of, without those that follow from another."""
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
    """How many lines hold one of the characters, roughly: few where they are few and rare."""
    return len(chars) + 6 * len(chars & _FREQUENT)
