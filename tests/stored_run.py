"""A crawl's pages put into a store without a network: each is read, stored and seen as the spider does it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from cleaners.learning.drift import Drift
from crawler.archive.cleaning import read_capture
from crawler.archive.teaching import OnDrift, Teaching
from crawler.site.seed import Seed
from crawler.store import Store, records, runs
from crawler.store.frontier import discover, take
from tests.invented_site import InventedPage, InventedSite
from tests.sites import EXAMPLE

SITE = InventedSite(5)


class StoredRun:
    """A crawl's pages without its network: each is read, stored and seen as the spider does it."""

    def __init__(self, store: Store, seed: Seed = EXAMPLE, on_drift: OnDrift = OnDrift.REPORT) -> None:
        self.store, self.seed = store, seed
        with store.write() as connection:
            self.run_id, _ = runs.open_run(connection, seed.name, "test")
            self.teaching = Teaching(seed.name, self.run_id, seed.page, learns=seed.learn, on_drift=on_drift)
            self.teaching.begin(connection)

    def take_in(self, pages: list[InventedPage]) -> list[tuple[int, Drift]]:
        alarms = []
        for number, page in enumerate(pages, 1):
            with self.store.write() as connection:
                alarms += [(number, alarm) for alarm in self.take_in_one(connection, page)]
        return alarms

    def take_in_one(self, connection: Connection, page: InventedPage) -> list[Drift]:
        """Take a page in within a transaction."""
        discover(connection, self.seed, [page.url], self.run_id, depth=1, found_on=None)
        (target,) = take(connection, self.seed, self.run_id, 1, owner="test", kinds=["article"])
        capture = records.Capture(page.url, 200, {}, page.html.encode())
        found = read_capture(capture, self.teaching.template)
        capture_id = records.keep_captures(connection, target.id, self.run_id, [capture], ())
        article = replace(found.article, site=self.seed.name, article_id=self.seed.article_id(page.url))
        records.keep_article(connection, target.id, self.run_id, capture_id, self.seed.name, article)
        return self.teaching.see(connection, found.observation, capture_id, page.url)

    def close(self) -> None:
        with self.store.write() as connection:
            runs.close_run(connection, self.run_id, "finished", {})
