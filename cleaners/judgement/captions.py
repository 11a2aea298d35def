"""Lines that belong to a picture: captions and photo credits, distinguished from paragraphs and subheads."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.element_names import CAPTION_TAGS, is_for_captions, opens_text
from cleaners.evidence.prose import is_prose, prose_of
from cleaners.judgement.around_pictures import (
    figure_of,
    head_parts,
    heads_part,
    is_after_picture,
    signed_below,
    told_of_videos,
)
from cleaners.judgement.caption_lines import (
    MAX_SHORT,
    NUMBERED,
    PART_NUMBER,
    SAID,
    TIED,
    describes_nothing,
    ends_as_report,
    is_credited,
    is_long,
    is_marked,
    is_short_sentence,
    may_name_photographer,
    names_giver,
    names_items,
    names_source,
    names_sure_photographer,
)
from cleaners.judgement.once import once
from cleaners.judgement.runs import blocks_without_text, lines_at_pictures, lines_within
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.verdicts import (
    BODY,
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    CAPTION_SENTENCE,
)
from cleaners.reading.han import is_han
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Label, Verdict

#: A bare line under a picture is a caption up to this length (the longest on the measured pages had 68 characters).
MAX_BARE = 70
MAX_MARKED = 160
#: Maximum length of a caption that is a whole sentence, in a row of pictures, in characters.
MAX_SENTENCE = 45
#: Minimum length of the median paragraph, in characters, if a short sentence under a picture is its caption.
LONG_LINES = 60

_TAKEN = lazy(r"(?:[摄攝]影?|供图|[/／]图)\s*[）)]?\s*$|^[（(]?\s*(?:图|圖|摄影|摄|攝影|攝)\s?[/／:：|｜]")


def label_captions(outline: Outline, start: int, end: int, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The verdicts on the body's lines in ``start``..``end`` (excluded) that describe a picture beside them, by number.
    ``given`` are the verdicts so far."""
    lines, bylines = lines_within(given, start, end)
    # From two blocks above the first line to one below the last.
    pictures = blocks_without_text(outline.blocks, max(0, start - 2), end + 1)
    found = _captions_among(lines, pictures, outline)
    found |= _printed_as_headings(given, pictures, outline)
    bare = list(found.values()).count(CAPTION_AFTER_PICTURE)
    if bare >= 4 and _is_written_under_pictures(lines, found, bare, outline):
        found = {i: verdict for i, verdict in found.items() if verdict != CAPTION_AFTER_PICTURE}
    elif 0 < bare == len(found) and head_parts(outline, lines, pictures, found):
        found = {}
    elif bare >= 2:
        found |= dict.fromkeys(_sandwiched(lines, pictures, found, outline), CAPTION_AFTER_PICTURE)
    if pictures:
        signed = [*bylines, *(i for i, verdict in found.items() if verdict == CAPTION_CREDITED)]
        found |= dict.fromkeys(signed_below(outline.blocks, lines, signed), CAPTION_SENTENCE)
        found |= dict.fromkeys(_taken_by(bylines, found, outline), CAPTION_CREDITED)
        found |= dict.fromkeys(told_of_videos(outline.blocks, bylines), CAPTION_MARKED)
    return found


def _captions_among(lines: list[int], pictures: list[int], outline: Outline) -> dict[int, Verdict]:
    """The verdicts on lines that each describe a picture, by number. Only lines beside a picture, and lines that may end in a
    photo credit, are examined: most lines of a text are neither."""
    blocks, usual, beside = outline.blocks, _Usual(lines, outline), _beside(pictures, outline)
    captions, others = lines_at_pictures(outline, lines, beside, MAX_MARKED, is_for_captions, CAPTION_TAGS)
    found = {
        index: BODY if _describes_table(outline, blocks[index].container) else CAPTION_ELEMENT for index in captions
    }
    if not pictures and names_items(blocks, others):
        return found
    figured = {number for place in pictures for number in figure_of(outline, place)}
    for index in lines if figured else ():
        if index in figured and len(blocks[index].text) <= MAX_MARKED and blocks[index].kind != "heading":
            found[index] = CAPTION_ELEMENT
    for index in [one for one in others if one not in found]:
        text = blocks[index].text
        if index in beside or text[0] in "▲△" or may_name_photographer(text) or names_source(text):
            verdict = _caption_verdict(outline, index, usual)
            if verdict is not None:
                found[index] = verdict
    grids = [index for index, verdict in found.items() if verdict == CAPTION_AFTER_PICTURE and blocks[index].cell]
    for index in grids:
        found |= dict.fromkeys(_lines_of_grid(outline, blocks[index]), CAPTION_AFTER_PICTURE)
    return found


