"""Undo the Content-Encoding of a stored response, up to a size limit: a gigabyte of one letter compresses to a megabyte."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from cleaners.bulk.arrow import pyarrow
from cleaners.extras import MissingExtraError, require

#: Maximum size of one decompressed chunk, and of the compressed input for it, in bytes. The input is small because zlib copies
#: everything after the end of a member.
_STEP, _PACKED = 1 << 16, 1 << 13


class BodyError(Exception):
    """A body that cannot be decoded; the message says why."""


def decode_body(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """The decoded body, and whether it is complete. ``encoding`` is a Content-Encoding: ``gzip``, ``x-gzip``, ``deflate``,
    ``br`` or ``zstd``, or several separated by commas. The result has at most ``limit`` + 1 bytes, so that the caller can
    recognise a body over the limit.

    Some archives keep the header of a body that they stored decoded: a body that begins with markup is returned unchanged.
    Raises BodyError.
    """
    is_whole = True
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in ("", "identity", "none"):
            continue
        unpack = _DECODERS.get(name)
        if unpack is None:
            raise BodyError(f"Content-Encoding {name}")
        if not body or _is_plain(body):
            continue
        body, ended = _joined(unpack(body), limit)
        is_whole = is_whole and ended
    return body, is_whole


_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]{0,1000})?\r?\n")


def unchunk(body: bytes) -> tuple[bytes, bool]:
    """The body without its chunked transfer coding (RFC 9112, 7.1), and whether the last chunk is present. Anything after a
    malformed chunk is dropped. A body that does not begin with a chunk was joined before it was stored, and is returned
    unchanged."""
    found, place = bytearray(), 0
    if _CHUNK.match(body) is None:
        return body, True
    while (head := _CHUNK.match(body, place)) is not None:
        size, place = int(head[1], 16), head.end()
        if not size:
            return bytes(found), True
        found += body[place : place + size]
        place += size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    return bytes(found), False


def _is_plain(body: bytes) -> bool:
    """Whether a body begins with markup, as no stream of these encodings does."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _joined(parts: Iterator[bytes | None], limit: int) -> tuple[bytes, bool]:
    """The parts joined, up to the limit, and whether the stream reached its end (its last part is None) or the limit."""
    found = bytearray()
    for part in parts:
        if part is None:
            return bytes(found), True
        found += part
        if len(found) > limit:
            return bytes(found[: limit + 1]), True
    return bytes(found), False


def _inflate(body: bytes) -> Iterator[bytes | None]:
    """Decompress gzip, also with several members, and deflate with or without zlib's header: servers send both. Raises
    BodyError."""
    stream, place = zlib.decompressobj(_window_bits(body)), 0
    while True:
        if stream.eof:
            place -= len(stream.unused_data)
            if body[place : place + 2] != _GZIP:
                yield None
                return
            stream = zlib.decompressobj(_ANY_HEADER)
        packed = stream.unconsumed_tail
        if not packed:
            packed = body[place : place + _PACKED]
            place += len(packed)
        try:
            part = stream.decompress(packed, _STEP)
        except zlib.error:
            return  # damaged: keep the output so far
        if part:
            yield part
        elif not packed and not stream.eof:
            return


_GZIP = b"\x1f\x8b"
_ANY_HEADER = zlib.MAX_WBITS | 32  # gzip's or zlib's


def _window_bits(body: bytes) -> int:
    """The ``wbits`` argument of zlib for a stream, by its header. Raises BodyError if it is neither gzip nor deflate."""
    for bits in (_ANY_HEADER, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            zlib.decompressobj(bits).decompress(body[:_PACKED], _STEP)
            return bits
    raise BodyError("not a gzip or deflate stream")


def _brotli(body: bytes) -> Iterator[bytes | None]:
    """Decompress Brotli. Raises BodyError."""
    _need("br", "warc")
    import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]

    stream = brotli.Decompressor()
    try:
        part = stream.process(body, output_buffer_limit=_STEP)
        while part:
            yield part
            part = stream.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        raise BodyError("not a br stream") from error
    if stream.is_finished():
        yield None


def _zstd(body: bytes) -> Iterator[bytes | None]:
    """Decompress Zstandard. Raises BodyError."""
    _need("zstd", "parquet")
    stream: Any = pyarrow().CompressedInputStream(io.BytesIO(body), "zstd")
    try:
        while part := stream.read(_STEP):
            yield part
    except (OSError, ValueError) as error:
        if "trunc" in str(error).lower() or "end" in str(error).lower():
            return
        raise BodyError("not a zstd stream") from error
    yield None


def _need(encoding: str, extra: str) -> None:
    try:
        require(f"Content-Encoding {encoding}", extra)
    except MissingExtraError as error:
        raise BodyError(str(error)) from error


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes | None]]] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _brotli,
    "zstd": _zstd,
}
