"""What hides an element, as the walk asks for it."""

cimport cython
from cleaners.reading.page._tape cimport Attribute, Tape

cdef enum:
    HIDING_SIZES = 64


@cython.final
cdef class Hiding:
    """What of an element's attributes hides it: its style, and the names that classes and the page's style sheets give."""

    cdef object names
    cdef frozenset hiding_classes, hiding_tags, hiding_ids
    cdef unsigned int hiding_sizes[HIDING_SIZES]  # for each size the first bytes of the classes that hide, as bits
    cdef dict styles, breaks  # answers by the text of a style: pages repeat theirs
    cdef bint has_tags, has_ids  # whether there are any

    cdef bint may_hold(self, Tape tape, Attribute* classes) noexcept
    cdef bint may_name(self, str tag, str number) except -1
    cdef bint is_named(self, str tag, str classes, str number, str style) except -1
    cdef bint is_style(self, str style) except -1
    cdef bint breaks_line(self, str style) except -1
