"""What is asked of a page's elements: its head, style sheets and language, and the texts of an element.

With a tape (see `cleaners/reading/page/_tape.pyx`) compiled code answers, without a tree.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from cleaners.reading.elements import SORTS, UNSEEN
from cleaners.reading.frames import PLAYER_TAGS
from cleaners.reading.head import CANONICAL, JSON_LD, HeadElement, holds_on_screen, name_among

try:
    from cleaners.reading.page import _head
except Exception:
    # Not compiled, as in `cleaners.reading.tree.parse`: then no tree has a tape.
    _head = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from cleaners.reading.tree.parse import Tree


def walk(top: Any) -> Any:
    """Start and end events of every element below a top, in document order: an iterator with ``skip_subtree()``."""
    return etree.iterwalk(top, events=("start", "end"))


def head_elements(tree: Tree, names: Container[str]) -> list[HeadElement]:
    """The head elements of the whole page, in document order: the title, meta elements with one of these names (lower case) and
    a content, the base with an address, the canonical link, and JSON-LD."""
    if tree.tape is not None:
        return _head.head_elements(tree.tape, names)
    found = []
    for element in elements(tree, "title", "meta", "link", "base", "script"):
        tag, name, value = element.tag, "", None
        if tag == "meta":
            called = element.get("property") or element.get("name") or element.get("itemprop") or ""
            name = name_among(names, called)
            value = element.get("content") if name else None
        elif tag == "title":
            parent = element.getparent()
            value = "".join(element.itertext()) if parent is None or parent.tag != "svg" else None
        elif tag == "script":
            value = "".join(texts(element)) if element.get("type") == JSON_LD else None
        elif tag == "base":
            value = element.get("href")
        elif element.get("rel") == CANONICAL:
            value = element.get("href", "")
        if value is not None:
            found.append(HeadElement(tag, name, value))
    return found


def style_sheets(tree: Tree) -> bytes:
    """The page's own style sheets that apply to screens and to browsers with scripts, in UTF-8, separated by line breaks."""
    if tree.tape is not None:
        return _head.style_sheets(tree.tape)
    return b"\n".join(
        (style.text or "").encode()
        for top in tree.tops
        for style in top.iter("style")
        if holds_on_screen(style.get("media", "all")) and next(style.iterancestors("noscript"), None) is None
    )


def language(tree: Tree) -> str | None:
    """The language declared by the first root element that declares one; None if none does."""
    if tree.tape is not None:
        return _head.language(tree.tape)
    values = (top.get("lang") for top in tree.tops if top.tag == "html")
    return next((value for value in values if value is not None), None)


def elements(tree: Tree, *tags: str) -> Iterator[Any]:
    """The elements with these tags in the whole document, in order: one pass in C, in half the time of an XPath."""
    for top in tree.tops if tree.may_hold(tags) else ():
        yield from top.iter(*tags)


def texts(element: Any) -> Iterator[str]:
    """The texts directly inside an element."""
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


def short_text(element: Any, most: int) -> str | None:
    """The visible text of an element without white space; None if it consists of more than ``most`` elements and texts."""
    found, count, events = [], 0, walk(element)
    for event, node in events:
        if event == "end":
            if node is element:
                break
            text = node.tail
        elif SORTS[node.tag] == UNSEEN:
            events.skip_subtree()
            count, text = count + (node.tag in PLAYER_TAGS), None  # the compiled walk counts frames, too
        else:
            count, text = count + 1, node.text
        if text and not text.isspace():
            count += 1
            found.extend(text.split())
        if count > most:
            return None
    return "".join(found)
