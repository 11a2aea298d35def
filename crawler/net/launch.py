"""Run Scrapy in this process: the project's settings, and one spider or several side by side."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.net.logs import Log, install_log

#: The exit status after Ctrl-C or SIGTERM.
INTERRUPTED = 130

#: Maximum number of concurrent spiders; the others wait.
SIDE_BY_SIDE = 8


@dataclass(frozen=True, slots=True)
class Job:
    """One spider to run, with its arguments."""

    spider: type[Spider]
    arguments: Mapping[str, Any] = field(default_factory=dict)


def run_spider(spider: type[Spider], overrides: Mapping[str, Any], **arguments: Any) -> Spider:
    """Run a spider with the project's settings and ``overrides``. Returns it when it has finished.

    Raises the exceptions of its constructor. A process can call this once, since Twisted's reactor cannot be restarted.
    """
    (done,) = run_spiders([Job(spider, arguments)], overrides)
    if isinstance(done, BaseException):
        raise done
    return done


def run_spiders(
    jobs: Sequence[Job], overrides: Mapping[str, Any], log: Log | None = None, at_once: int = SIDE_BY_SIDE
) -> list[Spider | BaseException]:
    """Run several spiders, at most ``at_once`` concurrently. Returns, when all have finished, each spider, or the exception of
    its constructor. A second Ctrl-C or SIGTERM ends the process immediately. A process can call this once."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    for name, value in overrides.items():
        settings.set(name, value, priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", log is None, priority="cmdline")
    process = _TwoSignals(settings)
    if log is not None:
        install_log(log)
    crawlers = [process.create_crawler(job.spider) for job in jobs]
    waiting = list(zip(crawlers, jobs, strict=True))[::-1]
    tasks: list[asyncio.Task[None]] = []

    def start_next(_: object = None) -> None:
        if waiting and not process.is_stopping:
            crawler, job = waiting.pop()
            task = process.crawl(crawler, **job.arguments)
            tasks.append(task)
            task.add_done_callback(start_next)

    for _ in range(min(at_once, len(jobs))):
        start_next()
    _collect_less_often()
    process.start()
    return [_ended(crawler, tasks[place] if place < len(tasks) else None) for place, crawler in enumerate(crawlers)]


def _collect_less_often() -> None:
    """Set higher thresholds for garbage collection. A crawl creates thousands of objects per page, hardly any of them in a
    reference cycle, and keeps tens of thousands of addresses, which the default thresholds would traverse again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _ended(crawler: Crawler, task: asyncio.Task[None] | None) -> Spider | BaseException:
    if task is None:
        return InterruptedError("interrupted before it started")
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is not None:
        return error
    assert crawler.spider is not None  # set unless crawl() raised
    return crawler.spider


class _TwoSignals(AsyncCrawlerProcess):
    """Scrapy's process. The first signal ends it gracefully, the second immediately: the store is consistent at any moment."""

    is_stopping = False

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        self.is_stopping = True
        super()._signal_shutdown(signum, frame)

    def _signal_kill(self, signum: int, frame: Any) -> None:
        os.write(2, b"dute: ended at once; the same command goes on from here\n")
        os._exit(INTERRUPTED)


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """Scrapy settings from ``NAME=VALUE``. Raises ValueError, which states the expected form."""
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip().isidentifier():
            raise ValueError(f"expected a setting as NAME=VALUE, such as DOWNLOAD_TIMEOUT=10, not {pair!r}")
        found[name.strip()] = value
    return found
