"""tree → the whole visible page as blocks in reading order; also text → blocks.

One walk over the tree. A block ends where a browser would start a new line: at the borders of block-level elements and at
``<br>``. White space is folded as a browser folds it, except that a line break in the source between two Han characters
vanishes instead of becoming a space (CSS Text 3, segment break transformation). Nothing else of the text is changed: no
NFKC, no folding of punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaners import dom
from cleaners.article import Block, Image, Label, Mark, Video
from cleaners.decode import NOT_PLAIN, sanitize, sanitize_address
from cleaners.hidden import HidingNames, is_hidden, is_shown
from cleaners.patterns import lazy

#: Elements whose content a reader does not see, or that are read elsewhere (head: `cleaners.metadata`).
SKIPPED = frozenset(
    (
        "script style noscript template head iframe frame noframes object embed svg canvas map "
        "audio datalist math applet param textarea title"
    ).split()
)

#: Elements that do not end a line. Unknown names are block-level when they hold a hyphen (custom elements) and inline
#: when they hold a colon (``o:p`` and other leavings of word processors).
INLINE = frozenset(
    (
        "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i input ins kbd label mark "
        "nobr q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
    ).split()
)

_NONE: dict[str, str] = {}
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CELLS = frozenset({"td", "th"})

#: Elements that mean more than a new line: what they hold is a heading, an item, a cell, …
_STRUCTURE = frozenset("h1 h2 h3 h4 h5 h6 blockquote pre listing xmp li td th ul ol table tr picture".split())
_PASSED_ON = frozenset({"quote", "heading", "item", "pre"})
_PARAGRAPH = ("paragraph", 0)
_CENTRING = frozenset({"center", "td"})  # elements that centre their lines, or stop an outer one from it

_new_tuple = tuple.__new__

#: What the walk does with an element: nothing of it is seen, it stands in a line, it opens a block, it marks its text, or
#: it is one of the few that `_Walker._start` knows by name, or it is a block that is closed until a reader opens it.
_UNSEEN, _IN_LINE, _MARKED, _NAMED, _BLOCK, _FOLDED = range(6)
_MARKS = {"a": "link", "b": "bold", "strong": "bold", "em": "italic", "i": "italic"}
_HIDING_ATTRIBUTES = frozenset({"hidden", "aria-hidden", "style"})


class _Sorts(dict[Any, int]):
    """What the walk does with an element, by its tag. lxml gives no string as the tag of what is no element."""

    def __missing__(self, tag: Any) -> int:
        if type(tag) is not str:
            return _UNSEEN
        return _IN_LINE if ":" in tag else _BLOCK


# The usual blocks are named too: `__missing__` costs as much as the rest of an element.
_SORTS = _Sorts(
    {
        **dict.fromkeys(
            "html body div p ul ol li dl dt dd table tbody thead tfoot tr td th h1 h2 h3 h4 h5 h6 section article main nav "
            "header footer aside form figure figcaption blockquote pre center hr button select option fieldset".split(),
            _BLOCK,
        ),
        **dict.fromkeys(INLINE, _IN_LINE),
        **dict.fromkeys(_MARKS, _MARKED),
        **dict.fromkeys(("br", "img", "image", "video", "source"), _NAMED),
        **dict.fromkeys(("select", "dialog"), _FOLDED),
        **dict.fromkeys(SKIPPED, _UNSEEN),
    }
)

#: Places in the list of a container.
_TAG, _CENTRED, _END = 1, 4, 6

_HAN = "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff65\u201c\u201d\u2018\u2019\u2014\u2026"
_HAN_BREAK = lazy(f"(?<=[{_HAN}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_HAN}])")
_BLANK = " \t\r\n\f"
_SPACE = lazy(f"[{_BLANK}]+")

_ALIGN = lazy(r"text-align\s*:\s*(\w+)", re.I)
_PIXELS = lazy(r"\s*(\d{1,5})(?:px)?\s*$")
_SMALL_IMAGE = 40  # pixels: what is declared smaller than this is an icon inside a line, not a picture

_IMAGE_SOURCES = (
    "data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazy", "data-actualsrc", "data-echo",
    "data-url", "data-real-src", "data-origin", "src", "_src", "zoomfile", "file",
)  # fmt: skip


#: A page has at most so many blocks, and one more for so many characters of text: what is behind them is cut off with the
#: flag ``truncated``. The largest of 179 real pages has 3,085; a page of lines of one character costs seconds a megabyte.
MAX_BLOCKS, CHARS_A_BLOCK = 20_000, 16

#: Marks of one line whose places are found one by one, where white space of the line was folded.
_FEW_MARKS = 8


class _TooManyBlocksError(Exception):
    """The walk is at the last block that a page may have."""


class Containers(NamedTuple):
    """The page's block-level elements in document order, one list a property; index 0 is the page itself.

    ``names`` are class and id as written, ``looks`` tag, class and style: equal looks are printed alike; ``centred``
    says whether the element centres its lines;
    ``first[c]`` and ``end[c]`` are the range of blocks inside element ``c`` (end excluded).
    """

    parent: list[int]
    tag: list[str]
    names: list[str]
    looks: list[tuple[str, str, str]]
    centred: list[bool]
    first: list[int]
    end: list[int]


class Outline(NamedTuple):
    """A page as its blocks in reading order and the elements around them."""

    blocks: tuple[Block, ...]
    containers: Containers
    flags: tuple[str, ...] = ()


def segment(tree: dom.Tree) -> Outline:
    """The whole page as blocks. Linear in the page; the tree is not changed."""
    walker = _Walker(HidingNames(_sheets(tree)))
    try:
        for top in tree.tops:
            walker.walk(top)
    except _TooManyBlocksError:
        return walker.outline((*tree.flags, "truncated"))
    return walker.outline(tree.flags)


def _sheets(tree: dom.Tree) -> Iterator[str]:
    """The style sheets of the page itself that hold on a screen, and with scripts."""
    for top in tree.tops:
        for style in top.iter("style"):
            if style.get("media", "all") in ("all", "screen") and next(style.iterancestors("noscript"), None) is None:
                yield style.text or ""


def segment_text(text: str) -> Outline:
    """A flattened text as blocks: one a line, the line's inner white space kept."""
    lines = [stripped for line in sanitize(text).splitlines() if (stripped := line.strip())]
    kept = lines[: MAX_BLOCKS + sum(map(len, lines)) // CHARS_A_BLOCK] if len(lines) > MAX_BLOCKS else lines
    blocks = tuple(Block(index, line, container=0) for index, line in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [("", "", "")], [False], [0], [len(blocks)])
    return Outline(blocks, containers, ("truncated",) if len(kept) < len(lines) else ())


class _Walker:
    """State of one walk: the open elements, the line that is being collected, and the blocks so far."""

    def __init__(self, names: HidingNames) -> None:
        self.names = names
        self.blocks: list[Block] = []
        self.chars = 0
        self.most = MAX_BLOCKS
        # One list a container, in the order of `Containers`: turned into its columns at the end.
        self.containers: list[list[Any]] = [[-1, "", "", ("", "", ""), False, 0, 0]]
        self.open = [0]
        self.contexts: list[tuple[str, int]] = [("paragraph", 0)]
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
        sorts, may_show, hiders = _SORTS, _HIDING_ATTRIBUTES.isdisjoint, self.hiders
        names, has_tags = self.names, self.names.has_tags
        has_no_name = {"class", "id"}.isdisjoint if names.has_ids else {"class"}.isdisjoint
        events = dom.walk(top)
        open_block, close_block, add, links = self._open, self._close, self._add, self.links
        for event, element in events:
            tag = element.tag
            sort = sorts[tag]
            if event == "start":
                if sort == _UNSEEN:
                    if type(tag) is str:
                        events.skip_subtree()
                    continue
                items = element.items()
                attributes = dict(items) if items else _NONE
                if items and not may_show(attributes) and is_hidden(attributes):
                    self._hide(element, 0)
                elif (
                    ((items and not has_no_name(attributes)) or has_tags)
                    and names[tag, attributes.get("class"), attributes.get("id")]
                    and not is_shown(attributes)
                ):
                    self._hide(element, 1)
                if sort >= _BLOCK:
                    if sort == _FOLDED and (tag == "select" or "open" not in attributes):
                        self._hide(element, 1)
                    open_block(tag, attributes)
                elif tag == "a":
                    links.append((self.size, attributes.get("href")))
                elif sort != _IN_LINE:
                    self._start(tag, attributes)
                text = element.text
            else:
                if sort >= _BLOCK:
                    close_block(tag)
                elif sort == _MARKED:
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
        if tag in _MARKS:
            self.bolds += _MARKS[tag] == "bold"
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
        kind, href = _MARKS[tag], None
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
            self._settle()
        columns = (list(column) for column in zip(*self.containers, strict=True))
        return Outline(tuple(self.blocks), Containers(*columns), flags)

    def _settle(self) -> None:
        """What only a name or a style sheet hides is shown where it is most of the page's prose: a script shows it."""
        hidden = sum(_prose(self.blocks[index].text) for index in self.in_doubt)
        if hidden and hidden * 2 >= sum(_prose(block.text) for block in self.blocks):
            for index in self.in_doubt:
                self.blocks[index] = self.blocks[index]._replace(hidden=False)

    def _add(self, text: str) -> None:
        if "\n" in text and "\n" in text.strip(_BLANK):
            text = _HAN_BREAK.sub("", text)
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
        text = _keep_space(raw) if kind == "pre" else fold_space(raw)
        if text:
            container = self.open[-1]
            size = len(text)
            # Its own values, in the order of the fields: a call by the class takes three times as long.
            block = (
                len(self.blocks), text, kind, level, container, self.containers[container][_TAG],
                min(self.link_chars, size), self.bold_chars * 10 >= size * 9, bool(self.lists) and self.lists[-1] == "ol",
                self.hidden > 0, tuple(self.tables[-1]) if self.tables else None,
                self._marks_of(raw, text) if self.marks else (), None, None, Label.OTHER, "",
            )  # fmt: skip
            if self.hidden and self.hidden == self.doubtful:
                self.in_doubt.append(block[0])
            self.chars += size
            if block[0] >= self.most:
                self._grow()
            self.blocks.append(_new_tuple(Block, block))
        self._clear()

    def _grow(self) -> None:
        """Room for more blocks, by the text of those there are. Raises _TooManyBlocksError where there is none."""
        self.most = MAX_BLOCKS + self.chars // CHARS_A_BLOCK
        if len(self.blocks) >= self.most:
            for container in self.open:
                self.containers[container][_END] = len(self.blocks)
            raise _TooManyBlocksError

    def _marks_of(self, raw: str, text: str) -> tuple[Mark, ...]:
        """Marks with their offsets moved from the collected text to the folded one."""
        marks = []
        size, blank = len(text), len(raw) - len(raw.lstrip())
        is_cut_out = raw.startswith(text, blank)  # nothing of the line was folded but its ends
        lengths = _folded_lengths(raw) if not is_cut_out and len(self.marks) > _FEW_MARKS else None
        for kind, start, end, href in self.marks:
            if start == 0 and end == len(raw):
                marks.append(Mark(0, size, kind, href))
                continue
            if is_cut_out:
                begin, stop = max(0, start - blank), min(size, end - blank)
            elif lengths is not None:
                begin, stop = min(size, lengths[start]), min(size, lengths[end])
            else:
                left = raw[:start]
                begin = len(fold_space(left + "x")) - 1 if left.strip() else 0
                stop = min(size, len(fold_space(raw[:end] + "x")) - 1)
            if stop > begin:
                marks.append(Mark(begin, stop, kind, href))
        return tuple(marks)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if self.parts:
            self._flush()
        containers, parent, count = self.containers, self.open[-1], len(self.blocks)
        names, looks, centred = "", (tag, "", ""), containers[parent][_CENTRED]
        if attributes:
            get = attributes.get
            own, number, style = get("class", ""), get("id"), get("style", "")
            names = f"{own} {number}".strip() if number else own.strip()
            looks = (tag, own, style)
            if style or tag in _CENTRING or "align" in attributes:
                centred = _is_centred(tag, attributes, centred)
        elif tag in _CENTRING:
            centred = tag == "center"
        self.open.append(len(containers))
        containers.append([parent, tag, names, looks, centred, count, count])
        if tag not in _STRUCTURE:
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
        elif tag in _CELLS and self.tables:
            self.tables[-1][2] += 1

    def _context(self, tag: str) -> tuple[str, int]:
        """What a line directly inside this element is; quotes, headings and list items pass it on to what they hold."""
        if tag in _HEADINGS:
            return ("heading", _HEADINGS[tag])
        if tag == "blockquote":
            return ("quote", 0)
        if tag == "pre" or tag == "listing" or tag == "xmp":
            return ("pre", 0)
        if tag == "li":
            return ("item", max(1, len(self.lists)))
        if tag in _CELLS:
            return ("cell", 0)
        return self._inherited()

    def _inherited(self) -> tuple[str, int]:
        inherited = self.contexts[-1]
        return inherited if inherited[0] in _PASSED_ON else _PARAGRAPH

    def _close(self, tag: str) -> None:
        if self.parts:
            self._flush()
        if len(self.open) == 1:
            return
        self.containers[self.open.pop()][_END] = len(self.blocks)
        self.contexts.pop()
        if tag not in _STRUCTURE:
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
        get = attributes.get
        small = _is_small(get("width")) or _is_small(get("height"))
        if small and self.size and "".join(self.parts).strip():
            return
        url = sanitize_address(_image_source(attributes) or self.picture_source or "")
        if not url or small:
            return
        self._flush()
        names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('alt', '')}".strip()
        container = self.open[-1]
        if len(self.blocks) >= self.most:
            self._grow()
        self.blocks.append(
            Block(
                len(self.blocks), "", "image", 0, container, self.containers[container][_TAG],
                hidden=self.hidden > 0, image=Image(url, names or None),
            )
        )  # fmt: skip

    def _add_video(self, attributes: dict[str, str]) -> None:
        self._flush()
        url = sanitize_address(attributes.get("src") or attributes.get("data-src") or "") or None
        container = self.open[-1]
        if len(self.blocks) >= self.most:
            self._grow()
        self.blocks.append(
            Block(
                len(self.blocks), "", "video", 0, container, self.containers[container][_TAG],
                hidden=self.hidden > 0, video=Video(url),
            )
        )  # fmt: skip

    def _note_source(self, attributes: dict[str, str]) -> None:
        url = _largest(attributes.get("srcset") or attributes.get("data-srcset")) or attributes.get("src")
        if not url:
            return
        last = self.blocks[-1] if self.blocks else None
        if self.containers[self.open[-1]][_TAG] == "picture":
            self.picture_source = self.picture_source or url
        elif last is not None and last.video is not None and not last.video.url:
            self.blocks[-1] = last._replace(video=Video(sanitize_address(url)))


