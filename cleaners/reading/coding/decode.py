"""bytes (+ headers) → str, by validating encodings instead of trusting labels.

A label (HTTP header, ``<meta charset>``) is a witness that the bytes can refute: pages that declare gb2312 but contain UTF-8
are common, and so is the reverse. No statistical detector was reliable on short GBK strings (compared in November 2026:
charset-normalizer, chardet 7, faust-cchardet), so encodings are tried in this order: byte order mark; UTF-16, if the bytes then
read as markup or text; strict UTF-8; GB18030 against Big5, if the result reads as Chinese; the declared encoding of another
language; and finally the encoding that loses least. A single-byte encoding is valid for any bytes, so its label proves nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from cleaners.reading.characters import sanitize
from cleaners.reading.kinds import MARKUP
from cleaners.reading.limits import MAX_CHARS
from cleaners.reading.patterns import lazy

#: Minimum share of U+FFFD among the characters of a garbled text (flag ``mojibake``).
MOJIBAKE_SHARE = 0.001

#: Minimum share of the most frequent Chinese characters in a text that is valid in a Chinese encoding, for it to be Chinese in
#: spite of its label: the 179 corpus pages have 0.10 or more, Japanese and Korean bytes that are also valid less than 0.07.
_CHINESE_SHARE = 0.08

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BOM_STARTS = frozenset(bom[:1] for bom, _ in _BOMS)

_META_CHARSET = lazy(rb"<meta\b[^>]{0,512}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,32})", re.I)
_XML_ENCODING = lazy(rb"^\s*<\?xml\b[^>]{0,128}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,32})", re.I)
_HEADER_CHARSET = lazy(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,32})", re.I)

#: Encoding labels (WHATWG Encoding Standard, and the spellings of servers) by Python codec. Browsers read many encodings as
#: their supersets, and so do we. Any other label is ignored: Python has codecs that are no text encodings.
_SETS = {
    "utf-8": "utf-8 utf8 utf8mb4 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "gb18030": "gb18030 gb2312 gb-2312 gb_2312 gb_2312-80 gbk x-gbk cp936 ms936 windows-936 chinese csgb2312 "
    "csiso58gb231280 iso-ir-58",
    "big5hkscs": "big5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950",
    "cp949": "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
    "windows-949 cp949",
    "cp932": "shift_jis shift-jis sjis x-sjis csshiftjis ms932 ms_kanji windows-31j cp932",
    "euc_jp": "euc-jp cseucpkdfmtjapanese x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "hz": "hz-gb-2312 hz",
    "utf-16-le": "utf-16 utf-16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
    "cp1252": "windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 "
    "iso_8859-1:1987 iso-ir-100 latin1 latin-1 l1 cp819 ibm819 csisolatin1",
    "iso8859-2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2",
    "iso8859-3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3",
    "iso8859-4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4",
    "iso8859-5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 arabic asmo-708 ecma-114 "
    "csisolatinarabic",
    "iso8859-7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 "
    "elot_928 csisolatingreek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew visual "
    "logical csisolatinhebrew",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 "
    "iso-ir-148 latin5 l5 csisolatin5",
    "iso8859-10": "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6",
    "iso8859-13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859-14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859-15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 csisolatin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "cp866": "ibm866 cp866 866 csibm866",
    "cp874": "windows-874 tis-620 dos-874 iso-8859-11 iso8859-11 iso885911",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
}  # fmt: skip
_LABELS = {label: codec for codec, labels in _SETS.items() for label in labels.split()}

CHINESE = ("gb18030", "big5hkscs")

#: The name of the error handler that decodes 0x80 as the euro sign.
_EURO = "dute.euro"

#: Seven-bit encodings, each with the bytes that begin a run of non-ASCII characters.
_SEVEN_BIT = {"iso2022_jp": b"\x1b$", "hz": b"~{"}

#: Forbidden control characters as bytes. In every superset of ASCII, none of them is part of another character. Removing them
#: from the bytes takes a seventh of the time of a search in the text, and the parser requires it; the other forbidden
#: characters are removed from the output.
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r") + b"\x7f"

#: Control characters that no editor writes. A vertical tab breaks a line in a word processor, and a form feed breaks a page.
_BINARY = bytes(set(_CONTROLS) - set(b"\v\f\x1b"))
_BINARY_CHARACTER = lazy("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_ASCII = bytes(range(128))

# The most frequent characters of written Chinese, simplified and traditional: a text decoded wrongly has few of them.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没"
    "日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美"
    "這國個來說們為時會過學對裡後麼沒於發當無開經頭動兩長樣現將與進實從還點電話車門問間業務報紙書體關機應"
)

try:
    from cleaners.reading._bytes import has_controls, measure_clean, measure_utf8
except ImportError:  # not compiled: say yes, since removing none is harmless

    def has_controls(data: bytes) -> bool:
        return True

    measure_clean = measure_utf8 = None  # type: ignore[assignment]


_OPENING = 1_024  # characters


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


def decode(data: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Decode a page's bytes. Never raises; undecodable bytes become U+FFFD and set the flag ``mojibake``.

    ``headers`` are the response's, with names in any case; only Content-Type is used. The text contains no control characters,
    but may contain others that are forbidden in output: see `sanitize`.
    """
    data = data[: 4 * MAX_CHARS + 4]  # a character has at most four bytes in any encoding
    marked = _decode_marked(data) or _decode_wide(data, headers)
    return _flagged(marked or _read_clean(data) or _decode_without_controls(data, headers))


