"""Encoded text in a script: escapes, percent-encoding, or the base64 of UTF-8."""

from __future__ import annotations

import base64
import binascii
from itertools import islice
from urllib.parse import unquote

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: Minimum number of Han characters, in any encoding, in a script that contains an article.
MIN_HAN = 24

_HAN = lazy(rf"[{HAN}]|(?:[\\%]|%5[Cc])u[4-9][0-9a-fA-F]{{3}}|%[Ee][4-9]%[89AaBb]")
#: One of these occurs in an ASCII script that contains a Han character.
_HAN_SIGNS = ("\\u", "%E", "%e", "%u", "%5Cu", "%5cu")

#: Minimum length of a string that is taken for base64, in characters: shorter words of a script may be valid base64, too.
MIN_BASE64 = 80

#: Maximum number of base64 runs examined in a script, and of characters examined in each: pictures and fonts are also stored in
#: base64.
_LOOKS, _LOOKED_AT = 8, 4_000

_BASE64 = lazy(r"\s*+[A-Za-z0-9+/_-]++(?>(?:\s++[A-Za-z0-9+/_-]++)*)={0,2}\s*+")
_RUN = lazy(rf"[A-Za-z0-9+/_-]{{{MIN_BASE64}}}[A-Za-z0-9+/_-]*+")

#: A UTF-16 code unit as written by JavaScript's `escape`.
_UNIT = lazy(r"%u([0-9a-fA-F]{4})")
_PERCENT_CALLS = frozenset(("decodeURIComponent", "decodeURI", "unescape"))
#: Endings, in lower case, of the names of functions that decode base64: `atob`, `Base64.decode`, `b64DecodeUnicode`.
_BASE64_CALLS = ("atob", "decode", "decode64", "decodebase64", "b64decode", "base64decode", "unicode", "utf8")


def bytes_of_text(script: str) -> int:
    """Number of non-ASCII bytes in a script, plus three for each escape that may stand for a Han character."""
    escapes = sum(map(script.count, ("\\u", "%E", "%e", "%5Cu", "%5cu")))
    return 3 * escapes + sum(byte > 0x7F for byte in script.encode("utf-8", "replace"))


def called(name: str, text: str) -> str:
    """The result of a decoding function for a string; the string itself if the function is unknown."""
    if name in _PERCENT_CALLS:
        return unquote(_UNIT.sub(lambda match: chr(int(match[1], 16)), text) if "%u" in text else text)
    if name.lower().endswith(_BASE64_CALLS):
        return from_base64(text) or text
    return text


def from_base64(text: str) -> str | None:
    """The text of a string that is base64 of UTF-8; None for any other string."""
    if len(text) < MIN_BASE64 or not text.isascii() or _BASE64.fullmatch(text) is None:
        return None
    return _decoded("".join(text.split()), "strict")


def holds_han(script: str) -> bool:
    """Whether a script contains enough Han characters, in any encoding, for an article."""
    is_written = not script.isascii() or any(sign in script for sign in _HAN_SIGNS)
    return (is_written and _has_enough(script)) or _has_enough(_texts_in_base64(script))


def _has_enough(text: str) -> bool:
    return sum(1 for _ in islice(_HAN.finditer(text), MIN_HAN)) == MIN_HAN


def _texts_in_base64(script: str) -> str:
    """The decoded beginnings of the base64 runs in a script, as far as they may be text."""
    runs = (match[0][:_LOOKED_AT] for match in islice(_RUN.finditer(script), _LOOKS))
    return "".join(_decoded(run[: len(run) // 4 * 4], "ignore") or "" for run in runs)


def _decoded(text: str, errors: str) -> str | None:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if "-" in text or "_" in text else None)
        return data.decode("utf-8", errors)
    except (binascii.Error, ValueError):
        return None
