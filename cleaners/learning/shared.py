"""Which lines the pages of one layout share, and which running text is each page's own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from cleaners.learning.sample import FACTS, Sample
from cleaners.template.view import is_worded
from cleaners.values import TEXT_LABELS, Label

#: Lower end of the interval for the share of pages from which a thing counts as repeated.
MIN_CONFIDENCE = 0.5

#: The normal quantile of a 95 % interval.
_Z = 1.959964

#: Pages of one layout from which anything is learned: 4 of 4 have a lower end of 0.51, 3 of 3 of 0.44.
MIN_PAGES = 4

#: Share of the pages on which a line comes again that is not repeated.
MIN_SHARE = 0.2

#: Share of the articles' texts that lines of most pages may be and still count as boilerplate.
MAX_ALIKE = 0.6


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


def least_pages(pages: int) -> float:
    """On how many of some pages a line stands that comes again."""
    return max(MIN_PAGES, MIN_SHARE * pages)


def same_start(lines: Sequence[str]) -> str:
    """The longest beginning that all lines share: that of the first and the last in order."""
    low, high = min(lines), max(lines)
    size = next((n for n, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return low[:size]


def named_label(labels: Counter[Label], default: Label) -> Label:
    """What most of some lines are called that are neither text nor unknown; ``default`` where all are."""
    named = {label: count for label, count in labels.items() if label not in TEXT_LABELS and label is not Label.OTHER}
    return min(named, key=lambda label: (-named[label], label)) if named else default


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
            self.repeated = {line for line in self.repeated if self.main_label(line) not in TEXT_LABELS}

    def _share_of_texts(self) -> float:
        """How much of the articles' texts repeated lines are. Where it is most of them, the articles say the same."""
        total = repeated = 0
        for sample in self.samples:
            for block, line, label in zip(sample.outline.blocks, sample.lines, sample.labels, strict=True):
                if label in TEXT_LABELS:
                    total += len(block.text)
                    repeated += len(block.text) * (line in self.repeated)
        return repeated / total if total else 0.0

    def main_label(self, line: str) -> Label:
        """What most pages call a line."""
        return self.labels[line].most_common(1)[0][0]

    def is_repeated(self, line: str) -> bool:
        """Whether a line that says something in words stands on most pages and states no fact about its article."""
        return self.confidence(line) >= MIN_CONFIDENCE and is_worded(line) and self.main_label(line) not in FACTS

    def confidence(self, line: str) -> float:
        """The lower end of the interval for its share of pages."""
        return wilson(self.pages[line], len(self.samples))

    @cached_property
    def recurring(self) -> set[str]:
        """Lines in words that come again on some pages, too few to be repeated, and state no fact: a box may be missing."""
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
        """The headlines of all pages, as lines."""
        return {sample.lines[sample.view.headline] for sample in self.samples if sample.view.headline is not None}

    def is_others(self, sample: Sample, index: int) -> bool:
        """Whether a line of a page stands on another one too, or is another one's headline."""
        line = sample.lines[index]
        headline = sample.view.headline
        if headline is not None and line == sample.lines[headline]:
            return False
        return self.site[line] > 1 or line in self.headlines
