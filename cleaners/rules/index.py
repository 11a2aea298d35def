# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The signs of all rules turned around: which rules a line leaves a chance, by its length and its characters.

Compiled where there is a compiler: each character of a line is then looked up once, for its match form and for the rules it
leaves a chance, where both stand together in memory. Else, and for more rules than a number of the processor has bits, forms
are made by `cleaners.rules.form` and rules are looked up in dictionaries.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cleaners.reading.limits import MAX_HOLDS
from cleaners.reading.patterns import lazy
from cleaners.rules.form import DROPPED, FOLDED, fold_line, fold_long_line
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
    from cython.cimports.cleaners._python import (
        Py_UNICODE_ISSPACE,
        PyUnicode_4BYTE_KIND,
        PyUnicode_FromKindAndData,
        has_case,
        untrack,
    )
    from cython.cimports.cpython.mem import PyMem_Calloc, PyMem_Free, PyMem_Malloc


def is_compiled() -> bool:
    """Whether this module is compiled: a table is then something else."""
    return cython.compiled


_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))

#: What no line is remembered with: to ask whether there is one and then for it takes two looks.
_UNKNOWN: Any = object()

#: The most rules whose chances are bits of one number of the processor.
MAX_RULES = 64

#: What a table begins with: the rules that may speak in sentences, how many lengths there are, and how many characters.
_HEADER = "=QQQ"
_HEADER_BYTES = cython.declare(cython.Py_ssize_t, struct.calcsize(_HEADER))

#: Rules by a character: as a line's first, as its last, and as one of each of three sets of which it must hold one.
_WAYS = cython.declare(cython.Py_ssize_t, 2 + MAX_HOLDS)
assert _WAYS == 5


def make_table(columns: tuple[Any, ...]) -> Any:
    """Columns as an `Index` reads them: where this is compiled as bytes, unless there are too many rules, which takes a tenth of
    the time to read again."""
    count, speaking, by_size, (first, any_first), (last, any_last), (holds, any_holds), _ = columns
    if not cython.compiled or count > MAX_RULES:
        return columns
    characters = sorted({*first, *last, *holds})
    mask = (1 << count) - 1
    rows = []
    for character in ("", *characters):
        held = holds.get(character, 0) | any_holds
        rows += [first.get(character, any_first), last.get(character, any_last)]
        rows += [held >> count * number & mask for number in range(MAX_HOLDS)]
    numbers = [*by_size, *rows]
    codes = [ord(character) for character in characters]
    header = struct.pack(_HEADER, speaking, len(by_size), len(characters))
    return header + struct.pack(f"={len(numbers)}Q{len(codes)}I", *numbers, *codes)


