"""Articles, their revisions, and the raw bodies from which they were read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    desc,
    func,
    insert,
    or_,
    select,
    update,
)

from cleaners import Article
from crawler.store.changes import CONTENT_FIELDS, changed_fields
from crawler.store.choice import Choice
from crawler.store.database import now
from crawler.store.events import Event, log_event
from crawler.store.frontier import Outcome
from crawler.store.packing import Stored, expand, glance_at, pack, shrink, unpack
from crawler.store.reprints import keep_fingerprint
from crawler.store.schema import articles, captures, revisions, urls
from crawler.store.statements import Statement
from crawler.store.takedowns import revoke


class Capture(NamedTuple):
    """A response as received: the address that responded, status, headers, and the body without its content encoding."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


_LAST_CAPTURE = Statement(
    select(captures.c.id, captures.c.sha256)
    .where(
        captures.c.url_id == bindparam("of_url"),
        captures.c.part == bindparam("of_part"),
        captures.c.first_id.is_not_distinct_from(bindparam("of_first", type_=Integer)),
        captures.c.fetched_at <= bindparam("until"),
    )
    .order_by(desc(captures.c.fetched_at), desc(captures.c.id))
    .limit(1)
)
_NEW_CAPTURE = Statement(
    insert(captures).returning(captures.c.id),
    ("url_id", "run_id", "part", "first_id", "fetched_at", "url", "status", "headers", "body", "size", "sha256"),
)


def keep_capture(
    connection: Connection,
    url_id: int,
    run_id: int,
    capture: Capture,
    *,
    part: int = 1,
    first_id: int | None = None,
    fetched_at: str | None = None,
) -> int:
    """Store a response, unless the previous one for this address and part has the same bytes. Returns the number of the stored
    one. ``first_id`` is the first capture of the story, for a later part; ``fetched_at`` is None for a response fetched just
    now."""
    moment = fetched_at or now()
    digest = hashlib.sha256(capture.body).hexdigest()
    place = {"of_url": url_id, "of_part": part, "of_first": first_id, "until": moment}
    last = _LAST_CAPTURE.first(connection, place)
    if last is not None and last[1] == digest:
        return int(last[0])
    number: int = _NEW_CAPTURE.scalar(
        connection,
        {
            "url_id": url_id,
            "run_id": run_id,
            "part": part,
            "first_id": first_id,
            "fetched_at": moment,
            "url": capture.url,
            "status": capture.status,
            "headers": json.dumps(dict(capture.headers), ensure_ascii=False),
            "body": shrink(capture.body),
            "size": len(capture.body),
            "sha256": digest,
        },
    )
    return number


def keep_captures(
    connection: Connection,
    url_id: int,
    run_id: int,
    parts: Sequence[Capture],
    aside: Sequence[Capture],
    *,
    fetched_at: str | None = None,
) -> int:
    """Store the responses of a story in order, and those that were not used, all with the same time (None: just now). Returns
    the number of the first one."""
    moment = fetched_at or now()
    first = keep_capture(connection, url_id, run_id, parts[0], fetched_at=moment)
    for number, capture in enumerate(parts[1:], 2):
        keep_capture(connection, url_id, run_id, capture, part=number, first_id=first, fetched_at=moment)
    for capture in aside:
        keep_capture(connection, url_id, run_id, capture, part=0, first_id=first, fetched_at=moment)
    return first


class _Known(NamedTuple):
    """The stored state of an article."""

    id: int
    content_hash: str
    revision: int
    withdrawn_at: str | None


_KNOWN_ARTICLE = Statement(
    select(*(articles.c[name] for name in _Known._fields)).where(articles.c.url_id == bindparam("of_url"))
)
_FIXED = ("url_id", "site", "article_id", "first_seen_at", "revision")
_CHANGING = ("headline", "source", "date_published", "glance", "content_hash", "capture_id", "changed_at")
_NEW_ARTICLE = Statement(insert(articles).returning(articles.c.id), (*_FIXED, *_CHANGING))
_NEW_REVISION = Statement(
    insert(revisions),
    ("article_id", "revision", "run_id", "capture_id", "at", "changed", "content", "content_hash"),
)


