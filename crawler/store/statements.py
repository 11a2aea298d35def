"""Statements that a crawl executes for every page, compiled once and passed to the driver as text.

SQLAlchemy takes four times as long to prepare a compiled statement and wrap its results as SQLite takes to execute it, and a
page needs a dozen of them. They run in the transaction of the connection like any other statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import SQLAlchemyError

#: Values for names, or a row for a table.
Values = Mapping[str, Any]


class DriverError(SQLAlchemyError):
    """An error that a database driver raised: ``orig``."""

    def __init__(self, orig: Exception) -> None:
        super().__init__(str(orig))
        self.orig = orig


class Statement:
    """A statement whose values are given by name. Its rows are tuples of plain text, numbers and bytes, without SQLAlchemy's
    types.

    ``source`` is an SQLAlchemy statement, or a function that returns one for the name of a dialect. For an insert, ``columns``
    are the columns that every row has.
    """

    def __init__(self, source: Executable | Callable[[str], Executable], columns: Sequence[str] | None = None) -> None:
        self._source, self._columns = source, columns
        self._texts: dict[str, _Text] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute it."""
        self._execute(connection, values)

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute it for each of several rows."""
        text = self._text(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(text.sql, [text.arguments(row) for row in rows])
        except _error_of(connection.dialect) as error:
            raise _explained(connection, error) from error
        finally:
            cursor.close()

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """All rows of the result."""
        return self._execute(connection, values, reads=True)

    def first(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The first row of the result; None if it is empty."""
        return next(iter(self._execute(connection, values, reads=True)), None)

    def scalar(self, connection: Connection, values: Values) -> Any:
        """The first value of the first row; None if the result is empty."""
        row = self.first(connection, values)
        return None if row is None else row[0]

    def _execute(self, connection: Connection, values: Values, *, reads: bool = False) -> list[tuple[Any, ...]]:
        text = self._text(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text.sql, text.arguments(values))
            return list(cursor.fetchall()) if reads else []
        except _error_of(connection.dialect) as error:
            raise _explained(connection, error) from error
        finally:
            cursor.close()

    def _text(self, dialect: Dialect) -> _Text:
        text = self._texts.get(dialect.name)
        if text is None:
            source = self._source(dialect.name) if callable(self._source) else self._source
            text = self._texts[dialect.name] = _compile(source, dialect, self._columns)
        return text


class _Text(NamedTuple):
    """A statement in the driver's form: its text, its constant values, and the order of its values (None: by name)."""

    sql: str
    fixed: dict[str, Any]
    order: Callable[[Mapping[str, Any]], Any] | None

    def arguments(self, values: Values) -> Any:
        whole = {**self.fixed, **values} if self.fixed else values
        return whole if self.order is None else self.order(whole)


def _compile(source: Executable, dialect: Dialect, columns: Sequence[str] | None) -> _Text:
    compiled: Any = source.compile(dialect=dialect, column_keys=columns)  # type: ignore[attr-defined]
    if compiled.insert_prefetch or compiled.update_prefetch:
        raise ValueError("a column has a default in Python, which the driver does not know")
    fixed = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}
    if not compiled.positional:
        return _Text(compiled.string, fixed, None)
    return _Text(compiled.string, fixed, _in_order(compiled.positiontup))


def _in_order(names: Sequence[str]) -> Callable[[Values], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)


def _error_of(dialect: Dialect) -> type[Exception]:
    error: type[Exception] = dialect.loaded_dbapi.Error
    return error


def _explained(connection: Connection, error: Exception) -> DriverError:
    """The driver's error as SQLAlchemy's; a lost connection is not used again."""
    if connection.dialect.is_disconnect(error, connection.connection, None):  # type: ignore[arg-type]
        connection.invalidate(error)
    return DriverError(error)
