"""Marks of the consumers of ``dute export --new``: the last batch that each has received."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from crawler.store.database import now
from crawler.store.events import touched_between, touched_since
from crawler.store.schema import articles, marks


class Mark(NamedTuple):
    """The last batch of events that a consumer has received, the time, and its choice of articles (JSON)."""

    name: str
    batch: int
    choice: str
    moved_at: str


def read_mark(connection: Connection, name: str) -> Mark | None:
    """The mark of a consumer; None before its first export."""
    row = connection.execute(select(marks).where(marks.c.name == name)).first()
    return None if row is None else Mark(row.name, row.batch, row.choice, row.moved_at)


def list_marks(connection: Connection) -> list[Mark]:
    """All marks, by name."""
    rows = connection.execute(select(marks).order_by(marks.c.name))
    return [Mark(row.name, row.batch, row.choice, row.moved_at) for row in rows]


def move_mark(connection: Connection, name: str, batch: int, choice: str) -> None:
    """Record that a consumer has received everything up to a batch. A mark never moves back."""
    values = {"batch": batch, "choice": choice, "moved_at": now()}
    mine = marks.c.name == name
    if connection.execute(update(marks).where(mine, marks.c.batch <= batch).values(**values)).rowcount:
        return
    if connection.scalar(select(marks.c.name).where(mine)) is None:
        connection.execute(insert(marks).values(name=name, **values))


def forget_mark(connection: Connection, name: str) -> bool:
    """Delete a mark, so that its consumer starts over. Returns whether there was one."""
    return bool(connection.execute(delete(marks).where(marks.c.name == name)).rowcount)


def is_new_between(after: int | None, last: int) -> ColumnElement[bool]:
    """The condition on articles: an event after one batch (None: ever) up to another, and none since. Articles with later
    events are left to the next export, which would otherwise write them again in the same state."""
    settled = articles.c.id.not_in(touched_since(last))
    return settled if after is None else and_(articles.c.id.in_(touched_between(after, last)), settled)
