"""The values of the library: what a page's blocks are called and what an article is.

Everything here is frozen: a step of the pipeline makes new values, it never edits the ones it was given.
The record's field names are schema.org NewsArticle's words in snake_case where schema.org has them and the
newsroom's words (kicker, deck, credits) where it has not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Label(StrEnum):
    """What one block of a page is. Every block ends with exactly one."""

    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    BYLINE = "byline"
    DATE = "date"
    SOURCE = "source"
    ABSTRACT = "abstract"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    IMAGE = "image"
    VIDEO = "video"
    CREDIT = "credit"
    LEGAL = "legal"
    PROMO = "promo"
    RECOMMENDATION = "recommendation"
    NAVIGATION = "navigation"
    SHARE = "share"
    COMMENT = "comment"
    ACCOUNT = "account"
    FOOTER = "footer"
    OTHER = "other"

    # `Enum` hashes the name in Python, at three times the cost of a set's whole look-up; every block is looked up.
    __hash__ = str.__hash__


#: Labels whose text is the article itself, in `Article.text`.
TEXT_LABELS = frozenset({Label.BODY, Label.SUBHEAD})

#: Labels whose blocks are kept as data of the article (a field, an image), not as running text and not as removals.
KEPT_LABELS = TEXT_LABELS | {Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT, Label.IMAGE, Label.VIDEO}


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the role it was printed with, in the page's own words (``编辑``, ``通讯员``); None when none was."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article: absolute address where the page's is known, caption and photo credit as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Video:
    """A video of the article. ``duration`` is seconds."""

    url: str | None = None
    caption: str | None = None
    duration: int | None = None


class Removal(NamedTuple):
    """One piece of the page that is not in the text: the rule that took it, the label it got, its own words."""

    rule: str
    label: str
    text: str


class Verdict(NamedTuple):
    """What one block is, and who said so."""

    label: Label
    rule: str


class Mark(NamedTuple):
    """Inline markup of ``text[start:end]``: ``kind`` is ``bold``, ``italic`` or ``link`` (then ``href`` is set)."""

    start: int
    end: int
    kind: str
    href: str | None = None


class Block(NamedTuple):
    """One run of text between two block boundaries of the page, or one picture or video (then ``text`` is empty).

    ``number`` counts the page's blocks from 0;
    ``kind`` is ``paragraph``, ``heading``, ``item``, ``cell``, ``quote``, ``pre``, ``image`` or ``video``; ``level``
    is a heading's 1-6 and a list item's nesting depth; ``cell`` is (table, row, column) for a table's cells;
    ``link_chars`` counts the characters of ``text`` that lie inside links; ``container`` is the index of the
    innermost block-level element around it (-1 for flattened text); ``in_element`` is that element's tag.
    A NamedTuple and not a dataclass, because a page has hundreds and a frozen dataclass takes five times as long to make.
    """

    number: int
    text: str
    kind: str = "paragraph"
    level: int = 0
    container: int = -1
    in_element: str = ""
    link_chars: int = 0
    bold: bool = False
    ordered: bool = False
    hidden: bool = False
    cell: tuple[int, int, int] | None = None
    marks: tuple[Mark, ...] = ()
    image: Image | None = None
    video: Video | None = None
    label: Label = Label.OTHER
    rule: str = ""


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
        from cleaners.render.markdown import record

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
        from cleaners.render.markdown import render_html

        return render_html(self)


# Of most articles nobody asks for the blocks, and to put them together is a twentieth of the work.
Article.blocks = _MadeLater(Article.blocks)  # type: ignore[misc, assignment]
