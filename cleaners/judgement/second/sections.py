"""How columns of text are related: one column, sections of one article beside each other, an element that nobody closed."""

from __future__ import annotations

from cleaners.judgement.second.seen import Seen, has_between

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
