"""Blocks of the index: the terms of a segment ordered by key, each with the numbers of its articles.

Keys are stored as differences from the previous key, and so are the numbers of a term (delta encoding). The values of each kind
are split into bytes of equal significance, and each of these streams is compressed separately: the high bytes are nearly all
zero, and the low bytes take the space of a Huffman code. News takes about 1.3 bytes per pair of term and article, a third of
the size of its text. All operations work on whole arrays, since there is a value for nearly every character of the archive.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple

#: Number of postings (pairs of term and article) per block: larger blocks compress better, and are slower to search.
_POSTINGS = 16_000

#: Maximum number of articles in a segment: article numbers and frequencies of terms have 16 bits.
MAX_ARTICLES = 1 << 16

_LEVEL = 6
_BIG_ENDIAN = sys.byteorder == "big"


class Block(NamedTuple):
    """The terms from the key ``first`` on, packed."""

    first: int
    data: bytes


def pack_segment(postings: Mapping[int, Sequence[int]]) -> Iterator[Block]:
    """The blocks of a segment. ``postings`` maps each key to the ascending numbers of the articles with its term."""
    keys = sorted(postings)
    numbers = list(map(postings.__getitem__, keys))
    sizes = list(accumulate(map(len, numbers)))
    begin = 0
    while begin < len(keys):
        before = sizes[begin - 1] if begin else 0
        end = bisect_left(sizes, before + _POSTINGS, begin) + 1
        yield _pack(keys[begin:end], numbers[begin:end])
        begin = end


class OpenBlock:
    """A decoded block that can be searched."""

    def __init__(self, data: bytes) -> None:
        """``data`` is a block from `pack_segment`."""
        streams = _Streams(data)
        self._keys = list(accumulate(streams.take("Q")))
        self._counts = streams.take("H")
        self._singles, self._gaps = streams.take("H"), streams.take("H")

    def find(self, first: int, after: int) -> Iterator[Sequence[int]]:
        """The articles of each term with a key from ``first`` to before ``after``."""
        begin, end = bisect_left(self._keys, first), bisect_left(self._keys, after)
        before = self._counts[:begin]
        single = before.count(1)
        gap = sum(before) - single
        for count in self._counts[begin:end]:
            if count == 1:
                yield self._singles[single : single + 1]
                single += 1
            else:
                yield array("H", accumulate(self._gaps[gap : gap + count]))
                gap += count


def _pack(keys: Sequence[int], numbers: Sequence[Sequence[int]]) -> Block:
    steps = array("Q", [keys[0], *map(sub, keys[1:], keys)])
    counts = array("H", map(len, numbers))
    singles = array("H", [some[0] for some in numbers if len(some) == 1])
    several = [some for some in numbers if len(some) > 1]
    flat = list(chain.from_iterable(several))
    gaps = list(map(sub, flat, chain((0,), flat)))
    for place in accumulate(map(len, several[:-1]), initial=0) if several else ():
        gaps[place] = flat[place]  # a term's first number is stored as it is
    streams = b"".join(map(_pack_stream, (steps, counts, singles, array("H", gaps))))
    return Block(keys[0], streams)


def _pack_stream(values: array[int]) -> bytes:
    """The number of values, then for each byte position the length of its compressed bytes and these bytes."""
    if _BIG_ENDIAN:
        values.byteswap()
    whole = values.tobytes()
    planes = [_compress(whole[place :: values.itemsize]) for place in range(values.itemsize)]
    sizes = [len(plane) for plane in planes]
    return struct.pack(f"<{1 + len(sizes)}I", len(values), *sizes) + b"".join(planes)


def _compress(plane: bytes) -> bytes:
    """The shorter of two compressions: most streams of low bytes have no repetitions, only an uneven distribution."""
    found = []
    for strategy in (zlib.Z_HUFFMAN_ONLY, zlib.Z_DEFAULT_STRATEGY):
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, 9, strategy)
        found.append(packer.compress(plane) + packer.flush())
    return min(found, key=len)


class _Streams:
    """Reads consecutive results of `_pack_stream`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def take(self, kind: str) -> array[int]:
        values: array[int] = array(kind)
        header = struct.Struct(f"<{1 + values.itemsize}I")
        number, *sizes = header.unpack_from(self._data, self._place)
        self._place += header.size
        whole = bytearray(number * values.itemsize)
        for place, size in enumerate(sizes):
            whole[place :: values.itemsize] = zlib.decompress(self._data[self._place : self._place + size], -15)
            self._place += size
        values.frombytes(bytes(whole))
        if _BIG_ENDIAN:
            values.byteswap()
        return values


def pack_rows(rows: Iterable[int]) -> bytes:
    """Row numbers of articles, compressed."""
    return zlib.compress(_pack_stream(array("Q", rows)), _LEVEL)


def unpack_rows(data: bytes) -> array[int]:
    """The inverse of `pack_rows`."""
    return _Streams(zlib.decompress(data)).take("Q")
