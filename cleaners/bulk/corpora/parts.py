"""The files of a corpus, written row by row: JSON lines, or Parquet with typed columns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.bulk.shards import write_lines
from cleaners.bulk.store import store_at

FORMATS = ("jsonl", "parquet")

#: Rows per row group: at 20 KB of memory per row, 20 MB.
_GROUP = 1_000

Row = Mapping[str, Any]


class ColumnsError(ValueError):
    """Rows whose columns differ from those of the first rows; the message names one such column."""


def write_part(out: str | os.PathLike[str], name: str, rows: Iterable[dict[str, Any]], schema: Any) -> int:
    """Write one file in the format that its suffix names; Parquet needs a ``schema`` (`schema_of`). Returns its size in bytes.
    Raises OSError, ColumnsError."""
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
    """The columns of rows as a ``pyarrow.Schema``: the record's columns with the types of its own schema, other columns with
    the types of their values in these rows. Raises MissingArrowError."""
    pa = pyarrow()
    known = {field.name: field.type for field in output_schema()}
    found = pa.Table.from_pylist(list(rows)).schema if rows else pa.schema([])
    names = dict.fromkeys(chain.from_iterable(rows))  # from_pylist would use only the names in the first row
    inferred = {field.name: field.type for field in found}
    return pa.schema([(name, known.get(name) or _filled(inferred.get(name, pa.null()), known)) for name in names])


def _filled(kind: Any, known: Mapping[str, Any]) -> Any:
    """An inferred type, with the record's own types for its fields, and strings for fields without a value."""
    pa = pyarrow()
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, known.get(field.name) or _filled(field.type, known)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(_filled(kind.value_type, known))
    return pa.string() if pa.types.is_null(kind) else kind


def _check(row: Row, schema: Any) -> None:
    """Raise ColumnsError for a column that pyarrow would drop silently."""
    names = set(schema.names)
    for name, value in row.items():
        inside = (
            {field.name for field in schema.field(name).type} if name in names and isinstance(value, dict) else None
        )
        if name not in names or (inside is not None and not inside.issuperset(value)):
            raise ColumnsError(
                f"the column {name} differs from that of the first rows: build a corpus from shards of one version"
            )
