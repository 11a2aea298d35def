"""The kind of the input: a page, another kind of document, an API response, or a file without text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cleaners.reading.patterns import lazy

if TYPE_CHECKING:
    from cleaners.reading.coding.decoded import Decoded

try:
    from cleaners.reading._bytes import holds as holds
except ImportError:  # not compiled

    def holds(data: bytes, part: bytes) -> bool:
        return part in data


#: First bytes of PDFs, pictures, sound files and archives, with which no text in any encoding begins.
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
    """Whether the bytes begin with the signature of a PDF, picture or archive, which is a page in no encoding. Most other kinds
    are recognised after decoding: see `is_no_text`."""
    return _SIGNATURE.match(data) is not None


#: Media types without text, regardless of what the bytes decode to.
_NOT_TEXT = lazy(
    r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|gzip|x-gzip|x-(?:7z|rar|tar|bzip2?)\b|vnd\.ms-)", re.I
)


def declares_binary(headers: Mapping[str, str] | None) -> bool:
    """Whether the Content-Type header names a picture, sound, font, document or archive."""
    if not headers:
        return False
    said = (str(value) for key, value in headers.items() if key.lower() == "content-type")
    return any(_NOT_TEXT.match(value) for value in said)


def opens_html(opening: str) -> bool:
    """Whether a text with these first characters begins with an HTML tag, as nearly every page does; comments may precede it,
    as in saved pages. Then it is no other kind of text."""
    opening = opening.lstrip()
    while opening.startswith("<!--"):
        opening = opening.partition("-->")[2].lstrip()
    return MARKUP.match(opening) is not None


#: The beginning of the comment in which Founder's publishing system stores an article's metadata.
FOUNDERS_COMMENT = "<!--enpproperty"
_FOUNDERS_BYTES = FOUNDERS_COMMENT.encode()


def is_founders(page: Decoded) -> bool:
    """Whether a page has that comment. Most pages are searched as bytes, as they arrived."""
    return holds(page.utf8, _FOUNDERS_BYTES) if page.utf8 is not None else FOUNDERS_COMMENT in page.text


#: What the Wayback Machine's comments around its toolbar say, and whose scripts stand first in the pages that have them.
TOOLBAR = "WAYBACK TOOLBAR INSERT"
_ARCHIVE = "archive.org"
_OWN_OPENING = lazy(r"\s*+(?>(?:<!--.*?-->\s*+)*)<(?:!doctype|html|\?xml)", re.I | re.S)


def may_have_banner(page: Decoded) -> bool:
    """Whether an archive's toolbar may stand in a page, or something before its first tag: a look at its beginning."""
    opening = page.opening
    return _ARCHIVE in opening or _OWN_OPENING.match(opening) is None


#: How the first tag of a page is written where a page shows the source of another.
_ESCAPED_DOCUMENT = lazy(rb"&(?:lt|#60|#x3c);(?:<[^<>]*>){0,3}(?:!doctype\s+html|html\b)", re.I)

#: Maximum length of what stands before that tag, in bytes.
_EARLY = 8_000


def may_show_source(page: Decoded) -> bool:
    """Whether a page may show the source of another one, near its beginning."""
    data = page.utf8 if page.utf8 is not None else page.text[:_EARLY].encode("utf-8", "replace")
    return _ESCAPED_DOCUMENT.search(data, 0, _EARLY) is not None


def is_html(text: str) -> bool:
    """Whether a text is HTML: two tags in its first 65,536 characters, or one at its beginning."""
    head = text[:65536]
    first = MARKUP.search(head)
    if first is None:
        return False
    return not head[: first.start()].strip() or MARKUP.search(head, first.end()) is not None


_BREAK = lazy(r"<br\s*/?>\n?", re.I)


def without_breaks(text: str) -> str | None:
    """A text with lines in place of its only tags, those of breaks, if most of its lines have none: a tool kept a few, and as
    markup all lines without one would be one. None for any other text."""
    if any(not tag.group().lower().startswith("<br") for tag in MARKUP.finditer(text)):
        return None
    return _BREAK.sub("\n", text) if text.count("\n") > len(_BREAK.findall(text)) else None


_NOT_SHOWN = lazy(r"(?>(?:\s++|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<%.*?(?:%>|\Z)|<!\w[^>]*+>)+)", re.S)


def is_not_shown(text: str) -> bool:
    """Whether a text consists only of comments, processing instructions and declarations, which no browser shows."""
    return _NOT_SHOWN.fullmatch(text) is not None


_OTHER_XML = lazy(r"\s*<\?xml\b[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?!!doctype\s+html|html\b|\w+:html\b)[a-z!]", re.I | re.S)


