"""One page as input of learning: the result of reading it, the places of its elements, and its masked lines."""

from __future__ import annotations

from typing import NamedTuple

from cleaners.article import Article
from cleaners.evidence.metadata import Metadata
from cleaners.reading.outline import Outline
from cleaners.steps import Read
from cleaners.template.places import Places
from cleaners.template.view import View, frame, is_flowing
from cleaners.values import TEXT_LABELS, Label

#: Labels of lines that state a fact about their article.
FACTS = frozenset(
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
    """One page to learn from: the result of reading it, its view, the labels of its blocks, and the facts in its head."""

    article: Article
    outline: Outline
    view: View
    labels: tuple[Label, ...]
    metadata: Metadata

    @property
    def places(self) -> Places:
        """The paths of its elements."""
        return self.view.places

    @property
    def lines(self) -> tuple[str, ...]:
        """Its masked lines."""
        return self.view.lines


def read_sample(found: Read) -> Sample | None:
    """The sample of a page; None if it is not an article or was read by another extractor."""
    article, outline = found.article, found.outline
    if not article.is_article or outline is None or len(article.blocks) != len(outline.blocks):
        return None
    labels = tuple(block.label for block in article.blocks)
    headline = labels.index(Label.HEADLINE) if Label.HEADLINE in labels else None
    return Sample(article, outline, _view(found, outline, headline), labels, found.metadata)


def _view(found: Read, outline: Outline, headline: int | None) -> View:
    """The view of a page; the one that its template used, if it has one."""
    seen = found.reading.view if found.reading is not None else None
    return seen.under(headline) if seen is not None and seen.outline is outline else View(outline, headline)


def skeleton(sample: Sample) -> frozenset[str]:
    """The paths of the elements that characterise a page's layout, without those inside the body."""
    containers, body = sample.outline.containers, body_of(sample)
    kept = set()
    for index, path in frame(sample.outline, sample.places).items():
        inside = body is not None and index > body and containers.end[index] <= containers.end[body]
        if not inside:
            kept.add(path)
    return frozenset(kept)


def body_of(sample: Sample) -> int | None:
    """The innermost element around the article's whole text; None if that is the whole page."""
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


def place_of(sample: Sample, label: Label) -> int | None:
    """The element of a page's first block with a label; None if no block has it."""
    first = next((index for index, own in enumerate(sample.labels) if own is label), None)
    container = sample.outline.blocks[first].container if first is not None else -1
    return container if container > 0 else None
