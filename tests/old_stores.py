"""A store of version 4 as a killed crawl left it: the tables as they were, filled with plain SQL."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text

from cleaners import clean
from crawler.net.serve import ServedPage
from crawler.site.seed import Seed
from crawler.store.records import content_hash

VERSION = 4

#: The order in which a database with foreign keys takes the tables.
_ORDER = "schema_version runs urls captures articles revisions fingerprints templates drifts hosts".split()

_DONE = "2026-11-20T08:00:00Z"
_NEVER = "2026-12-31T00:00:00Z"


def make_version_4(
    place: str, seed: Seed, lists: Iterable[str], stored: Mapping[str, ServedPage], found: Iterable[str]
) -> None:
    """Make a store at a place, with a run that was killed: it had read the ``lists``, stored the articles ``stored`` with
    their pages, and still had ``found`` before it, the first of them in hand. All by their addresses."""
    engine = create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        for statement in _statements(engine):
            connection.execute(text(statement))
        _insert(connection, "runs", site=seed.name, kind="crawl", started_at=_DONE, resumed=0, version="0.4")
        for url in lists:
            done = {"state": "done", "run_id": 1, "outcome": "list", "status": 200, "fetched_at": _DONE}
            _insert_url(connection, seed, url, "list", **done)
        for number, (url, page) in enumerate(stored.items(), 1):
            _insert_article(connection, seed, number, url, page)
        for place_in_line, url in enumerate(found):
            taken = {"state": "taken", "owner": "a dead crawl", "leased_until": _DONE}
            _insert_url(connection, seed, url, "article", **(taken if place_in_line < 8 else {"state": "pending"}))
    engine.dispose()


def _statements(engine: Engine) -> list[str]:
    """The statements of `version_4.sql` in the words of the engine."""
    script = (Path(__file__).parent / "store" / "version_4.sql").read_text("utf-8")
    statements = [one.strip() for one in re.sub(r"^--.*$", "", script, flags=re.M).split(";") if one.strip()]
    statements.sort(key=lambda one: _ORDER.index(one.split()[2]) if one.startswith("CREATE TABLE") else len(_ORDER))
    if engine.dialect.name == "postgresql":
        statements = [
            one.replace("( id INTEGER NOT NULL", "( id SERIAL NOT NULL").replace(" BLOB", " BYTEA")
            for one in statements
        ]
    return statements


def _insert_article(connection: Connection, seed: Seed, number: int, url: str, page: ServedPage) -> None:
    """The rows of an article that was stored; ``number`` is that of its rows in the tables of articles and captures."""
    due = {"outcome": "new", "status": 200, "fetched_at": _DONE, "due_at": _NEVER}
    row = _insert_url(connection, seed, url, "article", state="done", run_id=1, **due)
    capture = {
        "url_id": row, "run_id": 1, "part": 1, "fetched_at": _DONE, "url": url, "status": 200,
        "headers": json.dumps({"content-type": page.content_type}), "body": zlib.compress(page.body, 6),
        "size": len(page.body), "sha256": hashlib.sha256(page.body).hexdigest(),
    }  # fmt: skip
    _insert(connection, "captures", **capture)
    identity = seed.article_id(url)
    article = replace(clean(page.body, url), site=seed.name, article_id=identity, canonical_url=url)
    record = article.to_dict()
    kept = {"record": json.dumps(record, ensure_ascii=False), "content_hash": content_hash(record)}
    values = {
        "url_id": row, "site": seed.name, "article_id": identity, "headline": article.headline,
        "date_published": article.date_published, "markdown": article.to_markdown(), "revision": 1, "capture_id": number,
        "first_seen_at": _DONE, "changed_at": _DONE, **kept,
    }  # fmt: skip
    _insert(connection, "articles", **values)
    shared = {"article_id": number, "revision": 1, "run_id": 1, "capture_id": number}
    _insert(connection, "revisions", **shared, at=_DONE, changed="[]", **kept)


def _insert_url(connection: Connection, seed: Seed, url: str, kind: str, **values: Any) -> int:
    depth = 1 if kind == "list" else 2
    fixed = {"site": seed.name, "identity": seed.identity(url), "url": url, "kind": kind, "depth": depth, "tries": 0}
    _insert(connection, "urls", **fixed, found_at=_DONE, found_run=1, **values)
    return int(connection.execute(text("select max(id) from urls")).scalar_one())


def _insert(connection: Connection, table: str, **values: Any) -> None:
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(text(f"insert into {table} ({names}) values ({places})"), values)  # noqa: S608 - our own names
