"""Pictures at an article's top: those that are not its own (of a column above the headline, of a call, of an author's card), and
the caption of one that is."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.element_names import is_for_captions
from cleaners.evidence.outlets import OF_ACCOUNT, is_outlet
from cleaners.evidence.prose import is_prose
from cleaners.judgement.caption_lines import is_credited
from cleaners.judgement.measures import MIN_HEADLINE
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.top.head_lines import is_stated
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.values import FACTS, Label

#: Most blocks of a box: a picture, what it is for, a name, a moment, a control.
MAX_BOX = 6


def is_of_links(outline: Outline, picture: int, headline: int) -> bool:
    """Whether a picture above the headline stands in an element beside it that holds links: a column of cards, a menu."""
    containers, current = outline.containers, outline.blocks[picture].container
    while current > 0 and containers.end[containers.parent[current]] <= headline:
        current = containers.parent[current]
    if current <= 0 or containers.end[current] > headline:
        return False
    return any(block.link_chars for block in outline.blocks[containers.first[current] : containers.end[current]])


def is_of_call(outline: Outline, hits: Sequence[Rule | None], picture: int, headline: int) -> bool:
    """Whether a picture stands in a box with a call to scan, or opens one with facts, as an account's portrait does; none
    with the headline or running text in it."""
    containers, blocks = outline.containers, outline.blocks
    box = blocks[picture].container
    first, end = containers.first[box], containers.end[box]
    while box > 0 and end - first <= MAX_BOX and not any(block.text for block in blocks[first:end]):
        box = containers.parent[box]
        first, end = containers.first[box], containers.end[box]
    if box <= 0 or end - first > MAX_BOX or first <= headline < end:
        return False
    if any(block.hidden or is_prose(block) for block in blocks[first:end]):
        return False
    labels = {hit.label for hit in hits[first:end] if hit is not None}
    opens_card = first == picture and containers.tag[box] != "figure"  # whose line says who took the picture
    return Label.PROMO in labels or (opens_card and not labels.isdisjoint(FACTS))


#: Maximum length of a caption below a picture of the head, in characters.
_MAX_CAPTION = 70


def is_caption_in_head(outline: Outline, index: int, headline: int | None) -> bool:
    """Whether a line right below a picture under the headline, in the same small element, describes the picture: it is a
    sentence or as long as one, and no account's name."""
    blocks, containers = outline.blocks, outline.containers
    block, box = blocks[index], blocks[index - 1].container
    if headline is None or index < headline or block.link_chars or len(block.text) > _MAX_CAPTION:
        return False
    if not box < len(containers.first) or not containers.first[box] <= index < containers.end[box]:
        return False
    if is_credited(block.text) or is_for_captions(block.in_element, containers.names[block.container]):
        return False  # says so itself
    is_told = ends_sentence(block.text) or len(block.text) >= MIN_HEADLINE
    is_account = is_outlet(block.text) or OF_ACCOUNT.search(block.text) is not None
    return containers.first[box] > headline and is_told and not (is_stated(block.text) or is_account)
