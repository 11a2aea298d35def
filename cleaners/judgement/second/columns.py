# cython: language_level=3
"""The column that a line of text stands in: what its neighbours in print stand in too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaners.reading.outline import Outline
from cleaners.values import Block

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

#: Elements of one paragraph: the column is around them.
PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "center"))

# The field of a block by its place: to ask for it by its name takes ten times as long when compiled.
_CONTAINER = cython.declare(cython.Py_ssize_t, Block._fields.index("container"))
_PARAGRAPHS = cython.declare(frozenset, PARAGRAPHS)


@cython.cclass
class Columns:
    """The columns of a page: for each line the smallest element around it that is neither a paragraph nor a wrapper of one
    block. Every element is looked at once."""

    _blocks: tuple[Block, ...]
    _parent: list[int]
    _tag: list[str]
    _first: list[int]
    _end: list[int]
    _known: dict[int, int]

    def __init__(self, outline: Outline) -> None:
        self._blocks = outline.blocks
        containers = outline.containers
        self._parent = containers.parent
        self._tag = containers.tag
        self._first = containers.first
        self._end = containers.end
        self._known = {0: 0, -1: 0}

    @cython.cfunc
    def _container(self, index: cython.Py_ssize_t) -> Any:
        return cython.cast(tuple, self._blocks[index])[_CONTAINER]

    @cython.ccall
    def of(self, index: cython.Py_ssize_t) -> Any:
        """The number of the element that is the column of a block."""
        container = self._container(index)
        known = self._known.get(container)
        return known if known is not None else self._look_up(container)

    @cython.cfunc
    def _look_up(self, container: Any) -> Any:
        """The column of what stands directly in an element; it is noted for the elements passed on the way."""
        place: cython.Py_ssize_t
        passed: list[int] = []
        while container not in self._known:
            place = container
            if self._tag[place] not in _PARAGRAPHS and self._end[place] - self._first[place] > 1:
                self._known[container] = container
                break
            passed.append(container)
            container = self._parent[place]
        column = self._known[container]
        for container in passed:
            self._known[container] = column
        return column

    def around_lines(self, lines: Sequence[int]) -> set[int]:
        """The columns of some lines."""
        index: cython.Py_ssize_t
        found: set[int] = set()
        for index in lines:
            found.add(self.of(index))
        return found

    def are_same(self, one: cython.Py_ssize_t, other: cython.Py_ssize_t) -> bool:
        """Whether two blocks stand in one column: a look that needs no climb where they are paragraphs of one element."""
        first: cython.Py_ssize_t = self._container(one)
        second: cython.Py_ssize_t = self._container(other)
        if first == second or (
            self._parent[first] == self._parent[second]
            and self._tag[first] in _PARAGRAPHS
            and self._tag[second] in _PARAGRAPHS
        ):
            return True
        return bool(self.of(one) == self.of(other))

    def around(self, first: cython.Py_ssize_t, last: cython.Py_ssize_t) -> int:
        """The smallest element that holds both of two blocks."""
        container: cython.Py_ssize_t = self._container(first)
        while container > 0 and not self._first[container] <= last < self._end[container]:
            container = self._parent[container]
        return max(container, 0)

    @cython.ccall
    @cython.exceptval(check=False)
    def holds(self, container: cython.Py_ssize_t, index: cython.Py_ssize_t) -> cython.bint:
        """Whether a block stands in an element."""
        return self._first[container] <= index < self._end[container]
