"""Open a store: the engine, the tables and their version, and the lock against concurrent crawls."""

from __future__ import annotations

import datetime
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, CursorResult, Engine, create_engine, event, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from cleaners.extras import MissingExtraError, advice, extra_of
from crawler.store import schema, search_schema

#: The default store.
DEFAULT_STORE = "dute.db"

#: Seconds to wait for another process that writes to an SQLite file.
_PATIENCE = 30

#: All tables: those of `schema` and of `search_schema`.
_METADATA = search_schema.search_state.metadata

_DIALECTS = ("sqlite", "postgresql")
_URL = re.compile(r"[a-z][a-z0-9+]*://", re.I)


class StoreError(Exception):
    """A store that cannot be opened, read or written. The message names it, without its password, and the fault."""


class ConflictError(StoreError):
    """A transaction that conflicted with another crawl's. It was rolled back and can be retried."""


#: PostgreSQL's codes for conflicting transactions: serialization_failure, deadlock_detected.
_CONFLICTS = frozenset({"40001", "40P01"})


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: its SQLAlchemy ``engine``, and its ``name`` for messages, without the password. ``is_read_only`` means
    that this process may read its file, but not write it."""

    engine: Engine
    name: str
    is_read_only: bool = False

    @property
    def is_in_memory(self) -> bool:
        """Whether the store disappears when the process ends."""
        return self.engine.dialect.name == "sqlite" and self.engine.url.database in (None, "", ":memory:")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Raises StoreError."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"store {self.name}: {_why(error)}") from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed as a whole at the end, or not at all. Raises StoreError."""
        self.refuse_without_access()
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _explain(self.name, error) from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def refuse_without_access(self) -> None:
        """Raise StoreError if the store can only be read."""
        if self.is_read_only:
            raise StoreError(
                f"store {self.name}: cannot be changed, for lack of write access to the file or its folder"
            )


class Writer:
    """Consecutive transactions on a connection that stays open: a crawl has several transactions per page, and the pool takes
    as long to hand out a connection as SQLite takes to execute three statements."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection: Connection | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """`Store.write` on the open connection. After an error, the connection is replaced."""
        try:
            if self._connection is None:
                self._connection = self._store.engine.connect()
            with self._connection.begin():
                yield self._connection
        except SQLAlchemyError as error:
            self.close()
            raise _explain(self._store.name, error) from error

    def close(self) -> None:
        """Return the connection to the pool."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def open_store(place: str | None = None, *, must_exist: bool = False) -> Store:
    """The store at a place: the path of an SQLite file or a database URL; None means ``$DUTE_STORE`` or ``dute.db``.

    Missing tables are created. With ``must_exist``, a missing SQLite file is an error, and a file that this process may only
    read (another user's, an archive on a read-only medium) is opened for reading. Raises StoreError, and MissingExtraError if
    the driver for PostgreSQL is not installed.
    """
    place = place or os.environ.get("DUTE_STORE") or DEFAULT_STORE
    try:
        url = make_url(place) if _URL.match(place) else URL.create("sqlite", database=place)
        if url.get_backend_name() not in _DIALECTS:
            raise StoreError(f"store {place}: only {' and '.join(_DIALECTS)} databases can be used")
        name = url.database or "(memory)" if url.get_backend_name() == "sqlite" else url.render_as_string()
        in_memory = url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
        is_file = url.get_backend_name() == "sqlite" and not in_memory
        if is_file and (problem := _why_no_file(Path(str(url.database)), must_exist)) is not None:
            raise StoreError(f"store {name}: {problem}")
        is_read_only = must_exist and is_file and _is_read_only(url.database)
        engine = create_engine(
            _for_reading(url.database) if is_read_only else url, **({"poolclass": StaticPool} if in_memory else {})
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"store {place}: not a valid database URL: {error}") from error
    except ModuleNotFoundError as error:
        extra = extra_of(error.name)
        if extra is None:
            raise StoreError(f"store {place}: {error.name} is not installed") from error
        raise MissingExtraError(advice(f"store {place}", [extra])) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_reading if is_read_only else _set_up_sqlite)
    store = Store(engine, name, is_read_only)
    _ensure_tables(store, must_exist and is_file)
    return store


def _why_no_file(path: Path, must_exist: bool) -> str | None:
    """What is wrong with the path of a store's file, in other words than those of SQLite, which has one sentence for all."""
    if path.is_dir():
        return "this is a folder; give the path of a file"
    if path.exists() or str(path).startswith("file:"):
        return None
    if must_exist:
        return "no such file (dute crawl creates it; use --store for another)"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    return None if os.access(path.parent, os.W_OK) else f"no write access to the folder {path.parent}"


