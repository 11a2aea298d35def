"""A crawl that says what is so: due articles, take-downs, walls, pace, moves, bodies, signals. Each case ran wrongly once.

docs/explanation/crawl-faults.md has them in a table, with what the version without them did. Rules that need no crawl to be seen have
quick tests in tests/spiders, tests/net and tests/store too.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socketserver
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import brotli
import pytest
from backports import zstd

from crawler.net.serve import ServedPage, Site, serve
from tests.faults_server import in_turn, pause, self_signed, serve_on
from tests.faulty import BODY, HEAD, Answer, FaultySite, good, links, page, raw, redirect, serve_faults
from tests.sites import ROBOTS, ROOT, article, counts, dute, listing, write_seed

PLAIN_ROBOTS = page(b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain")
DUE_IN_A_MONTH = '{older = "30d"}'


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(query).fetchall()


def change(store: Path, statement: str) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute(statement)


def outcomes(store: Path) -> dict[str, str]:
    """Path -> outcome."""
    return {
        "/" + str(url).split("/", 3)[3]: str(outcome) for url, outcome in rows(store, "select url, outcome from urls")
    }


def withdrawn(store: Path) -> list[str]:
    return [
        str(number)
        for (number,) in rows(store, "select article_id from articles where withdrawn_at is not null order by 1")
    ]


def crawl(site: Site | FaultySite, folder: Path, *flags: object, **keys: str) -> subprocess.CompletedProcess[str]:
    seed = write_seed(folder, Site(site.host, {}), **keys)
    return dute("crawl", seed, "--store", folder / "s.db", *flags)


def site_of(count: int, *listed: int) -> dict[str, ServedPage]:
    """A home page that names some of its articles."""
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in listed or range(1, count + 1)))}
    return pages | {f"/p/{number}.html": article(number) for number in range(1, count + 1)}


def first_fast(names: Iterable[str]) -> list[Any]:
    """The first by default, the rest of its kind with the slow tests: each is a crawl or two."""
    first, *rest = names
    return [first, *(pytest.param(name, marks=pytest.mark.slow) for name in rest)]


# --- 1. Due means asked


def test_an_article_off_the_lists_is_asked_for_when_it_is_due(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve(site_of(6)) as site:
        crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
        change(
            store,
            "update urls set due_at = '2026-01-01T00:00:00Z' where url like '%/p/1.html' or url like '%/p/2.html'",
        )
        site.pages["/"] = listing("/p/3.html", "/p/4.html")  # 1, 2, 5 and 6 are off the list
        site.pages["/p/1.html"] = article(1, extra="<p>更正：渡口的票价是两元，不是三元，本报特此说明。</p>")
        site.pages["/p/2.html"] = ServedPage(b"", 404)
        site.requests.clear()
        done = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
    assert [path for path, _ in site.requests if path.startswith("/p/")] == ["/p/1.html", "/p/2.html"]
    found = counts(done.stdout)
    assert (found["updated"], found["withdrawn by the site"], found["addresses not due yet"]) == (1, 1, 4)
    assert withdrawn(store) == ["2"]


@pytest.mark.slow
def test_lists_come_before_what_is_only_due(tmp_path: Path) -> None:
    with serve(site_of(9)) as site:
        crawl(site, tmp_path)
        site.pages |= {
            "/": listing("/c/", "/p/10.html"),
            "/c/": listing("/p/11.html", "/p/12.html"),
            "/p/10.html": article(10),
        }
        site.pages |= {f"/p/{number}.html": article(number) for number in (11, 12)}
        site.requests.clear()
        crawl(site, tmp_path, "--limit", 5)
    asked = [path for path, _ in site.requests if path != "/robots.txt"]
    assert asked[:5] == ["/", "/c/", "/p/10.html", "/p/11.html", "/p/12.html"]
    assert len([path for path in asked if path.startswith("/p/")]) == 5


@pytest.mark.slow
def test_a_due_time_farther_ahead_than_any_interval_is_over(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve(site_of(3)) as site:
        crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
        change(store, "update urls set due_at = '2061-01-01T00:00:00Z' where url like '%/p/1.html'")
        site.requests.clear()
        done = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
    assert [path for path, _ in site.requests if path.startswith("/p/")] == ["/p/1.html"]
    assert counts(done.stdout)["addresses not due yet"] == 2
    assert rows(store, "select count(*) from urls where due_at > '2060'") == [(0,)]


@pytest.mark.slow
def test_a_killed_run_is_continued_with_its_start_page(tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links(*(f"/p/{number}.html" for number in range(1, 20)))}
    answers |= {f"/p/{number}.html": pause(0.2, good(number)) for number in range(1, 20)}
    with serve_faults(answers) as site:
        seed = write_seed(tmp_path, Site(site.host, {}), recrawl=DUE_IN_A_MONTH)
        with running("crawl", seed, "--store", tmp_path / "s.db") as first:
            wait_until(lambda: site.asked("/p/4.html") > 0)
            first.kill()
        site.answers["/"] = links("/p/20.html", "/p/5.html")
        site.answers["/p/20.html"] = good(20)
        done = dute("crawl", seed, "--store", tmp_path / "s.db")
    assert "earlier run resumed" in done.stdout
    assert site.asked("/") == 2
    assert site.asked("/p/20.html") == 1


# --- 2. Take-downs

GONE_PAGE = "<html><head><title>提示</title></head><body><p>该内容已被发布者删除</p></body></html>".encode()
WAYS = {
    "404": ServedPage(b"", 404),
    "410": ServedPage(b"", 410),
    "soft 404": ServedPage(
        "<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>".encode()
    ),
    "deleted by its publisher": ServedPage(GONE_PAGE),
    "home page": ServedPage(b"", 302, location="/"),
    "home page by name": ServedPage(b"", 301, location="/index.html"),
    "error page": ServedPage(b"", 302, location="/error/404.html"),
    "list": ServedPage(b"", 302, location="/c/"),
    "home page of another host": ServedPage(b"", 302, location="https://www.example.com/"),
    "error page of another host": ServedPage(b"", 302, location="https://err.example.com/notfound.html"),
    "an address that is gone": ServedPage(b"", 302, location="/p/404.html"),
    "another article": ServedPage(b"", 302, location="/p/77.html"),
}


def other_article() -> ServedPage:
    body = "".join(f"<p>{line}</p>" for line in (
        "省图书馆新馆昨日开馆，首日接待读者一万两千余人次，少儿阅览区座无虚席。",
        "新馆藏书三百万册，设有盲文阅览室和古籍修复展示区，每周二闭馆整理。",
    ))  # fmt: skip
    text = f"<html><head><meta charset=utf-8><title>省图书馆新馆开馆</title></head><body><h1>省图书馆新馆开馆</h1><div>2025-03-25 10:20</div>{body}</body></html>"
    return ServedPage(text.encode())


@pytest.mark.parametrize("way", first_fast(WAYS))
def test_an_article_that_is_taken_down_is_withdrawn_and_kept(way: str, tmp_path: Path) -> None:
    pages = site_of(8) | {"/c/": listing("/p/7.html", "/p/8.html", "/p/6.html"), "/p/77.html": other_article()}
    pages["/index.html"] = pages["/"]
    with serve(pages) as site:
        crawl(site, tmp_path)
        site.pages["/p/3.html"] = WAYS[way]
        done = crawl(site, tmp_path)
        assert (done.returncode, withdrawn(tmp_path / "s.db")) == (0, ["3"]), done.stdout
        assert counts(done.stdout)["withdrawn by the site"] == 1
        site.pages["/p/3.html"] = article(3)
        again = crawl(site, tmp_path, "--recheck")
    assert withdrawn(tmp_path / "s.db") == []
    assert counts(again.stdout)["restored after a withdrawal"] == 1
    history = dute("history", 3, "--store", tmp_path / "s.db").stdout
    assert "withdrawn by its site" in history
    assert "restored" in history


@pytest.mark.slow
def test_the_same_article_elsewhere_has_moved_and_is_not_withdrawn(tmp_path: Path) -> None:
    with serve(site_of(8)) as site:
        crawl(site, tmp_path)
        site.pages["/p/3.html"] = ServedPage(b"", 301, location="/p/33.html")
        site.pages["/p/33.html"] = article(3)
        done = crawl(site, tmp_path)
    assert (outcomes(tmp_path / "s.db")["/p/3.html"], withdrawn(tmp_path / "s.db")) == ("moved", [])
    assert counts(done.stdout)["new"] == 1


NIGHTS = {
    "404": ServedPage(b"", 404),
    "home page": ServedPage(b"", 302, location="/"),
    "soft 404": ServedPage("<html><body><p>抱歉，您访问的页面不存在或已被删除</p></body></html>".encode()),
}


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.slow
def test_one_bad_night_withdraws_nothing(night: str, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve(site_of(30)) as site:
        crawl(site, tmp_path)
        site.pages |= {f"/p/{number}.html": NIGHTS[night] for number in range(1, 9)}
        bad = crawl(site, tmp_path)
        assert (bad.returncode, withdrawn(store)) == (1, [])
        assert "8 of 30 articles of 渡口 are gone at once" in bad.stderr
        assert counts(bad.stdout)["gone at once, not withdrawn"] == 8
        site.pages |= {f"/p/{number}.html": article(number) for number in range(3, 9)}
        morning = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
        # What was not believed is asked for again at once; two of them are really gone.
        assert (morning.returncode, withdrawn(store)) == (0, ["1", "2"]), morning.stderr
        assert counts(morning.stdout)["withdrawn by the site"] == 2


@pytest.mark.slow
def test_a_site_that_cleared_its_archive_is_believed_on_demand(tmp_path: Path) -> None:
    with serve(site_of(10)) as site:
        crawl(site, tmp_path)
        site.pages |= {f"/p/{number}.html": ServedPage(b"", 410) for number in range(1, 9)}
        assert crawl(site, tmp_path).returncode == 1
        done = crawl(site, tmp_path, "--believe-gone")
    assert (done.returncode, len(withdrawn(tmp_path / "s.db"))) == (0, 8)


#: A page of the site's own design that says nothing of its kind in words: headline, date and text as an article has them.
STAND_IN = article(
    0, extra="<p>本站正在升级，精彩内容稍后为您呈现，感谢您长期以来的关注与支持。</p>", date="2026-11-28 10:20"
)


@pytest.mark.slow
def test_one_page_in_place_of_many_is_no_update(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    query = "select article_id, headline, content_hash, revision, capture_id from articles order by id"
    history = "select article_id, revision, content_hash, content from revisions order by id"
    with serve(site_of(20)) as site:
        crawl(site, tmp_path)
        before = rows(store, query), rows(store, history)
        site.pages |= {f"/p/{number}.html": STAND_IN for number in range(1, 11)}
        site.pages["/p/20.html"] = article(20, extra="<p>更正：夜航自下月起开通。</p>")
        bad = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
        assert bad.returncode == 1
        assert "10 of 20 articles of 渡口 now show the same page, or nearly the same, such as" in bad.stderr
        said = counts(bad.stdout)
        assert (said["updated"], said["not an article"], said["unchanged"]) == (1, 10, 9)
        assert said["updates undone: one page in place of many"] == 10
        after = rows(store, query), rows(store, history)
        assert (after[0][:19], after[1][:20]) == (before[0][:19], before[1])
        assert rows(store, "select count(*) from revisions where revision = 2") == [(1,)]
        assert len(rows(store, "select id from captures")) == 31  # what the site sent is kept
        site.pages |= {f"/p/{number}.html": article(number) for number in range(1, 11)}
        good_again = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
        assert (good_again.returncode, counts(good_again.stdout)["unchanged"]) == (0, 10), good_again.stderr


@pytest.mark.slow
def test_one_page_in_place_of_new_ones_is_said(tmp_path: Path) -> None:
    with serve(site_of(20)) as site:
        site.pages |= {f"/p/{number}.html": STAND_IN for number in range(1, 12)}
        bad = crawl(site, tmp_path)
        assert (bad.returncode, counts(bad.stdout)["new"]) == (1, 20)
        assert "11 of 20 articles" in bad.stderr
        assert "11 new articles were stored as they are" in bad.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", [3, 4, 5])
def test_addresses_of_one_article_are_no_failure(number: int, tmp_path: Path) -> None:
    """A story under several numbers, one a channel, which is edited later."""
    story = range(1, number + 1)
    edited = article(0, extra="<p>更正：夜航自下月起开通。</p>")
    with serve(site_of(6)) as site:
        site.pages |= {f"/p/{one}.html": STAND_IN for one in story}
        done = crawl(site, tmp_path)
        assert (done.returncode, counts(done.stdout)["new"]) == (0, 6), done.stderr
        assert (f"{number} addresses show one and the same article: http" in done.stdout) == (number > 3)
        site.pages |= {f"/p/{one}.html": edited for one in story}
        again = crawl(site, tmp_path)
    assert (again.returncode, counts(again.stdout)["updated"]) == (0, number), again.stderr


@pytest.mark.slow
def test_three_of_few_articles_may_go(tmp_path: Path) -> None:
    with serve(site_of(6)) as site:
        crawl(site, tmp_path)
        site.pages |= {f"/p/{number}.html": ServedPage(b"", 404) for number in (1, 2, 3)}
        done = crawl(site, tmp_path)
    assert (done.returncode, withdrawn(tmp_path / "s.db")) == (0, ["1", "2", "3"])


# --- 3. Walls

WALL = "<html><head><title>{0}</title></head><body><p>{0}</p><p>{1}</p>{2}</body></html>"
NAVIGATION = "".join(f"<a href='/c{number}/'>频道{number}</a>" for number in range(6))
WALLS = {
    "captcha": WALL.format("安全验证", "请完成安全验证后继续访问，拖动滑块完成拼图", "").encode(),
    "captcha with a menu": WALL.format("安全验证", "请完成安全验证后继续访问", NAVIGATION).encode(),
    "login": WALL.format("登录", "请先登录后查看全文", "<a href='/login'>登录</a>").encode(),
    "soft 404": WALL.format("页面不存在", "抱歉，您访问的页面不存在或已被删除", NAVIGATION).encode(),
    "empty": b"",
    "nothing but a shell": b"<html><head><title>x</title></head><body><div id=app></div></body></html>",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(400),
    "maintenance": WALL.format("系统维护中", "系统维护中，请稍后再访问。", "").encode(),
    "maintenance with a menu": WALL.format("", "网站正在升级维护，给您带来不便敬请谅解", NAVIGATION).encode(),
    "links to other hosts only": b"<html><body><a href='https://example.org/1'>a</a><a href='https://example.org/2'>b</a></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("wall", first_fast(WALLS))
def test_a_start_page_that_is_a_wall_was_not_read(wall: str, tmp_path: Path) -> None:
    with serve(site_of(5)) as site:
        assert crawl(site, tmp_path).returncode == 0
        site.pages["/"] = ServedPage(WALLS[wall])
        done = crawl(site, tmp_path, recrawl=DUE_IN_A_MONTH)
    assert done.returncode == 1
    assert "no start page of 渡口 could be read" in done.stderr
    assert f"http://{site.host}/" in done.stderr
    assert withdrawn(tmp_path / "s.db") == []


def test_that_no_address_is_an_article_is_a_failure(tmp_path: Path) -> None:
    with serve(site_of(3)) as site:
        done = crawl(site, tmp_path, article=r"'^http://127\.0\.0\.1:\d+/artikle/(?P<id>\d+)'")
        assert done.returncode == 1
        assert "no address that 渡口 links to matches `article` in its seed" in done.stderr
        assert dute("check", "--store", tmp_path / "s.db").returncode == 1
        assert crawl(site, tmp_path).returncode == 0


def test_of_several_start_pages_the_silent_one_is_named(tmp_path: Path) -> None:
    starts = '["http://127.0.0.1:8000/", "http://127.0.0.1:8000/c/"]'
    with serve(site_of(3) | {"/c/": ServedPage(WALLS["captcha"]), "/d/": ServedPage(b"", 500)}) as site:
        site.pages["/"] = listing("/p/1.html", "/p/2.html", "/p/3.html", "/d/")
        done = crawl(site, tmp_path, start=starts)
    assert done.returncode == 0, done.stderr
    assert f"http://{site.host}/c/: captcha" in done.stdout
    assert f"http://{site.host}/d/: the server answered 500" in done.stdout


@pytest.mark.parametrize("wall", ["captcha", "login", "maintenance"])
@pytest.mark.slow
def test_walls_with_status_200_end_the_run(wall: str, tmp_path: Path) -> None:
    with serve(site_of(30)) as site:
        crawl(site, tmp_path)
        site.pages |= {f"/p/{number}.html": ServedPage(WALLS[wall]) for number in range(1, 31)}
        site.requests.clear()
        done = crawl(site, tmp_path, delay="0.05")
    assert done.returncode == 1
    assert "refused several requests in a row" in done.stderr
    assert len(site.requests) <= 9
    assert withdrawn(tmp_path / "s.db") == []


# --- 4. Refusals and pace


def gaps_after(site: FaultySite, path: str) -> list[float]:
    moments = [moment for moment, _ in site.requests]
    begin = next(moment for moment, asked in site.requests if asked == path)
    late = [moment for moment in moments if moment >= begin]
    return [later - earlier for earlier, later in pairwise(late)]


def delay_at_the_end(site: FaultySite, folder: Path) -> float:
    """The delay of the host when a run over it has ended, without AutoThrottle, which goes by the load of this machine."""
    log = folder / "run.json"
    crawl(site, folder, "--summary", log, "-s", "AUTOTHROTTLE_ENABLED=False", delay="0.1")
    (delay,) = json.loads(log.read_text("utf-8"))["pace"]["delays"].values()
    return float(delay)


@pytest.mark.slow
def test_scattered_refusals_of_single_pages_do_not_slow_the_run_down(tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links(*(f"/p/{number}.html" for number in range(1, 31)))}
    answers |= {f"/p/{number}.html": page(b"", 403) if number % 5 == 0 else good(number) for number in range(1, 31)}
    with serve_faults(answers) as site:
        assert delay_at_the_end(site, tmp_path) == 0.1
    assert sorted(outcomes(tmp_path / "s.db").values()).count("refused") == 6


@pytest.mark.slow
def test_429_slows_the_run_down_and_good_answers_bring_it_back(tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links(*(f"/p/{number}.html" for number in range(1, 31)))}
    answers |= {f"/p/{number}.html": page(b"", 429) if number in (3, 4, 5) else good(number) for number in range(1, 31)}
    with serve_faults(answers) as site:
        assert delay_at_the_end(site, tmp_path) == 0.1
    assert gaps_after(site, "/p/5.html")[1] >= 0.35  # the delay, varied by half, of 0.8 s that refusals made


@pytest.mark.slow
def test_a_page_refused_with_retry_after_is_asked_for_again_twice_at_most(tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links("/p/1.html", "/p/2.html", "/p/3.html"), "/p/3.html": good(3)}
    answers["/p/1.html"] = in_turn(page(b"", 429, Retry_After="1"), good(1))
    answers["/p/2.html"] = page(b"", 429, Retry_After="1")
    with serve_faults(answers) as site:
        done = crawl(site, tmp_path)
    assert (counts(done.stdout)["new"], counts(done.stdout)["refused"]) == (2, 1)
    assert (site.asked("/p/1.html"), site.asked("/p/2.html")) == (2, 3)


# --- 5. Lists, moves, spellings


@pytest.mark.slow
def test_lists_are_asked_for_conditionally_and_quiet_ones_rest(tmp_path: Path) -> None:
    calendar = [f"/cal/{day}/" for day in range(1, 7)]
    pages = site_of(6) | {path: listing("/p/1.html", "/p/2.html", "/") for path in calendar}
    pages["/"] = listing("/c/", *calendar)
    pages["/c/"] = listing(*(f"/p/{number}.html" for number in range(1, 7)))
    asked = []
    with serve(pages) as site:
        for run in range(7):
            site.pages[f"/p/{run + 10}.html"] = article(run + 10)
            site.pages["/c/"] = listing(*(f"/p/{number}.html" for number in range(1, 7)), f"/p/{run + 10}.html")
            site.requests.clear()
            assert counts(crawl(site, tmp_path).stdout)["new"] >= 1
            found = dict(site.requests)
            asked.append((sum(path.startswith("/cal/") for path in found), found.get("/cal/3/"), found.get("/c/")))
    assert asked[0] == (6, 200, 200)
    assert asked[1] == (6, 304, 200)
    assert asked[-1] == (0, None, 200)  # the calendar rests; the channel with news does not


@pytest.mark.slow
def test_a_redirect_with_an_ever_new_parameter_ends_after_five(tmp_path: Path) -> None:
    class Endless(dict[str, Answer]):
        def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
            if not path.startswith("/go"):
                return super().get(path, default)
            return redirect(f"/go?n={int(path.partition('n=')[2] or 0) + 1}")

    with serve_faults(
        Endless({"/robots.txt": PLAIN_ROBOTS, "/": links("/go", "/p/1.html"), "/p/1.html": good(1)})
    ) as site:
        done = crawl(site, tmp_path)
    assert counts(done.stdout)["failed"] == 1
    assert sum(path.startswith("/go") for _, path in site.requests) == 6
    assert ("more than 5 redirects in a row",) in rows(tmp_path / "s.db", "select reason from urls")


@pytest.mark.slow
def test_parameters_in_another_order_and_a_last_slash_are_one_list(tmp_path: Path) -> None:
    pages = site_of(3) | {
        "/l": listing("/p/1.html", "/p/3.html", "/p/2.html"),
        "/c": ServedPage(b"", 301, location="/c/"),
    }
    pages |= {
        "/c/": listing("/p/2.html", "/p/1.html"),
        "/d": listing("/p/3.html", "/p/2.html"),
        "/e": listing("/p/1.html"),
    }
    pages |= {"/d/": pages["/d"], "/e/": listing("/p/3.html")}
    pages["/"] = listing("/l?a=1&b=2", "/l?b=2&a=1", "/c", "/c/", "/d", "/d/", "/e", "/e/")
    with serve(pages) as site:
        crawl(site, tmp_path)
        asked = [path for path, _ in site.requests]
        site.requests.clear()
        crawl(site, tmp_path)
    assert sum(path.startswith("/l?") for path in asked) == 1
    again = [path for path, _ in site.requests if path[1:2] in ("c", "d", "e")]
    assert sorted(again) == ["/c/", "/d", "/e", "/e/"]  # /c and /d/ are known to be other spellings; /e and /e/ differ


# --- 6. Whole bodies

BIG = article(
    1, extra="".join(f"<p>第{n}段：渡口的电动船每天往返六十趟，船票两元，老人和孩子免票。</p>" for n in range(120))
).body
BROTLI, ZSTD = brotli.compress(BIG), zstd.compress(BIG)
CUT = {
    "brotli cut": page(BROTLI[: len(BROTLI) // 2], Content_Encoding="br"),
    "brotli without its last byte": page(BROTLI[:-1], Content_Encoding="br"),
    "zstd cut": page(ZSTD[: len(ZSTD) // 2], Content_Encoding="zstd"),
    "zstd without its last byte": page(ZSTD[:-1], Content_Encoding="zstd"),
    "cut in the head by its length": raw(HEAD + b"Content-Length: 80\r\n\r\n" + BODY),
    "304 unasked": page(b"", 304),
}


@pytest.mark.parametrize("fault", first_fast(CUT))
def test_a_body_that_is_not_whole_is_a_failure(fault: str, tmp_path: Path) -> None:
    with serve_faults({"/robots.txt": PLAIN_ROBOTS, "/": links("/p/1.html"), "/p/1.html": CUT[fault]}) as site:
        crawl(site, tmp_path)
    assert outcomes(tmp_path / "s.db")["/p/1.html"] == "failed"


@pytest.mark.parametrize(("encoding", "body"), [("br", BROTLI), ("zstd", ZSTD)])
def test_a_whole_body_is_read(encoding: str, body: bytes, tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links("/p/1.html"), "/p/1.html": page(body, Content_Encoding=encoding)}
    with serve_faults(answers) as site:
        crawl(site, tmp_path)
    assert outcomes(tmp_path / "s.db")["/p/1.html"] == "new"


@pytest.mark.slow
def test_the_validators_of_a_wall_are_not_those_of_the_article(tmp_path: Path) -> None:
    with serve(site_of(4)) as site:
        crawl(site, tmp_path)
        site.pages["/p/1.html"] = ServedPage(WALLS["captcha"])
        for _ in range(2):  # with the wall's ETag the second would be "unchanged"
            done = crawl(site, tmp_path, "--recheck")
            assert (counts(done.stdout)["unchanged"], counts(done.stdout)["not an article"]) == (3, 1)


# --- 7. Signals and words


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "dute", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(is_so: object, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.02)
    assert is_so()  # type: ignore[operator]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.slow
def test_a_second_signal_ends_the_crawl_at_once(number: signal.Signals, tmp_path: Path) -> None:
    answers = {"/robots.txt": PLAIN_ROBOTS, "/": links("/p/1.html", "/p/2.html"), "/p/1.html": good(1)}
    answers["/p/2.html"] = pause(15, good(2))
    with serve_faults(answers) as site:
        with running("crawl", write_seed(tmp_path, Site(site.host, {})), "--store", tmp_path / "s.db") as process:
            wait_until(lambda: site.asked("/p/2.html") > 0)
            process.send_signal(number)
            time.sleep(0.5)
            assert process.poll() is None  # it waits for the answer that is on its way
            began = time.monotonic()
            process.send_signal(number)
            _, said = process.communicate(timeout=10)
            took = time.monotonic() - began
        assert (process.returncode, took < 3) == (130, True), said
        assert "Traceback" not in said
        site.answers["/p/2.html"] = good(2)
        done = dute("crawl", tmp_path / "site.toml", "--store", tmp_path / "s.db")
    assert counts(done.stdout)["new"] == 2


class Plain(socketserver.BaseRequestHandler):
    """A server that speaks HTTP where TLS was expected, and says so at once, as nginx does."""

    def handle(self) -> None:
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def said_of_tls(host: str, folder: Path) -> str:
    folder.mkdir()
    start = json.dumps([f"https://{host}/"])
    said = crawl(FaultySite(host, {}), folder, start=start).stderr
    assert "SSL routines" not in said
    assert "Error" not in said
    return said


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@pytest.mark.slow
def test_faults_of_tls_are_said_in_words(tmp_path: Path) -> None:
    with serve_on({"/": links("/p/1.html")}, tls=self_signed(tmp_path)) as unsigned:
        assert "the TLS certificate cannot be trusted" in said_of_tls(unsigned.host, tmp_path / "unsigned")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Plain) as plain:
        threading.Thread(target=plain.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        said = said_of_tls(f"127.0.0.1:{plain.server_address[1]}", tmp_path / "plain")
        plain.shutdown()
    assert "does not speak TLS" in said
