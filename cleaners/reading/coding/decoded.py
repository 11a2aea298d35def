"""A decoded page, and how bytes that are valid in one encoding become one."""

from __future__ import annotations

from cleaners.reading.characters import sanitize
from cleaners.reading.patterns import lazy

#: Seven-bit encodings, each with the bytes that begin a run of non-ASCII characters.
SEVEN_BIT = {"iso2022_jp": b"\x1b$", "hz": b"~{"}

#: Forbidden control characters as bytes. In every superset of ASCII, none of them is part of another character. Removing them
#: from the bytes takes a seventh of the time of a search in the text, and the parser requires it; the other forbidden
#: characters are removed from the output.
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r") + b"\x7f"

#: Control characters that no editor writes. A vertical tab breaks a line in a word processor, and a form feed breaks a page.
BINARY = bytes(set(CONTROLS) - set(b"\v\f\x1b"))
_BINARY_CHARACTER = lazy("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

try:
    from cleaners.reading._bytes import has_controls as has_controls
    from cleaners.reading._bytes import measure_clean, measure_utf8
except ImportError:  # not compiled: say yes, since removing none is harmless

    def has_controls(data: bytes) -> bool:
        return True

    measure_clean = measure_utf8 = None  # type: ignore[assignment]

#: Length of the opening of a text, in characters.
_OPENING = 1_024


class Decoded:
    """A page's text, the Python name of the codec that decoded it, and flags (``mojibake``, ``truncated``).

    ``utf8`` is the text in UTF-8 if the page arrived so: the parser takes it unchanged, and most pages are never needed as a
    string. ``size`` is the number of characters, ``lost`` the number of U+FFFD among them, and ``controls`` the number of
    removed control characters that no editor writes, without zeros at the end.
    """

    __slots__ = ("_text", "controls", "encoding", "flags", "lost", "size", "utf8")

    def __init__(
        self,
        text: str | None,
        encoding: str,
        flags: tuple[str, ...] = (),
        utf8: bytes | None = None,
        measured: tuple[int, int] | None = None,
    ) -> None:
        """``measured`` is (size, lost) if they are known before the text is made from ``utf8``."""
        self._text = text
        self.encoding = encoding
        self.flags = flags
        self.utf8 = utf8
        self.controls = 0
        self.size, self.lost = measured or (len(self.text), self.text.count("\ufffd"))

    @property
    def text(self) -> str:
        """The page as a string."""
        if self._text is None:
            self._text = (self.utf8 or b"").decode("utf-8")
        return self._text

    @property
    def opening(self) -> str:
        """The first `_OPENING` characters of the text."""
        if self._text is not None or self.utf8 is None:
            return self.text[:_OPENING]
        return self.utf8[:_OPENING].decode("utf-8", "ignore")


def read_clean(data: bytes) -> Decoded | None:
    """Decode most pages: valid UTF-8 without control characters and signs of a seven-bit encoding; None for others."""
    measured = measure_clean(data) if measure_clean is not None else None
    if measured is None or (measured[0] == len(data) and any(opening in data for opening in SEVEN_BIT.values())):
        return None
    return Decoded(None, "utf-8", utf8=data, measured=measured)


def read_utf8(data: bytes) -> Decoded | None:
    """`fit` for UTF-8, the encoding of most pages, without creating the string."""
    if measure_utf8 is not None:
        end, size, lost = measure_utf8(data)
        if end == len(data):
            return Decoded(None, "utf-8", utf8=data, measured=(size, lost))
    return fit(data, "utf-8")


def fit(data: bytes, encoding: str) -> Decoded | None:
    """The page if it is valid in an encoding, else None; a character cut at the very end is left out, with the flag
    ``truncated``."""
    try:
        return Decoded(data.decode(encoding), encoding, utf8=data if encoding == "utf-8" else None)
    except UnicodeDecodeError as error:
        if error.start < max(1, len(data) - 4):
            return None
        return Decoded(data[: error.start].decode(encoding, "replace"), encoding, ("truncated",))


def sanitized(read: Decoded) -> Decoded:
    """The page without the control characters that output must not contain; those that no editor writes are counted."""
    text = sanitize(read.text)
    clean = Decoded(text, read.encoding, read.flags)
    clean.controls = len(_BINARY_CHARACTER.findall(read.text.rstrip("\0"))) if text != read.text else 0
    return clean
