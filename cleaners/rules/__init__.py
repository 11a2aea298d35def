"""Boilerplate as data, one family a file, and the one order in which rules are asked.

The first rule that takes a line names it. The order goes from the most exact form to the loosest, because a loose form
(a bar of short control words) also fits lines that an exact one can name better:

1. legal filings: numbers in a fixed form, never anything else
2. credits and bylines: role words with names
3. head lines: dates, sources, labels of an abstract
4. headings of widgets and of comments: whole lines of a closed vocabulary
5. navigation and controls: closed vocabulary, but of single common words
6. promotion, disclaimers: free text by its opening words
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from cleaners.reading import kept
from cleaners.reading.patterns import lazy
from cleaners.values import Block

try:
    import cleaners.rules._forms as _forms
except ImportError:
    _forms = None  # type: ignore[assignment]
from cleaners.rules.rule import (
    MAX_HOLDS,
    Effect,
    Fact,
    Opens,
    Rule,
    RuleError,
    Strength,
    Where,
    match_form,
    proven_by_tests,
)

with proven_by_tests():
    from cleaners.rules import controls, credits, head, legal, navigation, promo, recommendations

RULES: tuple[Rule, ...] = (
    *legal.RULES[:2],
    *credits.RULES,
    *head.RULES,
    *recommendations.RULES,
    *controls.RULES,
    *navigation.RULES,
    *legal.RULES[2:],
    *promo.RULES,
)

_BY_NAME = {rule.name: rule for rule in RULES}


def rule_named(name: str) -> Rule | None:
    """The rule that gave a verdict of this name; None for a verdict of another step, or of a template."""
    return _BY_NAME.get(name)


#: Lines up to this length are remembered with their rule, and so many of them: the pages of a site share most of their
#: short lines (navigation, headings of widgets, footers).
REMEMBERED_CHARS, REMEMBERED_LINES = 60, 1 << 15


def match_rules(blocks: Sequence[Block]) -> list[Rule | None]:
    """For each block the first rule that takes its line, wherever it stands; None where none does."""
    index = _index()
    if not isinstance(index, Index):
        return index.match(blocks, _remembered, first_rule, _first_of, REMEMBERED_CHARS, REMEMBERED_LINES)
    return [
        (_remembered_rule(text) if len(text) <= REMEMBERED_CHARS else first_rule(text))
        if (text := block.text)
        else None
        for block in blocks
    ]


def first_rule(line: str) -> Rule | None:
    """The first rule that takes a line; None where none does."""
    form = match_form(line)
    return _first_of(form, _index().chances(form))


def _first_of(form: str, chances: int) -> Rule | None:
    """The first of the rules that these bits stand for which takes a line, given in its match form."""
    while chances:
        rule = RULES[(chances & -chances).bit_length() - 1]
        if rule.takes(form):
            return rule
        chances &= chances - 1
    return None


_remembered: dict[str, Rule | None] = {}
_remembered_rule = lru_cache(maxsize=REMEMBERED_LINES)(first_rule)


class Index:
    """The signs of all rules turned around: for a length and for a character, the rules that it leaves a chance, as the
    bits of a number (bit n is the rule n of the order)."""

    speaking: int
    by_size: list[int]
    first: dict[str, int]
    last: dict[str, int]
    holds: dict[str, int]
    any_first: int
    any_last: int
    any_holds: int

    def __init__(self, columns: Sequence[Any]) -> None:
        """``columns`` are those of `read_columns`."""
        self.count, self.speaking, self.by_size, first, last, holds, told = columns
        self.first, self.any_first = first
        self.last, self.any_last = last
        self.holds, self.any_holds = holds
        self.told = lazy(told)

    def chances(self, form: str) -> int:
        """The rules that a line may yet match."""
        size = len(form)
        if not 0 < size < len(self.by_size):
            return self.by_size[0] if not size else 0
        found = self.by_size[size]
        found &= self.first.get(form[0], self.any_first) & self.last.get(form[-1], self.any_last)
        if not found:
            return 0
        characters: Iterable[str] = form
        if "\u3002" in form or "?" in form:
            found &= self.speaking
            if not found:
                return 0
            characters = self.told.findall(form)  # sentences are long, and few rules read them
        held, get = self.any_holds, self.holds.get
        for character in characters:
            held |= get(character, 0)
        for _ in range(MAX_HOLDS):
            found &= held
            held >>= self.count
        return found


def _class_of(sets: Iterable[frozenset[str]]) -> str:
    """The pattern of one character of these sets."""
    characters = "".join(sorted(frozenset[str]().union(*sets)))
    return f"[{re.escape(characters)}]" if characters else r"(?!)"


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


@cache
def _index() -> Index | _forms.Index:
    """Read when the first line is asked for: the command line starts without it."""
    if _forms is None or len(RULES) > _forms.MAX_RULES:
        return Index(kept.get(_index_key("columns")) or read_columns(RULES))
    return _forms.Index(kept.get(_index_key("table")) or _forms.make_table(read_columns(RULES)))


def indexes_to_keep() -> dict[Any, Any]:
    """What an index is made of, by the key that it is asked for by (see `cleaners.reading.kept`)."""
    columns = read_columns(RULES)
    Index(columns)  # has a pattern of its own
    found: dict[Any, Any] = {_index_key("columns"): columns}
    if _forms is not None and len(RULES) <= _forms.MAX_RULES:
        found[_index_key("table")] = _forms.make_table(columns)
    return found


def _index_key(form: str) -> tuple[Any, ...]:
    """All that an index follows from; of the patterns, a quarter of a million characters, their signs."""
    return form, *((kept.sign(rule.pattern), rule.cues, rule.max_chars, rule.sentences) for rule in RULES)


__all__ = [
    "RULES",
    "Effect",
    "Fact",
    "Opens",
    "Rule",
    "RuleError",
    "Strength",
    "Where",
    "match_form",
    "match_rules",
    "rule_named",
]
