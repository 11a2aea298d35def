"""Blocks, as the compiled walk makes them."""

from cpython.list cimport PyList_GET_ITEM

# The numbers of most blocks and elements, which would be made anew for each.
cdef enum:
    NUMBERS = 4_096
cdef list numbers


cdef inline object number_of(Py_ssize_t value):
    """A number of Python."""
    return <object>PyList_GET_ITEM(numbers, value) if 0 <= value < NUMBERS else value


cdef object new_block(
    number, str text, kind, level, container, tag, link_chars, bint bold, bint ordered, bint hidden, cell, marks, image, video
)
