"""A build-time cache of slow values that depend only on the source, read at the start.

Compiling the patterns that a first page needs takes twice as long as all the rest of a start. `cleaners.prepare` puts them
into a file beside the modules, as Python puts byte code. The file is valid for every interpreter whose engine and compiler of
patterns are those that made it, whatever its patch version, and each thing in it is found by all that it follows from, so
that it cannot be out of date. Everything has a checksum, so that a damaged file costs time and nothing else: what is
missing, of another interpreter or damaged is made anew. A file of the package is as trusted as its code.
"""

import _sre  # type: ignore[import-not-found]
import marshal
import os
import re
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

#: The file for this interpreter.
PATH = os.path.join(os.path.dirname(__file__), f"kept.{sys.implementation.cache_tag}.data")

#: What the file begins with, before the number of bytes of its index and the checksum of that; the 7 changes with the form
#: of what is kept.
_MARK = b"dute kept 7\n"
_NUMBER_BYTES = 8
_HEAD_BYTES = len(_MARK) + 2 * _NUMBER_BYTES

#: The modules in Python that compile a pattern: what they make changes with them, and a patch version may change them.
_COMPILER = ("__init__.py", "_casefix.py", "_compiler.py", "_constants.py", "_parser.py")

#: The version of marshal's format in which equal values are the same bytes.
_WITHOUT_REFERENCES = 2


class _Shelf(NamedTuple):
    """The open file, and by the sign of its key where in it the bytes of each thing begin, how many, and their checksum."""

    file: int
    places: dict[tuple[int, int], tuple[int, int, int]]


def get(key: Any) -> Any:
    """What was kept under a key; None where nothing was."""
    shelf = _read(PATH)
    place = shelf.places.get(sign(key))
    if place is None:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        start, size, checksum = place
        whole = os.pread(shelf.file, size, start)
        if zlib.crc32(whole) == checksum:
            found, thing = marshal.loads(whole)  # noqa: S302  the package's own
            if found == key:
                return thing
    return None


def write(path: str, things: Mapping[Any, Any]) -> None:
    """Write things, of numbers, strings, bytes, tuples, lists and dictionaries, for `get`. Raises OSError and ValueError."""
    places: dict[tuple[int, int], tuple[int, int, int]] = {}
    data = bytearray()
    for key, thing in things.items():
        if sign(key) in places:
            raise ValueError(f"two keys with one sign, {str(key)[:60]!r} is the second")
        whole = marshal.dumps((key, thing))
        places[sign(key)] = (len(data), len(whole), zlib.crc32(whole))
        data += whole
    index = marshal.dumps((_interpreter(), len(data), places))
    numbers = (number.to_bytes(_NUMBER_BYTES, "little") for number in (len(index), zlib.crc32(index)))
    with open(path, "wb") as file:
        file.write(b"".join((_MARK, *numbers, index, data)))


def sign(key: Any) -> tuple[int, int]:
    """What a key is found by, its size and a sum over it: keys are patterns of up to 60,000 characters."""
    written = marshal.dumps(key, _WITHOUT_REFERENCES)
    return len(written), zlib.crc32(written)


@cache
def _read(path: str) -> _Shelf:
    with suppress(OSError, ValueError, EOFError, TypeError):
        file = os.open(path, os.O_RDONLY)  # open as long as the process is: each thing is read when it is asked for
        head = os.pread(file, _HEAD_BYTES, 0)
        size, checksum = (
            int.from_bytes(head[place : place + _NUMBER_BYTES], "little")
            for place in (len(_MARK), len(_MARK) + _NUMBER_BYTES)
        )
        start = _HEAD_BYTES + size
        if head[: len(_MARK)] == _MARK and start <= os.fstat(file).st_size:
            index = os.pread(file, size, _HEAD_BYTES)
            if zlib.crc32(index) == checksum:
                interpreter, left, places = marshal.loads(index)  # noqa: S302  the package's own
                if interpreter == _interpreter() and left == os.fstat(file).st_size - start:
                    return _Shelf(file, {sign: (start + at, *rest) for sign, (at, *rest) in places.items()})
    return _Shelf(-1, {})


def _interpreter() -> tuple[str | None, int, int, str, int]:
    """Whose compiled patterns these are: the minor version, its engine of patterns, the width of its code and the order of
    the machine's bytes, and the compiler of patterns."""
    return sys.implementation.cache_tag, _sre.MAGIC, _sre.CODESIZE, sys.byteorder, _compiler()


def _compiler() -> int:
    """A sum over the sources of `re`; the exact version of Python if it has none, as in a zip file."""
    folder = os.path.dirname(re.__file__)
    checksum = 0
    try:
        for name in _COMPILER:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                checksum = zlib.crc32(file.read(), checksum)
    except OSError:
        return sys.hexversion
    return checksum
