"""What machines read of a crawl: ``--summary``, ``runs``, ``failures``, ``check``, ``--dry-run``, logs, settings, several seeds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from crawler.net.serve import ServedPage, Site, serve
from dute.commands.check import _end
from tests.sites import ROBOTS, ROOT, article, dute, listing, run, write_seed

START = '["http://127.0.0.1:8000/", "http://127.0.0.1:8000/dead/"]'


class Crawled(NamedTuple):
    site: Site
    seed: Path
    store: Path
    summaries: list[dict]  # type: ignore[type-arg]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Two runs over a site with a dead start page and one of each fault."""
    folder = tmp_path_factory.mktemp("machines")
    pages = {
        "/robots.txt": ROBOTS,
        "/": listing(*(f"/p/{number}.html" for number in (1, 2, 3, 403, 404, 500)), "/admin/p/6.html"),
    }
    pages |= {f"/p/{number}.html": article(number) for number in (1, 2, 3)}
    pages |= {f"/p/{status}.html": ServedPage(b"", status) for status in (403, 404, 500)}
    with serve(pages) as site:
        seed, store = write_seed(folder, site, start=START), folder / "s.db"
        summaries = []
        for name in ("one.json", "two.json"):
            done = dute("crawl", seed, "--store", store, "--summary", folder / name, "-s", "RETRY_TIMES=0")
            assert done.returncode == 0, done.stderr
            summaries.append(json.loads((folder / name).read_text("utf-8")))
        yield Crawled(site, seed, store, summaries)


def test_the_summary_is_the_run_as_json(crawled: Crawled) -> None:
    first, second = crawled.summaries
    assert first["counts"] == {"failed": 1, "gone": 2, "list": 1, "new": 3, "refused": 2}
    assert (first["site"], first["run"], first["status"], first["problem"]) == ("渡口", 1, 0, None)
    assert first["start_pages"] == [
        {"url": f"http://{crawled.site.host}/", "read": True, "reason": None},
        {"url": f"http://{crawled.site.host}/dead/", "read": False, "reason": "the server answered 404"},
    ]
    assert first["fetched"] == 9
    assert first["pace"]["requests"] >= 9
    assert second["counts"]["unchanged"] == 3
    assert (second["withdrawn"], second["doubted"], second["drifts"]) == ([], 0, [])


def test_a_setting_reaches_scrapy(crawled: Crawled) -> None:
    asked = [path for path, _ in crawled.site.requests if path == "/p/500.html"]
    assert len(asked) == 2  # once a run: RETRY_TIMES=0
    wrong = dute("crawl", crawled.seed, "--store", crawled.store, "-s", "RETRY_TIMES")
    assert (wrong.returncode, "NAME=VALUE" in wrong.stderr) == (2, True)


