"""``dute desk``: the articles published within the last days, as one page for a browser."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import date, datetime
from functools import partial

from cleaners.files import open_output
from crawler.report.desk import read_desk, render_desk
from crawler.report.published import CHINA, Window, newest_day
from crawler.store import StoreError, open_store
from dute.commands.arguments import add_store_argument
from dute.commands.output import say, shown_name, status_of, tell
from dute.commands.sites import add_site_argument, site_of

EPILOG = """\
examples:
  dute desk                                  desk.html: the last 30 days of all sites
  dute desk --site 读特 --days 7 -o week.html
  dute desk --until 2026-03-31               the state of that day

The page shows the newest articles, counts by day and section, what changed (with the differing words) or was withdrawn since the
day before, frequent words of headlines, and reprints. It has search, filters and copying as Markdown or CSV, in English or
Chinese, light or dark. It is one file under 5 MB that loads nothing from the network. If something was left out because of the
size, the end of the page says so; dute find and dute export have everything. Days are in China time.

exit status: 0 written; 1 nothing to show, the store could not be read, or the file not written; 2 wrong usage
"""

#: Default and maximum number of days.
DAYS, MAX_DAYS = 30, 366


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute desk``."""
    add_store_argument(parser)
    add_site_argument(parser)
    parser.add_argument("--days", type=_days, default=DAYS, metavar="N", help=f"number of days (default: {DAYS})")
    parser.add_argument("--until", type=_day, metavar="DATE", help="the last day, such as 2026-03-31 (default: today)")
    parser.add_argument(
        "-o",
        "--output",
        default="desk.html",
        metavar="FILE",
        help="output file (default: desk.html); - for standard output",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the desk. Returns the exit status."""
    path = None if args.output == "-" else args.output
    return status_of(partial(_write, args, path), path, StoreError)


def _write(args: argparse.Namespace, path: str | None) -> int:
    window = Window(args.until or datetime.now(CHINA).date(), args.days)
    with closing(open_store(args.store, must_exist=True)) as store, store.read() as connection:
        site = site_of(connection, args.site)
        desk = read_desk(connection, window, site)
        if desk.is_empty:
            newest = newest_day(connection, site)
            hint = (
                f"; the newest article is from {newest} (use --until {newest})"
                if newest
                else " (dute list shows the stored articles)"
            )
            say(f"nothing was published from {window.first} to {window.last}{hint}")
            return 1
    with open_output(path) as out:
        out.write(render_desk(desk))
    if path is not None:
        tell(shown_name(path))
    return 0


def _days(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MAX_DAYS:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {MAX_DAYS}")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError("expected a day such as 2026-03-31") from None
