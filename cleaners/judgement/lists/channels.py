"""Pages of a channel: summaries, flashes or cards without links, each with a moment, and not a story."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from cleaners.evidence.dates import is_clock
from cleaners.evidence.metadata import title_parts
from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.entries import (
    MAX_MOMENT,
    is_stamp,
)
from cleaners.judgement.lists.teasers import MOST
from cleaners.judgement.measures import MANY
from cleaners.judgement.top.head_lines import is_linked
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, first_rule
from cleaners.rules.notices import AGO, EXCERPTED, MONTH_DAY, MORE
from cleaners.values import Block, Label


def is_channel(amounts: Amounts) -> bool:
    """Whether the kept lines are summaries or posts without links, and not a story."""
    if amounts.tells:
        return False
    if is_of_dated_twins(amounts) or is_one_of_dated_twins(amounts) or is_of_widget(amounts):
        return True
    return _lead_on(amounts)


def _lead_on(amounts: Amounts) -> bool:
    """Whether most lines of text have a link to the rest right below them."""
    blocks = amounts.outline.blocks
    below = (blocks[block.number + 1] for block in amounts.kept if block.number + 1 < len(blocks))
    found = sum(block.link_chars > 0 and MORE.fullmatch(block.text) is not None for block in below)
    return found >= MANY and found >= MOST * amounts.paragraphs


def is_of_dated_twins(amounts: Amounts) -> bool:
    """Whether most lines of text stand alone in adjacent elements of the same look, each with a moment or an age."""
    if len(amounts.kept) <= MANY:
        return False
    twins = dated_twins(amounts.outline, amounts.kept)
    return twins > MANY and twins >= MOST * amounts.paragraphs


def is_one_of_dated_twins(amounts: Amounts) -> bool:
    """Whether the few kept lines stand alone in an element that looks like others beside it, each with a moment or an age: then
    one card of a channel was taken for the article."""
    kept = {block.number for block in amounts.kept}
    if not 0 < len(kept) <= MANY:
        return False
    shown = [block for block in amounts.visible if is_prose(block)]
    if len(shown) - len(kept) < MANY:
        return False
    twins = dated_twins(amounts.outline, shown)
    others = [block for block in shown if block.number not in kept]
    return twins > MANY and dated_twins(amounts.outline, others) == twins - len(kept)


def dated_twins(outline: Outline, kept: Sequence[Block]) -> int:
    """How many of the kept lines of text stand each alone in one of several elements that look the same beside each other,
    with a short line there that is a moment or an age, or a link above a day and its excerpt: the most that one element holds."""
    return max(Counter(_find_twins(outline, kept, _is_dated).values()).values(), default=0)


def _find_twins(
    outline: Outline, lines: Sequence[Block], is_twin: Callable[[Block, list[Block]], bool]
) -> dict[int, object]:
    """The lines of text that stand each alone in an element and go with the short lines there, by their numbers: with the same
    value where those elements look the same beside each other."""
    parents, firsts, ends = outline.containers.parent, outline.containers.first, outline.containers.end
    numbers = [block.number for block in lines]
    found: dict[int, object] = {}
    for block in lines:
        element, parent = -1, block.container  # the largest around it that no other one stands in
        while parent > 0 and bisect_left(numbers, ends[parent]) - bisect_left(numbers, firsts[parent]) == 1:
            element, parent = parent, parents[parent]
        around = outline.blocks[firsts[element] : ends[element]] if element > 0 else ()
        if is_twin(block, [other for other in around if other is not block and 0 < len(other.text) <= MAX_MOMENT]):
            found[block.number] = parent, outline.containers.look(element)
    return found


def _is_dated(block: Block, short: list[Block]) -> bool:
    is_excerpt = EXCERPTED.match(block.text) is not None and any(map(is_linked, short))
    return is_excerpt or any(_says_when(other.text) for other in short)


def is_of_flashes(amounts: Amounts) -> bool:
    """Whether most lines of text each stand alone with a moment or a time of day and with controls, as news flashes do. An
    article has only one row of controls, with any headline."""
    controls = set(amounts.labelled.places_of(Label.SHARE))
    # A text's own facts above it, or readers' posts below.
    others = amounts.labelled.places_of(Label.SOURCE, Label.BYLINE, Label.COMMENT)
    if len(controls) <= MANY or others:
        return False

    def is_flash(_: Block, short: list[Block]) -> bool:
        is_timed = any(is_clock(other.text) or _says_when(other.text) for other in short)
        return is_timed and any(other.number in controls for other in short)

    found = _find_twins(amounts.outline, [block for block in amounts.visible if is_prose(block)], is_flash)
    counts = Counter(found.values())
    flashes = sum(block.number in found and counts[found[block.number]] > MANY for block in amounts.kept)
    return flashes > 0 and flashes >= MOST * len(amounts.kept)


def _says_when(text: str) -> bool:
    return is_stamp(text) or AGO.fullmatch(text) is not None or MONTH_DAY.fullmatch(text) is not None


def is_of_widget(amounts: Amounts) -> bool:
    """Whether the page's title is the heading of a list above its text: a readers' forum, a hot list."""
    if amounts.paragraphs < MANY:
        return False
    names = set(title_parts(amounts.metadata.titles))
    above = (block.text for block in amounts.outline.blocks[: amounts.kept[0].number] if not block.link_chars)
    return any(line in names and _heads_widget(line) for line in above)


def _heads_widget(line: str) -> bool:
    rule = first_rule(line)
    return rule is not None and rule.effect is Effect.WIDGET
