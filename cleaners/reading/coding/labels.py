"""Labels of encodings: those that a page and its server declare, as Python's codecs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.patterns import lazy

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


def declared_codecs(data: bytes, headers: Mapping[str, str] | None) -> tuple[str, ...]:
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
