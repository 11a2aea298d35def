"""WARC → its HTML responses, from any position in the file: workers read separate spans, and a bad record loses only itself.

A span begins with the first record that starts in it. The content of a record may look like a record, for example if it is an
archive, so the reader of a span may start inside a record. `Position.next` of the previous span reveals this.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

from cleaners.bulk.bodies import BodyError, decode_body, unchunk
from cleaners.bulk.pages import WHOLE, Position, ReadError, SourcePage, Span
from cleaners.bulk.places import open_input
from cleaners.extras import require
from cleaners.reading.limits import MAX_BYTES

#: The flag of a record that the end of the file cuts off.
CUT = "incomplete_record"

_HTML_TYPES = ("text/html", "application/xhtml+xml", "")
_BROKEN = (OSError, ValueError, EOFError, RuntimeError, zlib.error)

_GZIP = b"\x1f\x8b\x08"
_OPENING = b"WARC/"
_RECORD = re.compile(rb"(?:^|\n\r?\n)(WARC/[01]\.\d+\r?\n)")

#: The beginning of a record after damage: bytes may be missing or added, so no empty line is required before it.
_AFTER_HARM = re.compile(rb"(WARC/[01]\.\d+\r?\n)(?=[A-Za-z-]{1,40}:)")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d+)", re.I)
_HEADER_END = re.compile(rb"\r?\n\r?\n")

#: Bytes searched at a time; bytes read to test for the beginning of a record; maximum size of a record's header.
_BLOCK, _PROBE, _MAX_HEADER = 1 << 18, 1 << 12, 1 << 16

#: Maximum size in bytes of an empty gzip member: 20, and a file name.
_EMPTY = 512

#: Overlap of two search blocks in bytes, more than the longest beginning of a record.
_OVERLAP = 64

_ENDS_INSIDE = "ends in the middle of a record"


def read_warc(path: str, position: Position, span: Span = WHOLE) -> Iterator[SourcePage]:
    """The pages of a WARC file (gzip, zstd or plain) that begin in a span: responses with status 200 whose type is HTML or
    missing, and HTML stored without a response (``resource``).

    A broken record gives a page without content, and reading continues with the next record. Raises ReadError if there is no
    next one, and MissingExtraError.
    """
    require(f"{path}: WARC", "warc")
    with open_input(path) as file:
        form = _form_of(path, file)
        start: int | None = span.start
        if not span.is_exact:
            start = form.following(file, span.start, span.end)
        while start is not None and (span.end is None or start < span.end):
            stretch = _Stretch(path, file, form, position, span.end)
            yield from stretch.pages(start)
            start = stretch.go_on


class _Stretch:
    """The records from one position on, up to the end of the span or the first broken record."""

    def __init__(self, path: str, file: BinaryIO, form: _Form, position: Position, end: int | None) -> None:
        self._path, self._file, self._form, self._position, self._end = path, file, form, position, end
        self._last: int | None = None  # start of the current record
        self._is_named = False  # whether a page reports that it is broken
        self.go_on: int | None = None

    def pages(self, start: int) -> Iterator[SourcePage]:
        """The pages from ``start`` on. Afterwards, ``go_on`` is the start of the next stretch, None at the end."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        self._file.seek(start)
        try:
            for record in ArchiveIterator(self._file, auto_decode="none"):
                where = record.stream_pos
                if self._is_behind(where):
                    self._position.next = where
                    return
                self._begin(where)
                if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
                    continue
                is_answer = record.record_type == WarcRecordType.response
                page = _warc_page(record) if is_answer else _warc_resource(record)
                if page is None:
                    self._position.passed_over += 1
                    continue
                self._is_named = page.content is None
                yield page
                if CUT in page.flags:
                    self.go_on = self._after(where + 1, _ENDS_INSIDE)
                    return
            self._check_end(start)
        except _BROKEN as error:
            yield from self._broken(start, error)

    def _check_end(self, start: int) -> None:
        """At the end of the file, check that nothing follows the last record. Raises ReadError."""
        self._position.next = self._file.seek(0, 2)
        is_whole = _is_blank(self._file, start) if self._last is None else self._form.is_last(self._file, self._last)
        if not is_whole:
            raise ReadError(f"{self._path}: {_ENDS_INSIDE}")

    def _begin(self, where: int) -> None:
        self._last, self._is_named = where, False
        self._position.bytes = self._file.tell()
        if self._position.first is None:
            self._position.first = where

    def _is_behind(self, where: int) -> bool:
        """Whether a record belongs to the next span. A file compressed as a whole has only one span, since its records cannot
        be located."""
        return self._end is not None and where >= self._end and self._form.begins(self._file, where)

    def _broken(self, start: int, error: Exception) -> Iterator[SourcePage]:
        """Find a way past a record that the iterator cannot read: the current one, or the next."""
        reason = f"broken after {self._file.tell()} bytes: {error}"
        broken, is_named = start, False
        if self._last is not None:
            end = self._form.end_of(self._file, self._last)
            if end is not None and self._form.begins(self._file, end):
                self.go_on = self._position.next = end  # the next record is read again as the first of a new stretch
                return
            broken, is_named = (end, False) if end is not None else (self._last, self._is_named)
        elif self._position.first is None:
            self._position.first = start
        self.go_on = self._after(broken + 1, reason)
        if not is_named:
            yield SourcePage(None, None, flags=(f"unreadable: broken record at byte {broken}",))

    def _after(self, place: int, reason: str) -> int:
        """The start of the next record after a broken one. Raises ReadError if there is none."""
        found = self._form.following_harm(self._file, place)
        if found is None:
            raise ReadError(f"{self._path}: {reason}")
        self._position.next = found
        return found


