"""The line being collected, and the blocks so far."""

from cleaners.reading.page._line cimport Line, Marks
from cleaners.reading.page._nesting cimport Nesting
from cleaners.reading.page._tape cimport Entry, Tape


cdef class Collector:
    """The open line, the lines that are set aside, and the blocks so far."""

    cdef Tape tape
    cdef Nesting nesting
    cdef list blocks
    cdef dict pieces  # the pieces of short lines, by block number
    cdef Line line
    cdef Marks marks
    cdef readonly list in_doubt  # blocks hidden only by a name or a style sheet
    cdef readonly Py_ssize_t hidden_prose  # number of characters in hidden sentences
    cdef Py_ssize_t chars, most, link_chars, bold_chars, bolds
    cdef Py_ssize_t hidden, doubtful  # open elements that hide; those that do so only by name or sheet
    cdef list held, pictures
    cdef bint at_border
    cdef Py_ssize_t slot  # the line's reserved position among the blocks; -1 without one

    cdef int add_text(self, Entry* entry) except -1
    cdef int clear(self) except -1
    cdef int flush(self) except -1
    cdef int add_line(self, str text, tuple context, tuple marks, Py_ssize_t link_chars, Py_ssize_t bold_chars) except -1
    cdef int make_room(self) except -1
    cdef bint put_aside(self) except -1
    cdef int take_up(self) except -1
    cdef int cross(self, str character) except -1
    cdef int place_image(self, image) except -1
    cdef int add_block(self, make, what) except -1
