# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.hidden` for the compiled walk: for most elements, a few bytes show that nothing hides them."""

from cpython.dict cimport PyDict_GetItem
from cpython.ref cimport PyObject
from libc.string cimport memcpy, memset

from cleaners.reading.page._tape cimport Attribute, Tape

from cleaners.reading.hidden import HIDING_CLASSES, KNOWN_STYLES, breaks_line, hides_style, shows_style

cdef dict _KNOWN_STYLES = KNOWN_STYLES
cdef frozenset _HIDING_CLASSES = HIDING_CLASSES


cdef int note_class(unsigned int* sizes, str name) except -1:
    """Record the length and first byte of a hiding class."""
    cdef bytes encoded = name.encode("utf-8", "replace")
    cdef const unsigned char* first = encoded
    sizes[min(len(encoded), HIDING_SIZES - 1)] |= 1u << (first[0] & 31)
    return 0


# The lengths and first bytes of the classes that hide on every page.
cdef unsigned int usual[HIDING_SIZES]
memset(usual, 0, sizeof(usual))
for name in HIDING_CLASSES:
    note_class(usual, name)


cdef class Hiding:
    def __cinit__(self, names):
        self.names = names
        self.hiding_classes, self.hiding_tags, self.hiding_ids = names.hiding_classes, names.hiding_tags, names.hiding_ids
        self.has_tags, self.has_ids = bool(self.hiding_tags), bool(self.hiding_ids)
        memcpy(self.hiding_sizes, usual, sizeof(usual))
        if self.hiding_classes is not _HIDING_CLASSES:
            for name in self.hiding_classes:
                note_class(self.hiding_sizes, name)
        self.styles, self.breaks = {}, {}

    cdef bint may_hold(self, Tape tape, Attribute* classes) noexcept:
        """Whether one of an element's classes has the length and first byte of a hiding class; few have."""
        cdef const unsigned char* place = tape.bytes + classes.place
        cdef const unsigned char* end = place + classes.size
        cdef const unsigned char* first
        while place < end:
            first = place
            while place < end and place[0] > 0x20:
                if place[0] >= 0x80:
                    return True  # non-ASCII characters include white space
                place += 1
            if self.hiding_sizes[min(place - first, HIDING_SIZES - 1)] >> (first[0] & 31) & 1:
                return True
            place += 1
        return False

    cdef bint may_name(self, str tag, str number) except -1:
        """Whether a rule names elements with this tag or id alone."""
        return (self.has_tags and tag in self.hiding_tags) or (self.has_ids and number is not None and number in self.hiding_ids)

    cdef bint is_named(self, str tag, str classes, str number, str style) except -1:
        """Whether a style sheet's rule or the usual name of a class hides an element, and its own style does not show it."""
        key = (tag, classes, number)
        cdef PyObject* known = PyDict_GetItem(self.names, key)  # on a miss, its __missing__ answers
        if (self.names[key] if known is NULL else <object>known) is not True:
            return False
        return style is None or not shows_style(style)

    cdef bint is_style(self, str style) except -1:
        """`hides_style`, cached by style."""
        cdef PyObject* short = PyDict_GetItem(_KNOWN_STYLES, style)
        if short is not NULL:
            return <object>short is True
        known = self.styles.get(style)
        if known is None:
            known = self.styles[style] = hides_style(style)
        return known is True

    cdef bint breaks_line(self, str style) except -1:
        """`breaks_line`, cached by style."""
        cdef PyObject* known = PyDict_GetItem(self.breaks, style)
        if known is not NULL:
            return <object>known is True
        breaks = self.breaks[style] = breaks_line(style)
        return breaks is True