class _Form:
    """The layout of records in a file. A layout that cannot be searched is read from the beginning."""

    def begins(self, file: BinaryIO, place: int) -> bool:
        """Whether a record begins at a position from which it can be read. Does not move the file position."""
        return False

    def following(self, file: BinaryIO, start: int, end: int | None) -> int | None:
        """The first position in [start, end) at which a record begins."""
        return None

    def following_harm(self, file: BinaryIO, start: int) -> int | None:
        """The first position after damage, from ``start`` on, at which a record seems to begin."""
        return self.following(file, start, None)

    def end_of(self, file: BinaryIO, place: int) -> int | None:
        """The end of the record that begins at a position; None if it is incomplete or has no valid length."""
        return None

    def is_last(self, file: BinaryIO, place: int) -> bool:
        """Whether the record at a position is complete and nothing follows it, as far as can be determined."""
        return True


class _Plain(_Form):
    def begins(self, file: BinaryIO, place: int) -> bool:
        return _RECORD.match(_peeked(file, place, 16)) is not None

    def following(self, file: BinaryIO, start: int, end: int | None) -> int | None:
        return self._search(_RECORD, file, start, end)

    def following_harm(self, file: BinaryIO, start: int) -> int | None:
        return self._search(_AFTER_HARM, file, start, None)

    def _search(self, pattern: re.Pattern[bytes], file: BinaryIO, start: int, end: int | None) -> int | None:
        # The beginning of a record may be split between two blocks, and includes the empty line before it.
        place = max(0, start - 4)
        while block := _peeked(file, place, _BLOCK):
            for found in pattern.finditer(block):
                where = place + found.start(1)
                if place and not found.start(1):  # a match at the start of the block, not of the file
                    continue
                if where >= start:
                    return where if end is None or where < end else None
            if len(block) < _BLOCK or (end is not None and place + _BLOCK >= end + _OVERLAP):
                return None
            place += _BLOCK - _OVERLAP
        return None

    def end_of(self, file: BinaryIO, place: int) -> int | None:
        head = _peeked(file, place, _MAX_HEADER)
        border, length = _HEADER_END.search(head), _LENGTH.search(head)
        if border is None or length is None or length.start() > border.start():
            return None
        end = place + border.end() + int(length[1])
        gap = _peeked(file, end, 4)
        return end + len(gap) - len(gap.lstrip(b"\r\n"))

    def is_last(self, file: BinaryIO, place: int) -> bool:
        end = self.end_of(file, place)
        return end is not None and end <= file.seek(0, 2) and _is_blank(file, end)


