"""A credit line between the summary of an article and its text, which other credit lines close, or which the headline names."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import is_credited
from cleaners.judgement.head_lines import LINES
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule
from cleaners.values import FACTS, Label

#: So many lines of running text below such a line, with so many times the characters of the one above it, are the article.
MIN_LINES, TIMES = 2, 2


def signs_summary(
    outline: Outline, hits: Sequence[Rule | None], opening: int, index: int, end: int, headline: int | None
) -> bool:
    """Whether the one line of text above a credit line sums up what stands between that and the next credit line: all of it
    running text, without a title, a name or a moment above it, as the next story and readers' posts have. Without another
    credit line, the text must stand in the column of the summary, and say what the headline says."""
    blocks = outline.blocks
    if sum(block.text != "" and not block.hidden for block in blocks[opening:index]) != 1:
        return False
    closing = next((i for i in range(index + 1, end) if _is_credit(hits[i])), index)
    if closing == index:
        closing = next((i for i in range(index + 1, end) if _ends(hits[i])), end)
        if not _goes_on(outline, hits, opening, range(index + 1, closing), headline):
            return False
    lines = [block for block in blocks[index + 1 : closing] if block.text and not block.hidden]
    told = [block for block in lines if hits[block.number] is None and is_prose(block)]
    if len(told) < MIN_LINES or sum(len(block.text) for block in told) < TIMES * len(blocks[opening].text):
        return False
    before = [block for block in lines if block.number < told[0].number]
    if not all(hits[block.number] is None and is_credited(block.text) for block in before):
        return False
    return not any(_parts(hits[block.number]) for block in lines)


def _goes_on(outline: Outline, hits: Sequence[Rule | None], opening: int, below: range, headline: int | None) -> bool:
    """Whether the running text below stands in the column of a line and holds words of the headline, and all else there is
    cells."""
    if headline is None:
        return False
    blocks, column = outline.blocks, outline.containers.column
    lines = [blocks[i] for i in below if blocks[i].text and not blocks[i].hidden and blocks[i].cell is None]
    own = column(blocks[opening].container, LINES)
    if not all(hits[line.number] is None and is_prose(line) and column(line.container, LINES) == own for line in lines):
        return False
    said, text = blocks[headline].text, "".join([line.text for line in lines])
    return any(said[at : at + _SHARED] in text for at in range(len(said) - _SHARED + 1))


#: Characters of the headline that the text below must hold in a row.
_SHARED = 4


def _ends(hit: Rule | None) -> bool:
    """Whether a line stands after an article, or says whose the pictures or the rights are."""
    return hit is not None and (hit.effect is not Effect.LINE or hit.label in (Label.LEGAL, Label.CAPTION))


def _is_credit(hit: Rule | None) -> bool:
    return hit is not None and hit.label is Label.CREDIT


def _parts(hit: Rule | None) -> bool:
    """Whether a line states a fact, or stands after an article."""
    return hit is not None and (hit.label in FACTS or hit.effect is not Effect.LINE)
