"""One run in the store: the addresses it takes, their outcomes, when they are due again, and why the run stops."""

from __future__ import annotations

import os
import secrets
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from typing import TypeVar

from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from sqlalchemy import Connection

from crawler.archive.teaching import Teaching
from crawler.site.seed import Seed
from crawler.spiders.album import Album
from crawler.spiders.answers import Result
from crawler.spiders.keeping import Keeper
from crawler.spiders.run_values import Left, Wishes
from crawler.spiders.stories import Visit
from crawler.store import Store, StoreError, census, feeds, frontier, runs, standins, takedowns
from crawler.store.circles import close_circles
from crawler.store.database import ConflictError, Writer
from crawler.store.frontier import Target
from crawler.store.standins import StandIns
from crawler.store.takedowns import Settled

T = TypeVar("T")

#: Maximum number of addresses passed to Scrapy at a time; the others wait in the store.
WINDOW = 16

#: Maximum number of attempts at a transaction that conflicts with those of other crawls.
MAX_CONFLICTS = 5

#: Reasons that end a run although addresses are left. After any other reason, the next crawl continues it.
_ENDS = frozenset({"finished", "limit", "refused", "pause", "drift", "closespider_timeout"})


class Run:
    """A run from beginning to end. ``counts`` contains the outcomes so far; ``stopped`` is the reason why no more addresses are
    taken, or None; ``resting`` says that queued requests are held back, too; ``ended`` is the reason why the run ended,
    ``is_over`` says that no other crawl continues it; ``failure`` is the store's error."""

    def __init__(self, store: Store, seed: Seed, wishes: Wishes, version: str) -> None:
        """Begin a run, or continue the last one if it was killed or interrupted. Raises StoreError."""
        self.store, self.seed, self.wishes = store, seed, wishes
        self._writer = Writer(store)
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.resting = False
        self.stopped: str | None = None
        self.failure: str | None = None
        self.ended: str | None = None
        self.is_over = False
        self.left = Left()
        self._taken: dict[int, Target] = {}
        self._requested: Counter[str] = Counter()
        with store.write() as connection:
            self.id, self.resumed = runs.open_run(connection, seed.name, version)
            # A 304 means that a list names the same links as before, but under another seed other links may count.
            self.knows_lists = not wishes.recheck and not runs.note_seed(connection, self.id, seed.name, seed.digest())
            frontier.begin(connection, seed, self.id, alone=not wishes.share, resumed=self.resumed)
            feeds.begin(connection, seed, self.id, recheck=wishes.recheck)
            is_fed = feeds.has_feeds(connection, seed.name)
            self.counts = census.count_outcomes(connection, self.id)
            teaching = Teaching(seed.name, self.id, hints=seed.page, learns=seed.learn, on_drift=wishes.on_drift)
            teaching.begin(connection)
        self.album = self._open_album()
        self._keeper = Keeper(seed, self.id, wishes, teaching, self.album, self.stop, is_fed=is_fed)

    @property
    def teaching(self) -> Teaching:
        """What the run learns of the site's pages."""
        return self._keeper.teaching

    def _open_album(self) -> Album | None:
        """The pictures of the run, if the seed asks for them; None for a store in memory, which would discard them."""
        if self.seed.pictures is None or self.store.is_in_memory:
            return None
        album = Album(self.seed, self.seed.pictures, self.id, self.owner, self.wishes.lease, self._writing)
        with self.store.write() as connection:
            album.begin(connection, alone=not self.wishes.share)
        return album

    # --- addresses in progress

    def take(self) -> list[Target]:
        """The next addresses to request, in a batch; none once the run has stopped. Raises CloseSpider."""
        limit = self.wishes.limit
        if len(self._taken) > WINDOW // 2:
            return []
        if limit is not None and self._requested["article"] >= limit:
            self.stop("limit")
        if self.stopped is not None:
            return []
        room = {"article": self._room("article", limit), "list": self._room("list", self.seed.pages)}
        kinds = [kind for kind in room if room[kind]]
        # The smallest budget limits all of them, since every address taken is fetched.
        count = min([WINDOW - len(self._taken), *(room[kind] for kind in kinds)])
        # A list that is still to be read may name addresses of higher priority.
        with_due = all(target.kind != "list" for target in self._taken.values())
        targets = self._write(lambda connection: self._claim(connection, count, kinds, with_due))
        for target in targets:
            self._taken[target.id] = target
            self._requested[target.kind] += 1
        return targets

    def _claim(self, connection: Connection, count: int, kinds: list[str], with_due: bool) -> list[Target]:
        return frontier.take(
            connection,
            self.seed,
            self.id,
            count,
            owner=self.owner,
            kinds=kinds,
            lease=self.wishes.lease,
            recheck=self.wishes.recheck,
            with_due=with_due,
        )

    def in_hand(self) -> list[Target]:
        """The addresses taken that have no outcome yet."""
        return list(self._taken.values())

    def put_back(self, target: Target) -> None:
        """Release an address; it returns to the frontier when the run ends."""
        self._taken.pop(target.id, None)

    def others_at_work(self) -> bool:
        """Whether other crawls have taken addresses, which may lead to new ones. Expired leases are taken back first. Raises
        CloseSpider."""
        return self.wishes.share and self._write(self._count_at_work) > 0

    def _count_at_work(self, connection: Connection) -> int:
        frontier.give_back(connection, self.seed.name, expired_only=True)
        return frontier.count_taken(connection, self.seed.name)

    def renew_lease(self) -> None:
        """Renew this run's leases, so that other crawls know that it is alive."""
        with suppress(StoreError), self.store.write() as connection:
            frontier.renew(connection, self.owner, self.wishes.lease)
            if self.album is not None:
                self.album.renew(connection)

    def _room(self, kind: str, limit: int | None) -> int:
        return WINDOW if limit is None else max(0, limit - self._requested[kind])

    # --- outcomes

    def keep(self, visit: Visit, target: Target, response: Response) -> Visit:
        """Store a visit in one transaction. Returns the visit as stored, with its result. Raises CloseSpider."""
        kept, result = self._write(lambda connection: self._keeper.keep_visit(connection, visit, target, response))
        self._count(target, result)
        return kept._replace(result=result)

    def keep_result(self, target: Target, result: Result) -> None:
        """Store the result of a request that brought no response. Raises CloseSpider."""
        self._write(lambda connection: self._keeper.finish(connection, target, result))
        self._count(target, result)

    def keep_links(self, links: Iterable[str], target: Target) -> None:
        """Store the addresses on a page that is not the last one of its story. Raises CloseSpider."""
        self._write(lambda connection: self._keeper.discover(connection, links, target.depth + 1, target))

    def keep_sitemaps(self, named: Iterable[str]) -> None:
        """Store the sitemaps that a robots.txt names, unless the seed lists its feeds. Raises CloseSpider."""
        if self.seed.feeds is None:
            self._keeper.is_fed = True
            self._write(lambda connection: self._keeper.discover_sitemaps(connection, tuple(named)))

    def _count(self, target: Target, result: Result) -> None:
        self.put_back(target)
        self.counts[result.outcome] += 1

    # --- the end of the run

    def stop(self, reason: str) -> None:
        """Take no more addresses. The first reason is kept."""
        self.stopped = self.stopped or reason

    def fail(self, error: StoreError) -> None:
        """The store cannot be written: request nothing more, and report it at the end."""
        self.failure = str(error)
        self.stopped, self.resting = "store", True

    def end(self, reason: str) -> None:
        """Release the addresses in progress, count the rest, and close the run unless the next crawl continues it."""
        site, self.ended = self.seed.name, reason
        self._writer.close()
        try:
            with self.store.write() as connection:
                frontier.give_back(connection, site, owner=self.owner)
                self.is_over = reason in _ENDS and not frontier.count_taken(connection, site)
                stand_ins, settled = self._settle(connection) if self.is_over else (StandIns(), Settled())
                self.counts = census.count_outcomes(connection, self.id)
                self.left = Left(
                    census.count_pending(connection, site) + census.count_due(connection, self.seed, self.id),
                    census.count_not_due(connection, self.seed, self.id),
                    census.count_unexplained(connection, site),
                    census.count_read_starts(connection, self.seed, self.id),
                    tuple(census.list_silent(connection, self.seed, self.id)),
                    settled,
                    takedowns.count_back(connection, self.id),
                    stand_ins,
                    tuple(feeds.list_feeds(connection, self.seed, self.id)),
                    None if self.album is None else self.album.end(connection),
                    census.knows_articles(connection, site),
                )
                if self.is_over:
                    runs.close_run(connection, self.id, reason, self.counts)
        except StoreError as error:
            self.failure = str(error)

    def keep_summary(self, summary: Mapping[str, object]) -> None:
        """Store the summary of the run, if the store can still be written."""
        with suppress(StoreError), self.store.write() as connection:
            runs.keep_summary(connection, self.id, summary)

    def _settle(self, connection: Connection) -> tuple[StandIns, Settled]:
        stand_ins = standins.take_back(connection, self.seed, self.id)
        close_circles(connection, self.seed, self.id)
        return stand_ins, takedowns.settle(connection, self.seed, self.id, believe=self.wishes.believe)

    def _write(self, work: Callable[[Connection], T]) -> T:
        """Execute one transaction. It is retried if it conflicts with another crawl's: each may need rows that the other has
        stored but not committed. Raises CloseSpider."""
        for _ in range(MAX_CONFLICTS - 1):
            before = copy(self.teaching)
            with suppress(ConflictError), self._writing() as connection:
                return work(connection)
            self._keeper.teaching = before
            self.teaching.forget()
        try:
            with self._writing() as connection:
                return work(connection)
        except ConflictError as error:
            self.fail(error)
            raise CloseSpider("store") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction. If it fails, the crawl closes, since its work would be lost. Raises ConflictError."""
        self._keeper.links.begin()
        try:
            with self._writer.write() as connection:
                yield connection
        except ConflictError:
            raise
        except StoreError as error:
            self.fail(error)
            raise CloseSpider("store") from error
        self._keeper.links.commit()
