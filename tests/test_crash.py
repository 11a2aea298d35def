"""``kill -9`` at any moment, and the same command again: nothing lost, nothing doubled, nothing torn. On a new store, and on
one that an earlier version left behind and that is brought up while it is killed.

Slow: ``pytest -m crash``. ``DUTE_KILLS=200 pytest -m crash`` kills more often.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import create_engine, text

from crawler.net.serve import Site, serve
from crawler.site.seed import load_seed
from crawler.store import open_store, schema
from crawler.store.records import list_articles
from tests import old_stores
from tests.databases import postgresql
from tests.sites import ROBOTS, ROOT, article, listing, write_seed

#: Articles of the site, fifty to a channel, and kills.
ARTICLES = 1500

#: Articles that an older version had stored, and those that it had found.
OLD, OLD_FOUND = 300, 600

#: Seconds without another article after which the last crawl hangs. It has most of the articles before it, and on a machine
#: with other work that takes minutes: a limit for the whole of it cannot tell slow from hung.
SILENCE = 120

KILLS = int(os.environ.get("DUTE_KILLS", "50"))


@pytest.fixture
def site() -> Iterator[Site]:
    channels = [f"/c{number}/" for number in range(ARTICLES // 50)]
    pages = {"/robots.txt": ROBOTS, "/": listing(*channels)}
    for place, channel in enumerate(channels):
        pages[channel] = listing(*(f"/p/{number}.html" for number in range(place * 50 + 1, place * 50 + 51)), "/")
    pages |= {f"/p/{number}.html": article(number) for number in range(1, ARTICLES + 1)}
    with serve(pages) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where the store is."""
    if request.param == "sqlite":
        yield str(tmp_path / "s.db")
        return
    with postgresql() as address:
        yield address


@pytest.mark.crash
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("is_old", [False, True], ids=["new store", "store of version 4"])
def test_a_crawl_that_is_killed_again_and_again_loses_and_doubles_nothing(
    site: Site, place: str, tmp_path: Path, is_old: bool
) -> None:
    chance = random.Random(1)  # noqa: S311 - when to kill, nothing secret
    toml = write_seed(tmp_path, site, recrawl='{older = "3650d"}')
    if is_old:
        _make_old(place, site, toml)
        _kill_while_opening(place, chance)
    stored_at_kills: list[int] = []
    started = time.monotonic()
    while len(stored_at_kills) < KILLS:
        crawl = _start("-m", "dute", "crawl", str(toml), "--store", place)
        time.sleep(chance.uniform(0.6, 1.5))
        assert crawl.poll() in (None, 0)
        crawl.send_signal(signal.SIGKILL)
        if crawl.wait() == -signal.SIGKILL:
            stored_at_kills.append(_count(place, "select count(*) from articles") if len(stored_at_kills) else 0)
    _finish(place, toml, tmp_path / "last.log")
    figures = {
        "kills": len(stored_at_kills),
        "kills before the site was whole": sum(number < ARTICLES for number in stored_at_kills),
        "seconds": round(time.monotonic() - started),
        "articles": _count(place, "select count(distinct article_id) from articles"),
        "doubled": _count(place, "select count(*) - count(distinct article_id) from articles"),
        "revisions": _count(place, "select count(*) from revisions"),
        "captures": _count(place, "select count(*) from captures"),
        "without an outcome": _count(place, "select count(*) from urls where state <> 'done' or outcome is null"),
        "torn records": _torn(place),
    }
    print("\n" + json.dumps(figures))
    figures.pop("seconds")
    assert figures.pop("kills before the site was whole") >= KILLS // 4
    assert figures == {
        "kills": KILLS,
        "articles": ARTICLES,
        "doubled": 0,
        "revisions": ARTICLES,
        "captures": ARTICLES,
        "without an outcome": 0,
        "torn records": 0,
    }


def _finish(place: str, toml: Path, log: Path) -> None:
    """The last crawl, which nobody kills. It fails if it hangs."""
    with log.open("wb") as output:
        crawl = _start("-m", "dute", "crawl", str(toml), "--store", place, stderr=output)
    number, since = -1, time.monotonic()
    while crawl.poll() is None:
        time.sleep(1)
        if (now := _count(place, "select count(*) from urls where state = 'done'")) != number:
            number, since = now, time.monotonic()
        if time.monotonic() - since > SILENCE:
            crawl.kill()
            pytest.fail(f"the last crawl hangs with {number} addresses done: {log.read_text('utf-8')}")
    assert crawl.returncode == 0, log.read_text("utf-8")


def _make_old(place: str, site: Site, toml: Path) -> None:
    """A store that a killed crawl of version 4 left: a fifth of the articles, as many again found."""
    addresses = [f"http://{site.host}/p/{number}.html" for number in range(1, OLD_FOUND + 1)]
    lists = [f"http://{site.host}/", *(f"http://{site.host}/c{number}/" for number in range(OLD_FOUND // 50))]
    stored = {url: site.pages[f"/p/{number}.html"] for number, url in enumerate(addresses[:OLD], 1)}
    old_stores.make_version_4(place, load_seed(str(toml)), lists, stored, addresses[OLD:])


def _kill_while_opening(place: str, chance: random.Random) -> None:
    """Kill processes that bring the store up, until one of them has done it: it is of the old version or of the new one."""
    program = f"from crawler.store import open_store; print(flush=True); open_store({place!r})"
    killed = 0
    while _version(place) == old_stores.VERSION and killed < 40:
        opening = _start("-c", program, stdout=subprocess.PIPE)
        assert opening.stdout is not None
        opening.stdout.readline()
        time.sleep(chance.uniform(0, 0.05 * (killed + 1)))  # on a slow machine it takes longer
        opening.send_signal(signal.SIGKILL)
        opening.wait()
        killed += 1
    print(f"\n{killed} killed while they brought the store up to {_version(place)}")
    assert _version(place) in (old_stores.VERSION, schema.VERSION)


def _version(place: str) -> int:
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("select version from schema_version")).scalar_one())
    finally:
        engine.dispose()


def _start(
    *arguments: str, stdout: int = subprocess.DEVNULL, stderr: IO[bytes] | int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        stdout=stdout,
        stderr=stderr,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _count(place: str, query: str) -> int:
    store = open_store(place)
    try:
        with store.read() as connection:
            return int(connection.execute(text(query)).scalar_one())
    finally:
        store.close()


def _torn(place: str) -> int:
    """Records that are no whole JSON, or whose text is not that of their page."""
    with open_store(place).read() as connection:
        rows = [(row.article_id, row.record) for row in list_articles(connection)]
    return sum(json.loads(record)["text"].count("\n") != 3 or number not in record for number, record in rows)
