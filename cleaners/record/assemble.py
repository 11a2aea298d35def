"""Fill in the record: the results of the steps become an Article."""

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

#: Confidence that bytes that contain no page are no article. No page of the corpora with known text is refused for this reason,
#: and no file made by `tests.binaries` is taken for an article.
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
    """The article of one page. ``videos`` are the page's videos by block number; ``base`` is the address against which its
    canonical link is resolved; ``flags`` follow the flags of fields and page; the reason why the page is no article comes
    last."""
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


#: Pages of several articles, or of none: their lines of facts belong to an entry of a list, or to nothing.
_OF_MANY = frozenset(("list_page", "profile_page", "soft_404", "captcha"))
#: Pages about a thing, which has a date and pictures of its own, but neither authors nor a first publisher.
_OF_THINGS = frozenset(("offer_page", "question_page", "data_page", "service_page"))


def _with_own_facts(article: Article, reason: str) -> Article:
    """A page that is no article, with only the facts about the page itself: site, headline, section, keywords. Pages about a
    thing also keep dates and pictures. An article behind a wall, or one of pictures or a video only, keeps all its facts, with
    those people whose names look like a person's."""
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
    """The date on which a document was published, if it states one; the page's date and time if that is the same day."""
    stated = document.published if document is not None else None
    return stated if stated is not None and stated[:10] != (published or "")[:10] else published


def not_a_page(url: str | None, reason: str, flags: Sequence[str] = ()) -> Article:
    """The result for bytes that contain no page: the address, and the reason as a flag."""
    return Article(url=url, confidence=NO_PAGE, flags=tuple(dict.fromkeys((*flags, reason))))


def with_flags(article: Article, flags: tuple[str, ...]) -> Article:
    """The article with further flags before its own."""
    return replace(article, flags=tuple(dict.fromkeys((*flags, *article.flags)))) if flags else article
