"""A page as blocks in reading order, and the elements around them."""

# NamedTuple compiles annotations that are strings, in forty times the time, so this module evaluates them.
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cleaners.values import Block

#: Maximum number of blocks of a page, which grows by one per ``CHARS_A_BLOCK`` characters of text; the rest is cut off, and the
#: page gets the flag ``truncated``. The largest of 179 real pages has 3,085 blocks; a page of one-character lines takes seconds
#: per megabyte.
MAX_BLOCKS, CHARS_A_BLOCK = 20_000, 16


#: Kind and level of a line without a more specific element.
PARAGRAPH = ("paragraph", 0)


class TooManyBlocksError(Exception):
    """The walk has reached the maximum number of blocks."""


def room(chars: int) -> int:
    """Maximum number of blocks of a page with this many characters of text."""
    return MAX_BLOCKS + chars // CHARS_A_BLOCK


class Containers(NamedTuple):
    """The page's block-level elements in document order, as one list per property; index 0 is the page itself.

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
        """The element whose children are the paragraphs, starting from the element of one paragraph: the innermost with more
        than one block and with none of the tags ``lines``, whose elements are single lines."""
        while container > 0 and (self.tag[container] in lines or self.end[container] - self.first[container] < 2):
            container = self.parent[container]
        return container

    def look(self, container: int) -> tuple[str, str, str]:
        """Tag, class and style: elements with equal ones look the same."""
        return self.tag[container], self.classes[container], self.styles[container]


#: Maximum length of a line whose pieces are kept, in characters: lines of facts are shorter, and few other lines have pieces.
MAX_PIECED = 160


class Outline(NamedTuple):
    """A page as blocks in reading order and the elements around them.

    ``pieces`` contains, by block number, the texts of the inline elements of short lines: a style sheet may put a gap between
    them that is not in the text.
    """

    blocks: tuple[Block, ...]
    containers: Containers
    flags: tuple[str, ...] = ()
    pieces: Mapping[int, tuple[str, ...]] = MappingProxyType({})
