"""What a kicker looks like, the short line above a headline."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.outlets import is_outlet, read_outlet_line
from cleaners.judgement.measures import WHOLE
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Minimum length of a kicker, in word characters.
MIN_KICKER = 5

#: How a line ends that names a series, or the number of a part of one.
_SERIES = lazy(
    r"系列(?:报道|報導|報道|评论|評論|述评|访谈|特稿|专题)?(?:之|[（(])?(?:[一二三四五六七八九十百]{1,3}|[①-⑳]|\d{1,3})?(?:篇)?[)）]?\s*$|(?:报道|[·•（(”」》])\s?之[一二三四五六七八九十]{1,3}[)）]?\s*$"
)


def names_series(text: str) -> bool:
    """Whether a line names the series that a report is one of, as a kicker does: `“流动的河”系列报道之三`."""
    return ("系列" in text or "之" in text) and _SERIES.search(text, max(0, len(text) - 16)) is not None


#: Maximum length of a word of a motto, in characters.
_MOTTO_WORD = 4

#: Minimum number of such words in the line of a motto.
_MOTTO_WORDS = 3

#: What says the weather or the date.
_WEATHER = lazy(r"℃|°|天气|天氣|星期|周[一二三四五六日]|农历|農曆")


def is_said_daily(words: Sequence[str]) -> bool:
    """Whether a line above the headline stands on every page: a motto of short words, the weather or the date."""
    is_motto = len(words) >= _MOTTO_WORDS and all(len(word) <= _MOTTO_WORD for word in words)
    return is_motto or any(map(_WEATHER.search, words))


def _stands_beside(outline: Outline, above: int, headline: int) -> bool:
    """Whether two lines stand in separate adjacent boxes, and the first one opens the element around both."""
    containers = outline.containers
    one, other = _own_box(outline, above), _own_box(outline, headline)
    around = containers.parent[other]
    return containers.parent[one] == around > 0 and containers.first[around] == above and one != other


def _own_box(outline: Outline, index: int) -> int:
    """The largest element that holds a line and nothing else."""
    containers, box = outline.containers, outline.blocks[index].container
    while box > 0 and (up := containers.parent[box]) > 0 and containers.end[up] - containers.first[up] == 1:
        box = up
    return box


def stand_together(outline: Outline, above: int, headline: int) -> bool:
    """Whether two lines open a small element, a box of head lines. Both have the same tag, unless the headline is a heading:
    then the line above it is no heading, or a lower one, and names no outlet; if both are siblings, the element may be
    large."""
    containers, blocks = outline.containers, outline.blocks
    one, other = blocks[above].container, blocks[headline].container
    is_beside = False
    if "-" in containers.tag[other]:
        other = containers.parent[other]  # <td><founder-title>…</founder-title></td>
    if containers.tag[containers.parent[other]] in ("h1", "h2", "h3"):
        other = containers.parent[other]  # <h1><div>…</div></h1>
    if any(map(is_outlet, words := blocks[above].text.split())) or is_said_daily(words):
        return False  # a site's name and its motto
    if blocks[headline].kind == "heading":
        if blocks[above].kind == "heading" and blocks[above].level <= blocks[headline].level:
            return one == other and containers.first[one] == above  # two lines of one heading
        if read_outlet_line(blocks[above].text) is not None:
            return False
        if _stands_beside(outline, above, headline) and containers.tag[containers.parent[other]] not in WHOLE:
            return True
        is_beside = containers.parent[one] == containers.parent[other]
        if is_beside and blocks[above].kind == "heading":
            return True
    elif containers.tag[one] != containers.tag[other]:
        return False
    while other > 0 and containers.first[other] > above:
        other = containers.parent[other]
    return other > 0 and containers.first[other] == above and (is_beside or containers.end[other] - above <= 8)


#: Length of a kicker that only its place shows, in characters.
_PLAIN_KICKER = range(7, 31)


def may_be_kicker(line: Block, headline: Block) -> bool:
    """Whether a line is long enough for a kicker by its place alone, or printed as a lower heading than the headline below it."""
    return len(line.text) in _PLAIN_KICKER or (line.kind == headline.kind == "heading" and line.level > headline.level)
