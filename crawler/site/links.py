"""The addresses that a page names: in its links, and in the scripts that draw its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.linkextractors import IGNORED_EXTENSIONS, LinkExtractor
from scrapy.utils.response import get_base_url, get_meta_refresh

from crawler.site.seed import Seed

#: More than Scrapy's list: what Chinese news sites link that is no page.
_NO_PAGES = {*IGNORED_EXTENSIONS, "apk", "ipa", "m3u8", "json", "rss", "txt", "md5"}

_EXTRACTOR = LinkExtractor(
    deny_extensions=sorted(_NO_PAGES), tags=("a", "area", "iframe", "frame"), attrs=("href", "src")
)

#: A string of a script that can be an address: absolute, or a path from the root; slashes may be escaped.
_QUOTED = re.compile(r"""["']((?:https?:)?(?:\\?/){1,2}[^"'\s<>(){}]{1,300})["']""")

#: Links of one page that are looked at; a page with more is no list of news.
MAX_LINKS = 5000


def read_links(response: Response, seed: Seed) -> list[str]:
    """The addresses that a page names, in its order, each once: every link, and in scripts what the seed calls an article."""
    if not isinstance(response, TextResponse):
        return []
    found = _read_elements(response) if isinstance(response, HtmlResponse) else []
    found += [address for address in _read_quoted(response) if seed.is_article(address)]
    return list(dict.fromkeys(found))[:MAX_LINKS]


def _read_elements(response: HtmlResponse) -> list[str]:
    """What the page's elements link, and where its meta refresh leads."""
    try:
        found = [link.url for link in _EXTRACTOR.extract_links(response)]
        _, target = get_meta_refresh(response, ignore_tags=())
    except ValueError:  # a <base> that is no address
        return []
    return [*found, target] if target else found


def _read_quoted(response: TextResponse) -> Iterator[str]:
    try:
        base = get_base_url(response)
    except ValueError:  # again the <base>
        base = response.url
    for match in _QUOTED.finditer(response.text):
        try:
            yield urljoin(base, match[1].replace("\\/", "/"))
        except ValueError:
            continue
