"""Articles as an Excel workbook: dates are dates, text is text and never a formula, and what a cell cannot hold is cut and said.

Excel's limits are those of its specification: 32,767 characters a cell, counted in UTF-16 units, and 1,048,576 rows a sheet.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from tempfile import TemporaryDirectory
from typing import Any, Final

from cleaners.files import replacing

#: The most UTF-16 units that a cell holds.
CELL_UNITS: Final = 32_767

#: The most rows of a sheet, with the heading row.
SHEET_ROWS: Final = 1_048_576

#: The columns if no fields are chosen: what a reader of a table asks for, the text last of the long ones.
COLUMNS: Final = (
    "date_published headline source authors section text url site article_id kicker deck abstract credits keywords images "
    "videos date_modified first_seen_at changed_at withdrawn_at revision language confidence flags"
).split()

#: The column that says what was cut; it stands last if no fields are chosen.
NOTE: Final = "note"

_DATES: Final = frozenset("date_published date_modified first_seen_at changed_at withdrawn_at fetched_at".split())
_WIDTHS: Final = {"headline": 48, "text": 60, "url": 40, "note": 40, "authors": 24, "credits": 24, "source": 18}
_WIDTH: Final = 14
_DATE_WIDTH: Final = 17

#: China has had one time, and no summer time, since 1992; the record's dates without a zone of their own are in it.
_SHANGHAI: Final = timezone(timedelta(hours=8))

#: The first year of Excel's calendar.
_FIRST_YEAR: Final = 1900

#: What XML cannot hold; the writer escapes control characters itself.
_NOT_XML: Final = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


class TooManyRowsError(Exception):
    """More articles than a sheet has rows."""


def write_workbook(records: Iterable[Mapping[str, Any]], output: str, fields: Sequence[str] | None = None) -> int:
    """Write records to an Excel file, which appears only when it is whole. ``fields`` are the columns; None is `COLUMNS` and
    `NOTE`. Memory does not grow with the rows. Returns the number of cells that were cut.

    Raises TooManyRowsError, OSError, ImportError if XlsxWriter is missing.
    """
    columns = [*COLUMNS, NOTE] if fields is None else list(fields)
    with _open_workbook(output) as book:
        sheet = _Sheet(book, columns)
        for record in records:
            sheet.write(record)
        sheet.finish()
    return sheet.cut


@contextmanager
def _open_workbook(output: str) -> Iterator[Any]:
    """A workbook in the place of a file. Its rows wait in a folder of their own, which goes whatever happens."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import XlsxFileError  # type: ignore[import-untyped]

    target = os.path.realpath(output)
    with replacing(target, mark=f".{os.getpid()}") as temporary, TemporaryDirectory(prefix="dute-") as folder:
        book = xlsxwriter.Workbook(temporary, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        try:
            yield book
            book.close()
        except XlsxFileError as error:  # it wraps what the file system said
            said = error.__context__
            raise (OSError(said.errno, said.strerror) if isinstance(said, OSError) else OSError(str(error))) from error
        finally:
            for sheet in book.worksheets():
                sheet._opt_close()  # a row that could not be written leaves its file open


class _Sheet:
    """The one sheet: a frozen heading row with a filter, then a row an article. ``cut`` counts the cells that were cut."""

    def __init__(self, book: Any, columns: Sequence[str]) -> None:
        self._columns = columns
        self._sheet = book.add_worksheet("articles")
        self._minute = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._rows = 1
        self.cut = 0
        heading = book.add_format({"bold": True})
        for place, name in enumerate(columns):
            self._sheet.set_column(place, place, _DATE_WIDTH if name in _DATES else _WIDTHS.get(name, _WIDTH))
            self._sheet.write_string(0, place, name, heading)
        self._sheet.freeze_panes(1, 0)

    def write(self, record: Mapping[str, Any]) -> None:
        """The next row. Raises TooManyRowsError."""
        if self._rows == SHEET_ROWS:
            raise TooManyRowsError
        notes: list[str] = []
        for place, name in enumerate(self._columns):
            if name == NOTE:  # the last column: the others have been written
                self._write_text(place, name, "; ".join(notes), [])
            else:
                self._write_cell(place, name, record[name], notes)
        self.cut += len(notes)
        self._rows += 1

    def finish(self) -> None:
        """The filter over all rows, which only now are counted."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _write_cell(self, place: int, name: str, value: Any, notes: list[str]) -> None:
        moment = read_moment(value) if name in _DATES else None
        if moment is not None:
            is_day = name.startswith("date_") and (moment.hour, moment.minute) == (0, 0)
            self._sheet.write_datetime(self._rows, place, moment, self._day if is_day else self._minute)
        elif isinstance(value, bool):
            self._sheet.write_boolean(self._rows, place, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._rows, place, value)
        else:
            self._write_text(place, name, flatten(value), notes)

    def _write_text(self, place: int, name: str, text: str, notes: list[str]) -> None:
        text = _as_text(text)
        kept = fit_cell(text)
        if len(kept) < len(text):
            notes.append(f"{name} cut: {len(kept)} of {len(text)} characters")
        if kept:
            self._sheet.write_string(self._rows, place, kept)


def read_moment(value: Any) -> datetime | None:
    """An ISO date as Shanghai's wall time, to the second, without a zone, as Excel has its dates; None for anything else, and
    for what lies before Excel's calendar."""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(_SHANGHAI).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if moment.year >= _FIRST_YEAR else None


def fit_cell(text: str) -> str:
    """As much of the beginning of a text as a cell holds; no character is cut in two."""
    if len(text) <= CELL_UNITS // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= 2 * CELL_UNITS else units[: 2 * CELL_UNITS].decode("utf-16-le", "ignore")


def flatten(value: Any) -> str:
    """A value of a record as the text of one cell: people and pictures are joined."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(flatten(item) for item in value)
    if isinstance(value, Mapping):
        return " ".join(flatten(part) for part in value.values() if part not in (None, []))
    return str(value)


def _as_text(text: str) -> str:
    """A text that the writer takes for one: it would put ``<r>…</r>`` into the file as markup."""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return f" {text}" if text.startswith("<r>") else text
