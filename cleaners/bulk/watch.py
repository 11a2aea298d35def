"""The current step of a worker, in memory shared with its parent, and the timer that kills the worker if the step takes too
long.

So each page of a task with many pages is guarded: if a worker dies, its parent knows on which page.
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

#: The step number of an idle worker.
IDLE = -1


class At(NamedTuple):
    """The step that a worker executes or prepares, and whether it is executing it."""

    step: int
    is_inside: bool


class Watch:
    """The state of one worker. It reaches another process by a fork, or pickled, with its file descriptor inherited under the
    same number."""

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
        """For the parent: the worker's current step."""
        step, is_inside = _STATE.unpack_from(self._memory)
        return At(step, bool(is_inside))

    def set(self, step: int) -> None:
        """For the worker: prepare a step (read its input), without a time limit."""
        _STATE.pack_into(self._memory, 0, step, 0)

    @contextmanager
    def inside(self, step: int) -> Iterator[None]:
        """For the worker: execute a step. If it takes too long, the system kills the process."""
        _STATE.pack_into(self._memory, 0, step, 1)
        _set_timer(self._seconds)
        is_left = True
        try:
            yield
        except MemoryError:
            is_left = False  # the worker ends, and its parent must find it in this step
            raise
        finally:
            _set_timer(0)
            if is_left:
                _STATE.pack_into(self._memory, 0, step, 0)

    def close(self) -> None:
        """Free the shared memory."""
        self._memory.close()
        os.close(self.file)


class Unwatched:
    """A watch for work in this process: it has no time limit and kills nothing."""

    def set(self, step: int) -> None:
        """Do nothing."""

    @contextmanager
    def inside(self, step: int) -> Iterator[None]:
        """No limit of time."""
        yield


def _set_timer(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _shared_file() -> int:
    """An anonymous file that exists as long as it is open."""
    make: Any = getattr(os, "memfd_create", None)
    if make is not None:
        return int(make("dute"))
    import tempfile  # slow to import, and needed only on systems other than Linux

    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
