"""Test a template on pages from which it was not learned: the figures that decide whether a crawl uses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.article import Article
from cleaners.evidence.prose import is_sentence
from cleaners.template.layout import Layout, Proof, Template
from cleaners.template.match import PAGE


class Tried(NamedTuple):
    """A held-out page, cleaned without a template and with it."""

    plain: Article
    taught: Article


def prove(template: Template, tried: Sequence[Tried], elsewhere: Iterable[Article]) -> Proof:
    """The result of a template on held-out pages. ``elsewhere`` are the articles of the other pages: a sentence that occurs
    there too is not the page's own."""
    texts = [*elsewhere, *(one.plain for one in tried)]
    counts = Counter(line for article in texts for line in set(article.text.split("\n")))
    return Proof(
        learned=template.pages,
        tried=len(tried),
        lost=sum(loses(one, counts) for one in tried),
        gained=sum(one.plain.text != one.taught.text and not loses(one, counts) for one in tried),
        taken=sum(_taken(one) for one in tried),
        disagreed=sum("template_disagrees" in one.taught.flags for one in tried),
        placed=sum(map(_has_places, template.layouts)),
    )


def _has_places(layout: Layout) -> bool:
    return any(entry.what != PAGE for entry in (*layout.body, *layout.headline, *layout.date))


def loses(one: Tried, counts: Counter[str]) -> bool:
    """Whether a page loses a part of its article: the whole text, or a sentence of its own with kept text after it. Sentences
    cut from the end of a text are those that followed the article; a gap inside it is a loss."""
    if one.plain.is_article and not one.taught.is_article:
        return True
    left = set(one.taught.text.split("\n"))
    own = [line in left for line in one.plain.text.split("\n") if is_sentence(line) and counts[line] == 1]
    return False in own and True in own[own.index(False) :]


def _taken(one: Tried) -> int:
    """Number of characters that the template removed from the text."""
    gone = Counter(one.plain.text.split("\n")) - Counter(one.taught.text.split("\n"))
    return sum(len(line) * number for line, number in gone.items())
