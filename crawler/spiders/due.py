"""When an address is requested again, by what became of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sqlalchemy import Connection

from cleaners import Article
from crawler.site.seed import Seed
from crawler.store import records
from crawler.store.database import in_store_form
from crawler.store.frontier import MAX_TRIES, Outcome, Target

#: Days until an address that gave no article is requested again, and one that failed `MAX_TRIES` times in a row. An article
#: that has just gone is looked for the next day: it may have been one bad night.
_REST = {Outcome.NOT_ARTICLE: 1, Outcome.REFUSED: 1, Outcome.GONE: 7, Outcome.MOVED: 7, Outcome.FAILED: 7}
_DAY = datetime.timedelta(days=1)

#: Consecutive visits without a new address after which a list rests longer each time: an hour, two, four, to a day. One
#: that named something new at a later visit than its first is no calendar: it may be quiet for twice as long.
QUIET_VISITS = 5
_FIRST_REST = datetime.timedelta(hours=1)


def next_visit(
    connection: Connection,
    seed: Seed,
    target: Target,
    outcome: Outcome,
    article: Article | None,
    more: Mapping[str, object],
) -> str | None:
    """The time at which an address is requested again; None for never. ``more`` has the ``barren`` visits of a list."""
    moment = datetime.datetime.now(datetime.UTC)
    if outcome is Outcome.OUT_OF_SCOPE:
        return None
    if outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED):
        published = article.date_published if article else records.date_of(connection, target.id)
        return in_store_form(seed.recrawl.next_visit(published, moment))
    if target.depth == 0 or (outcome is Outcome.FAILED and target.tries + 1 < MAX_TRIES):
        return in_store_form(moment)
    if outcome is Outcome.LIST:
        return in_store_form(moment + _rest_of_list(int(str(more.get("barren", 0)))))
    rest = datetime.timedelta(days=_REST[outcome])
    is_new = target.stored and target.tries == 0
    return in_store_form(moment + (min(rest, _DAY) if target.kind == "list" or is_new else rest))


def _rest_of_list(barren: int) -> datetime.timedelta:
    """How long a list rests that named nothing new so often: not at all, then an hour, two, four, to a day."""
    if barren < QUIET_VISITS:
        return datetime.timedelta(0)
    return min(_FIRST_REST * int(2 ** min(barren - QUIET_VISITS, 8)), _DAY)
