"""Unfold the parts of a page that its markup keeps folded, where a browser, or a script of the page, would show them.

Declarative shadow roots are as visible as any element: their nodes replace those of their host, which go into the slots.
``<noscript>``, ``<textarea>``, other templates and scripts of markup are shown by no browser, but a page whose DOM has no
article may keep it there. A drawing (``<svg>``) that is never closed ends before the first paragraph in a browser, but at the
end of the page in the parser's tree. Elements are modified in place: the tree must be the caller's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any

from cleaners.reading.characters import sanitize
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

SHADOW_MODES = ("shadowrootmode", "shadowroot")

#: Elements whose content browsers do not show, or not as a part of the page; and one that may contain visible content.
FOLDED = ("noscript", "textarea", "template", "script", "svg")

#: Folded elements whose content the parser reads as markup.
_READ = ("noscript", "template", "svg")
#: Elements at which a browser ends a drawing.
_NOT_DRAWN = ("p", "div", "h1", "table")

#: Elements whose start and end events show what is folded, and whether the page has a heading.
WALKED = (*FOLDED, "h1")

#: Types of scripts that contain markup to be shown by a script.
MARKUP_TYPES = frozenset(
    "text/html text/template text/x-template text/plain text/x-handlebars-template text/x-handlebars text/x-html text/xml".split()
)

#: Minimum number of Han characters in a folded element that is unfolded; a notice that asks for JavaScript has fewer.
MIN_FOLDED = 60

#: The same for a ``<textarea>`` whose text is marked up as paragraphs: a form field has no markup.
MIN_MARKED = 24

#: Maximum number of elements examined in the search for slots, per element of the page; and maximum nesting of folded elements.
#: Shadow roots and templates can be nested in one another.
_LOOKS = 8

_HAN = lazy(rf"[{HAN}]")
_TAG = lazy(r"<[a-zA-Z/!][^<>]*>")
_PARAGRAPH = lazy(r"<p[\s>]")
_BLANKS_OF_TEMPLATES = lazy(r"\{\{|\{%|<%|\$\{")


def is_shadow_root(element: Any) -> bool:
    """Whether a ``<template>`` is a declarative shadow root, which browsers show."""
    return any((element.get(name) or "").lower() in ("open", "closed") for name in SHADOW_MODES)


def open_shadow_roots(tops: Iterable[Any]) -> bool:
    """Replace the nodes of every host with those of its shadow root, and put the host's nodes into the slots. Returns whether
    there are any shadow roots. Linear."""
    hosts: set[Any] = set()
    for top in tops:
        templates = [
            element for element in top.iter("template") if element.getparent() is not None and is_shadow_root(element)
        ]
        looks = _LOOKS * sum(1 for _ in top.iter()) if templates else 0
        for template in templates:
            host = template.getparent()
            if host is None or host in hosts:
                continue  # a host has only one shadow root; a second one was removed with the unslotted nodes
            hosts.add(host)
            slots, looks = _slots(template, looks)
            _open(host, template, slots)
    return bool(hosts)


def _slots(template: Any, looks: int) -> tuple[dict[str, Any], int]:
    """The first slot of each name in a shadow root, without those in shadow roots inside it."""
    found: dict[str, Any] = {}
    stack = list(reversed(template))
    while stack and looks > 0:
        element = stack.pop()
        looks -= 1
        if element.tag == "slot":
            found.setdefault(element.get("name") or "", element)
        if element.tag != "template":
            stack.extend(reversed(element))
    return found, looks


def _open(host: Any, template: Any, slots: dict[str, Any]) -> None:
    own = [child for child in host if child is not template]
    texts = [(None, host.text), *((None if child is template else child, child.tail) for child in host)]
    filled: set[str] = set()
    for child, tail in texts:
        name = (child.get("slot") or "") if child is not None and type(child.tag) is str else ""
        _fill(slots.get(name), child, filled, name)
        if tail and not tail.isspace():
            _fill(slots.get(""), None, filled, "", tail)
    for child in own:
        if child.getparent() is host:
            host.remove(child)  # without a slot, a browser does not show it
    host.text, template.tail = _writable(template.text), None
    children = list(template)
    host.remove(template)
    host.extend(children)


def _fill(slot: Any, child: Any, filled: set[str], name: str, text: str | None = None) -> None:
    """Put a node of the host into a slot; the first one replaces the slot's default content."""
    if slot is None or (child is None and text is None):
        return
    if name not in filled:
        filled.add(name)
        slot.text = None
        for inner in list(slot):
            slot.remove(inner)
    if child is not None:
        child.tail = None
        slot.append(child)
    elif text is not None:
        last = slot[-1] if len(slot) else None
        if last is not None:
            last.tail = _writable((last.tail or "") + text)
        else:
            slot.text = _writable((slot.text or "") + text)


def _writable(text: str | None) -> str | None:
    """A text that lxml accepts: its parser lets references put control characters into a tree, but nobody else may."""
    return sanitize(text) if text else text


def open_folded(
    tops: Sequence[Any], parse: Callable[[str], Iterator[Any]], walk: Callable[[Any], Iterator[tuple[str, Any]]]
) -> bool:
    """Turn folded elements with running text into blocks. Returns whether there are any. ``parse`` returns the nodes of a piece
    of markup: its text, or None, and then elements; ``walk`` returns the start and end events of `WALKED` in a tree. A template
    with blanks is drawn repeatedly and is left out, unless the page has a first-level heading without any text for it.
    Linear."""
    found = False
    seen = [_folded_and_headed(walk(top)) for top in tops]
    is_headed = any(is_headed for _, is_headed in seen)
    for folded, _ in seen:
        for element in folded:
            if element.tag == "template" and not is_headed:
                continue
            if element.getparent() is None or not _may_hold_markup(element):
                continue
            text = "".join(element.itertext())
            if not _holds_enough(element, text) or not _is_drawn_once(element, text):
                continue
            found = True
            if element.tag not in _READ:
                nodes = parse(text if _TAG.search(text) is not None else _paragraphs(text))
                element.text = _writable(next(nodes))
                for child in list(element):
                    element.remove(child)
                element.extend(list(nodes))
            element.tag = "div"
            for name in ("style", "hidden"):
                element.attrib.pop(name, None)
    return found


def _folded_and_headed(walked: Iterator[tuple[str, Any]]) -> tuple[list[Any], bool]:
    """The folded elements of a tree, except deeply nested ones, and whether the tree shows a first-level heading."""
    folded: list[Any] = []
    is_headed = False
    depth = headings = 0
    for event, element in walked:
        step = 1 if event == "start" else -1
        if element.tag == "h1":
            headings += step
            if headings == step == 1 and not depth and not is_headed:
                is_headed = _HAN.search("".join(element.itertext())) is not None
            continue
        depth += step
        if step == 1 and depth <= _LOOKS:
            folded.append(element)
    return folded, is_headed


def _holds_enough(element: Any, text: str) -> bool:
    least = MIN_MARKED if element.tag == "textarea" and _PARAGRAPH.search(text) is not None else MIN_FOLDED
    return len(_HAN.findall(text)) >= least


def _may_hold_markup(element: Any) -> bool:
    if element.tag == "template":
        return not is_shadow_root(element)
    if element.tag == "svg":
        return next(element.iter(*_NOT_DRAWN), None) is not None
    if element.tag != "script":
        return True
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    return kind in MARKUP_TYPES and element.get("src") is None


def _is_drawn_once(element: Any, text: str) -> bool:
    """Whether a script or template has no blanks to be filled in."""
    return element.tag not in ("script", "template") or _BLANKS_OF_TEMPLATES.search(text) is None


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
