"""The parts of `_line.pyx` that the other compiled modules use."""

cimport cython
from cpython.ref cimport PyObject

# A range of the tape's bytes.
cdef struct Piece:
    int place, size


@cython.final
cdef class Line:
    """The line being collected: its text so far as a browser shows it, and the pieces of the tape that it consists of."""

    cdef unsigned short* characters
    cdef Piece* pieces
    cdef Py_ssize_t length, room, piece_room
    cdef Py_ssize_t piece_count
    cdef Py_ssize_t size  # number of characters in the pieces, without removed line breaks
    cdef int number
    cdef bint is_odd
    cdef bint keeps_breaks  # whether line breaks of the source are kept, as in ``<pre>``

    cdef Py_ssize_t add(self, const unsigned char* bytes, int place, int size) except -1
    cdef str text(self)
    cdef str piece(self, const unsigned char* bytes, Py_ssize_t number)
    cdef bint has_seam(self, const unsigned char* bytes) noexcept
    cdef tuple texts(self, const unsigned char* bytes)
    cdef str raw(self, const unsigned char* bytes)
    cdef str last(self, const unsigned char* bytes)
    cdef int clear(self) except -1


cdef bint has_blank_end(str text) noexcept
cdef bint is_plain_address(str value) noexcept


# The beginning of an open mark: its position in the line's pieces and in the shown text, its line, and its address.
cdef struct Opening:
    Py_ssize_t size, length
    int number
    PyObject* href


# A mark of the line, with positions in the line's pieces and in the shown text.
cdef struct Marked:
    PyObject* kind
    PyObject* href
    Py_ssize_t start, end, first, last


@cython.final
cdef class Marks:
    """The marks of the line being collected, and the open ones: links, and bold and italic runs."""

    cdef Opening* links
    cdef Opening* runs
    cdef Marked* marks
    cdef Py_ssize_t link_count, run_count, count
    cdef Py_ssize_t base  # index of the line's first mark: earlier marks belong to lines that are set aside
    cdef Py_ssize_t link_room, run_room, room

    cdef int open_link(self, Line line, str href) except -1
    cdef int open_run(self, Line line) except -1
    cdef int end(self, Line line, str kind, bint is_link) except -1
    cdef list raw(self)
    cdef tuple placed(self, Py_ssize_t size)
    cdef int clear(self) except -1
    cdef int close_all(self) except -1
