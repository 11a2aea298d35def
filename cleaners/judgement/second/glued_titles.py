"""A list below a text whose items are each a linked title and what that leads to, in one line."""

from __future__ import annotations

from cleaners.judgement.measures import MANY, MIN_HEADLINE
from cleaners.judgement.second.cards import Entries, Entry
from cleaners.judgement.second.seen import Seen
from cleaners.values import Label

#: Elements of such a line at least.
_TITLE_AND_TEXT = 2


def find_glued(seen: Seen) -> list[Entries]:
    """The items of such a list with its heading, the last lines of the text, in an element without the headline and the first
    line."""
    lines = []
    for index in reversed(seen.kept):
        if not _opens_with_title(seen, index):
            break
        lines.append(index)
    if not MANY <= len(lines) < len(seen.kept) or seen.labelled.headline is None:
        return []
    element = seen.columns.around(lines[-1], lines[0])
    if element <= 0 or seen.columns.holds(element, seen.kept[0]) or seen.columns.holds(element, seen.labelled.headline):
        return []
    first, row = lines[-1], [Entry(index, [index], element) for index in lines[::-1]]
    if seen.verdicts[first - 1].label is Label.SUBHEAD:
        first -= 1
    return [Entries(first, lines[0] + 1, row)]


def _opens_with_title(seen: Seen, index: int) -> bool:
    """Whether a line is a linked title and, in an element of its own without a mark between them, what that leads to."""
    block, pieces = seen.blocks[index], seen.outline.pieces.get(index, ())
    link = next((mark for mark in block.marks if mark.kind == "link"), None)
    if link is None or link.start > 0 or len(pieces) < _TITLE_AND_TEXT:
        return False
    return MIN_HEADLINE // 2 < link.end == len(pieces[0]) and pieces[1][:1].isalnum()
