"""Request a few pages of a site, as politely as a crawl: robots.txt, the home page, one list, three articles, two feeds.

This is a spider with the settings, middlewares and extensions of every crawl: robots.txt is obeyed, requests are made one at a
time with the delay, and hosts that ask for a pause get it. A refusal of the home page ends the visit, and so do two other
refusals in a row.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from crawler.net import guard
from crawler.net.middlewares import describe
from crawler.net.pacing import set_pace
from crawler.probe.shapes import HEADLINE, Shape, read_shapes
from crawler.settings import DOWNLOADER_MIDDLEWARES
from crawler.site.feeds.named import read_alternates, read_sitemaps
from crawler.site.feeds.read import read_feed
from crawler.site.feeds.values import Feed
from crawler.site.links import MAX_LINKS, Link, read_all_links
from crawler.site.seed import Seed
from crawler.site.walls import is_error_address, is_home_address, is_wall_address
from crawler.spiders.answers import read_capture, read_status

#: Number of articles and of feeds requested, and number of refusals in a row that ends the visit.
ARTICLES, FEEDS, MAX_REFUSED = 3, 2, 2

#: Minimum share of links with a text as long as a headline for a shape of articles.
LIKELY = 0.5

#: Matches nothing: without a seed, no address is known to be an article's.
_NOTHING = re.compile(r"(?!)(?P<id>)")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """One request and its response. The role of the request is ``home``, ``list``, ``article`` or ``feed``; ``url`` is the
    address that responded; ``problem`` is the reason if there is no page, otherwise None; ``refused`` says whether the site or
    its robots.txt turns the crawler away."""

    role: str
    asked: str
    url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    problem: str | None = None
    refused: bool = False


@dataclass(slots=True)
class Robots:
    """The robots.txt of the home page's host: its status (None if there was no response), its size in bytes, its delay in
    seconds, and its sitemaps."""

    status: int | None = None
    size: int = 0
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()


@dataclass(slots=True)
class Contact:
    """The results of all requests. ``shapes`` are those of the links on home page and list; ``feeds`` are addresses of feeds,
    each with the place that names it; ``ended`` is the reason why the visit ended early, otherwise None."""

    home: str
    hosts: tuple[str, ...]
    answers: list[Answer] = field(default_factory=list)
    robots_by_host: dict[str, Robots] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    feeds: dict[str, str] = field(default_factory=dict)
    ended: str | None = None

    @property
    def robots(self) -> Robots:
        """The robots.txt of the host that the home page is on, after redirects."""
        home = self.answers[0].url if self.answers else self.home
        return self.robots_by_host.get(_host(home), Robots())

    def of(self, role: str) -> list[Answer]:
        """The responses in a role."""
        return [answer for answer in self.answers if answer.role == role]


class ProbeSpider(Spider):
    """Requests one page after another. ``contact`` contains the results. With a seed, only its hosts are requested; without
    one, only the host to which the address leads."""

    name = "probe"
    resting = False

    def __init__(self, address: str = "", seed: Seed | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seed = seed
        self.site = seed or _anything_on(address)
        self.contact = Contact(address, self.site.hosts)
        self._refused = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> ProbeSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider.seed is not None:
            set_pace(crawler.settings, spider.seed, share=False)
        crawler.signals.connect(spider._keep_robots, signals.response_downloaded)
        crawler.signals.connect(spider._read_robots, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Request the home page; each response leads to the next request."""
        try:
            yield self._request("home", self.contact.home)
        except ValueError:
            self.contact.answers.append(
                Answer("home", self.contact.home, self.contact.home, problem="not a valid web address")
            )

    def rest(self, seconds: float) -> None:
        """End the visit: the site asks for a longer pause than a person waits for."""
        self.resting, self.contact.ended = True, f"the site asked for a pause of {seconds:.0f} s"

    def parse(self, response: Response, role: str = "", asked: str = "", **_: Any) -> Iterator[Request]:
        """Keep a response and request the next page."""
        result = read_status(response)
        capture = read_capture(response)
        self._keep(
            Answer(
                role,
                asked,
                response.url,
                response.status,
                capture.headers,
                response.body,
                None if result is None else result.reason or str(response.status),
                result is not None and result.refuses,
            )
        )
        if result is None and role in ("home", "list"):
            self._read_links(response, role)
        yield from self._next(role)

    def _failed(self, failure: Failure) -> Iterator[Request]:
        request = failure.request  # type: ignore[attr-defined]
        role, asked = request.cb_kwargs["role"], request.cb_kwargs["asked"]
        host = (urlsplit(request.url).hostname or "").lower()
        error = failure.value
        reason = describe(error)
        if host in guard.PublicResolver.refused:
            reason = f"{host} is not on the public internet (--allow-private allows it)"
        self._keep(Answer(role, asked, request.url, problem=reason, refused=reason == "robots.txt forbids it"))
        yield from self._next(role)

    def _keep(self, answer: Answer) -> None:
        self.contact.answers.append(answer)
        self._refused = self._refused + 1 if answer.refused else 0

    def _next(self, role: str) -> Iterator[Request]:
        """The next request; none if the home page gave no response, or the site refuses."""
        if role == "home" and self.contact.answers[-1].problem is not None:
            return
        if self._refused >= MAX_REFUSED:
            self.contact.ended = f"{self._refused} refusals in a row"
        if self.contact.ended is not None:
            return
        if role == "home" and (place := self._choose_list()) is not None:
            yield self._request("list", place)
            return
        wanted = [("article", url) for url in self._choose_articles()] + [("feed", url) for url in self._choose_feeds()]
        asked = {answer.asked for answer in self.contact.answers}
        following = next(((kind, url) for kind, url in wanted if url not in asked), None)
        if following is not None:
            yield self._request(*following)

    def _request(self, role: str, url: str) -> Request:
        meta = {"dont_redirect": self.seed is not None and role != "home", "max_retry_times": 1}
        return Request(
            url,
            callback=self.parse,
            errback=self._failed,
            cb_kwargs={"role": role, "asked": url},
            meta=meta,
            dont_filter=True,
        )

    # --- reading the responses

    def _read_links(self, response: Response, role: str) -> None:
        if role == "home" and self.seed is None:
            self.site = _anything_on(response.url)
            self.contact.hosts = self.site.hosts
        for link in self._links_on(response):
            text = " ".join(link.text.split())
            if len(text) > len(self.contact.links.get(link.url, "")) or link.url not in self.contact.links:
                self.contact.links[link.url] = text
        for url in read_alternates(response):
            self.contact.feeds.setdefault(url, "page")
        self.contact.shapes = read_shapes([Link(*item) for item in self.contact.links.items()], self.contact.hosts)

    def _links_on(self, response: Response) -> list[Link]:
        """The links of a page, or the entries of a feed, since a feed can be a start page, too."""
        feed = read_feed(response.body, response.url, read_capture(response).headers)
        if isinstance(feed, Feed):
            return [Link(entry.url, entry.title or "") for entry in feed.entries[:MAX_LINKS]]
        return read_all_links(response, self.site)

    def _keep_robots(self, response: Response, request: Request) -> None:
        if urlsplit(request.url).path == "/robots.txt":
            robots = self._robots_of(request)
            robots.status, robots.size = response.status, len(response.body)

    def _read_robots(self, robotparser: RobotParser, request: Request) -> None:
        robots = self._robots_of(request)
        delay = getattr(robotparser, "crawl_delay", lambda _: None)(self.settings["ROBOTSTXT_USER_AGENT"])
        robots.delay = float(delay) if delay else robots.delay
        robots.sitemaps += read_sitemaps(robotparser, request.url)
        for url in robots.sitemaps:
            self.contact.feeds.setdefault(url, "robots")

    def _robots_of(self, request: Request) -> Robots:
        return self.contact.robots_by_host.setdefault(_host(request.url), Robots())

    def _choose_list(self) -> str | None:
        """A channel: a link with a text of two to six characters that is neither an article nor a wall, in Chinese if
        possible."""
        found = [
            url
            for url, text in self.contact.links.items()
            if 2 <= len(text) <= 6 and self._is_page(url) and not self._looks_like_an_article(url)
        ]
        return next((url for url in found if _HAN.search(self.contact.links[url])), next(iter(found), None))

    def _choose_articles(self) -> list[str]:
        """With a seed, the first, middle and last article that it matches; otherwise one of each of the most likely shapes."""
        if self.seed is not None:
            found = [url for url in self.contact.links if self.seed.is_article(url)]
            return _spread(list({self.seed.identity(url): url for url in reversed(found)}.values())[::-1])
        likely = [shape for shape in self.contact.shapes if shape.headlines >= LIKELY] or self.contact.shapes[:1]
        spread = [_spread(self._stories(shape)) for shape in likely[:ARTICLES]]
        return [url for row in zip_longest(*spread) for url in row if url is not None][:ARTICLES]

    def _stories(self, shape: Shape) -> list[str]:
        """The addresses of a shape; only those linked with a headline, if there are any."""
        pages = [url for url in shape.urls if self._is_page(url)]
        return [url for url in pages if len(self.contact.links[url]) >= HEADLINE] or pages

    def _choose_feeds(self) -> list[str]:
        """The first feed and the first sitemap on the site's hosts."""
        named = [url for url in self.contact.feeds if self.site.in_scope(url)]
        pages = [url for url in named if self.contact.feeds[url] == "page"]
        others = [url for url in named if self.contact.feeds[url] == "robots"]
        return [*pages[:1], *others[: FEEDS - len(pages[:1])]]

    def _is_page(self, url: str) -> bool:
        return (
            self.site.in_scope(url)
            and urlsplit(url).netloc == urlsplit(self.contact.answers[0].url).netloc
            and not (is_home_address(url) or is_wall_address(url) or is_error_address(url))
        )

    def _looks_like_an_article(self, url: str) -> bool:
        if self.seed is not None:
            return self.seed.is_article(url)
        return bool(self.contact.shapes) and url in self.contact.shapes[0].urls


