"""A page as its blocks in reading order, and the elements that stand around them."""

# Annotations are evaluated here: `NamedTuple` compiles each one that is a string, in forty times the time.
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cleaners.values import Block

#: A page has at most so many blocks, and one more for so many characters of text: what is behind them is cut off with the
#: flag ``truncated``. The largest of 179 real pages has 3,085; a page of lines of one character costs seconds a megabyte.
MAX_BLOCKS, CHARS_A_BLOCK = 20_000, 16


#: What a line is where no element says more: its kind and its level.
PARAGRAPH = ("paragraph", 0)


class TooManyBlocksError(Exception):
    """The walk is at the last block that a page may have."""


def room(chars: int) -> int:
    """How many blocks a page of so many characters of text may have."""
    return MAX_BLOCKS + chars // CHARS_A_BLOCK


class Containers(NamedTuple):
    """The page's block-level elements in document order, one list a property; index 0 is the page itself.

    ``names`` are class and id, ``classes`` and ``styles`` as written; ``centred`` says whether the element centres its lines;
    ``first[c]`` and ``end[c]`` are the range of blocks inside element ``c`` (end excluded).
    """

    parent: list[int]
    tag: list[str]
    names: list[str]
    classes: list[str]
    styles: list[str]
    centred: list[bool]
    first: list[int]
    end: list[int]

    def column(self, container: int, lines: frozenset[str]) -> int:
        """The element whose children are the paragraphs, around an element of one: none of these tags, of which each is one
        line, and no wrapper of one."""
        while container > 0 and (self.tag[container] in lines or self.end[container] - self.first[container] < 2):
            container = self.parent[container]
        return container

    def look(self, container: int) -> tuple[str, str, str]:
        """Tag, class and style: what looks the same is printed alike."""
        return self.tag[container], self.classes[container], self.styles[container]


#: The pieces of a line are kept up to this length, in characters: a line of facts is no longer, and few others are of pieces.
MAX_PIECED = 160


class Outline(NamedTuple):
    """A page as its blocks in reading order and the elements around them.

    ``pieces`` has the texts of the inline elements that short lines are made of, by the numbers of their blocks: a style sheet
    may set a gap between them that the text does not have.
    """

    blocks: tuple[Block, ...]
    containers: Containers
    flags: tuple[str, ...] = ()
    pieces: Mapping[int, tuple[str, ...]] = MappingProxyType({})
