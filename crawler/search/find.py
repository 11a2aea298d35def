"""Find stored articles by words in their headline or text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from crawler.search.index import Candidates, is_up
from crawler.search.terms import Word, author_key, fold
from crawler.store.choice import Choice
from crawler.store.packing import Stored
from crawler.store.records import NEWEST, NEWEST_FIRST
from crawler.store.schema import articles, revisions, urls

#: Length of a snippet before and after its first word, in characters.
_BEFORE, _AFTER = 24, 56

#: Articles read at a time. Older versions of SQLite allow 999 values per statement.
_CHUNK = 50
_MAX_VALUES = 500

#: Maximum number of candidates that are queried by row number; for more, the whole list is scanned.
_FEW = 2000


class Order(StrEnum):
    """``newest``: by date of publication, articles without a date last. ``best``: articles with most of the words in the
    headline first, then by date."""

    NEWEST = "newest"
    BEST = "best"


class Snippet(NamedTuple):
    """A piece of an article's text without line breaks, and the positions of the words in it (start, end)."""

    text: str
    marks: list[tuple[int, int]]


class Hit(NamedTuple):
    """An article that was found, and a snippet of it."""

    row: Stored
    record: dict[str, Any]
    snippet: Snippet


def find(
    connection: Connection,
    words: Sequence[Word],
    choice: Choice,
    *,
    order: Order = Order.NEWEST,
    limit: int | None = None,
) -> Iterator[Hit]:
    """The articles of a choice with all the words in their headline or text. If the index is not up to date
    (`crawler.search.index`), it is not used, and every text of the choice is read."""
    rows = _read_candidates(connection, words, choice) if is_up(connection) else None
    ordered = _in_order(connection, rows, words, choice, order)
    return islice(_verified(connection, ordered, words, choice), limit)


def has_words(record: dict[str, Any], words: Sequence[Word]) -> bool:
    """Whether the headline or text of a record contains all the words."""
    texts = fold(record["headline"] or ""), fold(record["text"])
    return all(any(word.pattern.search(text) for text in texts) for word in words)


def _read_candidates(connection: Connection, words: Sequence[Word], choice: Choice) -> set[int] | None:
    candidates = Candidates(connection)
    if choice.author is not None:
        candidates.keep_with(author_key(choice.author))
    for key in dict.fromkeys(key for word in words for key in word.keys):
        candidates.keep_with(key)
    for single in {single for word in words for single in word.singles}:
        candidates.keep_with(ord(single) << 32, (ord(single) + 1) << 32)
    return candidates.rows()


def _in_order(
    connection: Connection, rows: set[int] | None, words: Sequence[Word], choice: Choice, order: Order
) -> Iterator[int]:
    """The candidates in a choice, in the requested order."""
    columns = [articles.c.id, articles.c.date_published]
    if order is Order.BEST:
        columns.append(articles.c.headline)
    query = select(*columns).where(*choice.conditions())
    if rows is not None and len(rows) <= _FEW:
        wanted = sorted(rows)
        chunks = (wanted[begin : begin + _MAX_VALUES] for begin in range(0, len(wanted), _MAX_VALUES))
        found = [row for some in chunks for row in connection.execute(query.where(articles.c.id.in_(some)))]
        found.sort(key=lambda row: (row.date_published or "", row.id), reverse=True)
        yield from (row.id for row in (_best_first(found, words) if order is Order.BEST else found))
        return
    result = connection.execution_options(yield_per=_CHUNK).execute(query.order_by(*NEWEST_FIRST))
    listed = (row for row in result if rows is None or row.id in rows)
    yield from (row.id for row in (_best_first(listed, words) if order is Order.BEST else listed))


def _best_first(rows: Iterable[Any], words: Sequence[Word]) -> list[Any]:
    """Rows with ``headline``: those with most of the words in it first, otherwise in their original order."""
    return sorted(rows, key=lambda row: -_count_words(words, row.headline))


def _count_words(words: Sequence[Word], headline: str | None) -> int:
    folded = fold(headline or "")
    return sum(word.pattern.search(folded) is not None for word in words)


def _verified(connection: Connection, rows: Iterator[int], words: Sequence[Word], choice: Choice) -> Iterator[Hit]:
    """The candidates that really contain the words, with their records."""
    while some := list(islice(rows, _CHUNK)):
        query = select(articles, urls.c.url, revisions.c.content).join(urls, urls.c.id == articles.c.url_id)
        found = connection.execute(query.join(revisions, NEWEST).where(articles.c.id.in_(some)))
        stored = {row.id: Stored(row) for row in found}
        for number in some:
            if (row := stored.get(number)) is None:
                continue
            record = json.loads(row.record)
            if choice.accepts(record) and has_words(record, words):
                yield Hit(row, record, snippet_of(record, words))


def snippet_of(record: dict[str, Any], words: Sequence[Word]) -> Snippet:
    """The piece of the text around the first of the words; the beginning of the text if only the headline contains them."""
    text = record["text"].replace("\n", " ")
    folded = fold(text)
    places = sorted(match.span() for word in words for match in word.pattern.finditer(folded))
    middle = places[0][0] if places else 0
    begin = max(0, middle - _BEFORE)
    end = min(len(text), max(middle + _AFTER, places[0][1] if places else 0))
    left, right = "…" if begin else "", "…" if end < len(text) else ""
    moved = len(left) - begin
    inside = _without_overlaps([place for place in places if place[0] >= begin and place[1] <= end])
    return Snippet(f"{left}{text[begin:end]}{right}", [(one + moved, other + moved) for one, other in inside])


def _without_overlaps(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for begin, end in places:
        if found and begin < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found