def decode_utf8(data: bytes) -> Decoded:
    """Decode a page that is known to be UTF-8, whatever it declares. Never raises; flags as for `decode`."""
    data = data[: 4 * MAX_CHARS + 4]
    data = data.translate(None, _CONTROLS) if has_controls(data) else data
    return _flagged(_read_utf8(data) or Decoded(data.decode("utf-8", "replace"), "utf-8"))


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
            return _sanitized(_fit(rest, encoding) or Decoded(rest.decode(encoding, "replace"), encoding))
    return None


def _sanitized(read: Decoded) -> Decoded:
    text = sanitize(read.text)
    clean = Decoded(text, read.encoding, read.flags)
    clean.controls = len(_BINARY_CHARACTER.findall(read.text.rstrip("\0"))) if text != read.text else 0
    return clean


def _decode_wide(data: bytes, headers: Mapping[str, str] | None) -> Decoded | None:
    """Decode UTF-16 or UTF-32 without a byte order mark: recognised by markup that is unreadable as single bytes.

    A text without markup is UTF-16 if the header says so and it reads as Chinese, or if it has zero bytes in the right places.
    """
    said = bool(headers) and any(label.startswith("utf-16") for label in _declared(b"", headers))
    if not said and 0 not in data[:4096]:
        return None
    head = data[:65_536]
    if MARKUP.search(head.decode("latin-1")) or _is_utf8(head.replace(b"\0", b"")):
        return None
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        text = head.decode(encoding, "ignore")
        if MARKUP.search(text) or (said and _commonness(text) > _CHINESE_SHARE):
            return _read_wide(data, encoding)
    zeros = head.count(0)
    odd = head[1::2].count(0)
    if zeros * 5 < len(head) or min(odd, zeros - odd) * 20 > zeros or len(head) < 16:
        return None
    return _read_wide(data, "utf-16-le" if odd * 2 > zeros else "utf-16-be")


