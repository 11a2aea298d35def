"""``dute crawl``: one site into the store."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cleaners.commands.output import say
from crawler.seed import Seed, SeedError, load_seed
from crawler.store import StoreError, open_store
from crawler.store.frontier import LEASE

if TYPE_CHECKING:
    from crawler.spiders.news import NewsSpider

EPILOG = """\
examples:
  dute crawl                                the site of the first seed (dutenews) into dute.db
  dute crawl dutenews --limit 50            at most 50 articles this time; the next run goes on from there
  dute crawl my-site.toml --store news.db   a site of your own
  dute crawl --store postgresql+psycopg://user@host/news

Run it again and again, from cron or a timer: it asks for what is new or due, stores what is new or changed, and says
so. One that was killed or interrupted goes on where it was. robots.txt is obeyed. Set DUTE_CONTACT to the address under
which the site's people can reach you; it is sent with every request.

exit status:
  0    the run came to its end; single pages that failed are counted, and tried again by the next runs
  1    no start page could be read, the store could not be written, or something here went wrong
  2    usage: no such seed, a seed that is wrong, a store that cannot be opened
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

_NOT_FETCHED = frozenset({"out_of_scope"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute crawl``."""
    parser.add_argument(
        "seed", nargs="?", metavar="SEED", help="a name in seeds/ or the path of a seed file (dutenews)"
    )
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
    parser.add_argument("-v", "--verbose", action="store_true", help="show Scrapy's log")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def add_store_argument(parser: argparse.ArgumentParser) -> None:
    """``--store``, which every command about the store takes."""
    parser.add_argument(
        "--store", metavar="STORE", help="an SQLite file or a database address ($DUTE_STORE, else dute.db here)"
    )


def run(args: argparse.Namespace) -> int:
    """Crawl the site. Returns the exit status."""
    try:
        seed = load_seed(args.seed or "dutenews")
        open_store(args.store).close()  # a store that cannot be opened is a usage error, before anything is fetched
    except (SeedError, StoreError) as error:
        say(str(error))
        return 2
    try:
        spider = crawl(
            seed,
            args.store,
            limit=args.limit,
            recheck=args.recheck,
            share=args.share,
            lease=args.lease,
            verbose=args.verbose,
        )
    except StoreError as error:
        say(str(error))
        return 2
    print(summary(spider))
    return _status(spider)


def crawl(
    seed: Seed,
    store: str | None,
    *,
    limit: int | None = None,
    recheck: bool = False,
    share: bool = False,
    lease: float = LEASE,
    verbose: bool = False,
) -> NewsSpider:
    """Crawl a site in this process, which can do so once, and give back the spider with its counts.

    Raises StoreError where the store is in use.
    """
    from crawler.launch import run_spider
    from crawler.spiders.news import NewsSpider

    settings = {
        "LOG_LEVEL": "INFO" if verbose else "CRITICAL",
        "PROGRESS_ENABLED": not verbose,
    }
    opened = open_store(store)
    wishes = {"limit": limit, "recheck": recheck, "share": share, "lease": lease}
    spider = run_spider(NewsSpider, settings, seed=seed, store=opened, **wishes)
    assert isinstance(spider, NewsSpider)
    return spider


def summary(spider: NewsSpider) -> str:
    """What a crawl did, for people."""
    counts = spider.counts
    fetched = sum(number for outcome, number in counts.items() if outcome not in _NOT_FETCHED)
    lines = [f"{spider.seed.name}: {fetched} fetched" + (" (an earlier run, continued)" if spider.resumed else "")]
    lines += [
        f"  {counts[key]:>6}  {words}"
        for key, words in _SUMMARY
        if counts[key] or key in ("new", "updated", "unchanged")
    ]
    if spider.not_due:
        lines.append(f"  {spider.not_due:>6}  addresses not due yet, left alone")
    if spider.pending:
        lines.append(f"  {spider.pending:>6}  left for the next run")
    if not counts["new"] and not counts["updated"]:
        lines.append("nothing new was stored")
    return "\n".join(lines)


def _status(spider: NewsSpider) -> int:
    if spider.interrupted:
        say("interrupted; the same command goes on from here")
        return 130
    if spider.failure is not None:
        say(spider.failure)
    elif not (spider.read_start or spider.resumed or spider.share):
        say(
            f"no start page of {spider.seed.name} could be read ({', '.join(spider.seed.start)}): {spider.start_reason}"
        )
    elif spider.unexplained:
        say(f"{spider.unexplained} addresses have no outcome; this is a fault of dute")
    elif spider.errors:
        say(f"{spider.errors} pages made the crawler fail; -v shows how. This is a fault of dute")
    else:
        return 0
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
