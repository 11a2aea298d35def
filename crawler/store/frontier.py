"""The addresses to fetch, and their outcomes."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, desc, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from crawler.site.seed import Seed
from crawler.store.database import in_store_form, now
from crawler.store.schema import articles, urls

#: The reason of an address that the crawl on another machine fetches.
ANOTHER_SHARD = "another shard"

#: Consecutive failures after which the next runs no longer request an address.
MAX_TRIES = 5

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

#: SQLite allows 32,766 values per statement, older versions 999.
_CHUNK = 500


class Outcome(StrEnum):
    """The outcome of an address; every address that is done has exactly one."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    NOT_ARTICLE = "not_article"
    LIST = "list"
    MOVED = "moved"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    OUT_OF_SCOPE = "out_of_scope"


class Target(NamedTuple):
    """One address to fetch. ``etag`` and ``last_modified`` are set if an article is stored that a 304 can refer to."""

    id: int
    url: str
    kind: str
    depth: int
    etag: str | None
    last_modified: str | None


class Link(NamedTuple):
    """An address on a page. ``refusal`` is None, or the reason why it is never fetched."""

    url: str
    identity: str
    kind: str
    refusal: str | None


def read_link(seed: Seed, url: str, depth: int) -> Link:
    """Classify an address found ``depth`` links away from a start page."""
    kind = "article" if seed.is_article(url) else "list"
    # List pages at the maximum depth are read too, so articles may be one link deeper.
    reach = seed.depth + 1 if kind == "article" else seed.depth
    if seed.is_elsewhere(url):
        refusal = ANOTHER_SHARD
    elif not seed.in_scope(url):
        refusal = "another host"
    elif depth > reach:
        refusal = f"deeper than {seed.depth}"
    else:
        refusal = None
    return Link(seed.clean_url(url), seed.identity(url), kind, refusal)


#: Seconds until the addresses taken by a crawl expire unless it renews them.
LEASE = 120


def begin(connection: Connection, seed: Seed, run_id: int, *, alone: bool) -> None:
    """Fill the frontier for a run: start pages, addresses that failed in earlier runs, and those that a killed crawl had
    taken. Without ``alone`` only expired leases are taken back, since other crawls may be at work."""
    give_back(connection, seed.name, expired_only=not alone)
    discover(connection, seed, seed.start, run_id, depth=0)
    connection.execute(
        update(urls)
        .where(urls.c.site == seed.name, urls.c.outcome == Outcome.FAILED, urls.c.tries < MAX_TRIES)
        .where(urls.c.run_id != run_id)
        .values(state="pending")
    )


def discover(
    connection: Connection,
    seed: Seed,
    found: Iterable[str],
    run_id: int,
    depth: int,
    found_on: int | None = None,
    recheck: bool = False,
) -> None:
    """Store addresses found ``depth`` links away from a start page. A known one returns to the frontier if it is due and
    this run has not visited it. ``recheck``: every article is due."""
    links: dict[str, Link] = {}
    for url in found:
        link = read_link(seed, url, depth)
        links.setdefault(link.identity, link)
    for identities in _chunks(list(links)):
        known = {
            row.identity: row
            for row in connection.execute(
                select(
                    urls.c.id, urls.c.identity, urls.c.state, urls.c.depth, urls.c.run_id, urls.c.outcome, urls.c.due_at
                ).where(urls.c.site == seed.name, urls.c.identity.in_(identities))
            )
        }
        fresh = [
            _new_row(seed, links[identity], run_id, depth, found_on) for identity in identities if identity not in known
        ]
        if fresh:
            # Another crawl on the store may have found the same addresses at the same moment.
            insert = _INSERTS[connection.dialect.name]
            connection.execute(insert(urls).on_conflict_do_nothing(), fresh)
        for identity, row in known.items():
            values = _revived(links[identity], row, run_id, depth, recheck)
            if values:
                connection.execute(update(urls).where(urls.c.id == row.id).values(**values))


def take(
    connection: Connection, site: str, count: int, *, owner: str, kinds: Sequence[str], lease: float = LEASE
) -> list[Target]:
    """Take the next addresses, those near the start pages and the newest first. No other crawl gets them until they are
    done or given back, or until their lease of ``lease`` seconds expires."""
    if count <= 0 or not kinds:
        return []
    order = (urls.c.depth, desc(urls.c.found_run), urls.c.id)
    chosen = (
        select(urls.c.id)
        .where(urls.c.site == site, urls.c.state == "pending", urls.c.kind.in_(kinds))
        .order_by(*order)
        .limit(count)
        .with_for_update(skip_locked=True)  # for PostgreSQL; SQLite has a single writer
        .scalar_subquery()
    )
    taken = connection.execute(
        update(urls)
        .where(urls.c.id.in_(chosen))
        .values(state="taken", owner=owner, leased_until=_lease_end(lease))
        .returning(urls.c.id)
    )
    numbers = [row.id for row in taken]
    rows = connection.execute(
        select(urls, articles.c.withdrawn_at, articles.c.id.label("stored"))
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .where(urls.c.id.in_(numbers))
        .order_by(*order)
    )
    return [_target(row) for row in rows]


