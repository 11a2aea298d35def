# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`cleaners.reading.image_sources`, compiled for `_walk.pyx`: the picture of an element, from its attributes on the tape.

A page has dozens of pictures, each with several attributes, of which two or three are needed. Sets of sizes, and addresses with
odd characters, are left to the functions in Python.
"""

from libc.string cimport memcmp

from cleaners.reading.page._line cimport has_blank_end, is_plain_address
from cleaners._python cimport (
    PyType_GenericAlloc, PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, put, untrack,
)
from cleaners.reading.page._tape cimport Attribute, Entry, Tape

from cleaners.values import Image
from cleaners.reading.characters import sanitize_address
from cleaners.reading.image_sources import (
    IMAGE_SOURCES, NO_SOURCES, SMALL_IMAGE as _SMALL_IMAGE, image_source, is_placeholder, is_small, largest_source,
)

cdef Py_ssize_t SMALL_IMAGE = _SMALL_IMAGE

cdef enum:
    IMAGE_FIELDS = 3

assert Image._fields == ("url", "caption", "credit")

#: The attributes that are needed: first those that may contain a picture's address, in order of priority, then the others.
cdef enum:
    MOST_NAMES = 32
_OTHERS = ("srcset", "data-srcset", "width", "height", "class", "id", "alt")
cdef tuple _NAMES = tuple(name.encode() for name in (*IMAGE_SOURCES, *_OTHERS))
cdef const char* name_of[MOST_NAMES]
cdef int size_of[MOST_NAMES]
cdef int NAMES = len(_NAMES), SOURCES = len(IMAGE_SOURCES), SRC = IMAGE_SOURCES.index("src")
cdef int SRCSET = SOURCES, DATA_SRCSET = SOURCES + 1, WIDTH = SOURCES + 2, HEIGHT = SOURCES + 3
cdef int CLASSES = SOURCES + 4, NUMBER = SOURCES + 5, WORDS = SOURCES + 6


cdef int list_names() except -1:
    cdef int number
    assert NAMES <= MOST_NAMES
    for number in range(NAMES):
        name_of[number] = <const char*>(<bytes>_NAMES[number])
        size_of[number] = len(_NAMES[number])
    return 0


list_names()


cdef object picture_of(Tape tape, Entry* entry, str default):
    """The picture of an element as an `Image`, with the element's names in place of the caption; ``default`` is its address if
    the element has none. None for an icon, which is part of its line, and if there is no address."""
    cdef Py_ssize_t places[MOST_NAMES]
    cdef str url, classes, number, words, names = None
    find_names(tape, entry, places)
    if declares_icon(tape, places[WIDTH]) or declares_icon(tape, places[HEIGHT]):
        return None
    url = address_of(tape, places)
    if entry.count and (url is None or (entry.count > 1 and may_stand_in(url) and is_placeholder(url))):
        url = image_source(tape.named(entry.place, entry.count))
    url = url or default or ""
    if not is_plain_address(url) or has_blank_end(url):
        url = sanitize_address(url)
    if not url:
        return None
    classes, number, words = value_of(tape, places[CLASSES]), value_of(tape, places[NUMBER]), value_of(tape, places[WORDS])
    if classes or number or words:
        names = f"{classes or ''} {number or ''} {words or ''}".strip()
    return new_image(url, names)


cdef int find_names(Tape tape, Entry* entry, Py_ssize_t* places) except -1:
    """Find, for each attribute that is needed, its number on the tape; -1 if the element does not have it."""
    cdef Py_ssize_t number
    cdef int name
    cdef Attribute* attribute
    for name in range(NAMES):
        places[name] = -1
    for number in range(entry.place, entry.place + entry.count):
        attribute = &tape.attributes[number]
        for name in range(NAMES):
            if attribute.name_size == size_of[name] and not memcmp(tape.bytes + attribute.name_place, name_of[name], size_of[name]):
                places[name] = number
                break
    return 0


cdef inline str value_of(Tape tape, Py_ssize_t place):
    return None if place < 0 else tape.value(place)


cdef str address_of(Tape tape, Py_ssize_t* places):
    """`cleaners.reading.image_sources.image_source` for a tape."""
    cdef int name
    cdef str value
    for name in range(SOURCES):
        if places[name] < 0:
            continue
        value = tape.value(places[name])
        if has_blank_end(value):
            value = value.strip()
        if value and not value.startswith(NO_SOURCES):
            return (largest_of(tape, places) if name == SRC else None) or value
    return largest_of(tape, places)


cdef bint may_stand_in(str url) noexcept:
    """A cheap test before `is_placeholder`: whether a word in the file name begins with letters of a placeholder's name, as few
    do. Non-ASCII names pass, since case folding may change their characters."""
    cdef int kind = PyUnicode_KIND(url)
    cdef void* characters = PyUnicode_DATA(url)
    cdef Py_ssize_t place, first = 0, size = PyUnicode_GET_LENGTH(url)
    cdef unsigned int character, two, three
    cdef bint opens = True
    for place in range(size):
        character = <unsigned int>PyUnicode_READ(kind, characters, place)
        if character == c"?":
            size = place
            break
        if character == c"/":
            first = place + 1
    for place in range(first, size):
        character = <unsigned int>PyUnicode_READ(kind, characters, place)
        if character >= 0x80:
            return True
        if opens and place + 2 < size:
            two = <unsigned int>PyUnicode_READ(kind, characters, place + 1)
            three = <unsigned int>PyUnicode_READ(kind, characters, place + 2)
            if two >= 0x80 or three >= 0x80 or opens_placeholder(character | 0x20, two | 0x20, three | 0x20):
                return True
        opens = character == c"_" or character == c"." or character == c"-"
    return False


cdef inline bint opens_placeholder(unsigned int one, unsigned int two, unsigned int three) noexcept:
    """Whether three lower-case letters or signs begin a word of `cleaners.reading.image_sources._PLACEHOLDER`."""
    if two == c"." and three == c"g":  # a dot of one letter: s.gif
        return True
    if one == c"b":
        return two == c"l" and three == c"a" or two == c"g"
    if one == c"l":
        return two == c"o" and three == c"a" or two == c"a" and three == c"z"
    if one == c"p":
        return two == c"l" and three == c"a" or two == c"i" and three == c"x"
    if one == c"g":
        return two == c"r" and (three == c"a" or three == c"e")
    if one == c"t":
        return two == c"r" and three == c"a"
    if one == c"s":
        return two == c"p" and three == c"a"
    if one == c"d":
        return two == c"e" and three == c"f"
    if one == c"w":
        return two == c"h" and three == c"i"
    return one == c"n" and two == c"o" or one == c"1" and two == c"x"


cdef str largest_of(Tape tape, Py_ssize_t* places):
    cdef str srcset = value_of(tape, places[SRCSET]) or value_of(tape, places[DATA_SRCSET])
    return largest_source(srcset) if srcset else None


cdef object new_image(str url, str names):
    """An `Image` without a caption of its own; ``names`` stand in its place."""
    cdef object image = PyType_GenericAlloc(Image, IMAGE_FIELDS)
    put(image, 0, url)
    put(image, 1, names or None)
    put(image, 2, None)
    untrack(image)  # it contains only strings
    return image


cdef bint declares_icon(Tape tape, Py_ssize_t place) except -1:
    """`cleaners.reading.image_sources.is_small` for an attribute on the tape: the usual forms, `12` and `12px`, are handled
    here, the others there."""
    if place < 0 or not tape.attributes[place].size:
        return False
    cdef const unsigned char* value = tape.bytes + tape.attributes[place].place
    cdef Py_ssize_t size = tape.attributes[place].size, at, number = 0
    if size > 2 and value[size - 2] == c"p" and value[size - 1] == c"x":
        size -= 2
    if size > 5:
        return is_small(tape.value(place))
    for at in range(size):
        if not c"0" <= value[at] <= c"9":
            return is_small(tape.value(place))
        number = 10 * number + value[at] - c"0"
    return number <= SMALL_IMAGE
