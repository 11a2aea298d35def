"""Labels for what stands after an article and around it: credits, widgets, and what an element's name says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cleaners.article import Label, Verdict
from cleaners.outline import Containers, Outline
from cleaners.patterns import lazy
from cleaners.rules import Effect, Rule
from cleaners.rules.names import CREDIT_ROLES
from cleaners.zones import Zones

#: Verdicts that no line of its own is needed for.
HIDDEN, _BEFORE = Verdict(Label.OTHER, "hidden"), Verdict(Label.NAVIGATION, "outside.before")


def label_tail(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what stands between the body and the end of the main content, into ``verdicts``."""
    _label_run(outline, hits, range(zones.tail, zones.end), verdicts, "tail.after_the_article")


def _label_run(
    outline: Outline, hits: Sequence[Rule | None], run: range, verdicts: list[Verdict | None], default: str
) -> None:
    """Blocks after the article: what no rule names belongs to the last heading that one did name."""
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
_NAMED = tuple((words, Verdict(label, f"outside.{label}")) for words, label in _CONTAINER_LABELS)
_TOKENS = lazy(r"[a-z]+")


def label_outside(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    """Label what has no label yet before the article and after the main content, into ``verdicts``."""
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
    _label_run(outline, hits, range(zones.end, len(blocks)), verdicts, "outside.after")


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


@lru_cache(maxsize=4096)
def _by_name(tag: str, names: str) -> Verdict | None:
    """What tag, class and id say. Pages repeat them: in their lists, and from one page of a site to the next."""
    tokens = {tag, *_TOKENS.findall(names.lower())}
    return next((verdict for words, verdict in _NAMED if not words.isdisjoint(tokens)), None)
