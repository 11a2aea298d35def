# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The head of a page from its rows, with the same results as `cleaners.reading.tree.queries` from a tree."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.string cimport memcpy

from cleaners.reading.page._tags cimport Tag, known_tag
from cleaners.reading.page._tape cimport HeadEntry, Tape

from cleaners.reading.head import CANONICAL, JSON_LD, HeadElement, holds_on_screen, name_among

cdef Tag _HTML = known_tag(b"html"), _META = known_tag(b"meta"), _TITLE = known_tag(b"title"), _BASE = known_tag(b"base")
cdef Tag _LINK = known_tag(b"link"), _SCRIPT = known_tag(b"script"), _STYLE = known_tag(b"style")
cdef bytes _JSON_LD = JSON_LD.encode(), _CANONICAL = CANONICAL.encode()


cdef str called(Tape tape, HeadEntry* head):
    """The name of a meta element, usually a cached string."""
    cdef Py_ssize_t number
    cdef bytes name
    for name in (b"property", b"name", b"itemprop"):
        number = tape.number_of(head, name)
        if number >= 0 and tape.attributes[number].size:
            return tape.word(number)
    return ""


def head_elements(Tape tape not None, names not None):
    """`cleaners.reading.tree.queries.head_elements` for a tape."""
    cdef Py_ssize_t number
    cdef HeadEntry* head
    cdef Tag tag
    cdef str name, value
    cdef list found = []
    for number in range(tape.head_count):
        head = &tape.heads[number]
        tag = <Tag>head.tag
        name, value = "", None
        if tag is _META:
            name = name_among(names, called(tape, head))
            if name:
                value = tape.value_of(head, b"content")
        elif tag is _TITLE:
            if not head.is_in_svg:
                value = tape.string(head.text, head.size)
        elif tag is _SCRIPT:
            if tape.has_value(head, b"type", _JSON_LD):
                value = tape.string(head.text, head.size)
        elif tag is _BASE:
            value = tape.value_of(head, b"href")
        elif tag is _LINK and tape.has_value(head, b"rel", _CANONICAL):
            value = tape.value_of(head, b"href") or ""
        if value is not None:
            found.append(HeadElement(tag.name, name, value))
    return found


cdef bint is_sheet(Tape tape, HeadEntry* head):
    """Whether an element of the head is a style sheet that applies to screens and to browsers with scripts."""
    if (<Tag>head.tag) is not _STYLE or head.is_in_noscript:
        return False
    cdef Py_ssize_t media = tape.number_of(head, b"media")
    return media < 0 or holds_on_screen(tape.value(media))


def style_sheets(Tape tape not None):
    """`cleaners.reading.tree.queries.style_sheets` for a tape; each sheet is copied once, from its position in the page."""
    cdef Py_ssize_t number, size = -1  # for the line breaks between sheets
    cdef HeadEntry* head
    cdef list sheets = []
    for number in range(tape.head_count):
        if is_sheet(tape, &tape.heads[number]):
            sheets.append(number)
            size += tape.heads[number].size + 1
    cdef bytes whole = PyBytes_FromStringAndSize(NULL, max(size, 0))
    cdef char* at = whole
    cdef const char* end = at + len(whole)
    for number in sheets:
        head = &tape.heads[number]
        memcpy(at, tape.bytes + head.text if head.source is NULL else head.source, head.size)
        at += head.size
        if at < end:
            at[0] = c"\n"
            at += 1
    return whole


def language(Tape tape not None):
    """`cleaners.reading.tree.queries.language` for a tape."""
    cdef Py_ssize_t number
    cdef HeadEntry* head
    for number in range(tape.head_count):
        head = &tape.heads[number]
        if (<Tag>head.tag) is _HTML and head.is_top:
            declared = tape.value_of(head, b"lang")
            if declared is not None:
                return declared
    return None
