"""One spider for every site: what is a site's own stands in its seed file."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from sqlalchemy import Connection
from twisted.python.failure import Failure

from cleaners import Article, clean
from crawler.links import read_links
from crawler.middlewares import OutOfScope, RobotsRefused, RobotsUnavailable, describe
from crawler.seed import Seed, load_seed
from crawler.store import Store, StoreError, frontier, open_store, records, runs
from crawler.store.database import in_store_form, locked
from crawler.store.frontier import Outcome, Target

#: Sent with ``outcome`` and ``url`` whenever an address is done.
outcome_recorded = object()

#: Addresses in Scrapy's hands at a time; the rest waits in the store.
WINDOW = 16

#: Refusals in a row (401, 403, 405, 429, …) after which the site is left alone until the next run.
MAX_REFUSALS = 5

#: Answers that refuse: RFC 9110, 6585 and 7725. 405 is what the firewall of Chinese cloud hosts says.
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451})
_GONE = frozenset({404, 410})

#: Redirects to another spelling of the same address that are followed.
_MAX_HOPS = 5

#: How long an address rests that gave no article, in days.
_REST = {Outcome.NOT_ARTICLE: 1, Outcome.REFUSED: 1, Outcome.GONE: 7, Outcome.MOVED: 7}


class NewsSpider(Spider):
    """Crawls the site of a seed. Arguments: ``seed`` (a name or the path of a file), ``store``, ``limit`` (most articles
    of this run), ``recheck`` (ask for every article again). Yields the record of every article that it reads."""

    name = "news"
    store: Store
    run_id: int

    def __init__(
        self,
        seed: str | Seed = "",
        store: str | Store | None = None,
        limit: str | int | None = None,
        recheck: str | bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not seed:
            raise ValueError("which site? -a seed=NAME or -a seed=FILE.toml")
        self.seed = seed if isinstance(seed, Seed) else load_seed(seed)
        self.limit = self.seed.limit if limit is None else int(limit)
        self.recheck = str(recheck).lower() in ("1", "true", "yes")
        self.counts: Counter[str] = Counter()
        self.resumed = False
        self.found = 0
        self.unexplained = 0
        self.pending = 0
        self.not_due = 0
        self.errors = 0
        self.interrupted = False
        self.start_reason: str | None = None
        self.read_start = False
        self.failure: str | None = None
        self._place = store
        self._open = ExitStack()
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
        spider._open.enter_context(locked(spider.store))
        spider._begin(crawler.settings["USER_AGENT"])
        crawler.signals.connect(spider._refill, signals.spider_idle)
        crawler.signals.connect(spider._end, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first requests; every answer brings the next ones."""
        for request in self._next_requests():
            yield request

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Read one page, store what became of it in one transaction, and go on with the next."""
        target: Target = response.meta["target"]
        hop = self._same_page_elsewhere(response, target)
        if hop is not None:
            yield hop
            return
        article = self._record(response, target)
        if article is not None:
            yield article.to_dict()
        yield from self._next_requests()

    def _failed(self, failure: Failure) -> Iterator[Request]:
        """A request that brought no response."""
        target: Target = failure.request.meta["target"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, OutOfScope):
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

    def _record(self, response: Response, target: Target) -> Article | None:
        """Everything about one response in one transaction; the article where it is one."""
        outcome, reason = _by_status(response)
        article = None
        with self._writing() as connection:
            if outcome is Outcome.MOVED:
                self._discover(connection, [_location(response)], target.depth, target.id)
            elif outcome is Outcome.GONE:
                records.withdraw_article(connection, target.id)
            elif outcome is None:
                self.read_start |= target.depth == 0
                self._discover(connection, read_links(response, self.seed), target.depth + 1, target.id)
                outcome, reason = Outcome.LIST, None
                if target.kind == "article":
                    article, outcome, reason = self._read_article(connection, response, target)
            self._finish(connection, target, outcome, reason=reason, response=response, article=article)
        self._announce(target, outcome)
        self._mind_refusals(refused=outcome is Outcome.REFUSED)
        return article

    def _read_article(
        self, connection: Connection, response: Response, target: Target
    ) -> tuple[Article | None, Outcome, str | None]:
        headers = _plain_headers(response)
        capture = records.Capture(response.url, response.status, headers, response.body)
        capture_id = records.keep_capture(connection, target.id, self.run_id, capture)
        article = clean(response.body, response.url, headers=headers)
        if not article.is_article:
            if "soft_404" in article.flags:
                records.withdraw_article(connection, target.id)
            return None, Outcome.NOT_ARTICLE, ", ".join(article.flags) or "no article was found"
        article = replace(
            article,
            site=article.site or self.seed.name,
            article_id=self.seed.article_id(response.url) or self.seed.article_id(target.url),
            canonical_url=self.seed.canonical_url(response.url),
        )
        outcome = records.keep_article(connection, target.id, self.run_id, capture_id, self.seed.name, article)
        return article, outcome, None

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
        return self._request(target, location, hops + 1)

    # --- the frontier

    def _next_requests(self) -> list[Request]:
        if self._stop is None and self.limit is not None and self._requested["article"] >= self.limit:
            self._stop = "limit"
        if self._stop is not None:
            return []
        room = {"article": self._room("article", self.limit), "list": self._room("list", self.seed.pages)}
        targets: list[Target] = []
        with self.store.read() as connection:
            free = WINDOW - len(self._taken)
            kinds = [kind for kind in room if room[kind]]
            for target in frontier.take(connection, self.seed.name, free, besides=self._taken, kinds=kinds):
                if room[target.kind]:
                    room[target.kind] -= 1
                    targets.append(target)
        for target in targets:
            self._taken[target.id] = target
            self._requested[target.kind] += 1
        return [self._request(target, target.url) for target in targets]

    def _room(self, kind: str, limit: int | None) -> int:
        return WINDOW if limit is None else max(0, limit - self._requested[kind])

    def _request(self, target: Target, url: str, hops: int = 0) -> Request:
        headers = {"If-None-Match": target.etag, "If-Modified-Since": target.last_modified}
        return Request(
            url,
            callback=self.parse,
            errback=self._failed,
            headers={name: value for name, value in headers.items() if value},
            meta={"target": target, "hops": hops, "dont_redirect": True},
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
            frontier.begin(connection, self.seed, self.run_id)
            self.counts = frontier.count_outcomes(connection, self.run_id)

    def _refill(self) -> None:
        """Scrapy has nothing left to do: give it what the store holds. What it lost on the way is written down."""
        for target in list(self._taken.values()):
            with self._writing() as connection:
                self._finish(connection, target, Outcome.FAILED, reason="the crawler lost the request")
            self._announce(target, Outcome.FAILED)
        requests = self._next_requests()
        if not requests:
            raise CloseSpider(self._stop or "finished")
        assert self.crawler.engine is not None  # it sends the signal
        for request in requests:
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _end(self, reason: str) -> None:
        """Close the run's book, unless it was interrupted: then the next one continues it."""
        self.interrupted = reason == "shutdown"
        assert self.crawler.stats is not None
        self.errors = self.crawler.stats.get_value("spider_exceptions/count", 0)
        try:
            with self.store.write() as connection:
                self.counts = frontier.count_outcomes(connection, self.run_id)
                self.pending = frontier.count_pending(connection, self.seed.name)
                self.unexplained = frontier.count_unexplained(connection, self.seed.name)
                self.not_due = frontier.count_not_due(connection, self.seed.name, self.run_id)
                self.start_reason = frontier.start_reason(connection, self.seed.name)
                if reason in ("finished", "limit", "refused"):
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
            self.failure = str(error)
            self._stop = "store"
            raise CloseSpider("store") from error

    def _announce(self, target: Target, outcome: Outcome) -> None:
        self._taken.pop(target.id, None)
        self.counts[outcome] += 1
        self.crawler.signals.send_catch_log(outcome_recorded, outcome=outcome, url=target.url, spider=self)

    def _mind_refusals(self, *, refused: bool) -> None:
        self._refusals = self._refusals + 1 if refused else 0
        if self._refusals >= MAX_REFUSALS and self._stop is None:
            self._stop = "refused"
            self.logger.warning("%s refuses: %d times in a row; the crawl ends here", self.seed.name, self._refusals)

    def _pace(self, crawler: Crawler) -> None:
        """The seed's delay instead of the settings'."""
        if self.seed.delay is None:
            return
        crawler.settings.set("DOWNLOAD_DELAY", self.seed.delay, priority="spider")
        crawler.settings.set("AUTOTHROTTLE_START_DELAY", self.seed.delay, priority="spider")
        if self.seed.delay == 0:
            crawler.settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")


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
