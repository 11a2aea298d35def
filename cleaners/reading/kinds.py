"""What kind of thing came: a page, a document of another kind, an answer of an interface, a file that holds no text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.patterns import lazy

#: What a PDF, picture, sound or archive opens with, and no text of any encoding.
_SIGNATURE = lazy(
    rb"\s*(?:%PDF-\d|\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|PK\x03\x04|\x1f\x8b\x08|RIFF.{4}(?:WAVE|WEBP|AVI ))", re.S
)

#: A tag of HTML.
MARKUP = lazy(
    r"<(?:!doctype|html|head|body|div|p|br|span|table|article|section|main|h[1-6]|meta|title|script|ul|td|center|font"
    r"|img|a|li|b|strong)\b[^<>]*>",
    re.I,
)


def is_binary(data: bytes) -> bool:
    """Whether the bytes open with the signature of a PDF, picture or archive, which no decoding turns into a page. Most
    kinds are told by what they decode to: see `cleaners.reading.binary`."""
    return _SIGNATURE.match(data) is not None


#: Types of what is no text, whatever it would decode to.
_NOT_TEXT = lazy(
    r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|gzip|x-gzip|x-(?:7z|rar|tar|bzip2?)\b|vnd\.ms-)", re.I
)


def is_said_binary(headers: Mapping[str, str] | None) -> bool:
    """Whether the header says that a picture, sound, font, document or archive comes."""
    said = (str(value) for key, value in (headers or {}).items() if key.lower() == "content-type")
    return any(_NOT_TEXT.match(value) for value in said)


def opens_html(opening: str) -> bool:
    """Whether a text whose first characters these are begins with a tag of HTML, as nearly every page does, a comment before
    it as saved pages have or none: then it is no other kind of text."""
    opening = opening.lstrip()
    while opening.startswith("<!--"):
        opening = opening.partition("-->")[2].lstrip()
    return MARKUP.match(opening) is not None


def is_html(text: str) -> bool:
    """Whether a text is markup: two tags of HTML in its first 64 K characters, or one that opens it."""
    head = text[:65536]
    first = MARKUP.search(head)
    if first is None:
        return False
    return not head[: first.start()].strip() or MARKUP.search(head, first.end()) is not None


_NOT_SHOWN = lazy(r"(?:\s++|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\w[^>]*+>)++", re.S)


def is_not_shown(text: str) -> bool:
    """Whether a text is nothing but comments, instructions to a processor and declarations, which no browser shows."""
    return _NOT_SHOWN.fullmatch(text) is not None


_OTHER_XML = lazy(r"\s*<\?xml\b[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?!!doctype\s+html|html\b|\w+:html\b)[a-z!]", re.I | re.S)


def is_other_xml(text: str) -> bool:
    """Whether a text is an XML document of another kind than a page: a feed, a site map, an answer of an interface."""
    return _OTHER_XML.match(text[:4096]) is not None


# An object or array of JSON, bare or as the argument of a call: a brace or bracket alone also opens a text.
_JSON = lazy(
    r"""\s*(?:[\w.$]{1,60}\(\s*)?(?:\{\s*"[^"]{0,200}"\s*:|\[\s*(?:\{\s*"[^"]{0,200}"\s*:|\[\s*"|"[^"]{0,2000}"\s*[,\]]))"""
)
_DOCUMENT = lazy(r"<(?:!doctype|html|body)\b", re.I)


def is_json(text: str) -> bool:
    """Whether a text is an answer of an interface in JSON, whatever markup its strings hold."""
    if _JSON.match(text) is None:
        return False
    return text[-200:].rstrip().endswith(("}", "]", ")", ");")) or _DOCUMENT.search(text[:65536]) is None
