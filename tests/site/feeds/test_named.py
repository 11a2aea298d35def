"""Where feeds are named: in the head of an HTML page, and in robots.txt."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Response
from scrapy.robotstxt import ProtegoRobotParser

from crawler.site.feeds.named import MAX_NAMED, read_alternates, read_sitemaps

HOME = "https://news.example.com/c/"


def alternates(head: str) -> tuple[str, ...]:
    return read_alternates(HtmlResponse(HOME, body=f"<html><head>{head}</head></html>".encode(), encoding="utf-8"))


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://news.example.com/rss"),
        ('<LINK REL="Alternate feed" TYPE="application/atom+xml; charset=utf-8" HREF=" a.xml ">', "https://news.example.com/c/a.xml"),
        ('<link rel="alternate" type="application/feed+json" href="//m.example.com/f">', "https://m.example.com/f"),
        ('<link rel="sitemap" href="/s.xml">', "https://news.example.com/s.xml"),
        ('<link rel="alternate" type="application/json" href="/wp-json/1">', None),
        ('<link rel="alternate" media="handheld" href="https://m.example.com/">', None),
        ('<link rel="alternate" hreflang="en" href="/en/">', None),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x">', None),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x()">', None),
        ('<link rel="alternate" type="application/rss+xml" href="http://[bad">', None),
        ('<link rel="alternate" type="application/rss+xml">', None),
    ],
)  # fmt: skip
def test_what_a_head_names(element: str, found: str | None) -> None:
    assert alternates(element) == (() if found is None else (found,))


def test_each_once_and_no_more_than_so_many() -> None:
    one = '<link rel="alternate" type="application/rss+xml" href="/{}">'
    assert alternates(one.format(1) * 3) == ("https://news.example.com/1",)
    assert len(alternates("".join(map(one.format, range(500))))) == MAX_NAMED
    assert read_alternates(Response(HOME, body=b"%PDF")) == ()


def test_sitemaps_of_a_robots_txt() -> None:
    text = "Sitemap: https://news.example.com/a.xml\nUser-agent: other\nDisallow: /\nsitemap:/b.xml.gz\nSitemap: ftp://x/\nSitemap:\n"
    robots = ProtegoRobotParser(text.encode(), None)
    assert read_sitemaps(robots, "https://news.example.com/n/1.html") == (
        "https://news.example.com/a.xml",
        "https://news.example.com/b.xml.gz",
    )
