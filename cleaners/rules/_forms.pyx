# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The match form of a line and the rules that it leaves a chance, compiled: `cleaners.rules` and `cleaners.rules.rule` do the
same in Python. Each character of a line is looked up once for both, where they stand together in memory.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.ref cimport PyObject
from libc.stdint cimport int64_t, uint16_t, uint64_t

from cleaners._python cimport (
    PyUnicode_4BYTE_KIND, PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
    Py_UNICODE_ISSPACE, has_case, untrack,
)

import sys

from cleaners.values import Block

cdef enum:
    PLANE = 0x1_0000  # characters of the basic plane
    DROPPED = 0xFFFF  # stands for no character where one is folded
    ODD = 0x8000  # in a row's number
    ON_STACK = 512
    MOST_RULES = 64
    STOP = 0x3002  # lines with one of these two speak in sentences
    ASKING = 0x3F

#: The rules that an `Index` has room for.
MAX_RULES = MOST_RULES

cdef Py_ssize_t TEXT = Block._fields.index("text")
cdef uint16_t folds[PLANE]  # 0 where a character is itself


def fold_as(dict folded not None, first_dropped, last_dropped):
    """Fold these characters of the basic plane into others, one each, and drop those from one to another."""
    cdef Py_ssize_t code, first = ord(first_dropped), last = ord(last_dropped)
    for one, other in folded.items():
        folds[ord(one)] = ord(other)
    for code in range(first, min(last, PLANE - 1) + 1):
        folds[code] = DROPPED


# A match form where it is made: from which place on, of how many characters, and whether it is the line as it was.
cdef struct Form:
    Py_ssize_t start, length
    bint is_same


cdef bint fold(str line, Py_UCS4* characters, Form* form) noexcept:
    """Make the match form of a line, in memory with room for the line. False for a line with characters of other scripts that
    have a case."""
    cdef Py_ssize_t place, length = 0, start = 0
    cdef int kind = PyUnicode_KIND(line)
    cdef void* data = PyUnicode_DATA(line)
    cdef Py_UCS4 character
    cdef bint is_same = True
    for place in range(PyUnicode_GET_LENGTH(line)):
        character = PyUnicode_READ(kind, data, place)
        if character < PLANE and folds[character]:
            is_same = False
            if folds[character] == DROPPED:
                continue
            character = folds[character]
        if character < 0x80:
            if 0x41 <= character <= 0x5A:
                is_same = False
                character = <Py_UCS4>(<unsigned int>character + 0x20)
        elif has_case(character):
            return False
        characters[length] = character
        length += 1
    while length and Py_UNICODE_ISSPACE(characters[length - 1]):
        length -= 1
        is_same = False
    while start < length and Py_UNICODE_ISSPACE(characters[start]):
        start += 1
        is_same = False
    form.start, form.length, form.is_same = start, length - start, is_same
    return True


def match_form(str line not None):
    """`cleaners.rules.form.match_form`; None for a line that is left to it."""
    cdef Py_UCS4 on_stack[ON_STACK]
    cdef Py_UCS4* characters = on_stack
    cdef Form form
    if PyUnicode_GET_LENGTH(line) > ON_STACK:
        characters = room_for(line)
    try:
        if not fold(line, characters, &form):
            return None
        return string_of(line, characters, &form)
    finally:
        if characters is not on_stack:
            PyMem_Free(characters)


cdef inline str string_of(str line, const Py_UCS4* characters, Form* form):
    """A form as a string: the line's own where they are the same."""
    if form.is_same:
        return line
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, characters + form.start, form.length)


cdef Py_UCS4* room_for(str line) except NULL:
    cdef void* room = PyMem_Malloc(PyUnicode_GET_LENGTH(line) * sizeof(Py_UCS4))
    if room is NULL:
        raise MemoryError
    return <Py_UCS4*>room


# The rules that a character leaves a chance, a bit each: as the first of a line, as the last, and as one of each of the sets
# of which a line must hold a character.
cdef struct Chances:
    uint64_t first, last, first_set, second_set, third_set


# A character of the basic plane: what it is folded into, or DROPPED, and the row of that one's chances; ODD where the line is
# left to Python. Both stand together, so that a character of a text takes one look into memory.
cdef struct Cell:
    uint16_t fold, row


# What a table begins with.
cdef struct Header:
    uint64_t speaking
    int64_t sizes, characters


cdef Py_ssize_t size_of_table(int64_t sizes, int64_t characters) noexcept:
    if not 0 < sizes < PLANE or not 0 <= characters < PLANE:
        return -1
    return (
        sizeof(Header) + sizes * sizeof(uint64_t) + (characters + 1) * sizeof(Chances) + characters * sizeof(Py_UCS4)
    )


