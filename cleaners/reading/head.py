"""What a page's head is made of, wherever on the page it stands: title, meta elements, links, JSON-LD, style sheets."""

from collections.abc import Container
from typing import NamedTuple

#: Elements that are read apart from the text, and those of them whose own text is read.
HEAD_TAGS = frozenset({"html", "title", "meta", "link", "base", "script", "style"})
TEXT_TAGS = frozenset({"title", "script", "style"})

#: The only type of a script that is read, and the only relation of a link.
JSON_LD, CANONICAL = "application/ld+json", "canonical"

_SCREENS = frozenset({"all", "screen"})


class HeadElement(NamedTuple):
    """One element of the head: its tag, a meta element's name ("" for others), and what it says: a meta element's content,
    the address of a link or the base, the text in a title or a script."""

    tag: str
    name: str
    value: str


def name_among(names: Container[str], name: str) -> str:
    """A meta element's name as it stands among these, which are in lower case; "" where it is none of them."""
    if name in names:
        return name
    name = name.strip().lower()
    return name if name in names else ""


def holds_on_screen(media: str) -> bool:
    """Whether a style sheet for these media, as its element names them, is one for screens."""
    return media in _SCREENS
