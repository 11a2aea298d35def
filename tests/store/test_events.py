"""Events of articles, and the marks of those who read them: nothing is missed, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.store import Store, open_store
from crawler.store.events import Event, log_event, number_batch
from crawler.store.marks import forget_mark, is_new_between, list_marks, move_mark, read_mark
from crawler.store.schema import articles, events
from crawler.store.takedowns import revoke, withdraw
from tests.databases import postgresql
from tests.stored_articles import keep_article, row_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def batch(store: Store) -> int:
    with store.write() as connection:
        return number_batch(connection)


def new(store: Store, after: int | None, last: int) -> list[str]:
    with store.read() as connection:
        query = select(articles.c.article_id).where(is_new_between(after, last)).order_by(articles.c.article_id)
        return list(connection.scalars(query))


def test_each_change_is_an_event_and_what_stays_is_none(store: Store) -> None:
    keep_article(store, 1, "一。")
    keep_article(store, 1, "一。")
    keep_article(store, 1, "二。")
    row = row_of(store, 1)
    with store.write() as connection:
        withdraw(connection, row, 1, "2026-01-01T00:00:00Z", "gone")
    with store.write() as connection:
        revoke(connection, row, 1, "2026-01-02T00:00:00Z")
    with store.read() as connection:
        kinds = list(connection.scalars(select(events.c.kind).order_by(events.c.id)))
    assert kinds == ["new", "updated", "withdrawn", "back"]


def test_a_batch_is_what_came_since_the_last_one(store: Store) -> None:
    assert (batch(store), new(store, None, 0)) == (0, [])
    keep_article(store, 1, "一。")
    keep_article(store, 2, "一。")
    assert (batch(store), batch(store)) == (1, 1)
    keep_article(store, 3, "一。")
    assert new(store, 0, 1) == ["1", "2"]
    assert new(store, None, 1) == ["1", "2"]  # 3 came since
    assert (batch(store), new(store, 1, 2), new(store, 0, 2)) == (2, ["3"], ["1", "2", "3"])


def test_what_changes_meanwhile_is_left_for_the_next(store: Store) -> None:
    keep_article(store, 1, "一。")
    keep_article(store, 2, "一。")
    last = batch(store)
    keep_article(store, 1, "二。")
    assert new(store, 0, last) == ["2"]
    assert new(store, last, batch(store)) == ["1"]


def test_marks_move_on_and_can_be_forgotten(store: Store) -> None:
    with store.write() as connection:
        assert (read_mark(connection, "a"), list_marks(connection)) == (None, [])
        move_mark(connection, "b", 1, "{}")
        move_mark(connection, "a", 3, "{}")
        move_mark(connection, "a", 2, "{}")  # one that was slower
        assert [(mark.name, mark.batch) for mark in list_marks(connection)] == [("a", 3), ("b", 1)]
        assert forget_mark(connection, "a")
        assert not forget_mark(connection, "a")
        assert read_mark(connection, "a") is None


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.mark.slow
def test_on_postgresql_a_slow_transaction_slips_past_nobody(place: str) -> None:
    """The one with the lower number is committed after the one with the higher number was read."""
    store = open_store(place)
    for number in (1, 2):
        keep_article(store, number, "一。")
    first = batch(store)
    rows = [row_of(store, number) for number in (1, 2)]
    with store.engine.connect() as slow:
        transaction = slow.begin()
        log_event(slow, rows[0], Event.UPDATED)
        with store.write() as quick:
            log_event(quick, rows[1], Event.UPDATED)
        second = batch(store)
        assert new(store, first, second) == ["2"]
        transaction.commit()
    assert new(store, second, batch(store)) == ["1"]
    store.close()
