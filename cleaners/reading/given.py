"""What `clean` takes besides bytes and str: paths, open files, responses of HTTP clients, each told by its attributes."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from cleaners.reading.patterns import lazy


class OpenFile(Protocol):
    """A file or a response of urllib: ``read()`` gives the page as bytes or str."""

    def read(self) -> bytes | str:
        """The page."""


class Response(Protocol):
    """A response of requests or httpx: ``content`` is the page; ``url`` and ``headers`` are used where it has them."""

    @property
    def content(self) -> Any:
        """The page as bytes."""


class ScrapyResponse(Protocol):
    """A response of Scrapy: ``body`` is the page; ``url`` and ``headers`` are used where it has them."""

    @property
    def body(self) -> bytes:
        """The page."""


class Soup(Protocol):
    """A BeautifulSoup or Tag."""

    def prettify(self, *args: Any, **options: Any) -> Any:
        """Its markup, indented."""

    def decode(self, *args: Any, **options: Any) -> Any:
        """Its markup."""


class Element(Protocol):
    """An lxml element."""

    def getroottree(self) -> Any:
        """The tree that it stands in."""


class ElementTree(Protocol):
    """An lxml tree."""

    def getroot(self) -> Any:
        """Its outermost element."""


#: What `cleaners.clean` takes as a page, for annotations.
Page = (
    bytes
    | bytearray
    | memoryview
    | str
    | os.PathLike[str]
    | OpenFile
    | Response
    | ScrapyResponse
    | Soup
    | Element
    | ElementTree
)

#: A str that names a page instead of being one: no text of an article is a single line without punctuation that ends so.
_ADDRESS = lazy(r"\s*(?:https?|file)://\S{1,2000}\s*", re.I)
_PATH = lazy(r"\s*[^\n<>。，！？：；]{1,400}\.(?:[sx]?html?|mht(?:ml)?|txt)\s*", re.I)

#: A longer str is not looked at.
_LONGEST = 2_100

#: What to call for a str that names a page, by the flag that its article gets.
ADVICE = {
    "looks_like_an_address": "clean() takes a page, not its URL, and does not fetch it: use dute.fetch_and_clean(url)",
    "looks_like_a_path": "clean() takes a page, not a file name: pass pathlib.Path(name) or the file's bytes",
}


class Given(NamedTuple):
    """A page as it was given, its address and its Content-Type header where they are known."""

    page: Any
    url: str | None = None
    headers: Mapping[str, str] | None = None


def read_given(page: Page, url: str | None, headers: Mapping[str, str] | None) -> Given:
    """The page of a path, an open file or a response (requests, httpx, Scrapy, urllib), with the address and the header that
    a response knows where none is given; any other value as it is. Raises OSError for a file that cannot be read."""
    if isinstance(page, os.PathLike):
        with open(page, "rb") as file:
            return Given(file.read(), url, headers)
    body = _body_of(page)
    if body is None:
        return Given(page, url, headers)
    return Given(body, url or _address_of(page), headers if headers is not None else _content_type_of(page))


def flag_name(text: str) -> str | None:
    """The flag of a str that names a page, with a warning to the caller of `clean`; None for any other."""
    flag = names_a_page(text)
    if flag is not None:
        warnings.warn(ADVICE[flag], stacklevel=4)
    return flag


def names_a_page(text: str) -> str | None:
    """The flag of a str that is the address or the path of a page instead of one; None for any other."""
    if len(text) > _LONGEST:
        return None
    if _ADDRESS.fullmatch(text):
        return "looks_like_an_address"
    return "looks_like_a_path" if _PATH.fullmatch(text) else None


def _body_of(page: Any) -> bytes | str | None:
    for name in ("content", "body"):  # of requests and httpx, of Scrapy
        body = getattr(page, name, None)
        if isinstance(body, bytes):
            return body
    read = getattr(page, "read", None)
    if not callable(read):
        return None
    body = read()
    return body if isinstance(body, (bytes, str)) else None


def _address_of(page: Any) -> str | None:
    url = getattr(page, "url", None)
    return None if url is None else str(url) or None


def _content_type_of(page: Any) -> dict[str, str] | None:
    get = getattr(getattr(page, "headers", None), "get", None)
    said = get("Content-Type") if callable(get) else None
    if isinstance(said, bytes):
        said = said.decode("latin-1")
    return {"Content-Type": said} if isinstance(said, str) else None
