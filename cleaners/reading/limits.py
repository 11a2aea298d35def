"""How much of a page is read, and which files of a folder are pages."""

from __future__ import annotations

#: Most characters of a decoded page; the rest is cut off with the flag ``truncated``.
MAX_CHARS = 10_000_000

#: Suffixes of the files of a folder that are pages.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".txt"})

#: Most bytes that are read of a file or of standard input: `MAX_CHARS` characters of four bytes and one more, so that a longer
#: page is seen to be longer and gets its flag.
MAX_BYTES = 4 * (MAX_CHARS + 1)

#: Sets of characters, one of each of which a line must hold for a rule, at most (see `cleaners.reading.signs`). With one set,
#: twice as many patterns were tried on the lines of thirty pages; a fourth saves a tenth of them, and costs as much.
MAX_HOLDS = 3
