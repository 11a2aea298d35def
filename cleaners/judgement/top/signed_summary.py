"""A credit line between the summary of an article and its text, which other credit lines close."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import is_credited
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule
from cleaners.values import FACTS, Label

#: So many lines of running text below such a line, with so many times the characters of the one above it, are the article.
MIN_LINES, TIMES = 2, 2


def signs_summary(outline: Outline, hits: Sequence[Rule | None], opening: int, index: int, end: int) -> bool:
    """Whether the one line of text above a credit line sums up what stands between that and the next credit line: all of it
    running text, without a title, a name or a moment above it, as the next story and readers' posts have."""
    blocks = outline.blocks
    if sum(block.text != "" and not block.hidden for block in blocks[opening:index]) != 1:
        return False
    closing = next((i for i in range(index + 1, end) if _is_credit(hits[i])), index)
    lines = [block for block in blocks[index + 1 : closing] if block.text and not block.hidden]
    told = [block for block in lines if hits[block.number] is None and is_prose(block)]
    if len(told) < MIN_LINES or sum(len(block.text) for block in told) < TIMES * len(blocks[opening].text):
        return False
    before = [block for block in lines if block.number < told[0].number]
    if not all(hits[block.number] is None and is_credited(block.text) for block in before):
        return False
    return not any(_parts(hits[block.number]) for block in lines)


def _is_credit(hit: Rule | None) -> bool:
    return hit is not None and hit.label is Label.CREDIT


def _parts(hit: Rule | None) -> bool:
    """Whether a line states a fact, or stands after an article."""
    return hit is not None and (hit.label in FACTS or hit.effect is not Effect.LINE)
