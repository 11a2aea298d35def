"""The only module that uses lxml: parse, guard, walk.

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
from collections.abc import Container, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from lxml import etree

from cleaners.reading.characters import sanitize
from cleaners.reading.elements import MAX_ATTRIBUTES, SORTS, UNSEEN
from cleaners.reading.frames import PLAYER_TAGS
from cleaners.reading.head import CANONICAL, JSON_LD, HeadElement, holds_on_screen, name_among
from cleaners.reading.kinds import holds
from cleaners.reading.patterns import lazy

try:
    from cleaners.reading.page import _head
    from cleaners.reading.page._events import read_tape
except Exception:
    # Not compiled when this was installed, or for another lxml, which does not only show as an ImportError (a structure of
    # another size is a ValueError). Then Python reads the page: slower, with the same result.
    read_tape = None  # type: ignore[assignment]

#: Whether pages are read without a tree.
READS_WITHOUT_TREE = read_tape is not None

if TYPE_CHECKING:
    from cleaners.reading.page._tape import Tape

#: Elements whose text is invisible.
_INVISIBLE = lazy(r"<(script|style|noscript|template|head|iframe|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = lazy(r"<[/!?a-zA-Z][^<>]*>")


#: A tag with too many attributes is longer than `_LONG_TAG`, so a page with a ``>`` in every stretch of this length has none. A
#: page of more than `_SHORT_PAGE` characters is examined in any case, since quoted values can contain a ``>``.
_LONG_TAG, _SHORT_PAGE = 16_000, 300_000

_OPENING_TAG = lazy(r"""<([a-zA-Z][\w:-]*+)((?>(?:[^>=]++|=\s*+(?>(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?))*))""")
_VALUE = lazy(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']*+)""")
_ATTRIBUTE = lazy(r"""[\s/"']([^\s/"'=>]++)""")
_DRAWN_ATTRIBUTE = lazy(rb"=[\"']\s{0,8}(?:<|&lt;)[a-zA-Z!]")
_SHADOW = lazy(rb"<template[^<>]*\bshadowroot", re.I)
_RAW_END = {name: lazy(f"</{name}", re.I) for name in ("script", "style", "textarea", "title", "xmp", "iframe")}


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
    if has_wide_tag(page if isinstance(page, str) else page.decode("utf-8", "replace")):
        return Tree((), ("degraded",))
    return parse_elements(data)


def _with_open_shadow_roots(data: bytes) -> bytes:
    """A page in UTF-8 with its shadow roots turned into ordinary elements; unchanged if it is too wide or deep."""
    from cleaners.reading.seen.folded import open_shadow_roots

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
    return parse(b"".join(map(_written, tops))) if is_opened or is_drawn else None


def _nodes(markup: str) -> Iterator[Any]:
    """The nodes of a piece of markup: the text before the first element, then the elements."""
    for top in parse_elements(markup.encode("utf-8", "replace")).tops:
        body = next(top.iter("body"), top)
        yield body.text
        yield from body
        return
    yield None


def _source(tree: Tree) -> bytes:
    return b"".join(map(_written, tree.tops))


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


def has_wide_tag(text: str) -> bool:
    """Whether a page has a tag with more attributes than the parser can handle. Linear, and nearly free for most pages."""
    if len(text) <= _SHORT_PAGE and not any(_is_wide(_OPENING_TAG.search(*stretch)) for stretch in _stretches(text)):
        return False
    place = 0
    while (tag := _OPENING_TAG.search(text, place)) is not None:
        if _is_wide(tag):
            return True
        raw_end = _RAW_END.get(tag[1].lower())
        end = raw_end.search(text, tag.end()) if raw_end is not None else tag
        if end is None:
            return False
        place = end.end()
    return False


