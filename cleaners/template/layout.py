"""The template of one site: whatever repeats across its pages, learned from them (`cleaners.learning.learning`) or written by
hand as hints.

A template is data that people can read: every entry says what repeats, where, on how many of how many pages, and shows one
example. Hints have the same form: the ``[page]`` table of a seed file is a layout without figures.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from cleaners.template.facts import Facts
from cleaners.values import Label

#: Version of the file format; raised if older readers cannot read the new one.
FORMAT = 2

#: Maximum number of paths of a layout by which its pages are recognised; the outermost ones are kept.
MAX_SKELETON = 40


class TemplateError(ValueError):
    """A template could not be read or learned; the message says what to do."""


class Shape(StrEnum):
    """The contents of a section. ``list`` is lines that are no statements, ``posts`` is running text."""

    LIST = "list"
    POSTS = "posts"


class Where(StrEnum):
    """Where an entry applies: in an element separate from the story; there and after a section that ends the article;
    everywhere except inside the text; or everywhere."""

    APART = "apart"
    BEHIND = "behind"
    OUTSIDE = "outside"
    ANYWHERE = ""


class Reason(StrEnum):
    """The reason why something that repeats is not part of the article."""

    SAME = "the same line"
    SOMETIMES = "the same line on some pages"
    CHANGING = "a changing part"
    OTHERS = "lines of other pages"
    LINKS = "links"
    TITLES = "headlines of other pages"
    TAIL = "a list behind every text"
    APART = "an element of its own under one heading"
    ENDED = "posts behind a list"
    MOMENTS = "posts under names and moments"
    NAMES = "posts behind names"
    PLACE = "the usual place"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that repeats. ``what`` is a masked line (digits are ``#``, ``*`` stands for anything) or a path of elements. It
    was seen on ``pages`` of ``of`` pages; ``confidence`` is the lower end of the interval for that share (0 to 1; hints have
    1). For a section, ``lines`` is the maximum number of lines under the heading ``what`` that belonged to it, and ``shape``
    their kind (`Shape`; a hint has none and takes all). ``where`` says where the entry applies (`Where`)."""

    what: str
    label: Label = Label.OTHER
    pages: int = 0
    of: int = 0
    confidence: float = 1.0
    example: str = ""
    reason: str = ""
    lines: int = 0
    shape: str = ""
    where: str = ""

    @property
    def id(self) -> str:
        """A short name, derived from the entry's content: it stays the same as long as the entry does."""
        return sha256(self.what.encode()).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of a site's pages. ``skeleton`` contains the paths that its pages have in common; ``coverage`` is the share of
    its pages with each field; ``body_chars`` are the 5th and 95th percentile of the body's length in characters."""

    name: str = ""
    pages: int = 0
    body: tuple[Entry, ...] = ()
    headline: tuple[Entry, ...] = ()
    date: tuple[Entry, ...] = ()
    source: tuple[Entry, ...] = ()
    credits: tuple[Entry, ...] = ()
    elements: tuple[Entry, ...] = ()
    sections: tuple[Entry, ...] = ()
    texts: tuple[Entry, ...] = ()
    coverage: tuple[tuple[str, float], ...] = ()
    body_chars: tuple[int, int] = (0, 0)
    skeleton: tuple[str, ...] = ()


#: Keys of a layout for the places of fields; their values are entries.
PLACES = ("body", "headline", "date", "source", "credits")
LINES = ("sections", "texts")
ENTRIES = (*PLACES, "elements", *LINES)


@dataclass(frozen=True, slots=True)
class Proof:
    """The result of a template on held-out pages, as numbers of pages: it was ``learned`` from two thirds of the pages and
    ``tried`` on the others. Of those, ``lost`` lost their whole text or a sentence of their own inside it, ``gained`` lost only
    other things or got a part back, and ``disagreed`` did not match and were cleaned without the template. ``taken`` is the
    number of characters removed from their texts. ``placed`` is the number of layouts with a place for body, headline or
    date."""

    learned: int = 0
    tried: int = 0
    lost: int = 0
    gained: int = 0
    taken: int = 0
    disagreed: int = 0
    placed: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, and something gained or a place learned. Only then a crawl uses the template."""
        return self.tried > 0 and not self.lost and bool(self.gained or self.placed)

    def __str__(self) -> str:
        return (
            f"proof: learned from {self.learned}, tried on {self.tried}: {self.lost} lost a sentence, {self.gained} gained "
            f"({self.taken} characters taken), {self.disagreed} disagreed"
        )


@dataclass(frozen=True, slots=True)
class Template:
    """The layouts of one site. ``first`` and ``last`` are the dates of the oldest and newest page (ISO 8601 or None). ``hints``
    is a layout written by hand, which takes precedence over the learned ones. ``proof`` is the result on held-out pages (None
    if not tried). ``facts`` are values that the head of every page repeats."""

    site: str | None = None
    pages: int = 0
    layouts: tuple[Layout, ...] = ()
    first: str | None = None
    last: str | None = None
    hints: Layout | None = None
    proof: Proof | None = None
    facts: Facts | None = None

    def to_toml(self) -> str:
        """The template as the text of a TOML file; `read_template` reads it."""
        import tomli_w

        head = {"format": FORMAT, "site": self.site, "pages": self.pages, "first": self.first, "last": self.last}
        content: dict[str, Any] = {key: value for key, value in head.items() if value is not None}
        if self.proof is not None:
            content["proof"] = asdict(self.proof)
        if self.facts is not None:
            content["facts"] = {key: value for key, value in asdict(self.facts).items() if value}
        if self.hints is not None:
            content["page"] = _layout_table(self.hints)
        content["layout"] = [_layout_table(layout) for layout in self.layouts]
        return tomli_w.dumps(content, multiline_strings=False)

    def with_hints(self, hints: Template | Layout | None) -> Template:
        """A copy of this template, with the hints of another (see `cleaners.hints`), or none, in place of its own. Raises
        TypeError for any other value."""
        from cleaners.arguments import expect  # pages are cleaned without

        expect("hints", hints, (Template, Layout, type(None)), "a Template (of hints()) or None")
        return replace(self, hints=hints.hints if isinstance(hints, Template) else hints)


def _layout_table(layout: Layout) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for field in fields(Layout):
        value = getattr(layout, field.name)
        if field.name in ENTRIES:
            if value:
                table[field.name] = [_entry_table(entry) for entry in value]
        elif field.name == "coverage":
            if value:
                table["coverage"] = dict(value)
        elif value not in ("", 0, (0, 0), ()):
            table[field.name] = list(value) if isinstance(value, tuple) else value
    return table


def _entry_table(entry: Entry) -> dict[str, Any]:
    table: dict[str, Any] = {"what": entry.what, "label": str(entry.label)}
    if entry.of:
        table |= {"pages": entry.pages, "of": entry.of, "confidence": entry.confidence}
    return table | {
        key: value
        for key in ("lines", "shape", "where", "reason", "example")
        if (value := getattr(entry, key)) not in (0, "")
    }
