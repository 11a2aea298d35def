"""The blocks of an article → its parts: which blocks are shown, and which belong together (lists, quotes, tables).

Markdown and HTML both render these parts, each in its own syntax.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cleaners.values import TEXT_LABELS, Block, Label, Mark

if TYPE_CHECKING:
    from cleaners.article import Article

_MEDIA = ("image", "video")


class Part(NamedTuple):
    """A piece of an article.

    ``kind`` is ``paragraph``, ``heading``, ``pre``, ``image`` or ``video`` and holds one block, or ``item``, ``quote``
    or ``table`` and holds a run of them.
    """

    kind: str
    blocks: tuple[Block, ...]


class Item(NamedTuple):
    """One list item: its nesting depth from 1, whether its list is numbered, and its lines."""

    depth: int
    ordered: bool
    lines: list[Block]


def arrange(article: Article) -> list[Part]:
    """The visible parts of the article, in reading order. Linear in its blocks."""
    blocks = shown_blocks(article)
    parts: list[Part] = []
    position = 0
    table_end = 0
    while position < len(blocks):
        if position >= table_end and blocks[position].cell is not None:
            table_end, is_data = _read_table(blocks, position)
            if is_data:
                run = blocks[position:table_end]
                parts += [Part("paragraph", (block,)) for block in run if block.cell is not None and block.cell[1] < 0]
                run = tuple(block for block in run if block.cell is None or block.cell[1] >= 0)
                parts.append(Part("table", tuple(block for block in run if block.kind not in _MEDIA)))
                parts += [Part(block.kind, (block,)) for block in run if block.kind in _MEDIA]
                position = table_end
                continue
        kind = _part_kind(blocks[position])
        end = position + 1
        if kind in ("item", "quote"):
            while end < len(blocks) and _part_kind(blocks[end]) == kind:
                end += 1
        parts.append(Part(kind, blocks[position:end]))
        position = end
    return parts


def plain_blocks(article: Article) -> tuple[Block, ...]:
    """Blocks made from the text, pictures and videos of an article without blocks."""
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    blocks = [Block(0, line, label=Label.BODY, rule=article.extractor) for line in lines]
    blocks += [Block(0, "", "image", image=image, label=Label.IMAGE) for image in article.images]
    blocks += [Block(0, "", "video", video=video, label=Label.VIDEO) for video in article.videos]
    return tuple(block._replace(number=index) for index, block in enumerate(blocks))


def heading_level(block: Block) -> int:
    """The level of a heading, from 2 to 6: only the headline has level 1."""
    return min(6, max(2, block.level)) if block.kind == "heading" else 2


class Cell(NamedTuple):
    """A cell of a table: its lines, and the number of visible rows and columns that it spans."""

    lines: list[Block]
    rows: int = 1
    columns: int = 1


def arrange_cells(blocks: Iterable[Block]) -> list[list[Cell | None]]:
    """A table's cells by row and column, with None for positions covered by a spanning cell. Rows and columns in which no cell
    begins are left out, so that every row has the same number of positions."""
    table: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.cell is not None:
            table.setdefault((block.cell[1], block.cell[2]), []).append(block)
    rows, columns = sorted({row for row, _ in table}), sorted({column for _, column in table})
    row_at, column_at = ({place: number for number, place in enumerate(places)} for places in (rows, columns))
    grid: list[list[Cell | None]] = [[Cell([]) for _ in columns] for _ in rows]
    taken: set[tuple[int, int]] = set()
    for (row, column), lines in sorted(table.items()):
        across, down = _span_of(lines[0])
        down = bisect_left(rows, row + down) - row_at[row]
        across = bisect_left(columns, column + across) - column_at[column]
        for place in ((r, c) for r in range(down) for c in range(across)):
            spot = (row_at[row] + place[0], column_at[column] + place[1])
            if place == (0, 0):
                grid[spot[0]][spot[1]] = Cell(lines, down, across)
            elif (rows[spot[0]], columns[spot[1]]) not in table and spot not in taken:
                grid[spot[0]][spot[1]] = None
            taken.add(spot)
    return grid


def _span_of(block: Block) -> tuple[int, int]:
    """The number of columns and rows that a line's cell spans."""
    cell = block.cell
    return (cell[4], cell[3]) if cell is not None and len(cell) == 5 else (1, 1)


