"""Templates of sites, and drift alarms. Nothing is overwritten: a replaced template stays, with the dates between which it
was valid."""

from __future__ import annotations

from collections.abc import Iterator
from logging import getLogger
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, asc, bindparam, desc, func, insert, select, update

from cleaners.learning.drift import Drift
from cleaners.template.file import read_template
from cleaners.template.layout import Layout, Proof, Template, TemplateError
from crawler.store.database import new_row_id, now
from crawler.store.records import Capture, read_captures
from crawler.store.schema import articles, captures, drifts, templates
from crawler.store.statements import Statement

#: States of a template: used for cleaning, proposed after a drift, or replaced by another one.
ACTIVE, PROPOSED, RETIRED = "active", "proposed", "retired"

_log = getLogger(__name__)


class StoredTemplate(NamedTuple):
    """A stored template, and the fetch times of the pages it applies to (None: from the start, or until now)."""

    id: int
    state: str
    template: Template
    valid_from: str | None
    valid_until: str | None

    def covers(self, fetched_at: str) -> bool:
        """Whether the template applies to a page fetched at that time."""
        after = self.valid_from is None or self.valid_from <= fetched_at
        return after and (self.valid_until is None or fetched_at < self.valid_until)


def keep_template(
    connection: Connection,
    site: str,
    template: Template,
    state: str,
    *,
    run_id: int | None = None,
    valid_from: str | None = None,
    replaces: bool = False,
) -> int:
    """Store a template. Returns its number. An active one retires its predecessor from the beginning of its own validity; with
    ``replaces``, it also applies to all pages of the predecessor."""
    if state == ACTIVE:
        _retire(connection, site, valid_from or now(), replaced=replaces)
    values = {
        "site": site,
        "state": state,
        "content": template.to_toml(),
        "pages": template.pages,
        "run_id": run_id,
        "learned_at": now(),
        "valid_from": valid_from,
    }
    return new_row_id(connection.execute(insert(templates).values(**values)))


def adopt_template(connection: Connection, template_id: int) -> None:
    """Activate a proposed template from the time at which it becomes valid."""
    row = connection.execute(select(templates).where(templates.c.id == template_id)).one()
    _retire(connection, row.site, row.valid_from or now())
    connection.execute(update(templates).where(templates.c.id == template_id).values(state=ACTIVE))


def _retire(connection: Connection, site: str, since: str, *, replaced: bool = False) -> None:
    """End the validity of the active template; the validity of a replaced one ends where it began."""
    until = templates.c.valid_from if replaced else since
    values = {"state": RETIRED, "valid_until": func.coalesce(until, "")}
    connection.execute(update(templates).where(templates.c.site == site, templates.c.state == ACTIVE).values(values))


def keep_hints(connection: Connection, site: str, hints: Layout, run_id: int) -> tuple[Template, int]:
    """Store hints as the template of a site without one. Returns the template and its number."""
    template = Template(site, hints=hints)
    return template, keep_template(connection, site, template, ACTIVE, run_id=run_id)


def active_template(connection: Connection, site: str) -> StoredTemplate | None:
    """The active template of a site; None if none was learned yet, or only in an older format, so that it must be learned
    anew."""
    query = select(templates).where(templates.c.site == site, templates.c.state == ACTIVE)
    row = connection.execute(query.order_by(desc(templates.c.id)).limit(1)).first()
    return _stored(row) if row is not None else None


def waiting_proposal(connection: Connection, site: str) -> int | None:
    """The number of the template proposed after the active one was learned; None without one."""
    active = active_template(connection, site)
    query = select(templates.c.id).where(templates.c.site == site, templates.c.state == PROPOSED)
    query = query.where(templates.c.id > (active.id if active is not None else 0)).order_by(desc(templates.c.id))
    return connection.scalar(query.limit(1))


def valid_templates(connection: Connection, site: str) -> list[StoredTemplate]:
    """The active and retired templates of a site, newest first. At most one applies to a page; those in an older format apply
    to none."""
    query = select(templates).where(templates.c.site == site, templates.c.state != PROPOSED)
    rows = connection.execute(query.order_by(desc(templates.c.id)))
    return [stored for row in rows if (stored := _stored(row)) is not None]


