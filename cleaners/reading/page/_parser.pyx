# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""libxml2's HTML parser as a source of events. It is the copy inside lxml's library, accessed by its exported functions.

So a page has the same elements and texts as in a tree built by lxml.
"""

from libc.string cimport memset
from lxml.includes.tree cimport xmlDoc

from lxml import etree

cdef extern from "dlfcn.h":
    void* dlopen(const char*, int)
    void* dlsym(void*, const char*)
    int RTLD_LAZY, RTLD_NOLOAD

cdef extern from "lxml-version.h":
    const char* LXML_VERSION_STRING

cdef extern from "libxml/xmlversion.h":
    int LIBXML_VERSION

# Structures have the layout of the headers at compile time; another lxml may have others.
_COMPILED_FOR = ((<bytes>LXML_VERSION_STRING).decode().split(".")[:2], (LIBXML_VERSION // 10_000, LIBXML_VERSION // 100 % 100))
if (etree.__version__.split(".")[:2], etree.LIBXML_VERSION[:2]) != _COMPILED_FOR:
    raise ImportError(f"compiled for another lxml: {_COMPILED_FOR}")

cdef extern from "libxml/HTMLparser.h":
    ctypedef struct xmlSAXHandler:
        OnStart startElement
        OnEnd endElement
        OnText characters, ignorableWhitespace, cdataBlock
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
    """A function exported by lxml's library. Raises ImportError if there is none with this name."""
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

# Single errors are not reported: the one that matters, a page that was cut, shows in the result.
cdef int _OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | XML_PARSE_HUGE


cdef void* new_parser(OnStart on_start, OnEnd on_end, OnText on_text, void* listener) except NULL:
    """A parser that calls these functions with the listener. Raises MemoryError."""
    cdef xmlSAXHandler events
    memset(&events, 0, sizeof(events))
    events.initialized = XML_SAX2_MAGIC
    events.startElement, events.endElement = on_start, on_end
    events.characters = events.ignorableWhitespace = events.cdataBlock = on_text
    cdef xmlParserCtxt* parser = make_parser(&events, listener)
    if parser is NULL:
        raise MemoryError
    return parser


cdef bint read_page(void* parser, bytes page) noexcept:
    """Parse a page in UTF-8 and free the parser. Returns whether it stopped before the end, by itself or because of `stop`."""
    cdef xmlDoc* document = read_memory(<xmlParserCtxt*>parser, page, <int>len(page), NULL, "utf-8", _OPTIONS)
    cdef bint has_stopped = (<xmlParserCtxt*>parser).disableSAX != 0
    if document is not NULL:
        free_document(document)
    free_parser(<xmlParserCtxt*>parser)
    return has_stopped


cdef void stop(void* parser) noexcept:
    """End a parser's callbacks, from within one of them."""
    stop_parser(<xmlParserCtxt*>parser)
