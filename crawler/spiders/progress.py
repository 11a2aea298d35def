"""Progress of a crawl on standard error: a live line on a terminal, otherwise a plain line at intervals."""

from __future__ import annotations

import sys
import time
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.net.signals import outcome_recorded
from crawler.spiders.news import NewsSpider

#: Seconds between two plain lines.
_INTERVAL = 30.0


class ProgressExtension:
    """Shows the counts. Off unless PROGRESS_ENABLED is set."""

    def __init__(self) -> None:
        self._started = self._shown = time.monotonic()
        self._live: Any = None
        self._task: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressExtension:
        if not crawler.settings.getbool("PROGRESS_ENABLED"):
            raise NotConfigured
        extension = cls()
        crawler.signals.connect(extension._open, signals.spider_opened)
        crawler.signals.connect(extension._advance, outcome_recorded)
        crawler.signals.connect(extension._close, signals.spider_closed)
        return extension

    def _open(self, spider: NewsSpider) -> None:
        if not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        self._live = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._live.add_task(f"{spider.seed.name}: starting")
        self._live.start()

    def _advance(self, spider: NewsSpider, outcome: str, url: str) -> None:
        if self._live is not None:
            self._live.update(self._task, description=f"{_line(spider)}  {url[:60]}")
        elif time.monotonic() - self._shown >= _INTERVAL:
            self._shown = time.monotonic()
            print(f"dute: {_line(spider)} after {self._shown - self._started:.0f} s", file=sys.stderr)

    def _close(self, spider: NewsSpider) -> None:
        if self._live is not None:
            self._live.stop()


def _line(spider: NewsSpider) -> str:
    shown = ", ".join(f"{number} {outcome.replace('_', ' ')}" for outcome, number in spider.run.counts.items())
    return f"{spider.seed.name}: {sum(spider.run.counts.values())} done ({shown or 'nothing yet'})"
