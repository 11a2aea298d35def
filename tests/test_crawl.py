"""The crawl end to end: the real command against sites on loopback, and what it leaves in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.net.serve import ServedPage, Site, serve
from tests.sites import PARAGRAPHS, ROBOTS, ROOT, article, counts, dute, listing, requested, run, write_seed


@pytest.fixture
def site() -> Iterator[Site]:
    """A home page, a channel, six articles, and everything that is none."""
    pages = {
        "/robots.txt": ROBOTS,
        "/": listing("/p/1.html", "/p/2.html?from=timeline", "/c/", "https://example.org/p/9.html", "/app.apk"),
        "/c/": listing(
            "/n/article/2", "/p/3.html", "/p/4.html", "/p/5.html", "/admin/p/6.html",
            "/p/405.html", "/p/404.html", "/p/302.html", "/p/200.html", "/p/500.html",
        ),
        "/admin/p/6.html": article(6),
        "/p/405.html": ServedPage(b"405", 405),
        "/p/302.html": ServedPage(b"", 302, location="/n/article/1"),
        "/p/200.html": ServedPage("<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>".encode()),
        "/p/500.html": ServedPage(b"", 500),
    }  # fmt: skip
    for number in range(1, 6):
        pages |= dict.fromkeys((f"/p/{number}.html", f"/n/article/{number}"), article(number))
    with serve(pages) as running:
        yield running


SIZE = """select (select count(*) from articles), (select count(*) from revisions), (select count(*) from captures),
    (select count(*) from urls)"""


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(query).fetchall()


def test_a_crawl_and_its_second_run(site: Site, tmp_path: Path) -> None:
    seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
    first = dute("crawl", seed, "--store", store)
    assert (first.returncode, first.stderr) == (0, "")
    assert counts(first.stdout) == {
        "new": 5, "updated": 0, "unchanged": 0, "not an article": 1, "list pages": 2, "moved": 1, "refused": 2,
        "gone": 1, "failed": 1, "out of scope, not fetched": 1,
    }  # fmt: skip
    # Each article once, whatever it was called; nothing that robots.txt forbids; a server error three times.
    paths = ["/p/2.html", "/p/2.html?from=timeline", "/n/article/2", "/admin/p/6.html", "/p/500.html", "/p/405.html"]
    assert list(requested(site, paths).values()) == [1, 0, 0, 0, 3, 1]
    outcomes = dict(rows(store, "select url, outcome || ': ' || coalesce(reason, '') from urls"))  # type: ignore[arg-type]
    by_path = {str(url).split("/", 3)[3]: outcome for url, outcome in outcomes.items()}
    assert by_path["admin/p/6.html"] == "refused: robots.txt forbids it"
    assert by_path["p/405.html"] == "refused: the server answered 405"
    assert by_path["p/404.html"] == "gone: the server answered 404"
    assert by_path["p/200.html"] == "not_article: soft_404"
    assert by_path["p/302.html"].startswith("moved: http://127.0.0.1:")
    assert by_path["p/500.html"] == "failed: the server answered 500"
    assert outcomes["https://example.org/p/9.html"] == "out_of_scope: another host"
    size = rows(store, SIZE)

    second = dute("crawl", seed, "--store", store)
    assert (second.returncode, second.stderr) == (0, "")
    assert "nothing new was stored" in second.stdout
    again = counts(second.stdout)
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 5)
    assert rows(store, SIZE) == size
    assert sum(status == 304 for _, status in site.requests) == 7  # five articles, two lists


def test_a_changed_widget_is_no_update_and_a_changed_text_is(site: Site, tmp_path: Path) -> None:
    seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
    assert dute("crawl", seed, "--store", store).returncode == 0
    site.pages["/p/1.html"] = article(1, widget="热榜换了一条")
    site.pages["/p/3.html"] = article(3, extra="<p>截至记者发稿时，首日乘船的市民已经超过三千人次。</p>")
    site.pages["/p/4.html"] = ServedPage("没有了".encode(), 404)
    again = dute("crawl", seed, "--store", store)
    found = counts(again.stdout)
    assert (found["new"], found["updated"], found["unchanged"], found["gone"]) == (0, 1, 3, 1)
    history = rows(
        store,
        "select r.revision, r.changed from revisions r join articles a on a.id = r.article_id where a.article_id = '3' order by 1",
    )
    assert history == [(1, "[]"), (2, '["text"]')]
    withdrawn = rows(store, "select article_id from articles where withdrawn_at is not null")
    assert withdrawn == [("4",)]
    # It is withdrawn, not lost.
    assert "渡口" in dute("show", 4, "--store", store).stdout


def test_the_limit_leaves_the_rest_for_the_next_run(site: Site, tmp_path: Path) -> None:
    seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
    first = counts(dute("crawl", seed, "--store", store, "--limit", 1).stdout)
    assert first["new"] == 1
    assert first["left for the next run"] >= 2
    assert dute("crawl", seed, "--store", store).returncode == 0
    assert rows(store, "select article_id from articles order by 1") == [(str(number),) for number in range(1, 6)]
    assert rows(store, "select count(*) from urls where state = 'pending' or outcome is null") == [(0,)]


@pytest.mark.slow
def test_articles_rest_until_they_are_due(site: Site, tmp_path: Path) -> None:
    seed = write_seed(tmp_path, site, recrawl='{"2d" = "1h", older = "30d"}')
    store = tmp_path / "s.db"
    assert dute("crawl", seed, "--store", store).returncode == 0
    site.requests.clear()
    again = counts(dute("crawl", seed, "--store", store).stdout)
    assert again["addresses not due yet"] >= 5
    assert not [path for path, _ in site.requests if path in ("/p/1.html", "/p/3.html")]
    checked = counts(dute("crawl", seed, "--store", store, "--recheck").stdout)
    assert checked["unchanged"] == 5


@pytest.mark.slow
def test_the_spider_works_without_the_command(site: Site, tmp_path: Path) -> None:
    seed, feed = write_seed(tmp_path, site), tmp_path / "out.jsonl"
    done = run("-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", "-O", feed, "-L", "ERROR", cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    assert sorted(record["article_id"] for record in records) == ["1", "2", "3", "4", "5"]
    for record in records:
        expected = "\n".join(PARAGRAPHS).format(n=record["article_id"])
        assert record["text"] == expected
        assert record["canonical_url"] == record["url"].partition("?")[0]
        assert record["site"] == "渡口"


def test_list_show_and_export_look_into_the_store(site: Site, tmp_path: Path) -> None:
    seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
    assert dute("crawl", seed, "--store", store).returncode == 0
    listed = dute("list", "--store", store)
    assert listed.stdout.splitlines()[0] == "        id  published         length  headline  authors"
    assert len(listed.stdout.splitlines()) == 1 + 5
    assert "5 articles in" in listed.stderr
    assert "第3号渡口重新开航" in dute("show", 3, "--store", store).stdout
    assert dute("show", 3, "--store", store, "--format", "raw").stdout == article(3).body.decode()
    missing = dute("show", 77, "--store", store)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "no article 77 is stored" in missing.stderr


def test_a_dead_site_is_a_failure(tmp_path: Path) -> None:
    with serve({}) as site:
        pass
    done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    assert done.returncode == 1
    assert "no start page of 渡口 could be read" in done.stderr
    assert "the connection was refused" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("status", [500, 429])
def test_a_robots_txt_that_cannot_be_had_allows_nothing(status: int, tmp_path: Path) -> None:
    pages = {"/robots.txt": ServedPage(b"", status), "/": listing("/p/1.html"), "/p/1.html": article(1)}
    with serve(pages) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    assert done.returncode == 1
    assert f"robots.txt answered {status}" in done.stderr
    assert {path for path, _ in site.requests} == {"/robots.txt"}


def test_a_site_that_refuses_is_left_alone(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in range(1, 40)))}
    pages |= {f"/p/{number}.html": ServedPage(b"405", 405) for number in range(1, 40)}
    with serve(pages) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    found = counts(done.stdout)
    assert found["refused"] < 39
    assert found["refused"] + found["left for the next run"] == 39
    assert max(requested(site, pages).values()) == 1


def test_redirects_and_links_never_lead_off_the_seeds_hosts(tmp_path: Path) -> None:
    with serve({"/x": article(9)}) as other:
        pages = {
            "/robots.txt": ROBOTS,
            "/": listing("/p/1.html", f"http://{other.host}/p/2.html", "/go"),
            "/p/1.html": ServedPage(b"", 302, location=f"http://{other.host}/x"),
            "/go": ServedPage(
                f'<html><head><meta http-equiv="refresh" content="0;url=http://{other.host}/x"></head></html>'.encode()
            ),
        }
        with serve(pages) as site:
            done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
        assert done.returncode == 0, done.stderr
        assert other.requests == []
        assert counts(done.stdout)["out of scope, not fetched"] == 2


@pytest.mark.slow
def test_links_in_scripts_are_found(tmp_path: Path) -> None:
    home = r"""<html><body><div id="app"></div><script>window.list = [{"title": "一条", "url": "\/p\/1.html"},
        {"url": "http://127.0.0.1:8000/n/article/2"}]; var api = "/api/list";</script></body></html>"""
    pages = {"/robots.txt": ROBOTS, "/": ServedPage(home.encode()), "/p/1.html": article(1), "/n/article/2": article(2)}
    with serve(pages) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", tmp_path / "s.db")
    assert counts(done.stdout)["new"] == 2
    assert requested(site, ["/api/list"]) == {"/api/list": 0}


def test_two_crawls_on_one_store_do_not_run_at_once(site: Site, tmp_path: Path) -> None:
    import fcntl

    seed, store = write_seed(tmp_path, site), tmp_path / "s.db"
    assert dute("crawl", seed, "--store", store, "--limit", 1).returncode == 0
    with open(f"{store}.lock", "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = dute("crawl", seed, "--store", store)
    assert second.returncode == 2
    assert second.stderr == f"dute: store {store}: another crawl is using it\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nosuch"], "no seed is named nosuch (known: dutenews)"),
        (["nosuch.toml"], "seed nosuch.toml: no such file"),
        (["dutenews", "--store", "/nowhere/at/all.db"], "store /nowhere/at/all.db: there is no folder /nowhere/at"),
        (["dutenews", "--store", "mysql://x/y"], "only sqlite and postgresql"),
    ],
)
def test_usage_errors_say_what_is_wrong(arguments: list[str], message: str) -> None:
    done = dute("crawl", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_robots_txt_binds_requests_that_wait_for_it_together(tmp_path: Path) -> None:
    """Scrapy 2.19 lets all but the first of them through: found when a second run began with a full frontier."""
    starts = [f"http://127.0.0.1:8000/admin/{number}.html" for number in range(5)]
    pages = {"/robots.txt": ROBOTS, **{f"/admin/{number}.html": listing("/p/1.html") for number in range(5)}}
    with serve(pages) as site:
        done = dute("crawl", write_seed(tmp_path, site, start=json.dumps(starts)), "--store", tmp_path / "s.db")
    assert {path for path, _ in site.requests} == {"/robots.txt"}
    assert counts(done.stdout)["refused"] == 5


def pages_of_a_story(*, single: bool) -> dict[str, ServedPage]:
    """One story over three pages, as sister sites of 读特 print it; the credit line stands under the last."""

    def page(number: int) -> ServedPage:
        body = "".join(f"<p>第{number}页：{line.format(n=1)}</p>" for line in PARAGRAPHS[:2])
        pager = "".join(f'<a href="/p/1{"" if n == 1 else f"_{n}"}.html">{n}</a> ' for n in (1, 2, 3))
        whole = '<a href="/p/1_all.html">阅读全文</a>' if single else ""
        credit = "<p>编辑 周书言</p>" if number == 3 else ""
        return ServedPage(
            f"<html><head><meta charset=utf-8><title>渡口三记</title></head><body><h1>渡口三记</h1>"
            f"<div>2025-03-25 10:20</div><div>{body}{credit}</div><div>{pager}{whole}"
            f'<a href="/p/2.html">下一篇</a></div></body></html>'.encode()
        )

    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html"), "/p/2.html": article(2)}
    pages |= {"/p/1.html": page(1), "/p/1_2.html": page(2), "/p/1_3.html": page(3)}
    if single:
        pages["/p/1_all.html"] = article(1)
    return pages


def test_a_story_over_several_pages_is_one_article(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve(pages_of_a_story(single=False)) as site:
        seed = write_seed(tmp_path, site)
        done = dute("crawl", seed, "--store", store)
        again = dute("crawl", seed, "--store", store)
    assert counts(done.stdout)["new"] == 2, done.stdout
    expected = "\n".join(f"第{page}页：{line.format(n=1)}" for page in (1, 2, 3) for line in PARAGRAPHS[:2])
    record = json.loads(dute("show", 1, "--store", store, "--format", "json").stdout)
    assert record["text"] == expected
    assert [person["name"] for person in record["credits"]] == ["周书言"]
    assert rows(store, "select part from captures c join urls u on u.id = url_id where u.url like '%/p/1.html' order by 1") == [
        (1,), (2,), (3,),
    ]  # fmt: skip
    assert rows(store, "select count(*) from urls where url like '%/p/1_%.html'") == [(0,)]
    assert counts(again.stdout)["unchanged"] == 2


@pytest.mark.slow
def test_the_page_that_shows_a_story_whole_is_preferred(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with serve(pages_of_a_story(single=True)) as site:
        done = dute("crawl", write_seed(tmp_path, site), "--store", store)
        assert requested(site, ["/p/1_all.html", "/p/1_2.html"]) == {"/p/1_all.html": 1, "/p/1_2.html": 0}
    assert counts(done.stdout)["new"] == 2, done.stdout
    assert dute("show", 1, "--store", store, "--format", "text").stdout == "\n".join(PARAGRAPHS).format(n=1) + "\n"


@pytest.mark.slow
def test_several_crawls_share_one_store(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in range(1, 121)))}
    pages |= {f"/p/{number}.html": article(number) for number in range(1, 121)}
    store = tmp_path / "s.db"
    with serve(pages) as site:
        seed = write_seed(tmp_path, site)
        assert (
            dute("crawl", seed, "--store", store, "--limit", 1).returncode == 0
        )  # so that there is something to share
        with ThreadPoolExecutor(3) as pool:
            done = list(pool.map(lambda _: dute("crawl", seed, "--store", store, "--share"), range(3)))
    assert [run.returncode for run in done] == [0, 0, 0], [run.stderr for run in done]
    assert rows(store, "select count(*), count(distinct article_id) from articles") == [(120, 120)]
    assert rows(store, "select count(*) from revisions") == [(120,)]
    assert max(requested(site, [f"/p/{number}.html" for number in range(2, 121)]).values()) == 1
    assert rows(store, "select count(*) from urls where state != 'done'") == [(0,)]
