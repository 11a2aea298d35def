"""Labels for what stands after an article, around it and between its paragraphs: credits, widgets, what an element's name says,
and cards of other articles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleaners.evidence.element_names import LABELS, RANKS, REMEMBERED, rank_of
from cleaners.evidence.people.roles import opens_with_credit_role
from cleaners.judgement.measures import LINES, MAX_FACT, MIN_HEADLINE
from cleaners.judgement.runs import Names, label_around, label_run
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.top.head_lines import is_linked
from cleaners.judgement.verdicts import (
    AFTER_ARTICLE,
    AFTER_CONTENT,
    BEFORE,
    BODY,
    HIDDEN,
    LINK_LINE,
    SUBHEAD,
    Verdicts,
    by_element_name,
)
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.values import Block, Verdict

#: Maximum distance from an element down to the lines that its name labels, in elements.
_REACH = 5


def fill_tail(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands between the body and the end of the main content."""
    label_run(outline.blocks, hits, verdicts.rows, zones.tail, zones.end, AFTER_ARTICLE, _is_staff, HIDDEN)


def fill_outside(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands before the article and after the main content."""
    blocks, rows = outline.blocks, verdicts.rows
    label_around(outline, hits, rows, zones.head, zones.end, _names(), _REACH, HIDDEN, BEFORE)
    label_run(blocks, hits, rows, zones.end, len(blocks), AFTER_CONTENT, _is_staff, HIDDEN)


def _is_staff(text: str) -> bool:
    return len(text) <= MAX_FACT and opens_with_credit_role(text)


@cache
def _names() -> Names:
    return Names(RANKS, rank_of, tuple(map(by_element_name, LABELS)), REMEMBERED)


def label_link_cards(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """Titles of other articles between paragraphs of the text, each with its summary right below: one that is a link too, or one
    that has an element of its own with the title, which paragraphs of one other element enclose."""
    found: dict[int, Verdict] = {}
    for title in [n for n in range(zones.body, zones.tail) if given[n] == LINK_LINE or given[n] == SUBHEAD]:
        if not _is_title(outline.blocks[title]):
            continue
        summary = _next_shown(outline.blocks, title, 1)
        if summary is None or given[summary] != BODY or not ends_sentence(outline.blocks[summary].text):
            continue
        if _is_linked_card(outline.blocks, title, summary) or _is_boxed_card(outline, given, title, summary):
            found[title] = found[summary] = LINK_LINE
    return found


def _is_title(block: Block) -> bool:
    """Whether a line is a link and as long as a headline is, or as a name where it is printed as a heading."""
    least = MIN_HEADLINE // 2 if block.kind == "heading" else MIN_HEADLINE
    return len(block.text) >= least and is_linked(block)


def _next_shown(blocks: Sequence[Block], index: int, step: int) -> int | None:
    """The number of the next line that is shown, above or below one."""
    index += step
    while 0 <= index < len(blocks):
        if blocks[index].text and not blocks[index].hidden:
            return index
        index += step
    return None


def _is_linked_card(blocks: Sequence[Block], title: int, summary: int) -> bool:
    """Whether a summary is a link as its title is, and no line above or below: all are behind a link that nobody closed."""
    around = (_next_shown(blocks, title, -1), _next_shown(blocks, summary, 1))
    return is_linked(blocks[summary]) and not any(at is not None and is_linked(blocks[at]) for at in around)


def _is_boxed_card(outline: Outline, given: Sequence[Verdict | None], title: int, summary: int) -> bool:
    """Whether an element holds a title and its summary and no other line, and sentences of one element stand right above and
    below. What a story quotes stands in an element for quotes."""
    blocks, containers = outline.blocks, outline.containers
    card = blocks[title].container
    while card > 0 and not containers.first[card] <= summary < containers.end[card]:
        card = containers.parent[card]
    if card <= 0 or containers.tag[card] == "blockquote" or blocks[title].kind == "quote":
        return False
    first, end = containers.first[card], containers.end[card]
    above, below = _next_shown(blocks, title, -1), _next_shown(blocks, summary, 1)
    if above is None or below is None or above >= first or below < end:
        return False
    if any(given[at] != BODY or not ends_sentence(blocks[at].text) for at in (above, below)):
        return False
    column = containers.column(blocks[above].container, LINES)
    return column == containers.column(blocks[below].container, LINES) and containers.end[column] >= end
