"""``dute export``: the stored articles as files for other programs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from cleaners.extras import require
from cleaners.reading.characters import sanitize
from crawler.archive import warc
from crawler.archive.export import FIELDS, FORMATS, ExportError, Written, export
from crawler.archive.news import news_for
from crawler.archive.pictures import name_pictures
from crawler.archive.workbook import CELL_UNITS
from crawler.settings import USER_AGENT
from crawler.store import Store, StoreError, open_store
from crawler.store.choice import Choice
from crawler.store.marks import forget_mark, list_marks
from crawler.store.records import choose_articles
from dute.commands.arguments import add_store_argument, at_least_0, folder_place, format_name, output_place
from dute.commands.choices import add_choice_arguments, read_choice
from dute.commands.output import say, status_of
from dute.commands.sites import site_in
from dute.suggestions import did_you_mean

#: The mark of a consumer without a name.
DEFAULT_MARK = "default"

EPILOG = """\
examples:
  dute export > articles.jsonl                         the records, one per line
  dute export --format xlsx -o articles.xlsx           for Excel; needs the extra: pip install 'dute[xlsx]'
  dute export --format csv -o articles.csv             for other tools; people and pictures are joined into one cell
  dute export --format parquet -o articles.parquet     needs the extra: pip install 'dute[parquet]'
  dute export --format markdown -o articles/           a folder with one file per article, named by its ID
  dute export --format markdown --since 2025-03-01     all articles in one text
  dute export --author 林一帆 --until 2025-03 --fields url,headline,date_published
  dute export --new -o new.jsonl                       what is new or changed since the last export with --new
  dute export --new --mark search | curl …             the same for another consumer
  dute export --pictures pictures/ > articles.jsonl    with the stored pictures (pictures = true in the seed)
  dute export --format warc -o news.warc.gz            the pages as their servers sent them, every version of each
  dute export --format warc --all-pages -o all.warc.gz also the pages that were not articles

A file given with -o appears only once it is complete. Besides the record, every article has first_seen_at, changed_at,
withdrawn_at, revision, and fetched_at (when the page behind the record was fetched).

--new gives each new or changed article once per mark; an article that the site withdrew or restored counts as changed. The
mark moves only after everything is written. If an export is killed, or its reader closes the pipe, the next one gives the same
articles again (at-least-once delivery); url and revision identify duplicates. A pipe only tells that the reader has received
the data, not that it has processed it. A mark belongs to one selection (--site, --since, …).

CSV files begin with a byte-order mark, by which Excel recognises UTF-8 (--no-bom omits it); standard output has none. A workbook
has the columns most readers want (choose others with --fields), real dates in China time, and text that never becomes a
formula. Excel cells hold at most 32,767 characters; longer texts are cut, and the column "note" and the last line say so.

WARC output is version 1.1, compressed record by record unless the name ends in .warc. It includes stored pictures. dute import
and dute batch can read it.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute export``."""
    add_store_argument(parser)
    add_choice_arguments(parser)
    parser.add_argument("--limit", type=at_least_0, metavar="N", help="at most N articles, newest first")
    parser.add_argument(
        "--format", type=format_name, choices=FORMATS, default="jsonl", help="default: jsonl; md means markdown"
    )
    parser.add_argument(
        "--fields", type=_fields, metavar="NAME,…", help="only these fields, in this order (jsonl, csv, xlsx, parquet)"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PLACE",
        type=output_place,
        help="output file; for markdown also a folder, ending in /; - for standard output",
    )
    parser.add_argument("--no-bom", action="store_true", help="for csv: write no byte-order mark")
    parser.add_argument(
        "--new", action="store_true", help="only articles new or changed since the last export with --new"
    )
    parser.add_argument("--mark", metavar="NAME", help=f"with --new: name of the consumer (default: {DEFAULT_MARK})")
    parser.add_argument("--marks", action="store_true", help="list the marks, without exporting")
    parser.add_argument(
        "--forget", metavar="NAME", help="delete a mark, so that its consumer starts over, without exporting"
    )
    parser.add_argument(
        "--pictures",
        type=folder_place,
        metavar="FOLDER",
        help="write the stored pictures to FOLDER; images[].file is the name below it",
    )
    parser.add_argument(
        "--all-pages", action="store_true", help="for warc: every stored page, not only those of the selected articles"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the articles. Returns the exit status."""
    if problem := _misuse(args):
        say(problem)
        return 2
    if args.format == "xlsx":
        require("--format xlsx", "xlsx")
    return status_of(partial(_run, args), args.output, StoreError, ExportError)


