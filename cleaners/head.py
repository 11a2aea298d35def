"""What a page's head is made of, wherever on the page it stands: title, meta elements, links, JSON-LD, style sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

#: Elements that are read apart from the text, and those of them whose own text is read.
HEAD_TAGS = frozenset({"html", "title", "meta", "link", "base", "script", "style"})
TEXT_TAGS = frozenset({"title", "script", "style"})

#: The only type of a script that is read, and the only relation of a link.
JSON_LD, CANONICAL = "application/ld+json", "canonical"

_SCREENS = frozenset({"all", "screen"})


class HeadElement(NamedTuple):
    """One element of the head: its tag, its attributes, the text in it ("" but for a title and a script)."""

    tag: str
    attributes: Mapping[str, str]
    text: str


def holds_on_screen(media: str) -> bool:
    """Whether a style sheet for these media, as its element names them, is one for screens."""
    return media in _SCREENS
