"""Fill the record in: what the steps found on a page becomes an Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from cleaners.article import Article, Later
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.people.names import looks_like_name
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
    article = Article(
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
    return article if judgement.reason is None else _with_own_facts(article, judgement.reason)


#: Pages that are not of one article, but of many, or of none: a line of facts there is an entry's, or nobody's.
_OF_MANY = frozenset(("list_page", "profile_page", "soft_404", "captcha"))
#: Pages of a thing, which has a moment and pictures of its own, and neither authors nor a first publisher.
_OF_THINGS = frozenset(("offer_page", "question_page", "data_page", "service_page"))


def _with_own_facts(article: Article, reason: str) -> Article:
    """A page that is no article with the facts that are its own: site, headline, section, keywords. An article behind a wall, and
    one that is but pictures or a video, has those of an article; its people have names."""
    if reason not in _OF_MANY and reason not in _OF_THINGS:
        people = ([one for one in found if looks_like_name(one.name)] for found in (article.authors, article.credits))
        authors, credits = map(tuple, people)
        return replace(article, authors=authors, credits=credits)
    article = replace(
        article, authors=(), credits=(), source=None, kicker=None, deck=None, abstract=None, original_headline=None
    )
    if reason in _OF_THINGS:
        return article
    return replace(article, date_published=None, date_modified=None, images=(), videos=())


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
