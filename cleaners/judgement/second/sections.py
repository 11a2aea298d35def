"""How columns of text are related: one column, sections of one article beside each other, an element that nobody closed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.dates import is_clock
from cleaners.evidence.posts import name_beside
from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import headline_size
from cleaners.judgement.head_lines import MANY, MIN_HEADLINE, ends_sentence
from cleaners.judgement.second.intruders import outlet_of
from cleaners.judgement.second.seen import Seen, between, has_between
from cleaners.values import Block, Label

#: Sections of one article are at most so many elements below what holds them both.
MAX_DEPTH = 8


def stands_in_texts_column(seen: Seen, index: int) -> bool:
    """Whether a line above the text stands in the column of its first line, beside it, or in a column that holds it and not
    the headline: an element that nobody closed."""
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
    """Whether the columns of two lines are sections of one article: what holds both is the article's own and has no end in
    it, or they look the same in what holds both."""
    containers = seen.outline.containers
    one, shared = _branch(seen, above, below)
    other, _ = _branch(seen, below, above)
    if shared <= 0 or containers.tag[shared] in ("body", "html"):
        return False
    if one and other and containers.names[one] and containers.look(one) == containers.look(other):
        return True
    return seen.is_articles_own(shared) and not has_between(seen.ends, containers.first[shared], containers.end[shared])


def closes_article(seen: Seen, above: int, below: int) -> bool:
    """Whether a line under the text is the last of the element that holds the headline and the text, in a box in which there
    are but sentences: a picture beside them is its author's."""
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
    """Whether most of the text stands in boxes of one make, side by side, under a head of its own: the turns of a talk, questions
    with their answers, steps, a report from hour to hour. Then nothing stands between its lines but numbers and pagers, none is
    a link, the page's title names the headline, and a fact about the article stands above them. Boxes with
    moments have nothing else but an outlet's name: posts have those who wrote them, a list of others' texts their titles."""
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
    """Whether each line that neither a rule takes nor ends as a sentence does is the name of the outlet whose report it is, and
    what is cut between them is that name with a moment, or a control."""
    outlet = outlet_of(seen, lines[0].number, lines[-1].number)
    plain = [block for block in lines if seen.hits[block.number] is None and not ends_sentence(block.text)]
    return all(name_beside(block.text) == outlet for block in plain) and all(
        seen.verdicts[block.number].label is Label.SHARE or name_beside(block.text) == outlet for block in others
    )


def _are_in_boxes(seen: Seen) -> bool:
    """Whether the columns of the running text, but for one that holds others, are boxes that have their like beside them and hold
    most of it."""
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
    """How many lines of running text that are kept an element holds."""
    containers = seen.outline.containers
    return len(between(seen.kept, containers.first[element], containers.end[element]))


def _largest(seen: Seen, box: int, lines: int) -> int:
    """The largest element around a box that holds no more of such lines."""
    parents = seen.outline.containers.parent
    while parents[box] > 0 and _holds(seen, parents[box]) == lines:
        box = parents[box]
    return box


def _makes_in(seen: Seen, around: int) -> Counter[object]:
    """How many elements right below one hold lines of the text, by their looks."""
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
    """The largest element around a block that does not hold another one, 0 where there is none, and the smallest that holds
    both, -1 where that is far."""
    parents, holds = seen.outline.containers.parent, seen.columns.holds
    branch, container = 0, seen.blocks[index].container
    for _ in range(MAX_DEPTH):
        if container <= 0 or holds(container, other):
            return branch, container
        branch, container = container, parents[container]
    return branch, -1
