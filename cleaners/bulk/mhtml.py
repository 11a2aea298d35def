"""MHTML (RFC 2557): the page of an archive saved by a browser, without decoding the other parts.

Only headers go through the standard library's mail parser, which reads line by line. Pictures, the largest part of an archive,
are skipped by searching for the next boundary.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_PAGE_TYPES = ("text/html", "application/xhtml+xml")

#: Maximum nesting of parts: mail programs put the page two levels deep.
_MAX_DEPTH = 4

#: Maximum size of a part's headers in bytes, and of one header in characters: the standard library parses parameters and
#: encoded words in quadratic time.
_MAX_HEADERS, _MAX_HEADER = 1 << 16, 1 << 12

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")


class ArchiveError(Exception):
    """Not an MHTML archive, or one without a page; the message says why."""


class ArchivedPage(NamedTuple):
    """The page of an archive: body, Content-Type, address ("" if the archive names none), and the date as written. ``is_whole``
    is false if the archive is truncated."""

    body: bytes
    content_type: str
    url: str
    date: str
    is_whole: bool


class _Part(NamedTuple):
    """A part of an archive: its headers, and the content below them. ``is_whole`` says whether its closing boundary was
    found."""

    headers: Any
    content: bytes
    is_whole: bool = True


def read_archive(data: bytes) -> ArchivedPage:
    """The page of an MHTML archive: the part named by ``start``, otherwise the part with the snapshot's address, otherwise the
    first HTML part. Raises ArchiveError."""
    top = _read_part(data.lstrip(b"\r\n \t"))
    if not top.headers.keys():
        raise ArchiveError("not an MHTML archive: it does not begin with headers")
    address = _header(top, "Snapshot-Content-Location") or _header(top, "Content-Location")
    start = str(top.headers.get_param("start") or "").strip("<> ")
    pages = list(_pages_of(top))
    if not pages:
        raise ArchiveError("an MHTML archive without an HTML part")
    page = (
        next((part for part in pages if start and _header(part, "Content-ID").strip("<> ") == start), None)
        or next((part for part in pages if address and _header(part, "Content-Location") == address), None)
        or pages[0]
    )
    url = address or _header(page, "Content-Location")
    return ArchivedPage(_body(page), _content_type(page), url, _header(top, "Date"), page.is_whole)


def read_archive_pictures(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The complete pictures of an MHTML archive, each with its address."""
    for part in _leaves(_read_part(data.lstrip(b"\r\n \t")), 0):
        url = _header(part, "Content-Location")
        if part.headers.get_content_maintype() == "image" and url and part.is_whole:
            yield url, _body(part)


def _pages_of(top: _Part) -> Iterator[_Part]:
    """The HTML parts inside a part, in order."""
    return (part for part in _leaves(top, 0) if part.headers.get_content_type() in _PAGE_TYPES)


def _leaves(part: _Part, depth: int) -> Iterator[_Part]:
    """The parts inside a part that contain no other parts, in order."""
    if part.headers.get_content_maintype() != "multipart":
        yield part
        return
    boundary = part.headers.get_boundary()
    if not boundary or depth >= _MAX_DEPTH:
        return
    for content, is_whole in _split(part.content, b"--" + str(boundary).encode("utf-8", "surrogateescape")):
        yield from _leaves(_read_part(content, is_whole and part.is_whole), depth + 1)


def _split(content: bytes, mark: bytes) -> Iterator[tuple[bytes, bool]]:
    """The pieces of content between boundary lines, each with whether a boundary follows: if none does, the archive is
    truncated."""
    begin = _line_of(content, mark, 0)
    while begin >= 0:
        begin = content.find(b"\n", begin) + 1
        if not begin:
            return
        end = _line_of(content, mark, begin)
        if end < 0:
            yield content[begin:], False
            return
        yield content[begin:end].removesuffix(b"\n").removesuffix(b"\r"), True
        if content.startswith(mark + b"--", end):
            return
        begin = end


def _line_of(content: bytes, mark: bytes, begin: int) -> int:
    """The position of the next line that begins with a boundary; -1 if there is none."""
    place = content.find(mark, begin)
    while place > 0 and content[place - 1 : place] != b"\n":
        place = content.find(mark, place + 1)
    return place


def _read_part(data: bytes, is_whole: bool = True) -> _Part:
    from email.parser import BytesHeaderParser

    ends = [(place + len(gap)) for gap in (b"\r\n\r\n", b"\n\n") if (place := data.find(gap)) >= 0]
    end = 0 if data[:1] in (b"\r", b"\n") else min(ends, default=len(data))
    headers = BytesHeaderParser().parsebytes(data[: min(end, _MAX_HEADERS)])
    for name, value in headers.items():
        if len(str(value)) > _MAX_HEADER:
            headers.replace_header(name, str(value)[:_MAX_HEADER])
    return _Part(headers, data[end:], is_whole)


def _body(part: _Part) -> bytes:
    """The content without its transfer encoding; invalid bytes are skipped, as in browsers."""
    encoding = _header(part, "Content-Transfer-Encoding").lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.content)
    if encoding == "base64":
        return _read_base64(part.content)
    return part.content


def _read_base64(content: bytes) -> bytes:
    """The decoded bytes up to the first padding; a single leftover letter encodes nothing and is dropped."""
    letters = _NO_BASE64.sub(b"", content).partition(b"=")[0]
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _content_type(part: _Part) -> str:
    charset = part.headers.get_content_charset()
    kind = part.headers.get_content_type()
    return f"{kind}; charset={charset}" if charset else str(kind)


def _header(part: _Part, name: str) -> str:
    """A header as unfolded text; "" if it is missing. Browsers write addresses as encoded words (RFC 2047)."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    value = part.headers.get(name)
    if value is None:
        return ""
    try:
        text = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, MessageError):
        text = str(value)
    # The white space of an address comes from folding, or from between its encoded words.
    return "".join(text.split()) if name.endswith("Location") else " ".join(text.split())
