# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Record the parser's events for a page on a tape.

Recording ends where lxml would stop building a tree, at elements nested too deeply. A page that is cut for another reason is
left to `cleaners.reading.tree.parse.parse`, which has the tree built.
"""

from cpython.ref cimport PyObject
from libc.string cimport memcmp, strlen
from lxml.includes.tree cimport const_xmlChar

from cleaners.reading.page._parser cimport new_parser, read_page, stop
from cleaners.reading.page._tags cimport FRAME, Tag, known_tag
from cleaners.reading.page._tape cimport (
    ALIGN, CLASS, COLSPAN, END, HIDDEN, HREF, ID, MAX_DEPTH, OPEN, OTHER, ROWSPAN, START, STYLE, TEXT, Attribute, Entry, HeadEntry, Name, Tape,
)

from cleaners.reading.elements import MAX_ATTRIBUTES as _MAX_ATTRIBUTES, UNSEEN
from cleaners.reading.head import JSON_LD

cdef int _UNSEEN = UNSEEN, MAX_ATTRIBUTES = _MAX_ATTRIBUTES
cdef Tag _NOSCRIPT = known_tag(b"noscript"), _SCRIPT = known_tag(b"script"), _STYLE = known_tag(b"style")
cdef Tag _EMBED = known_tag(b"embed"), _OBJECT = known_tag(b"object")
cdef Tag _SVG = known_tag(b"svg"), _TEMPLATE = known_tag(b"template")
cdef bytes _JSON_LD = JSON_LD.encode()


cdef enum:
    SLOTS = 256


# A hash table of names by address: libxml2 stores each name of a document once.
cdef struct Slot:
    const_xmlChar* name
    PyObject* tag


cdef inline bint is_same(const char* name, const char* other) noexcept:
    """Whether two names are equal. Names are short, so comparing them inline is faster than a call."""
    while name[0] and name[0] == other[0]:
        name += 1
        other += 1
    return name[0] == other[0]


cdef inline bint are_blank(const unsigned char* at, Py_ssize_t size) noexcept:
    """Whether all bytes are white space that a browser folds."""
    cdef Py_ssize_t place
    for place in range(size):
        if at[place] > 0x20 or not (at[place] == 0x20 or 0x09 <= at[place] <= 0x0A or 0x0C <= at[place] <= 0x0D):
            return False
    return True


cdef bint declares_shadow(const_xmlChar** attributes) noexcept:
    while attributes[0] is not NULL:
        if not memcmp(attributes[0], "shadowroot", min(10, strlen(<const char*>attributes[0]) + 1)):
            return True
        attributes += 2
    return False


cdef inline Name name_of(const char* name) noexcept:
    if name[0] == c"h":
        if is_same(name, "href"):
            return HREF
        if is_same(name, "hidden"):
            return HIDDEN
    elif name[0] == c"c":
        if is_same(name, "class"):
            return CLASS
        if is_same(name, "colspan"):
            return COLSPAN
    elif name[0] == c"r":
        if is_same(name, "rowspan"):
            return ROWSPAN
    elif name[0] == c"i":
        if is_same(name, "id"):
            return ID
    elif name[0] == c"s":
        if is_same(name, "style"):
            return STYLE
    elif name[0] == c"a":
        if is_same(name, "align"):
            return ALIGN
    elif name[0] == c"o" and is_same(name, "open"):
        return OPEN
    return OTHER


cdef void on_start(void* listener, const_xmlChar* name, const_xmlChar** attributes) noexcept:
    try:
        (<Listener>listener).start(name, attributes)
    except BaseException as error:
        cut(<Listener>listener, error)


cdef void on_end(void* listener, const_xmlChar* name) noexcept:
    try:
        (<Listener>listener).end()
    except BaseException as error:
        cut(<Listener>listener, error)


cdef void on_text(void* listener, const_xmlChar* content, int size) noexcept:
    try:
        (<Listener>listener).text(content, size)
    except BaseException as error:
        cut(<Listener>listener, error)


cdef Py_ssize_t bytes_of_text(const unsigned char* content, Py_ssize_t size) noexcept nogil:
    """Number of non-ASCII bytes in a script, plus three for each escape that may stand for a Han character."""
    cdef Py_ssize_t count = 0, index
    for index in range(size):
        count += content[index] >> 7
    for index in range(size - 1):
        if content[index] == 92 and content[index + 1] == 117:  # \u
            count += 3
        elif content[index] == 37 and content[index + 1] | 32 == 101:  # %E
            count += 3
    return count


cdef int cut(Listener listener, error) noexcept:
    """Keep an exception until the parser is done, since it cannot pass through the parser. It may come from anywhere (also
    Ctrl-C, or a time limit of the caller's), because Python code is called for elements with unknown names."""
    if listener.error is None:
        listener.error = error
    stop(listener.parser)
    return 0


cdef class Listener:
    """The receiver of the events: the state of the page while it is read."""

    cdef Tape tape
    cdef void* parser  # NULL when it is done
    cdef object error  # the exception raised in a callback, or None
    cdef int depth, unseen, in_noscript
    cdef bint in_head
    cdef bint goes_on, is_blank  # whether the last row is an unfinished text, and is white space so far
    cdef Slot slots[SLOTS]
    cdef int starts[MAX_DEPTH + 1]
    cdef PyObject* open_tags[MAX_DEPTH + 1]

    def __cinit__(self, Tape tape not None):
        self.tape = tape

    cdef int read(self, bytes page) except -1:
        """Read a page in UTF-8, up to elements nested too deeply. Raises OverflowError if it was cut for another reason,
        MemoryError, and any exception raised in a callback."""
        self.tape.begin(page)
        self.parser = new_parser(on_start, on_end, on_text, <void*>self)
        cdef bint is_cut = read_page(self.parser, page) and not self.tape.is_deep
        self.parser = NULL
        if self.error is not None:
            raise self.error
        if is_cut:
            raise OverflowError
        while self.depth:  # elements still open where the nesting is too deep
            self.end()
        return 0

    cdef Tag tag_of(self, const_xmlChar* name):
        cdef size_t place = (<size_t>name >> 2) % SLOTS
        cdef int tries
        for tries in range(8):
            if self.slots[place].name is name:
                return <Tag>self.slots[place].tag
            if self.slots[place].name is NULL:
                break
            place = (place + 1) % SLOTS
        cdef bytes key = <bytes>(<const char*>name)
        cdef Tag tag = known_tag(key)
        if tag is None:
            tag = self.tape.tags.get(key)
        if tag is None:
            tag = self.tape.tags[key] = Tag(key.decode("utf-8", "replace"))
        if self.slots[place].name is NULL:
            self.slots[place].name = name
            self.slots[place].tag = <PyObject*>tag  # kept alive by the dictionary that contains it
        return tag

    cdef int start(self, const_xmlChar* name, const_xmlChar** attributes) except -1:
        cdef Tag tag = self.tag_of(name)
        cdef Py_ssize_t place = self.tape.attribute_count
        cdef int count = 0
        cdef Entry* entry
        if self.depth == MAX_DEPTH:
            self.tape.is_deep = True
            stop(self.parser)
        if self.tape.is_deep:
            return 0
        self.drop_blank()
        self.open_tags[self.depth] = <PyObject*>tag
        self.depth += 1
        self.goes_on = self.in_head = False
        if attributes is not NULL:
            count = self.add_attributes(tag, attributes)
        if tag.is_head:
            self.open_head(tag, place, count)
        if tag is _NOSCRIPT:
            self.in_noscript += 1
        if self.unseen:
            if tag is _EMBED and <Tag>self.open_tags[self.unseen - 1] is _OBJECT:
                self.add_frame(tag, place, count)
            return 0
        if tag.sort == _UNSEEN:
            self.unseen = self.depth
            if tag.role == FRAME:
                self.add_frame(tag, place, count)
            if tag is _TEMPLATE and attributes is not NULL and declares_shadow(attributes):
                self.tape.has_shadow = True
            return 0
        self.starts[self.depth] = <int>self.tape.count
        entry = self.tape.add()
        entry.kind, entry.tag, entry.place, entry.count = START, <PyObject*>tag, <int>place, count
        return 0

    cdef int add_frame(self, Tag tag, Py_ssize_t place, int count) except -1:
        """Record a frame, which may contain a player, without its content, which is invisible."""
        cdef int number = <int>self.tape.count
        cdef Entry* entry = self.tape.add()
        entry.kind, entry.tag, entry.place, entry.count = START, <PyObject*>tag, <int>place, count
        entry = self.tape.add()
        entry.kind, entry.tag, entry.place, entry.size = END, <PyObject*>tag, number, 0
        return 0

    cdef int end(self) except -1:
        if not self.depth or (self.tape.is_deep and self.parser is not NULL):
            return 0
        cdef PyObject* tag = self.open_tags[self.depth - 1]
        cdef Entry* entry
        self.drop_blank()
        self.goes_on = self.in_head = False
        if (<Tag>tag) is _NOSCRIPT:
            self.in_noscript -= 1
        if self.unseen:
            if self.unseen == self.depth:
                self.unseen = 0
        else:
            entry = self.tape.add()
            entry.kind, entry.tag, entry.place, entry.size = END, tag, self.starts[self.depth], 0
        self.depth -= 1
        return 0

    cdef int text(self, const_xmlChar* content, Py_ssize_t size) except -1:
        cdef Entry* entry
        cdef Py_ssize_t place
        if size <= 0 or not self.depth or self.tape.is_deep:
            return 0
        if self.in_head:
            self.head_text(content, size)
        elif not self.unseen:
            place = self.tape.put(content, size)
            if self.goes_on:
                self.tape.entries[self.tape.count - 1].size += <int>size
                self.is_blank = self.is_blank and are_blank(content, size)
            else:
                entry = self.tape.add()
                entry.kind, entry.place, entry.size = TEXT, <int>place, <int>size
                self.goes_on, self.is_blank = True, are_blank(content, size)
        elif (<Tag>self.open_tags[self.depth - 1]) is _SCRIPT:
            self.tape.script_bytes += bytes_of_text(content, size)
        return 0

    cdef int head_text(self, const_xmlChar* content, Py_ssize_t size) except -1:
        """Record a text of the head. The text of a style sheet, which is long, is not copied but referenced in the page, as
        long as it is contiguous there."""
        cdef HeadEntry* head = &self.tape.heads[self.tape.head_count - 1]
        cdef const unsigned char* page = self.tape.page
        if (<Tag>head.tag) is _STYLE:
            if not head.size and page <= content and content + size <= page + len(self.tape.page):
                head.source = content
            elif head.source is not NULL and content != head.source + head.size:
                head.text, head.source = self.tape.put(head.source, head.size), NULL
            if head.source is not NULL:
                head.size += size
                return 0
        self.tape.put(content, size)
        head.size += size
        return 0

    cdef int drop_blank(self) noexcept:
        """Remove the text that ends here if it is white space between the borders of two blocks, usually indentation. It would
        begin a line without any effect, except after a hidden block inside a line; therefore the end's row keeps its
        position."""
        cdef Entry* before
        cdef Entry* blank
        if self.goes_on and self.is_blank and self.tape.count > 1:
            before = &self.tape.entries[self.tape.count - 2]
            if before.kind != TEXT and (<Tag>before.tag).ends_line:
                self.tape.count -= 1
                blank = &self.tape.entries[self.tape.count]
                if before.kind == END:
                    before.count, before.size = blank.place, blank.size
                else:
                    self.tape.byte_count = blank.place
        return 0

    cdef int add_attributes(self, Tag tag, const_xmlChar** attributes) except -1:
        """Record the attributes of an element that are needed. Returns their number."""
        cdef int count = 0, seen = 0
        cdef Name name
        cdef Attribute* attribute
        cdef bint is_wanted = tag.is_head or not self.unseen or tag is _EMBED
        while attributes[0] is not NULL:
            seen += 1
            name = name_of(<const char*>attributes[0]) if is_wanted else OTHER
            if is_wanted and (tag.is_named or name != OTHER):
                attribute = self.tape.add_attribute()
                attribute.name = name
                attribute.name_place = attribute.name_size = 0
                if tag.is_named:
                    attribute.name_size = <int>strlen(<const char*>attributes[0])
                    attribute.name_place = <int>self.tape.put(attributes[0], attribute.name_size)
                attribute.place = attribute.size = 0
                if attributes[1] is not NULL:
                    attribute.size = <int>strlen(<const char*>attributes[1])
                    attribute.place = <int>self.tape.put(attributes[1], attribute.size)
                count += 1
            attributes += 2
        if seen > MAX_ATTRIBUTES:
            raise OverflowError
        return count

    cdef int open_head(self, Tag tag, Py_ssize_t place, int count) except -1:
        cdef HeadEntry* head = self.tape.add_head()
        head.tag, head.place, head.count = <PyObject*>tag, place, count
        head.text, head.size, head.source = self.tape.byte_count, 0, NULL
        head.is_top = self.depth == 1
        head.is_in_svg = self.depth > 1 and (<Tag>self.open_tags[self.depth - 2]) is _SVG
        head.is_in_noscript = self.in_noscript > 0
        self.in_head = tag.has_text and (tag is not _SCRIPT or self.tape.has_value(head, b"type", _JSON_LD))
        return 0


def read_tape(bytes page not None):
    """The tape of a page in UTF-8, up to elements nested too deeply. None if the parser cut the page for another reason or
    found no element, or if memory ran out: building a tree may need less, or reports the error."""
    cdef Tape tape = Tape()
    try:
        Listener(tape).read(page)
    except (OverflowError, MemoryError):
        return None
    return tape if tape.count else None
