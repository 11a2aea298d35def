"""Files and folders → pages in the form of the store: bytes, headers as a crawl stores them, and a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cleaners.bulk.batch import SourcePage
from cleaners.bulk.readers import ENDINGS, Position, ReadError, reader_of
from cleaners.bulk.saved import MHTML_SUFFIXES, read_saved
from cleaners.reading.limits import PAGE_SUFFIXES
from crawler.archive.warc import AS_SENT
from crawler.store.database import in_store_form, now

#: The beginning of the web: an earlier time comes from a wrong clock.
_EARLIEST = "1990-01-01T00:00:00Z"

#: Headers of encodings that the stored body no longer has.
_ENCODINGS = ("content-encoding", "transfer-encoding")

_TEXT_TYPE = "text/html; charset=utf-8"


class Incoming(NamedTuple):
    """One page: its address and ``body`` (None if it has none); the time of its fetch or saving, in the form of the store; its
    ``status`` (0 if unknown) and headers; a name for messages, and the flags of its reader."""

    url: str | None
    body: bytes | None
    at: str
    status: int
    headers: dict[str, str]
    origin: str
    flags: tuple[str, ...] = ()


class Input(NamedTuple):
    """A file with one page (``is_saved``) or many."""

    path: str
    is_saved: bool


def locate_inputs(given: Sequence[str]) -> list[Input]:
    """The files named by the arguments, with those below folders ordered by path, each file once. A folder that cannot be
    listed is an unreadable input. Raises ReadError for a missing file, and for a file of an unknown kind."""
    found: dict[str, Input] = {}
    for path in given:
        if os.path.isdir(path):
            below = _files_below(path)
        elif not os.path.exists(path):
            raise ReadError(f"{path}: no such file or folder")
        elif not _is_read(path):
            raise ReadError(f"{path}: expected a folder, or a file ending in one of {_known_endings()}")
        else:
            below = [path]
        found |= {os.path.realpath(file): Input(file, _is_saved(file)) for file in below}
    return list(found.values())


def _files_below(folder: str) -> list[str]:
    closed: list[OSError] = []
    files = [
        os.path.join(parent, name) for parent, _, names in os.walk(folder, onerror=closed.append) for name in names
    ]
    read = [file for file in files if os.path.isfile(file) and _is_read(file)]
    return sorted([*read, *(str(error.filename) for error in closed)])


def read_input(source: Input, position: Position) -> Iterator[Incoming]:
    """The pages of a file. Raises ReadError if it cannot be read completely."""
    written_at = _file_time(source.path)
    if source.is_saved:
        yield _incoming(read_saved(source.path), source.path, written_at)
        return
    for number, page in enumerate(reader_of(source.path)(source.path, position), 1):
        yield _incoming(page, f"{source.path} page {number}", written_at)


def read_moment(text: str | None) -> str | None:
    """A time in the form of the store, from ISO 8601, seconds or milliseconds since 1970, or the fourteen digits of web
    archives; without a zone it is UTC. None for an unreadable time, and for an impossible one."""
    try:
        moment = _parse(text.strip()) if text else None
        stored = None if moment is None else in_store_form(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
    return stored if stored is not None and _EARLIEST <= stored <= now() else None


def _parse(text: str) -> datetime | None:
    """Raises ValueError, OverflowError."""
    if not text.isdecimal():
        return datetime.fromisoformat(text)
    if len(text) == 14:
        return datetime.strptime(text, "%Y%m%d%H%M%S")
    if len(text) in (10, 13):
        return datetime.fromtimestamp(int(text) / (1 if len(text) == 10 else 1000), UTC)
    return None


def _incoming(page: SourcePage, origin: str, written_at: str) -> Incoming:
    body, headers = page.content, stored_headers(page.headers or {})
    if isinstance(body, str):
        body, headers = body.encode("utf-8", "surrogatepass"), {**headers, "content-type": _TEXT_TYPE}
    return Incoming(
        page.url, body, read_moment(page.fetched_at) or written_at, page.status or 0, headers, origin, page.flags
    )


def stored_headers(archived: Mapping[str, str]) -> dict[str, str]:
    """An archive's headers as a crawl stores them: names in lower case, values as the server sent them, without those of
    encodings that the body no longer has."""
    headers = {name.lower(): value for name, value in archived.items()}
    mark = AS_SENT.lower()
    sent = {name.removeprefix(mark): headers.pop(name) for name in list(headers) if name.startswith(mark)}
    return {name: value for name, value in headers.items() if name not in _ENCODINGS} | sent


def _file_time(path: str) -> str:
    try:
        return min(in_store_form(datetime.fromtimestamp(os.stat(path).st_mtime, UTC)), now())
    except (OSError, ValueError, OverflowError):
        return now()


def _is_saved(path: str) -> bool:
    return not path.lower().endswith(ENDINGS)


def _is_read(path: str) -> bool:
    return not _is_saved(path) or Path(path).suffix.lower() in PAGE_SUFFIXES | MHTML_SUFFIXES


def _known_endings() -> str:
    return " ".join([*sorted(PAGE_SUFFIXES | MHTML_SUFFIXES), *ENDINGS])
