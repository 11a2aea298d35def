"""A page on its way into the cleaner, and the part of an input that a reader is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class ReadError(Exception):
    """An input that cannot be read, or not to its end; the message names it and says why."""


class Span(NamedTuple):
    """The part of an input that begins in [start, end), in the unit of its kind: bytes of WARC and JSON lines, rows of Parquet,
    files of a folder. ``end`` is None for all there is.

    Without ``is_exact`` nobody knows yet whether a record begins at ``start``: the reader looks for the first that does.
    ``names`` are the files of a folder's span.
    """

    start: int = 0
    end: int | None = None
    is_exact: bool = True
    names: tuple[str, ...] = ()


#: All of an input.
WHOLE = Span()


class Position:
    """How far a reader is: ``bytes`` that were read, for the progress bar; how many records were ``passed_over`` because they
    hold no page (other kinds of content, answers with another status than 200); where the first record of its span began (None
    until there is one), and where the first one behind the span begins, which tells whether the next span was cut rightly."""

    __slots__ = ("bytes", "first", "next", "passed_over")

    def __init__(self) -> None:
        self.bytes = 0
        self.passed_over = 0
        self.first: int | None = None
        self.next: int | None = None


#: What tables and lines of JSON call the fields of a page: the first that is there counts.
NAMES = {
    "url": ("url",),
    "content": ("content", "html", "body", "text"),
    "headers": ("headers",),
    "fetched_at": ("fetched_at", "fetched", "fetch_time", "time", "timestamp", "warc_date"),
}


class SourcePage(NamedTuple):
    """One page on its way in. ``content`` is bytes or str, or None where there is none; ``flags`` say what its reader
    already knows of it (``truncated``); ``status`` is that of the HTTP answer, None where no answer is known."""

    url: str | None
    content: bytes | str | None
    headers: Mapping[str, str] | None = None
    fetched_at: str | None = None
    flags: tuple[str, ...] = ()
    status: int | None = None


def read_headers(value: Any) -> dict[str, str] | None:
    """Response headers out of a map, a list of pairs or a JSON object as text; None for anything else."""
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


def encodable(value: str | None) -> str | None:
    """A string as UTF-8 can hold it: lone surrogates, which JSON can name, are written with backslashes."""
    if value is None or value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "backslashreplace").decode()
    return value
