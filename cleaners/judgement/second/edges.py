# cython: language_level=3
"""Lines at the edges of a text that are the page's or the site's: labels of its furniture, notes, a line of advertisement."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.head_lines import FULL_STOP
from cleaners.judgement.second.explained import speak_of_site
from cleaners.judgement.second.seen import Seen, between, has_between
from cleaners.judgement.verdicts import LINK_LINE
from cleaners.rules.house import house_words, speaks_of_site
from cleaners.values import Label

#: So many lines of the page stand in a row at the end of a text, with so many controls, links or legal lines among them.
MIN_EDGE, MIN_FURNITURE = 3, 2

#: Kinds of lines that may belong to the page at the edge of a text: items and cells may be the text's own list or table.
_PLAIN = frozenset({"paragraph", "heading"})


def find_edge(seen: Seen) -> list[int]:
    """Lines behind the last running text that are the page's: of other columns than the running text, no sentences, with
    controls, links or legal lines among them."""
    if not seen.kept:
        return []
    last = seen.kept[-1]
    rest = between(seen.text, last + 1, len(seen.blocks))
    if len(rest) < MIN_EDGE:
        return []
    own = {seen.columns.of(index) for index in seen.kept}
    edge = [index for index in rest if seen.columns.of(index) not in own and seen.blocks[index].kind in _PLAIN]
    if len(edge) < MIN_EDGE or any(FULL_STOP.search(seen.blocks[index].text) for index in edge):
        return []
    others = [index for index in range(edge[0], edge[-1]) if _is_the_pages(seen, index)]
    return edge if len(others) >= MIN_FURNITURE else []


def _is_the_pages(seen: Seen, index: int) -> bool:
    verdict = seen.verdicts[index]
    return verdict == LINK_LINE or verdict.label in (
        Label.SHARE,
        Label.NAVIGATION,
        Label.LEGAL,
        Label.FOOTER,
        Label.PROMO,
    )


def find_notes(seen: Seen) -> list[int]:
    """Lines of the text in which the site speaks of itself: a box at an edge of the text, in another column than most of it,
    or all of it where there is other running text."""
    if seen.labelled.headline is None or not seen.kept:
        return []
    kept, columns = seen.kept, seen.columns
    if columns.are_same(kept[0], kept[-1]):
        if _is_tip(seen):
            return [seen.kept[0]]
        is_note = speaks_of_site(seen.blocks[kept[0]].text) and seen.loose and speak_of_site(seen, kept)
        return list(seen.text) if is_note else []
    boxes = seen.boxes(kept)
    edges = [boxes[columns.of(kept[0])], boxes[columns.of(kept[-1])]]
    if not any(speak_of_site(seen, lines) for lines in edges):
        return []
    main = max([lines for lines in boxes.values() if not speak_of_site(seen, lines)], key=seen.size, default=None)
    if main is None:
        return list(seen.text) if seen.loose else []
    found = [column for column, lines in boxes.items() if _is_note(seen, lines, main)]
    return [index for index in seen.text if seen.columns.of(index) in found]


def _is_note(seen: Seen, lines: Sequence[int], main: Sequence[int]) -> bool:
    is_edge = lines[-1] < main[0] or lines[0] > main[-1]
    return is_edge and seen.size(lines) < seen.size(main) and speak_of_site(seen, lines)


def _is_tip(seen: Seen) -> bool:
    """Whether the text opens with a line of advertisement: unlike the next paragraph of its column in make, with a link and a
    word of the house in it, and an end before that paragraph."""
    first = seen.kept[0]
    if not seen.blocks[first].link_chars:
        return False
    column = seen.columns.of(first)
    below = next((index for index in seen.prose if index > first and seen.columns.of(index) == column), None)
    if below is None or not has_between(seen.ends, first, below):
        return False
    containers, blocks = seen.outline.containers, seen.blocks
    is_unlike = containers.look(blocks[first].container) != containers.look(blocks[below].container)
    return is_unlike and house_words(blocks[first].text) > 0
