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
    ALIGN, BOLD, BREAK, BUTTON, CELL, CLASS, HIDDEN, HREF, ID, IMAGE, ITALIC, LINK, LIST, MAX_DEPTH, OPEN, PICTURE, ROW,
    SELECT, SOURCE, START, STYLE, TABLE, TEXT, VIDEO, Attribute, Entry, Name, Tag, Tape,
)

from cleaners.values import Block, Label
from cleaners.reading.seen.asides import MAX_BUTTON as _MAX_BUTTON, PARAGRAPHS, goes_on, is_control, is_emoji, is_large_picture
from cleaners.reading.characters import sanitize_address
from cleaners.reading.elements import BLOCK, FOLDED, IN_LINE, LOOSE, MARKED, PASSED_ON
from cleaners.reading.hidden import hides_style, shows_style
from cleaners.reading.lines import fold_space, place_marks
from cleaners.reading.outline import MAX_BLOCKS, PARAGRAPH, Containers, Outline, TooManyBlocksError, room
from cleaners.reading.seen.made import declares_centred, source_of, video_block, with_video_source

cdef int _LOOSE = LOOSE, MAX_BUTTON = _MAX_BUTTON
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


# An open element that hides what it holds, by the place of its start; doubtful where only a name or a style sheet says so. Its
# span is -1 where it is doubtful; ``is_shown`` where it is read as shown all the same; ``holds`` says whether a line is put aside.
cdef struct Hider:
    Py_ssize_t place, span
    bint is_doubtful, is_shown, holds, is_block


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
    cdef list contexts, lists, tables
    cdef readonly list in_doubt
    cdef Py_ssize_t chars, most, table_count, link_chars, bold_chars, bolds, hidden, doubtful
    cdef str picture_source
    cdef Tape tape
    cdef Hider* hiders
    cdef Py_ssize_t hider_count, hider_room
    cdef readonly list hiding_spans
    cdef list held, loose, pictures
    cdef frozenset shown
    cdef bint believes_names, at_border
    cdef Py_ssize_t slot  # where the line's place among the blocks is kept; -1 where it has none

    def __cinit__(self, names, frozenset shown=frozenset(), bint believes_names=True):
        self.names = names
        self.shown, self.believes_names = shown, believes_names
        self.hiding_spans, self.held, self.loose, self.pictures = [], [], [], []
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
        cdef tuple held
        while self.held:  # only where the walk was ended within a sentence
            self.clear()
            held = <tuple>self.held[PyList_GET_SIZE(self.held) - 1]
            self.open_count = held[6]
            del self.contexts[self.open_count:]
            self.hidden = self.doubtful = held[7]
            self.take_up()
            self.flush()
        self.spans[0].end = PyList_GET_SIZE(self.blocks)
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
        cdef str text
        if self.at_border:
            text = self.tape.string(entry.place, entry.size)
            if text.isspace():
                return 0
            self.cross(text[0])
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
            elif name == OPEN:
                is_open = True
        may_hide = (
            may_hide or (self.has_tags and tag.name in self.hiding_tags)
            or (self.has_ids and number is not None and number in self.hiding_ids)
        )
        if classes_at >= 0 and (may_hide or tag.sort >= _LOOSE):
            classes = self.tape.word(classes_at)
        if hides or (style is not None and self.is_hiding(style)):
            self.hide(place, False, tag.sort >= _BLOCK)
        elif (
            may_hide and self.believes_names and self.is_named(tag.name, classes, number) and (style is None or not shows_style(style))
        ):
            self.hide(place, True, tag.sort >= _BLOCK)
        if tag.sort >= _BLOCK:
            if tag.sort == _FOLDED and self.believes_names and (tag.role == SELECT or not is_open):
                self.hide(place, True, True)
            self.open_block(tag, classes, number, style, align)
        elif tag.sort == _LOOSE:
            self.open_loose(tag, place, classes, number, style, align)
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
        elif tag.sort == _LOOSE:
            self.close_loose(tag, entry.place)
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
        self.slot, self.at_border = -1, False
        if PyList_GET_SIZE(self.pictures):
            self.pictures = []
        return 0

    cdef int flush(self) except -1:
        if not self.line.piece_count:
            return 0
        cdef tuple context = <tuple>self.contexts[PyList_GET_SIZE(self.contexts) - 1], marks = ()
        cdef str text, raw
        if context[0] == "pre":
            from cleaners.reading.seen.preformatted import read_lines  # few pages have any
            raw = self.line.raw(self.tape.bytes)
            for text, context, marks, links, bold in read_lines(raw, self.marks.raw(), self.link_chars, self.bold_chars):
                self.add_line(text, context, marks, links, bold)
                self.slot = -1  # kept for the first of them
        else:
            if self.line.is_odd:
                raw = self.line.raw(self.tape.bytes)
                text = fold_space(raw)
                if self.marks.count > self.marks.base:
                    marks = place_marks(raw, text, self.marks.raw())
            else:
                text = self.line.text()
                if self.marks.count > self.marks.base:
                    marks = self.marks.placed(PyUnicode_GET_LENGTH(text))
            if text:
                self.add_line(text, context, marks, self.link_chars, self.bold_chars)
        cdef list pictures = self.pictures
        self.clear()
        for image in pictures:
            self.place_image(image)
        return 0

    cdef int add_line(self, str text, tuple context, tuple marks, Py_ssize_t link_chars, Py_ssize_t bold_chars) except -1:
        """Put a line's block into the place that is kept for it, or behind the others."""
        cdef Py_ssize_t number = PyList_GET_SIZE(self.blocks) if self.slot < 0 else self.slot, size = PyUnicode_GET_LENGTH(text)
        cdef Py_ssize_t container = self.open[self.open_count - 1]
        cdef list tables = self.tables
        cdef tuple cell = None
        if PyList_GET_SIZE(tables):
            cell = tuple(<list>tables[PyList_GET_SIZE(tables) - 1])
            untrack(cell)
        cdef bint is_ordered = PyList_GET_SIZE(self.lists) and self.lists[PyList_GET_SIZE(self.lists) - 1] == "ol"
        cdef object block = new_block(
            number_of(number), text, context[0], context[1], number_of(container), self.tag[container],
            number_of(min(link_chars, size)),
            bold_chars * 10 >= size * 9, is_ordered, self.hidden > 0, cell, marks, None, None,
        )
        if self.slot < 0 and number >= self.most:
            self.grow()
        if self.hidden and self.hidden == self.doubtful:
            self.in_doubt.append(number)
        self.chars += size
        if self.slot < 0:
            self.blocks.append(block)
        else:
            self.blocks[number] = block
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
        cdef tuple context = self.context_of(tag)
        self.contexts.append(context)
        self.line.keeps_breaks = context is not PARAGRAPH and context[0] == "pre"
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
        cdef tuple context = <tuple>self.contexts[PyList_GET_SIZE(self.contexts) - 1]
        self.line.keeps_breaks = context is not PARAGRAPH and context[0] == "pre"
        if tag.role == LIST:
            if self.lists:
                self.lists.pop()
        elif tag.role == TABLE:
            if self.tables:
                self.tables.pop()
        elif tag.role == PICTURE:
            self.picture_source = None
        return 0

    cdef int hide(self, Py_ssize_t place, bint is_doubtful, bint is_block) except -1:
        cdef Py_ssize_t span = -1, count = PyList_GET_SIZE(self.blocks)
        cdef Hider* hider
        cdef bint is_shown = False, holds = False
        if not is_doubtful:
            span = PyList_GET_SIZE(self.hiding_spans)
            self.hiding_spans.append([count, count, self.span_count if is_block else -1])
            is_shown = span in self.shown
        if not is_shown and not self.hidden:
            holds = self.put_aside()
            if span >= 0:
                self.hiding_spans[span][0] = PyList_GET_SIZE(self.blocks)
        if self.hider_count == self.hider_room:
            self.hiders = <Hider*>roomier(self.hiders, &self.hider_room, 0, sizeof(Hider))
        hider = &self.hiders[self.hider_count]
        hider.place, hider.span, hider.is_doubtful, hider.is_shown = place, span, is_doubtful, is_shown
        hider.holds, hider.is_block = holds, is_block
        self.hider_count += 1
        if not is_shown:
            self.hidden += 1
            self.doubtful += is_doubtful
        return 0

    cdef int end_hidden(self) except -1:
        cdef Hider hider = self.hiders[self.hider_count - 1]
        self.hider_count -= 1
        if not hider.is_shown:
            if self.hidden == 1:
                self.flush()
            self.hidden -= 1
            self.doubtful -= hider.is_doubtful
        if hider.span >= 0:
            self.hiding_spans[hider.span][1] = PyList_GET_SIZE(self.blocks)
        if hider.holds:
            self.take_up()
            self.at_border = (hider.is_block and not self.in_paragraph()) or PyList_GET_SIZE(self.pictures) > 0
        return 0

    cdef bint in_paragraph(self) except -1:
        return self.tag[self.open[self.open_count - 1]] in PARAGRAPHS

    # --- inside a sentence: as in `cleaners.reading.walk.Walker` ---

    cdef bint put_aside(self) except -1:
        """Put the open line aside, so that what comes makes blocks of its own; whether there is one."""
        if not self.line.piece_count:
            return False
        if self.slot < 0:
            if self.line.is_odd and not fold_space(self.line.raw(self.tape.bytes)):
                self.flush()
                return False
            if PyList_GET_SIZE(self.blocks) >= self.most:
                self.grow()
            self.slot = PyList_GET_SIZE(self.blocks)
            self.blocks.append(None)
        self.held.append((
            self.line, self.slot, self.link_chars, self.bold_chars, self.marks.base, self.pictures, self.open_count, self.hidden,
        ))
        self.marks.base = self.marks.count
        cdef Line line = Line()
        line.keeps_breaks = self.line.keeps_breaks
        self.line, self.pictures = line, []
        self.clear()
        return True

    cdef int take_up(self) except -1:
        """Go on with the line that was put aside last."""
        self.marks.clear()
        cdef tuple held = self.held.pop()
        self.line, self.slot, self.link_chars, self.bold_chars = held[0], held[1], held[2], held[3]
        self.marks.base, self.pictures = held[4], held[5]
        return 0

    cdef int cross(self, str character) except -1:
        """Decide by the next character whether the line goes on over a border."""
        self.at_border = False
        if self.line.piece_count and goes_on(self.line.last(self.tape.bytes), character):
            self.pictures = []
        else:
            self.flush()
        return 0

    cdef str words_of(self, Py_ssize_t place):
        """The text of an element, as `cleaners.reading.parse.short_text`."""
        cdef Entry* entry
        cdef list found = []
        cdef str text
        cdef int count = 0
        cdef Py_ssize_t at
        for at in range(place, self.tape.count):
            entry = &self.tape.entries[at]
            if entry.kind == START:
                count += 1
            elif entry.kind == TEXT:
                text = self.tape.string(entry.place, entry.size)
                if text and not text.isspace():
                    count += 1
                    found.extend(text.split())
            elif entry.place == place:
                break
            if count > MAX_BUTTON:
                return None
        return "".join(found)

    cdef int open_loose(self, Tag tag, Py_ssize_t place, str classes, str number, str style, str align) except -1:
        cdef bint in_paragraph = self.in_paragraph()
        cdef bint is_block = tag.role == BUTTON and is_control(self.words_of(place))
        if is_block or not (self.line.piece_count or in_paragraph):
            self.loose.append((place, is_block and self.put_aside()))
            self.open_block(tag, classes, number, style, align)
        elif self.line.piece_count and not in_paragraph:
            self.at_border = True
        return 0

    cdef int close_loose(self, Tag tag, Py_ssize_t place) except -1:
        if PyList_GET_SIZE(self.loose) and self.loose[PyList_GET_SIZE(self.loose) - 1][0] == place:
            self.close_block(tag)
            if self.loose.pop()[1]:
                self.take_up()
                self.at_border = True
        elif self.line.piece_count and not self.in_paragraph():
            self.at_border = True
        return 0

    cdef int add_image(self, Entry* entry) except -1:
        """As `cleaners.reading.walk.Walker._add_image`."""
        image = picture_of(self.tape, entry, self.picture_source)
        if image is None:
            return 0
        cdef dict attributes
        if self.line.piece_count:
            attributes = self.tape.named(entry.place, entry.count)
            if is_emoji(attributes):
                return 0
            if not is_large_picture(attributes):
                self.pictures.append(image)
                self.at_border = True
                return 0
        self.flush()
        return self.place_image(image)

    cdef int place_image(self, image) except -1:
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
