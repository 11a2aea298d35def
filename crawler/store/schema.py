"""The tables. Times are text, ISO 8601 in UTC (``2026-11-23T07:48:21Z``): they sort as text in every database."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

#: Incremented with every change of the tables.
VERSION = 5

#: SQL statements that upgrade a store from one version to the next; the last tuple leads to ``VERSION``. Tables added by a
#: version need none.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (),  # 2: templates, drifts
    (),  # 3: fingerprints
    (),  # 4: hosts
    ("DELETE FROM fingerprints",),  # 5: those of version 1 do not compare; `dute list --clusters` makes them again
)

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

#: One crawl of one site. Without ``ended_at`` it is running, or was interrupted and is continued by the next crawl.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("kind", Text, nullable=False),  # crawl, reclean
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("resumed", Integer, nullable=False, default=0),
    Column("reason", Text),  # of its end: finished, limit, …
    Column("counts", Text),  # JSON: outcome -> number of addresses
    Column("version", Text, nullable=False),  # of this package
)

#: Every address ever found, once for all its spellings (``identity``). ``state`` is ``pending``, ``taken`` (by a crawl, until
#: ``leased_until``) or ``done``, with exactly one outcome: that of the last visit.
urls = Table(
    "urls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),  # article, list
    Column("depth", Integer, nullable=False),  # links away from a start page
    Column("state", Text, nullable=False),
    Column("owner", Text),  # the crawl that took it
    Column("leased_until", Text),
    Column("found_at", Text, nullable=False),
    Column("found_on", Integer, ForeignKey("urls.id")),
    Column("found_run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id")),  # the run of the last visit
    Column("outcome", Text),
    Column("reason", Text),
    Column("status", Integer),  # HTTP
    Column("tries", Integer, nullable=False, default=0),  # consecutive failed visits
    Column("fetched_at", Text),
    Column("due_at", Text),  # when an article is requested again
    Column("etag", Text),
    Column("last_modified", Text),
    UniqueConstraint("site", "identity"),
)
Index("urls_frontier", urls.c.site, urls.c.state, urls.c.depth)

#: The raw body of every article address as sent by the server (after its content encoding), compressed with zlib. A body
#: unchanged since the last visit is not stored again. A story on several pages has one row for each, with the number of the
#: first in ``first_id``; ``part`` counts from 1, and 0 is a page kept although its story was read from another one.
captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url_id", Integer, ForeignKey("urls.id"), nullable=False, index=True),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("first_id", Integer, ForeignKey("captures.id")),
    Column("fetched_at", Text, nullable=False),
    Column("url", Text, nullable=False),  # the address that answered
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),  # JSON
    Column("body", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),  # bytes before compression
    Column("sha256", Text, nullable=False),
)

#: The newest record of each article.
articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url_id", Integer, ForeignKey("urls.id"), nullable=False, unique=True),
    Column("site", Text, nullable=False),
    Column("article_id", Text, nullable=False),  # the site's number
    Column("headline", Text),
    Column("source", Text),
    Column("date_published", Text),
    Column("record", Text, nullable=False),  # JSON of `Article.to_dict`
    Column("markdown", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # counts from 1
    Column("capture_id", Integer, ForeignKey("captures.id"), nullable=False),
    Column("first_seen_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("withdrawn_at", Text),  # when the site took it down; articles are never deleted
    UniqueConstraint("site", "article_id"),
)
Index("articles_date", articles.c.site, articles.c.date_published)

#: Every version of an article, the newest included.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    Column("capture_id", Integer, ForeignKey("captures.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("changed", Text, nullable=False),  # JSON: fields that differ from the previous revision
    Column("record", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    UniqueConstraint("article_id", "revision"),
)

#: Templates learned from the pages of a site. ``state`` is active, proposed or retired. A template applies to pages fetched
#: between its two times (none: from the start, until now).
templates = Table(
    "templates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("content", Text, nullable=False),  # TOML
    Column("pages", Integer, nullable=False),  # number of pages it was learned from
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("learned_at", Text, nullable=False),
    Column("valid_from", Text),
    Column("valid_until", Text),
)
Index("templates_site", templates.c.site, templates.c.state)

#: Alarms: a field that moved on the pages of a site, since which page, from where to where.
drifts = Table(
    "drifts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("at", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("first_url", Text),
    Column("since_at", Text),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("pages", Integer, nullable=False),  # of the window
    Column("proposed_id", Integer, ForeignKey("templates.id")),
)
Index("drifts_site", drifts.c.site)

#: Fingerprints that find the same story at other addresses (`cleaners.evidence.fingerprint`), of the text with that hash.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("content_hash", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Turns at hosts, for crawls that share the store. Times are seconds since 1970 by the clock of `crawler.store.hosts`.
#: ``open_at``: no request before; ``holder``: the crawl whose turn it is, until ``held_until``; ``floor``: minimum of seconds
#: between two requests, as the host asked one of the crawls, until ``floor_until``.
hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True),
    Column("open_at", Float(53), nullable=False),
    Column("holder", Text),
    Column("held_until", Float(53)),
    Column("floor", Float(53), nullable=False),
    Column("floor_until", Float(53), nullable=False),
)
