# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What running text is: a line, a block, the mass of every block of a page, and whether a text is Chinese.

A block's *mass* is how much running Chinese text outside links it holds, with sentence punctuation as the sign of prose: the
measure behind Readability's comma score, applied to blocks. Compiled where there is a compiler (see CONTRIBUTING): only what
looks at every character of a line has a form for each, since expressions are quicker in Python and slower than a loop when
compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.reading.lines import MIN_PROSE as MIN_PROSE
from cleaners.reading.patterns import lazy
from cleaners.rules.rule import Rule
from cleaners.values import Block

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import untrack

_PUNCTUATION = lazy(r"[，。！？；：、,.!?;…”“]")
_SENTENCE = lazy(r"[。！？；…!?;]|[，,].*[，,]|\.\s|\.$")

# Fields of a block by their places: to ask for one by its name takes ten times as long when compiled.
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_LINK_CHARS = cython.declare(cython.Py_ssize_t, Block._fields.index("link_chars"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))
_CELL = cython.declare(cython.Py_ssize_t, Block._fields.index("cell"))
_MIN_PROSE = cython.declare(cython.Py_ssize_t, MIN_PROSE)


class Measured(NamedTuple):
    """Every block's mass, and the numbers of the running text and of the headings."""

    masses: list[float]
    prose: list[int]
    headings: list[int]


