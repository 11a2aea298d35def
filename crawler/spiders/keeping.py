"""What a run stores of a visit: the pages, the article, the addresses and feeds that they name, the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

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
from crawler.spiders.run_values import Wishes
from crawler.spiders.stored_links import StoredLinks
from crawler.spiders.stories import Visit
from crawler.store import feeds, frontier, handovers, records
from crawler.store.database import now
from crawler.store.frontier import Outcome, Target


class Keeper:
    """Stores visits within the caller's transactions. ``teaching`` is what the run learns, ``links`` are those that it has
    stored, ``is_fed`` says that the site has feeds."""

    def __init__(
        self,
        seed: Seed,
        run_id: int,
        wishes: Wishes,
        teaching: Teaching,
        album: Album | None,
        stop: Callable[[str], None],
        *,
        is_fed: bool,
    ) -> None:
        """``stop`` is called with the reason if the run must take no more addresses."""
        self._seed, self._run_id, self._wishes = seed, run_id, wishes
        self._album, self._stop = album, stop
        self.teaching = teaching
        self.links = StoredLinks(seed)
        self.is_fed = is_fed

    def keep_visit(
        self, connection: Connection, visit: Visit, target: Target, response: Response
    ) -> tuple[Visit, Result]:
        """Store a visit. Returns it as stored, and its result."""
        visit = self._within_room(connection, self._with_witnesses(connection, visit, target))
        fresh = self._discover_named(connection, visit, target)
        result = self._keep_story(connection, visit, target)
        more: dict[str, object] = {}
        if result.outcome is Outcome.LIST:
            result, more = self._read_list(connection, visit, target, result, fresh)
        if visit.choice is not None:
            feeds.keep_reading(connection, self._seed, target.id, self._run_id, visit.choice)
            if visit.choice.waiting:  # the next run must read the archive again, even if it is unchanged
                more |= {"barren": 0, "etag": None, "last_modified": None}
        self.finish(connection, target, result, response, visit.article, more)
        return visit, result

    def discover_sitemaps(self, connection: Connection, named: tuple[str, ...]) -> None:
        """Store the sitemaps that a robots.txt names."""
        recheck = self._wishes.recheck
        feeds.discover_feeds(
            connection, self._seed, named, self._run_id, origin=Origin.ROBOTS, depth=1, recheck=recheck
        )

    def _with_witnesses(self, connection: Connection, visit: Visit, target: Target) -> Visit:
        """The visit, with a flag for its article if every feed that lists it states another day than its page."""
        if visit.article is None or not self.is_fed:
            return visit
        if not disagrees(visit.article.date_published, feeds.witnessed_times(connection, target.id)):
            return visit
        return visit._replace(article=replace(visit.article, flags=(*visit.article.flags, DATE_DIFFERS)))

    def _within_room(self, connection: Connection, visit: Visit) -> Visit:
        """The visit without those articles of an archive that have to wait."""
        if visit.choice is None:
            return visit
        choice = feeds.hold_back(connection, self._seed, visit.choice)
        return visit._replace(choice=choice, links=choice.links)

    def _discover_named(self, connection: Connection, visit: Visit, target: Target) -> int:
        """Store the addresses and feeds that a visit names; a feed's new address is a feed. Returns how many are new."""
        links, named, nesting = visit.links, visit.feeds, target.nesting
        if visit.result is not None and visit.result.outcome is Outcome.MOVED and target.origin in feeds.NAMED:
            links, named = (), visit.links
        fresh = self.discover(connection, links, visit.depth, target, visit.hops)
        if named:
            self.is_fed = True
            is_index = visit.choice is not None
            fresh += feeds.discover_feeds(
                connection,
                self._seed,
                named,
                self._run_id,
                origin=Origin.INDEX if is_index else Origin.PAGE,
                depth=max(target.depth, 1),
                nesting=nesting + is_index,
                found_on=target.id,
                recheck=self._wishes.recheck,
                hops=visit.hops,
            )
        return fresh

    def _keep_story(self, connection: Connection, visit: Visit, target: Target) -> Result:
        if not visit.pages:
            assert visit.result is not None  # only for an article the store determines the result
            return visit.result
        # One time for the pages and their article: when stored pages are read again, only their own time is known.
        moment = now()
        capture_id = records.keep_captures(
            connection, target.id, self._run_id, visit.pages, visit.aside, fetched_at=moment
        )
        if visit.article is None:
            assert visit.result is not None  # a wall
            return visit.result
        outcome = records.keep_article(
            connection, target.id, self._run_id, capture_id, self._seed.name, visit.article, visit.markdown,
            seen_at=moment, is_there=True,
        )  # fmt: skip
        if self._wishes.hands_over and outcome is not Outcome.UNCHANGED:
            handovers.put(connection, target.id, outcome)
        if self._album is not None:
            self._album.note(connection, target.id, outcome, visit.article)
        alarms = self.teaching.see(connection, visit.observation, capture_id, visit.pages[0].url)
        if alarms and self._wishes.on_drift is OnDrift.STOP:
            self._stop("drift")
        return Result(outcome)

    def _read_list(
        self, connection: Connection, visit: Visit, target: Target, result: Result, fresh: int
    ) -> tuple[Result, dict[str, object]]:
        """The result of a list, and the columns to be stored. If another list differs only in the last slash of its address and
        has the same body, this one has moved there."""
        if visit.digest is not None and visit.digest != target.digest:
            twin = frontier.locate_twin(connection, self._seed, self._run_id, target, visit.digest)
            if twin is not None:
                return Result(Outcome.MOVED, twin), {}
        brought = 0 if target.digest is None else -QUIET_VISITS
        return result, {"barren": brought if fresh else target.barren + 1, "digest": visit.digest}

    def discover(self, connection: Connection, links: Iterable[str], depth: int, target: Target, hops: int = 0) -> int:
        """Store those addresses on a page that this run has not stored before. Returns the number that are new in the store."""
        return frontier.discover(
            connection,
            self._seed,
            self.links.fresh(links, depth),
            self._run_id,
            depth=depth,
            found_on=target.id,
            recheck=self._wishes.recheck,
            hops=hops,
        )

    def finish(
        self,
        connection: Connection,
        target: Target,
        result: Result,
        response: Response | None = None,
        article: Article | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        """Store the outcome of a request, and when its address is due again. ``more`` are further columns."""
        witnesses = None if response is None else read_witnesses(response)
        if result.outcome not in frontier.GOOD:  # a 304 would only mean that the wall is unchanged
            witnesses = {"etag": None, "last_modified": None}
        frontier.finish(
            connection,
            target.id,
            self._run_id,
            result.outcome,
            reason=result.reason,
            status=None if response is None else response.status,
            due_at=next_visit(connection, self._seed, target, result.outcome, article, more or {}),
            witnesses={**(witnesses or {}), **(more or {})},
        )
