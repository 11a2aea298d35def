"""Elements → a page in UTF-8, to be parsed like any other."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cleaners.reading.characters import sanitize
from cleaners.reading.head import CANONICAL, JSON_LD
from cleaners.reading.patterns import lazy

#: The elements that `queries.head_elements` reads, as an XPath condition.
_IN_HEAD = (
    "[self::title[not(parent::svg)] or self::meta or self::base"
    f" or self::link[@rel='{CANONICAL}'] or self::script[@type='{JSON_LD}']]"
)

#: A comment that ends at the same position in HTML and in XML.
_PLAIN_COMMENT = lazy(rb"<!--(?!-?>)(?>(?:(?!--!?>|<!--).)*)-->", re.S)

#: Comments, instructions and unescaped text in XML.
_ASIDE = lazy(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.S)

#: The elements whose text is unescaped in HTML, but escaped in XML.
_RAW_TEXT = lazy(rb"(<(script|style|xmp|plaintext)(?>(?:\s[^<>]*+)?)>)([^<&]*+&[^<]*+)(?=</\2>)")

#: XML's escapes; the ampersand is the first to be escaped, and the last to be unescaped.
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))


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
        return b"".join(map(written, (*before, root, *root.itersiblings("*"))))
    lang = root.get("lang") if root.tag == "html" else None
    # Character references can bring any character into a tree, but lxml does not accept these characters from its caller.
    opening = etree.Element("html", {} if lang is None else {"lang": sanitize(lang)})
    opening.text = ""  # forces an end tag
    before, after = (
        b"".join(map(written, element.xpath(f"{axis}::*{_IN_HEAD}"))) for axis in ("preceding", "following")
    )
    return written(opening).removesuffix(b"</html>") + before + written(element) + after


def written(element: Any) -> bytes:
    """An element in UTF-8, without the text after it.

    It is serialised as XML and then converted to HTML: lxml's own HTML serialiser escapes every address, and the parser reads
    ``<i/>`` as an element without content. Characters that XML forbids become references to U+FFFD.
    """
    xml = etree.tostring(element, encoding="utf-8", with_tail=False).replace(b"&#xFFFD;", b"")
    return _RAW_TEXT.sub(lambda raw: raw[1] + _unescaped(raw[3]), _ASIDE.sub(_as_html, xml))


def _as_html(aside: re.Match[bytes]) -> bytes:
    """A comment unchanged, since it may contain facts; the text of a CDATA section; nothing for an instruction."""
    if _PLAIN_COMMENT.fullmatch(aside[0]):
        return aside[0]
    return _escaped(aside[1] or b"")


def _escaped(text: bytes) -> bytes:
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def _unescaped(text: bytes) -> bytes:
    for character, escape in reversed(_ESCAPES):
        text = text.replace(escape, character)
    return text
