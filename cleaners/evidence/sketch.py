# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A text's runs of characters: the hashes of those of three, and how many of those of four stand in another text. Compiled where
there is a compiler: forty times as fast as in Python.

Three code points are 63 bits, so that a run is a number. Its hash is that number mixed by the last step of SplitMix64
(G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014), which maps no two numbers to one.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

#: Characters of a run.
GRAM = 3

if cython.compiled:
    from cython.cimports.cpython.mem import PyMem_Calloc, PyMem_Free
    from cython.cimports.libc.string import memmove


def smallest_hashes(words: str, count: cython.Py_ssize_t) -> tuple[int, list[int]]:
    """How many different runs a text has, and the ``count`` smallest of their hashes, ascending."""
    if not cython.compiled:
        hashes = {_mixed(run) for run in _runs(words)}
        return len(hashes), nsmallest(count, hashes)
    size: cython.Py_ssize_t = len(words)
    if size < 3:
        return 0, []
    room: cython.size_t = _room_for(size)
    # A set of numbers, probed one place after the other; 0 is an empty place, and the hash of no run: mixing maps it to itself.
    seen: cython.pointer[cython.ulonglong]
    seen = cython.cast(
        cython.pointer[cython.ulonglong],
        PyMem_Calloc(room + cython.cast(cython.size_t, count), cython.sizeof(cython.ulonglong)),
    )
    if seen is cython.NULL:
        raise MemoryError
    try:
        return _collect(words, seen, room, count)
    finally:
        PyMem_Free(seen)


@cython.cfunc
def _collect(
    words: str, seen: cython.pointer[cython.ulonglong], room: cython.size_t, count: cython.Py_ssize_t
) -> tuple[int, list[int]]:
    """`smallest_hashes` in C, with a zeroed set of ``room`` places, a power of two, and behind it those of the sketch."""
    least: cython.pointer[cython.ulonglong] = seen + room
    kept: cython.Py_ssize_t = 0
    runs: cython.Py_ssize_t = 0
    place: cython.size_t
    low: cython.Py_ssize_t
    high: cython.Py_ssize_t
    middle: cython.Py_ssize_t
    run: cython.ulonglong = 0
    mixed: cython.ulonglong
    number: cython.Py_ssize_t = 0
    character: cython.Py_UCS4
    for character in words:
        run = (run << 21 | cython.cast(cython.uint, character)) & _RUN_BITS
        number += 1
        if number < 3:
            continue
        mixed = _mixed(run)
        place = mixed & (room - 1)
        while seen[place] and seen[place] != mixed:
            place = (place + 1) & (room - 1)
        if seen[place]:
            continue
        seen[place] = mixed
        runs += 1
        if kept == count and mixed > least[kept - 1]:
            continue
        low, high = 0, kept
        while low < high:
            middle = (low + high) // 2
            if least[middle] < mixed:
                low = middle + 1
            else:
                high = middle
        if kept < count:
            kept += 1
        memmove(least + low + 1, least + low, (kept - 1 - low) * cython.sizeof(cython.ulonglong))
        least[low] = mixed
    return runs, [least[low] for low in range(kept)]


_RUN_BITS = cython.declare(cython.ulonglong, (1 << 63) - 1)
_PAIR_BITS = cython.declare(cython.ulonglong, (1 << 42) - 1)
_WORD = cython.declare(cython.ulonglong, (1 << 64) - 1)
_FIRST = cython.declare(cython.ulonglong, 0xBF58476D1CE4E5B9)
_SECOND = cython.declare(cython.ulonglong, 0x94D049BB133111EB)


@cython.cfunc
@cython.exceptval(check=False)
def _mixed(number: cython.ulonglong) -> cython.ulonglong:
    """A number of 64 bits mixed so that each of its bits changes half of the result's."""
    number = (number ^ number >> 30) * _FIRST & _WORD
    number = (number ^ number >> 27) * _SECOND & _WORD
    return number ^ number >> 31


def shared_runs(part: str, text: str) -> tuple[int, int]:
    """How many different runs of four characters a short text has, and how many of these another text has too."""
    if not cython.compiled:
        own = {part[start : start + 4] for start in range(len(part) - 3)}
        return len(own), len(own & {text[start : start + 4] for start in range(len(text) - 3)})
    room: cython.size_t = _room_for(len(part))
    own_runs: cython.pointer[cython.ulonglong]
    own_runs = cython.cast(cython.pointer[cython.ulonglong], PyMem_Calloc(room, cython.sizeof(cython.ulonglong)))
    if own_runs is cython.NULL:
        raise MemoryError
    try:
        return _count_shared(part, text, own_runs, room)
    finally:
        PyMem_Free(own_runs)


@cython.cfunc
def _count_shared(part: str, text: str, own: cython.pointer[cython.ulonglong], room: cython.size_t) -> tuple[int, int]:
    """`shared_runs` in C, with a zeroed set of ``room`` places, a power of two.

    A run of four does not fit into a number, but its hash does: that of the first two characters multiplied into the others. Each
    has its lowest bit set; that of a run that was found is cleared, and with it the run is counted once.
    """
    runs: cython.Py_ssize_t = 0
    shared: cython.Py_ssize_t = 0
    number: cython.Py_ssize_t
    place: cython.size_t
    mixed: cython.ulonglong
    older: cython.ulonglong
    newer: cython.ulonglong
    character: cython.Py_UCS4
    is_part: cython.bint
    words: str
    for is_part, words in ((True, part), (False, text)):
        number, older, newer = 0, 0, 0
        for character in words:
            older = (older << 21 | newer >> 21) & _PAIR_BITS
            newer = (newer << 21 | cython.cast(cython.uint, character)) & _PAIR_BITS
            number += 1
            if number < 4:
                continue
            mixed = _mixed(older * _SECOND & _WORD ^ newer) | 1
            place = mixed >> 1 & (room - 1)
            while own[place] and own[place] | 1 != mixed:
                place = (place + 1) & (room - 1)
            if is_part and not own[place]:
                own[place] = mixed
                runs += 1
            elif not is_part and own[place] == mixed:
                own[place] = mixed ^ 1
                shared += 1
    return runs, shared


@cython.cfunc
@cython.exceptval(check=False)
def _room_for(runs: cython.Py_ssize_t) -> cython.size_t:
    """The places of a set of so many hashes, half of which stay empty: a power of two."""
    room: cython.size_t = 8
    while room < cython.cast(cython.size_t, 2 * runs):
        room *= 2
    return room


def hash_of(text: str) -> int:
    """A hash of a short text: its characters mixed in, one after the other."""
    mixed: cython.ulonglong = len(text)
    character: cython.Py_UCS4
    for character in text:
        mixed = _mixed(mixed ^ cython.cast(cython.ulonglong, ord(character)) << 40)
    return mixed


def _runs(words: str) -> Iterable[int]:
    points = [ord(character) for character in words]
    return (
        first << 42 | second << 21 | third for first, second, third in zip(points, points[1:], points[2:], strict=False)
    )
