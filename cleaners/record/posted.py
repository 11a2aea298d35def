"""The line by which forums and blogs say who posted a text and when: `作者:甲 发表于:2005-07-31 12:30`, `由甲张贴 @ …`."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence import dates
from cleaners.evidence.fact_lines import parted
from cleaners.judgement.labels import Labelled
from cleaners.reading.patterns import lazy
from cleaners.record.lines import ANOTHERS
from cleaners.values import Block, Label

# An enumeration member is slow to look up compared with the other tests of a line.
_COMMENT = Label.COMMENT

#: Maximum length of such a line, in characters, and its maximum distance below the text, in blocks.
_LONGEST, _BELOW = 90, 4

#: A gap within one fact: the next fact begins after a line feed.
_GAP = r"[^\S\n]*"
_NAME = r"[^\s|,，:：;；。()（）\[\]【】<>@=\"“”/]{2,16}?"
_POSTED = lazy(
    rf"(?:作者|楼主|樓主|博主|发帖人|发布人|发布者|發表人)\s*[:：]{_GAP}(?P<one>{_NAME})(?=[\s|(（]|发表|$)"
    rf"|由\s?(?P<two>{_NAME})\s?(?:[张張][贴貼]|[发發][表布帖]|于|於|上[传傳])"
    r"|\bby\s+(?P<three>[A-Za-z0-9_]{2,16})\b"
    rf"|^\s*(?P<four>{_NAME})\s+(?:[发發][表布帖][于於]|[张張][贴貼][于於])"
)
_PUT_UP = lazy(r"(?:发布人|发布者)\s*[:：]")
_CUES = ("作者", "主：", "主:", "由", "by ", "发表于", "發表於", "发布", "发帖")


class Posted(NamedTuple):
    """The person who posted a text, and when; the name is None if the line has only a moment."""

    name: str | None
    moment: dates.Stamp


def read_posted(blocks: Sequence[Block], labelled: Labelled) -> Posted | None:
    """The first line with a name, a moment and a word for posting, from directly above the headline to right below the text.
    None without one. Lines below a heading of comments belong to readers' posts."""
    zones = labelled.zones
    first = zones.head if labelled.headline is None else max(zones.head, labelled.headline - 1)
    first, end = min(first, zones.body), min(zones.tail + _BELOW, len(blocks))
    below = range(max(first, zones.tail), end)
    end = next((index for index in below if labelled.verdicts[index].label is _COMMENT), end)
    for block in [block for block in blocks[first:end] if "20" in block.text and not block.hidden]:
        text = block.text
        if len(text) > _LONGEST or labelled.verdicts[block.number] == ANOTHERS or not any(cue in text for cue in _CUES):
            continue
        stamp = dates.read_date(text)
        match = _POSTED.search(parted(text)) if stamp is not None else None
        if stamp is not None and match is not None:
            name = next(filter(None, match.groups()))
            # Portals' staff put texts online without writing them: an ASCII name is their login.
            return Posted(None if name.isascii() and _PUT_UP.match(match.group()) else name, stamp)
    return None


def read_signing_blogger(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The name in a line without a moment, between a text and its comments, that says where the text was posted: `甲 發表在
    某某部落格`."""
    for index in range(labelled.zones.tail, len(blocks)):
        block = blocks[index]
        if labelled.verdicts[index].label is _COMMENT:
            return None
        match = _POSTED_IN.match(block.text) if len(block.text) <= _LONGEST and not block.hidden else None
        if match is not None:
            return match["name"]
    return None


_POSTED_IN = lazy(rf"\s*(?P<name>{_NAME})\s*[发發][表布]在\s*\S")
