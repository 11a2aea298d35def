"""Export stored articles, newest first, to JSONL, CSV, Parquet or Markdown."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cleaners.bulk.arrow import COLUMNS, pyarrow, record_schema
from cleaners.files import open_output
from crawler.archive.pictures import add_file_field

FORMATS = ("jsonl", "csv", "parquet", "markdown", "warc")  # the last by `crawler.archive.warc`

#: First characters that make a cell a formula in a spreadsheet (OWASP, CSV injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")

#: Rows per Parquet row group.
_ROWS = 1000


class ExportError(Exception):
    """An impossible export. The message says what to do."""


def export(rows: Iterable[Any], form: str, output: str | None) -> int:
    """Write rows of `list_articles` in a format to a file or folder; None is standard output. Returns the number of articles.

    Raises ExportError, OSError.
    """
    counted = _Counted(rows)
    if form == "markdown" and output is not None and (output.endswith(os.sep) or Path(output).is_dir()):
        _write_folder(counted, Path(output))
    elif form == "parquet":
        _write_parquet(counted, output)
    else:
        with open_output(output) as out:
            for piece in {"jsonl": _jsonl, "csv": _csv, "markdown": _markdown}[form](counted):
                out.write(piece)
    return counted.number


class _Counted:
    """Counts rows as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.number += 1
            yield row


def _jsonl(rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        yield row.record + "\n"


def _markdown(rows: Iterable[Any]) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield ("\n---\n\n" if place else "") + row.markdown + "\n"


def _csv(rows: Iterable[Any]) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for row in rows:
        record = json.loads(row.record)
        writer.writerow([_cell(record[name]) for name in COLUMNS])
        yield line.text


class _Line:
    """A file for `csv.writer` that holds the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _cell(value: Any) -> str:
    """One cell of a table. Lists are joined; a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list):
        return _cell("; ".join(_flat(item) for item in value))
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _flat(item: str | Mapping[str, Any]) -> str:
    if isinstance(item, str):
        return item
    return " ".join(str(part) for part in item.values() if part is not None)


def _write_folder(rows: Iterable[Any], folder: Path) -> None:
    """Write one file per article. Its name comes from numbers of the site and the store, never from the page."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        number = re.sub(r"\W", "_", row.article_id or "article", flags=re.ASCII)[:60]
        with open_output(str(folder / f"{number}-{row.id}.md")) as out:
            out.write(row.markdown + "\n")


def _write_parquet(rows: Iterable[Any], output: str | None) -> None:
    if output is None:
        raise ExportError("Parquet needs a file: --output FILE")
    pa = pyarrow()
    from pyarrow import parquet  # type: ignore[import-untyped]

    schema = add_file_field(record_schema())
    temporary = Path(output).with_name(f".{Path(output).name}.{os.getpid()}.part")
    try:
        with parquet.ParquetWriter(temporary, schema, compression="zstd") as writer:
            for batch in _batches(rows):
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(output)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _batches(rows: Iterable[Any]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(json.loads(row.record))
        if len(batch) == _ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
