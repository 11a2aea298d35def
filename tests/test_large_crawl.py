"""A site of 1,500 articles: a second crawl in 304s, one change as one revision, and the archive cleaned again.

Slow: ``pytest -s -m slow tests/test_large_crawl.py`` prints the figures.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest

from crawler.net.serve import ServedPage, serve
from tests.sites import ROBOTS, article, counts, dute, listing, write_seed

ARTICLES = 1500
SENTENCE = "截至记者发稿时，首日乘船的市民已经超过三千人次。"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_large_site_again_and_again(tmp_path: Path) -> None:
    channels = [f"/c{number}/" for number in range(ARTICLES // 50)]
    pages = {"/robots.txt": ROBOTS, "/": listing(*channels)}
    for place, channel in enumerate(channels):
        pages[channel] = listing(*(f"/p/{number}.html" for number in range(place * 50 + 1, place * 50 + 51)))
    pages |= {f"/p/{number}.html": article(number) for number in range(1, ARTICLES + 1)}
    store, seconds = tmp_path / "s.db", {}
    with serve(pages) as site:
        seed = write_seed(tmp_path, site)

        def crawl(name: str) -> tuple[dict[str, int], Counter[int]]:
            before, started = len(site.requests), time.monotonic()
            done = dute("crawl", seed, "--store", store)
            seconds[name] = round(time.monotonic() - started, 1)
            assert done.returncode == 0, done.stderr
            return counts(done.stdout), Counter(status for path, status in site.requests[before:] if "/p/" in path)

        assert crawl("first crawl")[0]["new"] == ARTICLES
        size = _rows(store)
        second, statuses = crawl("second crawl")
        assert (second["new"], second["updated"], second["unchanged"]) == (0, 0, ARTICLES)
        assert statuses == {304: ARTICLES}
        assert _rows(store) == size
        site.pages["/p/7.html"] = article(7, extra=f"<p>{SENTENCE}</p>")
        site.pages["/p/8.html"] = ServedPage("没有了".encode(), 410)
        third, _ = crawl("third crawl")
        assert (third["updated"], third["gone"], third["unchanged"]) == (1, 1, ARTICLES - 2)
    assert dute("history", 7, "--store", store).stdout.splitlines()[3:] == [f"  + {SENTENCE}"]
    assert "withdrawn" in dute("history", 8, "--store", store).stdout
    for jobs in (1, 2):
        started = time.monotonic()
        done = dute("reclean", "--store", store, "--brief", "--jobs", jobs)
        seconds[f"reclean, {jobs} jobs"] = round(time.monotonic() - started, 1)
        # The first 20 were cleaned before there was a template; one of them may have come again since.
        found = counts(done.stdout)
        assert found["only removals differ"] in (19, 20)
        assert found["unchanged"] + found["only removals differ"] == ARTICLES
    print("\n" + json.dumps(seconds))


def _rows(store: Path) -> tuple[int, ...]:
    with sqlite3.connect(store) as connection:
        return tuple(
            connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - names of our tables
            for table in ("articles", "revisions", "captures", "urls")
        )
