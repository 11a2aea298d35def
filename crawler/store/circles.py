"""Circles of redirects: addresses that lead to one another, and none of them to a page. Settled at the end of a run.

Each of them has moved, as far as its own answer says, so nobody would learn that all of them give nothing. Only answers of one
run count: a site may move its pages, and later back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from crawler.site.seed import Seed
from crawler.store.database import now
from crawler.store.frontier import MAX_TRIES, Outcome
from crawler.store.schema import urls


class _Move(NamedTuple):
    """An address (by its row) that redirects: where to, the identity of that, and for the how manieth time it gave nothing."""

    row: int
    place: str
    there: str
    tries: int


def close_circles(connection: Connection, seed: Seed, run_id: int) -> int:
    """Give the addresses whose redirects in a run lead back to themselves the outcome of a failure. All are due at once, so that
    the next run sees the whole circle again, until they have failed as often as others may. Returns their number."""
    query = select(urls.c.id, urls.c.identity, urls.c.reason, urls.c.tries).where(
        urls.c.site == seed.name, urls.c.run_id == run_id, urls.c.state == "done", urls.c.outcome == Outcome.MOVED
    )
    moves = {
        row.identity: _Move(row.id, row.reason, seed.identity(row.reason), row.tries)
        for row in connection.execute(query)
    }
    found = list(_in_circles(moves))
    for move in found:
        values = {"outcome": str(Outcome.FAILED), "reason": f"redirects in a circle: {move.place}"}
        due = {"due_at": now()} if move.tries < MAX_TRIES else {}
        connection.execute(update(urls).where(urls.c.id == move.row).values(**values, **due))
    return len(found)


def _in_circles(moves: Mapping[str, _Move]) -> Iterator[_Move]:
    """Those of the moves, by the identity of their address, that lead back to it."""
    seen: set[str] = set()
    for start in moves:
        path: dict[str, None] = {}
        identity = start
        while identity in moves and identity not in seen:
            seen.add(identity)
            path[identity] = None
            identity = moves[identity].there
        if identity in path:
            way = list(path)
            yield from (moves[one] for one in way[way.index(identity) :])
