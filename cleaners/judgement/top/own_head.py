"""The head of the page's own article where neither a title nor a heading shows its headline: a plain line right above the facts
and the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.measures import FAR, MANY, MIN_BRIEF, MIN_HEADLINE, NEAR
from cleaners.judgement.top.head_lines import can_be_headline
from cleaners.judgement.top.kickers import names_series
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule
from cleaners.values import Block, Label

#: Labels of the facts that stand right under a headline.
_FACTS = frozenset({Label.DATE, Label.SOURCE})


def locate_own_head(
    outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int], heading: int | None
) -> int | None:
    """The first plain line above a moment or a source and, below that, running text: where a single line of its look stands so,
    and no running text but that of cards above it. Cards and posts stand so in rows, and the titles of cards are links.
    ``heading`` is the heading that it stands above; on a page without one, cards speak for a plain line, since the text around
    it would be looked for among them. Linear in the number of blocks."""
    blocks = outline.blocks
    if heading is None and len(_cards(blocks, hits)) < MANY:
        return None
    first = next((number for number in prose if number == 0 or not is_card(blocks, number)), len(blocks))
    if heading is not None and first > heading:
        return None
    facts = [index for index, hit in enumerate(hits[:first]) if hit is not None and _states_fact(hit)]
    lines = dict.fromkeys(_line_above(outline, hits, prose, fact) for fact in facts)
    looks = {line: _look(outline, line) for line in lines if line is not None}
    if len(looks) > FAR:
        return None
    return next((line for line, look in looks.items() if list(looks.values()).count(look) == 1), None)


def _states_fact(hit: Rule) -> bool:
    return hit.effect is Effect.LINE and hit.label in _FACTS


def _look(outline: Outline, line: int) -> tuple[str, str, str]:
    return outline.containers.look(outline.blocks[line].container)


def _line_above(outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int], fact: int) -> int | None:
    """The line that a fact stands under, with nothing but a short line or two between, if running text follows."""
    blocks = outline.blocks
    place = bisect_right(prose, fact)
    if place == len(prose) or prose[place] > fact + NEAR or any(map(_ends, hits[fact + 1 : prose[place]])):
        return None
    for index in range(fact - 1, max(-1, fact - NEAR), -1):
        block, hit = blocks[index], hits[index]
        if not block.text or block.hidden or (hit is not None and _states_fact(hit)):
            continue
        if hit is not None or block.link_chars or block.container < 0:
            return None
        if _is_title(block, hit):
            return _of_pair(blocks, hits, index)
        if len(block.text) >= MIN_HEADLINE:
            return None
    return None


def _of_pair(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> int:
    """The headline among a line and the one above it: the bold one, none that names a series, the upper one, above its deck."""
    above = index - 1
    if above < 0 or not _is_title(blocks[above], hits[above]) or names_series(blocks[above].text):
        return index
    return index if blocks[index].bold and not blocks[above].bold else above


def _is_title(block: Block, hit: Rule | None) -> bool:
    return can_be_headline(block, hit) and len(block.text) >= MIN_HEADLINE and not block.link_chars


def _ends(hit: Rule | None) -> bool:
    return hit is not None and hit.effect is not Effect.LINE


#: Share of the mass that counts of a line under a linked title.
_CARD = 0.1


def without_cards(blocks: Sequence[Block], hits: Sequence[Rule | None], masses: list[float]) -> list[float]:
    """The masses of a page without a headline: where a credit line closes running text on it, lines right under linked titles
    count little, since they say in several cards what stands elsewhere."""
    cards = _cards(blocks, hits)
    if len(cards) < MANY or not any(closes_text(blocks, hits, index) for index in range(MANY, len(blocks))):
        return masses
    told = list(masses)
    for number in cards:
        told[number] *= _CARD
    return told


def _cards(blocks: Sequence[Block], hits: Sequence[Rule | None]) -> list[int]:
    """The numbers of the lines that say something of what a linked title above them leads to."""
    return [
        block.number
        for block in blocks[1:]
        if len(block.text) >= MIN_BRIEF
        and block.link_chars * 2 <= len(block.text)
        and hits[block.number] is None
        and is_card(blocks, block.number)
    ]


def is_card(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line stands right under one that is all link, as a summary does under its title."""
    above = blocks[number - 1]
    return len(above.text) >= MIN_HEADLINE // 2 and above.link_chars * 5 >= len(above.text) * 4


def closes_text(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line is a credit line with running text right above it that is no card's, or with several lines that link
    nowhere."""
    hit = hits[index]
    if hit is None or hit.label is not Label.CREDIT or hit.effect is not Effect.END:
        return False
    above = [block for block in blocks[max(0, index - FAR) : index] if block.text]
    while above and (fact := hits[above[-1].number]) is not None and _states_fact(fact):
        above.pop()
    if not above or hits[above[-1].number] is not None or above[-1].hidden:
        return False
    told = above[-MANY:]
    if is_prose(above[-1]):
        return not is_card(blocks, above[-1].number)
    return len(told) == MANY and not any(block.link_chars or hits[block.number] is not None for block in told)
