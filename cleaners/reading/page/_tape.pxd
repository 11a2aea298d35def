"""A page's rows, as they are written by `_events.pyx` and read by `_head.pyx`, `_pictures.pyx` and the walk."""

cimport cython
from cpython.ref cimport PyObject


cdef enum Kind:
    TEXT, START, END


# The attributes that the walk asks for by name.
cdef enum Name:
    OTHER, CLASS, ID, STYLE, HIDDEN, HREF, ALIGN, OPEN, COLSPAN, ROWSPAN


# A page has fewer than 2^31 bytes (`cleaners.reading.limits.MAX_BYTES`); small rows stay near the processor.
cdef struct Entry:
    PyObject* tag
    Kind kind
    int count  # of a start: its attributes; of an end: where the bytes of the white space begin that was taken back behind it
    int place  # of a text: where its bytes begin; of a start: its first attribute; of an end: its start
    int size  # of a text, in bytes; of an end: of that white space


cdef struct Attribute:
    Name name
    int place, size  # of the value
    int name_place, name_size  # of the name as written, where all attributes of an element are kept


# An element of the page's head, wherever it stands.
cdef struct HeadEntry:
    PyObject* tag
    Py_ssize_t place  # the first attribute
    int count
    Py_ssize_t text, size  # its text
    const unsigned char* source  # where that stands in the page; NULL where it was written down
    bint is_top, is_in_svg, is_in_noscript


# What a tape keeps a page in, and how much of each there is room for.
cdef struct Rows:
    Entry* entries
    Attribute* attributes
    HeadEntry* heads
    unsigned char* bytes
    Py_ssize_t entry_room, attribute_room, head_room, byte_room


cdef enum:
    MAX_DEPTH = 2_048  # elements inside one another: where libxml2 cuts a tree


@cython.final
cdef class Tape:
    """A page as the row of its elements' beginnings and ends and its texts, in document order, and its head elements."""

    cdef Entry* entries
    cdef Attribute* attributes
    cdef HeadEntry* heads
    cdef unsigned char* bytes
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t attribute_count, head_count, byte_count
    cdef Py_ssize_t entry_room, attribute_room, head_room, byte_room
    cdef readonly bint is_deep  # whether it ends where elements are too deep inside one another
    cdef readonly bint has_shadow  # whether a template is a shadow root
    cdef readonly Py_ssize_t script_bytes  # of the scripts: those that are not ASCII, or that escapes stand for
    cdef dict tags  # those of unknown names, alive as long as the rows that point at them
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
