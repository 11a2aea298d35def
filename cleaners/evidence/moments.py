# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Moments and durations in lines. Dates that a record holds are read by `cleaners.evidence.dates`. Compiled where there is a
compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.reading.patterns import lazy
from cleaners.values import Block

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_KIND

#: A line that carries a time of day, as posts do, has at most so many characters.
MAX_MOMENT = 160

_MOMENT = lazy(r"\d[:：]\d\d|[钟鐘时時天]前")
# A moment that does not open its line: schedules and timelines begin with the time, a post's line of facts seldom does.
_STAMP = lazy(
    r".(?<![\d:：])(?:\d{1,2}[-/.]\d{1,2}[\sT,，]+|\d{1,2}月\d{1,2}日?\s*|, \d{4} at )\d{1,2}[:：]\d{2}"
    r"|^\W*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    # Behind it nothing, or where the reader was and what is to be done with his post.
    r"(?:\W*|[\s·・]*(?:来自|來自|发自|發自|IP\s?属地|回[复復覆]|举报|舉報|引用|点赞|赞|讚|顶)[^。，！？,!?]{0,24})$"
    r"|\d+\s?(?:分[钟鐘]|小[时時]|天)前"
)
_DURATION = lazy(r"(?:(?P<hours>\d{1,2})[:：])?(?P<minutes>\d{1,3})[:：](?P<seconds>[0-5]\d)")

_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_MAX_MOMENT = cython.declare(cython.Py_ssize_t, MAX_MOMENT)


def read_duration(text: str) -> int | None:
    """Seconds of a line that is a duration and nothing else (``03:05``, ``1:02:03``); None for any other line."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        return None
    return int(found["hours"] or 0) * 3600 + int(found["minutes"]) * 60 + int(found["seconds"])


def stamped_lines(blocks: tuple[Block, ...], fewest: int) -> list[int]:
    """The numbers of the short lines that carry a time of day as posts do; none where fewer than ``fewest`` carry any."""
    lines = _lines_with_moment(blocks)
    return [number for number in lines if _STAMP.search(blocks[number].text)] if len(lines) >= fewest else []


def _lines_with_moment(blocks: tuple[Block, ...]) -> list[int]:
    number: cython.Py_ssize_t
    found: list[int] = []
    for number in range(len(blocks)):
        if _has_moment(cython.cast(tuple, blocks[number])[_TEXT]):
            found.append(number)  # noqa: PERF401
    return found


@cython.cfunc
@cython.exceptval(check=False)
def _may_have_moment(text: str, size: cython.Py_ssize_t) -> cython.bint:
    """Whether a line holds a colon or 前, as every moment does."""
    if not cython.compiled:
        return ":" in text or "：" in text or "前" in text
    if PyUnicode_KIND(text) != PyUnicode_2BYTE_KIND:
        return True
    # Without a way out of the loop, so that the compiler looks at eight characters at once.
    characters: cython.pointer[cython.ushort] = cython.cast(cython.pointer[cython.ushort], PyUnicode_DATA(text))
    found: cython.ushort = 0
    place: cython.Py_ssize_t
    for place in range(size):
        found |= (characters[place] == 0x3A) | (characters[place] == 0xFF1A) | (characters[place] == 0x524D)
    return found != 0


@cython.cfunc
@cython.exceptval(check=False)
def _has_moment(text: str) -> cython.bint:
    """Whether a short line may carry a time of day."""
    size: cython.Py_ssize_t = len(text)
    if size > _MAX_MOMENT or not _may_have_moment(text, size):
        return False
    if not cython.compiled:
        return _MOMENT.search(text) is not None
    place: cython.Py_ssize_t
    character: cython.Py_UCS4
    for place in range(1, size):
        character = text[place]
        if character in ":：":
            if (
                place + 2 < size
                and text[place - 1].isdecimal()
                and text[place + 1].isdecimal()
                and text[place + 2].isdecimal()
            ):
                return True
        elif character == "前" and text[place - 1] in "钟鐘时時天":
            return True
    return False


def places_of_parts(source: str, parts: tuple[str, ...], most: cython.Py_ssize_t) -> list[list[int]]:
    """Where a text holds each of some parts of words, at most sixteen, ASCII and of two characters at least: the first ``most``
    places of each. The text is gone through once: `str.find` takes a fiftieth of a millisecond a part for a page of
    scripts."""
    part: str
    found: list[list[int]] = [[] for _ in parts]
    row: list[int]
    place: cython.Py_ssize_t
    if not cython.compiled:
        for part, row in zip(parts, found, strict=True):
            place = source.find(part)
            while place >= 0 and len(row) < most:
                row.append(place)
                place = source.find(part, place + 1)
        return found
    number: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(parts)
    pairs: bytearray = bytearray(1 << 15)  # for each two characters the parts that begin so, a bit each in two bytes
    mask: cython.uint
    place_of_pair: cython.Py_ssize_t
    for number in range(count):
        part = parts[number]
        pairs[(ord(part[0]) << 7 | ord(part[1])) << 1 | number >> 3] |= 1 << (number & 7)
    is_wide: cython.bint = PyUnicode_KIND(source) == PyUnicode_2BYTE_KIND  # as that of nearly every page is
    characters: cython.pointer[cython.ushort] = cython.cast(cython.pointer[cython.ushort], PyUnicode_DATA(source))
    before: cython.uint = 0x80
    character: cython.uint
    for place in range(len(source)):
        character = characters[place] if is_wide else cython.cast(cython.uint, source[place])
        if before < 0x80 and character < 0x80:
            place_of_pair = (before << 7 | character) << 1
            mask = pairs[place_of_pair] | pairs[place_of_pair + 1] << 8
            for number in range(count if mask else 0):
                row = found[number]
                if mask >> number & 1 and len(row) < most and _stands_at(source, parts[number], place - 1):
                    row.append(place - 1)
        before = character
    return found


@cython.cfunc
@cython.exceptval(check=False)
def _stands_at(source: str, part: str, place: cython.Py_ssize_t) -> cython.bint:
    size: cython.Py_ssize_t = len(part)
    offset: cython.Py_ssize_t
    if place + size > len(source):
        return False
    for offset in range(size):  # noqa: SIM110  a generator costs more than the look
        if source[place + offset] != part[offset]:
            return False
    return True
