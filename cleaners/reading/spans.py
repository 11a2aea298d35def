"""Where the cells of a table stand: a cell that spans columns or rows moves those behind and below it."""

from __future__ import annotations

from cleaners.reading.patterns import lazy

#: A cell spans at most so many columns and rows: a page may say any number. HTML has 1,000 and 65,534.
MAX_COLUMNS, MAX_ROWS = 100, 1_000

_NUMBER = lazy(r"\s*\+?(\d{1,6})")


def columns_of(value: str | None) -> int:
    """How many columns an attribute says."""
    return min(MAX_COLUMNS, max(1, _number(value)))


def rows_of(value: str | None) -> int:
    """How many rows an attribute says; 0 means all that follow."""
    number = _number(value)
    return MAX_ROWS if number == 0 else min(MAX_ROWS, max(1, number))


def _number(value: str | None) -> int:
    match = _NUMBER.match(value or "")
    return int(match.group(1)) if match is not None else 1


def place_cell(table: list[int], carried: dict[int, int] | None, rows: int, columns: int) -> dict[int, int] | None:
    """Put the next cell of a row behind the one before it, past the columns that cells of rows above reach down into.

    ``table`` is the open table's number, row and column, with the last cell's rows and columns behind them where that spans;
    it is changed to the new cell's. ``carried`` has for a column the last row that such a cell takes; it comes back with
    the new cell's.
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
