"""Boxes in and around an article: of a picture and its caption, and of what is no text, with controls of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaners.evidence.element_names import is_for_captions
from cleaners.evidence.outlets import OF_ACCOUNT, OUTLET
from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import is_credited, is_marked
from cleaners.judgement.captions import MAX_BARE, MAX_MARKED
from cleaners.judgement.entries import is_made_by_machine, names_machine
from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.runs import controls_within
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.verdicts import (
    AFTER_LABEL,
    BODY_IMAGE,
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    CONTROLLED,
    HEAD_LINE,
    LINE_UNDER_HEADLINE,
    SUMMARY,
)
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where
from cleaners.values import TEXT_LABELS, Block, Label, Verdict

#: Verdicts that a line of the head has for its place alone.
_BY_PLACE = frozenset((HEAD_LINE, SUMMARY, LINE_UNDER_HEADLINE))

#: Minimum length of a caption that does not say that it is one, in characters.
_MIN_BARE = 8

#: Most blocks of a box: a picture, its caption, who took it.
_MAX_BOX = 3

# Rows, whose members are compared by identity: to look a label up by its hash takes longer.
#: Labels of lines that are there for another thing than the article: what shares their box is so too.
_OF_OTHERS = (Label.PROMO, Label.RECOMMENDATION, Label.COMMENT)
_TEXT = tuple(TEXT_LABELS)
#: Labels of lines in a box that may belong to its controls, and its pictures.
_OPEN = (*_TEXT, Label.IMAGE, Label.ACCOUNT)
_SHARE = Label.SHARE
_CONTROLS = (_SHARE, *_OF_OTHERS)
_IN_HEAD = Where.HEAD

#: Most blocks of a box around a control.
_MAX_CONTROLLED = 12

#: Maximum length of what is printed on a button, in characters.
_MAX_BUTTON = 12


def label_boxes(
    outline: Outline, hits: Sequence[Rule | None], zones: Zones, given: Sequence[Verdict | None]
) -> dict[int, Verdict]:
    """The lines that are captions in such a box, by their numbers, and the picture of one behind the text. ``given`` are the
    verdicts before that."""
    return {**_above(outline, zones, given), **_below(outline, hits, zones)}


def _above(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> Mapping[int, Verdict]:
    blocks = outline.blocks
    found: dict[int, Verdict] = {}
    for index in range(max(1, zones.head), zones.body):
        if given[index] in _BY_PLACE and _is_picture(blocks[index - 1]):
            verdict = _caption_of(outline, index)
            if verdict is None and _is_boxed(outline, index) and _could_describe(blocks[index - 1], blocks[index]):
                verdict = CAPTION_AFTER_PICTURE
            if verdict is not None:
                found[index] = verdict
    return found


def _below(outline: Outline, hits: Sequence[Rule | None], zones: Zones) -> Mapping[int, Verdict]:
    blocks = outline.blocks
    for index in range(zones.end, len(blocks) - 1):
        line = blocks[index + 1]
        if hits[index] is not None or blocks[index].text:
            break
        if (
            blocks[index].image is not None
            and not blocks[index].hidden
            and not line.link_chars
            and _is_boxed(outline, index + 1)
        ):
            hit, verdict = hits[index + 1], _caption_of(outline, index + 1)
            if verdict is not None and (hit is None or hit.label in (Label.BYLINE, Label.CAPTION)):
                return {index: BODY_IMAGE, index + 1: verdict}
    return {}


#: What a price of goods begins with, that is no sum in a text.
_PRICE_SIGNS = frozenset("¥￥券到拼秒促活会限")

#: A button for a machine's summary, and lines of one at most.
_SUMMARY = lazy(r"(?:AI|ai|智能)(?:导读|速览|摘要|总结)(?:\s?(?:收起|展开|开启))?")
_MAX_SUMMARY = 3


def _could_describe(picture: Block, line: Block) -> bool:
    """Whether a line that does not say so may be a picture's caption: it is longer than the name under an avatar, and is
    no outlet's, nor what a platform prints of an account."""
    if picture.image is None or picture.image.url.lower().endswith(".gif") or line.link_chars:
        return False
    return _MIN_BARE <= len(line.text) <= MAX_BARE and not (OUTLET.search(line.text) or OF_ACCOUNT.search(line.text))


