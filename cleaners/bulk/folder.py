"""Folders of pages → pages, by path. Symbolic links are followed only on request: they may lead out of the folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from cleaners.bulk.pages import WHOLE, Position, ReadError, SourcePage, Span, escape_surrogates
from cleaners.bulk.places import filesystem, is_remote, local_path, open_input, reaching
from cleaners.reading.limits import MAX_BYTES, PAGE_SUFFIXES

#: Files per span.
_FILES = 32


def read_folder(
    path: str, position: Position, span: Span = WHOLE, *, follows_links: bool = False
) -> Iterator[SourcePage]:
    """The pages below a folder, by path. ``url`` is the path relative to the folder, with backslash escapes for bytes that are
    not UTF-8. An unreadable file, a broken link, or a link that is not followed gives a page without content, with the reason
    as its flag."""
    names = span.names or tuple(name for name, _ in files_below(path, follows_links))
    position.first = span.start
    for name in names:
        url = escape_surrogates(os.fsencode(name).decode("utf-8", "backslashreplace"))
        try:
            content = _content_of(path, name, follows_links)
        except (OSError, ReadError) as error:
            yield SourcePage(url, None, flags=(f"unreadable: {_reason(error)}",))
            continue
        position.bytes += len(content)
        cut = len(content) > MAX_BYTES
        yield SourcePage(url, content[:MAX_BYTES], flags=("truncated",) if cut else ())
    position.next = span.start + len(names)


def spans_of_folder(path: str, start: int, follows_links: bool) -> Iterator[Span]:
    """The files of a folder from number ``start`` on, in groups. Raises OSError."""
    names = [name for name, _ in files_below(path, follows_links)]
    for first in range(start, len(names), _FILES):
        chunk = tuple(names[first : first + _FILES])
        yield Span(first, first + len(chunk), names=chunk)


def files_below(path: str, follows_links: bool) -> list[tuple[str, int]]:
    """The pages below a folder, recognised by suffix, with their sizes in bytes, ordered by path. Links are included (with size
    0 if they are not followed). So are subfolders that cannot be listed: opening such an entry gives the reason. Raises
    OSError."""
    closed: list[str] = []
    found = _remote_files(path) if is_remote(path) else _local_files(local_path(path), follows_links, closed)
    pages = [(name, size) for name, size in found if PurePosixPath(name).suffix.lower() in PAGE_SUFFIXES]
    return sorted([*pages, *((name, 0) for name in closed)], key=lambda file: file[0].split("/"))


def _remote_files(path: str) -> Iterator[tuple[str, int]]:
    files, root = filesystem(path)
    with reaching(path):
        found = files.find(root, detail=True)
    for name, about in found.items():
        yield str(name).removeprefix(root).lstrip("/"), int(about.get("size") or 0)


def _local_files(root: str, follows_links: bool, closed: list[str]) -> Iterator[tuple[str, int]]:
    """Files with their sizes in bytes. Subfolders that cannot be listed are added to ``closed``. Raises OSError if the root
    cannot be listed."""

    def note(error: OSError) -> None:
        if error.filename == root:
            raise error
        closed.append(os.path.relpath(error.filename, root).replace(os.sep, "/"))

    seen: set[tuple[int, int]] = set()  # folders, so that a link to a parent folder ends
    for folder, folders, names in os.walk(root, onerror=note, followlinks=follows_links):
        if follows_links:
            about = os.stat(folder)
            if (about.st_dev, about.st_ino) in seen:
                folders.clear()
                continue
            seen.add((about.st_dev, about.st_ino))
        below = os.path.relpath(folder, root)
        for name in names:
            file = os.path.join(folder, name)
            if os.path.isfile(file) or os.path.islink(file):
                yield (name if below == "." else f"{below}/{name}".replace(os.sep, "/")), _size_of(file, follows_links)


def _size_of(file: str, follows_links: bool) -> int:
    try:
        return 0 if os.path.islink(file) and not follows_links else os.stat(file).st_size
    except OSError:
        return 0


def _content_of(path: str, name: str, follows_links: bool) -> bytes:
    """The content, at most one byte more than the page limit: the cleaner recognises an oversized page by it. Raises OSError,
    ReadError."""
    if not is_remote(path):
        file = os.path.join(local_path(path), name)
        if os.path.islink(file) and not follows_links and os.path.exists(file):
            raise OSError(0, "a symbolic link, not followed")
        with open(file, "rb") as opened:
            return opened.read(MAX_BYTES + 1)
    with open_input(f"{path.rstrip('/')}/{name}") as remote, reaching(path):
        return remote.read(MAX_BYTES + 1)


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
