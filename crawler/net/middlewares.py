"""Scrapy middlewares: which addresses may be requested, complete bodies, and robots.txt read strictly."""

from __future__ import annotations

import zlib
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from crawler.net import guard

#: Maximum bytes read of a robots.txt: the minimum that RFC 9309 section 2.5 requires.
ROBOTS_MAX_BYTES = 500 * 1024

#: Bytes decompressed at a time.
_CHUNK = 1 << 18


class OutOfScope(IgnoreRequest):
    """A forbidden request: its address is not on the hosts of the seed, or not on the public internet."""


class RobotsRefused(IgnoreRequest):
    """A request that robots.txt forbids."""


class RobotsUnavailable(IgnoreRequest):
    """A request to a host whose robots.txt is unavailable: nothing is allowed until it is fetched."""


class Resting(IgnoreRequest):
    """A request held back because the site is left alone; it waits for the next run."""


class ScopeMiddleware:
    """The last check before the network: only hosts of the spider's seed are requested, on redirects too, and nothing once
    the spider rests."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ScopeMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OutOfScope, Resting."""
        if getattr(self.crawler.spider, "resting", False):
            raise Resting
        seed = getattr(self.crawler.spider, "seed", None)
        if seed is not None and not seed.in_scope(request.url):
            raise OutOfScope(f"another host: {request.url}")


class PublicAddressMiddleware:
    """For single addresses: no private, loopback or special network, in any spelling, on redirects too."""

    def process_request(self, request: Request) -> None:
        """Raises OutOfScope."""
        if (reason := guard.why_not(request.url)) is not None:
            raise OutOfScope(reason)


class IncompleteBody(IgnoreRequest):
    """An answer with an incomplete body. Scrapy 2.19 silently passes such a body to the spider."""


class CompletenessMiddleware:
    """Rejects truncated and corrupt bodies: a gzip or deflate stream without its end, or an HTML page without ``</html>``
    from a server that did not send its length. Runs before Scrapy's own decompression."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CompletenessMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises IncompleteBody."""
        encoding = (response.headers.get("Content-Encoding") or b"").strip().lower()
        if encoding in (b"gzip", b"x-gzip", b"deflate") and response.body:
            if not is_whole_stream(response.body, self._limit):
                raise IncompleteBody("the body is incomplete or corrupt: its compression has no end")
        elif "partial" in response.flags and is_cut_page(response.body):
            raise IncompleteBody("the body is incomplete: the connection ended before the page did")
        return response


def is_whole_stream(body: bytes, limit: int) -> bool:
    """Whether compressed bytes decompress to their end and match their checksum. A body that grows beyond ``limit`` bytes
    counts as complete: it is rejected elsewhere for its size."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # gzip and zlib by their headers; raw deflate
        try:
            return _ends(body, window, limit)
        except zlib.error:
            continue
    return False


def _ends(body: bytes, window: int, limit: int) -> bool:
    size = 0
    while body:
        stream = zlib.decompressobj(window)
        while body and not stream.eof:
            size += len(stream.decompress(body, _CHUNK))
            body = stream.unconsumed_tail
            if size > limit:
                return True
        if not stream.eof:
            return False
        body = stream.unused_data.lstrip(b"\0")  # a gzip file may have several members and padding
        if body[:2] != b"\x1f\x8b":
            break  # bytes after the end are ignored, as in browsers
    return True


def is_cut_page(body: bytes) -> bool:
    """Whether a page begins with ``<html>`` but does not end with ``</html>``."""
    start, end = body[:2048].lower(), body[-2048:].lower()
    return b"<html" in start and b"</html" not in end


class StrictRobotsTxtMiddleware(RobotsTxtMiddleware):
    """robots.txt as in RFC 9309: 4xx means that there is none, but a server that answers 5xx or 429, or not at all, has
    allowed nothing. Scrapy takes all of these as permission."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._closed[netloc] = f"robots.txt answered {response.status}"
        body = response.body[:ROBOTS_MAX_BYTES] if 200 <= response.status < 300 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._closed[netloc] = f"robots.txt could not be fetched: {describe(exc)}"
        super()._robots_error(exc, netloc)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a request's host. Of several requests that wait for them, Scrapy 2.19 gives the rules to the first and
        None, which allows everything, to the others. So they are read again from its cache."""
        await super().robot_parser(request)
        parser = self._parsers[urlparse_cached(request).netloc]
        return None if isinstance(parser, Deferred) else parser

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raises RobotsRefused, RobotsUnavailable, Resting."""
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            raise RobotsRefused("robots.txt forbids it") from error
        if getattr(self.crawler.spider, "resting", False):  # the spider may rest since it waited for robots.txt
            raise Resting
        reason = self._closed.get(urlparse_cached(request).netloc)
        if reason is not None and not request.meta.get("dont_obey_robotstxt"):
            raise RobotsUnavailable(reason)


_REASONS = {
    "CannotResolveHostError": "the host name is not known",
    "DNSLookupError": "the host name is not known",
    "DownloadConnectionRefusedError": "the connection was refused",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadTimeoutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "ResponseDataLossError": "the body is incomplete",
    "DownloadCancelledError": "the body is too large",
}


def describe(error: BaseException | Any) -> str:
    """The fault of a request, for people."""
    detail = " ".join(str(error).split())
    if "DOWNLOAD_MAXSIZE" in detail or "exceeded" in detail:
        return "the body is too large"
    reasons = getattr(getattr(error, "__cause__", None), "reasons", None)
    if reasons:  # Twisted's list of faults
        detail = " ".join(str(reasons[0].value).split())
    name = type(error).__name__
    return _REASONS.get(name) or (f"{name}: {detail}" if detail else name)
