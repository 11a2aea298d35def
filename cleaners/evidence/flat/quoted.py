"""A text as a sheet or a program writes it: in quotation marks, a cell or a line each, with escapes for breaks and letters."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from cleaners.reading.characters import sanitize
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: Fewest lines that a cell or a list has if its marks are not the writer's own: a quotation may be two paragraphs.
MIN_LINES = 3

#: Fewest escaped letters of a text that was escaped; with fewer of them than Han characters it only speaks of some.
MIN_ESCAPES = 8

_AS_STRING = lazy(r'"(?>(?:[^"\\]|\\.)*)"', re.S)
_AS_CELL = lazy(r'"(?>(?:[^"]|"")*)"', re.S)
_AS_LINE = lazy(r'\s*"((?:[^"]|""|\\")*)"\s*[,;，]?\s*')
_ESCAPE = lazy(r'\\(?:u([0-9a-fA-F]{4})|(["\\/nrt]))')
_LETTER = lazy(r"\\u[0-9a-fA-F]{4}")
_HAN = lazy(rf"[{HAN}]")
_WRITTEN = {"n": "\n", "r": "\n", "t": "\t"}


def unquoted(text: str) -> str:
    """What stands in the marks of a cell, of a string or of a list of strings, and behind escapes; any other text as it is."""
    bare = text.strip()
    if bare[:1] == "[" and bare[-1:] == "]" and bare[1:].lstrip()[:1] == '"':
        return _of_list(bare) or text
    if bare[:1] == bare[-1:] == '"' and len(bare) > 1:
        return _of_string(bare) or _of_cell(bare) or text
    return _without_escapes(text) if "\\u" in text else text


def without_quotes(lines: Sequence[str]) -> list[str]:
    """The lines without the marks around every one of them, as a column of a sheet is written."""
    shown = [line for line in lines if line and not line.isspace()]
    if len(shown) <= MIN_LINES or not all('"' in line and _AS_LINE.fullmatch(line) for line in shown):
        return list(lines)
    return [match.group(1).replace('""', '"') if (match := _AS_LINE.fullmatch(line)) else line for line in lines]


def _of_list(bare: str) -> str | None:
    found = _read(bare)
    if not isinstance(found, list) or len(found) < MIN_LINES or not all(isinstance(item, str) for item in found):
        return None
    return sanitize("\n".join(found))


def _of_string(bare: str) -> str | None:
    if "\\" not in bare or _AS_STRING.fullmatch(bare) is None:
        return None
    found = _read(bare)
    return sanitize(found) if isinstance(found, str) and _has_lines(found) else None


def _of_cell(bare: str) -> str | None:
    if _AS_CELL.fullmatch(bare) is None:
        return None
    inside = bare[1:-1].replace('""', '"')
    return inside if _has_lines(inside) else None


def _read(bare: str) -> object:
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _has_lines(text: str) -> bool:
    return sum(not line.isspace() for line in text.splitlines() if line) >= MIN_LINES


def _without_escapes(text: str) -> str:
    letters = len(_LETTER.findall(text))
    if letters < MIN_ESCAPES or letters <= len(_HAN.findall(text)):
        return text
    units = _ESCAPE.sub(_unescaped, text)
    # Letters beyond the first plane are two escapes.
    return sanitize(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _unescaped(match: re.Match[str]) -> str:
    code, sign = match.groups()
    return chr(int(code, 16)) if code else _WRITTEN.get(sign, sign)
