"""Fill the record in: what the steps found on a page becomes an Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from cleaners.article import Article, Later
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.is_article import Judgement
from cleaners.judgement.labels import Labelled
from cleaners.reading.addresses import resolve
from cleaners.reading.outline import Outline
from cleaners.record.images import Pictures
from cleaners.record.ledger import labelled_blocks, read_removals
from cleaners.record.read import Fields
from cleaners.record.text import read_language
from cleaners.values import Document, Video

#: Confidence that bytes without a page are no article: none of the pages with known text is refused so, and of the files that
#: `tests.binaries` makes none is taken for one.
NO_PAGE = 0.99


def assemble(
    outline: Outline,
    labelled: Labelled,
    metadata: Metadata,
    url: str | None,
    *,
    text: str,
    judgement: Judgement,
    confidence: float,
    fields: Fields,
    pictures: Pictures,
    videos: dict[int, Video],
    document: Document | None,
    base: str | None,
    flags: Sequence[str] = (),
) -> Article:
    """The article of one page. ``videos`` are known by their blocks; ``base`` is the address that its canonical link is
    relative to; ``flags`` come after those of fields and page; the judgement's reason is the last."""
    blocks = outline.blocks
    reason = () if judgement.reason is None else (judgement.reason,)
    return Article(
        url=url,
        canonical_url=resolve(metadata.canonical, base) if metadata.canonical else None,
        site=fields.site,
        is_article=judgement.is_article,
        headline=fields.headline,
        kicker=fields.kicker,
        deck=fields.deck,
        abstract=fields.abstract,
        original_headline=fields.original_headline,
        authors=fields.authors,
        credits=fields.credits,
        source=fields.source,
        section=fields.section,
        keywords=fields.keywords,
        date_published=_published(fields.published, document),
        date_modified=fields.modified,
        images=pictures.images,
        videos=tuple(videos.values()),
        document=document,
        text=text,
        language=read_language(text, metadata),
        confidence=confidence,
        flags=tuple(dict.fromkeys((*fields.flags, *outline.flags, *flags, *reason))),
        removals=Later(partial(read_removals, blocks, labelled)),  # type: ignore[arg-type]
        blocks=Later(partial(labelled_blocks, blocks, labelled.verdicts, pictures.placed, videos)),  # type: ignore[arg-type]
    )


def _published(published: str | None, document: Document | None) -> str | None:
    """The day that a document was made public on, where it states one; with the page's time of that day."""
    stated = document.published if document is not None else None
    return stated if stated is not None and stated[:10] != (published or "")[:10] else published


def not_a_page(url: str | None, reason: str, flags: Sequence[str] = ()) -> Article:
    """The result for bytes that hold no page: the address, and the reason as a flag."""
    return Article(url=url, confidence=NO_PAGE, flags=tuple(dict.fromkeys((*flags, reason))))


def with_flags(article: Article, flags: tuple[str, ...]) -> Article:
    """The article with more flags in front of its own."""
    return replace(article, flags=tuple(dict.fromkeys((*flags, *article.flags)))) if flags else article
