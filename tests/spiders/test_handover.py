"""Articles handed to a command: each at least once, a few at a time, never for long, and nothing in the way of the crawl."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crawler.net.serve import serve
from crawler.spiders import handover as module
from crawler.spiders.handover import Handover, read_command
from crawler.store import Store, handovers, open_store
from crawler.store.frontier import Outcome
from tests.sites import ROBOTS, ROOT, article, counts, dute, listing, write_seed
from tests.stored_articles import keep_article


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def wait_for(store: Store, number: int, text: str) -> None:
    """Store an article that waits."""
    outcome = keep_article(store, number, text)
    with store.write() as connection:
        url_id = connection.exec_driver_sql(f"select url_id from articles where article_id = '{number}'").scalar_one()  # noqa: S608
        handovers.put(connection, url_id, outcome)


def hand_over(store: Store, script: str, seconds: float = 10, patience: float = 30) -> dict[str, Any]:
    """Hand over what waits to a script of the shell, as the end of a crawl does."""

    return end_with(Handover(store, "渡口", ["sh", "-c", script], seconds=seconds, patience=patience))


def end_with(one: Handover) -> dict[str, Any]:
    async def run() -> dict[str, Any]:
        one.start()
        while one.is_busy():
            await asyncio.sleep(0.01)
        one.close()
        await asyncio.sleep(0.1)
        return one.summarise()

    return asyncio.run(run())


def keeping(folder: Path, then: str = "") -> str:
    """A script that keeps what it gets in a file of its own."""
    return f'f=$(mktemp {folder}/got-XXXXXXXX) && cat > "$f"; {then}'


def got(folder: Path) -> list[str]:
    """Number, revision and event of what the scripts got whole; one that is being written is left out."""
    texts = [path.read_text("utf-8") for path in folder.glob("got-*")]
    found = [json.loads(text) for text in texts if text.endswith("}")]
    return sorted(f"{one['article_id']} {one['revision']} {one['event']}" for one in found)


def test_each_is_handed_over_in_its_newest_revision(store: Store, tmp_path: Path) -> None:
    for number in range(5):
        wait_for(store, number, "一。")
    wait_for(store, 3, "二。")
    assert hand_over(store, keeping(tmp_path)) == {"done": 5, "failed": 0, "given_up": 0, "left": 0, "problems": []}
    assert got(tmp_path) == ["0 1 new", "1 1 new", "2 1 new", "3 2 new", "4 1 new"]
    wait_for(store, 3, "三。")
    assert hand_over(store, keeping(tmp_path))["done"] == 1
    assert got(tmp_path)[-2:] == ["3 3 updated", "4 1 new"]


def test_what_fails_comes_again_in_later_runs_and_is_given_up(store: Store, tmp_path: Path) -> None:
    wait_for(store, 1, "一。")
    wait_for(store, 2, "一。")
    for run in range(1, handovers.MAX_TRIES + 1):
        told = hand_over(store, keeping(tmp_path, """! grep -q '"article_id": "1"' "$f" || exit 3"""))
        assert (told["failed"], told["given_up"]) == (1, int(run == handovers.MAX_TRIES))
        assert told["problems"] == [{"url": "https://news.example.com/n/1.html", "problem": "exit status 3"}]
    assert told["left"] == 0
    assert Counter(got(tmp_path)) == {"1 1 new": handovers.MAX_TRIES, "2 1 new": 1}


def test_one_that_hangs_is_killed_with_what_it_started(store: Store, tmp_path: Path) -> None:
    wait_for(store, 1, "一。")
    told = hand_over(store, f"sleep 60 & echo $! > {tmp_path}/pid; wait", seconds=1)
    assert told["problems"][0]["problem"] == "took longer than 1 s"
    number = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while _is_alive(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(number)


def _is_alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_end_waits_only_so_long(store: Store) -> None:
    for number in range(4):
        wait_for(store, number, "一。")
    started = time.monotonic()
    told = hand_over(store, "sleep 60", patience=0.5)
    assert (time.monotonic() - started < 20, told["done"], told["failed"], told["left"]) == (True, 0, 0, 4)
    assert hand_over(store, "cat > /dev/null")["done"] == 4


def test_a_command_that_always_fails_is_left_alone(store: Store) -> None:
    for number in range(20):
        wait_for(store, number, "一。")
    told = hand_over(store, "exit 1")
    assert module.MAX_FAILURES <= told["failed"] <= module.MAX_FAILURES + module.AT_ONCE - 1
    assert told["left"] == 20


def test_a_command_that_is_not_there_fails(store: Store) -> None:
    wait_for(store, 1, "一。")

    told = end_with(Handover(store, "渡口", ["/no/such/command"]))
    assert told["problems"][0]["problem"] == "cannot be started: No such file or directory"


def test_a_few_run_at_a_time(store: Store, tmp_path: Path) -> None:
    for number in range(6):
        wait_for(store, number, "一。")
    script = f"cd {tmp_path}; touch on-$$; sleep 0.2; ls -d on-* | wc -l > most-$$; rm on-$$"
    assert hand_over(store, script)["done"] == 6
    assert max(int(path.read_text()) for path in tmp_path.glob("most-*")) <= module.AT_ONCE


def test_of_two_crawls_each_takes_another_article(store: Store) -> None:
    wait_for(store, 1, "一。")
    wait_for(store, 2, "一。")
    with store.write() as connection:
        first, second = (handovers.take(connection, "渡口", 60) for _ in range(2))
        assert (first is not None, second is not None, handovers.take(connection, "渡口", 60)) == (True, True, None)
        assert first != second


def test_what_changes_meanwhile_waits_again(store: Store) -> None:
    wait_for(store, 1, "一。")
    with store.write() as connection:
        held = handovers.take(connection, "渡口", 60)
        assert held is not None
    wait_for(store, 1, "二。")
    with store.write() as connection:
        handovers.finish(connection, held)
        assert handovers.take(connection, "渡口", 60) == (held.article_row, 2, Outcome.NEW)


@pytest.mark.parametrize("command", ["", "   ", "'open"])
def test_a_command_that_cannot_be_read(command: str) -> None:
    with pytest.raises(ValueError, match=r"empty|quotation"):
        read_command(command)


def test_a_crawl_hands_over_and_says_what_failed(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in (1, 2, 3)))}
    pages |= {f"/p/{number}.html": article(number) for number in (1, 2, 3)}
    script = keeping(tmp_path, """! grep -q '"article_id": "2"' "$f" """)
    arguments = ["--store", tmp_path / "s.db", "--on-article", shlex.join(["sh", "-c", script])]
    with serve(pages) as site:
        seed = write_seed(tmp_path, site)
        first = dute("crawl", seed, *arguments, "--summary", tmp_path / "run.json")
        pages["/p/1.html"] = article(1, extra="<p>渡口管理处昨日又公布了新的时刻表和票价。</p>")
        second = dute("crawl", seed, *arguments)
    assert (first.returncode, "--on-article failed for 1 article of 渡口" in first.stderr) == (1, True)
    assert counts(first.stdout)["handed to --on-article"] == 2
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))["handed_over"]
    assert (told["done"], told["failed"], told["left"]) == (2, 1, 1)
    assert counts(second.stdout)["handed to --on-article"] == 1
    assert Counter(got(tmp_path)) == {"1 1 new": 1, "2 1 new": 2, "3 1 new": 1, "1 2 updated": 1}
    usage = dute("crawl", seed, "--store", tmp_path / "s.db", "--on-article", "'")
    assert usage.returncode == 2


@pytest.mark.slow
def test_an_interrupted_crawl_does_not_wait_for_the_command(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html"), "/p/1.html": article(1)}
    with serve(pages) as site:
        line = ["crawl", str(write_seed(tmp_path, site)), "--store", str(tmp_path / "s.db")]
        line += ["--on-article", f"sh -c 'touch {tmp_path}/begun; sleep 100'"]
        with subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "dute", *line],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        ) as run:
            while not (tmp_path / "begun").exists() and run.poll() is None:
                time.sleep(0.05)
            started = time.monotonic()
            run.send_signal(signal.SIGINT)
            run.wait(60)
    assert (run.returncode, time.monotonic() - started < 40) == (130, True)
    store = open_store(str(tmp_path / "s.db"))
    with store.read() as connection:
        assert handovers.count_waiting(connection, "渡口") == 1


@pytest.mark.crash
@pytest.mark.timeout(600)
def test_a_crawl_that_is_killed_again_and_again_hands_each_over(tmp_path: Path) -> None:
    """``kill -9`` at any moment: each article comes at least once, and a crawl that is never killed brings the rest."""
    numbers = range(1, 121)
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in numbers))}
    pages |= {f"/p/{number}.html": article(number) for number in numbers}
    command = shlex.join(["sh", "-c", keeping(tmp_path, "sleep 0.1")])
    with serve(pages) as site:
        line = ["crawl", str(write_seed(tmp_path, site)), "--store", str(tmp_path / "s.db"), "--on-article", command]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for _ in range(8):
            before = len(got(tmp_path))
            with subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "dute", *line], env=environment, stdout=subprocess.DEVNULL
            ) as run:
                while len(got(tmp_path)) < before + 7 and run.poll() is None:
                    time.sleep(0.02)
                run.send_signal(signal.SIGKILL)
            assert run.returncode == -signal.SIGKILL
        done = dute(*line)
        assert done.returncode == 0, done.stderr
    taken = Counter(one.split()[0] for one in got(tmp_path))
    print("\n" + json.dumps({"articles": len(taken), "handed over": sum(taken.values())}))
    assert sorted(map(int, taken)) == list(numbers)
    assert sum(taken.values()) <= len(numbers) + 8 * module.AT_ONCE
