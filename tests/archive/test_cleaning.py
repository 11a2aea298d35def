"""The crawl's guard: a page that takes too long is no article, and the crawl goes on."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

import pytest

from cleaners import Label, Template
from cleaners.template.layout import Entry, Layout
from crawler.archive.cleaning import PageRead, PageReader, StoredStory, clean_stories, clean_story, read_capture
from crawler.net.serve import serve
from crawler.store.records import Capture
from crawler.store.templates import StoredTemplate
from tests.sites import ROBOTS, ROOT, article, listing, run, write_seed

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers need os.fork")


def capture(number: int) -> Capture:
    return Capture(f"https://news.example/p/{number}.html", 200, {"content-type": "text/html"}, article(number).body)


def sticks_at_two(page: Capture, template: Template | None) -> PageRead:
    while page.url.endswith("/2.html"):
        pass
    return read_capture(page, template)


def stored(*numbers: int) -> StoredStory:
    return StoredStory("site", "2026-01-01T00:00:00Z", [capture(number) for number in numbers])


@needs_fork
def test_a_page_that_hangs_is_no_article_and_the_next_one_is_read() -> None:
    reader = PageReader(4.0, work=sticks_at_two)
    try:
        begin = time.monotonic()
        found = [reader.read(capture(number)).article for number in (1, 2, 3)]
        assert time.monotonic() - begin < 40
    finally:
        reader.close()
    assert [one.is_article for one in found] == [True, False, True]
    assert (found[1].url, found[1].flags) == ("https://news.example/p/2.html", ("timeout",))


@needs_fork
def test_a_page_that_is_a_whole_story_comes_as_markdown() -> None:
    reader = PageReader()
    try:
        part, whole = reader.read(capture(1)), reader.read(capture(1), is_whole=True)
        wall = reader.read(Capture("https://news.example/w", 200, {}, b"<p>404 Not Found</p>"), is_whole=True)
    finally:
        reader.close()
    assert part.markdown is None
    assert part.article.blocks
    assert whole.markdown == part.article.to_markdown()
    assert whole.markdown.startswith("# 第1号渡口重新开航\n\n")
    assert whole.article.to_dict() == part.article.to_dict()
    assert (wall.article.is_article, wall.markdown) == (False, None)


def test_stories_come_in_order_and_joined() -> None:
    stories = [stored(1), stored(2, 3), stored(4)]
    single = [read_capture(story.pages[0]).article for story in stories]
    found = list(clean_stories(iter(stories), jobs=2))
    assert [one.headline for one in found] == [one.headline for one in single]
    assert found[1].text == single[1].text + "\n" + read_capture(capture(3)).article.text
    assert found[0] == single[0]
    assert found[0].to_markdown() == single[0].to_markdown()


def test_a_story_is_cleaned_with_the_template_of_its_time() -> None:
    hints = Layout(texts=(Entry("别处的一条新闻", Label.PROMO),))
    old = StoredTemplate(1, "retired", Template(hints=hints), None, "2026-01-02T00:00:00Z")
    new = StoredTemplate(2, "active", Template(), "2026-01-02T00:00:00Z", None)
    early, late = stored(1), stored(1)._replace(fetched_at="2026-02-01T00:00:00Z")
    rules = [{removal.rule for removal in clean_story(one, {"site": [new, old]}).removals} for one in (early, late)]
    name = f"template.text.{hints.texts[0].id}"
    assert [name in found for found in rules] == [True, False]


@needs_fork
def test_a_reader_takes_up_another_template() -> None:
    reader = PageReader(5.0)
    try:
        assert not any(r.rule.startswith("template.") for r in reader.read(capture(1)).article.removals)
        reader.use(Template(hints=Layout(texts=(Entry("别处的一条新闻"),))))
        assert any(r.rule.startswith("template.") for r in reader.read(capture(1)).article.removals)
    finally:
        reader.close()


@needs_fork
@pytest.mark.slow
def test_the_crawl_gives_up_pages_and_goes_on(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/3.html")}
    pages |= {f"/p/{number}.html": article(number) for number in (1, 2, 3)}
    store = tmp_path / "s.db"
    with serve(pages) as site:
        seed = write_seed(tmp_path, site)
        settings = ["-s", "PAGE_SECONDS=0.0005", "-s", f"STORE=sqlite:///{store}"]
        crawled = run("-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", *settings, cwd=ROOT)
    assert crawled.returncode == 0, crawled.stderr
    with sqlite3.connect(store) as connection:
        query = "select outcome, reason, count(*) from urls where kind = 'article' group by 1, 2"
        assert connection.execute(query).fetchall() == [("not_article", "timeout", 3)]
