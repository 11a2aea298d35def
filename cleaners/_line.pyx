# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.lines` compiled: a line is folded while its bytes are read, so that each line makes one string.

What holds a character that no output may hold, or one outside the basic plane, is *odd* and left to `cleaners.lines`.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DecodeUTF8

from cleaners.lines import join_han

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_GET_LENGTH(object)
    int PyUnicode_KIND(object)
    void* PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void*, Py_ssize_t)
    object PyUnicode_FromKindAndData(int, const void*, Py_ssize_t)
    int PyUnicode_2BYTE_KIND
    bint Py_UNICODE_ISSPACE(Py_UCS4)

cdef Py_UCS4 LAST = 0xFFFF  # of the basic plane


cdef inline bint is_forbidden(Py_UCS4 character) noexcept:
    """What `cleaners.decode.sanitize` takes out of the characters from U+007F to the end of the basic plane."""
    if character < 0x200B:
        return character < 0xA0
    if character < 0x2070:
        return (
            character <= 0x200B or 0x200E <= character <= 0x200F or 0x202A <= character <= 0x202E
            or 0x2060 <= character <= 0x2064 or character >= 0x2066
        )
    return character >= 0xD800 and (
        character < 0xE000 or character == 0xFEFF or 0xFFF9 <= character <= 0xFFFB or character >= 0xFFFE
    )


cdef inline bint is_han(Py_UCS4 character) noexcept:
    """Between two of these a line break of the source is none: see `cleaners.lines.join_han`."""
    if character < 0x2E80:
        return 0x2018 <= character <= 0x201D and character != 0x201A and character != 0x201B or (
            character == 0x2014 or character == 0x2026
        )
    return (
        character <= 0x303F or 0x3400 <= character <= 0x4DBF or 0x4E00 <= character <= 0x9FFF
        or 0xF900 <= character <= 0xFAFF or 0xFF00 <= character <= 0xFF65
    )


cdef inline bint is_blank(unsigned char character) noexcept:
    return character == 0x20 or character == 0x0A or character == 0x09 or character == 0x0D or character == 0x0C


cdef inline int width_of(unsigned char first) noexcept:
    """The bytes of a character in UTF-8, by the first."""
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
        """Add a piece of text; how many characters of it are shown. White space at the beginning of a line is left."""
        cdef const unsigned char* at = bytes + place
        cdef const unsigned char* end = at + size
        cdef const unsigned char* run
        cdef Py_UCS4 character, before = 0
        cdef Py_ssize_t count = 0, first = -1, last = 0, length = self.length
        cdef bint is_odd = self.is_odd, breaks
        cdef int width
        if length + size > self.room:
            self.widen(length + size)
        cdef unsigned short* line = self.characters
        while at < end:
            character = at[0]
            if is_blank(at[0]):
                run, breaks = at, False
                while at < end and is_blank(at[0]):
                    breaks |= at[0] == 0x0A
                    is_odd |= at[0] == 0x0C
                    at += 1
                if breaks and at < end and is_han(before) and at + width_of(at[0]) <= end:
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
                    # At the beginning of a line it is not shown, whatever kind it is.
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
                if Py_UNICODE_ISSPACE(character):  # an odd one
                    continue
            if first < 0:
                first = count - 1
            last = count
            line[length] = <unsigned short>character
            length += 1
        if first < 0 and not self.piece_count and not (at < end):
            return 0
        if self.piece_count == self.piece_room:
            self.widen(0)
        self.pieces[self.piece_count].place, self.pieces[self.piece_count].size = place, size
        self.piece_count += 1
        self.length, self.is_odd = length, is_odd
        self.size += count
        return last - first if first >= 0 else 0

    cdef str text(self):
        """The line as a browser shows it, where it is not odd."""
        while self.length and Py_UNICODE_ISSPACE(self.characters[self.length - 1]):
            self.length -= 1
        return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, self.characters, self.length)

    cdef str raw(self, const unsigned char* bytes):
        """The line as its pieces have it, without the breaks of the source that are none."""
        cdef Py_ssize_t number
        return "".join([
            join_han(PyUnicode_DecodeUTF8(<const char*>bytes + self.pieces[number].place, self.pieces[number].size, NULL))
            for number in range(self.piece_count)
        ])

    cdef int clear(self) except -1:
        self.length = self.piece_count = self.size = 0
        self.is_odd = False
        self.number += 1
        return 0

    cdef int widen(self, Py_ssize_t needed) except -1:
        cdef void* row
        if needed > self.room:
            needed = max(needed, 2 * self.room, 1_024)
            row = PyMem_Realloc(self.characters, needed * sizeof(unsigned short))
            if row is NULL:
                raise MemoryError
            self.characters, self.room = <unsigned short*>row, needed
        if self.piece_count == self.piece_room:
            needed = 2 * self.piece_room + 16
            row = PyMem_Realloc(self.pieces, needed * sizeof(Piece))
            if row is NULL:
                raise MemoryError
            self.pieces, self.piece_room = <Piece*>row, needed
        return 0


cdef bint has_blank_end(str text) noexcept:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if not size:
        return False
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    return Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, 0)) or Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, size - 1))
