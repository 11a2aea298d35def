"""Choose what a crawl takes from a feed: the newest articles of its site. Everything else is counted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from crawler.site.feeds.values import ARCHIVES, Entry, Feed, Kind
from crawler.site.seed import Seed

#: Maximum number of articles from one document, the same as of links from one page; maximum number of sitemaps from one index.
MAX_ENTRIES = 5000
MAX_SITEMAPS = 100

#: Number of sitemaps taken from an index in which all times are beyond the horizon.
OLD_SITEMAPS = 3

#: A time farther in the future comes from a wrong clock and is ignored.
_AHEAD = datetime.timedelta(days=1)

_NUMBERS = re.compile(r"\d{1,18}")


class Choice(NamedTuple):
    """What is taken from a feed: ``articles``, or for an index its ``sitemaps``, newest first; ``elsewhere`` are addresses
    that another machine crawls. The rest is only counted. ``total`` is the number of entries; of these, some are on other
    hosts, no articles according to the seed, older than its horizon, or beyond the maximum number of newest entries
    (``left_out``). ``waiting`` is the number of articles left for a later run."""

    kind: Kind
    total: int
    articles: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    other_hosts: int = 0
    other_pages: int = 0
    too_old: int = 0
    left_out: int = 0
    waiting: int = 0
    note: str | None = None

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses to be stored."""
        return (*(entry.url for entry in self.articles), *self.elsewhere)

    @property
    def is_barren(self) -> bool:
        """Whether it contains nothing to follow."""
        return not (self.articles or self.sitemaps or self.elsewhere)

    def why_barren(self) -> str:
        """The reason why it contains nothing to follow, for people."""
        if self.note is not None:
            return self.note
        if not self.total:
            return f"{_with_article(self.kind)} without entries"
        counts = (
            (self.other_hosts, "on other hosts"),
            (self.other_pages, "not articles according to the seed"),
            (self.too_old, "older than the horizon"),
        )
        said = ", ".join(f"{number} {words}" for number, words in counts if number)
        return f"{_with_article(self.kind)} without an article of this site: of {self.total} entries {said}"


def choose(feed: Feed, seed: Seed, moment: datetime.datetime) -> Choice:
    """The entries that a crawl of ``seed`` takes from a feed read at ``moment``."""
    known = [entry for entry in feed.entries if _names_a_host(entry.url, seed)]
    own = [entry for entry in known if seed.in_scope(entry.url)]
    elsewhere = tuple(entry.url for entry in known if seed.is_elsewhere(entry.url))[:MAX_ENTRIES]
    is_index = feed.kind is Kind.SITEMAP_INDEX
    wanted = own if is_index else [entry for entry in own if seed.is_article(entry.url)]
    near = [entry for entry in wanted if not _is_older(entry, feed.kind, seed, moment)]
    if is_index and not near:  # the times may be those of the sitemaps' creation
        near = _newest(_once(wanted, seed), feed.kind, moment)[:OLD_SITEMAPS]
    taken = _newest(_once(near, seed), feed.kind, moment)[: MAX_SITEMAPS if is_index else MAX_ENTRIES]
    return Choice(
        feed.kind,
        len(feed.entries),
        articles=() if is_index else tuple(taken),
        sitemaps=tuple(entry.url for entry in taken) if is_index else (),
        elsewhere=elsewhere,
        other_hosts=len(feed.entries) - len(own) - len(elsewhere),
        other_pages=len(own) - len(wanted),
        too_old=len(wanted) - len(near),
        left_out=len(near) - len(taken),
        note=feed.note,
    )


def _names_a_host(url: str, seed: Seed) -> bool:
    """A cheap test before `Seed.in_scope`, for documents with 50,000 addresses."""
    lowered = url.lower()
    return any(host in lowered for host in (*seed.hosts, *seed.elsewhere))


def _is_older(entry: Entry, kind: Kind, seed: Seed, moment: datetime.datetime) -> bool:
    """Whether an archive states that an entry is beyond the horizon. In a feed, which is short anyway, all entries count, so
    that wrong dates hide none of them."""
    if seed.horizon is None or kind not in ARCHIVES or entry.newest is None:
        return False
    return moment - entry.newest > seed.horizon


def _once(entries: Iterable[Entry], seed: Seed) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(seed.identity(entry.url), entry)
    return list(found.values())


def _newest(entries: list[Entry], kind: Kind, moment: datetime.datetime) -> list[Entry]:
    """The entries, those with a time first, by descending time. In archives without times, they are sorted by the numbers in
    their addresses, descending; other feeds keep their order."""
    if kind in ARCHIVES:
        entries = sorted(
            entries, key=lambda entry: [int(number) for number in _NUMBERS.findall(entry.url)], reverse=True
        )
    dated = [entry for entry in entries if (time := entry.newest) is not None and time <= moment + _AHEAD]
    known = set(map(id, dated))
    others = [entry for entry in entries if id(entry) not in known]
    return sorted(dated, key=lambda entry: entry.newest or moment, reverse=True) + others


def _with_article(kind: Kind) -> str:
    return f"{'an' if str(kind)[:1] in 'AR' else 'a'} {kind}"
