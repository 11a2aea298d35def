"""The positions of table cells: a cell that spans columns or rows moves those after and below it."""

from __future__ import annotations

from cleaners.reading.patterns import lazy

#: Maximum span of a cell in columns and rows, since a page may declare any number. HTML's limits are 1,000 and 65,534.
MAX_COLUMNS, MAX_ROWS = 100, 1_000

_NUMBER = lazy(r"\s*\+?(\d{1,6})")


def columns_of(value: str | None) -> int:
    """The column span in an attribute's value."""
    return min(MAX_COLUMNS, max(1, _number(value)))


def rows_of(value: str | None) -> int:
    """The row span in an attribute's value; 0 means all following rows."""
    number = _number(value)
    return MAX_ROWS if number == 0 else min(MAX_ROWS, max(1, number))


def _number(value: str | None) -> int:
    match = _NUMBER.match(value or "")
    return int(match.group(1)) if match is not None else 1


def place_cell(table: list[int], carried: dict[int, int] | None, rows: int, columns: int) -> dict[int, int] | None:
    """Place the next cell of a row after the previous one, skipping columns into which cells of earlier rows extend.

    ``table`` is the open table as [number, row, column], followed by the last cell's rows and columns if it spans any; it is
    updated to the new cell. ``carried`` maps a column to the last row covered by a cell in it; the return value includes the
    new cell.
    """
    row, column = table[1], table[2] + (table[4] if len(table) == 5 else 1)
    if carried is not None:
        while carried.get(column, -1) >= row:
            column += 1
    table[2:] = (column,) if rows == 1 and columns == 1 else (column, rows, columns)
    if rows > 1:
        carried = {} if carried is None else carried
        for place in range(column, column + columns):
            carried[place] = row + rows - 1
    return carried
