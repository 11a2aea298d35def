# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.walk` compiled: the same blocks of the same page in a tenth of the time.

It goes along the row of a page's elements and texts that `cleaners/reading/_tape.pyx` made. What is rare is left to the functions of
`cleaners.reading.walk` and `cleaners.reading.lines`. Nothing needs this module: without it the walk in Python is taken. tests/reading/test_walk.py
holds the two to the same outcome.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.list cimport PyList_GET_ITEM, PyList_GET_SIZE
from cpython.mem cimport PyMem_Free
from cpython.ref cimport PyObject

from cleaners.reading._line cimport Line, Marks, has_blank_end
from cleaners.reading._pictures cimport picture_of
from cleaners._python cimport PyType_GenericAlloc, PyUnicode_GET_LENGTH, put, roomier, untrack
from cleaners.reading._tape cimport (
    ALIGN, ARIA_HIDDEN, BOLD, BREAK, CELL, CLASS, HIDDEN, HREF, ID, IMAGE, ITALIC, LINK, LIST, MAX_DEPTH, OPEN, PICTURE, ROW,
    SELECT, SOURCE, START, STYLE, TABLE, TEXT, VIDEO, Attribute, Entry, Name, Tag, Tape,
)

from cleaners.values import Block, Label
from cleaners.reading.characters import sanitize_address
from cleaners.reading.elements import BLOCK, FOLDED, IN_LINE, MARKED, PASSED_ON
from cleaners.reading.hidden import hides_style, shows_style
from cleaners.reading.lines import fold_space, keep_space, place_marks
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.reading.walk import (
    PARAGRAPH, TooManyBlocksError, declares_centred, settle, source_of, video_block, with_video_source,
)

cdef int _IN_LINE = IN_LINE, _MARKED = MARKED, _BLOCK = BLOCK, _FOLDED = FOLDED
cdef object _OTHER = Label.OTHER


#: A block is made field by field, where calling its class makes two tuples.
cdef enum:
    BLOCK_FIELDS = 16

assert Block._fields == (
    "number", "text", "kind", "level", "container", "in_element", "link_chars", "bold", "ordered", "hidden", "cell", "marks",
    "image", "video", "label", "rule",
)


# The numbers of most blocks and elements, which would be made anew for each.
cdef enum:
    NUMBERS = 4_096
cdef list _NUMBERS = list(range(NUMBERS))


cdef inline object number_of(Py_ssize_t value):
    return <object>PyList_GET_ITEM(_NUMBERS, value) if 0 <= value < NUMBERS else value


cdef enum:
    HIDING_SIZES = 64


# Where an element stands, as in the columns of `Containers`.
cdef struct Span:
    int parent, first, end
    bint is_centred


# An open element that hides what it holds, by the place of its start; doubtful where only a name or a style sheet says so.
cdef struct Hider:
    Py_ssize_t place
    bint is_doubtful


cdef object new_block(
    number, str text, kind, level, container, tag, link_chars, bint bold, bint ordered, bint hidden, cell, marks, image, video
):
    cdef object block = PyType_GenericAlloc(Block, BLOCK_FIELDS)
    put(block, 0, number)
    put(block, 1, text)
    put(block, 2, kind)
    put(block, 3, level)
    put(block, 4, container)
    put(block, 5, tag)
    put(block, 6, link_chars)
    put(block, 7, bold)
    put(block, 8, ordered)
    put(block, 9, hidden)
    put(block, 10, cell)
    put(block, 11, marks)
    put(block, 12, image)
    put(block, 13, video)
    put(block, 14, _OTHER)
    put(block, 15, "")
    # Nothing that a block holds can hold the block, so that the garbage collector need not look at it.
    untrack(block)
    return block


