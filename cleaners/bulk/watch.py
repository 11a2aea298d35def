"""What a worker is at, in memory that its parent sees too, and the timer that ends the worker where that takes too long.

A task of many pages has a guard for each of them: the parent of a worker that died knows which page it died of.
"""

from __future__ import annotations

import mmap
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from struct import Struct
from typing import Any, NamedTuple

_STATE = Struct("<qq")

#: The number of a worker that is at no step.
IDLE = -1


class At(NamedTuple):
    """The step that a worker is at or gets ready for, and whether it is in the middle of it."""

    step: int
    is_inside: bool


class Watch:
    """One worker's state. Goes to another process by a fork, or pickled, with its file handed down under the same number."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.file = _shared_file()
        os.ftruncate(self.file, _STATE.size)
        self._memory = mmap.mmap(self.file, _STATE.size)
        self.set(IDLE)

    def __getstate__(self) -> tuple[float, int]:
        return self._seconds, self.file

    def __setstate__(self, state: tuple[float, int]) -> None:
        self._seconds, self.file = state
        self._memory = mmap.mmap(self.file, _STATE.size)

    def at(self) -> At:
        """For the parent: what the worker is at."""
        step, is_inside = _STATE.unpack_from(self._memory)
        return At(step, bool(is_inside))

    def set(self, step: int) -> None:
        """For the worker: get ready for a step (read what it needs), without a limit of time."""
        _STATE.pack_into(self._memory, 0, step, 0)

    @contextmanager
    def inside(self, step: int) -> Iterator[None]:
        """For the worker: do a step. Where it takes too long, the system ends the process."""
        _STATE.pack_into(self._memory, 0, step, 1)
        _set_timer(self._seconds)
        is_left = True
        try:
            yield
        except MemoryError:
            is_left = False  # the worker ends, and its parent is to find it in this step
            raise
        finally:
            _set_timer(0)
            if is_left:
                _STATE.pack_into(self._memory, 0, step, 0)

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
        os.close(self.file)


class Unwatched:
    """A watch where the work is done in this process: it ends nothing."""

    def set(self, step: int) -> None:
        """Nothing to tell."""

    @contextmanager
    def inside(self, step: int) -> Iterator[None]:
        """No limit of time."""
        yield


def _set_timer(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _shared_file() -> int:
    """A file of no name that lives as long as somebody has it open."""
    make: Any = getattr(os, "memfd_create", None)
    if make is not None:
        return int(make("dute"))
    import tempfile  # half the start of a command, for systems that are not Linux

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
