"""Tables of data: a cell that a rule took for a control, a table that stands right behind the text and belongs to it.

A grid is rows of several short cells without links, as a ``<table>`` or as elements of the same look under each other. Behind the
text it is the article's where the last line announces it, or where the text speaks of what is in its cells. A table is a grid
from `MIN_ROWS` rows of several cells on; elements that only look alike are one from `MANY` on.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.evidence.tables import MAX_CELL, MIN_ROWS
from cleaners.evidence.titles import key
from cleaners.judgement.measures import MANY
from cleaners.judgement.second.seen import Seen
from cleaners.reading.han import is_han
from cleaners.rules import Where
from cleaners.values import TEXT_LABELS, Block, Label

#: So many cells of a grid stand again in the text that speaks of it.
MIN_NAMED = 2

#: Characters of a table's title, and of the line that announces it, at most.
MAX_TITLE, MAX_ANNOUNCED = 40, 120

#: How a line ends or begins that announces a table or is its title, and how a note under one begins.
_ANNOUNCES = ("：", ":", "表", "名单", "名單", "一览", "一覽", "如下", "如下。", "目录", "明细")
_OPENS = ("附：", "附:", "附件", "附表", "附录", "附名单", "表1", "表一", "表 1")
_NOTES = ("注：", "注:", "备注", "说明：", "数据来源", "资料来源", "單位：", "单位：")

#: Labels that a rule gives to controls; a cell of data has none of them.
_CONTROLS = frozenset({Label.SHARE, Label.NAVIGATION})


class Grid(NamedTuple):
    """The blocks ``first``..``end`` (excluded) of a grid, and the numbers of its cells by rows."""

    first: int
    end: int
    rows: Sequence[Sequence[int]]


def find_grid_lines(seen: Seen) -> list[int]:
    """The cells that a grid inside the text has lost, and the lines of a grid right behind it."""
    if not seen.text:
        return []
    return _lost_cells(seen) + _behind(seen)


def _lost_cells(seen: Seen) -> list[int]:
    """Cells without a link that rules took for controls, in tables of data most of which is text."""
    blocks, verdicts = seen.blocks, seen.verdicts
    lost: list[int] = []
    if not [number for number in seen.text if blocks[number].cell is not None]:
        return lost
    controls = [blocks[number].cell for label in _CONTROLS for number in seen.labelled.places_of(label)]
    tables = {cell[0] for cell in controls if cell is not None}
    done = -1
    for index in range(seen.text[0], seen.text[-1] + 1) if tables else ():
        cell = blocks[index].cell
        if cell is None or cell[0] == done or cell[0] not in tables or verdicts[index].label not in TEXT_LABELS:
            continue
        done = cell[0]
        grid = _table_from(seen, index)
        cells = [number for row in grid.rows for number in row]
        cut = [number for number in cells if verdicts[number].label not in TEXT_LABELS]
        if cut and len(cut) * 2 < len(cells) and _is_data(seen, grid, MIN_ROWS):
            lost += [number for number in cut if verdicts[number].label in _CONTROLS]
    return lost


def _behind(seen: Seen) -> list[int]:
    """The lines of a grid right behind the text that is the article's, its title above it and its note below."""
    lines = _shown_from(seen, seen.text[-1] + 1)
    first = next(lines, None)
    title: list[int] = []
    if first is not None and _is_title(seen, first):
        title, first = [first], next(lines, None)
    if first is None or seen.columns.of(first) in (0, -1):
        return []
    is_announced = bool(title) or _announces(seen.blocks[seen.text[-1]].text) or _is_of_headline(seen, first)
    grid = _grid_from(seen, first, is_announced)
    if grid is None or not (is_announced or _is_spoken_of(seen, grid)):
        return []
    cells = [number for row in grid.rows for number in row]
    note = next(_shown_from(seen, grid.end), None)
    is_note = note is not None and seen.is_placed(note) and seen.blocks[note].text.startswith(_NOTES)
    return [*title, *cells, *([note] if is_note and note is not None else [])]


def _shown_from(seen: Seen, index: int) -> Iterator[int]:
    blocks = seen.blocks
    return (number for number in range(index, len(blocks)) if blocks[number].text and not blocks[number].hidden)


def _is_title(seen: Seen, index: int) -> bool:
    block = seen.blocks[index]
    is_short = block.cell is None and len(block.text) <= MAX_TITLE and not block.link_chars
    return is_short and seen.is_placed(index) and _announces(block.text)


