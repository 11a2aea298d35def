"""WARC, JSONL, Parquet and folders → pages, one after the other, never a whole file in memory.

An input that cannot be read to its end raises `ReadError` after the pages that could; a record that is wrong is a page
without content and with a flag, so that it is counted and not lost. An input that needs an extra which is not installed
raises `MissingExtraError` when it is read.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cleaners.bulk.arrow import pyarrow
from cleaners.bulk.batch import BatchError, SourcePage, read_headers, read_rows
from cleaners.bulk.bodies import BodyError, decode_body
from cleaners.extras import require
from cleaners.reading.limits import MAX_BYTES, PAGE_SUFFIXES

#: Rows of a Parquet file that are held at a time: pages may be megabytes each.
_ROWS = 64

#: The flag of a record whose file ends before it does.
_CUT = "incomplete_record"

#: What tables and lines of JSON call the columns of `cleaners.bulk.batch`: the first one that is there counts.
_NAMES = {
    "url": ("url",),
    "content": ("content", "html", "body", "text"),
    "headers": ("headers",),
    "fetched_at": ("fetched_at", "fetched", "fetch_time", "time", "timestamp", "warc_date"),
}

_HTML_TYPES = ("text/html", "application/xhtml+xml", "")


class ReadError(Exception):
    """An input that cannot be read, or not to its end; the message names it and says why."""


class Position:
    """How many ``bytes`` of an input were read, for the progress bar, and how many records were ``passed_over`` because they hold
    no page: other kinds of content, answers with another status than 200."""

    __slots__ = ("bytes", "passed_over")

    def __init__(self) -> None:
        self.bytes = 0
        self.passed_over = 0


Reader = Callable[[str, Position], Iterator[SourcePage]]


def reader_of(path: str) -> Reader:
    """What reads an input, by what it is called. Raises ReadError for what nothing reads."""
    if os.path.isdir(path):
        return read_folder
    name = path.lower()
    for ending, reader in _READERS:
        if name.endswith(ending):
            return reader
    raise ReadError(f"{path}: a folder or a file ending in one of {' '.join(ENDINGS)} is needed")


def read_warc(path: str, position: Position) -> Iterator[SourcePage]:
    """The pages of a WARC file (gzip, zstd or plain): answers of status 200 whose type is HTML or none, and HTML that was kept
    without an answer (``resource``)."""
    require(f"{path}: WARC", "warc")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource

    with _opened(path) as file:
        _refuse_cut_gzip(path)
        try:
            for record in ArchiveIterator(file, record_types=kinds, auto_decode="transfer"):
                position.bytes = file.tell()
                page = _warc_page(record) if record.record_type == WarcRecordType.response else _warc_resource(record)
                if page is None:
                    position.passed_over += 1
                    continue
                yield page
                if _CUT in page.flags:
                    raise ReadError(f"{path}: ends in the middle of a record")
        except (OSError, ValueError, EOFError, RuntimeError, zlib.error) as error:
            raise ReadError(f"{path}: broken after {file.tell()} bytes: {error}") from error


def _warc_page(record: Any) -> SourcePage | None:
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return None
    plain = {name.lower(): value for name, value in headers}
    kind = plain.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _HTML_TYPES:
        return None
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    try:
        stored = record.reader.read(MAX_BYTES + 1)
        content, is_whole = decode_body(stored, plain.get("content-encoding", ""), MAX_BYTES)
    except BodyError as error:
        return SourcePage(url, None, plain, date, (f"unreadable: {error}",), 200)
    except (OSError, ValueError, RuntimeError) as error:
        return SourcePage(url, None, plain, date, (f"unreadable: {type(error).__name__}",), 200)
    flags: tuple[str, ...] = ()
    if len(content) > MAX_BYTES:
        content, flags = content[:MAX_BYTES], ("truncated",)
    elif len(stored) < record.content_length and "transfer-encoding" not in plain:
        flags = ("truncated", _CUT)
    elif not is_whole:
        flags = ("truncated",)
    return SourcePage(url, content, plain, date, flags, 200)


def _warc_resource(record: Any) -> SourcePage | None:
    """A page that was kept without the answer it came in: its type stands in the record's own header."""
    kind = record.headers.get("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _HTML_TYPES[:2]:
        return None
    length = record.content_length
    content = record.reader.read(MAX_BYTES + 1)
    is_cut = len(content) < min(length, MAX_BYTES + 1)
    flags = ("truncated", _CUT) if is_cut else ("truncated",) if len(content) > MAX_BYTES else ()
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    return SourcePage(url, content[:MAX_BYTES], {"content-type": kind}, date, flags)


def read_jsonl(path: str, position: Position) -> Iterator[SourcePage]:
    """One JSON object a line with ``content``, ``html``, ``body`` or ``text``, and where known url, headers, and ``fetched_at``
    or ``time``. Plain, gzip or zstd."""
    with _opened(path) as raw, _decompressed(path, raw) as file:
        number = 0
        try:
            while line := file.readline(8 * MAX_BYTES):
                number += 1
                position.bytes = raw.tell()
                if line.strip():
                    yield _json_page(line)
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(f"{path}: broken after line {number}: {error}") from error


def _json_page(line: bytes) -> SourcePage:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return SourcePage(None, None, flags=("bad_line",))
    if not isinstance(value, dict):
        return SourcePage(None, None, flags=("bad_line",))
    url, content, fetched_at = (
        next((value[key] for key in _NAMES[name] if isinstance(value.get(key), str)), None)
        for name in ("url", "content", "fetched_at")
    )
    flags = () if content is not None else ("bad_line",)
    return SourcePage(url, content, read_headers(value.get("headers")), fetched_at, flags)


def read_parquet(path: str, position: Position) -> Iterator[SourcePage]:
    """The rows of a Parquet file with the columns of `cleaners.bulk.batch`, or those that are called ``html`` or ``body`` and
    ``time``."""
    require(f"{path}: Parquet", "parquet")
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]

    with _opened(path) as raw:
        size = os.path.getsize(path)
        try:
            file = parquet.ParquetFile(raw, pre_buffer=False)
            there = file.schema_arrow.names
            known = {name: next((alias for alias in _NAMES[name] if alias in there), None) for name in _NAMES}
            named = {alias: name for name, alias in known.items() if alias is not None}
            done = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(named) or None, use_threads=False):
                yield from read_rows(batch.rename_columns([named.get(name, name) for name in batch.schema.names]))
                done += batch.num_rows
                position.bytes = size * done // max(1, file.metadata.num_rows)
        except (ArrowException, BatchError, OSError, ValueError) as error:
            raise ReadError(f"{path}: {error}") from error


