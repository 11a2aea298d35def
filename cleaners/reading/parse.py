"""The only module that touches lxml: parse, guard, walk.

lxml's HTML parser never refuses a page; what it cuts (depth over 2,048, nodes over 10 MB) it cuts silently, and only the
parser's error log tells. `parse` reads that log, and a page that was cut falls back to its text without tags. So does one
whose tags the parser would take minutes for.

Why lxml: it stands on three legs that no other parser here has at once. It refuses nothing and tells what it cut; compiled code
can have what its parser finds without any tree (`page/_parser.pyx`, by the headers that its wheel brings), and Python the
same as elements; and callers have its elements already. For 29 real pages its parser takes 8.3 ms when nobody listens, of which
nothing is ours to change, and 9.2 with all written down that the walk needs, where the tree takes 16.6 to make and to free. Two
parsers make a tree in less: Lexbor (selectolax 1.0) in 11.0 ms, turbohtml 1.15 in 5.0, and both read as HTML5 says. But both
show their nodes as objects of Python only, without events or headers: to ask turbohtml's for their tags, two attributes and
texts takes 15 ms, more than parser and compiled walk take together here (14). lxml's own parser targets and a search over the
serialized page are slower than parse and walk; a page without what stands in its scripts parses in a tenth less, and to take
that out costs more. Measured on one core, November 2026.
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
    # Not compiled where this was installed, or for another lxml than the one that is here now, which shows in more ways than
    # as an ImportError (a structure of another size is a ValueError): slower, and the same outcome.
    read_tape = None  # type: ignore[assignment]

#: Whether pages are read without a tree.
READS_WITHOUT_TREE = read_tape is not None

if TYPE_CHECKING:
    from cleaners.reading.page._tape import Tape

#: Elements whose text is not shown to a reader.
_INVISIBLE = lazy(r"<(script|style|noscript|template|head|iframe|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = lazy(r"<[/!?a-zA-Z][^<>]*>")


#: A tag of so many attributes is longer than `_LONG_TAG`, so that a page which has a ``>`` in every stretch of this length
#: has none; a page of more than `_SHORT_PAGE` characters is looked at in any case, since quoted values can hold a ``>``.
_LONG_TAG, _SHORT_PAGE = 16_000, 300_000

_OPENING_TAG = lazy(r"""<([a-zA-Z][\w:-]*+)((?>(?:[^>=]++|=\s*+(?>(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?))*))""")
_VALUE = lazy(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']*+)""")
_ATTRIBUTE = lazy(r"""[\s/"']([^\s/"'=>]++)""")
_DRAWN_ATTRIBUTE = lazy(rb"=[\"']\s{0,8}(?:<|&lt;)[a-zA-Z!]")
_SHADOW = lazy(rb"<template[^<>]*\bshadowroot", re.I)
_RAW_END = {name: lazy(f"</{name}", re.I) for name in ("script", "style", "textarea", "title", "xmp", "iframe")}