def _announces(line: str) -> bool:
    return len(line) <= MAX_ANNOUNCED and (line.endswith(_ANNOUNCES) or line.startswith(_OPENS))


def _is_of_headline(seen: Seen, first: int) -> bool:
    """Whether a block is a cell, and the headline ends as what announces a table: a list of names."""
    headline = seen.labelled.headline
    return headline is not None and seen.blocks[first].cell is not None and _announces(seen.blocks[headline].text)


def _grid_from(seen: Seen, first: int, is_announced: bool) -> Grid | None:
    """The grid that begins at a block; None where there is none. One of elements that only look alike must be announced."""
    if seen.blocks[first].cell is not None:
        grid, rows = _table_from(seen, first), MIN_ROWS
    elif is_announced:
        grid, rows = _alike_from(seen, first), MANY
    else:
        return None
    is_first = grid.first == first and len(grid.rows) >= rows
    return grid if is_first and _is_data(seen, grid, rows) and not _is_index(seen, grid) else None


def _table_from(seen: Seen, index: int) -> Grid:
    """The table that holds a block, from its first shown cell on."""
    blocks = seen.blocks
    number = _table_of(blocks, index)
    first = index
    while first and (_table_of(blocks, first - 1) == number or not blocks[first - 1].text):
        first -= 1
    rows: dict[int, list[int]] = {}
    end = index
    for place in range(first, len(blocks)):
        cell = blocks[place].cell
        if cell is None or cell[0] != number:
            if blocks[place].text:
                break
            continue
        if blocks[place].text and not blocks[place].hidden:
            rows.setdefault(cell[1], []).append(place)
        end = place + 1
    shown = list(rows.values())
    return Grid(shown[0][0] if shown else index, end, shown)


def _table_of(blocks: Sequence[Block], index: int) -> int:
    cell = blocks[index].cell
    return -1 if cell is None else cell[0]


def _alike_from(seen: Seen, first: int) -> Grid:
    """The rows that begin at a block: elements of one look right under each other, each with as many lines as the first."""
    containers, blocks = seen.outline.containers, seen.blocks
    row = blocks[first].container
    while row > 0 and containers.end[row] - containers.first[row] < 2:
        row = containers.parent[row]
    rows: list[list[int]] = []
    end = first
    if row > 0 and containers.first[row] == first:
        look, parent = containers.look(row), containers.parent[row]
        for element in range(row, len(containers.parent)):
            if containers.parent[element] != parent or containers.first[element] != end:
                continue
            lines = [index for index in range(end, containers.end[element]) if blocks[index].text]
            if containers.look(element) != look or (rows and len(lines) != len(rows[0])):
                break
            rows.append(lines)
            end = containers.end[element]
    return Grid(first, end, rows)


def _is_data(seen: Seen, grid: Grid, least: int) -> bool:
    """Whether so many rows have several cells, and all cells are short, shown, and no links."""
    cells = [seen.blocks[number] for row in grid.rows for number in row]
    if any(block.link_chars or block.hidden or len(block.text) > MAX_CELL for block in cells):
        return False
    return sum(len(row) > 1 for row in grid.rows) >= least


def _is_index(seen: Seen, grid: Grid) -> bool:
    """Whether a table gives the particulars of the document itself: its title, its date, labels that end in a colon."""
    cells = [number for row in grid.rows for number in row]
    headline = seen.labelled.headline
    title = key(seen.blocks[headline].text) if headline is not None else ""
    if any(key(seen.blocks[number].text) == title for number in cells):
        return True
    hits = [hit for number in cells if (hit := seen.hits[number]) is not None]
    facts = sum(hit.where is Where.HEAD and hit.label is not Label.SHARE for hit in hits)
    labels = sum(seen.blocks[number].text.endswith(("：", ":")) for number in cells)
    return facts + labels >= MIN_NAMED


def _is_spoken_of(seen: Seen, grid: Grid) -> bool:
    """Whether the text speaks of what stands in the cells of a grid."""
    text = "\n".join([seen.blocks[index].text for index in seen.text])
    named = {cell for row in grid.rows for number in row if _is_name(cell := seen.blocks[number].text) and cell in text}
    return len(named) >= MIN_NAMED


def _is_name(cell: str) -> bool:
    return len(cell) > 1 and is_han(cell[0]) and is_han(cell[-1])
