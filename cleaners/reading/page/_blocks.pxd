"""Blocks as the compiled walk creates them."""

from cpython.list cimport PyList_GET_ITEM

# A cache of the Python integers for most blocks and elements.
cdef enum:
    NUMBERS = 4_096
cdef list numbers


cdef inline object number_of(Py_ssize_t value):
    """A Python integer, cached if it is small."""
    return <object>PyList_GET_ITEM(numbers, value) if 0 <= value < NUMBERS else value


cdef object new_block(
    number, str text, kind, level, container, tag, link_chars, bint bold, bint ordered, bint hidden, cell, marks, image, video
)
