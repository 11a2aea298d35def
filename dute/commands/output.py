"""Messages to people, and output that no signal interrupts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from cleaners.files import open_output
from cleaners.reading.characters import sanitize


def say(message: str) -> None:
    """Print one line for people on standard error, without control characters from names."""
    print("dute: " + " ".join(sanitize(message).splitlines()), file=sys.stderr)


def tell(text: str, to: TextIO | None = None) -> None:
    """Print lines for people on standard output, or on ``to``, without control characters from names."""
    print(sanitize(text).replace("\r", " "), file=to)


def shown_name(name: str) -> str:
    """A source's name for printing: one line without control characters, with backslash escapes for bytes that are not
    UTF-8."""
    return " ".join(sanitize(os.fsencode(name).decode("utf-8", "backslashreplace")).splitlines())


def status_of(work: Callable[[], int], path: str | os.PathLike[str] | None, *faults: type[Exception]) -> int:
    """The exit status of ``work``, which writes to ``path`` (None is standard output): 1 if that cannot be written, or if one
    of ``faults`` is raised; either is reported. A closed pipe is left to `dute.cli.main`."""
    try:
        return work()
    except BrokenPipeError:
        raise
    except faults as error:
        say(str(error))
    except OSError as error:
        say(f"{path or 'standard output'}: cannot write: {error.strerror or error}")
    return 1


def write_text(path: str, text: str) -> int:
    """Write a file, or to standard output for ``-``. Returns the exit status: 1 if writing fails, which is reported."""
    place = None if path == "-" else path

    def write() -> int:
        with open_output(place) as out:
            out.write(text)
        return 0

    return status_of(write, place)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Delay Ctrl-C and SIGTERM until the end of the block, so that they never leave half a line."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
