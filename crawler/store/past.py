"""Pages that come late: a page that a person saved, or another crawl fetched, gets its place in the article's history by its
time. The newest state stays the newest.

The store knows when each revision was first seen, and when an address was last visited; visits in between with the same content
are not stored. So a page is inserted between two revisions, or before the first. If the newest revision was seen both before
*and* after the page, the page is inserted after it, and that revision is repeated as the state that was seen last. A page with
the content of the previous revision is no change; one with the content of the next revision moves that revision's time back.
The order in which pages come does not matter, with one exception: a state that came back, if its return had been stored as a
visit without a change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, asc, desc, insert, select, update

from cleaners import Article
from crawler.store.changes import changed_fields
from crawler.store.database import new_row_id
from crawler.store.frontier import GOOD, Outcome
from crawler.store.packing import pack, unpack
from crawler.store.records import Capture, content_hash, keep_article, keep_capture
from crawler.store.schema import articles, captures, revisions, runs, urls

#: Facts that may be only in the scripts of a page.
_OF_SCRIPTS = ("date_published", "date_modified", "source", "abstract")

#: The kind of runs in `crawler.store.runs` that import pages.
IMPORT = "import"

#: The outcome of a page that became a revision before the newest.
EARLIER = "earlier"


def find_url(connection: Connection, site: str, identity: str) -> Row[Any] | None:
    """The row of an address; None if it is unknown."""
    return connection.execute(select(urls).where(urls.c.site == site, urls.c.identity == identity)).first()


def find_article(connection: Connection, url_id: int) -> int:
    """The row number of the article of an address."""
    return int(connection.scalars(select(articles.c.id).where(articles.c.url_id == url_id)).one())


def add_url(
    connection: Connection, site: str, identity: str, url: str, run_id: int, *, depth: int, fetched_at: str
) -> int:
    """Add an address that this store's crawls did not fetch. It never becomes due by itself: a crawl requests it when a list
    names it. Returns its row number."""
    values = {
        "site": site,
        "identity": identity,
        "url": url,
        "kind": "article",
        "depth": depth,
        "state": "done",
        "found_at": fetched_at,
        "found_run": run_id,
        "run_id": run_id,
        "outcome": str(Outcome.NOT_ARTICLE),
        "fetched_at": fetched_at,
    }
    return new_row_id(connection.execute(insert(urls).values(**values)))


def note_outcome(
    connection: Connection, url_id: int, run_id: int, outcome: Outcome, reason: str | None, at: str
) -> None:
    """Store the outcome for the address of an imported page. The outcome of a crawl is kept, but an import of stored content
    that is newer counts as a visit, and the validators of a response do not apply to a newer page."""
    query = select(urls, runs.c.kind.label("run_kind")).join(runs, runs.c.id == urls.c.run_id, isouter=True)
    row = connection.execute(query.where(urls.c.id == url_id)).one()
    if outcome is Outcome.UNCHANGED and at == row.fetched_at:
        return  # exactly this page
    is_newer = row.fetched_at is None or at >= row.fetched_at
    values: dict[str, Any] = {}
    if row.run_kind == IMPORT and (is_newer or (outcome in GOOD and row.outcome not in GOOD)):
        values = {"fetched_at": max(at, row.fetched_at)}
        if not (outcome is Outcome.UNCHANGED and row.run_id == run_id):  # the same run, continued, stored it as new
            values |= {"outcome": str(outcome), "reason": reason, "run_id": run_id}
    elif row.state == "done" and row.outcome in GOOD and outcome in GOOD and is_newer:
        values = {"fetched_at": at}
        if outcome is Outcome.UPDATED:
            values |= {"etag": None, "last_modified": None}
    if values:
        connection.execute(update(urls).where(urls.c.id == url_id).values(**values))


def is_kept(connection: Connection, url_id: int, body: bytes, at: str) -> bool:
    """Whether the page that was current at a time has these bytes, and an article was read from it: then importing it changes
    nothing."""
    query = select(captures.c.id, captures.c.sha256).where(captures.c.url_id == url_id, captures.c.first_id.is_(None))
    current = query.where(captures.c.part == 1, captures.c.fetched_at <= at)
    last = connection.execute(current.order_by(desc(captures.c.fetched_at), desc(captures.c.id)).limit(1)).first()
    if last is None or last.sha256 != hashlib.sha256(body).hexdigest():
        return False
    has_parts = select(captures.c.id).where(captures.c.url_id == url_id, captures.c.first_id == last.id)
    has_revision = (
        select(revisions.c.id)
        .join(articles, articles.c.id == revisions.c.article_id)
        .where(articles.c.url_id == url_id, revisions.c.capture_id == last.id)
    )
    return connection.execute(has_parts).first() is None and connection.execute(has_revision).first() is not None


def keep_past_captures(
    connection: Connection,
    url_id: int,
    run_id: int,
    parts: Sequence[tuple[Capture, str]],
    aside: Sequence[tuple[Capture, str]],
) -> int:
    """Store the pages of a story, each with its time, and the pages that were not used. A single page with the same bytes as
    the next stored one is not stored again. Returns the number of the first one."""
    page, at = parts[0]
    first = _same_as_next(connection, url_id, page, at) if len(parts) == 1 and not aside else None
    if first is None:
        first = keep_capture(connection, url_id, run_id, page, fetched_at=at)
    for number, (later, later_at) in enumerate(parts[1:], 2):
        keep_capture(connection, url_id, run_id, later, part=number, first_id=first, fetched_at=later_at)
    for other, other_at in aside:
        keep_capture(connection, url_id, run_id, other, part=0, first_id=first, fetched_at=other_at)
    return first


def _same_as_next(connection: Connection, url_id: int, page: Capture, at: str) -> int | None:
    query = select(captures.c.id, captures.c.sha256).where(captures.c.url_id == url_id, captures.c.part == 1)
    following = connection.execute(
        query.where(captures.c.fetched_at > at).order_by(asc(captures.c.fetched_at), asc(captures.c.id)).limit(1)
    ).first()
    is_same = following is not None and following.sha256 == hashlib.sha256(page.body).hexdigest()
    return int(following.id) if is_same and following is not None else None


def keep_past_article(
    connection: Connection,
    url_id: int,
    run_id: int,
    capture_id: int,
    site: str,
    article: Article,
    at: str,
    *,
    is_saved: bool = False,
) -> Outcome | str:
    """Store an article as it was at a time: like `keep_article` if nothing newer is stored, otherwise as `EARLIER` with a
    revision in its place, or UNCHANGED if that changes nothing. ``is_saved`` means that a browser saved the page without its
    scripts, so that missing facts are no change."""
    known = connection.execute(
        select(articles, urls.c.fetched_at, urls.c.outcome)
        .join(urls, urls.c.id == articles.c.url_id)
        .where(articles.c.url_id == url_id)
    ).first()
    if known is None:
        return keep_article(connection, url_id, run_id, capture_id, site, article, seen_at=at)
    history = _read_history(connection, known.id)
    seen = max(history[-1].since, known.fetched_at if known.outcome in GOOD else "")
    if is_saved:
        beside = history[max(0, sum(version.since <= at for version in history) - 1)]
        article = _with_lost_facts(article, _record_of(beside))
    if at >= seen:
        return keep_article(connection, url_id, run_id, capture_id, site, article, seen_at=at)
    return _keep_earlier(connection, known, history, seen, (run_id, capture_id, at), article)


def _with_lost_facts(article: Article, known: dict[str, Any]) -> Article:
    """An article, with facts that only the other record of the same text has. Browsers save no scripts, which may have
    contained them."""
    if article.text != known["text"] or article.headline != known["headline"]:
        return article
    lost = {name: known[name] for name in _OF_SCRIPTS if getattr(article, name) is None and known[name] is not None}
    return replace(article, **lost) if lost else article


class _Version:
    """A revision, and the earliest time at which its content is known to have existed."""

    def __init__(self, row: Row[Any]) -> None:
        self.row = row
        # A crawl stores a revision a moment after its page was fetched, `dute reclean` long after.
        self.since: str = row.at if row.run_kind == IMPORT else min(row.at, row.fetched_at)


def _read_history(connection: Connection, article_row: int) -> list[_Version]:
    query = select(revisions, captures.c.fetched_at, runs.c.kind.label("run_kind"))
    query = query.join(captures, captures.c.id == revisions.c.capture_id).join(runs, runs.c.id == revisions.c.run_id)
    rows = connection.execute(query.where(revisions.c.article_id == article_row).order_by(revisions.c.revision))
    return [_Version(row) for row in rows]


def _keep_earlier(
    connection: Connection,
    known: Row[Any],
    history: Sequence[_Version],
    seen: str,
    origin: tuple[int, int, str],
    article: Article,
) -> Outcome | str:
    run_id, capture_id, at = origin
    record = article.to_dict()
    digest = content_hash(record)
    place = sum(version.since <= at for version in history)
    before = history[place - 1] if place else None
    after = history[place] if place < len(history) else None
    if before is not None and before.row.content_hash == digest:
        return Outcome.UNCHANGED
    if after is not None and after.row.content_hash == digest:
        _make_older(connection, known, after, at)
        return Outcome.UNCHANGED
    changed = changed_fields(_record_of(before), record) if before is not None else []
    values = {
        "run_id": run_id,
        "capture_id": capture_id,
        "at": at,
        "changed": json.dumps(changed),
        "content": pack(json.dumps(record, ensure_ascii=False), article.to_markdown()),
        "content_hash": digest,
    }
    again = after or history[-1]
    changed_again = json.dumps(changed_fields(record, _record_of(again)))
    for version in reversed(history[place:]):
        _renumber(connection, version, version.row.revision + 1)
    connection.execute(insert(revisions).values(article_id=known.id, revision=place + 1, **values))
    newest = known.revision + 1
    if after is not None:
        connection.execute(update(revisions).where(revisions.c.id == after.row.id).values(changed=changed_again))
        _set(connection, known.id, revision=newest, first_seen_at=min(known.first_seen_at, at))
        return EARLIER
    copied = {name: getattr(again.row, name) for name in ("capture_id", "content", "content_hash")}
    number = {"article_id": known.id, "run_id": run_id, "revision": newest + 1, "at": seen, "changed": changed_again}
    connection.execute(insert(revisions).values(**number, **copied))
    _set(connection, known.id, revision=newest + 1, changed_at=seen)
    return EARLIER


def _record_of(version: _Version) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(unpack(version.row.content)[0])
    return record


def _make_older(connection: Connection, known: Row[Any], version: _Version, at: str) -> None:
    """Move the time of a revision back to an earlier sighting."""
    connection.execute(update(revisions).where(revisions.c.id == version.row.id).values(at=at))
    is_first, is_newest = version.row.revision == 1, version.row.revision == known.revision
    _set(
        connection,
        known.id,
        **({"first_seen_at": min(known.first_seen_at, at)} if is_first else {}),
        **({"changed_at": at} if is_newest else {}),
    )


def _renumber(connection: Connection, version: _Version, number: int) -> None:
    connection.execute(update(revisions).where(revisions.c.id == version.row.id).values(revision=number))


def _set(connection: Connection, article_row: int, **values: Any) -> None:
    if values:
        connection.execute(update(articles).where(articles.c.id == article_row).values(**values))
