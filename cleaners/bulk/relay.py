"""Tasks of many pages, done in worker processes and answered in parts, in order; no page can harm more than itself.

`cleaners.bulk.workers` carries every page to a worker and its row back. Here a task says where its pages stand, the worker
reads them there, and what comes back is parts of many rows. The guard is the same: a page that takes too long or takes its
worker with it is known by the worker's `Watch`; the task is begun again behind the parts that arrived, and leaves that page out.
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

#: Tasks that a worker has, the one in work and the next; tasks a worker that may be ahead of the first one that is not done;
#: bytes of parts that may wait for it.
_AT_HAND, _AHEAD, _AHEAD_BYTES = 2, 3, 64 << 20


class Begun(NamedTuple):
    """What was done of a task before: its steps whose parts have arrived, and those that cannot be done, with the flags that
    say why."""

    done: int = 0
    lost: Mapping[int, str] = {}


Task = TypeVar("Task")

#: (task, what was done, watch) → its parts, and the last word as what the generator returns. A part says with ``steps`` how
#: many it brings.
Work = Callable[[Task, Begun, Any], Generator[Any, None, Any]]


class Ended(NamedTuple):
    """The last word on a task."""

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
        """Whether there is something of it to give out."""
        return bool(self.arrived) or self.ended is not None


class Relay(Generic[Task]):
    """Worker processes for one function that answers in parts; function, tasks and parts must be picklable.

    ``jobs`` is the number of processes, ``seconds`` the wall time of one step. They are forks of this process where it has one
    thread, else fresh interpreters.
    """

    def __init__(self, work: Work[Task], *, jobs: int, seconds: float) -> None:
        if jobs < 1 or not seconds > 0:
            raise ValueError("a relay needs at least one job and more than no time")
        self._work = work
        self._workers = [_Worker(work, seconds) for _ in range(jobs)] if CAN_FORK else []
        self._line: deque[_Job] = deque()  # everything that was taken up and not given out, in order
        self._again: list[_Job] = []
        self._ahead = 0  # bytes of parts in the line

    def __enter__(self) -> Relay[Task]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.close()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Every task with its parts one after the other and then `Ended`, or `Lost` where it cannot be brought to its end: all
        in the order of the tasks. Memory is bounded whatever their number."""
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
        """Put another task in the place of the one whose part was given out last: what that had is forgotten."""
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
        for depth in range(1, _AT_HAND + 1):  # a task for every worker before one has two
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
        """All that is ready, from the first task on."""
        while self._line and self._line[0].is_ready:
            job = self._line[0]
            if job.arrived:
                part, size = job.arrived.popleft()
                self._ahead -= size
                yield job.task, part
                continue
            yield job.task, job.ended
            if job.ended is not None:  # else it was begun again
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
        """Without processes: no guard but for exceptions."""
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
    """One process, its watch, and the jobs that it has, the first of them in work."""

    def __init__(self, work: Callable[..., Any], seconds: float) -> None:
        self._seconds = seconds
        self._watch = Watch(seconds)
        self.link = Link(Orders(work, seconds, None, self._watch), fresh=False)
        self.jobs: deque[_Job] = deque()

    def give(self, job: _Job) -> None:
        self.jobs.append(job)
        self.link.put(pickle.dumps((job.task, Begun(job.done, job.lost)), pickle.HIGHEST_PROTOCOL))

    def receive(self) -> tuple[list[_Job], int]:
        """Take in what came. Returns the jobs that are to be begun again, and the bytes of parts that arrived."""
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
        """Find out what the process died of. The job in work is begun again without that, or is lost if nothing was in work."""
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
        """Kill the process; the jobs that it had."""
        self.link.end()
        self._watch.set(IDLE)
        left = list(self.jobs)
        self.jobs.clear()
        return left

    def close(self) -> None:
        """Kill the process for good."""
        self.stop()
        self._watch.close()
