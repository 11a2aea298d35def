"""The values that `clean` accepts besides bytes and str: paths, open files, responses of HTTP clients. Each is recognised by
its attributes."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from cleaners.reading.patterns import lazy


class OpenFile(Protocol):
    """A file or a response of urllib: ``read()`` returns the page as bytes or str."""

    def read(self) -> bytes | str:
        """The page."""


class Response(Protocol):
    """A response of requests or httpx: ``content`` is the page; ``url`` and ``headers`` are used if present."""

    @property
    def content(self) -> Any:
        """The page as bytes."""


class ScrapyResponse(Protocol):
    """A response of Scrapy: ``body`` is the page; ``url`` and ``headers`` are used if present."""

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
        """The tree that contains it."""


class ElementTree(Protocol):
    """An lxml tree."""

    def getroot(self) -> Any:
        """The root element."""


#: The type of a page for `cleaners.clean`, for annotations.
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

#: A str that is a URL instead of a page: no article's text is a single line of this form.
_ADDRESS = lazy(r"\s*(?:https?|file)://\S{1,2000}\s*", re.I)
_PATH = lazy(r"\s*[^\n<>。，！？：；]{1,400}\.(?:[sx]?html?|mht(?:ml)?|txt)\s*", re.I)

#: Maximum length of a str that is tested for being a URL or file name, in characters.
_LONGEST = 2_100

#: Advice for a str that is a URL or file name, by the flag that its article gets.
ADVICE = {
    "looks_like_an_address": "clean() takes a page, not its URL, and does not fetch it: use dute.fetch_and_clean(url)",
    "looks_like_a_path": "clean() takes a page, not a file name: pass pathlib.Path(name) or the file's bytes",
}


class Given(NamedTuple):
    """A page as passed by the caller, with its address and headers if known."""

    page: Any
    url: str | None = None
    headers: Mapping[str, str] | None = None


def read_given(page: Page, url: str | None, headers: Mapping[str, str] | None) -> Given:
    """The page in a path, an open file or a response (requests, httpx, Scrapy, urllib), with the response's address and headers
    unless the caller passed them; any other value unchanged. Raises OSError for a file that cannot be read."""
    if isinstance(page, os.PathLike):
        with open(page, "rb") as file:
            return Given(file.read(), url, headers)
    body = _body_of(page)
    if body is None:
        return Given(page, url, headers)
    return Given(body, url or _address_of(page), headers if headers is not None else _content_type_of(page))


def flag_name(text: str) -> str | None:
    """The same as `flag_of_name`, with a warning to the caller of `clean`."""
    flag = flag_of_name(text)
    if flag is not None:
        warnings.warn(ADVICE[flag], stacklevel=4)
    return flag


def flag_of_name(text: str) -> str | None:
    """The flag for a str that is a URL or file name instead of a page; None for any other."""
    if len(text) > _LONGEST:
        return None
    if _ADDRESS.fullmatch(text):
        return "looks_like_an_address"
    return "looks_like_a_path" if _PATH.fullmatch(text) else None


def _body_of(page: Any) -> bytes | str | None:
    for name in ("content", "body"):  # requests and httpx; Scrapy
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