def make_table(tuple columns not None):
    """The columns of `cleaners.rules.index.read_columns` as an `Index` reads them, which takes a tenth of the time to read again.
    Raises ValueError for too many rules."""
    count, speaking, by_size, (first, any_first), (last, any_last), (holds, any_holds), _ = columns
    if count > MOST_RULES:
        raise ValueError(f"{count} rules, {MOST_RULES} are the most")
    cdef Header header
    characters = sorted({*first, *last, *holds})
    header.speaking, header.sizes, header.characters = speaking, len(by_size), len(characters)
    rows = [chances_in(any_first, any_last, any_holds, count)]
    for character in characters:
        held = holds.get(character, 0) | any_holds
        rows.append(chances_in(first.get(character, any_first), last.get(character, any_last), held, count))
    sizes = b"".join([number.to_bytes(sizeof(uint64_t), sys.byteorder) for number in by_size])
    codes = b"".join([ord(character).to_bytes(sizeof(Py_UCS4), sys.byteorder) for character in characters])
    return (<char*>&header)[:sizeof(Header)] + sizes + b"".join(rows) + codes


cdef bytes chances_in(first, last, holds, count):
    cdef Chances chances
    mask = (1 << count) - 1
    chances.first, chances.last = first, last
    chances.first_set, chances.second_set = holds & mask, holds >> count & mask
    chances.third_set = holds >> 2 * count & mask
    return (<char*>&chances)[:sizeof(Chances)]


