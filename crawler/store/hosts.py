"""Whose turn it is at a host, where several crawls share the store: one request at a time, and a pause after it.

A turn is a lease in the store, taken by one UPDATE that matches only where the host is free, so that of any number of
crawls one gets it. The pause counts from the end of a turn, which is when its answer has come: whatever the ways between
take, the host sees no two requests closer together. Times are the database's own where it is a server, so the clocks of
the machines need not agree; with SQLite all crawls are on one machine, and the time is the system's.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, bindparam, case, cast, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from crawler.store.schema import hosts

#: Seconds for which a turn is held without a word of its holder; then the holder counts as dead.
HOLD = 10.0

#: Seconds for which what a host asked for binds the other crawls too; it is said again as long as the host says it.
FLOOR_LIFE = 3600.0

#: Seconds between two looks at a host that another crawl is asking just now.
LOOK_AGAIN = 0.1

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def take_turn(connection: Connection, host: str, holder: str, delay: float) -> float:
    """Take the turn at a host. Returns 0.0 where it is ours now, else the seconds after which to ask again: the rest of
    the host's pause, or `LOOK_AGAIN` where another crawl holds it. ``delay`` is kept from now on even where the holder
    dies."""
    moment = _clock(connection)
    insert = _INSERTS[connection.dialect.name]
    row = connection.execute(select(hosts, cast(moment, Float(53)).label("moment")).where(hosts.c.host == host)).first()
    if row is None:
        fresh = {"host": host, "open_at": 0.0, "floor": 0.0, "floor_until": 0.0}
        connection.execute(insert(hosts).values(**fresh).on_conflict_do_nothing())
    else:
        # A look first: a crawl that waits writes nothing.
        if row.open_at > row.moment:
            return max(float(row.open_at - row.moment), 0.001)
        if row.holder is not None and row.held_until > row.moment:
            return LOOK_AGAIN
    free = or_(hosts.c.holder.is_(None), hosts.c.held_until <= moment)
    done = connection.execute(
        update(hosts)
        .where(hosts.c.host == host, hosts.c.open_at <= moment, free)
        .values(holder=holder, held_until=moment + HOLD, open_at=moment + delay)
    )
    return 0.0 if done.rowcount else LOOK_AGAIN


def keep_turns(connection: Connection, holder: str) -> None:
    """Say that the holder of turns is still waiting for its answers."""
    connection.execute(update(hosts).where(hosts.c.holder == holder).values(held_until=_clock(connection) + HOLD))


def end_turn(connection: Connection, host: str, holder: str, delay: float) -> None:
    """Give the turn back: the next one is in ``delay`` seconds, or in as many as the host asked any crawl for."""
    moment = _clock(connection)
    floor = case((hosts.c.floor_until > moment, hosts.c.floor), else_=0.0)
    pause = case((floor > delay, floor), else_=delay)
    opens = moment + pause
    connection.execute(
        update(hosts)
        .where(hosts.c.host == host, hosts.c.holder == holder)
        .values(holder=None, held_until=None, open_at=case((hosts.c.open_at > opens, hosts.c.open_at), else_=opens))
    )


def rest(connection: Connection, host: str, seconds: float) -> None:
    """Let no crawl ask a host for so many seconds from now (Retry-After); a longer rest stays."""
    opens = _clock(connection) + seconds
    connection.execute(update(hosts).where(hosts.c.host == host, hosts.c.open_at < opens).values(open_at=opens))


def raise_floor(connection: Connection, host: str, seconds: float) -> None:
    """Let all crawls leave so many seconds between two requests to a host (Crawl-delay, refusals); a higher floor stays
    until its time is over."""
    moment = _clock(connection)
    over = or_(hosts.c.floor_until <= moment, hosts.c.floor <= seconds)
    connection.execute(
        update(hosts).where(hosts.c.host == host, over).values(floor=seconds, floor_until=moment + FLOOR_LIFE)
    )


def _clock(connection: Connection) -> ColumnElement[float]:
    if connection.dialect.name == "postgresql":
        # clock_timestamp() and not now(): an UPDATE that waited for another one looks at the time again.
        return cast(func.extract("epoch", func.clock_timestamp()), Float(53))
    # Read before the UPDATE waits for the file: a time that is too early takes no turn too soon.
    return bindparam(None, time.time(), type_=Float(53))
