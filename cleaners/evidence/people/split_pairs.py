"""Join a role and its names into one line, as the page shows them, if they stand in separate elements.

Content management systems print a credit line as a list of terms, as cells of a table or as boxes side by side. None of their
lines is a credit on its own: a role may be a subhead, and names a signature. A role is joined with the names directly below it if
the next pair stands beside it, or if an element contains these two lines and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.evidence.dates import read_date, without_dates
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.people.names import could_be_name
from cleaners.evidence.people.roles import roles_alone
from cleaners.reading.outline import PARAGRAPH, Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block


def join_pairs(outline: Outline) -> Outline:
    """The page with each such pair as one line, in the smallest element around it; the same outline if there is none."""
    pairs = list(_pairs(outline))
    lone = _lone_cells(outline.blocks, pairs)
    pairs = [pair for pair in pairs if pair.start not in lone or not _SOURCE.search(outline.blocks[pair.start].text)]
    joined = [
        pair
        for number, pair in enumerate(pairs)
        if (number > 0 and pairs[number - 1].stop == pair.start)
        or (number + 1 < len(pairs) and pair.stop == pairs[number + 1].start)
        or _stands_alone(outline, pair)
        or (pair.start not in lone and _is_termed(outline.blocks, pair))
    ]
    return _joined(outline, {pair.start: pair for pair in joined}) if joined else outline


def _pairs(outline: Outline) -> Iterator[range]:
    """The lines of each role and the names below it."""
    blocks = outline.blocks
    end = 0
    for number in roles_alone(blocks):
        if number < end:
            continue
        end = number + 1
        if _SOURCE.search(blocks[number].text):
            if _is_termed(blocks, range(number, end + 1)) and len(blocks[end].text) <= _LONGEST:
                end += 1
                yield range(number, end)
            continue
        while end < len(blocks) and (_holds_names(blocks[end]) or _holds_term(blocks, end)):
            end += 1
        if end > number + 1:
            yield range(number, end)


#: The word for a source, and the maximum length of an outlet's name, in characters.
_SOURCE, _LONGEST = lazy(r"[来來稿]源|出处|来自"), 24


def _is_termed(blocks: Sequence[Block], pair: range) -> bool:
    """Whether a list of terms or a row of a table pairs the second line with the first one, as its key."""
    if pair.start + 1 >= len(blocks):
        return False
    one, two = blocks[pair.start], blocks[pair.start + 1]
    if two.hidden or not two.text:
        return False
    if one.in_element == "dt":
        return two.in_element == "dd"
    is_row = one.cell is not None and two.cell is not None and one.cell[:2] == two.cell[:2]
    return is_row and (one.text.endswith((":", "：")) or _is_key(one, two))


def _is_key(one: Block, two: Block) -> bool:
    """Whether a cell without a colon is in a key column of its table: every other column, with the value in the next one."""
    if one.cell is None or two.cell is None or len(one.cell) < 3 or len(two.cell) < 3:
        return False
    return one.cell[2] % 2 == 0 and two.cell[2] == one.cell[2] + 1


def _lone_cells(blocks: Sequence[Block], pairs: Sequence[range]) -> set[int]:
    """Where those pairs of cells without a colon begin that no key column shows to be one: their table has but one of them, or
    none with names, and its first row may be headings of columns. A row with a moment holds values."""
    tables: dict[int, list[range]] = {}
    for pair in pairs:
        one = blocks[pair.start]
        if one.cell is not None and not one.text.endswith((":", "：")) and _is_termed(blocks, pair):
            tables.setdefault(one.cell[0], []).append(pair)
    return {
        pair.start
        for found in tables.values()
        if len(found) < _FEWEST or all(_SOURCE.search(blocks[pair.start].text) for pair in found)
        for pair in found
        if not _has_moment_beside(blocks, pair)
    }


def _has_moment_beside(blocks: Sequence[Block], pair: range) -> bool:
    """Whether another cell of a pair's row is a day, with the hour or without."""
    own = (blocks[pair.start].cell or ())[:2]
    beside = [*blocks[max(0, pair.start - _ROW) : pair.start], *blocks[pair.stop : pair.stop + _ROW]]
    return any((block.cell or ())[:2] == own and _is_moment(block.text) for block in beside)


def _is_moment(text: str) -> bool:
    return read_date(text) is not None and not without_dates(text).strip()


#: Cells of a row that are looked at on either side of a pair.
_ROW = 6

#: Minimum number of such pairs in a table.
_FEWEST = 2


def _holds_names(block: Block) -> bool:
    return len(block.text) > 1 and not (block.hidden or block.link_chars) and are_names(block.text)


def _holds_term(blocks: Sequence[Block], number: int) -> bool:
    """Whether a list of terms pairs a line with the role directly above it: then it is a name, however rare."""
    one, two = blocks[number - 1], blocks[number]
    return one.in_element == "dt" and two.in_element == "dd" and not two.hidden and could_be_name(two.text)


def _stands_alone(outline: Outline, pair: range) -> bool:
    """Whether an element contains a pair and nothing else."""
    containers, around = outline.containers, _around(outline, pair)
    return around >= 0 and containers.first[around] == pair.start and containers.end[around] == pair.stop


def _around(outline: Outline, pair: range) -> int:
    """The smallest element around a pair; -1 in a flattened text."""
    containers = outline.containers
    current = outline.blocks[pair.start].container
    while current > 0 and containers.end[current] < pair.stop:
        current = containers.parent[current]
    return current


def _joined(outline: Outline, pairs: dict[int, range]) -> Outline:
    blocks: list[Block] = []
    moved = [0]  # where each block begins in the new order
    inside = range(0)
    for block in outline.blocks:
        inside = pairs.get(block.number, inside)
        if block.number not in inside:
            blocks.append(block if block.number == len(blocks) else Block(len(blocks), *block[1:]))
        elif block.number == inside.start:
            blocks.append(_line(outline, inside)._replace(number=len(blocks)))
        moved.append(len(blocks))
    old = outline.containers
    containers = Containers(
        *old[:-2], first=[moved[place] for place in old.first], end=[moved[place] for place in old.end]
    )
    left = {number for pair in pairs.values() for number in pair}
    pieces = {moved[number]: texts for number, texts in outline.pieces.items() if number not in left}
    return outline._replace(blocks=tuple(blocks), containers=containers, pieces=pieces)


def _line(outline: Outline, pair: range) -> Block:
    """A pair in one line: `编辑 甲 乙`."""
    first, around = outline.blocks[pair.start], _around(outline, pair)
    words = [outline.blocks[number].text for number in pair]
    kind, level = PARAGRAPH
    return first._replace(
        text=" ".join(words), kind=kind, level=level, container=around,
        in_element=outline.containers.tag[around] if around >= 0 else "", bold=False, ordered=False, cell=None, marks=(),
    )  # fmt: skip
