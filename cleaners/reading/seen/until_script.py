"""What a page hides until a script of its own shows it: that which holds nearly all of its running text.

A box that is hidden by an inline style is one of two things. A platform hides the body until the page is set up, and then the
rest of the page has next to no sentences, or those of cards and posts; or it is a box that opens on demand, beside or above an
article that is there. A hidden box is only read where it stands in the place of the article: under the headline, with no
sentence between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Running text, in characters, that a hidden element must hold to be the article; the agreement beside a brief of two
#: sentences is the nearest thing that is none, and is kept out by its place.
MIN_HIDDEN = 100

#: The same for an element that keeps its place in the layout (``visibility``, ``opacity``) on a page that shows no sentence:
#: what opens on demand is taken out of it (``display: none``).
MIN_KEPT_FREE = 24

#: So many times the visible running text must stand in the hidden element.
TIMES_VISIBLE = 3

#: Elements with one of these words in their names open on demand, or are no text.
ON_DEMAND = frozenset(
    "popup pop popover modal dialog layer mask overlay toast tip tips tooltip login register agreement protocol privacy cookie "
    "share qrcode menu nav footer comment comments reply download guide drawer".split()
)
_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+")


def are_shown(outline: Outline, in_doubt: Sequence[int]) -> bool:
    """Whether what only names, style sheets and folded elements hide is most of the page's running text: a script shows it,
    or the sheet is undone by one that is not in the page."""
    blocks = outline.blocks
    hidden = sum(prose_size(blocks[index].text) for index in in_doubt)
    return bool(hidden) and _hold_at_most(blocks, hidden * 2)


def _hold_at_most(blocks: Iterable[Block], most: int) -> bool:
    """Whether the running text of some blocks has so many characters at most: a look that ends with the first more."""
    for block in blocks:
        most -= prose_size(block.text)
        if most < 0:
            return False
    return True


def may_be_shown(outline: Outline, hidden_prose: int) -> bool:
    """Whether `locate_shown` may find something in a page as it is read first, with so many characters of running text that is
    hidden: it is enough for an article, and there is little that is not hidden."""
    if hidden_prose < MIN_KEPT_FREE:
        return False
    return _hold_at_most(_in_rows(block for block in outline.blocks if not block.hidden), hidden_prose // TIMES_VISIBLE)


def _in_rows(seen: Iterable[Block]) -> Iterator[Block]:
    """Those of the visible blocks that are sentences with another one right above or below: what cards and posts say stands alone
    under a title or a name."""
    above: Block | None = None  # the line above, where it is a sentence that was not given yet
    is_below = False  # whether the line above is a sentence
    for block in seen:
        if not block.text:
            continue
        if not prose_size(block.text):
            above, is_below = None, False
        elif not is_below:
            above, is_below = block, True
        else:
            if above is not None:
                yield above
            above = None
            yield block


def locate_shown(outline: Outline, spans: Sequence[Sequence[int]], in_doubt: Sequence[int]) -> frozenset[int]:
    """The numbers of the elements that hide nearly all of the running text that there is; empty on nearly every page.

    ``spans`` are of each element that hides by itself, in the order of the page: its first block, the block after its last,
    and its container or -1; ``in_doubt`` the blocks that other things hide. Elements side by side that are hidden alike count
    as one. Linear.
    """
    blocks = outline.blocks
    sizes = {
        number: sum([prose_size(block.text) for block in blocks[slice(*spans[number][:2])]])
        for number in _outermost(spans)
    }
    if sum(sizes.values()) < MIN_KEPT_FREE:
        return frozenset()
    best: list[int] = []
    most = MIN_KEPT_FREE - 1
    for _, numbers in groupby(
        sorted(sizes, key=lambda n: _look(outline, spans[n])), lambda n: _look(outline, spans[n])
    ):
        group = list(numbers)
        prose = sum([sizes[number] for number in group])
        if prose > most:
            best, most = sorted(group), prose
    if not best or not _is_body(outline, spans, best):
        return frozenset()
    inside = {number for index in best for number in range(*spans[index][:2])}
    doubtful = set(in_doubt)
    seen = [block for block in blocks if block.number not in inside and (not block.hidden or block.number in doubtful)]
    shown = sum(prose_size(block.text) for block in seen)
    keep_place = _keep_their_place(outline, spans, best)
    is_enough = most >= MIN_HIDDEN or (not shown and keep_place)
    if keep_place and shown * TIMES_VISIBLE > most and not _follows_text(seen, min(inside)):
        seen = _without_others(seen)  # the body of a page with cards and posts around it
        shown = sum(prose_size(block.text) for block in seen)
    if not is_enough or shown * TIMES_VISIBLE > most or not _is_in_place(blocks, inside, seen):
        return frozenset()
    return frozenset(best)


def _follows_text(seen: Sequence[Block], first: int) -> bool:
    """Whether a visible sentence that is no card's stands above a block, below the first heading where one is above."""
    above: Block | None = None
    is_below = all(block.kind != "heading" or block.number > first for block in seen)
    for block in seen:
        if block.number > first:
            break
        if is_below and prose_size(block.text) and not (above and above.link_chars * 5 >= len(above.text) * 4):
            return True
        is_below = is_below or block.kind == "heading"
        above = block if block.text else above
    return False


