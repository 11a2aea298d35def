"""Feeds and sitemaps made for tests, in every form that a site publishes."""

from __future__ import annotations

import json
from collections.abc import Sequence

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
DATE = "2025-03-25T10:20:00+08:00"
RFC_DATE = "Tue, 25 Mar 2025 10:20:00 +0800"


def title_of(number: int) -> str:
    """The headline of `tests.sites.article`."""
    return f"第{number}号渡口重新开航"


def rss(base: str, numbers: Sequence[int], date: str = RFC_DATE, more: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title_of(n)}</title><link>{base}/p/{n}.html</link><pubDate>{date}</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>渡口</title>{items}{more}</channel></rss>'.encode()


def atom(base: str, numbers: Sequence[int], date: str = DATE) -> bytes:
    entries = "".join(
        f'<entry><title>{title_of(n)}</title><link href="{base}/p/{n}.html"/><id>tag:{n}</id>'
        f"<published>{date}</published><updated>{date}</updated></entry>"
        for n in numbers
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>渡口</title>{entries}</feed>'.encode()


def json_feed(base: str, numbers: Sequence[int], date: str = DATE) -> bytes:
    items = [{"id": str(n), "url": f"{base}/p/{n}.html", "title": title_of(n), "date_published": date} for n in numbers]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "渡口", "items": items}).encode()


def sitemap(base: str, numbers: Sequence[int], date: str = "", more: Sequence[str] = ()) -> bytes:
    when = f"<lastmod>{date}</lastmod>" if date else ""
    places = [f"{base}/p/{n}.html" for n in numbers] + list(more)
    rows = "".join(f"<url><loc>{place}</loc>{when}</url>" for place in places)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{SITEMAP}">{rows}</urlset>'.encode()


def news_sitemap(base: str, numbers: Sequence[int], date: str = DATE) -> bytes:
    rows = "".join(
        f"<url><loc>{base}/p/{n}.html</loc><news:news><news:publication><news:name>渡口</news:name></news:publication>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title_of(n)}</news:title></news:news></url>"
        for n in numbers
    )
    return f'<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">{rows}</urlset>'.encode()


def sitemap_index(*places: str, date: str = "") -> bytes:
    when = f"<lastmod>{date}</lastmod>" if date else ""
    rows = "".join(f"<sitemap><loc>{place}</loc>{when}</sitemap>" for place in places)
    return f'<sitemapindex xmlns="{SITEMAP}">{rows}</sitemapindex>'.encode()


def bomb(levels: int = 9) -> bytes:
    """A billion laughs: each entity is ten of the one below it."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, levels + 1)
    )
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><item><title>&a{levels};</title>'
        "<link>https://a.example/p/1.html</link></item></channel></rss>"
    ).encode()
