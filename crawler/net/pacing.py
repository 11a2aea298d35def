"""The request rate of a host: Crawl-delay, Retry-After and refusals slow the crawl down.

Scrapy 2.19 supports none of them (scrapy#3849). The delay is set on the downloader's slot of the host, so that it also applies
to requests already queued there.
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

#: Maximum Retry-After that a run waits for, in seconds. A longer one ends the run, and the next run continues.
MAX_PAUSE = 600.0

#: Maximum delay between two requests in seconds, whatever robots.txt or refusals ask for.
MAX_DELAY = 60.0

#: Statuses by which a host says that requests are too frequent. They halve the request rate; a 403 or 405 concerns a single
#: page.
PAUSING = frozenset({429, 503})

#: Factor by which a good response reduces the delay that refusals added.
_RELIEF = 0.7


class PacingExtension:
    """Slows down requests to hosts that ask for it. Calls the spider's ``rest(seconds)`` if the wait is too long for a run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, float] = {}  # Crawl-delay by host
        self._backoff: dict[str, float] = {}  # after refusals, by host
        self._told: dict[str, float] = {}  # the last minimum delay shared with other crawls, by host

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
            self._asked[_host(request)] = min(float(delay), MAX_DELAY)
            self._tell_floor(request)
            self._keep_floor(request)

    def _mind_answer(self, response: Response, request: Request, spider: Spider) -> None:
        slot = self._slot(request)
        if slot is None:
            return
        host = _host(request)
        if response.status in PAUSING:
            self._backoff[host] = min(max(slot.delay, self._floor(host), _LEAST) * 2, MAX_DELAY)
            self._tell_floor(request)
        elif host in self._backoff and response.status < 400:
            self._relieve(host, slot)
            self._tell_floor(request)
        self._keep_floor(request)
        pause = read_retry_after(response) if response.status in PAUSING else None
        if pause is None:
            return
        self._crawler.signals.send_catch_log(host_asks, host=_host(request), pause=pause)
        if pause > MAX_PAUSE and "picture" in request.meta and hasattr(spider, "rest_pictures"):
            spider.rest_pictures(pause)
        elif pause > MAX_PAUSE and hasattr(spider, "rest"):
            spider.rest(pause)
        else:
            _pause(slot, min(pause, MAX_PAUSE))

    def _turn_all_away(self) -> None:
        engine: Any = self._crawler.engine
        for slot in engine.downloader.slots.values():
            _turn_away(slot)

    def _relieve(self, host: str, slot: Slot) -> None:
        """Reduce the delay that refusals added. AutoThrottle, if enabled, lowers it further."""
        base = self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        left = self._backoff[host] * _RELIEF
        if left > max(base, _LEAST):
            self._backoff[host] = left
        else:
            del self._backoff[host]
        if not self._crawler.settings.getbool("AUTOTHROTTLE_ENABLED"):
            slot.delay = max(base, self._floor(host))

    def _floor(self, host: str) -> float:
        """The minimum delay between two requests to a host in seconds, requested explicitly or by refusals."""
        return max(self._asked.get(host, 0.0), self._backoff.get(host, 0.0))

    def _tell_floor(self, request: Request) -> None:
        host = _host(request)
        before, self._told[host] = self._told.get(host), self._floor(host)
        self._crawler.signals.send_catch_log(host_asks, host=host, floor=self._told[host], before=before)

    def _keep_floor(self, request: Request) -> None:
        """Keep AutoThrottle from reducing the delay below the host's minimum."""
        slot, floor = self._slot(request), self._floor(_host(request))
        if slot is not None and floor > slot.delay:
            slot.delay, slot.jitter = floor, 0.0

    def _slot(self, request: Request) -> Slot | None:
        engine: Any = self._crawler.engine
        slots: dict[str, Slot] = engine.downloader.slots
        return slots.get(request.meta.get("download_slot") or _host(request))


#: The first delay after a refusal in seconds, doubled by further ones, so that a crawl without a delay slows down, too.
_LEAST = 0.1


def set_pace(settings: BaseSettings, seed: Seed, *, share: bool) -> None:
    """Apply the delay and time limit of a seed to the settings. With ``share``, the crawls on a store take turns at each
    host."""
    if seed.time is not None:
        settings.set("CLOSESPIDER_TIMEOUT", seed.time.total_seconds(), priority="spider")
    if share:
        turns = dict.fromkeys(("http", "https"), "crawler.net.turns.TurnTakingHandler")
        settings.set("DOWNLOAD_HANDLERS", {**settings.getdict("DOWNLOAD_HANDLERS"), **turns}, priority="spider")
        # The store enforces the whole delay.
        settings.set("DOWNLOAD_DELAY_JITTER", 0.0, priority="spider")
    if seed.delay is None:
        return
    # Without a delay, Scrapy 2.19 sends all queued requests at once, regardless of the concurrency limit.
    delay = max(seed.delay, 0.001)
    settings.set("DOWNLOAD_DELAY", delay, priority="spider")
    settings.set("AUTOTHROTTLE_START_DELAY", delay, priority="spider")
    if seed.delay == 0:
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")


def read_retry_after(response: Response) -> float | None:
    """The number of seconds that a response asks to wait (RFC 9110, 10.2.3), given as a number or a date; None if neither is
    given."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _pause(slot: Slot, seconds: float) -> None:
    """Block a slot for a time. A slot counts from its last request, and only if it has a delay, which every host has here."""
    slot.lastseen = time.monotonic() + seconds


def _turn_away(slot: Slot) -> None:
    """Fail the requests queued in a slot. `ScopeMiddleware` accepts no more."""
    while slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(Failure(Resting()))  # type: ignore[no-untyped-call]


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
