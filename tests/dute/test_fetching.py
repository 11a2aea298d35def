"""`fetch_and_clean`: an address in, an article out, against a site on loopback; what is no page is an error with its reason.

Every call starts a process with Scrapy in it, in a second or two: what is true of the fetch itself is among the slow tests.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
import time

import pytest

from cleaners import hints
from cleaners.extras import MissingExtraError
from crawler.net.serve import ServedPage, Site, serve
from dute import FetchError, fetch_and_clean
from tests.faults_server import hangs, serve_on

ARTICLE = (
    "<h1>老桥通车</h1><p>2026-11-02 09:30</p><div class=text><p>老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。</p>"
    "<p>新桥比老桥宽了一倍，公交车第一次开到了江对岸。</p></div>"
)
TEXT = "老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。\n新桥比老桥宽了一倍，公交车第一次开到了江对岸。"
PAGES = {
    "/robots.txt": ServedPage(b"User-agent: *\nDisallow: /closed/\n", content_type="text/plain"),
    # GBK that only the header tells, behind a redirect.
    "/a.html": ServedPage(ARTICLE.encode("gbk"), content_type="text/html; charset=gbk"),
    "/old.html": ServedPage(b"", 302, location="/a.html"),
    "/closed/b.html": ServedPage(ARTICLE.encode()),
    "/report.pdf": ServedPage(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", content_type="application/pdf"),
    "/large.html": ServedPage(b"<p>" + b"x" * (17 * 1024 * 1024)),
}


@pytest.fixture(scope="module")
def site() -> Site:
    with serve(dict(PAGES)) as running:
        yield running


def fetch(site: Site, path: str, **options: object) -> object:
    return fetch_and_clean(f"http://{site.host}{path}", allow_private=True, **options)


def test_an_article_comes_with_the_address_that_answered_and_its_charset(site: Site) -> None:
    async def beside_a_loop() -> object:  # as a cell of a notebook runs
        return fetch(site, "/old.html", template=hints(body="div.text"))

    article = asyncio.run(beside_a_loop())
    assert (article.url, article.headline, article.text) == (f"http://{site.host}/a.html", "老桥通车", TEXT)


@pytest.mark.slow
def test_an_answer_that_is_no_article_comes_back_with_its_reason(site: Site) -> None:
    article = fetch(site, "/report.pdf")
    assert (article.is_article, article.flags, article.url) == (False, ("not_html",), f"http://{site.host}/report.pdf")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/closed/b.html", "robots.txt"),
        pytest.param("/missing.html", "the server answered 404", marks=pytest.mark.slow),
        pytest.param("/large.html", "the body is too large", marks=pytest.mark.slow),
    ],
)
def test_an_address_without_a_page_is_an_error_with_its_reason(site: Site, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as raised:
        fetch(site, path)
    assert raised.value.url == f"http://{site.host}{path}"
    assert (path, 200) not in site.requests or path == "/large.html"


def test_nothing_private_is_asked_unless_it_is_allowed(site: Site) -> None:
    before = len(site.requests)
    with pytest.raises(FetchError) as raised:
        fetch_and_clean(f"http://{site.host}/old.html")
    assert raised.value.reason == ("127.0.0.1 is not an address of the public internet (allow_private=True allows it)")
    assert len(site.requests) == before


@pytest.mark.slow
@pytest.mark.parametrize("url", ["ftp://www.example.com/a.html", "老桥通车", "", "https://["])
def test_what_is_no_address_of_the_web_is_said_to_be_none(url: str) -> None:
    with pytest.raises(FetchError, match="address"):
        fetch_and_clean(url)


def test_the_wall_time_is_bounded() -> None:
    started = time.monotonic()
    with serve_on({"/robots.txt": hangs()}) as silent, pytest.raises(FetchError, match=r"no answer within 1.5 seconds"):
        fetch(silent, "/a.html", seconds=1.5)
    assert time.monotonic() - started < 10


def test_without_the_extra_one_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scrapy", None)
    with pytest.raises(MissingExtraError, match=r"^fetch_and_clean\(\) needs .*: pip install 'dute\[crawl\]'$"):
        fetch_and_clean("https://www.example.com/a.html")


def test_the_error_comes_out_of_pickle_as_it_went_in() -> None:
    again = pickle.loads(pickle.dumps(FetchError("https://www.example.com/", "no")))  # noqa: S301  our own
    assert (str(again), again.url, again.reason) == ("https://www.example.com/: no", "https://www.example.com/", "no")