def arrange_rows(blocks: Iterable[Block]) -> list[list[list[Block]]]:
    """A table's lines by row and column. A spanning cell is repeated in each of its positions, so that every value stands under
    its heading."""
    grid = arrange_cells(blocks)
    rows: list[list[list[Block]]] = [[cell.lines if cell is not None else [] for cell in row] for row in grid]
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell is None or (cell.rows == 1 and cell.columns == 1):
                continue
            for down in range(number, number + cell.rows):
                for across in range(column, column + cell.columns):
                    if grid[down][across] is None:
                        rows[down][across] = cell.lines
    return rows


def with_title_apart(blocks: Sequence[Block]) -> tuple[list[Block], list[list[list[Block]]]]:
    """The lines of a title row and the other rows. A title row is a first row with a single cell across the whole table; it
    must be separate because Markdown takes the first row of a table as the column headings."""
    grid = arrange_cells(blocks)
    if len(grid) < 3 or grid[0].count(None) != len(grid[0]) - 1 or len(grid[0]) < 2:
        return [], arrange_rows(blocks)
    top = grid[0][0]
    assert top is not None
    if top.rows > 1:
        return [], arrange_rows(blocks)
    title = {block.number for block in top.lines}
    return top.lines, arrange_rows([block for block in blocks if block.number not in title])


def arrange_items(blocks: Iterable[Block]) -> list[Item]:
    """List items; the lines directly inside one ``<li>`` (separated by ``<br>``) are one item."""
    items: list[Item] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and block.in_element == "li" and block.container == previous.container >= 0:
            items[-1].lines.append(block)
        else:
            items.append(Item(block.level, block.ordered, [block]))
        previous = block
    return items


def shown_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of the article, in reading order: its text, and those pictures and videos that the article lists."""
    pictures = {image.url for image in article.images}
    videos = set(article.videos)
    kept = tuple(
        block
        for block in article.blocks
        if block.label in TEXT_LABELS
        or (block.label is Label.IMAGE and block.image is not None and block.image.url in pictures)
        or (block.label is Label.VIDEO and block.video is not None and block.video in videos)
    )
    return kept or plain_blocks(article)


def _part_kind(block: Block) -> str:
    if block.kind in ("paragraph", "cell"):  # a cell outside a table of data belongs to a layout table
        return "heading" if block.label is Label.SUBHEAD else "paragraph"
    return block.kind


def _read_table(blocks: Sequence[Block], start: int) -> tuple[int, bool]:
    """The end of the table that begins at ``start``, and whether it is a table of data.

    Old pages use tables for layout, so a table of data must have at least two rows with at least two filled cells. Pictures
    between its cells do not end a table.
    """
    end = start
    number: int | None = None
    columns: dict[int, set[int]] = {}
    own: set[int] = set()  # rows in which a line begins
    for position in range(start, len(blocks)):
        cell = blocks[position].cell
        if blocks[position].kind in _MEDIA:
            continue
        if cell is None or (number is not None and cell[0] != number):
            break
        number = cell[0]
        for row in range(cell[1], cell[1] + (cell[3] if len(cell) == 5 else 1)):
            columns.setdefault(row, set()).add(cell[2])
        own.add(cell[1])
        end = position + 1
    return end, sum(len(filled) > 1 and row in own for row, filled in columns.items()) > 1


@dataclass(slots=True)
class OpenList:
    """An open list; ``inner_indent`` is the column in which the text of its last item began."""

    depth: int
    ordered: bool
    indent: int = 0
    count: int = 0
    inner_indent: int = 0

    def takes(self, item: Item) -> bool:
        """Whether the item belongs to this list or to one nested in it."""
        return self.depth < item.depth or (self.depth == item.depth and self.ordered == item.ordered)


def without_bold(block: Block) -> tuple[Mark, ...]:
    """The marks of a heading without bold, which headings are anyway."""
    return tuple(mark for mark in block.marks if mark.kind != "bold")
