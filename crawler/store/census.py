"""Count the addresses of a store by result: totals, pages that gave nothing, and failures by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, desc, exists, func, or_, select

from crawler.site.feeds.values import Origin
from crawler.site.seed import Seed
from crawler.store.database import now
from crawler.store.frontier import ANOTHER_SHARD, GOOD, MAX_MOVES, Outcome, is_due, latest_due
from crawler.store.schema import articles, feeds, urls

#: Outcomes of an unsuccessful visit.
FAILURES = (Outcome.REFUSED, Outcome.GONE, Outcome.FAILED, Outcome.NOT_ARTICLE)


class Silent(NamedTuple):
    """A start page (``is_start``) or list that gave nothing at its last visit, and the reason."""

    url: str
    reason: str
    is_start: bool


class Failure(NamedTuple):
    """An address without an article, or a list without links, at its last visit: the time, the reason, the number of
    consecutive failures, and whether an article of it is stored."""

    url: str
    site: str
    kind: str
    outcome: str
    reason: str
    status: int | None
    fetched_at: str
    tries: int
    due_at: str | None
    found_on: str | None
    stored: bool


def count_outcomes(connection: Connection, run_id: int) -> Counter[str]:
    """Number of addresses per outcome in a run."""
    rows = connection.execute(
        select(urls.c.outcome, func.count())
        .where(urls.c.run_id == run_id, urls.c.state == "done")
        .group_by(urls.c.outcome)
    )
    return Counter({str(outcome): number for outcome, number in rows})


def count_known(connection: Connection, site: str) -> int:
    """Number of addresses of a site ever found."""
    return connection.scalar(select(func.count()).where(urls.c.site == site)) or 0


def knows_articles(connection: Connection, site: str) -> bool:
    """Whether any address of a site ever matched its seed's expression for articles."""
    found = select(exists().where(urls.c.site == site, urls.c.kind == "article"))
    return bool(connection.scalar(found))


def count_pending(connection: Connection, site: str) -> int:
    """Number of addresses on the frontier."""
    query = select(func.count()).where(urls.c.site == site, urls.c.state == "pending")
    return connection.scalar(query) or 0


def count_due(connection: Connection, seed: Seed, run_id: int) -> int:
    """Number of article addresses that are due and that a run has not visited."""
    query = select(func.count()).select_from(urls).where(urls.c.kind == "article", is_due(seed, run_id))
    return connection.scalar(query) or 0


def count_not_due(connection: Connection, seed: Seed, run_id: int) -> int:
    """Number of article addresses that a run did not request because they are not due."""
    query = select(func.count()).where(
        urls.c.site == seed.name,
        urls.c.kind == "article",
        urls.c.state == "done",
        urls.c.run_id != run_id,
        urls.c.outcome != Outcome.OUT_OF_SCOPE,
        urls.c.due_at > now(),
        urls.c.due_at <= latest_due(seed),
    )
    return connection.scalar(query) or 0


def outcome_reasons(connection: Connection, site: str) -> list[tuple[str, str, int]]:
    """The outcomes of a site's article addresses at their last visit: (outcome, reason, number), the most frequent first."""
    query = (
        select(urls.c.outcome, urls.c.reason, func.count())
        .where(urls.c.site == site, urls.c.kind == "article", urls.c.outcome.is_not(None))
        .group_by(urls.c.outcome, urls.c.reason)
    )
    found = [(str(outcome), reason or "", int(number)) for outcome, reason, number in connection.execute(query)]
    return sorted(found, key=lambda item: (-item[2], item[0], item[1]))


def count_unexplained(connection: Connection, site: str) -> int:
    """Number of addresses neither on the frontier nor with an outcome: 0, unless dute has a bug."""
    explained = or_(urls.c.state.in_(("pending", "taken")), and_(urls.c.state == "done", urls.c.outcome.is_not(None)))
    return connection.scalar(select(func.count()).where(urls.c.site == site, ~explained)) or 0


def count_new_articles(connection: Connection, site: str, since: str) -> int:
    """Number of articles that were stored for the first time at or after an ISO time."""
    query = select(func.count()).where(articles.c.site == site, articles.c.first_seen_at >= since)
    return connection.scalar(query) or 0


