# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""How much a line looks like what the page's head gives for a title. Compiled where there is a compiler."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

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
    from cython.cimports.cleaners._python import PyUnicode_4BYTE_KIND, PyUnicode_FromKindAndData, has_case
    from cython.cimports.cpython.mem import PyMem_Free, PyMem_Malloc

_KEY = lazy(r"[\W_]+")

# Fields of a block by their places: to ask for one by its name takes ten times as long when compiled.
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_LEVEL = cython.declare(cython.Py_ssize_t, Block._fields.index("level"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))


def key(text: str) -> str:
    """A text for comparing headlines: word characters only, lower case."""
    if not cython.compiled:
        return _KEY.sub("", text).lower()
    size: cython.size_t = len(text)
    length: cython.Py_ssize_t = 0
    form: cython.pointer[cython.Py_UCS4]
    is_cased: cython.bint = False
    character: cython.Py_UCS4
    form = cython.cast(cython.pointer[cython.Py_UCS4], PyMem_Malloc((size + 1) * cython.sizeof(cython.Py_UCS4)))
    if form is cython.NULL:
        raise MemoryError
    try:
        for character in text:
            if "\u4e00" <= character <= "\u9fff" or character.isalnum():
                if "A" <= character <= "Z":
                    character = cython.cast(cython.Py_UCS4, cython.cast(cython.uint, character) + 0x20)
                elif character >= "\x80" and has_case(character):
                    is_cased = True
                form[length] = character
                length += 1
        found: str = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, form, length)
        return found.lower() if is_cased else found
    finally:
        PyMem_Free(form)


def pairs_of(text: str) -> set[str]:
    """Each two characters of a text that stand in a row: what a title and the text below it have in common."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


@cython.cfunc
@cython.exceptval(-1)
def _opens_title(start: str, titles: list[str]) -> cython.bint:
    """Whether two characters, in lower case, stand in a title. Which small letter a `Σ` becomes depends on what follows: one
    that ends a word may stand inside another."""
    title: str
    for title in titles:
        if start in title:
            return True
        if start[1:] == "ς" and start[0] + "σ" in title:
            return True
    return False


@cython.cfunc
@cython.exceptval(check=False)
def _is_han(character: cython.Py_UCS4) -> cython.bint:
    return "\u4e00" <= character <= "\u9fff"


@cython.cfunc
@cython.exceptval(check=False)
def _place_of(first: cython.Py_UCS4, second: cython.Py_UCS4) -> cython.Py_ssize_t:
    """Where two characters are noted in a row of 4,096, roughly: others are noted there too."""
    return (ord(first) & 63) << 6 | (ord(second) & 63)


def like_titles(
    blocks: tuple[Block, ...],
    titles: list[str],
    signs: list[tuple[str, str, str]],
    least: float,
    shortest: cython.Py_ssize_t,
    longest: cython.Py_ssize_t,
) -> list[int]:
    """The numbers of the lines of ``least`` to ``longest`` characters that open with two characters of a title, or with what is
    no word, or that hold three signs and are as long as the shortest title."""
    number: cython.Py_ssize_t
    size: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    start: str
    title: str
    first: cython.Py_UCS4 = "\0"
    second: cython.Py_UCS4 = "\0"
    found: list[int] = []
    pairs: bytearray = bytearray(4096)
    for title in titles:
        for number in range(len(title) - 1):
            pairs[_place_of(title[number], title[number + 1])] = 1
    for number in range(len(blocks)):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        size = len(text)
        if not least <= size <= longest:
            continue
        if size > 1:
            first = text[0]
            second = text[1]
        if size > 1 and _is_han(first) and _is_han(second):
            if pairs[_place_of(first, second)] and _opens_title(text[:2], titles):
                found.append(number)
                continue
        else:
            start = text[:2].lower()[:2]
            if not start.isalnum() or _opens_title(start, titles):
                found.append(number)
                continue
        if size >= shortest and _has_signs(text, signs):
            found.append(number)
    return found


@cython.cfunc
@cython.exceptval(-1)
def _has_signs(text: str, signs: list[tuple[str, str, str]]) -> cython.bint:
    """Whether a line holds the three characters of a title; an empty one stands in every line."""
    one: str
    two: str
    three: str
    for one, two, three in signs:  # noqa: SIM110  a generator costs more than the look
        if one in text and two in text and three in text:
            return True
    return False


@cython.ccall
@cython.exceptval(-1)
def overlap(text: str, title: str, longer: cython.Py_ssize_t) -> cython.double:
    """How much of a title a line is, both as keys: 1 for the same text, more than half for a part of a title that is at most
    so many times longer, less for a line that holds it, 0 otherwise."""
    size: cython.Py_ssize_t = len(text)
    whole: cython.Py_ssize_t = len(title)
    if text == title:
        return 1.0
    if size <= whole:
        return 0.55 + 0.4 * size / whole if size * longer >= whole and text in title else 0.0
    return 0.2 + 0.5 * whole / size if whole * 2 >= size and title in text else 0.0


class Weights(NamedTuple):
    """What counts for a headline: the scores of headings by their ``levels``, and ``heading`` for another level; the ``weight``
    of what a line has of a title, where it has ``least`` word characters. ``longest`` is how many characters a headline has at
    most, ``longer`` how many times longer than a line a title is at most."""

    levels: dict[int, float]
    heading: float
    weight: float
    longest: int
    least: int
    longer: int


def score_lines(blocks: tuple[Block, ...], numbers: Sequence[int], titles: list[str], weights: Weights) -> list[float]:
    """How much the blocks of these numbers look like the headline by their element and their words alone, 0 for what cannot
    be one."""
    levels: dict[int, float] = weights.levels
    heading: cython.double = weights.heading
    weight: cython.double = weights.weight
    longest: cython.Py_ssize_t = weights.longest
    least: cython.Py_ssize_t = weights.least
    longer: cython.Py_ssize_t = weights.longer
    score: cython.double
    best: cython.double
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    title: str
    found: list[float] = []
    for number in numbers:
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        if row[_HIDDEN] is True or not 2 <= len(text) <= longest:
            found.append(0.0)
            continue
        score = levels.get(row[_LEVEL], heading) if row[_KIND] == "heading" else 0.0
        text = key(text)
        if len(text) >= least and titles:
            best = 0.0
            for title in titles:
                best = max(best, overlap(text, title, longer))
            score += best * weight
        found.append(score)
    return found