def _is_picture(block: Block) -> bool:
    return not block.text and not block.hidden


def _caption_of(outline: Outline, index: int) -> Verdict | None:
    """Which caption a line under a picture is by what it says or by its element; None for another line."""
    block = outline.blocks[index]
    if not block.text or block.hidden or len(block.text) > MAX_MARKED:
        return None
    element = outline.containers.tag[block.container], outline.containers.names[block.container]
    if is_for_captions(*element):
        return CAPTION_ELEMENT
    if is_marked(block.text):
        return CAPTION_MARKED
    return CAPTION_CREDITED if is_credited(block.text) else None


def _is_boxed(outline: Outline, index: int) -> bool:
    """Whether a line and the picture above it stand in an element that holds hardly anything else."""
    containers = outline.containers
    box = outline.blocks[index].container
    while box > 0 and containers.first[box] >= index:
        box = containers.parent[box]
    return box > 0 and containers.end[box] - containers.first[box] <= _MAX_BOX


def label_controlled(
    outline: Outline, hits: list[Rule | None], zones: Zones, given: Sequence[Verdict | None]
) -> dict[int, Verdict]:
    """What shares an element with a button or a line of another thing, and with no sentence and no fact of the article: the
    question above a poll's button, the picture of a card for another story, an account's. ``given`` are the verdicts before."""
    found: dict[int, Verdict] = {}
    size: int | None = None  # of the text; few pages have such a note
    for index in controls_within(outline, hits, zones.head, min(zones.tail + 1, zones.end), _CONTROLS):
        hit = hits[index]
        if index not in found and (label := _controls(outline, hit, index, given)) is not None:
            box = _controlled_by(outline, index, zones, given)
            found.update(dict.fromkeys(box, CONTROLLED[label]))
        if hit is not None and hit.label is _SHARE and index not in found:
            found.update(dict.fromkeys(_of_player(outline, index, zones, given), CONTROLLED[_SHARE]))
        if hit is not None and hit.label is _SHARE and is_made_by_machine(outline.blocks[index].text):
            size = _size_of_text(outline.blocks, range(zones.body, zones.tail), given) if size is None else size
            found.update(dict.fromkeys(_summed_up(outline, index, zones, given, size), AFTER_LABEL))
        elif hit is not None and hit.label is _SHARE and _SUMMARY.fullmatch(outline.blocks[index].text):
            size = _size_of_text(outline.blocks, range(zones.body, zones.tail), given) if size is None else size
            found.update(dict.fromkeys(_under_its_button(outline, index, zones, given, size), AFTER_LABEL))
    for index, pieces in outline.pieces.items():
        if zones.head <= index < zones.tail and len(pieces) > _MIN_PLAYER and _are_of_player(pieces):
            found[index] = CONTROLLED[_SHARE]
    for index in _prices(outline.blocks, range(zones.body, zones.tail), given):
        if index not in found:
            goods = _controlled_by(outline, index, zones, given)
            if _is_of_goods(outline.blocks, hits, goods):
                found.update(dict.fromkeys(goods, CONTROLLED[Label.PROMO]))
    return found if found and _is_told_beside(outline.blocks, zones, given, found) else {}


#: Most blocks of a player, and fewest lines by which it is one.
_MAX_PLAYER, _MIN_PLAYER = 40, 3


