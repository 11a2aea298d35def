"""libxml2's parser, as `_events.pyx` asks it for a page's events."""

from lxml.includes.tree cimport const_xmlChar

# What the parser calls, each with the listener: with a name and the names and values of its attributes, and with a text.
ctypedef void (*OnStart)(void*, const_xmlChar*, const_xmlChar**) noexcept
ctypedef void (*OnEnd)(void*, const_xmlChar*) noexcept
ctypedef void (*OnText)(void*, const_xmlChar*, int) noexcept

cdef void* new_parser(OnStart on_start, OnEnd on_end, OnText on_text, void* listener) except NULL
cdef bint read_page(void* parser, bytes page) noexcept
cdef void stop(void* parser) noexcept
