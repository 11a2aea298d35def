"""Access to inputs and outputs: local files and folders, and anything that fsspec can open by address (``s3://``,
``memory://``).

A place is a string: a path, or an address with ``://``. Every failure is raised as an OSError.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from cleaners.extras import require

#: Bytes requested at a time from a remote place.
REMOTE_BLOCK = 4 << 20

#: Size of the buffer for remote files, in bytes.
_BUFFER = 1 << 16

#: Schemes with an extra of their own, which installs the packages for them.
_OWN_EXTRA = {"s3": "s3", "s3a": "s3"}

#: Schemes of places that are visible only to the process that made them.
_PRIVATE = ("memory",)


#: Schemes of object stores, in which folders are only prefixes of names: creating one there may create a new bucket.
_BUCKETS = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci")


class PlaceError(OSError):
    """A place that cannot be accessed; the message says why."""


def is_remote(place: str) -> bool:
    """Whether a place is a remote address, not a local path."""
    return "://" in place and not place.startswith("file://")


def is_shared(place: str) -> bool:
    """Whether other processes can access the same place."""
    return not is_remote(place) or place.partition("://")[0] not in _PRIVATE


def has_folders(place: str) -> bool:
    """Whether a folder must be created before a file is written to it."""
    return place.partition("://")[0] not in _BUCKETS


def local_path(place: str) -> str:
    """The path of a local place."""
    return place.removeprefix("file://")


def need_extras(place: str) -> None:
    """Check that the packages for a place are installed. Raises MissingExtraError if not."""
    if is_remote(place):
        own = _OWN_EXTRA.get(place.partition("://")[0])
        require(f"{place}:", *(["places", own] if own else ["places"]))


def filesystem(place: str) -> tuple[Any, str]:
    """fsspec's file system for an address, and the path of the place in it. Raises PlaceError, MissingExtraError."""
    need_extras(place)
    from fsspec.core import url_to_fs  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with reaching(place):
        return cast(tuple[Any, str], url_to_fs(place))


@contextmanager
def reaching(place: str) -> Iterator[None]:
    """Convert exceptions of a file system to OSError: the clients of object stores have their own classes."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise PlaceError(f"{place}: {_on_one_line(error)}") from error


def open_input(place: str) -> BinaryIO:
    """A local or remote file, open for reading. Raises ReadError, MissingExtraError."""
    from cleaners.bulk.pages import ReadError

    try:
        if not is_remote(place):
            return open(local_path(place), "rb")
        files, name = filesystem(place)
        with reaching(place):
            opened = files.open(name, "rb", block_size=REMOTE_BLOCK)
        return cast(BinaryIO, io.BufferedReader(opened, _BUFFER))  # fsspec's own buffer reads lines of unlimited length
    except OSError as error:
        raise ReadError(fault_of(place, error)) from error


def is_folder(place: str) -> bool:
    """Whether a place is a folder. Raises OSError, MissingExtraError."""
    if not is_remote(place):
        return os.path.isdir(local_path(place))
    files, name = filesystem(place)
    with reaching(place):
        return bool(files.isdir(name))


def is_file(place: str) -> bool:
    """Whether a place is a file. Raises OSError, MissingExtraError."""
    if not is_remote(place):
        return os.path.isfile(local_path(place))
    files, name = filesystem(place)
    with reaching(place):
        return bool(files.isfile(name))


def size_of_file(place: str) -> int:
    """The size of a file in bytes. Raises OSError, MissingExtraError."""
    if not is_remote(place):
        return os.path.getsize(local_path(place))
    files, name = filesystem(place)
    with reaching(place):
        return int(files.size(name) or 0)


def fault_of(place: str, error: OSError) -> str:
    """The reason why a place cannot be read, for people; it names the place only once."""
    if isinstance(error, PlaceError):
        return str(error)
    why = error.strerror or _on_one_line(error)
    if why == place and error.__cause__ is not None:  # clients of the web say only what was asked for
        why = str(error.__cause__)
    return f"{place}: {'not found' if why == place else why.lower()}"


def _on_one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