def _target(row: Any) -> Target:
    conditional = row.stored is not None and row.withdrawn_at is None
    witnesses = (row.etag, row.last_modified) if conditional else (None, None)
    return Target(row.id, row.url, row.kind, row.depth, *witnesses)


def renew(connection: Connection, owner: str, lease: float = LEASE) -> None:
    """Extend the lease of the addresses that a crawl has taken."""
    mine = (urls.c.owner == owner) & (urls.c.state == "taken")
    connection.execute(update(urls).where(mine).values(leased_until=_lease_end(lease)))


def give_back(connection: Connection, site: str, *, owner: str | None = None, expired_only: bool = False) -> int:
    """Return to the frontier the addresses taken by one crawl, or by all; with ``expired_only`` those whose lease has expired.
    Returns their number."""
    query = update(urls).where(urls.c.site == site, urls.c.state == "taken")
    if owner is not None:
        query = query.where(urls.c.owner == owner)
    if expired_only:
        query = query.where(urls.c.leased_until < now())
    return connection.execute(query.values(state="pending", owner=None, leased_until=None)).rowcount


def list_handed_over(connection: Connection, site: str) -> list[tuple[str, int]]:
    """The addresses found by a crawl and left to other shards, with their depth."""
    query = select(urls.c.url, urls.c.depth).where(urls.c.site == site, urls.c.reason == ANOTHER_SHARD)
    return [(row.url, row.depth) for row in connection.execute(query.order_by(urls.c.id))]


def count_taken(connection: Connection, site: str) -> int:
    """Number of addresses taken by crawls."""
    query = select(func.count()).where(urls.c.site == site, urls.c.state == "taken")
    return connection.scalar(query) or 0


def _lease_end(lease: float) -> str:
    return in_store_form(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=lease))


def finish(
    connection: Connection,
    url_id: int,
    run_id: int,
    outcome: Outcome,
    *,
    reason: str | None = None,
    status: int | None = None,
    due_at: str | None = None,
    witnesses: Mapping[str, str | None] | None = None,
) -> None:
    """Store the outcome of an address. ``witnesses`` are the new ``etag`` and ``last_modified``."""
    values: dict[str, Any] = {
        "state": "done",
        "owner": None,
        "leased_until": None,
        "run_id": run_id,
        "outcome": str(outcome),
        "reason": reason,
        "status": status,
        "fetched_at": now(),
        "due_at": due_at,
        "tries": urls.c.tries + 1 if outcome == Outcome.FAILED else 0,
        **(witnesses or {}),
    }
    connection.execute(update(urls).where(urls.c.id == url_id).values(**values))


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


def count_pending(connection: Connection, site: str) -> int:
    """Number of addresses on the frontier."""
    query = select(func.count()).where(urls.c.site == site, urls.c.state == "pending")
    return connection.scalar(query) or 0


def count_not_due(connection: Connection, site: str, run_id: int) -> int:
    """Number of article addresses that a run skipped because they are not due."""
    query = select(func.count()).where(
        urls.c.site == site,
        urls.c.kind == "article",
        urls.c.state == "done",
        urls.c.run_id != run_id,
        urls.c.outcome != Outcome.OUT_OF_SCOPE,
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


def start_reason(connection: Connection, site: str) -> str | None:
    """The reason why a start page gave nothing; None if all gave something."""
    query = select(urls.c.reason).where(urls.c.site == site, urls.c.depth == 0, urls.c.reason.is_not(None))
    return connection.scalar(query.limit(1))


def count_unexplained(connection: Connection, site: str) -> int:
    """Number of addresses neither on the frontier nor with an outcome: 0, unless there is a bug."""
    explained = or_(urls.c.state.in_(("pending", "taken")), and_(urls.c.state == "done", urls.c.outcome.is_not(None)))
    return connection.scalar(select(func.count()).where(urls.c.site == site, ~explained)) or 0


def _new_row(seed: Seed, link: Link, run_id: int, depth: int, found_on: int | None) -> dict[str, Any]:
    refused = link.refusal is not None
    return {
        "site": seed.name,
        "identity": link.identity,
        "url": link.url,
        "kind": link.kind,
        "depth": depth,
        "state": "done" if refused else "pending",
        "found_at": now(),
        "found_on": found_on,
        "found_run": run_id,
        "run_id": run_id if refused else None,
        "outcome": str(Outcome.OUT_OF_SCOPE) if refused else None,
        "reason": link.refusal,
    }


def _revived(link: Link, row: Any, run_id: int, depth: int, recheck: bool) -> dict[str, Any]:
    """The changed columns of a known address that was found again."""
    values: dict[str, Any] = {"depth": depth} if depth < row.depth else {}
    if row.state != "done" or link.refusal is not None:
        return values
    visited = row.run_id == run_id and row.outcome != Outcome.OUT_OF_SCOPE
    due = recheck or link.kind == "list" or row.due_at is None or row.due_at <= now()
    if not visited and due:
        values["state"] = "pending"
    return values


def _chunks(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[begin : begin + _CHUNK] for begin in range(0, len(items), _CHUNK))
