"""Arguments that several commands take, and that need no package of the crawl."""

from __future__ import annotations

import argparse


def add_store_argument(parser: argparse.ArgumentParser) -> None:
    """``--store``, which every command about the store takes."""
    parser.add_argument(
        "--store", metavar="STORE", help="an SQLite file or a database URL (default: $DUTE_STORE, else dute.db)"
    )


def format_name(value: str) -> str:
    """A format by its name; ``md`` is Markdown, as its files end."""
    return "markdown" if value == "md" else value


def folder_place(value: str) -> str:
    """The folder that ``-o`` names; a folder has no standard output to stand in for it."""
    if value == "-":
        raise argparse.ArgumentTypeError("a folder is needed: - is standard output (./- is a folder of that name)")
    return value


def output_place(value: str) -> str | None:
    """The place that ``-o`` names; None, as without it, for ``-``, which is standard output."""
    return None if value == "-" else value
