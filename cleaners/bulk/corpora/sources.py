"""The shards that a corpus is made from, local or remote: their list, and their rows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from cleaners.bulk.pages import ReadError
from cleaners.bulk.places import PlaceError, fault_of, is_file, is_folder, is_remote, local_path, open_input, reaching
from cleaners.bulk.store import store_at
from cleaners.extras import require

#: Rows of Parquet read at a time.
_ROWS = 256

_FORMS = (".parquet", ".jsonl")


def list_shards(sources: Sequence[str]) -> list[str]:
    """The addresses of the given shards, with each folder replaced by the shards in it. Raises ReadError for a source without
    shards, and MissingExtraError."""
    files: list[str] = []
    for source in sources:
        try:
            found = _shards_at(source)
        except OSError as error:
            raise ReadError(fault_of(source, error)) from error
        if not found and not is_remote(source) and not os.path.exists(local_path(source)):
            raise ReadError(f"{source}: no such file or folder")
        if not found:
            raise ReadError(f"{source}: contains no shards (part-*.parquet or part-*.jsonl, as written by dute batch)")
        files += found
    return files


def _shards_at(source: str) -> list[str]:
    if not is_folder(source):
        return [source] if is_file(source) else []
    parts = [name for name in store_at(source).names() if name.startswith("part-")]
    return [f"{source.rstrip('/')}/{name}" for form in _FORMS for name in parts if name.endswith(form)]


def rows_of(place: str) -> Iterator[dict[str, Any]]:
    """The rows of one shard, as a stream. Raises ReadError, MissingExtraError."""
    for row in _read_shard(place):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "is_article" not in row:
            raise ReadError(f"{place}: not rows of articles (expected columns text and is_article)")
        yield row


def _read_shard(place: str) -> Iterator[Any]:
    is_parquet = place.lower().endswith(".parquet")
    if is_parquet:
        require(f"{place}: Parquet", "parquet")
    with open_input(place) as raw:
        try:
            with reaching(place):
                if is_parquet:
                    yield from _rows_of_parquet(raw)
                else:
                    yield from _rows_of_lines(raw, place)
        except OSError as error:
            raise ReadError(fault_of(place, error)) from error


def _rows_of_lines(raw: Any, place: str) -> Iterator[Any]:
    for number, line in enumerate(raw, 1):
        try:
            yield json.loads(line.decode("utf-8"))
        except ValueError as error:
            raise PlaceError(f"{place}: line {number} is not JSON, so this is no shard of dute batch") from error


def _rows_of_parquet(raw: Any) -> Iterator[Any]:
    from pyarrow import parquet  # type: ignore[import-untyped]

    for batch in parquet.ParquetFile(raw, pre_buffer=False).iter_batches(_ROWS, use_threads=False):
        yield from batch.to_pylist()
