"""Tables of data: what their cells say is the writer's, however much a cell reads like a control, a caption or an hour.

Old pages are laid out with tables, so a table is one of data only if most of it is short cells without links, in rows of several.
"""

from collections.abc import Collection, Iterable, Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.prose import words_in_cells
from cleaners.rules import Rule
from cleaners.values import Block, Label

#: Most characters of a cell of data; a longer one is a column of a page that a table lays out.
MAX_CELL = 60

#: Fewest rows with two filled cells and more.
MIN_ROWS = 2

#: A column of so many dated rows is a programme, or a record: an article has one moment, and beside it that of its last change.
MIN_DATED = 3

#: Share of a table's characters that links may have, and of its cells that rules may take: menus are both.
MAX_LINKED, MAX_TAKEN = 0.4, 0.5

#: Lines that a cell of data has on average at most.
MAX_LINES = 2.0

#: A word that is a cell of data and looks like a control: no more characters, and no colon.
_MAX_WORD = 8

_COLONS = frozenset(":：")

# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_DATE, _LEGAL = Label.DATE, Label.LEGAL

#: What such a word is taken for by its rule.
_CONTROLS = frozenset(
    (Label.SHARE, Label.NAVIGATION, Label.COMMENT, Label.RECOMMENDATION, Label.FOOTER, Label.PROMO, Label.CREDIT)
)


class Cells:
    """The shown lines of one table, by their numbers, with those of long cells apart."""

    __slots__ = ("long", "short")

    def __init__(self) -> None:
        self.short: list[int] = []
        self.long: list[int] = []


def cells_of(blocks: Iterable[Block]) -> dict[int, Cells]:
    """The lines of every table, by the table's number. A line in a table within a cell is the inner one's."""
    found: dict[int, Cells] = {}
    for block in blocks:
        cell = block.cell
        if cell is None or block.hidden or not block.text:
            continue
        cells = found.get(cell[0])
        if cells is None:
            cells = found[cell[0]] = Cells()
        (cells.short if len(block.text) <= MAX_CELL else cells.long).append(block.number)
    return found


def is_data(cells: Cells, blocks: Sequence[Block], hits: Sequence[Rule | None] | None = None) -> bool:
    """Whether a table is one of data. ``hits`` are the rules of all blocks, None where they do not count."""
    short = cells.short
    if len(short) < 2 * MIN_ROWS or len(cells.long) * 4 > len(short):
        return False
    rows: dict[int, set[int]] = {}
    for number in short:
        cell = blocks[number].cell
        assert cell is not None
        rows.setdefault(cell[1], set()).add(cell[2])
    if sum(len(filled) > 1 for filled in rows.values()) < MIN_ROWS:
        return False
    if len(short) > MAX_LINES * sum(map(len, rows.values())):
        return False
    if sum(blocks[n].link_chars for n in short) > MAX_LINKED * sum(len(blocks[n].text) for n in short):
        return False
    return hits is None or sum(hits[n] is not None for n in short) <= MAX_TAKEN * len(short)


def without_words_of_data(blocks: tuple[Block, ...], hits: list[Rule | None]) -> list[Rule | None]:
    """The rules without those that take a word of a table of data for a control (编辑, 分享, 首页)."""
    taken: dict[int, list[int]] = {}  # by the table's number
    for number in words_in_cells(blocks, _MAX_WORD):
        hit, block = hits[number], blocks[number]
        if hit is not None and hit.label in _CONTROLS and block.cell is not None and not _COLONS & set(block.text):
            taken.setdefault(block.cell[0], []).append(number)
    if not taken:
        return hits
    tables = cells_of(blocks)
    words = {n for table, own in taken.items() if table in tables and is_data(tables[table], blocks, hits) for n in own}
    return without_hits(hits, words)


def without_hits(hits: list[Rule | None], numbers: Collection[int]) -> list[Rule | None]:
    """The rules that match each line, without those of some lines."""
    return [None if number in numbers else hit for number, hit in enumerate(hits)] if numbers else hits


def without_lines_of_rows(blocks: tuple[Block, ...], hits: list[Rule | None]) -> list[Rule | None]:
    """The rules without those that take what the rows of a table of data say for a fact about the article, or for the site's."""
    return _without_contacts(blocks, _without_dates(blocks, hits))


def _without_contacts(blocks: tuple[Block, ...], hits: list[Rule | None]) -> list[Rule | None]:
    """The rules without those that take a cell for a line of the site, where other cells of its table of data stand before it and
    behind: whom one calls about what the table lists. It would end the article there."""
    taken: dict[int, list[int]] = {}  # by the table's number
    for number, hit in enumerate(hits):
        if hit is not None and hit.label is _LEGAL and (cell := blocks[number].cell) is not None:
            taken.setdefault(cell[0], []).append(number)
    if not taken:
        return hits
    tables = cells_of(blocks)
    own: set[int] = set()
    for table, numbers in taken.items():
        free = [n for n in tables[table].short if hits[n] is None] if table in tables else []
        if free and is_data(tables[table], blocks, hits):
            own.update(n for n in numbers if free[0] < n < free[-1])
    return without_hits(hits, own)


def _without_dates(blocks: tuple[Block, ...], hits: list[Rule | None]) -> list[Rule | None]:
    """The rules without those that take the dates in a column of a table of data for the article's own."""
    columns: dict[tuple[int, int], list[int]] = {}
    for number, hit in enumerate(hits):
        if hit is not None and hit.label is _DATE and (cell := blocks[number].cell) is not None:
            columns.setdefault((cell[0], cell[2]), []).append(number)
    dated = {place: numbers for place, numbers in columns.items() if len(numbers) >= MIN_DATED}
    if not dated:
        return hits
    tables = cells_of(blocks)
    rows = {n for (table, _), own in dated.items() if table in tables and is_data(tables[table], blocks) for n in own}
    return without_hits(hits, rows)


def is_programme(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is a cell of a table of data with a column of days, from that line on: what is on each day, or was done
    then."""
    own = blocks[number].cell
    if own is None:
        return False
    end = number
    while end < len(blocks) and (cell := blocks[end].cell) is not None and cell[0] == own[0]:
        end += 1
    cells = cells_of(blocks[number:end]).get(own[0])
    if cells is None:
        return False
    days: dict[int, int] = {}
    for index in cells.short:
        cell = blocks[index].cell
        if cell is not None and read_date(blocks[index].text) is not None:
            days[cell[2]] = days.get(cell[2], 0) + 1
    return max(days.values(), default=0) >= MIN_DATED and is_data(cells, blocks)
