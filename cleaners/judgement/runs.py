"""Verdicts for the long runs of blocks outside an article, and for what is left when all others are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.judgement.verdicts import IN_STAFF, IN_WIDGET, RUN_PICTURE, VIDEO_CAPTION
from cleaners.reading.outline import Containers, Outline
from cleaners.rules.rule import Effect, Opens, Rule
from cleaners.values import Block, Label, Verdict

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]


def _label_run(
    blocks: Sequence[Block],
    hits: Sequence[Rule | None],
    verdicts: list[Verdict | None],
    start: int,
    end: int,
    default: str,
    is_staff: Callable[[str], bool],
    hidden: Verdict,
) -> None:
    """Blocks after the article: what no rule names belongs to the last heading that one did name."""
    section = Verdict(Label.OTHER, default)
    after_duration = False
    for index in range(start, end):
        block, hit = blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = hidden
        elif not block.text:
            verdicts[index] = Verdict(section.label, RUN_PICTURE)
        elif hit is not None:
            verdicts[index] = hit.verdict
            if hit.effect is Effect.WIDGET:
                section = Verdict(hit.label, IN_WIDGET)
            elif hit.opens is Opens.STAFF:
                section = Verdict(Label.CREDIT, IN_STAFF)
            elif hit.label is not Label.VIDEO:
                section = Verdict(Label.OTHER, default) if section.label is Label.CREDIT else section
        elif after_duration:
            verdicts[index] = Verdict(Label.VIDEO, VIDEO_CAPTION)
        elif section.label is Label.CREDIT and not is_staff(block.text):
            section = Verdict(Label.OTHER, default)
            verdicts[index] = section
        else:
            verdicts[index] = section
        after_duration = hit is not None and hit.opens is Opens.CAPTION


class Names:
    """What the names of elements say, each class and id asked for once: ``words`` gives the number of a tag's group,
    ``rank_of`` that of the words of class and id, and ``verdicts`` are those of the groups; the first group wins, and a number
    past them says nothing."""

    def __init__(
        self, words: Mapping[str, int], rank_of: Callable[[str], int], verdicts: tuple[Verdict, ...], most: int
    ) -> None:
        """At most ``most`` names are remembered."""
        self._words, self._verdicts = words, verdicts
        self._rank_of = lru_cache(maxsize=most)(rank_of)

    def verdict(self, tag: str, names: str) -> Verdict | None:
        """What tag, class and id say; None where they say nothing."""
        rank = self._words.get(tag, len(self._verdicts))
        if names:
            rank = min(rank, self._rank_of(names))
        return self._verdicts[rank] if rank < len(self._verdicts) else None


class _Around:
    """The verdicts that the names of a page's elements give to what stands in them, and how far above the name stands. Each
    element is looked at once: it has its own name's verdict, or that of its parent."""

    def __init__(self, names: Names, containers: Containers, reach: int) -> None:
        self._names, self._containers, self._reach = names, containers, reach
        self._known: dict[int, tuple[int, Verdict | None]] = {0: (0, None), -1: (0, None)}

    def verdict(self, container: int) -> Verdict | None:
        distance, verdict = self._known[container] if container in self._known else self._look_up(container)
        return verdict if distance <= self._reach else None

    def _look_up(self, container: int) -> tuple[int, Verdict | None]:
        """How far above an element the next one with such a name is, and what it says."""
        containers, known = self._containers, self._known
        nameless = []
        while container not in known:
            verdict = self._names.verdict(containers.tag[container], containers.names[container])
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


def _label_around(
    outline: Outline,
    hits: Sequence[Rule | None],
    verdicts: list[Verdict | None],
    head: int,
    end: int,
    names: Names,
    reach: int,
    hidden: Verdict,
    before: Verdict,
) -> None:
    """What no run of labels is needed for: all before ``head``, and after ``end`` what the names of its elements say."""
    blocks, around = outline.blocks, _Around(names, outline.containers, reach)
    for index in range(head):
        block, hit = blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = hidden
        elif hit is not None and block.text:
            verdicts[index] = hit.verdict
        else:
            verdicts[index] = around.verdict(block.container) or before
    for index in range(end, len(blocks)):
        if hits[index] is None and verdicts[index] is None and not blocks[index].hidden:
            verdicts[index] = around.verdict(blocks[index].container)


def _settle(
    verdicts: Sequence[Verdict | None], default: Verdict
) -> tuple[tuple[Verdict, ...], Mapping[Label, Sequence[int]]]:
    """Every block's verdict, ``default`` where there is none, and for each label the numbers of its blocks."""
    settled = tuple([verdict or default for verdict in verdicts])
    places: dict[Label, list[int]] = defaultdict(list)
    for index, (label, _) in enumerate(settled):
        places[label].append(index)
    return settled, places


if TYPE_CHECKING or _labels is None:
    label_run, label_around, settle = _label_run, _label_around, _settle
else:
    Names = _labels.Names
    label_run, label_around, settle = _labels.label_run, _labels.label_around, _labels.settle
