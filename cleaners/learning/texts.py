"""Learn lines that are the same on most pages, and lines with a variable part between a fixed beginning and end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from cleaners.evidence.dates import read_date
from cleaners.evidence.prose import is_sentence
from cleaners.learning.sample import FACTS, Sample
from cleaners.learning.shared import MIN_CONFIDENCE, Shared, named_label, same_start, wilson
from cleaners.template.layout import Entry, Reason, Where
from cleaners.template.match import is_inside
from cleaners.template.view import is_statement, is_worded, key_of
from cleaners.values import Label

#: Minimum length of the fixed part of a line with a variable part, in word characters, and maximum length of such a line.
MIN_FIXED = 4
MAX_OPEN_LINE = 60

#: Maximum mean number of lines per page that begin with the same word: more are a table.
MAX_PER_PAGE = 2

#: Maximum length of a recurring line that is no statement, in characters, and minimum share of its pages on which it stands
#: outside the text.
MAX_LABEL = 20
MOST = 0.9


def learn_texts(
    shared: Shared,
    stories: Sequence[Sequence[int]],
    elements: Collection[str] = (),
    ends: Sequence[int | None] = (),
) -> tuple[Entry, ...]:
    """The repeated lines of a layout's pages, then those with a variable part. ``stories`` is each page's own running text;
    lines inside the learned ``elements`` are left out, except statements; ``ends`` are the first headings after the stories.

    An entry acts inside a text only if it is a statement, and stood between two lines of the text on most pages: a standing
    subhead belongs to its article, and so does the lead that begins a column.
    """
    examples: dict[str, str] = {}
    inside: Counter[str] = Counter()
    after: Counter[str] = Counter()
    covers = [_covered(sample, elements) for sample in shared.samples]
    for sample, story, covered in zip(shared.samples, stories, covers, strict=True):
        seen: set[str] = set()
        for index in sample.view.texts:
            line = sample.lines[index]
            block = sample.outline.blocks[index]
            if line not in shared.repeated or line in seen or (index in covered and not is_statement(block)):
                continue
            seen.add(line)
            examples[line] = min(examples.get(line, block.text), block.text)
            between = bool(story) and story[0] < index and is_inside(sample.view, index, story)
            inside[line] += between and is_statement(block)
            after[line] += bool(story) and index > story[-1]
    entries = []
    for line, example in examples.items():
        if read_date(example):
            continue
        usual = Label.NAVIGATION if after[line] * 2 < shared.pages[line] else Label.OTHER
        acts_inside = wilson(inside[line], len(shared.samples)) >= MIN_CONFIDENCE and "#" not in line
        entries.append(
            Entry(
                line,
                named_label(shared.labels[line], usual),
                shared.pages[line],
                len(shared.samples),
                shared.confidence(line),
                example,
                Reason.SAME,
                where=Where.ANYWHERE if acts_inside else Where.OUTSIDE,
            )
        )
    entries += _learn_sometimes(shared, stories, ends)
    entries += [*_learn_open_lines(shared, stories, covers), *_learn_keys(shared, stories, covers)]
    return tuple(sorted(entries, key=lambda entry: entry.what))


def _learn_sometimes(shared: Shared, stories: Sequence[Sequence[int]], ends: Sequence[int | None]) -> list[Entry]:
    """Lines that recur on some pages, nearly always outside the text; statements only after a section."""
    seen: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    examples: dict[str, str] = {}
    statements: set[str] = set()
    for sample, story, end in zip(shared.samples, stories, ends, strict=False):
        own = [index for index in story if sample.lines[index] not in shared.recurring]
        for index in sample.view.texts:
            line, block = sample.lines[index], sample.outline.blocks[index]
            if line not in shared.recurring or read_date(block.text):
                continue
            seen[line] += 1
            examples[line] = min(examples.get(line, block.text), block.text)
            if is_statement(block):
                statements.add(line)
                outside[line] += bool(own) and end is not None and end < index and own[-1] < index
            else:
                outside[line] += bool(own) and not is_inside(sample.view, index, own) and len(line) <= MAX_LABEL
    return [
        Entry(
            line,
            named_label(shared.labels[line], Label.OTHER),
            shared.pages[line],
            len(shared.samples),
            shared.confidence(line),
            example,
            Reason.SOMETIMES,
            where=Where.BEHIND if line in statements else Where.OUTSIDE,
        )
        for line, example in examples.items()
        if outside[line] >= MOST * seen[line]
    ]


def _covered(sample: Sample, elements: Collection[str]) -> set[int]:
    """The blocks inside learned elements."""
    view = sample.view
    found = [e for e in range(len(view.places.paths)) if not set(view.places.both(e)).isdisjoint(elements)]
    return {index for element in found for index in range(*view.span(element))}


def _learn_open_lines(
    shared: Shared, stories: Sequence[Sequence[int]], covers: Sequence[Collection[int]]
) -> list[Entry]:
    """Lines in the same place with the same beginning and end, and something variable between them. ``covers`` contains the
    blocks inside learned elements, for each page."""
    groups: dict[str, list[tuple[int, str, str, Label]]] = defaultdict(list)
    for number, (sample, story, covered) in enumerate(zip(shared.samples, stories, covers, strict=True)):
        firsts = sample.outline.containers.first
        for index in sample.view.texts:
            line, block, label = sample.lines[index], sample.outline.blocks[index], sample.labels[index]
            if line in shared.repeated or index in covered or len(line) > MAX_OPEN_LINE or block.container < 0:
                continue
            if is_sentence(block.text) or label in FACTS or read_date(block.text):
                continue
            if index == sample.view.headline or is_inside(sample.view, index, story):
                continue
            nth = index - firsts[block.container]
            for path in sample.places.both(block.container):
                groups[f"{path}:{nth}"].append((number, line, block.text, label))
    found: dict[str, Entry] = {}
    for members in groups.values():
        pages = len({number for number, *_ in members})
        lines = sorted({line for _, line, *_ in members})
        confidence = wilson(pages, len(shared.samples))
        if confidence < MIN_CONFIDENCE or len(lines) < 2:
            continue
        begin = same_start(lines)
        end = same_start([line[len(begin) :][::-1] for line in lines])[::-1]
        what = f"{begin}*{end}"
        if not is_worded(what) or len(begin.replace("#", "")) + len(end.replace("#", "")) < MIN_FIXED:
            continue
        label = named_label(Counter(label for *_, label in members), Label.OTHER)
        example = min(text for _, _, text, _ in members)
        found.setdefault(
            what,
            Entry(what, label, pages, len(shared.samples), confidence, example, Reason.CHANGING, where=Where.OUTSIDE),
        )
    return list(found.values())


def _learn_keys(shared: Shared, stories: Sequence[Sequence[int]], covers: Sequence[Collection[int]]) -> list[Entry]:
    """Lines after the text that begin with the same word on most pages, such as a role before its names. ``covers`` contains
    the blocks inside learned elements, for each page."""
    seen: dict[str, set[int]] = defaultdict(set)
    labels: dict[str, Counter[Label]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for number, (sample, story, covered) in enumerate(zip(shared.samples, stories, covers, strict=True)):
        for index in sample.view.texts:
            text, label = sample.outline.blocks[index].text, sample.labels[index]
            if not story or index <= story[-1] or index in covered or label in FACTS or len(text) > MAX_OPEN_LINE:
                continue
            key = key_of(text)
            if key is not None and sample.lines[index] not in shared.repeated:
                seen[key].add(number)
                labels[key][label] += 1
                examples[key] = min(examples.get(key, text), text)
    found = []
    for key, pages in seen.items():
        confidence = wilson(len(pages), len(shared.samples))
        if confidence >= MIN_CONFIDENCE and sum(labels[key].values()) <= MAX_PER_PAGE * len(pages):
            label, example = named_label(labels[key], Label.OTHER), examples[key]
            entry = Entry(f"{key} *", label, len(pages), len(shared.samples), confidence, example, Reason.CHANGING)
            found.append(replace(entry, where=Where.OUTSIDE))
    return found
