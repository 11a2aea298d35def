"""The pages that the command line names: addresses, files, folders and standard input.

A source that cannot be read is a value with its reason, never an exception, so that it does not stop the others.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaners.reading.coding.decode import decode
from cleaners.reading.kinds import is_binary
from cleaners.reading.limits import MAX_BYTES, MAX_CHARS, PAGE_SUFFIXES
from cleaners.reading.patterns import lazy

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.steps import Read
    from cleaners.template.layout import Template

_WEB = ("http://", "https://")
_OTHER_SCHEME = lazy(r"([a-z][a-z0-9+.-]+)://", re.I)

#: A host that begins with ``www.``, or in a top-level domain that is common for news sites, or a name with a port.
_BARE_ADDRESS = lazy(
    r"(?://)?(?:www\.\S+|(?:[\w-]+\.)+(?:com|cn|net|org|gov|edu|info|hk|mo|tw|sg)(?::\d+)?(?:[/?#]\S*)?"
    r"|(?:localhost|\d+(?:\.\d+){3}):\d+(?:/\S*)?)",
    re.I,
)


class Page(NamedTuple):
    """The bytes of one source, its name for people, and, if known, its address and response headers."""

    name: str
    data: bytes
    url: str | None = None
    headers: Mapping[str, str] | None = None


class Unreadable(NamedTuple):
    """A source without a page, and the reason."""

    name: str
    reason: str


def is_address(source: str) -> bool:
    """Whether a source is a web address."""
    return source[:8].lower().startswith(_WEB)


def lacks_scheme(source: str) -> bool:
    """Whether a source that is not a file looks like an address as browsers display it, without ``https://``."""
    return _BARE_ADDRESS.fullmatch(source) is not None


def read_list(place: str) -> list[str | Unreadable]:
    """The sources listed in a file, or on standard input for ``-``, one per line; blank lines are skipped."""
    listed = _read_local(place, limit=-1)
    if isinstance(listed, Unreadable):
        return [listed]
    if listed.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as written by > in a Windows shell
        lines = listed.data.decode("utf-16", "replace").split("\n")
    elif b"\0" in listed.data:
        return [Unreadable(place, "no list of sources, one per line: the file is not text")]
    else:
        lines = os.fsdecode(listed.data.removeprefix(codecs.BOM_UTF8)).split("\n")
    named = [line.strip() if is_address(line.strip()) else line.removesuffix("\r") for line in lines if line.strip()]
    return [*named] if named else [Unreadable(place, "the list is empty")]


def expand(sources: Sequence[str | Unreadable]) -> list[str | Unreadable]:
    """The sources in the given order, with every folder replaced by the pages below it, sorted by path."""
    found: list[str | Unreadable] = []
    for source in sources:
        if isinstance(source, str) and source != "-" and not is_address(source) and os.path.isdir(source):
            found += _pages_below(source)
        else:
            found.append(source)
    return found


def find_pages(places: Sequence[str | Unreadable], *, allow_private: bool = False) -> Iterator[str | Page | Unreadable]:
    """A worker's input for each place, in order: the path of a file, for `read_page`; the page itself if only this process can
    read it; or the reason why there is none. All addresses are fetched first, in one go.

    ``allow_private`` allows addresses in private and loopback networks.
    """
    addresses = [place for place in places if isinstance(place, str) and is_address(place)]
    fetched = iter(fetch_pages(addresses, allow_private) if addresses else ())
    for place in places:
        if isinstance(place, Unreadable):
            yield place
        elif is_address(place):
            yield next(fetched)
        elif os.path.isfile(place):
            yield place
        else:  # read here: waiting for a pipe's writer must not count as time for the page
            yield _read_local(place)


def read_page(found: str | Page | Unreadable) -> Page | Unreadable:
    """The page for a value of `find_pages`, or the reason why there is none."""
    return _refuse_binary(_read_local(found) if isinstance(found, str) else found)


