"""Fetch single addresses for ``dute clean ADDRESS``: politely, and never from a private network by accident."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.net import guard
from crawler.net.middlewares import describe
from crawler.settings import DOWNLOADER_MIDDLEWARES


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: the requested address, the one that answered, status, headers with lower-case names, and body."""

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FetchError:
    """An address without a response, and the reason."""

    url: str
    reason: str


class AddressSpider(Spider):
    """Fetches addresses and follows redirects. ``results`` contains the responses by the index of the address."""

    name = "address"

    def __init__(self, addresses: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses
        self.results: dict[int, Fetched | FetchError] = {}

    async def start(self) -> AsyncIterator[Request]:
        """One request per address. A malformed address is a result immediately."""
        for place, address in enumerate(self.addresses):
            try:
                yield Request(
                    address, callback=self.parse, errback=self._failed, cb_kwargs={"place": place}, dont_filter=True
                )
            except ValueError:
                self.results[place] = FetchError(address, "not a valid web address")

    def parse(self, response: Response, place: int = 0, **_: Any) -> None:
        """Keep a response with any status."""
        headers = {str(name).lower(): str(value) for name, value in response.headers.to_unicode_dict().items()}
        self.results[place] = Fetched(self.addresses[place], response.url, response.status, headers, response.body)

    def _failed(self, failure: Failure) -> None:
        place = failure.request.cb_kwargs["place"]  # type: ignore[attr-defined]
        error = failure.value
        host = failure.request.url.split("/")[2].rpartition("@")[2]  # type: ignore[attr-defined]
        if host.partition(":")[0] in guard.PublicResolver.refused:
            reason = f"{host} is not on the public internet (--allow-private allows it)"
        else:
            reason = describe(error)
        self.results[place] = FetchError(self.addresses[place], reason)


def fetch(urls: Sequence[str], *, allow_private: bool = False) -> list[Fetched | FetchError]:
    """The response for every address, or the reason why there is none, in order. A process can call this once.

    robots.txt is obeyed. Unless ``allow_private``, no address outside the public internet is contacted, in any spelling, under
    any name, on any redirect. Proxies from the environment are not used, since they resolve names themselves.
    """
    from crawler.net.launch import run_spider

    settings: dict[str, Any] = {"LOG_LEVEL": "CRITICAL"}
    if not allow_private:
        settings["TWISTED_DNS_RESOLVER"] = "crawler.net.guard.PublicResolver"
        settings["HTTPPROXY_ENABLED"] = False
        settings["DOWNLOADER_MIDDLEWARES"] = {
            **DOWNLOADER_MIDDLEWARES,
            "crawler.net.middlewares.PublicAddressMiddleware": 30,
        }
    spider = run_spider(AddressSpider, settings, addresses=list(urls))
    assert isinstance(spider, AddressSpider)
    return [spider.results.get(place, FetchError(url, "no answer")) for place, url in enumerate(urls)]
