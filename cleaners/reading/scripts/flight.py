"""The rows that React's server components are served in (``self.__next_f.push([1,"…"])``), as values.

The pieces of all pushes make one text of rows: a number in hexadecimal, a colon, and JSON up to the end of the line, or ``T``,
the number of bytes in hexadecimal, a comma and a text that may hold ends of lines. In JSON ``"$1a"`` stands for another row.
Letters of other kinds (modules, hints, errors) are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from cleaners.reading.patterns import lazy

#: What a script has that pushes rows.
PUSHES = "__next_f"

#: The kind of a push whose piece is text.
_TEXT = 1

_ROW = lazy(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),|([A-Z](?=[A-Z\[{\"])|HL)?)")
_REFERENCE = lazy(r"\$[0-9a-f]{1,8}")


def piece_of(value: Any) -> str | None:
    """The piece of text that a value pushes; None for one that is no push."""
    if (
        isinstance(value, list)
        and len(value) == len((_TEXT, "piece"))
        and value[0] == _TEXT
        and isinstance(value[1], str)
    ):
        return value[1]
    return None


def read_rows(pieces: Iterable[str]) -> list[Any]:
    """The values of the rows in a page's pushes, in their order, with the texts that they refer to. Linear."""
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
    """Put the texts of other rows where a value refers to them."""
    stack = [value]
    while stack:
        inner = stack.pop()
        places = list(inner.items()) if isinstance(inner, dict) else list(enumerate(inner))
        for key, one in places:
            if isinstance(one, (dict, list)):
                stack.append(one)
            elif isinstance(one, str) and _REFERENCE.fullmatch(one) and one[1:] in texts:
                inner[key] = texts[one[1:]]
