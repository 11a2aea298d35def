"""libxml2's parser, from which `_events.pyx` receives a page's events."""

from lxml.includes.tree cimport const_xmlChar

# The parser's callbacks. Each gets the listener, then a name with the names and values of its attributes, or a text.
ctypedef void (*OnStart)(void*, const_xmlChar*, const_xmlChar**) noexcept
ctypedef void (*OnEnd)(void*, const_xmlChar*) noexcept
ctypedef void (*OnText)(void*, const_xmlChar*, int) noexcept

cdef void* new_parser(OnStart on_start, OnEnd on_end, OnText on_text, void* listener) except NULL
cdef bint read_page(void* parser, bytes page) noexcept
cdef void stop(void* parser) noexcept
