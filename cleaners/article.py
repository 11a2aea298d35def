"""The article that a page becomes, and its record.

The record's field names are schema.org NewsArticle's words in snake_case where schema.org has them, and the newsroom's
words (kicker, deck, credits) where it has not. The values that an article holds are in `cleaners.values`; they can be
imported from here too, as earlier versions documented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cleaners.values import KEPT_LABELS, TEXT_LABELS, Block, Image, Label, Mark, Person, Removal, Verdict, Video

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


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned page. Absent values are None or (); see `to_dict` for the record."""

    url: str | None = None
    canonical_url: str | None = None
    site: str | None = None
    article_id: str | None = None
    is_article: bool = False
    headline: str | None = None
    kicker: str | None = None
    deck: str | None = None
    abstract: str | None = None
    original_headline: str | None = None
    authors: tuple[Person, ...] = ()
    credits: tuple[Person, ...] = ()
    source: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    date_published: str | None = None
    date_modified: str | None = None
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    text: str = ""
    language: str | None = None
    confidence: float = 0.0
    extractor: str = "dute"
    flags: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)

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
        """The article as a self-contained ``<article>`` element; every text is escaped."""
        from cleaners.render.html import render_html

        return render_html(self)


# Of most articles nobody asks for the blocks, and to put them together is a twentieth of the work.
Article.blocks = _MadeLater(Article.blocks)  # type: ignore[misc, assignment]


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
        "text": article.text,
        "language": article.language,
        "confidence": article.confidence,
        "extractor": article.extractor,
        "flags": list(article.flags),
        "removals": [
            {"rule": removal.rule, "label": str(removal.label), "text": removal.text} for removal in article.removals
        ],
    }
