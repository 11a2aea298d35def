"""Statements that SQLAlchemy's core has only in the dialects of databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that knows ``on_conflict``, in the dialect of the connection."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> Any:
    """As `insert_into`, for the name of a dialect."""
    return _inserts(dialect)(table)


@cache
def _inserts(dialect: str) -> Any:
    # A dialect that the store does not speak takes a tenth of a command's start to load.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here
