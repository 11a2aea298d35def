"""bytes (+ headers) → str, by validation and not by label.

A label (HTTP header, ``<meta charset>``) is a witness that the bytes can refute: pages declared gb2312 that hold UTF-8
are common, and so is the reverse. No statistical detector was right on short GBK strings when they were compared
(November 2026: charset-normalizer, chardet 7, faust-cchardet), hence the order here: byte order mark, UTF-16 by its
zero bytes, strict UTF-8, the declared charset, GB18030 against Big5 by which reads as Chinese, and only then a guess.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

from cleaners.patterns import lazy

#: Decoded characters that are worked on; the rest is cut off with the flag ``truncated``.
MAX_CHARS = 10_000_000

#: Share of U+FFFD among the characters from which a text counts as garbled (flag ``mojibake``).
MOJIBAKE_SHARE = 0.001

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_META_CHARSET = lazy(rb"<meta\b[^>]{0,512}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,32})", re.I)
_XML_ENCODING = lazy(rb"^\s*<\?xml\b[^>]{0,128}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,32})", re.I)
_HEADER_CHARSET = lazy(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,32})", re.I)

#: Browsers read these labels as their supersets (WHATWG Encoding Standard), and so must we.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
}

# The commonest characters of written Chinese, simplified and traditional: text read in the wrong encoding has few.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没"
    "日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美"
    "這國個來說們為時會過學對裡後麼沒於發當無開經頭動兩長樣現將與進實從還點電話車門問間業務報紙書體關機應"
)

# Characters that must not reach an output: C0 controls but tab/newline/return, DEL, C1, surrogates, bidi embeddings,
# overrides and isolates, zero-width space, word joiner, BOM, noncharacters, interlinear annotation, tag characters.
_FORBIDDEN = lazy(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_PLAIN_ASCII = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_LARGE = 4_096  # characters

#: What a line must not hold to be shown as it is: forbidden characters, and white space that a browser folds.
NOT_PLAIN = lazy(f"{_FORBIDDEN.pattern}|[\t\r\n\f]|  ")

_SIGNATURES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x01\x00",
    b"BM6",
)

_MARKUP = lazy(
    r"<(?:!doctype|html|head|body|div|p|br|span|table|article|section|main|h[1-6]|meta|title|script|ul|td|center|font"
    r"|img|a|li|b|strong)\b[^<>]*>",
    re.I,
)


class Decoded(NamedTuple):
    """A page's text, the Python name of the codec that read it, and flags (``mojibake``, ``truncated``)."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def is_binary(data: bytes) -> bool:
    """Whether the bytes open with the signature of a PDF, picture or archive, which no decoding turns into a page."""
    return data.lstrip(b"\r\n\t ").startswith(_SIGNATURES)


def is_html(text: str) -> bool:
    """Whether a text is markup: two tags of HTML in its first 64 K characters, or one that opens it."""
    head = text[:65536]
    first = _MARKUP.search(head)
    if first is None:
        return False
    return not head[: first.start()].strip() or _MARKUP.search(head, first.end()) is not None


_OTHER_XML = lazy(r"\s*<\?xml\b[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?!!doctype\s+html|html\b|\w+:html\b)[a-z!]", re.I | re.S)


def is_other_xml(text: str) -> bool:
    """Whether a text is an XML document of another kind than a page: a feed, a site map, an answer of an interface."""
    return _OTHER_XML.match(text[:4096]) is not None


def sanitize(text: str) -> str:
    """The text without the characters that no output may hold (promise: valid UTF-8, no control or bidi tricks)."""
    if len(text) > _LARGE:
        # Plain ASCII, most of a page, is dropped in C first: the search takes eight nanoseconds a character.
        rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII).decode("utf-8", "surrogatepass")
        if not _FORBIDDEN.search(rest):
            return text
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def decode(data: bytes, headers: Mapping[str, str] | None = None) -> Decoded:
    """Read a page's bytes. Never raises; what could not be read becomes U+FFFD and the flag ``mojibake``.

    ``headers`` are the response's, in any case; only Content-Type is looked at.
    """
    read = (
        _decode_bom(data)
        or _decode_utf16(data)
        or _decode_strict(data, _declared(data, headers))
        or _decode_guess(data)
    )
    flags = read.flags
    text = read.text
    if len(text) > MAX_CHARS:
        text, flags = text[:MAX_CHARS], (*flags, "truncated")
    if "\ufffd" in text and text.count("\ufffd") > max(2, MOJIBAKE_SHARE * len(text)):
        flags = (*flags, "mojibake")
    return Decoded(sanitize(text), read.encoding, tuple(dict.fromkeys(flags)))


