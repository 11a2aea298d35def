"""Tests for hidden elements, for the compiled walk."""

cimport cython
from cleaners.reading.page._tape cimport Attribute, Tape

cdef enum:
    HIDING_SIZES = 64


@cython.final
cdef class Hiding:
    """Whether an element's attributes hide it: its style, or its names in the page's style sheets and among the usual hiding
    classes."""

    cdef object names
    cdef frozenset hiding_classes, hiding_tags, hiding_ids
    cdef unsigned int hiding_sizes[HIDING_SIZES]  # for each length, a bit set of the first bytes of hiding classes
    cdef dict styles, breaks  # answers cached by the text of a style: pages repeat their styles
    cdef bint has_tags, has_ids  # whether rules name any

    cdef bint may_hold(self, Tape tape, Attribute* classes) noexcept
    cdef bint may_name(self, str tag, str number) except -1
    cdef bint is_named(self, str tag, str classes, str number, str style) except -1
    cdef bint is_style(self, str style) except -1
    cdef bint breaks_line(self, str style) except -1
