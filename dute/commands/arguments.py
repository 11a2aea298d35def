"""Arguments that several commands share, and that need no package of the crawl."""

from __future__ import annotations

import argparse
import datetime
import os
import re
from collections.abc import Sequence
from typing import Any

_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)


def add_store_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--store``, which every command that uses the store takes."""
    parser.add_argument(
        "--store", metavar="STORE", help="an SQLite file or a database URL (default: $DUTE_STORE, else dute.db)"
    )


def as_text(value: str) -> str:
    """A word or name to be looked up in a store. Bytes that the locale could not decode arrive as lone surrogates, which no
    stored text contains. In a locale without Chinese, these bytes are still UTF-8; otherwise, the terminal has another encoding
    than the locale."""
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        pass
    try:
        value.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(
            "these bytes are not text in this locale: set LC_ALL and the terminal to the same encoding, such as UTF-8"
        ) from None
    return value


def at_least_0(value: str) -> int:
    """The argument as a number of items of at least 0."""
    return _at_least(0, value)


def at_least_1(value: str) -> int:
    """The argument as a number of items of at least 1."""
    return _at_least(1, value)


def _at_least(least: int, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 19) or int(value) < least:
        raise argparse.ArgumentTypeError(f"expected a number of at least {least}")
    return int(value)


def read_jobs(value: str) -> int:
    """A number of processes, from an argument; 0 is one per core."""
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise argparse.ArgumentTypeError("expected a number of processes, or 0 for one per core")
    return int(value)


def processors() -> int:
    """Number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_seconds(value: str) -> float:
    """A time to wait, from an argument."""
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError("expected a number of seconds above 0")
    return seconds


def read_date(value: str) -> str:
    """The argument as a valid day or month in ISO form: any other value would never match anything."""
    try:
        is_date = _DATE.fullmatch(value) and datetime.date.fromisoformat(value if len(value) > 7 else f"{value}-01")
    except ValueError:
        is_date = None
    if not is_date:
        raise argparse.ArgumentTypeError("expected a day such as 2025-03-01")
    return value


class Period(argparse.Action):
    """Stores ``--since`` or ``--until``, and rejects a period that ends before it begins."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Store one of the two."""
        setattr(namespace, self.dest, values)
        since, until = getattr(namespace, "since", None), getattr(namespace, "until", None)
        if since and until and since[: len(until)] > until[: len(since)]:
            parser.error(f"--until {until} is before --since {since}")


def format_name(value: str) -> str:
    """A format by name; ``md``, the file suffix, means Markdown."""
    return "markdown" if value == "md" else value


def folder_place(value: str) -> str:
    """The folder for ``-o``, which cannot be standard output."""
    if value == "-":
        raise argparse.ArgumentTypeError("a folder is needed: - is standard output (./- is a folder of that name)")
    return value


def output_place(value: str) -> str | None:
    """The file for ``-o``; None for ``-``, which is standard output, as without the option."""
    return None if value == "-" else value
