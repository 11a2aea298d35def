"""Determine the type of a picture by its first bytes: the type that a server declares proves nothing."""

from __future__ import annotations

import re

#: Media type and suffix by the first bytes: https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm, plus the
#: brands of ISO media files (AVIF, HEIC), TIFF and JPEG XL.
_SIGNATURES: tuple[tuple[str, str, re.Pattern[bytes]], ...] = tuple(
    (kind, suffix, re.compile(pattern, re.S))
    for kind, suffix, pattern in (
        ("image/jpeg", "jpg", rb"\xff\xd8\xff"),
        ("image/png", "png", rb"\x89PNG\r\n\x1a\n"),
        ("image/gif", "gif", rb"GIF8[79]a"),
        ("image/webp", "webp", rb"RIFF....WEBPVP"),
        ("image/avif", "avif", rb"....ftypavi[fs]"),
        ("image/heic", "heic", rb"....ftyp(?:heic|heix|mif1|msf1)"),
        ("image/bmp", "bmp", rb"BM....\0\0\0\0"),
        ("image/tiff", "tif", rb"II\*\0|MM\0\*"),
        ("image/x-icon", "ico", rb"\x00\x00\x01\x00"),
        ("image/jxl", "jxl", rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n"),
        (
            "image/svg+xml",
            "svg",
            rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->|<!DOCTYPE svg[^>]*>)*<svg[\s>]",
        ),
    )
)

_SUFFIXES = {kind: suffix for kind, suffix, _ in _SIGNATURES}

#: Number of bytes examined.
_OPENING = 8192


def picture_kind(body: bytes) -> str | None:
    """The media type of a picture; None if the bytes are not a picture."""
    opening = body[:_OPENING]
    return next((kind for kind, _, pattern in _SIGNATURES if pattern.match(opening) is not None), None)


def picture_suffix(kind: str) -> str:
    """The file name suffix for a media type of `picture_kind`."""
    return _SUFFIXES[kind]
