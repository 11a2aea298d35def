"""What a host asks for is done: Crawl-delay, Retry-After; and a body that did not come whole is no article."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from pathlib import Path

import pytest

from crawler.net.serve import ServedPage, serve
from tests.sites import ROBOTS, ROOT, article, counts, dute, listing, run, write_seed


def test_crawl_delay_is_kept(tmp_path: Path) -> None:
    pages = {
        "/robots.txt": ServedPage(b"User-agent: dute\nCrawl-delay: 1\n", content_type="text/plain"),
        "/": listing("/p/1.html", "/p/2.html"),
        "/p/1.html": article(1),
        "/p/2.html": article(2),
    }
    with serve(pages) as site:
        assert counts(dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db").stdout)["new"] == 2
    gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.9


@pytest.mark.parametrize("status", [429, pytest.param(503, marks=pytest.mark.slow)])
def test_nothing_is_asked_of_a_host_while_it_wants_a_pause(status: int, tmp_path: Path) -> None:
    numbers = range(1, 9)
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in numbers))}
    pages |= {f"/p/{number}.html": article(number) for number in numbers}
    pages["/p/3.html"] = ServedPage(b"", status, headers=(("Retry-After", "2"),))
    with serve(pages) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    assert counts(done.stdout)["new"] == 7, done.stdout
    asked = [(path, moment) for (path, _), moment in zip(site.requests, site.times, strict=True)]
    for place, (path, moment) in enumerate(asked[:-1]):
        if path == "/p/3.html":
            assert asked[place + 1][1] - moment >= 1.95


@pytest.mark.slow
def test_a_long_pause_ends_the_run_and_the_next_one_goes_on(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/3.html"), "/p/2.html": article(2)}
    pages |= {"/p/1.html": ServedPage(b"", 429, headers=(("Retry-After", "7200"),)), "/p/3.html": article(3)}
    with serve(pages) as site:
        seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
        first = dute("crawl", seed, "--store", store)
        assert counts(first.stdout)["left for the next run"] >= 1
        assert len(site.requests) <= 3
        site.pages["/p/1.html"] = article(1)
        assert counts(dute("crawl", seed, "--store", store, "--recheck").stdout)["new"] == 3


@pytest.mark.slow
def test_a_run_ends_when_its_time_is_over_and_the_next_goes_on(tmp_path: Path) -> None:
    numbers = range(1, 31)
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in numbers))}
    pages |= {f"/p/{number}.html": article(number) for number in numbers}
    with serve(pages) as site:
        keys = {"time": '"1m"', "delay": "0.3", "recrawl": '{older = "30d"}'}
        text = write_seed(tmp_path, site, **keys).read_text("utf-8")
        seed, store = tmp_path / "site.toml", tmp_path / "s.db"
        first = run(
            "-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", "-a", f"store={store}", "-s", "CLOSESPIDER_TIMEOUT=2", "-L", "ERROR",
            cwd=ROOT,
        )  # fmt: skip
        assert first.returncode == 0
        seed.write_text(text.replace("0.3", "0"), "utf-8")
        second = dute("crawl", seed, "--store", store)
    with sqlite3.connect(store) as connection:
        assert connection.execute("select reason from runs order by id").fetchall()[0] == ("closespider_timeout",)
        assert connection.execute("select count(*) from articles").fetchone() == (30,)
    assert 0 < counts(second.stdout)["new"] < 30


@pytest.mark.parametrize(
    "page",
    [
        ServedPage(gzip.compress(article(1).body)[:-9], headers=(("Content-Encoding", "gzip"),)),
        ServedPage(gzip.compress(article(1).body)[:400], headers=(("Content-Encoding", "gzip"),)),
        ServedPage(gzip.compress(article(1).body)[:-8] + bytes(8), headers=(("Content-Encoding", "gzip"),)),
        ServedPage(zlib.compress(article(1).body)[:-30], headers=(("Content-Encoding", "deflate"),)),
    ],
    ids=["no trailer", "half", "wrong check sum", "deflate"],
)
def test_a_body_that_is_cut_or_corrupt_is_no_article(page: ServedPage, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve({"/robots.txt": ROBOTS, "/": listing("/p/1.html"), "/p/1.html": page}) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", store)
    assert counts(done.stdout) == {"new": 0, "updated": 0, "unchanged": 0, "list pages": 1, "failed": 1}
    with sqlite3.connect(store) as connection:
        reason = connection.execute("select reason from urls where outcome = 'failed'").fetchone()[0]
    assert "incomplete or corrupt" in reason
