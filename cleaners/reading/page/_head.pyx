# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What a page's head says, by its rows: as `cleaners.reading.parse` finds it in a tree."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.string cimport memcpy

from cleaners.reading.page._tags cimport Tag, known_tag
from cleaners.reading.page._tape cimport HeadEntry, Tape

from cleaners.reading.head import CANONICAL, JSON_LD, HeadElement, holds_on_screen, name_among

cdef Tag _HTML = known_tag(b"html"), _META = known_tag(b"meta"), _TITLE = known_tag(b"title"), _BASE = known_tag(b"base")
cdef Tag _LINK = known_tag(b"link"), _SCRIPT = known_tag(b"script"), _STYLE = known_tag(b"style")
cdef bytes _JSON_LD = JSON_LD.encode(), _CANONICAL = CANONICAL.encode()


cdef str called(Tape tape, HeadEntry* head):
    """What a meta element calls itself: a string that there was before, mostly."""
    cdef Py_ssize_t number
    cdef bytes name
    for name in (b"property", b"name", b"itemprop"):
        number = tape.number_of(head, name)
        if number >= 0 and tape.attributes[number].size:
            return tape.word(number)
    return ""


def head_elements(Tape tape not None, names not None):
    """As `cleaners.reading.parse.head_elements` gives them."""
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
    """Whether an element of the head is a style sheet that holds on a screen, and with scripts."""
    if (<Tag>head.tag) is not _STYLE or head.is_in_noscript:
        return False
    cdef Py_ssize_t media = tape.number_of(head, b"media")
    return media < 0 or holds_on_screen(tape.value(media))


def style_sheets(Tape tape not None):
    """As `cleaners.reading.parse.style_sheets` gives them, copied once from where they stand."""
    cdef Py_ssize_t number, size = -1  # a line break between two
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
    """As `cleaners.reading.parse.language` gives it."""
    cdef Py_ssize_t number
    cdef HeadEntry* head
    for number in range(tape.head_count):
        head = &tape.heads[number]
        if (<Tag>head.tag) is _HTML and head.is_top:
            declared = tape.value_of(head, b"lang")
            if declared is not None:
                return declared
    return None
