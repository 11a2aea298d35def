"""A build-time cache of slow values that depend only on the source, read at the start.

Compiling the patterns for the first page takes twice as long as the rest of the start. `cleaners.prepare` writes them to a file
beside the modules, like Python's byte code. The file is valid for every interpreter with the same regular expression engine and
compiler, whatever its patch version. The key of each value includes everything that the value depends on, so the cache cannot
be stale. Everything has a hash, so that a damaged file costs only time: missing, incompatible or damaged values are computed
anew. A file of the package is as trusted as its code.
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

#: The beginning of the file, before the size of its index in bytes and the index's hash. The 7 is the version of the format.
_MARK = b"dute kept 7\n"
_NUMBER_BYTES = 8
_HEAD_BYTES = len(_MARK) + 2 * _NUMBER_BYTES

#: The Python modules that compile patterns: if a patch version changes them, the compiled patterns may change.
_COMPILER = ("__init__.py", "_casefix.py", "_compiler.py", "_constants.py", "_parser.py")

#: The version of marshal's format in which equal values have equal bytes.
_WITHOUT_REFERENCES = 2


#: The open file, and for each key's hash the position, size and hash of the value.
_Shelf: TypeAlias = tuple[int, dict[bytes, tuple[int, int, bytes]]]


def get(key: Any) -> Any:
    """The cached value of a key; None if there is none."""
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
    """Write a cache file for `get`. Values consist of numbers, strings, bytes, tuples, lists and dictionaries. Raises OSError,
    and ValueError for a value of another type or two keys with the same hash."""
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
    """The hash under which a key is stored: keys are patterns of up to 20,000 characters."""
    if isinstance(key, tuple) and isinstance(key[0], str):
        text, *rest = key  # its bytes in memory: encoding it as UTF-8 takes ten times as long
        written = marshal.dumps((len(text), *rest), _WITHOUT_REFERENCES)
        return _hash(written + text.encode("utf-16-le", "surrogatepass"))
    return _hash(marshal.dumps(key, _WITHOUT_REFERENCES))


def _hash(data: bytes) -> bytes:
    """The 64-bit hash by which Python checks that byte code matches its source; it takes half the time of a checksum."""
    return _imp.source_hash(0, data)


@cache
def _read(path: str) -> _Shelf:
    with suppress(OSError, ValueError, EOFError, TypeError):
        file = os.open(path, os.O_RDONLY)  # stays open as long as the process: values are read on demand
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
    """Everything that compiled patterns depend on: Python's minor version, its regular expression engine, the width of its code
    and the byte order of the machine, and the compiler of patterns."""
    return sys.implementation.cache_tag, _sre.MAGIC, _sre.CODESIZE, sys.byteorder, _compiler()


def _compiler() -> bytes | int:
    """A hash of the sources of `re`; Python's exact version if there are none, as in a zip file."""
    folder = os.path.dirname(re.__file__)
    sources = []
    try:
        for name in _COMPILER:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                sources.append(file.read())
    except OSError:
        return sys.hexversion
    return _hash(b"".join(sources))
