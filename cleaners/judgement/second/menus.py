"""The headline of a text without elements, where all of a page was copied: its menus have lines that look like headlines, and
teasers that look like a text."""

from collections.abc import Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.outlets import read_outlet_line
from cleaners.evidence.prose import is_prose
from cleaners.judgement.measures import FAR, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import KICKER_END
from cleaners.judgement.top.decks import DECK
from cleaners.judgement.top.head_lines import can_be_headline
from cleaners.judgement.zones import FACT_LABELS, states_facts
from cleaners.rules import Fact, Rule
from cleaners.values import Block, Label

#: So many times the running text above a moment stands below it, if what is above are menus and their teasers. Right below the
#: way through the site, as much is enough.
_MUCH = 5


def headline_below_menus(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int | None) -> int | None:
    """The line above the first moment with running text below it, if hardly any running text stands above, and no credit line;
    else ``headline``, as where that one has facts below it."""
    if headline is not None and _has_facts(blocks, hits, headline):
        return headline
    lines: list[int] = []  # those that may be it, below the last way through the site
    for index, (block, hit) in enumerate(zip(blocks, hits, strict=True)):
        if hit is not None and hit.label is Label.CREDIT:
            break
        if _is_way(hit):
            lines = []
        elif _states_moment(block, hit):
            if headline is not None and index < headline <= index + FAR:
                return headline  # the day of a paper's issue, or a moment above the headline
            found = next((line for line in lines[-NEAR:] if index - line <= NEAR), None)
            if found is not None and any(map(is_prose, blocks[index + 1 : index + 1 + FAR])):
                if not _is_below_way(hits, found):
                    found = lines[-1]
                    if headline is not None and found <= headline + FAR and not _prose_in(blocks[headline:found]):
                        return headline  # the other is its deck, or a caption
                return found if are_menus(blocks, hits, found) else headline
        elif len(block.text) >= MIN_HEADLINE and can_be_headline(block, hit) and _may_head(block.text):
            lines.append(index)
    return headline


def are_menus(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int) -> bool:
    """Whether what stands above a headline with facts below it are menus, and notes of the site."""
    much = 1 if _is_below_way(hits, headline) else _MUCH
    return _has_facts(blocks, hits, headline) and _prose_in(blocks[headline + 1 :]) >= much * _prose_in(
        blocks[:headline]
    )


def _prose_in(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if is_prose(block))


def _has_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line right below this one states facts about the article, above any running text."""
    for block, hit in zip(blocks[index + 1 : index + 1 + NEAR], hits[index + 1 : index + 1 + NEAR], strict=True):
        if states_facts(block, hit) or _states_moment(block, hit):
            return True
        if hit is None and is_prose(block):
            return False
    return False


def _is_below_way(hits: Sequence[Rule | None], index: int) -> bool:
    return any(map(_is_way, hits[max(0, index - 2) : index]))


def _is_way(hit: Rule | None) -> bool:
    """Whether a line is the way through the site: the breadcrumb."""
    return hit is not None and hit.states is Fact.SECTION


def _may_head(text: str) -> bool:
    if text.count("，") > 1:
        return False  # a summary that is cut
    return DECK.match(text) is None and KICKER_END.search(text) is None and read_outlet_line(text) is None


def _states_moment(block: Block, hit: Rule | None) -> bool:
    is_fact = hit is None or hit.label in FACT_LABELS
    return is_fact and len(block.text) <= MAX_FACT and read_date(block.text) is not None
