"""Pages that a site shows in place of many articles. They are settled at the end of a run, when the number of equal ones is
known.

An overloaded site may respond with 200 and a page of its own design, which can have a headline, a date and a paragraph like an
article. A single one cannot be distinguished from a rewritten article. But articles that were different and are now all the
same, or nearly (`crawler.store.replaced`), were not edited. An article under several addresses is no stand-in: all of them are
new in the run, or they had the same content before, too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, delete, func, select, update

from crawler.site.seed import Seed
from crawler.store.database import now
from crawler.store.frontier import Outcome
from crawler.store.identities import chunks
from crawler.store.packing import glance_at, unpack
from crawler.store.replaced import find_replaced
from crawler.store.reprints import keep_fingerprint
from crawler.store.schema import articles, revisions, urls
from crawler.store.takedowns import MANY, SHARE, count_asked

#: More new articles than this, and than half of those asked for in a run, are not one story under several addresses: a portal
#: may have it in each of its channels.
MANY_NEW = 10


class Copies(NamedTuple):
    """One article at several ``addresses``, ``url`` being one of them."""

    url: str
    addresses: int


class StandIns(NamedTuple):
    """The stand-ins of a run: ``articles`` of the ``asked`` show one of a few pages that many show; ``url`` is the address of
    one of them. The updates ``taken_back`` are no longer stored; the ``new`` ones, without an earlier state, remain stored.
    ``copies`` are other articles that many addresses show."""

    asked: int = 0
    articles: int = 0
    taken_back: int = 0
    url: str | None = None
    copies: tuple[Copies, ...] = ()

    @property
    def new(self) -> int:
        """Number of the articles that remain stored as they are, since no earlier state of them is known."""
        return self.articles - self.taken_back


def take_back(connection: Connection, seed: Seed, run_id: int) -> StandIns:
    """Undo the updates of a run that made many articles the same: each article gets its previous state, its address counts as
    having given no article, and is due immediately. The bodies stay in the store."""
    asked = count_asked(connection, seed.name, run_id)
    least = max(MANY, SHARE * asked)
    rows: list[Any] = []
    copies: list[Copies] = []
    for shared in _read_shared(connection, seed.name, run_id, least):
        if _is_stand_in(connection, shared, asked):
            rows += shared
        else:
            copies.append(Copies(shared[0].url, len(shared)))
    rows += _read_alike(connection, seed.name, run_id, least, {row.id for row in rows})
    if not rows:
        return StandIns(asked, copies=tuple(copies))
    updated = [row for row in rows if row.revision > 1]
    for row in updated:
        _restore(connection, row)
        _refuse(connection, row.url_id, len(rows))
    return StandIns(asked, len(rows), len(updated), rows[0].url, tuple(copies))


def _is_stand_in(connection: Connection, rows: Sequence[Any], asked: int) -> bool:
    """Whether articles with the same content now are not one article: many of them were different ones before, or most of what
    a run asked for is new with it."""
    updated = [row.id for row in rows if row.revision > 1]
    new = len(rows) - len(updated)
    return (new > MANY_NEW and 2 * new > asked) or len(_contents_before(connection, updated)) > MANY


def _contents_before(connection: Connection, updated: Sequence[int]) -> set[str]:
    """What articles (by their rows) held in the revision before their newest, each content once."""
    found: set[str] = set()
    for numbers in chunks(updated):
        found.update(
            connection.scalars(
                select(revisions.c.content_hash)
                .join(articles, articles.c.id == revisions.c.article_id)
                .where(articles.c.id.in_(numbers), revisions.c.revision == articles.c.revision - 1)
            )
        )
    return found


def _read_shared(connection: Connection, site: str, run_id: int, least: float) -> list[Sequence[Any]]:
    """The articles that a run stored with a content that more than ``least`` of them share, grouped by content."""
    stored = _stored_in(site, run_id).where(urls.c.outcome.in_((Outcome.NEW, Outcome.UPDATED)))
    common = (
        select(stored.subquery().c.content_hash).group_by("content_hash").having(func.count() > least).scalar_subquery()
    )
    found: dict[str, list[Any]] = {}
    for row in connection.execute(stored.where(articles.c.content_hash.in_(common)).order_by(articles.c.id)):
        found.setdefault(row.content_hash, []).append(row)
    return list(found.values())


def _read_alike(connection: Connection, site: str, run_id: int, least: float, known: Set[int]) -> list[Any]:
    """The articles that a run updated to slightly varying pages, without those in ``known``."""
    updated = _stored_in(site, run_id).where(urls.c.outcome == Outcome.UPDATED, articles.c.revision > 1)
    rows = {row.id: row for row in connection.execute(updated.order_by(articles.c.id)) if row.id not in known}
    return [rows[found] for found in find_replaced(connection, list(rows), least)]


def _stored_in(site: str, run_id: int) -> Select[Any]:
    """The articles of a site that a run requested."""
    return (
        select(articles.c.id, articles.c.url_id, articles.c.content_hash, articles.c.revision, urls.c.url)
        .join(urls, urls.c.id == articles.c.url_id)
        .where(urls.c.site == site, urls.c.run_id == run_id, urls.c.state == "done")
    )


def _restore(connection: Connection, row: Any) -> None:
    """Restore the revision before an article's newest."""
    own = revisions.c.article_id == row.id
    connection.execute(delete(revisions).where(own, revisions.c.revision == row.revision))
    before = connection.execute(select(revisions).where(own, revisions.c.revision == row.revision - 1)).one()
    record = json.loads(unpack(before.content)[0])
    values = {
        "headline": record["headline"],
        "source": record["source"],
        "date_published": record["date_published"],
        "glance": glance_at(record),
        "content_hash": before.content_hash,
        "revision": before.revision,
        "capture_id": before.capture_id,
        "changed_at": before.at,
    }
    connection.execute(update(articles).where(articles.c.id == row.id).values(**values))
    keep_fingerprint(connection, row.id, before.content_hash, record["text"])


def _refuse(connection: Connection, url_id: int, number: int) -> None:
    """Record that the address of a restored article gave none, and make it due immediately, without validators: a 304 would
    only mean that the stand-in is unchanged."""
    values = {
        "outcome": str(Outcome.NOT_ARTICLE),
        "reason": f"the same page as at {number - 1} other addresses, or nearly",
        "tries": urls.c.tries + 1,
        "due_at": now(),
        "etag": None,
        "last_modified": None,
    }
    connection.execute(update(urls).where(urls.c.id == url_id).values(**values))