class _Gzip(_Form):
    def begins(self, file: BinaryIO, place: int) -> bool:
        head = _peeked(file, place, _PROBE)
        if not head.startswith(_GZIP):
            return False
        with suppress(zlib.error):
            return zlib.decompressobj(31).decompress(head, len(_OPENING)) == _OPENING
        return False

    def following(self, file: BinaryIO, start: int, end: int | None) -> int | None:
        place = start
        while block := _peeked(file, place, _BLOCK):
            found = block.find(_GZIP)
            while found >= 0:
                where = place + found
                if end is not None and where >= end:
                    return None
                if self.begins(file, where):
                    return where
                found = block.find(_GZIP, found + 1)
            if len(block) < _BLOCK or (end is not None and place + _BLOCK >= end):
                return None
            place += _BLOCK - len(_GZIP) + 1
        return None

    def end_of(self, file: BinaryIO, place: int) -> int | None:
        stream = zlib.decompressobj(31)
        try:
            while not stream.eof and (block := _peeked(file, place, _BLOCK)):
                place += len(block)
                while block:
                    stream.decompress(block, _BLOCK)
                    block = stream.unconsumed_tail
        except zlib.error:
            return None
        return place - len(stream.unused_data) if stream.eof else None

    def is_last(self, file: BinaryIO, place: int) -> bool:
        end = self.end_of(file, place)
        if end is None:
            return not self.begins(file, place)
        while (behind := self._past_empty(file, end)) is not None:
            end = behind
        return _is_blank(file, end)

    @staticmethod
    def _past_empty(file: BinaryIO, place: int) -> int | None:
        """The end of an empty gzip member at a position, which some writers append to a file; None if there is none."""
        member, stream = _peeked(file, place, _EMPTY), zlib.decompressobj(31)
        with suppress(zlib.error):
            if member and not stream.decompress(member, 1) and stream.eof:
                return place + len(member) - len(stream.unused_data)
        return None


def _form_of(path: str, file: BinaryIO) -> _Form:
    """The layout of a file by its first bytes, as the iterator determines it. Raises ReadError for a .gz file that is not
    gzip."""
    opening = _peeked(file, 0, 4)
    if opening.startswith(_GZIP[:2]):
        return _Gzip()
    if path.lower().endswith(".gz"):
        raise ReadError(f"{path}: not a gzip file")
    return _Form() if opening == b"\x28\xb5\x2f\xfd" or path.lower().endswith(".zst") else _Plain()


def _is_blank(file: BinaryIO, place: int) -> bool:
    """Whether only line ends and padding follow a position."""
    return not _peeked(file, place, _PROBE).strip(b"\r\n\0")


def _peeked(file: BinaryIO, place: int, size: int) -> bytes:
    """Bytes at a position, without moving the file position."""
    before = file.tell()
    file.seek(place)
    found = file.read(size)
    file.seek(before)
    return found


def _warc_page(record: Any) -> SourcePage | None:
    headers = record.http_headers
    if record.is_http and (headers is None or headers.status_code is None):
        flag = "unreadable: an answer without a status"
        return SourcePage(record.headers.get("WARC-Target-URI"), None, None, record.headers.get("WARC-Date"), (flag,))
    if headers is None or headers.status_code != 200:
        return None
    plain = {name.lower(): value for name, value in headers}
    kind = plain.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _HTML_TYPES:
        return None
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    try:
        # read(n) allocates n bytes before it reads the first, so do not simply pass the maximum.
        stored = record.reader.read(min(MAX_BYTES, record.content_length) + 1)
        content, is_sent = (
            unchunk(stored) if "chunked" in plain.get("transfer-encoding", "").lower() else (stored, True)
        )
        content, is_whole = decode_body(content, plain.get("content-encoding", ""), MAX_BYTES)
    except BodyError as error:
        return SourcePage(url, None, plain, date, (f"unreadable: {error}",), 200)
    except (OSError, ValueError, RuntimeError) as error:
        return SourcePage(url, None, plain, date, (f"unreadable: {type(error).__name__}",), 200)
    flags: tuple[str, ...] = ()
    if len(content) > MAX_BYTES:
        content, flags = content[:MAX_BYTES], ("truncated",)
    elif len(stored) < min(record.content_length, MAX_BYTES):
        flags = ("truncated", CUT)
    elif not (is_sent and is_whole):
        flags = ("truncated",)
    return SourcePage(url, content, plain, date, flags, 200)


def _warc_resource(record: Any) -> SourcePage | None:
    """A page stored without its HTTP response: the record's own header states the type."""
    kind = record.headers.get("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _HTML_TYPES[:2]:
        return None
    length = record.content_length
    content = record.reader.read(min(MAX_BYTES, length) + 1)
    is_cut = len(content) < min(length, MAX_BYTES + 1)
    flags = ("truncated", CUT) if is_cut else ("truncated",) if len(content) > MAX_BYTES else ()
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    return SourcePage(url, content[:MAX_BYTES], {"content-type": kind}, date, flags)
