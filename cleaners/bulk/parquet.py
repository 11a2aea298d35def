"""Parquet → pages, from any row on, as far as the row groups allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cleaners.bulk.batch import BatchError, read_rows
from cleaners.bulk.pages import NAMES, WHOLE, Position, ReadError, SourcePage, Span
from cleaners.bulk.places import open_input, size_of_file
from cleaners.extras import require

#: Rows held in memory at a time: a page may have megabytes.
_ROWS = 64

#: Minimum number of rows per span, and the maximum size of a row group for splitting its file. A row group can only be read
#: from its beginning, so that several processes would read the same rows of a large one.
_MIN_ROWS, _MAX_ROWS = 64, 4_000


def read_parquet(path: str, position: Position, span: Span = WHOLE) -> Iterator[SourcePage]:
    """The rows of a Parquet file with the columns of `cleaners.bulk.batch`; ``html`` or ``body`` may stand for ``content``, and
    ``time`` for ``fetched_at``. Raises ReadError, MissingExtraError."""
    require(f"{path}: Parquet", "parquet")
    from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]

    with open_input(path) as raw:
        size = size_of_file(path)
        try:
            file = parquet.ParquetFile(raw, pre_buffer=False)
            named = _named(file.schema_arrow.names)
            position.first = done = span.start
            total = file.metadata.num_rows
            for group, skipped in _groups(file.metadata, span):
                for found in file.iter_batches(
                    _ROWS, row_groups=[group], columns=list(named) or None, use_threads=False
                ):
                    batch = found.rename_columns([named.get(name, name) for name in found.schema.names])
                    rows = batch.slice(min(skipped, batch.num_rows))
                    skipped -= batch.num_rows - rows.num_rows
                    yield from read_rows(rows if span.end is None else rows.slice(0, span.end - done))
                    done += rows.num_rows
                    position.bytes = size * done // max(1, total)
            position.next = min(total, span.end) if span.end is not None else total
        except (ArrowException, BatchError, OSError, ValueError) as error:
            raise ReadError(f"{path}: {error}") from error


def _named(there: Sequence[str]) -> dict[str, str]:
    """The columns of pages in a table: our name for each, by the table's. Raises BatchError if a column is there twice."""
    if twice := [alias for aliases in NAMES.values() for alias in aliases if there.count(alias) > 1]:
        raise BatchError(f"two columns are called {twice[0]}")
    known = {name: next((alias for alias in NAMES[name] if alias in there), None) for name in NAMES}
    return {alias: name for name, alias in known.items() if alias is not None}


def _groups(metadata: Any, span: Span) -> Iterator[tuple[int, int]]:
    """The row groups that contain rows of a span, each with the number of its rows before the span."""
    first = 0
    for group in range(metadata.num_row_groups):
        count = metadata.row_group(group).num_rows
        if first + count > span.start and (span.end is None or first < span.end):
            yield group, max(0, span.start - first)
        first += count


def spans_of_parquet(path: str, start: int) -> Iterator[Span] | None:
    """The rows from ``start`` on, in spans of whole row groups; None if a row group is too large for that. Raises ReadError."""
    require(f"{path}: Parquet", "parquet")
    from pyarrow import ArrowException, parquet

    with open_input(path) as raw:
        try:
            metadata = parquet.ParquetFile(raw, pre_buffer=False).metadata
        except (ArrowException, OSError, ValueError) as error:
            raise ReadError(f"{path}: {error}") from error
        counts = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    if max(counts, default=0) > _MAX_ROWS:
        return None
    return _joined(counts, start)


def _joined(counts: list[int], start: int) -> Iterator[Span]:
    begin, end = start, 0
    for count in counts:
        end += count
        if end - begin >= _MIN_ROWS:
            yield Span(begin, end)
            begin = end
    if end > begin:
        yield Span(begin, end)
