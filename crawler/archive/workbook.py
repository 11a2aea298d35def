"""Articles as an Excel workbook: dates are dates, text is never a formula, and the note says what was cut to fit a cell.

Excel's limits are those of its specification: 32,767 characters per cell, counted in UTF-16 units, and 1,048,576 rows per
sheet.
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

#: Maximum length of a cell's text, in UTF-16 units.
CELL_UNITS: Final = 32_767

#: Maximum number of rows in a sheet, including the heading row.
SHEET_ROWS: Final = 1_048_576

#: The default columns, in the order in which readers of a table need them; the text is the last of the long ones.
COLUMNS: Final = (
    "date_published headline source authors section text url site article_id kicker deck abstract credits keywords images "
    "videos date_modified first_seen_at changed_at withdrawn_at revision language confidence flags"
).split()

#: The column that lists the cuts; the last one by default.
NOTE: Final = "note"

_DATES: Final = frozenset("date_published date_modified first_seen_at changed_at withdrawn_at fetched_at".split())
_WIDTHS: Final = {"headline": 48, "text": 60, "url": 40, "note": 40, "authors": 24, "credits": 24, "source": 18}
_WIDTH: Final = 14
_DATE_WIDTH: Final = 17

#: China has a single time zone, without summer time since 1992; dates of a record without a zone are in it.
_SHANGHAI: Final = timezone(timedelta(hours=8))

#: The first year of Excel's calendar.
_FIRST_YEAR: Final = 1900

#: Characters that XML does not allow; the writer itself escapes control characters.
_NOT_XML: Final = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


class TooManyRowsError(Exception):
    """More articles than a sheet has rows."""


def write_workbook(records: Iterable[Mapping[str, Any]], output: str, fields: Sequence[str] | None = None) -> int:
    """Write records to an Excel file, which appears when it is complete. ``fields`` are the columns; None means `COLUMNS` and
    `NOTE`. Memory use does not grow with the number of rows. Returns the number of cells that were cut.

    Raises TooManyRowsError, OSError, and ImportError if XlsxWriter is missing.
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
    """A workbook that becomes a file. Its rows are stored in a temporary folder, which is removed in any case."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import XlsxFileError  # type: ignore[import-untyped]

    target = os.path.realpath(output)
    with replacing(target, mark=f".{os.getpid()}") as temporary, TemporaryDirectory(prefix="dute-") as folder:
        book = xlsxwriter.Workbook(temporary, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        try:
            yield book
            book.close()
        except XlsxFileError as error:  # it wraps an OSError
            said = error.__context__
            raise (OSError(said.errno, said.strerror) if isinstance(said, OSError) else OSError(str(error))) from error
        finally:
            for sheet in book.worksheets():
                sheet._opt_close()  # a failed row leaves its file open


class _Sheet:
    """The only sheet: a frozen heading row with a filter, then one row per article. ``cut`` is the number of cells that were
    cut."""

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
        """Write the next row. Raises TooManyRowsError."""
        if self._rows == SHEET_ROWS:
            raise TooManyRowsError
        notes: list[str] = []
        for place, name in enumerate(self._columns):
            if name == NOTE:  # the note comes after all other columns
                self._write_text(place, name, "; ".join(notes), [])
            else:
                self._write_cell(place, name, record[name], notes)
        self.cut += len(notes)
        self._rows += 1

    def finish(self) -> None:
        """Set the filter over all rows, whose number is known only now."""
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
    """An ISO date as local time in Shanghai, to the second, without a zone, as Excel stores dates; None for anything else, and
    for dates before Excel's calendar."""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(_SHANGHAI).replace(tzinfo=None)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0) if moment.year >= _FIRST_YEAR else None


def fit_cell(text: str) -> str:
    """The longest beginning of a text that fits into a cell; no character is split."""
    if len(text) <= CELL_UNITS // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= 2 * CELL_UNITS else units[: 2 * CELL_UNITS].decode("utf-16-le", "ignore")


def flatten(value: Any) -> str:
    """A value of a record as the text of one cell: lists of people and pictures are joined."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(flatten(item) for item in value)
    if isinstance(value, Mapping):
        return " ".join(flatten(part) for part in value.values() if part not in (None, []))
    return str(value)


def _as_text(text: str) -> str:
    """A text that the writer treats as plain: it would write ``<r>…</r>`` to the file as markup."""
    text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return f" {text}" if text.startswith("<r>") else text
