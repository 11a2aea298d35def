# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is asked of every byte of a page, compiled; `cleaners.decode` asks the same in Python where this is not here."""


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
