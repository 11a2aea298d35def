"""Pages into the store: whose they are, what came of each, and that the same pages give the same store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, text

from crawler.intake.pages import Incoming
from crawler.intake.run import MAX_NAMED, Intake, Result
from crawler.site.seed import read_seed
from crawler.store import Store, open_store, schema
from crawler.store.records import list_articles
from tests.sites import EXAMPLE, article

AT = "2025-03-25T02:20:00Z"
HOME = "https://news.example.com"


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


def page(number: int, path: str | None = None, *, at: str = AT, body: bytes | None = None, **more: Any) -> Incoming:
    """Article ``number`` at its address, or what stands elsewhere."""
    url = f"{HOME}{path if path is not None else f'/n/{number}.html'}"
    headers = {"content-type": "text/html; charset=utf-8"}
    shown = article(number).body if body is None else body
    return Incoming(url, shown, at, 200, headers, f"page {number}")._replace(**more)


@pytest.fixture
def take(store: Store) -> Iterator[Any]:
    """Takes pages into the store as one import."""

    def take_all(pages: Iterable[Incoming], url: str | None = None, *, stops: bool = False) -> Intake:
        intake = Intake(store, [EXAMPLE], "test", url)
        try:
            for incoming in pages:
                intake.take(incoming)
            if not stops:
                intake.take_waiting()
                intake.finish()
        finally:
            intake.close()
        return intake

    yield take_all
    store.close()


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def state(store: Store) -> list[list[tuple[Any, ...]]]:
    """Everything but the runs."""
    tables = (schema.urls, schema.captures, schema.articles, schema.revisions)
    with store.read() as connection:
        return [[tuple(row) for row in connection.execute(select(table).order_by(table.c.id))] for table in tables]


WALL = "<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>".encode()


def test_every_page_has_its_outcome(store: Store, take: Any) -> None:
    canonical = '<link rel="canonical" href="https://news.example.com/n/3.html">'
    intake = take(
        [
            page(1),
            page(1, "/n/1.html?utm_source=x&from=timeline#top"),
            page(1, at="2025-04-01T00:00:00Z", body=article(1, date="2025-03-26 09:00").body),
            page(1, at="2025-03-01T00:00:00Z", body=article(1, date="2025-02-26 09:00").body),
            page(2, body=WALL),
            page(3, url=None, body=article(3).body.replace(b"<head>", b"<head>" + canonical.encode())),
            page(4, url=None),
            page(5, "/channel/"),
            page(6, url="https://other.example/n/6.html"),
            page(7)._replace(body=None, flags=("unreadable: not a gzip or deflate stream",)),
            page(8, body=b" \n"),
            page(9, flags=("truncated",)),
        ]
    )
    assert {str(name): number for name, number in intake.counts.items()} == {
        "new": 2, "unchanged": 1, "updated": 1, "earlier": 1, "not_article": 1, "no_address": 1, "list_page": 1,
        "out_of_scope": 1, "unreadable": 3,
    }  # fmt: skip
    reasons = {said.origin: said.reason for said in intake.said}
    assert reasons == {
        "page 2": "soft_404",
        "page 4": "it does not state its address (for a single page, use --url)",
        "page 5": "https://news.example.com/channel/",
        "page 6": "https://other.example/n/6.html",
        "page 7": "not a gzip or deflate stream",
        "page 8": "empty",
        "page 9": "cut off, or larger than the limit for a page",
    }
    stored = "select identity, url, kind, outcome, status, fetched_at, due_at from urls order by id"
    assert rows(store, stored) == [
        ("article 1", f"{HOME}/n/1.html", "article", "updated", None, "2025-04-01T00:00:00Z", None),
        ("article 2", f"{HOME}/n/2.html", "article", "not_article", None, AT, None),
        ("article 3", f"{HOME}/n/3.html", "article", "new", None, AT, None),
    ]
    assert rows(store, "select article_id, revision, first_seen_at, changed_at from articles") == [
        ("1", 3, "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z"),
        ("3", 1, AT, AT),
    ]
    (run,) = rows(store, "select kind, reason, counts, ended_at is not null from runs")
    assert run[:2] == ("import", "finished")
    assert json.loads(run[2])["new"] == 2


def test_the_record_is_the_one_of_a_crawl(store: Store, take: Any) -> None:
    take([page(1)])
    with store.read() as connection:
        (row,) = list_articles(connection)
    record = json.loads(row.record)
    assert (record["site"], record["article_id"], record["headline"]) == ("渡口", "1", "第1号渡口重新开航")
    assert [person["name"] for person in record["authors"]] == ["林一帆"]
    assert len(record["text"].splitlines()) == 4


def test_an_address_for_a_page_that_names_none(store: Store, take: Any) -> None:
    intake = take([page(4, url=None)], f"{HOME}/n/4.html")
    assert intake.counts == {Result.NEW: 1}


def test_facts_that_a_browser_did_not_save_are_no_change(store: Store, take: Any) -> None:
    """A date that stands in a script alone is in no MHTML."""
    dated = "<script>var publishDate = '2025-03-25 10:20:00';</script></body>"
    served = article(1, date="").body.replace(b"</body>", dated.encode())
    take([page(1, body=served)])
    bare = article(1, date="", widget="另一条").body
    assert take([page(1, body=bare, at="2025-05-01T00:00:00Z", status=0)]).counts == {Result.UNCHANGED: 1}
    assert take([page(1, body=bare + b" ", at="2025-01-01T00:00:00Z", status=0)]).counts == {Result.UNCHANGED: 1}
    assert rows(store, "select revision, date_published, first_seen_at from articles") == [
        (1, "2025-03-25T10:20:00+08:00", "2025-01-01T00:00:00Z")
    ]
    # What was served without it is a change, and so is another text.
    assert take([page(1, body=bare, at="2025-06-01T00:00:00Z")]).counts == {Result.UPDATED: 1}
    assert take([page(2, "/n/1.html", body=article(2).body, at="2025-07-01T00:00:00Z", status=0)]).counts == {
        Result.UPDATED: 1
    }


SERIES = [page(number, at=f"2025-03-{number:02}T00:00:00Z") for number in range(1, 5)]


@pytest.mark.parametrize("killed_after", [1, 6])
def test_an_import_that_was_killed_goes_on_to_the_same_rows(killed_after: int, store: Store, take: Any) -> None:
    twice = [*SERIES, *(item._replace(at="2025-05-01T00:00:00Z", body=article(n, date="2025-04-30 08:00").body)
                        for n, item in enumerate(SERIES, 1))]  # fmt: skip
    whole = open_store("sqlite://")
    other = Intake(whole, [EXAMPLE], "test")
    for incoming in twice:
        other.take(incoming)
    other.take_waiting()
    other.finish()
    other.close()
    take(twice[:killed_after], stops=True)
    again = take(twice)
    assert again.resumed
    assert state(store) == state(whole)
    assert rows(store, "select count(*) from runs") == [(1,)]
    # And once more changes nothing but the last visit.
    before = state(store)
    assert take(twice).counts == {Result.UNCHANGED: 8}
    assert state(store)[1:] == before[1:]


def story(extra: str) -> bytes:
    return article(5, extra=extra).body


NEXT = '<p><a href="/n/5_2.html">下一页</a></p>'
TWO = page(55, "/n/5_2.html")


@pytest.mark.parametrize("is_first", [True, False])
def test_a_story_over_two_pages_is_one_article_in_whatever_order_they_come(
    is_first: bool, store: Store, take: Any
) -> None:
    first = page(5, body=story(NEXT))
    intake = take([first, TWO] if is_first else [TWO, first])
    assert intake.counts == {Result.NEW: 1, Result.PART: 1}
    assert rows(store, "select part, url, first_id from captures order by id") == [
        (1, f"{HOME}/n/5.html", None),
        (2, f"{HOME}/n/5_2.html", 1),
    ]
    with store.read() as connection:
        (row,) = list_articles(connection)
    assert "第55号渡口" in json.loads(row.record)["text"]
    assert take([first, TWO]).counts == {Result.UNCHANGED: 1, Result.PART: 1}


def test_the_page_that_shows_a_story_whole_is_the_one_that_is_read(store: Store, take: Any) -> None:
    first = page(5, body=story('<p><a href="/n/5_all.html">阅读全文</a></p>'))
    whole = page(77, "/n/5_all.html")
    assert take([first, whole]).counts == {Result.NEW: 1, Result.PART: 1}
    assert rows(store, "select part, url from captures order by id") == [
        (1, f"{HOME}/n/5_all.html"), (0, f"{HOME}/n/5.html"),
    ]  # fmt: skip
    with store.read() as connection:
        (row,) = list_articles(connection)
    record = json.loads(row.record)
    assert (record["article_id"], record["headline"]) == ("5", "第77号渡口重新开航")
    assert take([whole, first]).counts == {Result.UNCHANGED: 1, Result.PART: 1}
    assert rows(store, "select count(*) from captures") == [(2,)]


def test_a_story_whose_later_page_is_missing_is_not_taken_for_whole(store: Store, take: Any) -> None:
    intake = take([page(5, body=story(NEXT)), page(6, "/n/6.html?page=2")])
    assert intake.counts == {Result.INCOMPLETE: 2}
    assert [said.reason for said in intake.said] == [
        f"{HOME}/n/5_2.html belongs to the story, but is not among the given pages",
        f"none of the given pages links to {HOME}/n/6.html?page=2",
    ]
    assert rows(store, "select count(*) from captures") == [(0,)]


def test_an_article_whose_number_looks_like_that_of_a_page_is_an_article(store: Store) -> None:
    seed = read_seed(
        {
            "name": "站",
            "hosts": ["a.example"],
            "start": ["https://a.example/"],
            "article": r"^https://a\.example/t(?P<id>\d+_\d+)\.html",
            "depth": 1,
        },
        "test",
    )
    intake = Intake(store, [seed], "test")
    intake.take(page(1, url="https://a.example/t20250325_12.html"))
    intake.take_waiting()
    intake.finish()
    intake.close()
    assert intake.counts == {Result.NEW: 1}


def test_of_many_pages_with_a_reason_only_some_are_named(take: Any) -> None:
    intake = take(page(n, url="https://other.example/") for n in range(3 * MAX_NAMED))
    assert intake.counts == {Result.OUT_OF_SCOPE: 3 * MAX_NAMED}
    assert len(intake.said) == MAX_NAMED


def test_each_page_goes_to_the_seed_of_its_host(store: Store) -> None:
    other = read_seed(
        {
            "name": "另一站",
            "hosts": ["b.example"],
            "start": ["https://b.example/"],
            "article": r"^https://b\.example/(?P<id>\d+)",
            "depth": 1,
        },
        "test",
    )
    intake = Intake(store, [EXAMPLE, other], "test")
    for incoming in (page(1), page(2, url="https://b.example/2"), page(3)):
        intake.take(incoming)
    intake.take_waiting()
    intake.finish()
    intake.close()
    assert rows(store, "select site, article_id from articles order by id") == [
        ("渡口", "1"), ("另一站", "2"), ("渡口", "3"),
    ]  # fmt: skip
    assert rows(store, "select site, kind, counts from runs order by id") == [
        ("渡口", "import", '{"new": 2}'), ("另一站", "import", '{"new": 1}'),
    ]  # fmt: skip
