"""``dute crawl``: sites into the store."""

from __future__ import annotations

import argparse

from crawler.store.frontier import LEASE, MAX_LEASE
from dute.commands.arguments import add_store_argument
from dute.commands.seeds import add_seed_argument, add_shard_argument

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

EPILOG = """\
examples:
  dute crawl                                the sites of all seeds (so far dutenews) into dute.db
  dute crawl dutenews --limit 50            at most 50 articles this time; the next run goes on from there
  dute crawl my-site.toml --store news.db   a site of your own
  dute crawl dutenews my-site.toml          both, side by side in one process
  dute crawl my-seeds/ --shard 2/4          the second of four machines: its share of the hosts of a folder of seeds
  dute crawl --store postgresql+psycopg://user@host/news --share
  dute crawl dutenews --summary run.json    the summary for a machine; dute runs and dute check read it from the store
  dute crawl dutenews --dry-run             what would be asked for, without asking

Articles are found on list pages, and in the feeds and sitemaps that a seed names (feeds = [...]) or the site itself does;
feeds = false leaves them alone.

Run it again and again, from cron or a timer: it asks for what is new or due, stores what is new or changed, and says
so. One that was killed or interrupted goes on where it was. robots.txt is obeyed. Set DUTE_CONTACT to the address under
which the site's people can reach you; it is sent with every request.

--on-article runs two processes of a site at a time (no shell, each a minute at most); its output goes to standard error. The
JSON is a line of dute export with event (new or updated) before it. Each article comes at least once, also after a kill: it
waits in the store until the command ended with 0. One that failed comes again in the next run with --on-article, five times
in all; after five failures in a row the rest is left for the next run. At its end the crawl waits five minutes at most.

exit status:
  0    the run came to its end; single pages that failed are counted, and tried again by the next runs
  1    no start page could be read, the site turned the crawl away, says that too many articles are gone at once or shows
       one page in place of many, the store could not be written, --on-article or --drift-hook failed, or something here
       went wrong
  2    usage: no such seed, a seed that is wrong, a store that cannot be opened
  3    the site's pages changed, and --on-drift is fail or stop
  130  interrupted; a second Ctrl-C or SIGTERM ends it at once, and nothing is lost
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute crawl``."""
    add_seed_argument(parser)
    add_store_argument(parser)
    parser.add_argument("--limit", type=_count, metavar="N", help="at most N articles this time")
    parser.add_argument("--recheck", action="store_true", help="ask for every known article again, due or not")
    parser.add_argument("--share", action="store_true", help="let several crawls work on one store; give it to each")
    parser.add_argument(
        "--lease",
        type=_seconds,
        metavar="SECONDS",
        default=LEASE,
        help=f"with --share: seconds of silence after which the others take over the work of a crawl ({LEASE})",
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
    parser.add_argument(
        "--on-article",
        metavar="COMMAND",
        help="run COMMAND for each new or changed article, beside the crawl; it gets the article as JSON on its input",
    )
    parser.add_argument(
        "--believe-gone",
        action="store_true",
        help="withdraw the articles that the site says are gone, even if they are so many that the site looks broken",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be asked for first, and ask for nothing"
    )
    parser.add_argument(
        "--summary", metavar="FILE", help="write the summary as JSON, an object a site and line (- : standard output)"
    )
    parser.add_argument(
        "-s", dest="settings", action="append", default=[], metavar="NAME=VALUE", help="a setting of Scrapy"
    )
    parser.add_argument("--log-file", metavar="FILE", help="append Scrapy's log to FILE (- : standard output)")
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="json: an object a line")
    parser.add_argument("--log-level", choices=LEVELS, help="of the log (INFO with -v or --log-file, else nothing)")
    parser.add_argument("-v", "--verbose", action="store_true", help="show Scrapy's log")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Crawl the sites, side by side. Returns the exit status, of several sites the worst."""
    from dute.crawling import run_crawl  # Scrapy is loaded when it is needed

    return run_crawl(args)


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 on is needed")
    return number


def _seconds(value: str) -> float:
    number = float(value)
    if not 4 <= number <= MAX_LEASE:
        raise argparse.ArgumentTypeError(f"seconds from 4 to {MAX_LEASE} are needed")
    return number
