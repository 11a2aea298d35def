"""The elements that belong to a page's head, wherever on the page they are: title, meta elements, links, JSON-LD, style
sheets."""

from collections.abc import Container
from typing import NamedTuple

#: Elements that are read separately from the text, and those among them whose own text is read.
HEAD_TAGS = frozenset({"html", "title", "meta", "link", "base", "script", "style"})
TEXT_TAGS = frozenset({"title", "script", "style"})

#: The only type of script that is read, and the only relation of a link.
JSON_LD, CANONICAL = "application/ld+json", "canonical"

_SCREENS = frozenset({"all", "screen"})


class HeadElement(NamedTuple):
    """One element of the head: its tag; the name of a meta element ("" for others); and its value: the content of a meta
    element, the address of a link or base, the text of a title or script."""

    tag: str
    name: str
    value: str


def name_among(names: Container[str], name: str) -> str:
    """A meta element's name in lower case if it is one of ``names``, which are in lower case; otherwise ""."""
    if name in names:
        return name
    name = name.strip().lower()
    return name if name in names else ""


def holds_on_screen(media: str) -> bool:
    """Whether a style sheet with this ``media`` attribute applies to screens."""
    return media in _SCREENS
