"""The files of a corpus, written row by row: JSON lines, or Parquet, whose columns have types of their own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.bulk.shards import write_lines
from cleaners.bulk.store import store_at

FORMATS = ("jsonl", "parquet")

#: Rows of a row group: at 20 KB a row in memory these are 20 MB.
_GROUP = 1_000

Row = Mapping[str, Any]


class ColumnsError(ValueError):
    """Rows whose columns are not those of the first ones; the message names one."""


def write_part(out: str | os.PathLike[str], name: str, rows: Iterable[dict[str, Any]], schema: Any) -> int:
    """Write one file by the ending of its name; ``schema`` is that of `schema_of`, for Parquet. Returns its bytes. Raises
    OSError, ColumnsError."""
    if not name.endswith(".parquet"):
        return write_lines(out, name, rows)

    def write(file: IO[bytes]) -> None:
        from pyarrow import parquet  # type: ignore[import-untyped]

        with parquet.ParquetWriter(file, schema, compression="zstd") as table:
            for group in _groups(iter(rows)):
                for row in group:
                    _check(row, schema)
                table.write_table(pyarrow().Table.from_pylist(group, schema=schema))

    return store_at(out).write(name, write)


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def schema_of(rows: Sequence[Row]) -> Any:
    """The columns of rows as a ``pyarrow.Schema``: the record's with the types of its own schema, the others as they stand in
    these rows. Raises MissingArrowError."""
    pa = pyarrow()
    known = {field.name: field.type for field in output_schema()}
    found = pa.Table.from_pylist(list(rows)).schema if rows else pa.schema([])
    names = dict.fromkeys(chain.from_iterable(rows))  # from_pylist takes those of the first row
    inferred = {field.name: field.type for field in found}
    return pa.schema([(name, known.get(name) or _filled(inferred.get(name, pa.null()), known)) for name in names])


def _filled(kind: Any, known: Mapping[str, Any]) -> Any:
    """A type as it was inferred, with the record's own fields in it as they are, and strings where nothing stood."""
    pa = pyarrow()
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, known.get(field.name) or _filled(field.type, known)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(_filled(kind.value_type, known))
    return pa.string() if pa.types.is_null(kind) else kind


def _check(row: Row, schema: Any) -> None:
    """Raise ColumnsError for a column that would be left out without a word."""
    names = set(schema.names)
    for name, value in row.items():
        inside = (
            {field.name for field in schema.field(name).type} if name in names and isinstance(value, dict) else None
        )
        if name not in names or (inside is not None and not inside.issuperset(value)):
            raise ColumnsError(
                f"the column {name} differs from that of the first rows: build a corpus from shards of one version"
            )
