"""What a crawl takes from a feed: the articles of its site, the newest of them, and a count of everything else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from crawler.site.feeds.values import ARCHIVES, Entry, Feed, Kind
from crawler.site.seed import Seed

#: Articles taken from one document, as many as links from one page; sitemaps taken from one index.
MAX_ENTRIES = 5000
MAX_SITEMAPS = 100

#: Sitemaps taken from an index in which every time is beyond the horizon.
OLD_SITEMAPS = 3

#: A time farther ahead is the work of a wrong clock and orders nothing.
_AHEAD = datetime.timedelta(days=1)

_NUMBERS = re.compile(r"\d{1,18}")


class Choice(NamedTuple):
    """What is taken from a feed: ``articles``, or of an index its ``sitemaps``, the newest first; ``elsewhere`` are addresses
    that another machine crawls. The rest is counted: of ``total`` entries those on other hosts, pages that are no article by
    the seed, those older than its horizon, and those beyond the newest; ``waiting`` are articles that a later run takes."""

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
        """Whether nothing of it can be followed."""
        return not (self.articles or self.sitemaps or self.elsewhere)

    def why_barren(self) -> str:
        """Why nothing of it can be followed, for people."""
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
    """What a crawl of ``seed`` takes from a feed that is read at ``moment``."""
    known = [entry for entry in feed.entries if _names_a_host(entry.url, seed)]
    own = [entry for entry in known if seed.in_scope(entry.url)]
    elsewhere = tuple(entry.url for entry in known if seed.is_elsewhere(entry.url))[:MAX_ENTRIES]
    is_index = feed.kind is Kind.SITEMAP_INDEX
    wanted = own if is_index else [entry for entry in own if seed.is_article(entry.url)]
    near = [entry for entry in wanted if not _is_older(entry, feed.kind, seed, moment)]
    if is_index and not near:  # its times may be those at which the sitemaps were first made
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
    """A cheap look before `Seed.in_scope`, for documents of 50,000 addresses."""
    lowered = url.lower()
    return any(host in lowered for host in (*seed.hosts, *seed.elsewhere))


def _is_older(entry: Entry, kind: Kind, seed: Seed, moment: datetime.datetime) -> bool:
    """Whether an archive itself says that an entry is beyond the horizon. A feed is short by nature: its entries all count,
    so that wrong dates hide none of them."""
    if seed.horizon is None or kind not in ARCHIVES or entry.newest is None:
        return False
    return moment - entry.newest > seed.horizon


def _once(entries: Iterable[Entry], seed: Seed) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(seed.identity(entry.url), entry)
    return list(found.values())


def _newest(entries: list[Entry], kind: Kind, moment: datetime.datetime) -> list[Entry]:
    """The entries, those with a time first, the newest before the others. Archives without times are in the order of the
    numbers in their addresses, the greatest first; feeds stay as they are."""
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
