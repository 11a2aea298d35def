"""The operator's wishes for a run, and the remains of a run."""

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
    """The operator's wishes for a run: ``limit`` is the maximum number of articles (None: no limit), ``lease`` the number of
    seconds after which other crawls take over the addresses of one that died; ``believe`` means that articles that are gone are
    withdrawn however many they are; ``hands_over`` that new and changed ones wait for a command. See `NewsSpider` for the
    rest."""

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
    """Wishes from the arguments of a spider, which may be strings. Raises ValueError for an invalid one."""
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
    """The remains of a run: numbers of addresses; the number of start pages that were read; start pages and lists that gave
    nothing; the fate of articles that were gone, and of those that the site replaced with one page; the results of feeds and of
    pictures (None: the seed does not ask for pictures); and whether any address of the site ever matched its expression for
    articles."""

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
