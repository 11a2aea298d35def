"""Read the addresses on a page: from its links, and from the scripts that render its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.linkextractors import IGNORED_EXTENSIONS, LinkExtractor
from scrapy.utils.response import get_base_url, get_meta_refresh

from crawler.site.seed import Seed

#: Scrapy's list, extended by other files that Chinese news sites link to.
_NO_PAGES = {*IGNORED_EXTENSIONS, "apk", "ipa", "m3u8", "json", "rss", "txt", "md5"}

_EXTRACTOR = LinkExtractor(
    deny_extensions=sorted(_NO_PAGES), tags=("a", "area", "iframe", "frame"), attrs=("href", "src")
)

#: A string literal in a script that may be an address: absolute, or a path from the root, with or without escaped slashes.
_QUOTED = re.compile(r"""["']((?:https?:)?(?:\\?/){1,2}[^"'\s<>(){}]{1,300})["']""")

#: Maximum number of links read from one page; a page with more is not a news list.
MAX_LINKS = 5000


def read_links(response: Response, seed: Seed) -> list[str]:
    """The addresses on a page in document order, without duplicates: every link, and in scripts those of articles."""
    if not isinstance(response, TextResponse):
        return []
    found = _read_elements(response) if isinstance(response, HtmlResponse) else []
    found += [address for address in _read_quoted(response) if seed.is_article(address)]
    return list(dict.fromkeys(found))[:MAX_LINKS]


def _read_elements(response: HtmlResponse) -> list[str]:
    """Addresses in elements, and the target of a meta refresh."""
    try:
        found = [link.url for link in _EXTRACTOR.extract_links(response)]
        _, target = get_meta_refresh(response, ignore_tags=())
    except ValueError:  # malformed <base>
        return []
    return [*found, target] if target else found


def _read_quoted(response: TextResponse) -> Iterator[str]:
    try:
        base = get_base_url(response)
    except ValueError:  # malformed <base>
        base = response.url
    for match in _QUOTED.finditer(response.text):
        try:
            yield urljoin(base, match[1].replace("\\/", "/"))
        except ValueError:
            continue
