# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The nesting of a page's elements: the open elements around a line, and the containers of the outline."""

from cpython.list cimport PyList_GET_SIZE
from cpython.mem cimport PyMem_Free

from cleaners._python cimport roomier, untrack
from cleaners.reading.page._blocks cimport number_of
from cleaners.reading.page._line cimport has_blank_end
from cleaners.reading.page._tags cimport CELL, LIST, ROW, TABLE, Tag

from cleaners.reading.elements import PASSED_ON
from cleaners.reading.outline import PARAGRAPH, Containers
from cleaners.reading.seen.made import declares_centred
from cleaners.reading.spans import columns_of, place_cell, rows_of

cdef tuple _PARAGRAPH = PARAGRAPH
cdef frozenset _PASSED_ON = PASSED_ON


cdef class Nesting:
    def __cinit__(self):
        self.tag, self.names, self.classes, self.own_styles = [""], [""], [""], [""]
        for column in (self.tag, self.names, self.classes, self.own_styles):
            untrack(column)
        self.contexts, self.lists, self.tables, self.carried = [_PARAGRAPH], [], [], []
        self.spans_rows = self.spans_columns = 1
        self.alignments = {}
        self.add_span(-1, False, 0)
        self.depth = 1  # the page itself

    def __dealloc__(self):
        PyMem_Free(self.spans)

    cdef int open(self, Tag tag, str classes, str number, str style, str align, Py_ssize_t block) except -1:
        """The start of a block-level element."""
        cdef int parent = innermost(self)
        cdef bint centred = self.spans[parent].is_centred
        cdef str names = "" if classes is None else classes.strip() if has_blank_end(classes) else classes
        if number:
            names = f"{classes or ''} {number}"
            names = names.strip() if has_blank_end(names) else names
        if tag.is_centring or align is not None or style is not None:
            centred = self.centres(tag, align, style, centred)
        self.open_spans[self.depth] = <int>self.span_count
        self.depth += 1
        self.add_span(parent, centred, block)
        self.tag.append(tag.name)
        self.names.append(names)
        self.classes.append("" if classes is None else classes)
        self.own_styles.append("" if style is None else style)
        cdef tuple context = self.context_of(tag)
        self.contexts.append(context)
        self.note(context)
        if tag.is_structure:
            self.note_structure(tag)
        return 0

    cdef bint close(self, Tag tag, Py_ssize_t block) except -1:
        """The end of a block-level element. Returns whether one was open."""
        if self.depth == 1:
            return False
        self.depth -= 1
        self.spans[self.open_spans[self.depth]].end = <int>block
        self.contexts.pop()
        self.note(context_here(self))
        if tag.role == LIST:
            if self.lists:
                self.lists.pop()
        elif tag.role == TABLE:
            if self.tables:
                self.tables.pop()
                self.carried.pop()
        return True

    cdef int note_structure(self, Tag tag) except -1:
        """Record the start of a list, a table, or a table's row or cell."""
        cdef list table
        if tag.role == LIST:
            self.lists.append(tag.name)
        elif tag.role == TABLE:
            self.table_count += 1
            self.tables.append([self.table_count, -1, -1])
            self.carried.append(None)
        elif PyList_GET_SIZE(self.tables):
            table = <list>self.tables[PyList_GET_SIZE(self.tables) - 1]
            if tag.role == ROW:
                table[1] += 1
                table[2] = -1
                del table[3:]
            elif tag.role == CELL:
                self.note_cell(table)
        elif tag.role == CELL:  # a cell outside a table spans nothing, nor may the next one
            self.spans_rows = self.spans_columns = 1
        return 0

    cdef int note_span(self, bint is_rows, str value) except -1:
        """Record the number of rows or columns of the cell that begins now."""
        if is_rows:
            self.spans_rows = rows_of(value)
        else:
            self.spans_columns = columns_of(value)
        return 0

    cdef int note_cell(self, list table) except -1:
        """The start of a cell: determine its column."""
        cdef Py_ssize_t last = PyList_GET_SIZE(self.carried) - 1
        if self.spans_rows == 1 and self.spans_columns == 1 and PyList_GET_SIZE(table) == 3 and self.carried[last] is None:
            table[2] += 1
            return 0
        self.carried[last] = place_cell(table, self.carried[last], self.spans_rows, self.spans_columns)
        self.spans_rows = self.spans_columns = 1
        return 0

    cdef bint centres(self, Tag tag, str align, str style, bint inherited) except -1:
        """`cleaners.reading.walk.is_centred`, cached by style for each page."""
        if tag.name == "center" or (align is not None and align.lower() == "center"):
            return True
        if style:
            declared = self.alignments.get(style, self)
            if declared is self:
                declared = self.alignments[style] = declares_centred(style) if "align" in style.lower() else None
            if declared is not None:
                return declared is True
        return inherited and tag.name != "td"

    cdef int add_span(self, int parent, bint centred, Py_ssize_t block) except -1:
        cdef Span* span
        if self.span_count == self.span_room:
            self.spans = <Span*>roomier(self.spans, &self.span_room, 512, sizeof(Span))
        span = &self.spans[self.span_count]
        span.parent, span.is_centred = parent, centred
        span.first = span.end = <int>block
        self.span_count += 1
        return 0

    cdef tuple context_of(self, Tag tag):
        """Kind and level of a line directly inside this element; quotes, headings and list items pass theirs on to inner
        elements."""
        if tag.context is not None:
            return tag.context
        if tag.name == "li":
            return ("item", max(1, PyList_GET_SIZE(self.lists)))
        cdef tuple inherited = context_here(self)
        return inherited if inherited is _PARAGRAPH or inherited[0] in _PASSED_ON else _PARAGRAPH

    cdef int note(self, tuple context) except -1:
        """Record kind and level of the lines here."""
        self.keeps_breaks = context is not _PARAGRAPH and context[0] == "pre"
        return 0

    cdef tuple cell(self):
        """The table, row and column of a line here; None outside tables."""
        if not PyList_GET_SIZE(self.tables):
            return None
        cdef tuple cell = tuple(<list>self.tables[PyList_GET_SIZE(self.tables) - 1])
        untrack(cell)
        return cell

    cdef bint is_ordered(self) except -1:
        return PyList_GET_SIZE(self.lists) and self.lists[PyList_GET_SIZE(self.lists) - 1] == "ol"

    cdef int end_open(self, Py_ssize_t block) noexcept:
        """End all open elements before a block, the last one of a page that is cut there."""
        cdef int level
        for level in range(self.depth):
            self.spans[self.open_spans[level]].end = <int>block
        return 0

    cdef int cut(self, int depth) except -1:
        """Close open elements down to this depth."""
        self.depth = depth
        del self.contexts[depth:]
        return 0

    cdef object columns(self, Py_ssize_t block):
        """The `Containers` of a page that ends before a block."""
        self.spans[0].end = <int>block
        cdef Py_ssize_t number
        cdef list parent = [None] * self.span_count, centred = [False] * self.span_count
        cdef list first = [None] * self.span_count, end = [None] * self.span_count
        for number in range(self.span_count):
            parent[number] = number_of(self.spans[number].parent)
            first[number] = number_of(self.spans[number].first)
            end[number] = number_of(self.spans[number].end)
            if self.spans[number].is_centred:
                centred[number] = True
        for row in (parent, centred, first, end):
            untrack(row)
        return Containers(parent, self.tag, self.names, self.classes, self.own_styles, centred, first, end)
