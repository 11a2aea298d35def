"""Find text that is hidden until a script of the page shows it: an element with nearly all of the page's running text.

A box hidden by an inline style can be two things. Some platforms hide the body until the page is set up; then the rest of the
page has hardly any sentences, or only those of cards and posts. Otherwise, it is a box that opens on demand, beside or above a
visible article. A hidden box is read only if it is in the article's place: below the headline, with no sentence in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Minimum amount of running text in a hidden element that is the article, in characters. The nearest counterexample is an
#: agreement beside a brief of two sentences, which is excluded by its place.
MIN_HIDDEN = 100

#: The same below a heading on a page without a visible sentence: an agreement stands beside some.
MIN_ALONE = 60

#: The same for an element that keeps its place in the layout (``visibility``, ``opacity``) on a page without a visible
#: sentence: a box that opens on demand does not keep its place (``display: none``).
MIN_KEPT_FREE = 24

#: Minimum ratio of the hidden element's running text to the visible running text.
TIMES_VISIBLE = 3

#: Words in the names of elements that open on demand, or that contain no text of the article.
ON_DEMAND = frozenset(
    "popup pop popover modal dialog layer mask overlay toast tip tips tooltip login register agreement protocol privacy cookie "
    "share qrcode menu nav footer comment comments reply download guide drawer".split()
)
_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+")


def are_shown(outline: Outline, in_doubt: Sequence[int]) -> bool:
    """Whether most of the page's running text is hidden only by names, style sheets and folded elements: then a script shows
    it, or a sheet that is not in the page overrides the hiding."""
    blocks = outline.blocks
    hidden = sum(prose_size(blocks[index].text) for index in in_doubt)
    return bool(hidden) and _hold_at_most(blocks, hidden * 2)


def _hold_at_most(blocks: Iterable[Block], most: int) -> bool:
    """Whether some blocks have at most ``most`` characters of running text, with an early exit."""
    for block in blocks:
        most -= prose_size(block.text)
        if most < 0:
            return False
    return True


def may_be_shown(outline: Outline, hidden_prose: int) -> bool:
    """A cheap test before `locate_shown`, for the first reading of a page with ``hidden_prose`` characters of hidden running
    text: whether that is enough for an article, and the visible running text is little."""
    if hidden_prose < MIN_KEPT_FREE:
        return False
    return _hold_at_most(_in_rows(block for block in outline.blocks if not block.hidden), hidden_prose // TIMES_VISIBLE)


def _in_rows(seen: Iterable[Block]) -> Iterator[Block]:
    """The visible blocks that are sentences directly above or below another sentence: the sentences of cards and posts stand
    alone under a title or name."""
    above: Block | None = None  # the line above, if it is a sentence not yielded yet
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
    """The numbers of the elements that hide nearly all of the page's running text; empty for nearly every page.

    ``spans`` contains, for each element that hides by itself, in page order: its first block, the block after its last one, and
    its container or -1. ``in_doubt`` are the blocks hidden by other means. Adjacent elements hidden in the same way count as
    one. Linear.
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
    least = MIN_ALONE if not shown and _is_headed(seen, min(inside)) else MIN_HIDDEN
    is_enough = most >= least or (not shown and keep_place)
    if keep_place and shown * TIMES_VISIBLE > most and not _follows_text(seen, min(inside)):
        seen = _without_others(seen)  # the body of a page may be surrounded by cards and posts
        shown = sum(prose_size(block.text) for block in seen)
    if not is_enough or shown * TIMES_VISIBLE > most or not _is_in_place(blocks, inside, seen):
        return frozenset()
    return frozenset(best)


def _is_headed(seen: Sequence[Block], first: int) -> bool:
    """Whether a heading stands above a block, with no link and no beginning of a text between them."""
    above = [block for block in seen if block.number < first]
    heading = next((block.number for block in reversed(above) if block.kind == "heading"), first)
    between = [block for block in above if block.number > heading]
    return heading < first and not any(block.link_chars or block.text.endswith(_CUT) for block in between)


#: How the beginning of a text ends that is cut off.
_CUT = ("...", "…")


def _follows_text(seen: Sequence[Block], first: int) -> bool:
    """Whether a visible sentence outside cards stands above a block, and below the first heading if there is one."""
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
    """Whether invisible elements keep their place in the layout."""
    styles = [outline.containers.styles[spans[index][2]] for index in group if spans[index][2] >= 0]
    return bool(styles) and all(_UNSEEN.search(style) and not _NO_PLACE.search(style) for style in styles)


_UNSEEN, _NO_PLACE = (
    lazy(r"visibility|opacity", re.I),
    lazy(r"display|position|height|width|indent|left|top|font", re.I),
)


def _outermost(spans: Sequence[Sequence[int]]) -> list[int]:
    """The non-empty hiding elements that are not inside another hiding element."""
    found, end = [], 0
    for number, (first, last, _) in enumerate(spans):
        if first >= end and last > first:
            found.append(number)
            end = last
    return found


def _look(outline: Outline, span: Sequence[int]) -> tuple[int, str, str]:
    """The place and style of an element, for comparing it with its neighbours. An element that is no block equals only
    itself."""
    container = span[2]
    if container < 0:
        return (-1 - span[0], "", "")
    containers = outline.containers
    return (containers.parent[container], containers.tag[container], containers.styles[container])


def _held(blocks: Sequence[Block], spans: Sequence[Sequence[int]], group: Iterable[int]) -> Iterable[Block]:
    return (block for index in group for block in blocks[spans[index][0] : spans[index][1]])


def _is_body(outline: Outline, spans: Sequence[Sequence[int]], group: Sequence[int]) -> bool:
    """Whether hidden elements may be the body: their names do not say that they open on demand, and they do not consist of
    links."""
    names = " ".join(outline.containers.names[spans[index][2]] for index in group if spans[index][2] >= 0)
    if not ON_DEMAND.isdisjoint(word.lower() for word in _WORD.findall(names)):
        return False
    held = list(_held(outline.blocks, spans, group))
    return sum(block.link_chars for block in held) * 10 <= sum(len(block.text) for block in held) * 3


def _is_in_place(blocks: Sequence[Block], inside: set[int], seen: Sequence[Block]) -> bool:
    """Whether the hidden blocks are in the article's place: no visible sentence stands between them and the first heading
    before them, or below one after them."""
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
