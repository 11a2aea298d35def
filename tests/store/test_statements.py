"""Statements that go to the driver as text: the same values, the same transaction, errors in the store's words; on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import bindparam, insert, select, text, update

from crawler.store import Store, StoreError, open_store, schema
from crawler.store.database import Writer
from crawler.store.statements import Statement
from tests.databases import postgresql

COLUMNS = ("name", "batch", "choice", "moved_at")
NEW = Statement(insert(schema.marks), COLUMNS)
NEW_EVENT = Statement(
    insert(schema.hosts).returning(schema.hosts.c.open_at), ("host", "open_at", "floor", "floor_until")
)
BY_BATCH = Statement(
    select(schema.marks.c.name, schema.marks.c.choice)
    .where(schema.marks.c.batch >= bindparam("least"))
    .order_by(schema.marks.c.name)
    .limit(2)
)
MOVE = Statement(update(schema.marks).where(schema.marks.c.name == bindparam("of_name")).values(batch=9, choice="100%"))


def mark(name: str, batch: int) -> dict[str, object]:
    return {"name": name, "batch": batch, "choice": "{}", "moved_at": "2026-03-25T02:00:00Z"}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.crash)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "sqlite":
        yield open_store("sqlite://")
        return
    with postgresql() as address:
        opened = open_store(address)
        yield opened
        opened.close()


def test_values_go_in_by_name_and_rows_come_out(store: Store) -> None:
    with store.write() as connection:
        NEW.run(connection, mark("甲", 1))
        NEW.run_many(connection, [mark("乙'%s?", 2), mark("丙", 3), mark("丁", 4)])
        MOVE.run(connection, {"of_name": "丙"})
        host = {"host": "a.example", "open_at": 1.5, "floor": 0.0, "floor_until": 0.0}
        assert NEW_EVENT.scalar(connection, host) == 1.5
    with store.read() as connection:
        assert BY_BATCH.rows(connection, {"least": 2}) == sorted([("丁", "{}"), ("丙", "100%")])
        assert BY_BATCH.first(connection, {"least": 9}) == ("丙", "100%")
        assert BY_BATCH.first(connection, {"least": 10}) is None
        assert BY_BATCH.scalar(connection, {"least": 10}) is None
        assert sorted(connection.scalars(select(schema.marks.c.name))) == sorted(["甲", "乙'%s?", "丙", "丁"])


def test_a_fault_undoes_the_transaction_and_is_the_stores(store: Store) -> None:
    writer = Writer(store)
    with pytest.raises(StoreError, match=r"^store .*(UNIQUE|unique)"):
        keep_twice(writer)
    with pytest.raises(StoreError), writer.write() as connection:
        NEW.run_many(connection, [mark("乙", 1), mark("乙", 2)])
    with writer.write() as connection:  # on a connection of its own
        NEW.run(connection, mark("丙", 3))
    writer.close()
    with store.read() as connection:
        assert list(connection.scalars(select(schema.marks.c.name))) == ["丙"]


def keep_twice(writer: Writer) -> None:
    with writer.write() as connection:
        NEW.run(connection, mark("甲", 1))
        NEW.run(connection, mark("甲", 2))


def lose_connection(store: Store, writer: Writer) -> None:
    """The server ends the session in the middle of a transaction."""
    with writer.write() as connection:
        number = connection.scalar(text("select pg_backend_pid()"))
        with store.write() as other:
            other.execute(text("select pg_terminate_backend(:number)"), {"number": number})
        NEW.run(connection, mark("甲", 1))


@pytest.mark.crash
def test_a_lost_connection_is_not_used_again() -> None:
    with postgresql() as address:
        store = open_store(address)
        writer = Writer(store)
        with pytest.raises(StoreError):
            lose_connection(store, writer)
        with writer.write() as connection:
            NEW.run(connection, mark("乙", 1))
        with store.read() as connection:
            assert list(connection.scalars(select(schema.marks.c.name))) == ["乙"]
        writer.close()
        store.close()


def test_a_default_in_python_would_be_left_out() -> None:
    with pytest.raises(ValueError, match="default in Python"), open_store("sqlite://").write() as connection:
        Statement(insert(schema.urls), ("site", "identity")).run(connection, {"site": "x", "identity": "y"})