def _anything_on(address: str) -> Seed:
    """A seed for a site of which only one address is known."""
    host = _host(address)
    return Seed(host or "?", (host,), (address,), _NOTHING, 1)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _spread(found: Sequence[str]) -> list[str]:
    places = sorted({0, len(found) // 2, len(found) - 1}) if found else []
    return [found[place] for place in places][:ARTICLES]


def make_contact(address: str, seed: Seed | None = None, *, allow_private: bool = False) -> Contact:
    """Request a few pages of a site. A process can call this once. With a seed, its hosts are requested in any network, as in a
    crawl; a bare address only on the public internet, unless ``allow_private``."""
    from crawler.net.launch import run_spider

    settings: dict[str, Any] = {"LOG_LEVEL": "CRITICAL"}
    if seed is None and not allow_private:
        settings["TWISTED_DNS_RESOLVER"] = "crawler.net.guard.PublicResolver"
        settings["HTTPPROXY_ENABLED"] = False
        settings["DOWNLOADER_MIDDLEWARES"] = {
            **DOWNLOADER_MIDDLEWARES,
            "crawler.net.middlewares.PublicAddressMiddleware": 30,
        }
    spider = run_spider(ProbeSpider, settings, address=address, seed=seed)
    assert isinstance(spider, ProbeSpider)
    return spider.contact
