"""``dute export``: the stored articles as files that others read."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from crawler.archive import warc
from crawler.archive.export import FORMATS, ExportError, export
from crawler.archive.pictures import name_pictures
from crawler.settings import USER_AGENT
from crawler.store import StoreError, open_store
from crawler.store.records import list_articles
from dute.commands.arguments import add_store_argument
from dute.commands.list import add_filter_arguments
from dute.commands.output import say

EPILOG = """\
examples:
  dute export > articles.jsonl                         the records, one a line
  dute export --format csv -o articles.csv             for a spreadsheet; people and pictures joined into one cell
  dute export --format parquet -o articles.parquet     needs the extra: pip install 'dute[parquet]'
  dute export --format markdown -o articles/           a folder: one file an article, named by its number
  dute export --format markdown --since 2025-03-01     one text, an article after the other
  dute export --pictures pictures/ > articles.jsonl    with the pictures that were kept (pictures = true in the seed)
  dute export --format warc -o news.warc.gz            the pages as their servers sent them, every version of each
  dute export --format warc --all-pages -o all.warc.gz also the pages that were no article

A file given to -o appears only when it is whole. WARC is 1.1, gzip a record unless the name ends in .warc; dute import and
dute batch read it back. Pictures are in it too.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute export``."""
    add_store_argument(parser)
    add_filter_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="jsonl", help="default jsonl")
    parser.add_argument("-o", "--output", metavar="PLACE", help="a file; for markdown also a folder, with / at its end")
    parser.add_argument(
        "--pictures",
        metavar="FOLDER",
        help="write the kept pictures there; images[].file of a record is the name below it",
    )
    parser.add_argument(
        "--all-pages", action="store_true", help="for warc: every stored page, not those of the chosen articles alone"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the articles. Returns the exit status."""
    if args.all_pages and (args.format != "warc" or args.since is not None or args.limit is not None):
        say("--all-pages is for --format warc, without --since and --limit")
        return 2
    if args.pictures is not None and args.format == "warc":
        say("--pictures is not for --format warc, which holds the pictures itself")
        return 2
    try:
        store = open_store(args.store, must_exist=True)
        with store.read() as connection:
            rows = list_articles(connection, site=args.site, since=args.since, limit=args.limit)
            if args.format == "warc":
                number, unit = _write_warc(connection, rows, args), "page"
            else:
                named = name_pictures(connection, rows, args.pictures)
                number, unit = export(named, args.format, args.output), "article"
    except BrokenPipeError:
        raise
    except (StoreError, ExportError) as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"{args.output or 'standard output'}: cannot write: {error.strerror or error}")
        return 1
    if args.output is not None:
        say(f"{number} {unit}{'s' if number != 1 else ''} written to {args.output}")
    return 0


def _write_warc(connection: Connection, rows: Iterable[Any], args: argparse.Namespace) -> int:
    """Write the stored responses of articles and their pictures, or all. Returns the number of pages."""
    chosen = None if args.all_pages else [(row.url_id, row.id) for row in rows]
    # In the order of discovery: an import gives the same store, whatever it sorts by.
    pages = warc.list_url_ids(connection, args.site) if chosen is None else sorted(url_id for url_id, _ in chosen)
    with warc.open_warc(args.output) as writer:
        writer.write_info(USER_AGENT.split(" ", 1)[0], args.output)
        number = warc.write_pages(connection, pages, writer)
        shown = None if chosen is None else sorted(row for _, row in chosen)
        warc.write_pictures(connection, args.site, shown, writer)
    return number
