"""``dute export``: the stored articles as files that others read."""

from __future__ import annotations

import argparse

from crawler.archive.export import FORMATS, ExportError, export
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

A file given to -o appears only when it is whole.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute export``."""
    add_store_argument(parser)
    add_filter_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="jsonl", help="default jsonl")
    parser.add_argument("-o", "--output", metavar="PLACE", help="a file; for markdown also a folder, with / at its end")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the articles. Returns the exit status."""
    try:
        store = open_store(args.store, must_exist=True)
        with store.read() as connection:
            rows = list_articles(connection, site=args.site, since=args.since, limit=args.limit)
            number = export(rows, args.format, args.output)
    except BrokenPipeError:
        raise
    except (StoreError, ExportError) as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"{args.output or 'standard output'}: cannot write: {error.strerror or error}")
        return 1
    if args.output is not None:
        say(f"{number} article{'s' if number != 1 else ''} written to {args.output}")
    return 0
