"""The arguments of ``find``, ``export`` and ``feed`` that select stored articles."""

from __future__ import annotations

import argparse

from crawler.store.choice import Choice
from dute.commands.arguments import Period, as_text, read_date
from dute.commands.sites import add_site_argument


def add_choice_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--site --since --until --source --author --section``."""
    add_site_argument(parser)
    parser.add_argument(
        "--since",
        type=read_date,
        action=Period,
        metavar="DATE",
        help="published on or after this day, such as 2025-03-01",
    )
    parser.add_argument(
        "--until", type=read_date, action=Period, metavar="DATE", help="published on or before this day or month"
    )
    parser.add_argument("--source", type=as_text, metavar="NAME", help="only articles with exactly this source")
    parser.add_argument("--author", type=as_text, metavar="NAME", help="only articles by this author")
    parser.add_argument("--section", type=as_text, metavar="NAME", help="only articles of this section")


def read_choice(args: argparse.Namespace) -> Choice:
    """The choice that the arguments describe."""
    return Choice(args.site, args.since, args.until, args.source, args.author, args.section)
