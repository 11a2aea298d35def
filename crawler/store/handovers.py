"""Articles that wait to be passed to the operator's command (``dute crawl --on-article``).

An article is added in the transaction that stores it, and deleted when the command has succeeded. If a crawl is killed in
between, the article is passed again, by this crawl or a later one. Of several revisions, only the newest waits.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, func, insert, literal, or_, select, update

from crawler.store.database import in_store_form, now
from crawler.store.frontier import Outcome
from crawler.store.schema import articles, handovers

#: Number of runs in which the command may fail for an article before it is abandoned.
MAX_TRIES = 5

#: Time after a failure during which other crawls on the store do not retry an article. A crawl that is alone retries at its
#: beginning.
_REST = datetime.timedelta(hours=1)


class Waiting(NamedTuple):
    """A waiting article: its row number, the revision, and whether it is new or updated."""

    article_row: int
    revision: int
    event: str


def put(connection: Connection, url_id: int, outcome: Outcome) -> None:
    """Add the article of an address that was just stored, in place of an earlier revision of it. An article that was new and
    has not been passed on is still new."""
    row = articles.c.url_id == url_id
    revision = select(articles.c.revision).where(row).scalar_subquery()
    number = select(articles.c.id).where(row).scalar_subquery()
    waits = update(handovers).where(handovers.c.article_id == number)
    if connection.execute(waits.values(revision=revision, tries=0, held_until=None)).rowcount:
        return
    names = ["article_id", "site", "revision", "event", "tries"]
    values = select(articles.c.id, articles.c.site, articles.c.revision, literal(str(outcome)), literal(0)).where(row)
    connection.execute(insert(handovers).from_select(names, values))


def free_all(connection: Connection, site: str) -> None:
    """Release the articles held by earlier crawls, which have ended."""
    connection.execute(update(handovers).where(handovers.c.site == site).values(held_until=None))


def take(connection: Connection, site: str, seconds: float) -> Waiting | None:
    """Hold the next article for ``seconds``, so that no other crawl takes it. None if none waits."""
    free = or_(handovers.c.held_until.is_(None), handovers.c.held_until < now())
    query = select(handovers).where(handovers.c.site == site, free).order_by(handovers.c.article_id).limit(1)
    until = in_store_form(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds))
    while (row := connection.execute(query).first()) is not None:
        mine = handovers.c.article_id == row.article_id
        if connection.execute(update(handovers).where(mine, free).values(held_until=until)).rowcount:
            return Waiting(row.article_id, row.revision, row.event)
    return None


def finish(connection: Connection, waiting: Waiting) -> None:
    """Delete an article for which the command succeeded. If it changed meanwhile, it waits again."""
    connection.execute(delete(handovers).where(*_same(waiting)))


def fail(connection: Connection, waiting: Waiting) -> bool:
    """Record that the command failed. Returns whether the article is abandoned."""
    later = in_store_form(datetime.datetime.now(datetime.UTC) + _REST)
    connection.execute(update(handovers).where(*_same(waiting)).values(tries=handovers.c.tries + 1, held_until=later))
    given_up = delete(handovers).where(*_same(waiting), handovers.c.tries >= MAX_TRIES)
    return bool(connection.execute(given_up).rowcount)


def count_waiting(connection: Connection, site: str) -> int:
    """Number of waiting articles of a site."""
    return connection.scalar(select(func.count()).where(handovers.c.site == site)) or 0


def _same(waiting: Waiting) -> tuple[ColumnElement[bool], ...]:
    return handovers.c.article_id == waiting.article_row, handovers.c.revision == waiting.revision
