"""Export what a consumer has not had: each new or changed article once.

The mark moves when everything is written. A consumer that is killed before that gets the same articles again, and never
misses one: at least once. What changes while an export runs is left for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from crawler.archive.export import ExportError
from crawler.store import Store
from crawler.store.choice import Choice
from crawler.store.events import number_batch
from crawler.store.marks import is_new_between, move_mark, read_mark
from crawler.store.records import choose_articles


@contextmanager
def news_for(store: Store, name: str, choice: Choice) -> Iterator[tuple[Connection, Iterator[Any]]]:
    """The articles of a choice that the consumer ``name`` has not had, and those withdrawn or there again since. At the end of
    the block it has had them; not if the block raises. Raises ExportError for another choice than last time, StoreError."""
    with store.write() as connection:
        last = number_batch(connection)
        mark = read_mark(connection, name)
    if mark is not None and mark.choice != choice.to_json():
        raise ExportError(
            f"the mark {name} is for {_shown(mark.choice)}, not for {_shown(choice.to_json())}: articles between the two "
            f"selections would be lost. Use another --mark, or start over with --forget {name}"
        )
    with store.read() as connection:
        condition = is_new_between(None if mark is None else mark.batch, last)
        yield connection, choose_articles(connection, choice, None, condition)
    with store.write() as connection:
        move_mark(connection, name, last, choice.to_json())


def _shown(choice: str) -> str:
    return "all articles" if choice == "{}" else choice
