"""Several crawls on one frontier: one delay a host over all of them, and a killed one's work is done by the others.

Fast ones by default. The table: ``pytest -s -m crash tests/test_workers.py``.
"""

from __future__ import annotations

import itertools
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from crawler.net.serve import ServedPage
from crawler.store import Store, hosts, open_store, schema
from tests.databases import postgresql
from tests.many_hosts import said, serve_hosts, workers, write_hosts_seed
from tests.sites import dute

#: Of the crash test: hosts, articles on each, seconds between two requests to one host.
HOSTS, ARTICLES, DELAY = 8, 25, 0.5

#: Seconds after which the others take over what the killed crawl had in hand.
LEASE = 8

#: Requests that have come when one crawl is killed.
KILL_AT = 80


_printed: list[dict[str, Any]] = []


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """What kind of store: the address of a PostgreSQL server, or nothing for SQLite."""
    if request.param == "sqlite":
        yield ""
        return
    with postgresql() as address:
        yield address


@pytest.fixture
def place(server: str, tmp_path: Path) -> str:
    """Where the store is; each test has an empty one."""
    if not server:
        return str(tmp_path / "s.db")
    store = open_store(server)
    with store.write() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    store.close()
    return server


def take(store: Store, holder: str, host: str = "a.example", delay: float = 0.3) -> float:
    with store.write() as connection:
        return hosts.take_turn(connection, host, holder, delay)


def take_soon(store: Store, holder: str) -> float:
    """Wait for a turn as a crawl does. Returns how long it took."""
    started = time.monotonic()
    while (wait := take(store, holder)) > 0:
        assert time.monotonic() - started < 10
        time.sleep(wait)
    return time.monotonic() - started


# --- turns


def test_of_several_crawls_one_has_the_turn_and_the_next_comes_after_the_delay(place: str) -> None:
    store = open_store(place)
    assert take(store, "one") == 0
    assert take(store, "two", host="b.example") == 0
    time.sleep(0.35)  # the delay is over, the answer has not come
    assert take(store, "two") == hosts.LOOK_AGAIN
    with store.write() as connection:
        hosts.end_turn(connection, "a.example", "two", 0)  # not its own
        assert hosts.take_turn(connection, "a.example", "two", 0.3) == hosts.LOOK_AGAIN
        ended = time.time()
        hosts.end_turn(connection, "a.example", "one", 1.5)
    assert 0 < take(store, "two") <= 1.5
    take_soon(store, "two")
    assert time.time() - ended >= 1.5
    store.close()


def test_what_a_host_asked_one_crawl_for_binds_all(place: str) -> None:
    store = open_store(place)
    assert take(store, "one") == 0
    with store.write() as connection:
        hosts.raise_floor(connection, "a.example", 20.0)
        hosts.raise_floor(connection, "a.example", 5.0)
        hosts.end_turn(connection, "a.example", "one", 0.3)
    assert 10 < take(store, "two") <= 20
    with store.write() as connection:
        hosts.rest(connection, "a.example", 500.0)
        hosts.rest(connection, "a.example", 40.0)
    assert 400 < take(store, "two") <= 500
    store.close()


def pass_time(store: Store, seconds: float) -> None:
    """Make the turns of a store that much older."""
    with store.write() as connection:
        ages = {"seconds": seconds}
        connection.execute(
            text("update hosts set held_until = held_until - :seconds, open_at = open_at - :seconds"), ages
        )


def test_a_dead_crawls_turn_comes_back_and_a_living_ones_does_not(place: str) -> None:
    store = open_store(place)
    assert take(store, "one") == 0
    pass_time(store, hosts.HOLD - 1)
    with store.write() as connection:
        hosts.keep_turns(connection, "one")
    pass_time(store, hosts.HOLD - 1)
    assert take(store, "two") == hosts.LOOK_AGAIN
    pass_time(store, 1)
    assert take(store, "two") == 0
    store.close()


def test_a_turn_of_a_clock_that_was_wrong_is_over(place: str) -> None:
    store = open_store(place)
    assert take(store, "one") == 0
    pass_time(store, -30 * 365 * 86_400.0)
    assert take(store, "two") == 0
    assert take(store, "three") > 0
    store.close()


def test_eight_at_once_never_share_a_turn(place: str) -> None:
    open_store(place).close()
    times: list[float] = []

    def work(name: str) -> None:
        store = open_store(place)
        for _ in range(3):
            while (wait := take(store, name, delay=0.04)) > 0:
                time.sleep(min(wait, 0.02))
            times.append(time.monotonic())
            with store.write() as connection:
                hosts.end_turn(connection, "a.example", name, 0.04)
        store.close()

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 24
    assert min(later - sooner for sooner, later in itertools.pairwise(times)) >= 0.04


def test_a_store_of_the_version_before_gets_its_table_of_hosts(place: str) -> None:
    store = open_store(place)
    with store.write() as connection:
        connection.execute(text("drop table hosts"))
        # The last step of the upgrades only adds a table; tests/store has stores of older versions, columns and all.
        connection.execute(text("update schema_version set version = :version"), {"version": schema.VERSION - 1})
    store.close()
    store = open_store(place)
    assert take(store, "one") == 0
    with store.read() as connection:
        assert connection.execute(text("select version from schema_version")).scalars().all() == [schema.VERSION]
    store.close()


def test_crawls_that_open_a_new_store_in_one_moment_make_its_tables_once(place: str) -> None:
    ready = threading.Barrier(6)

    def begin(_: int) -> None:
        ready.wait()
        open_store(place).close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(begin, range(6)))
    store = open_store(place)
    with store.read() as connection:
        assert connection.execute(text("select count(*) from schema_version")).scalar_one() == 1
    store.close()


