"""Steps of a store's upgrade that SQL alone cannot take. Each leaves a store of the next version; none reads `schema`, which
may have moved on since."""

from __future__ import annotations

from sqlalchemy import Connection, text

from crawler.site.seed import sort_query


def sort_queries(connection: Connection) -> None:
    """To version 5: addresses that differ in the order of their parameters alone are one. Of several the first stands; the
    others point at it."""
    rows = connection.execute(text("select id, site, identity from urls where identity like '%?%&%' order by id")).all()
    for row in rows:
        path, _, query = row.identity.partition("?")
        identity = f"{path}?{sort_query(query)}"
        if row.identity.startswith("article ") or identity == row.identity:
            continue
        place = {"site": row.site, "identity": identity}
        first = connection.execute(
            text("select url from urls where site = :site and identity = :identity"), place
        ).first()
        if first is None:
            connection.execute(text("update urls set identity = :identity where id = :id"), {**place, "id": row.id})
        else:
            same = {"id": row.id, "url": first.url}
            connection.execute(
                text("update urls set state = 'done', outcome = 'moved', reason = :url, due_at = null where id = :id"),
                same,
            )
