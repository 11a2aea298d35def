"""Which addresses a page names: in elements, in scripts, under a base that is none, on a page that is no HTML."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse, Response, TextResponse

from crawler.site.links import MAX_LINKS, read_links
from tests.sites import EXAMPLE

PAGE = "https://news.example.com/c/"
ONE, TWO = "https://news.example.com/n/1.html", "https://news.example.com/n/2.html"


def links(body: str) -> list[str]:
    return read_links(HtmlResponse(PAGE, body=body.encode(), encoding="utf-8"), EXAMPLE)


@pytest.mark.parametrize(
    "script",
    [
        r'window.list = [{"url": "\/n\/1.html"}, {"url": "https://news.example.com/n/2.html"}]; var api = "/api/list"',
        r"var a = '//news.example.com/n/1.html', b = 'https:\/\/news.example.com\/n\/2.html', c = '/c/2/'",
    ],
)
def test_scripts_name_articles_and_nothing_else(script: str) -> None:
    assert links(f"<div id=app></div><script>{script}</script>") == [ONE, TWO]


def test_elements_name_pages_of_any_kind_but_no_files() -> None:
    body = (
        "<a href=/n/1.html>一</a><a href='/n/1.html'>又</a><area href=/c/2/><iframe src='d.html'></iframe><a href=/app.apk>装</a>"
        "<a href='mailto:a@example.com'>信</a><a href='javascript:;'>无</a><a>无</a>"
    )
    assert links(body) == [ONE, "https://news.example.com/c/2/", "https://news.example.com/c/d.html"]


def test_a_base_that_is_none_leaves_the_strings_that_name_articles() -> None:
    body = "<a href=/c/2/>频道</a><a href='/n/1.html'>一</a><script>var a = '/n/2.html'</script>"
    assert links(f'<html><head><base href="http://[::1"></head><body>{body}</body></html>') == [ONE, TWO]
    assert (
        links(f'<html><head><base href="/m/"></head><body>{body}</body></html>')[0] == "https://news.example.com/c/2/"
    )


def test_a_page_that_is_no_html_names_what_its_strings_name() -> None:
    found = TextResponse(PAGE, body=b'{"list": ["/n/1.html", "/other"]}', encoding="utf-8")
    assert read_links(found, EXAMPLE) == [ONE]
    assert read_links(TextResponse(PAGE, body=b'{"list": []}', encoding="utf-8"), EXAMPLE) == []
    assert read_links(Response(PAGE, body=b"\x89PNG"), EXAMPLE) == []


def test_of_too_many_links_the_first_are_read() -> None:
    found = links("".join(f"<a href=/l/{number}>{number}</a>" for number in range(MAX_LINKS + 1)))
    assert (len(found), found[-1]) == (MAX_LINKS, f"https://news.example.com/l/{MAX_LINKS - 1}")
