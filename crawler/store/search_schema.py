"""The tables of the search index (`crawler.search`): they are the same in every database, since the index does not use its
features."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table

from crawler.store.schema import metadata

#: The position of the index: one row, none before the first search. The index contains articles up to ``filled_to`` of
#: ``fill_end``, and events up to the position ``(batch, event_id)``. ``version`` is that of the terms and blocks.
search_state = Table(
    "search_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("filled_to", Integer, nullable=False),
    Column("fill_end", Integer, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("event_id", Integer, nullable=False),
)

#: A part of the index: ``articles`` are the row numbers of its articles, compressed, ordered by their numbers in the blocks.
search_segments = Table(
    "search_segments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),  # number of articles
    Column("articles", LargeBinary, nullable=False),
)

#: The terms of a segment from ``first`` to before that of the next block, each with its articles (`crawler.search.blocks`).
search_blocks = Table(
    "search_blocks",
    metadata,
    Column("segment_id", Integer, ForeignKey("search_segments.id"), primary_key=True, autoincrement=False),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
