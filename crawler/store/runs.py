"""The runs of the crawl."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, desc, insert, select, update

from crawler.store.database import new_row_id, now
from crawler.store.schema import runs


def open_run(connection: Connection, site: str, version: str) -> tuple[int, bool]:
    """The number of the run to work on, and whether it continues one that was killed or interrupted."""
    last = connection.execute(select(runs).where(runs.c.site == site).order_by(desc(runs.c.id)).limit(1)).first()
    if last is not None and last.ended_at is None:
        connection.execute(update(runs).where(runs.c.id == last.id).values(resumed=last.resumed + 1))
        return last.id, True
    done = connection.execute(insert(runs).values(site=site, started_at=now(), version=version, resumed=0))
    return new_row_id(done), False


def close_run(connection: Connection, run_id: int, reason: str, counts: Mapping[str, int]) -> None:
    """Write down that a run has ended, why, and its counts."""
    values = {"ended_at": now(), "reason": reason, "counts": json.dumps(counts, sort_keys=True)}
    connection.execute(update(runs).where(runs.c.id == run_id).values(**values))
