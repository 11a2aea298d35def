"""What an element's name means to the reading of a page and to the walk over it."""

cimport cython

# What an element's name means beyond its sort.
cdef enum Role:
    PLAIN, LIST, TABLE, ROW, CELL, PICTURE, HOLDER, LINK, BOLD, ITALIC, BREAK, VIDEO, SOURCE, IMAGE, SELECT, BUTTON, FRAME


@cython.final
cdef class Tag:
    """An element's name and what the walk does with it."""

    cdef readonly str name
    cdef int sort, role
    cdef bint is_structure, is_centring, is_named, is_head, has_text
    cdef bint ends_line  # whether no line goes on where such an element begins or ends
    cdef tuple context  # what a line directly inside is; None where that is handed down from outside
    cdef str mark


cdef Tag known_tag(bytes name)
