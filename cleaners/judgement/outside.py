"""Labels for what stands after an article and around it: credits, widgets, and what an element's name says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule
from cleaners.rules.roles import CREDIT_ROLES
from cleaners.values import Label, Verdict

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]

#: Verdicts that no line of its own is needed for.
HIDDEN, _BEFORE = Verdict(Label.OTHER, "hidden"), Verdict(Label.NAVIGATION, "outside.before")


def label_tail(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what stands between the body and the end of the main content, into ``verdicts``."""
    label_run(outline, hits, zones.tail, zones.end, verdicts, "tail.after_the_article")


def label_run(
    outline: Outline, hits: Sequence[Rule | None], start: int, end: int, verdicts: list[Verdict | None], default: str
) -> None:
    """Blocks after the article: what no rule names belongs to the last heading that one did name."""
    if _labels is not None:
        _labels.label_run(outline.blocks, hits, verdicts, start, end, default, _is_staff, HIDDEN)
    else:
        _label_run(outline, hits, range(start, end), verdicts, default)


def _label_run(
    outline: Outline, hits: Sequence[Rule | None], run: range, verdicts: list[Verdict | None], default: str
) -> None:
    section = Verdict(Label.OTHER, default)
    after_duration = False
    for index in run:
        block, hit = outline.blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = HIDDEN
        elif not block.text:
            verdicts[index] = Verdict(section.label, "tail.picture")
        elif hit is not None:
            verdicts[index] = hit.verdict
            if hit.effect is Effect.WIDGET:
                section = Verdict(hit.label, "tail.inside_widget")
            elif hit.name == "credits.staff_heading":
                section = Verdict(Label.CREDIT, "tail.staff")
            elif hit.label is not Label.VIDEO:
                section = Verdict(Label.OTHER, default) if section.label is Label.CREDIT else section
        elif after_duration:
            verdicts[index] = Verdict(Label.VIDEO, "tail.video_caption")
        elif section.label is Label.CREDIT and not _is_staff(block.text):
            section = Verdict(Label.OTHER, default)
            verdicts[index] = section
        else:
            verdicts[index] = section
        after_duration = hit is not None and hit.name == "recommendation.video_duration"


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


def label_outside(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what has no label yet before the article and after the main content, into ``verdicts``."""
    if _labels is not None:
        _labels.label_around(outline, hits, verdicts, zones.head, zones.end, _names(), _REACH, HIDDEN, _BEFORE)
    else:
        _label_around(outline, hits, zones, verdicts)
    label_run(outline, hits, zones.end, len(outline.blocks), verdicts, "outside.after")


def _label_around(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """What no run of labels is needed for: all before the head, and after the end what the names of its elements say."""
    blocks, named = outline.blocks, _Named(outline.containers)
    for index in range(zones.head):
        block, hit = blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = HIDDEN
        elif hit is not None and block.text:
            verdicts[index] = hit.verdict
        else:
            verdicts[index] = named.verdict(block.container) or _BEFORE
    for index in range(zones.end, len(blocks)):
        if hits[index] is None and verdicts[index] is None and not blocks[index].hidden:
            verdicts[index] = named.verdict(blocks[index].container)


#: So many names of elements are remembered with what they say.
REMEMBERED = 4_096

#: An element's name speaks for what is at most so many elements below it.
_REACH = 5


class _Named:
    """The label that the name of an element around it gives to what is outside the article anyway. Each element is looked
    at once: it has its own name's label, or that of its parent."""

    def __init__(self, containers: Containers) -> None:
        self.containers = containers
        self._known: dict[int, tuple[int, Verdict | None]] = {0: (0, None), -1: (0, None)}

    def verdict(self, container: int) -> Verdict | None:
        distance, verdict = self._known[container] if container in self._known else self._look_up(container)
        return verdict if distance <= _REACH else None

    def _look_up(self, container: int) -> tuple[int, Verdict | None]:
        """How far above an element the next one with such a name is, and what it says."""
        containers, known = self.containers, self._known
        nameless = []
        while container not in known:
            verdict = _by_name(containers.tag[container], containers.names[container])
            if verdict is not None:
                known[container] = (0, verdict)
                break
            nameless.append(container)
            container = containers.parent[container]
        distance, verdict = known[container]
        for container in reversed(nameless):
            distance += 1
            known[container] = (distance, verdict)
        return distance, verdict


@lru_cache(maxsize=REMEMBERED)
def _by_name(tag: str, names: str) -> Verdict | None:
    """What tag, class and id say. Pages repeat them: in their lists, and from one page of a site to the next."""
    rank = min(_RANKS.get(tag, len(_NAMED)), _rank_of(names))
    return _NAMED[rank] if rank < len(_NAMED) else None


def _rank_of(names: str) -> int:
    """The number of the first group of words that one of these is in; one past the last where none is."""
    return min([_RANKS.get(word, len(_NAMED)) for word in _TOKENS.findall(names.lower())], default=len(_NAMED))


@cache
def _names() -> _labels.Names:
    return _labels.Names(_RANKS, _rank_of, _NAMED, REMEMBERED)
