"""Limits on the size of a page, and the file suffixes of pages in a folder."""

from __future__ import annotations

#: Maximum number of characters of a decoded page; the rest is cut off, and the page gets the flag ``truncated``.
MAX_CHARS = 10_000_000

#: Suffixes by which files in a folder are recognised as pages.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".txt"})

#: Maximum number of bytes read from a file or standard input: `MAX_CHARS` characters of four bytes, and one more, so that a
#: longer page is detected and gets its flag.
MAX_BYTES = 4 * (MAX_CHARS + 1)

#: Maximum number of character sets of a rule; a line must contain a character of each set before the rule's pattern is tried
#: (see `cleaners.reading.signs`). With one set, twice as many patterns were tried on the lines of thirty pages; a fourth set
#: avoids another tenth, but costs as much time.
MAX_HOLDS = 3
