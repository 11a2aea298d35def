"""``dute list``: the articles in the store."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from cleaners.reading.characters import sanitize
from cleaners.render.blocks import shorten
from crawler.store import Store, StoreError, open_store, reprints
from crawler.store.packing import read_glance
from crawler.store.records import list_articles, list_glances
from dute.commands.arguments import add_store_argument, at_least_0, read_date
from dute.commands.output import say, shown_name, tell
from dute.commands.sites import add_site_argument, site_in

EPILOG = """\
examples:
  dute list                          every stored article, newest first
  dute list --since 2025-03-01 --limit 20
  dute list --format json | jq .headline
  dute list --clusters               stories stored more than once, earliest copy first
"""

#: The heading of the table.
_HEADING = f"{'id':>10}  {'published':<16}  {'length':>6}  headline  authors"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute list``."""
    add_store_argument(parser)
    add_filter_arguments(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="json: one record per line")
    parser.add_argument(
        "--clusters",
        action="store_true",
        help="list stories stored under several addresses, including edited copies; --limit counts stories",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that select stored articles, for ``list`` and others."""
    add_site_argument(parser)
    parser.add_argument(
        "--since", type=read_date, metavar="DATE", help="published on or after this day, such as 2025-03-01"
    )
    parser.add_argument("--limit", type=at_least_0, metavar="N", help="at most N articles, newest first")


def run(args: argparse.Namespace) -> int:
    """Print the articles. Returns the exit status."""
    try:
        store = open_store(args.store, must_exist=True)
        args.site = site_in(store, args.site)
        if args.clusters:
            return _list_clusters(store, args)
        with store.read() as connection:
            number = 0
            asked = None if args.limit is None else args.limit + 1  # the additional one shows that there are more
            wanted = {"site": args.site, "since": args.since, "limit": asked}
            lines: Iterator[str]
            if args.format == "json":
                lines = (row.record for row in list_articles(connection, **wanted))
            else:
                lines = map(_line, list_glances(connection, **wanted))
            for line in islice(lines, args.limit):
                if not number and args.format == "table":
                    print(_HEADING)
                number += 1
                print(line)
            is_all = next(lines, None) is None
    except StoreError as error:
        say(str(error))
        return 1
    if args.format == "table":
        articles = f"{number} article{'s' if number != 1 else ''}"
        named = shown_name(store.name)
        tell(
            f"{articles} in {named}" if is_all else f"the newest {articles} of {named}; --limit shows more", sys.stderr
        )
    return 0


def _list_clusters(store: Store, args: argparse.Namespace) -> int:
    if not store.is_read_only:
        with store.write() as connection:
            reprints.complete_fingerprints(connection)
    with store.read() as connection:
        groups = reprints.list_clusters(connection, site=args.site, since=args.since, limit=args.limit)
    headed = False
    for group in groups:
        if args.format == "json":
            copies = [
                {
                    "article_id": copy.row.article_id,
                    "site": copy.row.site,
                    "url": copy.row.url,
                    "headline": copy.row.headline,
                    "date_published": copy.row.date_published,
                    "first_seen_at": copy.row.first_seen_at,
                    "similarity": copy.similarity,
                }
                for copy in group
            ]
            print(json.dumps(copies, ensure_ascii=False))
            continue
        if not headed:
            print(f"{_HEADING}  address")
            headed = True
        print(_line(group[0].row))
        for copy in group[1:]:
            print(f"{round(100 * copy.similarity):>9}% {_line(copy.row)[10:]}  {sanitize(copy.row.url)}")
    if args.format == "table":
        print(
            f"{len(groups)} {'stories are' if len(groups) != 1 else 'story is'} stored more than once", file=sys.stderr
        )
    return 0


def _line(row: Any) -> str:
    glance = read_glance(row.glance)
    date = (row.date_published or "")[:16].replace("T", " ")
    withdrawn = " (withdrawn)" if row.withdrawn_at else ""
    headline = shorten(sanitize(row.headline or glance.beginning).replace("\n", " "), 56)
    people = sanitize("、".join(glance.authors))
    return f"{row.article_id or '-':>10}  {date:<16}  {glance.characters:>6}  {headline}{withdrawn}  {people}".rstrip()
