"""The pictures of a WARC file, stored beside its pages: responses and resources that are images, and revisit records of
them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cleaners.bulk.bodies import BodyError, decode_body
from cleaners.bulk.readers import ReadError
from cleaners.extras import require

#: Generic types under which servers send pictures; the bytes decide.
_TYPES = ("application/octet-stream", "binary/octet-stream", "")


class ArchivedPicture(NamedTuple):
    """A picture: address, time as written, status (0 if unknown), headers with names in lower case, and bytes; or, without
    ``body``, the address of another picture with the same bytes."""

    url: str
    at: str | None
    status: int
    headers: Mapping[str, str]
    body: bytes | None
    same_as: str | None = None


def read_warc_pictures(path: str, limit: int) -> Iterator[ArchivedPicture]:
    """The complete pictures of a WARC file with at most ``limit`` bytes. Raises ReadError if the file cannot be read
    completely, and MissingExtraError."""
    require(f"{path}: WARC", "warc")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    try:
        with open(path, "rb") as file:
            for record in ArchiveIterator(file, record_types=kinds, auto_decode="transfer"):
                found = _read_record(record, limit, is_answer=record.record_type != WarcRecordType.resource)
                if found is not None:
                    yield found
    except (OSError, ValueError, EOFError, RuntimeError, zlib.error) as error:
        raise ReadError(f"{path}: broken: {error}") from error


def _read_record(record: Any, limit: int, *, is_answer: bool) -> ArchivedPicture | None:
    url, at = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    if not url or (is_answer and (record.http_headers is None or record.http_headers.status_code != 200)):
        return None
    headers = {name.lower(): value for name, value in record.http_headers} if is_answer else {}
    kind = headers.get("content-type", "") if is_answer else record.headers.get("Content-Type") or ""
    kind = kind.partition(";")[0].strip().lower()
    if not kind.startswith("image/") and kind not in _TYPES:
        return None
    status = 200 if is_answer else 0
    if (same := record.headers.get("WARC-Refers-To-Target-URI")) is not None:
        return ArchivedPicture(url, at, status, headers, None, same)
    length, stored = record.content_length, record.reader.read(limit + 1)
    try:
        body, is_whole = decode_body(stored, headers.get("content-encoding", ""), limit)
    except BodyError:
        return None
    if not is_whole or len(body) > limit or (len(stored) < length and "transfer-encoding" not in headers):
        return None
    return ArchivedPicture(url, at, status, headers if is_answer else {"content-type": kind}, body)
