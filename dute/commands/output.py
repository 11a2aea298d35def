"""What a command says to people, and output that no signal cuts."""

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
    """One line for people on standard error; a name from outside cannot bring control characters into the terminal."""
    print("dute: " + " ".join(sanitize(message).splitlines()), file=sys.stderr)


def tell(text: str, to: TextIO | None = None) -> None:
    """Lines for people, on standard output unless ``to`` is another stream; with what may come from outside, as names do."""
    print(sanitize(text).replace("\r", " "), file=to)


def shown_name(name: str) -> str:
    """A source's name as it is printed: one line without control characters, bytes that are no UTF-8 with backslashes."""
    return " ".join(sanitize(os.fsencode(name).decode("utf-8", "backslashreplace")).splitlines())


def status_of(work: Callable[[], int], path: str | os.PathLike[str] | None, *faults: type[Exception]) -> int:
    """The exit status of ``work``, which writes to ``path`` (None is standard output): 1 if that cannot be written, or if one
    of ``faults`` is raised; either is said. A closed pipe is for `dute.cli.main`."""
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
    """Write a file, or to standard output for ``-``. Returns the exit status: 1 if it cannot be written, which is said."""
    place = None if path == "-" else path

    def write() -> int:
        with open_output(place) as out:
            out.write(text)
        return 0

    return status_of(write, place)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until what is inside is done, so that they never leave half a line."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