class Tree:
    """A parsed page.

    ``tops`` are its top elements in document order (one, or more where a page holds several ``<html>``). Where the page was
    read without a tree (``tape``, see `cleaners/reading/page/_tape.pyx`), they are parsed when somebody asks for them.
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
        """The top elements, to be changed by the caller: nobody else is given them."""
        if self.tape is None:
            return parse_elements(_source(self)).tops
        tops, self._tops = self.tops, None
        return tops

    def may_hold(self, tags: Iterable[str]) -> bool:
        """Whether there may be an element of one of these tags: a look that spares most large pages their elements."""
        if self._tops is not None:
            return True
        markup = self.source.lower()
        return any(b"<" + tag.encode() in markup for tag in tags)

    def script_bytes(self) -> int:
        """How much text the scripts hold, in bytes: see `bytes_of_text`. JSON-LD is none of them."""
        if self.tape is not None:
            return self.tape.script_bytes
        from cleaners.reading.scripts.encoded import bytes_of_text

        own = (script for script in elements(self, "script") if (script.get("type") or "").strip().lower() != JSON_LD)
        return sum(bytes_of_text(text) for script in own for text in texts(script))

    def may_have(self, attribute: re.Pattern[bytes]) -> bool:
        """Whether there may be such an attribute, by a look as quick."""
        return not self.source or attribute.search(self.source) is not None


def parse(page: str | bytes) -> Tree:
    """Parse a page; bytes are UTF-8. Gives no tops for a text without any element, and the flag ``degraded`` where lxml cut the
    page."""
    data = page if isinstance(page, bytes) else page.encode("utf-8", "replace")
    if not (holds(data, b"<body") or holds(data, b"<BODY")):
        from cleaners.reading.seen.bodies import with_body  # most pages say where their body begins

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
    """A page in UTF-8 with its shadow roots as other elements; the page itself where it is too wide or deep for that."""
    from cleaners.reading.seen.folded import open_shadow_roots

    if has_wide_tag(data.decode("utf-8", "replace")):
        return data
    tree = parse_elements(data)
    return _source(tree) if not tree.flags and open_shadow_roots(tree.tops) else data


def unfolded(tree: Tree) -> Tree | None:
    """The page with what stands in its ``<noscript>``, ``<textarea>``, unclosed ``<svg>`` and scripts of markup, and what its
    scripts write into it, as blocks; None where none of them holds running text."""
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
    """The nodes of a piece of markup: the text before the first element, and then the elements."""
    for top in parse_elements(markup.encode("utf-8", "replace")).tops:
        body = next(top.iter("body"), top)
        yield body.text
        yield from body
        return
    yield None


def _source(tree: Tree) -> bytes:
    return b"".join(map(_written, tree.tops))


def parse_elements(data: bytes, *, comments: bool = False) -> Tree:
    """A page in UTF-8 as lxml's elements, with its comments among them where somebody asks for them."""
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
    """Whether a page has a tag of more attributes than the parser can take. Linear, and all but free for most pages."""
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
        return False  # few, or a tag that the page ends in, which makes no element
    return len({name.lower() for name in _ATTRIBUTE.findall(_VALUE.sub("''", tag[2]))}) > MAX_ATTRIBUTES


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The long stretches of a page that hold no ``>``, each with where it begins and ends."""
    place = 0
    while place + _LONG_TAG < len(text):
        last = text.rfind(">", place, place + _LONG_TAG)
        if last < 0:
            last = text.find(">", place + _LONG_TAG)
            last = len(text) if last < 0 else last
            yield text, place, last
        place = last + 1


def serialize(element: Any) -> bytes:
    """An lxml element or element tree of the caller's as a page in UTF-8, to be read like any other; it is not changed.

    A document's root stands for all of it. An element that stands in a larger document is the page's body, and the document's
    head goes with it: title, meta elements, base, canonical link, JSON-LD and language. No bytes for a tree without elements.
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
    # A reference brings any character into a tree, and lxml takes none of these from anybody else.
    opening = etree.Element("html", {} if lang is None else {"lang": sanitize(lang)})
    opening.text = ""  # so that it is written with an end
    before, after = (
        b"".join(map(_written, element.xpath(f"{axis}::*{_IN_HEAD}"))) for axis in ("preceding", "following")
    )
    return _written(opening).removesuffix(b"</html>") + before + _written(element) + after


#: Those elements of a page that `head_elements` asks for, as a condition of XPath.
_IN_HEAD = (
    "[self::title[not(parent::svg)] or self::meta or self::base"
    f" or self::link[@rel='{CANONICAL}'] or self::script[@type='{JSON_LD}']]"
)


