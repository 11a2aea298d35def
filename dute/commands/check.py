"""``dute check``: a health check of the crawls, for a monitor."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.site.recrawl import read_duration
from crawler.store import StoreError, open_store
from crawler.store.census import count_new_articles
from crawler.store.database import in_store_form
from crawler.store.runs import list_last_runs
from dute.commands.arguments import add_store_argument, at_least_0
from dute.commands.output import say, tell
from dute.commands.sites import UnknownSiteError, add_site_argument, site_of

EPILOG = """\
examples:
  dute check                                   did the last run of every site end well, and is no start page dead?
  dute check --site 读特 --max-age 3h --min-new 5 --within 1d
  dute check --format json                     one object per site, for monitors that read more than the status

Checks, for every site in the store or for one:
  the last successful run is not older than --max-age (1d)
  the last run ended well (status 0, or 3 for a changed layout)
  all its start pages were read, and the feeds that its seed lists
  at least --min-new articles were stored within --within (1d)

exit status: 0 all checks passed; 1 a check failed, described on standard output; 2 no store, or wrong usage
"""


class Finding(NamedTuple):
    """One site: whether all checks passed, and the problems."""

    site: str
    problems: tuple[str, ...]
    last_run: str | None
    last_good_run: str | None
    new_articles: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute check``."""
    add_store_argument(parser)
    add_site_argument(parser)
    day = _duration("1d")
    parser.add_argument(
        "--max-age",
        type=_duration,
        default=day,
        metavar="TIME",
        help="maximum age of the last successful run, such as 3h (default: 1d)",
    )
    parser.add_argument(
        "--min-new",
        type=at_least_0,
        default=0,
        metavar="N",
        help="minimum number of new articles within --within (default: 0)",
    )
    parser.add_argument(
        "--within", type=_duration, default=day, metavar="TIME", help="period for --min-new (default: 1d)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: one object per site and line")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the problems. Returns the exit status."""
    try:
        findings = list(check(args))
    except UnknownSiteError as error:  # a monitor must report a site whose crawl never began
        say(str(error))
        return 1
    except StoreError as error:
        say(str(error))
        return 2
    for finding in findings:
        if args.format == "json":
            print(json.dumps({**finding._asdict(), "ok": not finding.problems}, ensure_ascii=False))
        else:
            tell(f"{finding.site}: {'; '.join(finding.problems) or 'ok'}")
    if not findings:
        tell(f"{args.site or 'the store'}: no run yet")
        return 1
    return 1 if any(finding.problems for finding in findings) else 0


def check(args: argparse.Namespace) -> Iterator[Finding]:
    """The findings about each site. Raises StoreError."""
    moment = datetime.datetime.now(datetime.UTC)
    with open_store(args.store, must_exist=True).read() as connection:
        for last, good in list_last_runs(connection, site_of(connection, args.site)):
            summary = json.loads(last.summary) if last.summary else {}
            since = in_store_form(moment - args.within)
            new = count_new_articles(connection, last.site, since)
            problems = [*_age(good, moment, args.max_age), *_end(last, summary), *_dead(summary)]
            if new < args.min_new:
                problems.append(f"{new} new articles since {since}, fewer than {args.min_new}")
            good_end = good.ended_at if good is not None else None
            yield Finding(last.site, tuple(problems), last.ended_at, good_end, new)


def _age(good: Any, moment: datetime.datetime, limit: datetime.timedelta) -> Iterator[str]:
    if good is None:
        yield "no run has ended well yet"
    elif good.ended_at < in_store_form(moment - limit):
        yield f"the last successful run ended at {good.ended_at}"


def _end(last: Any, summary: dict[str, Any]) -> Iterator[str]:
    if last.ended_at is None:
        why = summary.get("problem") or "it is still running, or was killed"
        yield f"the run started at {last.started_at} has not ended: {why}"
    elif summary.get("problem"):
        yield str(summary["problem"])


def _dead(summary: dict[str, Any]) -> Iterator[str]:
    for page in summary.get("start_pages", ()):
        if not page["read"]:
            yield f"start page {page['url']} was not read: {page['reason']}"
    for feed in summary.get("feeds", ()):
        if not feed["read"] and feed["origin"] == "seed":
            yield f"feed {feed['url']} was not read: {feed['reason']}"


def _duration(value: str) -> datetime.timedelta:
    try:
        return read_duration(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
