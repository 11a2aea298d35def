"""Where the articles of one layout have their text: the element that most pages' own running text stands in."""

from __future__ import annotations

from collections import Counter, defaultdict

from cleaners.learning.sample import Sample
from cleaners.learning.shared import MIN_CONFIDENCE, Shared, wilson
from cleaners.template.layout import Entry, Reason
from cleaners.values import Label

#: A column that comes before the largest one is the body's from this share of its running text on: an abstract has less.
MIN_MASS = 0.5


def learn_body(shared: Shared) -> tuple[Entry, ...]:
    """The path of the body's element: of the columns that hold running text of their own behind the headline on most pages,
    the first that has at least half of what the largest has. A column that a repeated line heads is no body, unless all
    are; columns side by side that look the same are one body, which is the element around them."""
    masses: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    headed: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    examples: dict[str, str] = {}
    for sample in shared.samples:
        for column, chars, first in _columns(shared, sample):
            paths = _paths(sample, column)
            together.update((one, other) for one in paths for other in paths)
            for path in paths:
                masses[path] += chars
                pages[path] += 1
                starts[path] += first
                headed[path] += is_headed(shared, sample, column)
                text = sample.outline.blocks[first].text[:60]
                examples[path] = min(examples.get(path, text), text)
    usual = [path for path in pages if wilson(pages[path], len(shared.samples)) >= MIN_CONFIDENCE]
    plain = [path for path in usual if headed[path] * 2 < pages[path]] or usual
    if not plain:
        return ()
    most = max(masses[path] for path in plain)
    large = [path for path in plain if masses[path] >= MIN_MASS * most]
    earliest = min(large, key=lambda path: (starts[path] / pages[path], path))
    same = [path for path in large if 2 * together[earliest, path] >= pages[earliest]]
    path = min(same, key=lambda path: (-pages[path], path))
    confidence = wilson(pages[path], len(shared.samples))
    return (Entry(path, Label.BODY, pages[path], len(shared.samples), confidence, examples[path], Reason.PLACE),)


def _columns(shared: Shared, sample: Sample) -> list[tuple[int, int, int]]:
    """The columns with own running text: the element, its characters, its first block."""
    view = sample.view
    columns: dict[int, list[int]] = defaultdict(list)
    for index in view.story(0, shared.repeated):
        columns[view.columns[index]].append(index)
    merged = _merged(shared, sample, columns)
    return [(one, sum(len(view.blocks[index].text) for index in lines), lines[0]) for one, lines in merged.items()]


def _paths(sample: Sample, column: int) -> tuple[str, ...]:
    """The paths of an element; that of the page itself is ``body``."""
    return tuple(path or "body" for path in sample.places.both(column))


def is_headed(shared: Shared, sample: Sample, column: int) -> bool:
    """Whether the first line with text in an element is a repeated line."""
    first, end = sample.view.span(column)
    line = next((sample.lines[index] for index in range(first, end) if sample.lines[index]), "")
    return line in shared.repeated


def _merged(shared: Shared, sample: Sample, columns: dict[int, list[int]]) -> dict[int, list[int]]:
    """Columns that look as one beside them does, and have no heading of their own or all have one, are their parent's."""
    containers, steps = sample.outline.containers, sample.view.places.steps
    alike: dict[tuple[int, str, bool], list[int]] = defaultdict(list)
    for column in columns:
        alike[containers.parent[column], steps[column], is_headed(shared, sample, column)].append(column)
    merged: dict[int, list[int]] = defaultdict(list)
    for (parent, _, _), group in alike.items():
        for column in group:
            merged[max(parent, 0) if len(group) > 1 else column].extend(columns[column])
    return {column: sorted(lines) for column, lines in merged.items()}