@contextmanager
def locked(store: Store, *, share: bool = False) -> Iterator[None]:
    """Lock the store for one crawl, or with ``share`` for one of several that share it. The operating system releases the lock
    when the process ends. Raises StoreError if another lock excludes this one."""
    if store.engine.dialect.name == "postgresql":
        with _postgresql_lock(store, share):
            yield
        return
    if store.is_in_memory:
        yield
        return
    store.refuse_without_access()
    try:
        descriptor = os.open(f"{store.engine.url.database}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"store {store.name}: {error.strerror}") from error
    try:
        _take_file(descriptor, store, share)
        yield
    finally:
        os.close(descriptor)


def now() -> str:
    """The current time in the form of the store."""
    return in_store_form(datetime.datetime.now(datetime.UTC))


def in_store_form(moment: datetime.datetime) -> str:
    """A time with a zone in the form of the store."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_row_id(done: CursorResult[Any]) -> int:
    """The primary key of the single inserted row."""
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def _set_up_sqlite(connection: Any, _: object) -> None:
    # WAL: readers are not blocked by a crawl that writes. FULL: a page reported as stored must be on disk.
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    _make_wal(connection)
    # 16 MiB of pages in memory: with SQLite's default of 2 MiB, the indexes of a large store are read again for every page.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_reading(connection: Any, _: object) -> None:
    for pragma in (f"busy_timeout={_PATIENCE * 1000}", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")


def _is_read_only(file: str | None) -> bool:
    """Whether SQLite could not write this file. Since it also writes a journal beside it, a folder without write access counts,
    unless another process has created the journal and this one may write it."""
    path = Path(str(file))
    has_journal = os.access(path.parent, os.W_OK) or os.access(f"{path}-wal", os.W_OK)
    return os.access(path, os.R_OK) and not (os.access(path, os.W_OK) and has_journal)


def _for_reading(file: str | None) -> URL:
    """The URL with which SQLite only reads a file, and leaves no journal beside it.

    While a crawl is running, its journal exists and is read together with the file. Otherwise, SQLite would have to create a
    journal even for reading. In this case, no changes are pending, and ``immutable`` reads the file alone.
    """
    address = f"file:{quote(os.path.abspath(str(file)))}"
    options = {"mode": "ro", "uri": "true"}
    if not os.path.exists(f"{file}-wal"):
        options["immutable"] = "1"
    return URL.create("sqlite", database=address, query=options)


def _make_wal(connection: Any) -> None:
    """Retry the switch to WAL, which SQLite's timeout does not cover if another process makes it at the same moment."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _ensure_tables(store: Store, must_exist: bool) -> None:
    with store.read() as connection:  # readers do not wait
        known = inspect(connection).has_table("schema_version")
        if known and connection.scalar(select(schema.schema_version.c.version)) == schema.VERSION:
            return
    if (
        must_exist and not known
    ):  # a mistyped path may be that of another program's database, which gets no tables of ours
        raise StoreError(
            f"store {store.name}: no store is in this file (dute crawl creates one; use --store for another)"
        )
    if store.is_read_only:
        raise StoreError(f"store {store.name}: made by another version, and cannot be upgraded without write access")
    with store.write() as connection:
        _alone(connection)
        if not inspect(connection).has_table("schema_version"):
            others = set(inspect(connection).get_table_names()) & set(_METADATA.tables)
            if others:
                raise StoreError(
                    f"store {store.name}: not a dute store, but a database with other tables ({', '.join(sorted(others))})"
                )
            _METADATA.create_all(connection)
            connection.execute(insert(schema.schema_version).values(version=schema.VERSION))
            return
        version = connection.scalar(select(schema.schema_version.c.version))
        if version is None or not schema.VERSION - len(schema.MIGRATIONS) <= version <= schema.VERSION:
            is_newer = version is not None and version > schema.VERSION
            raise StoreError(
                f"store {store.name}: created by {'a newer' if is_newer else 'another'} version of dute (table version "
                f"{version}, this one has {schema.VERSION}){': update dute to use it' if is_newer else ''}"
            )
        _migrate(connection, version)


def _alone(connection: Connection) -> None:
    """Serialise the creation of tables by crawls that open a new store at the same moment."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(hashtext('dute tables'))"))
    else:
        connection.exec_driver_sql("begin immediate")


def _migrate(connection: Connection, version: int) -> None:
    """Upgrade older tables, version by version, in one transaction."""
    first = schema.VERSION - len(schema.MIGRATIONS)
    if version < schema.VERSION:
        _METADATA.create_all(connection)  # the missing tables
    for statements in schema.MIGRATIONS[version - first :]:
        for step in statements:
            if callable(step):
                step(connection)
            else:
                connection.execute(text(step))
    if version < schema.VERSION:
        connection.execute(update(schema.schema_version).values(version=schema.VERSION))


def _take_file(file: int, store: Store, share: bool) -> None:
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if share else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        raise StoreError(f"store {store.name}: another crawl is using it") from error


@contextmanager
def _postgresql_lock(store: Store, share: bool) -> Iterator[None]:
    lock = "pg_try_advisory_lock_shared" if share else "pg_try_advisory_lock"
    with store.engine.connect() as connection:  # the lock lasts as long as this session
        if not connection.scalar(text(f"select {lock}(hashtext('dute crawl'))")):
            raise StoreError(f"store {store.name}: another crawl is using it")
        connection.commit()
        yield


def _explain(name: str, error: SQLAlchemyError) -> StoreError:
    is_conflict = getattr(getattr(error, "orig", None), "sqlstate", None) in _CONFLICTS
    return (ConflictError if is_conflict else StoreError)(f"store {name}: {_why(error)}")


def _why(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    said = " ".join(str(cause).split())
    if said == "file is not a database":
        return "no store, since the file is not a database of SQLite (use --store for another)"
    return said or type(cause).__name__
