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
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

#: The file for this interpreter.
PATH = os.path.join(os.path.dirname(__file__), f"kept.{sys.implementation.cache_tag}.data")

#: What the file begins with, before the number of bytes of its index; the 3 changes with the form of what is kept.
_MARK = b"dute kept 3\n"
_NUMBER_BYTES = 8

#: The version of marshal's format in which equal values are the same bytes.
_WITHOUT_REFERENCES = 2


class _Shelf(NamedTuple):
    """The open file, and where in it the bytes of each thing begin and how many they are, by the sign of its key."""

    file: int
    places: dict[tuple[int, int], tuple[int, int]]


def get(key: Any) -> Any:
    """What was kept under a key; None where nothing was."""
    shelf = _read(PATH)
    place = shelf.places.get(sign(key))
    if place is None:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        found, thing = marshal.loads(os.pread(shelf.file, place[1], place[0]))  # noqa: S302  the package's own
        if found == key:
            return thing
    return None


def write(path: str, things: Mapping[Any, Any]) -> None:
    """Write things, of numbers, strings, bytes, tuples, lists and dictionaries, for `get`. Raises OSError and ValueError."""
    places: dict[tuple[int, int], tuple[int, int]] = {}
    data = bytearray()
    for key, thing in things.items():
        if sign(key) in places:
            raise ValueError(f"two keys with one sign, {str(key)[:60]!r} is the second")
        whole = marshal.dumps((key, thing))
        places[sign(key)] = (len(data), len(whole))
        data += whole
    index = marshal.dumps((_interpreter(), len(data), places))
    with open(path, "wb") as file:
        file.write(_MARK + len(index).to_bytes(_NUMBER_BYTES, "little") + index + data)


def sign(key: Any) -> tuple[int, int]:
    """What a key is found by, its size and a sum over it: keys are patterns of up to 60,000 characters."""
    written = marshal.dumps(key, _WITHOUT_REFERENCES)
    return len(written), zlib.crc32(written)


@cache
def _read(path: str) -> _Shelf:
    with suppress(OSError, ValueError, EOFError, TypeError):
        file = os.open(path, os.O_RDONLY)  # open as long as the process is: each thing is read when it is asked for
        head = os.pread(file, len(_MARK) + _NUMBER_BYTES, 0)
        start = len(head) + int.from_bytes(head[len(_MARK) :], "little")
        if head[: len(_MARK)] == _MARK and start <= os.fstat(file).st_size:
            index = os.pread(file, start - len(head), len(head))
            interpreter, size, places = marshal.loads(index)  # noqa: S302  the package's own
            if interpreter == _interpreter() and size == os.fstat(file).st_size - start:
                return _Shelf(file, {sign: (start + place, length) for sign, (place, length) in places.items()})
    return _Shelf(-1, {})


def _interpreter() -> tuple[int, int, str]:
    """Whose compiled patterns these are: the version, its engine of patterns, and the order of the machine's bytes."""
    return sys.hexversion, _sre.MAGIC, sys.byteorder