cdef class Walker:
    """State of one walk: the open elements, the line that is being collected, and the blocks so far."""

    cdef object names
    cdef frozenset hiding_classes, hiding_tags, hiding_ids
    cdef unsigned int hiding_sizes[HIDING_SIZES]  # for each size the first bytes of the classes that hide, as bits
    cdef dict styles, alignments  # answers by the text of a style: pages repeat theirs
    cdef bint has_tags, has_ids  # whether there are any
    cdef list blocks
    cdef Line line
    cdef Marks marks
    cdef list tag, container_names, classes, own_styles  # columns of `Containers`; the others come from the spans
    cdef Span* spans
    cdef Py_ssize_t span_count, span_room
    cdef int open[MAX_DEPTH + 2]  # the numbers of the open elements
    cdef int open_count
    cdef list contexts, lists, tables, in_doubt
    cdef Py_ssize_t chars, most, table_count, link_chars, bold_chars, bolds, hidden, doubtful
    cdef str picture_source
    cdef Tape tape
    cdef Hider* hiders
    cdef Py_ssize_t hider_count, hider_room

    def __cinit__(self, names):
        self.names = names
        self.hiding_classes, self.hiding_tags, self.hiding_ids = names.hiding_classes, names.hiding_tags, names.hiding_ids
        self.has_tags, self.has_ids = bool(self.hiding_tags), bool(self.hiding_ids)
        for name in self.hiding_classes:
            self.note_hiding(name)
        self.styles, self.alignments = {}, {}
        self.blocks, self.most = [], MAX_BLOCKS
        self.tag, self.container_names, self.contexts = [""], [""], [PARAGRAPH]
        self.classes, self.own_styles = [""], [""]
        for row in (self.blocks, self.tag, self.container_names, self.classes, self.own_styles):
            untrack(row)
        self.lists, self.tables, self.in_doubt = [], [], []
        self.line, self.marks = Line(), Marks()
        self.picture_source = None
        self.add_span(-1, False)
        self.open_count = 1  # the page itself
        self.clear()

    def __dealloc__(self):
        PyMem_Free(self.spans)
        PyMem_Free(self.hiders)

    def walk(self, Tape tape not None):
        """Add the blocks of a page. Raises TooManyBlocksError where it has more than it may have."""
        cdef Py_ssize_t place
        cdef int depth = 0
        cdef Entry* entry
        self.tape = tape
        for place in range(tape.count):
            entry = &tape.entries[place]
            if entry.kind == TEXT:
                self.add_text(entry)
            elif entry.kind == START:
                if not depth:
                    self.marks.close_all()
                    self.bolds = 0
                depth += 1
                self.start(entry, place)
            else:
                self.finish(entry)
                depth -= 1
                if not depth:
                    self.flush()

    def outline(self, tuple flags):
        """The page so far, as `cleaners.reading.walk.Walker.outline` gives it."""
        self.spans[0].end = PyList_GET_SIZE(self.blocks)
        if self.in_doubt:
            settle(self.blocks, self.in_doubt)
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
        cdef tuple blocks = tuple(self.blocks)
        untrack(blocks)
        columns = Containers(
            parent, self.tag, self.container_names, self.classes, self.own_styles, centred, first, end
        )
        return Outline(blocks, columns, flags)

    cdef int add_text(self, Entry* entry) except -1:
        cdef Py_ssize_t shown = self.line.add(self.tape.bytes, entry.place, entry.size)
        if self.marks.link_count:
            self.link_chars += shown
        if self.bolds > 0:
            self.bold_chars += shown
        return 0

    cdef int start(self, Entry* entry, Py_ssize_t place) except -1:
        """The start of an element."""
        cdef Tag tag = <Tag>entry.tag
        cdef str classes = None, number = None, style = None, align = None, href = None
        cdef bint hides = False, is_open = False, may_hide = False
        cdef Py_ssize_t attribute, classes_at = -1
        cdef Name name
        for attribute in range(entry.place, entry.place + entry.count):
            name = self.tape.attributes[attribute].name
            if name == CLASS:
                may_hide = self.may_hold_hiding(&self.tape.attributes[attribute])
                classes_at = attribute
            elif name == ID:
                number = self.tape.word(attribute)
            elif name == STYLE:
                style = self.tape.word(attribute)
            elif name == HIDDEN:
                hides = True
            elif name == HREF:
                if tag.role == LINK:
                    href = self.tape.value(attribute)
            elif name == ALIGN:
                align = self.tape.word(attribute)
            elif name == ARIA_HIDDEN:
                hides = hides or self.tape.value(attribute) == "true"
            elif name == OPEN:
                is_open = True
        may_hide = (
            may_hide or (self.has_tags and tag.name in self.hiding_tags)
            or (self.has_ids and number is not None and number in self.hiding_ids)
        )
        if classes_at >= 0 and (may_hide or tag.sort >= _BLOCK):
            classes = self.tape.word(classes_at)
        if hides or (style is not None and self.is_hiding(style)):
            self.hide(place, False)
        elif (
            may_hide and self.is_named(tag.name, classes, number) and (style is None or not shows_style(style))
        ):
            self.hide(place, True)
        if tag.sort >= _BLOCK:
            if tag.sort == _FOLDED and (tag.role == SELECT or not is_open):
                self.hide(place, True)
            self.open_block(tag, classes, number, style, align)
        elif tag.role == LINK:
            self.marks.open_link(self.line, href)
        elif tag.sort != _IN_LINE:
            self.start_named(tag, entry)
        return 0

    cdef bint is_named(self, str tag, str classes, str number) except -1:
        """Whether a rule of a style sheet or a class's usual name hides an element."""
        key = (tag, classes, number)
        cdef PyObject* known = PyDict_GetItem(self.names, key)  # a miss is answered by the dictionary itself, in Python
        return (self.names[key] if known is NULL else <object>known) is True

    cdef int note_hiding(self, str name) except -1:
        """Remember how many bytes a class that hides has, and with which it begins."""
        cdef bytes encoded = name.encode("utf-8", "replace")
        cdef const unsigned char* first = encoded
        self.hiding_sizes[min(len(encoded), HIDING_SIZES - 1)] |= 1u << (first[0] & 31)
        return 0

    cdef bint may_hold_hiding(self, Attribute* classes) noexcept:
        """Whether one of an element's classes has the size and the first byte of one that hides: few have."""
        cdef const unsigned char* place = self.tape.bytes + classes.place
        cdef const unsigned char* end = place + classes.size
        cdef const unsigned char* first
        while place < end:
            first = place
            while place < end and place[0] > 0x20:
                if place[0] >= 0x80:
                    return True  # there is white space among the other characters too
                place += 1
            if self.hiding_sizes[min(place - first, HIDING_SIZES - 1)] >> (first[0] & 31) & 1:
                return True
            place += 1
        return False

    cdef bint is_hiding(self, str style) except -1:
        """`hides_style`, asked once for each style of the page."""
        known = self.styles.get(style)
        if known is None:
            known = self.styles[style] = hides_style(style)
        return known is True

    cdef int start_named(self, Tag tag, Entry* entry) except -1:
        if tag.role == BOLD or tag.role == ITALIC:
            self.bolds += tag.role == BOLD
            self.marks.open_run(self.line)
        elif tag.role == BREAK:
            self.flush()
        elif tag.role == IMAGE:
            self.add_image(entry)
        elif tag.role == VIDEO:
            self.add_video(self.tape.named(entry.place, entry.count))
        elif tag.role == SOURCE:
            self.note_source(self.tape.named(entry.place, entry.count))
        return 0

    cdef int finish(self, Entry* entry) except -1:
        """The end of an element."""
        cdef Tag tag = <Tag>entry.tag
        if tag.sort >= _BLOCK:
            self.close_block(tag)
        elif tag.sort == _MARKED:
            self.end_mark(tag)
        while self.hider_count and self.hiders[self.hider_count - 1].place == entry.place:
            self.end_hidden()
        return 0

    cdef int end_mark(self, Tag tag) except -1:
        self.bolds -= tag.role == BOLD
        return self.marks.end(self.line, tag.mark, tag.role == LINK)

    cdef int clear(self) except -1:
        self.line.clear()
        self.marks.clear()
        self.link_chars = self.bold_chars = 0
        return 0

    cdef int flush(self) except -1:
        if not self.line.piece_count:
            return 0
        cdef tuple context = <tuple>self.contexts[PyList_GET_SIZE(self.contexts) - 1], marks = ()
        cdef str text, raw
        if self.line.is_odd or context[0] == "pre":
            raw = self.line.raw(self.tape.bytes)
            text = keep_space(raw) if context[0] == "pre" else fold_space(raw)
            if self.marks.count:
                marks = place_marks(raw, text, self.marks.raw())
        else:
            text = self.line.text()
            if self.marks.count:
                marks = self.marks.placed(PyUnicode_GET_LENGTH(text))
        if text:
            self.add_line(text, context, marks)
        self.clear()
        return 0

    cdef int add_line(self, str text, tuple context, tuple marks) except -1:
        cdef Py_ssize_t number = PyList_GET_SIZE(self.blocks), size = PyUnicode_GET_LENGTH(text)
        cdef Py_ssize_t container = self.open[self.open_count - 1]
        cdef list tables = self.tables
        cdef tuple cell = None
        if PyList_GET_SIZE(tables):
            cell = tuple(<list>tables[PyList_GET_SIZE(tables) - 1])
            untrack(cell)
        cdef bint is_ordered = PyList_GET_SIZE(self.lists) and self.lists[PyList_GET_SIZE(self.lists) - 1] == "ol"
        cdef object block = new_block(
            number_of(number), text, context[0], context[1], number_of(container), self.tag[container],
            number_of(min(self.link_chars, size)),
            self.bold_chars * 10 >= size * 9, is_ordered, self.hidden > 0, cell, marks, None, None,
        )
        if self.hidden and self.hidden == self.doubtful:
            self.in_doubt.append(number)
        self.chars += size
        if number >= self.most:
            self.grow()
        self.blocks.append(block)
        return 0

    cdef int grow(self) except -1:
        """Room for more blocks, by the text of those there are. Raises TooManyBlocksError where there is none."""
        cdef int level
        self.most = room(self.chars)
        if len(self.blocks) >= self.most:
            for level in range(self.open_count):
                self.spans[self.open[level]].end = PyList_GET_SIZE(self.blocks)
            raise TooManyBlocksError
        return 0

    cdef int open_block(self, Tag tag, str classes, str number, str style, str align) except -1:
        if self.line.piece_count:
            self.flush()
        cdef int parent = self.open[self.open_count - 1]
        cdef bint centred = self.spans[parent].is_centred
        cdef str names = "" if classes is None else classes.strip() if has_blank_end(classes) else classes
        if number:
            names = f"{classes or ''} {number}"
            names = names.strip() if has_blank_end(names) else names
        if tag.is_centring or align is not None or style is not None:
            centred = self.centres(tag, align, style, centred)
        self.open[self.open_count] = self.span_count
        self.open_count += 1
        self.add_span(parent, centred)
        self.tag.append(tag.name)
        self.container_names.append(names)
        self.classes.append("" if classes is None else classes)
        self.own_styles.append("" if style is None else style)
        self.contexts.append(self.context_of(tag))
        if not tag.is_structure:
            return 0
        cdef list table
        if tag.role == LIST:
            self.lists.append(tag.name)
        elif tag.role == TABLE:
            self.table_count += 1
            self.tables.append([self.table_count, -1, -1])
        elif PyList_GET_SIZE(self.tables):
            table = <list>self.tables[PyList_GET_SIZE(self.tables) - 1]
            if tag.role == ROW:
                table[1] += 1
                table[2] = -1
            elif tag.role == CELL:
                table[2] += 1
        return 0

    cdef bint centres(self, Tag tag, str align, str style, bint inherited) except -1:
        """`cleaners.reading.walk.is_centred`, a style asked once for each page."""
        if tag.name == "center" or (align is not None and align.lower() == "center"):
            return True
        if style:
            declared = self.alignments.get(style, self)
            if declared is self:
                declared = self.alignments[style] = declares_centred(style)
            if declared is not None:
                return declared is True
        return inherited and tag.name != "td"

    cdef int add_span(self, int parent, bint centred) except -1:
        cdef Span* span
        if self.span_count == self.span_room:
            self.spans = <Span*>roomier(self.spans, &self.span_room, 512, sizeof(Span))
        span = &self.spans[self.span_count]
        span.parent, span.is_centred = parent, centred
        span.first = span.end = PyList_GET_SIZE(self.blocks)
        self.span_count += 1
        return 0

    cdef tuple context_of(self, Tag tag):
        """What a line directly inside this element is; quotes, headings and list items pass it on to what they hold."""
        if tag.context is not None:
            return tag.context
        if tag.name == "li":
            return ("item", max(1, PyList_GET_SIZE(self.lists)))
        cdef tuple inherited = <tuple>self.contexts[PyList_GET_SIZE(self.contexts) - 1]
        return inherited if inherited is PARAGRAPH or inherited[0] in PASSED_ON else PARAGRAPH

    cdef int close_block(self, Tag tag) except -1:
        if self.line.piece_count:
            self.flush()
        if self.open_count == 1:
            return 0
        self.open_count -= 1
        self.spans[self.open[self.open_count]].end = PyList_GET_SIZE(self.blocks)
        self.contexts.pop()
        if tag.role == LIST:
            if self.lists:
                self.lists.pop()
        elif tag.role == TABLE:
            if self.tables:
                self.tables.pop()
        elif tag.role == PICTURE:
            self.picture_source = None
        return 0

    cdef int hide(self, Py_ssize_t place, bint is_doubtful) except -1:
        if not self.hidden:
            self.flush()
        if self.hider_count == self.hider_room:
            self.hiders = <Hider*>roomier(self.hiders, &self.hider_room, 0, sizeof(Hider))
        self.hiders[self.hider_count].place, self.hiders[self.hider_count].is_doubtful = place, is_doubtful
        self.hider_count += 1
        self.hidden += 1
        self.doubtful += is_doubtful
        return 0

    cdef int end_hidden(self) except -1:
        if self.hidden == 1:
            self.flush()
        self.hider_count -= 1
        self.hidden -= 1
        self.doubtful -= self.hiders[self.hider_count].is_doubtful
        return 0

    cdef int add_image(self, Entry* entry) except -1:
        """As `cleaners.reading.walk.Walker._add_image`."""
        image = picture_of(self.tape, entry, self.picture_source)
        if image is None:
            return 0
        self.flush()
        if PyList_GET_SIZE(self.blocks) >= self.most:
            self.grow()
        cdef int container = self.open[self.open_count - 1]
        self.blocks.append(
            new_block(
                number_of(PyList_GET_SIZE(self.blocks)), "", "image", 0, number_of(container), self.tag[container], 0, False, False,
                self.hidden > 0, None, (), image, None,
            )
        )
        return 0

    cdef int add_video(self, dict attributes) except -1:
        self.add_block(video_block, sanitize_address(attributes.get("src") or attributes.get("data-src") or ""))
        return 0

    cdef int add_block(self, make, what) except -1:
        """A block that is no line of text."""
        self.flush()
        if PyList_GET_SIZE(self.blocks) >= self.most:
            self.grow()
        cdef int container = self.open[self.open_count - 1]
        self.blocks.append(make(what, len(self.blocks), container, self.tag[container], self.hidden > 0))
        return 0

    cdef int note_source(self, dict attributes) except -1:
        url = source_of(attributes)
        if not url:
            return 0
        if self.tag[self.open[self.open_count - 1]] == "picture":
            self.picture_source = self.picture_source or url
        elif self.blocks:
            self.blocks[len(self.blocks) - 1] = with_video_source(self.blocks[len(self.blocks) - 1], url)
        return 0
