"""WARC → its HTML answers, any part of the file by itself: workers read their own, and one bad record costs only itself.

A part begins with the first record that begins in it. Inside a record anything may stand, another archive too, so a part's
reader may take its beginning for one in error: `Position.next` of the part before tells.
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

#: The flag of a record whose file ends before it does.
CUT = "incomplete_record"

_HTML_TYPES = ("text/html", "application/xhtml+xml", "")
_BROKEN = (OSError, ValueError, EOFError, RuntimeError, zlib.error)

_GZIP = b"\x1f\x8b\x08"
_OPENING = b"WARC/"
_RECORD = re.compile(rb"(?:^|\n\r?\n)(WARC/[01]\.\d+\r?\n)")

#: The same where bytes were lost or put in, so that no empty line need stand before it.
_AFTER_HARM = re.compile(rb"(WARC/[01]\.\d+\r?\n)(?=[A-Za-z-]{1,40}:)")
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d+)", re.I)
_HEADER_END = re.compile(rb"\r?\n\r?\n")

#: Bytes that are searched at a time, and read to see whether a record begins; a header has no more than the last.
_BLOCK, _PROBE, _MAX_HEADER = 1 << 18, 1 << 12, 1 << 16

#: Bytes of a gzip member that holds nothing: 20, and a name.
_EMPTY = 512

#: Bytes that two blocks share, more than the longest beginning of a record.
_OVERLAP = 64

_ENDS_INSIDE = "ends in the middle of a record"


def read_warc(path: str, position: Position, span: Span = WHOLE) -> Iterator[SourcePage]:
    """The pages of a WARC file (gzip, zstd or plain) that begin in a span: answers of status 200 whose type is HTML or none,
    and HTML that was kept without an answer (``resource``).

    A record that is broken is a page without content, and reading goes on with the next. Raises ReadError where there is no
    next one, MissingExtraError.
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
    """Records from one place on, up to the span's end or the first that is broken."""

    def __init__(self, path: str, file: BinaryIO, form: _Form, position: Position, end: int | None) -> None:
        self._path, self._file, self._form, self._position, self._end = path, file, form, position, end
        self._last: int | None = None  # where the record in hand begins
        self._is_named = False  # whether its page says that it is broken
        self.go_on: int | None = None

    def pages(self, start: int) -> Iterator[SourcePage]:
        """Afterwards ``go_on`` is where the next stretch begins: None at the end."""
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
        """At the end of the file: nothing may be left behind the last record. Raises ReadError."""
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
        """Whether a record belongs to the next span. In a file that was packed as one, no later record can be found by itself."""
        return self._end is not None and where >= self._end and self._form.begins(self._file, where)

    def _broken(self, start: int, error: Exception) -> Iterator[SourcePage]:
        """Find the way on from a record that the iterator cannot read: the one in hand, or the one behind it."""
        reason = f"broken after {self._file.tell()} bytes: {error}"
        broken, is_named = start, False
        if self._last is not None:
            end = self._form.end_of(self._file, self._last)
            if end is not None and self._form.begins(self._file, end):
                self.go_on = self._position.next = end  # the one behind it is met once more, as the first of a stretch
                return
            broken, is_named = (end, False) if end is not None else (self._last, self._is_named)
        elif self._position.first is None:
            self._position.first = start
        self.go_on = self._after(broken + 1, reason)
        if not is_named:
            yield SourcePage(None, None, flags=(f"unreadable: broken record at byte {broken}",))

    def _after(self, place: int, reason: str) -> int:
        """Where the next record after a broken one begins. Raises ReadError where none does."""
        found = self._form.following_harm(self._file, place)
        if found is None:
            raise ReadError(f"{self._path}: {reason}")
        self._position.next = found
        return found


class _Form:
    """How records lie in a file. One that cannot be searched is read from its beginning on."""

    def begins(self, file: BinaryIO, place: int) -> bool:
        """Whether a record that can be read by itself begins at a place. Keeps the place of the file."""
        return False

    def following(self, file: BinaryIO, start: int, end: int | None) -> int | None:
        """The first place in [start, end) where a record begins."""
        return None

    def following_harm(self, file: BinaryIO, start: int) -> int | None:
        """The first place from one on, behind what is broken, where a record seems to begin."""
        return self.following(file, start, None)

    def end_of(self, file: BinaryIO, place: int) -> int | None:
        """Where the whole record that begins at a place ends."""
        return None

    def is_last(self, file: BinaryIO, place: int) -> bool:
        """Whether the record that begins at a place is whole and nothing stands behind it, as far as that can be told."""
        return True


class _Plain(_Form):
    def begins(self, file: BinaryIO, place: int) -> bool:
        return _RECORD.match(_peeked(file, place, 16)) is not None

    def following(self, file: BinaryIO, start: int, end: int | None) -> int | None:
        return self._search(_RECORD, file, start, end)

    def following_harm(self, file: BinaryIO, start: int) -> int | None:
        return self._search(_AFTER_HARM, file, start, None)

    def _search(self, pattern: re.Pattern[bytes], file: BinaryIO, start: int, end: int | None) -> int | None:
        # A record's beginning may lie on the border of two blocks, and the empty line before it belongs to it.
        place = max(0, start - 4)
        while block := _peeked(file, place, _BLOCK):
            for found in pattern.finditer(block):
                where = place + found.start(1)
                if place and not found.start(1):  # the beginning of a block is none of the file
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
        """Where a member ends that begins at a place and holds nothing, as some writers end a file."""
        member, stream = _peeked(file, place, _EMPTY), zlib.decompressobj(31)
        with suppress(zlib.error):
            if member and not stream.decompress(member, 1) and stream.eof:
                return place + len(member) - len(stream.unused_data)
        return None


def _form_of(path: str, file: BinaryIO) -> _Form:
    """By the first bytes, as the iterator has it. Raises ReadError for a .gz that is none."""
    opening = _peeked(file, 0, 4)
    if opening.startswith(_GZIP[:2]):
        return _Gzip()
    if path.lower().endswith(".gz"):
        raise ReadError(f"{path}: not a gzip file")
    return _Form() if opening == b"\x28\xb5\x2f\xfd" or path.lower().endswith(".zst") else _Plain()


def _is_blank(file: BinaryIO, place: int) -> bool:
    """Whether nothing stands from a place on but line ends and what fills a block."""
    return not _peeked(file, place, _PROBE).strip(b"\r\n\0")


def _peeked(file: BinaryIO, place: int, size: int) -> bytes:
    """Bytes at a place; the file stays where it was."""
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
        # Not simply the most that is wanted: as many bytes are set aside before the first is read.
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
    """A page that was kept without the answer it came in: its type stands in the record's own header."""
    kind = record.headers.get("Content-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _HTML_TYPES[:2]:
        return None
    length = record.content_length
    content = record.reader.read(min(MAX_BYTES, length) + 1)
    is_cut = len(content) < min(length, MAX_BYTES + 1)
    flags = ("truncated", CUT) if is_cut else ("truncated",) if len(content) > MAX_BYTES else ()
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    return SourcePage(url, content[:MAX_BYTES], {"content-type": kind}, date, flags)
