"""Who may say that a withdrawn article is on its site again: a visit of the site, and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaners import Article
from crawler.store import Store, open_store, records, runs, takedowns
from crawler.store.frontier import Outcome
from tests.sites import EXAMPLE
from tests.stored_articles import keep_article

LATER = "2035-02-17T08:52:42Z"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with an article that its site took down, by a clock that was years ahead."""
    store = open_store(str(tmp_path / "s.db"))
    keep_article(store, 1, "渡口昨天开航。")
    return store


def withdraw(store: Store, moment: str) -> None:
    with store.write() as connection:
        takedowns.withdraw(connection, 1, 1, moment, "the server answered 404")


def withdrawn_at(store: Store) -> Any:
    with store.read() as connection:
        return connection.exec_driver_sql("select withdrawn_at from articles").scalar()


@pytest.mark.parametrize("text", ["渡口昨天开航。", "渡口昨天开航，船是新的。"])
def test_a_page_that_is_cleaned_again_takes_no_withdrawal_back(store: Store, text: str) -> None:
    withdraw(store, "2026-01-01T00:00:00Z")
    with store.write() as connection:
        (source,) = records.list_recleanable(connection, None)
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "reclean")
        article = Article(
            url="https://news.example.com/n/1.html",
            is_article=True,
            site=EXAMPLE.name,
            article_id="1",
            headline="题",
            text=text,
        )
        records.refresh_article(connection, run_id, source, article)
    assert withdrawn_at(store) == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(("is_there", "expected"), [(True, None), (None, LATER), (False, LATER)])
def test_a_visit_takes_back_what_a_wrong_clock_dated_ahead(
    store: Store, is_there: bool | None, expected: str | None
) -> None:
    withdraw(store, LATER)
    with store.write() as connection:
        (source,) = records.list_recleanable(connection, None)
        article = Article(
            url="https://news.example.com/n/1.html",
            site=EXAMPLE.name,
            article_id="1",
            headline="题",
            text="渡口昨天开航。",
        )
        outcome = records.keep_article(
            connection, source.url_id, 1, source.capture_id, EXAMPLE.name, article, is_there=is_there
        )
    assert (outcome, withdrawn_at(store)) == (Outcome.UNCHANGED, expected)
