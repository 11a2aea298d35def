"""Insert the markup that a page's scripts write, and which the scripts contain as text, at the position where they write it.

``document.write('…')`` writes at the position of the script, ``innerHTML`` and ``$('#c').html('…')`` into an element. Values of
hidden fields and data attributes are inserted by scripts that are not analysed, so they become blocks where they are. Elements
are modified in place: the tree must be the caller's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cleaners.reading.characters import sanitize
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.encoded import holds_han
from cleaners.reading.scripts.literals import MAX_STEPS
from cleaners.reading.scripts.statements import Statements, read_statements
from cleaners.reading.seen.folded import MIN_FOLDED, MIN_MARKED

#: Elements that may contain markup to be written.
HOLDERS = ("script", "input")

#: Attributes whose markup a script writes, and the page in a frame's ``srcdoc``.
_ATTRIBUTES = "//@*[(starts-with(name(), 'data-') or name() = 'srcdoc') and (contains(., '<p') or contains(., '<br'))]"

_HAN = lazy(rf"[{HAN}]")
_TAG = lazy(r"<[a-zA-Z/][^<>]*>")
_PARAGRAPH = lazy(r"<(?:p|br)\b")
_DRAWS = lazy(
    r"\bdocument\s*\.\s*write|\.\s*(?:innerHTML|outerHTML|innerText|textContent)\s*\+?=|\.\s*(?:html|append|text)\s*\("
)


def open_drawn(tops: Sequence[Any], parse: Callable[[str], Iterator[Any]], *, has_attributes: bool) -> bool:
    """Turn texts that scripts write into the page, and hidden fields and attributes that contain paragraphs, into blocks.
    Returns whether there are any. ``has_attributes`` is false if the page's markup has no such attribute, which saves a search.
    ``parse`` returns the nodes of a piece of markup: its text, or None, and then elements. Linear."""
    found = False
    put: dict[str, str] = {}
    steps = MAX_STEPS
    for element in [one for top in tops for one in top.iter(*HOLDERS)]:
        if element.tag == "input":
            value = element.get("value") or ""
            is_field = (element.get("type") or "").lower() == "hidden" and _PARAGRAPH.search(value) is not None
            if is_field and _holds_enough(value):
                found = _put_into(element, value, parse)
            continue
        statements, steps = _drawn_by(element, steps)
        put.update(statements.put)
        if _holds_enough(statements.written):
            found = _put_into(element, statements.written, parse)
    for top in tops if any(map(_holds_enough, put.values())) else ():
        for element in [one for one in top.iter("*") if one.get("id") in put or _class_of(one) in put]:
            name = element.get("id") if element.get("id") in put else _class_of(element)
            found = _put_into(element, put.pop(name, ""), parse) or found
    for value in [one for top in tops for one in top.xpath(_ATTRIBUTES)] if has_attributes else ():
        if _PARAGRAPH.search(value) is not None and _holds_enough(value):
            found = _put_into(value.getparent(), str(value), parse) or found
    return found


def _drawn_by(element: Any, steps: int) -> tuple[Statements, int]:
    """The texts that a script writes, and the number of steps left for all scripts."""
    text = element.text or ""
    if element.get("src") is None and _DRAWS.search(text) is not None and holds_han(text):
        return read_statements(text, steps)
    return Statements({}, "", {}), steps


def _class_of(element: Any) -> str:
    return (element.get("class") or "").strip()


def _holds_enough(text: str) -> bool:
    if len(text) < MIN_MARKED:
        return False
    least = MIN_MARKED if _PARAGRAPH.search(text) is not None else MIN_FOLDED
    return len(_HAN.findall(_TAG.sub("", text))) >= least


def _put_into(element: Any, markup: str, parse: Callable[[str], Iterator[Any]]) -> bool:
    """Replace the content of an element with markup, and make a block of it."""
    if not markup or element.getparent() is None:
        return False
    nodes = parse(markup)
    first = next(nodes)
    for child in list(element):
        element.remove(child)
    element.text = sanitize(first) if first else first
    element.extend(list(nodes))
    if element.tag in (*HOLDERS, "iframe"):
        element.tag = "div"  # other elements keep their tag, which lxml may refuse to set
    for name in ("style", "hidden", "type", "value", "srcdoc"):
        element.attrib.pop(name, None)
    return True
