"""Read the addresses on a page: from its links, and from the scripts that render its lists.

A page names a hundred addresses, and nearly all of them stand on the page before too: what follows from a link's text alone
is computed once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.linkextractors import IGNORED_EXTENSIONS
from scrapy.utils.response import get_base_url, get_meta_refresh
from scrapy.utils.url import url_has_any_extension
from w3lib.url import safe_url_string

from crawler.site.seed import Seed

#: Scrapy's list, extended by other files that Chinese news sites link to.
_NO_PAGES = {f".{extension}" for extension in (*IGNORED_EXTENSIONS, "apk", "ipa", "m3u8", "json", "rss", "txt", "md5")}

#: Elements that lead to other pages.
_TAGS = ("a", "area", "iframe", "frame")

#: What HTML strips from an address.
_SPACE = " \t\n\r\x0c"

#: Links whose addresses are remembered.
_REMEMBERED = 1 << 16

#: A string literal in a script that may be an address: absolute, or a path from the root, with or without escaped slashes.
_QUOTED = re.compile(r"""["']((?:https?:)?(?:\\?/){1,2}[^"'\s<>(){}]{1,300})["']""")

#: Maximum number of links read from one page; a page with more is not a news list.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A link on a page: its absolute address, and its text (empty for one in a script)."""

    url: str
    text: str = ""


def read_links(response: Response, seed: Seed) -> list[str]:
    """The addresses on a page in document order, without duplicates: every link, and in scripts those of articles."""
    return [link.url for link in read_all_links(response, seed)]


def read_all_links(response: Response, seed: Seed) -> list[Link]:
    """The links on a page in document order, each address once with the text of its first link."""
    if not isinstance(response, TextResponse):
        return []
    try:
        base = get_base_url(response)
    except ValueError:  # malformed <base>
        base = ""
    found: dict[str, str] = {}
    if base and isinstance(response, HtmlResponse):
        found = _read_elements(response, base)
    for url in _read_quoted(response, base or response.url):
        if url not in found and seed.is_article(url):
            found[url] = ""
    return [Link(url, text) for url, text in found.items()][:MAX_LINKS]


def _read_elements(response: HtmlResponse, base: str) -> dict[str, str]:
    """Addresses in elements with the text of their links, and the target of a meta refresh."""
    found: dict[str, str] = {}
    encoding = response.encoding
    # What does not depend on the page is resolved without it, so that it is known on the next page.
    root = base[: base.find("/", base.find("://") + 3)] + "/" if base.count("/") > 2 else base
    for element in response.selector.root.iter(*_TAGS):
        href = element.get("href") if element.tag in ("a", "area") else element.get("src")
        if href is None:
            continue
        if href[:1] == "/" and href[1:2] != "/":
            url = _resolve(href, root, encoding)
        else:
            url = _resolve(href, "" if href[:7] == "http://" or href[:8] == "https://" else base, encoding)
        if url is not None and url not in found:
            found[url] = "".join(element.itertext())
    try:
        _, target = get_meta_refresh(response, ignore_tags=())
    except ValueError:
        return found
    if target:
        found.setdefault(target, "")
    return found


@lru_cache(maxsize=_REMEMBERED)
def _resolve(href: str, base: str, encoding: str) -> str | None:
    try:
        url = safe_url_string(urljoin(base, href.strip(_SPACE)), encoding=encoding)
        is_page = url[:7] == "http://" or url[:8] == "https://"
        return url if is_page and not url_has_any_extension(url, _NO_PAGES) else None
    except ValueError:
        return None


def _read_quoted(response: TextResponse, base: str) -> Iterator[str]:
    """Addresses in strings of scripts, as they may be in attributes too."""
    for quoted in dict.fromkeys(_QUOTED.findall(response.text)):
        url = _resolve_quoted(quoted, base if quoted[:4] != "http" else "")
        if url is not None:
            yield url


@lru_cache(maxsize=_REMEMBERED)
def _resolve_quoted(quoted: str, base: str) -> str | None:
    try:
        return urljoin(base, quoted.replace("\\/", "/"))
    except ValueError:
        return None
