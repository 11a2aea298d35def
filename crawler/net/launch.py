"""Run Scrapy in this process: the project's settings and one spider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings


def run_spider(spider: type[Spider], overrides: Mapping[str, Any], **arguments: Any) -> Spider:
    """Run a spider with the project's settings and ``overrides``. Returns it when it has finished.

    Raises the errors of its constructor. A process can do this once, since Twisted's reactor cannot be restarted.
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
    assert crawler.spider is not None  # set unless crawl() raised
    return crawler.spider
