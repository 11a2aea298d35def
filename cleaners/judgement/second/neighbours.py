"""Other stories without a moment, below the text or between it and the headline: each under a title of its own, and neither
shares a word with what the page's headline is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from cleaners.judgement.measures import MANY, NEAR
from cleaners.judgement.second.intruders import can_head
from cleaners.judgement.second.missing import Run
from cleaners.judgement.second.seen import Seen, between, first_from
from cleaners.reading.outline import Containers
from cleaners.values import Block

#: Headings amid a text that are asked for what they are about: one with more of them is told in sections.
_MOST = 8


def find_next(seen: Seen) -> int | None:
    """Where another story begins below the first one's text: under a heading that looks as the page's headline does, or under a
    linked title or a heading at the top of a column beside the text's."""
    headline = seen.labelled.headline
    if headline is None or len(seen.kept) <= 1 or headline > seen.kept[0]:
        return None
    lines = range(seen.kept[0] + 1, seen.kept[-1])
    is_bold = seen.blocks[headline].bold
    heads = (
        index
        for index in lines
        if can_head(seen, index)
        and (_heads_another(seen, headline, index) or (is_bold and _opens_twin(seen, headline, index)))
    )
    index = next((index for index in islice(heads, _MOST) if _is_apart(seen, headline, index)), None)
    return None if index is None or _is_of_sections(seen, headline, index) else index


def _is_of_sections(seen: Seen, headline: int, index: int) -> bool:
    """Whether a line that looks as a heading does stands above the first text too: a digest is told in sections."""
    look, blocks = seen.outline.containers.look, seen.blocks
    own = look(blocks[index].container)
    above = range(headline + 1, seen.kept[0])
    return any(
        blocks[at].text
        and (blocks[at].kind, blocks[at].bold) == (blocks[index].kind, blocks[index].bold)
        and look(blocks[at].container) == own
        for at in above
    )


def find_between(seen: Seen) -> range | None:
    """The lines of another story in an element of its own between the headline and the text, under a title of its own."""
    headline = seen.labelled.headline
    if headline is None or len(seen.kept) <= 1 or headline > seen.kept[0]:
        return None
    containers, first = seen.outline.containers, seen.kept[0]
    box = seen.blocks[first].container
    parent = containers.parent[box]
    while parent > 0 and containers.first[parent] > headline and containers.end[parent] <= seen.kept[-1]:
        box, parent = parent, containers.parent[parent]
    start, end = containers.first[box], containers.end[box]
    if box <= 0 or not headline < start < first or end > seen.kept[-1] or _is_of_row(seen, parent, box):
        return None
    title = next((index for index in range(start, first) if can_head(seen, index) and _is_marked(seen, index)), None)
    if title is None:
        return None
    own, rest = _texts(seen, between(seen.kept, start, end)), _texts(seen, between(seen.kept, end, len(seen.blocks)))
    is_others = _is_about(seen.blocks[title], own, rest) and _is_about(seen.blocks[headline], rest, own)
    return range(start, end) if is_others else None


def _is_of_row(seen: Seen, parent: int, box: int) -> bool:
    """Whether an element is one of several of its look beside each other that hold kept lines: a row of cards is looked for as
    such."""
    look = seen.outline.containers.look
    beside = {_within(seen.outline.containers, parent, seen.blocks[index].container) for index in seen.kept}
    return sum(one > 0 and look(one) == look(box) for one in beside) >= MANY


def find_first(seen: Seen) -> Run | None:
    """The page's own story, where another one in an element of the same look stands below it and is all that is kept: both open
    with a title of one look, each is about its own title, and the first is the headline. None without one."""
    headline, containers = seen.labelled.headline, seen.outline.containers
    if headline is None or not seen.kept or headline > seen.kept[0]:
        return None
    own, twin = _beside(seen, headline, seen.kept[0])
    if own <= 0 or twin <= 0 or containers.look(own) != containers.look(twin) or seen.kept[-1] >= containers.end[twin]:
        return None
    title = next(index for index in range(containers.first[twin], seen.kept[0] + 1) if seen.blocks[index].text)
    if not (can_head(seen, title) and _heads_another(seen, headline, title)):
        return None
    told = [index for index in range(headline + 1, containers.end[own]) if seen.is_sentence(index)]
    above, below = _texts(seen, told), _texts(seen, seen.kept)
    is_another = _is_about(seen.blocks[headline], above, below) and _is_about(seen.blocks[title], below, above)
    return Run(told[0], told[-1] + 1) if told and is_another else None


def _beside(seen: Seen, above: int, below: int) -> tuple[int, int]:
    """The elements around two lines that stand beside each other; 0 for one that is none."""
    containers, shared = seen.outline.containers, seen.columns.around(above, below)
    return _within(containers, shared, seen.blocks[above].container), _within(
        containers, shared, seen.blocks[below].container
    )


def _within(containers: Containers, shared: int, element: int) -> int:
    while element > 0 and containers.parent[element] != shared:
        element = containers.parent[element]
    return element


def _is_marked(seen: Seen, index: int) -> bool:
    block = seen.blocks[index]
    return block.kind == "heading" or block.bold or block.link_chars * 2 > len(block.text)


def _opens_twin(seen: Seen, headline: int, index: int) -> bool:
    """Whether a bold line opens an element that looks as the one that the bold headline opens."""
    if not seen.blocks[index].bold:
        return False
    containers = seen.outline.containers
    own, twin = _beside(seen, headline, index)
    if own <= 0 or twin <= 0 or containers.look(own) != containers.look(twin):
        return False
    return containers.first[own] == headline and containers.first[twin] == index


def _heads_another(seen: Seen, headline: int, index: int) -> bool:
    """Whether a line looks as the headline does, or opens a column beside that of the text as what heads a story."""
    containers, block = seen.outline.containers, seen.blocks[index]
    if block.in_element == "p":
        return False
    look, own = containers.look(seen.blocks[headline].container), block.container
    if containers.look(own) == look and containers.end[own] - containers.first[own] == 1:
        return block.kind == "heading" or bool(containers.classes[own])
    below = first_from(seen.kept, index)
    if below is None or not _is_marked(seen, index) or block.bold:
        return False
    column = seen.columns.of(below)
    if column == seen.columns.of(seen.kept[0]) or not seen.columns.holds(column, index):
        return False
    above = seen.blocks[max(containers.first[column], index - NEAR) : index]
    return not any(line.text for line in above) and not seen.columns.holds(column, seen.kept[0])


def _is_apart(seen: Seen, headline: int, index: int) -> bool:
    """Whether what stands below a line is about that, and what stands above it about the headline, and neither about the
    other."""
    above, below = _texts(seen, between(seen.kept, 0, index)), _texts(seen, between(seen.kept, index, len(seen.blocks)))
    return _is_about(seen.blocks[headline], above, below) and _is_about(seen.blocks[index], below, above)


def _is_about(title: Block, own: str, other: str) -> bool:
    from cleaners.judgement.sentences import shares_words  # few pages have another heading amid the text

    return shares_words(title.text, own) and not shares_words(title.text, other)


def _texts(seen: Seen, lines: Sequence[int]) -> str:
    return "\n".join([seen.blocks[index].text for index in lines])
