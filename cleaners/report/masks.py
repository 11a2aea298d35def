"""Mask the words of a page and keep its shape, for skeletons that leave the machine on which they were made.

| what | becomes |
|---|---|
| Han characters, and symbols made of them (㈱) | 某 |
| Latin letters and those of other scripts | ``x``, capitals ``X``; kana の and ノ, Hangul 가, full-width ｘ and Ｘ |
| digits | ``0``, full-width ０; a date ``2025-03-25`` becomes ``2000-01-01``, so that it remains a date |
| white space, punctuation, other symbols | unchanged |
| addresses | letters and digits as above; hosts ``site.example`` and ``other.example``; suffixes such as ``.html`` stay |

There is one placeholder for each class of characters, so only length and punctuation of a text remain recognisable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import urlsplit

from cleaners.reading.han import is_han

#: The placeholder for a Han character.
HAN = "某"

#: Suffixes of paths, which reveal only the type of the target.
_ENDINGS = frozenset(
    (
        "html htm shtml xhtml php jsp jspx asp aspx do action jpg jpeg png gif webp avif bmp svg ico css js json xml rss "
        "txt pdf doc docx xls xlsx zip mp3 mp4 m3u8 flv woff woff2 ttf"
    ).split()
)
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d{2}([-/.])(\d{1,2})\1(\d{1,2})(?!\d)(T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#?\w{1,30};?")
_WEB = re.compile(r"(?:https?:)?//", re.I)
_PATH = re.compile(
    r"(?:\.{0,2}/|[?#])\S*|[\w./%?=&~-]+\.(?:html?|shtml|php|jsp|aspx?|jpe?g|png|gif|webp|js|css)(?:[?#]\S*)?",
    re.I | re.ASCII,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{1,20}):(?![/\d\s])", re.I)
_HOSTS = {True: "site.example", False: "other.example"}


class _Placeholders(dict[int, str | None]):
    """The placeholder of every character, by code point."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = _placeholder(chr(code))
        return found


_PLACEHOLDERS = _Placeholders()


def mask_text(text: str) -> str:
    """A text with the same length, white space and punctuation, but without its letters and digits. Invisible characters are
    removed."""
    pieces, end = [], 0
    for day in _DAY.finditer(text):
        month, date = (f"{1:0{len(part)}}" for part in (day[2], day[3]))
        clock = re.sub(r"\d", "0", day[4] or "")
        pieces += [text[end : day.start()].translate(_PLACEHOLDERS), f"2000{day[1]}{month}{day[1]}{date}{clock}"]
        end = day.end()
    return "".join((*pieces, text[end:].translate(_PLACEHOLDERS)))


def mask_value(value: str, hosts: Collection[str] = ()) -> str:
    """The masked value of an attribute, or of a string in a script: an address or a text."""
    stripped = value.strip()
    if _WEB.match(stripped) or _PATH.fullmatch(stripped) or _SCHEME.match(stripped):
        return mask_address(value, hosts)
    return mask_text(value)


def mask_address(address: str, hosts: Collection[str] = ()) -> str:
    """An address with its shape preserved. ``hosts`` are the site's hosts."""
    address = address.strip()
    scheme = _SCHEME.match(address)
    if scheme is not None and not _WEB.match(address):
        known = scheme[1].lower() in ("javascript", "data", "about", "mailto", "tel")
        return f"{scheme[1].lower()}:" if known else mask_text(address)
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return mask_text(address)
    before = ""
    if parts.netloc:
        before = f"{parts.scheme.lower()}:" if parts.scheme.lower() in ("http", "https") else ""
        before += f"//{_HOSTS[host in hosts]}"
    rest = parts._replace(scheme="", netloc="").geturl().lstrip("/") if parts.netloc else address
    slash = "/" if parts.netloc and parts.path else ""
    path, mark, query = re.match(r"([^?#]*)([?#]?)(.*)", rest, re.S).groups()  # type: ignore[union-attr]
    return f"{before}{slash}{_mask_path(path)}{mark}{_masked_escapes(query)}"


def _mask_path(path: str) -> str:
    stem, dot, ending = path.rpartition(".")
    if dot and ending.lower() in _ENDINGS:
        return f"{_masked_escapes(stem)}.{ending.lower()}"
    return _masked_escapes(path)


def _masked_escapes(text: str) -> str:
    """The masked form of a text that contains character escapes."""
    return mask_text(_ESCAPED.sub("x", text))


def _placeholder(character: str) -> str | None:
    if is_han(character):
        return HAN
    category, name = unicodedata.category(character), unicodedata.name(character, "")
    if category[0] in "LM":
        return _letter(character, category, name)
    if category[0] == "N":
        return "０" if name.startswith("FULLWIDTH") else "0" if category == "Nd" or not name.startswith("CJK") else HAN
    if category[0] == "S":
        return _symbol(character, name)
    if category == "Cf":
        return character if character in "\u200b\u200c\u200d\ufeff\u00ad" else None
    if category == "Cc":
        return character if character in "\t\n\r\f" else None
    return HAN if category in ("Co", "Cn") else None if category == "Cs" else character


def _letter(character: str, category: str, name: str) -> str:
    if category[0] == "M":
        return "x"
    if "HIRAGANA" in name:
        return "の"
    if "KATAKANA" in name:
        return "ノ"
    if "HANGUL" in name:
        return "가"
    wide = name.startswith("FULLWIDTH")
    if category in ("Lu", "Lt"):
        return "Ｘ" if wide else "X"
    return HAN if "IDEOGRAPH" in name or "CJK" in name else "ｘ" if wide else "x"


def _symbol(character: str, name: str) -> str:
    """A symbol unchanged, or the placeholder for one that is made of letters: ㈱, ㎏, 🅰, braille."""
    if "IDEOGRAPH" in name or 0x3200 <= ord(character) <= 0x33FF or 0x1F200 <= ord(character) <= 0x1F2FF:
        return HAN
    if "LETTER" in name or "BRAILLE" in name or "CAPITAL" in name or 0x2F00 <= ord(character) <= 0x2FDF:
        return "x"
    return character
