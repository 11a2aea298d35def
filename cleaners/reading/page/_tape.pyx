# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A page read by libxml2's parser without a tree: what it finds is written down in a row as it is found.

To make the nodes of a tree and to free them takes as long as to find them, and the walk over a page asks for nothing that
needs a tree. The parser is the one inside lxml, asked for its events (SAX) by the functions that lxml's library has for
others, so that a page falls into the same elements and texts. It ends where the making of a tree would end, at elements too
deep inside one another; what is cut for another reason is left to `cleaners.reading.parse.parse`, which has the tree made.
"""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free
from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.limits cimport INT_MAX
from libc.stdint cimport uint64_t
from libc.string cimport memcmp, memcpy, memset, strlen
from lxml.includes.tree cimport const_xmlChar, xmlDoc

from cleaners._python cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_IS_ASCII, roomier

from lxml import etree

from cleaners.reading.elements import BLOCK, CELLS, CENTRING, HEADINGS, MARKS, MAX_ATTRIBUTES as _MAX_ATTRIBUTES, SORTS, STRUCTURE, UNSEEN
from cleaners.reading.head import CANONICAL, HEAD_TAGS, JSON_LD, TEXT_TAGS, HeadElement, holds_on_screen, name_among

cdef extern from "dlfcn.h":
    void* dlopen(const char*, int)
    void* dlsym(void*, const char*)
    int RTLD_LAZY, RTLD_NOLOAD

cdef extern from "lxml-version.h":
    const char* LXML_VERSION_STRING

cdef extern from "libxml/xmlversion.h":
    int LIBXML_VERSION

# Structures are read by the headers that this was compiled with: another lxml may have others.
_COMPILED_FOR = ((<bytes>LXML_VERSION_STRING).decode().split(".")[:2], (LIBXML_VERSION // 10_000, LIBXML_VERSION // 100 % 100))
if (etree.__version__.split(".")[:2], etree.LIBXML_VERSION[:2]) != _COMPILED_FOR:
    raise ImportError(f"compiled for another lxml: {_COMPILED_FOR}")

cdef extern from "libxml/HTMLparser.h":
    ctypedef void (*startElementSAXFunc)(void*, const_xmlChar*, const_xmlChar**) noexcept
    ctypedef void (*endElementSAXFunc)(void*, const_xmlChar*) noexcept
    ctypedef void (*charactersSAXFunc)(void*, const_xmlChar*, int) noexcept

    ctypedef struct xmlSAXHandler:
        startElementSAXFunc startElement
        endElementSAXFunc endElement
        charactersSAXFunc characters, ignorableWhitespace, cdataBlock
        unsigned int initialized

    ctypedef struct xmlParserCtxt:
        int disableSAX

    unsigned int XML_SAX2_MAGIC
    int HTML_PARSE_RECOVER, HTML_PARSE_NONET, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, XML_PARSE_HUGE

ctypedef xmlParserCtxt* (*MakeParser)(const xmlSAXHandler*, void*) noexcept
ctypedef xmlDoc* (*ReadMemory)(xmlParserCtxt*, const char*, int, const char*, const char*, int) noexcept
ctypedef void (*OfParser)(xmlParserCtxt*) noexcept
ctypedef void (*FreeDocument)(xmlDoc*) noexcept

cdef MakeParser make_parser
cdef ReadMemory read_memory
cdef OfParser free_parser, stop_parser
cdef FreeDocument free_document


cdef void* function(void* library, const char* name) except NULL:
    """A function of the library that lxml brings. Raises ImportError where it shows none of that name."""
    cdef void* found = dlsym(library, name)
    if found is NULL:
        raise ImportError(f"lxml's library has no {name.decode()}")
    return found


cdef int find_functions() except -1:
    global make_parser, read_memory, free_parser, stop_parser, free_document
    cdef bytes path = etree.__file__.encode()
    cdef void* library = dlopen(path, RTLD_LAZY | RTLD_NOLOAD)
    if library is NULL:
        raise ImportError("lxml's library is not loaded")
    make_parser = <MakeParser>function(library, "htmlNewSAXParserCtxt")
    read_memory = <ReadMemory>function(library, "htmlCtxtReadMemory")
    free_parser = <OfParser>function(library, "htmlFreeParserCtxt")
    stop_parser = <OfParser>function(library, "xmlStopParser")
    free_document = <FreeDocument>function(library, "xmlFreeDoc")
    return 0


find_functions()

_ROLES = {
    "ul": LIST, "ol": LIST, "table": TABLE, "tr": ROW, "picture": PICTURE, "br": BREAK, "video": VIDEO, "source": SOURCE,
    "img": IMAGE, "image": IMAGE, "select": SELECT, "button": BUTTON, **dict.fromkeys(CELLS, CELL),
    **{tag: {"link": LINK, "bold": BOLD, "italic": ITALIC}[kind] for tag, kind in MARKS.items()},
}


cdef int _BLOCK = BLOCK


cdef class Tag:
    def __cinit__(self, str name):
        self.name = name
        self.sort = SORTS[name]
        self.is_structure = name in STRUCTURE
        self.role = _ROLES.get(name, HOLDER if self.is_structure else PLAIN)
        self.ends_line = self.sort >= _BLOCK or self.role == BREAK
        self.is_centring = name in CENTRING
        self.is_head = name in HEAD_TAGS
        self.has_text = name in TEXT_TAGS
        self.is_named = self.is_head or self.role in (IMAGE, VIDEO, SOURCE)
        self.mark = MARKS.get(name)
        self.context = None
        if name in HEADINGS:
            self.context = ("heading", HEADINGS[name])
        elif name == "blockquote":
            self.context = ("quote", 0)
        elif name in ("pre", "listing", "xmp"):
            self.context = ("pre", 0)
        elif name in CELLS:
            self.context = ("cell", 0)


cdef dict _TAGS = {name.encode(): Tag(name) for name in (*SORTS, *STRUCTURE, *HEAD_TAGS)}
cdef int _UNSEEN = UNSEEN, MAX_ATTRIBUTES = _MAX_ATTRIBUTES
cdef Tag _HTML = _TAGS[b"html"], _SVG = _TAGS[b"svg"], _NOSCRIPT = _TAGS[b"noscript"], _SCRIPT = _TAGS[b"script"], _TEMPLATE = _TAGS[b"template"]
cdef Tag _META = _TAGS[b"meta"], _BASE = _TAGS[b"base"], _LINK = _TAGS[b"link"], _STYLE = _TAGS[b"style"], _TITLE = _TAGS[b"title"]
cdef bytes _JSON_LD = JSON_LD.encode(), _CANONICAL = CANONICAL.encode()


cdef inline bint is_same(const char* name, const char* other) noexcept:
    """Whether two names are the same; short ones, so that a call costs more than to look."""
    while name[0] and name[0] == other[0]:
        name += 1
        other += 1
    return name[0] == other[0]


cdef inline bint are_blank(const unsigned char* at, Py_ssize_t size) noexcept:
    """Whether bytes are white space that a browser folds."""
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


# Errors are not told one by one: the one that matters, that the page was cut, shows when the parser is done.
cdef int _OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | XML_PARSE_HUGE


cdef void on_start(void* tape, const_xmlChar* name, const_xmlChar** attributes) noexcept:
    try:
        (<Tape>tape).start(name, attributes)
    except BaseException as error:
        cut(<Tape>tape, error)


cdef void on_end(void* tape, const_xmlChar* name) noexcept:
    try:
        (<Tape>tape).end()
    except BaseException as error:
        cut(<Tape>tape, error)


cdef void on_text(void* tape, const_xmlChar* content, int size) noexcept:
    try:
        (<Tape>tape).text(content, size)
    except BaseException as error:
        cut(<Tape>tape, error)


cdef int cut(Tape tape, error) noexcept:
    """Keep an exception, which cannot pass through the parser, until that is done: Python code is called for elements of
    unknown names, so that it may come from anywhere, from Ctrl-C or a time limit of the caller's too."""
    if tape.error is None:
        tape.error = error
    stop_parser(<xmlParserCtxt*>tape.parser)
    return 0