def _run(args: argparse.Namespace) -> int:
    with closing(open_store(args.store, must_exist=True)) as store:
        if args.marks:
            return _list_marks(store)
        if args.forget is not None:
            return _forget(store, args.forget)
        args.site = site_in(store, args.site)
        written = _export(store, args)
    if args.output is not None:
        say(_summary(written, args))
    return 0


def _summary(written: Written, args: argparse.Namespace) -> str:
    number, cut = written
    unit = "page" if args.format == "warc" else "article"
    line = (
        f"{number} {'new or changed ' if args.new else ''}{unit}{'s' if number != 1 else ''} written to {args.output}"
    )
    return f"{line}; {cut} cell{'s' if cut != 1 else ''} cut to {CELL_UNITS:,} characters" if cut else line


_TITLES = {"markdown": "Markdown", "warc": "WARC"}


def _misuse(args: argparse.Namespace) -> str | None:
    if args.mark is not None and not args.new:
        return "--mark needs --new"
    if args.new and args.limit is not None:
        return "--new cannot be combined with --limit: the mark moves past everything new"
    if args.fields is not None and args.format in ("markdown", "warc"):
        return f"--fields needs jsonl, csv, xlsx or parquet: {_TITLES[args.format]} has no fields to select"
    if args.no_bom and args.format != "csv":
        return "--no-bom needs --format csv"
    narrows = args.new or args.limit is not None or replace(read_choice(args), site=None) != Choice()
    if args.all_pages and (args.format != "warc" or narrows):
        return "--all-pages needs --format warc, and can be combined only with --site"
    if args.pictures is not None and args.format == "warc":
        return "--pictures cannot be combined with --format warc, which includes the pictures"
    return None


def _export(store: Store, args: argparse.Namespace) -> Written:
    choice = read_choice(args)
    if not args.new:
        with store.read() as connection:
            return _write(connection, choose_articles(connection, choice, args.limit), args)
    with news_for(store, args.mark or DEFAULT_MARK, choice) as (connection, rows):
        written = _write(connection, rows, args)
        if args.output is None:
            _sync_output()
    return written


def _write(connection: Connection, rows: Iterable[Any], args: argparse.Namespace) -> Written:
    if args.format == "warc":
        return Written(_write_warc(connection, rows, args))
    named = name_pictures(connection, rows, args.pictures)
    return export(named, args.format, args.output, args.fields, mark=not args.no_bom)


def _sync_output() -> None:
    """Make sure that standard output is on disk, if it is a file."""
    sys.stdout.flush()
    with suppress(OSError, ValueError):  # a pipe, or closed
        os.fsync(sys.stdout.fileno())


def _list_marks(store: Store) -> int:
    with store.read() as connection:
        marks = list_marks(connection)
    for mark in marks:
        choice = "" if mark.choice == "{}" else f"  {mark.choice}"
        print(sanitize(f"{mark.name}  served up to {mark.moved_at}{choice}"))
    if not marks:
        print("no export with --new yet")
    return 0


def _forget(store: Store, name: str) -> int:
    with store.write() as connection:
        if forget_mark(connection, name):
            return 0
    say(f"no mark is named {name} (--marks lists them)")
    return 1


def _fields(value: str) -> Sequence[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in FIELDS]
    if unknown or not names:
        advice = did_you_mean(unknown[0], FIELDS) if unknown else ""
        raise argparse.ArgumentTypeError(
            f"no field {', '.join(unknown) or value!r}; known fields: {' '.join(FIELDS)}{advice}"
        )
    return names


def _write_warc(connection: Connection, rows: Iterable[Any], args: argparse.Namespace) -> int:
    """Write the stored responses of articles and their pictures, or all. Returns the number of pages."""
    chosen = None if args.all_pages else [(row.url_id, row.id) for row in rows]
    # Written in the order of discovery, so that an import leads to the same store even if pages have equal times.
    pages = warc.list_url_ids(connection, args.site) if chosen is None else sorted(url_id for url_id, _ in chosen)
    with warc.open_warc(args.output) as writer:
        writer.write_info(USER_AGENT.split(" ", 1)[0], args.output)
        number = warc.write_pages(connection, pages, writer)
        shown = None if chosen is None else sorted(row for _, row in chosen)
        warc.write_pictures(connection, args.site, shown, writer)
    return number