@cython.ccall
@cython.exceptval(check=False)
def is_sentence(line: str) -> cython.bint:
    """Whether a line is long enough for running text and punctuated like sentences."""
    if len(line) < _MIN_PROSE:
        return False
    if not cython.compiled:
        return "。" in line or _SENTENCE.search(line) is not None
    has_comma: cython.bint = False
    is_behind_dot: cython.bint = False
    character: cython.Py_UCS4
    for character in line:
        if "\u4e00" <= character <= "\u9fff":
            is_behind_dot = False
        elif character in "。！？；…!?;" or (is_behind_dot and character.isspace()):
            return True
        else:
            if character in "，,":
                if has_comma:
                    return True
                has_comma = True
            elif character == "\n":
                has_comma = False
            is_behind_dot = character == "."
    return is_behind_dot


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long enough, punctuated like sentences, and not made of links."""
    row: tuple[Any, ...] = cython.cast(tuple, block)
    text: str = row[_TEXT]
    link_chars: cython.Py_ssize_t = row[_LINK_CHARS]
    return link_chars * 2 <= len(text) and is_sentence(text)


def prose_of(blocks: tuple[Block, ...], numbers: Sequence[int]) -> list[int]:
    """Those of some blocks that are running text, by their numbers: `is_prose` of many."""
    number: cython.Py_ssize_t
    link_chars: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    found: list[int] = []
    for number in numbers:
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        link_chars = row[_LINK_CHARS]
        if link_chars * 2 <= len(text) and is_sentence(text):
            found.append(number)
    return found


def prose_with_mass(blocks: tuple[Block, ...], masses: list[float]) -> list[int]:
    """The numbers of a page's running text that no rule takes and that is shown, by the masses of its blocks: what has any is not
    made of links."""
    number: cython.Py_ssize_t
    found: list[int] = []
    for number in range(len(masses)):
        if masses[number] > 0.0 and is_sentence(cython.cast(tuple, blocks[number])[_TEXT]):
            found.append(number)  # noqa: PERF401
    return found


def with_open_end(blocks: tuple[Block, ...], shortest: cython.Py_ssize_t) -> list[int]:
    """The numbers of the shown lines of at least so many characters that hold a sentence and do not end as a paragraph does,
    or hold a link and end as a control does (查看更多, 阅读原文, 首页>>): nearly every line is of neither kind."""
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    last: cython.Py_UCS4
    found: list[int] = []
    for number in range(len(blocks)):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        if len(text) < shortest or row[_HIDDEN]:
            continue
        last = text[len(text) - 1]
        if (last not in "。”！？…；：，、’" and "。" in text) or (row[_LINK_CHARS] and last in "多文页】>]»›原"):
            found.append(number)
    return found


def short_with_end(blocks: tuple[Block, ...], longest: cython.Py_ssize_t, ends: str) -> list[int]:
    """The numbers of the shown lines of two to so many characters that end in one of these, without those that hold a link."""
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    found: list[int] = []
    for number in range(len(blocks)):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        if 1 < len(text) <= longest and text[len(text) - 1] in ends and not (row[_HIDDEN] or row[_LINK_CHARS]):
            found.append(number)
    return found


def words_in_cells(blocks: tuple[Block, ...], longest: cython.Py_ssize_t) -> list[int]:
    """The numbers of the lines of at most so many characters in cells of tables, without those that hold a link."""
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    found: list[int] = []
    for number in range(len(blocks)):
        row = cython.cast(tuple, blocks[number])
        if row[_CELL] is not None and not row[_LINK_CHARS]:
            text = row[_TEXT]
            if len(text) <= longest:
                found.append(number)
    return found


@cython.cfunc
@cython.exceptval(check=False)
def _count_marks(text: str) -> cython.Py_ssize_t:
    """Punctuation marks of the beginning of a line, counted to three: more make no difference."""
    marks: cython.Py_ssize_t = 0
    if not cython.compiled:
        text = text[:400]
        marks = text.count("，") + text.count("。")
        return 3 if marks >= 3 else min(3, len(_PUNCTUATION.findall(text)))
    size: cython.Py_ssize_t = 0
    character: cython.Py_UCS4
    for character in text:
        if character in "，。！？；：、,.!?;…”“":
            marks += 1
            if marks == 3:
                break
        size += 1  # noqa: SIM113
        if size == 400:
            break
    return marks


@cython.cfunc
@cython.exceptval(check=False)
def _mass(text: str, link_chars: cython.Py_ssize_t) -> cython.double:
    """Running text of one visible line that is not made of links, in characters."""
    plain: cython.Py_ssize_t = len(text) - link_chars
    marks: cython.Py_ssize_t = _count_marks(text)
    if not marks:
        return plain * (0.3 if plain >= 12 else 0.1)
    return min(plain, 800) * min(1.0, 0.4 + 0.2 * marks)


def measure_blocks(blocks: tuple[Block, ...], hits: list[Rule | None]) -> Measured:
    """Measure a page. ``hits`` are the rules that take its lines: those have no mass. Raises ValueError for another number of
    hits than of blocks."""
    number: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(blocks)
    link_chars: cython.Py_ssize_t
    mass: cython.double
    is_heading: cython.bint
    row: tuple[Any, ...]
    text: str
    if len(hits) != count:
        raise ValueError("as many hits as blocks are needed")
    found = Measured([0.0] * count, [], [])
    masses: list[float] = found.masses
    prose: list[int] = found.prose
    headings: list[int] = found.headings
    if cython.compiled:
        untrack(masses)
    for number in range(count):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        is_heading = row[_KIND] == "heading"
        if is_heading:
            headings.append(number)
        if hits[number] is None and not is_heading and row[_HIDDEN] is not True:
            link_chars = row[_LINK_CHARS]
            if link_chars * 2 <= len(text):
                mass = _mass(text, link_chars)
                masses[number] = mass
                if mass >= _MIN_PROSE:
                    prose.append(number)
    return found


def is_mostly_han(text: str) -> bool:
    """Whether a text is Chinese beyond doubt.

    Han characters are a part of the letters, so that these are enough where they are enough of all; those of U+5000 to U+9FFF
    are nearly all. In Python they are counted by the bytes of UTF-8, a tenth of the time of an expression: they are those that
    begin with E5 to E9; kana begin with E3 and 81 to 83.
    """
    if not cython.compiled:
        encoded = text.encode("utf-8", "replace")
        han_bytes = len(encoded) - len(encoded.translate(None, _HAN_BYTES))
        kana_bytes = encoded.count(b"\xe3\x81") + encoded.count(b"\xe3\x82") + encoded.count(b"\xe3\x83")
        return han_bytes * 4 >= len(text) and kana_bytes * 10 < han_bytes
    han: cython.Py_ssize_t = 0
    kana: cython.Py_ssize_t = 0
    character: cython.Py_UCS4
    for character in text:
        han += "\u5000" <= character <= "\u9fff"
        kana += "\u3040" <= character <= "\u30ff"
    return han * 4 >= len(text) and kana * 10 < han


_HAN_BYTES = bytes(range(0xE5, 0xEA))
