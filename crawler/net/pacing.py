"""The request rate of a host: Crawl-delay, Retry-After and refusals slow the crawl down.

Scrapy 2.19 reads none of them (scrapy#3849). The delay is set on the downloader's slot of the host, so that it applies to
requests already queued there.
"""

from __future__ import annotations

import email.utils
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.net.middlewares import Resting
from crawler.net.signals import host_asks, site_rests
from crawler.site.seed import Seed

#: Longest Retry-After to wait for, in seconds. A longer one ends the run, and the next run goes on.
MAX_PAUSE = 600.0

#: Maximum of seconds between two requests, whatever robots.txt or refusals ask for.
MAX_DELAY = 60.0

#: Statuses that halve the request rate of the host.
_SLOWER = frozenset({403, 405, 429, 503})


class PacingExtension:
    """Slows down requests to hosts that ask for it. Calls ``rest(seconds)`` of the spider if the wait is too long for a run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._floors: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PacingExtension:
        extension = cls(crawler)
        crawler.signals.connect(extension._read_crawl_delay, signals.robots_parsed)
        crawler.signals.connect(extension._mind_answer, signals.response_downloaded)
        crawler.signals.connect(extension._turn_all_away, site_rests)
        return extension

    def _read_crawl_delay(self, robotparser: RobotParser, request: Request) -> None:
        agent = self._crawler.settings["ROBOTSTXT_USER_AGENT"] or self._crawler.settings["USER_AGENT"]
        delay = getattr(robotparser, "crawl_delay", lambda _: None)(agent)
        if delay:
            self._raise_floor(request, min(float(delay), MAX_DELAY))
            self._keep_floor(request)

    def _mind_answer(self, response: Response, request: Request, spider: Spider) -> None:
        slot = self._slot(request)
        if slot is None:
            return
        if response.status in _SLOWER:
            floor = max(slot.delay, self._floors.get(_host(request), 0.0))
            self._raise_floor(request, min(floor * 2, MAX_DELAY))
        self._keep_floor(request)
        pause = read_retry_after(response) if response.status in (429, 503) else None
        if pause is None:
            return
        self._crawler.signals.send_catch_log(host_asks, host=_host(request), pause=pause)
        if pause > MAX_PAUSE and hasattr(spider, "rest"):
            spider.rest(pause)
        else:
            _pause(slot, min(pause, MAX_PAUSE))

    def _turn_all_away(self) -> None:
        engine: Any = self._crawler.engine
        for slot in engine.downloader.slots.values():
            _turn_away(slot)

    def _raise_floor(self, request: Request, seconds: float) -> None:
        self._floors[_host(request)] = seconds
        self._crawler.signals.send_catch_log(host_asks, host=_host(request), floor=seconds)

    def _keep_floor(self, request: Request) -> None:
        """Keep AutoThrottle from reducing the delay below what the host asked for."""
        slot, floor = self._slot(request), self._floors.get(_host(request), 0.0)
        if slot is not None and floor > slot.delay:
            slot.delay, slot.jitter = floor, 0.0

    def _slot(self, request: Request) -> Slot | None:
        engine: Any = self._crawler.engine
        slots: dict[str, Slot] = engine.downloader.slots
        return slots.get(request.meta.get("download_slot") or _host(request))


def set_pace(settings: BaseSettings, seed: Seed, *, share: bool) -> None:
    """Put the delay and time limit of a seed into the settings. With ``share``, hosts are requested in turn with the other
    crawls on the store."""
    if seed.time is not None:
        settings.set("CLOSESPIDER_TIMEOUT", seed.time.total_seconds(), priority="spider")
    if share:
        turns = dict.fromkeys(("http", "https"), "crawler.net.turns.TurnTakingHandler")
        settings.set("DOWNLOAD_HANDLERS", {**settings.getdict("DOWNLOAD_HANDLERS"), **turns}, priority="spider")
        # The store enforces the whole delay.
        settings.set("DOWNLOAD_DELAY_JITTER", 0.0, priority="spider")
    if seed.delay is None:
        return
    # Without a delay Scrapy 2.19 sends everything in the queue at once, whatever the concurrency limit.
    delay = max(seed.delay, 0.001)
    settings.set("DOWNLOAD_DELAY", delay, priority="spider")
    settings.set("AUTOTHROTTLE_START_DELAY", delay, priority="spider")
    if seed.delay == 0:
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")


def read_retry_after(response: Response) -> float | None:
    """Seconds that an answer asks to wait (RFC 9110, 10.2.3), from a number or a date; None if there is neither."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _pause(slot: Slot, seconds: float) -> None:
    """Block a slot for a time. A slot counts from its last request, and only if it has a delay, as every host has here."""
    slot.lastseen = time.monotonic() + seconds


def _turn_away(slot: Slot) -> None:
    """Fail the requests queued in a slot. `ScopeMiddleware` lets no more in."""
    while slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(Failure(Resting()))  # type: ignore[no-untyped-call]


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
