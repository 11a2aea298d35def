"""A week in ten runs: articles new, edited, taken down in four ways, off the lists; a captcha for a home page in one run, a
night of 404 in another. What every command says of it is compared with what the site did, row by row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crawler.net.serve import ServedPage, Site, serve
from tests.sites import ROBOTS, article, dute, listing, write_seed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ARTICLES = range(1, 41)
WALL = "<html><head><title>安全验证</title></head><body><p>请完成安全验证后继续访问，拖动滑块完成拼图</p></body></html>"
SOFT_404 = "<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>"
BY_PUBLISHER = "<html><head><title>提示</title></head><body><p>该内容已被发布者删除</p></body></html>"
EDIT = "<p>更正：渡口的票价是两元，不是三元，本报特此说明。</p>"
NOTHING = ServedPage("没有了".encode(), 404)


class Week(NamedTuple):
    """The store after the week, the exit status and summary of each run, and what was said on standard error."""

    folder: Path
    site: Site
    seed: Path
    runs: list[tuple[int, dict[str, Any], str]]

    @property
    def store(self) -> Path:
        return self.folder / "s.db"


def live(site: Site, number: int, page: ServedPage) -> None:
    site.pages[f"/p/{number}.html"] = page


def name(site: Site, *numbers: int) -> None:
    """The articles that the site's two lists name: the first half the home page, the second the channel."""
    half = len(numbers) // 2
    site.pages["/"] = listing("/c/", *(f"/p/{number}.html" for number in numbers[:half]))
    site.pages["/c/"] = listing(*(f"/p/{number}.html" for number in numbers[half:]), "/")


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    folder = tmp_path_factory.mktemp("week")
    with serve({"/robots.txt": ROBOTS}) as site:
        for number in range(1, 31):
            live(site, number, article(number))
        name(site, *range(1, 31))
        seed = write_seed(folder, site)
        week = Week(folder, site, seed, [])

        def run() -> None:
            file = folder / f"{len(week.runs)}.json"
            done = dute("crawl", seed, "--store", week.store, "--summary", file)
            week.runs.append((done.returncode, json.loads(file.read_text("utf-8")), done.stderr))

        run()  # 1: thirty articles
        run()  # 2: nothing new
        for number in (31, 32, 33):
            live(site, number, article(number))
        live(site, 5, article(5, extra=EDIT))
        name(site, *range(4, 34))
        run()  # 3: three new, one edited; 1, 2 and 3 are off the lists
        live(site, 1, NOTHING)  # off the lists, 404
        live(site, 6, ServedPage(b"", 302, location="/"))
        run()  # 4: two taken down
        live(site, 7, ServedPage(SOFT_404.encode()))
        live(site, 8, ServedPage(BY_PUBLISHER.encode()))
        live(site, 2, article(2, extra=EDIT))  # off the lists, edited
        run()  # 5: two more, in two other ways; an edit that no list shows
        lists = site.pages["/"], site.pages["/c/"]
        site.pages["/"] = ServedPage(WALL.encode())
        run()  # 6: a captcha
        site.pages["/"], site.pages["/c/"] = lists
        stood = dict(site.pages)
        for path in list(site.pages):
            if path.startswith("/p/"):
                site.pages[path] = NOTHING
        run()  # 7: a night of 404
        site.pages |= stood
        run()  # 8: the morning after
        for number in range(34, 41):
            live(site, number, article(number))
        name(site, *range(10, 41))
        live(site, 6, article(6))
        with sqlite3.connect(week.store) as connection:  # a day has passed
            connection.execute(
                "update urls set due_at = '2026-01-01T00:00:00Z' where outcome in ('gone', 'not_article')"
            )
        run()  # 9: seven new; 6 is there again
        live(site, 40, article(40, extra=EDIT))
        run()  # 10: one edited on the day it was new
        yield week


def of(week: Week, number: int) -> dict[str, Any]:
    return week.runs[number - 1][1]


