"""Export stored articles, newest first, to JSONL, CSV, Excel, Parquet or Markdown."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cleaners.bulk.arrow import COLUMNS, pyarrow, record_schema
from cleaners.files import open_output
from crawler.archive.pictures import add_file_field
from crawler.archive.workbook import SHEET_ROWS, TooManyRowsError, flatten, write_workbook

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "markdown", "warc")  # warc is written by `crawler.archive.warc`

#: Facts that the store adds to an article's record, in every export.
KNOWN = ("first_seen_at", "changed_at", "withdrawn_at", "revision", "fetched_at")

#: All fields of an export, in order.
FIELDS = (*COLUMNS, *KNOWN)

#: First characters that make a cell a formula in a spreadsheet (OWASP, CSV injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")

#: Formats that need a seekable file. A pipe, device or folder cannot hold them, and is never replaced by a file.
_WHOLE = {"xlsx": "an Excel workbook", "parquet": "Parquet"}

#: The byte order mark by which spreadsheets recognise UTF-8; without it, Excel assumes the system's legacy encoding.
_BYTE_ORDER_MARK = "\ufeff"

#: Rows per Parquet row group.
_ROWS = 1000


class ExportError(Exception):
    """An impossible export. The message says what to do."""


class Written(NamedTuple):
    """The result of an export: the number of articles, and of cells cut to Excel's maximum length."""

    articles: int
    cut: int = 0


def export(
    rows: Iterable[Any], form: str, output: str | None, fields: Sequence[str] | None = None, *, mark: bool = True
) -> Written:
    """Write rows of `choose_articles` in a format to a file or folder; None is standard output. ``fields`` selects and orders
    names from `FIELDS`; None means all, or for a workbook its default columns. ``mark`` begins a CSV file with a byte order
    mark, but never standard output, a pipe or a device. Returns when everything is on disk or was passed to the reader.

    Raises ExportError, OSError.
    """
    if fields is not None and form == "markdown":
        raise ExportError("Markdown has no fields to select")
    if form in _WHOLE and not _is_file(output):
        raise ExportError(f"{_WHOLE[form]} needs a file: --output FILE")
    counted = _Counted(rows)
    cut = 0
    if form == "markdown" and output is not None and (output.endswith(os.sep) or Path(output).is_dir()):
        _write_folder(counted, Path(output))
    elif form == "parquet" and output is not None:
        _write_parquet(counted, output, fields or FIELDS)
    elif form == "xlsx" and output is not None:
        cut = _write_workbook(counted, output, fields)
    else:
        with open_output(output) as out:
            if form == "csv" and mark and _is_file(output):
                out.write(_BYTE_ORDER_MARK)
            for piece in _pieces(counted, form, fields):
                out.write(piece)
            out.flush()
    return Written(counted.number, cut)


def exported_record(row: Any) -> dict[str, Any]:
    """An article as exports contain it: its record, and the facts that the store adds."""
    return {**json.loads(row.record), **{name: getattr(row, name) for name in KNOWN}}


def _pieces(rows: Iterable[Any], form: str, fields: Sequence[str] | None) -> Iterator[str]:
    if form == "jsonl":
        return _jsonl(rows, fields)
    return _csv(rows, fields or FIELDS) if form == "csv" else _markdown(rows)


class _Counted:
    """Counts rows while they are iterated over."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.number += 1
            yield row


def _jsonl(rows: Iterable[Any], fields: Sequence[str] | None) -> Iterator[str]:
    for row in rows:
        if fields is None:  # the stored record is JSON already
            known = json.dumps({name: getattr(row, name) for name in KNOWN}, ensure_ascii=False)
            yield f"{row.record[:-1]}, {known[1:]}\n"
        else:
            record = exported_record(row)
            yield json.dumps({name: record[name] for name in fields}, ensure_ascii=False) + "\n"


def _markdown(rows: Iterable[Any]) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield ("\n---\n\n" if place else "") + _with_known(row) + "\n"


def _with_known(row: Any) -> str:
    """The Markdown of an article, below a comment with the facts that the store adds."""
    known = "; ".join(f"{name}: {getattr(row, name)}" for name in KNOWN if getattr(row, name) is not None)
    return f"<!-- {known} -->\n\n{row.markdown}"


def _csv(rows: Iterable[Any], fields: Sequence[str]) -> Iterator[str]:
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(fields)
    yield line.text
    for row in rows:
        record = exported_record(row)
        writer.writerow([_cell(record[name]) for name in fields])
        yield line.text


class _Line:
    """A file for `csv.writer` that keeps only the last line."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _cell(value: Any) -> str:
    """One cell of a table. Lists are joined; a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return _cell(flatten(value))
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _is_file(output: str | None) -> bool:
    """Whether the output is a regular file, not standard output, a pipe or a device."""
    return output is not None and (not os.path.exists(output) or os.path.isfile(output))


def _write_workbook(rows: Iterable[Any], output: str, fields: Sequence[str] | None) -> int:
    try:
        return write_workbook(map(exported_record, rows), output, fields)
    except TooManyRowsError:
        raise ExportError(
            f"more than {SHEET_ROWS - 1:,} articles do not fit in an Excel sheet. Select fewer (--site, --since, --until), "
            "or export csv or parquet"
        ) from None


def _write_folder(rows: Iterable[Any], folder: Path) -> None:
    """Write one file per article, named by numbers of the site and the store, never by text from the page."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        number = re.sub(r"\W", "_", row.article_id or "article", flags=re.ASCII)[:60]
        with open_output(str(folder / f"{number}-{row.id}.md")) as out:
            out.write(_with_known(row) + "\n")


def _write_parquet(rows: Iterable[Any], output: str, fields: Sequence[str]) -> None:
    pa = pyarrow()
    from pyarrow import parquet  # type: ignore[import-untyped]

    schema = _parquet_schema(fields)
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


def _parquet_schema(fields: Sequence[str]) -> Any:
    pa = pyarrow()
    types = {field.name: field.type for field in add_file_field(record_schema())}
    types |= {name: pa.int32() if name == "revision" else pa.string() for name in KNOWN}
    return pa.schema([(name, types[name]) for name in fields])


def _batches(rows: Iterable[Any]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(exported_record(row))
        if len(batch) == _ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