def read_folder(path: str, position: Position) -> Iterator[SourcePage]:
    """The pages below a folder, by path; ``url`` is the path below it, what is no UTF-8 in it with backslashes. A file that
    cannot be read, or a link that leads nowhere, is a page without any."""
    root = Path(path)
    for file in sorted(_files_below(root)):
        name = os.fsencode(file.relative_to(root)).decode("utf-8", "backslashreplace")
        try:
            with file.open("rb") as opened:
                content = opened.read(MAX_BYTES + 1)
        except OSError as error:
            yield SourcePage(name, None, flags=(f"unreadable: {error.strerror or error}",))
            continue
        position.bytes += len(content)
        cut = len(content) > MAX_BYTES
        yield SourcePage(name, content[:MAX_BYTES], flags=("truncated",) if cut else ())


def _files_below(root: Path) -> Iterator[Path]:
    """Pages below a folder, by their suffix: files, and links that lead to one or nowhere. Links to folders are not followed."""
    for found in root.rglob("*"):
        if found.suffix.lower() in PAGE_SUFFIXES and (found.is_file() or not found.exists()):
            yield found


_READERS: tuple[tuple[str, Reader], ...] = (
    (".warc", read_warc),
    (".warc.gz", read_warc),
    (".warc.zst", read_warc),
    (".jsonl", read_jsonl),
    (".jsonl.gz", read_jsonl),
    (".jsonl.zst", read_jsonl),
    (".ndjson", read_jsonl),
    (".parquet", read_parquet),
)

#: Endings of the files that hold many pages.
ENDINGS = tuple(ending for ending, _ in _READERS)


def size_of(path: str) -> int:
    """Bytes of an input, for the progress bar. Raises ReadError where it is not there."""
    try:
        if not os.path.isdir(path):
            return os.path.getsize(path)
        return sum(file.stat().st_size for file in _files_below(Path(path)) if file.exists())
    except OSError as error:
        raise ReadError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        raise ReadError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _decompressed(path: str, raw: BinaryIO) -> Any:
    if path.lower().endswith(".gz"):
        return gzip.GzipFile(fileobj=raw)
    if path.lower().endswith(".zst"):
        import io

        require(f"{path}: zstd", "parquet")
        return io.BufferedReader(pyarrow().CompressedInputStream(raw, "zstd"))
    return raw


def _refuse_cut_gzip(path: str) -> None:
    """Nothing to do for plain files; a gzip file that is empty or no gzip is told apart before the iterator sees it."""
    if path.lower().endswith(".gz"):
        with open(path, "rb") as file:
            if file.read(2) != b"\x1f\x8b":
                raise ReadError(f"{path}: not a gzip file")
