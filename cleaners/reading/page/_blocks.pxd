"""Blocks, as the compiled walk makes them."""

cdef object number_of(Py_ssize_t value)
cdef object new_block(
    number, str text, kind, level, container, tag, link_chars, bint bold, bint ordered, bint hidden, cell, marks, image, video
)