def _written(element: Any) -> bytes:
    """An element in UTF-8, without the text behind it.

    It is written as XML and then as HTML reads it, since lxml's own HTML has every address escaped; the parser takes ``<i/>``
    for an element without content. What is no character of XML is written as a reference to U+FFFD.
    """
    written = etree.tostring(element, encoding="utf-8", with_tail=False).replace(b"&#xFFFD;", b"")
    written = _ASIDE.sub(_as_html, written)
    return _RAW_TEXT.sub(lambda raw: raw[1] + _unescaped(raw[3]), written)


def _as_html(aside: re.Match[bytes]) -> bytes:
    """A comment as it is, since publishing systems state facts in them; the text of a CDATA section; nothing for the rest."""
    if _PLAIN_COMMENT.fullmatch(aside[0]):
        return aside[0]
    return _escaped(aside[1] or b"")


#: A comment that ends in HTML where it ends in XML.
_PLAIN_COMMENT = lazy(rb"<!--(?!-?>)(?>(?:(?!--!?>|<!--).)*)-->", re.S)


#: What stands for a character in XML; an ampersand is the first to be escaped, and the last to be read.
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))


def _escaped(text: bytes) -> bytes:
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _unescaped(text: bytes) -> bytes:
    for character, escape in reversed(_ESCAPES):
        text = text.replace(escape, character)
    return text


#: Comments, instructions, and text that stands unescaped, in XML; and the elements whose text stands so in HTML, escaped.
_ASIDE = lazy(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.S)
_RAW_TEXT = lazy(rb"(<(script|style|xmp|plaintext)(?>(?:\s[^<>]*+)?)>)([^<&]*+&[^<]*+)(?=</\2>)")


def is_element(value: object) -> bool:
    """Whether a value is an lxml element or element tree."""
    return isinstance(value, (etree._Element, etree._ElementTree))


def walk(top: Any) -> Any:
    """Start and end events of every element under a top, in document order: an iterator with ``skip_subtree()``."""
    return etree.iterwalk(top, events=("start", "end"))


def head_elements(tree: Tree, names: Container[str]) -> list[HeadElement]:
    """The title, the meta elements of these names (lower case) that have a content, the base with an address, the canonical
    link and the JSON-LD of the whole page, in document order."""
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
    """The style sheets of the page itself that hold on a screen, and with scripts: in UTF-8, a line break between two."""
    if tree.tape is not None:
        return _head.style_sheets(tree.tape)
    return b"\n".join(
        (style.text or "").encode()
        for top in tree.tops
        for style in top.iter("style")
        if holds_on_screen(style.get("media", "all")) and next(style.iterancestors("noscript"), None) is None
    )


def language(tree: Tree) -> str | None:
    """What the first root element that says so names as the page's language; None without one."""
    if tree.tape is not None:
        return _head.language(tree.tape)
    values = (top.get("lang") for top in tree.tops if top.tag == "html")
    return next((value for value in values if value is not None), None)


def elements(tree: Tree, *tags: str) -> Iterator[Any]:
    """The elements of these tags in the whole document, in order: one pass in C, half the time of an XPath."""
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
    """The text that is seen of an element, without its white space; None where that is more elements and texts than so many."""
    found, count, events = [], 0, walk(element)
    for event, node in events:
        if event == "end":
            if node is element:
                break
            text = node.tail
        elif SORTS[node.tag] == UNSEEN:
            events.skip_subtree()
            count, text = count + (node.tag in PLAYER_TAGS), None  # the compiled walk counts the frames that it reads
        else:
            count, text = count + 1, node.text
        if text and not text.isspace():
            count += 1
            found.extend(text.split())
        if count > most:
            return None
    return "".join(found)


def strip_tags(text: str) -> str:
    """A page's visible text by plain scanning, a line break for each tag: for pages that the parser had to cut."""
    text = _INVISIBLE.sub("\n", _COMMENT.sub("", text))
    return _TAG.sub("\n", text)


def _was_cut(parser: Any) -> bool:
    return any(
        "RESOURCE_LIMIT" in entry.type_name or "excessive depth" in entry.message.lower() for entry in parser.error_log
    )
