# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Create blocks field by field: calling their class would create two tuples."""

from cleaners._python cimport PyType_GenericAlloc, put, untrack

from cleaners.values import Block, Label

cdef object _OTHER = Label.OTHER

cdef enum:
    BLOCK_FIELDS = 16

assert Block._fields == (
    "number", "text", "kind", "level", "container", "in_element", "link_chars", "bold", "ordered", "hidden", "cell", "marks",
    "image", "video", "label", "rule",
)


numbers = list(range(NUMBERS))


cdef object new_block(
    number, str text, kind, level, container, tag, link_chars, bint bold, bint ordered, bint hidden, cell, marks, image, video
):
    """A `Block` without a label."""
    cdef object block = PyType_GenericAlloc(Block, BLOCK_FIELDS)
    put(block, 0, number)
    put(block, 1, text)
    put(block, 2, kind)
    put(block, 3, level)
    put(block, 4, container)
    put(block, 5, tag)
    put(block, 6, link_chars)
    put(block, 7, bold)
    put(block, 8, ordered)
    put(block, 9, hidden)
    put(block, 10, cell)
    put(block, 11, marks)
    put(block, 12, image)
    put(block, 13, video)
    put(block, 14, _OTHER)
    put(block, 15, "")
    # A block cannot be part of a reference cycle, so the garbage collector need not track it.
    untrack(block)
    return block
