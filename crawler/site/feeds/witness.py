"""Whether a feed agrees with a page on the day of publication and the headline. The page decides."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from itertools import pairwise

#: The flag of an article whose page gives another day than every feed that names it.
DATE_DIFFERS = "feed_date_differs"

#: Days between two dates that are still one: feeds write Shanghai's time as GMT, or the time at which they were made.
MAX_DAYS = 1


def disagrees(published: str | None, witnessed: Iterable[str]) -> bool:
    """Whether a page's date (ISO 8601) is another one than each of those that feeds give. Without a date on one of the sides
    there is nothing to disagree about."""
    own = _day(published)
    others = [day for day in map(_day, witnessed) if day is not None]
    return own is not None and bool(others) and all(abs((own - day).days) > MAX_DAYS for day in others)


def is_other_title(headline: str, title: str) -> bool:
    """Whether a feed's title is another one than the headline of the page: neither holds the other, and they share less than half
    of their pairs of characters. Lists shorten headlines, so a difference is counted and no more."""
    one, other = (re.sub(r"[\W_]+", "", text).lower() for text in (headline, title))
    if not one or not other or one in other or other in one:
        return False
    pairs, others = set(pairwise(one)), set(pairwise(other))
    return 2 * len(pairs & others) < min(len(pairs), len(others))


def _day(moment: str | None) -> datetime.date | None:
    """The day in Shanghai; the times that are compared here are written in its zone, or name a day alone."""
    try:
        return datetime.datetime.fromisoformat(moment).date() if moment else None
    except ValueError:
        return None
