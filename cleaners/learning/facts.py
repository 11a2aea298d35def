"""Learn what the head of every page says: the site's own values, which are no facts about an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.learning.sample import Sample
from cleaners.learning.shared import MIN_CONFIDENCE, same_start, wilson
from cleaners.template.facts import Facts

#: Lower end of the interval for the share of pages from which a value is the site's: 16 of 16 pages have it. On fewer pages one
#: reporter, one section or one source would do.
MIN_ALL = 0.8

#: What parts a headline from what every title ends with.
_SEPARATORS = "_|｜丨-—–·:： "


def learn_facts(samples: Sequence[Sample]) -> Facts | None:
    """The values that are the same in the head of all pages; None without any."""
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
    """The end that all titles have in common, from a separator on."""
    if len(titles) < 2 or wilson(len(titles), len(titles)) < MIN_ALL:
        return ""
    end = same_start([title[::-1] for title in titles])[::-1]
    start = next((n for n, character in enumerate(end) if character in _SEPARATORS), len(end))
    return end[start:]
