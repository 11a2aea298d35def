"""Scrapy middlewares: the scope of requests, complete bodies, and a strict reading of robots.txt."""

from __future__ import annotations

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
from crawler.net.bodies import is_cut_in_head, is_cut_page, is_whole

#: Maximum number of bytes read from a robots.txt: the minimum that RFC 9309 section 2.5 requires.
ROBOTS_MAX_BYTES = 500 * 1024


class OutOfScope(IgnoreRequest):
    """A forbidden request: its address is not on the hosts of the seed, or not on the public internet."""


class RobotsRefused(IgnoreRequest):
    """A request that robots.txt forbids."""


class RobotsUnavailable(IgnoreRequest):
    """A request to a host whose robots.txt is unavailable: nothing is allowed until it is fetched."""


class Resting(IgnoreRequest):
    """A request held back because the site is left alone; it waits for the next run."""


class ScopeMiddleware:
    """The last check before the network: only hosts of the spider's seed are requested, also on redirects, and nothing once the
    spider rests. From hosts that the seed names for pictures, the spider itself requests only pictures."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ScopeMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises OutOfScope, and Resting if the site is to be left alone."""
        if getattr(self.crawler.spider, "resting", False):
            raise Resting
        seed = getattr(self.crawler.spider, "seed", None)
        if seed is not None and not seed.may_request(request.url):
            raise OutOfScope(f"another host: {request.url}")


class PublicAddressMiddleware:
    """For single addresses: no private, loopback or special network, in any spelling, also on redirects."""

    def process_request(self, request: Request) -> None:
        """Raises OutOfScope."""
        if (reason := guard.why_not(request.url)) is not None:
            raise OutOfScope(reason)


class IncompleteBody(IgnoreRequest):
    """A response with an incomplete body. Scrapy 2.19 silently passes such a body to the spider."""


class CompletenessMiddleware:
    """Rejects truncated and corrupt bodies: a compressed stream without its end, or an HTML page without ``</html>`` from a
    server that did not send its length. Runs before Scrapy's own decompression."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CompletenessMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises IncompleteBody."""
        encodings = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower().split(",")
        outermost = encodings[-1].strip()
        if outermost and response.body:
            if not is_whole(response.body, outermost, self._limit):
                raise IncompleteBody("the body is incomplete or corrupt: the compressed data has no end")
        elif "partial" in response.flags and is_cut_page(response.body):
            raise IncompleteBody("the body is incomplete: the connection ended before the page did")
        elif response.status == 200 and is_cut_in_head(response.body):
            raise IncompleteBody("the body is incomplete: it ends in the head of the page")
        return response


class StrictRobotsTxtMiddleware(RobotsTxtMiddleware):
    """robots.txt as in RFC 9309: 4xx means that there is none, but a server that responds with 5xx or 429, or not at all, has
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
        """The rules of a request's host. If several requests wait for them, Scrapy 2.19 gives the rules only to the first, and
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
        if getattr(self.crawler.spider, "resting", False):  # it may have begun to rest while this waited
            raise Resting
        reason = self._closed.get(urlparse_cached(request).netloc)
        if reason is not None and not request.meta.get("dont_obey_robotstxt"):
            raise RobotsUnavailable(reason)


_REASONS = {
    "CannotResolveHostError": "the host name cannot be resolved",
    "DNSLookupError": "the host name cannot be resolved",
    "DownloadConnectionRefusedError": "the connection was refused",
    "ConnectionRefusedError": "the connection was refused",
    "DownloadTimeoutError": "no answer in time",
    "TimeoutError": "no answer in time",
    "ResponseDataLossError": "the body is incomplete",
    "DownloadCancelledError": "the body is too large",
}


#: TLS failures by OpenSSL's messages, specific ones before general ones.
_TLS = (
    ("self-signed", "the TLS certificate is not signed by a trusted authority"),
    ("self signed", "the TLS certificate is not signed by a trusted authority"),
    ("has expired", "the TLS certificate has expired"),
    ("hostname mismatch", "the TLS certificate is for another host"),
    ("certificate verify failed", "the TLS certificate cannot be trusted"),
    ("wrong version number", "the server does not speak TLS on this port"),
    ("http request", "the server does not speak TLS on this port"),
    ("packet length too long", "the server does not speak TLS on this port"),
    ("record layer failure", "the server does not speak TLS on this port"),
    ("unexpected eof", "the server aborted the TLS handshake"),
    ("unsupported protocol", "the server supports only outdated TLS versions"),
    ("handshake failure", "the TLS handshake failed"),
    ("alert", "the server refused the TLS handshake"),
)


def _describe_tls(detail: str) -> str | None:
    """A TLS failure in words; None for any other failure."""
    lowered = detail.lower()
    if "verificationerror" in lowered or ("hostname" in lowered and "verif" in lowered):
        return "the TLS certificate is for another host"
    if "ssl" not in lowered and "tls" not in lowered:
        return None
    return next((words for mark, words in _TLS if mark in lowered), "the TLS connection failed")


def describe(error: BaseException | Any) -> str:
    """The failure of a request, for people."""
    detail = " ".join(str(error).split())
    if "DOWNLOAD_MAXSIZE" in detail or "exceeded" in detail:
        return "the body is too large"
    if isinstance(error, IgnoreRequest):
        return "redirects too often" if "max redirections" in detail else detail or type(error).__name__
    reasons = getattr(getattr(error, "__cause__", None), "reasons", None)
    if reasons:  # Twisted's list of failures
        detail = " ".join(str(reasons[0].value).split())
    if (words := _describe_tls(detail)) is not None:
        return words
    name = type(error).__name__
    if name in _REASONS:
        return _REASONS[name]
    if "non-clean fashion" in detail or "closed cleanly" in detail:
        return "the server closed the connection early"
    return f"{name}: {detail}" if detail else name
