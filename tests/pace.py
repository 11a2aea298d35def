"""Processor time by what an ordinary page takes in the same process: a limit in seconds is right for one machine only.

    assert_within(8, lambda: clean(page))

One page is 64 KB of prose, cleaned as HTML and as text, so that it has its share of compiled code, patterns and plain Python. A
limit is set well above what the work takes and well below the square of it: plant a quadratic step to see that it is found.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import cache

from cleaners import clean, clean_text
from tests.encodings import HEADLINE, PROSE

#: Characters of UTF-8 in an ordinary page.
SIZE = 65_536

#: How often work over its limit is tried again: other processes share the caches of the processor.
TRIES = 4


def assert_within(pages: float, work: Callable[[], object]) -> None:
    """Fail if the work takes longer than so many ordinary pages do."""
    taken = pages_of(work, pages)
    assert taken <= pages, f"took as long as {taken:.1f} ordinary pages, the limit is {pages:g}"


def pages_of(work: Callable[[], object], limit: float) -> float:
    """How many ordinary pages take as long as the work. Over the limit both are measured again, one after the other."""
    taken = seconds_of(work) / _first_page_seconds()
    for _ in range(TRIES):
        if taken <= limit:
            break
        taken = min(taken, seconds_of(work) / page_seconds())
    return taken


def seconds_of(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def page_seconds() -> float:
    """Processor time of an ordinary page: the best of three."""
    return min(seconds_of(_read_page) for _ in range(3))


@cache
def _first_page_seconds() -> float:
    _read_page()  # loads and compiles what is needed
    return page_seconds()


def _read_page() -> None:
    lines = PROSE * math.ceil(SIZE / len("".join(PROSE).encode()))
    clean(f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>{''.join(f'<p>{line}</p>' for line in lines)}")
    clean_text("\n".join((HEADLINE, *lines)))
