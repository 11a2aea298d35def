"""What repeats on the pages of one layout: lines, lines with a changing part, elements, and sections under a heading."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import mean, pstdev
from typing import NamedTuple

from cleaners.evidence.dates import read_date
from cleaners.evidence.prose import is_sentence
from cleaners.learning.sample import FACTS, Sample
from cleaners.template.layout import Entry
from cleaners.values import TEXT_LABELS, Label

#: Lower end of the interval for the share of pages from which a thing counts as repeated.
MIN_CONFIDENCE = 0.5

#: The normal quantile of a 95 % interval.
_Z = 1.959964

#: Pages of one layout from which anything is learned: 4 of 4 have a lower end of 0.51, 3 of 3 of 0.44.
MIN_PAGES = 4

#: Share of the articles' texts that lines of most pages may be and still count as boilerplate.
MAX_ALIKE = 0.6

#: A list whose lines are this much the same on other pages, repeated on every page or links is a list of other things.
MIN_STATIC = 0.8
MIN_SHARED = 0.5
MIN_LINKS = 0.6

#: Spread of an element's number of lines over its mean up to which it has one shape, and lines it has at least.
MAX_SPREAD = 0.25
MIN_LINES = 3

#: Characters that the fixed part of a line with a changing part has at least, and the longest such line.
MIN_FIXED = 4
MAX_OPEN_LINE = 60


def wilson(pages: int, of: int) -> float:
    """The lower end of Wilson's 95 % interval for a share of ``pages`` in ``of``."""
    if not of:
        return 0.0
    share, square = pages / of, _Z * _Z
    middle = share + square / (2 * of)
    spread = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return round((middle - spread) / (1 + square / of), 3)


def count_lines(samples: Iterable[Sample]) -> Counter[str]:
    """On how many pages each masked line stands."""
    return Counter(line for sample in samples for line in set(sample.lines) if line)


class Shared:
    """How many pages of a layout have each line, and which lines are repeated on them; ``site`` counts the pages of all
    layouts, since lists of other stories turn over across them."""

    def __init__(self, samples: Sequence[Sample], site: Counter[str]) -> None:
        self.samples = samples
        self.site = site
        self.pages = count_lines(samples)
        self.labels: dict[str, Counter[Label]] = defaultdict(Counter)
        for sample in samples:
            for line, label in zip(sample.lines, sample.labels, strict=True):
                if line:
                    self.labels[line][label] += 1
        self.repeated = {line for line in self.pages if self.is_repeated(line)}
        if self._share_of_texts() > MAX_ALIKE:
            self.repeated = {line for line in self.repeated if self._main_label(line) not in TEXT_LABELS}

    def _share_of_texts(self) -> float:
        """How much of the articles' texts repeated lines are. Where it is most of them, the articles say the same."""
        total = repeated = 0
        for sample in self.samples:
            for block, line, label in zip(sample.outline.blocks, sample.lines, sample.labels, strict=True):
                if label in TEXT_LABELS:
                    total += len(block.text)
                    repeated += len(block.text) * (line in self.repeated)
        return repeated / total if total else 0.0

    def _main_label(self, line: str) -> Label:
        return self.labels[line].most_common(1)[0][0]

    def is_repeated(self, line: str) -> bool:
        """Whether a line stands on most pages and states no fact about its article."""
        return wilson(self.pages[line], len(self.samples)) >= MIN_CONFIDENCE and not self.is_fact(line)

    def has_text_before(self, sample: Sample, index: int) -> bool:
        """Whether a sentence of an article stands before a block: what comes first is the article, whatever its shape."""
        return any(
            label in TEXT_LABELS and line not in self.repeated and is_sentence(block.text)
            for block, line, label in zip(sample.outline.blocks[:index], sample.lines, sample.labels, strict=False)
        )

    def is_after_text(self, sample: Sample, run: range) -> bool:
        """Whether the article's text stands before some lines, and none of it after them."""
        rest = zip(sample.lines[run.stop :], sample.labels[run.stop :], strict=True)
        ends = not any(label in TEXT_LABELS and line not in self.repeated for line, label in rest)
        return ends and self.has_text_before(sample, run.start)

    def is_fact(self, line: str) -> bool:
        return self._main_label(line) in FACTS

    def confidence(self, line: str) -> float:
        return wilson(self.pages[line], len(self.samples))