def _folded_lengths(raw: str) -> list[int]:
    """For each place of a line the length of what stands before it when the line is folded."""
    lengths, length, is_blank = [0], 0, True
    for character in raw:
        if character in _BLANK:
            length += not is_blank
            is_blank = True
        elif (length or not character.isspace()) and (character.isprintable() or not NOT_PLAIN.match(character)):
            length += 1
            is_blank = False
        lengths.append(length)
    return lengths


def _keep_space(raw: str) -> str:
    """Lines as they are written; a carriage return, which a character reference can bring in, is a line break."""
    text = sanitize(raw)
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).strip()


def _prose(text: str) -> int:
    """Characters of a line that is a sentence; none of another."""
    return len(text) if any(mark in text for mark in "。！？") else 0


def fold_space(raw: str) -> str:
    """A line as a browser shows it: runs of ASCII white space are one space, none at the ends, forbidden
    characters gone.
    """
    text = raw.strip()
    # No printable character is forbidden or white space but the plain space; to ask so costs a tenth of the search.
    if ("  " not in text and text.isprintable()) or NOT_PLAIN.search(text) is None:
        return text
    return _SPACE.sub(" ", sanitize(text).strip())


def _is_centred(tag: str, attributes: dict[str, str], inherited: bool) -> bool:
    if tag == "center" or attributes.get("align", "").lower() == "center":
        return True
    style = attributes.get("style")
    align = _ALIGN.search(style) if style and "align" in style.lower() else None
    return align.group(1).lower() == "center" if align else inherited and tag != "td"


def _is_small(value: str | None) -> bool:
    """Whether a declared width or height is that of an icon; what is not declared in pixels is not."""
    match = _PIXELS.match(value) if value else None
    return match is not None and int(match[1]) <= _SMALL_IMAGE


def _largest(srcset: str | None) -> str | None:
    """The address with the largest descriptor of a ``srcset``."""
    best: tuple[float, str] | None = None
    for candidate in (srcset or "").split(", "):
        parts = candidate.strip().strip(",").split()
        if not parts:
            continue
        size = float(parts[1][:-1]) if len(parts) > 1 and re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?[wx]", parts[1]) else 1.0
        if best is None or size > best[0]:
            best = (size, parts[0])
    return best[1] if best else None


def _image_source(attributes: dict[str, str]) -> str | None:
    for name in _IMAGE_SOURCES:
        value = attributes.get(name, "").strip()
        if value and not value.startswith(("data:", "about:", "javascript:")):
            if name == "src" and (large := _largest(attributes.get("srcset") or attributes.get("data-srcset"))):
                return large
            return value
    return _largest(attributes.get("srcset") or attributes.get("data-srcset"))
