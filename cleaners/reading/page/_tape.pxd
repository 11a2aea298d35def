"""What `_tape.pyx` lends to `_walk.pyx`."""

from cpython.ref cimport PyObject

from lxml.includes.tree cimport const_xmlChar


# What an element's name means beyond its sort.
cdef enum Role:
    PLAIN, LIST, TABLE, ROW, CELL, PICTURE, HOLDER, LINK, BOLD, ITALIC, BREAK, VIDEO, SOURCE, IMAGE, SELECT, BUTTON


cdef class Tag:
    """An element's name and what the walk does with it."""

    cdef readonly str name
    cdef int sort, role
    cdef bint is_structure, is_centring, is_named, is_head, has_text
    cdef bint ends_line  # whether no line goes on where such an element begins or ends
    cdef tuple context  # what a line directly inside is; None where that is handed down from outside
    cdef str mark


cdef enum Kind:
    TEXT, START, END


# The attributes that the walk asks for by name.
cdef enum Name:
    OTHER, CLASS, ID, STYLE, HIDDEN, HREF, ALIGN, OPEN


# A page has fewer than 2^31 bytes (`cleaners.reading.limits.MAX_BYTES`); small rows stay near the processor.
cdef struct Entry:
    PyObject* tag
    Kind kind
    int count  # of a start: its attributes
    int place  # of a text: where its bytes begin; of a start: its first attribute; of an end: its start
    int size  # of a text, in bytes


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
    SLOTS = 256
    MAX_DEPTH = 2_048  # elements inside one another: where libxml2 cuts a tree


# The names of a page by their place in memory: libxml2 keeps each name once.
cdef struct Slot:
    const_xmlChar* name
    PyObject* tag


cdef class Tape:
    """A page as the row of its elements' beginnings and ends and its texts, in document order, and its head elements."""

    cdef Entry* entries
    cdef Attribute* attributes
    cdef HeadEntry* heads
    cdef unsigned char* bytes
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t attribute_count, head_count, byte_count
    cdef Py_ssize_t entry_room, attribute_room, head_room, byte_room
    cdef int depth, unseen, in_noscript
    cdef bint goes_on, in_head
    cdef object error  # raised while the parser called; None so far
    cdef bint is_blank  # the text that goes on, so far
    cdef readonly bint is_deep
    cdef readonly bint has_shadow  # whether a template is a shadow root
    cdef dict tags
    cdef bytes page
    cdef void* parser
    cdef Slot slots[SLOTS]
    cdef int starts[MAX_DEPTH + 1]
    cdef PyObject* open_tags[MAX_DEPTH + 1]

    cdef int read(self, bytes page) except -1
    cdef Tag tag_of(self, const_xmlChar* name)
    cdef int start(self, const_xmlChar* name, const_xmlChar** attributes) except -1
    cdef int end(self) except -1
    cdef int text(self, const_xmlChar* content, Py_ssize_t size) except -1
    cdef int head_text(self, const_xmlChar* content, Py_ssize_t size) except -1
    cdef int drop_blank(self) noexcept
    cdef Entry* add(self) except NULL
    cdef int add_attributes(self, Tag tag, const_xmlChar** attributes) except -1
    cdef int open_head(self, Tag tag, Py_ssize_t place, int count) except -1
    cdef Py_ssize_t put(self, const unsigned char* content, Py_ssize_t size) except -1
    cdef str string(self, Py_ssize_t place, Py_ssize_t size)
    cdef str value(self, Py_ssize_t number)
    cdef str word(self, Py_ssize_t number)
    cdef dict named(self, Py_ssize_t place, int count)
    cdef Py_ssize_t number_of(self, HeadEntry* head, bytes name)
    cdef str value_of(self, HeadEntry* head, bytes name)
    cdef str called(self, HeadEntry* head)
    cdef bint has_value(self, HeadEntry* head, bytes name, bytes value)
    cdef bint is_sheet(self, HeadEntry* head)
