"""Bodies that came whole are told from cut ones."""

from __future__ import annotations

import gzip
import zlib

from crawler.net.bodies import is_whole_stream


def test_whole_streams_are_told_from_cut_ones() -> None:
    body = b"abc" * 100_000
    limit = 1 << 20
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(body) + raw.flush()
    for whole in (
        gzip.compress(body),
        zlib.compress(body),
        deflated,
        gzip.compress(body) * 2,
        gzip.compress(body) + bytes(7),
    ):
        assert is_whole_stream(whole, limit)
    for cut in (
        gzip.compress(body)[:-1],
        zlib.compress(body)[:-1],
        deflated[:-3],
        b"\x1f\x8b",
        b"<html>",
        gzip.compress(body)[:-6] + b"xxxxxx",
    ):
        assert not is_whole_stream(cut, limit)
    assert is_whole_stream(gzip.compress(bytes(50_000_000)), limit)  # its size is refused elsewhere
