"""Scrapy in this process: the project's settings, one spider, to its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings


def run_spider(spider: type[Spider], overrides: Mapping[str, Any], **arguments: Any) -> Spider:
    """Run a spider with the project's settings and these on top of them; give it back when it is done.

    Raises what its construction raises. A process can do this once, since Twisted's reactor cannot start again.
    """
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    for name, value in overrides.items():
        settings.set(name, value, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    task = process.crawl(crawler, **arguments)
    process.start()
    task.result()
    assert crawler.spider is not None  # it is set where crawl() did not raise
    return crawler.spider
