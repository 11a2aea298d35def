"""What an operator asks of a run, and what the run leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from crawler.archive.teaching import OnDrift
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


class Left(NamedTuple):
    """What a run leaves behind: numbers of addresses, how many start pages were read, which start pages and lists gave
    nothing, what became of the articles that were gone, and of those in whose place the site showed one page, and what the
    feeds came to."""

    pending: int = 0
    not_due: int = 0
    unexplained: int = 0
    read_starts: int = 0
    silent: tuple[Silent, ...] = ()
    takedowns: Settled = Settled()
    back: int = 0
    stand_ins: StandIns = StandIns()
    feeds: tuple[FeedState, ...] = ()
