"""Labels for what stands after an article and around it: credits, widgets, and what an element's name says."""

from __future__ import annotations

from functools import cache

from cleaners.evidence.element_names import LABELS, RANKS, REMEMBERED, rank_of
from cleaners.evidence.people import opens_with_credit_role
from cleaners.judgement.head_lines import MAX_FACT
from cleaners.judgement.runs import Names, label_around, label_run
from cleaners.judgement.verdicts import AFTER_ARTICLE, AFTER_CONTENT, BEFORE, HIDDEN, Verdicts, by_element_name
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.rules import Rule

#: Maximum distance from an element down to the lines that its name labels, in elements.
_REACH = 5


def fill_tail(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands between the body and the end of the main content."""
    label_run(outline.blocks, hits, verdicts.rows, zones.tail, zones.end, AFTER_ARTICLE, _is_staff, HIDDEN)


def fill_outside(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands before the article and after the main content."""
    blocks, rows = outline.blocks, verdicts.rows
    label_around(outline, hits, rows, zones.head, zones.end, _names(), _REACH, HIDDEN, BEFORE)
    label_run(blocks, hits, rows, zones.end, len(blocks), AFTER_CONTENT, _is_staff, HIDDEN)


def _is_staff(text: str) -> bool:
    return len(text) <= MAX_FACT and opens_with_credit_role(text)


@cache
def _names() -> Names:
    return Names(RANKS, rank_of, tuple(map(by_element_name, LABELS)), REMEMBERED)
