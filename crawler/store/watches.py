"""The watch over a site's pages, across runs: its window, one row per page, and the active alarm.

A page adds one small row, which replaces the row of the page one window ago. The newest row contains the state of the watch
after its page, so that a run that keeps the watch in memory can detect cheaply whether another run continued it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, desc, func, select

from cleaners.learning.drift import WINDOW
from crawler.store.dialects import insert_in
from crawler.store.schema import watched_pages
from crawler.store.statements import Statement

_OF_WATCH = (
    watched_pages.c.site == bindparam("of_site"),
    watched_pages.c.template_id == bindparam("of_template"),
)
_LAST = Statement(select(func.max(watched_pages.c.number)).where(*_OF_WATCH))
_PAGES = select(watched_pages).where(*_OF_WATCH).order_by(desc(watched_pages.c.number)).limit(WINDOW)
_STATE = ("template_id", "number", "page", "told", "standing")


def _insert_page(dialect: str) -> Any:
    page = insert_in(dialect, watched_pages)
    return page.on_conflict_do_update(
        index_elements=["site", "slot"], set_={name: page.excluded[name] for name in _STATE}
    )


_NEW_PAGE = Statement(_insert_page, ("site", "slot", *_STATE))


def count_seen(connection: Connection, site: str, template_id: int) -> int:
    """Number of pages that a site's watch has seen; 0 if there is none, or only one for another template."""
    last = _LAST.scalar(connection, {"of_site": site, "of_template": template_id})
    return 0 if last is None else int(last) + 1


def read_watch(connection: Connection, site: str, template_id: int) -> dict[str, Any] | None:
    """The state of a site's watch as input for `cleaners.learning.drift.Watch.resume`, with ``standing``; None if there is
    none, or only one for another template."""
    rows = connection.execute(_PAGES, {"of_site": site, "of_template": template_id}).all()
    if not rows:
        return None
    newest = rows[0]
    return {
        "seen": newest.number + 1,
        "told": json.loads(newest.told),
        "standing": json.loads(newest.standing),
        "window": [json.loads(row.page) for row in reversed(rows) if row.number > newest.number - WINDOW],
    }


def keep_page(
    connection: Connection,
    site: str,
    template_id: int,
    page: Sequence[Any],
    told: Sequence[str],
    standing: dict[str, Any] | None,
) -> None:
    """Store the last observation of a watch: the ``page`` as `Watch.newest` returns it, beginning with its number, and the
    state after it. The first page of a watch ends any other watch over the site."""
    number = int(page[0])
    if number == 0:
        connection.execute(delete(watched_pages).where(watched_pages.c.site == site))
    values = {
        "site": site,
        "slot": number % WINDOW,
        "template_id": template_id,
        "number": number,
        "page": json.dumps(page, ensure_ascii=False, separators=(",", ":")),
        "told": json.dumps(told),
        "standing": json.dumps(standing),
    }
    _NEW_PAGE.run(connection, values)
