"""Archives made for tests and benchmarks: the same pages as WARC, JSONL, Parquet and a folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple


class ArchivePage(NamedTuple):
    """One response."""

    url: str
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    encoding: str = ""


_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def moment(number: int) -> str:
    """When the page of a number was fetched."""
    return (_FIRST + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_warc(path: Path, pages: Iterable[ArchivePage]) -> Path:
    """A WARC 1.0 file, gzip a record where its name ends in .gz (ISO 28500:2017, 6.3 and annex D)."""
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            record = _warc_record(number, page)
            file.write(gzip.compress(record, 6, mtime=0) if path.suffix == ".gz" else record)
    return path


def _warc_record(number: int, page: ArchivePage) -> bytes:
    encoding = f"Content-Encoding: {page.encoding}\r\n" if page.encoding else ""
    http = (
        f"HTTP/1.1 {page.status} X\r\nContent-Type: {page.content_type}\r\n{encoding}"
        f"Content-Length: {len(page.body)}\r\n\r\n"
    )
    block = http.encode() + page.body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}\r\nWARC-Date: {moment(number)}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def write_jsonl(path: Path, pages: Iterable[ArchivePage]) -> Path:
    """One object a line; gzip or zstd by the name."""
    lines = b"".join(
        json.dumps({"url": page.url, "content": page.body.decode("utf-8"), "fetched_at": moment(number)}).encode()
        + b"\n"
        for number, page in enumerate(pages)
    )
    if path.suffix == ".gz":
        lines = gzip.compress(lines, mtime=0)
    elif path.suffix == ".zst":
        import pyarrow as pa

        lines = pa.compress(lines, "zstd", asbytes=True)
    path.write_bytes(lines)
    return path


def write_parquet(path: Path, pages: Iterable[ArchivePage]) -> Path:
    """The columns of a batch."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = [
        {
            "url": page.url,
            "content": page.body,
            "headers": json.dumps({"content-type": page.content_type}),
            "fetched_at": moment(n),
        }
        for n, page in enumerate(pages)
    ]
    schema = pa.schema(
        [("url", pa.string()), ("content", pa.binary()), ("headers", pa.string()), ("fetched_at", pa.string())]
    )
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), path, row_group_size=500)
    return path


def write_folder(path: Path, pages: Iterable[ArchivePage]) -> Path:
    """One file a page, in the order of their names."""
    path.mkdir()
    for number, page in enumerate(pages):
        (path / f"{number:06}.html").write_bytes(page.body)
    return path
