"""A picture is told by its first bytes, whatever it is called."""

from __future__ import annotations

import pytest

from crawler.net.picture_kinds import picture_kind, picture_suffix
from tests.pace import assert_within


@pytest.mark.parametrize(
    ("body", "kind", "suffix"),
    [
        (b"\xff\xd8\xff\xe1 ", "image/jpeg", "jpg"),
        (b"\x89PNG\r\n\x1a\n ", "image/png", "png"),
        (b"GIF87a ", "image/gif", "gif"),
        (b"GIF89a ", "image/gif", "gif"),
        (b"RIFF\x10\0\0\0WEBPVP8L", "image/webp", "webp"),
        (b"\0\0\0\x20ftypavif", "image/avif", "avif"),
        (b"\0\0\0\x18ftypheic", "image/heic", "heic"),
        (b"BM\x10\x20\0\0\0\0\0\0\x36", "image/bmp", "bmp"),
        (b"II*\0 ", "image/tiff", "tif"),
        (b"MM\0* ", "image/tiff", "tif"),
        (b"\0\0\1\0\1\0", "image/x-icon", "ico"),
        (b"\xff\x0a\xfa", "image/jxl", "jxl"),
        (b"<svg xmlns='x'>", "image/svg+xml", "svg"),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<!DOCTYPE svg PUBLIC 'x'>\n<svg>",
            "image/svg+xml",
            "svg",
        ),
    ],
)
def test_a_picture_has_a_kind(body: bytes, kind: str, suffix: str) -> None:
    assert picture_kind(body) == kind
    assert picture_suffix(kind) == suffix


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff\xd8", b"<html><svg>", b"<!DOCTYPE html><p>404</p>", b"RIFF\x10\0\0\0WAVEfmt ", b"BM is a word", b"%PDF-1.7",
        b"\0\0\0\x20ftypmp42", b"<svgs>", b"{}", b"<!-- <svg> -->",
    ],
)  # fmt: skip
def test_what_is_no_picture_has_none(body: bytes) -> None:
    assert picture_kind(body) is None


@pytest.mark.parametrize("piece", [b"<!-- -->", b"<?xml ", b" ", b"<!--", b"<!DOCTYPE svg", b"<?xml ><!-- --> "])
def test_the_question_takes_no_time_on_any_opening(piece: bytes) -> None:
    opening = piece * 5_000
    assert picture_kind(opening) is None
    assert_within(1, lambda: picture_kind(opening))
