"""One spider for every site; everything specific to a site is in its seed file.

`stories` reads pages, `run` keeps the store. The spider connects both to Scrapy: requests, callbacks and signals.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from crawler.archive.cleaning import PageReader
from crawler.archive.teaching import OnDrift
from crawler.net.middlewares import Resting
from crawler.net.pacing import MAX_PAUSE, PAUSING, read_retry_after, set_pace
from crawler.net.signals import outcome_recorded, site_rests
from crawler.site.feeds.named import read_sitemaps
from crawler.site.seed import Seed, load_seed
from crawler.spiders.answers import Result, read_error
from crawler.spiders.handover import Handover, read_command
from crawler.spiders.run import Run
from crawler.spiders.run_values import read_wishes
from crawler.spiders.stories import Story, StoryReader
from crawler.spiders.summary import Verdict, judge, summarise
from crawler.store import Store, StoreError, open_store
from crawler.store.database import locked
from crawler.store.frontier import LEASE, MAX_MOVES, Outcome, Target
from crawler.store.pictures import PictureTarget

#: Consecutive refusals (401, 403, 405, 429, …) after which the site is left alone until the next run.
MAX_REFUSALS = 5

#: Maximum number of hosts in the summary of a run, the slowest first.
MAX_HOSTS_SHOWN = 10

#: Maximum number of further requests for a page that was refused with a Retry-After.
MAX_ASKED_AGAIN = 2


class NewsSpider(Spider):
    """Crawls the site of a seed. Yields the record of every article.

    Arguments: ``seed`` (a name, or the path of a file), ``store``, ``limit`` (maximum number of articles per run), ``recheck``
    (request every known article again), ``share`` (other crawls use the same store), ``lease`` (seconds after which the others
    take over the addresses of a crawl that died), ``on_drift`` (the reaction to a change of the site's pages: report, fail,
    stop, adopt), ``believe`` (withdraw the articles that are gone, however many), ``on_article`` (a command that receives each
    new or changed article), ``is_locked`` (the caller has locked the store and closes it).
    """

    name = "news"
    run: Run
    stories: StoryReader
    verdict: Verdict
    summary: dict[str, Any]

    def __init__(
        self,
        seed: str | Seed = "",
        store: str | Store | None = None,
        limit: str | int | None = None,
        recheck: str | bool = False,
        share: str | bool = False,
        on_drift: str = OnDrift.REPORT,
        lease: str | float = LEASE,
        believe: str | bool = False,
        on_article: str | None = None,
        is_locked: bool = False,
        **kwargs: Any,
    ) -> None:
        """Raises SeedError, and ValueError for an argument that cannot be read."""
        super().__init__(**kwargs)
        if not seed:
            raise ValueError("no site given: use -a seed=NAME or -a seed=FILE.toml")
        self.seed = seed if isinstance(seed, Seed) else load_seed(seed)
        self.wishes = read_wishes(
            self.seed, limit, recheck, share, on_drift, lease, believe=believe, hands_over=on_article is not None
        )
        self._command = None if on_article is None else read_command(on_article)
        self._handover: Handover | None = None
        self.errors = 0
        self.interrupted = False
        self._place, self._is_locked = store, is_locked
        self._open = ExitStack()
        self._calls: list[LoopingCall] = []
        self._refusals = 0
        self._started = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NewsSpider:
        """The spider with its store open and its run begun. Raises SeedError, StoreError."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        set_pace(crawler.settings, spider.seed, share=spider.wishes.share)
        spider._begin(crawler)
        crawler.signals.connect(spider._start_calls, signals.spider_opened)
        crawler.signals.connect(spider._refill, signals.spider_idle)
        crawler.signals.connect(spider._end, signals.spider_closed)
        crawler.signals.connect(spider._find_sitemaps, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first requests; every response leads to the next ones."""
        for request in self._next_requests():
            yield request

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Request the next page of the story if there is one; otherwise store the story, yield its record and continue."""
        target: Target = response.meta["target"]
        story: Story = response.meta.get("story") or Story()
        hops = response.meta.get("hops", target.hops)
        if (again := self._asked_again(response, target, hops)) is not None:
            yield again
            return
        if hops < MAX_MOVES and (spelling := self.stories.locate_other_spelling(response, target)) is not None:
            yield self._request(target, spelling, hops + 1, response.meta.get("story"))
            return
        if (following := self.stories.locate_next_page(response, target, story)) is not None:
            self.run.keep_links(self.stories.read_links(response, target), target)
            url, so_far = following
            yield self._request(target, url, story=so_far)
            return
        visit = self.run.keep(self.stories.read(response, target, story, hops), target, response)
        result = visit.result
        assert result is not None  # a stored visit has a result
        self._announce(target, result)
        self._mind_refusal(result)
        if self._handover is not None and result.outcome in (Outcome.NEW, Outcome.UPDATED):
            self._hand_over(self._handover.poke)
        if visit.article is not None:
            self.stories.use(self.run.teaching.template)
            yield visit.article.to_dict()
        yield from self._next_requests()

    def _failed(self, failure: Failure) -> Iterator[Request]:
        """Handle a request without a response."""
        target: Target = failure.request.meta["target"]  # type: ignore[attr-defined]
        if isinstance(failure.value, Resting):
            self.run.put_back(target)
            return
        result = read_error(failure.value)
        self.run.keep_result(target, result)
        self._announce(target, result)
        if result.refuses:  # other failures do not come from the site
            self._mind_refusal(result)
        yield from self._next_requests()

    def _asked_again(self, response: Response, target: Target, hops: int) -> Request | None:
        """The same request again, if the site refused it with a Retry-After: the host rests until then."""
        retried = response.meta.get("retry_times", 0)  # by Scrapy, for which 503 is a failure
        times = response.meta.get("asked_again", 0)
        pause = read_retry_after(response) if response.status in PAUSING else None
        if pause is None or pause > MAX_PAUSE or times + retried >= MAX_ASKED_AGAIN:
            return None
        request = self._request(target, response.url, hops, response.meta.get("story"))
        return request.replace(meta={**request.meta, "asked_again": times + 1, "retry_times": retried})

    def _find_sitemaps(self, robotparser: RobotParser, request: Request) -> None:
        with suppress(CloseSpider):  # the store failed: the next callback closes
            self.run.keep_sitemaps(read_sitemaps(robotparser, request.url))

    def _next_requests(self) -> list[Request]:
        pages = [self._request(target, target.url) for target in self.run.take()]
        return [*pages, *self._next_pictures()]

    def _next_pictures(self) -> list[Request]:
        if self.run.album is None or self.run.resting:
            return []
        return [self._picture_request(target, target.url) for target in self.run.album.take()]

    def _picture_request(self, target: PictureTarget, url: str, hops: int = 0) -> Request:
        assert self.run.album is not None
        return Request(
            url,
            callback=self.parse_picture,
            errback=self._picture_failed,
            # The headers of a browser that shows the page.
            headers={"Accept": "image/*,*/*;q=0.5", "Referer": target.page},
            meta={
                "picture": target,
                "hops": hops,
                "dont_redirect": True,
                "download_maxsize": self.run.album.largest,
            },
            priority=-1,
            dont_filter=True,
        )

    def parse_picture(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """Store a picture, or request the address to which it moved, and continue."""
        target, hops = response.meta["picture"], response.meta["hops"]
        assert self.run.album is not None
        place = self.run.album.locate_move(response, hops)
        if place is not None:
            yield self._picture_request(target, place, hops + 1)
            return
        self.run.album.keep(target, response)
        yield from self._next_requests()

    def _picture_failed(self, failure: Failure) -> Iterator[Request]:
        target: PictureTarget = failure.request.meta["picture"]  # type: ignore[attr-defined]
        assert self.run.album is not None
        if isinstance(failure.value, Resting):
            self.run.album.put_back(target)
            return
        self.run.album.fail(target, read_error(failure.value))
        yield from self._next_requests()

    def _request(self, target: Target, url: str, hops: int | None = None, story: Story | None = None) -> Request:
        # The validators belong to the story's first page: a 304 for a later page would mean nothing.
        validators = {"If-None-Match": target.etag, "If-Modified-Since": target.last_modified} if story is None else {}
        if target.kind == "list" and not self.run.knows_lists:
            validators = {}
        return Request(
            url,
            callback=self.parse,
            errback=self._failed,
            headers={name: value for name, value in validators.items() if value},
            meta={
                "target": target,
                "hops": target.hops if hops is None else hops,
                "story": story,
                "dont_redirect": True,
            },
            dont_filter=True,
        )

    def _announce(self, target: Target, result: Result) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"dute/outcome/{result.outcome}")
        self.crawler.signals.send_catch_log(outcome_recorded, outcome=result.outcome, url=target.url, spider=self)

    def _mind_refusal(self, result: Result) -> None:
        """End the run after too many refusals in a row."""
        self._refusals = self._refusals + 1 if result.refuses else 0
        if self._refusals >= MAX_REFUSALS and self.run.stopped is None:
            self.logger.warning("%s refused %d requests in a row; the crawl ends here", self.seed.name, self._refusals)
            self._rest("refused")

    # --- the interface for crawler.net

    @property
    def store(self) -> Store:
        """The store, by which crawls on several machines take turns at a host."""
        return self.run.store

    @property
    def owner(self) -> str:
        """The name under which this crawl leases addresses and turns."""
        return self.run.owner

    @property
    def resting(self) -> bool:
        """Whether this run must make no more requests."""
        return self.run.resting

    def rest(self, seconds: float) -> None:
        """End the run: the site asks for a longer pause than a run waits for. The next run continues."""
        self.logger.warning("%s asked for a pause of %d s; the crawl ends here", self.seed.name, seconds)
        self._rest("pause")

    def rest_pictures(self, seconds: float) -> None:
        """Request no more pictures in this run: their host asks for a longer pause than a run waits for."""
        if self.run.album is not None:
            self.logger.warning("%s: a picture host asked for a pause of %d s", self.seed.name, seconds)
            self.run.album.stop("pause")

    def note_wait(self, seconds: float) -> None:
        """End the run if a host, as another crawl on the store noted, is blocked for longer than a run waits."""
        if seconds > MAX_PAUSE and not self.resting:
            self.rest(seconds)

    def fail_store(self, error: StoreError) -> None:
        """End the run: the store cannot be written."""
        self.run.fail(error)

    def _hand_over(self, begin: Callable[[], None]) -> None:
        try:
            begin()
        except StoreError as error:
            self.fail_store(error)

    def _rest(self, reason: str) -> None:
        """Make no more requests, and hold back queued ones."""
        self.run.stop(reason)
        self.run.resting = True
        self.crawler.signals.send_catch_log(site_rests, spider=self)

    # --- from opening to closing

    def _begin(self, crawler: Crawler) -> None:
        place = self._place if self._place is not None else crawler.settings["STORE"] or "sqlite://"
        store = place if isinstance(place, Store) else open_store(place)
        if not self._is_locked:
            self._open.callback(store.close)
            self._open.enter_context(locked(store, share=self.wishes.share))
        self.run = Run(store, self.seed, self.wishes, crawler.settings["USER_AGENT"].split(" ", 1)[0])
        reader = PageReader(crawler.settings.getfloat("PAGE_SECONDS"), self.run.teaching.template)
        self._open.callback(reader.close)
        self.stories = StoryReader(self.seed, reader)

    def _start_calls(self) -> None:
        if self._command is not None:
            alone = not self.wishes.share
            self._handover = Handover(self.run.store, self.seed.name, self._command, alone=alone)
            self._hand_over(self._handover.start)
        self._call_every(self.wishes.lease / 4, self.run.renew_lease)
        if self.wishes.share:
            # Other crawls find addresses, too, and Scrapy checks for an idle spider only every five seconds.
            self._call_every(1.0, self._poll_frontier)

    def _call_every(self, seconds: float, function: Callable[[], None]) -> None:
        call = LoopingCall(function)
        self._calls.append(call)
        call.start(seconds, now=False)

    def _poll_frontier(self) -> None:
        if not self.run.in_hand():
            with suppress(CloseSpider):  # the store failed: the idle spider closes
                self._send(self._next_requests())

    def _refill(self) -> None:
        """Pass stored addresses to an idle Scrapy. A request that Scrapy lost is recorded as failed."""
        for target in self.run.in_hand():
            lost = Result(Outcome.FAILED, "the crawler lost the request")
            self.run.keep_result(target, lost)
            self._announce(target, lost)
        if self.run.album is not None:
            for picture in self.run.album.in_hand():
                self.run.album.fail(picture, Result(Outcome.FAILED, "the crawler lost the request"))
        requests = self._next_requests()
        if not requests and self.run.stopped is None and self.run.others_at_work():
            raise DontCloseSpider
        if not requests and self._handover is not None and self._handover.is_busy():
            raise DontCloseSpider
        if not requests:
            raise CloseSpider(self.run.stopped or "finished")
        self._send(requests)
        raise DontCloseSpider

    def _send(self, requests: list[Request]) -> None:
        assert self.crawler.engine is not None  # it sends the signals for this method
        for request in requests:
            self.crawler.engine.crawl(request)

    def _pace(self) -> dict[str, Any]:
        """The speed of the run: seconds, requests, retries, and the delays of the hosts at its end."""
        assert self.crawler.stats is not None
        stats, engine = self.crawler.stats, self.crawler.engine
        slots: Any = engine.downloader.slots if engine is not None else {}
        seconds = time.monotonic() - self._started
        requests = stats.get_value("downloader/request_count", 0)
        return {
            "seconds": round(seconds, 1),
            "requests": requests,
            "requests_per_minute": round(60 * requests / max(seconds, 1.0), 1),
            "retries": stats.get_value("retry/count", 0),
            "bytes": stats.get_value("downloader/response_bytes", 0),
            "delays": _slowest({host: round(slot.delay, 2) for host, slot in slots.items()}),
        }

    def _end(self, reason: str) -> None:
        """End the run. After an interruption (``shutdown``) the next crawl continues it."""
        self.interrupted = reason == "shutdown"
        assert self.crawler.stats is not None
        self.errors = self.crawler.stats.get_value("spider_exceptions/count", 0)
        for call in self._calls:
            if call.running:
                call.stop()
        try:
            if self._handover is not None:
                self._handover.close()
            self.run.end(reason)
            self.verdict = judge(self.run, errors=self.errors, interrupted=self.interrupted)
            self.summary = summarise(self.run, self.verdict, self._pace())
            if self._handover is not None:
                self.summary["handed_over"] = self._handover.summarise()
            self.run.keep_summary(self.summary)
            self.crawler.stats.set_value("dute/status", self.verdict.status)
        finally:
            self._open.close()


def _slowest(delays: Mapping[str, float]) -> dict[str, float]:
    """The longest delays by host, limited to the number shown in a summary."""
    return dict(sorted(delays.items(), key=lambda item: -item[1])[:MAX_HOSTS_SHOWN])
