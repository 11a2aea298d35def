"""The tables. Times are text, ISO 8601 in UTC (``2026-11-23T07:48:21Z``), so that they sort and travel as they are."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

#: Raised by one with every change of the tables.
VERSION = 4

#: The SQL statements that bring a store from the version before to the next one; the last tuple leads to ``VERSION``.
#: Tables that a version adds are made without any.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (),  # 2: templates, drifts
    (),  # 3: fingerprints
    (),  # 4: hosts
)

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

#: One crawl of one site. Without ``ended_at`` it was killed or interrupted, and the next crawl of the site continues it.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("kind", Text, nullable=False),  # crawl, reclean
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("resumed", Integer, nullable=False, default=0),
    Column("reason", Text),  # why it ended: finished, limit, …
    Column("counts", Text),  # JSON: outcome -> number of addresses
    Column("version", Text, nullable=False),  # of this package
)

#: Every address that was ever found, once for all its spellings (``identity``). ``state`` is ``pending``, ``taken`` (a
#: crawl has it in hand, until ``leased_until``) or ``done``; done has exactly one outcome, that of the last visit.
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
    Column("owner", Text),  # the crawl that has it in hand
    Column("leased_until", Text),
    Column("found_at", Text, nullable=False),
    Column("found_on", Integer, ForeignKey("urls.id")),
    Column("found_run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id")),  # the run of the last visit
    Column("outcome", Text),
    Column("reason", Text),
    Column("status", Integer),  # HTTP
    Column("tries", Integer, nullable=False, default=0),  # failed visits in a row
    Column("fetched_at", Text),
    Column("due_at", Text),  # from when an article is asked for again
    Column("etag", Text),
    Column("last_modified", Text),
    UniqueConstraint("site", "identity"),
)
Index("urls_frontier", urls.c.site, urls.c.state, urls.c.depth)

#: The raw body of every article address, as the server sent it (after its content encoding), compressed with zlib; a body
#: that did not change since the last visit is not kept again. A story over several pages has one for each, which names
#: the first one's in ``first_id``; ``part`` counts from 1, and 0 is a page whose story was read from another one.
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
    Column("record", Text, nullable=False),  # JSON, as `Article.to_dict` gives it
    Column("markdown", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # counts from 1
    Column("capture_id", Integer, ForeignKey("captures.id"), nullable=False),
    Column("first_seen_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("withdrawn_at", Text),  # since when the site says that it is gone; it is never deleted here
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
    Column("changed", Text, nullable=False),  # JSON: the fields that differ from the revision before
    Column("record", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    UniqueConstraint("article_id", "revision"),
)

#: What a site's pages have in common, learned from them. ``state`` is active, proposed or retired; pages that were fetched
#: between the two times are this template's (none: from the start, until now).
templates = Table(
    "templates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("content", Text, nullable=False),  # TOML
    Column("pages", Integer, nullable=False),  # that it was learned from
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("learned_at", Text, nullable=False),
    Column("valid_from", Text),
    Column("valid_until", Text),
)
Index("templates_site", templates.c.site, templates.c.state)

#: Alarms: a field of a site's pages that is not where it was any more, since which page, from where to where.
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
    Column("pages", Integer, nullable=False),  # that were looked back on
    Column("proposed_id", Integer, ForeignKey("templates.id")),
)
Index("drifts_site", drifts.c.site)

#: What finds the same story under other addresses: `cleaners.evidence.fingerprint`, of the text with that hash.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("content_hash", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Whose turn it is at each host, where several crawls share the store. Times are seconds since 1970 by the clock of
#: `crawler.store.hosts`. ``open_at``: no request before; ``holder``: who is asking the host just now, until ``held_until``;
#: ``floor``: seconds between two requests that the host asked one of the crawls for, until ``floor_until``.
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
