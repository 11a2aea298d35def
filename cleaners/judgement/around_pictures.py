"""Lines around a picture or a video: between it and its photographer, in its figure, right below it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.evidence.moments import read_duration
from cleaners.evidence.people.names import looks_like_name
from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import HAN_NAME
from cleaners.reading.han import HAN, is_han
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Maximum length of a sentence between a picture and the line with its photographer, in characters; minimum number of pictures
#: with both, for such sentences to be captions: a single one may be the only paragraph of a report.
_MAX_SIGNED, _MIN_SIGNED = 100, 2
#: A line with just a photographer and an outlet.
_SIGNED = lazy(
    rf"[（(]?[{HAN}]{{0,12}}(?:记者|通讯员|发)?\s*[:：]?\s*[（(]?\s*"
    rf"{HAN_NAME}(?:[、\s]{HAN_NAME}){{0,2}}\s*[摄攝]\s*[）)]{{0,2}}"
)


def signed_below(blocks: Sequence[Block], lines: Sequence[int], signed: Sequence[int]) -> list[int]:
    """The lines between a picture and one of the lines with its photographer, if at least two pictures have both."""
    told = set(lines)
    found = [
        number - 1
        for number in signed
        if number > 1
        and number - 1 in told
        and blocks[number - 2].image is not None
        and len(blocks[number - 1].text) <= _MAX_SIGNED
        and _SIGNED.fullmatch(blocks[number].text) is not None
    ]
    return found if _MIN_SIGNED <= len(found) < len(told) else []


_OF_VIDEO = lazy(r"[【\[]?[视視][频頻][】\]]?\s?[:：|｜丨]\s?")
_BETWEEN_NAMES = lazy(r"[、\s]+")


def told_of_videos(blocks: Sequence[Block], bylines: Sequence[int]) -> list[int]:
    """Lines under a video that describe it after the word 视频. Before names, that word is a role instead."""
    found = []
    for i in bylines:
        mark = _OF_VIDEO.match(blocks[i].text) if i and blocks[i - 1].video is not None else None
        if mark is not None and not all(
            map(looks_like_name, _BETWEEN_NAMES.split(blocks[i].text[mark.end() :].strip()))
        ):
            found.append(i)
    return found


def figure_of(outline: Outline, picture: int) -> range:
    """The blocks of the figure around a picture, from the picture on; none if the figure contains much more."""
    containers = outline.containers
    figure = outline.blocks[picture].container
    while figure > 0 and containers.end[figure] - picture <= _FIGURE and containers.tag[figure] != "figure":
        figure = containers.parent[figure]
    is_figure = figure > 0 and containers.tag[figure] == "figure" and containers.end[figure] - picture <= _FIGURE
    return range(picture, containers.end[figure]) if is_figure else range(0)


#: Maximum number of blocks of a figure: a picture, its caption and its source, each with a label for screen readers.
_FIGURE = 6
#: Such labels of the source.
_SOURCE_WORD = ("图像来源", "圖像來源", "图片来源", "圖片來源")


def is_called_source(blocks: Sequence[Block], index: int) -> bool:
    """Whether the hidden label before a line says that the line names a picture's source."""
    return index > 0 and blocks[index - 1].hidden and blocks[index - 1].text.startswith(_SOURCE_WORD)


def is_after_picture(outline: Outline, index: int) -> bool:
    """Whether a line stands right under a picture, or under a video and its duration."""
    if not index:
        return False
    above = outline.blocks[index - 1]
    if above.text and index > 1 and read_duration(above.text) is not None:
        above = outline.blocks[index - 2]
        return above.video is not None and not above.hidden
    return (above.image is not None or above.video is not None) and not above.hidden


#: A plain subhead has at most so many characters.
_MAX_SUBHEAD = 30
#: Of so many pictures one at most has a plain subhead right below it: one of two pictures may as well have a caption.
_RARE = 3


def head_parts(outline: Outline, lines: Sequence[int], pictures: Sequence[int], bare: Collection[int]) -> bool:
    """Whether the only lines that might describe a picture, ``bare``, head the text below them instead: most pictures have no
    line at all, and a line that looks as they do heads a part under no picture."""
    blocks, look = outline.blocks, outline.containers.look
    shown = sum(blocks[i].image is not None and lines[0] < i < lines[-1] for i in pictures)
    if len(bare) * _RARE > shown or not all(heads_part(outline, i) for i in bare):
        return False
    heads = [i for i in lines if i not in bare and not is_after_picture(outline, i) and heads_part(outline, i)]
    looks = {look(blocks[i].container) for i in heads}
    return all(look(blocks[i].container) in looks for i in bare)


def heads_part(outline: Outline, index: int) -> bool:
    """Whether a line may be a plain subhead: short, no sentence, in no table, above running text of the same look."""
    blocks, look = outline.blocks, outline.containers.look
    if index + 1 >= len(blocks):
        return False
    block, below = blocks[index], blocks[index + 1]
    return (
        len(block.text) <= _MAX_SUBHEAD
        and block.cell is None
        and not block.bold
        and any(map(is_han, block.text[-1:]))
        and not is_prose(block)
        and is_prose(below)
        and look(block.container) == look(below.container)
    )
