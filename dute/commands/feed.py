"""``dute feed``: the newest stored articles as an Atom feed."""

from __future__ import annotations

import argparse
from contextlib import closing
from functools import partial
from urllib.parse import urlsplit

from cleaners.files import open_output
from crawler.archive.feed import ENTRIES, Feed, render_feed
from crawler.store import StoreError, open_store
from crawler.store.records import choose_articles
from crawler.store.schema import articles
from dute.commands.arguments import add_store_argument, at_least_1, output_place
from dute.commands.choices import add_choice_arguments, read_choice
from dute.commands.output import status_of
from dute.commands.sites import site_of

EPILOG = """\
examples:
  dute feed -o /srv/www/news.atom --url https://example.org/news.atom
  dute feed --site 读特 --section 深圳 --limit 20
  dute feed --author 林一帆 --full > feed.atom

The feed has the newest articles by publication date, without withdrawn ones. The ID of an entry is the address of the article;
updated is the time of its last revision. If you publish the feed, give its address with --url, which becomes the feed's ID. Run
the command after every crawl; a file given with -o appears only once it is complete.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute feed``."""
    add_store_argument(parser)
    add_choice_arguments(parser)
    parser.add_argument(
        "--limit", type=at_least_1, default=ENTRIES, metavar="N", help=f"at most N articles (default: {ENTRIES})"
    )
    parser.add_argument("--title", metavar="TEXT", help="title of the feed (default: the name of the site, or dute)")
    parser.add_argument("--url", type=_address, metavar="URL", help="URL at which the feed is published")
    parser.add_argument("--full", action="store_true", help="include whole texts, not only summaries")
    parser.add_argument(
        "-o", "--output", type=output_place, metavar="FILE", help="output file (default: standard output)"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the feed. Returns the exit status."""
    return status_of(partial(_write, args), args.output, StoreError)


def _write(args: argparse.Namespace) -> int:
    with closing(open_store(args.store, must_exist=True)) as store, store.read() as connection:
        args.site = site_of(connection, args.site)
        choice = read_choice(args)
        feed = Feed(args.title or choice.site or "dute", choice, args.url, args.full)
        rows = choose_articles(connection, choice, args.limit, articles.c.withdrawn_at.is_(None))
        text = render_feed(feed, rows).decode("utf-8")
    with open_output(args.output) as out:
        out.write(text)
    return 0


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or not value.isprintable() or " " in value:
        raise argparse.ArgumentTypeError("expected a URL such as https://example.org/news.atom")
    return value
