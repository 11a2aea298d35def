"""The time at which an address is requested again, by its outcome."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sqlalchemy import Connection

from cleaners import Article
from crawler.site.seed import Seed
from crawler.store import records
from crawler.store.database import in_store_form
from crawler.store.frontier import MAX_TRIES, Outcome, Target

#: Days until an address without an article is requested again, or one that failed `MAX_TRIES` times in a row. An article that
#: has just disappeared is requested on the next day, since the site may have had a single bad night.
_REST = {Outcome.NOT_ARTICLE: 1, Outcome.REFUSED: 1, Outcome.GONE: 7, Outcome.MOVED: 7, Outcome.FAILED: 7}
_DAY = datetime.timedelta(days=1)

#: Number of consecutive visits without a new address after which the interval of a list doubles each time: one hour, two, four,
#: up to a day. A list that ever named something new after its first visit is no calendar, and may be quiet for twice as many
#: visits.
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
    """The time at which an address is requested again; None for never. ``more`` contains the number of ``barren`` visits of a
    list."""
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
    """The interval of a list after this many visits without a new address: zero at first, then one hour, two, four, up to a
    day."""
    if barren < QUIET_VISITS:
        return datetime.timedelta(0)
    return min(_FIRST_REST * int(2 ** min(barren - QUIET_VISITS, 8)), _DAY)
