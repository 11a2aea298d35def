"""Feeds and sitemaps as sources of a crawl: the real command against sites on loopback, honest ones and others."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.net.serve import ServedPage, Site, serve
from tests.feeds import DATE, atom, bomb, json_feed, news_sitemap, rss, sitemap, sitemap_index
from tests.sites import article, dute, listing, write_seed

BASE = "http://127.0.0.1:8000"
TODAY = datetime.now(UTC).date().isoformat()


def xml(body: bytes) -> ServedPage:
    return ServedPage(body, content_type="application/xml")


def robots(*lines: str) -> ServedPage:
    text = "\n".join(("User-agent: *", "Disallow: /admin/", *lines, ""))
    return ServedPage(text.encode(), content_type="text/plain")


def site_of(count: int, **pages: ServedPage) -> dict[str, ServedPage]:
    """A home page that names the first article alone, and more articles that only feeds name."""
    found = {"/robots.txt": robots(), "/": listing("/p/1.html")}
    found |= {f"/p/{number}.html": article(number) for number in range(1, count + 1)}
    return found | {f"/{name.replace('_', '.')}": page for name, page in pages.items()}


class Crawled:
    """What a crawl said, and what it left."""

    def __init__(self, done: subprocess.CompletedProcess[str], folder: Path) -> None:
        self.done, self.store = done, folder / "s.db"
        self.summary: dict[str, Any] = json.loads((folder / "summary.json").read_text("utf-8"))
        self.feeds = {"/" + feed["url"].split("/", 3)[3]: feed for feed in self.summary["feeds"]}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.store) as connection:
            return connection.execute(query).fetchall()

    def articles(self) -> list[int]:
        return sorted(int(number) for (number,) in self.rows("select article_id from articles"))

    def flags(self) -> dict[str, list[str]]:
        lines = dute("list", "--store", self.store, "--format", "json").stdout.splitlines()
        return {record["article_id"]: record["flags"] for record in map(json.loads, lines)}


def crawl(site: Site, folder: Path, *flags: object, **keys: str) -> Crawled:
    seed = write_seed(folder, site, **keys)
    summary = folder / "summary.json"
    return Crawled(dute("crawl", seed, "--store", folder / "s.db", "--summary", summary, *flags), folder)


def asked(site: Site) -> Counter[str]:
    return Counter(path for path, _ in site.requests)


def test_every_kind_of_feed_is_found_and_every_article_read_once(tmp_path: Path) -> None:
    pages = site_of(
        12,
        rss_xml=xml(rss(BASE, [2, 3, 1])),
        atom_xml=xml(atom(BASE, [3, 4])),
        feed_json=ServedPage(json_feed(BASE, [4, 5]), content_type="application/feed+json"),
        index_xml=xml(sitemap_index(f"{BASE}/news.xml", f"{BASE}/map.xml.gz", f"{BASE}/old.xml", date=TODAY)),
        news_xml=xml(news_sitemap(BASE, [6, 7, 1])),
        old_xml=xml(sitemap(BASE, [11], "2001-02-03")),
        map_txt=ServedPage(f"{BASE}/p/10.html?from=feed\n".encode(), content_type="text/plain"),
    )
    pages["/robots.txt"] = robots("Sitemap: /index.xml", f"Sitemap: {BASE}/map.txt")
    head = b"".join(
        b'<link rel="alternate" type="application/%s" href="/%s">' % kind
        for kind in ((b"rss+xml", b"rss.xml"), (b"atom+xml", b"atom.xml"), (b"feed+json", b"feed.json"))
    )
    pages["/"] = ServedPage(pages["/"].body.replace(b"</head>", head + b"</head>"))
    with serve(pages) as site:
        packed = sitemap(
            f"http://{site.host}", [8, 9, 2], TODAY, [f"http://{site.host}/n/article/3", f"http://{site.host}/about"]
        )
        pages["/map.xml.gz"] = ServedPage(gzip.compress(packed), content_type="application/gzip")
        first = crawl(site, tmp_path)
        times = asked(site)
        site.requests.clear()
        second = crawl(site, tmp_path)
    assert (first.done.returncode, first.done.stderr) == (0, "")
    assert first.articles() == list(range(1, 11))
    assert {path: times[path] for path in times if path.startswith(("/p/", "/n/"))} == (
        {f"/p/{number}.html": 1 for number in range(1, 10)} | {"/p/10.html": 1}
    )
    assert times["/about"] == 0
    kinds = {path: (feed["kind"], feed["origin"], feed["counts"]["articles"]) for path, feed in first.feeds.items()}
    assert kinds == {
        "/rss.xml": ("RSS", "page", 3),
        "/atom.xml": ("Atom", "page", 2),
        "/feed.json": ("JSON Feed", "page", 2),
        "/index.xml": ("sitemap index", "robots", 0),
        "/map.txt": ("list of addresses", "robots", 1),
        "/news.xml": ("news sitemap", "index", 3),
        "/map.xml.gz": ("sitemap", "index", 4),
        "/old.xml": ("sitemap", "index", 0),
    }
    assert (
        "8 feeds: 15 addresses of articles, 1 not articles according to the seed, 1 older than the horizon"
        in first.done.stdout
    )
    assert first.feeds["/rss.xml"]["dates_agree"] == first.feeds["/rss.xml"]["titles_agree"] == 3
    assert not any(first.flags().values())
    # Asked conditionally, and nothing is new.
    assert {status for path, status in site.requests if path in first.feeds} == {304}
    assert second.summary["counts"]["unchanged"] == 10
    assert second.articles() == list(range(1, 11))


LIES = {
    "wrong dates": (rss(BASE, range(1, 6), "Thu, 01 Jan 1970 00:00:00 GMT"), 5, "5 of 5 dates differ from those of the pages"),
    "dates to come": (atom(BASE, range(1, 6), "2061-01-01T00:00:00Z"), 5, "5 of 5 dates differ from those of the pages"),
    "dates that are none": (rss(BASE, range(1, 6), "gestern"), 5, "1 feed: 5 addresses of articles"),
    "other titles": (rss(BASE, range(1, 6)).replace("渡口重新开航".encode(), "的一条消息".encode()), 5, "5 of 5 titles differ"),
    "foreign hosts": (rss("https://other.example", range(1, 9)), 1, "an RSS without an article of this site: of 8 entries 8 on other hosts"),
    "no articles": (sitemap(BASE, [], "", [f"{BASE}/c/{n}/" for n in range(9)]), 1, "of 9 entries 9 not articles according to the seed"),
    "broken": (rss(BASE, range(1, 6))[:-150], 4, "broken XML"),
    "a bomb": (bomb(), 1, "it declares entities"),
    "a packed bomb": (gzip.compress(bytes(60 << 20)), 1, "it decompresses to more than 50 MB"),
    "an HTML page": (listing("/p/2.html", "/p/3.html", "/p/4.html").body, 1, "not a feed: an HTML page"),
    "nothing": (b"", 1, "an empty body"),
    "itself": (sitemap_index(f"{BASE}/feed"), 1, "1 feed: 0 addresses of articles"),
}  # fmt: skip


@pytest.mark.parametrize(
    "lie", [pytest.param(lie, marks=() if lie == "an HTML page" else pytest.mark.slow) for lie in LIES]
)
def test_a_feed_that_lies_does_no_harm(lie: str, tmp_path: Path) -> None:
    body, found, said = LIES[lie]
    with serve(site_of(5, feed=ServedPage(body, content_type="application/rss+xml"))) as site:
        done = crawl(site, tmp_path, feeds=f'["{BASE}/feed"]')
    assert (done.done.returncode, done.done.stderr) == (0, "")
    assert len(done.articles()) == found
    assert said in done.done.stdout
    assert max(asked(site).values()) == 1
    assert not [url for (url,) in done.rows("select url from urls") if "other.example" in url]
    dates = dict(done.rows("select article_id, date_published from articles"))
    assert set(dates.values()) == {DATE}  # the page decides
    differs = lie in ("wrong dates", "dates to come")
    assert [flags for flags in done.flags().values() if flags] == ([["feed_date_differs"]] * 5 if differs else [])


@pytest.mark.slow
def test_fifty_thousand_entries_of_other_hosts_and_five_of_ours(tmp_path: Path) -> None:
    foreign = rss("https://other.example", range(49_995)).removesuffix(b"</channel></rss>")
    with serve(site_of(5)) as site:
        own = rss(f"http://{site.host}", range(1, 6))
        site.pages["/feed"] = xml(foreign + own[own.index(b"<item>") :])
        done = crawl(site, tmp_path, feeds=f'["{BASE}/feed"]')
    assert done.articles() == [1, 2, 3, 4, 5]
    assert (done.feeds["/feed"]["counts"]["other_hosts"], done.feeds["/feed"]["note"]) == (49_995, None)
    assert done.rows("select count(*) from urls where url like '%other.example%'") == [(0,)]


@pytest.mark.slow
def test_fifty_thousand_articles_of_a_sitemap_wait_within_the_limit(tmp_path: Path) -> None:
    with serve(site_of(50)) as site:
        site.pages["/map.xml"] = xml(sitemap(f"http://{site.host}", range(1, 50_001)))
        done = crawl(site, tmp_path, "--limit", 20, feeds=f'["{BASE}/map.xml"]')
    assert done.done.returncode == 0
    assert sum(path.startswith("/p/") for path, _ in site.requests) == 20
    assert done.rows("select count(*) from urls where kind = 'article'") == [(5000,)]  # one of them from the start page
    assert done.feeds["/map.xml"]["counts"] == {
        "total": 50_000, "articles": 4999, "sitemaps": 0, "other_hosts": 0, "other_pages": 0, "too_old": 0, "left_out": 45_000,
        "waiting": 1,
    }  # fmt: skip


@pytest.mark.slow
def test_a_dead_feed_is_named_like_a_dead_start_page(tmp_path: Path) -> None:
    pages = site_of(
        3,
        gone=ServedPage(b"", 404),
        away=ServedPage(b"", 302, location="https://other.example/rss"),
        wall=ServedPage(
            "<html><body><h1>请完成安全验证</h1><p>拖动滑块完成拼图，证明您不是机器人。</p></body></html>".encode()
        ),
        moved=ServedPage(b"", 301, location="/rss.xml"),
        rss_xml=xml(rss(BASE, [2, 3])),
    )
    with serve(pages) as site:
        named = ", ".join(f'"{BASE}/{name}"' for name in ("gone", "away", "wall", "moved", "admin/rss"))
        done = crawl(site, tmp_path, feeds=f"[{named}]")
        checked = dute("check", "--store", tmp_path / "s.db")
    assert done.done.returncode == 0
    assert done.articles() == [1, 2, 3]
    assert asked(site)["/admin/rss"] == 0
    reasons = {path: feed["reason"] for path, feed in done.feeds.items() if not feed["read"]}
    assert reasons == {
        "/gone": "the server answered 404",
        "/away": "moved to https://other.example/rss",
        "/wall": "captcha",
        "/admin/rss": "robots.txt forbids it",
    }
    for path, reason in reasons.items():
        assert f"  http://{site.host}{path}: {reason}" in done.done.stdout
        assert f"feed http://{site.host}{path} was not read: {reason}" in checked.stdout
    assert checked.returncode == 1


@pytest.mark.slow
def test_a_feed_can_be_the_start(tmp_path: Path) -> None:
    pages = site_of(3, rss_xml=xml(rss(BASE, [2, 3])))
    with serve(pages) as site:
        start = f'["{BASE}/rss.xml"]'
        done = crawl(site, tmp_path, start=start)
        assert (done.done.returncode, done.articles()) == (0, [1, 2, 3])
        site.pages["/rss.xml"] = xml(rss(BASE, [], more=""))
        dead = crawl(site, tmp_path, start=start)
        assert dead.done.returncode == 1
        assert "an RSS without entries" in dead.done.stderr
        site.pages |= {
            "/rss.xml": listing("/p/4.html"),
            "/p/4.html": article(4),
        }  # a start page may become a list again
        assert crawl(site, tmp_path, start=start).articles() == [1, 2, 3, 4]


@pytest.mark.slow
def test_feeds_can_be_switched_off(tmp_path: Path) -> None:
    pages = site_of(3, map_xml=xml(sitemap(BASE, [2, 3])))
    pages["/robots.txt"] = robots("Sitemap: /map.xml")
    with serve(pages) as site:
        done = crawl(site, tmp_path, feeds="false")
        assert (done.articles(), done.feeds, asked(site)["/map.xml"]) == ([1], {}, 0)
        assert crawl(site, tmp_path, feeds="true").articles() == [1, 2, 3]
        site.requests.clear()
        again = crawl(site, tmp_path, feeds="false")  # what was found before is left alone too
        assert (again.feeds, asked(site)["/map.xml"]) == ({}, 0)


@pytest.mark.slow
def test_due_and_robots_hold_for_entries_as_for_links(tmp_path: Path) -> None:
    entries = sitemap(BASE, [1, 2], TODAY, [f"{BASE}/admin/p/3.html"])
    pages = site_of(2, map_xml=xml(entries))
    pages["/robots.txt"] = robots("Sitemap: /map.xml")
    with serve(pages) as site:
        rests = {"recrawl": '{older = "30d"}'}
        first = crawl(site, tmp_path, **rests)
        site.pages["/map.xml"] = xml(entries + b"\n")
        site.requests.clear()
        second = crawl(site, tmp_path, **rests)
        assert [path for path, _ in site.requests if "/p/" in path] == []
    refused = first.rows("select outcome, reason from urls where url like '%/admin/%'")
    assert refused == [("refused", "robots.txt forbids it")]
    assert second.summary["not_due"] == 3
    assert first.articles() == [1, 2]


@pytest.mark.slow
def test_an_index_names_indexes_without_end(tmp_path: Path) -> None:
    places = range(20)
    pages = site_of(1) | {f"/i{n}.xml": xml(sitemap_index(f"{BASE}/i{n + 1}.xml", date=TODAY)) for n in places}
    pages["/robots.txt"] = robots("Sitemap: /i0.xml")
    with serve(pages) as site:
        done = crawl(site, tmp_path)
    assert sorted(path for path in asked(site) if path.startswith("/i")) == ["/i0.xml", "/i1.xml", "/i2.xml"]
    assert "an index inside 2 others is not followed" in done.done.stdout
