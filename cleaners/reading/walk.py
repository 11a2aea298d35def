"""The walk over a parsed page in Python, used if nothing is compiled; `cleaners/reading/page/_walk.pyx` is the same walk
compiled.

A block ends where a browser would start a new line: at the borders of block-level elements and at ``<br>``.
"""

from __future__ import annotations

from typing import Any

from cleaners.reading.characters import sanitize_address
from cleaners.reading.elements import (
    BLOCK,
    CELLS,
    CENTRING,
    FOLDED,
    HEADINGS,
    IN_LINE,
    LOOSE,
    MARKED,
    MARKS,
    PASSED_ON,
    SORTS,
    STRUCTURE,
    UNSEEN,
)
from cleaners.reading.frames import PLAYER_TAGS, player_in
from cleaners.reading.hidden import HidingNames, breaks_line, is_hidden, is_shown
from cleaners.reading.image_sources import Picture, ground_of, read_picture
from cleaners.reading.outline import PARAGRAPH, Containers, Outline
from cleaners.reading.seen.asides import MAX_BUTTON, PARAGRAPHS, is_control, is_emoji, is_large_picture
from cleaners.reading.seen.collect import CENTRED, END, NAMES, STYLE, TAG, Collector
from cleaners.reading.seen.made import image_block, is_centred, source_of, video_block, with_video_source
from cleaners.reading.spans import columns_of, place_cell, rows_of
from cleaners.reading.tree import queries

_NONE: dict[str, str] = {}

_HIDING_ATTRIBUTES = frozenset({"hidden", "style"})


