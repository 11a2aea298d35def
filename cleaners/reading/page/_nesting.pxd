"""The nesting of a page's elements, for the compiled walk."""

cimport cython
from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE

from cleaners.reading.page._tags cimport Tag
from cleaners.reading.page._tape cimport MAX_DEPTH

# The position of an element, as in the columns of `Containers`.
cdef struct Span:
    int parent, first, end
    bint is_centred


@cython.final
cdef class Nesting:
    """The open elements, their effect on lines inside them, and the containers so far. Methods for the start or end of an
    element take the number of the next block."""

    cdef list tag, names, classes, own_styles  # columns of `Containers`; the others are computed from the spans
    cdef Span* spans
    cdef Py_ssize_t span_count, span_room
    cdef int open_spans[MAX_DEPTH + 2]  # the numbers of the open elements
    cdef int depth
    cdef list contexts, lists, tables
    cdef Py_ssize_t table_count
    cdef bint keeps_breaks  # whether line breaks of the source are kept, as in ``<pre>``
    cdef list carried  # per open table: cells that extend down (see `cleaners.reading.spans`), or None
    cdef int spans_rows, spans_columns  # of the next cell
    cdef dict alignments  # answers cached by the text of a style: pages repeat their styles

    cdef int open(self, Tag tag, str classes, str number, str style, str align, Py_ssize_t block) except -1
    cdef bint close(self, Tag tag, Py_ssize_t block) except -1
    cdef int note_structure(self, Tag tag) except -1
    cdef int note_span(self, bint is_rows, str value) except -1
    cdef int note_cell(self, list table) except -1
    cdef bint centres(self, Tag tag, str align, str style, bint inherited) except -1
    cdef int add_span(self, int parent, bint centred, Py_ssize_t block) except -1
    cdef tuple context_of(self, Tag tag)
    cdef int note(self, tuple context) except -1
    cdef tuple cell(self)
    cdef bint is_ordered(self) except -1
    cdef int end_open(self, Py_ssize_t block) noexcept
    cdef int cut(self, int depth) except -1
    cdef object columns(self, Py_ssize_t block)


cdef inline int innermost(Nesting nesting) noexcept:
    """The number of the innermost open container."""
    return nesting.open_spans[nesting.depth - 1]


cdef inline object tag_here(Nesting nesting):
    """The tag of the innermost open container."""
    return nesting.tag[nesting.open_spans[nesting.depth - 1]]


cdef inline tuple context_here(Nesting nesting):
    """Kind and level of a line directly inside the innermost open container."""
    return <tuple>PyList_GET_ITEM(nesting.contexts, PyList_GET_SIZE(nesting.contexts) - 1)
