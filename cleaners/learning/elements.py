"""Learn elements without a heading of their own that do not belong to the article: they contain links, or lines of other
pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple

from cleaners.learning.sample import FACTS
from cleaners.learning.shared import MIN_CONFIDENCE, Shared, named_label, wilson
from cleaners.template.layout import Entry, Reason
from cleaners.values import Label

#: Minimum share of an element's characters in links, or in lines that other pages have, for it to be learned.
MIN_SHARED = 0.5
MIN_LINKS = 0.6

#: Minimum mean number of lines in an element: single lines are learned by `cleaners.learning.texts`.
MIN_LINES = 2


class _Seen(NamedTuple):
    """One element on one page: the number of the page, the element, and the numbers of its blocks with text."""

    page: int
    element: int
    blocks: tuple[int, ...]


def learn_elements(shared: Shared, body: str | None, stories: Sequence[Sequence[int]]) -> tuple[Entry, ...]:
    """The outermost elements outside the stories that have the same path on most pages and do not belong to the article."""
    samples = shared.samples
    seen = _seen(shared, stories)
    entries: dict[str, Entry] = {}
    taken: list[set[int]] = [set() for _ in samples]
    for path in sorted(seen, key=lambda path: (path.count(">"), path)):
        there = [one for one in seen[path] if not taken[one.page].issuperset(one.blocks)]
        confidence = wilson(len(there), len(samples))
        if confidence < MIN_CONFIDENCE or (body is not None and (body == path or body.startswith(f"{path} >"))):
            continue
        reason = _reason(shared, there)
        if reason is None:
            continue
        labels = Counter(samples[one.page].labels[index] for one in there for index in one.blocks)
        label = named_label(labels, Label.RECOMMENDATION)
        first = min(samples[one.page].outline.blocks[one.blocks[0]].text for one in there)
        entries[path] = Entry(path, label, len(there), len(samples), confidence, first, reason)
        for one in there:
            taken[one.page].update(one.blocks)
    return tuple(entries[path] for path in sorted(entries))


def _seen(shared: Shared, stories: Sequence[Sequence[int]]) -> dict[str, list[_Seen]]:
    """The elements of all pages without the page's own running text, by path. A page that contains two documents has a path
    twice: only the first element counts."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for number, (sample, story) in enumerate(zip(shared.samples, stories, strict=True)):
        containers, view = sample.outline.containers, sample.view
        headline = [] if view.headline is None else [view.headline]
        for element in range(1, len(containers.tag)):
            blocks = tuple(i for i in range(containers.first[element], containers.end[element]) if sample.lines[i])
            if blocks and not view.holds(element, [*headline, *story]):
                for path in filter(None, view.places.both(element)):
                    if not seen[path] or seen[path][-1].page != number:
                        seen[path].append(_Seen(number, element, blocks))
    return seen


def _reason(shared: Shared, there: Sequence[_Seen]) -> Reason | None:
    """The reason why an element is not part of the article; None if it may be."""
    samples = shared.samples
    if mean(len(one.blocks) for one in there) < MIN_LINES:
        return None
    facts = sum(any(samples[one.page].labels[i] in FACTS for i in one.blocks) for one in there)
    if facts * 4 > len(there):
        return None
    chars = other = linked = 0
    for one in there:
        sample = samples[one.page]
        for index in one.blocks:
            block = sample.outline.blocks[index]
            chars += len(block.text)
            other += len(block.text) * shared.is_others(sample, index)
            linked += block.link_chars
    if other >= MIN_SHARED * chars:
        return Reason.OTHERS
    return Reason.LINKS if linked >= MIN_LINKS * chars else None
