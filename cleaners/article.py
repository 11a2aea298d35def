"""The article that a page becomes, and its record.

The record's field names are schema.org NewsArticle's words in snake_case where schema.org has them, and the newsroom's
words (kicker, deck, credits) where it has not. The values that an article holds are in `cleaners.values`; they can be
imported from here too, as earlier versions documented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from cleaners.values import (
    KEPT_LABELS,
    TEXT_LABELS,
    Block,
    Document,
    Image,
    Label,
    Mark,
    Person,
    Removal,
    Verdict,
    Video,
)

__all__ = [
    "KEPT_LABELS",
    "TEXT_LABELS",
    "Article",
    "Block",
    "Image",
    "Label",
    "Later",
    "Mark",
    "Person",
    "Removal",
    "Verdict",
    "Video",
    "record",
]


#: Characters of a name that a short form shows.
_SHOWN = 60


class Later:
    """What a field will hold, made by a function when somebody asks for it first."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


class _MadeLater:
    """A slot of a frozen class into which a `Later` may be put; nobody but its maker sees that one."""

    def __init__(self, slot: Any) -> None:
        self._slot = slot

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = self._slot.__get__(instance, owner)
        if type(value) is Later:
            value = value.make()
            self._slot.__set__(instance, value)
        return value

    def __set__(self, instance: object, value: object) -> None:
        self._slot.__set__(instance, value)


# A dataclass compiles what it writes at every start: of 27 fields, a thirtieth of the library's import.
@dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)
class Article:
    """One cleaned page. What the page does not state is None or (); `to_dict` returns the record.

    url: the page's address as given; None if none was given.
    canonical_url: the address that the page declares as canonical.
    site: the site's name, as the page states it.
    article_id: the site's own ID of the article; known only in a crawl.
    is_article: False for lists, walls, soft 404s and the like; the reason is in ``flags``.
    headline, kicker, deck: the title as shown, the short line above it, the line below it.
    abstract: the summary labelled as such on the page (摘要).
    original_headline: the title under which the article first appeared (原标题).
    authors: who wrote it, each with the role as printed, or None.
    credits: who edited and checked it (编辑, 审读, 二审, 三审).
    source: the first publisher. section: the last step of the breadcrumb. keywords: those of the page's head, else
        its tags.
    date_published, date_modified: ISO 8601 with offset, +08:00 if the page gives none, midnight if it gives only a day;
        None if no year is stated.
    images, videos: with absolute addresses, captions as printed, durations in seconds.
    document: the reference data of an official document (发文字号, 发文机关, 成文日期, 发布日期, 附件) or
        the files of a notice, else None.
    text: paragraphs and subheads, joined by newlines, in the author's own characters; "" if there is no article.
    language: ISO 639-1 code, such as `zh`. extractor: `dute`, or the fallback that supplied the text.
    confidence: the probability, 0 to 1, that the text is right or, if is_article is False, that this verdict is right.
    flags: why the page is not an article, or what was unusual about it (the manual explains each).
    removals: every other piece of the page, in page order, with the rule that removed it.
    blocks: all labelled blocks of the page (runs of text, pictures, videos); not in the record.
    """

    url: str | None
    canonical_url: str | None
    site: str | None
    article_id: str | None
    is_article: bool
    headline: str | None
    kicker: str | None
    deck: str | None
    abstract: str | None
    original_headline: str | None
    authors: tuple[Person, ...]
    credits: tuple[Person, ...]
    source: str | None
    section: str | None
    keywords: tuple[str, ...]
    date_published: str | None
    date_modified: str | None
    images: tuple[Image, ...]
    videos: tuple[Video, ...]
    document: Document | None
    text: str
    language: str | None
    confidence: float
    extractor: str
    flags: tuple[str, ...]
    removals: tuple[Removal, ...]
    blocks: tuple[Block, ...]

    def __init__(
        self,
        url: str | None = None,
        canonical_url: str | None = None,
        site: str | None = None,
        article_id: str | None = None,
        is_article: bool = False,
        headline: str | None = None,
        kicker: str | None = None,
        deck: str | None = None,
        abstract: str | None = None,
        original_headline: str | None = None,
        authors: tuple[Person, ...] = (),
        credits: tuple[Person, ...] = (),
        source: str | None = None,
        section: str | None = None,
        keywords: tuple[str, ...] = (),
        date_published: str | None = None,
        date_modified: str | None = None,
        images: tuple[Image, ...] = (),
        videos: tuple[Video, ...] = (),
        document: Document | None = None,
        text: str = "",
        language: str | None = None,
        confidence: float = 0.0,
        extractor: str = "dute",
        flags: tuple[str, ...] = (),
        removals: tuple[Removal, ...] = (),
        blocks: tuple[Block, ...] = (),
    ) -> None:
        given, put = locals(), object.__setattr__
        for name in self.__slots__:
            put(self, name, given[name])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__slots__))

    def __getstate__(self) -> tuple[Any, ...]:
        """For pickle: a hundred blocks and removals field by field, in a quarter of the time that a value each takes."""
        values = [getattr(self, name) for name in self.__slots__]
        return (*values[:-2], tuple(zip(*self.removals, strict=True)), tuple(zip(*self.blocks, strict=True)))

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        *values, removals, blocks = state
        values += [_from_columns(Removal, removals), Later(partial(_from_columns, Block, blocks))]
        for name, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """Enough to know the article by: the whole record of one is a screen of text."""
        named = self.headline or self.url or "without headline"
        shown = named if len(named) <= _SHOWN else f"{named[: _SHOWN - 1]}…"
        return f"<Article {shown!r}, {_facts(self)}>"

    def _repr_html_(self) -> str:
        """The article in a cell of a notebook, with a line below it that says how sure it is, or why it is none."""
        import html

        return f"{self.to_html()}\n<p><small>{html.escape(_facts(self))}</small></p>"

    def to_dict(self) -> dict[str, Any]:
        """The record: plain dicts, lists, strings, numbers and None, in the documented order, without `blocks`."""
        return record(self)

    def to_json(self) -> str:
        """The record as one line of JSON; Chinese stays Chinese."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_markdown(self) -> str:
        """The article as Markdown, with headings, lists, tables, quotes, links and pictures in place."""
        from cleaners.render.markdown import render_markdown

        return render_markdown(self)

    def to_html(self) -> str:
        """The article as a self-contained ``<article>`` element; all text is escaped."""
        from cleaners.render.html import render_html

        return render_html(self)


def _facts(article: Article) -> str:
    """What is to be known of an article besides its name, in a few words."""
    if not article.is_article:
        return ", ".join(("no article", *article.flags))
    date = (article.date_published[:10],) if article.date_published else ()
    return ", ".join((*date, f"{len(article.text)} characters", f"confidence {article.confidence:.2f}"))


def _from_columns(kind: type[Removal] | type[Block], columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """Values from the tuples of their fields."""
    return tuple(map(kind._make, zip(*columns, strict=True)))


# Of most articles nobody asks for the blocks, of many not for the ledger: to put them together is a fifteenth of the work.
Article.blocks = _MadeLater(Article.blocks)  # type: ignore[misc, assignment]
Article.removals = _MadeLater(Article.removals)  # type: ignore[misc, assignment]


def drop_blocks(article: Article) -> None:
    """Forget an article's blocks: with them goes all that was read of its page but the ledger. For those who hold many articles,
    which are nobody else's."""
    _ = article.removals  # made of what is forgotten
    Article.__dict__["blocks"].__set__(article, ())


