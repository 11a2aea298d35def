"""Pages cleaned in processes of their own: several at a time, in order, and none for longer than it may take.

A page that takes too long can only be given up for certain by ending the process that works on it: an alarm inside the
interpreter is answered when the running C code returns, and a thread cannot be ended at all. So pages are cleaned in worker
processes, with one job too. Each worker has a timer of the system set before every page and put out after it; where it
rings, the system ends the worker, whatever that is doing and whether its parent lives or not. The parent sees the pipe
close, names the page that was in work, and starts another worker.

The pools of the standard library lose all that is in flight when one worker dies, have no time limit that ends anything,
and take up all tasks at once; those that have one (pebble) add fifty milliseconds to the start of every command.

Without `os.fork` (Windows) there is no such timer: the work is done in this process, one page after the other.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from cleaners.bulk.child import FAILED, Orders, describe
from cleaners.bulk.link import Link, wait_for

Task = TypeVar("Task")
Answer = TypeVar("Answer")

#: Seconds of wall time that one page may take. The slowest page of the benchmarks' corpora takes a fiftieth of it.
PAGE_SECONDS = 5.0

#: Tasks in a worker's pipe: the one in work and the next, so that it does not wait for its parent.
_AT_HAND = 2

#: Bounds on what may be ahead of the first page that is not done yet: tasks a worker, and bytes of answers in all.
_AHEAD, _AHEAD_BYTES = 64, 64 << 20

#: How often a task is begun whose worker is ended from outside (by hand, or for want of memory) before it is given up.
TRIES = 2

CAN_FORK = hasattr(os, "fork")


class Lost(NamedTuple):
    """What came of a task without an answer: ``timeout`` (it took too long), ``crashed`` (its process died, each time it
    was tried) or ``failed`` (an exception), and for people what is known of it."""

    flag: str
    reason: str


class _Job:
    """A task on its way: how often it was begun, and its answer in the form it came in."""

    __slots__ = ("answer", "task", "tries")

    def __init__(self, task: Any) -> None:
        self.task = task
        self.tries = 0
        self.answer: bytes | Lost | None = None


class Crew(Generic[Task, Answer]):
    """Worker processes for one function of one argument; function, tasks and answers must be picklable.

    ``jobs`` is the number of processes, ``seconds`` the wall time a task may take. The processes start with the first
    task and stay until `close`, or the end of a ``with``. They are forks of this one where it has a single thread, else
    fresh interpreters, since a fork may copy a lock that another thread holds. ``fresh`` asks for those: a fork also
    holds the caller's connections and files. ``prepare`` is what a worker does before its first task, on time of its own;
    several that are forks have it done once, in this process, and share what it loads.
    """

    def __init__(
        self,
        work: Callable[[Task], Answer],
        *,
        jobs: int = 1,
        seconds: float = PAGE_SECONDS,
        fresh: bool = False,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        if jobs < 1 or not seconds > 0:
            raise ValueError("a crew needs at least one job and more than no time")
        self._work = work
        self._seconds = seconds
        self._workers = [_Worker(Orders(work, seconds, prepare), fresh) for _ in range(jobs)]
        if prepare is not None and jobs > 1 and not fresh:
            prepare()

    def __enter__(self) -> Crew[Task, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the workers before there is a task, which otherwise the first one waits for."""
        for worker in self._workers if CAN_FORK else ():
            worker.link.start()

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        for worker in self._workers:
            worker.end()

    def one(self, task: Task) -> Answer | Lost:
        """The answer to one task. Blocks until it is there."""
        return next(self.run((task,)))[1]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | Lost]]:
        """Every task with its answer, in the order of the tasks, which are taken up only as far as memory stays bounded.

        A task that raises, hangs or takes its process with it is `Lost`; the others are not touched by it.
        """
        if not CAN_FORK:
            yield from ((task, _try_here(self._work, task)) for task in tasks)
            return
        try:
            for job in self._jobs_done(iter(tasks)):
                assert job.answer is not None
                yield job.task, job.answer if isinstance(job.answer, Lost) else pickle.loads(job.answer)  # noqa: S301  our worker's
        finally:
            for worker in self._workers:
                if worker.jobs:  # left in the middle: what it still works on nobody wants
                    worker.end()

    def _jobs_done(self, tasks: Iterator[Task]) -> Iterator[_Job]:
        line: deque[_Job] = deque()  # everything that was taken up and not given out, in order
        again: deque[_Job] = deque()  # what a dead worker left
        ahead = 0  # bytes of answers in the line
        while True:
            for worker in self._workers:
                while len(worker.jobs) < _AT_HAND:
                    if again:
                        worker.give(again.popleft())
                        continue
                    is_full = len(line) >= _AHEAD * len(self._workers) or ahead > _AHEAD_BYTES
                    task = _END if is_full else next(tasks, _END)
                    if task is _END:
                        break
                    line.append(_Job(task))
                    worker.give(line[-1])
            if not line:
                return
            for job in _wait(self._workers):
                if job.answer is None:
                    again.append(job)
                elif isinstance(job.answer, bytes):
                    ahead += len(job.answer)
            while line and line[0].answer is not None:
                job = line.popleft()
                if isinstance(job.answer, bytes):
                    ahead -= len(job.answer)
                yield job


_END: Any = object()


class _Worker:
    """One process and the jobs that it has, the first of them in work."""

    def __init__(self, orders: Orders, fresh: bool) -> None:
        self._seconds = orders.seconds
        self.link = Link(orders, fresh)
        self.jobs: deque[_Job] = deque()

    def give(self, job: _Job) -> None:
        """Put a task into the worker's pipe."""
        self.jobs.append(job)
        self.link.put(pickle.dumps(job.task, pickle.HIGHEST_PROTOCOL))

    def receive(self) -> list[_Job]:
        """Jobs that are done; where the process died, all that it had: the first lost or to be tried again."""
        frames, lives = self.link.receive()
        done = []
        for frame in frames:
            job = self.jobs.popleft()
            job.answer = frame if frame[:1] != FAILED else Lost("failed", frame[1:].decode("utf-8", "replace"))
            done.append(job)
        return done if lives else [*done, *self._bury()]

    def _bury(self) -> list[_Job]:
        code = self.link.end()
        left = list(self.jobs)
        self.jobs.clear()
        if left:
            left[0].tries += 1
            if code == -signal.SIGALRM:
                left[0].answer = Lost("timeout", f"abandoned after {self._seconds:g} s")
            elif left[0].tries >= TRIES:
                left[0].answer = Lost("crashed", f"its worker ended with status {code}, {TRIES} times")
        return left

    def end(self) -> None:
        """Kill the process. What it had is forgotten."""
        self.link.end()
        self.jobs.clear()


def _wait(workers: list[_Worker]) -> list[_Job]:
    """Wait until at least one worker has something to say. Jobs without an answer are to be tried again."""
    by_link = {worker.link: worker for worker in workers}
    return [job for link in wait_for((link, True) for link in by_link) for job in by_link[link].receive()]


def _try_here(work: Callable[[Task], Answer], task: Task) -> Answer | Lost:
    try:
        return work(task)
    except Exception as error:  # as in a worker
        return Lost("failed", describe(error))
