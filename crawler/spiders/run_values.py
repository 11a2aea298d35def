"""What an operator asks of a run, and what the run leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from crawler.archive.teaching import OnDrift
from crawler.site.seed import Seed
from crawler.spiders.album import Gallery
from crawler.store import frontier
from crawler.store.census import Silent
from crawler.store.feeds import FeedState
from crawler.store.standins import StandIns
from crawler.store.takedowns import Settled


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator asks of a run: ``limit`` is the maximum of articles (None: no limit), ``lease`` the seconds after
    which other crawls take over the addresses of one that died; ``believe`` says to withdraw the articles that are gone
    however many they are; ``hands_over`` that new and changed ones wait for a command. See `NewsSpider` for the rest."""

    limit: int | None = None
    recheck: bool = False
    share: bool = False
    on_drift: OnDrift = OnDrift.REPORT
    lease: float = frontier.LEASE
    believe: bool = False
    hands_over: bool = False


def read_wishes(
    seed: Seed,
    limit: str | int | None,
    recheck: str | bool,
    share: str | bool,
    on_drift: str,
    lease: str | float,
    *,
    believe: str | bool,
    hands_over: bool,
) -> Wishes:
    """Wishes as arguments of a spider, which may be strings. Raises ValueError for one that cannot be read."""
    return Wishes(
        limit=seed.limit if limit is None else int(limit),
        recheck=_is_yes(recheck),
        share=_is_yes(share),
        on_drift=OnDrift(on_drift),
        lease=float(lease),
        believe=_is_yes(believe),
        hands_over=hands_over,
    )


def _is_yes(value: str | bool) -> bool:
    """Scrapy passes command-line arguments as text."""
    return str(value).lower() in ("1", "true", "yes")


class Left(NamedTuple):
    """What a run leaves behind: numbers of addresses, how many start pages were read, which start pages and lists gave
    nothing, what became of the articles that were gone, and of those in whose place the site showed one page, what the feeds
    came to, what became of pictures (None: the seed does not ask for them), and whether any address of the site was ever taken
    for an article."""

    pending: int = 0
    not_due: int = 0
    unexplained: int = 0
    read_starts: int = 0
    silent: tuple[Silent, ...] = ()
    takedowns: Settled = Settled()
    back: int = 0
    stand_ins: StandIns = StandIns()
    feeds: tuple[FeedState, ...] = ()
    pictures: Gallery | None = None
    knows_articles: bool = True
