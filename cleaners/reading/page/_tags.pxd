"""The meaning of an element's name for reading a page and walking over it."""

cimport cython

# The meaning of an element's name beyond its sort.
cdef enum Role:
    PLAIN, LIST, TABLE, ROW, CELL, PICTURE, HOLDER, LINK, BOLD, ITALIC, BREAK, VIDEO, SOURCE, IMAGE, SELECT, BUTTON, FRAME, CODE


@cython.final
cdef class Tag:
    """An element's name and its treatment by the walk."""

    cdef readonly str name
    cdef int sort, role
    cdef bint is_structure, is_centring, is_named, is_head, has_text
    cdef bint ends_line  # whether a line ends at the start or end of such an element
    cdef tuple context  # kind and level of a line directly inside; None if inherited
    cdef str mark


cdef Tag known_tag(bytes name)
