"""What happened to articles, in an order that no consumer can miss anything of.

A row's number says nothing about when its transaction ends: of two crawls on PostgreSQL the one with the higher number may
be seen first, and a mark at it would skip the other for ever. So rows are numbered by who reads them: `number_batch` gives
everything that is committed, and has no number, the next one. What is committed later gets a later one. Crawls never wait.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, Select, func, insert, or_, select, text, update

from crawler.store.schema import events
from crawler.store.statements import Statement


class Event(StrEnum):
    """What happened to an article."""

    NEW = "new"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    BACK = "back"


_NEW_EVENT = Statement(insert(events), ("article_id", "kind"))


def log_event(connection: Connection, article_row: int, kind: Event) -> None:
    """Note what happened to an article (by its row), in the transaction that makes it so."""
    _NEW_EVENT.run(connection, {"article_id": article_row, "kind": str(kind)})


def number_batch(connection: Connection) -> int:
    """Number what is committed and has no number yet. Returns the last number. The transaction should end soon after."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer
        connection.execute(text("select pg_advisory_xact_lock(hashtext('dute events'))"))
    following = select(func.coalesce(func.max(events.c.batch), 0) + 1).scalar_subquery()
    connection.execute(update(events).where(events.c.batch.is_(None)).values(batch=following))
    return connection.scalar(select(func.max(events.c.batch))) or 0


def touched_between(after: int, last: int) -> Select[tuple[int]]:
    """The rows of the articles with an event after one batch, up to another one."""
    return select(events.c.article_id).where(events.c.batch > after, events.c.batch <= last)


def touched_since(last: int) -> Select[tuple[int]]:
    """The rows of the articles with an event after a batch, numbered or not."""
    return select(events.c.article_id).where(or_(events.c.batch.is_(None), events.c.batch > last))
