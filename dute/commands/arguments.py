"""Arguments that several commands take, and that need no package of the crawl."""

from __future__ import annotations

import argparse
import datetime
import os
import re
from collections.abc import Sequence
from typing import Any

_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)


def add_store_argument(parser: argparse.ArgumentParser) -> None:
    """``--store``, which every command about the store takes."""
    parser.add_argument(
        "--store", metavar="STORE", help="an SQLite file or a database URL (default: $DUTE_STORE, else dute.db)"
    )


def as_text(value: str) -> str:
    """Words and names that are looked for in a store. What the locale could not read arrives as lone surrogates, which stand in
    no text: in a locale without Chinese the bytes are UTF-8 all the same; other bytes are those of a wrongly set terminal."""
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        pass
    try:
        value.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(
            "these bytes are no text in this locale: set LC_ALL and the terminal to the same encoding, such as UTF-8"
        ) from None
    return value


def at_least_0(value: str) -> int:
    """A number of things to show, from an argument."""
    return _at_least(0, value)


def at_least_1(value: str) -> int:
    """A number of things of which there must be one, from an argument."""
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
    """A day or month of the calendar in ISO form, from an argument: with another one nothing would ever be found."""
    try:
        is_date = _DATE.fullmatch(value) and datetime.date.fromisoformat(value if len(value) > 7 else f"{value}-01")
    except ValueError:
        is_date = None
    if not is_date:
        raise argparse.ArgumentTypeError("expected a day such as 2025-03-01")
    return value


class Period(argparse.Action):
    """Keeps ``--since`` or ``--until``, and refuses a period that ends before it begins."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keep one of the two."""
        setattr(namespace, self.dest, values)
        since, until = getattr(namespace, "since", None), getattr(namespace, "until", None)
        if since and until and since[: len(until)] > until[: len(since)]:
            parser.error(f"--until {until} is before --since {since}")


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
