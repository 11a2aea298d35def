# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.lines`, compiled: a line is folded while its bytes are read, so that each line creates one string.

A line with a forbidden character, or one outside the basic plane, is *odd* and left to `cleaners.reading.lines`.
"""

from cpython.mem cimport PyMem_Free
from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint64_t

from cleaners._python cimport (
    PyType_GenericAlloc, PyUnicode_2BYTE_KIND, PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_GET_LENGTH, PyUnicode_KIND,
    PyUnicode_READ, Py_UNICODE_ISSPACE, put, roomier, untrack,
)

from cleaners.values import Mark
from cleaners.reading.characters import sanitize_address
from cleaners.reading.lines import join_han

cdef enum:
    MARK_FIELDS = 4

assert Mark._fields == ("start", "end", "kind", "href")
cdef Py_UCS4 LAST = 0xFFFF  # last character of the basic plane


cdef inline bint is_forbidden(Py_UCS4 character) noexcept:
    """Whether `cleaners.reading.characters.sanitize` removes a character between U+007F and the end of the basic plane."""
    if character < 0x200B:
        return character < 0xA0 or character == 0xAD
    if character < 0x2070:
        return (
            character <= 0x200B or 0x200E <= character <= 0x200F or 0x202A <= character <= 0x202E
            or 0x2060 <= character <= 0x2064 or character >= 0x2066
        )
    return character >= 0xD800 and (
        character < 0xE000 or character == 0xFEFF or 0xFFF9 <= character <= 0xFFFB or character >= 0xFFFE
    )


cdef inline bint is_han(Py_UCS4 character) noexcept:
    """Whether a line break between two of these is removed: see `cleaners.reading.lines.join_han`."""
    if character < 0x2E80:
        return 0x2018 <= character <= 0x201D and character != 0x201A and character != 0x201B or (
            character == 0x2014 or character == 0x2026
        )
    return (
        character <= 0x303F or 0x3400 <= character <= 0x4DBF or 0x4E00 <= character <= 0x9FFF
        or 0xF900 <= character <= 0xFAFF or 0xFF00 <= character <= 0xFF65 or 0x2_0000 <= character <= 0x3_23AF
    )


cdef inline bint is_usual_lead(unsigned char first) noexcept:
    """Whether a lead byte is that of a character from U+4000 to U+9FFF: nearly all characters of a Chinese text, and no white
    space."""
    return 0xE4 <= first <= 0xE9


# A bit set of space, tab, line feed, form feed and carriage return.
cdef uint64_t BLANKS = <uint64_t>1 << 0x20 | 1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D


cdef inline bint is_blank(unsigned char character) noexcept:
    return character <= 0x20 and BLANKS >> character & 1


cdef inline int width_of(unsigned char first) noexcept:
    """The number of bytes of a UTF-8 character, by its first byte."""
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


cdef inline Py_UCS4 character_at(const unsigned char* place, int width) noexcept:
    if width == 1:
        return place[0]
    if width == 2:
        return (place[0] & 0x1F) << 6 | (place[1] & 0x3F)
    if width == 3:
        return (place[0] & 0x0F) << 12 | (place[1] & 0x3F) << 6 | (place[2] & 0x3F)
    return (place[0] & 0x07) << 18 | (place[1] & 0x3F) << 12 | (place[2] & 0x3F) << 6 | (place[3] & 0x3F)


cdef class Line:
    def __dealloc__(self):
        PyMem_Free(self.characters)
        PyMem_Free(self.pieces)

    cdef Py_ssize_t add(self, const unsigned char* bytes, int place, int size) except -1:
        """Add a piece of text. Returns the number of its characters that are shown. White space at the beginning of a line is
        dropped."""
        cdef const unsigned char* at = bytes + place
        cdef const unsigned char* end = at + size
        cdef const unsigned char* run
        cdef Py_UCS4 character, before = 0
        cdef Py_ssize_t count = 0, first = -1, last = 0, length = self.length
        cdef bint is_odd = self.is_odd, breaks
        cdef int width
        if length + size > self.room:
            self.characters = <unsigned short*>roomier(self.characters, &self.room, length + size, sizeof(unsigned short))
        cdef unsigned short* line = self.characters
        while at < end:
            character = at[0]
            if is_usual_lead(at[0]):
                run = at
                while end - at >= 3 and is_usual_lead(at[0]):
                    line[length] = <unsigned short>((at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F))
                    length += 1
                    at += 3
                if at != run:
                    if first < 0:
                        first = count
                    count += (at - run) // 3
                    last = count
                    before = line[length - 1]
                    continue
            elif is_blank(at[0]):
                run, breaks = at, False
                while at < end and is_blank(at[0]):
                    breaks |= at[0] == 0x0A
                    is_odd |= at[0] == 0x0C
                    at += 1
                if breaks and not self.keeps_breaks and at < end and is_han(before) and at + width_of(at[0]) <= end:
                    if is_han(character_at(at, width_of(at[0]))):
                        continue
                count += at - run
                if length and line[length - 1] != 0x20:
                    line[length] = 0x20
                    length += 1
                continue
            if character > 0x20 and character < 0x7F:
                width = 1
            else:
                width = width_of(at[0])
                if at + width > end:
                    is_odd = True
                    break
                character = character_at(at, width)
                if character < 0x20 or character > LAST or (character >= 0x7F and is_forbidden(character)):
                    is_odd = True
                elif character < 0x3001 and Py_UNICODE_ISSPACE(character):
                    # White space at the beginning of a line is not shown, of whatever kind.
                    if length:
                        line[length] = <unsigned short>character
                        length += 1
                    count += 1
                    before = character
                    at += width
                    continue
            at += width
            before = character
            count += 1
            if width == 1 or character < 0x3001:
                if Py_UNICODE_ISSPACE(character):  # white space beyond ASCII makes the line odd
                    continue
            if first < 0:
                first = count - 1
            last = count
            line[length] = <unsigned short>character
            length += 1
        if first < 0 and not self.piece_count and not (at < end):
            return 0
        if self.piece_count == self.piece_room:
            self.pieces = <Piece*>roomier(self.pieces, &self.piece_room, 0, sizeof(Piece))
        self.pieces[self.piece_count].place, self.pieces[self.piece_count].size = place, size
        self.piece_count += 1
        self.length, self.is_odd = length, is_odd
        self.size += count
        return last - first if first >= 0 else 0

    cdef str text(self):
        """The line as a browser shows it, unless it is odd."""
        while self.length and Py_UNICODE_ISSPACE(self.characters[self.length - 1]):
            self.length -= 1
        return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, self.characters, self.length)

    cdef str piece(self, const unsigned char* bytes, Py_ssize_t number):
        cdef str text = PyUnicode_DecodeUTF8(<const char*>bytes + self.pieces[number].place, self.pieces[number].size, NULL)
        return text if self.keeps_breaks or "\n" not in text else join_han(text)

    cdef str raw(self, const unsigned char* bytes):
        """The line's pieces, without the line breaks that are removed."""
        cdef Py_ssize_t number
        return "".join(self.texts(bytes))

    cdef bint has_seam(self, const unsigned char* bytes) noexcept:
        """Whether two of its pieces meet without white space: see `cleaners.reading.seen.collect.have_seam`."""
        cdef Py_ssize_t number
        cdef Piece* piece
        for number in range(1, self.piece_count):
            piece = &self.pieces[number - 1]
            if bytes[piece.place + piece.size - 1] > 0x20 and bytes[self.pieces[number].place] > 0x20:
                return True
        return False

    cdef tuple texts(self, const unsigned char* bytes):
        """The pieces of the line, one per text of the page."""
        cdef Py_ssize_t number
        return tuple([self.piece(bytes, number) for number in range(self.piece_count)])

    cdef str last(self, const unsigned char* bytes):
        """The last character of a non-empty line."""
        cdef Piece* piece
        if not self.is_odd:
            return chr(self.characters[self.length - 1])
        piece = &self.pieces[self.piece_count - 1]
        cdef str text = PyUnicode_DecodeUTF8(<const char*>bytes + piece.place, piece.size, NULL)
        return text[PyUnicode_GET_LENGTH(text) - 1]

    cdef int clear(self) except -1:
        self.length = self.piece_count = self.size = 0
        self.is_odd = False
        self.number += 1
        return 0


