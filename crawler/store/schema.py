"""The tables. Times are text, ISO 8601 in UTC (``2026-11-23T07:48:21Z``): they sort as text in every database."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from crawler.store.upgrades import add_content, pack_records, sort_queries, spread_watches

#: Incremented with every change of the tables.
VERSION = 12

#: The upgrade from each version to the next: SQL statements, and functions if SQL is not enough; the last tuple leads to
#: ``VERSION``. Tables and indexes added by a version need none.
MIGRATIONS: tuple[tuple[str | Callable[[Connection], None], ...], ...] = (
    (),  # 2: templates, drifts
    (),  # 3: fingerprints
    (),  # 4: hosts
    (  # 5: due addresses are found by their time; moves, barren lists, withdrawals
        "alter table urls add column hops integer not null default 0",
        "alter table urls add column barren integer not null default 0",
        "alter table urls add column digest text",
        "alter table runs add column seed text",
        "alter table runs add column summary text",
        "update urls set due_at = fetched_at where due_at is null and outcome in ('list', 'failed')",
        "insert into withdrawals (article_id, at, reason) "
        "select id, withdrawn_at, 'withdrawn' from articles where withdrawn_at is not null",
        "create index urls_due on urls (site, kind, due_at)",
        "create index urls_run on urls (run_id)",
        sort_queries,
    ),
    (  # 6: a record is kept once, compressed
        add_content,
        "alter table articles add column glance text",
        pack_records,
        "alter table revisions drop column record",
        "alter table articles drop column record",
        "alter table articles drop column markdown",
        "alter table articles add column story integer",
        "create index ix_articles_story on articles (story)",
    ),
    (  # 7: fingerprints of version 1 are not comparable; `dute list --clusters` computes them anew
        "delete from fingerprints",
        "delete from story_keys",
        "update articles set story = null",
    ),
    (),  # 8: watches
    (spread_watches,),  # 9: one row for each page of a watch; new bodies and records are compressed with zstd
    (),  # 10: events, marks, handovers, search index
    (),  # 11: pictures, picture_bodies
    (),  # 12: feeds, witnesses
)

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

#: One crawl of one site. Without ``ended_at`` it is running, or was interrupted and is continued by the next crawl.
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("kind", Text, nullable=False),  # crawl, reclean, import
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),
    Column("resumed", Integer, nullable=False, default=0),
    Column("reason", Text),  # why it ended: finished, limit, …
    Column("counts", Text),  # JSON: outcome -> number of addresses
    Column("version", Text, nullable=False),  # of this package
    Column("seed", Text),  # digest of the seed: if it changes, every list is read again
    Column("summary", Text),  # JSON, as in ``dute crawl --summary``
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
    Column("tries", Integer, nullable=False, default=0),  # consecutive visits without an article or a list
    Column("fetched_at", Text),
    Column("due_at", Text),  # time of the next request
    Column("etag", Text),
    Column("last_modified", Text),
    Column("hops", Integer, nullable=False, default=0, server_default="0"),  # moves that led here
    Column(
        "barren", Integer, nullable=False, default=0, server_default="0"
    ),  # consecutive visits of a list without a new link
    Column("digest", Text),  # SHA-256 of a list's body
    UniqueConstraint("site", "identity"),
)
Index("urls_frontier", urls.c.site, urls.c.state, urls.c.depth)
Index("urls_due", urls.c.site, urls.c.kind, urls.c.due_at)
Index("urls_run", urls.c.run_id)

#: The raw body of every article address as sent by the server (without its content encoding), compressed by
#: `crawler.store.packing`. A body unchanged since the last visit is not stored again. A story on several pages has one row per
#: page, with the number of the first in ``first_id``; ``part`` counts from 1, and 0 is a page that was stored although its
#: story was read from another one.
captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url_id", Integer, ForeignKey("urls.id"), nullable=False, index=True),
    Column("run_id", Integer, ForeignKey("runs.id"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("first_id", Integer, ForeignKey("captures.id")),
    Column("fetched_at", Text, nullable=False),
    Column("url", Text, nullable=False),  # the address that responded
    Column("status", Integer, nullable=False),  # HTTP; 0: a page saved by a person
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
    Column(
        "glance", Text
    ),  # JSON: what lists and surveys show (`crawler.store.packing`); the record is in its revision
    Column("content_hash", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # counts from 1
    Column("capture_id", Integer, ForeignKey("captures.id"), nullable=False),
    Column("first_seen_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("story", Integer, index=True),  # row of an article that tells the same story; its own row for most
    Column("withdrawn_at", Text),  # time when the site took it down; articles are never deleted
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
    Column("content", LargeBinary),  # JSON of `Article.to_dict` and Markdown, compressed (`crawler.store.packing`)
    Column("content_hash", Text, nullable=False),
    UniqueConstraint("article_id", "revision"),
)

#: The periods during which a site had taken an article down; ``until`` is the time when it was found there again.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False, index=True),
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Text),
    Column("until_run", Integer, ForeignKey("runs.id")),
)

#: Templates learned from the pages of a site. ``state`` is active, proposed or retired. A template applies to pages fetched
#: between its two times (null: from the start, until now).
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

#: Alarms: a field that moved on the pages of a site, the first such page, the former and the present place.
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
    Column("pages", Integer, nullable=False),  # size of the window
    Column("proposed_id", Integer, ForeignKey("templates.id")),
)
Index("drifts_site", drifts.c.site)

#: Fingerprints by which the same story is found at other addresses (`cleaners.evidence.fingerprint`), for the text with that
#: hash.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("content_hash", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: Keys by which copies of a story find each other (`crawler.store.reprints`): some hashes of the text's sketch.
story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

#: Turns at hosts, for crawls that share the store. Times are seconds since 1970 by the clock of `crawler.store.hosts`.
#: ``open_at``: no request before this time; ``holder``: the crawl that has the turn, until ``held_until``; ``floor``: minimum
#: delay between two requests in seconds, as the host asked one of the crawls for, until ``floor_until``.
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

#: The watch over the pages of a site (see `crawler.store.watches`): its last pages as the template sees them; ``slot`` is the
#: number of the page modulo the size of the window. ``told`` and ``standing`` are the state of the watch after the page: the
#: fields for which an alarm was raised, and the active alarm.
watched_pages = Table(
    "watched_pages",
    metadata,
    Column("site", Text, primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("template_id", Integer, ForeignKey("templates.id"), nullable=False),
    Column("number", Integer, nullable=False),  # counted from 0 over all pages of the watch
    Column("page", Text, nullable=False),  # JSON
    Column("told", Text, nullable=False),  # JSON
    Column("standing", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,
)

#: The addresses among ``urls`` that are feeds or sitemaps. ``nesting`` is the number of sitemap indexes above. The other
#: columns describe the last reading, and are null before it.
feeds = Table(
    "feeds",
    metadata,
    Column("url_id", Integer, ForeignKey("urls.id"), primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),  # `crawler.site.feeds.values.Origin`
    Column("nesting", Integer, nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id")),
    Column("kind", Text),  # `crawler.site.feeds.values.Kind`
    Column("counts", Text),  # JSON: total, articles, other_hosts, …
    Column("note", Text),  # a fault, although it could be read
)

#: What feeds say about the address of an article: a title, a time of publication (ISO 8601). The page takes precedence; these
#: can only confirm or contradict it.
witnesses = Table(
    "witnesses",
    metadata,
    Column("url_id", Integer, ForeignKey("urls.id"), primary_key=True, autoincrement=False),
    Column("feed_id", Integer, ForeignKey("urls.id"), primary_key=True, autoincrement=False),
    Column("title", Text),
    Column("published", Text),
)
Index("witnesses_feed", witnesses.c.feed_id)

#: Events of articles, for consumers that ask for news: one row each time an article is stored, changed, withdrawn or restored.
#: ``batch`` is null until a reader numbers the events committed so far (see `crawler.store.events`).
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("kind", Text, nullable=False),  # new, updated, withdrawn, back
    Column("batch", Integer, index=True),
)

#: The last batch of events that each consumer has received (``dute export --new --mark NAME``), and its choice of articles.
marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("batch", Integer, nullable=False),
    Column("choice", Text, nullable=False),  # JSON
    Column("moved_at", Text, nullable=False),
)

#: Articles that wait for ``dute crawl --on-article``, each in its newest revision. Written in the transaction that stores the
#: article, deleted when the command has succeeded. ``held_until``: a crawl is passing it to the command.
handovers = Table(
    "handovers",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("site", Text, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("event", Text, nullable=False),  # new, updated
    Column("tries", Integer, nullable=False),  # failed ones
    Column("held_until", Text),
)

#: Every picture that an article shows, once for each address, if the seed asks for pictures. ``state`` is ``pending``,
#: ``taken`` or ``done``; a pending one with an outcome was not fetched, and is requested again by the next run.
pictures = Table(
    "pictures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False, index=True),  # the first to show it
    Column("state", Text, nullable=False),
    Column("owner", Text),
    Column("leased_until", Text),
    Column("found_at", Text, nullable=False),
    Column("run_id", Integer, ForeignKey("runs.id")),  # the run of the last attempt
    Column("outcome", Text),
    Column("reason", Text),
    Column("status", Integer),  # HTTP
    Column("tries", Integer, nullable=False, default=0),  # failed attempts
    Column("fetched_at", Text),
    Column("headers", Text),  # JSON
    Column("sha256", Text, index=True),  # of the bytes in picture_bodies
    UniqueConstraint("site", "url"),
)
Index("pictures_state", pictures.c.site, pictures.c.state)

#: The bytes of pictures, each stored once under any number of addresses. They are not compressed, since pictures already are.
picture_bodies = Table(
    "picture_bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # media type, by the first bytes
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