def _of_player(outline: Outline, index: int, zones: Zones, given: Sequence[Verdict | None]) -> list[int]:
    """The open lines of the largest element around a control that is a player."""
    from cleaners.rules.things.players import is_of_player  # the library starts without it

    blocks, containers = outline.blocks, outline.containers
    if not is_of_player(blocks[index].text):
        return []
    box, around, current = range(0), range(0), blocks[index].container
    while current > 0:
        wider = range(containers.first[current], containers.end[current])
        if wider.start < zones.head or len(wider) > _MAX_PLAYER:
            break
        if wider != around:  # a wrapper holds nothing else
            lines = [blocks[number] for number in wider if blocks[number].text]
            controls = [line for line in lines if is_of_player(line.text)]
            if not _may_be_player(lines, controls):
                break
            if len(controls) >= _MIN_PLAYER and any(sum(map(str.isalpha, line.text)) > 1 for line in controls):
                box = wider
        around, current = wider, containers.parent[current]
    return [number for number in box if blocks[number].text and _has_label(given[number], _OPEN)]


def _are_of_player(pieces: Sequence[str]) -> bool:
    from cleaners.rules.things.players import is_of_player  # the library starts without it

    return all(map(is_of_player, pieces))


def _may_be_player(lines: Sequence[Block], controls: Sequence[Block]) -> bool:
    """Whether most lines are a player's, and none is a sentence or a cell of a table, whose shares and hours are data."""
    if 2 * len(controls) < len(lines) or any(line.kind == "cell" for line in lines):
        return False
    numbers = {line.number for line in controls}
    return not any(line.number not in numbers and (is_prose(line) or line.text.endswith("。")) for line in lines)


def _prices(blocks: Sequence[Block], lines: range, given: Sequence[Verdict | None]) -> list[int]:
    """The lines amid running text that are the price of goods."""
    signed = [
        index for index in lines if (text := blocks[index].text) and text[0] in _PRICE_SIGNS and len(text) <= MAX_FACT
    ]
    if not signed:
        return []
    from cleaners.rules.acts import GOODS_PRICE  # few texts have a line that begins so

    found = [index for index in signed if GOODS_PRICE.fullmatch(blocks[index].text)]
    told = [index for index in lines if _has_label(given[index], _TEXT) and is_prose(blocks[index])]
    return [index for index in found if told and told[0] < index < told[-1]]


def _is_of_goods(blocks: Sequence[Block], hits: Sequence[Rule | None], lines: Sequence[int]) -> bool:
    """Whether lines around a price are a card of goods: it has a picture, a link, a button or how many were sold. A list of
    prices that a text gives has none."""
    if not lines:
        return False
    from cleaners.rules.acts import SOLD  # few texts have a price

    if any(hit is not None and hit.label is _SHARE for hit in hits[lines[0] : lines[-1] + 2]):
        return True
    return any(
        block.image is not None or block.link_chars or SOLD.search(block.text)
        for block in blocks[lines[0] : lines[-1] + 1]
    )


def _summed_up(outline: Outline, index: int, zones: Zones, given: Sequence[Verdict | None], size: int) -> list[int]:
    """The lines above a note that a machine made them, in the box of the note, where the text outside it is longer, or a label
    that names the machine opens the box and some text is left; ``size`` is that of the whole text, in characters."""
    blocks, own = outline.blocks, _box_around(outline, index, zones)
    if not own or own[-1] != index:
        return []
    told = [number for number in own if _has_label(given[number], _TEXT) or given[number] in _BY_PLACE]
    within = sum(len(blocks[number].text) for number in told)
    shared = range(max(own.start, zones.body), min(own.stop, zones.tail))
    label = blocks[own.start].text
    is_labelled = len(label) <= _MAX_BUTTON and names_machine(label)
    return told if size - _size_of_text(blocks, shared, given) > (0 if is_labelled else within) else []


