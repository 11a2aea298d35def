"""What the store says of an article that only a later cleaner recognised on a page of the past."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from cleaners import Article
from crawler.store import census, open_store, records, runs
from crawler.store.frontier import Outcome, discover
from crawler.store.schema import urls
from tests.sites import EXAMPLE
from tests.stored_articles import url_of

FETCHED = "2025-03-25T02:20:00Z"


def test_an_article_recognised_later_was_seen_when_its_page_was_fetched(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s.db"))
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        discover(connection, EXAMPLE, [url_of(1)], run_id, 1)
        url_id = connection.scalars(select(urls.c.id)).one()
        page = records.Capture(url_of(1), 200, {}, "渡口昨天开航。".encode())
        records.keep_captures(connection, url_id, run_id, [page], (), fetched_at=FETCHED)
        (source,) = records.list_recleanable(connection, None)
        article = Article(url=url_of(1), is_article=True, site=EXAMPLE.name, article_id="1", text="渡口昨天开航。")
        assert records.refresh_article(connection, run_id, source, article) is Outcome.NEW
        (row,) = records.list_articles(connection)
        assert (row.first_seen_at, row.changed_at) == (FETCHED, FETCHED)
        assert census.count_new_articles(connection, EXAMPLE.name, "2026-01-01T00:00:00Z") == 0
