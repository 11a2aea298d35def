"""A build-time cache of slow values that depend only on the source, read at the start.

Compiling the patterns that a first page needs takes twice as long as all the rest of a start. `cleaners.prepare` puts them
into a file beside the modules, as Python puts byte code. The file is valid for every interpreter whose engine and compiler of
patterns are those that made it, whatever its patch version, and each thing in it is found by all that it follows from, so
that it cannot be out of date. Everything has a hash, so that a damaged file costs time and nothing else: what is
missing, of another interpreter or damaged is made anew. A file of the package is as trusted as its code.
"""

import _imp
import _sre  # type: ignore[import-not-found]
import marshal
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, TypeAlias

#: The file for this interpreter.
PATH = os.path.join(os.path.dirname(__file__), f"kept.{sys.implementation.cache_tag}.data")

#: What the file begins with, before the number of bytes of its index and the hash of that; the 7 changes with the form
#: of what is kept.
_MARK = b"dute kept 7\n"
_NUMBER_BYTES = 8
_HEAD_BYTES = len(_MARK) + 2 * _NUMBER_BYTES

#: The modules in Python that compile a pattern: what they make changes with them, and a patch version may change them.
_COMPILER = ("__init__.py", "_casefix.py", "_compiler.py", "_constants.py", "_parser.py")

#: The version of marshal's format in which equal values are the same bytes.
_WITHOUT_REFERENCES = 2


#: The open file, and by the sign of its key where in it the bytes of each thing begin, how many, and their hash.
_Shelf: TypeAlias = tuple[int, dict[bytes, tuple[int, int, bytes]]]


def get(key: Any) -> Any:
    """What was kept under a key; None where nothing was."""
    file, places = _read(PATH)
    place = places.get(sign(key))
    if place is None:
        return None
    with suppress(OSError, ValueError, EOFError, TypeError):
        start, size, expected = place
        whole = os.pread(file, size, start)
        if _hash(whole) == expected:
            return marshal.loads(whole)  # noqa: S302  the package's own
    return None


def write(path: str, things: Mapping[Any, Any]) -> None:
    """Write things, of numbers, strings, bytes, tuples, lists and dictionaries, for `get`. Raises OSError and ValueError."""
    places: dict[bytes, tuple[int, int, bytes]] = {}
    data = bytearray()
    for key, thing in things.items():
        if sign(key) in places:
            raise ValueError(f"two keys with one sign, {str(key)[:60]!r} is the second")
        whole = marshal.dumps(thing)
        places[sign(key)] = (len(data), len(whole), _hash(whole))
        data += whole
    index = marshal.dumps((_interpreter(), len(data), places))
    with open(path, "wb") as file:
        file.write(b"".join((_MARK, len(index).to_bytes(_NUMBER_BYTES, "little"), _hash(index), index, data)))


def sign(key: Any) -> bytes:
    """What a key is found by, a hash over it: keys are patterns of up to 20,000 characters."""
    if isinstance(key, tuple) and isinstance(key[0], str):
        text, *rest = key  # as it stands in memory: to encode it as UTF-8 takes ten times as long
        written = marshal.dumps((len(text), *rest), _WITHOUT_REFERENCES)
        return _hash(written + text.encode("utf-16-le", "surrogatepass"))
    return _hash(marshal.dumps(key, _WITHOUT_REFERENCES))


def _hash(data: bytes) -> bytes:
    """The hash by which Python finds out whether byte code is that of its source: 64 bits, in half the time of a checksum."""
    return _imp.source_hash(0, data)


@cache
def _read(path: str) -> _Shelf:
    with suppress(OSError, ValueError, EOFError, TypeError):
        file = os.open(path, os.O_RDONLY)  # open as long as the process is: each thing is read when it is asked for
        head = os.pread(file, _HEAD_BYTES, 0)
        size = int.from_bytes(head[len(_MARK) : len(_MARK) + _NUMBER_BYTES], "little")
        start = _HEAD_BYTES + size
        if head[: len(_MARK)] == _MARK and start <= os.fstat(file).st_size:
            index = os.pread(file, size, _HEAD_BYTES)
            if _hash(index) == head[-_NUMBER_BYTES:]:
                interpreter, left, places = marshal.loads(index)  # noqa: S302  the package's own
                if interpreter == _interpreter() and left == os.fstat(file).st_size - start:
                    return file, {sign: (start + at, *rest) for sign, (at, *rest) in places.items()}
    return -1, {}


def _interpreter() -> tuple[str | None, int, int, str, bytes | int]:
    """Whose compiled patterns these are: the minor version, its engine of patterns, the width of its code and the order of
    the machine's bytes, and the compiler of patterns."""
    return sys.implementation.cache_tag, _sre.MAGIC, _sre.CODESIZE, sys.byteorder, _compiler()


def _compiler() -> bytes | int:
    """A hash over the sources of `re`; the exact version of Python if it has none, as in a zip file."""
    folder = os.path.dirname(re.__file__)
    sources = []
    try:
        for name in _COMPILER:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                sources.append(file.read())
    except OSError:
        return sys.hexversion
    return _hash(b"".join(sources))
