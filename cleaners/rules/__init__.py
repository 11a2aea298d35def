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

from cleaners.article import Block
from cleaners.rules import controls, credits, head, legal, navigation, promo, recommendations
from cleaners.rules.base import Effect, Rule, RuleError, Where, match_form

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


def match_rules(blocks: Sequence[Block]) -> list[Rule | None]:
    """For each block the first rule that takes its line, wherever it stands; None where none does."""
    hits: list[Rule | None] = []
    for block in blocks:
        form = match_form(block.text) if block.text else ""
        hits.append(next((rule for rule in RULES if rule.matches(form)), None) if form else None)
    return hits


__all__ = ["RULES", "Effect", "Rule", "RuleError", "Where", "match_form", "match_rules"]
