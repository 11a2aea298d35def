"""The tables of the search index (`crawler.search`): they are the same in every database, since the index does not use its
features."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table

from crawler.store.schema import metadata

#: How far the index is: one row, none before the first search. Articles up to ``filled_to`` of ``fill_end`` are in it, and
#: events up to the place ``(batch, event_id)``. ``version`` is that of the terms and of the blocks.
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

#: A part of the index: ``articles`` are the rows of its articles, compressed, in the order of their numbers in the blocks.
search_segments = Table(
    "search_segments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),  # number of articles
    Column("articles", LargeBinary, nullable=False),
)

#: The terms of a segment from ``first`` to that of the next block, and in which articles each stands (`crawler.search.blocks`).
search_blocks = Table(
    "search_blocks",
    metadata,
    Column("segment_id", Integer, ForeignKey("search_segments.id"), primary_key=True, autoincrement=False),
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