def _decode_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(encoding, "replace"), encoding)
    return None


def _decode_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: markup is ASCII, so every second byte of much of the page is zero."""
    head = data[:2048]
    if head.count(0) < len(head) // 5 or len(head) < 16:
        return None
    encoding = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding) if text.count("\ufffd") * 50 < len(text) else None


def _decode_strict(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:  # cut in the middle of a character at the very end
            return Decoded(data[: error.start].decode("utf-8"), "utf-8", ("truncated",))
    for encoding in declared:
        if encoding == "gb18030" or encoding.startswith("big5"):
            continue  # the two are mistaken for each other on pages too: see _decode_chinese
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding != "cp1252":  # every byte string is nearly valid cp1252, so the label proves nothing
            return Decoded(text, encoding)
    return _decode_chinese(data, declared)


def _decode_chinese(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """GB18030 or Big5, whichever is valid, and where both are, whichever reads as Chinese."""
    order = ["big5hkscs", "gb18030"] if any(name.startswith("big5") for name in declared) else ["gb18030", "big5hkscs"]
    valid: list[Decoded] = []
    for encoding in order:
        try:
            valid.append(Decoded(data.decode(encoding), encoding))
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 4 and error.start > 0:
                valid.append(Decoded(data[: error.start].decode(encoding, "replace"), encoding, ("truncated",)))
    best = max(valid, key=_plausibility, default=None)
    if best is not None and (best.encoding in declared or _plausibility(best) > 0.15):
        return best
    return None


def _decode_guess(data: bytes) -> Decoded:
    """Damaged or foreign bytes: the lossy reading that loses least and reads most like Chinese, else a sniffed one."""
    candidates = [Decoded(data.decode(name, "replace"), name) for name in ("utf-8", "gb18030", "big5hkscs")]
    best = max(candidates, key=lambda read: _commonness(read.text) - 20 * _loss(read.text))
    if _loss(best.text) < 0.02 and _commonness(best.text) > 0.1:
        return best
    return _sniff(data) or best


def _sniff(data: bytes) -> Decoded | None:
    """beautifulsoup4's encoding sniffing, the last resort: imported only for bytes that nothing else could read."""
    from bs4.dammit import EncodingDetector

    for name in EncodingDetector(data[:100_000], is_html=True, exclude_encodings=["ascii"]).encodings:
        try:
            return Decoded(data.decode(name), name)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _declared(data: bytes, headers: Mapping[str, str] | None) -> tuple[str, ...]:
    """Codec names that the header, the XML declaration and the first 4 KB of markup claim, in that order."""
    labels: list[str] = []
    for key, value in (headers or {}).items():
        if key.lower() == "content-type" and (found := _HEADER_CHARSET.search(str(value))):
            labels.append(found.group(1))
    found_in_page = (pattern.search(data[:4096]) for pattern in (_XML_ENCODING, _META_CHARSET))
    labels.extend(match.group(1).decode("ascii") for match in found_in_page if match)
    names = (_SUPERSETS.get(label.lower(), label.lower()) for label in labels)
    return tuple(dict.fromkeys(name for name in names if _is_codec(name)))


def _is_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


#: The lead bytes of the first level of each set: its commoner half, in use order in GB2312 and Big5 alike.
_FIRST_LEVEL = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}


def _plausibility(read: Decoded) -> float:
    """How much a reading looks like Chinese: the share of the commonest characters, and, for texts too short to have
    any, a smaller weight for the share of its set's first level."""
    first, last = _FIRST_LEVEL[read.encoding]
    leads = [character.encode(read.encoding)[0] for character in read.text[:200] if "\u4e00" <= character <= "\u9fff"]
    level = sum(first <= lead <= last for lead in leads) / len(leads) if leads else 0.0
    return _commonness(read.text) + 0.2 * level


def _commonness(text: str) -> float:
    """Share of the commonest characters among the non-ASCII ones of the first 20,000 characters."""
    foreign = [c for c in text[:20_000] if c > "\x7f"]
    if not foreign:
        foreign = [c for c in text if c > "\x7f"][:20_000]
    return sum(c in _COMMON for c in foreign) / len(foreign) if foreign else 0.0


def _loss(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))