def learn_texts(shared: Shared, elements: set[str]) -> tuple[Entry, ...]:
    """Lines that are the same on most pages, outside the elements that were learned; then lines with a changing part."""
    examples: dict[str, str] = {}
    after: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for sample in shared.samples:
        inside = _inside_elements(sample, elements)
        last = max((index for index, label in enumerate(sample.labels) if label in TEXT_LABELS), default=0)
        for index, line in enumerate(sample.lines):
            if line in shared.repeated and not inside[index]:
                text = sample.outline.blocks[index].text
                examples[line] = min(examples.get(line, text), text)
                after[line] += index > last
                alone[line] += 1
    entries = [
        Entry(
            line,
            _label_of(shared.labels[line], before=after[line] * 2 < alone[line]),
            shared.pages[line],
            len(shared.samples),
            shared.confidence(line),
            example,
            "the same line",
        )
        for line, example in examples.items()
        if not read_date(example)
    ]
    return tuple(sorted([*entries, *_learn_open_lines(shared, elements)], key=lambda entry: entry.what))


def _learn_open_lines(shared: Shared, elements: set[str]) -> list[Entry]:
    """Lines that stand in the same place and have the same beginning and end, with something else between them."""
    groups: dict[str, list[tuple[int, str, str, Label]]] = defaultdict(list)
    for number, sample in enumerate(shared.samples):
        inside = _inside_elements(sample, elements)
        firsts = sample.outline.containers.first
        for index, line in enumerate(sample.lines):
            block = sample.outline.blocks[index]
            if not line or inside[index] or line in shared.repeated or len(line) > MAX_OPEN_LINE or block.container < 0:
                continue
            if is_sentence(block.text) or sample.labels[index] in FACTS or read_date(block.text):
                continue
            nth = index - firsts[block.container]
            for path in sample.places.both(block.container):
                groups[f"{path}:{nth}"].append((number, line, block.text, sample.labels[index]))
    found: dict[str, Entry] = {}
    for members in groups.values():
        pages = len({number for number, *_ in members})
        lines = sorted({line for _, line, *_ in members})
        confidence = wilson(pages, len(shared.samples))
        if confidence < MIN_CONFIDENCE or len(lines) < 2:
            continue
        begin = _same_start(lines)
        end = _same_start([line[len(begin) :][::-1] for line in lines])[::-1]
        if len(begin.replace("#", "")) + len(end.replace("#", "")) < MIN_FIXED:
            continue
        what = f"{begin}*{end}"
        label = _label_of(Counter(label for *_, label in members), before=False)
        example = min(text for _, _, text, _ in members)
        found.setdefault(what, Entry(what, label, pages, len(shared.samples), confidence, example, "a changing part"))
    return list(found.values())


