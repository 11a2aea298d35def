"""UTF-16 and UTF-32 without a byte order mark."""

from __future__ import annotations

from cleaners.reading.coding.chinese import CHINESE_SHARE, commonness, loss
from cleaners.reading.coding.decoded import Decoded, fit, sanitized
from cleaners.reading.kinds import MARKUP


def decode_wide(data: bytes, *, is_declared: bool) -> Decoded | None:
    """Decode UTF-16 or UTF-32 without a byte order mark: recognised by markup that is unreadable as single bytes.

    A text without markup is UTF-16 if the header says so (``is_declared``) and it reads as Chinese, or if it has zero bytes in
    the right places.
    """
    head = data[:65_536]
    if MARKUP.search(head.decode("latin-1")) or _is_utf8(head.replace(b"\0", b"")):
        return None
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        text = head.decode(encoding, "ignore")
        if MARKUP.search(text) or (is_declared and commonness(text) > CHINESE_SHARE):
            return _read_wide(data, encoding)
    zeros = head.count(0)
    odd = head[1::2].count(0)
    if zeros * 5 < len(head) or min(odd, zeros - odd) * 20 > zeros or len(head) < 16:
        return None
    return _read_wide(data, "utf-16-le" if odd * 2 > zeros else "utf-16-be")


def _read_wide(data: bytes, encoding: str) -> Decoded | None:
    read = fit(data, encoding) or Decoded(data.decode(encoding, "replace"), encoding)
    return sanitized(read) if loss(read.text) < 0.02 else None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with non-ASCII characters; the last character may be cut."""
    read = fit(data, "utf-8")
    return read is not None and not read.text.isascii()
