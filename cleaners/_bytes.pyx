# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is asked of every byte of a page, compiled; `cleaners.decode` asks the same in Python where this is not here."""

from libc.stdint cimport uint64_t
from libc.string cimport memcpy

cdef enum:
    WORD = 8
cdef uint64_t NOT_ASCII = 0x8080808080808080


def has_controls(bytes data not None):
    """Whether a page holds control characters that no text may hold: those of ASCII but tab and the ends of a line."""
    cdef const unsigned char* place = data
    cdef Py_ssize_t number, size = len(data)
    cdef unsigned char character
    cdef unsigned int found = 0
    # Without a way out of the loop the compiler looks at sixteen bytes at once.
    for number in range(size):
        character = place[number]
        found |= ((character < 0x20) & (character != 0x09) & (character != 0x0A) & (character != 0x0D)) | (character == 0x7F)
    return found != 0


def measure_utf8(bytes data not None):
    """How many bytes of a page are UTF-8, from its beginning, how many characters these are, and how many of them are U+FFFD.

    Strict, as Python's codec: no overlong forms, no surrogates (Unicode 15, table 3-7).
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
    """The bytes of a character that is not ASCII; 0 where there is none."""
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
