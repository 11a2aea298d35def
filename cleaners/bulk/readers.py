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

_HTML_TYPES = ("text/html", "application/xhtml+xml", "")


class ReadError(Exception):
    """An input that cannot be read, or not to its end; the message names it and says why."""


class Position:
    """How many bytes of an input were read, for the progress bar."""

    __slots__ = ("bytes",)

    def __init__(self) -> None:
        self.bytes = 0


Reader = Callable[[str, Position], Iterator[SourcePage]]


def reader_of(path: str) -> Reader:
    """What reads an input, by what it is called. Raises ReadError for what nothing reads."""
    if os.path.isdir(path):
        return read_folder
    name = path.lower()
    for ending, reader in _READERS:
        if name.endswith(ending):
            return reader
    known = " ".join(ending for ending, _ in _READERS)
    raise ReadError(f"{path}: a folder or a file ending in one of {known} is needed")


def read_warc(path: str, position: Position) -> Iterator[SourcePage]:
    """The HTML answers of a WARC file (gzip, zstd or plain): status 200, a type that is HTML or none."""
    require(f"{path}: WARC", "warc")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with _opened(path) as file:
        _refuse_cut_gzip(path)
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, auto_decode="transfer"):
                position.bytes = file.tell()
                page = _warc_page(record)
                if page is None:
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
        return SourcePage(url, None, plain, date, (f"unreadable: {error}",))
    except (OSError, ValueError, RuntimeError) as error:
        return SourcePage(url, None, plain, date, (f"unreadable: {type(error).__name__}",))
    flags: tuple[str, ...] = ()
    if len(content) > MAX_BYTES:
        content, flags = content[:MAX_BYTES], ("truncated",)
    elif len(stored) < record.content_length and "transfer-encoding" not in plain:
        flags = ("truncated", _CUT)
    elif not is_whole:
        flags = ("truncated",)
    return SourcePage(url, content, plain, date, flags)


def read_jsonl(path: str, position: Position) -> Iterator[SourcePage]:
    """One JSON object a line with ``content``, ``html`` or ``text``, and where known url, headers, fetched_at. Plain, gzip or
    zstd."""
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
    content = next((value[key] for key in ("content", "html", "text") if isinstance(value.get(key), str)), None)
    url, fetched_at = (value.get(key) if isinstance(value.get(key), str) else None for key in ("url", "fetched_at"))
    flags = () if content is not None else ("bad_line",)
    return SourcePage(url, content, read_headers(value.get("headers")), fetched_at, flags)


def read_parquet(path: str, position: Position) -> Iterator[SourcePage]:
    """The rows of a Parquet file with the columns of `cleaners.bulk.batch`."""
    require(f"{path}: Parquet", "parquet")
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]

    with _opened(path) as raw:
        size = os.path.getsize(path)
        try:
            file = parquet.ParquetFile(raw, pre_buffer=False)
            columns = [name for name in ("url", "content", "headers", "fetched_at") if name in file.schema_arrow.names]
            done = 0
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns or None, use_threads=False):
                yield from read_rows(batch)
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
