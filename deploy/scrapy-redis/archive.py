"""A crawl whose frontier is a list in Redis, read by any number of workers through scrapy-redis.

    SCRAPY_SETTINGS_MODULE=dute.settings scrapy runspider deploy/scrapy-redis/archive.py \
        -a seed=dutenews -s REDIS_URL=redis://127.0.0.1:6379

scrapy-redis takes addresses off its list when it reads them, some at a time, so a worker that is killed takes them with
it: at most once. Therefore everything found stands in ``NAME:found`` too, with its depth, and what has an outcome in
``NAME:done``; ``reconcile.py`` puts the difference back. Each worker keeps its own delay towards a host: give each host to
one worker, or use ``dute crawl --share``.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy_redis.spiders import RedisSpider

from cleaners import clean
from crawler.site.links import read_links
from crawler.site.seed import load_seed

#: Puts what is new into found and onto the queue, in one step that no other client gets into.
_ADD = """
for _, entry in ipairs(ARGV) do
  local found = cjson.decode(entry)
  if redis.call('hsetnx', KEYS[1], found.url, found.depth) == 1 then redis.call('rpush', KEYS[2], entry) end
end
"""


class ArchiveSpider(RedisSpider):
    """Crawls the site of a seed (``-a seed=``); the records stand in the hash ``NAME:articles`` by address."""

    name = "archive"
    custom_settings = {"MAX_IDLE_TIME_BEFORE_CLOSE": 10, "EXTENSIONS": {}}  # noqa: RUF012 - Scrapy's form

    def __init__(self, seed: str = "dutenews", **kwargs: Any) -> None:
        self.seed = load_seed(seed)
        self.redis_key = f"{self.seed.name}:queue"
        super().__init__(**kwargs)

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> ArchiveSpider:
        """The spider with its first addresses in Redis."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.settings.set("DOWNLOAD_DELAY", spider.seed.delay or 1.0, priority="spider")
        spider.add(spider.seed.start, 0)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first addresses of the list. Scrapy 2.19 knows no start_requests()."""
        for request in self.next_requests():
            yield request

    def make_request_from_data(self, data: bytes) -> Request:
        """One entry of the queue: JSON with ``url`` and ``depth``."""
        entry = json.loads(data)
        return Request(entry["url"], meta={"entry": entry}, callback=self.parse, errback=self.give_up, dont_filter=True)

    def add(self, found: Iterable[str], depth: int) -> None:
        """Write addresses down as found, and queue those that are new."""
        entries = []
        for url in found:
            reach = self.seed.depth + 1 if self.seed.is_article(url) else self.seed.depth
            if self.seed.in_scope(url) and depth <= reach:
                entries.append(json.dumps({"url": self.seed.canonical_url(url), "depth": depth}))
        if entries:
            self.server.eval(_ADD, 2, f"{self.seed.name}:found", self.redis_key, *entries)

    def parse(self, response: Response, **kwargs: Any) -> Iterable[dict[str, Any]]:
        """Record and outcome are one transaction; the links come before them, so that none is lost with a worker."""
        entry = response.meta["entry"]
        if response.status == 200:
            self.add(read_links(response, self.seed), entry["depth"] + 1)
        article = clean(response.body, response.url) if self.seed.is_article(entry["url"]) else None
        with self.server.pipeline(transaction=True) as both:
            if article is not None and article.is_article:
                both.hset(f"{self.seed.name}:articles", entry["url"], json.dumps(article.to_dict(), ensure_ascii=False))
            both.sadd(f"{self.seed.name}:done", entry["url"])
            both.execute()
        return ()

    def give_up(self, failure: Any) -> None:
        """A request without an answer is done too, after Scrapy's own tries."""
        self.server.sadd(f"{self.seed.name}:done", failure.request.meta["entry"]["url"])
