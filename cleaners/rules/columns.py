"""The signs of all rules, turned around into columns: for a length and for a character the rules that it leaves a chance."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from cleaners.reading.limits import MAX_HOLDS
from cleaners.rules.rule import Rule


def read_columns(rules: Sequence[Rule]) -> tuple[Any, ...]:
    """How many rules there are, which of them may speak in sentences, the rules by a line's length, and by its first, last
    and any character; and the pattern of a character that such a rule asks for which may speak."""
    signs = [rule.signs() for rule in rules]
    # The sets of each rule, one after the other: those of its second and third set are the bits behind those of all first.
    held = [sign.holds[n] if n < len(sign.holds) else None for n in range(MAX_HOLDS) for sign in signs]
    told = (chars for rule, sign in zip(rules, signs, strict=True) if rule.sentences for chars in sign.holds)
    return (
        len(signs),
        _bits(rule.sentences for rule in rules),
        _by_size([(sign.shortest, rule.max_chars) for rule, sign in zip(rules, signs, strict=True)]),
        _by_character([sign.first for sign in signs]),
        _by_character([sign.last for sign in signs]),
        _by_character(held),
        _class_of(told),
    )


def _bits(chosen: Iterable[bool]) -> int:
    return sum(1 << number for number, is_chosen in enumerate(chosen) if is_chosen)


def _by_size(bounds: Sequence[tuple[int, int]]) -> list[int]:
    """For each length, up to the largest, the bounds that it lies in."""
    changes = [0] * (2 + max(longest for _, longest in bounds))
    for number, (shortest, longest) in enumerate(bounds):
        if shortest <= longest:
            changes[shortest] ^= 1 << number
            changes[longest + 1] ^= 1 << number
    return list(accumulate(changes[:-1], operator.xor))


def _by_character(sets: Sequence[frozenset[str] | None]) -> tuple[dict[str, int], int]:
    """For each character the sets it is in, those that hold every character among them; and these alone, which is what
    any other character is in."""
    anything = _bits(chars is None for chars in sets)
    found: dict[str, int] = {}
    for number, chars in enumerate(sets):
        for character in chars or ():
            found[character] = found.get(character, anything) | 1 << number
    return found, anything


def _class_of(sets: Iterable[frozenset[str]]) -> str:
    """The pattern of one character of these sets."""
    characters = "".join(sorted(frozenset[str]().union(*sets)))
    return f"[{re.escape(characters)}]" if characters else r"(?!)"
