"""What repeats across the pages of one site: its template, learned from the pages themselves.

Every page is cleaned twice: first by the rules alone, which says roughly where each article is; then with what was found to
repeat, which says it better, and only from that are the places of headline, date and body read. Pages are sorted into
layouts by the elements they have in common. The result depends on the set of pages only, never on their order.

What repeats on few pages is not boilerplate: an entry is kept when the lower end of Wilson's interval for its share of the
layout's pages (E. B. Wilson, 1927; 95 %) is at least `MIN_CONFIDENCE`, so 5 of 5 pages are enough, 5 of 7 are not, and of
50 it takes 33. Lines that state a fact about the article (its date, source, byline, credits, caption) are never learned.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from statistics import mean, pstdev
from typing import Any, NamedTuple

from cleaners.article import TEXT_LABELS, Article, Label
from cleaners.dates import read_date
from cleaners.locate import is_sentence
from cleaners.pipeline import Read, read
from cleaners.places import Places, read_places
from cleaners.segment import Outline
from cleaners.template import MAX_SKELETON, Entry, Layout, Template, TemplateError, is_flowing, mask

#: Lower end of the interval for the share of pages from which a thing counts as repeated.
MIN_CONFIDENCE = 0.5

#: The normal quantile of a 95 % interval.
_Z = 1.959964

#: Pages of one layout from which anything is learned: 4 of 4 have a lower end of 0.51, 3 of 3 of 0.44.
MIN_PAGES = 4

#: Share of the articles' texts that lines of most pages may be and still count as boilerplate.
MAX_ALIKE = 0.6

#: Share of elements in common (Jaccard) from which two pages are of one layout, and pages that are compared for it.
MIN_ALIKE = 0.6
MAX_COMPARED = 400

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

_FACTS = frozenset(
    {
        Label.HEADLINE,
        Label.KICKER,
        Label.DECK,
        Label.BYLINE,
        Label.DATE,
        Label.SOURCE,
        Label.ABSTRACT,
        Label.CAPTION,
        Label.CREDIT,
    }
)


class Sample(NamedTuple):
    """One page to learn from: what was read, the paths of its elements, its lines masked, and its blocks' labels."""

    article: Article
    outline: Outline
    places: Places
    lines: tuple[str, ...]
    labels: tuple[Label, ...]


def learn(pages: Iterable[Any], *, site: str | None = None) -> Template:
    """Learn a site's template from its pages: bytes, str or (page, url) each, as `clean` takes them. 5 pages are enough to
    help, 50 to be sure. Pages that are no articles are left out.

    Raises TemplateError where fewer than 4 pages are left.
    """
    return learn_layouts([(page if isinstance(page, tuple) else (page, None)) for page in pages], site)


