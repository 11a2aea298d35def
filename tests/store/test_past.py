"""Pages that come late take their place in the history, and never that of what is newer."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import text

from cleaners import Article
from crawler.store import Store, frontier, open_store, past, records, runs, takedowns
from crawler.store.frontier import Outcome
from crawler.store.records import Capture
from tests.sites import EXAMPLE

URL = "https://news.example.com/n/1.html"


def at(day: int) -> str:
    return f"2025-03-{day:02}T08:00:00Z"


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


def take_in(store: Store, content: str, day: int, body: bytes | None = None) -> Outcome | str:
    """A page of the one article whose text is this, as it was fetched on a day of March."""
    article = Article(url=URL, is_article=True, headline="渡口重新开航", text=content, article_id="1")
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test", past.IMPORT)
        identity = EXAMPLE.identity(URL)
        row = past.find_url(connection, EXAMPLE.name, identity)
        url_id = (
            row.id
            if row is not None
            else past.add_url(connection, EXAMPLE.name, identity, URL, run_id, depth=3, fetched_at=at(day))
        )
        page = Capture(URL, 200, {}, content.encode() if body is None else body)
        first = past.keep_past_captures(connection, url_id, run_id, [(page, at(day))], [])
        outcome = past.keep_past_article(connection, url_id, run_id, first, EXAMPLE.name, article, at(day))
        noted = Outcome.UNCHANGED if outcome == past.EARLIER else Outcome(outcome)
        past.note_outcome(connection, url_id, run_id, noted, None, at(day))
    return outcome


def query(store: Store, statement: str) -> list[tuple[Any, ...]]:
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def history(store: Store) -> list[tuple[int, str, str, str]]:
    """Number, day, text and changed fields of every revision."""
    with store.read() as connection:
        (row,) = records.find_articles(connection, "1")
        found = list(records.list_revisions(connection, row.id))
        texts = [json.loads(revision.record)["text"] for revision in found]
    return [(item.revision, item.at[8:10], content, item.changed) for item, content in zip(found, texts, strict=True)]


def newest(store: Store) -> tuple[str, int, str, str]:
    """Text, number of the revision, first and last day of the article."""
    with store.read() as connection:
        (row,) = records.find_articles(connection, "1")
    return (json.loads(row.record)["text"], row.revision, row.first_seen_at[8:10], row.changed_at[8:10])


@pytest.mark.parametrize("order", list(permutations([("甲", 3), ("乙", 7), ("丙", 12), ("丁", 20)])))
def test_pages_in_any_order_give_one_history(store: Store, order: tuple[tuple[str, int], ...]) -> None:
    for content, day in order:
        take_in(store, content, day)
    assert history(store) == [
        (1, "03", "甲", "[]"),
        (2, "07", "乙", '["text"]'),
        (3, "12", "丙", '["text"]'),
        (4, "20", "丁", '["text"]'),
    ]
    assert newest(store) == ("丁", 4, "03", "20")
    assert query(store, "select count(*) from captures") == [(4,)]
    before = query(store, "select * from revisions") + query(store, "select * from articles")
    for content, day in order:
        assert take_in(store, content, day) == Outcome.UNCHANGED
    assert query(store, "select * from revisions") + query(store, "select * from articles") == before
    assert query(store, "select count(*) from captures") == [(4,)]


def test_an_older_page_with_the_same_text_makes_the_article_older(store: Store) -> None:
    assert take_in(store, "甲", 10) == Outcome.NEW
    assert take_in(store, "甲", 4, body=b"another widget") == Outcome.UNCHANGED
    assert newest(store) == ("甲", 1, "04", "04")
    assert history(store) == [(1, "04", "甲", "[]")]
    # What lies between is after it now.
    assert take_in(store, "乙", 2) == past.EARLIER
    assert take_in(store, "丙", 6) == past.EARLIER
    assert [line[1:3] for line in history(store)] == [("02", "乙"), ("04", "甲"), ("06", "丙"), ("10", "甲")]
    assert newest(store) == ("甲", 4, "02", "10")


def test_the_same_bytes_are_not_stored_again_for_an_older_time(store: Store) -> None:
    take_in(store, "甲", 10)
    take_in(store, "甲", 4)
    assert query(store, "select fetched_at from captures") == [(at(10),)]
    assert newest(store) == ("甲", 1, "04", "04")


def test_a_state_that_was_seen_before_and_after_another_comes_back_behind_it(store: Store) -> None:
    take_in(store, "甲", 3)
    assert take_in(store, "甲", 9) == Outcome.UNCHANGED
    assert take_in(store, "乙", 5) == past.EARLIER
    assert history(store) == [(1, "03", "甲", "[]"), (2, "05", "乙", '["text"]'), (3, "09", "甲", '["text"]')]
    assert newest(store) == ("甲", 3, "03", "09")
    assert take_in(store, "乙", 5) == Outcome.UNCHANGED


def crawled(store: Store, content: str) -> tuple[int, int]:
    """The article as a crawl stores it now; the numbers of its address and its run."""
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        frontier.discover(connection, EXAMPLE, [URL], run_id, depth=1)
        (target,) = frontier.take(connection, EXAMPLE, run_id, 1, owner="test", kinds=["article"])
        page = Capture(URL, 200, {"etag": '"1"'}, content.encode())
        first = records.keep_captures(connection, target.id, run_id, [page], [])
        article = Article(url=URL, is_article=True, headline="渡口重新开航", text=content, article_id="1")
        outcome = records.keep_article(connection, target.id, run_id, first, EXAMPLE.name, article)
        frontier.finish(connection, target.id, run_id, outcome, status=200, witnesses={"etag": '"1"'})
        runs.close_run(connection, run_id, "finished", {})
    return target.id, run_id


def test_what_was_crawled_stays_the_newest_and_keeps_its_outcome(store: Store) -> None:
    crawled(store, "丙")
    assert take_in(store, "甲", 3) == past.EARLIER
    assert [line[2] for line in history(store)] == ["甲", "丙"]
    assert newest(store)[:3] == ("丙", 2, "03")
    assert query(store, "select outcome, status, etag from urls") == [("new", 200, '"1"')]


def test_a_crawl_after_an_import_goes_on_from_the_newest_page(store: Store) -> None:
    take_in(store, "乙", 7)
    take_in(store, "甲", 3)
    # Its bytes are those of the newest capture, though another one was stored last.
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        records.keep_capture(connection, 1, run_id, Capture(URL, 200, {}, "乙".encode()))
    assert query(store, "select count(*) from captures") == [(2,)]


def test_an_imported_address_is_not_due_until_a_list_names_it(store: Store) -> None:
    take_in(store, "甲", 3)
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        frontier.begin(connection, EXAMPLE, run_id, alone=True)
        asked = [target.url for target in frontier.take(connection, EXAMPLE, run_id, 9, owner="x", kinds=["article"])]
        assert asked == []
        frontier.discover(connection, EXAMPLE, [URL], run_id, depth=1)
        asked = [target.url for target in frontier.take(connection, EXAMPLE, run_id, 9, owner="x", kinds=["article"])]
    assert asked == [URL]


@pytest.mark.parametrize(("day", "is_back"), [(4, False), (20, True)])
def test_only_a_page_from_after_a_withdrawal_takes_it_back(store: Store, day: int, is_back: bool) -> None:
    take_in(store, "甲", 3)
    with store.write() as connection:
        takedowns.withdraw(connection, 1, 1, at(10), "the server answered 404")
    take_in(store, "乙", day)
    assert query(store, "select withdrawn_at from articles") == [(None if is_back else at(10),)]
    assert query(store, "select until from withdrawals") == [(at(20) if is_back else None,)]
    assert newest(store)[0] == "乙"


def test_a_newer_saved_page_ends_the_validators_of_the_last_answer(store: Store) -> None:
    crawled(store, "甲")
    with store.write() as connection:
        connection.execute(text("update urls set fetched_at = :at"), {"at": at(2)})
        connection.execute(text("update captures set fetched_at = :at"), {"at": at(2)})
        connection.execute(text("update revisions set at = :at"), {"at": at(2)})
    assert take_in(store, "乙", 9) == Outcome.UPDATED
    assert query(store, "select etag, fetched_at from urls") == [(None, at(9))]
