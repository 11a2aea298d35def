"""Labels for what stands after an article and around it: credits, widgets, and what an element's name says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleaners.evidence.element_names import LABELS, RANKS, REMEMBERED, rank_of
from cleaners.judgement.runs import Names, label_around, label_run
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.rules.roles import CREDIT_ROLES
from cleaners.values import Label, Verdict

#: Verdicts that no line of its own is needed for.
HIDDEN, _BEFORE = Verdict(Label.OTHER, "hidden"), Verdict(Label.NAVIGATION, "outside.before")


def label_tail(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what stands between the body and the end of the main content, into ``verdicts``."""
    _label_run(outline, hits, zones.tail, zones.end, verdicts, "tail.after_the_article")


def _label_run(
    outline: Outline, hits: Sequence[Rule | None], start: int, end: int, verdicts: list[Verdict | None], default: str
) -> None:
    label_run(outline.blocks, hits, verdicts, start, end, default, _is_staff, HIDDEN)


def _is_staff(text: str) -> bool:
    return len(text) <= 60 and any(text.startswith(role) for role in CREDIT_ROLES)


#: What a line is by the names of the elements around it.
_NAMED = tuple(Verdict(label, f"outside.{label}") for label in LABELS)

#: An element's name speaks for what is at most so many elements below it.
_REACH = 5


def label_outside(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what has no label yet before the article and after the main content, into ``verdicts``."""
    label_around(outline, hits, verdicts, zones.head, zones.end, _names(), _REACH, HIDDEN, _BEFORE)
    _label_run(outline, hits, zones.end, len(outline.blocks), verdicts, "outside.after")


@cache
def _names() -> Names:
    return Names(RANKS, rank_of, _NAMED, REMEMBERED)
