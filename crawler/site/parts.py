"""Stories on several pages: the address of the next page, and of the page that shows the whole story.

The pages of a story differ in a number at the end of the path (``content_12_2.htm``, ``12_2.html``) or in a query parameter.
The addresses decide, not the text of a link: 下一页 also links to the next story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.site.links import Link

#: Maximum number of pages read for one story.
MAX_PARTS = 50

_NUMBERED = re.compile(r"(?P<stem>/[^/]*?\d)[_-](?P<number>\d{1,2})(?P<end>\.[a-z]{3,5})?$", re.I)
_WHOLE = re.compile(r"(?P<stem>/[^/]*?\d)[_-](?:all|full|whole|single|0)(?P<end>\.[a-z]{3,5})?$", re.I)
_ENDING = re.compile(r"\.[a-z]{3,5}$", re.I)
_PARAMETERS = frozenset({"page", "p", "pageno", "pagenum", "pageindex"})
_WHOLE_PARAMETERS = frozenset({"all", "full", "single", "showall", "isall"})
_MARK = re.compile("全文|[本单]页")
_WHOLE_WORDS = re.compile(
    r"^[\s\[【（(>»]*(?:(?:点击)?(?:阅读|查看|显示|浏览|展开)?全文(?:阅读|浏览)?|余下全文|(?:在)?本页(?:阅读|显示|查看)(?:全文|余下全文|剩余全文)|单页(?:阅读|浏览|显示)|在本页阅读全文)[\s\]】）)>»]*$",
)


def next_part(first: str, current: str, found: Iterable[str]) -> str | None:
    """The address of the page that follows ``current`` in the story that began at ``first``; None at its end."""
    stem, wanted = _place(first)[0], _place(current)[1] + 1
    return next((url for url in _beside(first, found) if _place(url) == (stem, wanted)), None)


def further_pages(first: str, found: Iterable[str]) -> set[str]:
    """The addresses among ``found`` of later pages of the story that begins at ``first``, and of pages that show it whole."""
    return {url for url in _beside(first, found) if _is_further_page(url, first)}


def _is_further_page(url: str, first: str) -> bool:
    stem = _place(first)[0]
    place, number = _place(url)
    return (number > 1 and place == stem) or (place != stem and _stem_of_whole(url) == stem)


def _beside(first: str, found: Iterable[str]) -> Iterator[str]:
    """A cheap test before the others: the addresses that begin like ``first``, as all pages of a story do, but few other
    links."""
    beginning = _beginning(first)
    return (url for url in found if url[url.find("://") + 3 :].startswith(beginning))


def _beginning(url: str) -> str:
    """The common beginning of the addresses of a story's pages: the host, and the path up to a number."""
    return _ENDING.sub("", _place(url)[0].partition("?")[0])


def is_part_address(url: str) -> bool:
    """Whether an address has the form of a later page of a story, or of one that shows the whole story."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return _place(url)[1] > 1 or _WHOLE.search(parts.path) is not None or not names.isdisjoint(_WHOLE_PARAMETERS)


def single_view(current: str, found: Iterable[Link]) -> str | None:
    """The address that shows the whole story of ``current`` on one page; None if none of its links leads to one."""
    links = {link.url: link for link in found}
    return next((url for url in _beside(current, links) if url != current and _is_whole_of(links[url], current)), None)


def _is_whole_of(link: Link, current: str) -> bool:
    if _stem_of_whole(link.url) != _place(current)[0]:
        return False
    text = link.text
    return _MARK.search(text) is not None and _WHOLE_WORDS.match(text) is not None


@lru_cache(maxsize=1 << 16)
def _place(url: str) -> tuple[str, int]:
    """The common stem of the addresses of a story's pages, and the number of this page (1 for the first)."""
    parts = urlsplit(url)
    query, number = [], 1
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in _PARAMETERS and value.isdecimal() and len(value) < 3:
            number = int(value)
        else:
            query.append((name, value))
    path = parts.path
    found = _NUMBERED.search(path)
    if found is not None and number == 1:
        number = int(found["number"])
        path = path[: found.start()] + found["stem"] + (found["end"] or "")
    return f"{parts.netloc}{path}?{urlencode(query)}", max(number, 1)


@lru_cache(maxsize=1 << 16)
def _stem_of_whole(url: str) -> str:
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in _WHOLE_PARAMETERS]
    path = _WHOLE.sub(lambda found: found["stem"] + (found["end"] or ""), parts.path)
    return _place(parts._replace(path=path, query=urlencode(query)).geturl())[0]
