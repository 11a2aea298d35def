"""A page as rows, written by `_events.pyx` and read by `_head.pyx`, `_pictures.pyx` and the walk."""

cimport cython
from cpython.ref cimport PyObject


cdef enum Kind:
    TEXT, START, END


# The attributes that the walk looks up by name.
cdef enum Name:
    OTHER, CLASS, ID, STYLE, HIDDEN, HREF, ALIGN, OPEN, COLSPAN, ROWSPAN


# A page has fewer than 2^31 bytes (`cleaners.reading.limits.MAX_BYTES`); small rows fit better into the processor's cache.
cdef struct Entry:
    PyObject* tag
    Kind kind
    int count  # start: number of attributes; end: position of the white space removed after it
    int place  # text: position of its bytes; start: its first attribute; end: its start
    int size  # text: its size in bytes; end: the size of that white space


cdef struct Attribute:
    Name name
    int place, size  # of the value
    int name_place, name_size  # of the name as written, for elements whose attributes are all kept


# An element of the page's head, wherever on the page it is.
cdef struct HeadEntry:
    PyObject* tag
    Py_ssize_t place  # first attribute
    int count
    Py_ssize_t text, size  # position and size of its text
    const unsigned char* source  # the text's position in the page; NULL if it was copied
    bint is_top, is_in_svg, is_in_noscript


# The arrays of a tape, and the capacity of each.
cdef struct Rows:
    Entry* entries
    Attribute* attributes
    HeadEntry* heads
    unsigned char* bytes
    Py_ssize_t entry_room, attribute_room, head_room, byte_room


cdef enum:
    MAX_DEPTH = 2_048  # maximum nesting of elements, at which libxml2 cuts a tree


@cython.final
cdef class Tape:
    """A page as a sequence of starts, ends and texts in document order, and its head elements."""

    cdef Entry* entries
    cdef Attribute* attributes
    cdef HeadEntry* heads
    cdef unsigned char* bytes
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t attribute_count, head_count, byte_count
    cdef Py_ssize_t entry_room, attribute_room, head_room, byte_room
    cdef readonly bint is_deep  # whether it ends at elements nested too deeply
    cdef readonly bint has_shadow  # whether a template is a shadow root
    cdef readonly Py_ssize_t script_bytes  # bytes of scripts that are not ASCII, or that escapes stand for
    cdef dict tags  # tags with unknown names, kept alive for the rows that point at them
    cdef bytes page

    cdef int begin(self, bytes page) except -1
    cdef Entry* add(self) except NULL
    cdef Attribute* add_attribute(self) except NULL
    cdef HeadEntry* add_head(self) except NULL
    cdef Py_ssize_t put(self, const unsigned char* content, Py_ssize_t size) except -1
    cdef str string(self, Py_ssize_t place, Py_ssize_t size)
    cdef str value(self, Py_ssize_t number)
    cdef str word(self, Py_ssize_t number)
    cdef dict named(self, Py_ssize_t place, int count)
    cdef Py_ssize_t number_of(self, HeadEntry* head, bytes name)
    cdef bint has_value(self, HeadEntry* head, bytes name, bytes value)
    cdef str value_of(self, HeadEntry* head, bytes name)
