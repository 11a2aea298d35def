"""One worker process: how it starts and ends, and how it serves the tasks that come through its pipe.

It is a fork of this process, or a fresh interpreter. An operating-system timer limits each task: when the timer expires, the
system kills the process, whatever code it is running.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import FileIO
from typing import Any, NamedTuple, NoReturn

from cleaners.bulk.watch import IDLE, Watch

#: First byte of the answer to a task that raised an exception; no pickle begins with it.
FAILED = b"!"

#: Exit status of a worker that ran out of memory: a fresh worker may have enough.
_NO_MEMORY = 71

_SIZE_BYTES = 8

#: Pipe ends that belong to this process. A forked worker closes its copies, since it could not detect that the parent closed
#: its end otherwise.
_own_ends: set[int] = set()


#: First bytes of the frames of a task that is answered in parts: a part, and the end.
PART, DONE = b"+", b"."


class Orders(NamedTuple):
    """The orders of a worker process: the function for each task, seconds per task, and a function to call before the first
    task.

    With a ``watch``, the function is a generator. It takes the task, the steps done earlier (`cleaners.bulk.relay.Begun`) and
    the watch, yields its answer in parts, and returns the end of it. The time limit then applies to each step that it enters.
    """

    work: Callable[..., Any]
    seconds: float
    prepare: Callable[[], None] | None
    watch: Watch | None = None


class Child:
    """A running worker process: the parent's ends of its pipes, and a way to end it."""

    def __init__(self, orders: Orders, fresh: bool) -> None:
        task_end, self.tasks = os.pipe()
        self.answers, answer_end = os.pipe()
        _own_ends.update((self.tasks, self.answers))
        try:
            if not fresh and not _has_threads():
                self._reap = _fork(orders, task_end, answer_end)
            else:
                self._reap = _spawn(orders, task_end, answer_end)
        except BaseException:
            self._close()
            raise
        finally:
            os.close(task_end)
            os.close(answer_end)
        os.set_blocking(self.tasks, False)

    def end(self) -> int:
        """Kill the process if it is running. Returns its exit status, negative for the signal that ended it."""
        self._close()
        return self._reap()

    def _close(self) -> None:
        for end in (self.tasks, self.answers):
            os.close(end)
            _own_ends.discard(end)


def _has_threads() -> bool:
    """Whether this process has another thread. It has none if `threading` was never imported."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


def _fork(orders: Orders, task_end: int, answer_end: int) -> Callable[[], int]:
    pid = os.fork()
    if pid == 0:
        try:
            for end in _own_ends:
                os.close(end)
            _serve(orders, task_end, answer_end)
        finally:
            os._exit(1)  # skip the parent's exit handlers and its half-written buffers

    def reap() -> int:
        os.kill(pid, signal.SIGKILL)  # safe: an ended process keeps its number until it is waited for
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    return reap


def _spawn(orders: Orders, task_end: int, answer_end: int) -> Callable[[], int]:
    # multiprocessing is no option: its fresh interpreters run the caller's script again.
    import subprocess

    program = (
        f"import sys; sys.path[:] = {sys.path!r}; from cleaners.bulk.child import serve_fresh; "
        f"serve_fresh({task_end}, {answer_end}, {pickle.dumps(orders)!r})"
    )
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        pass_fds=(task_end, answer_end, *([orders.watch.file] if orders.watch is not None else [])),
        process_group=0,
    )  # a process group of its own, so that Ctrl-C reaches only the parent

    def reap() -> int:
        child.kill()
        return child.wait()

    return reap


def serve_fresh(task_end: int, answer_end: int, orders: bytes) -> NoReturn:
    """Entry point of a worker in a fresh interpreter."""
    _serve(pickle.loads(orders), task_end, answer_end)  # noqa: S301  pickled by the parent


def _serve(orders: Orders, task_end: int, answer_end: int) -> NoReturn:
    """Answer tasks until the parent closes its end of the pipe, or the timer expires."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent answers it
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the default action ends the process
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM, signal.SIGTERM))
    # A page leaves hardly a reference cycle behind, and garbage collection after every 700 objects takes 5 % of a worker's
    # time.
    gc.set_threshold(50_000, 20, 20)
    if orders.prepare is not None:
        with suppress(Exception):  # the first task raises the same exception and returns it as its answer
            orders.prepare()
    gc.freeze()
    with suppress(BrokenPipeError), open(task_end, "rb") as tasks, open(answer_end, "wb", buffering=0) as answers:
        while header := tasks.read(_SIZE_BYTES):
            task = tasks.read(int.from_bytes(header, "little"))
            if orders.watch is None:
                signal.setitimer(signal.ITIMER_REAL, orders.seconds)
                answer = framed(_answer(orders.work, task))
                signal.setitimer(signal.ITIMER_REAL, 0)
                _write(answers, answer)
                continue
            for part in _parts(orders.work, task, orders.watch):
                _write(answers, framed(part))
    os._exit(0)


def _write(answers: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[answers.write(rest) :]


def _answer(work: Callable[[Any], Any], task: bytes) -> bytes:
    try:
        return pickle.dumps(work(pickle.loads(task)), pickle.HIGHEST_PROTOCOL)  # noqa: S301  pickled by the parent
    except Exception as error:  # one bad page must not stop the others
        return FAILED + describe(error).encode("utf-8", "replace")


def _parts(work: Callable[..., Any], task: bytes, watch: Watch) -> Iterator[bytes]:
    try:
        parts = work(*pickle.loads(task), watch)  # noqa: S301  pickled by the parent
        while True:
            try:
                part = next(parts)
            except StopIteration as end:
                yield DONE + pickle.dumps(end.value, pickle.HIGHEST_PROTOCOL)
                break
            yield PART + pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(_NO_MEMORY)
    except Exception as error:  # as above: the parts so far are already sent
        yield FAILED + describe(error).encode("utf-8", "replace")
    watch.set(IDLE)


def describe(error: Exception) -> str:
    """An exception on one line, for people."""
    return f"{type(error).__name__}: {error}"


def death_of(code: int) -> str:
    """The cause of a worker's death by its exit status, for people."""
    return "its worker ran out of memory" if code == _NO_MEMORY else f"its worker ended with status {code}"


def framed(data: bytes) -> bytes:
    """Data with its size prepended, as sent through a pipe."""
    return len(data).to_bytes(_SIZE_BYTES, "little") + data


def take_frame(buffer: bytearray) -> bytes | None:
    """Remove and return the first complete frame of a buffer; None if there is none yet."""
    if len(buffer) < _SIZE_BYTES:
        return None
    end = _SIZE_BYTES + int.from_bytes(buffer[:_SIZE_BYTES], "little")
    if len(buffer) < end:
        return None
    frame = bytes(buffer[_SIZE_BYTES:end])
    del buffer[:end]
    return frame
