"""Tasks answered in parts: order, steps that hang or kill, parts that wait, tasks that are begun again."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleaners.bulk import relay as relay_module
from cleaners.bulk.relay import Begun, Ended, Relay
from cleaners.bulk.workers import Lost

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers need os.fork")


class Numbers(NamedTuple):
    """A part."""

    values: tuple[object, ...]
    filling: bytes = b""

    @property
    def steps(self) -> int:
        return len(self.values)


def counted(
    task: int, begun: Begun, watch: Any, *, hangs: Iterable[int] = (), kills: Iterable[int] = (), filling: int = 0
) -> Generator[Numbers, None, tuple[str, int]]:
    """Ten numbers from a task on, two in a part."""
    held: list[object] = []
    for step in range(10):
        if step < begun.done:
            continue
        number = task + step
        if step in begun.lost:
            held.append(begun.lost[step])
        else:
            with watch.inside(step):
                while number in hangs:
                    pass
                if number in kills:
                    os.kill(os.getpid(), signal.SIGKILL)
            held.append(number)
        if len(held) == 2:
            yield Numbers(tuple(held), bytes(filling))
            held = []
    return "end of", task


def dies_between_steps(task: int, begun: Begun, watch: Any) -> Generator[Numbers, None, None]:
    watch.set(0)
    if not begun.done:
        yield Numbers((task,))
    if task == 2:
        watch.set(1)
        os.kill(os.getpid(), signal.SIGKILL)


def raises(task: int, begun: Begun, watch: Any) -> Generator[Numbers, None, None]:
    yield Numbers((task,))
    if task == 2:
        raise RuntimeError("河湾")


def without_memory(task: int, begun: Begun, watch: Any, *, marker: str) -> Generator[Numbers, None, None]:
    """No memory between two steps of task 2: once where there is a marker to be made, else always."""
    for step in range(begun.done, 3):
        watch.set(step)
        if (task, step) == (2, 1) and not os.path.exists(marker):
            if marker:
                Path(marker).touch()
            raise MemoryError
        yield Numbers((10 * task + step,))


def killed_once(task: int, begun: Begun, watch: Any, *, marker: str) -> Generator[Numbers, None, None]:
    for step in range(begun.done, 10):
        with watch.inside(step):
            if step == 5 and not os.path.exists(marker):
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        yield Numbers((task + step,))


def values(answers: Iterable[tuple[int, Any]]) -> dict[int, list[object]]:
    """The values of each task, in the order in which the tasks came, and their ends."""
    found: dict[int, list[object]] = {}
    for task, answer in answers:
        found.setdefault(task, []).extend(answer.values if isinstance(answer, Numbers) else [answer])
    return found


@pytest.fixture(params=[1, 3])
def jobs(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_parts_come_in_order_and_every_task_has_its_end(jobs: int) -> None:
    tasks = list(range(0, 500, 10))
    with Relay(counted, jobs=jobs, seconds=5) as relay:
        found = values(relay.run(tasks))
        assert list(relay.run([])) == []
    assert list(found) == tasks
    assert found == {task: [*range(task, task + 10), Ended(("end of", task))] for task in tasks}


def test_a_step_that_hangs_is_left_out_and_nothing_else(jobs: int) -> None:
    with Relay(partial(counted, hangs=[13, 27]), jobs=jobs, seconds=0.5) as relay:
        found = values(relay.run([0, 10, 20, 30]))
    expected: list[object] = list(range(40))
    expected[13] = expected[27] = "timeout"
    assert [value for got in found.values() for value in got if not isinstance(value, Ended)] == expected


def test_a_step_that_kills_every_worker_is_left_out(jobs: int) -> None:
    with Relay(partial(counted, kills=[3, 4, 25]), jobs=jobs, seconds=5) as relay:
        found = values(relay.run([0, 10, 20]))
    expected: list[object] = list(range(30))
    expected[3] = expected[4] = expected[25] = "crashed"
    assert [value for got in found.values() for value in got if not isinstance(value, Ended)] == expected


def test_a_worker_without_memory_is_followed_by_another(jobs: int, tmp_path: Path) -> None:
    with Relay(partial(without_memory, marker=str(tmp_path / "marker")), jobs=jobs, seconds=5) as relay:
        found = values(relay.run([1, 2, 3]))
    assert found == {task: [10 * task, 10 * task + 1, 10 * task + 2, Ended(None)] for task in (1, 2, 3)}


def test_a_task_that_never_has_memory_enough_says_so(jobs: int) -> None:
    with Relay(partial(without_memory, marker=""), jobs=jobs, seconds=5) as relay:
        found = values(relay.run([1, 2, 3]))
    assert found[2] == [20, Lost("crashed", "its worker ran out of memory, 2 times")]
    assert [value for task in (1, 3) for value in found[task]] == [10, 11, 12, Ended(None), 30, 31, 32, Ended(None)]


def test_a_worker_that_is_killed_once_goes_on_behind_what_arrived(tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    with Relay(partial(killed_once, marker=str(marker)), jobs=1, seconds=5) as relay:
        assert values(relay.run([0]))[0] == [*range(10), Ended(None)]
    assert marker.exists()


def test_a_task_that_kills_its_worker_outside_of_steps_is_lost(jobs: int) -> None:
    with Relay(dies_between_steps, jobs=jobs, seconds=5) as relay:
        found = values(relay.run([1, 2, 3]))
    assert found == {
        1: [1, Ended(None)],
        2: [2, Lost("crashed", "its worker ended with status -9, 2 times")],
        3: [3, Ended(None)],
    }


def test_an_exception_is_the_last_word(jobs: int) -> None:
    with Relay(raises, jobs=jobs, seconds=5) as relay:
        found = values(relay.run([1, 2, 3]))
    assert found == {1: [1, Ended(None)], 2: [2, Lost("failed", "RuntimeError: 河湾")], 3: [3, Ended(None)]}


def test_a_task_can_be_put_in_the_place_of_another(jobs: int) -> None:
    found: list[object] = []
    with Relay(counted, jobs=jobs, seconds=5) as relay:
        for task, answer in relay.run([0, 10, 20, 30]):
            if task == 10:
                relay.redo(500)
            elif task == 20 and isinstance(answer, Ended):
                relay.redo(600)
            elif isinstance(answer, Numbers):
                found += answer.values
    assert found == [*range(10), *range(500, 510), *range(20, 30), *range(600, 610), *range(30, 40)]


def test_without_processes_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "CAN_FORK", False)
    with Relay(raises, jobs=2, seconds=5) as relay:
        found = values(relay.run([1, 2]))
    assert found == {1: [1, Ended(None)], 2: [2, Lost("failed", "RuntimeError: 河湾")]}
    with Relay(counted, jobs=1, seconds=5) as other:
        got: list[object] = []
        for task, answer in other.run([0, 10]):
            if task == 0:
                other.redo(70)
            elif isinstance(answer, Numbers):
                got += answer.values
    assert got == [*range(70, 80), *range(10, 20)]


def test_parts_that_wait_for_an_earlier_task_are_bounded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_module, "_AHEAD_BYTES", 2 << 20)
    held = []
    with Relay(partial(counted, filling=1 << 20), jobs=3, seconds=5) as relay:
        for _ in relay.run(range(0, 200, 10)):
            held.append(relay._ahead)
            time.sleep(0.002)  # so that the workers would run ahead
    assert max(held) <= (2 << 20) + 3 * (1 << 20) + (1 << 16)


def test_beside_threads_the_workers_are_fresh_interpreters() -> None:
    release = threading.Event()
    beside = threading.Thread(target=release.wait)
    beside.start()
    try:
        with Relay(partial(counted, hangs=[4]), jobs=2, seconds=1) as relay:
            found = values(relay.run([0, 10]))
    finally:
        release.set()
        beside.join()
    assert found[0][:6] == [0, 1, 2, 3, "timeout", 5]
    assert found[10] == [*range(10, 20), Ended(("end of", 10))]


def test_a_relay_needs_a_job_and_time() -> None:
    with pytest.raises(ValueError, match="at least one job"):
        Relay(counted, jobs=0, seconds=5)
    with pytest.raises(ValueError, match="positive time limit"):
        Relay(counted, jobs=1, seconds=float("nan"))
