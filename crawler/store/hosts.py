"""Turns at a host for crawls that share a store: one request at a time, and a pause after it.

A turn is a lease in the store. It is taken by a single UPDATE that matches only a free host, so exactly one crawl gets it. The
pause counts from the end of a turn, when the response has arrived: whatever the latencies, the host never receives two requests
closer together. PostgreSQL supplies the time itself, so that the clocks of the machines need not agree; with SQLite, all crawls
are on one machine and use its clock.
"""

from __future__ import annotations

import time

from sqlalchemy import ColumnElement, Connection, Float, bindparam, case, cast, func, or_, select, update

from crawler.store.dialects import insert_into
from crawler.store.schema import hosts

#: Seconds after which a turn that is not renewed expires: its holder counts as dead.
HOLD = 10.0

#: Seconds for which a host's minimum delay applies to the other crawls; renewed as long as the host repeats its request for it.
FLOOR_LIFE = 3600.0

#: Maximum number of seconds for which a host can be blocked. A time farther in the future was set by a wrong clock, and is
#: ignored.
LONGEST = 7 * 86_400.0

#: Seconds between two attempts at a host while another crawl has the turn.
LOOK_AGAIN = 0.1


def take_turn(connection: Connection, host: str, holder: str, delay: float) -> float:
    """Take the turn at a host. Returns 0.0 on success, otherwise the number of seconds until the next attempt: the remaining
    pause of the host, or `LOOK_AGAIN` while another crawl has the turn. ``delay`` applies even if the holder dies."""
    moment = _clock(connection)
    row = connection.execute(select(hosts, cast(moment, Float(53)).label("moment")).where(hosts.c.host == host)).first()
    if row is None:
        fresh = {"host": host, "open_at": 0.0, "floor": 0.0, "floor_until": 0.0}
        connection.execute(insert_into(connection, hosts).values(**fresh).on_conflict_do_nothing())
    else:
        # Read first, so that a waiting crawl does not write.
        if row.moment < row.open_at <= row.moment + LONGEST:
            return max(float(row.open_at - row.moment), 0.001)
        if row.holder is not None and row.moment < row.held_until <= row.moment + LONGEST:
            return LOOK_AGAIN
    free = or_(hosts.c.holder.is_(None), hosts.c.held_until <= moment, hosts.c.held_until > moment + LONGEST)
    is_open = or_(hosts.c.open_at <= moment, hosts.c.open_at > moment + LONGEST)
    done = connection.execute(
        update(hosts)
        .where(hosts.c.host == host, is_open, free)
        .values(holder=holder, held_until=moment + HOLD, open_at=moment + delay)
    )
    return 0.0 if done.rowcount else LOOK_AGAIN


def keep_turns(connection: Connection, holder: str) -> None:
    """Renew the turns of a crawl that still waits for responses."""
    connection.execute(update(hosts).where(hosts.c.holder == holder).values(held_until=_clock(connection) + HOLD))


def end_turn(connection: Connection, host: str, holder: str, delay: float) -> None:
    """Release the turn. The next one is possible in ``delay`` seconds, or after the minimum delay that the host asked any crawl
    for."""
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
    """Block a host for ``seconds`` for all crawls (Retry-After). A longer pause remains."""
    opens = _clock(connection) + min(seconds, LONGEST)
    connection.execute(update(hosts).where(hosts.c.host == host, hosts.c.open_at < opens).values(open_at=opens))


def raise_floor(connection: Connection, host: str, seconds: float, *, instead_of: float | None = None) -> None:
    """Set the minimum delay in seconds between two requests to a host for all crawls (Crawl-delay, refusals). A higher minimum
    remains until it expires, unless it is the one that this crawl set before (``instead_of``): good responses lower it."""
    moment = _clock(connection)
    over = or_(hosts.c.floor_until <= moment, hosts.c.floor <= seconds)
    if instead_of is not None:
        over = or_(over, func.abs(hosts.c.floor - instead_of) < 0.001)
    connection.execute(
        update(hosts).where(hosts.c.host == host, over).values(floor=seconds, floor_until=moment + FLOOR_LIFE)
    )


def _clock(connection: Connection) -> ColumnElement[float]:
    if connection.dialect.name == "postgresql":
        # clock_timestamp(), not now(): an UPDATE that waited for another one reads the time again.
        return cast(func.extract("epoch", func.clock_timestamp()), Float(53))
    # Read before the UPDATE waits for the file: a time that is too early never takes a turn too soon.
    return bindparam(None, time.time(), type_=Float(53))