def _without_others(seen: Sequence[Block]) -> list[Block]:
    """The visible blocks without the sentences of cards and posts."""
    rows = {block.number for block in _in_rows(seen)}
    return [block for block in seen if block.number in rows or not prose_size(block.text)]


def _keep_their_place(outline: Outline, spans: Sequence[Sequence[int]], group: Sequence[int]) -> bool:
    """Whether elements are not to be seen, but have their place in the layout."""
    styles = [outline.containers.styles[spans[index][2]] for index in group if spans[index][2] >= 0]
    return bool(styles) and all(_UNSEEN.search(style) and not _NO_PLACE.search(style) for style in styles)


_UNSEEN, _NO_PLACE = (
    lazy(r"visibility|opacity", re.I),
    lazy(r"display|position|height|width|indent|left|top|font", re.I),
)


def _outermost(spans: Sequence[Sequence[int]]) -> list[int]:
    """The elements that stand in no other one that hides, and hold something."""
    found, end = [], 0
    for number, (first, last, _) in enumerate(spans):
        if first >= end and last > first:
            found.append(number)
            end = last
    return found


def _look(outline: Outline, span: Sequence[int]) -> tuple[int, str, str]:
    """Where an element stands and how it is styled; what is no block stands for itself."""
    container = span[2]
    if container < 0:
        return (-1 - span[0], "", "")
    containers = outline.containers
    return (containers.parent[container], containers.tag[container], containers.styles[container])


def _held(blocks: Sequence[Block], spans: Sequence[Sequence[int]], group: Iterable[int]) -> Iterable[Block]:
    return (block for index in group for block in blocks[spans[index][0] : spans[index][1]])


def _is_body(outline: Outline, spans: Sequence[Sequence[int]], group: Sequence[int]) -> bool:
    """Whether hidden elements may be the body: not named as what opens on demand, and not made of links."""
    names = " ".join(outline.containers.names[spans[index][2]] for index in group if spans[index][2] >= 0)
    if not ON_DEMAND.isdisjoint(word.lower() for word in _WORD.findall(names)):
        return False
    held = list(_held(outline.blocks, spans, group))
    return sum(block.link_chars for block in held) * 10 <= sum(len(block.text) for block in held) * 3


def _is_in_place(blocks: Sequence[Block], inside: set[int], seen: Sequence[Block]) -> bool:
    """Whether the hidden blocks stand where the article does: no sentence that is seen is between them and the first heading
    before them, or under one that comes after them."""
    first = min(inside)
    headings = [block for block in seen if block.kind == "heading"]
    if headings and headings[0].number < first:
        between = (block for block in seen if headings[0].number < block.number < first)
        return sum(prose_size(block.text) for block in between) < MIN_PROSE
    own = [blocks[number].level for number in inside if blocks[number].kind == "heading"]
    rivals = [block for block in headings if not own or block.level < min(own)]
    if not rivals:
        return True
    return sum(prose_size(block.text) for block in seen if block.number > rivals[0].number) < MIN_PROSE
