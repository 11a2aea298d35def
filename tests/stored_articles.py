"""Articles of the tests' own put into a store, as a crawl keeps them, without pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cleaners import Article
from crawler.store import Store, records, runs
from crawler.store.frontier import Outcome, discover
from crawler.store.schema import urls
from tests.sites import EXAMPLE


def url_of(number: int) -> str:
    """The address of an article."""
    return f"https://news.example.com/n/{number}.html"


def keep_article(store: Store, number: int, text: str, headline: str | None = "题", **values: Any) -> Outcome:
    """Store one article, or a change of it."""
    url = url_of(number)
    article = Article(
        url=url, is_article=True, site=EXAMPLE.name, article_id=str(number), headline=headline, text=text, **values
    )
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        discover(connection, EXAMPLE, [url], run_id, 1)
        url_id = connection.scalars(select(urls.c.id).where(urls.c.identity == EXAMPLE.identity(url))).one()
        capture = records.Capture(url, 200, {}, f"{headline}{text}".encode("utf-8", "surrogatepass"))
        capture_id = records.keep_captures(connection, url_id, run_id, [capture], ())
        return records.keep_article(connection, url_id, run_id, capture_id, EXAMPLE.name, article)


def row_of(store: Store, number: int) -> int:
    """The row of an article."""
    with store.read() as connection:
        (found,) = records.find_articles(connection, str(number))
    return int(found.id)