def _printed_as_headings(given: Sequence[Verdict | None], pictures: list[int], outline: Outline) -> dict[int, Verdict]:
    """Headings right under a picture that name the photographer or end as a sentence, which subheads do not."""
    blocks = outline.blocks
    found: dict[int, Verdict] = {}
    for index in (place + 1 for place in pictures if blocks[place].image is not None):
        said = given[index] if index < len(blocks) else None
        if said is None or said.label is not Label.SUBHEAD or blocks[index].kind != "heading":
            continue
        if is_credited(blocks[index].text):
            found[index] = CAPTION_CREDITED
        elif blocks[index].text[-1] == "。" and len(blocks[index].text) <= MAX_BARE:
            found[index] = CAPTION_SENTENCE
    return found


def _describes_table(outline: Outline, container: int) -> bool:
    """Whether an element for captions belongs to a table: the table's own, or that of a figure with a table and no picture."""
    containers, blocks = outline.containers, outline.blocks
    figure = container
    while figure > 0 and containers.tag[figure] not in ("figure", "table"):
        figure = containers.parent[figure]
    inside = blocks[containers.first[figure] : containers.end[figure]]
    return figure > 0 and any(block.cell is not None for block in inside) and all(block.text for block in inside)


def _beside(pictures: list[int], outline: Outline) -> set[int]:
    """The numbers of the lines directly before a picture, and of those one or two blocks after a picture or video: a video's
    duration may stand in between."""
    beside = set()
    for place in pictures:
        block = outline.blocks[place]
        beside.add(place + 1)
        if block.image is not None:
            beside.add(place - 1)
        if block.video is not None:
            beside.add(place + 2)
    return beside