def list_silent(connection: Connection, seed: Seed, run_id: int) -> list[Silent]:
    """The start pages that a run did not read, and the lists that it requested and that gave nothing."""
    start = {seed.identity(url): url for url in seed.start}
    # Feeds are reported separately (`crawler.store.feeds.list_feeds`).
    others = or_(feeds.c.url_id.is_(None), feeds.c.origin == Origin.BODY, urls.c.identity.in_(list(start)))
    rows = connection.execute(
        select(urls.c.url, urls.c.identity, urls.c.outcome, urls.c.reason, urls.c.run_id, urls.c.state, urls.c.kind)
        .join(feeds, feeds.c.url_id == urls.c.id, isouter=True)
        .where(others)
        .where(urls.c.site == seed.name, or_(urls.c.kind == "list", urls.c.identity.in_(list(start))))
        .where(or_(urls.c.identity.in_(list(start)), and_(urls.c.run_id == run_id, urls.c.state == "done")))
        .order_by(urls.c.depth, urls.c.id)
    )
    silent = []
    for row in rows:
        was_asked = row.run_id == run_id and row.state == "done"
        if was_asked and (row.outcome in GOOD or (row.outcome == Outcome.MOVED and row.identity not in start)):
            continue
        if row.outcome == Outcome.OUT_OF_SCOPE:
            continue
        silent.append(Silent(row.url, row.reason if was_asked and row.reason else "not asked", row.identity in start))
    return silent


def count_read_starts(connection: Connection, seed: Seed, run_id: int) -> int:
    """Number of start pages that a run read, on any machine. A page that moved counts if its new address was read."""
    identities = [seed.identity(url) for url in seed.start]
    rows = connection.execute(
        select(urls.c.outcome, urls.c.reason).where(
            urls.c.site == seed.name, urls.c.identity.in_(identities), urls.c.run_id == run_id, urls.c.state == "done"
        )
    )
    return sum(
        row.outcome in GOOD or was_read_elsewhere(connection, seed, run_id, row.outcome, row.reason) for row in rows
    )


def was_read_elsewhere(connection: Connection, seed: Seed, run_id: int, outcome: str, place: str) -> bool:
    """Whether an address with this outcome and reason moved, and a run read its new address."""
    for _ in range(MAX_MOVES):
        if outcome != Outcome.MOVED:
            break
        there = connection.execute(
            select(urls.c.outcome, urls.c.reason).where(
                urls.c.site == seed.name, urls.c.identity == seed.identity(place), urls.c.run_id == run_id
            )
        ).first()
        if there is None:
            return False
        outcome, place = there
    return outcome in GOOD


def list_failures(
    connection: Connection,
    site: str | None = None,
    *,
    since: str | None = None,
    outcomes: Sequence[str] = FAILURES,
    limit: int | None = None,
) -> Iterator[Failure]:
    """Every address that gave no article or list at its last visit, latest visit first. ``since`` is an ISO time."""
    parent = urls.alias()
    query = (
        select(urls, parent.c.url.label("parent"), articles.c.id.label("stored"))
        .join(parent, parent.c.id == urls.c.found_on, isouter=True)
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .where(urls.c.outcome.in_(outcomes))
        .order_by(desc(urls.c.fetched_at), urls.c.id)
        .limit(limit)
    )
    if site is not None:
        query = query.where(urls.c.site == site)
    if since is not None:
        query = query.where(urls.c.fetched_at >= since)
    for row in connection.execute(query):
        yield Failure(
            row.url, row.site, row.kind, row.outcome, row.reason or "", row.status, row.fetched_at, row.tries, row.due_at,
            row.parent, row.stored is not None,
        )  # fmt: skip


def list_handed_over(connection: Connection, site: str) -> list[tuple[str, int]]:
    """The addresses found by a crawl and left to other shards, with their depth."""
    query = select(urls.c.url, urls.c.depth).where(urls.c.site == site, urls.c.reason == ANOTHER_SHARD)
    return [(row.url, row.depth) for row in connection.execute(query.order_by(urls.c.id))]
