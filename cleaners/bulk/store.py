"""A local or remote output folder, in which files appear only when they are complete."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, BinaryIO, Protocol

from cleaners.bulk.places import PlaceError, filesystem, has_folders, is_remote, local_path, reaching
from cleaners.files import replacing

Writer = Callable[[IO[bytes]], object]

#: Maximum size in bytes of a remote file that is uploaded from memory. Larger files are uploaded from disk, in parts.
_AT_ONCE = 64 << 20

_LEFTOVER = re.compile(r"\.(?:part-\d+-\d+\.\w+|_\w+\.json)\.part")


class Store(Protocol):
    """A folder. Every method raises OSError if it fails."""

    place: str

    #: Whether a file being replaced is always complete, the old or the new one, even if its writer is killed.
    replaces_whole: bool

    def make(self) -> None:
        """Create the folder if it does not exist, and remove files left by a killed writer."""

    def names(self) -> list[str]:
        """The sorted names of its files."""

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""

    def write(self, name: str, writer: Writer) -> int:
        """Create or replace a file with the output of ``writer``. Returns its size in bytes."""


def store_at(place: str | os.PathLike[str]) -> Store:
    """The folder at a place. Raises OSError, MissingExtraError."""
    name = os.fspath(place)
    return _Remote(name) if is_remote(name) else _Local(local_path(name))


def read_text(store: Store, name: str) -> str:
    """The content of a file as text. Raises OSError, UnicodeDecodeError."""
    with store.open(name) as file:
        return file.read().decode("utf-8")


def write_text(store: Store, name: str, content: str) -> None:
    """Create or replace a text file. Raises OSError."""
    store.write(name, lambda file: file.write(content.encode("utf-8", "backslashreplace")))


class _Local:
    replaces_whole = True

    def __init__(self, place: str) -> None:
        self.place = place
        self._path = Path(place)

    def make(self) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        for path in self._path.iterdir():
            if _LEFTOVER.fullmatch(path.name):
                path.unlink()

    def names(self) -> list[str]:
        return sorted(entry.name for entry in self._path.iterdir()) if self._path.exists() else []

    def open(self, name: str) -> BinaryIO:
        return (self._path / name).open("rb")

    def write(self, name: str, writer: Writer) -> int:
        with replacing(str(self._path / name)) as temporary, open(temporary, "wb") as file:
            writer(file)
            return file.tell()


class _Remote:
    """A remote folder. A file is uploaded when it is complete, a small one in one request. Object stores make uploads visible
    atomically; other stores may not."""

    replaces_whole = False

    def __init__(self, place: str) -> None:
        self.place = place
        self._files, name = filesystem(place)
        self._root = name.rstrip("/")

    def make(self) -> None:
        with reaching(self.place):
            if has_folders(self.place):
                self._files.makedirs(self._root, exist_ok=True)

    def names(self) -> list[str]:
        with reaching(self.place):
            self._files.invalidate_cache()
            if not self._files.exists(self._root):
                return []
            found: list[Any] = self._files.ls(self._root, detail=False)
        return sorted(name.rsplit("/", 1)[-1] for name in map(str, found) if name.rstrip("/") != self._root)

    def open(self, name: str) -> BinaryIO:
        with reaching(self.place):
            return BytesIO(self._files.cat_file(f"{self._root}/{name}"))

    def write(self, name: str, writer: Writer) -> int:
        with TemporaryDirectory() as folder:
            here = os.path.join(folder, "file")
            with open(here, "wb") as file:
                writer(file)
                size = file.tell()
            with reaching(self.place):
                self._put(here, size, f"{self._root}/{name}")
            return size

    def _put(self, here: str, size: int, there: str) -> None:
        if size > _AT_ONCE:
            self._files.put_file(here, there)
            return
        with open(here, "rb") as file:
            self._files.pipe_file(there, file.read())


__all__ = ["PlaceError", "Store", "read_text", "store_at", "write_text"]