def keep_article(
    connection: Connection,
    url_id: int,
    run_id: int,
    capture_id: int,
    site: str,
    article: Article,
    markdown: str | None = None,
    *,
    seen_at: str | None = None,
    is_there: bool | None = None,
) -> Outcome:
    """Store an article as the newest state: NEW, UPDATED with a new revision, or UNCHANGED. ``markdown`` is the article as
    Markdown if it was already made; ``seen_at`` is None for an article fetched just now.

    ``is_there`` says whether the site shows the article now. If so, a withdrawn article is restored, whatever the clock said at
    its withdrawal. False means that the site was not asked; None means that the article is restored if it was withdrawn before
    ``seen_at``.
    """
    moment = seen_at or now()
    record = article.to_dict()
    digest = content_hash(record)
    row = _KNOWN_ARTICLE.first(connection, {"of_url": url_id})
    known = None if row is None else _Known(*row)
    if known is not None and known.withdrawn_at is not None and _is_there(known.withdrawn_at, moment, is_there):
        revoke(connection, known.id, run_id, moment)
    if known is not None and known.content_hash == digest:
        return Outcome.UNCHANGED
    values: dict[str, Any] = {
        "headline": article.headline,
        "source": article.source,
        "date_published": article.date_published,
        "glance": glance_at(record),
        "content_hash": digest,
        "capture_id": capture_id,
        "changed_at": moment,
    }
    if known is None:
        fixed = {
            "url_id": url_id,
            "site": site,
            "article_id": article.article_id,
            "first_seen_at": moment,
            "revision": 1,
        }
        row_id: int = _NEW_ARTICLE.scalar(connection, {**fixed, **values})
        number, changed = 1, []
    else:
        row_id, number = known.id, known.revision + 1
        changed = changed_fields(json.loads(read_record(connection, row_id, known.revision)), record)
        connection.execute(update(articles).where(articles.c.id == row_id).values(**values, revision=number))
    keep_fingerprint(connection, row_id, digest, article.text, is_new=known is None)
    _NEW_REVISION.run(
        connection,
        {
            "article_id": row_id,
            "revision": number,
            "run_id": run_id,
            "capture_id": capture_id,
            "at": moment,
            "changed": json.dumps(changed),
            "content": pack(
                json.dumps(record, ensure_ascii=False), article.to_markdown() if markdown is None else markdown
            ),
            "content_hash": digest,
        },
    )
    log_event(connection, row_id, Event.NEW if known is None else Event.UPDATED)
    return Outcome.NEW if known is None else Outcome.UPDATED


def _is_there(withdrawn_at: str, moment: str, is_there: bool | None) -> bool:
    return withdrawn_at <= moment if is_there is None else is_there


def read_record(connection: Connection, article_row: int, revision: int) -> str:
    """The record of a revision as JSON."""
    query = select(revisions.c.content).where(revisions.c.article_id == article_row, revisions.c.revision == revision)
    return unpack(connection.scalars(query).one())[0]


_DATE = Statement(select(articles.c.date_published).where(articles.c.url_id == bindparam("of_url")))


def date_of(connection: Connection, url_id: int) -> str | None:
    """The publication date of the stored article of an address; None without one."""
    published: str | None = _DATE.scalar(connection, {"of_url": url_id})
    return published


