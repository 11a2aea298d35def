"""Collect the open line during the walk over a page, and turn lines into blocks.

An element inside a sentence does not interrupt it: the line is set aside, with its position among the blocks reserved; the
element's content becomes separate blocks; then the line is continued.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

from cleaners.reading.image_sources import Picture
from cleaners.reading.lines import JOINERS, fold_space, join_han, place_marks, prose_size, shows_nothing
from cleaners.reading.outline import MAX_BLOCKS, MAX_PIECED, PARAGRAPH, TooManyBlocksError, room
from cleaners.reading.seen.asides import goes_on
from cleaners.reading.seen.made import image_block
from cleaners.values import Block, Label, Mark

#: Indexes in the list of a container.
TAG, NAMES, STYLE, CENTRED, END = 1, 2, 4, 5, 7

#: A placeholder among the blocks for a line that is not finished.
_KEPT = Block(-1, "")

_new_tuple = tuple.__new__


def have_seam(pieces: list[str]) -> bool:
    """Whether two pieces of a line meet without white space: two inline elements, or one inside a run of text."""
    return any(before[-1] > " " and piece[0] > " " for before, piece in pairwise(pieces))


class Held(NamedTuple):
    """A line set aside for an element inside its sentence: its reserved position among the blocks, the text collected so far,
    and the numbers of open elements and of those that hide."""

    slot: int
    parts: list[str]
    size: int
    link_chars: int
    bold_chars: int
    marks: list[tuple[str, int, int, str | None]]
    pictures: list[Picture]
    depth: int
    hidden: int


class Collector:
    """The open line, the blocks so far, and the facts about open elements that a block records."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: dict[int, tuple[str, ...]] = {}  # the pieces of short lines, by block number
        self.chars = 0
        self.most = MAX_BLOCKS
        # One list per container, in the order of `Containers`; converted to columns at the end.
        self.containers: list[list[Any]] = [[-1, "", "", "", "", False, 0, 0]]
        self.open = [0]
        self.contexts: list[tuple[str, int]] = [PARAGRAPH]
        self.lists: list[str] = []
        # Open tables as [table, row, column], plus rows and columns of a spanning cell; and the cells that extend down in each.
        self.tables: list[list[int]] = []
        self.carried: list[dict[int, int] | None] = []
        # Links and bold runs are counted while they are open, so that every text node is visited only once.
        self.links: list[tuple[int, str | None]] = []
        self.bolds = 0
        # Number of open elements that hide their content, and of those that do so only by a name or a style sheet.
        self.hidden = self.doubtful = 0
        self.in_doubt: list[int] = []  # blocks hidden only by a name or a style sheet
        self.hidden_prose = 0  # number of characters in hidden sentences
        self.held: list[Held] = []
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.link_chars = 0
        self.bold_chars = 0
        self.marks: list[tuple[str, int, int, str | None]] = []
        self.slot = -1  # the line's reserved position among the blocks
        self.at_border = False  # whether the next text decides if the line continues
        self.pictures: list[Picture] = []  # at that border: part of the line if it continues, else after it

    def _add(self, text: str) -> None:
        if self.at_border:
            if text.isspace():
                return
            self._cross(text[0])
        if self.contexts[-1][0] != "pre":
            text = join_han(text)
        self.parts.append(text)
        self.size += len(text)
        if self.links or self.bolds > 0:
            shown = len(text.strip())
            if self.links:
                self.link_chars += shown
            if self.bolds > 0:
                self.bold_chars += shown

    def _flush(self) -> None:
        if not self.parts:
            return
        raw = "".join(self.parts)
        context = self.contexts[-1]
        if context[0] == "pre":
            from cleaners.reading.seen.preformatted import read_lines  # imported late: few pages have any

            for line in read_lines(raw, self.marks, self.link_chars, self.bold_chars):
                self._add_line(*line)
                self.slot = -1  # the reserved position is for the first line
        else:
            text = fold_space(raw)
            if text and not (text[0] in JOINERS and shows_nothing(text)):
                if len(text) <= MAX_PIECED and self.link_chars < len(text) and have_seam(self.parts):
                    self.pieces[len(self.blocks) if self.slot < 0 else self.slot] = tuple(self.parts)
                marks = place_marks(raw, text, self.marks) if self.marks else ()
                self._add_line(text, context, marks, self.link_chars, self.bold_chars)
        pictures = self.pictures
        self._clear()
        for picture in pictures:
            self._add_block(image_block, picture)

    def _add_line(
        self, text: str, context: tuple[str, int], marks: tuple[Mark, ...], link_chars: int, bold_chars: int
    ) -> None:
        """Put a line's block at its reserved position, or after the others."""
        container, size = self.open[-1], len(text)
        number = len(self.blocks) if self.slot < 0 else self.slot
        # A plain tuple of the fields, in order: calling the class takes three times as long.
        block = (
            number, text, *context, container, self.containers[container][TAG], min(link_chars, size),
            bold_chars * 10 >= size * 9, bool(self.lists) and self.lists[-1] == "ol", self.hidden > 0,
            tuple(self.tables[-1]) if self.tables else None, marks, None, None, Label.OTHER, "",
        )  # fmt: skip
        if self.slot < 0 and number >= self.most:
            self._grow()
        if self.hidden:
            self.hidden_prose += prose_size(text)
            if self.hidden == self.doubtful:
                self.in_doubt.append(number)
        self.chars += size
        if self.slot < 0:
            self.blocks.append(_new_tuple(Block, block))
        else:
            self.blocks[number] = _new_tuple(Block, block)

    def _grow(self) -> None:
        """Raise the maximum number of blocks by the text so far. Raises TooManyBlocksError if it is reached."""
        self.most = room(self.chars)
        if len(self.blocks) >= self.most:
            for container in self.open:
                self.containers[container][END] = len(self.blocks)
            raise TooManyBlocksError

    def _put_aside(self) -> bool:
        """Set the open line aside, so that the following content becomes separate blocks. Returns whether there is an open
        line."""
        if not self.parts:
            return False
        if self.slot < 0 and not fold_space("".join(self.parts)):
            self._flush()
            return False
        if self.slot < 0:
            if len(self.blocks) >= self.most:
                self._grow()
            self.slot = len(self.blocks)
            self.blocks.append(_KEPT)
        line = (self.slot, self.parts, self.size, self.link_chars, self.bold_chars, self.marks, self.pictures)
        self.held.append(Held(*line, len(self.open), self.hidden))
        self._clear()
        return True

    def _take_up(self, depth: int = 0, hidden: int | None = None) -> None:
        """Continue the line that was set aside last, with ``depth`` open elements, of which ``hidden`` hide."""
        held = self.held.pop()
        self.slot, self.parts, self.size, self.link_chars, self.bold_chars, self.marks, self.pictures = held[:7]
        if depth:
            del self.open[depth:], self.contexts[depth:]
        if hidden is not None:
            self.hidden = self.doubtful = hidden

    def _cross(self, character: str) -> None:
        """Decide by the next character whether the line continues over a border."""
        self.at_border = False
        if self.parts and goes_on(self.parts[-1][-1], character):
            self.pictures = []
        else:
            self._flush()

    def _add_block(self, make: Callable[..., Block], what: Any) -> None:
        """Add a block that is not a line of text."""
        self._flush()
        if len(self.blocks) >= self.most:
            self._grow()
        container = self.open[-1]
        self.blocks.append(make(what, len(self.blocks), container, self.containers[container][TAG], self.hidden > 0))
