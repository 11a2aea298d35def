"""The pictures of one run, without a network: what is asked for, what comes of each answer, and what a killed run leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from scrapy.http import Response
from sqlalchemy import Connection, text

from cleaners import Article, Image
from crawler.site.pictures import Pictures
from crawler.spiders.album import MAX_REFUSALS, Album
from crawler.spiders.answers import Result
from crawler.store import Store, open_store, past, records, runs
from crawler.store.frontier import Outcome
from crawler.store.pictures import MAX_TRIES
from tests.sites import EXAMPLE

HOME = "https://news.example.com"
WANTED = Pictures(("img.example.com",), each=1_000, run=10_000)
SEED = replace(EXAMPLE, pictures=WANTED)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


def an_article(store: Store, number: int, *addresses: str) -> None:
    """An article that shows pictures."""
    images = tuple(Image(url, None, None) for url in addresses)
    article = Article(
        url=f"{HOME}/n/{number}.html", is_article=True, text="渡口", article_id=str(number), images=images
    )
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, SEED.name, "test")
        url = str(article.url)
        url_id = past.add_url(
            connection, SEED.name, SEED.identity(url), url, run_id, depth=1, fetched_at="2025-03-25T02:20:00Z"
        )
        first = records.keep_capture(connection, url_id, run_id, records.Capture(url, 200, {}, b"page %d" % number))
        records.keep_article(connection, url_id, run_id, first, SEED.name, article)


def album(store: Store, *, run: int = 1, wanted: Pictures = WANTED, owner: str = "me", alone: bool = True) -> Album:
    """The pictures of a run, as it begins."""

    @contextmanager
    def writing() -> Iterator[Connection]:
        with store.write() as connection:
            yield connection

    made = Album(replace(SEED, pictures=wanted), wanted, run, owner, 120, writing)
    with store.write() as connection:
        made.begin(connection, alone=alone)
    return made


def answer(url: str, body: bytes = PNG, status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, status=status, body=body, headers=named)


def rows(store: Store, query: str) -> list[tuple[Any, ...]]:
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def run_of(store: Store) -> int:
    """Another run of the crawl."""
    with store.write() as connection:
        return runs.begin_run(connection, SEED.name, "crawl", "test")


def test_each_picture_is_asked_for_once_with_the_page_that_shows_it(store: Store) -> None:
    an_article(
        store, 1, f"{HOME}/a.png", "https://img.example.com/b.png", f"{HOME}/a.png#top", "data:image/png;base64,AA"
    )
    an_article(store, 2, f"{HOME}/a.png", "https://other.example/c.png")
    pictures = album(store)
    found = pictures.take()
    assert [(target.url, target.page) for target in found] == [
        (f"{HOME}/a.png", f"{HOME}/n/1.html"),
        ("https://img.example.com/b.png", f"{HOME}/n/1.html"),
    ]
    assert pictures.take() == []
    assert rows(store, "select outcome, reason from pictures where url like '%c.png'") == [
        ("out_of_scope", "other.example")
    ]
    for target in found:
        pictures.keep(target, answer(target.url, PNG + b"same"))
    assert rows(store, "select count(*), sum(size) from picture_bodies") == [(1, len(PNG) + 4)]
    assert rows(store, "select count(*) from pictures where outcome = 'kept'") == [(2,)]


@pytest.mark.parametrize(
    ("response", "outcome", "reason", "state"),
    [
        (answer(f"{HOME}/a.png", status=404), "gone", "the server answered 404", "done"),
        (answer(f"{HOME}/a.png", status=403), "refused", "the server answered 403", "pending"),
        (answer(f"{HOME}/a.png", status=503), "failed", "the server answered 503", "pending"),
        (answer(f"{HOME}/a.png", b"<p>404</p>", Content_Type="text/html; x"), "not_picture",
         "not a picture according to its first bytes (text/html, 10 bytes)", "done"),
        (answer(f"{HOME}/a.png", b""), "not_picture", "not a picture according to its first bytes (no type, 0 bytes)", "done"),
        (answer(f"{HOME}/a.png", b"", 302, Location="http://169.254.169.254/x"), "out_of_scope", "169.254.169.254", "done"),
        (answer(f"{HOME}/a.png", b"", 302, Location="file:///etc/passwd"), "failed",
         "redirects to file:///etc/passwd, which is not a valid web address", "pending"),
        (answer(f"{HOME}/a.png", b"", 302, Location=f"{HOME}/a.png"), "failed", "redirects to itself", "pending"),
    ],
)  # fmt: skip
def test_what_is_no_picture_has_its_reason(
    response: Response, outcome: str, reason: str, state: str, store: Store
) -> None:
    an_article(store, 1, f"{HOME}/a.png")
    pictures = album(store)
    (target,) = pictures.take()
    assert pictures.locate_move(response, 0) is None
    pictures.keep(target, response)
    assert rows(store, "select outcome, reason, state from pictures") == [(outcome, reason, state)]
    assert pictures.take() == []  # this run has tried it
    again = album(store, run=run_of(store))
    assert len(again.take()) == (state == "pending")


def test_a_move_is_followed_to_hosts_of_the_seed_and_not_for_ever(store: Store) -> None:
    an_article(store, 1, f"{HOME}/a.png")
    pictures = album(store)
    moved = answer(f"{HOME}/a.png", b"", 301, Location="//img.example.com/b.png")
    assert pictures.locate_move(moved, 4) == "https://img.example.com/b.png"
    assert pictures.locate_move(moved, 5) is None
    (target,) = pictures.take()
    pictures.keep(target, moved)
    assert rows(store, "select outcome, reason from pictures") == [("failed", "more than 5 redirects in a row")]


def test_a_picture_that_fails_is_asked_for_a_few_times(store: Store) -> None:
    an_article(store, 1, f"{HOME}/a.png")
    asked = 0
    for _ in range(MAX_TRIES + 3):
        pictures = album(store, run=run_of(store))
        for target in pictures.take():
            asked += 1
            pictures.fail(target, Result(Outcome.FAILED, "no answer in time"))
    assert asked == MAX_TRIES
    assert rows(store, "select state, outcome, tries from pictures") == [("done", "failed", MAX_TRIES)]


def test_a_run_never_holds_more_bytes_than_it_may(store: Store) -> None:
    an_article(store, 1, *(f"{HOME}/{number}.png" for number in range(30)))
    pictures = album(store, wanted=Pictures(each=1_000, run=5_000))
    received = 0
    while found := pictures.take():
        assert received + len(found) * 1_000 <= 5_000
        for target in found:
            body = PNG + target.url.encode() + bytes(800)
            received += len(body)
            pictures.keep(target, answer(target.url, body))
    assert pictures.stopped == "limit"
    assert 4_000 < received <= 5_000
    with store.write() as connection:
        left = pictures.end(connection)
    assert left.waiting == 30 - left.counts["kept"]


def test_what_is_too_large_counts_as_much_as_may_have_come(store: Store) -> None:
    an_article(store, 1, *(f"{HOME}/{number}.png" for number in range(5)))
    pictures = album(store, wanted=Pictures(each=1_000, run=3_000))
    found = pictures.take()
    assert len(found) == 3
    for target in found:
        pictures.fail(target, Result(Outcome.FAILED, "the body is too large"))
    assert pictures.take() == []
    assert rows(store, "select outcome, state, count(*) from pictures group by 1, 2 order by 1") == [
        (None, "pending", 2), ("too_large", "done", 3),
    ]  # fmt: skip


def test_a_site_that_refuses_pictures_is_left_alone_for_the_run(store: Store) -> None:
    an_article(store, 1, *(f"{HOME}/{number}.png" for number in range(20)))
    pictures = album(store)
    asked = 0
    while found := pictures.take():
        for target in found:
            asked += 1
            pictures.keep(target, answer(target.url, b"", 405))
    assert pictures.stopped == "refused"
    assert MAX_REFUSALS <= asked < MAX_REFUSALS + 4
    # What robots.txt forbids was not asked for, and is no refusal of the server.
    pictures = album(store, run=run_of(store))
    asked = 0
    while found := pictures.take():
        for target in found:
            asked += 1
            pictures.fail(target, Result(Outcome.REFUSED, "robots.txt forbids it"))
    assert asked == 20


def test_what_a_killed_run_had_taken_is_asked_for_again(store: Store) -> None:
    an_article(store, 1, f"{HOME}/a.png", f"{HOME}/b.png")
    dead = album(store, owner="dead")
    first, _ = dead.take()
    dead.keep(first, answer(first.url))
    # Another crawl on the store leaves it what it holds, as long as its lease lasts.
    assert album(store, owner="other", alone=False).take() == []
    again = album(store)  # the same run goes on
    assert [target.url for target in again.take()] == [f"{HOME}/b.png"]
    with store.write() as connection:
        connection.execute(
            text("update pictures set state = 'taken', leased_until = '2001-01-01T00:00:00Z' where id = 2")
        )
    assert [target.url for target in album(store, owner="other", alone=False).take()] == [f"{HOME}/b.png"]


def test_an_unchanged_article_brings_no_new_addresses_of_its_pictures(store: Store) -> None:
    an_article(store, 1, f"{HOME}/a.png?token=1")
    pictures = album(store)
    shown = Article(url=f"{HOME}/n/1.html", is_article=True, images=(Image(f"{HOME}/a.png?token=2", None, None),))
    with store.write() as connection:
        pictures.note(connection, 1, Outcome.UNCHANGED, shown)
    assert rows(store, "select url from pictures") == [(f"{HOME}/a.png?token=1",)]
    with store.write() as connection:
        pictures.note(connection, 1, Outcome.UPDATED, shown)
    assert len(rows(store, "select url from pictures")) == 2


def test_a_host_that_the_seed_names_later_is_asked_then(store: Store) -> None:
    an_article(store, 1, "https://other.example:8443/c.png")
    pictures = album(store)
    assert pictures.take() == []
    with store.write() as connection:
        assert pictures.end(connection).strange_hosts == {"other.example:8443": 1}
    later = album(store, run=run_of(store), wanted=replace(WANTED, hosts=("other.example:8443",)))
    assert [target.url for target in later.take()] == ["https://other.example:8443/c.png"]