def test_runs_are_listed_the_last_one_first(crawled: Crawled) -> None:
    done = dute("runs", "--store", crawled.store, "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["run"] for row in found] == [2, 1]
    assert found[0]["summary"] == crawled.summaries[1]
    assert found[0]["reason"] == "finished"
    table = dute("runs", "--store", crawled.store, "--limit", 1)
    assert len(table.stdout.splitlines()) == 2
    assert "渡口, finished" in table.stdout


def test_every_failure_is_listed_with_its_reason(crawled: Crawled) -> None:
    done = dute("failures", "--store", crawled.store, "--format", "json")
    found = {
        row["url"].removeprefix(f"http://{crawled.site.host}"): row for row in map(json.loads, done.stdout.splitlines())
    }
    assert {path: (row["outcome"], row["reason"]) for path, row in found.items()} == {
        "/dead/": ("gone", "the server answered 404"),
        "/p/403.html": ("refused", "the server answered 403"),
        "/p/404.html": ("gone", "the server answered 404"),
        "/p/500.html": ("failed", "the server answered 500"),
        "/admin/p/6.html": ("refused", "robots.txt forbids it"),
    }
    assert found["/p/500.html"]["tries"] == 2
    assert found["/p/403.html"]["found_on"] == f"http://{crawled.site.host}/"
    only = dute("failures", "--store", crawled.store, "--outcome", "failed")
    assert len(only.stdout.splitlines()) == 1
    counted = dute("failures", "--store", crawled.store, "--reasons").stdout.splitlines()
    assert counted[0].split() == ["2", "gone", "the", "server", "answered", "404"]


def test_check_tells_a_monitor(crawled: Crawled) -> None:
    done = dute("check", "--store", crawled.store, "--format", "json")
    (found,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, found["ok"], found["new_articles"]) == (1, False, 3)
    assert found["problems"] == [f"start page http://{crawled.site.host}/dead/ was not read: the server answered 404"]
    few = dute("check", "--store", crawled.store, "--min-new", 4)
    assert (few.returncode, "3 new articles since" in few.stdout) == (1, True)
    assert dute("check", "--store", crawled.store, "--site", "无").returncode == 1
    assert dute("check", "--store", "/nowhere/s.db").returncode == 2


@pytest.mark.parametrize(
    ("summary", "why"),
    [({}, "it is still running, or was killed"), ({"problem": "store s.db: disk is full"}, "store s.db: disk is full")],
)
def test_check_says_why_a_run_has_not_ended(summary: dict[str, Any], why: str) -> None:
    last = SimpleNamespace(ended_at=None, started_at="2026-12-01T08:22:07Z")
    assert list(_end(last, summary)) == [f"the run started at 2026-12-01T08:22:07Z has not ended: {why}"]


def test_check_is_well_and_then_the_last_good_run_is_old(tmp_path: Path) -> None:
    with serve({"/robots.txt": ROBOTS, "/": listing("/p/1.html"), "/p/1.html": article(1)}) as site:
        dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    well = dute("check", "--store", tmp_path / "s.db", "--min-new", 1)
    assert (well.returncode, well.stdout) == (0, "渡口: ok\n")
    with sqlite3.connect(tmp_path / "s.db") as connection:
        connection.execute("update runs set ended_at = '2025-01-01T00:00:00Z'")
    old = dute("check", "--store", tmp_path / "s.db", "--max-age", "3h")
    assert (old.returncode, old.stdout) == (1, "渡口: the last successful run ended at 2025-01-01T00:00:00Z\n")


def test_a_dry_run_shows_what_would_be_asked_for_and_asks_nothing(crawled: Crawled, tmp_path: Path) -> None:
    before = len(crawled.site.requests), crawled.store.read_bytes()
    done = dute("crawl", crawled.seed, "--store", crawled.store, "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "渡口: 6 to fetch, 3 not due yet"
    assert [line.split()[0] for line in lines[1:]] == ["list", "list", "article", "article", "article", "article"]
    assert (len(crawled.site.requests), crawled.store.read_bytes()) == before
    new = dute("crawl", crawled.seed, "--store", tmp_path / "none.db", "--dry-run")
    assert new.stdout.splitlines()[0] == "渡口: 2 to fetch, 0 not due yet"
    assert not (tmp_path / "none.db").exists()


@pytest.mark.slow
def test_the_log_goes_to_a_file_as_json(crawled: Crawled, tmp_path: Path) -> None:
    log = tmp_path / "crawl.log"
    done = dute(
        "crawl", crawled.seed, "--store", tmp_path / "s.db", "--limit", 1, "--log-file", log, "--log-format", "json"
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"at", "level", "logger", "message"} <= set(lines[0])
    assert any("Spider opened" in line["message"] and line["site"] == "渡口" for line in lines)


@pytest.mark.slow
def test_several_seeds_run_side_by_side_in_one_process(tmp_path: Path) -> None:
    """Two sites, and a third seed for the host of the first: both of its crawls keep one delay."""
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in range(1, 5)))}
    pages |= {f"/p/{number}.html": article(number) for number in range(1, 5)}
    pages |= {"/other/": listing("/x/p/11.html", "/x/p/12.html")} | {f"/x/p/{n}.html": article(n) for n in (11, 12)}
    with serve(dict(pages)) as one, serve(dict(pages)) as two:
        seeds = []
        for name, site, start in (("甲", one, "/"), ("乙", two, "/"), ("丙", one, "/other/")):
            (folder := tmp_path / name).mkdir()
            first = json.dumps([f"http://{site.host}{start}"])
            seeds.append(write_seed(folder, site, name=json.dumps(name), start=first, delay="0.4", depth="0"))
        done = dute("crawl", *seeds, "--store", tmp_path / "s.db", "--summary", "-")
    assert done.returncode == 0, done.stderr
    found = {
        row["site"]: row["counts"]
        for row in map(json.loads, [line for line in done.stdout.splitlines() if line[0] == "{"])
    }
    assert found == {
        "甲": {"list": 1, "new": 4},
        "乙": {"list": 1, "new": 4},
        "丙": {"list": 1, "new": 2, "out_of_scope": 2},
    }
    assert max(one.times[0], two.times[0]) < min(one.times[-1], two.times[-1])  # at the same time
    gaps = [later - earlier for earlier, later in zip(one.times, one.times[1:], strict=False)]
    assert min(gaps) >= 0.38
    again = dute("crawl", *seeds, seeds[0], "--store", tmp_path / "s.db", "--limit", 0)
    assert again.returncode == 0, again.stderr


@pytest.mark.slow
def test_the_worst_of_several_sites_is_the_exit_status(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html"), "/p/1.html": article(1)}
    with serve(pages) as well, serve({"/robots.txt": ROBOTS}) as dead:
        seeds = []
        for name, site in (("甲", well), ("乙", dead)):
            (folder := tmp_path / name).mkdir()
            seeds.append(write_seed(folder, site, name=json.dumps(name)))
        done = dute("crawl", *seeds, "--store", tmp_path / "s.db")
    assert done.returncode == 1
    assert done.stderr == f"dute: no start page of 乙 could be read (http://{dead.host}/: the server answered 404)\n"
    assert "甲: 2 fetched" in done.stdout


def test_extensions_of_scrapy_see_the_outcomes_in_its_stats(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/404.html")}
    pages |= {"/p/1.html": article(1), "/p/2.html": article(2)}
    with serve(pages) as site:
        seed, log = write_seed(tmp_path, site), tmp_path / "log"
        flags = ("-s", "LOG_LEVEL=INFO", "--logfile", log)
        run("-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", *flags, cwd=ROOT)
    said = log.read_text("utf-8")
    for stat in ("'dute/outcome/new': 2", "'dute/outcome/gone': 1", "'item_scraped_count': 2", "'dute/status': 0"):
        assert stat in said
