"""The contents of a feed or sitemap as values, and its times."""

from __future__ import annotations

import datetime
import email.utils
import re
from enum import StrEnum
from typing import NamedTuple

from cleaners.evidence.dates import read_date

#: The time zone of times without one: Shanghai, as everywhere in this project.
_SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))

#: Maximum length of a stored title, in characters.
_MAX_TITLE = 300
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


class Kind(StrEnum):
    """The kind of a document, in the words of summaries."""

    RSS = "RSS"
    ATOM = "Atom"
    JSON_FEED = "JSON Feed"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news sitemap"
    SITEMAP_INDEX = "sitemap index"
    ADDRESSES = "list of addresses"


class Origin(StrEnum):
    """The place that names an address as a feed: the seed, robots.txt, a page's head, an index of sitemaps, or only the body
    itself."""

    SEED = "seed"
    ROBOTS = "robots"
    PAGE = "page"
    INDEX = "index"
    BODY = "body"


#: Kinds that list a whole archive, not only the newest articles: the seed's horizon applies to them. An index lists sitemaps.
ARCHIVES = frozenset({Kind.SITEMAP, Kind.SITEMAP_INDEX, Kind.ADDRESSES})


class Entry(NamedTuple):
    """One entry of a feed: its absolute address, and optionally its title and the times of publication and last change."""

    url: str
    title: str | None = None
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None

    @property
    def newest(self) -> datetime.datetime | None:
        """The later of its two times."""
        return max(filter(None, (self.published, self.modified)), default=None)


class Feed(NamedTuple):
    """A feed or sitemap that was read: its entries in document order (for an index: its sitemaps). ``note`` is a fault that it
    has although entries were found (None: no fault)."""

    kind: Kind
    entries: tuple[Entry, ...]
    note: str | None = None


class NoFeed(NamedTuple):
    """A document that is not a feed, or a feed that cannot be read (``is_broken``), and the reason."""

    reason: str
    is_broken: bool = False


def read_moment(text: str | None) -> datetime.datetime | None:
    """A time in any form that feeds use: RFC 822, ISO 8601, or one that the cleaner reads on pages. None for anything else."""
    text = " ".join((text or "").split())[:64]
    if not text:
        return None
    for read in (email.utils.parsedate_to_datetime, datetime.datetime.fromisoformat, _read_as_on_pages):
        try:
            moment = read(text)
            if moment is not None:
                return (moment if moment.tzinfo else moment.replace(tzinfo=_SHANGHAI)).astimezone(_SHANGHAI)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _read_as_on_pages(text: str) -> datetime.datetime | None:
    stamp = read_date(text)
    return None if stamp is None else datetime.datetime.fromisoformat(stamp.iso())


def tidy_title(text: str | None) -> str | None:
    """A title without markup and line breaks; None for an empty one."""
    return " ".join(_TAG.sub("", text or "").split())[:_MAX_TITLE] or None
