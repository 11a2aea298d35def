"""One run in the store: the addresses it takes, their outcomes, when they are due again, and why the run stops."""

from __future__ import annotations

import os
import secrets
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import replace
from typing import TypeVar

from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from sqlalchemy import Connection

from cleaners import Article
from crawler.archive.teaching import OnDrift, Teaching
from crawler.site.feeds.values import Origin
from crawler.site.feeds.witness import DATE_DIFFERS, disagrees
from crawler.site.seed import Seed
from crawler.spiders.album import Album
from crawler.spiders.answers import Result, read_witnesses
from crawler.spiders.due import QUIET_VISITS, next_visit
from crawler.spiders.run_values import Left, Wishes
from crawler.spiders.stories import Visit
from crawler.store import Store, StoreError, census, feeds, frontier, handovers, records, runs, standins, takedowns
from crawler.store.circles import close_circles
from crawler.store.database import ConflictError, Writer, now
from crawler.store.frontier import Outcome, Target
from crawler.store.standins import StandIns
from crawler.store.takedowns import Settled

T = TypeVar("T")

#: Maximum number of addresses passed to Scrapy at a time; the others wait in the store.
WINDOW = 16

#: Maximum number of stored links that a run remembers.
MAX_REMEMBERED = 500_000

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
        # Depth by identity: most links of a page are also on the previous page.
        self._stored_links: dict[str, int] = {}
        self._new_links: dict[str, int] = {}
        with store.write() as connection:
            self.id, self.resumed = runs.open_run(connection, seed.name, version)
            # A 304 means that a list names the same links as before, but under another seed other links may count.
            self.knows_lists = not wishes.recheck and not runs.note_seed(connection, self.id, seed.name, seed.digest())
            frontier.begin(connection, seed, self.id, alone=not wishes.share, resumed=self.resumed)
            feeds.begin(connection, seed, self.id, recheck=wishes.recheck)
            self._is_fed = feeds.has_feeds(connection, seed.name)
            self.counts = census.count_outcomes(connection, self.id)
            self.teaching = Teaching(seed.name, self.id, hints=seed.page, learns=seed.learn, on_drift=wishes.on_drift)
            self.teaching.begin(connection)
        self.album = self._open_album()

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
        kept, result = self._write(lambda connection: self._keep_visit(connection, visit, target, response))
        self._count(target, result)
        return kept._replace(result=result)

    def _keep_visit(
        self, connection: Connection, visit: Visit, target: Target, response: Response
    ) -> tuple[Visit, Result]:
        visit = self._within_room(connection, self._with_witnesses(connection, visit, target))
        fresh = self._discover_named(connection, visit, target)
        result = self._keep_story(connection, visit, target)
        more: dict[str, object] = {}
        if result.outcome is Outcome.LIST:
            result, more = self._read_list(connection, visit, target, result, fresh)
        if visit.choice is not None:
            feeds.keep_reading(connection, self.seed, target.id, self.id, visit.choice)
            if visit.choice.waiting:  # the next run must read the archive again, even if it is unchanged
                more |= {"barren": 0, "etag": None, "last_modified": None}
        self._finish(connection, target, result, response, visit.article, more)
        return visit, result

    def keep_result(self, target: Target, result: Result) -> None:
        """Store the result of a request that brought no response. Raises CloseSpider."""
        self._write(lambda connection: self._finish(connection, target, result))
        self._count(target, result)

    def keep_links(self, links: Iterable[str], target: Target) -> None:
        """Store the addresses on a page that is not the last one of its story. Raises CloseSpider."""
        self._write(lambda connection: self._discover(connection, links, target.depth + 1, target))

    def keep_sitemaps(self, named: Iterable[str]) -> None:
        """Store the sitemaps that a robots.txt names, unless the seed lists its feeds. Raises CloseSpider."""
        if self.seed.feeds is None:
            self._is_fed = True
            self._write(lambda connection: self._discover_sitemaps(connection, tuple(named)))

    def _discover_sitemaps(self, connection: Connection, named: tuple[str, ...]) -> None:
        recheck = self.wishes.recheck
        feeds.discover_feeds(connection, self.seed, named, self.id, origin=Origin.ROBOTS, depth=1, recheck=recheck)

    def _with_witnesses(self, connection: Connection, visit: Visit, target: Target) -> Visit:
        """The visit, with a flag for its article if every feed that lists it states another day than its page."""
        if visit.article is None or not self._is_fed:
            return visit
        if not disagrees(visit.article.date_published, feeds.witnessed_times(connection, target.id)):
            return visit
        return visit._replace(article=replace(visit.article, flags=(*visit.article.flags, DATE_DIFFERS)))

    def _within_room(self, connection: Connection, visit: Visit) -> Visit:
        """The visit without those articles of an archive that have to wait."""
        if visit.choice is None:
            return visit
        choice = feeds.hold_back(connection, self.seed, visit.choice)
        return visit._replace(choice=choice, links=choice.links)

    def _discover_named(self, connection: Connection, visit: Visit, target: Target) -> int:
        """Store the addresses and feeds that a visit names; a feed's new address is a feed. Returns how many are new."""
        links, named, nesting = visit.links, visit.feeds, target.nesting
        if visit.result is not None and visit.result.outcome is Outcome.MOVED and target.origin in feeds.NAMED:
            links, named = (), visit.links
        fresh = self._discover(connection, links, visit.depth, target, visit.hops)
        if named:
            self._is_fed = True
            is_index = visit.choice is not None
            fresh += feeds.discover_feeds(
                connection,
                self.seed,
                named,
                self.id,
                origin=Origin.INDEX if is_index else Origin.PAGE,
                depth=max(target.depth, 1),
                nesting=nesting + is_index,
                found_on=target.id,
                recheck=self.wishes.recheck,
                hops=visit.hops,
            )
        return fresh

    def _keep_story(self, connection: Connection, visit: Visit, target: Target) -> Result:
        if not visit.pages:
            assert visit.result is not None  # only for an article the store determines the result
            return visit.result
        # One time for the pages and their article: when stored pages are read again, only their own time is known.
        moment = now()
        capture_id = records.keep_captures(connection, target.id, self.id, visit.pages, visit.aside, fetched_at=moment)
        if visit.article is None:
            assert visit.result is not None  # a wall
            return visit.result
        outcome = records.keep_article(
            connection, target.id, self.id, capture_id, self.seed.name, visit.article, visit.markdown,
            seen_at=moment, is_there=True,
        )  # fmt: skip
        if self.wishes.hands_over and outcome is not Outcome.UNCHANGED:
            handovers.put(connection, target.id, outcome)
        if self.album is not None:
            self.album.note(connection, target.id, outcome, visit.article)
        alarms = self.teaching.see(connection, visit.observation, capture_id, visit.pages[0].url)
        if alarms and self.wishes.on_drift is OnDrift.STOP:
            self.stop("drift")
        return Result(outcome)

    def _read_list(
        self, connection: Connection, visit: Visit, target: Target, result: Result, fresh: int
    ) -> tuple[Result, dict[str, object]]:
        """The result of a list, and the columns to be stored. If another list differs only in the last slash of its address and
        has the same body, this one has moved there."""
        if visit.digest is not None and visit.digest != target.digest:
            twin = frontier.locate_twin(connection, self.seed, self.id, target, visit.digest)
            if twin is not None:
                return Result(Outcome.MOVED, twin), {}
        brought = 0 if target.digest is None else -QUIET_VISITS
        return result, {"barren": brought if fresh else target.barren + 1, "digest": visit.digest}

    def _discover(self, connection: Connection, links: Iterable[str], depth: int, target: Target, hops: int = 0) -> int:
        """Store those addresses on a page that this run has not stored before. Returns the number that are new in the store."""
        found: dict[str, str] = {}
        for url in links:
            identity = self.seed.identity(url)
            if self._stored_links.get(identity, depth + 1) > depth:
                found.setdefault(identity, url)
        self._new_links.update(dict.fromkeys(found, depth))
        return frontier.discover(
            connection,
            self.seed,
            found.values(),
            self.id,
            depth=depth,
            found_on=target.id,
            recheck=self.wishes.recheck,
            hops=hops,
        )

    def _finish(
        self,
        connection: Connection,
        target: Target,
        result: Result,
        response: Response | None = None,
        article: Article | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        witnesses = None if response is None else read_witnesses(response)
        if result.outcome not in frontier.GOOD:  # a 304 would only mean that the wall is unchanged
            witnesses = {"etag": None, "last_modified": None}
        frontier.finish(
            connection,
            target.id,
            self.id,
            result.outcome,
            reason=result.reason,
            status=None if response is None else response.status,
            due_at=next_visit(connection, self.seed, target, result.outcome, article, more or {}),
            witnesses={**(witnesses or {}), **(more or {})},
        )

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
            self.teaching = before
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
        self._new_links.clear()
        try:
            with self._writer.write() as connection:
                yield connection
        except ConflictError:
            raise
        except StoreError as error:
            self.fail(error)
            raise CloseSpider("store") from error
        if self._new_links:  # committed
            if len(self._stored_links) > MAX_REMEMBERED:
                self._stored_links.clear()
            self._stored_links |= self._new_links
            self._new_links.clear()
