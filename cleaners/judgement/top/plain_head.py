"""Where a head begins that stands above the main content, under a headline that no title names."""

from collections.abc import Sequence

from cleaners.evidence.outlets import ends_like_site
from cleaners.evidence.people.listed import are_names
from cleaners.judgement.measures import MANY, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import KICKER_END
from cleaners.judgement.top.decks import DECK
from cleaners.judgement.top.head_lines import can_be_headline, comes_again, is_headline_above_facts
from cleaners.reading.outline import Outline
from cleaners.rules import Opens, Rule
from cleaners.rules.navigation import is_channel_bar
from cleaners.values import FACTS, Block


def head_above(outline: Outline, hits: Sequence[Rule | None], first: int, facts: Sequence[int]) -> int:
    """Without a headline that the title confirms: where the lines of facts above the container begin, and the one or two
    short lines over them, which are headline and kicker; a picture may stand between, the mark of a programme. ``facts`` are
    the numbers of those lines."""
    blocks = outline.blocks
    if not facts:
        if _is_of_list(outline, first - 1, first) and _opens_head(blocks, hits, first):
            return first
        headings = [i for i in range(max(0, first - 3), first) if blocks[i].kind == "heading"]
        return next((i for i in headings if can_be_headline(blocks[i], hits[i])), _plain_head(blocks, hits, first))
    head, titles = _below_account(blocks, hits, facts[0]), 0
    above = next((i for i in range(head - 1, max(-1, head - 1 - NEAR), -1) if blocks[i].text), -1)
    if above >= 0 and is_headline_above_facts(blocks[above], hits[above]):
        head, titles = above, 1
    while head > 0 and titles < 2 and can_be_headline(blocks[head - 1], hits[head - 1]):
        if titles and _is_of_list(outline, head - 1, head):
            break
        head -= 1
        titles += not (DECK.match(blocks[head].text) or comes_again(blocks, hits, head))
    return head


def _is_of_list(outline: Outline, above: int, below: int) -> bool:
    """Whether a line is the last of several in an element that the line below it stands outside of: a side column, a hot list."""
    if above < 0 or below >= len(outline.blocks):
        return False
    parents, first, end = outline.containers.parent, outline.containers.first, outline.containers.end
    element = outline.blocks[above].container
    while parents[element] > 0 and not first[parents[element]] <= below < end[parents[element]]:
        element = parents[element]
    return element > 0 and sum(bool(block.text) for block in outline.blocks[first[element] : above + 1]) > MANY


def _opens_head(blocks: Sequence[Block], hits: Sequence[Rule | None], first: int) -> bool:
    """Whether the container opens with a line that may be a headline, and a fact about the article right below it."""
    if not can_be_headline(blocks[first], hits[first]) or len(blocks[first].text) < MIN_HEADLINE:
        return False
    hit = hits[first + 1] if first + 1 < len(blocks) else None
    return hit is not None and hit.label in FACTS


def _below_account(blocks: Sequence[Block], hits: Sequence[Rule | None], fact: int) -> int:
    """Where the account begins whose name, with its picture, stands right above a line of facts; that line without one."""
    name = fact - 1
    if name < 0 or hits[name] is not None or blocks[name].hidden:
        return fact
    above = name
    while above > max(0, fact - NEAR) and blocks[above - 1].image is not None:
        above -= 1
    if are_names(blocks[name].text) or (above < name and _is_under_title(blocks, hits, above, name)):
        return above
    return fact


def _is_under_title(blocks: Sequence[Block], hits: Sequence[Rule | None], above: int, name: int) -> bool:
    """Whether a line too short for a headline has a picture over it, and over that another plain line that no site is called."""
    if above == 0 or len(blocks[name].text) >= MIN_HEADLINE:
        return False
    title = blocks[above - 1]
    return can_be_headline(title, hits[above - 1]) and not title.link_chars and not ends_like_site(title.text)


def _plain_head(blocks: Sequence[Block], hits: Sequence[Rule | None], first: int) -> int:
    """Where a head of plain lines begins: the line right above the container, or above a deck there, where it is long
    enough for a headline and no link, and the line above that one where it ends in a colon."""
    above = first - 1
    if above > 0 and DECK.match(blocks[above].text) and can_be_headline(blocks[above], hits[above]):
        above -= 1
    if above < 0 or not can_be_headline(blocks[above], hits[above]) or blocks[above].link_chars:
        return first
    over = hits[above - 1] if above else None
    if over is not None and over.opens is Opens.CAPTION:
        return first  # the line below a duration says what the video shows
    kicker = above > 0 and over is None and KICKER_END.search(blocks[above - 1].text) is not None
    if (len(blocks[above].text) < MIN_HEADLINE and not kicker) or is_channel_bar(blocks[above].text):
        return first
    return above - 1 if kicker else above
