"""Where inputs and outputs lie: files and folders here, and by their addresses whatever fsspec reaches (``s3://``, ``memory://``).

Places are named by strings: a path, or an address with ``://``. Whatever goes wrong with one is an OSError.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from cleaners.extras import require

#: Bytes that are asked for at a time from a place that is not here.
REMOTE_BLOCK = 4 << 20

#: Bytes that are copied from there at a time.
_BUFFER = 1 << 16

#: Schemes whose packages are an extra of their own.
_OWN_EXTRA = {"s3": "s3", "s3a": "s3"}

#: Schemes of places that one process has to itself.
_PRIVATE = ("memory",)


#: Schemes of stores whose folders are names and no more: to make one there may make a whole new store.
_BUCKETS = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci")


class PlaceError(OSError):
    """A place that cannot be reached; the message says why."""


def is_remote(place: str) -> bool:
    """Whether a place is an address and not a path."""
    return "://" in place and not place.startswith("file://")


def is_shared(place: str) -> bool:
    """Whether another process finds the same there."""
    return not is_remote(place) or place.partition("://")[0] not in _PRIVATE


def has_folders(place: str) -> bool:
    """Whether a folder must be made there before a file is put into it."""
    return place.partition("://")[0] not in _BUCKETS


def local_path(place: str) -> str:
    """The path of a place that is here."""
    return place.removeprefix("file://")


def need_extras(place: str) -> None:
    """Nothing if the packages that reach a place are there. Raises MissingExtraError."""
    if is_remote(place):
        own = _OWN_EXTRA.get(place.partition("://")[0])
        require(f"{place}:", *(["places", own] if own else ["places"]))


def filesystem(place: str) -> tuple[Any, str]:
    """fsspec's file system for an address, and what the place is called there. Raises PlaceError, MissingExtraError."""
    need_extras(place)
    from fsspec.core import url_to_fs  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with reaching(place):
        return cast(tuple[Any, str], url_to_fs(place))


@contextmanager
def reaching(place: str) -> Iterator[None]:
    """Whatever a file system raises inside is an OSError: clients of object stores have errors of their own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise PlaceError(f"{place}: {_on_one_line(error)}") from error


def open_input(place: str) -> BinaryIO:
    """A file to read, wherever it lies. Raises ReadError, MissingExtraError."""
    from cleaners.bulk.pages import ReadError

    try:
        if not is_remote(place):
            return open(local_path(place), "rb")
        files, name = filesystem(place)
        with reaching(place):
            opened = files.open(name, "rb", block_size=REMOTE_BLOCK)
        return cast(BinaryIO, io.BufferedReader(opened, _BUFFER))  # theirs read a line of any length
    except OSError as error:
        raise ReadError(said(place, error)) from error


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
    """Bytes of a file. Raises OSError, MissingExtraError."""
    if not is_remote(place):
        return os.path.getsize(local_path(place))
    files, name = filesystem(place)
    with reaching(place):
        return int(files.size(name) or 0)


def said(place: str, error: OSError) -> str:
    """Why a place cannot be read, for people, with its name once."""
    if isinstance(error, PlaceError):
        return str(error)
    why = error.strerror or _on_one_line(error)
    if why == place and error.__cause__ is not None:  # clients of the web say only what was asked for
        why = str(error.__cause__)
    return f"{place}: {'not found' if why == place else why.lower()}"


def _on_one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