cdef class Index:
    """`cleaners.rules.index.Index`, of at most `MOST_RULES` rules."""

    cdef Py_ssize_t longest
    cdef uint64_t speaking, every
    cdef const uint64_t* by_size
    cdef const Chances* chances_of
    cdef Cell* cells  # by character
    cdef dict wide  # by character, for those outside the basic plane

    cdef bytes table  # what all of this was made of: sizes, characters, chances, one after the other

    def __init__(self, bytes table not None):
        """``table`` is one of `make_table`. Raises ValueError for another, MemoryError."""
        cdef const Header* header = <const Header*><const char*>table
        if len(table) < sizeof(Header) or len(table) != size_of_table(header.sizes, header.characters):
            raise ValueError("this is no table of rules")
        cdef const Py_UCS4* characters
        cdef Py_ssize_t number
        self.table, self.speaking, self.longest, self.wide = table, header.speaking, header.sizes - 1, {}
        self.by_size = <const uint64_t*>(<const char*>table + sizeof(Header))
        self.chances_of = <const Chances*>(self.by_size + header.sizes)
        for number in range(header.sizes):
            self.every |= self.by_size[number]
        characters = <const Py_UCS4*>(self.chances_of + header.characters + 1)
        if header.characters >= ODD:
            raise ValueError("this is no table of rules")
        self.cells = <Cell*>PyMem_Calloc(PLANE, sizeof(Cell))
        if self.cells is NULL:
            raise MemoryError
        for number in range(header.characters):
            if characters[number] < PLANE:
                self.cells[<Py_ssize_t>characters[number]].row = <uint16_t>(number + 1)
            else:
                self.wide[chr(characters[number])] = number + 1
        self.fold_cells()

    def __dealloc__(self):
        PyMem_Free(self.cells)

    cdef int fold_cells(self) noexcept:
        """Note what each character is folded into; what one is folded into is folded into nothing else."""
        cdef Py_ssize_t code
        cdef uint16_t fold
        for code in range(PLANE):
            fold = folds[code]
            if not fold:
                fold = <uint16_t>(code + 0x20 if 0x41 <= code <= 0x5A else code)
            elif fold != DROPPED and 0x41 <= fold <= 0x5A:
                fold += 0x20
            self.cells[code].fold = fold
            if fold != DROPPED and fold != code:
                self.cells[code].row = self.cells[fold].row
            if fold == DROPPED and not folds[code]:
                self.cells[code].row |= ODD  # the last character of the plane, which no text holds
            elif fold >= 0x80 and fold != DROPPED and has_case(fold):
                self.cells[code].row |= ODD
        return 0

    cdef const Chances* row_of(self, Py_UCS4 character) except NULL:
        if character < PLANE:
            return &self.chances_of[self.cells[<Py_ssize_t>character].row & ~ODD]
        cdef PyObject* number = PyDict_GetItem(self.wide, chr(character))
        return &self.chances_of[0 if number is NULL else <Py_ssize_t><object>number]

    def chances(self, str form not None):
        """The rules that a line may yet match, given in its match form; all of them where that is left to Python."""
        cdef Py_UCS4 on_stack[ON_STACK]
        cdef Py_UCS4* characters = on_stack
        cdef Form again
        cdef uint64_t chances
        if PyUnicode_GET_LENGTH(form) > ON_STACK:
            characters = room_for(form)
        try:
            return chances if self.read(form, characters, &again, &chances) else self.every
        finally:
            if characters is not on_stack:
                PyMem_Free(characters)

    cdef bint read(self, str line, Py_UCS4* characters, Form* form, uint64_t* chances) except -1:
        """The match form of a line, and the rules that it leaves a chance, as bits, without a branch for each character. False for
        a line that is left to Python."""
        cdef Py_ssize_t place, length = 0, start = 0
        cdef int kind = PyUnicode_KIND(line)
        cdef void* data = PyUnicode_DATA(line)
        cdef Py_UCS4 character
        cdef const Cell* cell
        cdef const Chances* row
        cdef unsigned int changed = 0, odd = 0, speaks = 0
        cdef uint64_t first = 0, second = 0, third = 0
        for place in range(PyUnicode_GET_LENGTH(line)):
            character = PyUnicode_READ(kind, data, place)
            if character >= PLANE:
                if has_case(character):
                    return False
                row = self.row_of(character)
                first |= row.first_set
                second |= row.second_set
                third |= row.third_set
                characters[length] = character
                length += 1
                continue
            cell = &self.cells[<Py_ssize_t>character]
            row = &self.chances_of[cell.row & ~ODD]
            first |= row.first_set
            second |= row.second_set
            third |= row.third_set
            odd |= cell.row
            changed |= <unsigned int>cell.fold ^ <unsigned int>character
            speaks |= (cell.fold == STOP) | (cell.fold == ASKING)
            characters[length] = cell.fold
            length += cell.fold != DROPPED
        if odd & ODD:
            return False
        while length and Py_UNICODE_ISSPACE(characters[length - 1]):
            length -= 1
            changed = 1
        while start < length and Py_UNICODE_ISSPACE(characters[start]):
            start += 1
            changed = 1
        form.start, form.length, form.is_same = start, length - start, not changed
        if not form.length:
            chances[0] = self.by_size[0]
        elif form.length > self.longest:
            chances[0] = 0
        else:
            chances[0] = self.by_size[form.length] & first & second & third
            if speaks:
                chances[0] &= self.speaking
            if chances[0]:
                chances[0] &= self.row_of(characters[start]).first & self.row_of(characters[length - 1]).last
        return True

    cdef bint is_too_long(self, str line) noexcept:
        """Whether a line's form has more characters than any rule takes: what is kept of it between its first character and
        any other that is no space has as many. To see that, no more of a line is read than that."""
        cdef Py_ssize_t place, kept = 0
        cdef int kind = PyUnicode_KIND(line)
        cdef void* data = PyUnicode_DATA(line)
        cdef Py_UCS4 character
        for place in range(PyUnicode_GET_LENGTH(line)):
            character = PyUnicode_READ(kind, data, place)
            if character < PLANE and folds[character]:
                if folds[character] == DROPPED:
                    continue
                character = folds[character]
            if Py_UNICODE_ISSPACE(character):
                kept += kept > 0
                continue
            kept += 1
            if kept > self.longest:
                return True
        return False

    def match(self, blocks not None, dict remembered not None, first_rule, first_of, Py_ssize_t longest, Py_ssize_t most):
        """For each block its line's rule: what ``first_of`` says of the line's form and of the rules that it leaves a chance,
        or where no form is made here, ``first_rule`` of the line. None for one without a line, and for a line that no rule
        may take, which most are. Lines of at most ``longest`` characters are remembered, ``most`` of them."""
        cdef list found = []
        untrack(found)  # rules and None
        cdef Py_UCS4 characters[ON_STACK]
        cdef Form form
        cdef uint64_t chances = 0
        cdef PyObject* known
        cdef str text
        cdef Py_ssize_t size
        cdef bint has_form
        for block in blocks:
            text = <str>(<tuple>block)[TEXT]
            size = PyUnicode_GET_LENGTH(text)
            has_form = size <= ON_STACK and self.read(text, characters, &form, &chances)
            if not size or (not chances if has_form else self.is_too_long(text)):
                found.append(None)
                continue
            if size <= longest:
                known = PyDict_GetItem(remembered, text)
                if known is not NULL:
                    found.append(<object>known)
                    continue
            rule = first_of(string_of(text, characters, &form), chances) if has_form else first_rule(text)
            if size <= longest:
                if len(remembered) >= most:
                    remembered.clear()
                remembered[text] = rule
            found.append(rule)
        return found
