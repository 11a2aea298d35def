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

from collections.abc import Sequence
from functools import lru_cache

from cleaners.article import Block
from cleaners.rules import controls, credits, head, legal, navigation, promo, recommendations
from cleaners.rules.base import MAX_CHARS, Effect, Rule, RuleError, Where, match_form

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


#: Lines up to this length are remembered with their rule, and so many of them: the pages of a site share most of their
#: short lines (navigation, headings of widgets, footers).
REMEMBERED_CHARS, REMEMBERED_LINES = 60, 1 << 15


def match_rules(blocks: Sequence[Block]) -> list[Rule | None]:
    """For each block the first rule that takes its line, wherever it stands; None where none does."""
    return [
        (_remembered_rule(text) if len(text) <= REMEMBERED_CHARS else first_rule(text))
        if (text := block.text)
        else None
        for block in blocks
    ]


def first_rule(line: str) -> Rule | None:
    """The first rule that takes a line; None where none does."""
    form = match_form(line)
    size = len(form)
    if "\u3002" in form or "?" in form:
        rules: Sequence[Rule] = _SENTENCE_RULES
    else:
        rules = RULES if size <= MAX_CHARS else _LONG_RULES
    for rule in rules:
        if size <= rule.max_chars and rule.regex.fullmatch(form) is not None:
            return rule
    return None


_SENTENCE_RULES = tuple(rule for rule in RULES if rule.sentences)
_LONG_RULES = tuple(rule for rule in RULES if rule.max_chars > MAX_CHARS)
_remembered_rule = lru_cache(maxsize=REMEMBERED_LINES)(first_rule)


__all__ = ["RULES", "Effect", "Rule", "RuleError", "Where", "match_form", "match_rules"]
