"""A credit line between the summary of an article, or a note above it, and its text."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import is_credited
from cleaners.judgement.measures import LINES
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule, match_form
from cleaners.rules.notices import TELLS_LENGTH
from cleaners.values import FACTS, Label

#: Lines of credits at most between a note and the text, and a line with a key that no rule knows.
_MAX_STAFF, _STAFF = 8, lazy(r"[^\s:：，。]{2,8}\s?[:：]\s?[^，。:：]{2,30}")

#: So many lines of running text below such a line, with so many times the characters of the one above it, are the article.
MIN_LINES, TIMES = 2, 2


def signs_summary(
    outline: Outline, hits: Sequence[Rule | None], opening: int, index: int, end: int, headline: int | None
) -> bool:
    """Whether the one line of text above a credit line sums up what stands between that and the next credit line: all of it
    running text, without a title, a name or a moment above it, as the next story and readers' posts have. Without another
    credit line, the text must stand in the column of the summary, and say what the headline says. A credit line may close a note
    too (see `_signs_note`)."""
    if _signs_note(outline, hits, index, end):
        return True
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


def _signs_note(outline: Outline, hits: Sequence[Rule | None], index: int, end: int) -> bool:
    """Whether a credit line closes only a note above the text: below it and further credits stands how long the text is, and
    then that text. Another page's text would have its title there."""
    blocks = outline.blocks
    below = [block for block in blocks[index + 1 : end] if block.text and not block.hidden]
    for place, block in enumerate(below[:_MAX_STAFF]):
        hit = hits[block.number]
        if TELLS_LENGTH.fullmatch(match_form(block.text)):
            told = below[place + 1 : place + 1 + _MAX_STAFF]
            return sum(hits[line.number] is None and is_prose(line) for line in told) >= MIN_LINES
        if not (_is_credit(hit) or (hit is None and _STAFF.fullmatch(block.text))):
            return False
    return False


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
