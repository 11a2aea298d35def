"""Templates during a crawl: learned, used, watched, proposed and adopted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, update

from cleaners.template.file import read_template
from cleaners.template.layout import Layout
from crawler.archive.cleaning import read_capture
from crawler.archive.reclean import reclean
from crawler.archive.teaching import LEARN_AFTER, OnDrift
from crawler.store import Store, StoreError, open_store, records, schema, templates, watches
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
    seed = replace(EXAMPLE, page=read_layout_of_hints())
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
    seed = replace(EXAMPLE, learn=False)
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


def week(store: Store, hours: int, *, first: int, changed_at: int | None = None) -> list[tuple[int, str, str | None]]:
    """Runs of two new articles an hour: for each alarm the number of changed pages then, its field, and its first page."""
    alarms: list[tuple[int, str, str | None]] = []
    changed = 0
    for hour in range(hours):
        is_new = changed_at is not None and hour >= changed_at
        run = StoredRun(store)
        for page in SITE.pages(first + 2 * hour, 2, redesign=is_new):
            changed += is_new
            alarms += [(changed, drift.field, drift.first_url) for _, drift in run.take_in([page])]
        run.close()
    return alarms


def test_runs_of_two_articles_see_a_redesign_together(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    alarms = week(store, 30, first=1_000, changed_at=12)
    assert len({changed for changed, _, _ in alarms}) == 1
    assert alarms[0][0] <= 10
    assert {url for _, _, url in alarms} == {"https://news.example.com/n/1024.html"}
    with store.read() as connection:
        rows = list(templates.list_drifts(connection))
        assert len(rows) == len(alarms)
        assert {row.first_url for row in rows} == {"https://news.example.com/n/1024.html"}
        (proposal,) = [row for row in templates.list_templates(connection) if row.state == "proposed"]
        assert {row.proposed_id for row in rows} == {proposal.id}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_week_of_hourly_runs_has_one_alarm(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    alarms = week(store, 24 * 7, first=1_000, changed_at=24 * 7 // 2)
    assert len({changed for changed, _, _ in alarms}) == 1
    assert alarms[0][0] <= 10
    assert {url for _, _, url in alarms} == {"https://news.example.com/n/1168.html"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_five_hundred_hourly_runs_of_a_stable_site_have_none(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    assert week(store, 500, first=10_000) == []


def test_an_alarm_stands_until_the_pages_are_as_they_were(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    assert week(store, 6, first=1_000, changed_at=0)
    assert week(store, 3, first=2_000, changed_at=0) == []
    assert week(store, 8, first=3_000) == []
    again = week(store, 6, first=4_000, changed_at=0)
    assert {url for _, _, url in again} == {"https://news.example.com/n/4000.html"}


def test_two_runs_at_once_see_a_redesign_together(store: Store) -> None:
    """As crawls that share a store: each remembers the watch, and goes on from where the other one left it."""
    StoredRun(store).take_in(SITE.pages(0, 24))
    both = (StoredRun(store), StoredRun(store))
    pages = [*SITE.pages(1_000, 10), *SITE.pages(1_010, 10, redesign=True)]
    alarms = [
        (place, drift.first_url) for place, page in enumerate(pages) for _, drift in both[place % 2].take_in([page])
    ]
    assert len({place for place, _ in alarms}) == 1
    assert 10 < alarms[0][0] < 20
    assert {url for _, url in alarms} == {"https://news.example.com/n/1010.html"}


def test_a_page_that_was_rolled_back_is_not_watched(store: Store) -> None:
    run = StoredRun(store)
    run.take_in(SITE.pages(0, 24))
    with store.read() as connection:
        seen = watches.count_seen(connection, EXAMPLE.name, 1)

    def take_in_and_fail() -> None:
        with store.write() as connection:
            run.take_in_one(connection, SITE.page(900))
            assert watches.count_seen(connection, EXAMPLE.name, 1) == seen + 1
            connection.exec_driver_sql("insert into nowhere values (1)")

    with pytest.raises(StoreError):
        take_in_and_fail()
    run.take_in(SITE.pages(1_000, 1))
    with store.read() as connection:
        kept = watches.read_watch(connection, EXAMPLE.name, 1)
    assert kept is not None
    assert [page[0] for page in kept["window"]] == list(range(seen + 1))
    assert kept["seen"] == seen + 1
    assert kept["window"][-1][1] == "https://news.example.com/n/1000.html"


def test_an_adopted_template_ends_the_alarm(store: Store) -> None:
    StoredRun(store).take_in(SITE.pages(0, 24))
    assert week(store, 7, first=1_000, changed_at=0)
    with store.write() as connection:
        (proposal,) = [row for row in templates.list_templates(connection) if row.state == "proposed"]
        templates.adopt_template(connection, proposal.id)
    assert week(store, 12, first=2_000, changed_at=0) == []
    back = week(store, 6, first=3_000)
    assert len({changed for changed, _, _ in back}) == 1