def learn_layouts(pages: Sequence[tuple[Any, str | None]], site: str | None) -> Template:
    """`learn` for pages with their addresses (None where unknown). Raises TemplateError."""
    samples = _read_samples(pages, None)
    draft = Template(site, len(samples), tuple(_learn_layouts(samples)))
    again = _read_samples(pages, draft) if draft.layouts else []
    layouts = _learn_layouts(again)
    if not layouts:
        raise TemplateError(
            f"nothing to learn from: of {len(pages)} pages, {len(samples)} are different articles, and at least "
            f"{MIN_PAGES} are needed"
        )
    layouts.sort(key=lambda layout: (-layout.pages, layout.skeleton))
    dates = sorted(sample.article.date_published for sample in again if sample.article.date_published)
    return Template(
        site,
        len(again),
        tuple(replace(layout, name=str(number)) for number, layout in enumerate(layouts, 1)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _learn_layouts(samples: Sequence[Sample]) -> list[Layout]:
    """A layout for each group that is large enough; the pages of the others have their lines in common at most."""
    groups = _by_layout(samples)
    rest = [sample for group in groups if len(group) < MIN_PAGES for sample in group]
    site = count_lines(samples)
    layouts = [_learn_layout(_Shared(group, site)) for group in groups if len(group) >= MIN_PAGES]
    if len(rest) >= MIN_PAGES:
        shared = _Shared(rest, site)
        texts = _learn_texts(shared, set())
        if texts:
            layouts.append(Layout(pages=len(rest), texts=texts))
    return layouts


def wilson(pages: int, of: int) -> float:
    """The lower end of Wilson's 95 % interval for a share of ``pages`` in ``of``."""
    if not of:
        return 0.0
    share, square = pages / of, _Z * _Z
    middle = share + square / (2 * of)
    spread = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return round((middle - spread) / (1 + square / of), 3)


# --- pages -----------------------------------------------------------------------------------------------------------


def _read_samples(pages: Sequence[tuple[Any, str | None]], template: Template | None) -> list[Sample]:
    """The articles among the pages, each text once, in an order of their own."""
    found: dict[str, Sample] = {}
    for page, url in pages:
        sample = read_sample(read(page, url, template=template))
        if sample is not None:
            found.setdefault(sha256("\n".join(sample.lines).encode()).hexdigest(), sample)
    return [found[digest] for digest in sorted(found)]


def read_sample(found: Read) -> Sample | None:
    """A page that can be learned from; None for one that is no article or was read by another extractor."""
    article, outline = found.article, found.outline
    if not article.is_article or outline is None or len(article.blocks) != len(outline.blocks):
        return None
    lines = tuple(mask(block.text) if block.text else "" for block in outline.blocks)
    return Sample(article, outline, read_places(outline.containers), lines, tuple(b.label for b in article.blocks))


def _by_layout(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Groups of pages that have most of their elements in common: the connected parts of the graph of likeness, so that
    the order of pages does not matter."""
    marks = [skeleton(sample) for sample in samples]
    group = list(range(len(samples)))
    for one in range(min(len(samples), MAX_COMPARED)):
        for other in range(one + 1, len(samples)):
            if group[one] != group[other] and _likeness(marks[one], marks[other]) >= MIN_ALIKE:
                low, high = sorted((group[one], group[other]))
                group = [low if number == high else number for number in group]
    groups: dict[int, list[Sample]] = defaultdict(list)
    for number, sample in zip(group, samples, strict=True):
        groups[number].append(sample)
    return list(groups.values())


def skeleton(sample: Sample) -> frozenset[str]:
    """The paths of a page's elements, without those whose number follows the text, and without what the body holds."""
    containers = sample.outline.containers
    body = body_of(sample)
    kept = []
    for index, path in enumerate(sample.places.paths):
        inside = body is not None and index > body and containers.end[index] <= containers.end[body]
        if path and not is_flowing(containers.tag[index]) and not (inside and containers.parent[index] != -1):
            kept.append(path)
    return frozenset(kept)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 1.0


def body_of(sample: Sample) -> int | None:
    """The innermost element around all of the article's text; None where that is the page itself."""
    containers = sample.outline.containers
    numbers = [index for index, label in enumerate(sample.labels) if label in TEXT_LABELS]
    if not numbers:
        return None
    current = sample.outline.blocks[numbers[0]].container
    while current > 0 and containers.end[current] <= numbers[-1]:
        current = containers.parent[current]
    while current > 0 and is_flowing(containers.tag[current]):
        current = containers.parent[current]
    return current if current > 0 and sample.places.paths[current] not in ("", "body") else None


# --- one layout ------------------------------------------------------------------------------------------------------


def _learn_layout(shared: _Shared) -> Layout:
    samples = shared.samples
    bodies = [body_of(sample) for sample in samples]
    body = _usual_place(samples, bodies)
    elements = _learn_elements(shared, body[0].what if body else None)
    lengths = sorted(len(sample.article.text) for sample in samples)
    skeletons = Counter(path for sample in samples for path in skeleton(sample))
    return Layout(
        pages=len(samples),
        body=body,
        headline=_field_place(samples, Label.HEADLINE),
        date=_field_place(samples, Label.DATE),
        source=_field_place(samples, Label.SOURCE),
        credits=_field_place(samples, Label.CREDIT),
        elements=elements,
        sections=_learn_sections(shared),
        texts=_learn_texts(shared, {entry.what for entry in elements}),
        coverage=_coverage(samples),
        body_chars=(lengths[len(lengths) // 20], lengths[-1 - len(lengths) // 20]),
        skeleton=_outermost(path for path, pages in skeletons.items() if wilson(pages, len(samples)) >= MIN_CONFIDENCE),
    )


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths with the fewest steps, as many as tell layouts apart and people can still read."""
    return tuple(sorted(sorted(paths, key=lambda path: (path.count(">"), path))[:MAX_SKELETON]))


def count_lines(samples: Iterable[Sample]) -> Counter[str]:
    """On how many pages each masked line stands."""
    return Counter(line for sample in samples for line in set(sample.lines) if line)


class _Shared:
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
        return self._main_label(line) in _FACTS

    def confidence(self, line: str) -> float:
        return wilson(self.pages[line], len(self.samples))


def _learn_texts(shared: _Shared, elements: set[str]) -> tuple[Entry, ...]:
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


def _learn_open_lines(shared: _Shared, elements: set[str]) -> list[Entry]:
    """Lines that stand in the same place and have the same beginning and end, with something else between them."""
    groups: dict[str, list[tuple[int, str, str, Label]]] = defaultdict(list)
    for number, sample in enumerate(shared.samples):
        inside = _inside_elements(sample, elements)
        firsts = sample.outline.containers.first
        for index, line in enumerate(sample.lines):
            block = sample.outline.blocks[index]
            if not line or inside[index] or line in shared.repeated or len(line) > MAX_OPEN_LINE or block.container < 0:
                continue
            if is_sentence(block.text) or sample.labels[index] in _FACTS or read_date(block.text):
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


def _learn_elements(shared: _Shared, body: str | None) -> tuple[Entry, ...]:
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


def _reason(shared: _Shared, there: Sequence[_Seen]) -> str | None:
    """Why an element is no part of the article; None where it may be one."""
    samples = shared.samples
    if mean(len(one.blocks) for one in there) < 2:
        return None  # a single line: see `_learn_texts`
    facts = sum(any(samples[one.page].labels[i] in _FACTS for i in one.blocks) for one in there)
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


def _learn_sections(shared: _Shared) -> tuple[Entry, ...]:
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


def _section_reason(shared: _Shared, found: Sequence[tuple[int, range]]) -> str | None:
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
            facts += sample.labels[index] in _FACTS
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


# --- places ----------------------------------------------------------------------------------------------------------


def place_of(sample: Sample, label: Label) -> int | None:
    """The element of a page's first block with a label; None where there is none."""
    first = next((index for index, own in enumerate(sample.labels) if own is label), None)
    container = sample.outline.blocks[first].container if first is not None else -1
    return container if container > 0 else None


def _field_place(samples: Sequence[Sample], label: Label) -> tuple[Entry, ...]:
    return _usual_place(samples, [place_of(sample, label) for sample in samples])


def _usual_place(samples: Sequence[Sample], elements: Sequence[int | None]) -> tuple[Entry, ...]:
    """The path that most of the elements have, where it is the path of enough of them."""
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for sample, element in zip(samples, elements, strict=True):
        if element is None:
            continue
        text = sample.outline.blocks[sample.outline.containers.first[element]].text[:60]
        for path in sample.places.both(element):
            votes[path] += 1
            examples[path] = min(examples.get(path, text), text)
    if not votes:
        return ()
    path = min(votes, key=lambda path: (-votes[path], path))
    confidence = wilson(votes[path], len(samples))
    if confidence < MIN_CONFIDENCE:
        return ()
    return (Entry(path, Label.BODY, votes[path], len(samples), confidence, examples[path], "the usual place"),)


def _coverage(samples: Sequence[Sample]) -> tuple[tuple[str, float], ...]:
    """The share of pages on which each field was found."""
    have = {
        "headline": [sample.article.headline is not None for sample in samples],
        "date": [sample.article.date_published is not None for sample in samples],
        "source": [sample.article.source is not None for sample in samples],
        "authors": [bool(sample.article.authors) for sample in samples],
        "credits": [bool(sample.article.credits) for sample in samples],
    }
    return tuple((field, round(sum(found) / len(found), 3)) for field, found in have.items())
