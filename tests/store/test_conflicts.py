"""Two crawls in each other's way on PostgreSQL: one of the transactions is undone by the server, and done again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from scrapy.exceptions import CloseSpider
from scrapy.http import HtmlResponse
from sqlalchemy import Connection, select, text

from crawler.spiders.answers import Result
from crawler.spiders.run import MAX_CONFLICTS, Run
from crawler.spiders.run_values import Wishes
from crawler.spiders.stories import Visit
from crawler.store import Store, frontier, open_store
from crawler.store.database import ConflictError, Writer
from crawler.store.frontier import Outcome
from crawler.store.schema import urls
from tests.databases import postgresql
from tests.sites import EXAMPLE

ONE, TWO = "https://news.example.com/n/1.html", "https://news.example.com/n/2.html"


@pytest.fixture
def store() -> Iterator[Store]:
    with postgresql() as address:
        opened = open_store(address)
        try:
            yield opened
        finally:
            opened.close()


def discover(connection: Connection, run: Run, url: str) -> None:
    frontier.discover(connection, EXAMPLE, [url], run.id, 1)


def wait_for_lock(store: Store) -> None:
    """Until another session waits for a lock."""
    waiting = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
    for _ in range(400):
        with store.read() as connection:
            if connection.scalar(waiting):
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.slow
def test_two_crawls_that_find_the_same_addresses_in_another_order(store: Store) -> None:
    run = Run(store, EXAMPLE, Wishes(share=True), "test")
    (start,) = run.take()
    visit = Visit(Result(Outcome.LIST), links=(TWO, ONE), depth=1, digest="d1")
    with ThreadPoolExecutor(1) as pool:
        with store.write() as connection:
            connection.execute(text("set deadlock_timeout = '60s'"))  # the other one is undone
            discover(connection, run, ONE)
            kept = pool.submit(run.keep, visit, start, HtmlResponse(start.url))
            wait_for_lock(store)
            discover(connection, run, TWO)
        assert kept.result(20).result == Result(Outcome.LIST)
    with store.read() as connection:
        found = set(connection.scalars(select(urls.c.url).where(urls.c.kind == "article")))
        outcome = connection.scalar(select(urls.c.outcome).where(urls.c.id == start.id))
    assert (found, outcome, run.failure) == ({ONE, TWO}, "list", None)


def test_a_conflict_that_does_not_end_closes_the_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(open_store("sqlite://"), EXAMPLE, Wishes(), "test")
    (start,) = run.take()
    tried = []

    def always(self: Writer) -> None:
        tried.append(self)
        raise ConflictError("deadlock detected")

    monkeypatch.setattr(Writer, "write", always)
    with pytest.raises(CloseSpider):
        run.keep_result(start, Result(Outcome.FAILED, "no answer in time"))
    assert (len(tried), run.failure, run.stopped) == (MAX_CONFLICTS, "deadlock detected", "store")
