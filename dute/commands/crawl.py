"""``dute crawl``: one site into the store."""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.site.seed import Seed, SeedError, load_seed, seed_names
from crawler.site.shard import Shard, cut_seed, read_shard
from crawler.store import StoreError, open_store
from crawler.store.frontier import LEASE
from dute import project
from dute.commands.arguments import add_store_argument
from dute.commands.output import say

if TYPE_CHECKING:
    from crawler.spiders.news import NewsSpider
    from crawler.spiders.run import Run

EPILOG = """\
examples:
  dute crawl                                the sites of all seeds (so far dutenews) into dute.db
  dute crawl dutenews --limit 50            at most 50 articles this time; the next run goes on from there
  dute crawl my-site.toml --store news.db   a site of your own
  dute crawl my-seeds/ --shard 2/4          the second of four machines: its share of the hosts of a folder of seeds
  dute crawl --store postgresql+psycopg://user@host/news --share

Run it again and again, from cron or a timer: it asks for what is new or due, stores what is new or changed, and says
so. One that was killed or interrupted goes on where it was. robots.txt is obeyed. Set DUTE_CONTACT to the address under
which the site's people can reach you; it is sent with every request.

exit status:
  0    the run came to its end; single pages that failed are counted, and tried again by the next runs
  1    no start page could be read, the store could not be written, or something here went wrong
  2    usage: no such seed, a seed that is wrong, a store that cannot be opened
  3    the site's pages changed, and --on-drift is fail or stop
  130  interrupted
"""

#: How the summary calls the outcomes, in this order. What does not occur is left out, but for the first three.
_SUMMARY = (
    ("new", "new"),
    ("updated", "updated"),
    ("unchanged", "unchanged"),
    ("not_article", "not an article"),
    ("list", "list pages"),
    ("moved", "moved"),
    ("refused", "refused"),
    ("gone", "gone"),
    ("failed", "failed"),
    ("out_of_scope", "out of scope, not fetched"),
)

#: The exit status after Ctrl-C, of the command and of each crawl that it starts.
INTERRUPTED = 130

