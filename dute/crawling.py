"""Crawls of one or more sites for ``dute crawl``: the spiders of this process, and the output about them."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy import Spider

from cleaners.files import open_output
from crawler.net.launch import Job, read_settings, run_spiders
from crawler.net.logs import Log
from crawler.search.index import bring_up, exists_index
from crawler.site.addresses import host_name
from crawler.site.seed import Seed, SeedError, load_seed
from crawler.site.shard import cut_seed
from crawler.spiders.handover import read_command
from crawler.spiders.news import NewsSpider
from crawler.spiders.plan import plan
from crawler.spiders.run import Run
from crawler.spiders.summary import DRIFTED, INTERRUPTED, TROUBLE, WELL
from crawler.store import Store, StoreError, open_store
from crawler.store.database import DEFAULT_STORE, locked
from dute.commands.output import say, tell
from dute.commands.seeds import locate_seeds
from dute.commands.summary import render_summary

#: The exit status for wrong usage; and all exit statuses, the worst last.
USAGE = 2
_GRAVITY = (WELL, DRIFTED, TROUBLE, USAGE, INTERRUPTED)


def run_crawl(args: argparse.Namespace) -> int:
    """Crawl the sites concurrently. Returns the exit status; for several sites, the worst."""
    try:
        seeds = _read_seeds(args)
        settings = {**_log_settings(args), **read_settings(args.settings)}
        if args.on_article is not None:
            read_command(args.on_article)
        if args.dry_run:
            return _show_plans(seeds, args)
        store = open_store(args.store)  # opened before anything is fetched: failing is a usage error
        with closing(store), locked(store, share=args.share):
            spiders = crawl(seeds, store, args, settings)
            _keep_index_up(store, spiders)
    except (SeedError, StoreError, ValueError) as error:
        say(str(error))
        return USAGE
    except OSError as error:
        say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return USAGE
    statuses = [_report(spider, args) for spider in spiders]
    if args.summary is not None:
        try:
            _write_summaries([spider.summary for spider in spiders if isinstance(spider, NewsSpider)], args.summary)
        except OSError as error:
            say(f"--summary {args.summary}: {error.strerror or error}")
            statuses.append(TROUBLE)
    return max(statuses, key=_GRAVITY.index, default=WELL)


def _read_seeds(args: argparse.Namespace) -> list[Seed]:
    """The seeds that the arguments select, cut to the shard. Raises SeedError."""
    seeds: dict[str, Seed] = {}
    for name in locate_seeds(args.seed):
        seed = load_seed(name)
        if seed.name in seeds:
            raise SeedError(f"{name}: two seeds are named {seed.name}")
        part = seed if args.shard is None else cut_seed(seed, args.shard)
        if part is None:
            tell(f"{seed.name}: none of its hosts is in shard {args.shard}; nothing to do here")
        else:
            seeds[seed.name] = part
    return list(seeds.values())


def crawl(
    seeds: Sequence[Seed], store: Store, args: argparse.Namespace, settings: Mapping[str, Any]
) -> list[Spider | BaseException]:
    """Crawl sites concurrently in this process, which can call this once. Returns for each the spider with its summary, or the
    exception that kept it from starting. ``store`` is locked. Sites on the same host take turns at it."""
    hosts = Counter(host_name(host) for seed in seeds for host in {host_name(host) for host in seed.hosts})
    jobs = []
    for seed in seeds:
        shared = args.share or any(hosts[host_name(host)] > 1 for host in seed.hosts)
        wishes = {"limit": args.limit, "recheck": args.recheck, "share": shared, "lease": args.lease}
        wishes |= {"on_drift": args.on_drift, "believe": args.believe_gone, "on_article": args.on_article}
        jobs.append(Job(NewsSpider, {"seed": seed, "store": store, "is_locked": True, **wishes}))
    log = Log(_log_level(args), args.log_file, args.log_format == "json")
    return run_spiders(jobs, settings, log)


def _keep_index_up(store: Store, spiders: Sequence[Spider | BaseException]) -> None:
    """Add the crawled articles to the index if the store has one. A failure does not make the crawl fail: the next search
    completes the index."""
    if any(isinstance(spider, NewsSpider) and spider.interrupted for spider in spiders):
        return
    try:
        with store.read() as connection:
            is_wanted = exists_index(connection)
        if is_wanted:
            bring_up(store)
    except StoreError as error:
        say(f"the index for dute find could not be updated: {error}")


def _log_level(args: argparse.Namespace) -> str:
    shown = args.verbose or args.log_file is not None
    return str(args.log_level or ("INFO" if shown else "CRITICAL"))


def _log_settings(args: argparse.Namespace) -> dict[str, Any]:
    return {"LOG_LEVEL": _log_level(args), "PROGRESS_ENABLED": not args.verbose or args.log_file is not None}


def _report(spider: Spider | BaseException, args: argparse.Namespace) -> int:
    """Print the result for one site. Returns its exit status."""
    if not isinstance(spider, NewsSpider):
        say(str(spider))
        return INTERRUPTED if isinstance(spider, InterruptedError) else USAGE
    tell(render_summary(spider.summary), sys.stderr if args.summary == "-" else None)
    if spider.verdict.problem is not None:
        say(spider.verdict.problem)
    called = call_hook(args.drift_hook, spider.run) if args.drift_hook and spider.run.teaching.drifts else True
    failed = (spider.summary["handed_over"] or {}).get("failed")
    if failed:
        say(f"--on-article failed for {failed} article{'s' if failed != 1 else ''} of {spider.seed.name}")
    return spider.verdict.status or (WELL if called and not failed else TROUBLE)


def _write_summaries(summaries: Sequence[Mapping[str, Any]], output: str) -> None:
    with open_output(None if output == "-" else output) as out:
        for summary in summaries:
            out.write(json.dumps(summary, ensure_ascii=False) + "\n")


def _show_plans(seeds: Sequence[Seed], args: argparse.Namespace) -> int:
    exists = re.match(r"[a-z][a-z0-9+]*://", args.store or os.environ.get("DUTE_STORE") or "", re.I)
    is_new = not exists and not Path(args.store or os.environ.get("DUTE_STORE") or DEFAULT_STORE).exists()
    store = open_store("sqlite://" if is_new else args.store)
    with closing(store):
        for seed in seeds:
            for line in plan(store, seed, limit=args.limit, recheck=args.recheck):
                tell(line)
    return WELL


def call_hook(command: str, run: Run) -> bool:
    """Run the operator's command with the alarms as JSON on its standard input. Returns whether it succeeded within a
    minute."""
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
