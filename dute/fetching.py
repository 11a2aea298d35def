"""One address → its article, for programs: the function behind ``fetch_and_clean``.

The page is fetched in a separate process, since Twisted's reactor can run only once per process, and not beside the event loop
of a notebook. It is cleaned in this process.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from cleaners.arguments import expect
from cleaners.template.arguments import check_arguments
from dute import project
from dute.commands.sources import Page, Unreadable, clean_page, fetch_pages

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.template.layout import Template

#: Wall time in seconds for robots.txt, redirects and three attempts; a single response may take 30 seconds
#: (crawler/settings.py).
FETCH_SECONDS = 120.0


class FetchError(Exception):
    """No page could be fetched. ``url`` is the address, ``reason`` says why, in words."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url = url
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


def fetch_and_clean(
    url: str, *, template: Template | None = None, allow_private: bool = False, seconds: float = FETCH_SECONDS
) -> Article:
    """Fetch the page at an http or https URL and clean it, as ``dute clean URL`` does.

    url: the URL. robots.txt is obeyed, redirects are followed, and the page may have up to 16 MiB.
    template: the site's template (from `learn` or `load_template`), or hints (from `hints`).
    allow_private: whether addresses outside the public internet may be contacted, directly or by a redirect.
    seconds: wall time after which the fetch is abandoned.

    Returns the article; its ``url`` is the address that answered. If the page is not an article, ``is_article`` is false and
    ``flags`` says why. Each call takes a second or two in addition to the server's time; for many pages, use
    ``dute clean -i FILE`` or ``dute crawl``.

    Raises `FetchError` if there is no page: an invalid or refused address, no answer, or a status other than 2xx. Raises
    ImportError, which names the extra, if ``dute[crawl]`` is not installed; TypeError or ValueError for an argument that is
    none.
    """
    from cleaners.extras import require

    require("fetch_and_clean()", "crawl")
    expect("url", url, str, "a str")
    check_arguments(url, None, template)
    expect("allow_private", allow_private, bool, "True or False")
    expect("seconds", seconds, (int, float), "a number")
    if not seconds > 0:
        raise ValueError(f"seconds must be more than 0, not {seconds:g}")
    found = _fetch_apart(url, allow_private, seconds)
    if isinstance(found, Unreadable):
        raise FetchError(url, found.reason.replace("--allow-private", "allow_private=True"))
    return clean_page(found, template=template)


def _fetch_apart(url: str, allow_private: bool, seconds: float) -> Page | Unreadable:
    """The result of `fetch_pages` for one address, in another process. Raises FetchError if that process fails or is too
    slow."""
    import subprocess

    asked = json.dumps({"url": url, "allow_private": allow_private}).encode()
    program = project.python("from dute.fetching import answer; answer()")
    try:
        done = subprocess.run(program, input=asked, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise FetchError(url, f"no answer within {seconds:g} seconds") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise FetchError(url, f"the process that fetches failed: {said[-1] if said else done.returncode}")
    head, _, body = done.stdout.partition(b"\n")
    told = json.loads(head)
    if told["refused"] is not None:
        return Unreadable(url, told["refused"])
    return Page(url, body, told["url"], told["headers"])


def answer() -> None:
    """Main function of the other process: it reads an address as JSON from standard input, and writes a line of JSON and the
    page's bytes to standard output."""
    asked = json.loads(sys.stdin.buffer.read())
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # keeps the output of libraries out of the answer
        (found,) = fetch_pages([asked["url"]], asked["allow_private"])
        if isinstance(found, Unreadable):
            out.write(json.dumps({"refused": found.reason}).encode() + b"\n")
        else:
            headers = dict(found.headers or {})
            out.write(json.dumps({"refused": None, "url": found.url, "headers": headers}).encode() + b"\n" + found.data)
