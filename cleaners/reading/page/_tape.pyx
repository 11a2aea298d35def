# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A page as rows in memory: starts and ends of elements, texts, attributes, and the bytes of all of them.

Creating and freeing the nodes of a tree takes as long as parsing, and the walk over a page needs nothing that requires a tree.
"""

from cpython.mem cimport PyMem_Free
from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.limits cimport INT_MAX
from libc.stdint cimport uint64_t
from libc.string cimport memcmp, memcpy, memset

from cleaners._python cimport EXACT_ROWS, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_IS_ASCII, roomier


cdef enum:
    MOST_KEPT = 1 << 20


# The arrays of a finished page, reused for the next one: allocating and freeing them each time takes a fifteenth of the time of
# reading a page.
cdef Rows spare
memset(&spare, 0, sizeof(spare))


# A cache of ASCII values of recent pages, indexed by a hash of their bytes. A lookup takes a third of the time of creating a
# string, and a cached string already has its hash for further lookups in dictionaries.
cdef enum:
    WORDS = 2_048
    LONGEST_WORD = 48
cdef PyObject* words[WORDS]
memset(words, 0, sizeof(words))


cdef inline unsigned int slot_of(const unsigned char* at, Py_ssize_t size) noexcept:
    """The cache index of a value: a hash of its first bytes, last bytes and length, spread by a prime."""
    cdef uint64_t first = 0, last = 0
    memcpy(&first, at, min(size, 8))
    memcpy(&last, at + size - min(size, 8), min(size, 8))
    return ((first ^ (last << 5) ^ (last >> 59) ^ <uint64_t>size) * <uint64_t>0x9E3779B97F4A7C15) >> 53


cdef class Tape:
    def __cinit__(self):
        self.tags = {}
        self.entries, self.entry_room = spare.entries, spare.entry_room
        self.attributes, self.attribute_room = spare.attributes, spare.attribute_room
        self.heads, self.head_room = spare.heads, spare.head_room
        self.bytes, self.byte_room = spare.bytes, spare.byte_room
        memset(&spare, 0, sizeof(spare))

    def __dealloc__(self):
        cdef size_t size = self.byte_room + self.entry_room * sizeof(Entry) + self.attribute_room * sizeof(Attribute)
        if not EXACT_ROWS and spare.bytes is NULL and size + self.head_room * sizeof(HeadEntry) <= MOST_KEPT:
            spare.entries, spare.entry_room = self.entries, self.entry_room
            spare.attributes, spare.attribute_room = self.attributes, self.attribute_room
            spare.heads, spare.head_room = self.heads, self.head_room
            spare.bytes, spare.byte_room = self.bytes, self.byte_room
            return
        PyMem_Free(self.entries)
        PyMem_Free(self.attributes)
        PyMem_Free(self.heads)
        PyMem_Free(self.bytes)

    cdef int begin(self, bytes page) except -1:
        """Reserve roughly the space that a page needs, so that arrays are seldom reallocated."""
        self.page = page
        if EXACT_ROWS:
            return 0
        if self.byte_room < len(page) // 2:
            self.bytes = <unsigned char*>roomier(self.bytes, &self.byte_room, len(page) // 2, 1)
        if self.entry_room < len(page) // 48:
            self.entries = <Entry*>roomier(self.entries, &self.entry_room, len(page) // 48, sizeof(Entry))
        if self.attribute_room < len(page) // 96:
            self.attributes = <Attribute*>roomier(self.attributes, &self.attribute_room, len(page) // 96, sizeof(Attribute))
        return 0

    cdef Entry* add(self) except NULL:
        if self.count == self.entry_room:
            self.entries = <Entry*>roomier(self.entries, &self.entry_room, 0, sizeof(Entry))
        self.count += 1
        return &self.entries[self.count - 1]

    cdef Attribute* add_attribute(self) except NULL:
        if self.attribute_count == self.attribute_room:
            self.attributes = <Attribute*>roomier(self.attributes, &self.attribute_room, 0, sizeof(Attribute))
        self.attribute_count += 1
        return &self.attributes[self.attribute_count - 1]

    cdef HeadEntry* add_head(self) except NULL:
        if self.head_count == self.head_room:
            self.heads = <HeadEntry*>roomier(self.heads, &self.head_room, 0, sizeof(HeadEntry))
        self.head_count += 1
        return &self.heads[self.head_count - 1]

    cdef Py_ssize_t put(self, const unsigned char* content, Py_ssize_t size) except -1:
        """Append bytes. Returns their position."""
        cdef Py_ssize_t place = self.byte_count
        if place + size > INT_MAX:
            raise OverflowError
        if place + size > self.byte_room:
            self.bytes = <unsigned char*>roomier(self.bytes, &self.byte_room, place + size, 1)
        memcpy(self.bytes + place, content, size)
        self.byte_count += size
        return place

    cdef str string(self, Py_ssize_t place, Py_ssize_t size):
        return PyUnicode_DecodeUTF8(<const char*>self.bytes + place, size, NULL) if size else ""

    cdef str value(self, Py_ssize_t number):
        return self.string(self.attributes[number].place, self.attributes[number].size)

    cdef str word(self, Py_ssize_t number):
        """The value of an attribute that pages repeat, such as a class; usually a cached string."""
        cdef const unsigned char* at = self.bytes + self.attributes[number].place
        cdef Py_ssize_t size = self.attributes[number].size
        cdef unsigned int slot
        cdef PyObject* known
        if not 0 < size <= LONGEST_WORD:
            return self.value(number)
        slot = slot_of(at, size)
        known = words[slot]
        if known is not NULL and PyUnicode_GET_LENGTH(<str>known) == size and not memcmp(PyUnicode_DATA(<str>known), at, size):
            return <str>known
        cdef str word = self.value(number)
        if PyUnicode_IS_ASCII(word):
            Py_INCREF(word)
            words[slot] = <PyObject*>word
            Py_XDECREF(known)
        return word

    cdef dict named(self, Py_ssize_t place, int count):
        """All attributes of an element, if all of them are kept."""
        cdef dict found = {}
        cdef Py_ssize_t number
        for number in range(place, place + count):
            found[self.string(self.attributes[number].name_place, self.attributes[number].name_size)] = self.value(number)
        return found

    cdef Py_ssize_t number_of(self, HeadEntry* head, bytes name):
        """The number of a head element's attribute with this name; -1 if there is none."""
        cdef Py_ssize_t number
        cdef Attribute* attribute
        for number in range(head.place, head.place + head.count):
            attribute = &self.attributes[number]
            if attribute.name_size == len(name) and not memcmp(self.bytes + attribute.name_place, <char*>name, len(name)):
                return number
        return -1

    cdef bint has_value(self, HeadEntry* head, bytes name, bytes value):
        """Whether a head element has an attribute with exactly this value."""
        cdef Py_ssize_t number = self.number_of(head, name)
        if number < 0 or self.attributes[number].size != len(value):
            return False
        return not memcmp(self.bytes + self.attributes[number].place, <char*>value, len(value))

    cdef str value_of(self, HeadEntry* head, bytes name):
        """The value of a head element's attribute; None if it is missing."""
        cdef Py_ssize_t number = self.number_of(head, name)
        return self.value(number) if number >= 0 else None
