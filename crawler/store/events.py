"""The events of articles, in an order in which no consumer can miss one.

A row's number does not say when its transaction ends: of two crawls on PostgreSQL, the one with the higher number may become
visible first, and a consumer's mark at it would skip the other forever. So rows are numbered by their readers: `number_batch`
assigns the next number to everything that is committed and has none. What is committed later gets a later number. Crawls never
wait.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, Select, func, insert, or_, select, text, update

from crawler.store.schema import events
from crawler.store.statements import Statement


class Event(StrEnum):
    """The kind of event."""

    NEW = "new"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    BACK = "back"


_NEW_EVENT = Statement(insert(events), ("article_id", "kind"))


def log_event(connection: Connection, article_row: int, kind: Event) -> None:
    """Record an event of an article (by its row number), in the transaction that causes it."""
    _NEW_EVENT.run(connection, {"article_id": article_row, "kind": str(kind)})


def number_batch(connection: Connection) -> int:
    """Number all committed events that have no number yet. Returns the last number. The transaction should end soon
    afterwards."""
    if connection.dialect.name == "postgresql":  # SQLite has a single writer
        connection.execute(text("select pg_advisory_xact_lock(hashtext('dute events'))"))
    following = select(func.coalesce(func.max(events.c.batch), 0) + 1).scalar_subquery()
    connection.execute(update(events).where(events.c.batch.is_(None)).values(batch=following))
    return connection.scalar(select(func.max(events.c.batch))) or 0


def touched_between(after: int, last: int) -> Select[tuple[int]]:
    """The row numbers of the articles with an event after one batch, up to and including another one."""
    return select(events.c.article_id).where(events.c.batch > after, events.c.batch <= last)


def touched_since(last: int) -> Select[tuple[int]]:
    """The row numbers of the articles with an event after a batch, numbered or not."""
    return select(events.c.article_id).where(or_(events.c.batch.is_(None), events.c.batch > last))
