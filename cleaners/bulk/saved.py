"""Pages that people saved from a browser: one HTML or MHTML file per page, with its address and time.

The address comes from the headers of an MHTML archive, otherwise from the comment that SingleFile, HTTrack or a browser's "save
as" writes above the page. The addresses in the page's own head (``<link rel=canonical>``, ``og:url``) are left to the caller,
since they require parsing. The time comes from the archive or the comment, otherwise from the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from cleaners.bulk.batch import SourcePage
from cleaners.bulk.mhtml import ArchiveError, read_archive
from cleaners.reading.characters import sanitize_address
from cleaners.reading.limits import MAX_BYTES

#: Suffixes of MHTML files, which contain one saved page.
MHTML_SUFFIXES = frozenset({".mhtml", ".mht"})

#: Maximum size of an MHTML archive in bytes: it contains the page's pictures.
MAX_ARCHIVE_BYTES = 512 << 20

#: Bytes at the beginning of a page that are searched for the comments of tools.
_OPENING = 16 << 10

# Matched against single comments: over a whole page, these patterns would search for the end of a comment again and again.
_SINGLE_FILE = re.compile(r"\s*Page saved with SingleFileZ?\b")
_SINGLE_FILE_URL = re.compile(r"^[ \t]*url:[ \t]*(\S+)", re.M)
_SINGLE_FILE_DATE = re.compile(r"^[ \t]*saved date:[ \t]*([^\r\n]+)", re.M)
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(\S+)\s*")
_MIRRORED = re.compile(r"\s*Mirrored from (?P<url>\S+) by HTTrack [^,]*,(?P<date>.*)", re.S)

#: A date as JavaScript prints it: ``Tue Nov 24 2026 13:45:22 GMT+0800 (China Standard Time)``.
_SCRIPT_DATE = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) (?P<year>\d{4}) (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
    r" GMT(?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d)"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Witness(NamedTuple):
    """What the tool that saved a page recorded: the address, and the time as ISO 8601; None for what it did not record."""

    url: str | None = None
    saved_at: str | None = None


def read_saved(path: str) -> SourcePage:
    """The page in a file; without an address if no tool recorded one. A file that cannot be read, or contains no page, gives a
    page without content and with the reason as its flag."""
    is_archive = os.path.splitext(path)[1].lower() in MHTML_SUFFIXES
    limit = MAX_ARCHIVE_BYTES if is_archive else MAX_BYTES
    try:
        with open(path, "rb") as file:
            data = file.read(limit + 1)
            written_at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    except OSError as error:
        return SourcePage(None, None, flags=(f"unreadable: {error.strerror or error}",))
    if len(data) > limit:
        return SourcePage(None, None, flags=(f"unreadable: more than {limit >> 20} MiB",))
    if is_archive:
        return _read_mhtml(data, written_at)
    witness = read_witness(data[:_OPENING])
    return SourcePage(witness.url, data, None, witness.saved_at or written_at.isoformat())


def read_saved_bytes(path: str) -> bytes:
    """The bytes of a file that `read_saved` accepted. Raises OSError."""
    with open(path, "rb") as file:
        return file.read(MAX_ARCHIVE_BYTES)


def read_witness(opening: bytes) -> Witness:
    """The facts in the first comment of a known tool at the beginning of a page."""
    for comment in _comments(opening.decode("utf-8", "replace")):
        if _SINGLE_FILE.match(comment) is not None:
            url, date = _SINGLE_FILE_URL.search(comment), _SINGLE_FILE_DATE.search(comment)
            return Witness(_address(url[1]) if url else None, _script_date(date[1]) if date else None)
        if (found := _MIRRORED.match(comment)) is not None:
            address = found["url"] if "://" in found["url"] else f"http://{found['url']}"
            return Witness(_address(address), _mail_date(found["date"].strip()))
        if (found := _SAVED_FROM.fullmatch(comment)) is not None:
            return Witness(_address(found[1]))
    return Witness()


def _comments(text: str) -> Iterator[str]:
    """The HTML comments of a text, in order."""
    begin = text.find("<!--")
    while begin >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        yield text[begin + 4 : end]
        begin = text.find("<!--", end)


def _read_mhtml(data: bytes, written_at: datetime) -> SourcePage:
    try:
        page = read_archive(data)
    except ArchiveError as error:
        return SourcePage(None, None, flags=(f"unreadable: {error}",))
    content = page.body
    flags = () if page.is_whole else ("truncated",)
    if len(content) > MAX_BYTES:
        content, flags = content[:MAX_BYTES], ("truncated",)
    url = _address(page.url) if page.url else None
    return SourcePage(
        url, content, {"content-type": page.content_type}, _mail_date(page.date) or written_at.isoformat(), flags
    )


def _address(text: str) -> str | None:
    """A web address; None for the address of a local file or anything else."""
    url = sanitize_address(text.strip())
    return url if url.lower().startswith(("http://", "https://")) else None


def _mail_date(text: str) -> str | None:
    """An RFC 5322 date as ISO 8601; a date without a zone counts as UTC."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _script_date(text: str) -> str | None:
    found = _SCRIPT_DATE.search(text)
    if found is None or found["month"] not in _MONTHS:
        return None
    offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    try:
        zone = timezone(-offset if found["sign"] == "-" else offset)
        day, hour, minute, second = (int(found[name]) for name in ("day", "hour", "minute", "second"))
        month = _MONTHS.index(found["month"]) + 1
        return datetime(int(found["year"]), month, day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:
        return None
