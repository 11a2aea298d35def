"""The addresses to fetch, and their outcomes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, desc, func, or_, select, update

from crawler.site.seed import Seed
from crawler.store.database import in_store_form, now
from crawler.store.identities import Known, add_rows, chunks, read_known
from crawler.store.schema import articles, feeds, urls
from crawler.store.statements import Statement

#: The reason of an address that is left to the crawl on another machine.
ANOTHER_SHARD = "another shard"

#: Number of consecutive visits without an article or a list after which an address is requested only if a list names it. An
#: address with a stored article is always requested again.
MAX_TRIES = 5

#: Maximum number of redirects followed from one address to the next; a longer chain is taken for a loop.
MAX_MOVES = 5

#: Maximum interval until an address without an article, or a list without new addresses, is requested again, regardless of the
#: seed.
LONGEST_REST = datetime.timedelta(days=7)


class Outcome(StrEnum):
    """The outcome of an address; every visited address has exactly one."""

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


#: Outcomes of a successful visit.
GOOD = (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.LIST)


class Target(NamedTuple):
    """One address to fetch. ``etag`` and ``last_modified`` are set if the store has what a 304 can refer to: an article, or the
    links of a list. ``hops`` is the number of moves that led here, ``tries`` the number of consecutive unsuccessful visits,
    ``barren`` that of consecutive visits of a list without a new address, ``digest`` the digest of the list's last body;
    ``stored`` says whether an article is stored."""

    id: int
    url: str
    kind: str
    depth: int
    etag: str | None
    last_modified: str | None
    hops: int = 0
    tries: int = 0
    barren: int = 0
    digest: str | None = None
    stored: bool = False
    origin: str | None = None
    nesting: int = 0


class Link(NamedTuple):
    """An address on a page. ``refusal`` is None, or the reason why it is never fetched."""

    url: str
    identity: str
    kind: str
    refusal: str | None


def read_link(seed: Seed, url: str, depth: int) -> Link:
    """Classify an address found ``depth`` links away from a start page."""
    kind = "article" if seed.is_article(url) else "list"
    # List pages at the maximum depth are read, too, so articles may be one link deeper.
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


#: Default and maximum lease in seconds: addresses taken by a crawl return to the frontier after this time unless it renews the
#: lease.
LEASE, MAX_LEASE = 120, 86_400


def begin(connection: Connection, seed: Seed, run_id: int, *, alone: bool, resumed: bool = False) -> None:
    """Fill the frontier for a run with start pages and due lists. Unless ``alone``, only expired leases are taken back, since
    other crawls may be running. ``resumed`` means that start pages are read again, since time has passed."""
    give_back(connection, seed.name, expired_only=not alone)
    discover(connection, seed, seed.start, run_id, depth=0)
    if resumed and not count_taken(connection, seed.name):
        identities = [seed.identity(url) for url in seed.start]
        again = update(urls).where(urls.c.site == seed.name, urls.c.identity.in_(identities), urls.c.state == "done")
        connection.execute(again.values(state="pending"))
    lists = select(urls.c.id).where(urls.c.kind == "list", is_due(seed, run_id))
    connection.execute(update(urls).where(urls.c.id.in_(lists)).values(state="pending"))


def discover(
    connection: Connection,
    seed: Seed,
    found: Iterable[str],
    run_id: int,
    depth: int,
    found_on: int | None = None,
    recheck: bool = False,
    hops: int = 0,
) -> int:
    """Store addresses found ``depth`` links away from a start page, after ``hops`` moves. A known one returns to the frontier
    if it is due and this run has not visited it. With ``recheck``, every address is due. Returns the number that are new and to
    be requested."""
    links: dict[str, Link] = {}
    for url in found:
        link = read_link(seed, url, depth)
        links.setdefault(link.identity, link)
    reachable, far = 0, latest_due(seed)
    as_all = {
        "site": seed.name,
        "depth": depth,
        "found_at": now(),
        "found_on": found_on,
        "found_run": run_id,
        "hops": hops,
        "tries": 0,
        "barren": 0,
    }
    for identities in chunks(list(links)):
        known = read_known(connection, seed.name, identities)
        fresh = [as_all | _own_values(links[identity], run_id) for identity in identities if identity not in known]
        if fresh:
            # Another crawl on the store may have found the same addresses concurrently.
            add_rows(connection, fresh)
            reachable += sum(row["state"] == "pending" for row in fresh)
        for identity, row in known.items():
            values = _revived(links[identity], row, run_id, depth, hops, recheck, far)
            if values:
                connection.execute(update(urls).where(urls.c.id == row.id).values(**values))
    return reachable


def take(
    connection: Connection,
    seed: Seed,
    run_id: int,
    count: int,
    *,
    owner: str,
    kinds: Sequence[str],
    lease: float = LEASE,
    recheck: bool = False,
    with_due: bool = True,
) -> list[Target]:
    """Take the next addresses: first those on the frontier, ordered by distance from the start pages, newest first; then, if
    ``with_due``, articles that are due and that no list has named, longest overdue first. With ``recheck``, every article is
    due. No other crawl gets them until they are finished or given back, or until their lease of ``lease`` seconds expires."""
    if count <= 0 or not kinds:
        return []
    asked = {"of_site": seed.name, "of_run": run_id, "owner": owner, "lease_end": _lease_end(lease)}
    targets = _claim(connection, _PENDING, {**asked, "kinds": list(kinds), "count": count})
    with_due = with_due and not any(target.kind == "list" for target in targets)
    if len(targets) < count and with_due and "article" in kinds:
        times = {"now": now(), "far": latest_due(seed)}
        targets += _claim(connection, _OVERDUE[recheck], {**asked, **times, "count": count - len(targets)})
    return targets


def locate_twin(connection: Connection, seed: Seed, run_id: int, target: Target, digest: str) -> str | None:
    """The address of a list read in this run that has the same body and differs only in the last slash; None if there is
    none."""
    path, mark, query = seed.identity(target.url).partition("?")
    other = f"{path[:-1] if path.endswith('/') else path + '/'}{mark}{query}"
    found = select(urls.c.url).where(urls.c.site == seed.name, urls.c.identity == other, urls.c.digest == digest)
    return connection.scalar(
        found.where(urls.c.run_id == run_id, urls.c.outcome == Outcome.LIST, urls.c.id != target.id)
    )


class _Claim(NamedTuple):
    """The statements that take the first of the addresses that meet a condition, and read those taken. They are built once:
    SQLAlchemy takes longer to build a statement than SQLite to execute it."""

    take: Any
    read: Select[Any]


def _claiming(wanted: ColumnElement[bool], *order: Any) -> _Claim:
    chosen = (
        select(urls.c.id)
        .where(wanted)
        .order_by(*order)
        .limit(bindparam("count"))
        .with_for_update(skip_locked=True)  # for PostgreSQL; SQLite has a single writer
        .scalar_subquery()
    )
    read = (
        select(urls, articles.c.withdrawn_at, articles.c.id.label("stored"), feeds.c.origin, feeds.c.nesting)
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .join(feeds, feeds.c.url_id == urls.c.id, isouter=True)
        .where(urls.c.id.in_(bindparam("numbers", expanding=True)))
        .order_by(*order)
    )
    taken = {"state": "taken", "owner": bindparam("owner"), "leased_until": bindparam("lease_end")}
    return _Claim(update(urls).where(urls.c.id.in_(chosen)).values(taken).returning(urls.c.id), read)


def _claim(connection: Connection, claim: _Claim, values: Mapping[str, object]) -> list[Target]:
    numbers = list(connection.scalars(claim.take, values))
    return [_target(row) for row in connection.execute(claim.read, {"numbers": numbers})] if numbers else []


def _target(row: Any) -> Target:
    has_article = row.stored is not None and row.withdrawn_at is None
    conditional = row.outcome in GOOD and (has_article or row.kind == "list")
    return Target(
        row.id,
        row.url,
        row.kind,
        row.depth,
        row.etag if conditional else None,
        row.last_modified if conditional else None,
        hops=row.hops,
        tries=row.tries,
        barren=row.barren,
        digest=row.digest,
        stored=row.stored is not None,
        origin=row.origin,
        nesting=row.nesting or 0,
    )


def is_due(seed: Seed, run_id: int) -> ColumnElement[bool]:
    """The addresses of a site that are due, and that this run has not visited."""
    return _due_ones(seed.name, run_id, now(), latest_due(seed))


def _due_ones(site: Any, run_id: Any, moment: Any, far: Any, *, recheck: bool = False) -> ColumnElement[bool]:
    """`is_due` for values, or for bind parameters. With ``recheck``, every article is due."""
    time_is_over = or_(urls.c.due_at <= moment, urls.c.due_at > far)
    stored = select(articles.c.id).where(articles.c.url_id == urls.c.id).exists()
    return and_(
        urls.c.site == site,
        urls.c.state == "done",
        urls.c.outcome != Outcome.OUT_OF_SCOPE,
        urls.c.run_id != run_id,
        or_(time_is_over, stored) if recheck else time_is_over,
        or_(urls.c.outcome.in_(GOOD), urls.c.tries < MAX_TRIES, stored),
    )


#: Frontier addresses are ordered by distance from the start pages, newest first; due ones by how long they are overdue.
_PENDING = _claiming(
    and_(
        urls.c.site == bindparam("of_site"),
        urls.c.state == "pending",
        urls.c.kind.in_(bindparam("kinds", expanding=True)),
    ),
    urls.c.depth,
    desc(urls.c.found_run),
    urls.c.id,
)
_ASKED: Any = tuple(map(bindparam, ("of_site", "of_run", "now", "far")))
_OVERDUE = {
    recheck: _claiming(and_(urls.c.kind == "article", _due_ones(*_ASKED, recheck=recheck)), urls.c.due_at, urls.c.id)
    for recheck in (False, True)
}


def latest_due(seed: Seed) -> str:
    """The latest time at which an address can be due, unless a clock was wrong when it was visited."""
    longest = max(seed.recrawl.longest, LONGEST_REST) + datetime.timedelta(minutes=1)
    return in_store_form(datetime.datetime.now(datetime.UTC) + longest)


def renew(connection: Connection, owner: str, lease: float = LEASE) -> None:
    """Extend the leases of the addresses that a crawl has taken."""
    mine = (urls.c.owner == owner) & (urls.c.state == "taken")
    connection.execute(update(urls).where(mine).values(leased_until=_lease_end(lease)))


def give_back(connection: Connection, site: str, *, owner: str | None = None, expired_only: bool = False) -> int:
    """Return addresses taken by one crawl (``owner``), or by all, to the frontier; with ``expired_only``, only those with an
    expired lease. Returns their number."""
    query = update(urls).where(urls.c.site == site, urls.c.state == "taken")
    if owner is not None:
        query = query.where(urls.c.owner == owner)
    if expired_only:
        # A lease longer than the maximum was given by a wrong clock: others would wait for it forever.
        query = query.where(or_(urls.c.leased_until < now(), urls.c.leased_until > _lease_end(2 * MAX_LEASE)))
    return connection.execute(query.values(state="pending", owner=None, leased_until=None)).rowcount


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
    witnesses: Mapping[str, Any] | None = None,
) -> None:
    """Store the outcome of an address. ``witnesses`` are further columns: the new ``etag`` and ``last_modified``, and for a
    list ``barren`` and ``digest``."""
    values: dict[str, Any] = {
        "run_id": run_id,
        "outcome": str(outcome),
        "reason": reason,
        "status": status,
        "fetched_at": now(),
        "due_at": due_at,
        **(witnesses or {}),
    }
    named = {f"new_{name}": value for name, value in values.items()}
    _finishing(tuple(values), outcome in GOOD).run(connection, {**named, "of_url": url_id})


@cache
def _finishing(columns: tuple[str, ...], is_good: bool) -> Statement:
    """The statement that stores these columns of a visit. There are few such statements, since only lists have additional
    columns."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    tries = 0 if is_good else urls.c.tries + 1
    done = update(urls).where(urls.c.id == bindparam("of_url"))
    return Statement(done.values(state="done", owner=None, leased_until=None, tries=tries, **values))


