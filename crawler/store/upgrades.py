"""Upgrade steps of a store that need more than SQL. Each produces a store of the next version; none uses `schema`, which may
have changed since."""

from __future__ import annotations

import json

from sqlalchemy import Connection, inspect, text

from crawler.site.addresses import sort_query
from crawler.store.packing import glance_at, pack

#: Records packed at a time.
_BATCH = 200

#: Number of pages in a watch's window in version 9.
_WINDOW = 10


def sort_queries(connection: Connection) -> None:
    """To version 5: addresses that differ only in the order of their parameters are merged. The first one is kept; the others
    refer to it."""
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


def add_content(connection: Connection) -> None:
    """To version 6: add the column for packed records, whose type has different names."""
    kind = "bytea" if connection.dialect.name == "postgresql" else "blob"
    connection.execute(text(f"alter table revisions add column content {kind}"))


def pack_records(connection: Connection) -> None:
    """To version 6: pack every record; the newest of each article with its Markdown, and as it was cleaned last."""
    query = text(
        "select r.id, r.record, a.id as article_row, a.record as newest, a.markdown, a.revision = r.revision as is_newest"
        " from revisions r join articles a on a.id = r.article_id where r.id > :after order by r.id limit :batch"
    )
    after = 0
    while rows := connection.execute(query, {"after": after, "batch": _BATCH}).all():
        for row in rows:
            record = row.newest if row.is_newest else row.record
            content = pack(record, row.markdown if row.is_newest else "")
            connection.execute(
                text("update revisions set content = :content where id = :id"), {"content": content, "id": row.id}
            )
            if row.is_newest:
                values = {"glance": glance_at(json.loads(record)), "id": row.article_row}
                connection.execute(text("update articles set glance = :glance where id = :id"), values)
        after = rows[-1].id


def spread_watches(connection: Connection) -> None:
    """To version 9: one row for each page of a watch's window, instead of one for all."""
    if not inspect(connection).has_table("watches"):  # only version 8 has this table
        return
    for row in connection.execute(text("select site, template_id, content from watches")).all():
        kept = json.loads(row.content)
        for page in kept["window"][-_WINDOW:]:
            values = {
                "site": row.site,
                "slot": page[0] % _WINDOW,
                "template_id": row.template_id,
                "number": page[0],
                "page": json.dumps(page, ensure_ascii=False),
                "told": json.dumps(kept["told"]),
                "standing": json.dumps(kept["standing"]),
            }
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"insert into watched_pages ({names}) values ({places})"), values)  # noqa: S608 - our own names
    connection.execute(text("drop table watches"))
