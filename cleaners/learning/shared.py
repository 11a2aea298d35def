"""The lines that the pages of one layout share, and the running text that is each page's own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from cleaners.learning.sample import FACTS, Sample
from cleaners.template.view import is_worded
from cleaners.values import TEXT_LABELS, Label

#: Minimum lower end of the interval for the share of pages, for a line or element to count as repeated.
MIN_CONFIDENCE = 0.5

#: The normal quantile of a 95 % interval.
_Z = 1.959964

#: Minimum number of pages for a layout: the lower end of the interval is 0.51 for 4 of 4, and 0.44 for 3 of 3.
MIN_PAGES = 4

#: Minimum share of pages for a line that recurs without being repeated.
MIN_SHARE = 0.2

#: Maximum share of the articles' texts in lines of most pages, for these lines to count as boilerplate.
MAX_ALIKE = 0.6


def wilson(pages: int, of: int) -> float:
    """The lower end of Wilson's 95 % interval for the share ``pages`` / ``of`` (0 to 1)."""
    if not of:
        return 0.0
    share, square = pages / of, _Z * _Z
    middle = share + square / (2 * of)
    spread = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return round((middle - spread) / (1 + square / of), 3)


def count_lines(samples: Iterable[Sample]) -> Counter[str]:
    """For each masked line, the number of pages that contain it."""
    return Counter(line for sample in samples for line in set(sample.lines) if line)


def least_pages(pages: int) -> float:
    """Minimum number of pages, of ``pages``, with a line that recurs."""
    return max(MIN_PAGES, MIN_SHARE * pages)


def same_start(lines: Sequence[str]) -> str:
    """The longest common beginning of all lines, computed from the first and the last in sorted order."""
    low, high = min(lines), max(lines)
    size = next((n for n, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return low[:size]


def named_label(labels: Counter[Label], default: Label) -> Label:
    """The most frequent label that is neither text nor unknown; ``default`` if there is none."""
    named = {label: count for label, count in labels.items() if label not in TEXT_LABELS and label is not Label.OTHER}
    return min(named, key=lambda label: (-named[label], label)) if named else default


class Shared:
    """For each line, the number of a layout's pages that contain it, and the lines that are repeated. ``site`` counts pages of
    all layouts, since lists of other stories change across layouts."""

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
            self.repeated = {line for line in self.repeated if self.main_label(line) not in TEXT_LABELS}

    def _share_of_texts(self) -> float:
        """The share of repeated lines in the articles' texts. If it is high, the articles themselves say the same."""
        total = repeated = 0
        for sample in self.samples:
            for block, line, label in zip(sample.outline.blocks, sample.lines, sample.labels, strict=True):
                if label in TEXT_LABELS:
                    total += len(block.text)
                    repeated += len(block.text) * (line in self.repeated)
        return repeated / total if total else 0.0

    def main_label(self, line: str) -> Label:
        """The label of a line on most pages."""
        return self.labels[line].most_common(1)[0][0]

    def is_repeated(self, line: str) -> bool:
        """Whether a line stands on most pages, contains words, and states no fact about its article."""
        return self.confidence(line) >= MIN_CONFIDENCE and is_worded(line) and self.main_label(line) not in FACTS

    def confidence(self, line: str) -> float:
        """The lower end of the interval for the share of pages with a line."""
        return wilson(self.pages[line], len(self.samples))

    @cached_property
    def recurring(self) -> set[str]:
        """Lines with words that occur on a minimum number of pages, too few to be repeated, and state no fact: some pages lack
        a box."""
        least = least_pages(len(self.samples))
        return {
            line
            for line, pages in self.pages.items()
            if pages >= least
            and line not in self.repeated
            and "#" not in line
            and is_worded(line)
            and self.main_label(line) not in FACTS
            and line not in self.headlines
        }

    @cached_property
    def headlines(self) -> set[str]:
        """The masked headlines of all pages."""
        return {sample.lines[sample.view.headline] for sample in self.samples if sample.view.headline is not None}

    def is_others(self, sample: Sample, index: int) -> bool:
        """Whether a line of a page also occurs on another page, or is another page's headline."""
        line = sample.lines[index]
        headline = sample.view.headline
        if headline is not None and line == sample.lines[headline]:
            return False
        return self.site[line] > 1 or line in self.headlines
