"""``dute failures``: every address that was requested and gave nothing, and the reason."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from cleaners.reading.characters import sanitize
from crawler.store import StoreError, open_store
from crawler.store.census import Failure, list_failures
from dute.commands.arguments import add_store_argument, at_least_0, read_date
from dute.commands.output import say
from dute.commands.sites import add_site_argument, site_of

EPILOG = """\
examples:
  dute failures                       every address that was refused, gone, failed or not an article, with the reason
  dute failures --outcome failed --since 2025-03-01
  dute failures --reasons             how often each reason occurs
  dute failures --format json         also when the address is due again, and the page that links to it

The latest visit is shown. An asterisk marks addresses whose article is in the store from an earlier visit; it is kept.
"""

_OUTCOMES = ("refused", "gone", "failed", "not_article")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute failures``."""
    add_store_argument(parser)
    add_site_argument(parser)
    parser.add_argument(
        "--since", type=read_date, metavar="DATE", help="visited on or after this day (UTC), such as 2025-03-01"
    )
    parser.add_argument("--outcome", choices=_OUTCOMES, action="append", help="only this outcome; may be repeated")
    parser.add_argument("--limit", type=at_least_0, metavar="N", help="at most N addresses, latest visits first")
    parser.add_argument("--reasons", action="store_true", help="count by reason instead")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="json: one object per line")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the addresses. Returns the exit status."""
    number = 0
    reasons: Counter[tuple[str, str]] = Counter()
    try:
        with open_store(args.store, must_exist=True).read() as connection:
            site = site_of(connection, args.site)
            found = list_failures(
                connection, site, since=args.since, outcomes=args.outcome or _OUTCOMES, limit=args.limit
            )
            for failure in found:
                number += 1
                if args.reasons:
                    reasons[failure.outcome, failure.reason] += 1
                else:
                    print(
                        json.dumps(failure._asdict(), ensure_ascii=False) if args.format == "json" else _line(failure)
                    )
    except StoreError as error:
        say(str(error))
        return 1
    for (outcome, reason), count in reasons.most_common():
        if args.format == "json":
            print(json.dumps({"outcome": outcome, "reason": reason, "number": count}, ensure_ascii=False))
        else:
            print(f"{count:>7}  {outcome:<11}  {sanitize(reason)}")
    if args.format == "table":
        print(f"{number} address{'es' if number != 1 else ''}", file=sys.stderr)
    return 0


def _line(failure: Failure) -> str:
    mark = "*" if failure.stored else " "
    times = f"{failure.tries}×" if failure.tries > 1 else ""
    return f"{failure.fetched_at}  {failure.outcome:<11}{mark} {times:>3}  {sanitize(failure.url)}  {sanitize(failure.reason)}"