class _Usual:
    """The look of most of the prose, and whether its median line is long. Only sentences under a picture are compared with it,
    so it is computed for the first of these."""

    def __init__(self, lines: list[int], outline: Outline) -> None:
        self.lines = lines
        self.outline = outline

    @once
    def _prose(self) -> list[Block]:
        blocks = self.outline.blocks
        return [blocks[index] for index in prose_of(blocks, self.lines)]

    @once
    def look(self) -> tuple[str, str, str]:
        """The look of most lines; without prose that of none."""
        look = self.outline.containers.look
        looks: dict[tuple[str, str, str], int] = {}
        for block in self._prose:
            own = look(block.container)
            looks[own] = looks.get(own, 0) + 1
        return max(looks, key=looks.__getitem__, default=("", "", ""))

    def may_end_with(self, index: int) -> bool:
        """Whether a line is the last one and ends with just an outlet, where a report names its source."""
        return index == self.lines[-1] and ends_as_report(self.outline.blocks[index].text)

    @once
    def is_centred(self) -> bool:
        """Whether most prose is centred, so that centring does not indicate a caption."""
        centred = self.outline.containers.centred
        return sum(bool(centred[block.container]) for block in self._prose) * 2 > len(self._prose)

    def has_heads_like(self, block: Block) -> bool:
        """Whether another bold line of this look stands under no picture: a subhead."""
        blocks, look = self.outline.blocks, self.outline.containers.look
        own = look(block.container)
        return any(
            blocks[index].bold
            and blocks[index] is not block
            and len(blocks[index].text) <= MAX_BARE
            and not is_after_picture(self.outline, index)
            and look(blocks[index].container) == own
            for index in self.lines
        )

    @once
    def _has_numbers(self) -> bool:
        """Whether a numbered line stands under no picture."""
        blocks = self.outline.blocks
        return any(NUMBERED.match(blocks[i].text) and not is_after_picture(self.outline, i) for i in self.lines)

    def counts_on(self, index: int) -> bool:
        """Whether a line is one of the text's numbered subheads, others of which stand under no picture."""
        return NUMBERED.match(self.outline.blocks[index].text) is not None and self._has_numbers

    @once
    def _numbers(self) -> set[int]:
        return set(self.lines)

    def opens_short_lines(self, index: int) -> bool:
        """Whether a short line is the first of several in the text that look alike: a caption stands alone, or has a photo credit
        below it, the number or one of the subheads of the text's parts, or its end."""
        if index + 1 not in self._numbers:
            return False
        blocks, look = self.outline.blocks, self.outline.containers.look
        below = blocks[index + 1]
        return (
            len(below.text) <= MAX_SENTENCE
            and below.kind == blocks[index].kind
            and look(below.container) == look(blocks[index].container)
            and not is_prose(below)
            and not is_credited(below.text)
            and not is_marked(below.text)
            and PART_NUMBER.fullmatch(below.text) is None
            and not (index + 1 in self._plain_heads and len(self._plain_heads) > 1)
        )

    @once
    def _plain_heads(self) -> set[int]:
        """The plain subheads that stand under no picture."""
        return {i for i in self.lines if heads_part(self.outline, i) and not is_after_picture(self.outline, i)}

    @once
    def kind(self) -> str:
        """The kind of most prose blocks: `item`, for example, if all of the text is a list."""
        kinds = [block.kind for block in self._prose]
        return max(dict.fromkeys(kinds), key=kinds.count, default="")

    @once
    def has_long_lines(self) -> bool:
        """Whether the median line is long."""
        lengths = sorted([len(block.text) for block in self._prose])
        return bool(lengths) and lengths[len(lengths) // 2] >= LONG_LINES


def _taken_by(bylines: list[int], found: dict[int, Verdict], outline: Outline) -> list[int]:
    """Lines under a picture or its caption that name the photographer, although they look like bylines."""
    return [
        i
        for i in bylines
        if (is_after_picture(outline, i) or (i - 1 in found and is_after_picture(outline, i - 1)))
        and _TAKEN.search(outline.blocks[i].text)
    ]


def _sandwiched(lines: list[int], pictures: list[int], found: dict[int, Verdict], outline: Outline) -> list[int]:
    """The captions that are sentences in a row of captioned pictures: single short lines between a picture and the next
    picture, a paragraph or the end."""
    blocks = outline.blocks
    if len([i for i in pictures if lines[0] <= i < lines[-1] and blocks[i].image is not None]) < 4:
        return []
    text = set(lines)
    return [
        i
        for i in lines
        if 0 < i < len(blocks) - 1
        and blocks[i - 1].image is not None
        and i not in found
        and len(blocks[i].text) <= MAX_SENTENCE
        and (blocks[i + 1].image is not None or i + 1 not in text or is_prose(blocks[i + 1]))
        and _may_describe(outline, i)
    ]


def _may_describe(outline: Outline, index: int) -> bool:
    """Whether a short line below a picture may describe it: it is no heading, no number and no direct speech."""
    block = outline.blocks[index]
    return (
        block.kind != "heading"
        and not (block.bold and NUMBERED.match(block.text))
        and not describes_nothing(block.text)
        and SAID.search(block.text) is None
        and not _ends_paragraph(outline, index - 1)
    )


def _is_written_under_pictures(lines: list[int], found: dict[int, Verdict], bare: int, outline: Outline) -> bool:
    """Whether the text consists of short lines with a picture after each, which are no captions: as many short lines stand away
    from pictures."""
    blocks = outline.blocks
    short = [i for i in lines if i not in found and blocks[i].cell is None and not is_prose(blocks[i])]
    return len(short) * 2 >= bare


def _caption_verdict(outline: Outline, index: int, usual: _Usual) -> Verdict | None:
    blocks = outline.blocks
    block = blocks[index]
    text = block.text
    after_picture = is_after_picture(outline, index)
    before_picture = index + 1 < len(blocks) and blocks[index + 1].image is not None
    if after_picture or before_picture:
        if is_marked(text):
            return CAPTION_MARKED
        if is_credited(text) or (after_picture and names_giver(block) and not usual.may_end_with(index)):
            return CAPTION_CREDITED
    elif (text[0] in "▲△" or names_sure_photographer(text)) and not is_long(block):
        return CAPTION_CREDITED
    if not after_picture or opens_text(outline.containers.classes[block.container]):
        return None
    if _is_bare_caption(outline, index, usual) and not describes_nothing(text):
        return CAPTION_AFTER_PICTURE
    if is_short_sentence(block) and usual.has_long_lines:
        return CAPTION_SENTENCE
    return None


def _is_alone_with_pictures(outline: Outline, cell: Block) -> bool:
    """Whether a cell has the only words of a table with pictures. A table without pictures lays out a part of the text."""
    inside = _table_of(outline, cell)
    return len(inside) > 1 and all(block.image is not None for block in inside if block is not cell)


def _lines_of_grid(outline: Outline, cell: Block) -> list[int]:
    """The numbers of the short lines of a table with as many pictures, in rows that alternate; none otherwise."""
    inside = _table_of(outline, cell)
    lines = [block for block in inside if block.text]
    pictures = [block for block in inside if block.image is not None]
    fits = len(lines) == len(pictures) > 1 and len(inside) == len(lines) + len(pictures)
    if not fits or any(len(block.text) > MAX_BARE or block.bold or not any(map(is_han, block.text)) for block in lines):
        return []
    return [block.number for block in lines] if pictures[0].number < lines[0].number else []


def _table_of(outline: Outline, cell: Block) -> Sequence[Block]:
    """The blocks of the table that a cell stands in; none where it stands in none."""
    containers = outline.containers
    table = cell.container
    while table > 0 and containers.tag[table] != "table":
        table = containers.parent[table]
    return outline.blocks[containers.first[table] : containers.end[table]] if table > 0 else ()


def _is_item_of_picture(outline: Outline, index: int, tag: str = "li") -> bool:
    """Whether an item of a list, or a cell, holds a picture and this one line below it, as a row of slides does."""
    containers = outline.containers
    item = outline.blocks[index].container
    while item > 0 and containers.tag[item] != tag:
        item = containers.parent[item]
    return item > 0 and containers.first[item] == index - 1 and containers.end[item] == index + 1


def _is_boxed(outline: Outline, index: int) -> bool:
    """Whether a box contains a picture and this short sentence below it. A longer sentence may be a part of the text."""
    return len(outline.blocks[index].text) <= MAX_SHORT and _is_item_of_picture(outline, index, "div")


def _is_bare_caption(outline: Outline, index: int, usual: _Usual) -> bool:
    """Whether a short line right under a picture does not look like the paragraphs around it."""
    block = outline.blocks[index]
    if len(block.text) > MAX_BARE:
        return False
    if block.kind in ("item", "quote") and block.kind != usual.kind:
        return block.kind == "item" and _is_item_of_picture(outline, index)
    if outline.containers.centred[block.container] and not usual.is_centred:
        return not (block.bold and (NUMBERED.match(block.text) or usual.has_heads_like(block)))
    if block.kind == "cell" and (_is_alone_with_pictures(outline, block) or _lines_of_grid(outline, block)):
        return True
    if block.kind == "cell" and not ends_sentence(block.text) and _is_item_of_picture(outline, index, "td"):
        return True
    if block.bold or block.kind == "cell" or _ends_paragraph(outline, index - 1):
        return False
    if is_prose(block) or block.text[-1] in "。！？；”：:":
        return (
            len(block.text) <= MAX_SENTENCE
            and TIED.match(block.text) is None
            and SAID.search(block.text) is None
            and (outline.containers.look(block.container) != usual.look or _is_boxed(outline, index))
        )
    return not (usual.opens_short_lines(index) or _opens_paragraph(outline, index) or usual.counts_on(index))


def _opens_paragraph(outline: Outline, index: int) -> bool:
    """Whether a line below a picture and the running text below it are one paragraph, and the picture is outside it."""
    picture, block, *below = outline.blocks[index - 1 : index + 2]
    is_one = bool(below) and picture.container != block.container == below[0].container
    return is_one and outline.containers.tag[block.container] == "p" and is_prose(below[0])


def _ends_paragraph(outline: Outline, picture: int) -> bool:
    """Whether a picture ends a paragraph and the next line begins another, and so may be the heading of the next part."""
    if not picture:
        return False
    above, image, below = outline.blocks[picture - 1 : picture + 2]
    return bool(above.text) and above.container == image.container != below.container
