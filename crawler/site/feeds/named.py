"""Read the feeds and sitemaps that a site names: in robots.txt, and in the head of its list pages."""

from __future__ import annotations

from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.response import get_base_url

#: Types of ``<link rel=alternate>`` that are feeds. Plain JSON is not one, since oEmbed and APIs are announced in this way.
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})

#: Maximum number of feeds and sitemaps from one page, or from one robots.txt.
MAX_NAMED = 50


def read_alternates(response: Response) -> tuple[str, ...]:
    """The feeds and sitemaps that the head of an HTML page names, in order."""
    if not isinstance(response, HtmlResponse):
        return ()
    try:
        base = get_base_url(response)
    except ValueError:  # malformed <base>
        return ()
    found = []
    for element in response.selector.root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        if "sitemap" in rel or ("alternate" in rel and kind in _TYPES):
            found.append(_absolute(base, element.get("href")))
    return _distinct(found)


def read_sitemaps(robots: RobotParser, address: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt at an address names (``Sitemap:`` is for every crawler), in order."""
    rules = getattr(robots, "rp", None)  # Protego, which Scrapy's parser wraps
    return _distinct([_absolute(address, url) for url in getattr(rules, "sitemaps", ())])


def _absolute(base: str, address: str | None) -> str:
    try:
        return urljoin(base, address.strip()) if address and address.strip() else ""
    except ValueError:
        return ""


def _distinct(addresses: list[str]) -> tuple[str, ...]:
    is_web = [url for url in addresses if url.startswith(("http://", "https://"))]
    return tuple(dict.fromkeys(is_web))[:MAX_NAMED]
