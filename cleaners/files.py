"""Where output goes: standard output, or a file that appears only when it is whole; and how files that people write are read."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


def read_text(path: str | os.PathLike[str]) -> str:
    """A file that somebody wrote in an editor: UTF-8, with or without the mark that editors on Windows put before it.
    Raises OSError, and ValueError with the fault for another encoding."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8, the encoding of TOML (byte {error.start}); save it as UTF-8") from error


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Standard output for None, else the file: written under a temporary name beside it, synced, then renamed.

    A file that was there stays as it was until then, and for good if something goes wrong. What is no regular file (a pipe,
    a device) is written directly. Line ends are written as they are given, on every system. Raises OSError where it cannot be
    written.
    """
    if path is None:
        yield sys.stdout
        return
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        return
    with (
        replacing(target, mark=f".{os.getpid()}") as temporary,
        open(temporary, "w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        yield file


@contextmanager
def replacing(target: str, mark: str = "") -> Iterator[str]:
    """The temporary name, ``.NAME.part`` with ``mark`` before the suffix, of a file that takes the place of ``target`` when
    the block ends: it is synced, then renamed. If the block raises, it is removed. Raises OSError, also for a target that is no
    regular file: a rename would put a file in the place of a device or a pipe.
    """
    if os.path.exists(target) and not os.path.isfile(target):
        raise OSError(errno.EINVAL, "not a regular file", target)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}{mark}.part")
    try:
        yield temporary
        with open(temporary, "rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
