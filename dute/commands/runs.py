"""``dute runs``: past crawls."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from cleaners.reading.characters import sanitize
from crawler.store import StoreError, open_store
from crawler.store.runs import list_runs
from dute.commands.arguments import add_store_argument, at_least_0
from dute.commands.output import say, tell
from dute.commands.sites import add_site_argument, site_of

EPILOG = """\
examples:
  dute runs                          every crawl, latest first: when, how it ended, what it stored
  dute runs --site 读特 --limit 10
  dute runs --format json            with the complete summary of each (as from dute crawl --summary), one per line

A run without an end was killed or interrupted; the next crawl of the site resumes it.
"""

#: Columns of the table, as (outcome, heading).
_COLUMNS = (
    ("new", "new"),
    ("updated", "upd"),
    ("unchanged", "same"),
    ("refused", "ref"),
    ("gone", "gone"),
    ("failed", "fail"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute runs``."""
    add_store_argument(parser)
    add_site_argument(parser)
    parser.add_argument("--limit", type=at_least_0, metavar="N", help="at most N runs, latest first")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="json: one object per line")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the runs. Returns the exit status."""
    try:
        with open_store(args.store, must_exist=True).read() as connection:
            rows = list_runs(connection, site_of(connection, args.site), args.limit)
    except StoreError as error:
        say(str(error))
        return 1
    if args.format == "table":
        print(
            "   run  started               seconds  status  "
            + "".join(f"{head:>6}" for _, head in _COLUMNS)
            + "   left  end"
        )
    for row in rows:
        tell(json.dumps(_record(row), ensure_ascii=False) if args.format == "json" else _line(row))
    if args.format == "table":
        print(f"{len(rows)} run{'s' if len(rows) != 1 else ''}", file=sys.stderr)
    return 0


def _record(row: Any) -> dict[str, Any]:
    summary = json.loads(row.summary) if row.summary else None
    return {
        "run": row.id,
        "site": row.site,
        "kind": row.kind,
        "started_at": row.started_at,
        "ended_at": row.ended_at,
        "resumed": row.resumed,
        "reason": row.reason,
        "version": row.version,
        "counts": json.loads(row.counts) if row.counts else None,
        "summary": summary,
    }


def _line(row: Any) -> str:
    summary = json.loads(row.summary) if row.summary else {}
    counts = summary.get("counts") or (json.loads(row.counts) if row.counts else {})
    status = summary.get("status")
    seconds = summary.get("pace", {}).get("seconds")
    figures = "".join(f"{counts.get(outcome, 0):>6}" for outcome, _ in _COLUMNS)
    end = row.reason or "not over"
    problem = f": {summary['problem']}" if summary.get("problem") else ""
    kind = "" if row.kind == "crawl" else f" ({row.kind})"
    shown = (
        f"{row.id:>6}",
        row.started_at,
        f"{'-' if seconds is None else round(seconds):>7}",
        f"{'-' if status is None else status:>6}",
    )
    return (
        "  ".join(shown)
        + f"  {figures}{summary.get('left', 0):>7}  {sanitize(row.site)}{kind}, {end}{sanitize(problem)}"
    )
