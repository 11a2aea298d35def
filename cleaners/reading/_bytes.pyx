# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Compiled tests of every byte of a page; without them, `cleaners.reading.coding.decoded` computes the same in Python."""

from libc.stdint cimport uint64_t
from libc.string cimport memcmp, memcpy, memset

cdef enum:
    WORD = 8
    BLOCK = 64  # bytes in which a part is searched for at a time
    STRETCH = 128  # bytes that are tested at a time: few enough for their counts to fit in a byte
    BEFORE = 3  # preceding bytes that decide whether a byte is valid
cdef uint64_t NOT_ASCII = 0x8080808080808080


def has_controls(bytes data not None):
    """Whether a page contains control characters that are not allowed in text: those of ASCII, except tabs and line ends."""
    cdef const unsigned char* place = data
    cdef Py_ssize_t number, size = len(data)
    cdef unsigned char found = 0
    # The loop has no early exit, so that the compiler can vectorise it (sixteen bytes at a time).
    for number in range(size):
        found |= is_control(place[number])
    return found != 0


cdef struct Counts:
    Py_ssize_t characters, lost


def measure_clean(bytes data not None):
    """The number of characters, and the number of U+FFFD among them, of a page in UTF-8 without such control characters. None
    for any other page, and for one shorter than a stretch."""
    cdef const unsigned char* at = data
    cdef const unsigned char* end = at + len(data)
    cdef unsigned char edge[BEFORE + STRETCH]
    cdef Counts counts = Counts(0, 0)
    if len(data) < STRETCH:
        return None
    memset(edge, c" ", BEFORE)
    memcpy(edge + BEFORE, at, STRETCH)
    if not count_stretch(edge + BEFORE, &counts):
        return None
    at += STRETCH
    while end - at >= STRETCH:
        if is_clean_ascii(at - 1):
            counts.characters += STRETCH
        elif not count_stretch(at, &counts):
            return None
        at += STRETCH
    memset(edge, c" ", sizeof(edge))
    memcpy(edge, at - BEFORE, end - at + BEFORE)
    if not count_stretch(edge + BEFORE, &counts):
        return None
    return counts.characters - (STRETCH - (end - at)), counts.lost


cdef inline unsigned char is_control(unsigned char byte) noexcept:
    return ((byte < 0x20) & (byte != 0x09) & (byte != 0x0A) & (byte != 0x0D)) | (byte == 0x7F)


cdef bint is_clean_ascii(const unsigned char* at) noexcept:
    """Whether a stretch is ASCII without control characters, as most of a page's markup is. ``at`` points to the byte before
    the stretch, which must also be ASCII."""
    cdef int number
    cdef unsigned char found = 0, controls = 0
    for number in range(STRETCH + 1):
        found |= at[number]
        controls |= is_control(at[number])
    return found < 0x80 and not controls


cdef bint count_stretch(const unsigned char* at, Counts* counts) noexcept:
    """Whether all bytes of a stretch are valid after the three bytes before each, and none is a control character; their
    characters are counted.

    The loop has neither early exit nor branch, so that the compiler can vectorise it. A byte must be a continuation byte
    exactly if one of the bytes before it requires that; the restrictions on the second byte of some characters are tested in
    pairs.
    """
    cdef int number
    cdef unsigned char byte, last, faults = 0, going_on = 0, lost = 0
    cdef unsigned char goes_on
    for number in range(STRETCH):
        byte, last = at[number], at[number - 1]
        goes_on = byte & 0xC0 == 0x80
        going_on += goes_on
        lost += (byte == 0xBD) & (last == 0xBF) & (at[number - 2] == 0xEF)
        faults |= (
            goes_on ^ ((last >= 0xC0) | (at[number - 2] >= 0xE0) | (at[number - 3] >= 0xF0))
            | ((byte & 0xFE) == 0xC0) | (byte >= 0xF5)
            | ((last == 0xE0) & (byte < 0xA0)) | ((last == 0xED) & (byte >= 0xA0))
            | ((last == 0xF0) & (byte < 0x90)) | ((last == 0xF4) & (byte >= 0x90))
            | is_control(byte)
        )
    counts.characters += STRETCH - going_on
    counts.lost += lost
    return not faults


def holds(bytes data not None, bytes part not None):
    """Whether a page contains a part. Its first and last byte are searched for together, in blocks without an early exit, so
    that the compiler can vectorise the loop. Python takes ten times as long."""
    cdef const unsigned char* at = data
    cdef const unsigned char* wanted = part
    cdef Py_ssize_t size = len(part), left = len(data) - size + 1  # positions at which the part may begin
    cdef int number
    cdef unsigned char first, last, found
    if not size or left <= 0:
        return not size
    first, last = wanted[0], wanted[size - 1]
    while left >= BLOCK:
        found = 0
        for number in range(BLOCK):
            found |= (at[number] == first) & ((at + size - 1)[number] == last)
        if found and stands_among(at, BLOCK, wanted, size):
            return True
        at += BLOCK
        left -= BLOCK
    return stands_among(at, left, wanted, size)


cdef bint stands_among(const unsigned char* at, Py_ssize_t places, const unsigned char* wanted, Py_ssize_t size) noexcept:
    cdef Py_ssize_t place
    for place in range(places):
        if at[place] == wanted[0] and not memcmp(at + place, wanted, size):
            return True
    return False


def measure_utf8(bytes data not None):
    """The number of bytes of the longest beginning of a page that is valid UTF-8, the number of its characters, and the number
    of U+FFFD among them.

    Strict, like Python's codec: no overlong forms, no surrogates (Unicode 15, table 3-7).
    """
    cdef const unsigned char* first = data
    cdef const unsigned char* at = first
    cdef const unsigned char* end = first + len(data)
    cdef Py_ssize_t characters = 0, lost = 0
    cdef uint64_t word
    cdef int width
    while at < end:
        if at[0] < 0x80:
            while end - at >= WORD:
                memcpy(&word, at, WORD)
                if word & NOT_ASCII:
                    break
                at += WORD
                characters += WORD
            while at < end and at[0] < 0x80:
                at += 1
                characters += 1
            continue
        width = width_at(at, end - at)
        if not width:
            break
        lost += width == 3 and at[0] == 0xEF and at[1] == 0xBF and at[2] == 0xBD
        characters += 1
        at += width
    return at - first, characters, lost


cdef inline bint continues(unsigned char byte) noexcept:
    return byte & 0xC0 == 0x80


cdef inline int width_at(const unsigned char* at, Py_ssize_t room) noexcept:
    """The number of bytes of a non-ASCII character; 0 if it is invalid."""
    cdef unsigned char lead = at[0]
    if 0xE1 <= lead <= 0xEF and lead != 0xED:  # nearly all of a Chinese text
        return 3 if room > 2 and continues(at[1]) and continues(at[2]) else 0
    if lead < 0xC2 or room < 2 or not continues(at[1]):
        return 0
    if lead < 0xE0:
        return 2
    if lead == 0xE0:
        return 3 if room > 2 and at[1] >= 0xA0 and continues(at[2]) else 0
    if lead == 0xED:
        return 3 if room > 2 and at[1] < 0xA0 and continues(at[2]) else 0
    if lead > 0xF4 or (lead == 0xF0 and at[1] < 0x90) or (lead == 0xF4 and at[1] >= 0x90):
        return 0
    return 4 if room > 3 and continues(at[2]) and continues(at[3]) else 0