def _under_its_button(
    outline: Outline, index: int, zones: Zones, given: Sequence[Verdict | None], size: int
) -> list[int]:
    """The few lines below a button for a machine's summary that opens a box with them, where the text outside that is longer;
    ``size`` is that of the whole text, in characters."""
    blocks, own = outline.blocks, _box_around(outline, index, zones)
    if not own or own.start != index:
        return []
    told = [number for number in own if _has_label(given[number], _TEXT)]
    within = sum(len(blocks[number].text) for number in told)
    return told if len(told) <= _MAX_SUMMARY and size > 2 * within else []


def _box_around(outline: Outline, index: int, zones: Zones) -> range:
    """The lines of the smallest element around a line and another one, in the article; none if it is a paragraph, which a line
    inside it makes no box."""
    containers = outline.containers
    box = containers.column(outline.blocks[index].container, frozenset())
    own = range(containers.first[box], containers.end[box])
    return range(0) if box <= 0 or containers.tag[box] == "p" or own.start < zones.head else own


def _size_of_text(blocks: Sequence[Block], lines: range, given: Sequence[Verdict | None]) -> int:
    """The characters of those of some lines that are text."""
    return sum(len(blocks[number].text) for number in lines if _has_label(given[number], _TEXT))


def _has_label(verdict: Verdict | None, labels: Sequence[Label]) -> bool:
    return verdict is not None and verdict.label in labels


def _controls(outline: Outline, hit: Rule | None, index: int, given: Sequence[Verdict | None]) -> Label | None:
    """The label of what a line controls or stands for besides the article; None for another line. What is printed on a button is
    none of the text, whatever it says, but for a heading that opens what stands under it."""
    block = outline.blocks[index]
    if hit is not None and hit.label in _OF_OTHERS:
        return hit.label if given[index] in (None, hit.verdict) else None
    if hit is not None and hit.where is _IN_HEAD:
        return None
    is_button = outline.containers.tag[block.container] == "button" and block.kind != "heading"
    if not is_button and (hit is None or ("关注" not in block.text and "關注" not in block.text)):
        return None
    return _SHARE if len(block.text) <= _MAX_BUTTON and not ends_sentence(block.text) else None


def _controlled_by(outline: Outline, index: int, zones: Zones, given: Sequence[Verdict | None]) -> list[int]:
    """The open lines and pictures of the largest element around a control that tells nothing. The text may end at the control,
    in the middle of the element."""
    blocks, containers = outline.blocks, outline.containers
    box, current, is_item = range(0), blocks[index].container, blocks[index].kind == "item"
    while current > 0:
        around = range(containers.first[current], containers.end[current])
        if around.start < zones.head or len(around) > _MAX_CONTROLLED:
            break
        if any(_is_told(blocks[number], given[number], is_item) for number in around if number != index):
            break
        box, current = around, containers.parent[current]
    found = [number for number in box if (verdict := given[number]) is not None and verdict.label in _OPEN]
    if not any(blocks[number].text and blocks[number].kind != "heading" for number in found):
        return []
    return [number for number in found if (verdict := given[number]) is not None and verdict.label is not Label.ACCOUNT]


def _is_told(block: Block, verdict: Verdict | None, is_item: bool) -> bool:
    """Whether a block is the article's: a sentence, a cell of its text, an item where the control is none, a fact, a caption."""
    if not block.text or (verdict is not None and (verdict.label is _SHARE or verdict.label in _OF_OTHERS)):
        return False
    if verdict is not None and verdict.label not in _OPEN:
        return True
    is_listed = block.kind == "cell" or (block.kind == "item" and not is_item)
    return is_listed or is_prose(block) or block.text.endswith("。")


def _is_told_beside(
    blocks: Sequence[Block], zones: Zones, given: Sequence[Verdict | None], found: Mapping[int, Verdict]
) -> bool:
    """Whether running text is left besides."""
    return any(
        verdict is not None and verdict.label is Label.BODY and index not in found and is_prose(blocks[index])
        for index, verdict in enumerate(given[zones.body : zones.tail], zones.body)
    )
