"""Pages cleaned in worker processes: several at a time, in order, each with a time limit.

The only reliable way to abandon a page is to kill the process that works on it: a signal handler inside the interpreter runs
only when the current C code returns, and a thread cannot be killed. So pages are cleaned in worker processes, even if there is
only one. Each worker sets an operating-system timer before every page and cancels it afterwards. When the timer expires, the
system kills the worker, whatever code it runs and whether its parent is alive. The parent sees the pipe close, reports the
page, and starts another worker.

The pools of the standard library lose all tasks in flight when one worker dies, have no time limit that kills a worker, and
consume all tasks at once. pebble has a time limit, but adds fifty milliseconds to the start of every command.

Without `os.fork` (Windows), there is no such timer: the pages are cleaned in this process, one after another.
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

#: Time limit for one page, in seconds of wall time. The slowest page of the benchmarks' corpora takes a fiftieth of it.
PAGE_SECONDS = 5.0

#: Tasks in a worker's pipe: the current one and the next, so that it does not wait for its parent.
_AT_HAND = 2

#: Bounds on the work ahead of the first unfinished page: tasks per worker, and bytes of all answers.
_AHEAD, _AHEAD_BYTES = 64, 64 << 20

#: Maximum number of attempts at a task whose worker was killed from outside (by a person, or for lack of memory).
TRIES = 2

CAN_FORK = hasattr(os, "fork")


class Lost(NamedTuple):
    """The result of a task without an answer: ``timeout`` (it took too long), ``crashed`` (its process died on every attempt)
    or ``failed`` (an exception), and details for people."""

    flag: str
    reason: str


class _Job:
    """A task in progress: the number of attempts, and its answer, still pickled."""

    __slots__ = ("answer", "task", "tries")

    def __init__(self, task: Any) -> None:
        self.task = task
        self.tries = 0
        self.answer: bytes | Lost | None = None


class Crew(Generic[Task, Answer]):
    """Worker processes for one function of one argument; function, tasks and answers must be picklable.

    ``jobs`` is the number of processes, ``seconds`` the wall time per task. The processes start with the first task and run
    until `close`, or the end of a ``with``. They are forks of this process if it has a single thread, otherwise fresh
    interpreters, since a fork may copy a lock that another thread holds. ``fresh`` asks for fresh interpreters in any case: a
    fork also inherits the caller's connections and files. ``prepare`` is called by a worker before its first task, outside the
    task's time limit; with several forked workers, it is called once in this process, and they share what it loads. Raises
    ValueError unless ``jobs`` and ``seconds`` are positive.
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
            raise ValueError("a crew needs at least one job and a positive time limit")
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
        """Start the workers in advance; otherwise, the first task waits for them."""
        for worker in self._workers if CAN_FORK else ():
            worker.link.start()

    def close(self) -> None:
        """Kill the workers, even if they are busy."""
        for worker in self._workers:
            worker.end()

    def one(self, task: Task) -> Answer | Lost:
        """The answer to one task. Blocks until it arrives."""
        return next(self.run((task,)))[1]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | Lost]]:
        """Every task with its answer, in the order of the tasks. Tasks are consumed only as fast as bounded memory allows.

        A task that raises, hangs or kills its process gives `Lost`; the other tasks are not affected.
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
                if worker.jobs:  # abandoned midway: nobody wants its remaining answers
                    worker.end()

    def _jobs_done(self, tasks: Iterator[Task]) -> Iterator[_Job]:
        line: deque[_Job] = deque()  # all unfinished tasks, in order
        again: deque[_Job] = deque()  # tasks left by dead workers
        ahead = 0  # bytes of the answers in the line
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
    """One process and its jobs; the first of them is the current one."""

    def __init__(self, orders: Orders, fresh: bool) -> None:
        self._seconds = orders.seconds
        self.link = Link(orders, fresh)
        self.jobs: deque[_Job] = deque()

    def give(self, job: _Job) -> None:
        """Send a task to the worker."""
        self.jobs.append(job)
        self.link.put(pickle.dumps(job.task, pickle.HIGHEST_PROTOCOL))

    def receive(self) -> list[_Job]:
        """Finished jobs; if the process died, all its jobs, the first marked as lost or to be retried."""
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
    """Wait until at least one worker has an answer or has died. Returned jobs without an answer must be retried."""
    by_link = {worker.link: worker for worker in workers}
    return [job for link in wait_for((link, True) for link in by_link) for job in by_link[link].receive()]


def _try_here(work: Callable[[Task], Answer], task: Task) -> Answer | Lost:
    try:
        return work(task)
    except Exception as error:  # as in a worker
        return Lost("failed", describe(error))