def lines(week: Week, *arguments: object) -> list[dict[str, Any]]:
    done = dute(*arguments, "--store", week.store, "--format", "json")
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_run_says_what_it_did(week: Week) -> None:
    told = {
        number: (
            status,
            summary["counts"].get("new", 0),
            summary["counts"].get("updated", 0),
            len(summary["withdrawn"]),
            summary["there_again"],
            summary["doubted"],
            summary["start_pages"][0]["read"],
        )
        for number, (status, summary, _) in enumerate(week.runs, 1)
    }
    assert told == {
        1: (0, 30, 0, 0, 0, 0, True),
        2: (0, 0, 0, 0, 0, 0, True),
        3: (0, 3, 1, 0, 0, 0, True),
        4: (0, 0, 0, 2, 0, 0, True),
        5: (0, 0, 1, 2, 0, 0, True),
        6: (1, 0, 0, 0, 0, 0, False),
        7: (1, 0, 0, 0, 0, 29, True),
        8: (0, 0, 0, 0, 0, 0, True),
        9: (0, 7, 0, 0, 1, 0, True),
        10: (0, 0, 1, 0, 0, 0, True),
    }


def test_the_two_bad_runs_say_what_was_wrong(week: Week) -> None:
    said = [stderr for _, _, stderr in week.runs]
    assert [number for number, words in enumerate(said, 1) if words] == [6, 7]
    assert f"no start page of 渡口 could be read (http://{week.site.host}/: captcha)" in said[5]
    assert "29 of 29 articles of 渡口 are gone at once" in said[6]


def test_list_knows_who_was_taken_down(week: Week) -> None:
    listed = dute("list", "--store", week.store)
    assert len(listed.stdout.splitlines()) == 1 + 40  # under a heading
    gone = {line.split()[0] for line in listed.stdout.splitlines() if "(withdrawn)" in line}
    assert gone == {"1", "7", "8"}


@pytest.mark.parametrize(
    ("number", "revisions", "events"),
    [
        (1, 1, ["withdrawn by its site (the server answered 404)"]),
        (2, 2, []),
        (5, 2, []),
        (6, 1, ["withdrawn by its site (redirects to the home page: http://HOST/)", "restored"]),
        (7, 1, ["withdrawn by its site (soft_404)"]),
        (8, 1, ["withdrawn by its site (soft_404)"]),
        (20, 1, []),
        (40, 2, []),
    ],
)
def test_history_tells_each_change(number: int, revisions: int, events: list[str], week: Week) -> None:
    found = lines(week, "history", number)
    assert sum("revision" in row for row in found) == revisions
    assert [row["event"].replace(week.site.host, "HOST") for row in found if "event" in row] == events


def test_runs_tells_the_week(week: Week) -> None:
    found = lines(week, "runs")
    assert [row["run"] for row in found] == list(range(10, 0, -1))
    assert {row["reason"] for row in found} == {"finished"}
    assert [row["summary"] for row in found[::-1]] == [summary for _, summary, _ in week.runs]


def test_failures_are_those_that_stand(week: Week) -> None:
    found = {row["url"].rpartition("/")[2]: (row["outcome"], row["stored"]) for row in lines(week, "failures")}
    assert found == {"1.html": ("gone", True), "7.html": ("not_article", True), "8.html": ("not_article", True)}


def test_check_is_well_at_the_end_and_was_not_in_the_night(week: Week) -> None:
    assert dute("check", "--store", week.store, "--min-new", 40).returncode == 0
    few = dute("check", "--store", week.store, "--min-new", 41)
    assert (few.returncode, "40 new articles" in few.stdout) == (1, True)
    copy = week.folder / "night.db"
    with sqlite3.connect(week.store) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("delete from templates where run_id > 7")
        target.execute("delete from revisions where run_id > 7")
        target.execute("delete from runs where id > 7")
    night = dute("check", "--store", copy)
    assert (night.returncode, "articles of 渡口 are gone at once" in night.stdout) == (1, True)


def test_the_report_shows_all_articles(week: Week) -> None:
    done = dute("report", "--store", week.store, "-o", week.folder / "report", "--pages", 0)
    assert done.returncode == 0, done.stderr
    text = (week.folder / "report" / "index.html").read_text("utf-8")
    for number in ARTICLES:
        assert f"/p/{number}.html" in text


def test_nothing_is_asked_for_twice_in_a_run(week: Week) -> None:
    with sqlite3.connect(week.store) as connection:
        assert connection.execute("select count(*) from urls where state <> 'done' or outcome is null").fetchone() == (
            0,
        )
        assert connection.execute("select count(*), count(distinct article_id) from articles").fetchone() == (40, 40)
    assert sum(of(week, number)["fetched"] for number in range(1, 11)) == len(
        [path for path, _ in week.site.requests if path != "/robots.txt"]
    )
