"""Decode by a superset of ASCII: UTF-8, a seven-bit encoding, GB18030 against Big5, another declared one, or the one that loses
least."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

from cleaners.reading.characters import sanitize
from cleaners.reading.coding.chinese import CHINESE, CHINESE_SHARE, commonness, loss, plausibility, share_lost
from cleaners.reading.coding.decoded import BINARY, CONTROLS, SEVEN_BIT, Decoded, fit, has_controls, read_utf8
from cleaners.reading.coding.labels import declared_codecs
from cleaners.reading.kinds import MARKUP

#: The name of the error handler that decodes the bytes of the euro sign, and those in each encoding: Python's codecs are older
#: than the sign, the decoders of browsers are not.
_EURO = "dute.euro"
_EUROS = {"gb18030": b"\x80", "big5hkscs": b"\xa3\xe1"}


def decode_without_controls(data: bytes, headers: Mapping[str, str] | None) -> Decoded:
    """Decode a page's bytes, without control characters. Never raises."""
    if not has_controls(data):
        return _decode_bytes(data, data, headers)
    if b"\x0b" in data and MARKUP.search(data[:65_536].decode("latin-1")) is None:
        data = data.replace(b"\x0b", b"\n")  # word processors break a line inside a paragraph with it
    kept = data.translate(None, CONTROLS)
    read = _decode_bytes(kept, data, headers)
    written = data.rstrip(b"\0")  # zeros at the end pad the page to a disk block
    read.controls = len(written) - len(written.translate(None, BINARY))
    return read


def _decode_bytes(data: bytes, raw: bytes, headers: Mapping[str, str] | None) -> Decoded:
    """Decode by one of the supersets of ASCII; ``raw`` is the page with its control characters."""
    read = read_utf8(data)
    if read is not None and not (read.size == len(data) and any(opening in raw for opening in SEVEN_BIT.values())):
        return read
    declared = declared_codecs(raw, headers)
    return _decode_seven_bit(raw, declared) or read or _decode_chinese(data, declared) or _decode_lossy(data, declared)


def _fit_with_euro(data: bytes, encoding: str, declared: tuple[str, ...]) -> Decoded | None:
    """A declared GBK or Big5 page whose only invalid bytes are those of the euro sign, as in the WHATWG decoders."""
    if encoding not in declared or _EUROS.get(encoding, b"\0") not in data:
        return None
    try:
        return Decoded(data.decode(encoding, _EURO), encoding)
    except UnicodeDecodeError:
        return None


def _read_euro(error: UnicodeError) -> tuple[str, int]:
    """The error handler for the bytes of a euro sign that begin no character. Raises the error for any other byte."""
    if isinstance(error, UnicodeDecodeError):
        for euro in _EUROS.values():
            if error.object.startswith(euro, error.start):
                return "€", error.start + len(euro)
    raise error


codecs.register_error(_EURO, _read_euro)


def _decode_seven_bit(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    for name, opening in SEVEN_BIT.items():
        if name in declared and opening in data:
            return Decoded(sanitize(data.decode(name, "replace")), name)
    return None


def _decode_chinese(data: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """Decode as GB18030 or Big5, whichever is valid; if both are, whichever reads as Chinese. A declared encoding of another
    language is believed, unless the text clearly reads as Chinese."""
    order = CHINESE[::-1] if "big5hkscs" in declared else CHINESE
    valid = [read for encoding in order if (read := fit(data, encoding) or _fit_with_euro(data, encoding, declared))]
    best = max(valid, key=plausibility) if len(valid) > 1 else next(iter(valid), None)  # measure only if needed
    if best is None or best.encoding in declared:
        return best
    if any(name not in CHINESE and name != "utf-8" for name in declared):
        return best if commonness(best.text) > CHINESE_SHARE else None
    return best if plausibility(best) > 0.15 else None


def _decode_lossy(data: bytes, declared: tuple[str, ...]) -> Decoded:
    """Decode damaged or foreign bytes: UTF-8 or a Chinese encoding with little loss, otherwise the declared encoding, otherwise
    the one that browsers fall back to, otherwise the Chinese encoding with the least loss."""
    utf8 = Decoded(data.decode("utf-8", "replace"), "utf-8")
    if share_lost(utf8.text) < 0.1:  # bytes of another encoding are not UTF-8 by chance
        return utf8
    candidates = [utf8, *(Decoded(data.decode(name, "replace"), name) for name in CHINESE)]
    best = max(candidates, key=lambda read: commonness(read.text) - 20 * loss(read.text))
    others = [name for name in declared if name not in CHINESE and name not in SEVEN_BIT and "utf" not in name]
    if share_lost(best.text) < (0.05 if others else 0.2) and commonness(best.text) > 0.1:
        return best
    foreign = [fit(data, name) or Decoded(data.decode(name, "replace"), name) for name in (*others, "cp1252")]
    return next((read for read in foreign if share_lost(read.text) < 0.1), best)
