# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The rules of a style sheet that hide, compiled: `cleaners.sheets` reads the same in Python."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.string cimport memchr, memcmp

from cleaners._python cimport (
    PyUnicode_1BYTE_KIND, PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ,
    Py_UNICODE_ISSPACE,
)

cdef extern from "string.h":
    void* memmem(const void*, size_t, const void*, size_t)

ctypedef const unsigned char* Place


cdef inline Place past_blank(Place at, Place end) noexcept:
    while at < end and Py_UNICODE_ISSPACE(at[0]):
        at += 1
    return at


cdef Place next_declaration(Place at, Place end, bytes name, bytes value) noexcept:
    """Where the next declaration of this property and value begins; NULL where there is none."""
    cdef Place found, rest
    while True:
        found = <Place>memmem(at, end - at, <char*>name, len(name))
        if found is NULL:
            return NULL
        rest = past_blank(found + len(name), end)
        if rest < end and rest[0] == c":":
            rest = past_blank(rest + 1, end)
            if end - rest >= len(value) and not memcmp(rest, <char*>value, len(value)):
                return found
        at = found + 1


cdef inline Place last_of(Place first, Place end, unsigned char wanted) noexcept:
    """Where a character stands last in a stretch; NULL where it does not."""
    while end > first:
        end -= 1
        if end[0] == wanted:
            return end
    return NULL


cdef int nesting(Place at, Place end) noexcept:
    """How many more braces are opened in a stretch than closed."""
    cdef Py_ssize_t number, size = end - at
    cdef int opened = 0, closed = 0
    for number in range(size):  # without a way out, so that the compiler looks at many bytes at once
        opened += at[number] == c"{"
        closed += at[number] == c"}"
    return opened - closed


cdef bint is_comment(Place first, Place declaration, Py_ssize_t most) noexcept:
    """Whether a comment that begins at most so many characters before is still open."""
    cdef Place at = declaration
    cdef Place least = declaration - most if declaration - first > most else first
    while at - least >= 2:
        if (at - 2)[0] == c"/" and (at - 1)[0] == c"*":
            return memmem(at - 2, declaration - at + 2, "*/", 2) is NULL
        at -= 1
    return False


cdef Place selectors_of(Place seen, Place opening) noexcept:
    """Where the selectors of the rule that opens there begin: behind the last border before it."""
    cdef Place at = opening
    while at > seen:
        at -= 1
        if at[0] == c"}" or at[0] == c"{" or at[0] == c";":
            return at + 1
        if at[0] == c"*" and at + 1 < opening and at[1] == c"/":
            return at + 1
    return seen


cdef inline bint is_letter(unsigned char character) noexcept:
    return c"a" <= character <= c"z" or c"A" <= character <= c"Z" or character == c"_"


cdef int add_names(str sheet, Place begin, Place at, Place end, set names, name_of) except -1:
    """Add the selectors of one class, id or element; what is not ASCII is asked for in Python. The sheet begins at ``begin``."""
    cdef Place stop, first, last
    cdef Py_ssize_t size
    cdef bint is_ascii
    while at < end and at[0] == c"/":
        at += 1
    while end > at and (end - 1)[0] == c"/":
        end -= 1
    while True:
        stop = <Place>memchr(at, c",", end - at) if at < end else NULL
        stop = end if stop is NULL else stop
        first, last, is_ascii = past_blank(at, stop), stop, True
        while last > first and Py_UNICODE_ISSPACE((last - 1)[0]):
            last -= 1
        size = 0
        if first < last and (first[0] == c"." or first[0] == c"#"):
            size = 1
        if first + size < last and is_letter(first[size]):
            size += 1
            while first + size < last and (is_letter(first[size]) or c"0" <= first[size] <= c"9" or first[size] == c"-"):
                size += 1
            if first + size < last and first[size] >= 0x80:
                is_ascii = False
            elif first + size == last and last - first <= 81 + (first[0] == c"." or first[0] == c"#"):
                names.add(PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, first, last - first))
        if not is_ascii:
            found = name_of(sheet[at - begin:stop - begin])
            if found is not None:
                names.add(found)
        if stop == end:
            return 0
        at = stop + 1


cdef enum:
    OTHER = 0xFF  # in the place of a character that is not Latin
    SPACE = 0x85


cdef int narrow(str sheet, unsigned char* bytes) except -1:
    """Write a byte for each character."""
    cdef Py_ssize_t place
    cdef int kind = PyUnicode_KIND(sheet)
    cdef void* data = PyUnicode_DATA(sheet)
    cdef Py_UCS4 character
    for place in range(PyUnicode_GET_LENGTH(sheet)):
        character = PyUnicode_READ(kind, data, place)
        if character > 0xFF:
            bytes[place] = SPACE if Py_UNICODE_ISSPACE(character) else OTHER
        else:
            bytes[place] = <unsigned char>character
    return 0


def read_hiding_rules(str sheet not None, Py_ssize_t most, Py_ssize_t comment, name_of):
    """`cleaners.sheets.read_hiding_rules`. At most so many declarations of each kind are looked at, and so many characters
    before one for a comment; ``name_of`` gives the name that a selector is, or None."""
    if PyUnicode_KIND(sheet) == PyUnicode_1BYTE_KIND:
        return frozenset(read_names(sheet, <Place>PyUnicode_DATA(sheet), most, comment, name_of))
    cdef unsigned char* bytes = <unsigned char*>PyMem_Malloc(PyUnicode_GET_LENGTH(sheet))
    if bytes is NULL:
        raise MemoryError
    try:
        narrow(sheet, bytes)
        return frozenset(read_names(sheet, bytes, most, comment, name_of))
    finally:
        PyMem_Free(bytes)


cdef set read_names(str sheet, Place first, Py_ssize_t most, Py_ssize_t comment, name_of):
    cdef Place end = first + PyUnicode_GET_LENGTH(sheet)
    cdef Place seen = first, opening, declaration
    cdef Place none = next_declaration(first, end, b"display", b"none")
    cdef Place hidden = next_declaration(first, end, b"visibility", b"hidden")
    cdef Py_ssize_t nones = 0, hiddens = 0
    cdef int depth = 0
    cdef bint has_comments = none is not hidden and memmem(first, end - first, "/*", 2) is not NULL, is_outermost
    cdef set names = set()
    while none is not NULL or hidden is not NULL:
        if hidden is NULL or (none is not NULL and none < hidden):
            declaration, nones = none, nones + 1
            none = next_declaration(none + 1, end, b"display", b"none") if nones < most else NULL
        else:
            declaration, hiddens = hidden, hiddens + 1
            hidden = next_declaration(hidden + 1, end, b"visibility", b"hidden") if hiddens < most else NULL
        opening = last_of(seen, declaration, c"{") if declaration > seen else NULL
        if opening is NULL:
            continue  # a second declaration of the same rule, or no rule at all
        depth += nesting(seen, opening)
        is_outermost, depth = depth == 0, depth + 1
        if (
            is_outermost and last_of(opening, declaration, c"}") is NULL
            and not (has_comments and is_comment(first, declaration, comment))
        ):
            add_names(sheet, first, selectors_of(seen, opening), opening, names, name_of)
        seen = opening + 1
    return names
