"""What a command says to people, and output that no signal cuts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
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


def write_text(path: str, text: str) -> int:
    """Write a file, or to standard output for ``-``. Returns the exit status: 1 if it cannot be written, which is said."""
    try:
        with open_output(None if path == "-" else path) as out:
            out.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{path}: cannot write: {error.strerror or error}")
        return 1
    return 0


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
