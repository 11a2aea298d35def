"""Tasks of many pages, done in worker processes and answered in parts, in order. A bad page loses only itself.

`cleaners.bulk.workers` sends every page to a worker and its row back. Here a task names the location of its pages, the worker
reads them, and every part of the answer has many rows. The protection is the same: if a page takes too long or kills its
worker, the worker's `Watch` identifies it; the task is resumed after the parts that arrived, without that page.
"""

from __future__ import annotations

import pickle
import signal
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from cleaners.bulk.child import DONE, PART, Orders, death_of, describe
from cleaners.bulk.link import Link, wait_for
from cleaners.bulk.watch import IDLE, At, Unwatched, Watch
from cleaners.bulk.workers import CAN_FORK, TRIES, Lost

#: Maximum tasks of a worker (the current one and the next); tasks per worker that may be started ahead of the first unfinished
#: one; bytes of finished parts that may wait for it.
_AT_HAND, _AHEAD, _AHEAD_BYTES = 2, 3, 64 << 20


class Begun(NamedTuple):
    """The progress of an interrupted task: the number of steps whose parts have arrived, and the steps to leave out, with the
    flags that say why."""

    done: int = 0
    lost: Mapping[int, str] = {}


Task = TypeVar("Task")

#: (task, progress, watch) → a generator of parts that returns the end of the answer. Each part has its number of steps in
#: ``steps``.
Work = Callable[[Task, Begun, Any], Generator[Any, None, Any]]


class Ended(NamedTuple):
    """The end of a task, with the value that its generator returned."""

    value: Any


