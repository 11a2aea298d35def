"""Divide the whole visible page into blocks in reading order: tree → blocks, or text → blocks."""

from typing import TYPE_CHECKING, NamedTuple

from cleaners.reading.characters import sanitize
from cleaners.reading.hidden import HidingNames
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, TooManyBlocksError, room
from cleaners.reading.tree import parse as dom
from cleaners.reading.tree import queries
from cleaners.values import Block

if TYPE_CHECKING:
    from cleaners.reading.walk import Walker

try:
    from cleaners.reading.page._walk import Walker as CompiledWalker
except Exception:
    # Not compiled, as in `cleaners.reading.tree.parse`: slower, with the same result.
    CompiledWalker = None  # type: ignore[assignment,misc]

#: Whether pages are read and walked by compiled code.
IS_COMPILED = dom.READS_WITHOUT_TREE and CompiledWalker is not None


#: Maximum number of readings of a page: each may reveal further text that a script shows although it is hidden.
_READINGS = 4


def segment(tree: dom.Tree) -> Outline:
    """The whole page as blocks. Linear in the page; the tree is not modified."""
    names = HidingNames(queries.style_sheets(tree))
    reading = _walk(tree, names)
    return _with_shown(reading, tree, names) if reading.hidden_prose else reading.outline


class _Reading(NamedTuple):
    """The page as blocks, the spans of elements that hide by themselves, the blocks hidden only by names and style sheets, and
    the number of characters in hidden sentences."""

    outline: Outline
    hiding_spans: list[list[int]]
    in_doubt: list[int]
    hidden_prose: int


def _with_shown(reading: _Reading, tree: dom.Tree, names: HidingNames) -> Outline:
    """The page, read again as long as this reveals more text that a script shows."""
    from cleaners.reading.seen.until_script import are_shown, locate_shown, may_be_shown

    shown: frozenset[int] = frozenset()
    believes_names = True
    for _ in range(_READINGS - 1):
        outline, hiding_spans, in_doubt, hidden_prose = reading
        if in_doubt and are_shown(outline, in_doubt):
            believes_names = False
        elif (
            hiding_spans
            and (shown or may_be_shown(outline, hidden_prose))
            and (more := locate_shown(outline, hiding_spans, in_doubt) - shown)
        ):
            shown |= more
        else:
            break
        reading = _walk(tree, names, shown, believes_names)
    return reading.outline


def _walk(
    tree: dom.Tree, names: HidingNames, shown: frozenset[int] = frozenset(), believes_names: bool = True
) -> _Reading:
    walker: Walker | CompiledWalker
    flags = tree.flags
    try:
        if tree.tape is not None and CompiledWalker is not None:
            walker = CompiledWalker(names, shown, believes_names)
            walker.walk(tree.tape)
        else:
            from cleaners.reading import walk  # not needed if it is compiled

            walker = walk.Walker(names, shown, believes_names)
            for top in tree.tops:
                walker.walk(top)
    except TooManyBlocksError:
        flags = (*flags, "truncated")
    return _Reading(walker.outline(flags), walker.hiding_spans, walker.in_doubt, walker.hidden_prose)


def segment_text(text: str) -> Outline:
    """A flattened text as blocks, one per line, with the white space inside lines unchanged."""
    lines = [stripped for line in sanitize(text).splitlines() if (stripped := line.strip())]
    kept = lines[: room(sum(map(len, lines)))] if len(lines) > MAX_BLOCKS else lines
    blocks = tuple(Block(index, line, container=0) for index, line in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [""], [""], [False], [0], [len(blocks)])
    return Outline(blocks, containers, ("truncated",) if len(kept) < len(lines) else ())
