# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.seen.collect`, compiled: collect a line, and turn lines into blocks."""

from cpython.list cimport PyList_GET_SIZE

from cleaners._python cimport PyUnicode_GET_LENGTH, untrack
from cleaners.reading.page._blocks cimport new_block, number_of
from cleaners.reading.page._line cimport Line, Marks
from cleaners.reading.page._nesting cimport Nesting, context_here, innermost, tag_here
from cleaners.reading.page._tape cimport Entry

from cleaners.values import Block
from cleaners.reading.lines import JOINERS as _JOINERS, fold_space, place_marks, shows_nothing
from cleaners.reading.outline import MAX_BLOCKS, MAX_PIECED, Outline, TooManyBlocksError, room
from cleaners.reading.seen.asides import goes_on

#: A placeholder among the blocks for a line that is not finished.
cdef object _KEPT = Block(-1, "")


cdef str JOINERS = _JOINERS
cdef Py_ssize_t LONGEST = MAX_PIECED


cdef Py_ssize_t size_of_prose(str text) noexcept:
    """`cleaners.reading.lines.prose_size`."""
    cdef Py_UCS4 character
    for character in text:
        if character in "。！？":
            return PyUnicode_GET_LENGTH(text)
    return 0


cdef class Collector:
    def __cinit__(self):
        self.nesting, self.line, self.marks = Nesting(), Line(), Marks()
        self.blocks, self.pieces, self.most = [], {}, MAX_BLOCKS
        untrack(self.blocks)
        self.in_doubt, self.held, self.pictures = [], [], []
        self.clear()

    def outline(self, tuple flags):
        """The page so far, like `cleaners.reading.walk.Walker.outline`."""
        cdef tuple held
        while self.held:  # only if the walk ended inside a sentence
            self.clear()
            held = <tuple>self.held[PyList_GET_SIZE(self.held) - 1]
            self.nesting.cut(held[6])
            self.hidden = self.doubtful = held[7]
            self.take_up()
            self.flush()
        cdef tuple blocks = tuple(self.blocks)
        untrack(blocks)
        return Outline(blocks, self.nesting.columns(PyList_GET_SIZE(self.blocks)), flags, self.pieces)

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
        cdef tuple context = context_here(self.nesting), marks = ()
        cdef str text, raw
        if context[0] == "pre":
            from cleaners.reading.seen.preformatted import read_lines  # imported late: few pages have any
            raw = self.line.raw(self.tape.bytes)
            for text, context, marks, links, bold in read_lines(raw, self.marks.raw(), self.link_chars, self.bold_chars):
                self.add_line(text, context, marks, links, bold)
                self.slot = -1  # the reserved position is for the first line
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
            if text and not (text[0] in JOINERS and shows_nothing(text)):
                if (
                    self.line.piece_count > 1 and PyUnicode_GET_LENGTH(text) <= LONGEST
                    and self.link_chars < PyUnicode_GET_LENGTH(text) and self.line.has_seam(self.tape.bytes)
                ):
                    self.pieces[PyList_GET_SIZE(self.blocks) if self.slot < 0 else self.slot] = self.line.texts(self.tape.bytes)
                self.add_line(text, context, marks, self.link_chars, self.bold_chars)
        cdef list pictures = self.pictures
        self.clear()
        for image in pictures:
            self.place_image(image)
        return 0

    cdef int add_line(self, str text, tuple context, tuple marks, Py_ssize_t link_chars, Py_ssize_t bold_chars) except -1:
        """Put a line's block at its reserved position, or after the others."""
        cdef Py_ssize_t number = PyList_GET_SIZE(self.blocks) if self.slot < 0 else self.slot, size = PyUnicode_GET_LENGTH(text)
        cdef object block = new_block(
            number_of(number), text, context[0], context[1], number_of(innermost(self.nesting)), tag_here(self.nesting),
            number_of(min(link_chars, size)), bold_chars * 10 >= size * 9, self.nesting.is_ordered(), self.hidden > 0,
            self.nesting.cell(), marks, None, None,
        )
        if self.slot < 0 and number >= self.most:
            self.make_room()
        if self.hidden:
            self.hidden_prose += size_of_prose(text)
            if self.hidden == self.doubtful:
                self.in_doubt.append(number)
        self.chars += size
        if self.slot < 0:
            self.blocks.append(block)
        else:
            self.blocks[number] = block
        return 0

    cdef int make_room(self) except -1:
        """Raise the maximum number of blocks by the text so far. Raises TooManyBlocksError if it is reached."""
        self.most = room(self.chars)
        if len(self.blocks) >= self.most:
            self.nesting.end_open(PyList_GET_SIZE(self.blocks))
            raise TooManyBlocksError
        return 0

    cdef bint put_aside(self) except -1:
        """Set the open line aside, so that the following content becomes separate blocks. Returns whether there is an open
        line."""
        if not self.line.piece_count:
            return False
        if self.slot < 0:
            if self.line.is_odd and not fold_space(self.line.raw(self.tape.bytes)):
                self.flush()
                return False
            if PyList_GET_SIZE(self.blocks) >= self.most:
                self.make_room()
            self.slot = PyList_GET_SIZE(self.blocks)
            self.blocks.append(_KEPT)
        self.held.append((
            self.line, self.slot, self.link_chars, self.bold_chars, self.marks.base, self.pictures, self.nesting.depth, self.hidden,
        ))
        self.marks.base = self.marks.count
        cdef Line line = Line()
        line.keeps_breaks = self.line.keeps_breaks
        self.line, self.pictures = line, []
        self.clear()
        return True

    cdef int take_up(self) except -1:
        """Continue the line that was set aside last."""
        self.marks.clear()
        cdef tuple held = self.held.pop()
        self.line, self.slot, self.link_chars, self.bold_chars = held[0], held[1], held[2], held[3]
        self.marks.base, self.pictures = held[4], held[5]
        return 0

    cdef int cross(self, str character) except -1:
        """Decide by the next character whether the line continues over a border."""
        self.at_border = False
        if self.line.piece_count and goes_on(self.line.last(self.tape.bytes), character):
            self.pictures = []
        else:
            self.flush()
        return 0

    cdef int place_image(self, image) except -1:
        if PyList_GET_SIZE(self.blocks) >= self.most:
            self.make_room()
        self.blocks.append(
            new_block(
                number_of(PyList_GET_SIZE(self.blocks)), "", "image", 0, number_of(innermost(self.nesting)), tag_here(self.nesting), 0,
                False, False, self.hidden > 0, None, (), image, None,
            )
        )
        return 0

    cdef int add_block(self, make, what) except -1:
        """Add a block that is not a line of text."""
        self.flush()
        if PyList_GET_SIZE(self.blocks) >= self.most:
            self.make_room()
        self.blocks.append(make(what, len(self.blocks), innermost(self.nesting), tag_here(self.nesting), self.hidden > 0))
        return 0
