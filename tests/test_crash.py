"""``kill -9`` at any moment, and the same command again: nothing lost, nothing doubled, nothing torn.

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

import pytest
from sqlalchemy import text

from crawler.net.serve import Site, serve
from crawler.store import open_store
from crawler.store.records import list_articles
from tests.databases import postgresql
from tests.sites import ROBOTS, ROOT, article, dute, listing, write_seed

#: Articles of the site, fifty to a channel, and kills.
ARTICLES = 1500
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
def test_a_crawl_that_is_killed_again_and_again_loses_and_doubles_nothing(
    site: Site, place: str, tmp_path: Path
) -> None:
    chance = random.Random(1)  # noqa: S311 - when to kill, nothing secret
    toml = write_seed(tmp_path, site, recrawl='{older = "30d"}')
    stored_at_kills: list[int] = []
    started = time.monotonic()
    while len(stored_at_kills) < KILLS:
        crawl = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "dute", "crawl", str(toml), "--store", place],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        time.sleep(chance.uniform(0.6, 1.5))
        assert crawl.poll() in (None, 0)
        crawl.send_signal(signal.SIGKILL)
        if crawl.wait() == -signal.SIGKILL:
            stored_at_kills.append(_count(place, "select count(*) from articles") if len(stored_at_kills) else 0)
    last = dute("crawl", toml, "--store", place)
    assert last.returncode == 0, last.stderr
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
