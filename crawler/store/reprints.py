"""Fingerprints of the stored articles, and groups of articles that tell the same story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, or_, select

from cleaners.evidence.fingerprint import Fingerprint, cluster, fingerprint, similarity
from crawler.store.packing import unpack
from crawler.store.schema import articles, fingerprints, revisions, urls

#: Batch size for articles without fingerprints.
_BATCH = 200


class Copy(NamedTuple):
    """One article of a group: its row, its address, and the share of its text in common with the earliest copy."""

    row: Row[Any]
    similarity: float


_NEW_FINGERPRINT = insert(fingerprints)


def keep_fingerprint(
    connection: Connection, article_row: int, content_hash: str, text: str, *, is_new: bool = False
) -> None:
    """Store the fingerprint of an article's text; it replaces an older one, unless the article ``is_new``."""
    if not is_new:
        connection.execute(delete(fingerprints).where(fingerprints.c.article_id == article_row))
    values = {"article_id": article_row, "content_hash": content_hash, "data": fingerprint(text).to_bytes()}
    connection.execute(_NEW_FINGERPRINT, values)


def complete_fingerprints(connection: Connection) -> int:
    """Compute missing fingerprints, as in a store of an older version. Returns their number."""
    is_stale = or_(fingerprints.c.article_id.is_(None), fingerprints.c.content_hash != articles.c.content_hash)
    query = (
        select(articles.c.id, articles.c.content_hash, revisions.c.content)
        .join(revisions, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))
        .join(fingerprints, fingerprints.c.article_id == articles.c.id, isouter=True)
        .where(is_stale)
        .limit(_BATCH)
    )
    made = 0
    while rows := connection.execute(query).all():
        for row in rows:
            keep_fingerprint(connection, row.id, row.content_hash, json.loads(unpack(row.content)[0])["text"])
        made += len(rows)
    return made


def list_clusters(connection: Connection, *, site: str | None = None, since: str | None = None) -> list[list[Copy]]:
    """Groups of articles that tell the same story, in each the earliest copy first; the newest groups first. ``site`` and
    ``since`` (an ISO date) select the groups with such a copy."""
    rows = connection.execute(
        select(fingerprints.c.article_id, fingerprints.c.data).order_by(fingerprints.c.article_id)
    )
    prints = {row.article_id: Fingerprint.from_bytes(row.data) for row in rows}
    groups = [_sorted_copies(connection, group, prints) for group in cluster(prints.items())]
    chosen = [
        group
        for group in groups
        if any(
            (site is None or copy.row.site == site) and (since is None or (copy.row.date_published or "") >= since)
            for copy in group
        )
    ]
    return sorted(chosen, key=lambda group: _moment(group[0].row), reverse=True)


def _sorted_copies(connection: Connection, group: Sequence[int], prints: dict[int, Fingerprint]) -> list[Copy]:
    query = select(articles, urls.c.url).join(urls, urls.c.id == articles.c.url_id).where(articles.c.id.in_(group))
    rows = sorted(connection.execute(query), key=_moment)
    first = prints[rows[0].id]
    return [Copy(row, round(similarity(first, prints[row.id]), 2)) for row in rows]


def _moment(row: Row[Any]) -> tuple[str, str, str]:
    """Sort key of a copy: its own date, then when it was first seen, then its address, so that the order is total."""
    return (row.date_published or "9999", row.first_seen_at, row.url)
