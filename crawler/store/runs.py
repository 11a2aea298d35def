"""The runs of a crawl."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, desc, insert, select, update

from crawler.store.database import new_row_id, now
from crawler.store.schema import runs, schema_version


def open_run(connection: Connection, site: str, version: str) -> tuple[int, bool]:
    """The number of the run, and whether it continues one that was killed or interrupted."""
    # Crawls that start at the same moment must not each open a run: writing to one row serialises them.
    connection.execute(update(schema_version).values(version=schema_version.c.version))
    query = select(runs).where(runs.c.site == site, runs.c.kind == "crawl").order_by(desc(runs.c.id)).limit(1)
    last = connection.execute(query).first()
    if last is not None and last.ended_at is None:
        connection.execute(update(runs).where(runs.c.id == last.id).values(resumed=last.resumed + 1))
        return last.id, True
    return begin_run(connection, site, "crawl", version), False


def begin_run(connection: Connection, site: str, kind: str, version: str) -> int:
    """Begin a run. Returns its number."""
    values = {"site": site, "kind": kind, "started_at": now(), "version": version, "resumed": 0}
    return new_row_id(connection.execute(insert(runs).values(**values)))


def close_run(connection: Connection, run_id: int, reason: str, counts: Mapping[str, int]) -> None:
    """Store the end of a run, its reason and its counts."""
    values = {"ended_at": now(), "reason": reason, "counts": json.dumps(counts, sort_keys=True)}
    connection.execute(update(runs).where(runs.c.id == run_id).values(**values))
