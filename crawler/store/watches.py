"""The watch over a site's pages, from run to run: its window and the alarm that stands."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, insert, select, update

from crawler.store.schema import watches


def read_watch(connection: Connection, site: str, template_id: int) -> dict[str, Any] | None:
    """What was kept of the watch over a site's pages; None if there is nothing, or only that of another template."""
    query = select(watches.c.content).where(watches.c.site == site, watches.c.template_id == template_id)
    content = connection.scalar(query)
    if content is None:
        return None
    kept: dict[str, Any] = json.loads(content)
    return kept


def keep_watch(connection: Connection, site: str, template_id: int, content: dict[str, Any]) -> None:
    """Keep the watch over a site's pages, in place of an earlier one."""
    values = {"template_id": template_id, "content": json.dumps(content, ensure_ascii=False)}
    if not connection.execute(update(watches).where(watches.c.site == site).values(**values)).rowcount:
        connection.execute(insert(watches).values(site=site, **values))
