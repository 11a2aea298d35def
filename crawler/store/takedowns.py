"""Articles that their site took down. They are settled at the end of a run, when the number of disappeared articles is known.

During maintenance, a site may respond with 404 for every article. So a response that an article is gone is believed only if few
articles of a run got one; otherwise, the site is considered broken, and nothing is withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, or_, select, update

from cleaners.evidence.fingerprint import SAME, Fingerprint, similarity
from crawler.site.seed import Seed
from crawler.store.database import now
from crawler.store.events import Event, log_event
from crawler.store.frontier import MAX_MOVES, Outcome
from crawler.store.schema import articles, fingerprints, urls, withdrawals

#: If more articles than this number, and than this share of those requested in a run, are gone at once, the site is considered
#: broken.
MANY, SHARE = 3, 0.1

#: The flag of a page which says that the requested page is gone.
SOFT_404 = "soft_404"


class Settled(NamedTuple):
    """The take-downs of a run: of ``asked`` articles, ``gone`` are gone according to the site; ``withdrawn`` are the addresses
    of those marked as withdrawn, ``doubted`` is the number of those not marked because too many were gone."""

    asked: int = 0
    gone: int = 0
    withdrawn: tuple[str, ...] = ()
    doubted: int = 0


def settle(connection: Connection, seed: Seed, run_id: int, *, believe: bool = False) -> Settled:
    """Mark the articles that the site took down as withdrawn, at the time of the visit; they stay in the store. If too many are
    gone, none is marked, and all are due again immediately, unless ``believe``."""
    asked = count_asked(connection, seed.name, run_id)
    gone = [
        row for row in _read_suspects(connection, seed.name, run_id) if _why_gone(connection, seed, row) is not None
    ]
    stored = [row for row in gone if row.article_row is not None]
    if not stored:
        return Settled(asked, len(gone))
    if not believe and len(gone) > MANY and len(gone) > SHARE * asked:
        _ask_again(connection, [row.id for row in gone])
        return Settled(asked, len(gone), doubted=len(stored))
    for row in stored:
        reason = _why_gone(connection, seed, row) or ""
        withdraw(connection, row.article_row, run_id, row.fetched_at, reason)
    return Settled(asked, len(gone), tuple(row.url for row in stored))


def withdraw(connection: Connection, article_row: int, run_id: int, moment: str, reason: str) -> None:
    """Mark an article (by its row number) as withdrawn by its site."""
    connection.execute(update(articles).where(articles.c.id == article_row).values(withdrawn_at=moment))
    values = {"article_id": article_row, "run_id": run_id, "at": moment, "reason": reason}
    connection.execute(insert(withdrawals).values(**values))
    log_event(connection, article_row, Event.WITHDRAWN)


def revoke(connection: Connection, article_row: int, run_id: int, moment: str) -> None:
    """Mark a withdrawn article (by its row number) as restored on its site, where it was seen at a time."""
    connection.execute(update(articles).where(articles.c.id == article_row).values(withdrawn_at=None))
    open_one = (withdrawals.c.article_id == article_row) & withdrawals.c.until.is_(None)
    connection.execute(update(withdrawals).where(open_one).values(until=moment, until_run=run_id))
    log_event(connection, article_row, Event.BACK)


def list_withdrawals(connection: Connection, article_row: int) -> list[Any]:
    """The withdrawals of an article (by its row number): time, reason, and time of its return; oldest first."""
    query = select(withdrawals).where(withdrawals.c.article_id == article_row).order_by(withdrawals.c.id)
    return list(connection.execute(query))


def count_back(connection: Connection, run_id: int) -> int:
    """Number of withdrawn articles that a run found on their site again."""
    return connection.scalar(select(func.count()).where(withdrawals.c.until_run == run_id)) or 0


def count_asked(connection: Connection, site: str, run_id: int) -> int:
    """Number of articles that a run requested, without those withdrawn before."""
    query = (
        select(func.count())
        .select_from(urls)
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .where(urls.c.site == site, urls.c.run_id == run_id, urls.c.kind == "article", urls.c.state == "done")
        .where(urls.c.outcome != Outcome.OUT_OF_SCOPE, articles.c.withdrawn_at.is_(None))
    )
    return connection.scalar(query) or 0


def _read_suspects(connection: Connection, site: str, run_id: int) -> Sequence[Any]:
    """The article addresses in a run that may be gone, without those withdrawn before."""
    query = (
        select(urls.c.id, urls.c.url, urls.c.outcome, urls.c.reason, urls.c.fetched_at)
        .add_columns(articles.c.id.label("article_row"), articles.c.headline)
        .join(articles, articles.c.url_id == urls.c.id, isouter=True)
        .where(urls.c.site == site, urls.c.run_id == run_id, urls.c.kind == "article", urls.c.state == "done")
        .where(or_(urls.c.outcome.in_((Outcome.GONE, Outcome.MOVED)), urls.c.reason.contains(SOFT_404)))
        .where(articles.c.withdrawn_at.is_(None))
    )
    return connection.execute(query).all()


def _why_gone(connection: Connection, seed: Seed, row: Any) -> str | None:
    """The reason why an article is gone; None if it is not, as far as is known."""
    if row.outcome == Outcome.GONE:
        return str(row.reason)
    if row.outcome == Outcome.NOT_ARTICLE and SOFT_404 in row.reason.split(", "):
        return str(row.reason)
    if row.outcome == Outcome.MOVED and row.article_row is not None:
        return _why_not_moved(connection, seed, row)
    return None


def _why_not_moved(connection: Connection, seed: Seed, row: Any) -> str | None:
    """The reason why the page to which an article's address redirects is not the article; None if it is, or was not read
    yet."""
    there = row
    for _ in range(MAX_MOVES):
        there = connection.execute(
            select(urls.c.outcome, urls.c.reason, articles.c.id.label("article_row"), articles.c.headline)
            .join(articles, articles.c.url_id == urls.c.id, isouter=True)
            .where(urls.c.site == seed.name, urls.c.identity == seed.identity(there.reason))
        ).first()
        if there is None or there.outcome is None:
            return None
        if there.outcome != Outcome.MOVED:
            break
    if there.outcome == Outcome.GONE or SOFT_404 in (there.reason or "").split(", "):
        return f"redirects to {row.reason}: {there.reason}"
    if there.article_row is None or _is_same(connection, row, there):
        return None
    return f"redirects to another article: {row.reason}"


def _is_same(connection: Connection, one: Any, other: Any) -> bool:
    if one.headline and one.headline == other.headline:
        return True
    query = select(fingerprints.c.data).where(fingerprints.c.article_id.in_((one.article_row, other.article_row)))
    prints = [Fingerprint.from_bytes(data) for data in connection.scalars(query)]
    return len(prints) < 2 or similarity(*prints) >= SAME


def _ask_again(connection: Connection, numbers: Sequence[int]) -> None:
    """Make addresses due immediately, since their outcomes are not believed."""
    for begin in range(0, len(numbers), 500):
        connection.execute(update(urls).where(urls.c.id.in_(numbers[begin : begin + 500])).values(due_at=now()))
