"""``dute reclean``: clean the stored pages with the current cleaner, without fetching anything."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator

from cleaners.reading.characters import sanitize
from crawler.archive.reclean import Recleaned, apply, reclean
from crawler.settings import USER_AGENT
from crawler.store import Store, StoreError, open_store, runs
from crawler.store.changes import changed_lines
from crawler.store.database import locked
from dute.commands.arguments import add_store_argument, processors, read_jobs
from dute.commands.output import say
from dute.commands.sites import add_site_argument, site_in
from dute.progress import progress_line

EPILOG = """\
examples:
  dute reclean --store news.db               what the current rules would change, article by article; writes nothing
  dute reclean --store news.db --apply       save the changes; each becomes a revision (see dute history ID)
  dute reclean --site 读特 --jobs 4 --brief   only the totals

A page that was not an article before, but is one now, is stored as new. An article that the current rules would reject is
reported and kept.

exit status: 0 done, whatever differs; 1 the store could not be read or written; 2 wrong usage
"""

_WORDS = (
    ("same", "unchanged"),
    ("ledger", "only removals differ"),
    ("changed", "changed"),
    ("found", "were not articles before, are now"),
    ("lost", "would no longer be articles"),
    ("none", "still not articles"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute reclean``."""
    add_store_argument(parser)
    add_site_argument(parser)
    parser.add_argument(
        "--jobs", type=read_jobs, default=0, metavar="N", help="number of processes (default: one per core)"
    )
    parser.add_argument("--apply", action="store_true", help="save the changes")
    parser.add_argument("--brief", action="store_true", help="show only totals, not each article")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Clean again, report, and with ``--apply`` save. Returns the exit status."""
    try:
        store = open_store(args.store, must_exist=True)
        args.site = site_in(store, args.site)
        if not args.apply:
            _go_through(store, args, None)
            return 0
        with locked(store):
            with store.write() as connection:
                run_id = runs.begin_run(
                    connection, args.site or runs.EVERY_SITE, "reclean", USER_AGENT.split(" ", 1)[0]
                )
            counts = _go_through(store, args, run_id)
            with store.write() as connection:
                runs.close_run(connection, run_id, "finished", counts)
    except StoreError as error:
        say(str(error))
        return 1
    return 0


def _go_through(store: Store, args: argparse.Namespace, run_id: int | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    started = time.monotonic()
    with progress_line() as progress:
        for item in reclean(store, site=args.site, jobs=args.jobs or processors()):
            counts[item.verdict] += 1
            fields.update(item.changed)
            if not args.brief:
                progress.hide()
                for line in _lines(item):
                    print(sanitize(line))
            if run_id is not None:
                apply(store, run_id, item)
            progress.draw(f"{sum(counts.values())} pages")
    _summarise(counts, fields, time.monotonic() - started, written=run_id is not None)
    return counts


def _lines(item: Recleaned) -> Iterator[str]:
    """The differences of one article, for people."""
    if item.verdict in ("same", "ledger", "none"):
        return
    yield f"{item.source.article_id} {item.verdict}: {', '.join(item.changed) or item.reason or 'now an article'}"
    if item.before is None or item.after is None:
        return
    after = item.after.to_dict()
    for name in item.changed:
        if name == "text":
            yield from (f"  {line}" for line in changed_lines(item.before["text"], after["text"]))
        else:
            yield f"  {name}: {item.before.get(name)!r} → {after[name]!r}"


def _summarise(counts: Counter[str], fields: Counter[str], seconds: float, *, written: bool) -> None:
    total = sum(counts.values())
    print(
        f"{total} pages cleaned again in {seconds:.1f} s"
        + ("" if written else "; nothing was written (--apply writes)")
    )
    for key, words in _WORDS:
        if counts[key]:
            print(f"  {counts[key]:>6}  {words}")
    if fields:
        print("fields: " + ", ".join(f"{name} {number}" for name, number in fields.most_common()))