# --- crawls


@pytest.mark.slow
def test_two_crawls_keep_one_delay_and_what_robots_txt_asks_for(tmp_path: Path) -> None:
    robots = ServedPage(b"User-agent: *\nCrawl-delay: 0.6\n", content_type="text/plain")
    place = str(tmp_path / "s.db")
    with serve_hosts(2, 3, robots) as site:
        seed = write_hosts_seed(tmp_path, site, delay="0.1")
        with workers(2, seed, "--store", place, "--share", folder=tmp_path) as crawls:
            assert [crawl.wait(60) for crawl in crawls] == [0, 0], said(tmp_path)
        pages = [(moment, host, path) for moment, host, path in site.requests if path != "/robots.txt"]
        assert len(pages) == 8
        assert site.smallest_gap() >= 0.1  # robots.txt itself, which says the rest
        site.requests[:] = pages
        assert site.smallest_gap() >= 0.6
    assert _figures(place, 6) == {"lost": 0, "doubled": 0, "without an outcome": 0}


def test_a_rest_that_one_crawl_was_told_is_written_down_for_the_others(tmp_path: Path) -> None:
    busy = ServedPage(b"", status=429, headers=(("Retry-After", "3600"),))
    place = str(tmp_path / "s.db")
    with serve_hosts(1, 1) as site:
        site.pages[site.names[0], "/"] = busy
        seed = write_hosts_seed(tmp_path, site, delay="0.1")
        crawled = dute("crawl", seed, "--store", place, "--share")
        assert (crawled.returncode, "no start page" in crawled.stderr) == (1, True)
        assert [path for _, _, path in site.requests] == ["/robots.txt", "/"]
    store = open_store(place)
    assert 3500 < take(store, "another", host="127.0.0.1") <= 3600
    store.close()


@pytest.mark.slow
def test_a_crawl_leaves_a_host_alone_that_told_another_one_to_wait(tmp_path: Path) -> None:
    place = str(tmp_path / "s.db")
    store = open_store(place)
    assert take(store, "another", host="127.0.0.1") == 0
    with store.write() as connection:
        hosts.rest(connection, "127.0.0.1", 3600)
    store.close()
    with serve_hosts(1, 1) as site:
        seed = write_hosts_seed(tmp_path, site, delay="0.1")
        assert dute("crawl", seed, "--store", place, "--share").returncode == 0
        assert site.requests == []


@pytest.mark.crash
@pytest.mark.timeout(600)
@pytest.mark.parametrize("count", [2, 4])
def test_one_of_several_crawls_is_killed_and_nothing_is_lost_or_doubled(count: int, place: str, tmp_path: Path) -> None:
    with serve_hosts(HOSTS, ARTICLES) as site:
        seed = write_hosts_seed(tmp_path, site, delay=str(DELAY))
        with workers(count, seed, "--store", place, "--share", "--lease", LEASE, folder=tmp_path) as crawls:
            while len(site.requests) < KILL_AT or _in_hand(place, crawls[0].pid) == 0:
                assert crawls[0].poll() is None, said(tmp_path)
                time.sleep(0.05)
            crawls[0].send_signal(signal.SIGKILL)
            in_hand = _in_hand(place, crawls[0].pid)
            codes = [crawl.wait(300) for crawl in crawls]
        times = [moment for moment, _, _ in site.requests]
        figures = {
            "store": "PostgreSQL" if "://" in place else "SQLite",
            "workers": count,
            "killed": sum(code == -signal.SIGKILL for code in codes),
            "in its hands": in_hand,
            "pages": len(site.asked()),
            "seconds": round(max(times) - min(times), 1),
            **_figures(place, HOSTS * ARTICLES),
            "asked twice": sum(number > 1 for number in site.asked().values()),
            "smallest gap per host": round(site.smallest_gap(), 3),
        }
    _print_row(figures)
    assert codes == [-signal.SIGKILL] + [0] * (count - 1), said(tmp_path)
    assert figures["pages"] == HOSTS * ARTICLES
    assert (figures["lost"], figures["doubled"], figures["without an outcome"]) == (0, 0, 0)
    assert site.smallest_gap() >= DELAY
    # What was on the wire at the kill is asked for again, one request a host at the most.
    assert in_hand > 0
    assert figures["asked twice"] <= min(in_hand, HOSTS)


def _print_row(figures: dict[str, Any]) -> None:
    """One line of the table that docs/howto/scaling-crawl.md shows; before the first one its head."""
    if not _printed:
        print("\n| " + " | ".join(figures) + " |\n|" + "---|" * len(figures), end="")
    _printed.append(figures)
    print("\n| " + " | ".join(str(value) for value in figures.values()) + " |")


def _figures(place: str, articles: int) -> dict[str, int]:
    """What the store has too little or too much, against the number of articles of the site."""
    store = open_store(place)
    try:
        with store.read() as connection:
            stored, captures, revisions, open_ends = (
                int(connection.execute(text(query)).scalar_one())
                for query in (
                    "select count(distinct article_id) from articles",
                    "select count(*) from captures",
                    "select count(*) from revisions",
                    "select count(*) from urls where state <> 'done' or outcome is null",
                )
            )
    finally:
        store.close()
    doubled = max(captures, revisions) - stored
    return {"lost": articles - stored, "doubled": doubled, "without an outcome": open_ends}


def _in_hand(place: str, process: int) -> int:
    """How many addresses the crawl of that process has in hand."""
    store = open_store(place)
    try:
        with store.read() as connection:
            query = text("select count(*) from urls where state = 'taken' and owner like :owner")
            return int(connection.execute(query, {"owner": f"%:{process}:%"}).scalar_one())
    finally:
        store.close()