cdef class Marks:
    def __dealloc__(self):
        self.base = 0
        self.clear()
        self.close_all()
        PyMem_Free(self.links)
        PyMem_Free(self.runs)
        PyMem_Free(self.marks)

    cdef int open_link(self, Line line, str href) except -1:
        if self.link_count == self.link_room:
            self.links = <Opening*>roomier(self.links, &self.link_room, 0, sizeof(Opening))
        begin(&self.links[self.link_count], line)
        self.links[self.link_count].href = <PyObject*>href
        Py_INCREF(href)
        self.link_count += 1
        return 0

    cdef int open_run(self, Line line) except -1:
        if self.run_count == self.run_room:
            self.runs = <Opening*>roomier(self.runs, &self.run_room, 0, sizeof(Opening))
        begin(&self.runs[self.run_count], line)
        self.run_count += 1
        return 0

    cdef int end(self, Line line, str kind, bint is_link) except -1:
        """Close the last open mark of a kind. If none is open in this line, the mark began with the line."""
        cdef Opening opening = Opening(0, 0, line.number, NULL)
        cdef Marked* mark
        if is_link and self.link_count:
            self.link_count -= 1
            opening = self.links[self.link_count]
        elif not is_link and self.run_count:
            self.run_count -= 1
            opening = self.runs[self.run_count]
        cdef Py_ssize_t start = min(opening.size, line.size)  # a block inside the mark began a new line
        if line.size <= start:
            Py_XDECREF(opening.href)
            return 0
        if self.count == self.room:
            self.marks = <Marked*>roomier(self.marks, &self.room, 0, sizeof(Marked))
        if start and opening.number != line.number:
            line.is_odd = True
        mark = &self.marks[self.count]
        mark.kind, mark.href = <PyObject*>kind, opening.href  # the mark takes over the reference
        mark.start, mark.end, mark.first, mark.last = start, line.size, opening.length, line.length
        self.count += 1
        return 0

    cdef list raw(self):
        """The marks with positions in the line's pieces, as input for `cleaners.reading.lines.place_marks`."""
        cdef Py_ssize_t number
        return [
            (<object>self.marks[number].kind, self.marks[number].start, self.marks[number].end, href_of(&self.marks[number]))
            for number in range(self.base, self.count)
        ]

    cdef tuple placed(self, Py_ssize_t size):
        """The marks of a line that is not odd, as `cleaners.reading.lines.place_marks` returns them; ``size`` is the line's
        length."""
        cdef Py_ssize_t number, end
        cdef list found = []
        cdef tuple marks
        cdef Marked* mark
        for number in range(self.base, self.count):
            mark = &self.marks[number]
            end = min(size, mark.last)
            if mark.first < end:
                found.append(new_mark(mark.first, end, <str>mark.kind, href_of(mark)))
        marks = tuple(found)
        untrack(marks)
        return marks

    cdef int clear(self) except -1:
        """Drop the marks of a finished line."""
        while self.count > self.base:
            self.count -= 1
            Py_XDECREF(self.marks[self.count].href)
        return 0

    cdef int close_all(self) except -1:
        """Drop the open marks."""
        while self.link_count:
            self.link_count -= 1
            Py_XDECREF(self.links[self.link_count].href)
        self.run_count = 0
        return 0


