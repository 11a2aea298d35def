"""What `_line.pyx` lends to the other compiled modules."""

cimport cython
from cpython.ref cimport PyObject

# A piece of the tape's bytes.
cdef struct Piece:
    int place, size


@cython.final
cdef class Line:
    """The line that is being collected: as a browser shows it so far, and the pieces of the tape that it comes from."""

    cdef unsigned short* characters
    cdef Piece* pieces
    cdef Py_ssize_t length, room, piece_room
    cdef Py_ssize_t piece_count
    cdef Py_ssize_t size  # characters of the pieces, without the breaks of the source that are none
    cdef int number
    cdef bint is_odd
    cdef bint keeps_breaks  # whether the breaks of the source are the line's, as in ``<pre>``

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


# Where a mark began: in the characters of the line's pieces, in those that are shown, and in which line; and its address.
cdef struct Opening:
    Py_ssize_t size, length
    int number
    PyObject* href


# A mark of the line, in the characters of its pieces and in those that are shown.
cdef struct Marked:
    PyObject* kind
    PyObject* href
    Py_ssize_t start, end, first, last


@cython.final
cdef class Marks:
    """The marks of the line that is being collected, and those that are open: links, and bold and italic runs."""

    cdef Opening* links
    cdef Opening* runs
    cdef Marked* marks
    cdef Py_ssize_t link_count, run_count, count
    cdef Py_ssize_t base  # the first mark of the line: those before it are of lines that are put aside
    cdef Py_ssize_t link_room, run_room, room

    cdef int open_link(self, Line line, str href) except -1
    cdef int open_run(self, Line line) except -1
    cdef int end(self, Line line, str kind, bint is_link) except -1
    cdef list raw(self)
    cdef tuple placed(self, Py_ssize_t size)
    cdef int clear(self) except -1
    cdef int close_all(self) except -1
