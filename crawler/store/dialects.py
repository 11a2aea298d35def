"""Statements that SQLAlchemy provides only in the dialects of databases."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert with ``on_conflict``, in the dialect of the connection."""
    return insert_in(connection.dialect.name, table)


def insert_in(dialect: str, table: Table) -> Any:
    """`insert_into` for the name of a dialect."""
    return _inserts(dialect)(table)


@cache
def _inserts(dialect: str) -> Any:
    # Importing a dialect that the store does not use takes a tenth of a command's start.
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there
    from sqlalchemy.dialects.sqlite import insert as insert_here

    return insert_here
