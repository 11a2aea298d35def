"""The kinds of inputs: the reader of each, and how it is split into spans for several processes.

An input that cannot be read completely raises `ReadError` after its readable pages. A broken record becomes a page without
content and with a flag, so that it is counted and not lost. An input whose extra is not installed raises `MissingExtraError`.
No reader loads a whole file into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from cleaners.bulk.folder import files_below, read_folder, spans_of_folder
from cleaners.bulk.jsonl import read_jsonl
from cleaners.bulk.pages import Position, ReadError, SourcePage, Span
from cleaners.bulk.parquet import read_parquet, spans_of_parquet
from cleaners.bulk.places import fault_of, is_folder, is_remote, size_of_file
from cleaners.bulk.warc import read_warc
from cleaners.extras import require

#: Bytes of a file per span. Compressed: some fifty pages of a WARC, a quarter of a second's work. Remote spans are larger,
#: because every request takes time.
_PACKED, _PLAIN, _REMOTE = 2 << 20, 8 << 20, 16 << 20

#: Spans become shorter towards the end of a file, so that no worker has a long one while the others are idle: this share of the
#: rest, but no less than this share of a full span.
_OF_REST, _OF_SPAN = 16, 8

#: (place, position, span) → pages. The reader updates the position as it proceeds.
Reader = Callable[..., Iterator[SourcePage]]

#: (place, bytes, start) → the spans from the start on, in order; None if the input can only be read from its beginning.
Cutter = Callable[[str, int, int], Iterator[Span] | None]


class Kind(NamedTuple):
    """A kind of input: its suffixes, its reader, its cutter, and the extra that it needs."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    cut: Cutter
    extra: str | None = None

    def need_extras(self, place: str) -> None:
        """Check that the packages for reading it are installed. Raises MissingExtraError if not."""
        if self.extra is not None:
            require(f"{place}: {self.name}", self.extra)


def _by_bytes(size: int) -> Cutter:
    def cut(place: str, total: int, start: int) -> Iterator[Span]:
        longest = _REMOTE if is_remote(place) else size
        begin = start
        while begin < total or begin == start == 0:
            end = begin + max(longest // _OF_SPAN, min(longest, (total - begin) // _OF_REST))
            yield Span(begin, end if end < total else None, is_exact=begin == start)
            begin = end

    return cut


def _whole(place: str, total: int, start: int) -> None:
    return None


def _by_rows(place: str, total: int, start: int) -> Iterator[Span] | None:
    return spans_of_parquet(place, start)


_KINDS = (
    Kind("WARC, gzip", (".warc.gz",), read_warc, _by_bytes(_PACKED), "warc"),
    Kind("WARC, zstd", (".warc.zst",), read_warc, _whole, "warc"),
    Kind("WARC", (".warc",), read_warc, _by_bytes(_PLAIN), "warc"),
    Kind("JSON lines", (".jsonl", ".ndjson"), read_jsonl, _by_bytes(_PLAIN)),
    Kind("JSON lines, gzip", (".jsonl.gz",), read_jsonl, _whole),
    Kind("JSON lines, zstd", (".jsonl.zst",), read_jsonl, _whole, "parquet"),
    Kind("Parquet", (".parquet",), read_parquet, _by_rows, "parquet"),
)

#: Suffixes of files that contain many pages.
ENDINGS = tuple(ending for kind in _KINDS for ending in kind.endings)


def _by_files(follows_links: bool) -> Cutter:
    return lambda place, total, start: spans_of_folder(place, start, follows_links)


#: The prefix of the names of kinds of folders.
FOLDER = "folder"

_FOLDERS = {
    follows: Kind(
        FOLDER + (", links too" if follows else ""),
        (),
        partial(read_folder, follows_links=follows),
        _by_files(follows),
    )
    for follows in (False, True)
}

#: Kinds by name; other processes receive only the name.
KINDS = {kind.name: kind for kind in (*_KINDS, *_FOLDERS.values())}


def kind_of(place: str, follows_links: bool = False) -> Kind:
    """The kind of an input, by its name. Raises ReadError for an unknown kind, and MissingExtraError."""
    name = place.lower()
    for kind in _KINDS:
        if name.endswith(kind.endings) and not _is_folder(place):
            return kind
    if _is_folder(place):
        return _FOLDERS[follows_links]
    raise ReadError(f"{place}: expected a folder, or a file ending in one of {' '.join(ENDINGS)}")


def reader_of(place: str, follows_links: bool = False) -> Callable[[str, Position], Iterator[SourcePage]]:
    """The reader of an input. Raises ReadError for an unknown kind."""
    return kind_of(place, follows_links).read


def size_of(place: str, follows_links: bool = False) -> int:
    """The size of an input in bytes, for the progress bar. Raises ReadError if it does not exist, and MissingExtraError."""
    try:
        if not _is_folder(place):
            return size_of_file(place)
        return sum(size for _, size in files_below(place, follows_links))
    except OSError as error:
        raise ReadError(fault_of(place, error)) from error


def _is_folder(place: str) -> bool:
    """Whether an input is a folder. A remote place is asked only if its name has no known suffix: the answer may cost the
    download of a whole file."""
    if is_remote(place) and place.lower().endswith(ENDINGS):
        return False
    try:
        return is_folder(place)
    except OSError as error:
        raise ReadError(fault_of(place, error)) from error


__all__ = ["KINDS", "Kind", "Position", "ReadError", "Reader", "kind_of", "read_warc", "reader_of", "size_of"]
