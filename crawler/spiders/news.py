"""One spider for every site: what is a site's own stands in its seed file."""

from __future__ import annotations

import datetime
import os
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from sqlalchemy import Connection
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from cleaners import Article
from cleaners.record.join import join_parts
from crawler.archive.cleaning import PageReader
from crawler.archive.teaching import OnDrift, Teaching
from crawler.net.middlewares import (
    IncompleteBody,
    OutOfScope,
    Resting,
    RobotsRefused,
    RobotsUnavailable,
    describe,
    is_cut_page,
)
from crawler.net.pacing import MAX_PAUSE
from crawler.net.signals import outcome_recorded, site_rests
from crawler.site.links import read_links
from crawler.site.parts import MAX_PARTS, is_further_page, next_part, single_view
from crawler.site.seed import Seed, load_seed
from crawler.store import Store, StoreError, frontier, open_store, records, runs
from crawler.store.database import in_store_form, locked
from crawler.store.frontier import Outcome, Target

#: Addresses in Scrapy's hands at a time; the rest waits in the store.
WINDOW = 16

#: Refusals in a row (401, 403, 405, 429, …) after which the site is left alone until the next run.
MAX_REFUSALS = 5

#: Answers that refuse: RFC 9110, 6585 and 7725. 405 is what the firewall of Chinese cloud hosts says.
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451})
_GONE = frozenset({404, 410})

#: Redirects to another spelling of the same address that are followed.
_MAX_HOPS = 5

#: Flags of pages that stand in the place of another one, and the number of links under which a list page is looked at.
WALLS = frozenset({"captcha", "login_wall", "soft_404"})
FEW_LINKS = 3

#: Reasons for which a run is over, though addresses may be left. After any other one the next crawl continues it.
_ENDS = frozenset({"finished", "limit", "refused", "drift", "closespider_timeout"})

#: How long an address rests that gave no article, in days.
_REST = {Outcome.NOT_ARTICLE: 1, Outcome.REFUSED: 1, Outcome.GONE: 7, Outcome.MOVED: 7}


class Story(NamedTuple):
    """The pages of one story that came so far, and pages that are kept though the story is read from another one."""

    parts: tuple[records.Capture, ...] = ()
    aside: tuple[records.Capture, ...] = ()