def is_other_xml(text: str) -> bool:
    """Whether a text is an XML document other than a page: a feed, a sitemap, an API response."""
    return _OTHER_XML.match(text[:4096]) is not None


# An object or array of JSON, bare or as the argument of a call: a brace or bracket alone also opens a text.
_JSON = lazy(
    r"""\s*(?:[\w.$]{1,60}\(\s*)?(?:\{\s*"[^"]{0,200}"\s*:|\[\s*(?:\{\s*"[^"]{0,200}"\s*:|\[\s*"|"[^"]{0,2000}"\s*[,\]]))"""
)
_DOCUMENT = lazy(r"<(?:!doctype|html|body)\b", re.I)


def is_json(text: str) -> bool:
    """Whether a text is an API response in JSON, regardless of markup in its strings."""
    if _JSON.match(text) is None:
        return False
    return text[-200:].rstrip().endswith(("}", "]", ")", ");")) or _DOCUMENT.search(text[:65536]) is None


# Whether the decoded input is text at all: the bytes of a program, picture, archive or database can be decoded, too. Input that
# opens as a page is not examined. The thresholds separate the files that `python -m tests.binaries` makes, and 950 real ones,
# from the 191 pages of the corpora and of the matrix of encodings.

#: Maximum share of control characters. Strings of a program or database end in one, which gives 0.01 and more; the worst real
#: page has 0.0003.
MAX_CONTROLS = 0.005

#: Maximum share of characters that no writer uses (replacement characters, private use, unassigned): pixels read as GB 18030
#: have 0.05, a page with damaged bytes 0.001.
MAX_ODD = 0.02

#: Number of characters that are examined.
_LOOKED_AT = 20_000

#: Minimum length of a text whose shares of characters are measured.
_MEASURED = 100

#: Maximum number of different characters in data that are no text: a single colour, silence.
_FEW = 8

#: Maximum share of letters other than ASCII in a text read in the encoding that browsers fall back to: Icelandic, the highest,
#: has 0.15.
_MAX_ACCENTED = 0.35

#: Minimum share of white space in a text in a single-byte encoding: pixels have 0.01, Russian 0.12.
_MIN_SPACE = 0.02

#: Minimum share of white space and punctuation in a text. Below it are the strings of a database column, or a dictionary; verse
#: has a line end every seven characters.
_MIN_BREAKS = 0.005

#: Minimum length of a text that must have white space or punctuation, in characters.
_LONG = 400

#: Encodings whose languages have no spaces between words, or whose letters take two bytes.
_UNSPACED = ("gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "hz", "cp874", "str")


def is_no_text(read: Decoded, has_markup: bool) -> bool:
    """Whether input that does not open as a page is no text; ``has_markup`` says whether it contains markup (see `is_html`).
    The share of control characters shows an archive with a page inside; the other shares are measured only without markup."""
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
    """The number of characters that no writer uses."""
    from unicodedata import category  # needed for hardly any page

    return sum(
        text.count(character) for character in set(text) if character == "\ufffd" or category(character) in ("Co", "Cn")
    )


def _runs_on(text: str) -> bool:
    if len(text) < _LONG:
        return False
    breaks = sum(text.count(character) for character in set(text) if not character.isalnum())
    return breaks < _MIN_BREAKS * len(text)


def _has_no_words(text: str, encoding: str) -> bool:
    """Whether a text in a single-byte encoding, in which all bytes are valid, has no words of any language."""
    if encoding == "cp1252" and sum(character > "\x7f" for character in text) > _MAX_ACCENTED * len(text):
        return True
    return sum(map(str.isspace, text)) < _MIN_SPACE * len(text)


def names_account(page: Decoded) -> bool:
    """A cheap test, on bytes if the page arrived as bytes: whether a script may name the account that published the page."""
    return holds(page.utf8, _ACCOUNT_BYTES) if page.utf8 is not None else ACCOUNT_SIGN in page.text


def has_moments(page: Decoded) -> bool:
    """The same kind of test: whether a page has time elements."""
    return holds(page.utf8, _MOMENT_BYTES) if page.utf8 is not None else _MOMENT in page.text


def names_title(page: Decoded) -> bool:
    """The same kind of test: whether a script may name the title of a page of that platform."""
    return holds(page.utf8, _TITLE_BYTES) if page.utf8 is not None else TITLE_SIGN in page.text


#: The beginning of the platform's script that names the title.
TITLE_SIGN = "var msg_title"
_TITLE_BYTES = TITLE_SIGN.encode()

#: The beginning of a platform's script that names the account.
ACCOUNT_SIGN = "var nickname"
_ACCOUNT_BYTES = ACCOUNT_SIGN.encode()

#: The beginning of a time element.
_MOMENT = "<time"
_MOMENT_BYTES = _MOMENT.encode()
