"""Compare a feed with a page: do they agree on the day of publication and the headline? The page takes precedence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from itertools import pairwise

#: The flag of an article whose page states another day than every feed that lists it.
DATE_DIFFERS = "feed_date_differs"

#: Maximum difference between two dates that agree, in days: feeds declare Shanghai's time as GMT, or state the time of their
#: own creation.
MAX_DAYS = 1


def disagrees(published: str | None, witnessed: Iterable[str]) -> bool:
    """Whether a page's date (ISO 8601) differs from the dates in all feeds. Without a date on one of the sides, the two
    agree."""
    own = _day(published)
    others = [day for day in map(_day, witnessed) if day is not None]
    return own is not None and bool(others) and all(abs((own - day).days) > MAX_DAYS for day in others)


def is_other_title(headline: str, title: str) -> bool:
    """Whether a feed's title differs from the page's headline: neither contains the other, and they share less than half of
    their pairs of characters. Since lists shorten headlines, a difference is only counted."""
    one, other = (re.sub(r"[\W_]+", "", text).lower() for text in (headline, title))
    if not one or not other or one in other or other in one:
        return False
    pairs, others = set(pairwise(one)), set(pairwise(other))
    return 2 * len(pairs & others) < min(len(pairs), len(others))


def _day(moment: str | None) -> datetime.date | None:
    """The day in Shanghai. The times compared here are in its zone, or are only a day."""
    try:
        return datetime.datetime.fromisoformat(moment).date() if moment else None
    except ValueError:
        return None