cdef enum:
    MOST_KEPT = 1 << 20


# The rows of a page that is done, for the next one: to have them from the system each time and to give them back takes a
# fifteenth of reading a page.
cdef Rows spare
memset(&spare, 0, sizeof(spare))


# Values in ASCII of the last pages, each where its bytes say: to look one up takes a third of making it, and a string that is
# looked up in dictionaries again and again has its hash already.
cdef enum:
    WORDS = 2_048
    LONGEST_WORD = 48
cdef PyObject* words[WORDS]
memset(words, 0, sizeof(words))


cdef inline unsigned int slot_of(const unsigned char* at, Py_ssize_t size) noexcept:
    """Where a word is kept: by its first bytes, its last ones and their number, a prime spreads them."""
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
        if spare.bytes is NULL and size + self.head_room * sizeof(HeadEntry) <= MOST_KEPT:
            spare.entries, spare.entry_room = self.entries, self.entry_room
            spare.attributes, spare.attribute_room = self.attributes, self.attribute_room
            spare.heads, spare.head_room = self.heads, self.head_room
            spare.bytes, spare.byte_room = self.bytes, self.byte_room
            return
        PyMem_Free(self.entries)
        PyMem_Free(self.attributes)
        PyMem_Free(self.heads)
        PyMem_Free(self.bytes)

    cdef int read(self, bytes page) except -1:
        """Read a page in UTF-8, to where it is too deep. Raises OverflowError where it was cut otherwise, MemoryError, and what was
        raised while it was read."""
        cdef xmlSAXHandler events
        memset(&events, 0, sizeof(events))
        events.initialized = XML_SAX2_MAGIC
        events.startElement, events.endElement = on_start, on_end
        events.characters = events.ignorableWhitespace = events.cdataBlock = on_text
        # About what a page needs, so that the rows seldom move.
        if self.byte_room < len(page) // 2:
            self.bytes = <unsigned char*>roomier(self.bytes, &self.byte_room, len(page) // 2, 1)
        if self.entry_room < len(page) // 48:
            self.entries = <Entry*>roomier(self.entries, &self.entry_room, len(page) // 48, sizeof(Entry))
        if self.attribute_room < len(page) // 96:
            self.attributes = <Attribute*>roomier(self.attributes, &self.attribute_room, len(page) // 96, sizeof(Attribute))
        cdef xmlParserCtxt* parser = make_parser(&events, <void*>self)
        if parser is NULL:
            raise MemoryError
        self.parser, self.page = parser, page
        cdef xmlDoc* document = read_memory(parser, page, <int>len(page), NULL, "utf-8", _OPTIONS)
        cdef bint is_cut = parser.disableSAX != 0 and not self.is_deep
        self.parser = NULL
        if document is not NULL:
            free_document(document)
        free_parser(parser)
        if self.error is not None:
            raise self.error
        if is_cut:
            raise OverflowError
        while self.depth:  # what is open where a page is too deep
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
        cdef Tag tag = _TAGS.get(key)
        if tag is None:
            tag = self.tags.get(key)
        if tag is None:
            tag = self.tags[key] = Tag(key.decode("utf-8", "replace"))
        if self.slots[place].name is NULL:
            self.slots[place].name = name
            self.slots[place].tag = <PyObject*>tag  # alive as long as the dictionary that it is in
        return tag

    cdef int start(self, const_xmlChar* name, const_xmlChar** attributes) except -1:
        cdef Tag tag = self.tag_of(name)
        cdef Py_ssize_t place = self.attribute_count
        cdef int count = 0
        cdef Entry* entry
        if self.depth == MAX_DEPTH:
            self.is_deep = True
            stop_parser(<xmlParserCtxt*>self.parser)
        if self.is_deep:
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
            return 0
        if tag.sort == _UNSEEN:
            self.unseen = self.depth
            if tag is _TEMPLATE and attributes is not NULL and declares_shadow(attributes):
                self.has_shadow = True
            return 0
        self.starts[self.depth] = <int>self.count
        entry = self.add()
        entry.kind, entry.tag, entry.place, entry.count = START, <PyObject*>tag, <int>place, count
        return 0

    cdef int end(self) except -1:
        if not self.depth or (self.is_deep and self.parser is not NULL):
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
            entry = self.add()
            entry.kind, entry.tag, entry.place = END, tag, self.starts[self.depth]
        self.depth -= 1
        return 0

    cdef int text(self, const_xmlChar* content, Py_ssize_t size) except -1:
        cdef Entry* entry
        cdef Py_ssize_t place
        if size <= 0 or not self.depth or self.is_deep:
            return 0
        if self.in_head:
            self.head_text(content, size)
        elif not self.unseen:
            place = self.put(content, size)
            if self.goes_on:
                self.entries[self.count - 1].size += <int>size
                self.is_blank = self.is_blank and are_blank(content, size)
            else:
                entry = self.add()
                entry.kind, entry.place, entry.size = TEXT, <int>place, <int>size
                self.goes_on, self.is_blank = True, are_blank(content, size)
        return 0

    cdef int head_text(self, const_xmlChar* content, Py_ssize_t size) except -1:
        """Write a text of the head down. That of a style sheet, which is long, is left where it stands in the page, as long as it
        stands there in one piece."""
        cdef HeadEntry* head = &self.heads[self.head_count - 1]
        cdef const unsigned char* page = self.page
        if (<Tag>head.tag) is _STYLE:
            if not head.size and page <= content and content + size <= page + len(self.page):
                head.source = content
            elif head.source is not NULL and content != head.source + head.size:
                head.text, head.source = self.put(head.source, head.size), NULL
            if head.source is not NULL:
                head.size += size
                return 0
        self.put(content, size)
        head.size += size
        return 0

    cdef int drop_blank(self) noexcept:
        """Take back the text that ends here where it is white space between the borders of two blocks, as most of what indents a
        page is: the line that it begins has nothing before it."""
        cdef Entry* before
        if self.goes_on and self.is_blank and self.count > 1:
            before = &self.entries[self.count - 2]
            if before.kind != TEXT and (<Tag>before.tag).ends_line:
                self.count -= 1
                self.byte_count = self.entries[self.count].place
        return 0

    cdef Entry* add(self) except NULL:
        if self.count == self.entry_room:
            self.entries = <Entry*>roomier(self.entries, &self.entry_room, 0, sizeof(Entry))
        self.count += 1
        return &self.entries[self.count - 1]

    cdef int add_attributes(self, Tag tag, const_xmlChar** attributes) except -1:
        """Keep those of an element's attributes that somebody asks for; how many they are."""
        cdef int count = 0, seen = 0
        cdef Name name
        cdef Attribute* attribute
        cdef bint is_wanted = tag.is_head or not self.unseen
        while attributes[0] is not NULL:
            seen += 1
            name = name_of(<const char*>attributes[0]) if is_wanted else OTHER
            if is_wanted and (tag.is_named or name != OTHER):
                if self.attribute_count == self.attribute_room:
                    self.attributes = <Attribute*>roomier(self.attributes, &self.attribute_room, 0, sizeof(Attribute))
                attribute = &self.attributes[self.attribute_count]
                attribute.name = name
                attribute.name_place = attribute.name_size = 0
                if tag.is_named:
                    attribute.name_size = <int>strlen(<const char*>attributes[0])
                    attribute.name_place = <int>self.put(attributes[0], attribute.name_size)
                attribute.place = attribute.size = 0
                if attributes[1] is not NULL:
                    attribute.size = <int>strlen(<const char*>attributes[1])
                    attribute.place = <int>self.put(attributes[1], attribute.size)
                self.attribute_count += 1
                count += 1
            attributes += 2
        if seen > MAX_ATTRIBUTES:
            raise OverflowError
        return count

    cdef int open_head(self, Tag tag, Py_ssize_t place, int count) except -1:
        cdef HeadEntry* head
        if self.head_count == self.head_room:
            self.heads = <HeadEntry*>roomier(self.heads, &self.head_room, 0, sizeof(HeadEntry))
        head = &self.heads[self.head_count]
        head.tag, head.place, head.count = <PyObject*>tag, place, count
        head.text, head.size, head.source = self.byte_count, 0, NULL
        head.is_top = self.depth == 1
        head.is_in_svg = self.depth > 1 and (<Tag>self.open_tags[self.depth - 2]) is _SVG
        head.is_in_noscript = self.in_noscript > 0
        self.head_count += 1
        self.in_head = tag.has_text and (tag is not _SCRIPT or self.has_value(head, b"type", _JSON_LD))
        return 0

    cdef Py_ssize_t put(self, const unsigned char* content, Py_ssize_t size) except -1:
        """Write bytes down; where they are."""
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
        """The value of an attribute that pages repeat, as a class: mostly a string that there was before."""
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
        """All attributes of an element of which all are kept."""
        cdef dict found = {}
        cdef Py_ssize_t number
        for number in range(place, place + count):
            found[self.string(self.attributes[number].name_place, self.attributes[number].name_size)] = self.value(number)
        return found

    cdef Py_ssize_t number_of(self, HeadEntry* head, bytes name):
        """Which attribute of an element of the head has this name; -1 where none has."""
        cdef Py_ssize_t number
        cdef Attribute* attribute
        for number in range(head.place, head.place + head.count):
            attribute = &self.attributes[number]
            if attribute.name_size == len(name) and not memcmp(self.bytes + attribute.name_place, <char*>name, len(name)):
                return number
        return -1

    cdef bint has_value(self, HeadEntry* head, bytes name, bytes value):
        """Whether an element of the head has an attribute of just this value."""
        cdef Py_ssize_t number = self.number_of(head, name)
        if number < 0 or self.attributes[number].size != len(value):
            return False
        return not memcmp(self.bytes + self.attributes[number].place, <char*>value, len(value))

    cdef str value_of(self, HeadEntry* head, bytes name):
        """The value of an element's attribute of this name; None where it has none."""
        cdef Py_ssize_t number = self.number_of(head, name)
        return self.value(number) if number >= 0 else None

    cdef str called(self, HeadEntry* head):
        """What a meta element calls itself: a string that there was before, mostly."""
        cdef Py_ssize_t number
        cdef bytes name
        for name in (b"property", b"name", b"itemprop"):
            number = self.number_of(head, name)
            if number >= 0 and self.attributes[number].size:
                return self.word(number)
        return ""

    def head_elements(self, names not None):
        """As `cleaners.reading.parse.head_elements` gives them."""
        cdef Py_ssize_t number
        cdef HeadEntry* head
        cdef Tag tag
        cdef str name, value
        cdef list found = []
        for number in range(self.head_count):
            head = &self.heads[number]
            tag = <Tag>head.tag
            name, value = "", None
            if tag is _META:
                name = name_among(names, self.called(head))
                if name:
                    value = self.value_of(head, b"content")
            elif tag is _TITLE:
                if not head.is_in_svg:
                    value = self.string(head.text, head.size)
            elif tag is _SCRIPT:
                if self.has_value(head, b"type", _JSON_LD):
                    value = self.string(head.text, head.size)
            elif tag is _BASE:
                value = self.value_of(head, b"href")
            elif tag is _LINK and self.has_value(head, b"rel", _CANONICAL):
                value = self.value_of(head, b"href") or ""
            if value is not None:
                found.append(HeadElement(tag.name, name, value))
        return found

    cdef bint is_sheet(self, HeadEntry* head):
        """Whether an element of the head is a style sheet that holds on a screen, and with scripts."""
        if (<Tag>head.tag) is not _STYLE or head.is_in_noscript:
            return False
        cdef Py_ssize_t media = self.number_of(head, b"media")
        return media < 0 or holds_on_screen(self.value(media))

    def style_sheets(self):
        """As `cleaners.reading.parse.style_sheets` gives them, copied once from where they stand."""
        cdef Py_ssize_t number, size = -1  # a line break between two
        cdef HeadEntry* head
        cdef list sheets = []
        for number in range(self.head_count):
            if self.is_sheet(&self.heads[number]):
                sheets.append(number)
                size += self.heads[number].size + 1
        cdef bytes whole = PyBytes_FromStringAndSize(NULL, max(size, 0))
        cdef char* at = whole
        cdef const char* end = at + len(whole)
        for number in sheets:
            head = &self.heads[number]
            memcpy(at, self.bytes + head.text if head.source is NULL else head.source, head.size)
            at += head.size
            if at < end:
                at[0] = c"\n"
                at += 1
        return whole

    def language(self):
        """As `cleaners.reading.parse.language` gives it."""
        cdef Py_ssize_t number
        cdef HeadEntry* head
        for number in range(self.head_count):
            head = &self.heads[number]
            if (<Tag>head.tag) is _HTML and head.is_top:
                declared = self.value_of(head, b"lang")
                if declared is not None:
                    return declared
        return None


def read_tape(bytes page not None):
    """A page in UTF-8, to where it is too deep; None where the parser cut it otherwise, or found no element, and where there
    was no memory: the way by a tree may do with less, or says so."""
    cdef Tape tape = Tape()
    try:
        tape.read(page)
    except (OverflowError, MemoryError):
        return None
    return tape if tape.count else None
