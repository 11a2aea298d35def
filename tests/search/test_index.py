"""The index is brought up by itself: at first, after changes, after a kill, by two at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.search import index
from crawler.search.find import find
from crawler.search.index import bring_up, exists_index
from crawler.search.terms import Word
from crawler.store import Store, open_store
from crawler.store.choice import Choice
from crawler.store.search_schema import search_segments, search_state
from tests.stored_articles import keep_article


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def numbers(store: Store, word: str) -> list[str]:
    with store.read() as connection:
        return sorted(hit.row.article_id for hit in find(connection, [Word(word)], Choice()))


def sizes(store: Store) -> list[int]:
    with store.read() as connection:
        return list(connection.scalars(select(search_segments.c.size).order_by(search_segments.c.id)))


def test_it_takes_what_was_there_and_what_comes(store: Store) -> None:
    with store.read() as connection:
        assert not exists_index(connection)
    for number in range(5):
        keep_article(store, number, f"渡口{number}号")
    steps: list[tuple[int, int]] = []
    assert bring_up(store, lambda done, total: steps.append((done, total)), segment=2) == 5
    assert steps == [(2, 5), (4, 5), (5, 5)]
    assert (bring_up(store), numbers(store, "渡口")) == (0, ["0", "1", "2", "3", "4"])
    keep_article(store, 5, "渡口5号")
    keep_article(store, 1, "码头1号")
    assert bring_up(store) == 2
    assert (numbers(store, "渡口"), numbers(store, "码头")) == (["0", "2", "3", "4", "5"], ["1"])
    with store.read() as connection:
        assert exists_index(connection)


def test_an_empty_store_has_an_index_too(store: Store) -> None:
    assert (bring_up(store), numbers(store, "渡口")) == (0, [])
    keep_article(store, 1, "渡口")
    assert (bring_up(store), numbers(store, "渡口")) == (1, ["1"])


def test_one_that_is_killed_goes_on_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        keep_article(store, number, "渡口")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up(store, stop, segment=2)
    assert sizes(store) == [2]
    write = index._write_segment

    def die(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(index, "_write_segment", die)
    with pytest.raises(KeyboardInterrupt):
        bring_up(store, segment=2)  # in the middle of its transaction
    monkeypatch.undo()
    assert bring_up(store, segment=2) == 4
    assert (sizes(store), numbers(store, "渡口")) == ([2, 2, 2], list("012345"))


def test_two_at_once_double_nothing(store: Store) -> None:
    for number in range(4):
        keep_article(store, number, "渡口")

    def other(done: int, total: int) -> None:
        bring_up(open_store(store.name), segment=2)

    bring_up(store, other, segment=2)
    assert sizes(store) == [2, 2]
    keep_article(store, 9, "渡口")
    make = index._make_blocks

    def overtaken(one: Store, rows: list[int]) -> list[dict[str, object]]:
        blocks = make(one, rows)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index, "_make_blocks", make)
            bring_up(one)
        return blocks

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_make_blocks", overtaken)
        assert bring_up(store) == 0  # the other one did it
    assert sizes(store) == [2, 2, 1]


def test_small_segments_are_merged(store: Store) -> None:
    for number in range(30):
        keep_article(store, number, f"渡口{number}号")
        bring_up(store)
    assert len(sizes(store)) <= index.MAX_SMALL + 1
    assert sum(sizes(store)) == 30
    assert numbers(store, "17") == ["17"]


def test_an_index_of_another_version_is_made_anew(store: Store) -> None:
    keep_article(store, 1, "渡口")
    bring_up(store)
    with store.write() as connection:
        connection.execute(search_state.update().values(version=index.VERSION + 1))
    assert (bring_up(store), sizes(store), numbers(store, "渡口")) == (1, [1], ["1"])


def test_more_events_than_a_segment_takes(store: Store) -> None:
    bring_up(store)
    for number in range(7):
        keep_article(store, number, "渡口")
    assert bring_up(store, segment=3) == 7
    assert (sizes(store), numbers(store, "渡口")) == ([3, 3, 1], list("0123456"))
