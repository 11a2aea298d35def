"""A page as input of the cleaner, and the span of an input that a reader reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class ReadError(Exception):
    """An input that cannot be read, or not completely; the message names it and says why."""


class Span(NamedTuple):
    """The part of an input that begins in [start, end), in the unit of its kind: bytes of WARC and JSON lines, rows of Parquet,
    files of a folder. ``end`` is None for the end of the input.

    If ``is_exact`` is false, ``start`` may be inside a record, and the reader searches for the first record after it. ``names``
    are the files of a folder's span.
    """

    start: int = 0
    end: int | None = None
    is_exact: bool = True
    names: tuple[str, ...] = ()


#: The whole input.
WHOLE = Span()


class Position:
    """The progress of a reader: the number of ``bytes`` read, for the progress bar; the number of records ``passed_over``
    because they contain no page (other content types, responses with a status other than 200); the position of the first record
    of the span (None until one was read); and the position of the first record after the span, by which the caller checks the
    start of the next span."""

    __slots__ = ("bytes", "first", "next", "passed_over")

    def __init__(self) -> None:
        self.bytes = 0
        self.passed_over = 0
        self.first: int | None = None
        self.next: int | None = None


#: The names of a page's fields in tables and JSON lines; the first that is present counts.
NAMES = {
    "url": ("url",),
    "content": ("content", "html", "body", "text"),
    "headers": ("headers",),
    "fetched_at": ("fetched_at", "fetched", "fetch_time", "time", "timestamp", "warc_date"),
}


class SourcePage(NamedTuple):
    """One input page. ``content`` is bytes, str, or None if it is missing. ``flags`` are those that the reader sets
    (``truncated``). ``status`` is the HTTP status, None if unknown."""

    url: str | None
    content: bytes | str | None
    headers: Mapping[str, str] | None = None
    fetched_at: str | None = None
    flags: tuple[str, ...] = ()
    status: int | None = None


def read_headers(value: Any) -> dict[str, str] | None:
    """Response headers from a map, a list of pairs or a JSON object as text; None for anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, Mapping):
        value = list(value.items())
    if not isinstance(value, list):
        return None
    return {str(pair[0]): str(pair[1]) for pair in value if isinstance(pair, list | tuple) and len(pair) == 2}


def escape_surrogates(value: str | None) -> str | None:
    """A string that UTF-8 can encode: lone surrogates, which JSON allows, become backslash escapes."""
    if value is None or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "backslashreplace").decode()
    return value