def clean_page(page: Page, form: str = "auto", url: str | None = None, *, template: Template | None = None) -> Article:
    """The article of a page. ``url`` is its address if the page does not have one, ``template`` its site's.

    ``form`` is ``html``, ``text`` (flattened by someone else), or ``auto``, in which case `clean` distinguishes the two.
    """
    return read_article(page, form, url, template=template).article


def read_article(page: Page, form: str = "auto", url: str | None = None, *, template: Template | None = None) -> Read:
    """`clean_page` with the page's outline in addition to the article, for commands that show or count the whole page."""
    from dataclasses import replace

    from cleaners.pipeline import clean_text, read
    from cleaners.reading.segment import segment_text
    from cleaners.steps import Read

    address = page.url or url
    if form == "auto":
        return read(page.data, address, headers=page.headers, template=template)
    decoded = decode(page.data, page.headers)
    # To force HTML, put a tag in front, so that `clean` recognises a page in any case.
    if form == "text":
        found = Read(clean_text(decoded.text, address, template=template), segment_text(decoded.text[:MAX_CHARS]))
    else:
        found = read("<html>" + decoded.text, address, template=template)
    flags = tuple(dict.fromkeys((*decoded.flags, *found.article.flags)))
    return found._replace(article=replace(found.article, flags=flags))


def _pages_below(folder: str) -> list[str | Unreadable]:
    """The pages in a folder and its subfolders. Symbolic links to folders are not followed, since they may form loops."""
    from pathlib import Path

    failed: list[OSError] = []
    paths = [
        Path(parent, name)
        for parent, _, names in os.walk(folder, onerror=failed.append)
        for name in names
        if Path(name).suffix.lower() in PAGE_SUFFIXES
    ]
    unreadable = [Unreadable(str(error.filename), _why(error)) for error in failed]
    if not paths and not unreadable:
        suffixes = " ".join(sorted(PAGE_SUFFIXES))
        return [Unreadable(folder, f"no page in this folder (a page ends in {suffixes})")]
    return [*map(str, sorted(paths)), *unreadable]


def _read_local(place: str, limit: int = MAX_BYTES) -> Page | Unreadable:
    if "://" in place and (scheme := _OTHER_SCHEME.match(place)):
        return Unreadable(place, f"only http and https addresses can be fetched, not {scheme[1]}")
    if not place:
        return Unreadable("''", "the name of a source is empty")
    try:
        if place == "-":
            return Page(place, _read_standard_input(limit))
        with open(place, "rb") as file:
            return Page(place, file.read(limit))
    except FileNotFoundError as error:
        advice = f"; if this is a URL, write https://{place.lstrip('/')}" if lacks_scheme(place) else ""
        return Unreadable(place, _why(error) + advice)
    except IsADirectoryError:
        return Unreadable(place, "this is a folder, and one file is wanted")
    except OSError as error:
        return Unreadable(place, _why(error))
    except ValueError:  # the name contains a NUL
        return Unreadable(place, "not a valid file name")


def _read_standard_input(limit: int) -> bytes:
    if sys.stdin is None:  # closed with the shell's <&-
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(limit)


def fetch_pages(addresses: Sequence[str], allow_private: bool) -> list[Page | Unreadable]:
    """The page at every address, or the reason why there is none, in order. A process can call this once. Raises
    MissingExtraError."""
    from cleaners.extras import require
    from dute import project

    require("an address", "crawl")
    project.put_on_path()
    from crawler.net.fetch import Fetched, fetch  # imports Scrapy, which is slow

    pages: list[Page | Unreadable] = []
    for address, result in zip(addresses, fetch(addresses, allow_private=allow_private), strict=True):
        if not isinstance(result, Fetched):
            pages.append(Unreadable(address, result.reason))
        elif not 200 <= result.status < 300:
            pages.append(Unreadable(address, f"the server answered {result.status}"))
        else:
            pages.append(Page(address, result.body, result.final_url, result.headers))
    return pages


def _refuse_binary(page: Page | Unreadable) -> Page | Unreadable:
    if isinstance(page, Page) and is_binary(page.data):
        return Unreadable(page.name, "not a web page, but a PDF, a picture or an archive")
    return page


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