def record(article: Article) -> dict[str, Any]:
    """The article as plain dicts, lists, strings, numbers and None, ready for JSON, keys in the documented order."""
    return {
        "url": article.url,
        "canonical_url": article.canonical_url,
        "site": article.site,
        "article_id": article.article_id,
        "is_article": article.is_article,
        "headline": article.headline,
        "kicker": article.kicker,
        "deck": article.deck,
        "abstract": article.abstract,
        "original_headline": article.original_headline,
        "authors": [{"name": person.name, "role": person.role} for person in article.authors],
        "credits": [{"name": person.name, "role": person.role} for person in article.credits],
        "source": article.source,
        "section": article.section,
        "keywords": list(article.keywords),
        "date_published": article.date_published,
        "date_modified": article.date_modified,
        "images": [{"url": image.url, "caption": image.caption, "credit": image.credit} for image in article.images],
        "videos": [
            {"url": video.url, "caption": video.caption, "duration": video.duration} for video in article.videos
        ],
        "document": document_record(article.document),
        "text": article.text,
        "language": article.language,
        "confidence": article.confidence,
        "extractor": article.extractor,
        "flags": list(article.flags),
        "removals": [
            {"rule": removal.rule, "label": str(removal.label), "text": removal.text} for removal in article.removals
        ],
    }


def document_record(document: Document | None) -> dict[str, Any] | None:
    """What an official document states, as the record has it."""
    if document is None:
        return None
    files = [{"name": file.name, "url": file.url} for file in document.attachments]
    return {**document._asdict(), "attachments": files}
