"""The articles published within the last days, as one short row per article, for the desk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from cleaners.render.inline import safe_address
from crawler.store.choice import Choice
from crawler.store.records import choose_articles
from crawler.store.schema import articles

#: Days are those of China's time zone, like the record's dates.
CHINA = timezone(timedelta(hours=8))

#: Maximum length on a desk of a name (outlet, section, all authors together) and of a headline, in characters: longer ones are
#: errors of a page.
MAX_NAME, MAX_HEADLINE = 40, 120

#: Length of the beginning of a text, in characters.
BEGINNING = 60


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a desk: ``days`` of them, up to and including ``last``."""

    last: date
    days: int

    @property
    def first(self) -> date:
        """The first day, at the earliest the calendar's first."""
        return date.fromordinal(max(1, self.last.toordinal() - self.days + 1))

    @property
    def eve(self) -> date:
        """The day before the last one: the desk lists changes from the beginning of this day."""
        return date.fromordinal(max(1, self.last.toordinal() - 1))

    @property
    def end(self) -> str:
        """The end of the last day, in the form of the store."""
        return moment_of(date.fromordinal(min(date.max.toordinal(), self.last.toordinal() + 1)))


def moment_of(day: date) -> str:
    """The beginning of a day in China, in UTC, in the form of the store."""
    if day.year == 1:  # in UTC, it would begin before the calendar
        return "0001-01-01T00:00:00Z"
    return datetime.combine(day, time(), CHINA).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seen_moment(moment: str) -> str:
    """A time of the store, in China's time zone: ``2026-11-28 08:30``."""
    return datetime.fromisoformat(moment).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


class Published(NamedTuple):
    """One article of a desk. ``moment`` is the time of its publication (``2026-11-28 08:30``; only a day if the page states no
    time), as the page states it; without a date (``is_dated`` is false), the time when it was first seen, in China's time zone.
    ``address`` is None if it must not be a link."""

    row: int
    site: str
    headline: str
    beginning: str
    address: str | None
    source: str
    section: str
    authors: str
    moment: str
    is_dated: bool
    characters: int
    story: int | None
    is_withdrawn: bool

    @property
    def day(self) -> str:
        """The day of ``moment``."""
        return self.moment[:10]


def read_published(connection: Connection, window: Window, site: str | None = None) -> list[Published]:
    """The articles of the window, the newest first."""
    rows = choose_articles(connection, Choice(site=site), None, _within(window))
    found = [_read_row(row, json.loads(row.record)) for row in rows]
    return sorted(found, key=lambda one: (one.moment, one.row), reverse=True)


def count_later(connection: Connection, window: Window, site: str | None = None) -> int:
    """Number of articles dated after the window; for a window that ends today, these dates are wrong."""
    later = func.substr(articles.c.date_published, 1, 10) > window.last.isoformat()
    query = select(func.count()).select_from(articles).where(later, *Choice(site=site).conditions())
    return connection.scalar(query) or 0


def newest_day(connection: Connection, site: str | None = None) -> str | None:
    """The newest publication date of the stored articles; None without any."""
    query = select(func.max(articles.c.date_published)).where(*Choice(site=site).conditions())
    newest = connection.scalar(query)
    return None if newest is None else str(newest)[:10]


def address_of(url: str) -> str | None:
    """The address if it is a web address; otherwise None."""
    address = safe_address(url)
    return address if address is not None and address.lower().startswith(("http://", "https://")) else None


def headline_of(headline: str | None, beginning: str) -> str:
    """The headline on one line, otherwise the beginning of the text."""
    return shorten(headline or beginning or "—", MAX_HEADLINE)


def shorten(text: str, size: int) -> str:
    """A text on one line of at most ``size`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 1] + "…"


def _within(window: Window) -> ColumnElement[bool]:
    published = articles.c.date_published
    dated = and_(published >= window.first.isoformat(), func.substr(published, 1, 10) <= window.last.isoformat())
    seen = articles.c.first_seen_at
    undated = and_(published.is_(None), seen >= moment_of(window.first), seen < window.end)
    return or_(dated, undated)


def _read_row(row: Any, record: Mapping[str, Any]) -> Published:
    published = row.date_published
    return Published(
        row=row.id,
        site=shorten(row.site, MAX_NAME),
        headline=headline_of(record["headline"], record["text"][:BEGINNING]),
        beginning=shorten(record["text"][: 2 * BEGINNING], BEGINNING),
        address=address_of(row.url),
        source=shorten(record["source"] or "", MAX_NAME),
        section=shorten(record["section"] or "", MAX_NAME),
        authors=shorten("、".join(person["name"] for person in record["authors"]), MAX_NAME),
        moment=seen_moment(row.first_seen_at) if published is None else published[:16].replace("T", " "),
        is_dated=published is not None,
        characters=sum(map(len, record["text"].splitlines())),
        story=row.story,
        is_withdrawn=row.withdrawn_at is not None,
    )
