"""Tests for complete bodies: a compressed stream with its end, a page with its end tag."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable

try:  # Scrapy 2.19 installs one of the two, and its own zstd
    import brotli  # type: ignore[import-untyped]
except ImportError:  # pragma: no cover
    import brotlicffi as brotli  # type: ignore[import-not-found]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Bytes decompressed at a time.
_CHUNK = 1 << 18

_HEAD_ONLY = re.compile(
    rb"(?:<!--.*?(?:-->|\Z)|<(?P<raw>script|style|title|noscript)\b[^>]*(?:>.*?(?:</(?P=raw)\s*>|\Z)|\Z)"
    rb"|<(?:!doctype|html|head|meta|link|base|\?xml)\b[^>]*(?:>|\Z)|</(?:script|style|title|noscript)\s*>|<[a-z!/]{0,9}\Z|\s+)*",
    re.I | re.S,
)


def is_whole(body: bytes, encoding: str, limit: int) -> bool:
    """Whether a body with a content encoding decompresses to its end. An unknown encoding counts as complete, and so does a
    body that exceeds ``limit`` bytes: both are refused elsewhere."""
    check = _CHECKS.get(encoding)
    return check is None or check(body, limit)


def is_whole_stream(body: bytes, limit: int) -> bool:
    """Whether gzip or deflate decompresses to its end and matches its checksum."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # gzip and zlib by their headers; raw deflate
        try:
            return _ends(body, window, limit)
        except zlib.error:
            continue
    return False


def _ends(body: bytes, window: int, limit: int) -> bool:
    size = 0
    while body:
        stream = zlib.decompressobj(window)
        while body and not stream.eof:
            size += len(stream.decompress(body, _CHUNK))
            body = stream.unconsumed_tail
            if size > limit:
                return True
        if not stream.eof:
            return False
        body = stream.unused_data.lstrip(b"\0")  # a gzip file may have several members and padding
        if body[:2] != b"\x1f\x8b":
            break  # bytes after the end are ignored, as in browsers
    return True


def is_whole_brotli(body: bytes, limit: int) -> bool:
    """Whether brotli decompresses to its end."""
    stream = brotli.Decompressor()
    size, piece = 0, body
    try:
        while not stream.is_finished():
            out = stream.process(piece, output_buffer_limit=_CHUNK)
            size, piece = size + len(out), b""
            if size > limit:
                return True
            if not out:
                break
        return bool(stream.is_finished())
    except brotli.error:
        return False


def is_whole_zstd(body: bytes, limit: int) -> bool:
    """Whether every frame of zstd decompresses to its end and matches its checksum."""
    size = 0
    try:
        while body:
            stream = zstd.ZstdDecompressor()
            piece = body
            while not stream.eof:
                out = stream.decompress(piece, max_length=_CHUNK)
                size, piece = size + len(out), b""
                if size > limit:
                    return True
                if not out and stream.needs_input:
                    return False
            body = stream.unused_data
        return True
    except zstd.ZstdError:
        return False


_CHECKS: dict[str, Callable[[bytes, int], bool]] = {
    "gzip": is_whole_stream,
    "x-gzip": is_whole_stream,
    "deflate": is_whole_stream,
    "br": is_whole_brotli,
    "zstd": is_whole_zstd,
}


def is_cut_page(body: bytes) -> bool:
    """Whether a page begins with ``<html>`` but does not end with ``</html>``."""
    start, end = body[:2048].lower(), body[-2048:].lower()
    return b"<html" in start and b"</html" not in end


def is_cut_in_head(body: bytes) -> bool:
    """Whether a page ends before its body begins: then it is incomplete, whatever length the server declared."""
    if not is_cut_page(body) or b"</head" in body[-65536:].lower():
        return False
    found = _HEAD_ONLY.match(body)
    return found is not None and found.end() == len(body)
