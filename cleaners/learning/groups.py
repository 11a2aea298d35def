"""Sort the pages of a site into layouts: by their common elements, then by their common lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from cleaners.learning.sample import Sample, skeleton
from cleaners.learning.shared import MIN_PAGES, count_lines, least_pages
from cleaners.template.view import is_worded

#: Minimum share of common elements (Jaccard index) for two pages of one layout, and maximum number of pages that are compared.
MIN_ALIKE = 0.6
MAX_COMPARED = 400

#: Minimum share of common repeated lines for two pages of one layout with the same elements.
MIN_LINES_ALIKE = 0.5

#: Minimum number of lines that distinguish a layout from another with the same elements: they stand on most pages of the one
#: and hardly any of the other. The second constant is the maximum share of the other's pages with such a line.
MIN_OWN = 3
MAX_ELSEWHERE = 0.1


def by_layout(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Groups of pages with most of their elements in common, and most of the lines that are repeated among them: pages without
    elements can only be told apart by lines. The result does not depend on the order of the pages."""
    groups = _connected(samples, [skeleton(sample) for sample in samples], MIN_ALIKE)
    found: list[list[Sample]] = []
    for group in groups:
        others = [sample for other in groups if other is not group and len(other) >= MIN_PAGES for sample in other]
        found += _by_lines(group, others)
    return found


def _by_lines(samples: Sequence[Sample], others: Sequence[Sample]) -> list[list[Sample]]:
    """The parts of a group with lines of their own. Pages outside the large parts remain together, unless they have the lines
    of ``others``, which are pages with other elements."""
    marks = dict(zip(map(id, (*samples, *others)), _marks([*samples, *others]), strict=True))
    parts = _connected(samples, _marks(samples), MIN_LINES_ALIKE)
    large = [part for part in parts if len(part) >= MIN_PAGES]
    if not large or not _are_different(large):
        large = [max(large, key=len)] if large else [[]]
    inside = {id(sample) for part in large for sample in part}
    for sample in samples:
        if id(sample) in inside:
            continue
        alike = any(_likeness(marks[id(sample)], marks[id(other)]) >= MIN_LINES_ALIKE for other in others)
        if alike:
            large.append([sample])
        else:
            large[0].append(sample)
    return large


def _marks(samples: Sequence[Sample]) -> list[frozenset[str]]:
    """For each page, those of its lines that occur on a minimum number of pages."""
    counts = count_lines(samples)
    least = least_pages(len(samples))  # the entries of lists change from page to page
    repeated = {line for line, pages in counts.items() if pages >= least and is_worded(line)}
    return [frozenset(sample.lines) & repeated for sample in samples]


def _are_different(parts: Sequence[Sequence[Sample]]) -> bool:
    """Whether each of the parts has lines on most of its pages that hardly any page of the other parts has. One
    such line is not enough: the lead of a column does not make a layout."""
    counts = [count_lines(part) for part in parts]
    return all(
        sum(2 * pages > len(part) and other[line] <= MAX_ELSEWHERE * len(rest) for line, pages in one.items())
        >= MIN_OWN
        for part, one in zip(parts, counts, strict=True)
        for rest, other in zip(parts, counts, strict=True)
        if part is not rest
    )


def _connected(samples: Sequence[Sample], marks: Sequence[frozenset[Hashable]], least: float) -> list[list[Sample]]:
    """The connected components of the similarity graph."""
    group = list(range(len(samples)))
    for one in range(min(len(samples), MAX_COMPARED)):
        for other in range(one + 1, len(samples)):
            if group[one] != group[other] and _likeness(marks[one], marks[other]) >= least:
                low, high = sorted((group[one], group[other]))
                group = [low if number == high else number for number in group]
    groups: dict[int, list[Sample]] = defaultdict(list)
    for number, sample in zip(group, samples, strict=True):
        groups[number].append(sample)
    return list(groups.values())


def _likeness(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 1.0
