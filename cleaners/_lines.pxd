cdef bint is_plain(str text)
cdef str joined(str text)
cdef str folded(str text, bint* is_folded)
cdef Py_ssize_t* folded_lengths(str raw) except NULL
cdef bint has_blank_end(str text)
