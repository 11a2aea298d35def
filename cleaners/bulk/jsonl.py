"""JSON lines → pages: any part of a plain file by itself, a packed one from its beginning on."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaners.bulk.arrow import pyarrow
from cleaners.bulk.pages import NAMES, WHOLE, Position, ReadError, SourcePage, Span, encodable, read_headers
from cleaners.bulk.places import open_input
from cleaners.extras import require
from cleaners.reading.limits import MAX_BYTES

#: Bytes of one line at most: a page as JSON has six for a character that is written with a backslash.
_MAX_LINE = 8 * MAX_BYTES

#: Bytes that are read at a time to find the end of a line that nobody wants.
_STEP = 1 << 16


def read_jsonl(path: str, position: Position, span: Span = WHOLE) -> Iterator[SourcePage]:
    """One JSON object a line with ``content``, ``html``, ``body`` or ``text``, and where known url, headers, and ``fetched_at``
    or ``time``. Plain, gzip or zstd; the lines that begin in a span of a plain file. Raises ReadError."""
    with open_input(path) as raw, _unpacked(path, raw) as file:
        number, place = 0, span.start
        try:
            if span.start:
                place = _next_line(file, span.start, span.end)
            while span.end is None or place < span.end:
                line = file.readline(_MAX_LINE)
                if not line:
                    break
                number += 1
                size = len(line) + _skip_rest(file, line)
                position.first = place if position.first is None else position.first
                position.bytes = raw.tell()
                place += size
                if line.strip():
                    yield _json_page(line) if size == len(line) else SourcePage(None, None, flags=("bad_line",))
            position.next = place
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(f"{path}: broken after line {number}: {error}") from error


def _next_line(file: Any, start: int, end: int | None) -> int:
    """Go to the first line that begins at a place or behind it; where that is."""
    place = start - 1
    file.seek(place)
    while end is None or place < end:
        part = file.readline(_STEP)
        place += len(part)
        if not part or part.endswith(b"\n"):
            break
    return place


def _skip_rest(file: Any, line: bytes) -> int:
    """Pass over the rest of a line that is too long; its bytes."""
    size = 0
    if len(line) == _MAX_LINE:
        while not line.endswith(b"\n") and (line := file.readline(_STEP)):
            size += len(line)
    return size


def _json_page(line: bytes) -> SourcePage:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return SourcePage(None, None, flags=("bad_line",))
    if not isinstance(value, dict):
        return SourcePage(None, None, flags=("bad_line",))
    url, content, fetched_at = (
        next((value[key] for key in NAMES[name] if isinstance(value.get(key), str)), None)
        for name in ("url", "content", "fetched_at")
    )
    flags = () if content is not None else ("bad_line",)
    return SourcePage(encodable(url), content, read_headers(value.get("headers")), encodable(fetched_at), flags)


def _unpacked(path: str, raw: BinaryIO) -> Any:
    if path.lower().endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)
    if path.lower().endswith(".zst"):
        require(f"{path}: zstd", "parquet")
        return io.BufferedReader(pyarrow().CompressedInputStream(raw, "zstd"))
    return raw
