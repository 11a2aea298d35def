# cython: language_level=3
"""The column that a line of text stands in: what its neighbours in print stand in too."""

from __future__ import annotations

from cleaners.reading.outline import Outline

#: Elements of one paragraph: the column is around them.
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "center"))


class Columns:
    """The columns of a page: for each line the smallest element around it that is neither a paragraph nor a wrapper of one
    block. Every element is looked at once."""

    def __init__(self, outline: Outline) -> None:
        self._blocks = outline.blocks
        self._containers = outline.containers
        self._known: dict[int, int] = {0: 0, -1: 0}

    def of(self, index: int) -> int:
        """The number of the element that is the column of a block."""
        containers, known = self._containers, self._known
        container = self._blocks[index].container
        path = []
        while container not in known:
            if (
                containers.tag[container] not in PARAGRAPHS
                and containers.end[container] - containers.first[container] > 1
            ):
                known[container] = container
                break
            path.append(container)
            container = containers.parent[container]
        column = known[container]
        for passed in path:
            known[passed] = column
        return column

    def are_same(self, one: int, other: int) -> bool:
        """Whether two blocks stand in one column: a look that needs no climb where they are paragraphs of one element."""
        parents, tags = self._containers.parent, self._containers.tag
        first, second = self._blocks[one].container, self._blocks[other].container
        if first == second or (
            parents[first] == parents[second] and tags[first] in PARAGRAPHS and tags[second] in PARAGRAPHS
        ):
            return True
        return self.of(one) == self.of(other)

    def around(self, first: int, last: int) -> int:
        """The smallest element that holds both of two blocks."""
        containers = self._containers
        container = self._blocks[first].container
        while container > 0 and not containers.first[container] <= last < containers.end[container]:
            container = containers.parent[container]
        return max(container, 0)

    def holds(self, container: int, index: int) -> bool:
        """Whether a block stands in an element."""
        return self._containers.first[container] <= index < self._containers.end[container]