class NewsSpider(Spider):
    """Crawls the site of a seed. Yields the record of every article that it reads.

    Arguments: ``seed`` (a name or the path of a file), ``store``, ``limit`` (most articles of this run), ``recheck`` (ask
    for every article again), ``share`` (other crawls work on the same store), ``lease`` (seconds after which the others
    take over what this crawl has in hand, where it died), ``on_drift`` (what to do when the site's pages change: report,
    fail, stop, adopt).
    """

    name = "news"
    store: Store
    run_id: int
    teaching: Teaching
    _renewal: LoopingCall
    _reader: PageReader

    def __init__(
        self,
        seed: str | Seed = "",
        store: str | Store | None = None,
        limit: str | int | None = None,
        recheck: str | bool = False,
        share: str | bool = False,
        on_drift: str = OnDrift.REPORT,
        lease: str | float = frontier.LEASE,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not seed:
            raise ValueError("which site? -a seed=NAME or -a seed=FILE.toml")
        self.seed = seed if isinstance(seed, Seed) else load_seed(seed)
        self.limit = self.seed.limit if limit is None else int(limit)
        self.recheck = _is_yes(recheck)
        self.share = _is_yes(share)
        self.on_drift = OnDrift(on_drift)
        self.lease = float(lease)
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.counts: Counter[str] = Counter()
        self.resumed = False
        self.found = 0
        self.unexplained = 0
        self.pending = 0
        self.not_due = 0
        self.errors = 0
        self.interrupted = False
        self.resting = False
        self.start_reason: str | None = None
        self.read_start = False
        self.failure: str | None = None
        self._place = store
        self._open = ExitStack()
        self._watch: LoopingCall | None = None
        self._taken: dict[int, Target] = {}
        self._requested: Counter[str] = Counter()
        self._refusals = 0
        self._stop: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """The spider with its store open and its run begun. Raises SeedError, StoreError."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._pace(crawler)
        place = spider._place if spider._place is not None else crawler.settings["STORE"] or "sqlite://"
        spider.store = place if isinstance(place, Store) else open_store(place)
        spider._open.callback(spider.store.close)
        spider._open.enter_context(locked(spider.store, share=spider.share))
        spider._begin(crawler.settings["USER_AGENT"])
        spider._reader = PageReader(crawler.settings.getfloat("PAGE_SECONDS"), spider.teaching.template)
        spider._open.callback(spider._reader.close)
        crawler.signals.connect(spider._keep_lease, signals.spider_opened)
        crawler.signals.connect(spider._refill, signals.spider_idle)
        if spider.share:
            crawler.signals.connect(spider._watch_frontier, signals.spider_opened)
        crawler.signals.connect(spider._end, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first requests; every answer brings the next ones."""
        for request in self._next_requests():
            yield request

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Read one page, store what became of it in one transaction, and go on with the next."""
        target: Target = response.meta["target"]
        story: Story = response.meta.get("story") or Story()
        follow = self._same_page_elsewhere(response, target) or self._rest_of_story(response, target, story)
        if follow is not None:
            yield follow
            return
        article = self._record(response, target, story)
        if article is not None:
            yield article.to_dict()
        yield from self._next_requests()

    def _failed(self, failure: Failure) -> Iterator[Request]:
        """A request that brought no response."""
        target: Target = failure.request.meta["target"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, Resting):
            self._taken.pop(target.id, None)  # it goes back to the frontier when the run ends
            return
        if isinstance(error, IncompleteBody):
            outcome, reason = Outcome.FAILED, str(error)
        elif isinstance(error, OutOfScope):
            outcome, reason = Outcome.OUT_OF_SCOPE, str(error)
        elif isinstance(error, RobotsRefused):
            outcome, reason = Outcome.REFUSED, str(error)
        else:
            outcome, reason = Outcome.FAILED, describe(error)
        with self._writing() as connection:
            self._finish(connection, target, outcome, reason=reason)
        self._announce(target, outcome)
        self._mind_refusals(refused=isinstance(error, RobotsUnavailable))
        yield from self._next_requests()

    # --- one page

    def _rest_of_story(self, response: Response, target: Target, story: Story) -> Request | None:
        """The request for another page of the same story: the one that shows it whole, else the next. None at its end."""
        if target.kind != "article" or response.status != 200 or len(story.parts) >= MAX_PARTS:
            return None
        if story.parts and not self._read_part(response).is_article:
            return None  # a wall in the place of a later page: _record writes down which
        first = story.parts[0].url if story.parts else response.url
        if not story.parts and not story.aside:
            whole = single_view(response)
            if whole is not None and self._is_same_story(whole, target):
                self._discover_beside(response, target)
                return self._request(target, whole, story=Story(aside=(_capture(response),)))
        if story.aside:
            return None
        following = next_part(first, response.url, read_links(response, self.seed))
        if following is None or not self._is_same_story(following, target):
            return None
        self._discover_beside(response, target)
        return self._request(target, following, story=Story((*story.parts, _capture(response))))

    def _discover_beside(self, response: Response, target: Target) -> None:
        """The links of a page that is not the last one of its story."""
        with self._writing() as connection:
            self._discover(connection, self._links(response, target), target.depth + 1, target.id)

    def _is_same_story(self, url: str, target: Target) -> bool:
        number = self.seed.article_id(url)
        return self.seed.in_scope(url) and number in (None, self.seed.article_id(target.url))

    def _record(self, response: Response, target: Target, story: Story) -> Article | None:
        """Everything about one page or story in one transaction; the article where it is one."""
        outcome, reason = _by_status(response)
        article = None
        with self._writing() as connection:
            if story.parts and outcome is not None:
                outcome, reason = (
                    Outcome.FAILED,
                    f"page {len(story.parts) + 1} of the story: {reason or response.status}",
                )
            elif outcome is Outcome.MOVED:
                self._discover(connection, [_location(response)], target.depth, target.id)
            elif outcome is Outcome.GONE:
                records.withdraw_article(connection, target.id)
            elif outcome is None:
                self.read_start |= target.depth == 0
                self._discover(connection, self._links(response, target), target.depth + 1, target.id)
                if target.kind == "article":
                    article, outcome, reason = self._read_article(connection, response, target, story)
                else:
                    outcome, reason = self._read_list(response)
            self._finish(connection, target, outcome, reason=reason, response=response, article=article)
        self._announce(target, outcome)
        self._mind_refusals(refused=outcome is Outcome.REFUSED)
        return article

    def _links(self, response: Response, target: Target) -> list[str]:
        """The addresses that a page names, without the further pages of its own story."""
        found = read_links(response, self.seed)
        if target.kind != "article":
            return found
        return [url for url in found if not (is_further_page(url, response.url) and self._is_same_story(url, target))]

    def _read_list(self, response: Response) -> tuple[Outcome, str | None]:
        """A list page; one without a way on is looked at, since walls come with status 200 too."""
        if sum(self.seed.in_scope(url) for url in read_links(response, self.seed)) < FEW_LINKS:
            wall = next((flag for flag in self._read_part(response).flags if flag in WALLS), None)
            if wall is not None:
                return Outcome.NOT_ARTICLE, wall
        return Outcome.LIST, None

    def _read_part(self, response: Response) -> Article:
        return self._reader.read(_capture(response)).article

    def _read_article(
        self, connection: Connection, response: Response, target: Target, story: Story
    ) -> tuple[Article | None, Outcome, str | None]:
        pages = [*story.parts, _capture(response)]
        capture_id = records.keep_captures(connection, target.id, self.run_id, pages, story.aside)
        found = [self._reader.read(page) for page in pages]
        read = [part.article for part in found]
        wall = next((part for part in read if not part.is_article), None)
        if wall is not None:
            if "soft_404" in wall.flags and len(read) == 1:
                records.withdraw_article(connection, target.id)
            return None, Outcome.NOT_ARTICLE, ", ".join(wall.flags) or "no article was found"
        article = self._signed(join_parts(read), pages[0].url, target)
        if any(is_cut_page(page.body) for page in pages):
            article = replace(article, flags=(*article.flags, "no_end"))
        outcome = records.keep_article(connection, target.id, self.run_id, capture_id, self.seed.name, article)
        if self.teaching.see(connection, found[0].observation, capture_id, pages[0].url) and self.on_drift == "stop":
            self._stop = self._stop or "drift"
        self._reader.use(self.teaching.template)
        return article, outcome, None

    def _signed(self, article: Article, url: str, target: Target) -> Article:
        """The article with what only its site's seed knows."""
        return replace(
            article,
            site=article.site or self.seed.name,
            article_id=self.seed.article_id(url) or self.seed.article_id(target.url),
            canonical_url=self.seed.canonical_url(url),
        )

    def _same_page_elsewhere(self, response: Response, target: Target) -> Request | None:
        """The request for the same page under another spelling (http → https), where the answer points to one."""
        hops = response.meta.get("hops", 0)
        if not 300 <= response.status < 400 or response.status == 304 or hops >= _MAX_HOPS:
            return None
        location = _location(response)
        if location == response.url or self.seed.identity(location) != self.seed.identity(target.url):
            return None
        if not self.seed.in_scope(location):
            return None
        return self._request(target, location, hops + 1, response.meta.get("story"))

    # --- the frontier

    def _next_requests(self) -> list[Request]:
        if self._stop is None and self.limit is not None and self._requested["article"] >= self.limit:
            self._stop = "limit"
        if self._stop is not None:
            return []
        free = WINDOW - len(self._taken)
        room = {"article": self._room("article", self.limit), "list": self._room("list", self.seed.pages)}
        kinds = [kind for kind in room if room[kind]]
        # The tightest budget bounds them all, since what is taken is fetched.
        count = min([free, *(room[kind] for kind in kinds)])
        with self._writing() as connection:
            targets = frontier.take(connection, self.seed.name, count, owner=self.owner, kinds=kinds, lease=self.lease)
        for target in targets:
            self._taken[target.id] = target
            self._requested[target.kind] += 1
        return [self._request(target, target.url) for target in targets]

    def _room(self, kind: str, limit: int | None) -> int:
        return WINDOW if limit is None else max(0, limit - self._requested[kind])

    def _request(self, target: Target, url: str, hops: int = 0, story: Story | None = None) -> Request:
        # A later page of a story has no witnesses of its own, so the whole story is asked for.
        first = story is None
        headers = {"If-None-Match": target.etag, "If-Modified-Since": target.last_modified} if first else {}
        return Request(
            url,
            callback=self.parse,
            errback=self._failed,
            headers={name: value for name, value in headers.items() if value},
            meta={"target": target, "hops": hops, "story": story, "dont_redirect": True},
            dont_filter=True,
        )

    def _discover(self, connection: Connection, found: list[str], depth: int, found_on: int) -> None:
        frontier.discover(
            connection, self.seed, found, self.run_id, depth=depth, found_on=found_on, recheck=self.recheck
        )

    def _finish(
        self,
        connection: Connection,
        target: Target,
        outcome: Outcome,
        *,
        reason: str | None = None,
        response: Response | None = None,
        article: Article | None = None,
    ) -> None:
        witnesses = None
        if response is not None and response.status == 200:
            headers = _plain_headers(response)
            witnesses = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        frontier.finish(
            connection,
            target.id,
            self.run_id,
            outcome,
            reason=reason,
            status=None if response is None else response.status,
            due_at=self._due(connection, target, outcome, article),
            witnesses=witnesses,
        )

    def _due(self, connection: Connection, target: Target, outcome: Outcome, article: Article | None) -> str | None:
        moment = datetime.datetime.now(datetime.UTC)
        if outcome in _REST:
            return in_store_form(moment + datetime.timedelta(days=_REST[outcome]))
        if outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED):
            published = article.date_published if article else records.date_of(connection, target.id)
            return in_store_form(self.seed.recrawl.next_visit(published, moment))
        return None

    # --- the run

    def _begin(self, user_agent: str) -> None:
        with self.store.write() as connection:
            self.run_id, self.resumed = runs.open_run(connection, self.seed.name, user_agent.split(" ", 1)[0])
            frontier.begin(connection, self.seed, self.run_id, alone=not self.share)
            self.counts = frontier.count_outcomes(connection, self.run_id)
            self.teaching = Teaching(
                self.seed.name, self.run_id, hints=self.seed.page, learns=self.seed.learn, on_drift=self.on_drift
            )
            self.teaching.begin(connection)

    def _refill(self) -> None:
        """Scrapy has nothing left to do: give it what the store holds. What it lost on the way is written down."""
        for target in list(self._taken.values()):
            with self._writing() as connection:
                self._finish(connection, target, Outcome.FAILED, reason="the crawler lost the request")
            self._announce(target, Outcome.FAILED)
        requests = self._next_requests()
        if not requests and self._stop is None and self._others_at_work():
            raise DontCloseSpider
        if not requests:
            raise CloseSpider(self._stop or "finished")
        assert self.crawler.engine is not None  # it sends the signal
        for request in requests:
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _watch_frontier(self) -> None:
        """Where others find the addresses, look every second: Scrapy's own look at an idle spider is every five."""

        def look() -> None:
            if self._taken:
                return
            with suppress(CloseSpider):  # a store that failed: the idle spider closes
                for request in self._next_requests():
                    assert self.crawler.engine is not None
                    self.crawler.engine.crawl(request)

        self._watch = LoopingCall(look)
        self._watch.start(1.0, now=False)

    def _others_at_work(self) -> bool:
        """Whether other crawls have addresses in hand, which may bring new ones; what nobody answers for comes back."""
        with self._writing() as connection:
            frontier.give_back(connection, self.seed.name, expired_only=True)
            waiting = frontier.count_taken(connection, self.seed.name) + frontier.count_pending(
                connection, self.seed.name
            )
        return self.share and waiting > 0

    def _keep_lease(self) -> None:
        def renew() -> None:
            with suppress(StoreError), self.store.write() as connection:
                frontier.renew(connection, self.owner, self.lease)

        self._renewal = LoopingCall(renew)
        self._renewal.start(self.lease / 4, now=False)

    def _end(self, reason: str) -> None:
        """Close the run's book, unless it was interrupted: then the next one continues it."""
        self.interrupted = reason == "shutdown"
        assert self.crawler.stats is not None
        self.errors = self.crawler.stats.get_value("spider_exceptions/count", 0)
        for call in (self._renewal, self._watch):
            if call is not None and call.running:
                call.stop()
        try:
            with self.store.write() as connection:
                frontier.give_back(connection, self.seed.name, owner=self.owner)
                self.counts = frontier.count_outcomes(connection, self.run_id)
                self.pending = frontier.count_pending(connection, self.seed.name)
                self.unexplained = frontier.count_unexplained(connection, self.seed.name)
                self.not_due = frontier.count_not_due(connection, self.seed.name, self.run_id)
                self.start_reason = frontier.start_reason(connection, self.seed.name)
                if reason in _ENDS and not frontier.count_taken(connection, self.seed.name):
                    runs.close_run(connection, self.run_id, reason, self.counts)
        except StoreError as error:
            self.failure = str(error)
        finally:
            self._open.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction; where the store cannot be written the crawl ends instead of going on for nothing."""
        try:
            with self.store.write() as connection:
                yield connection
        except StoreError as error:
            self.fail_store(error)
            raise CloseSpider("store") from error

    def fail_store(self, error: StoreError) -> None:
        """The store cannot be written: ask for nothing more, and say so at the end."""
        self.failure = str(error)
        self._stop, self.resting = "store", True

    def _announce(self, target: Target, outcome: Outcome) -> None:
        self._taken.pop(target.id, None)
        self.counts[outcome] += 1
        self.crawler.signals.send_catch_log(outcome_recorded, outcome=outcome, url=target.url, spider=self)

    def _mind_refusals(self, *, refused: bool) -> None:
        self._refusals = self._refusals + 1 if refused else 0
        if self._refusals >= MAX_REFUSALS and self._stop is None:
            self.logger.warning("%s refuses: %d times in a row; the crawl ends here", self.seed.name, self._refusals)
            self._rest()

    def rest(self, seconds: float) -> None:
        """The site asks for a longer pause than a run should wait for: end here, the next run goes on."""
        self.logger.warning("%s asks for a pause of %d s; the crawl ends here", self.seed.name, seconds)
        self._rest()

    def mind_wait(self, seconds: float) -> None:
        """A host is open again in so many seconds only, as another crawl on the store was told."""
        if seconds > MAX_PAUSE and not self.resting:
            self.rest(seconds)

    def _rest(self) -> None:
        """Ask nothing more; what is on its way out is held back."""
        self._stop, self.resting = self._stop or "refused", True
        self.crawler.signals.send_catch_log(site_rests, spider=self)

    def _pace(self, crawler: Crawler) -> None:
        """The seed's delay and time instead of the settings', and turns at the hosts where others work too."""
        if self.seed.time is not None:
            crawler.settings.set("CLOSESPIDER_TIMEOUT", self.seed.time.total_seconds(), priority="spider")
        if self.share:
            own = crawler.settings.getdict("DOWNLOAD_HANDLERS")
            turns = dict.fromkeys(("http", "https"), "crawler.net.turns.TurnTakingHandler")
            crawler.settings.set("DOWNLOAD_HANDLERS", {**own, **turns}, priority="spider")
            # The store keeps the delay, and keeps it whole.
            crawler.settings.set("DOWNLOAD_DELAY_JITTER", 0.0, priority="spider")
        if self.seed.delay is None:
            return
        # Without any delay Scrapy 2.19 sends all that waits at once, whatever the limit of requests at a time.
        delay = max(self.seed.delay, 0.001)
        crawler.settings.set("DOWNLOAD_DELAY", delay, priority="spider")
        crawler.settings.set("AUTOTHROTTLE_START_DELAY", delay, priority="spider")
        if self.seed.delay == 0:
            crawler.settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")


def _is_yes(value: str | bool) -> bool:
    """Scrapy gives arguments of the command line as text."""
    return str(value).lower() in ("1", "true", "yes")


def _by_status(response: Response) -> tuple[Outcome | None, str | None]:
    """What the status of an answer says; None where the body has to be read."""
    status = response.status
    if status == 304:
        return Outcome.UNCHANGED, None
    if 300 <= status < 400:
        location = _location(response)
        return (Outcome.MOVED, location) if location != response.url else (Outcome.FAILED, "redirects to itself")
    if status in _GONE:
        return Outcome.GONE, f"the server answered {status}"
    if status in _REFUSALS:
        return Outcome.REFUSED, f"the server answered {status}"
    if not 200 <= status < 300:
        return Outcome.FAILED, f"the server answered {status}"
    return None, None


def _capture(response: Response) -> records.Capture:
    return records.Capture(response.url, response.status, _plain_headers(response), response.body)


def _location(response: Response) -> str:
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace")
    try:
        return urljoin(response.url, location)
    except ValueError:
        return response.url


def _plain_headers(response: Response) -> dict[str, str]:
    """The headers with names in lower case; of several with one name the last, as Scrapy gives it."""
    headers = response.headers.to_unicode_dict()
    return {str(name).lower(): str(value) for name, value in headers.items()}
