"""Templates during a crawl: learned, used, watched, proposed and adopted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, update

from cleaners.template.file import read_template
from cleaners.template.layout import Layout
from crawler.archive.cleaning import read_capture
from crawler.archive.reclean import reclean
from crawler.archive.teaching import LEARN_AFTER, OnDrift
from crawler.site.seed import Seed
from crawler.store import Store, open_store, records, schema, templates
from tests.sites import EXAMPLE
from tests.stored_run import SITE, StoredRun


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def test_a_crawl_learns_after_enough_articles_and_the_next_one_begins_with_it(store: Store) -> None:
    run = StoredRun(store)
    run.take_in(SITE.pages(0, LEARN_AFTER - 1))
    assert run.teaching.template is None
    run.take_in(SITE.pages(LEARN_AFTER, 1))
    assert run.teaching.template is not None
    run.close()
    again = StoredRun(store)
    assert again.teaching.template == run.teaching.template
    page = SITE.page(502)
    found = read_capture(records.Capture(page.url, 200, {}, page.html.encode()), again.teaching.template)
    assert found.article.text == "\n".join(page.body)


def test_what_came_before_is_cleaned_again_with_the_template(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    bodies = {page.url: "\n".join(page.body) for page in SITE.pages(0, 24)}
    changed = {item.source.article_id: item for item in reclean(store) if item.verdict == "changed"}
    assert len(changed) >= 10
    for number, item in changed.items():
        assert item.after is not None
        assert item.after.text == bodies[f"https://news.example.com/n/{number}.html"]


def test_hints_of_the_seed_are_used_from_the_first_page_on(store: Store) -> None:
    seed = Seed(**{name: getattr(EXAMPLE, name) for name in Seed.__slots__} | {"page": read_layout_of_hints()})
    run = StoredRun(store, seed)
    page = SITE.page(2)
    assert page.layout == "flat"
    run.take_in([page])
    with store.read() as connection:
        (row,) = records.list_articles(connection)
    assert [r for r in json.loads(row.record)["removals"] if r["rule"].startswith("template.section")]
    assert [item.verdict for item in reclean(store)] == ["same"]


def read_layout_of_hints() -> Layout:
    heading = SITE._fixed("posts flat", 3)
    hints = read_template({"page": {"sections": [{"what": heading, "lines": 3, "label": "comment"}]}}).hints
    assert hints is not None
    return hints


def test_a_site_that_does_not_want_to_be_learned_is_not(store: Store) -> None:
    seed = Seed(**{name: getattr(EXAMPLE, name) for name in Seed.__slots__} | {"learn": False})
    run = StoredRun(store, seed)
    run.take_in(SITE.pages(0, 25))
    assert run.teaching.template is None


def test_a_run_can_adopt_the_new_template_at_once(store: Store) -> None:
    run = StoredRun(store, on_drift=OnDrift.ADOPT)
    run.take_in(SITE.pages(0, 30))
    old = run.teaching.template
    run.take_in(SITE.pages(700, 12, redesign=True))
    assert run.teaching.template not in (None, old)
    page = SITE.page(801, redesign=True)
    found = read_capture(records.Capture(page.url, 200, {}, page.html.encode()), run.teaching.template)
    assert found.article.text == "\n".join(page.body)
    with store.read() as connection:
        assert [row.state for row in templates.list_templates(connection)] == ["retired", "active"]


def test_a_template_in_an_older_format_is_learned_anew(store: Store) -> None:
    run = StoredRun(store)
    run.take_in(SITE.pages(0, LEARN_AFTER))
    run.close()
    with store.write() as connection:
        content = schema.templates.c.content
        connection.execute(update(schema.templates).values(content=func.replace(content, "format = 2", "format = 1")))
        assert templates.active_template(connection, EXAMPLE.name) is None
    again = StoredRun(store)
    assert again.teaching.template == run.teaching.template
    with store.read() as connection:
        assert [row.state for row in templates.list_templates(connection)] == ["retired", "active"]