class Walker(Collector):
    """State of one walk: the open elements, the line being collected, and the blocks so far.

    ``shown`` contains the numbers of hiding elements, counted along the page, that are read as shown nevertheless;
    ``believes_names`` says whether names, style sheets and folded elements hide.
    """

    def __init__(self, names: HidingNames, shown: frozenset[int] = frozenset(), believes_names: bool = True) -> None:
        self.names = names
        self.shown, self.believes_names = shown, believes_names
        super().__init__()
        self.runs: list[int] = []  # where the open bold and italic runs began
        self.table_count = 0
        # The open elements that hide: whether only a name or a sheet hides it (-1: it is read as shown), its span or -1,
        # whether it has a line that was set aside, and whether it is a block.
        self.hiders: list[tuple[Any, int, int, bool, bool]] = []
        # For each element that hides by itself: its first block, the block after its last one, and its container or -1.
        self.hiding_spans: list[list[int]] = []
        # Open blocks that may be inside a sentence, and whether each has a line that was set aside.
        self.loose: list[tuple[Any, bool]] = []
        self.breaking: list[Any] = []  # open inline elements whose style puts them on their own lines
        self.picture_source: str | None = None
        self.grounds: list[int] = []  # the open blocks with a background picture
        self.opens_with_code = False  # whether the open preformatted element begins with a code element

    def walk(self, top: Any) -> None:
        self.links, self.runs, self.bolds = [], [], 0
        sorts, may_show, hiders = SORTS, _HIDING_ATTRIBUTES.isdisjoint, self.hiders
        names, tags, believes = self.names, self.names.hiding_tags, self.believes_names
        has_no_name = {"class", "id"}.isdisjoint if names.hiding_ids else {"class"}.isdisjoint
        events, breaking = queries.walk(top), self.breaking
        open_block, close_block, add, links = self._open, self._close, self._add, self.links
        for event, element in events:
            tag = element.tag
            sort = sorts[tag]
            if event == "start":
                if tag in PLAYER_TAGS:
                    self._add_players(element)
                if sort == UNSEEN:
                    events.skip_subtree()
                    continue
                has_content = tag != "embed"  # the parser may put content into embed
                items = element.items() if has_content else ()
                attributes = dict(items) if items else _NONE
                if items and not may_show(attributes) and is_hidden(attributes):
                    self._hide(element, 0, sort >= BLOCK)
                elif (
                    believes
                    and has_content
                    and ((items and not has_no_name(attributes)) or tag in tags)
                    and names[tag, attributes.get("class"), attributes.get("id")]
                    and not is_shown(attributes)
                ):
                    self._hide(element, 1, sort >= BLOCK)
                if sort <= MARKED and "style" in attributes and breaks_line(attributes["style"]):
                    breaking.append(element)
                    self._flush()
                if sort >= BLOCK:
                    if sort == FOLDED and believes and (tag == "select" or "open" not in attributes):
                        self._hide(element, 1, True)
                    open_block(tag, attributes)
                elif sort == LOOSE:
                    self._open_loose(element, tag, attributes)
                elif tag == "a":
                    links.append((self.size, attributes.get("href")))
                elif tag == "code":
                    self._start_code()
                elif sort != IN_LINE:
                    self._start(tag, attributes)
                text = element.text
            else:
                if sort >= BLOCK:
                    close_block(tag)
                elif sort == MARKED:
                    self._end(tag)
                elif sort == LOOSE:
                    self._close_loose(element, tag)
                if breaking and breaking[-1] is element:
                    breaking.pop()
                    self._flush()
                while hiders and hiders[-1][0] is element:
                    self._end_hidden()
                if element is top:
                    break
                text = element.tail
            # White space between two elements is dropped, since a line never begins with it.
            if text and (self.parts or not text.isspace()):
                add(text)
        self._flush()

    def _add_players(self, element: Any) -> None:
        """Add the video of a frame or plug-in, and that of an older element inside it."""
        for one in (element, *(element.iter("embed") if element.tag == "object" else ())):
            if url := player_in(dict(one.items())):
                self._add_block(video_block, url)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """The start of an element that the walk knows by name, and that is neither a block nor a link."""
        if tag in MARKS:
            self.bolds += MARKS[tag] == "bold"
            self.runs.append(self.size)
        elif tag == "br":
            self._flush()
        elif tag in ("video", "amp-video"):
            self._add_video(attributes)
        elif tag == "source":
            self._note_source(attributes)
        elif tag != "embed":
            self._add_image(attributes)

    def _start_code(self) -> None:
        """The start of a code element: those that fill a preformatted element one behind the other are its lines."""
        if self.contexts[-1][0] != "pre":
            return
        if not self.parts:
            self.opens_with_code = True
        elif self.opens_with_code:
            self._flush()

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
        while self.held:  # only if the walk ended inside a sentence
            self._clear()
            self._take_up(self.held[-1].depth, self.held[-1].hidden)
            self._flush()
        self.containers[0][END] = len(self.blocks)
        columns = (list(column) for column in zip(*self.containers, strict=True))
        return Outline(tuple(self.blocks), Containers(*columns), flags, self.pieces)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.parts:
            self._flush()
        containers, parent, count = self.containers, self.open[-1], len(self.blocks)
        names, own, style, centred = "", "", "", containers[parent][CENTRED]
        if attributes:
            get = attributes.get
            own, number, style = get("class", ""), get("id"), get("style", "")
            names = f"{own} {number}".strip() if number else own.strip()
            if style or tag in CENTRING or "align" in attributes:
                centred = is_centred(tag, get("align"), style, centred)
        elif tag in CENTRING:
            centred = tag == "center"
        if style and "url(" in style:
            self.grounds.append(len(containers))
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
            self.carried.append(None)
        elif tag == "tr" and self.tables:
            self.tables[-1][1] += 1
            self.tables[-1][2:] = (-1,)
        elif tag in CELLS and self.tables:
            rows, columns = rows_of(attributes.get("rowspan", "1")), columns_of(attributes.get("colspan"))
            self.carried[-1] = place_cell(self.tables[-1], self.carried[-1], rows, columns)

    def _context(self, tag: str) -> tuple[str, int]:
        """Kind and level of a line directly inside this element; quotes, headings and list items pass theirs on to inner
        elements."""
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
        if self.grounds and self.grounds[-1] == self.open[-1]:
            self._add_ground(self.containers[self.grounds.pop()])
        self.containers[self.open.pop()][END] = len(self.blocks)
        self.contexts.pop()
        if tag not in STRUCTURE:
            return
        self.opens_with_code = False
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()
            self.carried.pop()
        elif tag == "picture":
            self.picture_source = None

    def _hide(self, element: Any, is_doubtful: int, is_block: bool) -> None:
        span = -1
        if not is_doubtful:
            span = len(self.hiding_spans)
            count = len(self.blocks)
            self.hiding_spans.append([count, count, len(self.containers) if is_block else -1])
            if span in self.shown:
                self.hiders.append((element, -1, span, False, is_block))
                return
        holds = not self.hidden and self._put_aside()
        if span >= 0:
            self.hiding_spans[span][0] = len(self.blocks)
        self.hiders.append((element, is_doubtful, span, holds, is_block))
        self.hidden += 1
        self.doubtful += is_doubtful

    def _end_hidden(self) -> None:
        _, is_doubtful, span, holds, is_block = self.hiders.pop()
        if is_doubtful >= 0:
            if self.hidden == 1:
                self._flush()
            self.hidden -= 1
            self.doubtful -= is_doubtful
        if span >= 0:
            self.hiding_spans[span][1] = len(self.blocks)
        if holds:
            self._take_up()
            self.at_border = (is_block and not self._in_paragraph()) or bool(self.pictures)

    def _in_paragraph(self) -> bool:
        return self.containers[self.open[-1]][TAG] in PARAGRAPHS

    def _open_loose(self, element: Any, tag: str, attributes: dict[str, str]) -> None:
        """A button, or an element unknown to HTML: part of the sentence around it, otherwise a block."""
        in_paragraph = self._in_paragraph()
        is_block = tag == "button" and is_control(queries.short_text(element, MAX_BUTTON))
        if is_block or not (self.parts or in_paragraph):
            self.loose.append((element, is_block and self._put_aside()))
            self._open(tag, attributes)
        elif self.parts and not in_paragraph:
            self.at_border = True

    def _close_loose(self, element: Any, tag: str) -> None:
        if self.loose and self.loose[-1][0] is element:
            self._close(tag)
            if self.loose.pop()[1]:
                self._take_up()
                self.at_border = True
        elif self.parts and not self._in_paragraph():
            self.at_border = True

    def _add_image(self, attributes: dict[str, str]) -> None:
        picture = read_picture(attributes, self.picture_source)
        if not picture.url or picture.is_icon:  # an icon is part of its line
            return
        if self.parts and is_emoji(attributes):
            return
        if self.parts and not is_large_picture(attributes):
            self.pictures.append(picture)
            self.at_border = True
            return
        self._add_block(image_block, picture)

    def _add_ground(self, container: list[Any]) -> None:
        """Add the background picture of an element that has no other content."""
        if container[END] == len(self.blocks) and (url := ground_of(container[STYLE])):
            self._add_block(image_block, Picture(url, False, container[NAMES]))

    def _add_video(self, attributes: dict[str, str]) -> None:
        self._add_block(video_block, sanitize_address(attributes.get("src") or attributes.get("data-src") or ""))

    def _note_source(self, attributes: dict[str, str]) -> None:
        url = source_of(attributes)
        if not url:
            return
        if self.containers[self.open[-1]][TAG] == "picture":
            self.picture_source = self.picture_source or url
        elif self.blocks:
            self.blocks[-1] = with_video_source(self.blocks[-1], url)
