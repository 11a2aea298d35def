"""What `cleaners/_line.pyx` lends to the other compiled modules."""

# A piece of the tape's bytes.
cdef struct Piece:
    int place, size


cdef class Line:
    """The line that is being collected: as a browser shows it so far, and the pieces of the tape that it comes from."""

    cdef unsigned short* characters
    cdef Piece* pieces
    cdef Py_ssize_t length, room, piece_room
    cdef Py_ssize_t piece_count
    cdef Py_ssize_t size  # characters of the pieces, without the breaks of the source that are none
    cdef int number
    cdef bint is_odd

    cdef Py_ssize_t add(self, const unsigned char* bytes, int place, int size) except -1
    cdef str text(self)
    cdef str raw(self, const unsigned char* bytes)
    cdef int clear(self) except -1
    cdef int widen(self, Py_ssize_t needed) except -1


cdef bint has_blank_end(str text) noexcept