def _own_values(link: Link, run_id: int) -> dict[str, Any]:
    """The values of a new address that differ from those of the others on its page."""
    refused = link.refusal is not None
    return {
        "identity": link.identity,
        "url": link.url,
        "kind": link.kind,
        "state": "done" if refused else "pending",
        "run_id": run_id if refused else None,
        "outcome": str(Outcome.OUT_OF_SCOPE) if refused else None,
        "reason": link.refusal,
    }


def _revived(link: Link, row: Known, run_id: int, depth: int, hops: int, recheck: bool, far: str) -> dict[str, Any]:
    """The changed columns of a known address that was found again."""
    values: dict[str, Any] = {"hops": hops} if hops < row.hops else {}
    nearer = depth < row.depth
    if nearer:
        values["depth"] = depth
    if row.state != "done" or link.refusal is not None:
        return values
    visited = row.run_id == run_id and row.outcome != Outcome.OUT_OF_SCOPE
    due = recheck or row.due_at is None or row.due_at <= now() or row.due_at > far
    if nearer and link.kind == "list" and row.outcome == Outcome.LIST:
        # Its links are nearer, too: some may be within the maximum depth now.
        values |= {"state": "pending", "etag": None, "last_modified": None}
    elif not visited and due:
        values["state"] = "pending"
    return values
