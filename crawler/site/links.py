"""Read the addresses on a page: from its links, and from the scripts that render its lists.

A page names a hundred addresses, and nearly all of them stand on the page before too: what follows from a link's text alone
is computed once and kept.
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

#: Scrapy's list, extended by other files that Chinese news sites link to.
_NO_PAGES = tuple(
    f".{extension}" for extension in (*IGNORED_EXTENSIONS, "apk", "ipa", "m3u8", "json", "rss", "txt", "md5")
)

#: Elements that lead to other pages.
_TAGS = ("a", "area", "iframe", "frame")

#: How an address begins that is not one of the web: ``javascript:``, ``mailto:``.
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.I)

#: What HTML strips from an address.
_SPACE = " \t\n\r\x0c"

#: Links whose addresses are remembered.
_REMEMBERED = 1 << 16

#: A string literal in a script that may be an address: absolute, or a path from the root, with or without escaped slashes.
_QUOTED = re.compile(r"""["'](?=[h/\\])((?:https?:)?(?:\\?/){1,2}[^"'\s<>(){}]{1,300})["']""")

#: Maximum number of links read from one page; a page with more is not a news list.
MAX_LINKS = 5000


class Link(NamedTuple):
    """A link on a page: its absolute address, and its text, or the element that has it (empty for a link in a script)."""

    url: str
    label: str | HtmlElement = ""

    @property
    def text(self) -> str:
        """The text of the link. Of a hundred links few are asked for it."""
        return self.label if isinstance(self.label, str) else "".join(self.label.itertext())


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
    found: dict[str, str | HtmlElement] = {}
    seen: set[str] = set()
    if base and isinstance(response, HtmlResponse):
        found, seen = _read_elements(response, base)
    for url in _read_quoted(response, base or response.url, seen):
        if url not in found and seed.is_article(url):
            found[url] = ""
    return [Link(url, label) for url, label in islice(found.items(), MAX_LINKS)]


def _read_elements(response: HtmlResponse, base: str) -> tuple[dict[str, str | HtmlElement], set[str]]:
    """Addresses in elements with the first element of each, and the target of a meta refresh; and as they are spelled those
    that lead to a page."""
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
    """What a reference needs of the address of its page: what does not depend on the page is known on the next one."""
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
    """Whether an address is one of the web whose path does not end like that of a file."""
    if url[:7] != "http://" and url[:8] != "https://":
        return False
    page = url.partition("#")[0].partition("?")[0]
    path = page[page.find("/", len("https://")) :]
    if ";" in path:
        folder, slash, name = path.rpartition("/")
        path = f"{folder}{slash}{name.partition(';')[0]}"
    return not path.lower().endswith(_NO_PAGES)


def _read_quoted(response: TextResponse, base: str, seen: Container[str]) -> Iterator[str]:
    """Addresses in strings of scripts, as they may be in attributes too; without those that were ``seen`` there."""
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
