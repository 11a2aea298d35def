"""Feeds and sitemaps in the store: their addresses, the results of reading them, and what they say about articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, case, func, or_, select, update

from crawler.site.feeds.choose import Choice
from crawler.site.feeds.values import ARCHIVES, Entry, Origin
from crawler.site.feeds.witness import disagrees, is_other_title
from crawler.site.seed import Seed
from crawler.store import census, frontier
from crawler.store.dialects import insert_into
from crawler.store.frontier import Outcome
from crawler.store.identities import chunks, read_known
from crawler.store.schema import articles, feeds, urls, witnesses
from crawler.store.statements import Statement

#: Origins that name an address as a feed. An address that was only recognised by its body may be an HTML page the next time.
NAMED = frozenset(Origin) - {Origin.BODY}

#: Maximum nesting of sitemap indexes. The protocol allows one level.
MAX_NESTING = 2

#: Number of articles on the frontier above which archives add none: a hundred sitemaps without times, or with the time of their
#: own creation, name half a million articles.
MAX_WAITING = 5_000

#: The reason of a feed that the seed no longer names.
NOT_NAMED = "not among the feeds of the seed"

_CHUNK = 500


class Compared(NamedTuple):
    """A feed compared with the stored articles that it lists: the numbers of those with the same and with another day of
    publication, and with the same and another title."""

    dates_agree: int = 0
    dates_differ: int = 0
    titles_agree: int = 0
    titles_differ: int = 0


class FeedState(NamedTuple):
    """A feed at the end of a run: whether it was read, and if not, why; the result of its last reading; and the comparison with
    articles (see `Compared`), if it was read in this run."""

    url: str
    origin: str
    kind: str | None
    read: bool
    reason: str | None
    note: str | None
    counts: Mapping[str, int]
    dates_agree: int = 0
    dates_differ: int = 0
    titles_agree: int = 0
    titles_differ: int = 0


def begin(connection: Connection, seed: Seed, run_id: int, *, recheck: bool = False) -> None:
    """Put the feeds of a seed on the frontier, and take off those that are no longer to be crawled."""
    _set_aside(connection, seed)
    discover_feeds(connection, seed, seed.feeds or (), run_id, origin=Origin.SEED, recheck=recheck)


def has_feeds(connection: Connection, site: str) -> bool:
    """Whether the store knows a feed of a site."""
    query = select(feeds.c.url_id).join(urls, urls.c.id == feeds.c.url_id).where(urls.c.site == site).limit(1)
    return connection.execute(query).first() is not None


def _set_aside(connection: Connection, seed: Seed) -> None:
    """Take feeds off the frontier that the seed does not name: if it lists feeds, or allows none, all others; otherwise those
    that it listed formerly. Sitemaps belong to their index, and an address to the one that moved there."""
    query = select(feeds.c.url_id, feeds.c.origin, urls.c.identity, urls.c.found_on)
    rows = connection.execute(query.join(urls, urls.c.id == feeds.c.url_id).where(urls.c.site == seed.name)).all()
    named = set(map(seed.identity, seed.feeds or ()))
    wanted = {row.url_id for row in rows if row.identity in named}
    for _ in range(MAX_NESTING + frontier.MAX_MOVES):
        wanted |= {row.url_id for row in rows if row.found_on in wanted}
    doubted = NAMED if seed.feeds is not None else {Origin.SEED}
    unwanted = [row.url_id for row in rows if row.origin in doubted and row.url_id not in wanted]
    for numbers in (unwanted[start : start + _CHUNK] for start in range(0, len(unwanted), _CHUNK)):
        aside = {"state": "done", "due_at": None, "outcome": str(Outcome.OUT_OF_SCOPE), "reason": NOT_NAMED}
        connection.execute(update(urls).where(urls.c.id.in_(numbers)).values(**aside))


def discover_feeds(
    connection: Connection,
    seed: Seed,
    found: Iterable[str],
    run_id: int,
    *,
    origin: Origin,
    depth: int = 0,
    nesting: int = 0,
    found_on: int | None = None,
    recheck: bool = False,
    hops: int = 0,
) -> int:
    """Put feeds on the frontier if they are due. A feed has the depth of the page that names it; a start page and an address
    that was read as a list keep their kind. Returns the number that are new and to be requested."""
    wanted = [url for url in dict.fromkeys(found) if not seed.is_article(url)]
    identities = list(dict.fromkeys(map(seed.identity, wanted)))
    if origin is not Origin.SEED:
        identities = [identity for identity in identities if identity not in set(map(seed.identity, seed.start))]
    lists = _read_as_lists(connection, seed, identities)
    wanted = [url for url in wanted if seed.identity(url) in identities and seed.identity(url) not in lists]
    fresh = frontier.discover(
        connection, seed, wanted, run_id, min(depth, seed.depth), found_on, recheck=recheck, hops=hops
    )
    rows = [
        {"url_id": number, "origin": str(origin), "nesting": nesting}
        for number in _ids(connection, seed, map(seed.identity, wanted)).values()
    ]
    if rows:
        insert = insert_into(connection, feeds)
        named = insert.on_conflict_do_update(
            index_elements=["url_id"],
            set_={"origin": insert.excluded.origin, "nesting": _least(feeds.c.nesting, insert.excluded.nesting)},
            where=or_(feeds.c.origin == Origin.BODY, insert.excluded.origin == Origin.SEED),
        )
        connection.execute(named, rows)
    return fresh


def _least(one: Any, other: Any) -> Any:
    return case((one < other, one), else_=other)


def _read_as_lists(connection: Connection, seed: Seed, identities: Sequence[str]) -> set[str]:
    """The addresses that were read as HTML lists."""
    found: set[str] = set()
    for chunk in _chunks(identities):
        query = select(urls.c.identity).join(feeds, feeds.c.url_id == urls.c.id, isouter=True)
        rows = query.where(
            urls.c.site == seed.name,
            urls.c.identity.in_(chunk),
            urls.c.outcome == Outcome.LIST,
            feeds.c.url_id.is_(None),
        )
        found.update(connection.scalars(rows))
    return found


def _ids(connection: Connection, seed: Seed, identities: Iterable[str]) -> dict[str, int]:
    """The row numbers of addresses by identity."""
    found: dict[str, int] = {}
    for chunk in _chunks(list(identities)):
        query = select(urls.c.identity, urls.c.id).where(urls.c.site == seed.name, urls.c.identity.in_(chunk))
        found.update({row.identity: row.id for row in connection.execute(query)})
    return found


def hold_back(connection: Connection, seed: Seed, choice: Choice) -> Choice:
    """The part of an archive's choice that is taken now: the rest waits in the archive until the frontier is worked off. A seed
    without a horizon takes the whole archive at once."""
    if choice.kind not in ARCHIVES or seed.horizon is None:
        return choice
    fresh = list(dict.fromkeys(seed.identity(entry.url) for entry in choice.articles))
    for chunk in chunks(list(fresh)):
        known = read_known(connection, seed.name, chunk)
        fresh = [identity for identity in fresh if identity not in known]
    on_frontier = select(func.count()).where(
        urls.c.site == seed.name, urls.c.kind == "article", urls.c.state.in_(("pending", "taken"))
    )
    held = set(fresh[max(0, MAX_WAITING - (connection.scalar(on_frontier) or 0)) :])
    taken = tuple(entry for entry in choice.articles if seed.identity(entry.url) not in held)
    return choice._replace(articles=taken, waiting=len(held))


def keep_reading(connection: Connection, seed: Seed, feed_id: int, run_id: int, choice: Choice) -> None:
    """Store the result of reading a feed, and what it says about its articles, which are on the frontier already."""
    counts = {
        "total": choice.total,
        "articles": len(choice.articles),
        "sitemaps": len(choice.sitemaps),
        "other_hosts": choice.other_hosts,
        "other_pages": choice.other_pages,
        "too_old": choice.too_old,
        "left_out": choice.left_out,
        "waiting": choice.waiting,
    }
    values = {"run_id": run_id, "kind": str(choice.kind), "counts": json.dumps(counts), "note": choice.note}
    if not connection.execute(update(feeds).where(feeds.c.url_id == feed_id).values(**values)).rowcount:
        fresh = {"url_id": feed_id, "origin": str(Origin.BODY), "nesting": 0, **values}
        connection.execute(insert_into(connection, feeds).values(**fresh).on_conflict_do_nothing())
    _keep_witnesses(connection, seed, feed_id, choice.articles)


def _keep_witnesses(connection: Connection, seed: Seed, feed_id: int, entries: Sequence[Entry]) -> None:
    """Store titles and times of articles. An entry whose address has a fragment (``#comment-7``) is about something else."""
    said = {
        seed.identity(entry.url): entry
        for entry in reversed(entries)
        if (entry.title or entry.published) and "#" not in entry.url
    }
    insert = insert_into(connection, witnesses)
    newest = insert.on_conflict_do_update(
        index_elements=["url_id", "feed_id"],
        set_={"title": insert.excluded.title, "published": insert.excluded.published},
    )
    rows = [
        {
            "url_id": number,
            "feed_id": feed_id,
            "title": said[identity].title,
            "published": time.isoformat() if (time := said[identity].published) is not None else None,
        }
        for identity, number in _ids(connection, seed, said).items()
    ]
    if rows:
        connection.execute(newest, rows)


def witnessed_times(connection: Connection, url_id: int) -> tuple[str, ...]:
    """The times of publication that feeds state for the article at an address."""
    return tuple(published for (published,) in _TIMES.rows(connection, {"of_url": url_id}))


_TIMES = Statement(
    select(witnesses.c.published).where(witnesses.c.url_id == bindparam("of_url"), witnesses.c.published.is_not(None))
)


def list_feeds(connection: Connection, seed: Seed, run_id: int) -> list[FeedState]:
    """The feeds of a site that a run requested, and those of its seed, ordered by distance from the start pages."""
    query = (
        select(feeds, urls.c.id, urls.c.url, urls.c.identity, urls.c.outcome, urls.c.reason, urls.c.state)
        .add_columns(urls.c.run_id.label("asked_in"))
        .join(urls, urls.c.id == feeds.c.url_id)
        .where(urls.c.site == seed.name, or_(urls.c.run_id == run_id, feeds.c.origin == Origin.SEED))
        .order_by(urls.c.depth, urls.c.id)
    )
    wanted = None if seed.feeds is None else set(map(seed.identity, seed.feeds))
    found = []
    for row in connection.execute(query):
        if row.origin == Origin.SEED and wanted is not None and row.identity not in wanted:
            continue  # named by an earlier seed
        was_asked = row.asked_in == run_id and row.state == "done"
        read = was_asked and row.outcome in frontier.GOOD
        if row.outcome == Outcome.OUT_OF_SCOPE:
            continue
        reason = None if read else (row.reason or str(row.outcome)) if was_asked else "not asked"
        if was_asked and row.outcome == Outcome.MOVED:
            if census.was_read_elsewhere(connection, seed, run_id, row.outcome, row.reason):
                continue
            reason = f"moved to {row.reason}"
        said = _compare(connection, row.id) if row.run_id == run_id else Compared()
        counts = json.loads(row.counts) if row.counts else {}
        found.append(FeedState(row.url, row.origin, row.kind, read, reason, row.note, counts, *said))
    return found


def _compare(connection: Connection, feed_id: int) -> Compared:
    """Compare a feed with the pages of the stored articles that it lists."""
    query = (
        select(witnesses.c.published, witnesses.c.title, articles.c.date_published, articles.c.headline)
        .join(articles, articles.c.url_id == witnesses.c.url_id)
        .where(witnesses.c.feed_id == feed_id)
    )
    rows = connection.execute(query).all()
    dates = [
        disagrees(row.date_published, [row.published])
        for row in rows
        if row.date_published and row.published is not None
    ]
    titles = [is_other_title(row.headline, row.title) for row in rows if row.headline and row.title]
    return Compared(dates.count(False), dates.count(True), titles.count(False), titles.count(True))


def _chunks(items: Sequence[str]) -> Iterable[Sequence[str]]:
    return (items[begin : begin + _CHUNK] for begin in range(0, len(items), _CHUNK))