def content_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 of the content fields of a record."""
    content = {name: record[name] for name in CONTENT_FIELDS}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


#: The revision that holds the record of an article.
NEWEST = (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision)


def list_articles(
    connection: Connection, *, site: str | None = None, since: str | None = None, limit: int | None = None
) -> Iterator[Stored]:
    """Stored articles with their address and record, newest publication first. ``since`` is an ISO date."""
    return choose_articles(connection, Choice(site=site, since=since), limit)


def choose_articles(
    connection: Connection, choice: Choice, limit: int | None = None, *more: ColumnElement[bool]
) -> Iterator[Stored]:
    """Stored articles of a choice, and of further conditions on `articles`, with their address, their record and the time at
    which that was fetched (``fetched_at``), newest publication first."""
    query = select(articles, urls.c.url, revisions.c.content, captures.c.fetched_at)
    query = query.join(urls, urls.c.id == articles.c.url_id).join(revisions, NEWEST)
    query = query.join(captures, captures.c.id == articles.c.capture_id).where(*choice.conditions(), *more)
    query = query.order_by(*NEWEST_FIRST).limit(None if choice.asks_the_record else limit)
    rows = map(Stored, connection.execution_options(yield_per=200).execute(query))
    if not choice.asks_the_record:
        return rows
    return islice((row for row in rows if choice.accepts(json.loads(row.record))), limit)


#: The order of lists: newest publication first, articles without a date last.
NEWEST_FIRST = (articles.c.date_published.is_(None), desc(articles.c.date_published), desc(articles.c.id))

_GLANCED = [
    articles.c[name]
    for name in ("id", "site", "article_id", "headline", "date_published", "glance", "changed_at", "withdrawn_at")
]


def list_glances(
    connection: Connection, *, site: str | None = None, since: str | None = None, limit: int | None = None
) -> Iterator[Row[Any]]:
    """`list_articles` without the records: rows with ``glance``."""
    query: Select[Any] = select(*_GLANCED, urls.c.url).join(urls, urls.c.id == articles.c.url_id)
    query = query.where(*Choice(site=site, since=since).conditions()).order_by(*NEWEST_FIRST).limit(limit)
    yield from connection.execution_options(yield_per=2000).execute(query)


def article_sites(connection: Connection) -> list[str]:
    """The names of the sites with articles, sorted."""
    return list(connection.scalars(select(articles.c.site).distinct().order_by(articles.c.site)))


def read_fetch_time(connection: Connection, article_row: int) -> tuple[str, int]:
    """The fetch time of the capture of an article (by its row number), and the number of the capture."""
    query = select(captures.c.fetched_at, captures.c.id).join(articles, articles.c.capture_id == captures.c.id)
    row = connection.execute(query.where(articles.c.id == article_row)).one()
    return str(row.fetched_at), int(row.id)


def find_articles(connection: Connection, wanted: str) -> list[Stored]:
    """The stored articles with this number on their site, or with this address."""
    query = select(articles, urls.c.url, revisions.c.content).join(urls, urls.c.id == articles.c.url_id)
    query = query.join(revisions, NEWEST).where(or_(articles.c.article_id == wanted, urls.c.url == wanted))
    return [Stored(row) for row in connection.execute(query.order_by(articles.c.id))]


def read_captures(connection: Connection, capture_id: int) -> list[Capture]:
    """The responses from which an article was read, in order, one for each page of its story."""
    of_address = select(captures.c.url_id).where(captures.c.id == capture_id).scalar_subquery()  # indexed
    belongs = (captures.c.id == capture_id) | ((captures.c.first_id == capture_id) & (captures.c.part > 1))
    query = select(captures).where(captures.c.url_id == of_address, belongs)
    rows = connection.execute(query.order_by(captures.c.part, captures.c.id))
    return [
        Capture(row.url, row.status, json.loads(row.headers), expand(row.body))
        for row in {row.part: row for row in rows}.values()
    ]


class Recleanable(NamedTuple):
    """A stored story that can be cleaned again: its first capture, and its record or None."""

    url_id: int
    site: str
    article_id: str
    capture_id: int
    fetched_at: str
    record: str | None


def list_recleanable(connection: Connection, site: str | None = None) -> Iterator[Recleanable]:
    """Every stored article, and every page that was not an article when fetched, in the order of discovery."""
    newest = (
        select(captures.c.url_id, func.max(captures.c.id).label("capture_id"))
        .where(captures.c.part == 1)
        .group_by(captures.c.url_id)
        .subquery()
    )
    # The capture that belongs to the record: a newer one may be a wall, which does not change the record.
    own = func.coalesce(articles.c.capture_id, newest.c.capture_id)
    query = (
        select(
            urls.c.id,
            urls.c.site,
            urls.c.identity,
            captures.c.id.label("own"),
            captures.c.fetched_at,
            revisions.c.content,
        )
        .join(newest, newest.c.url_id == urls.c.id)
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .join(revisions, NEWEST, isouter=True)
        .join(captures, captures.c.id == own)
        .order_by(urls.c.id)
    )
    if site is not None:
        query = query.where(urls.c.site == site)
    for row in connection.execute(query):
        number = row.identity.removeprefix("article ")
        record = None if row.content is None else unpack(row.content)[0]
        yield Recleanable(row.id, row.site, number, row.own, row.fetched_at, record)


def refresh_article(connection: Connection, run_id: int, source: Recleanable, article: Article) -> Outcome:
    """Store an article that was cleaned again. If its content is the same, only its record is replaced. An article that is
    recognised only now gets the fetch time of its page, since it is no news of today."""
    place = (source.url_id, run_id, source.capture_id, source.site)
    seen_at = source.fetched_at if source.record is None else None
    outcome = keep_article(connection, *place, article, seen_at=seen_at, is_there=False)
    if outcome is Outcome.UNCHANGED:
        _renew_record(connection, source.url_id, article)
    elif outcome is Outcome.NEW:
        was = {"outcome": str(outcome), "reason": "recognised by a later cleaner"}
        connection.execute(update(urls).where(urls.c.id == source.url_id).values(**was))
    return outcome


def _renew_record(connection: Connection, url_id: int, article: Article) -> None:
    """Replace the newest record of an address with one that has the same content and another ledger."""
    record = article.to_dict()
    row = connection.execute(select(articles.c.id, articles.c.revision).where(articles.c.url_id == url_id)).one()
    newest = (revisions.c.article_id == row.id) & (revisions.c.revision == row.revision)
    content = pack(json.dumps(record, ensure_ascii=False), article.to_markdown())
    connection.execute(update(revisions).where(newest).values(content=content))
    connection.execute(update(articles).where(articles.c.id == row.id).values(glance=glance_at(record)))


def list_revisions(connection: Connection, article_row: int) -> Iterator[Stored]:
    """The revisions of a stored article (by its row number), oldest first."""
    query = select(revisions).where(revisions.c.article_id == article_row).order_by(revisions.c.revision)
    yield from map(Stored, connection.execute(query))
