"""Changes, withdrawals and restorations of published articles by their sites, within a span of time.

Revisions made only by newer rules (``dute reclean --apply``) are not the site's, and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, desc, func, or_, select

from crawler.store.schema import articles, revisions, runs, urls, withdrawals

#: The kind of run whose revisions are ours, not the site's.
_OURS = "reclean"

_NAMED = [articles.c[name] for name in ("id", "site", "article_id", "headline", "glance", "story")]


def list_alterations(
    connection: Connection, since: str, until: str, *, site: str | None = None, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """The newest revisions that changed an article, in [since, until) (UTC, in the form of the store), with the packed contents
    ``content`` and ``before``; and the total number."""
    earlier = revisions.alias()
    is_earlier = and_(earlier.c.article_id == revisions.c.article_id, earlier.c.revision == revisions.c.revision - 1)
    query: Select[Any] = (
        select(*_NAMED, urls.c.url, revisions.c.at, revisions.c.content, earlier.c.content.label("before"))
        .join(urls, urls.c.id == articles.c.url_id)
        .join(revisions, revisions.c.article_id == articles.c.id)
        .join(earlier, is_earlier)
        .join(runs, runs.c.id == revisions.c.run_id)
        .where(articles.c.changed_at >= since, revisions.c.at >= since, revisions.c.at < until, runs.c.kind != _OURS)
    )
    if site is not None:
        query = query.where(articles.c.site == site)
    number = connection.scalar(select(func.count()).select_from(query.with_only_columns(revisions.c.id).subquery()))
    newest = query.order_by(desc(revisions.c.at), desc(revisions.c.id)).limit(limit)
    return connection.execute(newest).all(), int(number or 0)


def list_absences(
    connection: Connection, since: str, until: str, *, site: str | None = None, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """The newest withdrawals that began or ended in [since, until), with ``at``, ``reason`` and ``until``; and the total
    number."""
    began = (withdrawals.c.at >= since) & (withdrawals.c.at < until)
    ended = (withdrawals.c.until >= since) & (withdrawals.c.until < until)
    query: Select[Any] = (
        select(*_NAMED, urls.c.url, withdrawals.c.at, withdrawals.c.reason, withdrawals.c.until)
        .join(urls, urls.c.id == articles.c.url_id)
        .join(withdrawals, withdrawals.c.article_id == articles.c.id)
        .where(or_(began, ended))
    )
    if site is not None:
        query = query.where(articles.c.site == site)
    number = connection.scalar(select(func.count()).select_from(query.with_only_columns(withdrawals.c.id).subquery()))
    newest = query.order_by(desc(func.coalesce(withdrawals.c.until, withdrawals.c.at)), desc(withdrawals.c.id))
    return connection.execute(newest.limit(limit)).all(), int(number or 0)
