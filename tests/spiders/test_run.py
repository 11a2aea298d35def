"""A run in the store: how many addresses it takes, what it stores of a visit, when an address is due, and how it ends."""

from __future__ import annotations

import datetime
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider
from scrapy.http import HtmlResponse
from sqlalchemy import select, update

from cleaners import Article, Image
from crawler.site.feeds.choose import Choice
from crawler.site.feeds.values import Entry, Kind
from crawler.site.pictures import Pictures
from crawler.site.seed import Seed
from crawler.spiders import keeping
from crawler.spiders.album import Gallery
from crawler.spiders.answers import Result
from crawler.spiders.due import QUIET_VISITS
from crawler.spiders.run import WINDOW, Run
from crawler.spiders.run_values import Wishes
from crawler.spiders.stories import Visit
from crawler.store import Store, StoreError, feeds, frontier, open_store, records
from crawler.store.census import Silent
from crawler.store.frontier import Outcome, Target
from crawler.store.records import Capture
from crawler.store.schema import articles, captures, revisions, urls
from crawler.store.schema import feeds as feed_table
from tests.sites import EXAMPLE

START = EXAMPLE.start[0]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def begin(store: Store, seed: Seed = EXAMPLE, **wishes: object) -> Run:
    return Run(store, seed, Wishes(**wishes), "test")  # type: ignore[arg-type]


def addresses(count: int) -> tuple[str, ...]:
    return tuple(f"https://news.example.com/n/{number}.html" for number in range(count))


def answer(target: Target) -> HtmlResponse:
    return HtmlResponse(target.url, headers={"ETag": '"a1"'})


def visit_start(run: Run, links: tuple[str, ...]) -> None:
    (start,) = run.take()
    run.keep(Visit(Result(Outcome.LIST), links=links, depth=1, digest="d1"), start, answer(start))


def days_until(moment: str) -> float:
    due = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    return (due - datetime.datetime.now(datetime.UTC)).total_seconds() / 86400


def due_at(store: Store, target: Target) -> str | None:
    with store.read() as connection:
        return connection.scalar(select(urls.c.due_at).where(urls.c.id == target.id))


def test_a_run_begins_with_the_start_pages(store: Store) -> None:
    run = begin(store)
    assert [target.url for target in run.take()] == [START]
    assert (run.take(), run.resumed, run.stopped) == ([], False, None)


