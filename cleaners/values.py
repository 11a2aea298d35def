"""The values that every step passes on: labels, blocks, people, pictures, removals.

All of them are frozen: a step of the pipeline makes new values and never edits those it was given.
"""

# Annotations are evaluated here: `NamedTuple` compiles each one that is a string, in forty times the time.
from enum import StrEnum
from typing import NamedTuple


class Label(StrEnum):
    """The kind of a block. Every block of a page has exactly one label."""

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

#: Labels of lines that state a fact about an article.
FACTS = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE})

#: Labels whose blocks are kept as data of the article (a field, an image), not as running text and not as removals.
KEPT_LABELS = TEXT_LABELS | {Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT, Label.IMAGE, Label.VIDEO}


class Person(NamedTuple):
    """A name, and the role as printed (``编辑``, ``通讯员``) or None."""

    name: str
    role: str | None = None


class Image(NamedTuple):
    """A picture of the article. The address is absolute if the page's address is known; caption and credit are as printed."""

    url: str
    caption: str | None = None
    credit: str | None = None


class Video(NamedTuple):
    """A video of the article. ``duration`` is in seconds."""

    url: str | None = None
    caption: str | None = None
    duration: int | None = None


class Attachment(NamedTuple):
    """A file that a document comes with: its name as linked, its absolute address where the page's is known."""

    name: str
    url: str


class Document(NamedTuple):
    """What an official document states of itself: 发文字号, 发文机关, 成文日期, 发布日期 (ISO 8601), and its attachments."""

    number: str | None = None
    issuer: str | None = None
    written: str | None = None
    published: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Removal(NamedTuple):
    """One piece of the page that is not in the text: the rule that removed it, its label, and its text."""

    rule: str
    label: str
    text: str


class Verdict(NamedTuple):
    """What one block is, and who said so."""

    label: Label
    rule: str


class Mark(NamedTuple):
    """Inline markup of ``text[start:end]``: ``kind`` is ``bold``, ``italic`` or ``link`` (with ``href``)."""

    start: int
    end: int
    kind: str
    href: str | None = None


class Block(NamedTuple):
    """One run of text between two block boundaries of the page, or one picture or video (then ``text`` is empty).

    ``number`` counts the page's blocks from 0;
    ``kind`` is ``paragraph``, ``heading``, ``item``, ``cell``, ``quote``, ``pre``, ``image`` or ``video``; ``level``
    is a heading's 1-6 and a list item's nesting depth; ``cell`` is (table, row, column) for a table's cells,
    and has how many rows and columns it takes behind that where it spans several;
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
    cell: tuple[int, ...] | None = None
    marks: tuple[Mark, ...] = ()
    image: Image | None = None
    video: Video | None = None
    label: Label = Label.OTHER
    rule: str = ""
