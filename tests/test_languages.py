"""Pages in other languages: each an article, and read no worse than trafilatura reads it, whatever stands around it."""

from __future__ import annotations

import re

import pytest

from benchmarks import score
from cleaners import clean
from tests.fixture_pages import Page, all_pages

PAGES = [page for page in all_pages() if page.name.startswith("world/")]


def _f1(text: str, page: Page) -> float:
    return score.shingle_score(score.tokens(text), score.tokens("\n".join(page.checks["kept"]))).f1


def test_the_pages_are_of_ten_languages() -> None:
    assert len({page.checks["language"] for page in PAGES}) >= 9
    assert len(PAGES) == 12


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_text_is_no_worse_than_trafilaturas(page: Page) -> None:
    trafilatura = pytest.importorskip("trafilatura")
    theirs = trafilatura.extract(page.data.decode(), include_comments=False) or ""
    assert _f1(page.clean().text, page) >= _f1(theirs, page) - 1e-9


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_is_refused_for_what_stands_around_it(page: Page) -> None:
    links = "".join(f'<li><a href="/{number}">Channel {number}</a></li>' for number in range(90))
    titles = "".join(
        f'<li><a href="/n/{number}">Another story of the town, number {number}</a></li>' for number in range(40)
    )
    form = "<form><p>Sign in</p><p>Email</p><p>Password</p><p>Please complete the captcha</p></form>"
    source = page.data.decode()
    around = source.replace("<body>", f"<body><ul>{links}</ul>").replace("</body>", f"<ul>{titles}</ul>{form}</body>")
    turned = re.sub(r"<title>(.*?) \| (.*?)</title>", r"<title>\2: \1</title>", around)
    for shown in (around, turned):
        assert shown != source
        assert clean(shown.encode()).is_article


def test_a_word_that_begins_as_the_name_of_a_firewall_does_is_none() -> None:
    page = "<title>Waffles | Gazette</title><h1>Waffles</h1><p>The waffle stall at the harbour opens again on Saturday at nine.</p>"
    assert clean(page.encode()).flags[-1:] != ("captcha",)


def test_a_channel_in_another_language_is_a_list() -> None:
    rows = "".join(
        f'<div class="e"><h3><a href="/{number}">Another story of the town, number {number}</a></h3>'
        f"<p>The council met for the {number}th time this year and talked about the ferry until...</p><i>2024-03-0{number}</i></div>"
        for number in range(1, 9)
    )
    page = f"<title>International News - Gazette</title><h1>International News</h1><div>{rows}</div>"
    assert clean(page.encode()).flags[-1:] == ("list_page",)
