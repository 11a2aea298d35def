"""Parse a page, with guards against pages that the parser cannot take; this folder alone uses lxml.

lxml's HTML parser never refuses a page. What it cuts (depth over 2,048, nodes over 10 MB) it cuts silently; only the parser's
error log shows it. `parse` reads that log, and for a page that was cut, it falls back to the text without tags. It does the
same for a page whose tags would take the parser minutes.

Why lxml: no other parser has these three advantages together. It refuses nothing and reports what it cut; compiled code can get
its results without a tree (`page/_parser.pyx`, with the headers in its wheel), and Python gets the same results as elements;
and callers already have its elements. For 29 real pages, its parser takes 8.3 ms without callbacks, which we cannot change, and
9.2 ms if everything that the walk needs is recorded; building and freeing the tree takes 16.6 ms. Two parsers build a tree
faster: Lexbor (selectolax 1.0) in 11.0 ms and turbohtml 1.15 in 5.0 ms, both according to HTML5. But both provide their nodes
only as Python objects, without events or headers: reading the tags, two attributes and the texts of turbohtml's nodes takes 15
ms, more than the parser and the compiled walk take together here (14 ms). lxml's own parser targets, and a search over the
serialised page, are slower than parsing and walking. A page without the content of its scripts is parsed in a tenth less time,
but removing it costs more. Measured on one core, November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from lxml import etree

from cleaners.reading.head import JSON_LD
from cleaners.reading.kinds import holds
from cleaners.reading.patterns import lazy
from cleaners.reading.tree.queries import elements, texts

try:
    from cleaners.reading.page._events import read_tape
except Exception:
    # Not compiled when this was installed, or for another lxml, which does not only show as an ImportError (a structure of
    # another size is a ValueError). Then Python reads the page: slower, with the same result.
    read_tape = None  # type: ignore[assignment]

#: Whether pages are read without a tree.
READS_WITHOUT_TREE = read_tape is not None

if TYPE_CHECKING:
    from cleaners.reading.page._tape import Tape

_DRAWN_ATTRIBUTE = lazy(rb"=[\"']\s{0,8}(?:<|&lt;)[a-zA-Z!]")
_SHADOW = lazy(rb"<template[^<>]*\bshadowroot", re.I)


class Tree:
    """A parsed page.

    ``tops`` are its top elements in document order (several if the page contains several ``<html>``). If the page was read
    without a tree (``tape``, see `cleaners/reading/page/_tape.pyx`), they are parsed at first use.
    """

    __slots__ = ("_tops", "flags", "source", "tape")

    def __init__(
        self, tops: tuple[Any, ...] = (), flags: tuple[str, ...] = (), tape: Tape | None = None, source: bytes = b""
    ) -> None:
        """``source`` is the page in UTF-8."""
        self.flags = flags
        self.tape = tape
        self._tops = None if tape is not None else tops
        self.source = source

    @property
    def tops(self) -> tuple[Any, ...]:
        if self._tops is None:
            self._tops = parse_elements(self.source).tops
        return self._tops

    def take(self) -> tuple[Any, ...]:
        """The top elements, for the caller to modify: this tree does not use them any more."""
        if self.tape is None:
            return parse_elements(_source(self)).tops
        tops, self._tops = self.tops, None
        return tops

    def may_hold(self, tags: Iterable[str]) -> bool:
        """A cheap test that avoids building most trees: whether the page may contain an element with one of these tags."""
        if self._tops is not None:
            return True
        markup = self.source.lower()
        return any(b"<" + tag.encode() in markup for tag in tags)

    def script_bytes(self) -> int:
        """Amount of text in the scripts, in bytes: see `bytes_of_text`. JSON-LD does not count."""
        if self.tape is not None:
            return self.tape.script_bytes
        from cleaners.reading.scripts.encoded import bytes_of_text

        own = (script for script in elements(self, "script") if (script.get("type") or "").strip().lower() != JSON_LD)
        return sum(bytes_of_text(text) for script in own for text in texts(script))

    def may_have(self, attribute: re.Pattern[bytes]) -> bool:
        """Whether the page may contain such an attribute; as cheap as `may_hold`."""
        return not self.source or attribute.search(self.source) is not None


def parse(page: str | bytes) -> Tree:
    """Parse a page; bytes are UTF-8. A text without any element gives a tree without tops, and a page that lxml cut gets the
    flag ``degraded``."""
    data = page if isinstance(page, bytes) else page.encode("utf-8", "replace")
    if not (holds(data, b"<body") or holds(data, b"<BODY")):
        from cleaners.reading.seen.bodies import with_body  # imported late: most pages have a body tag

        data = with_body(data)
    tape = read_tape(data) if read_tape is not None else None
    if tape.has_shadow if tape is not None else _SHADOW.search(data) is not None:
        data = _with_open_shadow_roots(data)
        page = data
        tape = read_tape(data) if read_tape is not None else None
    if tape is not None:
        return Tree(flags=("degraded",) if tape.is_deep else (), tape=tape, source=data)
    from cleaners.reading.tree.wide import has_wide_tag  # compiled code counts attributes while it parses

    if has_wide_tag(page if isinstance(page, str) else page.decode("utf-8", "replace")):
        return Tree((), ("degraded",))
    return parse_elements(data)


def _with_open_shadow_roots(data: bytes) -> bytes:
    """A page in UTF-8 with its shadow roots turned into ordinary elements; unchanged if it is too wide or deep."""
    from cleaners.reading.seen.folded import open_shadow_roots
    from cleaners.reading.tree.wide import has_wide_tag

    if has_wide_tag(data.decode("utf-8", "replace")):
        return data
    tree = parse_elements(data)
    return _source(tree) if not tree.flags and open_shadow_roots(tree.tops) else data


def unfolded(tree: Tree) -> Tree | None:
    """The page with the content of its ``<noscript>``, ``<textarea>``, unclosed ``<svg>`` and scripts of markup, and whatever
    its scripts write into it, as blocks; None if none of these contains running text."""
    from cleaners.reading.seen.drawn import HOLDERS, open_drawn
    from cleaners.reading.seen.folded import FOLDED, WALKED, open_folded

    has_attributes = tree.may_have(_DRAWN_ATTRIBUTE)
    if not (has_attributes or tree.may_hold((*FOLDED, *HOLDERS))):
        return None
    tops = tree.take()
    is_opened = open_folded(tops, _nodes, partial(etree.iterwalk, events=("start", "end"), tag=WALKED))
    is_drawn = open_drawn(tops, _nodes, has_attributes=has_attributes)
    return parse(_written(tops)) if is_opened or is_drawn else None


def _nodes(markup: str) -> Iterator[Any]:
    """The nodes of a piece of markup: the text before the first element, then the elements."""
    for top in parse_elements(markup.encode("utf-8", "replace")).tops:
        body = next(top.iter("body"), top)
        yield body.text
        yield from body
        return
    yield None


def _source(tree: Tree) -> bytes:
    return _written(tree.tops)


def _written(tops: Iterable[Any]) -> bytes:
    from cleaners.reading.tree.serialize import written  # most pages are read without a tree

    return b"".join(map(written, tops))


def parse_elements(data: bytes, *, comments: bool = False) -> Tree:
    """A page in UTF-8 as lxml's elements, with its comments if requested."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=not comments, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return Tree((), ("degraded",))
    if root is None:
        return Tree(())
    flags = ("degraded",) if _was_cut(parser) else ()
    return Tree((root, *root.itersiblings("*")), flags, source=data)


def is_element(value: object) -> bool:
    """Whether a value is an lxml element or element tree."""
    return isinstance(value, (etree._Element, etree._ElementTree))


def _was_cut(parser: Any) -> bool:
    return any(
        "RESOURCE_LIMIT" in entry.type_name or "excessive depth" in entry.message.lower() for entry in parser.error_log
    )
