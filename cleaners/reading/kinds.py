"""What kind of thing came: a page, a document of another kind, an answer of an interface, a file that holds no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cleaners.reading.patterns import lazy

if TYPE_CHECKING:
    from cleaners.reading.decode import Decoded

try:
    from cleaners.reading._bytes import holds
except ImportError:  # not compiled

    def holds(data: bytes, part: bytes) -> bool:
        return part in data


#: What a PDF, picture, sound or archive opens with, and no text of any encoding.
_SIGNATURE = lazy(
    rb"\s*(?:%PDF-\d|\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|PK\x03\x04|\x1f\x8b\x08|RIFF.{4}(?:WAVE|WEBP|AVI ))", re.S
)

#: A tag of HTML.
MARKUP = lazy(
    r"<(?:!doctype|html|head|body|div|p|br|span|table|article|section|main|h[1-6]|meta|title|script|ul|td|center|font"
    r"|img|a|li|b|strong)\b(?![\w.+-]{0,64}@)[^<>]*>",  # an address of mail may stand in such brackets
    re.I,
)


def is_binary(data: bytes) -> bool:
    """Whether the bytes open with the signature of a PDF, picture or archive, which no decoding turns into a page. Most
    kinds are told by what they decode to: see `is_no_text`."""
    return _SIGNATURE.match(data) is not None


#: Types of what is no text, whatever it would decode to.
_NOT_TEXT = lazy(
    r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|gzip|x-gzip|x-(?:7z|rar|tar|bzip2?)\b|vnd\.ms-)", re.I
)


def is_said_binary(headers: Mapping[str, str] | None) -> bool:
    """Whether the header says that a picture, sound, font, document or archive comes."""
    if not headers:
        return False
    said = (str(value) for key, value in headers.items() if key.lower() == "content-type")
    return any(_NOT_TEXT.match(value) for value in said)


def opens_html(opening: str) -> bool:
    """Whether a text whose first characters these are begins with a tag of HTML, as nearly every page does, a comment before
    it as saved pages have or none: then it is no other kind of text."""
    opening = opening.lstrip()
    while opening.startswith("<!--"):
        opening = opening.partition("-->")[2].lstrip()
    return MARKUP.match(opening) is not None


#: What the comment begins with in which Founder's publishing system says what it knows of an article.
FOUNDERS_COMMENT = "<!--enpproperty"
_FOUNDERS_BYTES = FOUNDERS_COMMENT.encode()


def is_founders(page: Decoded) -> bool:
    """Whether a page has that comment: most bytes are searched as they came."""
    return holds(page.utf8, _FOUNDERS_BYTES) if page.utf8 is not None else FOUNDERS_COMMENT in page.text


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


# Whether what was decoded is text at all: the bytes of a program, picture, archive or database decode to something too. What
# opens as a page is not asked: markup is a page's, whatever stands in it. The numbers part the files that
# `python -m tests.binaries` makes, and 950 real ones, from the 191 pages of the corpora and the matrix of encodings.

#: Share of control characters: strings of a program or database end in one, so that they have 0.01 and more; the worst real
#: page has 0.0003.
MAX_CONTROLS = 0.005

#: Share of characters that no writer uses (lost, private, not assigned): pixels read as GB 18030 have 0.05, a page with
#: damaged bytes 0.001.
MAX_ODD = 0.02

#: Characters that are looked at.
_LOOKED_AT = 20_000

#: Shorter texts are not measured by their characters' shares.
_MEASURED = 100

#: A text of so few different characters says nothing: one colour, silence.
_FEW = 8

#: Share of letters other than ASCII in a text read by the set that browsers fall back to: Icelandic, the richest, has 0.15.
_MAX_ACCENTED = 0.35

#: Share of white space below which a text in a set of single bytes has no words: pixels have 0.01, Russian 0.12.
_MIN_SPACE = 0.02

#: Share of white space and punctuation below which a text runs on without an end: the strings of a column, a dictionary. Verse
#: has a line's end every seven characters.
_MIN_BREAKS = 0.005

#: Characters from which a text must have one.
_LONG = 400

#: Sets whose languages leave no space between words, or whose letters take two bytes.
_UNSPACED = ("gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "hz", "cp874", "str")


def is_no_text(read: Decoded, has_markup: bool) -> bool:
    """Whether what does not open as a page was no text; ``has_markup`` says whether it holds some (see `is_html`). A page in
    an archive is none, whatever its tags; of the rest only what has no markup is measured."""
    if read.controls > MAX_CONTROLS * (read.size + read.controls):
        return True
    if has_markup:
        return False
    text = read.text[:_LOOKED_AT]
    if len(text) < _MEASURED:
        return False
    if len(set(text)) <= _FEW or _odd(text) > MAX_ODD * len(text) or _runs_on(text):
        return True
    return not (read.encoding in _UNSPACED or read.encoding.startswith("utf")) and _has_no_words(text, read.encoding)


def _odd(text: str) -> int:
    """Characters that no writer uses."""
    from unicodedata import category  # hardly any page is asked

    return sum(
        text.count(character) for character in set(text) if character == "\ufffd" or category(character) in ("Co", "Cn")
    )


def _runs_on(text: str) -> bool:
    if len(text) < _LONG:
        return False
    breaks = sum(text.count(character) for character in set(text) if not character.isalnum())
    return breaks < _MIN_BREAKS * len(text)


def _has_no_words(text: str, encoding: str) -> bool:
    """Whether a text in a set of single bytes, which fits any bytes, is too strange for a language."""
    if encoding == "cp1252" and sum(character > "\x7f" for character in text) > _MAX_ACCENTED * len(text):
        return True
    return sum(map(str.isspace, text)) < _MIN_SPACE * len(text)


def names_account(page: Decoded) -> bool:
    """Whether a script of a page may name the account that published it: looked for in the bytes, where the page came so."""
    return holds(page.utf8, _ACCOUNT_BYTES) if page.utf8 is not None else ACCOUNT_SIGN in page.text


def has_moments(page: Decoded) -> bool:
    """Whether a page has elements for moments, by a look as quick."""
    return _MOMENT.encode() in page.utf8 if page.utf8 is not None else _MOMENT in page.text


#: How a platform's script opens that names the account.
ACCOUNT_SIGN = "var nickname"
_ACCOUNT_BYTES, _MOMENT = ACCOUNT_SIGN.encode(), "<time"
