"""Text that a script keeps in another writing: escaped, percent-encoded, or the base64 of UTF-8."""

from __future__ import annotations

import base64
import binascii
from itertools import islice
from urllib.parse import unquote

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: Han characters, in any of the ways that scripts write them, below which a script holds no article.
MIN_HAN = 24

_HAN = lazy(rf"[{HAN}]|(?:[\\%]|%5[Cc])u[4-9][0-9a-fA-F]{{3}}|%[Ee][4-9]%[89AaBb]")
#: What a script in ASCII has where it writes a Han character.
_HAN_SIGNS = ("\\u", "%E", "%e", "%u", "%5Cu", "%5cu")

#: Characters of base64 from which a string is taken for it: a word of a script is one too.
MIN_BASE64 = 80

#: Runs of base64 that are looked at in a script, and characters of each: pictures and fonts are kept so too.
_LOOKS, _LOOKED_AT = 8, 4_000

_BASE64 = lazy(r"\s*+[A-Za-z0-9+/_-]++(?>(?:\s++[A-Za-z0-9+/_-]++)*)={0,2}\s*+")
_RUN = lazy(rf"[A-Za-z0-9+/_-]{{{MIN_BASE64}}}[A-Za-z0-9+/_-]*+")

#: A unit of UTF-16 as JavaScript's own `escape` writes it.
_UNIT = lazy(r"%u([0-9a-fA-F]{4})")
_PERCENT_CALLS = frozenset(("decodeURIComponent", "decodeURI", "unescape"))
#: What the calls that decode base64 end with, in small letters: `atob`, `Base64.decode`, `b64DecodeUnicode`.
_BASE64_CALLS = ("atob", "decode", "decode64", "decodebase64", "b64decode", "base64decode", "unicode", "utf8")


def bytes_of_text(script: str) -> int:
    """Bytes of a script that are not ASCII, and three for each escape that may stand for a Han character."""
    escapes = sum(map(script.count, ("\\u", "%E", "%e", "%5Cu", "%5cu")))
    return 3 * escapes + sum(byte > 0x7F for byte in script.encode("utf-8", "replace"))


def called(name: str, text: str) -> str:
    """What a call makes of a string; the string itself for one that is not known."""
    if name in _PERCENT_CALLS:
        return unquote(_UNIT.sub(lambda match: chr(int(match[1], 16)), text) if "%u" in text else text)
    if name.lower().endswith(_BASE64_CALLS):
        return from_base64(text) or text
    return text


def from_base64(text: str) -> str | None:
    """The text whose UTF-8 a string is the base64 of; None for another string."""
    if len(text) < MIN_BASE64 or not text.isascii() or _BASE64.fullmatch(text) is None:
        return None
    return _decoded("".join(text.split()), "strict")


def holds_han(script: str) -> bool:
    """Whether a script holds enough Han characters, in any writing, to hold an article."""
    is_written = not script.isascii() or any(sign in script for sign in _HAN_SIGNS)
    return (is_written and _has_enough(script)) or _has_enough(_texts_in_base64(script))


def _has_enough(text: str) -> bool:
    return sum(1 for _ in islice(_HAN.finditer(text), MIN_HAN)) == MIN_HAN


def _texts_in_base64(script: str) -> str:
    """The beginnings of what stands in base64 in a script, as far as it may be text."""
    runs = (match[0][:_LOOKED_AT] for match in islice(_RUN.finditer(script), _LOOKS))
    return "".join(_decoded(run[: len(run) // 4 * 4], "ignore") or "" for run in runs)


def _decoded(text: str, errors: str) -> str | None:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if "-" in text or "_" in text else None)
        return data.decode("utf-8", errors)
    except (binascii.Error, ValueError):
        return None
