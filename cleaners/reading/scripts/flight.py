"""Read the rows in which React's server components are transmitted (``self.__next_f.push([1,"…"])``) as values.

The pieces of all pushes together are a text of rows. A row is a hexadecimal number, a colon, and JSON up to the end of the
line, or ``T``, the number of bytes in hexadecimal, a comma and a text that may contain line ends. In JSON, ``"$1a"`` refers to
another row. Rows of other kinds (modules, hints, errors; each has its letter) are skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cleaners.reading.patterns import lazy

#: The name that occurs in every script that pushes rows.
PUSHES = "__next_f"

#: The kind of a push that contains text.
_TEXT = 1

_ROW = lazy(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),|([A-Z](?=[A-Z\[{\"])|HL)?)")
_REFERENCE = lazy(r"\$[0-9a-f]{1,8}")


def piece_of(value: Any) -> str | None:
    """The piece of text in a push; None for a value that is not a push of text."""
    if (
        isinstance(value, list)
        and len(value) == len((_TEXT, "piece"))
        and value[0] == _TEXT
        and isinstance(value[1], str)
    ):
        return value[1]
    return None


def read_rows(pieces: Iterable[str]) -> list[Any]:
    """The values of the rows in a page's pushes, in order, with references to texts resolved. Linear."""
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    texts: dict[str, str] = {}
    found: list[Any] = []
    at = 0
    while at < len(data):
        row = _ROW.match(data, at)
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        if row is None:
            at = end + 1
        elif row[2] is not None:
            at = row.end() + int(row[2], 16)
            texts[row[1].decode()] = data[row.end() : at].decode("utf-8", "replace")
        else:
            value = _json(data[row.end() : end]) if row[3] is None else None
            if isinstance(value, str):
                texts[row[1].decode()] = value
            elif value is not None:
                found.append(value)
            at = end + 1
    for value in found:
        _refer(value, texts)
    return found


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None


def _refer(value: Any, texts: dict[str, str]) -> None:
    """Replace references in a value with the texts of other rows."""
    stack = [value]
    while stack:
        inner = stack.pop()
        places = list(inner.items()) if isinstance(inner, dict) else list(enumerate(inner))
        for key, one in places:
            if isinstance(one, (dict, list)):
                stack.append(one)
            elif isinstance(one, str) and _REFERENCE.fullmatch(one) and one[1:] in texts:
                inner[key] = texts[one[1:]]