cdef object new_mark(start, end, str kind, href):
    """A `Mark`, which cannot be part of a reference cycle."""
    cdef object mark = PyType_GenericAlloc(Mark, MARK_FIELDS)
    put(mark, 0, start)
    put(mark, 1, end)
    put(mark, 2, kind)
    put(mark, 3, href)
    untrack(mark)
    return mark


cdef inline int begin(Opening* opening, Line line) noexcept:
    opening.size, opening.length, opening.number, opening.href = line.size, line.length, line.number, NULL
    return 0


cdef object href_of(Marked* mark):
    cdef str href
    if mark.href is NULL or <object>mark.href is None:
        return None
    href = <str>mark.href
    return href if is_plain_address(href) or href.isprintable() else sanitize_address(href)


cdef bint is_plain_address(str value) noexcept:
    """Whether an address is printable ASCII, as nearly all are."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(value)
    cdef void* data = PyUnicode_DATA(value)
    cdef unsigned int found = 0
    cdef unsigned char character
    if PyUnicode_KIND(value) != 1:
        return False
    for place in range(size):
        character = (<unsigned char*>data)[place]
        found |= (character < 0x20) | (character > 0x7E)
    return not found


cdef bint has_blank_end(str text) noexcept:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if not size:
        return False
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    return Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, 0)) or Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, size - 1))