def _same_start(lines: Sequence[str]) -> str:
    """The longest beginning that all lines share: that of the first and the last in order."""
    low, high = min(lines), max(lines)
    size = next((n for n, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return low[:size]


def _inside_elements(sample: Sample, elements: set[str]) -> list[bool]:
    inside = [False] * len(sample.lines)
    containers = sample.outline.containers
    for index in range(len(sample.places.paths)):
        if not elements.isdisjoint(sample.places.both(index)):
            inside[containers.first[index] : containers.end[index]] = [True] * (
                containers.end[index] - containers.first[index]
            )
    return inside


def _label_of(labels: Counter[Label], *, before: bool) -> Label:
    """What the rules call it elsewhere; else by where it stands."""
    named = Counter({label: count for label, count in labels.items() if label not in TEXT_LABELS | {Label.OTHER}})
    if named:
        return min(named, key=lambda label: (-named[label], label))
    return Label.NAVIGATION if before else Label.OTHER


# --- elements --------------------------------------------------------------------------------------------------------


class _Seen(NamedTuple):
    """One element on one page: which page, which element, and the numbers of its blocks with text."""

    page: int
    element: int
    blocks: tuple[int, ...]


def learn_elements(shared: Shared, body: str | None) -> tuple[Entry, ...]:
    """The outermost elements that stand in the same place on most pages and hold other things than the article."""
    samples = shared.samples
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for number, sample in enumerate(samples):
        containers = sample.outline.containers
        for element in range(1, len(containers.tag)):
            blocks = tuple(i for i in range(containers.first[element], containers.end[element]) if sample.lines[i])
            if blocks:
                for path in sample.places.both(element):
                    seen[path].append(_Seen(number, element, blocks))
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
        first = min(samples[one.page].outline.blocks[one.blocks[0]].text for one in there)
        linked = reason in ("links", "lines of other pages")
        label = Label.RECOMMENDATION if linked and not _is_named(labels) else _label_of(labels, before=False)
        entries[path] = Entry(path, label, len(there), len(samples), confidence, first, reason)
        for one in there:
            taken[one.page].update(one.blocks)
    return tuple(entries[path] for path in sorted(entries))


def _is_named(labels: Mapping[Label, int]) -> bool:
    return any(label not in TEXT_LABELS | {Label.OTHER} for label in labels)


def _reason(shared: Shared, there: Sequence[_Seen]) -> str | None:
    """Why an element is no part of the article; None where it may be one."""
    samples = shared.samples
    if mean(len(one.blocks) for one in there) < 2:
        return None  # a single line: see `learn_texts`
    facts = sum(any(samples[one.page].labels[i] in FACTS for i in one.blocks) for one in there)
    if facts * 4 > len(there):
        return None
    chars = static = other = linked = 0
    for one in there:
        sample = samples[one.page]
        for index in one.blocks:
            block, line = sample.outline.blocks[index], sample.lines[index]
            chars += len(block.text)
            static += len(block.text) * (line in shared.repeated)
            other += len(block.text) * (shared.site[line] > 1)
            linked += block.link_chars
    if static >= MIN_STATIC * chars:
        return "the same lines"
    if other >= MIN_SHARED * chars:
        return "lines of other pages"
    if linked >= MIN_LINKS * chars:
        return "links"
    counts = [len(one.blocks) for one in there]
    headed = sum(samples[one.page].lines[one.blocks[0]] in shared.repeated for one in there)
    below = sum(shared.has_text_before(samples[one.page], one.blocks[0]) for one in there)
    if (
        min(headed, below) >= MIN_STATIC * len(there)
        and mean(counts) >= MIN_LINES
        and pstdev(counts) <= MAX_SPREAD * mean(counts)
        and len(there) > MIN_PAGES
    ):
        return "one shape under one heading"
    return None


# --- sections --------------------------------------------------------------------------------------------------------


def learn_sections(shared: Shared) -> tuple[Entry, ...]:
    """Repeated lines that head lines of other things, in pages without an element around them: what follows such a line,
    up to the next repeated one, is links, stands on other pages too, or has one shape at the end of the page's text."""
    runs: dict[str, list[tuple[int, range]]] = defaultdict(list)
    for number, sample in enumerate(shared.samples):
        heads = [index for index, line in enumerate(sample.lines) if line in shared.repeated]
        for head, following in zip(heads, [*heads, len(sample.lines)][1:], strict=True):
            end = _end_of_run(sample, head, following)
            if end > head + 1:
                runs[sample.lines[head]].append((number, range(head + 1, end)))
    entries = []
    for line, found in sorted(runs.items()):
        reason = _section_reason(shared, found)
        if reason is None or len({number for number, _ in found}) * 2 < shared.pages[line]:
            continue
        example = min(shared.samples[number].outline.blocks[run.start - 1].text for number, run in found)
        labels = Counter(shared.samples[number].labels[index] for number, run in found for index in run)
        label = _label_of(labels, before=False) if _is_named(labels) else Label.RECOMMENDATION
        most = max(len(run) for _, run in found)
        entries.append(
            Entry(line, label, shared.pages[line], len(shared.samples), shared.confidence(line), example, reason, most)
        )
    return tuple(entries)


def _end_of_run(sample: Sample, head: int, following: int) -> int:
    """A section ends where its heading's element does, at the latest."""
    containers = sample.outline.containers
    column = sample.outline.blocks[head].container
    if column >= 0 and containers.end[column] == head + 1:
        column = containers.parent[column]
    return min(following, containers.end[column]) if column >= 0 else following


def _section_reason(shared: Shared, found: Sequence[tuple[int, range]]) -> str | None:
    samples = shared.samples
    chars = other = linked = facts = 0
    last = True
    for number, run in found:
        sample = samples[number]
        for index in run:
            block, line = sample.outline.blocks[index], sample.lines[index]
            chars += len(block.text)
            other += len(block.text) * (shared.site[line] > 1 if line else 0)
            linked += block.link_chars
            facts += sample.labels[index] in FACTS
        last = last and shared.is_after_text(sample, run)
    if not chars or facts * 4 > len(found):
        return None
    if other >= MIN_SHARED * chars:
        return "lines of other pages"
    if linked >= MIN_LINKS * chars:
        return "links"
    counts = [len(run) for _, run in found]
    if (
        last
        and len(found) > MIN_PAGES
        and mean(counts) >= MIN_LINES - 1
        and pstdev(counts) <= MAX_SPREAD / 2 * mean(counts)
    ):
        return "one shape under one heading"
    return None
