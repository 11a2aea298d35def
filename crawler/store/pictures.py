"""The pictures of articles: which are to be fetched, the outcome of each, and their bytes, stored once by content."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from crawler.site.seed import Seed
from crawler.store.database import in_store_form, now
from crawler.store.schema import articles, picture_bodies, pictures, urls

#: Number of unsuccessful attempts after which a picture is not requested again.
MAX_TRIES = 5

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_CHUNK = 500


class PictureOutcome(StrEnum):
    """The outcome of a picture."""

    KEPT = "kept"
    NOT_PICTURE = "not_picture"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    OUT_OF_SCOPE = "out_of_scope"


#: Outcomes after which later runs request a picture again, a few times.
_PASSING = (PictureOutcome.REFUSED, PictureOutcome.FAILED)


class PictureTarget(NamedTuple):
    """A picture to fetch, and the page that shows it."""

    id: int
    url: str
    page: str


class KeptPicture(NamedTuple):
    """A stored picture: its address, its digest and its media type."""

    url: str
    sha256: str
    kind: str


def note_pictures(connection: Connection, seed: Seed, article_row: int, found: Iterable[str]) -> int:
    """Record the pictures that an article (by its row number) shows. Returns the number that are new and to be fetched."""
    rows = [_new_row(seed, article_row, url) for url in dict.fromkeys(url.partition("#")[0] for url in found)]
    rows = [row for row in rows if row["url"].lower().startswith(("http://", "https://"))]
    if not rows:
        return 0
    known = set(
        connection.scalars(
            select(pictures.c.url).where(pictures.c.site == seed.name, pictures.c.url.in_([row["url"] for row in rows]))
        )
    )
    fresh = [row for row in rows if row["url"] not in known]
    if fresh:  # another crawl on the store may add the same ones concurrently
        connection.execute(_INSERTS[connection.dialect.name](pictures).on_conflict_do_nothing(), fresh)
    return sum(row["state"] == "pending" for row in fresh)


def has_pictures(connection: Connection, article_row: int) -> bool:
    """Whether pictures were recorded for an article (by its row number)."""
    return connection.scalar(select(pictures.c.id).where(pictures.c.article_id == article_row).limit(1)) is not None


def is_pictured(connection: Connection, site: str | None = None) -> bool:
    """Whether a picture was ever recorded, for a site or for any."""
    query = select(pictures.c.id).limit(1)
    return connection.scalar(query if site is None else query.where(pictures.c.site == site)) is not None


def begin_pictures(connection: Connection, seed: Seed, *, alone: bool) -> None:
    """Return the pictures taken by a killed crawl (unless ``alone``, only those with an expired lease), and reconsider those
    that are in scope now."""
    give_back(connection, seed.name, expired_only=not alone)
    strange = connection.execute(
        select(pictures.c.id, pictures.c.reason).where(
            pictures.c.site == seed.name, pictures.c.outcome == PictureOutcome.OUT_OF_SCOPE
        )
    )
    # The reason is the host; for a picture that moved, the new host.
    welcome = [row.id for row in strange if seed.may_request(f"http://{row.reason}/")]
    for begin in range(0, len(welcome), _CHUNK):
        some = update(pictures).where(pictures.c.id.in_(welcome[begin : begin + _CHUNK]))
        connection.execute(some.values(state="pending", outcome=None, reason=None))


def take_pictures(
    connection: Connection, site: str, run_id: int, count: int, *, owner: str, lease: float
) -> list[PictureTarget]:
    """Take the next pictures that this run has not tried, oldest first. No other crawl gets them until they are finished or
    given back, or the lease (in seconds) expires."""
    if count <= 0:
        return []
    waiting = (pictures.c.site == site, pictures.c.state == "pending", _untried(run_id))
    chosen = select(pictures.c.id).where(*waiting).order_by(pictures.c.id).limit(count)
    until = in_store_form(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=lease))
    taken = connection.execute(
        update(pictures)
        .where(pictures.c.id.in_(chosen.with_for_update(skip_locked=True).scalar_subquery()))
        .values(state="taken", owner=owner, leased_until=until)
        .returning(pictures.c.id)
    )
    numbers = [row.id for row in taken]
    if not numbers:
        return []
    query = (
        select(pictures.c.id, pictures.c.url, urls.c.url.label("page"))
        .join(articles, articles.c.id == pictures.c.article_id)
        .join(urls, urls.c.id == articles.c.url_id)
        .where(pictures.c.id.in_(numbers))
        .order_by(pictures.c.id)
    )
    return [PictureTarget(row.id, row.url, row.page) for row in connection.execute(query)]


def renew_pictures(connection: Connection, owner: str, lease: float) -> None:
    """Extend the leases of the pictures that a crawl has taken."""
    until = in_store_form(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=lease))
    mine = (pictures.c.owner == owner) & (pictures.c.state == "taken")
    connection.execute(update(pictures).where(mine).values(leased_until=until))


def give_back(connection: Connection, site: str, *, owner: str | None = None, expired_only: bool = False) -> None:
    """Return the pictures taken by one crawl (``owner``), or by all; with ``expired_only``, only those with an expired
    lease."""
    query = update(pictures).where(pictures.c.site == site, pictures.c.state == "taken")
    if owner is not None:
        query = query.where(pictures.c.owner == owner)
    if expired_only:
        query = query.where(pictures.c.leased_until < now())
    connection.execute(query.values(state="pending", owner=None, leased_until=None))


def keep_picture(
    connection: Connection,
    picture: int,
    run_id: int,
    body: bytes,
    kind: str,
    *,
    status: int,
    headers: Mapping[str, str],
    fetched_at: str | None = None,
) -> None:
    """Store a picture; its bytes only if no other picture has the same. ``fetched_at`` is None for a picture fetched just now;
    the status 0 means that a person saved it."""
    digest = hashlib.sha256(body).hexdigest()
    values = {"sha256": digest, "kind": kind, "size": len(body), "body": body}
    insert = _INSERTS[connection.dialect.name](picture_bodies)
    connection.execute(insert.on_conflict_do_nothing(), [values])
    more: dict[str, Any] = {"sha256": digest, "headers": json.dumps(dict(headers), ensure_ascii=False)}
    if fetched_at is not None:
        more["fetched_at"] = fetched_at
    _finish(connection, picture, run_id, PictureOutcome.KEPT, None, status, more)


def find_wanted(connection: Connection, site: str, url: str) -> int | None:
    """The row number of a picture that an article shows and that is not stored yet; None for any other address."""
    query = select(pictures.c.id).where(pictures.c.site == site, pictures.c.url == url.partition("#")[0])
    return connection.scalar(query.where(pictures.c.sha256.is_(None)))


def lose_picture(
    connection: Connection, picture: int, run_id: int, outcome: PictureOutcome, reason: str, status: int | None = None
) -> None:
    """Store the reason why a picture was not fetched. After a temporary failure, it waits for the next run."""
    _finish(connection, picture, run_id, outcome, reason, status, {"tries": pictures.c.tries + 1})
    if outcome in _PASSING:
        again = (pictures.c.id == picture) & (pictures.c.tries < MAX_TRIES)
        connection.execute(update(pictures).where(again).values(state="pending"))


def _finish(
    connection: Connection,
    picture: int,
    run_id: int,
    outcome: PictureOutcome,
    reason: str | None,
    status: int | None,
    more: Mapping[str, Any],
) -> None:
    values = {
        "state": "done", "owner": None, "leased_until": None, "run_id": run_id, "outcome": str(outcome), "reason": reason,
        "status": status, "fetched_at": now(), **more,
    }  # fmt: skip
    connection.execute(update(pictures).where(pictures.c.id == picture).values(**values))


def count_waiting(connection: Connection, site: str) -> int:
    """Number of pictures that are still to be fetched."""
    query = select(func.count()).where(pictures.c.site == site, pictures.c.state != "done")
    return connection.scalar(query) or 0


def count_pictures(connection: Connection, site: str, run_id: int) -> dict[str, int]:
    """The outcomes of the pictures in a run, and of those that no run requests: outcome → number."""
    theirs = or_(pictures.c.run_id == run_id, pictures.c.outcome == PictureOutcome.OUT_OF_SCOPE)
    query = select(pictures.c.outcome, func.count()).where(pictures.c.site == site, theirs).group_by(pictures.c.outcome)
    return {str(outcome): int(number) for outcome, number in connection.execute(query) if outcome is not None}


def list_lost(connection: Connection, site: str, run_id: int, limit: int) -> list[Any]:
    """The first pictures that a run requested and did not get: ``url``, ``outcome``, ``reason``."""
    query = select(pictures.c.url, pictures.c.outcome, pictures.c.reason).where(
        pictures.c.site == site, pictures.c.run_id == run_id, pictures.c.outcome != PictureOutcome.KEPT
    )
    wanted = query.where(pictures.c.outcome != PictureOutcome.OUT_OF_SCOPE).order_by(pictures.c.id).limit(limit)
    return list(connection.execute(wanted))


def count_strange_hosts(connection: Connection, site: str) -> dict[str, int]:
    """The hosts of pictures that the seed does not name, with their numbers of pictures."""
    query = select(pictures.c.reason, func.count()).where(
        pictures.c.site == site, pictures.c.outcome == PictureOutcome.OUT_OF_SCOPE
    )
    rows = connection.execute(query.group_by(pictures.c.reason).order_by(func.count().desc(), pictures.c.reason))
    return {str(reason): int(number) for reason, number in rows}


def find_kept(connection: Connection, site: str, wanted: Sequence[str]) -> dict[str, KeptPicture]:
    """The stored pictures among some addresses, by address."""
    if not wanted:
        return {}
    bare = {url: url.partition("#")[0] for url in wanted}
    query = (
        select(pictures.c.url, pictures.c.sha256, picture_bodies.c.kind)
        .join(picture_bodies, picture_bodies.c.sha256 == pictures.c.sha256)
        .where(pictures.c.site == site, pictures.c.url.in_(list(bare.values())))
    )
    found = {row.url: KeptPicture(row.url, row.sha256, row.kind) for row in connection.execute(query)}
    return {url: found[address] for url, address in bare.items() if address in found}


def list_kept(connection: Connection, site: str | None, articles_wanted: Sequence[int] | None) -> Iterator[Row[Any]]:
    """The stored pictures in the order in which they were recorded, with all columns except their bytes: those first shown by
    some articles (by their row numbers), or all."""
    query = (
        select(pictures, picture_bodies.c.kind)
        .join(picture_bodies, picture_bodies.c.sha256 == pictures.c.sha256)
        .order_by(pictures.c.id)
    )
    if site is not None:
        query = query.where(pictures.c.site == site)
    if articles_wanted is None:
        yield from connection.execute(query).all()
        return
    for begin in range(0, len(articles_wanted), _CHUNK):
        some = articles_wanted[begin : begin + _CHUNK]
        yield from connection.execute(query.where(pictures.c.article_id.in_(some))).all()


def read_picture(connection: Connection, sha256: str) -> bytes:
    """The bytes with a digest."""
    return bytes(connection.scalars(select(picture_bodies.c.body).where(picture_bodies.c.sha256 == sha256)).one())


def _untried(run_id: int) -> Any:
    return or_(pictures.c.run_id.is_(None), pictures.c.run_id != run_id, pictures.c.outcome.is_(None))


def _new_row(seed: Seed, article_row: int, url: str) -> dict[str, Any]:
    is_asked = seed.may_request(url)
    host = url.partition("://")[2].partition("/")[0]
    return {
        "site": seed.name,
        "url": url,
        "article_id": article_row,
        "state": "pending" if is_asked else "done",
        "found_at": now(),
        "outcome": None if is_asked else str(PictureOutcome.OUT_OF_SCOPE),
        "reason": None if is_asked else host,
        "tries": 0,
    }
