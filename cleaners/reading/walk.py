"""The walk over a parsed page in Python, where nothing is compiled; `cleaners/reading/_walk.pyx` is the same walk compiled.

A block ends where a browser would start a new line: at the borders of block-level elements and at ``<br>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cleaners.reading import parse as dom
from cleaners.reading.characters import sanitize_address
from cleaners.reading.elements import (
    BLOCK,
    CELLS,
    CENTRING,
    FOLDED,
    HEADINGS,
    IN_LINE,
    MARKED,
    MARKS,
    PASSED_ON,
    SORTS,
    STRUCTURE,
    UNSEEN,
)
from cleaners.reading.hidden import HidingNames, is_hidden, is_shown
from cleaners.reading.image_sources import Picture, largest_source, read_picture
from cleaners.reading.lines import fold_space, join_han, keep_space, place_marks
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Image, Label, Video

_NONE: dict[str, str] = {}

#: What a line is where no element says more: its kind and its level.
PARAGRAPH = ("paragraph", 0)
_HIDING_ATTRIBUTES = frozenset({"hidden", "aria-hidden", "style"})
_ALIGN = lazy(r"text-align\s*:\s*(\w+)", re.I)

#: Places in the list of a container.
_TAG, _CENTRED, _END = 1, 5, 7

_new_tuple = tuple.__new__


class TooManyBlocksError(Exception):
    """The walk is at the last block that a page may have."""


class Walker:
    """State of one walk: the open elements, the line that is being collected, and the blocks so far."""

    def __init__(self, names: HidingNames) -> None:
        self.names = names
        self.blocks: list[Block] = []
        self.chars = 0
        self.most = MAX_BLOCKS
        # One list a container, in the order of `Containers`: turned into its columns at the end.
        self.containers: list[list[Any]] = [[-1, "", "", "", "", False, 0, 0]]
        self.open = [0]
        self.contexts: list[tuple[str, int]] = [PARAGRAPH]
        self.lists: list[str] = []
        self.tables: list[list[int]] = []  # open tables: [table, row, column]
        self.table_count = 0
        # How many open elements hide what they hold, and how many of them only by a name or a style sheet.
        self.hidden = self.doubtful = 0
        self.hiders: list[tuple[Any, int]] = []
        self.in_doubt: list[int] = []  # the blocks that nothing but a name or a style sheet hides
        self.picture_source: str | None = None
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.link_chars = 0
        self.bold_chars = 0
        self.marks: list[tuple[str, int, int, str | None]] = []

    def walk(self, top: Any) -> None:
        # Links and bold runs are counted by what is open, so that every text node is looked at once.
        self.links: list[tuple[int, str | None]] = []
        self.runs: list[int] = []  # where the open bold and italic runs began
        self.bolds = 0
        sorts, may_show, hiders = SORTS, _HIDING_ATTRIBUTES.isdisjoint, self.hiders
        names, tags = self.names, self.names.hiding_tags
        has_no_name = {"class", "id"}.isdisjoint if names.hiding_ids else {"class"}.isdisjoint
        events = dom.walk(top)
        open_block, close_block, add, links = self._open, self._close, self._add, self.links
        for event, element in events:
            tag = element.tag
            sort = sorts[tag]
            if event == "start":
                if sort == UNSEEN:
                    events.skip_subtree()
                    continue
                items = element.items()
                attributes = dict(items) if items else _NONE
                if items and not may_show(attributes) and is_hidden(attributes):
                    self._hide(element, 0)
                elif (
                    ((items and not has_no_name(attributes)) or tag in tags)
                    and names[tag, attributes.get("class"), attributes.get("id")]
                    and not is_shown(attributes)
                ):
                    self._hide(element, 1)
                if sort >= BLOCK:
                    if sort == FOLDED and (tag == "select" or "open" not in attributes):
                        self._hide(element, 1)
                    open_block(tag, attributes)
                elif tag == "a":
                    links.append((self.size, attributes.get("href")))
                elif sort != IN_LINE:
                    self._start(tag, attributes)
                text = element.text
            else:
                if sort >= BLOCK:
                    close_block(tag)
                elif sort == MARKED:
                    self._end(tag)
                while hiders and hiders[-1][0] is element:
                    self._end_hidden()
                if element is top:
                    break
                text = element.tail
            # White space between two elements is left: a line never begins with any.
            if text and (self.parts or not text.isspace()):
                add(text)
        self._flush()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element of which the walk knows the name, and which is neither a block nor a link."""
        if tag in MARKS:
            self.bolds += MARKS[tag] == "bold"
            self.runs.append(self.size)
        elif tag == "br":
            self._flush()
        elif tag == "video":
            self._add_video(attributes)
        elif tag == "source":
            self._note_source(attributes)
        else:
            self._add_image(attributes)

    def _end(self, tag: str) -> None:
        """The end of a link or of a bold or italic run."""
        kind, href = MARKS[tag], None
        if tag == "a":
            start, href = self.links.pop() if self.links else (0, None)
        else:
            self.bolds -= kind == "bold"
            start = self.runs.pop() if self.runs else 0
        start = min(start, self.size)  # a block inside the mark began a new line
        if self.size > start:
            if href and not href.isprintable():
                href = sanitize_address(href)
            self.marks.append((kind, start, self.size, href))

    def outline(self, flags: tuple[str, ...]) -> Outline:
        self.containers[0][_END] = len(self.blocks)
        if self.in_doubt:
            settle(self.blocks, self.in_doubt)
        columns = (list(column) for column in zip(*self.containers, strict=True))
        return Outline(tuple(self.blocks), Containers(*columns), flags)

    def _add(self, text: str) -> None:
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
        kind, level = self.contexts[-1]
        text = keep_space(raw) if kind == "pre" else fold_space(raw)
        if text:
            container = self.open[-1]
            size = len(text)
            # Its own values, in the order of the fields: a call by the class takes three times as long.
            block = (
                len(self.blocks), text, kind, level, container, self.containers[container][_TAG],
                min(self.link_chars, size), self.bold_chars * 10 >= size * 9, bool(self.lists) and self.lists[-1] == "ol",
                self.hidden > 0, tuple(self.tables[-1]) if self.tables else None,
                place_marks(raw, text, self.marks) if self.marks else (), None, None, Label.OTHER, "",
            )  # fmt: skip
            if self.hidden and self.hidden == self.doubtful:
                self.in_doubt.append(block[0])
            self.chars += size
            if block[0] >= self.most:
                self._grow()
            self.blocks.append(_new_tuple(Block, block))
        self._clear()

    def _grow(self) -> None:
        """Room for more blocks, by the text of those there are. Raises TooManyBlocksError where there is none."""
        self.most = room(self.chars)
        if len(self.blocks) >= self.most:
            for container in self.open:
                self.containers[container][_END] = len(self.blocks)
            raise TooManyBlocksError

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.parts:
            self._flush()
        containers, parent, count = self.containers, self.open[-1], len(self.blocks)
        names, own, style, centred = "", "", "", containers[parent][_CENTRED]
        if attributes:
            get = attributes.get
            own, number, style = get("class", ""), get("id"), get("style", "")
            names = f"{own} {number}".strip() if number else own.strip()
            if style or tag in CENTRING or "align" in attributes:
                centred = is_centred(tag, get("align"), style, centred)
        elif tag in CENTRING:
            centred = tag == "center"
        self.open.append(len(containers))
        containers.append([parent, tag, names, own, style, centred, count, count])
        if tag not in STRUCTURE:
            self.contexts.append(self._inherited())
            return
        self.contexts.append(self._context(tag))
        if tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag == "table":
            self.table_count += 1
            self.tables.append([self.table_count, -1, -1])
        elif tag == "tr" and self.tables:
            self.tables[-1][1] += 1
            self.tables[-1][2] = -1
        elif tag in CELLS and self.tables:
            self.tables[-1][2] += 1

    def _context(self, tag: str) -> tuple[str, int]:
        """What a line directly inside this element is; quotes, headings and list items pass it on to what they hold."""
        if tag in HEADINGS:
            return ("heading", HEADINGS[tag])
        if tag == "blockquote":
            return ("quote", 0)
        if tag == "pre" or tag == "listing" or tag == "xmp":
            return ("pre", 0)
        if tag == "li":
            return ("item", max(1, len(self.lists)))
        if tag in CELLS:
            return ("cell", 0)
        return self._inherited()

    def _inherited(self) -> tuple[str, int]:
        inherited = self.contexts[-1]
        return inherited if inherited[0] in PASSED_ON else PARAGRAPH

    def _close(self, tag: str) -> None:
        if self.parts:
            self._flush()
        if len(self.open) == 1:
            return
        self.containers[self.open.pop()][_END] = len(self.blocks)
        self.contexts.pop()
        if tag not in STRUCTURE:
            return
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag == "picture":
            self.picture_source = None

    def _hide(self, element: Any, is_doubtful: int) -> None:
        if not self.hidden:
            self._flush()
        self.hiders.append((element, is_doubtful))
        self.hidden += 1
        self.doubtful += is_doubtful

    def _end_hidden(self) -> None:
        if self.hidden == 1:
            self._flush()
        self.hidden -= 1
        self.doubtful -= self.hiders.pop()[1]

    def _add_image(self, attributes: dict[str, str]) -> None:
        picture = read_picture(attributes, self.picture_source)
        if picture.url and not picture.is_icon:  # an icon is part of the line it stands in
            self._add_block(image_block, picture)

    def _add_video(self, attributes: dict[str, str]) -> None:
        self._add_block(video_block, sanitize_address(attributes.get("src") or attributes.get("data-src") or ""))

    def _add_block(self, make: Callable[..., Block], what: Any) -> None:
        """A block that is no line of text."""
        self._flush()
        if len(self.blocks) >= self.most:
            self._grow()
        container = self.open[-1]
        self.blocks.append(make(what, len(self.blocks), container, self.containers[container][_TAG], self.hidden > 0))

    def _note_source(self, attributes: dict[str, str]) -> None:
        url = source_of(attributes)
        if not url:
            return
        if self.containers[self.open[-1]][_TAG] == "picture":
            self.picture_source = self.picture_source or url
        elif self.blocks:
            self.blocks[-1] = with_video_source(self.blocks[-1], url)


