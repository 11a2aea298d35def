"""Relations between columns of text: the same column, adjacent sections of one article, an element that was never closed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.dates import is_clock
from cleaners.evidence.posts import name_beside
from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import headline_size
from cleaners.judgement.measures import MANY, MIN_HEADLINE
from cleaners.judgement.second.intruders import outlet_of
from cleaners.judgement.second.seen import Seen, between, has_between
from cleaners.judgement.sentences import ends_sentence
from cleaners.values import Block, Label

#: Maximum depth of sections of one article below the element that contains both.
MAX_DEPTH = 8


def stands_in_texts_column(seen: Seen, index: int) -> bool:
    """Whether a line above the text stands in the column of its first line, in a column beside it, or in one that contains the
    text but not the headline: an element that was never closed."""
    if not seen.kept:
        return False
    columns, first, headline = seen.columns, seen.kept[0], seen.labelled.headline
    column = columns.of(index)
    if column == columns.of(first):
        return True
    if headline is not None and columns.holds(column, first) and not columns.holds(column, headline):
        return True
    return stands_beside(seen, index, first)


def stands_beside(seen: Seen, above: int, below: int) -> bool:
    """Whether the columns of two lines are sections of one article: the element around both is the article's own and contains
    no end, or the columns look the same in it."""
    containers = seen.outline.containers
    one, shared = _branch(seen, above, below)
    other, _ = _branch(seen, below, above)
    are_alike = one > 0 and other > 0 and bool(containers.names[one]) and containers.look(one) == containers.look(other)
    if shared <= 0 or containers.tag[shared] in ("body", "html"):
        # Boxes of one class straight in the page are the text's where the headline stands above them: a post holds its own.
        headline = seen.labelled.headline
        return are_alike and shared >= 0 and headline is not None and headline < containers.first[one]
    if are_alike:
        return True
    return seen.is_articles_own(shared) and not has_between(seen.ends, containers.first[shared], containers.end[shared])


def closes_article(seen: Seen, above: int, below: int) -> bool:
    """Whether a line under the text is the last one of the element with headline and text, in a box that contains only
    sentences. In a box with a picture, they are about the author."""
    containers, headline = seen.outline.containers, seen.labelled.headline
    box, shared = _branch(seen, below, above)
    if headline is None or shared <= 0 or box <= 0 or containers.tag[shared] in ("body", "html"):
        return False
    first, end = containers.first[box], containers.end[box]
    if not seen.columns.holds(shared, headline) or not is_prose(seen.blocks[below]):
        return False
    if not all(seen.is_sentence(index) for index in range(first, end)):
        return False
    rest = range(end, containers.end[shared])
    following = next((index for index in rest if seen.blocks[index].text and not seen.blocks[index].hidden), None)
    return following is None or has_between(seen.ends, following, following + 1)


def is_told_in_boxes(seen: Seen, titles: Sequence[str]) -> bool:
    """Whether most of the text stands in adjacent boxes of one make, under the article's head: the turns of a talk, questions
    with answers, steps, a live report. The page's title must name the headline, a fact about the article must stand above the
    boxes, none of their lines may be a link, and only numbers and pagers may stand in between. Boxes with moments may otherwise
    only have an outlet's name: posts have their writers', and lists of other texts have titles."""
    headline, blocks, text = seen.labelled.headline, seen.blocks, seen.text
    if headline is None or headline > text[0] or not has_between(seen.facts, headline, text[0]):
        return False
    name = blocks[headline].text
    if headline_size(name) < MIN_HEADLINE or not any(name in title for title in titles):
        return False
    kept = frozenset(text)
    lines = [block for block in blocks[text[0] : text[-1] + 1] if block.text and not block.hidden]
    if any(block.link_chars for block in lines) or has_between(seen.ends, text[0], text[-1]):
        return False
    others = [block for block in lines if block.number not in kept and any(map(str.isalpha, block.text))]
    if (others or any(_is_moment(seen, block) for block in lines)) and not _is_report(seen, lines, others):
        return False
    return _are_in_boxes(seen)


def _is_moment(seen: Seen, block: Block) -> bool:
    """Whether a line is a fact, or nothing but a time of day."""
    return seen.states_fact(block.number) or is_clock(block.text)


def _is_report(seen: Seen, lines: Sequence[Block], others: Sequence[Block]) -> bool:
    """Whether every line that no rule takes and that is no sentence is the name of the reporting outlet, and every cut line in
    between is that name with a moment, or a control."""
    outlet = outlet_of(seen, lines[0].number, lines[-1].number)
    plain = [block for block in lines if seen.hits[block.number] is None and not ends_sentence(block.text)]
    return all(name_beside(block.text) == outlet for block in plain) and all(
        seen.verdicts[block.number].label is Label.SHARE or name_beside(block.text) == outlet for block in others
    )


def _are_in_boxes(seen: Seen) -> bool:
    """Whether the columns of the running text, except one that contains others, are boxes with similar ones beside them, and
    contain most of the text."""
    containers = seen.outline.containers
    makes: dict[int, Counter[object]] = {}
    boxed: list[int] = []
    for column, lines in seen.boxes(seen.kept).items():
        if _holds(seen, column) > len(lines):
            continue
        box = _largest(seen, column, len(lines))
        around = containers.parent[box]
        if around not in makes:
            makes[around] = _makes_in(seen, around)
        if makes[around][containers.look(box)] < MANY:
            return False
        boxed += lines
    return 2 * seen.size(boxed) >= seen.kept_size


def _holds(seen: Seen, element: int) -> int:
    """The number of kept lines of running text in an element."""
    containers = seen.outline.containers
    return len(between(seen.kept, containers.first[element], containers.end[element]))


def _largest(seen: Seen, box: int, lines: int) -> int:
    """The largest element around a box that contains no more of these lines than the box."""
    parents = seen.outline.containers.parent
    while parents[box] > 0 and _holds(seen, parents[box]) == lines:
        box = parents[box]
    return box


def _makes_in(seen: Seen, around: int) -> Counter[object]:
    """The number of children of an element that contain lines of the text, by their looks."""
    containers, found = seen.outline.containers, Counter[object]()
    lines = between(seen.text, containers.first[around], containers.end[around])
    place = 0
    while place < len(lines):
        element = seen.blocks[lines[place]].container
        while element > 0 and containers.parent[element] != around:
            element = containers.parent[element]
        if element > 0:
            found[containers.look(element)] += 1
        place = max(place + 1, bisect_left(lines, containers.end[element]) if element > 0 else 0)
    return found


def _branch(seen: Seen, index: int, other: int) -> tuple[int, int]:
    """The largest element around a block that does not contain another one (0 without one), and the smallest that contains both
    (-1 if that is too far)."""
    parents, holds = seen.outline.containers.parent, seen.columns.holds
    branch, container = 0, seen.blocks[index].container
    for _ in range(MAX_DEPTH):
        if container <= 0 or holds(container, other):
            return branch, container
        branch, container = container, parents[container]
    return branch, -1
