"""What takes long to make and follows from the source alone, made when the package is built and read at the start.

Compiling the patterns that a first page needs takes twice as long as all the rest of a start. `cleaners.prepare` puts them
into a file beside the modules, as Python puts byte code. The file holds for the interpreter that made it, and each thing in
it is asked for by all that it follows from, so that it cannot be out of date; where there is none, or a thing is not in it,
the thing is made anew. A file of the package is as trusted as its code.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

#: The file for this interpreter.
PATH = os.path.join(os.path.dirname(__file__), f"kept.{sys.implementation.cache_tag}.data")

#: What the file begins with, before the number of bytes of its index; the 1 changes with the form of what is kept.
_MARK = b"dute kept 1\n"
_NUMBER_BYTES = 8


class _Shelf(NamedTuple):
    """The file as it is: where the bytes of each thing begin and end."""

    places: dict[Any, tuple[int, int]]
    data: memoryview


def get(key: Any) -> Any:
    """What was kept under a key; None where nothing was."""
    shelf = _read(PATH)
    place = shelf.places.get(key)
    return None if place is None else marshal.loads(shelf.data[place[0] : place[1]])  # noqa: S302  the package's own


def write(path: str, things: Mapping[Any, Any]) -> None:
    """Write things, of numbers, strings, bytes, tuples, lists and dictionaries, for `get`. Raises OSError and ValueError."""
    places: dict[Any, tuple[int, int]] = {}
    data = bytearray()
    for key, thing in things.items():
        start = len(data)
        data += marshal.dumps(thing)
        places[key] = (start, len(data))
    index = marshal.dumps((_interpreter(), len(data), places))
    with open(path, "wb") as file:
        file.write(_MARK + len(index).to_bytes(_NUMBER_BYTES, "little") + index + data)


@cache
def _read(path: str) -> _Shelf:
    with suppress(OSError, ValueError, EOFError, TypeError):
        with open(path, "rb") as file:
            data = memoryview(file.read())
        start = len(_MARK) + _NUMBER_BYTES
        end = start + int.from_bytes(data[len(_MARK) : start], "little")
        if data[: len(_MARK)] == _MARK and end <= len(data):
            interpreter, size, places = marshal.loads(data[start:end])  # noqa: S302  the package's own
            if interpreter == _interpreter() and size == len(data) - end:
                return _Shelf(places, data[end:])
    return _Shelf({}, memoryview(b""))


def _interpreter() -> tuple[int, int, str]:
    """Whose compiled patterns these are: the version, its engine of patterns, and the order of the machine's bytes."""
    return sys.hexversion, _sre.MAGIC, sys.byteorder