def test_no_more_than_a_window_is_in_hand(store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(WINDOW + 5))
    taken = run.take()
    assert len(taken) == len(run.in_hand()) == WINDOW
    run.keep_result(taken[0], Result(Outcome.FAILED, "no answer in time"))
    assert run.take() == []  # half a window at a time
    for target in taken[1 : WINDOW // 2]:
        run.keep_result(target, Result(Outcome.FAILED, "no answer in time"))
    assert len(run.take()) == 5
    assert run.counts == {"list": 1, "failed": WINDOW // 2}


def test_a_limit_bounds_the_articles_asked_for(store: Store) -> None:
    run = begin(store, limit=3)
    visit_start(run, addresses(8))
    assert len(run.take()) == 3
    assert (run.take(), run.stopped) == ([], "limit")


def test_a_visit_is_stored_as_one(store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(1))
    (target,) = run.take()
    article = Article(
        url=target.url, article_id="0", headline="渡口", text="渡口又开了。", date_published="2020-01-01T08:00:00+08:00"
    )
    page = Capture(target.url, 200, {}, b"<html></html>")
    visit = Visit(pages=(page,), article=article, depth=2, links=addresses(2))
    assert run.keep(visit, target, answer(target)).result == Result(Outcome.NEW)
    with store.read() as connection:
        (row,) = records.list_articles(connection)
        assert records.read_captures(connection, row.capture_id) == [page]
        witness = connection.scalar(select(urls.c.etag).where(urls.c.id == target.id))
    assert (row.headline, witness) == ("渡口", '"a1"')
    assert [other.url for other in run.take()] == [addresses(2)[1]]
    # An article of 2020 is visited every 30 days: the default of a seed.
    assert 29.9 < days_until(due_at(store, target) or "") < 30.1


def test_a_story_and_its_pages_have_one_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive of a store has the pages' times alone: an article a second later than its page would be another one there."""
    run = begin(store)
    visit_start(run, addresses(1))
    (target,) = run.take()
    article = Article(url=target.url, article_id="0", headline="渡口", text="渡口又开了。")
    pages = tuple(Capture(f"{target.url}?p={number}", 200, {}, b"%d" % number) for number in (1, 2))
    ticks = itertools.count()
    for room in (records, keeping):
        monkeypatch.setattr(room, "now", lambda: f"2025-03-25T02:20:{next(ticks):02}Z")
    run.keep(
        Visit(pages=pages, article=article, aside=(Capture(f"{target.url}?p=3", 200, {}, b"3"),)),
        target,
        answer(target),
    )
    with store.read() as connection:
        fetched = connection.scalars(select(captures.c.fetched_at).where(captures.c.url_id == target.id)).all()
        row = connection.execute(select(articles.c.first_seen_at, revisions.c.at).join(revisions)).one()
    assert (len(fetched), set(fetched)) == (3, set(row))


@pytest.mark.parametrize(
    ("outcome", "days"),
    [(Outcome.NOT_ARTICLE, 1), (Outcome.REFUSED, 1), (Outcome.GONE, 7), (Outcome.MOVED, 7)],
)
def test_what_is_no_article_rests(outcome: Outcome, days: int, store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(1))
    (target,) = run.take()
    run.keep_result(target, Result(outcome))
    assert days - 0.1 < days_until(due_at(store, target) or "") <= days


def test_a_start_page_is_due_with_every_run(store: Store) -> None:
    run = begin(store)
    (start,) = run.take()
    run.keep_result(start, Result(Outcome.REFUSED))
    assert days_until(due_at(store, start) or "") <= 0


def test_what_failed_is_due_with_the_next_run(store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(1))
    (target,) = run.take()
    run.keep_result(target, Result(Outcome.FAILED, "no answer in time"))
    assert days_until(due_at(store, target) or "") <= 0
    run.end("finished")
    second = begin(store)
    visit_start(second, ())
    assert [other.url for other in second.take()] == [target.url]


def test_a_page_that_is_gone_withdraws_its_article(store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(1))
    (target,) = run.take()
    page = Capture(target.url, 200, {}, b"<html></html>")
    run.keep(
        Visit(pages=(page,), article=Article(url=target.url, article_id="0", text="渡口又开了。")),
        target,
        answer(target),
    )
    run.keep(Visit(Result(Outcome.GONE, "the server answered 404")), target, answer(target))
    with store.read() as connection:
        (row,) = records.list_articles(connection)
    assert row.withdrawn_at is None  # not before it is known how many are gone
    run.end("finished")
    with store.read() as connection:
        (row,) = records.list_articles(connection)
    assert row.withdrawn_at is not None
    assert run.left.takedowns.withdrawn == (target.url,)


def gone_at_night(store: Store, stored: int, gone: int, *, believe: bool = False) -> Run:
    """A run that stores articles, and a later one in which the first of them are gone; the second run, ended."""
    first = begin(store)
    visit_start(first, addresses(stored))
    while targets := first.take():
        for target in targets:
            article = Article(
                url=target.url, article_id=str(target.id), headline="渡口", text=f"渡口又开了{target.id}次。"
            )
            first.keep(Visit(pages=(Capture(target.url, 200, {}, b"x"),), article=article), target, answer(target))
    first.end("finished")
    with store.write() as connection:
        connection.execute(update(urls).values(due_at="2026-01-01T00:00:00Z"))
    night = begin(store, believe=believe)
    visit_start(night, addresses(stored))
    while targets := night.take():
        for target in targets:
            is_gone = target.url in addresses(gone)
            result = Result(Outcome.GONE, "the server answered 404") if is_gone else Result(Outcome.UNCHANGED)
            night.keep(Visit(result), target, answer(target))
    night.end("finished")
    return night


def withdrawn(store: Store) -> list[str]:
    with store.read() as connection:
        return sorted(row.url for row in records.list_articles(connection) if row.withdrawn_at is not None)


@pytest.mark.parametrize(("stored", "gone"), [(30, 8), (39, 4)])
def test_one_bad_night_withdraws_nothing_and_is_asked_for_again(stored: int, gone: int, store: Store) -> None:
    taken = gone_at_night(store, stored, gone).left.takedowns
    assert (taken.asked, taken.gone, taken.doubted, taken.withdrawn) == (stored, gone, gone, ())
    assert withdrawn(store) == []
    morning = begin(store)
    visit_start(morning, ())
    assert sorted(target.url for target in morning.take()) == sorted(addresses(gone))


@pytest.mark.parametrize(("stored", "gone", "believe"), [(30, 3, False), (6, 3, False), (40, 4, False), (10, 8, True)])
def test_few_of_many_three_of_few_and_any_number_on_demand_are_withdrawn(
    stored: int, gone: int, believe: bool, store: Store
) -> None:
    taken = gone_at_night(store, stored, gone, believe=believe).left.takedowns
    assert (taken.gone, taken.doubted, len(taken.withdrawn)) == (gone, 0, gone)
    assert withdrawn(store) == sorted(addresses(gone))


def test_a_wall_leaves_no_validators(store: Store) -> None:
    run = begin(store)
    visit_start(run, addresses(2))
    wall, unread = run.take()
    run.keep(Visit(Result(Outcome.NOT_ARTICLE, "captcha")), wall, answer(wall))
    run.keep(Visit(Result(Outcome.UNCHANGED)), unread, answer(unread))
    with store.read() as connection:
        found = {row.id: row.etag for row in connection.execute(select(urls.c.id, urls.c.etag))}
    assert (found[wall.id], found[unread.id]) == (None, '"a1"')


def test_the_next_crawl_continues_an_interrupted_run_and_not_a_finished_one(store: Store) -> None:
    first = begin(store)
    visit_start(first, addresses(3))
    first.take()
    first.end("shutdown")
    assert (first.left.pending, first.left.unexplained) == (3, 0)
    second = begin(store)
    assert (second.id, second.resumed, second.counts) == (first.id, True, {})  # the start page is asked for again
    assert second.take()[0].url == START
    second.end("finished")
    assert begin(store).id != first.id


def test_the_reason_of_a_start_page_that_gave_nothing_is_left(store: Store) -> None:
    run = begin(store)
    (start,) = run.take()
    run.keep_result(start, Result(Outcome.FAILED, "the host name cannot be resolved"))
    run.end("finished")
    assert run.left.silent == (Silent(START, "the host name cannot be resolved", True),)
    assert run.left.read_starts == 0


def test_others_are_waited_for_only_where_they_share_the_store(store: Store) -> None:
    shared, other = begin(store, share=True), begin(store, share=True)
    assert len(other.take()) == 1
    assert (shared.take(), shared.others_at_work()) == ([], True)
    assert not begin(open_store("sqlite://")).others_at_work()


def test_a_lease_that_is_over_is_taken_back(store: Store) -> None:
    dead = begin(store, share=True, lease=-1.0)
    assert len(dead.take()) == 1
    assert len(begin(store, share=True).take()) == 1
    with store.read() as connection:
        assert frontier.count_taken(connection, EXAMPLE.name) == 1


def test_a_store_that_cannot_be_written_closes_the_crawl(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(store)
    (start,) = run.take()

    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(frontier, "finish", fail)
    with pytest.raises(CloseSpider):
        run.keep_result(start, Result(Outcome.GONE))
    assert (run.failure, run.stopped, run.resting) == ("the disk is full", "store", True)
    assert run.in_hand() == [start]


def test_the_first_reason_to_stop_stands(store: Store) -> None:
    run = begin(store, replace(EXAMPLE, pages=1))
    run.stop("drift")
    run.stop("refused")
    assert (run.stopped, run.take()) == ("drift", [])


def test_a_quiet_list_rests_and_one_that_brought_news_later(store: Store) -> None:
    rests: dict[str, list[float]] = {"calendar": [], "channel": []}
    lists = {"calendar": "https://news.example.com/cal/1/", "channel": "https://news.example.com/c/"}
    for visit in range(2 * QUIET_VISITS + 2):
        run = begin(store)
        while targets := [target for target in run.take() if target.kind == "list"]:
            for target in targets:
                name = next((name for name, url in lists.items() if url == target.url), None)
                is_news = visit == 0 or (name == "channel" and visit == 1)
                fresh = tuple(lists.values()) if name is None else addresses(visit + 1)[-1:] if is_news else ()
                run.keep(
                    Visit(Result(Outcome.LIST), links=fresh, depth=target.depth + 1, digest="d"), target, answer(target)
                )
                if name is not None:
                    rests[name].append(round(24 * days_until(due_at(store, target) or "")))
        run.end("finished")
        with store.write() as connection:
            connection.execute(update(urls).where(urls.c.kind == "list").values(due_at="2026-01-01T00:00:00Z"))
    assert rests["calendar"][: QUIET_VISITS + 4] == [0] * QUIET_VISITS + [1, 2, 4, 8]
    assert rests["channel"] == [0] * (2 * QUIET_VISITS + 1) + [1]


def test_a_run_notes_the_pictures_of_what_it_stores_and_counts_them_at_its_end(store: Store) -> None:
    seed = replace(EXAMPLE, pictures=Pictures())
    run = begin(store, seed)
    visit_start(run, addresses(1))
    (target,) = run.take()
    images = tuple(Image(f"https://news.example.com/i/{number}.jpg", None, None) for number in range(2))
    article = Article(url=target.url, is_article=True, text="渡口", article_id="0", images=images)
    page = Capture(target.url, 200, {}, b"page")
    run.keep(Visit(pages=(page,), article=article), target, answer(target))
    assert run.album is not None
    asked = run.album.take()
    assert [picture.url for picture in asked] == [image.url for image in images]
    run.album.keep(asked[0], HtmlResponse(asked[0].url, body=b"\x89PNG\r\n\x1a\n"))
    run.end("finished")
    assert run.left.pictures == Gallery({"kept": 1}, 1, {}, ())
    # What it held goes to the next run, and a seed that asks for none has no album.
    again = begin(store, seed)
    assert again.album is not None
    assert [picture.url for picture in again.album.take()] == [images[1].url]
    assert begin(store, EXAMPLE).album is None
    assert begin(open_store("sqlite://"), seed).album is None


def archive(run: Run, target: Target, numbers: range, kind: Kind = Kind.SITEMAP) -> None:
    choice = Choice(kind, len(numbers), tuple(Entry(url) for url in addresses(numbers.stop)[numbers.start :]))
    visit = Visit(Result(Outcome.LIST), links=choice.links, depth=1, digest="d2", choice=choice)
    run.keep(visit, target, answer(target))


def on_frontier(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.scalars(select(urls.c.url).where(urls.c.kind == "article").order_by(urls.c.id)))


def feed_counts(store: Store) -> tuple[int, int, str | None]:
    with store.read() as connection:
        row = connection.execute(select(feed_table.c.counts, urls.c.etag).join(urls)).one()
    counts = json.loads(row.counts)
    return counts["articles"], counts["waiting"], row.etag


def test_an_archive_waits_until_its_first_articles_are_worked_off(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MAX_WAITING", 3)
    run = begin(store)
    (start,) = run.take()
    archive(run, start, range(8))
    assert on_frontier(store) == list(addresses(3))
    assert feed_counts(store) == (3, 5, None)  # asked for without a condition, since it has more
    for target in run.take():
        run.keep_result(target, Result(Outcome.GONE))
    run.end("finished")
    again = begin(store)
    (start,) = again.take()
    assert start.etag is None
    archive(again, start, range(8))
    assert (on_frontier(store), feed_counts(store)) == (list(addresses(6)), (6, 2, None))
    for target in again.take():
        again.keep_result(target, Result(Outcome.GONE))
    again.end("finished")
    last = begin(store)
    (start,) = last.take()
    archive(last, start, range(8))
    assert (on_frontier(store), feed_counts(store)) == (list(addresses(8)), (8, 0, '"a1"'))


@pytest.mark.parametrize(("kind", "horizon"), [(Kind.RSS, EXAMPLE.horizon), (Kind.SITEMAP, None)])
def test_a_feed_and_an_archive_that_is_wanted_whole_do_not_wait(
    kind: Kind, horizon: datetime.timedelta | None, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MAX_WAITING", 3)
    run = begin(store, replace(EXAMPLE, horizon=horizon))
    (start,) = run.take()
    archive(run, start, range(8), kind)
    assert (on_frontier(store), feed_counts(store)) == (list(addresses(8)), (8, 0, '"a1"'))