_NOT_FETCHED = frozenset({"out_of_scope"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute crawl``."""
    add_seed_argument(parser)
    add_store_argument(parser)
    parser.add_argument("--limit", type=_count, metavar="N", help="at most N articles this time")
    parser.add_argument("--recheck", action="store_true", help="ask for every article again that is found, due or not")
    parser.add_argument("--share", action="store_true", help="let several crawls work on one store; give it to each")
    parser.add_argument(
        "--lease",
        type=_seconds,
        metavar="SECONDS",
        default=LEASE,
        help=f"with --share: the others take over the work of a crawl that was silent for so long ({LEASE})",
    )
    add_shard_argument(parser)
    parser.add_argument(
        "--on-drift",
        choices=("report", "fail", "stop", "adopt"),
        default="report",
        help="when the site's pages stop looking as they did: say so (default), say so and exit with 3, end the run with 3, "
        "or go on with the template that was learned from the new pages",
    )
    parser.add_argument(
        "--drift-hook",
        metavar="COMMAND",
        help="run COMMAND after the crawl if pages changed; it gets JSON on its input",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show Scrapy's log")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def add_seed_argument(parser: argparse.ArgumentParser) -> None:
    """Which sites: `locate_seeds` reads it."""
    parser.add_argument(
        "seed", nargs="?", metavar="SEED", help="a name in seeds/, a seed file or a folder of them (all of seeds/)"
    )


def add_shard_argument(parser: argparse.ArgumentParser) -> None:
    """``--shard``."""
    parser.add_argument(
        "--shard",
        type=_shard,
        metavar="I/N",
        help="only the hosts that fall to machine I of N (from 1), each with a store of its own",
    )


def run(args: argparse.Namespace) -> int:
    """Crawl the site, or each of several in a process of its own. Returns the exit status, of several the first bad one."""
    try:
        names = locate_seeds(args.seed)
        seeds = [load_seed(name) for name in names]
        open_store(args.store).close()  # a store that cannot be opened is a usage error, before anything is fetched
        if len(seeds) == 1:
            return _run_one(seeds[0], args)
    except (SeedError, StoreError) as error:
        say(str(error))
        return 2
    return _run_each(names, args)


def _run_one(seed: Seed, args: argparse.Namespace) -> int:
    part = seed if args.shard is None else cut_seed(seed, args.shard)
    if part is None:
        print(f"{seed.name}: no host of it falls to shard {args.shard}; nothing to do here")
        return 0
    wishes = {"limit": args.limit, "recheck": args.recheck, "share": args.share, "lease": args.lease}
    spider = crawl(part, args.store, on_drift=args.on_drift, verbose=args.verbose, **wishes)
    print(summary(spider.run))
    called = call_hook(args.drift_hook, spider.run) if args.drift_hook and spider.run.teaching.drifts else True
    return _status(spider) or (0 if called else 1)


def locate_seeds(seed: str | None) -> list[str]:
    """The names or paths of the seeds that an argument means. Raises SeedError."""
    if seed is None:
        return seed_names()
    if not Path(seed).is_dir():
        return [seed]
    paths = sorted(str(path) for path in Path(seed).glob("*.toml"))
    if not paths:
        raise SeedError(f"{seed}: a folder without seed files (NAME.toml)")
    return paths


def _run_each(names: list[str], args: argparse.Namespace) -> int:
    """One process a site, one after the other: Scrapy's reactor starts once a process."""
    given = {"--store": args.store, "--limit": args.limit, "--shard": args.shard, "--lease": args.lease}
    given |= {"--on-drift": args.on_drift, "--drift-hook": args.drift_hook}
    flags = [word for name, value in given.items() if value is not None for word in (name, str(value))]
    flags += [f"--{name}" for name in ("recheck", "share", "verbose") if getattr(args, name)]
    worst = 0
    for name in names:
        sys.stdout.flush()
        status = subprocess.run(project.command("crawl", name, *flags), check=False).returncode  # noqa: S603 - our own command
        if status == INTERRUPTED:
            return status
        worst = worst or status
    return worst


def crawl(
    seed: Seed,
    store: str | None,
    *,
    limit: int | None = None,
    recheck: bool = False,
    share: bool = False,
    on_drift: str = "report",
    lease: float = LEASE,
    verbose: bool = False,
) -> NewsSpider:
    """Crawl a site in this process, which can do so once, and give back the spider with its counts.

    Raises StoreError where the store is in use.
    """
    from crawler.net.launch import run_spider
    from crawler.spiders.news import NewsSpider

    settings = {
        "LOG_LEVEL": "INFO" if verbose else "CRITICAL",
        "PROGRESS_ENABLED": not verbose,
    }
    opened = open_store(store)
    wishes = {"limit": limit, "recheck": recheck, "share": share, "lease": lease, "on_drift": on_drift}
    spider = run_spider(NewsSpider, settings, seed=seed, store=opened, **wishes)
    assert isinstance(spider, NewsSpider)
    return spider


def summary(run: Run) -> str:
    """What a crawl did, for people."""
    counts = run.counts
    fetched = sum(number for outcome, number in counts.items() if outcome not in _NOT_FETCHED)
    lines = [f"{run.seed.name}: {fetched} fetched" + (" (an earlier run, continued)" if run.resumed else "")]
    lines += [
        f"  {counts[key]:>6}  {words}"
        for key, words in _SUMMARY
        if counts[key] or key in ("new", "updated", "unchanged")
    ]
    if run.left.not_due:
        lines.append(f"  {run.left.not_due:>6}  addresses not due yet, left alone")
    if run.left.pending:
        lines.append(f"  {run.left.pending:>6}  left for the next run")
    if not counts["new"] and not counts["updated"]:
        lines.append("nothing new was stored")
    return "\n".join([*lines, *_drift_lines(run)])


def _drift_lines(run: Run) -> list[str]:
    """The alarm of the run: which fields, since which page, from where to where, and what can be done."""
    drifts, proposed = run.teaching.drifts, run.teaching.proposed
    if not drifts and proposed is None:
        return []
    lines = [f"the pages of {run.seed.name} are not as they were:"] if drifts else []
    for drift in drifts:
        lines.append(f"  {drift.field}: {drift.misses} of {drift.window} pages, since {drift.first_url}")
        lines.append(f"    was {drift.old}")
        lines.append(f"    is  {drift.new}")
    since = "since then" if drifts else f"since the pages of {run.seed.name} changed"
    if proposed is None:
        lines.append("too few pages came since then to learn a new template from")
    elif run.teaching.is_used(proposed):
        lines.append(f"template {proposed} was learned from the pages {since} and is used for them")
    else:
        lines.append(
            f"template {proposed} was learned from the pages {since}: dute learn --adopt {proposed} makes it true"
        )
    return lines


def call_hook(command: str, run: Run) -> bool:
    """Run the operator's command with the alarms as JSON on its input; whether it ended well within a minute."""
    teaching = run.teaching
    message = {
        "site": run.seed.name,
        "run": run.id,
        "drifts": [asdict(drift) for drift in teaching.drifts],
        "proposed_template": teaching.proposed,
    }
    try:
        done = subprocess.run(  # noqa: S603
            shlex.split(command), input=json.dumps(message, ensure_ascii=False).encode(), timeout=60, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        say(f"--drift-hook {command}: {error}")
        return False
    if done.returncode:
        say(f"--drift-hook {command}: exit status {done.returncode}")
    return done.returncode == 0


def _status(spider: NewsSpider) -> int:
    if spider.interrupted:
        say("interrupted; the same command goes on from here")
        return INTERRUPTED
    run = spider.run
    if run.failure is not None:
        say(run.failure)
    elif not (run.read_start or run.resumed or run.wishes.share):
        say(f"no start page of {run.seed.name} could be read ({', '.join(run.seed.start)}): {run.left.start_reason}")
    elif run.left.unexplained:
        say(f"{run.left.unexplained} addresses have no outcome; this is a fault of dute")
    elif spider.errors:
        say(f"{spider.errors} pages made the crawler fail; -v shows how. This is a fault of dute")
    else:
        return 3 if run.teaching.drifts and run.wishes.on_drift in ("fail", "stop") else 0
    return 1


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 on is needed")
    return number


def _seconds(value: str) -> float:
    number = float(value)
    if not 4 <= number <= 86400:
        raise argparse.ArgumentTypeError("seconds from 4 to 86400 are needed")
    return number


def _shard(value: str) -> Shard:
    try:
        return read_shard(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
