"""bytes (+ headers) → str, by validating encodings instead of trusting labels.

A label (HTTP header, ``<meta charset>``) is a witness that the bytes can refute: pages that declare gb2312 but contain UTF-8
are common, and so is the reverse. No statistical detector was reliable on short GBK strings (compared in November 2026:
charset-normalizer, chardet 7, faust-cchardet), so encodings are tried in this order: byte order mark; UTF-16, if the bytes then
read as markup or text; strict UTF-8; GB18030 against Big5, if the result reads as Chinese; the declared encoding of another
language; and finally the encoding that loses least. A single-byte encoding is valid for any bytes, so its label proves nothing.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping

from cleaners.reading.coding.decoded import CONTROLS, Decoded, fit, has_controls, read_clean, read_utf8, sanitized
from cleaners.reading.limits import MAX_CHARS

#: Minimum share of U+FFFD among the characters of a garbled text (flag ``mojibake``).
MOJIBAKE_SHARE = 0.001

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BOM_STARTS = frozenset(bom[:1] for bom, _ in _BOMS)


def decode(data: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Decode a page's bytes. Never raises; undecodable bytes become U+FFFD and set the flag ``mojibake``.

    ``headers`` are the response's, with names in any case; only Content-Type is used. The text contains no control characters,
    but may contain others that are forbidden in output: see `sanitize`.
    """
    data = data[: 4 * MAX_CHARS + 4]  # a character has at most four bytes in any encoding
    marked = _decode_marked(data) or _decode_wide(data, headers)
    return _flagged(marked or read_clean(data) or _decode_other(data, headers))


def decode_utf8(data: bytes) -> Decoded:
    """Decode a page that is known to be UTF-8, whatever it declares. Never raises; flags as for `decode`."""
    data = data[: 4 * MAX_CHARS + 4]
    data = data.translate(None, CONTROLS) if has_controls(data) else data
    return _flagged(read_utf8(data) or Decoded(data.decode("utf-8", "replace"), "utf-8"))


def _flagged(read: Decoded) -> Decoded:
    """The decoded page, cut to the maximum length, with flags for its faults."""
    if read.size > MAX_CHARS:
        read = Decoded(read.text[:MAX_CHARS], read.encoding, (*read.flags, "truncated"))
    if read.lost > max(2, MOJIBAKE_SHARE * read.size):
        read.flags = (*read.flags, "mojibake")
    if read.flags:
        read.flags = tuple(dict.fromkeys(read.flags))
    return read


def _decode_marked(data: bytes) -> Decoded | None:
    """Decode by the byte order mark; None without one."""
    if data[:1] not in _BOM_STARTS:
        return None
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            rest = data[len(bom) :]
            return sanitized(fit(rest, encoding) or Decoded(rest.decode(encoding, "replace"), encoding))
    return None


def _decode_wide(data: bytes, headers: Mapping[str, str] | None) -> Decoded | None:
    """Decode UTF-16 or UTF-32 without a byte order mark; None for a page that is neither declared so nor has zero bytes."""
    is_declared = bool(headers) and _says_wide(headers)
    if not is_declared and 0 not in data[:4096]:
        return None
    from cleaners.reading.coding.wide import decode_wide  # hardly any page

    return decode_wide(data, is_declared=is_declared)


def _says_wide(headers: Mapping[str, str] | None) -> bool:
    from cleaners.reading.coding.labels import declared_codecs  # what is read from a file has no headers

    return any(codec.startswith("utf-16") for codec in declared_codecs(b"", headers))


def _decode_other(data: bytes, headers: Mapping[str, str] | None) -> Decoded:
    from cleaners.reading.coding.supersets import decode_without_controls  # most pages are clean UTF-8

    return decode_without_controls(data, headers)
