"""Redirects that lead back to where they began are failures, and no others are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from crawler.store import Store, census, circles, frontier, open_store, runs, takedowns
from crawler.store.frontier import Outcome
from tests.sites import EXAMPLE
from tests.stored_articles import keep_article


def address(number: int) -> str:
    return f"https://news.example.com/n/{number}.html"


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def crawl(store: Store, moves: Mapping[int, int], articles: tuple[int, ...] = ()) -> dict[str, str]:
    """A run in which some articles redirect to others, and others are there. Returns the failures known behind it."""
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        asked = (*moves, *articles)
        frontier.discover(connection, EXAMPLE, map(address, asked), run_id, depth=1, recheck=True)
        targets = frontier.take(connection, EXAMPLE, run_id, 100, owner="test", kinds=["article"])
        rows = {target.url: target.id for target in targets}
        for number in articles:
            frontier.finish(connection, rows[address(number)], run_id, Outcome.NEW)
        for number, there in moves.items():
            place = address(there)
            due = "2099-01-01T00:00:00Z"
            frontier.finish(connection, rows[address(number)], run_id, Outcome.MOVED, reason=place, due_at=due)
        circles.close_circles(connection, EXAMPLE, run_id)
        assert takedowns.settle(connection, EXAMPLE, run_id).gone == 0
        runs.close_run(connection, run_id, "finished", {})
        return {failure.url: failure.reason for failure in census.list_failures(connection)}


def test_two_articles_that_redirect_to_each_other_have_failed(store: Store) -> None:
    assert crawl(store, {1: 2, 2: 1}) == {
        address(1): f"redirects in a circle: {address(2)}",
        address(2): f"redirects in a circle: {address(1)}",
    }


def test_what_leads_into_a_circle_has_moved(store: Store) -> None:
    assert set(crawl(store, {1: 2, 2: 3, 3: 4, 4: 2})) == {address(2), address(3), address(4)}


@pytest.mark.parametrize("moves", [{1: 2}, {1: 2, 2: 3}, {1: 3, 2: 3}, {}])
def test_a_way_that_ends_is_no_circle(moves: dict[int, int], store: Store) -> None:
    assert crawl(store, moves, articles=(3,)) == {}


def test_an_article_that_moved_and_later_back_is_no_circle(store: Store) -> None:
    crawl(store, {1: 2}, articles=(2,))
    assert crawl(store, {2: 1}, articles=(1,)) == {}
    assert crawl(store, {2: 1}) == {}


def test_a_circle_is_due_as_a_whole_until_it_has_failed_often(store: Store) -> None:
    for _ in range(frontier.MAX_TRIES - 1):
        crawl(store, {1: 2, 2: 1})
    with store.read() as connection:
        assert {failure.due_at < "2099" for failure in census.list_failures(connection)} == {True}
    crawl(store, {1: 2, 2: 1})
    with store.read() as connection:
        assert {failure.due_at for failure in census.list_failures(connection)} == {"2099-01-01T00:00:00Z"}


def test_stored_articles_in_a_circle_are_not_withdrawn(store: Store) -> None:
    """The way of the one ended at the other: a redirect to another article, as far as could be seen."""
    for number, text in ((1, "渡口昨天开航，船是新的。"), (2, "老桥边的茶馆今天又坐满了人。")):
        keep_article(store, number, text, f"第{number}号")
    assert set(crawl(store, {1: 2, 2: 1})) == {address(1), address(2)}
    with store.read() as connection:
        assert connection.exec_driver_sql("select count(withdrawn_at) from articles").scalar() == 0
