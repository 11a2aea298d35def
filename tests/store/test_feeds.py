"""Feeds in the store: which addresses are some, what is said of articles, and what a run can tell of them; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.site.feeds.choose import Choice
from crawler.site.feeds.values import Entry, Kind, Origin, read_moment
from crawler.site.seed import Seed
from crawler.store import Store, feeds, frontier, open_store, records, runs
from crawler.store.frontier import Outcome, Target
from crawler.store.records import Capture
from tests.databases import postgresql
from tests.store.test_store import PAST, SEED, article

SITE = "https://a.example"
FEED = f"{SITE}/rss"
MOMENT = read_moment("2025-03-25T10:20:00+08:00")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.crash)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "sqlite":
        yield open_store("sqlite://")
        return
    with postgresql() as address:
        opened = open_store(address)
        yield opened
        opened.close()


def begin(store: Store, seed: Seed = SEED) -> int:
    with store.write() as connection:
        run, resumed = runs.open_run(connection, seed.name, "test")
        frontier.begin(connection, seed, run, alone=True, resumed=resumed)
    return run


def name(store: Store, run: int, *urls: str, origin: Origin = Origin.ROBOTS, depth: int = 1, seed: Seed = SEED) -> int:
    with store.write() as connection:
        return feeds.discover_feeds(connection, seed, urls, run, origin=origin, depth=depth)


def targets(store: Store, run: int) -> dict[str, Target]:
    with store.write() as connection:
        found = frontier.take(connection, SEED, run, 50, owner="me", kinds=("list", "article"))
        frontier.give_back(connection, SEED.name, owner="me")
    return {target.url.removeprefix(SITE): target for target in found}


def read_it(store: Store, run: int, path: str, *entries: Entry) -> None:
    target = targets(store, run)[path]
    with store.write() as connection:
        frontier.discover(connection, SEED, [entry.url for entry in entries], run, target.depth + 1)
        feeds.keep_reading(connection, SEED, target.id, run, Choice(Kind.RSS, len(entries), entries))
        frontier.finish(connection, target.id, run, Outcome.LIST, due_at=PAST)


def test_a_feed_is_a_list_that_is_known_as_one(store: Store) -> None:
    run = begin(store)
    assert name(store, run, FEED, FEED, "https://other.example/rss", f"{SITE}/p/1") == 1
    found = targets(store, run)
    assert {path: (one.kind, one.origin, one.depth) for path, one in found.items()} == {
        "/": ("list", None, 0),
        "/rss": ("list", "robots", 1),
    }
    assert name(store, run, FEED, origin=Origin.PAGE) == 0
    assert targets(store, run)["/rss"].origin == "robots"
    name(store, run, FEED, origin=Origin.SEED, depth=0)  # what the seed names is the seed's, whoever names it too
    assert (targets(store, run)["/rss"].origin, targets(store, run)["/rss"].depth) == ("seed", 0)


def test_start_pages_and_lists_stay_what_they_are(store: Store) -> None:
    run = begin(store)
    with store.write() as connection:
        frontier.discover(connection, SEED, [f"{SITE}/list"], run, 1)
    listed = targets(store, run)["/list"]
    with store.write() as connection:
        frontier.finish(connection, listed.id, run, Outcome.LIST, due_at=PAST)
    name(store, run, f"{SITE}/", f"{SITE}/list")
    again = begin(store)
    assert {path: one.origin for path, one in targets(store, again).items() if path != "/list"} == {"/": None}
    with store.read() as connection:
        assert feeds.list_feeds(connection, SEED, run) == []


def test_what_it_says_of_articles_is_kept_beside_them(store: Store) -> None:
    run = begin(store)
    name(store, run, FEED)
    entries = (
        Entry(f"{SITE}/p/1", "题", MOMENT),
        Entry(f"{SITE}/p/2", "另一题"),
        Entry(f"{SITE}/p/1#comment-3", "评论", datetime(2026, 1, 1, tzinfo=UTC)),
        Entry(f"{SITE}/p/3"),
    )
    read_it(store, run, "/rss", *entries)
    found = targets(store, run)
    assert sorted(found) == ["/", "/p/1", "/p/2", "/p/3"]
    with store.write() as connection:
        times = {path: feeds.witnessed_times(connection, found[path].id) for path in ("/p/1", "/p/2", "/p/3")}
        for number, date in (("1", "2025-03-25T18:00:00+08:00"), ("2", "2025-03-25T18:00:00+08:00")):
            row = found[f"/p/{number}"].id
            capture = records.keep_captures(connection, row, run, [Capture(f"{SITE}/p/{number}", 200, {}, b"x")], [])
            told = article(article_id=number, url=f"{SITE}/p/{number}", date_published=date)
            records.keep_article(connection, row, run, capture, SEED.name, told)
            frontier.finish(connection, row, run, Outcome.NEW, due_at=PAST)
    assert times == {"/p/1": ("2025-03-25T10:20:00+08:00",), "/p/2": (), "/p/3": ()}
    with store.read() as connection:
        (state,) = feeds.list_feeds(connection, SEED, run)
    assert (state.read, state.kind, state.counts["articles"], state.counts["total"]) == (True, "RSS", 4, 4)
    assert (state.dates_agree, state.dates_differ, state.titles_agree, state.titles_differ) == (1, 0, 2, 0)


def test_a_later_reading_takes_the_place_of_the_earlier(store: Store) -> None:
    run = begin(store)
    name(store, run, FEED)
    read_it(store, run, "/rss", Entry(f"{SITE}/p/1", "题", MOMENT))
    with store.write() as connection:
        runs.close_run(connection, run, "finished", {})
    again = begin(store)
    later = read_moment("2025-04-01T00:00:00+08:00")
    read_it(store, again, "/rss", Entry(f"{SITE}/p/1", "题", later))
    number = targets(store, again)["/p/1"].id
    with store.read() as connection:
        assert feeds.witnessed_times(connection, number) == ("2025-04-01T00:00:00+08:00",)


def test_what_a_seed_names_is_told_of_though_it_was_not_asked(store: Store) -> None:
    seed = replace(SEED, feeds=(FEED,))
    run = begin(store)
    name(store, run, FEED, f"{SITE}/old", origin=Origin.SEED, seed=seed)
    with store.read() as connection:
        states = feeds.list_feeds(connection, seed, run)
    assert [(state.url, state.read, state.reason) for state in states] == [(FEED, False, "not asked")]


def test_feeds_that_the_seed_no_longer_names_are_left_alone(store: Store) -> None:
    run = begin(store)
    name(store, run, f"{SITE}/robots.xml", f"{SITE}/index.xml")
    number = targets(store, run)["/index.xml"].id
    with store.write() as connection:
        feeds.discover_feeds(
            connection, SEED, [f"{SITE}/child.xml"], run, origin=Origin.INDEX, depth=1, nesting=1, found_on=number
        )

    def left(named: tuple[str, ...] | None) -> list[str]:
        with store.write() as connection:
            feeds.begin(connection, replace(SEED, feeds=named), run)
        return sorted(path for path, target in targets(store, run).items() if target.origin is not None)

    assert left(None) == ["/child.xml", "/index.xml", "/robots.xml"]
    assert left((f"{SITE}/index.xml",)) == ["/child.xml", "/index.xml"]
    assert left(()) == []
    assert left((FEED,)) == ["/rss"]
    assert left(None) == []  # what a seed named once; robots.txt and pages name theirs again
    name(store, run, f"{SITE}/robots.xml")
    assert left(None) == ["/robots.xml"]


def test_a_feed_that_moved_is_dead_unless_its_new_place_was_read(store: Store) -> None:
    run = begin(store)
    name(store, run, FEED)
    target = targets(store, run)["/rss"]
    with store.write() as connection:
        frontier.finish(connection, target.id, run, Outcome.MOVED, reason=f"{SITE}/new", due_at=PAST)
    with store.read() as connection:
        (state,) = feeds.list_feeds(connection, SEED, run)
    assert (state.read, state.reason) == (False, f"moved to {SITE}/new")
    name(store, run, f"{SITE}/new", origin=Origin.PAGE)
    read_it(store, run, "/new", Entry(f"{SITE}/p/1"))
    with store.read() as connection:
        assert [state.url for state in feeds.list_feeds(connection, SEED, run)] == [f"{SITE}/new"]


def test_thousands_of_entries_in_one_transaction(store: Store) -> None:
    run = begin(store)
    name(store, run, FEED)
    read_it(store, run, "/rss", *(Entry(f"{SITE}/p/{number}", "题", MOMENT) for number in range(3000)))
    with store.read() as connection:
        query = "select count(*), count(distinct url_id) from witnesses"
        assert tuple(connection.exec_driver_sql(query).one()) == (3000, 3000)
