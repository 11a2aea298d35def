"""What the compiled modules ask of Python's C interface, and small functions over it; there is no module behind it.

Strings are read by their code points in memory, and named tuples are made field by field: to call their class makes two tuples.
"""

from cpython.mem cimport PyMem_Realloc

cdef extern from *:
    """
    #ifdef DUTE_EXACT_ROWS
    #define DUTE_HAS_EXACT_ROWS 1
    #else
    #define DUTE_HAS_EXACT_ROWS 0
    #endif
    """
    # Whether the build wants rows without spare room and used once, so that AddressSanitizer sees a step over their end.
    const bint EXACT_ROWS "DUTE_HAS_EXACT_ROWS"

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_GET_LENGTH(object)
    int PyUnicode_KIND(object)
    bint PyUnicode_IS_ASCII(object)
    void* PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void*, Py_ssize_t)
    object PyUnicode_FromKindAndData(int, const void*, Py_ssize_t)
    int PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_4BYTE_KIND
    bint Py_UNICODE_ISSPACE(Py_UCS4)
    bint Py_UNICODE_ISALNUM(Py_UCS4)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4)
    object PyType_GenericAlloc(type, Py_ssize_t)
    void PyTuple_SET_ITEM(object, Py_ssize_t, object)
    void Py_INCREF(object)
    void PyObject_GC_UnTrack(void*)


cdef inline bint has_case(Py_UCS4 character) noexcept:
    """Whether a character that is not ASCII may be changed by `str.lower`."""
    if 0x2E80 <= character <= 0xA4CF or 0xAC00 <= character <= 0xD7A3:
        return False
    return Py_UNICODE_TOLOWER(character) != character


cdef inline void put(object row, Py_ssize_t place, object value):
    """Set a field of a tuple that is being made."""
    Py_INCREF(value)
    PyTuple_SET_ITEM(row, place, value)


cdef inline void untrack(object row):
    """Take a tuple or list from the garbage collector's list: nothing that it holds can hold it. A page's columns are long, and
    would be gone through whenever some hundreds of objects were made."""
    PyObject_GC_UnTrack(<void*>row)


cdef inline void* roomier(void* row, Py_ssize_t* room, Py_ssize_t needed, size_t size) except NULL:
    """A row with room for more values of a size than there are, and for so many, in memory that may be elsewhere."""
    cdef Py_ssize_t wider = max(room[0] + 1, needed) if EXACT_ROWS else max(2 * room[0], needed, 64)
    row = PyMem_Realloc(row, wider * size)
    if row is NULL:
        raise MemoryError
    room[0] = wider
    return row
