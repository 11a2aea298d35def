"""The runs of a crawl."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, desc, insert, select, update

from crawler.store.database import new_row_id, now
from crawler.store.schema import articles, runs, schema_version

#: The site of a run over all sites.
EVERY_SITE = "every site"


def open_run(connection: Connection, site: str, version: str, kind: str = "crawl") -> tuple[int, bool]:
    """The number of the run, and whether it continues one of its kind that was killed or interrupted."""
    # Crawls that start concurrently must not each open a run: writing to the same row serialises them.
    connection.execute(update(schema_version).values(version=schema_version.c.version))
    query = select(runs).where(runs.c.site == site, runs.c.kind == kind).order_by(desc(runs.c.id)).limit(1)
    last = connection.execute(query).first()
    if last is not None and last.ended_at is None:
        connection.execute(update(runs).where(runs.c.id == last.id).values(resumed=last.resumed + 1))
        return last.id, True
    return begin_run(connection, site, kind, version), False


def note_seed(connection: Connection, run_id: int, site: str, digest: str) -> bool:
    """Store the digest of a run's seed. Returns whether it differs from that of the previous run, or that run had none."""
    query = select(runs.c.seed).where(runs.c.site == site, runs.c.kind == "crawl", runs.c.id <= run_id)
    before = connection.scalar(query.where(runs.c.seed.is_not(None)).order_by(desc(runs.c.id)).limit(1))
    connection.execute(update(runs).where(runs.c.id == run_id).values(seed=digest))
    return before != digest


def keep_summary(connection: Connection, run_id: int, summary: Mapping[str, object]) -> None:
    """Store the summary of a run, which may still continue."""
    values = {"summary": json.dumps(summary, ensure_ascii=False)}
    connection.execute(update(runs).where(runs.c.id == run_id).values(**values))


def list_runs(connection: Connection, site: str | None = None, limit: int | None = None) -> list[Row[Any]]:
    """The runs, last one first."""
    query = select(runs).order_by(desc(runs.c.id)).limit(limit)
    return list(connection.execute(query if site is None else query.where(runs.c.site == site)))


def site_names(connection: Connection) -> list[str]:
    """The names of the sites that were crawled or imported into this store, sorted."""
    found = {
        *connection.scalars(select(runs.c.site).distinct()),
        *connection.scalars(select(articles.c.site).distinct()),
    }
    return sorted(found - {EVERY_SITE})


def list_last_runs(connection: Connection, site: str | None = None) -> list[tuple[Row[Any], Row[Any] | None]]:
    """For each site, its last crawl, and its last successful one (None if there is none)."""
    found: dict[str, tuple[Row[Any], Row[Any] | None]] = {}
    for row in list_runs(connection, site):
        if row.kind != "crawl":
            continue
        last, good = found.get(row.site, (row, None))
        if good is None and row.ended_at is not None and ended_well(row):
            good = row
        found[row.site] = (last, good)
    return sorted(found.values(), key=lambda pair: pair[0].site)


def ended_well(row: Row[Any]) -> bool:
    """Whether a finished run had no problem. A run of an earlier version, without a summary, is judged by its reason."""
    if row.summary is None:
        return row.reason in ("finished", "limit")
    return json.loads(row.summary).get("problem") is None


def begin_run(connection: Connection, site: str, kind: str, version: str) -> int:
    """Begin a run. Returns its number."""
    values = {"site": site, "kind": kind, "started_at": now(), "version": version, "resumed": 0}
    return new_row_id(connection.execute(insert(runs).values(**values)))


def close_run(connection: Connection, run_id: int, reason: str, counts: Mapping[str, int]) -> None:
    """Store the end of a run, its reason and its counts."""
    values = {"ended_at": now(), "reason": reason, "counts": json.dumps(counts, sort_keys=True)}
    connection.execute(update(runs).where(runs.c.id == run_id).values(**values))