def image_block(picture: Picture, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A picture as a block of the page; what its element is called stands in the caption until `cleaners.record.images`."""
    image = Image(picture.url, picture.names or None)
    return Block(number, "", "image", 0, container, tag, hidden=is_hidden, image=image)


def video_block(url: str, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A video as a block of the page; ``url`` is "" where only a ``<source>`` may name it."""
    return Block(number, "", "video", 0, container, tag, hidden=is_hidden, video=Video(url or None))


def with_video_source(block: Block, url: str) -> Block:
    """The block, with the address of a ``<source>`` where it is a video that has none."""
    if block.video is None or block.video.url:
        return block
    return block._replace(video=Video(sanitize_address(url)))


def source_of(attributes: Mapping[str, str]) -> str | None:
    """The address that a ``<source>`` names."""
    return largest_source(attributes.get("srcset") or attributes.get("data-srcset")) or attributes.get("src")


def settle(blocks: list[Block], in_doubt: list[int]) -> None:
    """What only a name or a style sheet hides is shown where it is most of the page's prose: a script shows it."""
    hidden = sum(_prose_size(blocks[index].text) for index in in_doubt)
    if hidden and hidden * 2 >= sum(_prose_size(block.text) for block in blocks):
        for index in in_doubt:
            blocks[index] = blocks[index]._replace(hidden=False)


def _prose_size(text: str) -> int:
    """Characters of a line that is a sentence; 0 of another."""
    return len(text) if any(mark in text for mark in "。！？") else 0


def is_centred(tag: str, align: str | None, style: str | None, inherited: bool) -> bool:
    """Whether an element centres its lines: by its name, its attribute ``align``, its style or the element around it."""
    if tag == "center" or (align or "").lower() == "center":
        return True
    declared = declares_centred(style) if style else None
    return inherited and tag != "td" if declared is None else declared


def declares_centred(style: str) -> bool | None:
    """Whether a style centres the lines of its element; None where it says nothing of that."""
    declared = _ALIGN.search(style) if "align" in style.lower() else None
    return None if declared is None else declared[1].lower() == "center"
