"""The stored pages as WARC 1.1 (ISO 28500:2017), as the server sent them, for the tools of web archives.

A fetched page is a ``response`` record with the stored status and headers; a page saved by a person, without a known response,
is a ``resource``. No request records are invented. The store keeps bodies without their content encoding. Headers that are
wrong for such a body get the prefix ``X-Crawler-``, as in Common Crawl's archives, and `crawler.intake` restores them.

The format is simple, and the writers of FastWARC differ between versions, so it is written here; the tests read it with
FastWARC and warcio.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import uuid
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, BinaryIO

from sqlalchemy import Connection, Row, select

from cleaners.files import replacing
from crawler.store import pictures
from crawler.store.database import now
from crawler.store.packing import expand
from crawler.store.schema import captures, urls

#: Prefix of headers that are wrong for the body as stored. `crawler.intake.pages` reads it.
AS_SENT = "X-Crawler-"

#: Headers about the transfer of a body, or about an encoding that is not stored.
_OF_THE_TRANSFER = ("content-encoding", "transfer-encoding")

_SAVED_TYPE = "text/html"
_CRLF = "\r\n"


class WarcWriter:
    """Writes records to an open file, each as its own gzip member unless ``is_plain``."""

    def __init__(self, file: BinaryIO, *, is_plain: bool = False) -> None:
        self._file, self._is_plain = file, is_plain
        self._written: dict[str, tuple[str, str, str]] = {}  # by digest: record ID, address and time

    def write_info(self, software: str, name: str | None) -> None:
        """Write the record that opens a file and describes its origin."""
        lines = {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "description": "Pages of a news archive as their servers sent them, without their content encoding. "
            "HTTP/1.1 and the reason phrase are those of the status, and were not kept",
        }
        block = "".join(f"{key}: {value}{_CRLF}" for key, value in lines.items()).encode()
        head = {"WARC-Type": "warcinfo", "WARC-Date": now(), "WARC-Record-ID": _record_id(str(uuid.uuid4()))}
        named = {"WARC-Filename": os.path.basename(name)} if name else {}
        self._write({**head, **named, "Content-Type": "application/warc-fields"}, block)

    def write_capture(self, row: Row[Any], first: str | None = None) -> str:
        """Write a stored response. ``first`` is the ID of the record of the story's first page, for later pages. Returns the
        record's ID."""
        body, headers = expand(row.body), json.loads(row.headers)
        number = _record_id(f"{row.url} {row.fetched_at} {row.part} {row.sha256}")
        shared = {"WARC-Concurrent-To": first} if first is not None else {}
        if not row.status:
            kind = headers.get("content-type") or _SAVED_TYPE
            self.write_resource(row.url, row.fetched_at, kind, body, number=number, more=shared)
            return number
        self.write_response(row.url, row.fetched_at, (row.status, headers), body, number=number, more=shared)
        return number

    def write_response(
        self,
        url: str,
        at: str,
        answer: tuple[int, Mapping[str, str]],
        body: bytes,
        *,
        number: str,
        more: Mapping[str, str],
    ) -> None:
        """Write an HTTP response: its status and headers, and the body without its content encoding."""
        head = {**_target("response", url, at, number), **more, "WARC-Payload-Digest": _digest(body)}
        self._write({**head, "Content-Type": "application/http; msgtype=response"}, _http_head(*answer, body) + body)

    def write_resource(
        self, url: str, at: str, kind: str, body: bytes, *, number: str, more: Mapping[str, str]
    ) -> None:
        """Write a resource: bytes of a type, stored without an HTTP response."""
        head = {**_target("resource", url, at, number), **more, "WARC-Payload-Digest": _digest(body)}
        self._write({**head, "Content-Type": _one_line(kind)}, body)

    def _write(self, head: Mapping[str, str], block: bytes) -> None:
        full = {**head, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
        lines = "".join(f"{name}: {value}{_CRLF}" for name, value in full.items())
        record = f"WARC/1.1{_CRLF}{lines}{_CRLF}".encode() + block + b"\r\n\r\n"
        self._file.write(record if self._is_plain else gzip.compress(record, 6, mtime=0))

    def write_picture(self, row: Row[Any], body: bytes) -> None:
        """Write a stored picture: a response, or a revisit record if another address had the same bytes before. A picture saved
        by a person is a resource."""
        number = _record_id(f"{row.url} {row.fetched_at} {row.sha256}")
        same = self._written.setdefault(row.sha256, (number, row.url, row.fetched_at))
        answer = (row.status, json.loads(row.headers))
        if not row.status:
            self.write_resource(row.url, row.fetched_at, row.kind, body, number=number, more={})
            return
        if same[0] == number:
            self.write_response(row.url, row.fetched_at, answer, body, number=number, more={})
            return
        head = {
            **_target("revisit", row.url, row.fetched_at, number),
            "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            "WARC-Refers-To": same[0],
            "WARC-Refers-To-Target-URI": _one_line(same[1]),
            "WARC-Refers-To-Date": same[2],
            "WARC-Payload-Digest": _digest(body),
        }
        self._write({**head, "Content-Type": "application/http; msgtype=response"}, _http_head(*answer, body))


@contextmanager
def open_warc(output: str | None) -> Iterator[WarcWriter]:
    """A WARC file, plain if its name ends in ``.warc``, otherwise gzip; None is standard output. The file appears when it is
    complete. Raises OSError."""
    is_plain = output is not None and output.lower().endswith(".warc")
    if output is None:
        yield WarcWriter(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    target = os.path.realpath(output)
    if os.path.exists(target) and not os.path.isfile(target):  # a pipe or device
        with open(target, "wb") as file:
            yield WarcWriter(file, is_plain=is_plain)
        return
    with replacing(target, mark=f".{os.getpid()}") as temporary, open(temporary, "wb") as file:
        yield WarcWriter(file, is_plain=is_plain)


def write_pages(connection: Connection, url_ids: Iterable[int], writer: WarcWriter) -> int:
    """Write every stored response of some addresses (by their row numbers): all versions in order of time, the further pages of
    a story after its first. Returns their number."""
    number = 0
    for url_id in url_ids:
        for story in _read_stories(connection, url_id):
            first: str | None = None
            for row in story:
                record = writer.write_capture(row, first)
                first = first or record
                number += 1
    return number


def write_pictures(
    connection: Connection, site: str | None, articles_wanted: Sequence[int] | None, writer: WarcWriter
) -> int:
    """Write the stored pictures of some articles (by their row numbers), or of all. Returns their number."""
    number = 0
    for row in pictures.list_kept(connection, site, articles_wanted):
        writer.write_picture(row, pictures.read_picture(connection, row.sha256))
        number += 1
    return number


def list_url_ids(connection: Connection, site: str | None) -> list[int]:
    """The row numbers of all addresses with a stored response, including pages that were not articles."""
    query = select(captures.c.url_id).distinct().order_by(captures.c.url_id)
    if site is not None:
        query = query.join(urls, urls.c.id == captures.c.url_id).where(urls.c.site == site)
    return list(connection.scalars(query))


def _read_stories(connection: Connection, url_id: int) -> Iterator[list[Row[Any]]]:
    rows = connection.execute(select(captures).where(captures.c.url_id == url_id)).all()
    firsts = sorted((row for row in rows if row.first_id is None), key=lambda row: (row.fetched_at, row.id))
    for first in firsts:
        later = (row for row in rows if row.first_id == first.id)
        yield [first, *sorted(later, key=lambda row: (row.part, row.id))]


def _target(kind: str, url: str, at: str, number: str) -> dict[str, str]:
    return {"WARC-Type": kind, "WARC-Target-URI": _one_line(url), "WARC-Date": at, "WARC-Record-ID": number}


def _http_head(status: int, headers: Mapping[str, str], body: bytes) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    lines = [f"HTTP/1.1 {status} {phrase}"]
    for name, value in headers.items():
        shown = "-".join(part.capitalize() for part in name.split("-"))
        if name == "content-length" and value != str(len(body)):
            lines.append(f"{shown}: {len(body)}")
        if name in _OF_THE_TRANSFER or (name == "content-length" and value != str(len(body))):
            shown = f"{AS_SENT}{shown}"
        lines.append(f"{shown}: {_one_line(value)}")
    return (_CRLF.join(lines) + 2 * _CRLF).encode("utf-8", "replace")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _digest(data: bytes) -> str:
    # Web archives compare digests in this form, SHA-1 in base32; nothing relies on its security.
    return f"sha1:{b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def _record_id(name: str) -> str:
    """A record ID that is the same for the same response, so that two exports of one store differ only in their first
    record."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"
