"""Boilerplate as data, one family a file, and the one order in which rules are asked.

The first rule that takes a line names it. The order goes from the most exact form to the loosest, because a loose form
(a bar of short control words) also fits lines that an exact one can name better:

1. legal filings: numbers in a fixed form, never anything else
2. credits and bylines: role words with names
3. head lines: dates, sources, labels of an abstract
4. headings of widgets and of comments: whole lines of a closed vocabulary
5. navigation and controls: closed vocabulary, but of single common words
6. promotion, disclaimers: free text by its opening words
7. what a house adds below its text: calls on the reader, marks of the end, lines of help
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from cleaners.reading import kept
from cleaners.reading.patterns import key_of
from cleaners.rules.index import Index, is_compiled, make_table
from cleaners.rules.rule import Effect, Fact, Opens, Rule, RuleError, StatedRule, Strength, Where, proven_by_tests
from cleaners.values import Block

with proven_by_tests():
    from cleaners.rules import closing, controls, credits, head, legal, navigation, promo, recommendations

RULES: tuple[Rule, ...] = (
    *legal.FILINGS,
    *credits.RULES,
    *head.RULES,
    *recommendations.RULES,
    *controls.RULES,
    *navigation.RULES,
    *legal.RULES,
    *promo.RULES,
    *closing.RULES,
)

_BY_NAME = {rule.name: rule for rule in RULES}


def rule_named(name: str) -> Rule | None:
    """The rule that gave a verdict of this name; None for a verdict of another step, or of a template."""
    return _BY_NAME.get(name)


#: Lines up to this length are remembered with their rule, and so many of them: the pages of a site share most of their
#: short lines (navigation, headings of widgets, footers).
REMEMBERED_CHARS, REMEMBERED_LINES = 60, 1 << 15


def match_rules(blocks: tuple[Block, ...]) -> list[Rule | None]:
    """For each block the first rule that takes its line, wherever it stands; None where none does."""
    return _index().match(blocks, _remembered, _first_of, REMEMBERED_CHARS, REMEMBERED_LINES)


def is_stated(fact: Fact, hits: Sequence[Rule | None]) -> bool:
    """Whether a rule that states this fact takes a line of the page."""
    return fact in [hit.states for hit in {*hits} if hit is not None]  # a page has many hits of few rules


def match_form(line: str) -> str:
    """A line as rules see it (see `cleaners.rules.form`)."""
    return _index().form_of(line)


def first_rule(line: str) -> Rule | None:
    """The first rule that takes a line; None where none does."""
    if line in _remembered:
        return _remembered[line]
    form = match_form(line)
    found = _first_of(form, _index().chances(form))
    if len(line) <= REMEMBERED_CHARS and len(_remembered) < REMEMBERED_LINES:
        _remembered[line] = found
    return found


def _first_of(form: str, chances: int) -> Rule | None:
    """The first of the rules that these bits stand for which takes a line, given in its match form."""
    while chances:
        rule = RULES[(chances & -chances).bit_length() - 1]
        if rule.takes(form):
            return rule
        chances &= chances - 1
    return None


_remembered: dict[str, Rule | None] = {}


@cache
def _index() -> Index:
    """Read when the first line is asked for: the command line starts without it."""
    return Index(kept.get(_index_key("table")) or _make_table())


def indexes_to_keep() -> dict[Any, Any]:
    """What an index is made of, by the key that it is asked for by (see `cleaners.reading.kept`)."""
    table = _make_table()
    Index(table)  # may have a pattern of its own
    return {_index_key("table"): table}


def _make_table() -> Any:
    from cleaners.rules.columns import read_columns  # when the package is built

    return make_table(read_columns(RULES))


def _index_key(form: str) -> tuple[Any, ...]:
    """All that an index follows from; of the patterns their signs."""
    patterns = (pattern for rule in RULES for pattern in (rule.pattern, *rule.cues))
    return (
        form,
        is_compiled(),
        *map(kept.sign, map(key_of, patterns)),
        *((rule.max_chars, rule.sentences, len(rule.cues)) for rule in RULES),
    )


__all__ = [
    "RULES",
    "Effect",
    "Fact",
    "Opens",
    "Rule",
    "RuleError",
    "StatedRule",
    "Strength",
    "Where",
    "is_stated",
    "match_form",
    "match_rules",
    "rule_named",
]
