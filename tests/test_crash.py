"""``kill -9`` at any moment, and the same command again: nothing lost, nothing doubled. Slow: ``pytest -m crash``."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.serve import serve
from tests.sites import ROBOTS, ROOT, article, dute, listing, write_seed

#: Articles of the site, twenty to a channel.
ARTICLES = 400


@pytest.mark.crash
@pytest.mark.timeout(400)
@pytest.mark.parametrize("seed_number", [1, 2])
def test_a_crawl_that_is_killed_again_and_again_loses_and_doubles_nothing(seed_number: int, tmp_path: Path) -> None:
    chance = random.Random(seed_number)  # noqa: S311 - when to kill, nothing secret
    channels = [f"/c{number}/" for number in range(ARTICLES // 20)]
    pages = {"/robots.txt": ROBOTS, "/": listing(*channels)}
    for place, channel in enumerate(channels):
        pages[channel] = listing(
            *(f"/p/{number}.html" for number in range(place * 20 + 1, place * 20 + 21)), channels[0]
        )
    pages |= {f"/p/{number}.html": article(number) for number in range(1, ARTICLES + 1)}
    with serve(pages) as site:
        toml, store = write_seed(tmp_path, site), tmp_path / "s.db"
        kills = 0
        for _ in range(6):
            crawl = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "cleaners.cli", "crawl", str(toml), "--store", str(store)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            time.sleep(chance.uniform(0.8, 2.5))
            if crawl.poll() is None:
                crawl.send_signal(signal.SIGKILL)
                kills += 1
            crawl.wait()
        last = dute("crawl", toml, "--store", store)
    assert kills >= 2
    assert last.returncode == 0, last.stderr
    with sqlite3.connect(store) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        numbers = [int(row[0]) for row in connection.execute("select article_id from articles")]
        assert sorted(numbers) == list(range(1, ARTICLES + 1))
        assert connection.execute("select count(*) from revisions").fetchone() == (ARTICLES,)
        assert connection.execute("select count(*) from captures").fetchone() == (ARTICLES,)
        assert connection.execute("select count(*) from urls where state != 'done' or outcome is null").fetchone() == (
            0,
        )
        assert connection.execute("select count(*) from runs where ended_at is null").fetchone() == (0,)
