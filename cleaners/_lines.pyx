# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.lines` compiled, for `cleaners/_walk.pyx`: white space folded, breaks between Han characters taken out.

Strings are read and written by their code points in memory. What holds a forbidden character is left to `cleaners.lines`.
"""

from cpython.mem cimport PyMem_Malloc
from libc.string cimport memcpy

from cleaners.lines import fold_space

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_GET_LENGTH(object)
    int PyUnicode_KIND(object)
    void* PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void*, Py_ssize_t)
    void PyUnicode_WRITE(int, void*, Py_ssize_t, Py_UCS4)
    object PyUnicode_New(Py_ssize_t, Py_UCS4)
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object)
    bint Py_UNICODE_ISSPACE(Py_UCS4)


cdef inline bint is_forbidden(Py_UCS4 character) noexcept:
    """What `cleaners.decode.sanitize` takes out, and what a browser folds; one space is neither."""
    if 0x2070 <= character < 0xD800:  # nearly all of a Chinese text
        return False
    if character < 0x7F:
        return character < 0x20
    if character < 0x200B:
        return character < 0xA0
    if character < 0x2070:
        return (
            character == 0x200B or 0x200E <= character <= 0x200F or 0x202A <= character <= 0x202E
            or 0x2060 <= character <= 0x2064 or character >= 0x2066
        )
    if character < 0xD800:
        return False
    return (
        character < 0xE000 or character == 0xFEFF or 0xFFF9 <= character <= 0xFFFB or 0xFFFE <= character <= 0xFFFF
        or 0xE0000 <= character <= 0xE007F
    )


cdef bint is_plain(str text):
    """Whether nothing of a line is to be folded or taken out."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character, before = 0
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        if is_forbidden(character) or (character == 0x20 and before == 0x20):
            return False
        before = character
    return True


cdef inline bint is_blank(Py_UCS4 character) noexcept:
    return character == 0x20 or character == 0x09 or character == 0x0A or character == 0x0D


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


cdef str joined(str text):
    """`join_han` of a text that holds a line break."""
    cdef Py_ssize_t place = 0, first, length = 0, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character, before = 0
    cdef bint has_break
    cdef str line = None
    cdef void* target = NULL
    while place < size:
        character = PyUnicode_READ(kind, data, place)
        if not (is_blank(character) or character == 0x0C):
            if line is not None:
                PyUnicode_WRITE(kind, target, length, character)
            length += 1
            place += 1
            before = character
            continue
        first, has_break = place, False
        while place < size and (is_blank(character) or character == 0x0C):
            has_break = has_break or character == 0x0A
            place += 1
            character = PyUnicode_READ(kind, data, place) if place < size else 0
        if has_break and place < size and is_han(before) and is_han(character):
            if line is None:  # the first that goes: what stands before it is copied
                line = PyUnicode_New(size, PyUnicode_MAX_CHAR_VALUE(text))
                target = PyUnicode_DATA(line)
                memcpy(target, data, first * kind)
            continue
        if line is not None:
            memcpy(<char*>target + length * kind, <char*>data + first * kind, (place - first) * kind)
        length += place - first
    return text if line is None else line[:length]


cdef str folded(str text, bint* is_folded):
    """`fold_space` of a line without white space at its ends; ``is_folded`` says that only white space was touched."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), length = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character, before = 0
    is_folded[0] = False
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        if is_blank(character):
            character = 0x20
        elif is_forbidden(character):
            return fold_space(text)
        length += not (character == 0x20 and before == 0x20)
        before = character
    is_folded[0] = True
    cdef str line = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(text))
    cdef void* target = PyUnicode_DATA(line)
    length, before = 0, 0
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        if is_blank(character):
            character = 0x20
        if not (character == 0x20 and before == 0x20):
            PyUnicode_WRITE(kind, target, length, character)
            length += 1
        before = character
    return line


cdef Py_ssize_t* folded_lengths(str raw) except NULL:
    """For each place of a line the length of what stands before it when the line is folded; the caller frees it."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(raw), length = 0
    cdef int kind = PyUnicode_KIND(raw)
    cdef void* data = PyUnicode_DATA(raw)
    cdef bint was_blank = True
    cdef Py_UCS4 character
    cdef Py_ssize_t* lengths = <Py_ssize_t*>PyMem_Malloc((size + 1) * sizeof(Py_ssize_t))
    if lengths is NULL:
        raise MemoryError
    lengths[0] = 0
    for place in range(size):
        character = PyUnicode_READ(kind, data, place)
        if is_blank(character):
            length += not was_blank
            was_blank = True
        elif length or not Py_UNICODE_ISSPACE(character):
            length += 1
            was_blank = False
        lengths[place + 1] = length
    return lengths


cdef bint has_blank_end(str text):
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if not size:
        return False
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    return Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, 0)) or Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, size - 1))
