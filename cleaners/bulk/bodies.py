"""Undo the Content-Encoding of a stored answer, never past a limit: a gigabyte of one letter packs into a megabyte."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from cleaners.bulk.arrow import pyarrow
from cleaners.extras import MissingExtraError, require

#: Bytes that are unpacked at a time, and packed bytes that are given for it: what stands behind the end of a member is copied.
_STEP, _PACKED = 1 << 16, 1 << 13


class BodyError(Exception):
    """A body that cannot be decoded; the message says why."""


def decode_body(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """The body without its encodings (``gzip``, ``x-gzip``, ``deflate``, ``br``, ``zstd``, several by commas), and whether it is
    whole. At most ``limit`` + 1 bytes, so that a longer one can be told.

    Archives keep the header of a body that was decoded before it was stored: one that opens as text is taken as it is.
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
    """The body without the chunks it was sent in (RFC 9112, 7.1), and whether the last one is there. What comes behind a chunk
    that is no chunk is left out. A body that does not open with one was put together before it was stored, and stays as it is."""
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
    """Whether a body opens with markup: no stream of these encodings does."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _joined(parts: Iterator[bytes | None], limit: int) -> tuple[bytes, bool]:
    """The parts up to the limit, and whether the stream came to its end (its last part is None) or to the limit."""
    found = bytearray()
    for part in parts:
        if part is None:
            return bytes(found), True
        found += part
        if len(found) > limit:
            return bytes(found[: limit + 1]), True
    return bytes(found), False


def _inflate(body: bytes) -> Iterator[bytes | None]:
    """gzip, of several members too, and deflate with the header of zlib or bare, as servers send it. Raises BodyError."""
    stream, place = zlib.decompressobj(_bits_of(body)), 0
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
            return  # damaged: what came before stays
        if part:
            yield part
        elif not packed and not stream.eof:
            return


_GZIP = b"\x1f\x8b"
_ANY_HEADER = zlib.MAX_WBITS | 32  # that of gzip or zlib


def _bits_of(body: bytes) -> int:
    """Which header a stream has, for zlib. Raises BodyError where it is none."""
    for bits in (_ANY_HEADER, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            zlib.decompressobj(bits).decompress(body[:_PACKED], _STEP)
            return bits
    raise BodyError("no gzip or deflate stream")


def _brotli(body: bytes) -> Iterator[bytes | None]:
    """Raises BodyError."""
    _need("br", "warc")
    import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]

    stream = brotli.Decompressor()
    try:
        part = stream.process(body, output_buffer_limit=_STEP)
        while part:
            yield part
            part = stream.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        raise BodyError("no br stream") from error
    if stream.is_finished():
        yield None


def _zstd(body: bytes) -> Iterator[bytes | None]:
    """Raises BodyError."""
    _need("zstd", "parquet")
    stream: Any = pyarrow().CompressedInputStream(io.BytesIO(body), "zstd")
    try:
        while part := stream.read(_STEP):
            yield part
    except (OSError, ValueError) as error:
        if "trunc" in str(error).lower() or "end" in str(error).lower():
            return
        raise BodyError("no zstd stream") from error
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
