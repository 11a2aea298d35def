"""Read the addresses on a page: from its links, and from the scripts that render its lists.

A page has about a hundred links, nearly all of which are also on the previous page: values that depend only on a link's text
are computed once and cached.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin

from lxml.html import HtmlElement
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.linkextractors import IGNORED_EXTENSIONS
from scrapy.utils.response import get_base_url, get_meta_refresh
from w3lib.url import safe_url_string

from crawler.site.plain import join_plain
from crawler.site.seed import Seed

#: Suffixes of files that are not pages: Scrapy's list, extended by others that Chinese news sites link to.
_NO_PAGES = tuple(
    f".{extension}" for extension in (*IGNORED_EXTENSIONS, "apk", "ipa", "m3u8", "json", "rss", "txt", "md5")
)

#: Elements that lead to other pages.
_TAGS = ("a", "area", "iframe", "frame")

#: The scheme of an address that is not a web address: ``javascript:``, ``mailto:``.
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.I)

#: White space that HTML strips from an address.
_SPACE = " \t\n\r\x0c"

#: Maximum number of links in the cache of addresses.
_REMEMBERED = 1 << 16

#: A string literal in a script that may be an address: absolute, or a path from the root, with or without escaped slashes.
_QUOTED = re.compile(r"""["'](?=[h/\\])((?:https?:)?(?:\\?/){1,2}[^"'\s<>(){}]{1,300})["']""")

#: Maximum number of links read from one page; a page with more is not a list of news.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A link on a page: its absolute address, and its text or the element that contains it (empty for a link in a script)."""

    url: str
    label: str | HtmlElement = ""

    @property
    def text(self) -> str:
        """The text of the link, computed on demand: few links need it."""
        return self.label if isinstance(self.label, str) else "".join(self.label.itertext())


def read_links(response: Response, seed: Seed) -> list[str]:
    """The addresses on a page in document order, without duplicates: all links, and from scripts only addresses of articles."""
    return [link.url for link in read_all_links(response, seed)]


def read_all_links(response: Response, seed: Seed) -> list[Link]:
    """The links on a page in document order; each address once, with the text of its first link."""
    if not isinstance(response, TextResponse):
        return []
    try:
        base = get_base_url(response)
    except ValueError:  # malformed <base>
        base = ""
    found: dict[str, str | HtmlElement] = {}
    seen: set[str] = set()
    if base and isinstance(response, HtmlResponse):
        found, seen = _read_elements(response, base)
    for url in _read_quoted(response, base or response.url, seen):
        if url not in found and seed.is_article(url):
            found[url] = ""
    return [Link(url, label) for url, label in islice(found.items(), MAX_LINKS)]


def _read_elements(response: HtmlResponse, base: str) -> tuple[dict[str, str | HtmlElement], set[str]]:
    """The addresses in elements, each with its first element, and the target of a meta refresh; and, as spelled on the page,
    those that lead to a page."""
    found: dict[str, str | HtmlElement] = {}
    seen: set[str] = set()
    encoding, root = response.encoding, _root_of(base)
    for element in response.selector.root.iter(*_TAGS):
        href = element.get("href") if element.tag in ("a", "area") else element.get("src")
        if href is None or href in seen:
            continue
        url = _resolve(href, _needed_of(base, root, href), encoding)
        if url is not None:
            seen.add(href)
            found.setdefault(url, element)
    try:
        _, target = get_meta_refresh(response, ignore_tags=())
    except ValueError:
        return found, seen
    if target:
        found.setdefault(target, "")
    return found, seen


def _root_of(base: str) -> str:
    return base[: base.find("/", base.find("://") + 3)] + "/" if base.count("/") > 2 else base


def _needed_of(base: str, root: str, reference: str) -> str:
    """The part of the page's address that a reference needs to be resolved: results that do not depend on the page can be
    reused on the next one."""
    if reference[:1] == "/" and reference[1:2] != "/":
        return root
    return "" if reference[:7] == "http://" or reference[:8] == "https://" else base


@lru_cache(maxsize=_REMEMBERED)
def _resolve(href: str, base: str, encoding: str) -> str | None:
    reference = href.strip(_SPACE)
    if _OTHER_SCHEME.match(reference) is not None:
        return None
    try:
        url = join_plain(base, reference) or safe_url_string(urljoin(base, reference), encoding=encoding)
    except ValueError:
        return None
    return url if _leads_to_page(url) else None


def _leads_to_page(url: str) -> bool:
    """Whether this is a web address whose path does not have a file's suffix."""
    if url[:7] != "http://" and url[:8] != "https://":
        return False
    page = url.partition("#")[0].partition("?")[0]
    path = page[page.find("/", len("https://")) :]
    if ";" in path:
        folder, slash, name = path.rpartition("/")
        path = f"{folder}{slash}{name.partition(';')[0]}"
    return not path.lower().endswith(_NO_PAGES)


def _read_quoted(response: TextResponse, base: str, seen: Container[str]) -> Iterator[str]:
    """Addresses in string literals, in scripts and also in attributes, except those already ``seen``."""
    root = _root_of(base)
    for quoted in dict.fromkeys(_QUOTED.findall(response.text)):
        if quoted in seen:
            continue
        url = _resolve_quoted(quoted, _needed_of(base, root, quoted))
        if url is not None:
            yield url


@lru_cache(maxsize=_REMEMBERED)
def _resolve_quoted(quoted: str, base: str) -> str | None:
    reference = quoted.replace("\\/", "/")
    try:
        return join_plain(base, reference) or urljoin(base, reference)
    except ValueError:
        return None