def template_of(known: list[StoredTemplate], fetched_at: str) -> Template | None:
    """The template that applies to a page fetched at this time, among the `valid_templates` of its site; None if there is
    none."""
    return next((stored.template for stored in known if stored.covers(fetched_at)), None)


def proof_of(row: Row[Any]) -> Proof | None:
    """The proof of a stored template on held-out pages; None if it was not tested."""
    stored = _stored(row)
    return stored.template.proof if stored is not None else None


def list_templates(connection: Connection, site: str | None = None) -> Iterator[Row[Any]]:
    """All stored templates, the oldest first."""
    query = select(templates).order_by(templates.c.id)
    yield from connection.execute(query.where(templates.c.site == site) if site is not None else query)


def keep_drift(
    connection: Connection,
    site: str,
    run_id: int | None,
    drift: Drift,
    *,
    since_at: str | None,
    proposed_id: int | None = None,
) -> int:
    """Store an alarm. ``since_at`` is the time when the first changed page was fetched."""
    values = {
        "site": site,
        "run_id": run_id,
        "at": now(),
        "field": drift.field,
        "first_url": drift.first_url,
        "since_at": since_at,
        "old": drift.old,
        "new": drift.new,
        "misses": drift.misses,
        "pages": drift.window,
        "proposed_id": proposed_id,
    }
    return new_row_id(connection.execute(insert(drifts).values(**values)))


def propose(connection: Connection, drift_ids: list[int], template_id: int) -> None:
    """Link alarms to the template proposed after them."""
    connection.execute(update(drifts).where(drifts.c.id.in_(drift_ids)).values(proposed_id=template_id))


def list_drifts(connection: Connection, site: str | None = None) -> Iterator[Row[Any]]:
    """All alarms, the oldest first."""
    query = select(drifts).order_by(drifts.c.id)
    yield from connection.execute(query.where(drifts.c.site == site) if site is not None else query)


def sample_captures(
    connection: Connection, site: str, count: int, *, since: str | None = None, first: int | None = None
) -> list[tuple[Capture, str]]:
    """The first pages of a site's newest articles, with their fetch times: at most ``count``, fetched from ``since`` on.

    ``since`` is a time, or the address of the first page; ``first`` is the number of the first capture.
    """
    query = (
        select(captures.c.id, captures.c.fetched_at)
        .join(articles, articles.c.capture_id == captures.c.id)
        .where(articles.c.site == site)
        .order_by(desc(captures.c.id))
        .limit(count)
    )
    if since is not None:
        query = query.where(captures.c.fetched_at >= (_fetched_at(connection, since) or since))
    if first is not None:
        query = query.where(captures.c.id >= first)
    rows = connection.execute(query).all()
    return [(read_captures(connection, row.id)[0], row.fetched_at) for row in rows]


def first_capture(connection: Connection, url: str | None, since: str | None) -> int | None:
    """The number of the first capture of an address that was fetched at or after a time."""
    query = select(func.min(captures.c.id)).where(captures.c.url == url)
    number: int | None = connection.scalar(query.where(captures.c.fetched_at >= since) if since is not None else query)
    return number


_FETCH_TIME = Statement(select(captures.c.fetched_at).where(captures.c.id == bindparam("of_capture")))


def fetch_time(connection: Connection, capture_id: int) -> str | None:
    """The fetch time of a capture."""
    fetched_at: str | None = _FETCH_TIME.scalar(connection, {"of_capture": capture_id})
    return fetched_at


def count_articles(connection: Connection, site: str, limit: int) -> int:
    """Number of stored articles of a site, counted up to a limit."""
    return len(connection.execute(select(articles.c.id).where(articles.c.site == site).limit(limit)).all())


def _fetched_at(connection: Connection, url: str) -> str | None:
    query = select(captures.c.fetched_at).where(captures.c.url == url).order_by(asc(captures.c.id)).limit(1)
    return connection.scalar(query)


def _stored(row: Row[Any]) -> StoredTemplate | None:
    try:
        template = read_template(row.content, f"template {row.id}")
    except TemplateError as error:
        _log.warning("%s: %s", row.site, error)
        return None
    return StoredTemplate(row.id, row.state, template, row.valid_from, row.valid_until)
