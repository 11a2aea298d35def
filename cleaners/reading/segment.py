"""tree → the whole visible page as blocks in reading order; also text → blocks."""

from __future__ import annotations

from cleaners.reading import parse as dom
from cleaners.reading.characters import sanitize
from cleaners.reading.hidden import HidingNames
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.reading.seen.collect import TooManyBlocksError
from cleaners.reading.seen.until_script import are_shown, locate_shown
from cleaners.reading.walk import Walker
from cleaners.values import Block

try:
    from cleaners.reading.page._walk import Walker as CompiledWalker
except Exception:
    # See `cleaners.reading.parse`: slower, and the same outcome.
    CompiledWalker = None  # type: ignore[assignment,misc]

#: Whether pages are read and walked over by compiled code.
IS_COMPILED = dom.READS_WITHOUT_TREE and CompiledWalker is not None


#: A page is read so many times at most: each time may show that a script shows what was held for hidden.
_READINGS = 4


def segment(tree: dom.Tree) -> Outline:
    """The whole page as blocks. Linear in the page; the tree is not changed."""
    names = HidingNames(dom.style_sheets(tree))
    shown: frozenset[int] = frozenset()
    believes_names = True
    for _ in range(_READINGS):
        outline, hiding_spans, in_doubt = _walk(tree, names, shown, believes_names)
        if in_doubt and are_shown(outline, in_doubt):
            believes_names = False
        elif hiding_spans and (more := locate_shown(outline, hiding_spans, in_doubt) - shown):
            shown |= more
        else:
            break
    return outline


def _walk(
    tree: dom.Tree, names: HidingNames, shown: frozenset[int], believes_names: bool
) -> tuple[Outline, list[list[int]], list[int]]:
    """The page as blocks, what of it elements hide by themselves, and the blocks that only names and style sheets hide."""
    walker: Walker | CompiledWalker
    flags = tree.flags
    try:
        if tree.tape is not None and CompiledWalker is not None:
            walker = CompiledWalker(names, shown, believes_names)
            walker.walk(tree.tape)
        else:
            walker = Walker(names, shown, believes_names)
            for top in tree.tops:
                walker.walk(top)
    except TooManyBlocksError:
        flags = (*flags, "truncated")
    return walker.outline(flags), walker.hiding_spans, walker.in_doubt


def segment_text(text: str) -> Outline:
    """A flattened text as blocks: one a line, the line's inner white space kept."""
    lines = [stripped for line in sanitize(text).splitlines() if (stripped := line.strip())]
    kept = lines[: room(sum(map(len, lines)))] if len(lines) > MAX_BLOCKS else lines
    blocks = tuple(Block(index, line, container=0) for index, line in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [""], [""], [False], [0], [len(blocks)])
    return Outline(blocks, containers, ("truncated",) if len(kept) < len(lines) else ())
