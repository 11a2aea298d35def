"""Learn values that the head of every page repeats: they are the site's, not facts about an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.learning.sample import Sample
from cleaners.learning.shared import MIN_CONFIDENCE, same_start, wilson
from cleaners.template.facts import Facts

#: Minimum confidence (the lower end of the interval) that all pages have a value, for it to be the site's: 16 of 16 pages reach
#: it. Fewer pages may share one reporter, section or source by chance.
MIN_ALL = 0.8

#: Separators between a headline and the constant end of all titles.
_SEPARATORS = "_|｜丨-—–·:： "


def learn_facts(samples: Sequence[Sample]) -> Facts | None:
    """The values that the heads of all pages have in common; None if there are none."""
    heads = [sample.metadata for sample in samples]
    if wilson(len(heads), len(heads)) < MIN_ALL:
        return None
    authors = set.intersection(*(set(head.authors) for head in heads))
    counts = Counter(url for sample in samples for url in {image.url for image in sample.article.images})
    found = Facts(
        tuple(sorted(authors)),
        _same([head.source for head in heads]),
        _same([head.section for head in heads]),
        _title_end([head.titles[0] for head in heads if head.titles]),
        tuple(sorted(url for url, pages in counts.items() if wilson(pages, len(samples)) >= MIN_CONFIDENCE)),
    )
    return found if found != Facts() else None


def _same(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def _title_end(titles: Sequence[str]) -> str:
    """The common end of all titles, from a separator on."""
    if len(titles) < 2 or wilson(len(titles), len(titles)) < MIN_ALL:
        return ""
    end = same_start([title[::-1] for title in titles])[::-1]
    start = next((n for n, character in enumerate(end) if character in _SEPARATORS), len(end))
    return end[start:]
