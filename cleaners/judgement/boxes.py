"""A picture and its caption in a box of their own, between the head of an article and its text, or right behind that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaners.evidence.element_names import is_for_captions
from cleaners.evidence.outlets import OUTLET
from cleaners.judgement.caption_lines import is_credited, is_marked
from cleaners.judgement.captions import MAX_BARE, MAX_MARKED
from cleaners.judgement.verdicts import (
    BODY_IMAGE,
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    HEAD_LINE,
    LINE_UNDER_HEADLINE,
    SUMMARY,
)
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.values import Block, Label, Verdict

#: Verdicts that a line of the head has for its place alone.
_BY_PLACE = frozenset((HEAD_LINE, SUMMARY, LINE_UNDER_HEADLINE))

#: Minimum length of a caption that does not say that it is one, in characters.
_MIN_BARE = 8

#: Most blocks of a box: a picture, its caption, who took it.
_MAX_BOX = 3


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


def _could_describe(picture: Block, line: Block) -> bool:
    """Whether a line that does not say so may be a picture's caption: it is longer than the name under an avatar, and is
    no outlet's."""
    if picture.image is None or picture.image.url.lower().endswith(".gif") or line.link_chars:
        return False
    return _MIN_BARE <= len(line.text) <= MAX_BARE and not OUTLET.search(line.text)


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
