"""One request rate for all crawls that share a store: before each request, a crawl takes a turn at the host in the store.

This is a download handler, which runs after Scrapy's own delay. So robots.txt and retries take turns, too, and nothing delays a
request after its turn.
"""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import LoopingCall, deferLater

from crawler.net.middlewares import Resting
from crawler.net.signals import host_asks
from crawler.store import StoreError, hosts

#: Seconds after which a waiting request checks whether its crawl is still running.
_BREATH = 5.0


class TurnTakingHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https; the requests to a host take turns over all crawls on the store."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._held = 0
        self._renewal = LoopingCall(self._renew)
        crawler.signals.connect(self._stop_renewal, signals.spider_closed)
        crawler.signals.connect(self._tell, host_asks)

    async def download_request(self, request: Request) -> Response:
        """Raises Resting if the crawl ends while the request waits."""
        host = urlsplit(request.url).hostname or ""
        await self._take(request, host)
        self._held += 1
        if not self._renewal.running:
            self._renewal.start(hosts.HOLD / 3, now=False)
        try:
            return await super().download_request(request)
        finally:
            self._held -= 1
            self._give_back(request, host)

    async def _take(self, request: Request, host: str) -> None:
        spider: Any = self.crawler.spider
        while True:
            if spider.resting:
                raise Resting
            try:
                with spider.store.write() as connection:
                    wait = hosts.take_turn(connection, host, spider.owner, self._delay(request, host))
            except StoreError as error:
                spider.fail_store(error)
                raise Resting from error
            if wait == 0.0:
                return
            spider.note_wait(wait)
            await _sleep(min(wait, _BREATH))

    def _give_back(self, request: Request, host: str) -> None:
        spider: Any = self.crawler.spider
        try:
            with spider.store.write() as connection:
                hosts.end_turn(connection, host, spider.owner, self._delay(request, host))
        except StoreError as error:
            spider.fail_store(error)

    def _delay(self, request: Request, host: str) -> float:
        """The delay of this crawl for the host, as set by AutoThrottle and the host's own requests for a delay."""
        engine: Any = self.crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot") or host)
        return float(slot.delay) if slot is not None else self.crawler.settings.getfloat("DOWNLOAD_DELAY")

    def _tell(self, host: str, pause: float = 0.0, floor: float | None = None, before: float | None = None) -> None:
        """Tell the other crawls what a host asked of this one."""
        spider: Any = self.crawler.spider
        try:
            with spider.store.write() as connection:
                if pause:
                    hosts.rest(connection, host, pause)
                if floor is not None:
                    hosts.raise_floor(connection, host, floor, instead_of=before)
        except StoreError as error:
            spider.fail_store(error)

    def _renew(self) -> None:
        spider: Any = self.crawler.spider
        if not self._held:
            return
        try:
            with spider.store.write() as connection:
                hosts.keep_turns(connection, spider.owner)
        except StoreError as error:
            spider.fail_store(error)

    def _stop_renewal(self) -> None:
        if self._renewal.running:
            self._renewal.stop()


async def _sleep(seconds: float) -> None:
    from twisted.internet import reactor

    waited: Deferred[None] = deferLater(cast(IReactorTime, reactor), seconds)
    await maybe_deferred_to_future(waited)