def _read_wide(data: bytes, encoding: str) -> Decoded | None:
    read = _fit(data, encoding) or Decoded(data.decode(encoding, "replace"), encoding)
    return _sanitized(read) if _loss(read.text) < 0.02 else None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with non-ASCII characters; the last character may be cut."""
    read = _fit(data, "utf-8")
    return read is not None and not read.text.isascii()


def _read_clean(data: bytes) -> Decoded | None:
    """Decode most pages: valid UTF-8 without control characters and signs of a seven-bit encoding; None for others."""
    measured = measure_clean(data) if measure_clean is not None else None
    if measured is None or (measured[0] == len(data) and any(opening in data for opening in _SEVEN_BIT.values())):
        return None
    return Decoded(None, "utf-8", utf8=data, measured=measured)


def _decode_without_controls(data: bytes, headers: Mapping[str, str] | None) -> Decoded:
    if not has_controls(data):
        return _decode_bytes(data, data, headers)
    if b"\x0b" in data and MARKUP.search(data[:65_536].decode("latin-1")) is None:
        data = data.replace(b"\x0b", b"\n")  # word processors break a line inside a paragraph with it
    kept = data.translate(None, _CONTROLS)
    read = _decode_bytes(kept, data, headers)
    written = data.rstrip(b"\0")  # zeros at the end pad the page to a disk block
    read.controls = len(written) - len(written.translate(None, _BINARY))
    return read


def _decode_bytes(data: bytes, raw: bytes, headers: Mapping[str, str] | None) -> Decoded:
    """Decode by one of the supersets of ASCII; ``raw`` is the page with its control characters."""
    read = _read_utf8(data)
    if read is not None and not (read.size == len(data) and any(opening in raw for opening in _SEVEN_BIT.values())):
        return read
    declared = _declared(raw, headers)
    return _decode_seven_bit(raw, declared) or read or _decode_chinese(data, declared) or _decode_lossy(data, declared)


def _read_utf8(data: bytes) -> Decoded | None:
    """`_fit` for UTF-8, the encoding of most pages, without creating the string."""
    if measure_utf8 is not None:
        end, size, lost = measure_utf8(data)
        if end == len(data):
            return Decoded(None, "utf-8", utf8=data, measured=(size, lost))
    return _fit(data, "utf-8")


def _fit(data: bytes, encoding: str) -> Decoded | None:
    """The page if it is valid in an encoding, else None; a character cut at the very end is left out, with the flag
    ``truncated``."""
    try:
        return Decoded(data.decode(encoding), encoding, utf8=data if encoding == "utf-8" else None)
    except UnicodeDecodeError as error:
        if error.start < max(1, len(data) - 4):
            return None
        return Decoded(data[: error.start].decode(encoding, "replace"), encoding, ("truncated",))


def _fit_with_euro(data: bytes, encoding: str, declared: tuple[str, ...]) -> Decoded | None:
    """A declared GBK page whose only invalid bytes are 0x80: the euro sign, as in the WHATWG decoder."""
    if encoding != "gb18030" or encoding not in declared or b"\x80" not in data:
        return None
    try:
        return Decoded(data.decode(encoding, _EURO), encoding)
    except UnicodeDecodeError:
        return None


def _read_euro(error: UnicodeError) -> tuple[str, int]:
    """The error handler for a byte 0x80 that begins no character. Raises the error for any other byte."""
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


codecs.register_error(_EURO, _read_euro)


def _decode_seven_bit(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    for name, opening in _SEVEN_BIT.items():
        if name in declared and opening in data:
            return Decoded(sanitize(data.decode(name, "replace")), name)
    return None


def _decode_chinese(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """Decode as GB18030 or Big5, whichever is valid; if both are, whichever reads as Chinese. A declared encoding of another
    language is believed, unless the text clearly reads as Chinese."""
    order = CHINESE[::-1] if "big5hkscs" in declared else CHINESE
    valid = [read for encoding in order if (read := _fit(data, encoding) or _fit_with_euro(data, encoding, declared))]
    best = max(valid, key=_plausibility) if len(valid) > 1 else next(iter(valid), None)  # measure only if needed
    if best is None or best.encoding in declared:
        return best
    if any(name not in CHINESE and name != "utf-8" for name in declared):
        return best if _commonness(best.text) > _CHINESE_SHARE else None
    return best if _plausibility(best) > 0.15 else None


def _decode_lossy(data: bytes, declared: tuple[str, ...]) -> Decoded:
    """Decode damaged or foreign bytes: UTF-8 or a Chinese encoding with little loss, otherwise the declared encoding, otherwise
    the one that browsers fall back to, otherwise the Chinese encoding with the least loss."""
    utf8 = Decoded(data.decode("utf-8", "replace"), "utf-8")
    if _share_lost(utf8.text) < 0.1:  # bytes of another encoding are not UTF-8 by chance
        return utf8
    candidates = [utf8, *(Decoded(data.decode(name, "replace"), name) for name in CHINESE)]
    best = max(candidates, key=lambda read: _commonness(read.text) - 20 * _loss(read.text))
    others = [name for name in declared if name not in CHINESE and name not in _SEVEN_BIT and "utf" not in name]
    if _share_lost(best.text) < (0.05 if others else 0.2) and _commonness(best.text) > 0.1:
        return best
    foreign = [_fit(data, name) or Decoded(data.decode(name, "replace"), name) for name in (*others, "cp1252")]
    return next((read for read in foreign if _share_lost(read.text) < 0.1), best)


def _declared(data: bytes, headers: Mapping[str, str] | None) -> tuple[str, ...]:
    """The codecs declared in the header, the XML declaration and the first 4 KB of markup, in that order. Markup that is
    readable as ASCII is not UTF-16, whatever it declares."""
    labels: list[str] = []
    for key, value in (headers or {}).items():
        if key.lower() == "content-type" and (found := _HEADER_CHARSET.search(str(value))):
            labels.append(found.group(1))
    found_in_page = (pattern.search(data[:4096]) for pattern in (_XML_ENCODING, _META_CHARSET) if data)
    labels.extend(match.group(1).decode("ascii") for match in found_in_page if match)
    names = (_LABELS.get(label.lower()) for label in labels)
    return tuple(dict.fromkeys(name for name in names if name and not (data and name.startswith("utf-16"))))


#: The range of lead bytes of each encoding's first level: the more frequent half of its characters, in both GB2312 and Big5.
_FIRST_LEVEL = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}


def _plausibility(read: Decoded) -> float:
    """How Chinese a decoded text looks: the share of the most frequent characters, plus, for texts too short to have any, the
    share of the encoding's first level with a smaller weight."""
    first, last = _FIRST_LEVEL[read.encoding]
    leads = [character.encode(read.encoding)[0] for character in read.text[:200] if "\u4e00" <= character <= "\u9fff"]
    level = sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0
    return _commonness(read.text) + 0.2 * level


def _commonness(text: str) -> float:
    """Share of the most frequent characters among the non-ASCII ones in the first 20,000 characters."""
    foreign = _foreign(text[:20_000]) or _foreign(text)[:20_000]
    return sum(map(_COMMON.__contains__, foreign)) / len(foreign) if foreign else 0.0


def _foreign(text: str) -> str:
    """The non-ASCII characters of a text. Removing ASCII bytes is ten times as fast as testing characters."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _loss(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))


def _share_lost(text: str) -> float:
    """Share of undecodable characters among the non-ASCII ones."""
    foreign = _foreign(text[:100_000])
    return foreign.count("\ufffd") / max(1, len(foreign))
