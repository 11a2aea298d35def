# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.walk`, compiled: the same blocks for the same page, in a tenth of the time.

It follows the rows of a page that `_tape.pyx` holds. Rare cases are left to the functions of `cleaners.reading.walk` and
`cleaners.reading.lines`. This module is optional: without it, the walk in Python is used. tests/reading/test_walk.py checks
that both give the same result.
"""

cimport cython
from cpython.list cimport PyList_GET_SIZE
from cpython.mem cimport PyMem_Free

from cleaners._python cimport roomier
from cleaners.reading.page._collect cimport Collector
from cleaners.reading.page._hiding cimport Hiding
from cleaners.reading.page._nesting cimport innermost, tag_here
from cleaners.reading.page._pictures cimport new_image, picture_of
from cleaners.reading.page._tags cimport BOLD, BREAK, BUTTON, CELL, CODE, FRAME, IMAGE, ITALIC, LINK, PICTURE, SELECT, SOURCE, VIDEO, Tag
from cleaners.reading.page._tape cimport ALIGN, CLASS, COLSPAN, HIDDEN, HREF, ID, OPEN, ROWSPAN, START, STYLE, TEXT, Entry, Name, Tape

from cleaners.reading.characters import sanitize_address
from cleaners.reading.frames import player_in
from cleaners.reading.image_sources import ground_of
from cleaners.reading.elements import BLOCK, FOLDED, IN_LINE, LOOSE, MARKED
from cleaners.reading.seen.asides import MAX_BUTTON as _MAX_BUTTON, PARAGRAPHS, is_control, is_emoji, is_large_picture
from cleaners.reading.seen.made import source_of, video_block, with_video_source

cdef frozenset _PARAGRAPHS = PARAGRAPHS
cdef int _LOOSE = LOOSE, MAX_BUTTON = _MAX_BUTTON
cdef int _IN_LINE = IN_LINE, _MARKED = MARKED, _BLOCK = BLOCK, _FOLDED = FOLDED


# An open element that hides its content, by the position of its start. It is doubtful if only a name or a style sheet hides it.
# Its span is -1 if it is doubtful; ``is_shown`` means that it is read as shown nevertheless; ``holds`` says whether a line is
# set aside.
cdef struct Hider:
    Py_ssize_t place, span
    bint is_doubtful, is_shown, holds, is_block


@cython.final
cdef class Walker(Collector):
    """State of one walk: the open elements, the line being collected, and the blocks so far."""

    cdef Hiding hiding
    cdef str picture_source
    cdef Hider* hiders
    cdef Py_ssize_t hider_count, hider_room
    cdef readonly list hiding_spans
    cdef list loose, breaking
    cdef list grounds  # open blocks with a background picture, each with its style and names
    cdef frozenset shown
    cdef bint believes_names
    cdef bint opens_with_code  # whether the open preformatted element begins with a code element

    def __cinit__(self, names, frozenset shown=frozenset(), bint believes_names=True):
        self.hiding = Hiding(names)
        self.shown, self.believes_names = shown, believes_names
        self.hiding_spans, self.loose, self.breaking, self.grounds = [], [], [], []
        self.picture_source = None

    def __dealloc__(self):
        PyMem_Free(self.hiders)

    def walk(self, Tape tape not None):
        """Add the blocks of a page. Raises TooManyBlocksError if it has more than allowed."""
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

    cdef int start(self, Entry* entry, Py_ssize_t place) except -1:
        """The start of an element."""
        cdef Tag tag = <Tag>entry.tag
        cdef str classes = None, number = None, style = None, align = None, href = None
        cdef bint hides = False, is_open = False, may_hide = False
        cdef Py_ssize_t attribute, classes_at = -1
        cdef Name name
        if tag.role == FRAME:
            return self.add_frame(self.tape.named(entry.place, entry.count))
        for attribute in range(entry.place, entry.place + entry.count):
            name = self.tape.attributes[attribute].name
            if name == CLASS:
                may_hide = self.hiding.may_hold(self.tape, &self.tape.attributes[attribute])
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
            elif (name == COLSPAN or name == ROWSPAN) and tag.role == CELL:
                self.nesting.note_span(name == ROWSPAN, self.tape.word(attribute))
        if not may_hide and (self.hiding.has_tags or self.hiding.has_ids):
            may_hide = self.hiding.may_name(tag.name, number)
        if classes_at >= 0 and (may_hide or tag.sort >= _LOOSE):
            classes = self.tape.word(classes_at)
        if hides or (style is not None and self.hiding.is_style(style)):
            self.hide(place, False, tag.sort >= _BLOCK)
        elif may_hide and self.believes_names and self.hiding.is_named(tag.name, classes, number, style):
            self.hide(place, True, tag.sort >= _BLOCK)
        if style is not None and tag.sort <= _MARKED and self.hiding.breaks_line(style):
            self.breaking.append(place)
            self.flush()
        if tag.sort >= _BLOCK:
            if tag.sort == _FOLDED and self.believes_names and (tag.role == SELECT or not is_open):
                self.hide(place, True, True)
            self.open_block(tag, classes, number, style, align)
        elif tag.sort == _LOOSE:
            self.open_loose(tag, place, classes, number, style, align)
        elif tag.role == LINK:
            self.marks.open_link(self.line, href)
        elif tag.role == CODE:
            self.start_code()
        elif tag.sort != _IN_LINE:
            self.start_named(tag, entry)
        return 0

    cdef int start_code(self) except -1:
        """`cleaners.reading.walk.Walker._start_code`."""
        if not self.nesting.keeps_breaks:
            return 0
        if not self.line.piece_count:
            self.opens_with_code = True
        elif self.opens_with_code:
            self.flush()
        return 0

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
        if PyList_GET_SIZE(self.breaking) and self.breaking[PyList_GET_SIZE(self.breaking) - 1] == entry.place:
            self.breaking.pop()
            self.flush()
        if self.hider_count and self.hiders[self.hider_count - 1].place == entry.place:
            self.finish_hidden(entry)
        return 0

    cdef int finish_hidden(self, Entry* entry) except -1:
        """The end of a hidden element: its line continues with the white space after it."""
        cdef Entry blank
        while self.hider_count and self.hiders[self.hider_count - 1].place == entry.place:
            self.end_hidden()
        if entry.size and self.line.piece_count:
            blank.kind, blank.place, blank.size = TEXT, entry.count, entry.size
            self.add_text(&blank)
        return 0

    cdef int end_mark(self, Tag tag) except -1:
        self.bolds -= tag.role == BOLD
        return self.marks.end(self.line, tag.mark, tag.role == LINK)

    cdef int open_block(self, Tag tag, str classes, str number, str style, str align) except -1:
        if self.line.piece_count:
            self.flush()
        self.nesting.open(tag, classes, number, style, align, PyList_GET_SIZE(self.blocks))
        if style is not None and "url(" in style:
            self.grounds.append((innermost(self.nesting), PyList_GET_SIZE(self.blocks), style, f"{classes or ''} {number or ''}".strip()))
        self.line.keeps_breaks = self.nesting.keeps_breaks
        return 0

    cdef int close_block(self, Tag tag) except -1:
        if self.line.piece_count:
            self.flush()
        if PyList_GET_SIZE(self.grounds):
            self.add_ground()
        if not self.nesting.close(tag, PyList_GET_SIZE(self.blocks)):
            return 0
        self.line.keeps_breaks = self.nesting.keeps_breaks
        if tag.is_structure:
            self.opens_with_code = False
        if tag.role == PICTURE:
            self.picture_source = None
        return 0

    cdef int hide(self, Py_ssize_t place, bint is_doubtful, bint is_block) except -1:
        cdef Py_ssize_t span = -1, count = PyList_GET_SIZE(self.blocks)
        cdef Hider* hider
        cdef bint is_shown = False, holds = False
        if not is_doubtful:
            span = PyList_GET_SIZE(self.hiding_spans)
            self.hiding_spans.append([count, count, self.nesting.span_count if is_block else -1])
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
        return tag_here(self.nesting) in _PARAGRAPHS

    cdef str words_of(self, Py_ssize_t place):
        """`cleaners.reading.tree.queries.short_text` for a tape."""
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
        """`cleaners.reading.walk.Walker._add_image` for a tape."""
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

    cdef int add_ground(self) except -1:
        """`cleaners.reading.walk.Walker._add_ground`, if the block that closes has a background picture."""
        number, blocks, style, names = self.grounds[PyList_GET_SIZE(self.grounds) - 1]
        if self.nesting.depth == 1 or number != innermost(self.nesting):
            return 0
        self.grounds.pop()
        if blocks == PyList_GET_SIZE(self.blocks):
            url = ground_of(style)
            if url:
                self.flush()
                self.place_image(new_image(url, names))
        return 0

    cdef int add_video(self, dict attributes) except -1:
        self.add_block(video_block, sanitize_address(attributes.get("src") or attributes.get("data-src") or ""))
        return 0

    cdef int add_frame(self, dict attributes) except -1:
        cdef str url = player_in(attributes)
        if url:
            self.add_block(video_block, url)
        return 0

    cdef int note_source(self, dict attributes) except -1:
        url = source_of(attributes)
        if not url:
            return 0
        if tag_here(self.nesting) == "picture":
            self.picture_source = self.picture_source or url
        elif self.blocks:
            self.blocks[len(self.blocks) - 1] = with_video_source(self.blocks[len(self.blocks) - 1], url)
        return 0
