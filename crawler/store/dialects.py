"""Statements that SQLAlchemy's core has only in the dialects of databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that knows ``on_conflict``, in the dialect of the connection."""
    return _inserts(connection.dialect.name)(table)


@cache
def _inserts(dialect: str) -> Any:
    # A dialect that the store does not speak takes a tenth of a command's start to load.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here