class _Job:
    __slots__ = ("arrived", "done", "ended", "lost", "order", "starts", "task", "tries")

    def __init__(self, task: Any, order: int) -> None:
        self.order = order
        self.starts = 0
        self.tries: Counter[At] = Counter()
        self.restart(task)

    def restart(self, task: Any) -> None:
        self.task = task
        self.starts += 1
        self.done = 0
        self.lost: dict[int, str] = {}
        self.arrived: deque[tuple[Any, int]] = deque()
        self.ended: Ended | Lost | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it has an answer, or a part of one, to return."""
        return bool(self.arrived) or self.ended is not None


class Relay(Generic[Task]):
    """Worker processes for one function that answers in parts; function, tasks and parts must be picklable.

    ``jobs`` is the number of processes, ``seconds`` the wall time of one step. The workers are forks of this process if it has
    a single thread, otherwise fresh interpreters. Raises ValueError unless both are positive.
    """

    def __init__(self, work: Work[Task], *, jobs: int, seconds: float) -> None:
        if jobs < 1 or not seconds > 0:
            raise ValueError("a relay needs at least one job and a positive time limit")
        self._work = work
        self._workers = [_Worker(work, seconds) for _ in range(jobs)] if CAN_FORK else []
        self._line: deque[_Job] = deque()  # all unfinished tasks, in order
        self._again: list[_Job] = []
        self._ahead = 0  # bytes of the parts in the line

    def __enter__(self) -> Relay[Task]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.close()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Every task with its parts in order and then `Ended`, or `Lost` if it cannot be completed, in the order of the tasks.
        Memory is bounded for any number of tasks."""
        if not CAN_FORK:
            yield from self._run_here(tasks)
            return
        left = enumerate(tasks)
        while True:
            self._hand_out(left)
            if not self._line:
                return
            if self._line[0].is_ready:
                yield from self._give_out()
            else:
                self._wait()

    def redo(self, task: Task) -> None:
        """Replace the task whose part was returned last with another task; its remaining parts are dropped."""
        job = self._line[0]
        for worker in self._workers:
            if job in worker.jobs:
                self._again += [other for other in worker.stop() if other is not job]
        self._ahead -= sum(size for _, size in job.arrived)
        job.restart(task)
        if job not in self._again:
            self._again.append(job)

    def _take_up(self, order: int, task: Task) -> None:
        self._line.append(_Job(task, order))
        self._again.append(self._line[-1])

    def _hand_out(self, left: Iterator[tuple[int, Task]]) -> None:
        for depth in range(1, _AT_HAND + 1):  # every worker gets one task before any gets two
            for worker in self._workers:
                if len(worker.jobs) >= depth:
                    continue
                if not self._again and len(self._line) < _AHEAD * len(self._workers) and self._ahead < _AHEAD_BYTES:
                    more = next(left, None)
                    if more is not None:
                        self._take_up(*more)
                if self._again:
                    self._again.sort(key=lambda job: job.order)
                    worker.give(self._again.pop(0))

    def _give_out(self) -> Iterator[tuple[Task, Any]]:
        """Everything that is ready, from the first task on."""
        while self._line and self._line[0].is_ready:
            job = self._line[0]
            if job.arrived:
                part, size = job.arrived.popleft()
                self._ahead -= size
                yield job.task, part
                continue
            yield job.task, job.ended
            if job.ended is not None:  # otherwise `redo` restarted it
                self._line.popleft()

    def _wait(self) -> None:
        head = self._line[0]
        wanted = {
            worker.link: (worker, self._ahead < _AHEAD_BYTES or head in worker.jobs or not worker.jobs)
            for worker in self._workers
        }
        for link in wait_for((link, reads) for link, (_, reads) in wanted.items()):
            left, size = wanted[link][0].receive()
            self._ahead += size
            self._again += left

    def _run_here(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Run in this process; the only protection is against exceptions."""
        for order, task in enumerate(tasks):
            job = _Job(task, order)
            self._line.append(job)
            begun = 0
            while begun != job.starts:
                begun = job.starts
                for answer in _answers_here(self._work, job.task):
                    yield job.task, answer
                    if begun != job.starts:
                        break
            self._line.clear()


def _answers_here(work: Work[Task], task: Task) -> Iterator[Any]:
    try:
        yield Ended((yield from work(task, Begun(), Unwatched())))
    except Exception as error:  # as in a worker
        yield Lost("failed", describe(error))


class _Worker:
    """One process, its watch, and its jobs; the first of them is the current one."""

    def __init__(self, work: Callable[..., Any], seconds: float) -> None:
        self._seconds = seconds
        self._watch = Watch(seconds)
        self.link = Link(Orders(work, seconds, None, self._watch), fresh=False)
        self.jobs: deque[_Job] = deque()

    def give(self, job: _Job) -> None:
        self.jobs.append(job)
        self.link.put(pickle.dumps((job.task, Begun(job.done, job.lost)), pickle.HIGHEST_PROTOCOL))

    def receive(self) -> tuple[list[_Job], int]:
        """Read the answers that arrived. Returns the jobs to restart, and the bytes of parts that arrived."""
        frames, lives = self.link.receive()
        size = 0
        for frame in frames:
            kind, content = frame[:1], frame[1:]
            if kind == PART:
                part = pickle.loads(content)  # noqa: S301  our worker's
                self.jobs[0].arrived.append((part, len(content)))
                self.jobs[0].done += part.steps
                size += len(content)
                continue
            job = self.jobs.popleft()
            job.ended = (
                Ended(pickle.loads(content))  # noqa: S301  our worker's
                if kind == DONE
                else Lost("failed", content.decode("utf-8", "replace"))
            )
        return ([] if lives else self._bury()), size

    def _bury(self) -> list[_Job]:
        """Find out why the process died. The current job is restarted without the step that killed it, or is lost if no step
        was running."""
        code = self.link.end()
        left = list(self.jobs)
        self.jobs.clear()
        at = self._watch.at()
        self._watch.set(IDLE)
        if left:
            job = left[0]
            job.tries[at] += 1
            if code == -signal.SIGALRM and at.is_inside:
                job.lost[at.step] = "timeout"
            elif job.tries[at] >= TRIES and at.is_inside:
                job.lost[at.step] = "crashed"
            elif job.tries[at] >= TRIES:
                job.ended = Lost("crashed", f"{death_of(code)}, {TRIES} times")
                left.pop(0)
        return left

    def stop(self) -> list[_Job]:
        """Kill the process. Returns its jobs."""
        self.link.end()
        self._watch.set(IDLE)
        left = list(self.jobs)
        self.jobs.clear()
        return left

    def close(self) -> None:
        """Kill the process and free its watch."""
        self.stop()
        self._watch.close()
