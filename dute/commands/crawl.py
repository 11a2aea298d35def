"""``dute crawl``: sites into the store."""

from __future__ import annotations

import argparse

from crawler.store.frontier import LEASE, MAX_LEASE
from dute.commands.arguments import add_store_argument, at_least_0
from dute.commands.seeds import add_seed_argument, add_shard_argument

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

EPILOG = """\
examples:
  dute crawl                                all seeds in seeds/ (currently dutenews) into dute.db
  dute crawl dutenews --limit 50            at most 50 articles this time; the next run continues
  dute crawl my-site.toml --store news.db   a site of your own
  dute crawl dutenews my-site.toml          both, in parallel in one process
  dute crawl my-seeds/ --shard 2/4          the second of four machines: its share of the hosts in a folder of seeds
  dute crawl --store postgresql+psycopg://user@host/news --share
  dute crawl dutenews --summary run.json    write the summary as JSON; dute runs and dute check read it from the store
  dute crawl dutenews --dry-run             list what would be fetched, without fetching

Articles are found on list pages, and in feeds and sitemaps, which the seed lists (feeds = [...]) or the site announces. With
feeds = false, feeds are ignored.

Run the command repeatedly, from cron or a timer: it fetches what is new or due, stores what is new or changed, and prints a
summary. A run that was killed or interrupted is resumed. robots.txt is obeyed. Set DUTE_CONTACT to an address under which
the site's operators can reach you; it is sent with every request.

--on-article runs up to two processes per site at a time, without a shell, each for at most a minute; their output goes to
standard error. Their input is a line of dute export as JSON, preceded by event (new or updated). Each article is delivered at
least once, even after a kill: it stays in the store until the command has exited with 0. If the command fails, the article is
retried in the next run with --on-article, five times in all; after five failures in a row, the rest is left for the next run.
When the crawl ends, it waits for the commands for at most five minutes.

exit status:
  0    the run completed; single pages that failed are counted, and retried by the next runs
  1    no start page could be read, the site refused the crawl, too many articles disappeared at once or turned into the
       same page, the store could not be written, --on-article or --drift-hook failed, or dute itself failed
  2    wrong usage: no such seed, an invalid seed, or a store that cannot be opened
  3    the layout of the site changed, and --on-drift is fail or stop
  130  interrupted; a second Ctrl-C or SIGTERM ends the crawl immediately, and nothing is lost
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute crawl``."""
    add_seed_argument(parser)
    add_store_argument(parser)
    parser.add_argument("--limit", type=at_least_0, metavar="N", help="at most N articles in this run")
    parser.add_argument("--recheck", action="store_true", help="revisit every known article, due or not")
    parser.add_argument(
        "--share", action="store_true", help="share the store with other crawls; each of them needs this option"
    )
    parser.add_argument(
        "--lease",
        type=_seconds,
        metavar="SECONDS",
        default=LEASE,
        help=f"with --share: seconds of silence after which others take over the work of a crawl (default: {LEASE})",
    )
    add_shard_argument(parser)
    parser.add_argument(
        "--on-drift",
        choices=("report", "fail", "stop", "adopt"),
        default="report",
        help="what to do when the layout of the site changes: report it (default), report it and exit with 3, stop at once "
        "and exit with 3, or continue with the template learned from the new pages",
    )
    parser.add_argument(
        "--drift-hook",
        metavar="COMMAND",
        help="run COMMAND after the crawl if the layout changed; it gets JSON on standard input",
    )
    parser.add_argument(
        "--on-article",
        metavar="COMMAND",
        help="run COMMAND for each new or changed article during the crawl; it gets the article as JSON on standard input",
    )
    parser.add_argument(
        "--believe-gone",
        action="store_true",
        help="withdraw articles that are gone, even if there are so many that the site looks broken",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be fetched first, without fetching anything"
    )
    parser.add_argument(
        "--summary",
        metavar="FILE",
        help="write the summary as JSON, one object per site and line (- for standard output)",
    )
    parser.add_argument(
        "-s", dest="settings", action="append", default=[], metavar="NAME=VALUE", help="change a setting of Scrapy"
    )
    parser.add_argument("--log-file", metavar="FILE", help="append Scrapy's log to FILE (- for standard output)")
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="json: one object per line")
    parser.add_argument(
        "--log-level", choices=LEVELS, help="log level (default: INFO with -v or --log-file, otherwise no log)"
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show Scrapy's log")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Crawl the sites concurrently. Returns the exit status; for several sites, the worst."""
    from dute.crawling import run_crawl  # imports Scrapy, so only when needed

    return run_crawl(args)


def _seconds(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0
    if not 4 <= number <= MAX_LEASE:
        raise argparse.ArgumentTypeError(f"expected seconds from 4 to {MAX_LEASE}")
    return number
