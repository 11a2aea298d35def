"""Bodies as archives hold them: encoded, decoded already, cut, damaged, and far larger than they look."""

from __future__ import annotations

import gzip
import random
import zlib
from typing import Any

import pytest

from cleaners.bulk.bodies import BodyError, decode_body
from tests.pace import assert_within

LIMIT = 10_000_000
_ANY = random.Random(3)  # noqa: S311  characters in no order, so that half of a stream is half of the text
TEXT = ("<p>" + "".join(chr(0x4E00 + _ANY.randrange(4_999)) for _ in range(120_000)) + "</p>").encode()


def packed(encoding: str) -> bytes:
    if encoding == "br":
        return bytes(pytest.importorskip("brotli").compress(TEXT))
    if encoding == "zstd":
        return bytes(pytest.importorskip("pyarrow").compress(TEXT, codec="zstd", asbytes=True))
    return zlib.compress(TEXT) if encoding == "deflate" else gzip.compress(TEXT)


def bare_deflate(text: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(text) + stream.flush()


ENCODINGS = ("gzip", "x-gzip", "deflate", "br", "zstd")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_undone(encoding: str) -> None:
    assert decode_body(packed(encoding), encoding, LIMIT) == (TEXT, True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_cut_stream_gives_what_it_holds_and_says_so(encoding: str) -> None:
    whole = packed(encoding)
    text, is_whole = decode_body(whole[: len(whole) // 2], encoding, LIMIT)
    assert not is_whole
    assert 0.2 * len(TEXT) < len(text) < len(TEXT)
    assert TEXT.startswith(text)


def test_a_body_of_very_many_members_takes_no_time() -> None:
    for member in (b"a", b""):
        body = gzip.compress(member) * 100_000
        assert decode_body(body, "gzip", LIMIT) == (member * 100_000, True)
        assert_within(25, lambda body=body: decode_body(body, "gzip", LIMIT))  # type: ignore[misc]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_more_than_the_limit_is_unpacked(encoding: str) -> None:
    assert decode_body(packed(encoding), encoding, 1_000) == (TEXT[:1_001], True)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (TEXT, "gzip"),  # the header outlived the encoding
        (b"\xef\xbb\xbf\r\n" + TEXT, "br"),
        (b"", "zstd"),
    ],
)
def test_what_is_decoded_already_stays(body: bytes, encoding: str) -> None:
    assert decode_body(body, encoding, LIMIT) == (body, True)


def test_several_encodings_and_members_are_undone() -> None:
    assert decode_body(gzip.compress(zlib.compress(TEXT)), "deflate, GZIP", LIMIT) == (TEXT, True)
    assert decode_body(gzip.compress(TEXT[:900]) + gzip.compress(TEXT[900:]), "gzip", LIMIT) == (TEXT, True)
    assert decode_body(bare_deflate(TEXT), "deflate", LIMIT) == (TEXT, True)


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("gzip", "not a gzip or deflate stream"),
        ("br", "not a br stream"),
        ("zstd", "not a zstd stream"),
        ("compress", "Content-Encoding compress"),
    ],
)
def test_what_is_no_such_stream_is_an_error_with_a_reason(encoding: str, reason: str) -> None:
    if encoding == "br":
        pytest.importorskip("brotli")
    if encoding == "zstd":
        pytest.importorskip("pyarrow")
    with pytest.raises(BodyError, match=reason):
        decode_body(b"\x00\x01 no stream at all" * 9, encoding, LIMIT)


def test_an_encoding_whose_extra_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(what: str, *extras: str) -> Any:
        from cleaners.extras import MissingExtraError, advice

        raise MissingExtraError(advice(what, list(extras)))

    monkeypatch.setattr("cleaners.bulk.bodies.require", missing)
    with pytest.raises(BodyError, match=r"Content-Encoding br.*dute\[warc\]"):
        decode_body(b"\x0b\x02\x80", "br", LIMIT)
