"""``dute show``: one stored article."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from cleaners.article import Article, Person
from cleaners.render.text import render_text
from crawler.store import StoreError, open_store
from crawler.store.packing import Stored
from crawler.store.records import find_articles, read_captures
from dute.commands.arguments import add_store_argument, as_text, format_name
from dute.commands.output import say

EPILOG = """\
examples:
  dute show 8760397                    the article as Markdown
  dute show 8760397 --format text --with-headline    headline, byline, date and source above the text
  dute show 8760397 --format json      its record, with every removal
  dute show 8760397 --format raw > p.html && dute explain p.html    the page as the server sent it
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute show``."""
    parser.add_argument("article", type=as_text, metavar="ID", help="ID or URL of the article")
    add_store_argument(parser)
    parser.add_argument(
        "--format",
        type=format_name,
        choices=("markdown", "text", "json", "raw"),
        default="markdown",
        help="json: the record; raw: the bytes of the page as fetched",
    )
    parser.add_argument(
        "--with-headline", action="store_true", help="for text: headline, byline, date and source above the body"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the article. Returns the exit status."""
    if args.with_headline and args.format != "text":
        say("--with-headline needs --format text: the other formats include the headline")
        return 2
    try:
        with open_store(args.store, must_exist=True).read() as connection:
            rows = find_articles(connection, args.article)
            if len(rows) != 1:
                several = f"{len(rows)} sites have an article {args.article}; give its URL: "
                addresses = ", ".join(row.url for row in rows)
                say(several + addresses if rows else f"no article {args.article} is stored (dute list shows them)")
                return 1
            row = rows[0]
            if args.format == "raw":
                sys.stdout.flush()
                sys.stdout.buffer.write(read_captures(connection, row.capture_id)[0].body)
                return 0
    except StoreError as error:
        say(str(error))
        return 1
    print(_rendered(row, args.format, with_headline=args.with_headline))
    return 0


def _rendered(row: Stored, form: str, *, with_headline: bool) -> str:
    if form == "text":
        record = json.loads(row.record)
        return _under_headline(record) if with_headline else str(record["text"])
    return str(row.record if form == "json" else row.markdown)


def _under_headline(record: Mapping[str, Any]) -> str:
    """The text of a record below headline and facts, as in ``dute clean --with-headline``."""
    facts = {name: record[name] for name in ("kicker", "headline", "deck", "source", "date_published", "text")}
    return render_text(Article(authors=tuple(Person(**author) for author in record["authors"]), **facts))
