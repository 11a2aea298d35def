"""Labels for what stands after an article and around it: credits, widgets, and what an element's name says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleaners.judgement.runs import Names, label_around, label_run
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
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


_CONTAINER_LABELS = (
    (frozenset({"nav", "navigation", "menu", "breadcrumb", "crumbs", "crumb", "topbar", "header"}), Label.NAVIGATION),
    (frozenset({"footer", "foot", "copyright", "bottom"}), Label.FOOTER),
    (frozenset({"comment", "comments", "reply", "replies", "pinglun"}), Label.COMMENT),
    (frozenset({"share", "toolbar", "tools", "bdsharebuttonbox", "jiathis"}), Label.SHARE),
    (frozenset({"related", "relate", "recommend", "rank", "hot", "aside", "sidebar", "list"}), Label.RECOMMENDATION),
    (frozenset({"ad", "ads", "advert", "banner", "promo"}), Label.PROMO),
)
_NAMED = tuple(Verdict(label, f"outside.{label}") for _, label in _CONTAINER_LABELS)
_RANKS = {word: rank for rank, (words, _) in enumerate(_CONTAINER_LABELS) for word in words}
_TOKENS = lazy(r"[a-z]+")


#: So many names of elements are remembered with what they say.
REMEMBERED = 4_096

#: An element's name speaks for what is at most so many elements below it.
_REACH = 5


def label_outside(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what has no label yet before the article and after the main content, into ``verdicts``."""
    label_around(outline, hits, verdicts, zones.head, zones.end, _names(), _REACH, HIDDEN, _BEFORE)
    _label_run(outline, hits, zones.end, len(outline.blocks), verdicts, "outside.after")


def _rank_of(names: str) -> int:
    """The number of the first group of words that one of these is in; one past the last where none is."""
    return min([_RANKS.get(word, len(_NAMED)) for word in _TOKENS.findall(names.lower())], default=len(_NAMED))


@cache
def _names() -> Names:
    return Names(_RANKS, _rank_of, _NAMED, REMEMBERED)
