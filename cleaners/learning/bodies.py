"""Learn the element that contains the text of a layout's articles: the place of most pages' own running text."""

from __future__ import annotations

from collections import Counter, defaultdict

from cleaners.learning.sample import Sample
from cleaners.learning.shared import MIN_CONFIDENCE, Shared, wilson
from cleaners.template.layout import Entry, Reason
from cleaners.template.match import PAGE
from cleaners.template.view import is_statement
from cleaners.values import Label

#: Minimum size of a body that precedes the page's largest column, as a share of that column's running text: an abstract has
#: less.
MIN_MASS = 0.5


def learn_body(shared: Shared) -> tuple[Entry, ...]:
    """The path of the body's element on most pages: the first column after the headline that has at least half as much of the
    page's own running text as the largest column. A column under a repeated heading is no body, unless all are. Adjacent
    columns with the same look are one body, the element around them."""
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for sample in shared.samples:
        columns = _columns(shared, sample)
        columns = [one for one in columns if not is_headed(shared, sample, one[0])] or columns
        most = max((chars for _, chars, _ in columns), default=0)
        for column, _, first in [one for one in columns if one[1] >= MIN_MASS * most][:1]:
            text = sample.outline.blocks[first].text[:60]
            for path in _paths(sample, column):
                votes[path] += 1
                examples[path] = min(examples.get(path, text), text)
    if not votes:
        return ()
    path = min(votes, key=lambda path: (-votes[path], path.count("["), path))
    confidence = wilson(votes[path], len(shared.samples))
    if confidence < MIN_CONFIDENCE:
        return ()
    return (Entry(path, Label.BODY, votes[path], len(shared.samples), confidence, examples[path], Reason.PLACE),)


def _columns(shared: Shared, sample: Sample) -> list[tuple[int, int, int]]:
    """The columns with the page's own running text, in order, as (element, characters, first block)."""
    view = sample.view
    columns: dict[int, list[int]] = defaultdict(list)
    for index in view.story(0, shared.repeated):
        columns[view.columns[index]].append(index)
    merged = _merged(shared, sample, columns)
    found = [(one, sum(len(view.blocks[index].text) for index in lines), lines[0]) for one, lines in merged.items()]
    return sorted(found, key=lambda one: one[2])


def _paths(sample: Sample, column: int) -> tuple[str, ...]:
    """The paths of an element, with the last step or the one above it counted from the front or from the end; the page itself
    has the path ``body``."""
    places, parent = sample.places, sample.outline.containers.parent[column]
    paths = {*places.both(column)}
    if parent > 0:
        paths.update(path.replace(places.paths[parent], places.from_end[parent], 1) for path in places.both(column))
    return tuple(sorted(path or PAGE for path in paths))


def is_headed(shared: Shared, sample: Sample, column: int) -> bool:
    """Whether the first line of an element, or the line directly above it outside the headline's element, occurs on other
    pages. Statements do not count: a column's lead is a statement."""
    view, parents = sample.view, sample.outline.containers.parent
    top = _first_text(sample, column)
    while column > 0 and top is not None:
        block, line = sample.outline.blocks[top], sample.lines[top]
        if not is_statement(block) and (line in shared.repeated or line in shared.recurring):
            return True
        column = parents[column]
        if column <= 0 or view.headline is None or view.holds(column, [view.headline]):
            return False
        above = _first_text(sample, column)
        if above is None or sum(bool(line) for line in sample.lines[above:top]) > 1:
            return False
        top = above
    return False


def _first_text(sample: Sample, element: int) -> int | None:
    first, end = sample.view.span(element)
    return next((index for index in range(first, end) if sample.lines[index]), None)


def _merged(shared: Shared, sample: Sample, columns: dict[int, list[int]]) -> dict[int, list[int]]:
    """The columns, with adjacent ones merged into their parent if they look the same and either all or none of them have a
    heading."""
    containers, steps = sample.outline.containers, sample.view.places.steps
    alike: dict[tuple[int, str, bool], list[int]] = defaultdict(list)
    for column in columns:
        alike[containers.parent[column], steps[column], is_headed(shared, sample, column)].append(column)
    merged: dict[int, list[int]] = defaultdict(list)
    for (parent, _, _), group in alike.items():
        for column in group:
            merged[max(parent, 0) if len(group) > 1 else column].extend(columns[column])
    return {column: sorted(lines) for column, lines in merged.items()}
