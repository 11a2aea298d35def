"""One page as templates see it: its masked lines, the column of each, and its story."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from copy import copy
from functools import cached_property, lru_cache

from cleaners.evidence.prose import is_prose, is_sentence
from cleaners.reading.outline import Outline
from cleaners.rules import match_form
from cleaners.template.places import Places, read_places
from cleaners.values import Block

#: Minimum length of a statement without a full stop, in characters; a shorter line may be a headline. In the shared corpora,
#: 205 of 213 headlines are at most this long.
MAX_TITLE = 45

#: Minimum number of characters that carry meaning in a line with a variable part: no digits and no words for dates and times.
MIN_WORDS = 2

#: Maximum length of a line in a menu or list that other pages of the site have, too, in characters.
_MENU_LINE = 30

_FLOWING = frozenset("p li tr td th tbody dd dt blockquote h2 h3 h4 h5 h6 figure figcaption pre option".split())
_DIGITS = re.compile(r"\d+")
_DROPPED = re.compile(r"[\s*#]+")
_KEY = re.compile(r"[\[【(（]?([^\W\d_]{2,6})[\s:：]+(?=\S)")
_SILENT = re.compile(r"[\W\d_年月日号时分秒点第上下午周星期a-zA-Z]+")


def mask(line: str) -> str:
    """A line in the form in which pages are compared: its match form without white space, runs of digits as ``#``. Numbers in
    sentences stay: a daily report with other figures is another text."""
    return _mask_again(line) if len(line) <= _MENU_LINE else _mask(line)


def _mask(line: str) -> str:
    form = _DROPPED.sub("", match_form(line))
    return form if is_sentence(line) else _DIGITS.sub("#", form)


_mask_again = lru_cache(maxsize=4096)(_mask)


def is_worded(masked: str) -> bool:
    """Whether a masked line contains words: ``#:#`` and ``#月#日`` match any time and date. In a line without a variable part,
    one letter is enough."""
    if "#" in masked or "*" in masked:
        return len(_SILENT.sub("", masked)) >= MIN_WORDS
    return any(character.isalpha() for character in masked)


def key_of(text: str) -> str | None:
    """The first word of a line, if a space or colon separates it from the rest, like a role before names. None without such a
    word, and for running text."""
    found = None if is_sentence(text) else _KEY.match(text)
    return found[1] if found else None


def is_statement(block: Block) -> bool:
    """Whether a block is running text that cannot be a headline: it has a full stop, or is too long."""
    return is_prose(block) and ("。" in block.text or len(block.text) > MAX_TITLE)


def is_flowing(tag: str) -> bool:
    """Whether elements with this tag depend on the text, so that they do not characterise a layout."""
    return tag in _FLOWING


def frame(outline: Outline, places: Places) -> dict[int, str]:
    """The elements that characterise a page's layout (those with more than one block), with their paths without counts."""
    containers = outline.containers
    return {
        index: path
        for index, path in enumerate(places.bare)
        if path and containers.end[index] - containers.first[index] > 1 and not is_flowing(containers.tag[index])
    }


class View:
    """One page. ``lines`` are the masked texts of its blocks, empty for blocks without text. Values that are rarely needed are
    computed at first use."""

    def __init__(self, outline: Outline, headline: int | None) -> None:
        self.outline = outline
        self.blocks = outline.blocks
        self.headline = headline
        self.lines = tuple([mask(block.text) if block.text else "" for block in outline.blocks])

    def under(self, headline: int | None) -> View:
        """The same page with another headline. The values computed so far do not depend on the headline and are kept."""
        other = copy(self)
        other.headline = headline
        return other

    @property
    def is_flat(self) -> bool:
        """Whether the page is a flattened text, which has no elements."""
        return len(self.outline.containers.tag) == 1

    @cached_property
    def places(self) -> Places:
        return read_places(self.outline.containers)

    @cached_property
    def by_path(self) -> dict[str, int]:
        """The elements by their full paths."""
        numbers = range(len(self.places.paths))
        return dict(zip(self.places.from_end, numbers, strict=True)) | dict(
            zip(self.places.paths, numbers, strict=True)
        )

    @cached_property
    def columns(self) -> list[int]:
        """For each block, the smallest element around it that contains other blocks and is no paragraph: the column of its
        neighbours."""
        containers = self.outline.containers
        found = []
        for block in self.blocks:
            element = max(block.container, 0)
            while element > 0 and (
                containers.end[element] - containers.first[element] < 2 or containers.tag[element] == "p"
            ):
                element = containers.parent[element]
            found.append(max(element, 0))
        return found

    @cached_property
    def prose(self) -> list[int]:
        """The numbers of the visible blocks with running text."""
        return [index for index, block in enumerate(self.blocks) if not block.hidden and is_prose(block)]

    @cached_property
    def texts(self) -> list[int]:
        """The numbers of the blocks with text."""
        return [index for index, line in enumerate(self.lines) if line]

    def story(self, body: int, known: Container[str], taken: Container[int] = frozenset()) -> tuple[int, ...]:
        """The numbers of the blocks of running text after the headline and inside an element, without lines ``known`` from
        other pages and without blocks already ``taken``."""
        first, end = self.span(body)
        start = first if self.headline is None else max(first, self.headline + 1)
        return tuple(i for i in self.prose if start <= i < end and i not in taken and self.lines[i] not in known)

    def span(self, element: int) -> tuple[int, int]:
        """The range of blocks inside an element (end excluded); the whole page for 0."""
        if element <= 0:
            return 0, len(self.blocks)
        return self.outline.containers.first[element], self.outline.containers.end[element]

    def holds(self, element: int, indexes: Sequence[int]) -> bool:
        """Whether an element contains any of some blocks."""
        first, end = self.span(element)
        return any(first <= index < end for index in indexes)
