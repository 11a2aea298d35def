"""Workers: order, time limits, processes that die, bounded memory."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from cleaners.bulk.workers import Crew, Lost

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers need os.fork")


def doubled(number: int) -> int:
    time.sleep(0.02 if number % 5 == 0 else 0)  # later ones overtake it
    return number * 2


def odd_ones_are_stuck(number: int, *, stuck: int) -> tuple[int, int]:
    """Numbers as they came and the process; the one that is ``stuck`` never comes back."""
    while number == stuck:
        pass
    return number, os.getpid()


def deaf_ones_are_stuck(number: int) -> int:
    """A page that no handler inside the interpreter could stop."""
    if number == 1:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        re.fullmatch(r"(a|aa)+", "a" * 60 + "b")  # exponential: one call that does not return
    return number


def fails_on(number: int, *, bad: int) -> int:
    if number == bad:
        raise RuntimeError("河湾")
    return number


def killed_once(number: int, *, victim: int, marker: str) -> int:
    """Kill -9 on its own process for one number, the first time."""
    if number == victim and not os.path.exists(marker):
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed_always(number: int, *, victim: int) -> int:
    if number == victim:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def waits_for(path: str) -> str:
    """Returns when the file is there."""
    while path and not os.path.exists(path):
        time.sleep(0.01)
    return path


def large(number: int) -> bytes:
    return bytes(1 << 20)


def takes_a_while(marker: str) -> None:
    """Preparations, and the process that makes them."""
    time.sleep(0.5)
    with open(marker, "a") as file:
        file.write(f"{os.getpid()}\n")


def cannot(reason: str) -> None:
    raise ImportError(reason)


def answers(crew: Crew[int, object], tasks: list[int]) -> list[object]:
    pairs = list(crew.run(tasks))
    assert [task for task, _ in pairs] == tasks
    return [answer for _, answer in pairs]


@pytest.fixture(params=[1, 3])
def jobs(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_answers_come_in_the_order_of_the_tasks(jobs: int) -> None:
    with Crew(doubled, jobs=jobs) as crew:
        assert answers(crew, list(range(200))) == [2 * n for n in range(200)]
        assert crew.one(7) == 14
        assert answers(crew, []) == []


def test_a_task_that_hangs_is_ended_and_its_neighbours_are_not_lost(jobs: int) -> None:
    begin = time.monotonic()
    with Crew(partial(odd_ones_are_stuck, stuck=11), jobs=jobs, seconds=2) as crew:
        found = answers(crew, list(range(40)))
    assert found[11] == Lost("timeout", "abandoned after 2 s")
    assert [pair[0] for pair in found if not isinstance(pair, Lost)] == [n for n in range(40) if n != 11]  # type: ignore[index]
    assert len({pair[1] for pair in found if not isinstance(pair, Lost)}) in range(2, jobs + 2)  # type: ignore[index]
    assert 2 < time.monotonic() - begin < 20


def test_nothing_that_a_task_does_keeps_it_alive() -> None:
    with Crew(deaf_ones_are_stuck, seconds=1) as crew:
        assert answers(crew, [0, 1, 2]) == [0, Lost("timeout", "abandoned after 1 s"), 2]


def test_the_time_of_a_task_is_its_own() -> None:
    with Crew(time.sleep, seconds=2) as crew:
        assert [answer for _, answer in crew.run([0.5] * 5)] == [None] * 5


def test_an_exception_is_an_answer(jobs: int) -> None:
    with Crew(partial(fails_on, bad=3), jobs=jobs) as crew:
        found = answers(crew, list(range(8)))
    assert found == [Lost("failed", "RuntimeError: 河湾") if n == 3 else n for n in range(8)]


def test_a_worker_that_is_killed_is_replaced_and_its_task_tried_again(jobs: int, tmp_path: Path) -> None:
    with Crew(partial(killed_once, victim=9, marker=str(tmp_path / "killed")), jobs=jobs) as crew:
        assert answers(crew, list(range(30))) == list(range(30))
    assert (tmp_path / "killed").exists()


def test_a_task_that_kills_every_worker_is_given_up(jobs: int) -> None:
    with Crew(partial(killed_always, victim=9), jobs=jobs) as crew:
        found = answers(crew, list(range(30)))
    assert found[9] == Lost("crashed", "its worker ended with status -9, 2 times")
    assert [n for n in found if n != found[9]] == [n for n in range(30) if n != 9]


def test_a_worker_that_is_killed_from_outside_between_two_tasks_is_not_missed() -> None:
    with Crew(partial(odd_ones_are_stuck, stuck=-1)) as crew:
        (_, pid) = crew.one(1)  # type: ignore[misc]
        os.kill(pid, signal.SIGKILL)
        number, other = crew.one(2)  # type: ignore[misc]
        assert number == 2
        assert other != pid


def test_tasks_are_taken_up_only_so_far_ahead(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    taken = 0

    def tasks() -> Iterator[str]:
        nonlocal taken
        for _ in range(100_000):
            taken += 1
            yield str(gate) if taken == 1 else ""

    with Crew(waits_for, jobs=2) as crew:
        opened = threading.Timer(0.5, gate.touch)
        running = crew.run(tasks())
        opened.start()
        assert next(running)[1] == str(gate)
        assert 2 < taken < 200
        running.close()
        opened.join()


def test_answers_that_wait_for_an_earlier_one_are_bounded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaners.bulk.workers._AHEAD_BYTES", 4 << 20)
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(400):
            taken += 1
            yield number

    with Crew(large, jobs=2) as crew:
        for done, (_, answer) in enumerate(crew.run(tasks()), 1):
            assert answer == bytes(1 << 20)
            assert taken - done <= 4 + 4 + 1  # the bytes' worth, and what is at hand of two workers
    assert taken == 400


def test_beside_threads_the_workers_are_fresh_interpreters() -> None:
    release = threading.Event()
    beside = threading.Thread(target=release.wait)
    beside.start()
    try:
        with Crew(partial(fails_on, bad=2), jobs=2, seconds=10) as crew:
            assert answers(crew, [0, 1, 2, 3]) == [0, 1, Lost("failed", "RuntimeError: 河湾"), 3]
        with Crew(deaf_ones_are_stuck, seconds=1) as crew:
            assert answers(crew, [0, 1, 2]) == [0, Lost("timeout", "abandoned after 1 s"), 2]
    finally:
        release.set()
        beside.join()


def test_workers_end_with_their_crew() -> None:
    with Crew(partial(odd_ones_are_stuck, stuck=-1), jobs=2) as crew:
        pids = {pid for _, (_, pid) in crew.run(range(20))}  # type: ignore[misc]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_crew_needs_a_job_and_time() -> None:
    for wrong in ({"jobs": 0}, {"seconds": 0.0}, {"seconds": float("nan")}):
        with pytest.raises(ValueError, match="a crew needs"):
            Crew(doubled, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("fresh", [False, True])
def test_preparations_take_none_of_a_tasks_time(fresh: bool, tmp_path: Path) -> None:
    marker = tmp_path / "prepared"
    prepare = partial(takes_a_while, str(marker))
    with Crew(partial(odd_ones_are_stuck, stuck=-1), seconds=0.4, fresh=fresh, prepare=prepare) as crew:
        (_, worker), (_, same) = answers(crew, [1, 2])
    assert marker.read_text().split() == [str(worker)] == [str(same)]


def test_several_workers_share_what_was_prepared(tmp_path: Path) -> None:
    marker = tmp_path / "prepared"
    with Crew(doubled, jobs=3, prepare=partial(takes_a_while, str(marker))) as crew:
        assert marker.read_text().split() == [str(os.getpid())]
        marker.unlink()
        assert answers(crew, [1, 2, 3]) == [2, 4, 6]


def test_a_worker_that_cannot_be_prepared_says_so_by_its_tasks(tmp_path: Path) -> None:
    with Crew(cannot, prepare=partial(cannot, "no lxml")) as crew:
        assert answers(crew, ["no lxml"]) == [Lost("failed", "ImportError: no lxml")]
