"""One run in the store: the addresses it takes, what became of them, when they are due again, and why it stops."""

from __future__ import annotations

import datetime
import os
import secrets
import socket
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NamedTuple

from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from sqlalchemy import Connection

from cleaners import Article
from crawler.archive.teaching import OnDrift, Teaching
from crawler.site.seed import Seed
from crawler.spiders.answers import Result, read_witnesses
from crawler.spiders.stories import Visit
from crawler.store import Store, StoreError, frontier, records, runs
from crawler.store.database import in_store_form
from crawler.store.frontier import Outcome, Target

#: Addresses in Scrapy's hands at a time; the rest waits in the store.
WINDOW = 16

#: Days until an address that gave no article is requested again.
_REST = {Outcome.NOT_ARTICLE: 1, Outcome.REFUSED: 1, Outcome.GONE: 7, Outcome.MOVED: 7}

#: Reasons that end a run even if addresses are left. After any other one the next crawl continues it.
_ENDS = frozenset({"finished", "limit", "refused", "drift", "closespider_timeout"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator asks of a run: ``limit`` is the maximum of articles (None: no limit), ``lease`` the seconds after
    which other crawls take over the addresses of one that died. See `NewsSpider` for the rest."""

    limit: int | None = None
    recheck: bool = False
    share: bool = False
    on_drift: OnDrift = OnDrift.REPORT
    lease: float = frontier.LEASE


class Left(NamedTuple):
    """What a run leaves behind: numbers of addresses, and why a start page gave nothing (None if all gave something)."""

    pending: int = 0
    not_due: int = 0
    unexplained: int = 0
    start_reason: str | None = None


class Run:
    """A run from its begin to its end. ``counts`` holds the outcomes so far; ``stopped`` is None or why no more addresses are
    taken; ``resting`` says that requests already on their way are held back too; ``failure`` is the store's error."""

    def __init__(self, store: Store, seed: Seed, wishes: Wishes, version: str) -> None:
        """Begin a run, or continue the last one if it was killed or interrupted. Raises StoreError."""
        self.store, self.seed, self.wishes = store, seed, wishes
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.read_start = self.resting = False
        self.stopped: str | None = None
        self.failure: str | None = None
        self.left = Left()
        self._taken: dict[int, Target] = {}
        self._requested: Counter[str] = Counter()
        with store.write() as connection:
            self.id, self.resumed = runs.open_run(connection, seed.name, version)
            frontier.begin(connection, seed, self.id, alone=not wishes.share)
            self.counts = frontier.count_outcomes(connection, self.id)
            self.teaching = Teaching(seed.name, self.id, hints=seed.page, learns=seed.learn, on_drift=wishes.on_drift)
            self.teaching.begin(connection)

    # --- addresses in hand

    def take(self) -> list[Target]:
        """The next addresses to request; none once the run has stopped. Raises CloseSpider."""
        limit = self.wishes.limit
        if limit is not None and self._requested["article"] >= limit:
            self.stop("limit")
        if self.stopped is not None:
            return []
        room = {"article": self._room("article", limit), "list": self._room("list", self.seed.pages)}
        kinds = [kind for kind in room if room[kind]]
        # The tightest budget bounds them all, since every address taken is fetched.
        count = min([WINDOW - len(self._taken), *(room[kind] for kind in kinds)])
        with self._writing() as connection:
            targets = frontier.take(
                connection, self.seed.name, count, owner=self.owner, kinds=kinds, lease=self.wishes.lease
            )
        for target in targets:
            self._taken[target.id] = target
            self._requested[target.kind] += 1
        return targets

    def in_hand(self) -> list[Target]:
        """The addresses taken and not done yet."""
        return list(self._taken.values())

    def put_back(self, target: Target) -> None:
        """Let go of an address; it returns to the frontier when the run ends."""
        self._taken.pop(target.id, None)

    def others_at_work(self) -> bool:
        """Whether other crawls hold addresses, which may bring new ones. Expired leases are taken back first. Raises
        CloseSpider."""
        with self._writing() as connection:
            frontier.give_back(connection, self.seed.name, expired_only=True)
            waiting = frontier.count_taken(connection, self.seed.name)
            waiting += frontier.count_pending(connection, self.seed.name)
        return self.wishes.share and waiting > 0

    def renew_lease(self) -> None:
        """Tell the other crawls that this one is alive."""
        with suppress(StoreError), self.store.write() as connection:
            frontier.renew(connection, self.owner, self.wishes.lease)

    def _room(self, kind: str, limit: int | None) -> int:
        return WINDOW if limit is None else max(0, limit - self._requested[kind])

    # --- what became of them

    def keep(self, visit: Visit, target: Target, response: Response) -> Result:
        """Store everything about a visit in one transaction. Raises CloseSpider."""
        with self._writing() as connection:
            self.read_start |= visit.was_read and target.depth == 0
            self._discover(connection, visit.links, visit.depth, target)
            if visit.withdraws:
                records.withdraw_article(connection, target.id)
            result = self._keep_story(connection, visit, target)
            self._finish(connection, target, result, response, visit.article)
        self._count(target, result)
        return result

    def keep_result(self, target: Target, result: Result) -> None:
        """Store the result of a request that brought no response. Raises CloseSpider."""
        with self._writing() as connection:
            self._finish(connection, target, result)
        self._count(target, result)

    def keep_links(self, links: Iterable[str], target: Target) -> None:
        """Store the addresses on a page that is not the last one of its story. Raises CloseSpider."""
        with self._writing() as connection:
            self._discover(connection, links, target.depth + 1, target)

    def _keep_story(self, connection: Connection, visit: Visit, target: Target) -> Result:
        if not visit.pages:
            assert visit.result is not None  # only the pages of an article leave it to the store
            return visit.result
        capture_id = records.keep_captures(connection, target.id, self.id, visit.pages, visit.aside)
        if visit.article is None:
            assert visit.result is not None  # a wall
            return visit.result
        outcome = records.keep_article(connection, target.id, self.id, capture_id, self.seed.name, visit.article)
        alarms = self.teaching.see(connection, visit.observation, capture_id, visit.pages[0].url)
        if alarms and self.wishes.on_drift is OnDrift.STOP:
            self.stop("drift")
        return Result(outcome)

    def _discover(self, connection: Connection, links: Iterable[str], depth: int, target: Target) -> None:
        frontier.discover(
            connection, self.seed, links, self.id, depth=depth, found_on=target.id, recheck=self.wishes.recheck
        )

    def _finish(
        self,
        connection: Connection,
        target: Target,
        result: Result,
        response: Response | None = None,
        article: Article | None = None,
    ) -> None:
        frontier.finish(
            connection,
            target.id,
            self.id,
            result.outcome,
            reason=result.reason,
            status=None if response is None else response.status,
            due_at=self._due(connection, target, result.outcome, article),
            witnesses=None if response is None else read_witnesses(response),
        )

    def _due(self, connection: Connection, target: Target, outcome: Outcome, article: Article | None) -> str | None:
        moment = datetime.datetime.now(datetime.UTC)
        if outcome in _REST:
            return in_store_form(moment + datetime.timedelta(days=_REST[outcome]))
        if outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED):
            published = article.date_published if article else records.date_of(connection, target.id)
            return in_store_form(self.seed.recrawl.next_visit(published, moment))
        return None

    def _count(self, target: Target, result: Result) -> None:
        self.put_back(target)
        self.counts[result.outcome] += 1

    # --- its end

    def stop(self, reason: str) -> None:
        """Take no more addresses. The first reason stands."""
        self.stopped = self.stopped or reason

    def fail(self, error: StoreError) -> None:
        """The store cannot be written: request nothing more, and report it at the end."""
        self.failure = str(error)
        self.stopped, self.resting = "store", True

    def end(self, reason: str) -> None:
        """Give back what is in hand and count what is left. The run is closed unless the next crawl is to continue it."""
        site = self.seed.name
        try:
            with self.store.write() as connection:
                frontier.give_back(connection, site, owner=self.owner)
                self.counts = frontier.count_outcomes(connection, self.id)
                self.left = Left(
                    frontier.count_pending(connection, site),
                    frontier.count_not_due(connection, site, self.id),
                    frontier.count_unexplained(connection, site),
                    frontier.start_reason(connection, site),
                )
                if reason in _ENDS and not frontier.count_taken(connection, site):
                    runs.close_run(connection, self.id, reason, self.counts)
        except StoreError as error:
            self.failure = str(error)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction. If the store cannot be written the crawl closes: its work would be lost."""
        try:
            with self.store.write() as connection:
                yield connection
        except StoreError as error:
            self.fail(error)
            raise CloseSpider("store") from error
