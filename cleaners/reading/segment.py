"""tree → the whole visible page as blocks in reading order; also text → blocks."""

from __future__ import annotations

from cleaners.reading import parse as dom
from cleaners.reading.characters import sanitize
from cleaners.reading.hidden import HidingNames
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.reading.walk import TooManyBlocksError, Walker
from cleaners.values import Block

try:
    from cleaners.reading._walk import Walker as CompiledWalker
except Exception:
    # See `cleaners.reading.parse`: slower, and the same outcome.
    CompiledWalker = None  # type: ignore[assignment,misc]

#: Whether pages are read and walked over by compiled code.
IS_COMPILED = CompiledWalker is not None


def segment(tree: dom.Tree) -> Outline:
    """The whole page as blocks. Linear in the page; the tree is not changed."""
    names = HidingNames(dom.style_sheets(tree))
    walker: Walker | CompiledWalker
    try:
        if tree.tape is not None and CompiledWalker is not None:
            walker = CompiledWalker(names)
            walker.walk(tree.tape)
        else:
            walker = Walker(names)
            for top in tree.tops:
                walker.walk(top)
    except TooManyBlocksError:
        return walker.outline((*tree.flags, "truncated"))
    return walker.outline(tree.flags)


def segment_text(text: str) -> Outline:
    """A flattened text as blocks: one a line, the line's inner white space kept."""
    lines = [stripped for line in sanitize(text).splitlines() if (stripped := line.strip())]
    kept = lines[: room(sum(map(len, lines)))] if len(lines) > MAX_BLOCKS else lines
    blocks = tuple(Block(index, line, container=0) for index, line in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [""], [""], [False], [0], [len(blocks)])
    return Outline(blocks, containers, ("truncated",) if len(kept) < len(lines) else ())
