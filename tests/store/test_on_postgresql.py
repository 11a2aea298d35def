"""What the tests of late pages, of pictures and of the desk say of SQLite holds on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from crawler.store import Store, open_store
from tests.databases import postgresql
from tests.report import test_desk as desk
from tests.spiders import test_album as album
from tests.store import test_past as past

ORDERS = [(("丁", 20), ("乙", 7), ("甲", 3), ("丙", 12)), (("甲", 3), ("丁", 20), ("丙", 12), ("乙", 7))]


def on_a_filled_store(check: Callable[[Store], None]) -> Callable[[Store], None]:
    """A test of the desk, which asks for its articles."""

    def filled(store: Store) -> None:
        desk.fill(store)
        check(store)

    return filled


CHECKS: list[Callable[[Store], None]] = [
    album.test_each_picture_is_asked_for_once_with_the_page_that_shows_it,
    album.test_a_picture_that_fails_is_asked_for_a_few_times,
    album.test_a_run_never_holds_more_bytes_than_it_may,
    album.test_what_a_killed_run_had_taken_is_asked_for_again,
    album.test_a_host_that_the_seed_names_later_is_asked_then,
    past.test_an_older_page_with_the_same_text_makes_the_article_older,
    past.test_a_state_that_was_seen_before_and_after_another_comes_back_behind_it,
    past.test_what_was_crawled_stays_the_newest_and_keeps_its_outcome,
    past.test_an_imported_address_is_not_due_until_a_list_names_it,
    on_a_filled_store(desk.test_what_was_published_is_there_the_newest_first),
    on_a_filled_store(desk.test_changes_and_withdrawals_since_the_day_before),
    on_a_filled_store(desk.test_what_only_todays_rules_changed_is_no_change),
    *(lambda store, order=order: past.test_pages_in_any_order_give_one_history(store, order) for order in ORDERS),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
def test_it_holds_on_postgresql(check: Callable[[Store], None], server: str) -> None:
    first = open_store(server)
    with first.write() as connection:
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))
    first.close()
    store = open_store(server)
    try:
        check(store)
    finally:
        store.close()