@cython.cclass
class Index:
    """The rules that a line leaves a chance, as the bits of a number: bit n is the rule n of the order."""

    # By dictionaries.
    _count: cython.Py_ssize_t
    _speaking: Any
    _by_size: list[Any]
    _first: dict[str, Any]
    _last: dict[str, Any]
    _holds: dict[str, Any]
    _any_first: Any
    _any_last: Any
    _any_holds: Any
    _told: Any
    # By rows in memory, the same for lines of one plane's characters: what a character is folded into and the number of its
    # row, one after the other; and the rows, of five numbers each.
    _table: Any
    _cells: cython.pointer[cython.ushort]
    _rows: cython.pointer[cython.ulonglong]
    _sizes: cython.pointer[cython.ulonglong]
    _speaking_bits: cython.ulonglong
    _wide: dict[str, int]
    _longest: cython.Py_ssize_t
    _every: cython.ulonglong
    # The line that was read last, until other code runs: its form, and the rules that it leaves a chance.
    _room: cython.pointer[cython.Py_UCS4]
    _start: cython.Py_ssize_t
    _length: cython.Py_ssize_t
    _is_same: cython.bint
    _bits: cython.ulonglong

    def __init__(self, table: Any) -> None:
        """``table`` is one of `make_table`, or the columns of `cleaners.rules.columns.read_columns`. Raises ValueError for another, MemoryError."""
        if not isinstance(table, bytes):
            self._read_columns(table)
        elif cython.compiled:
            self._read_table(table)
        else:
            raise ValueError("this is no table of rules")

    @cython.cfunc
    def _read_columns(self, columns: tuple[Any, ...]) -> Any:
        self._count, self._speaking, self._by_size, first, last, holds, told = columns
        self._first, self._any_first = first
        self._last, self._any_last = last
        self._holds, self._any_holds = holds
        self._told = lazy(told)
        self._longest = len(self._by_size) - 1

    def chances(self, form: str) -> Any:
        """The rules that a line may yet match, given in its match form."""
        return self._bits if self._reads(form) else self._look_up(form)[1]

    def form_of(self, line: str) -> str:
        """The match form of a line."""
        return self._made_form(line) if self._reads(line) else fold_line(line)

    def match(
        self,
        blocks: tuple[Block, ...],
        remembered: dict[str, Rule | None],
        first_of: Callable[[str, int], Rule | None],
        longest: cython.Py_ssize_t,
        most: cython.Py_ssize_t,
    ) -> list[Rule | None]:
        """For each block its line's rule: what ``first_of`` says of the line's form and of the rules that it leaves a chance. None
        for one without a line, and for a line that no rule may take, which most are. Lines of at most ``longest`` characters are
        remembered, ``most`` of them."""
        number: cython.Py_ssize_t
        text: str
        is_short: cython.bint
        form: Any
        bits: Any
        known: Any
        found: list[Rule | None] = []
        if cython.compiled:
            untrack(found)  # rules and None
        for number in range(len(blocks)):
            text = cython.cast(tuple, blocks[number])[_TEXT]
            if not text:
                found.append(None)
                continue
            is_short = len(text) <= longest
            if self._reads(text):
                if not self._bits:  # most lines: to look them up would take longer
                    found.append(None)
                    continue
                known = remembered.get(text, _UNKNOWN) if is_short else _UNKNOWN
                if known is not _UNKNOWN:
                    found.append(known)
                    continue
                bits = self._bits
                form = self._made_form(text)
            else:
                known = remembered.get(text, _UNKNOWN) if is_short else _UNKNOWN
                if known is not _UNKNOWN:
                    found.append(known)
                    continue
                form, bits = self._look_up(text)
            rule = first_of(form, bits) if bits else None
            if is_short:
                if len(remembered) >= most:
                    remembered.clear()
                remembered[text] = rule
            found.append(rule)
        return found

    @cython.cfunc
    def _look_up(self, line: str) -> tuple[Any, Any]:
        """A line's form and the rules that it leaves a chance, where the form is not made beside them."""
        form: Any = fold_line(line) if len(line) <= self._longest else fold_long_line(line, self._longest)
        if form is None or len(form) > self._longest:
            return form, 0
        if not cython.compiled or self._cells is cython.NULL:
            return form, self._by_dictionaries(form)
        return form, self._bits if self._read(form) else self._every

    @cython.cfunc
    def _by_dictionaries(self, form: str) -> Any:
        """The rules that a form leaves a chance."""
        size: cython.Py_ssize_t = len(form)
        found: Any = self._by_size[size]
        if not size:
            return found
        found &= self._first.get(form[0], self._any_first) & self._last.get(form[size - 1], self._any_last)
        if not found:
            return 0
        characters: Any = form
        if "\u3002" in form or "?" in form:
            found &= self._speaking
            if not found:
                return 0
            characters = self._told.findall(form)  # sentences are long, and few rules read them
        held: Any = self._any_holds
        for character in characters:
            held |= self._holds.get(character, 0)
        for _ in range(MAX_HOLDS):
            found &= held
            held >>= self._count
        return found

    # --- by rows in memory: of compiled code only

    def __dealloc__(self) -> None:
        PyMem_Free(self._cells)
        PyMem_Free(self._room)

    @cython.cfunc
    def _read_table(self, table: bytes) -> Any:
        size: cython.Py_ssize_t = len(table)
        header: Any = struct.unpack_from(_HEADER, table) if size >= _HEADER_BYTES else (0, 0, 0)
        if not 0 < header[1] < 0x10000 or not 0 < header[2] < 0x8000 or size != _size_of_table(header[1], header[2]):
            raise ValueError("this is no table of rules")
        sizes: cython.Py_ssize_t = header[1]
        count: cython.Py_ssize_t = header[2]
        self._speaking_bits = header[0]
        self._table = table
        self._longest = sizes - 1
        start: cython.pointer[cython.char] = cython.cast(cython.pointer[cython.char], table)
        self._sizes = cython.cast(cython.pointer[cython.ulonglong], start + _HEADER_BYTES)
        self._rows = self._sizes + sizes
        codes: cython.pointer[cython.uint] = cython.cast(cython.pointer[cython.uint], self._rows + _WAYS * (count + 1))
        number: cython.Py_ssize_t
        for number in range(sizes):
            self._every |= self._sizes[number]
        self._cells = cython.cast(
            cython.pointer[cython.ushort], PyMem_Calloc(2 * 0x10000, cython.sizeof(cython.ushort))
        )
        self._room = cython.cast(cython.pointer[cython.Py_UCS4], PyMem_Malloc(sizes * cython.sizeof(cython.Py_UCS4)))
        if self._cells is cython.NULL or self._room is cython.NULL:
            raise MemoryError
        self._wide = {}
        code: cython.Py_ssize_t
        for number in range(count):
            code = codes[number]
            if code < 0x10000:
                self._cells[2 * code + 1] = number + 1
            else:
                self._wide[chr(code)] = number + 1
        self._fold_cells()

    @cython.cfunc
    def _fold_cells(self) -> Any:
        """Note what each character of the basic plane is folded into, 0xFFFF where it is dropped; what one is folded into is folded
        into nothing else. The first bit of a row's number is set where a line is left to Python."""
        code: cython.Py_ssize_t
        fold: cython.Py_ssize_t
        for code in range(0x10000):
            self._cells[2 * code] = code
        for one, other in FOLDED.items():
            code = ord(one)
            self._cells[2 * code] = ord(other)
        for code in range(ord(DROPPED[0]), ord(DROPPED[1]) + 1):
            self._cells[2 * code] = 0xFFFF
        for code in range(0x10000):
            fold = self._cells[2 * code]
            if 0x41 <= fold <= 0x5A:
                fold += 0x20
                self._cells[2 * code] = fold
            if fold != code and fold != 0xFFFF:
                self._cells[2 * code + 1] = self._cells[2 * fold + 1]
            if fold == 0xFFFF and code == 0xFFFF:
                self._cells[2 * code + 1] |= 0x8000  # the last character of the plane, which no text holds
            elif 0x80 <= fold < 0xFFFF and has_case(cython.cast(cython.Py_UCS4, fold)):
                self._cells[2 * code + 1] |= 0x8000

    @cython.cfunc
    @cython.inline
    @cython.exceptval(-1)
    def _reads(self, line: str) -> cython.bint:
        """Read a line by rows; False where that cannot be done."""
        if not cython.compiled:
            return False
        return self._cells is not cython.NULL and len(line) <= self._longest and self._read(line)

    @cython.cfunc
    @cython.exceptval(-1)
    def _read(self, line: str) -> cython.bint:
        """Make the form of a line of at most the longest length, and note the rules that it leaves a chance, without a branch for
        each character. False for a line that is left to Python: one with characters of other scripts that have a case."""
        if not cython.compiled:
            raise NotImplementedError
        character: cython.Py_UCS4
        code: cython.Py_ssize_t
        fold: cython.uint
        length: cython.Py_ssize_t = 0
        start: cython.Py_ssize_t = 0
        row: cython.pointer[cython.ulonglong]
        cells: cython.pointer[cython.ushort] = self._cells
        room: cython.pointer[cython.Py_UCS4] = self._room
        changed: cython.uint = 0
        odd: cython.uint = 0
        speaks: cython.uint = 0
        first: cython.ulonglong = 0
        second: cython.ulonglong = 0
        third: cython.ulonglong = 0
        for character in line:
            code = cython.cast(cython.Py_ssize_t, character)
            if code >= 0x10000:
                if has_case(character):
                    return False
                row = self._rows + _WAYS * self._row_of(character)
                fold = cython.cast(cython.uint, character)
            else:
                fold = cells[2 * code]
                odd |= cells[2 * code + 1]
                row = self._rows + _WAYS * cython.cast(cython.Py_ssize_t, cells[2 * code + 1] & 0x7FFF)
            first |= row[2]
            second |= row[3]
            third |= row[4]
            changed |= fold ^ cython.cast(cython.uint, character)
            speaks |= (fold == 0x3002) | (fold == 0x3F)  # a full stop, a question mark
            room[length] = cython.cast(cython.Py_UCS4, fold)
            length += fold != 0xFFFF
        if odd & 0x8000:
            return False
        while length and Py_UNICODE_ISSPACE(room[length - 1]):
            length -= 1
            changed = 1
        while start < length and Py_UNICODE_ISSPACE(room[start]):
            start += 1
            changed = 1
        self._start = start
        self._length = length - start
        self._is_same = not changed
        self._bits = self._sizes[self._length]
        if self._length:
            self._bits &= first & second & third
            if speaks:
                self._bits &= self._speaking_bits
            if self._bits:
                self._bits &= (self._rows + _WAYS * self._row_of(room[start]))[0]
                self._bits &= (self._rows + _WAYS * self._row_of(room[length - 1]))[1]
        return True

    @cython.cfunc
    @cython.exceptval(-1)
    def _row_of(self, character: cython.Py_UCS4) -> cython.Py_ssize_t:
        """The number of a character's row."""
        code: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, character)
        if code < 0x10000:
            return self._cells[2 * code + 1] & 0x7FFF
        number: cython.Py_ssize_t = self._wide.get(chr(code), 0)
        return number

    @cython.cfunc
    def _made_form(self, line: str) -> str:
        """The form of the line that was read last: the line itself where they are the same."""
        if not cython.compiled:
            raise NotImplementedError
        if self._is_same:
            return line
        form: str = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, self._room + self._start, self._length)
        return form


def taken_lines(hits: list[Rule | None]) -> list[tuple[int, Rule]]:
    """The lines that a rule takes, by their numbers, each with its rule."""
    number: cython.Py_ssize_t
    found: list[tuple[int, Rule]] = []
    for number in range(len(hits)):
        hit = hits[number]
        if hit is not None:
            found.append((number, hit))
    return found


def _size_of_table(sizes: int, count: int) -> int:
    return struct.calcsize(_HEADER) + 8 * (sizes + (2 + MAX_HOLDS) * (count + 1)) + 4 * count
