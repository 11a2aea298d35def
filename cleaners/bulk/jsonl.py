"""JSON lines → pages: a plain file from any position, a compressed one only from its start."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaners.bulk.arrow import pyarrow
from cleaners.bulk.pages import NAMES, WHOLE, Position, ReadError, SourcePage, Span, escape_surrogates, read_headers
from cleaners.bulk.places import open_input
from cleaners.extras import require
from cleaners.reading.limits import MAX_BYTES

#: Maximum size of a line in bytes. In JSON, an escaped character of a page takes six bytes.
_MAX_LINE = 8 * MAX_BYTES

#: Bytes read at a time to find the end of an oversized line.
_STEP = 1 << 16


def read_jsonl(path: str, position: Position, span: Span = WHOLE) -> Iterator[SourcePage]:
    """The pages of a file with one JSON object per line: the page in ``content``, ``html``, ``body`` or ``text``, and
    optionally url, headers, and ``fetched_at`` or ``time``. The file is plain, gzip or zstd; of a plain file, only lines that
    begin in the span are read. Raises ReadError."""
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
    """Move to the first line that begins at or after ``start``. Returns its position."""
    place = start - 1
    file.seek(place)
    while end is None or place < end:
        part = file.readline(_STEP)
        place += len(part)
        if not part or part.endswith(b"\n"):
            break
    return place


def _skip_rest(file: Any, line: bytes) -> int:
    """Skip the rest of an oversized line. Returns its size in bytes."""
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
    return SourcePage(
        escape_surrogates(url), content, read_headers(value.get("headers")), escape_surrogates(fetched_at), flags
    )


def _unpacked(path: str, raw: BinaryIO) -> Any:
    if path.lower().endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)
    if path.lower().endswith(".zst"):
        require(f"{path}: zstd", "parquet")
        return io.BufferedReader(pyarrow().CompressedInputStream(raw, "zstd"))
    return raw
