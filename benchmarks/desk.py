"""Opening the desk of a large store in headless Chromium: ``python -m benchmarks.desk [ARTICLES]``.

The store is that of `benchmarks.large_store`, with at least ``ARTICLES`` articles (52,000) over 125 days. ``dute desk`` makes
two desks in a process of its own: the last 30 days, and the whole store, the worst case for a store of that size. Printed are
the articles that a desk counts and lists, its size, the CPU seconds of the command, the time that it takes to open (to the
end of the load event; median and slowest of ``--rounds``), the same with a quarter of the CPU, and the time of the first
search and of the next one.

Exit status 1 if a desk is larger than 5 MB, or its median opening takes longer than two seconds; 2 without a browser.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest

from benchmarks.large_store import STORED, fill, measure, multiply
from benchmarks.tables import markdown_table
from crawler.report.published import newest_day
from crawler.store import open_store
from tests.browser import WIDE, chromium, complaints, requested, resize

#: What a desk may have: bytes, milliseconds to open.
MAX_BYTES, MAX_OPENING = 5_000_000, 2000

#: The desks, by their numbers of days up to that of the newest article.
DESKS = (30, 366)

#: Of nine addresses of the store one is no article.
_ADDRESSES = 9 / 8

_OPENED = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
_SEARCH = """
const field = document.querySelector('#search');
field.value = arguments[0];
const begun = performance.now();
field.dispatchEvent(new Event('input'));
document.body.getBoundingClientRect();
return performance.now() - begun;
"""


class Measured(NamedTuple):
    """One desk: CPU seconds of the command, articles counted and listed, bytes; milliseconds in the browser."""

    days: int
    seconds: float
    counted: int
    listed: int
    size: int
    opening: list[float]
    slowed: list[float]
    searches: list[float]

    @property
    def is_good(self) -> bool:
        """Whether it keeps to the limits."""
        return self.size <= MAX_BYTES and median(self.opening) <= MAX_OPENING


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a store, make its desks, and open them. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=52_000)
    parser.add_argument("--rounds", type=int, default=5, help="openings of each desk (5)")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        addresses = int(args.articles * _ADDRESSES) + 9
        fill(path, min(addresses, STORED), 1000)
        multiply(path, addresses)
        try:
            with chromium(Path(folder) / "profile") as browser:
                resize(browser, WIDE)
                last = _newest(path)
                found = [_measure(browser, path, (days, last), args.rounds) for days in DESKS]
        except pytest.skip.Exception as missing:  # how tests answer a missing browser
            print(missing.msg, file=sys.stderr)
            return 2
    print(_table(found))
    return 0 if all(one.is_good for one in found) else 1


def _newest(path: Path) -> str:
    with closing(open_store(str(path))) as store, store.read() as connection:
        return newest_day(connection) or ""


def _measure(browser: Any, store: Path, days_until: tuple[int, str], rounds: int) -> Measured:
    days, last = days_until
    file = store.with_name(f"{days}.html")
    seconds, _ = measure(("desk", "--until", last, "--days", str(days), "-o", str(file)), store, store.parent)
    opening = [_open(browser, file) for _ in range(rounds)]
    numbers = [_number(browser, "#shown"), _number(browser, ".figures dd")]
    searches = [browser.execute_script(_SEARCH, query) for query in ("古井", "渡口")]
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 4})
    slowed = [_open(browser, file) for _ in range(rounds)]
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert (requested(browser), complaints(browser)) == ([], [])
    listed, counted = numbers
    return Measured(days, seconds, counted, listed, file.stat().st_size, opening, slowed, searches)


def _open(browser: Any, file: Path) -> float:
    browser.get("about:blank")
    browser.get(file.as_uri())
    return float(browser.execute_script(_OPENED))


def _number(browser: Any, selector: str) -> int:
    text = browser.execute_script("return document.querySelector(arguments[0]).textContent", selector)
    return int(re.sub(r"\D", "", text))


def _table(found: Sequence[Measured]) -> str:
    head = (
        "days|articles counted|listed|MB|`dute desk`, CPU s|opens, ms (median; slowest)|with a quarter of the CPU"
        "|first search; next, ms"
    ).split("|")
    rows = [
        [
            str(one.days),
            f"{one.counted:,}",
            f"{one.listed:,}",
            f"{one.size / 1e6:.2f}",
            f"{one.seconds:.1f}",
            f"{median(one.opening):.0f}; {max(one.opening):.0f}",
            f"{median(one.slowed):.0f}; {max(one.slowed):.0f}",
            f"{one.searches[0]:.0f}; {one.searches[1]:.0f}",
        ]
        for one in found
    ]
    return markdown_table(head, rows)


if __name__ == "__main__":
    sys.exit(main())
