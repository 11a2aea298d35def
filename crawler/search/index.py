"""Keep the index up to date, and query it for candidates.

The index consists of segments of at most `SEGMENT` articles. Each is written in one transaction with the new position of the
index in the archive: a kill loses the work on one segment, and two processes at once do not duplicate work. An article that
changes goes into a new segment. It remains a candidate in its old segment, too, which is harmless, since its text is verified
anyway.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, delete, exists, func, insert, or_, select, update

from crawler.search.blocks import OpenBlock, pack_rows, pack_segment, unpack_rows
from crawler.search.terms import author_key, fold, pair_keys, pairs_of, run_key, runs_of
from crawler.store import Store
from crawler.store.database import new_row_id
from crawler.store.events import number_batch
from crawler.store.packing import unpack
from crawler.store.records import NEWEST
from crawler.store.schema import articles, events, revisions
from crawler.store.search_schema import search_blocks, search_segments, search_state

#: Version of terms and blocks: an index with another version is rebuilt.
VERSION = 1

#: Maximum number of articles in a segment, whose creation takes some 100 MB; and maximum number of segments under half that
#: size before they are merged.
SEGMENT, MAX_SMALL = 4096, 8

#: Articles read from the store at a time.
_BATCH = 200

_PLACE = (search_state.c.filled_to, search_state.c.batch, search_state.c.event_id)

#: Called with the number of articles done and of all.
Progress = Callable[[int, int], None]


class _MovedError(Exception):
    """Another process has updated the index in the meantime."""


class _Step(NamedTuple):
    """The next articles for the index, and its position in the archive afterwards."""

    articles: Sequence[int]
    place: dict[str, int]


def exists_index(connection: Connection) -> bool:
    """Whether this store has an index, which the first search creates."""
    return connection.scalar(select(search_state.c.id)) is not None


def is_up(connection: Connection) -> bool:
    """Whether everything in the store is in the index."""
    return _is_current(connection, connection.execute(select(search_state)).first())


def bring_up(store: Store, progress: Progress | None = None, *, segment: int = SEGMENT) -> int:
    """Bring the index up to date: first everything, later only new or changed articles. Returns the number of articles added.
    If it is interrupted or killed, the next call continues. Raises StoreError."""
    done = 0
    while True:
        with store.read() as connection:
            state = connection.execute(select(search_state)).first()
            is_done = _is_current(connection, state)
        if is_done:
            return done
        if state is None or state.version != VERSION:
            _begin(store)
            continue
        step = _next_step(store, state, segment)
        try:
            _add_segment(store, state, step)
        except _MovedError:
            continue
        done += len(step.articles)
        if progress is not None:
            progress(done, done + _count_left(store))
        _merge_small(store, segment)


def _is_current(connection: Connection, state: Row[Any] | None) -> bool:
    return state is not None and state.version == VERSION and not _is_behind(connection, state)


def _is_behind(connection: Connection, state: Row[Any]) -> bool:
    waiting = select(exists().where(or_(events.c.batch.is_(None), _comes_after(state))))
    return state.filled_to < state.fill_end or bool(connection.scalar(waiting))


def _comes_after(state: Row[Any]) -> Any:
    """The condition that an event comes after the position of the index."""
    return or_(events.c.batch > state.batch, and_(events.c.batch == state.batch, events.c.id > state.event_id))


def _begin(store: Store) -> None:
    """Create an empty index, positioned before all articles. Articles stored from now on are recorded as events."""
    with store.write() as connection:
        batch = number_batch(connection)  # one creation at a time
        if connection.scalar(select(search_state.c.version)) == VERSION:
            return
        for table in (search_blocks, search_segments, search_state):
            connection.execute(delete(table))
        last_event = connection.scalar(select(func.max(events.c.id))) or 0
        last = connection.scalar(select(func.max(articles.c.id))) or 0
        place = {"filled_to": 0, "fill_end": last, "batch": batch, "event_id": last_event}
        connection.execute(insert(search_state).values(id=1, version=VERSION, **place))


def _next_step(store: Store, state: Row[Any], size: int) -> _Step:
    if state.filled_to < state.fill_end:
        with store.read() as connection:
            query = select(articles.c.id).where(articles.c.id > state.filled_to, articles.c.id <= state.fill_end)
            rows = list(connection.scalars(query.order_by(articles.c.id).limit(size)))
        return _Step(rows, {"filled_to": rows[-1] if len(rows) == size else state.fill_end})
    with store.write() as connection:
        number_batch(connection)
    with store.read() as connection:
        query = select(events.c.id, events.c.batch, events.c.article_id).where(
            events.c.batch.is_not(None), _comes_after(state)
        )
        found = connection.execute(query.order_by(events.c.batch, events.c.id).limit(size)).all()
    if not found:
        return _Step((), {})
    return _Step(sorted({row.article_id for row in found}), {"batch": found[-1].batch, "event_id": found[-1].id})


def _count_left(store: Store) -> int:
    with store.read() as connection:
        state = connection.execute(select(search_state)).one()
        behind = select(func.count()).select_from(articles)
        behind = behind.where(articles.c.id > state.filled_to, articles.c.id <= state.fill_end)
        changed = select(func.count()).select_from(events).where(or_(events.c.batch.is_(None), _comes_after(state)))
        return int(connection.scalar(behind) or 0) + int(connection.scalar(changed) or 0)


def _add_segment(store: Store, state: Row[Any], step: _Step) -> None:
    """Write a segment and the new position. Raises _MovedError if the index is not at its former position."""
    blocks = _make_blocks(store, step.articles)
    with store.write() as connection:
        here = [column == getattr(state, column.name) for column in _PLACE]
        place = step.place or {"batch": state.batch}
        if not connection.execute(update(search_state).where(*here).values(**place)).rowcount:
            raise _MovedError
        _write_segment(connection, step.articles, blocks)


def _write_segment(connection: Connection, rows: Sequence[int], blocks: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    done = connection.execute(insert(search_segments).values(size=len(rows), articles=pack_rows(rows)))
    segment_id = new_row_id(done)
    if blocks:
        connection.execute(insert(search_blocks), [{**block, "segment_id": segment_id} for block in blocks])


def _merge_small(store: Store, size: int) -> None:
    """Merge the smallest segments into one, from the current texts of their articles, if there are many small ones."""
    with store.read() as connection:
        query = select(search_segments.c.id, search_segments.c.size).where(search_segments.c.size < size // 2)
        small = connection.execute(query.order_by(search_segments.c.size)).all()
        if len(small) <= MAX_SMALL:
            return
        chosen: list[int] = []
        total = 0
        for row in small:
            total += row.size
            if total > size:
                break
            chosen.append(row.id)
        packed = connection.scalars(select(search_segments.c.articles).where(search_segments.c.id.in_(chosen)))
        rows = sorted({number for data in packed for number in unpack_rows(data)})
    blocks = _make_blocks(store, rows)
    with store.write() as connection:
        connection.execute(delete(search_blocks).where(search_blocks.c.segment_id.in_(chosen)))
        gone = connection.execute(delete(search_segments).where(search_segments.c.id.in_(chosen))).rowcount
        if gone != len(chosen):
            connection.rollback()  # another process has merged them
            return
        _write_segment(connection, rows, blocks)


def _make_blocks(store: Store, rows: Sequence[int]) -> list[dict[str, Any]]:
    """The blocks of these articles, which are numbered by their positions."""
    by_pair: defaultdict[str, list[int]] = defaultdict(list)
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if number % _BATCH == 0:
            records = _read_records(store, rows[number : number + _BATCH])
        record = records.get(row)
        if record is None:  # deleted in the meantime
            continue
        text = fold(f"{record['headline'] or ''}\n{record['text']}")
        for pair in pairs_of(text):
            by_pair[pair].append(number)
        for key in {*map(run_key, runs_of(text)), *(author_key(one["name"]) for one in record["authors"])}:
            by_key[key].append(number)
    by_key |= {
        key: numbers for key, numbers in zip(pair_keys(list(by_pair)), by_pair.values(), strict=True) if key >> 32 != 32
    }
    return [block._asdict() for block in pack_segment(by_key)]


def _read_records(store: Store, rows: Sequence[int]) -> dict[int, Any]:
    with store.read() as connection:
        query = select(articles.c.id, revisions.c.content).join(revisions, NEWEST).where(articles.c.id.in_(rows))
        return {row.id: json.loads(unpack(row.content)[0]) for row in connection.execute(query)}


# --- candidates


class Candidates:
    """The articles that may match, narrowed down term by term and segment by segment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._segments: dict[int, Sequence[int]] = {}
        self._numbers: dict[int, set[int]] | None = None

    def keep_with(self, first: int, after: int | None = None) -> None:
        """Keep only the articles with a term whose key is from ``first`` to before ``after`` (None: only ``first``)."""
        if self._numbers is not None and not any(self._numbers.values()):
            return  # nothing is left
        after = first + 1 if after is None else after
        found: defaultdict[int, set[int]] = defaultdict(set)
        for segment_id, data in self._read_blocks(first, after):
            if self._numbers is None or self._numbers.get(segment_id):
                for numbers in OpenBlock(data).find(first, after):
                    found[segment_id].update(numbers)
        if self._numbers is None:
            self._numbers = found
        else:
            self._numbers = {key: found[key] & numbers for key, numbers in self._numbers.items() if key in found}

    def rows(self) -> set[int] | None:
        """The row numbers of the articles; None if no term was required: all articles."""
        if self._numbers is None:
            return None
        wanted = [key for key, numbers in self._numbers.items() if numbers]
        query = select(search_segments.c.id, search_segments.c.articles).where(search_segments.c.id.in_(wanted))
        known = {row.id: unpack_rows(row.articles) for row in self._connection.execute(query)}
        return {known[key][number] for key in wanted if key in known for number in self._numbers[key]}

    def _read_blocks(self, first: int, after: int) -> Iterable[Any]:
        """For each segment, the block that contains the beginning of the range, and the blocks that begin inside it."""
        other = search_blocks.alias()
        begin = (
            select(func.max(other.c.first))
            .where(other.c.segment_id == search_segments.c.id, other.c.first <= first)
            .scalar_subquery()
        )
        query = (
            select(search_blocks.c.segment_id, search_blocks.c.data)
            .join(search_segments, search_segments.c.id == search_blocks.c.segment_id)
            .where(search_blocks.c.first >= func.coalesce(begin, first), search_blocks.c.first < after)
        )
        return self._connection.execute(query)