def _is_wide(tag: re.Match[str] | None) -> bool:
    if tag is None or len(tag[2]) <= 2 * MAX_ATTRIBUTES or tag.end() == len(tag.string):
        return False  # few attributes, or a tag cut by the page's end, which is no element
    return len({name.lower() for name in _ATTRIBUTE.findall(_VALUE.sub("''", tag[2]))}) > MAX_ATTRIBUTES


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The long stretches of a page without a ``>``, each with its start and end."""
    place = 0
    while place + _LONG_TAG < len(text):
        last = text.rfind(">", place, place + _LONG_TAG)
        if last < 0:
            last = text.find(">", place + _LONG_TAG)
            last = len(text) if last < 0 else last
            yield text, place, last
        place = last + 1


def serialize(element: Any) -> bytes:
    """A caller's lxml element or element tree as a page in UTF-8, to be read like any other; it is not modified.

    A document's root stands for the whole document. An element inside a larger document becomes the page's body, with the
    document's head: title, meta elements, base, canonical link, JSON-LD and language. Returns no bytes for a tree without
    elements.
    """
    if hasattr(element, "getroot"):
        element = element.getroot()
    if element is None or not isinstance(element.tag, str):
        return b""  # no element, or a comment
    root = element.getroottree().getroot()
    if root is element:
        before = reversed(list(root.itersiblings(etree.Comment, preceding=True)))
        return b"".join(map(_written, (*before, root, *root.itersiblings("*"))))
    lang = root.get("lang") if root.tag == "html" else None
    # Character references can bring any character into a tree, but lxml does not accept these characters from its caller.
    opening = etree.Element("html", {} if lang is None else {"lang": sanitize(lang)})
    opening.text = ""  # forces an end tag
    before, after = (
        b"".join(map(_written, element.xpath(f"{axis}::*{_IN_HEAD}"))) for axis in ("preceding", "following")
    )
    return _written(opening).removesuffix(b"</html>") + before + _written(element) + after


#: The elements that `head_elements` reads, as an XPath condition.
_IN_HEAD = (
    "[self::title[not(parent::svg)] or self::meta or self::base"
    f" or self::link[@rel='{CANONICAL}'] or self::script[@type='{JSON_LD}']]"
)


def _written(element: Any) -> bytes:
    """An element in UTF-8, without the text after it.

    It is serialised as XML and then converted to HTML: lxml's own HTML serialiser escapes every address, and the parser reads
    ``<i/>`` as an element without content. Characters that XML forbids become references to U+FFFD.
    """
    written = etree.tostring(element, encoding="utf-8", with_tail=False).replace(b"&#xFFFD;", b"")
    written = _ASIDE.sub(_as_html, written)
    return _RAW_TEXT.sub(lambda raw: raw[1] + _unescaped(raw[3]), written)


def _as_html(aside: re.Match[bytes]) -> bytes:
    """A comment unchanged, since it may contain facts; the text of a CDATA section; nothing for an instruction."""
    if _PLAIN_COMMENT.fullmatch(aside[0]):
        return aside[0]
    return _escaped(aside[1] or b"")


#: A comment that ends at the same position in HTML and in XML.
_PLAIN_COMMENT = lazy(rb"<!--(?!-?>)(?>(?:(?!--!?>|<!--).)*)-->", re.S)


#: XML's escapes; the ampersand is the first to be escaped, and the last to be unescaped.
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))


def _escaped(text: bytes) -> bytes:
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _unescaped(text: bytes) -> bytes:
    for character, escape in reversed(_ESCAPES):
        text = text.replace(escape, character)
    return text


#: Comments, instructions and unescaped text in XML; and the elements whose text is unescaped in HTML, but escaped in XML.
_ASIDE = lazy(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.S)
_RAW_TEXT = lazy(rb"(<(script|style|xmp|plaintext)(?>(?:\s[^<>]*+)?)>)([^<&]*+&[^<]*+)(?=</\2>)")


def is_element(value: object) -> bool:
    """Whether a value is an lxml element or element tree."""
    return isinstance(value, (etree._Element, etree._ElementTree))


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


def strip_tags(text: str) -> str:
    """A page's visible text by plain scanning, with a line break for each tag: for pages that the parser cut."""
    text = _INVISIBLE.sub("\n", _COMMENT.sub("", text))
    return _TAG.sub("\n", text)


def _was_cut(parser: Any) -> bool:
    return any(
        "RESOURCE_LIMIT" in entry.type_name or "excessive depth" in entry.message.lower() for entry in parser.error_log
    )
