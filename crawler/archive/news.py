"""Export the articles that a consumer has not received yet: each new or changed article once.

The consumer's mark moves when everything is written. If an export is killed before that, the same articles are exported again,
so none is ever missed: delivery is at least once. Changes during an export are left for the next one.
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
    """The articles of a choice that the consumer ``name`` has not received, and those withdrawn or restored since. They count
    as received at the end of the ``with`` block, unless it raises. Raises ExportError if the choice differs from that of the
    consumer's last export, and StoreError."""
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
