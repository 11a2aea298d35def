"""A template takes no sentence of an article: on every page of every site, learned or not, the text with a template has every
sentence of the body that the text without it has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from benchmarks.invented_kinds import measure, sentences
from cleaners import Template, TemplateError, clean, learn
from tests.drawn_stories import SHAPES
from tests.exchanged_stories import ExchangedSite
from tests.invented_kinds import KINDS, STYLES, InventedKind
from tests.invented_site import InventedPage, InventedSite

ROOT = Path(__file__).parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"


class Page(NamedTuple):
    """A page that some template is tried on, its text without one, and the sentences of its body; those of that text if nobody
    wrote them down."""

    name: str
    html: bytes
    text: str
    body: frozenset[str]


@cache
def fixture_pages() -> list[Page]:
    found = []
    for path in sorted((ROOT / "fixtures").glob("*/*/page.html")):
        text = tomllib.loads((path.parent / "checks.toml").read_text("utf-8")).get("text")
        found += _page(path, text if isinstance(text, str) else None)
    return found


@cache
def corpus_pages() -> list[Page]:
    found = []
    for path in sorted(CORPORA.glob("*/*/page.html")):
        gold = path.with_name("gold.txt")
        found += _page(path, gold.read_text("utf-8") if gold.is_file() else None)
    return found


def _page(path: Path, gold: str | None) -> Iterator[Page]:
    html = path.read_bytes()
    article = clean(html)
    if article.is_article:
        body = (article.text if gold is None else gold).strip("\n").split("\n")
        yield Page(str(path.parent.relative_to(path.parents[2])), html, article.text, frozenset(sentences(body)))


@cache
def templates() -> dict[str, Template]:
    """Templates of sites whose pages are none of those that they are tried on, and of fixtures that are. The folder ``nearest``
    teaches nothing: in one mark-up it has the same heading above a widget on one page and above the article's text on another,
    as no site has."""
    sites: dict[str, Sequence[Any]] = {
        site.name: [(page.html, page.url) for page in site.pages(0, 25)]
        for style in (0, 2, 7)
        for site in (InventedKind(kind, style) for kind in KINDS)
    }
    sites["invented"] = [(page.html, page.url) for page in InventedSite().pages(0, 24)]
    for page in fixture_pages():
        folder = page.name.partition("/")[0]
        if folder == "nearest":
            continue
        sites[folder] = [*sites.get(folder, ()), page.html]
    return {name: template for name, pages in sites.items() if (template := _learned(pages)) is not None}


def _learned(pages: Sequence[Any]) -> Template | None:
    try:
        return learn(pages)
    except TemplateError:
        return None


def lost(page: Page, template: Template) -> set[str]:
    """Sentences of a page's body that are in its text without the template, and not with it."""
    return (page.body & set(page.text.split("\n"))) - set(clean(page.html, template=template).text.split("\n"))


def test_there_is_something_to_try() -> None:
    assert len(templates()) > 45
    assert len(fixture_pages()) > 120
    assert sum(bool(page.body) for page in fixture_pages()) > 100


@pytest.mark.parametrize("name", ["dute", "world", "reports", "feed, flat siblings", "posts, one column", "invented"])
def test_no_sentence_of_a_fixture_is_lost(name: str) -> None:
    template = templates()[name]
    assert {page.name: found for page in fixture_pages() if (found := lost(page, template))} == {}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_sentence_of_a_fixture_is_lost_to_any_template() -> None:
    found = {
        (name, page.name): gone
        for name, template in templates().items()
        for page in fixture_pages()
        if (gone := lost(page, template))
    }
    assert found == {}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are absent")
def test_no_sentence_of_a_real_page_is_lost_to_any_template() -> None:
    assert sum(bool(page.body) for page in corpus_pages()) > 100
    one_site = learn([page.html for page in corpus_pages() if page.name.startswith("zh-one-template")][:30])
    found = {
        (name, page.name): gone
        for name, template in {**templates(), "one site": one_site}.items()
        for page in corpus_pages()
        if (gone := lost(page, template))
    }
    assert found == {}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_no_sentence_of_a_drawn_story_is_lost(shape: Any) -> None:
    """With the words that rules know, and with others: then a template takes nine tenths of what is left."""
    site = ExchangedSite(shape)
    template = learn([page.html for page in site.pages(1, 25)])
    pages = site.pages(1_000, 20)
    worth = measure(
        pages, [clean(page.html) for page in pages], [clean(page.html, template=template) for page in pages]
    )
    assert worth.lost == 0
    assert worth.missing[1] == 0
    assert worth.left[1] <= worth.left[0] / 5


def tried(kind: str, style: int) -> tuple[list[InventedPage], Template]:
    site = InventedKind(kind, style)
    return site.pages(1_000, 12), learn([(page.html, page.url) for page in site.pages(0, 25)])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", [0, 1, 2, 7], ids=lambda style: STYLES[style].__name__)
def test_a_site_of_any_kind_is_helped_and_not_harmed(kind: str, style: int) -> None:
    pages, template = tried(kind, style)
    plain = [clean(page.html, page.url) for page in pages]
    worth = measure(pages, plain, [clean(page.html, page.url, template=template) for page in pages])
    assert worth.lost == 0
    assert worth.f1[1] >= worth.f1[0]
    assert worth.left[1] <= worth.left[0] / 5
    assert worth.exact[1] >= 0.9
