"""Where the article's head, body and tail begin and end, in numbers of blocks."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.dates import opens_with_date, read_date, read_split_date
from cleaners.evidence.outlets import read_outlet_line
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.places import is_place
from cleaners.evidence.prose import is_prose
from cleaners.evidence.tables import cells_of, is_data, is_programme
from cleaners.evidence.titles import key
from cleaners.judgement.caption_lines import names_maker_of_picture
from cleaners.judgement.container import Place
from cleaners.judgement.entries import end_of_summary, opens_sections
from cleaners.judgement.measures import FAR, MAX_FACT, MAX_HEADLINE, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import KICKER_END, ends_sentence
from cleaners.judgement.tail import column_of, tail_start
from cleaners.judgement.top.decks import is_excerpt, sums_up
from cleaners.judgement.top.head_lines import is_signed_at, is_slogan
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Opens, Rule, Where
from cleaners.rules.navigation import HOME
from cleaners.rules.stamps import PLACED
from cleaners.values import Block, Label

#: Labels of lines that may stand in an article's head.
_HEAD_LABELS = frozenset(
    (
        *(Label.DATE, Label.SOURCE, Label.BYLINE, Label.ABSTRACT, Label.SHARE, Label.NAVIGATION),
        *(Label.CREDIT, Label.PROMO, Label.COMMENT),
    )
)

#: Maximum distance between two lines of facts of one head, in blocks.
MAX_GAP = 6


class Zones(NamedTuple):
    """Borders of the article in block numbers: ``head`` ≤ ``body`` ≤ ``tail`` ≤ ``end``."""

    head: int
    body: int
    tail: int
    end: int


# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_ABSTRACT, _IN_HEAD = Opens.ABSTRACT, Where.HEAD


def locate_zones(outline: Outline, hits: Sequence[Rule | None], place: Place) -> Zones:
    """The borders of the article, from its place, its headline, and the rule that matches each line."""
    blocks = outline.blocks
    head = place.first
    if place.headline is not None and place.headline < place.first:
        head = place.headline
    elif place.headline is None:
        from cleaners.judgement.top.plain_head import head_above  # the titles of most pages name the headline

        facts = [i for i in range(max(0, place.first - FAR), place.first) if states_facts(blocks[i], hits[i])]
        head = head_above(outline, hits, place.first, facts)
    opening = _first_text(outline, hits, place)
    body = _body_start(outline, hits, place, opening)
    tail = max(body, tail_start(outline, hits, place, opening))
    return Zones(head, body, tail, place.end)


#: Maximum length of an account's name, in characters.
_MAX_NAME = 20

#: Maximum length of a line that may be a place by its length alone, in characters.
_MAX_PLACE = 4

#: Labels of lines that state a fact about the article.
FACT_LABELS = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE, Label.ABSTRACT})


def states_facts(block: Block, hit: Rule | None) -> bool:
    """Whether a line states facts about the article: by its rule, or since it opens with a moment, or has one behind a name."""
    if hit is not None:
        return hit.label in FACT_LABELS
    return len(block.text) <= _MAX_FACTS and (opens_with_date(block.text) or is_signed_at(block.text))


#: Maximum length of a line of several facts that no rule takes, in characters.
_MAX_FACTS = 120


def _first_text(outline: Outline, hits: Sequence[Rule | None], place: Place) -> int:
    """The first block of running text after the headline; without any, the first line that no rule takes."""
    blocks, start = outline.blocks, place.first
    if place.headline is not None and place.first <= place.headline < place.end:
        start = place.headline + 1
    abstract, behind = False, start
    for index in range(start, place.end):
        hit, block = hits[index], blocks[index]
        if block.hidden or index < behind:
            continue
        if hit is not None and hit.opens is _ABSTRACT:
            behind = end_of_summary(outline, hits, index, place.end)
            abstract = not behind
        elif hit is None and abstract and block.text:
            abstract = False  # the line under the label is the abstract; the body comes after it
        elif (
            hit is None
            and is_prose(block)
            and not names_maker_of_picture(blocks, index)
            and not is_excerpt(blocks, index, place.end)
            and not sums_up(blocks, hits, index, place.headline, place.end)
        ):
            return index
    for index in range(start, place.end):
        if hits[index] is None and blocks[index].text and not blocks[index].hidden:
            return index
    return start


def _body_start(outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    """The first block after the head's last line before the running text. A box of links or a call is inside the text if a line
    above it is printed like the text and ends as a sentence."""
    blocks, start = outline.blocks, place.first
    if place.headline is not None and place.first <= place.headline < opening:
        start = place.headline + 1
    seen: set[str] = set()
    names = is_near = True
    is_told = is_menu = is_asked = False
    headline = key(blocks[place.headline].text) if place.headline is not None else None
    gap = 0  # lines since the last one of facts
    for index in range(start, opening):
        block, hit = blocks[index], hits[index]
        is_shown = block.text != "" and not block.hidden
        if index < start:
            continue  # a part of the date above
        gap = gap + is_shown if index > start else 0
        if not is_shown:
            continue
        if gap > MAX_GAP:
            break  # a list or a schedule, whose lines with times and places only look like those of a head
        if _opens_count(blocks, index, place.end):
            return min(start, opening)
        if (parts := _split_date_at(blocks, index, opening)) > 0:
            start = index + parts
            continue
        if hit is None and read_date(block.text) is not None and is_programme(blocks, index):
            break
        if hit is None and block.cell is not None and not is_asked:
            is_asked = True  # of the first cell: each look reads all rows
            if _opens_data(blocks, hits, index, opening):
                break
        if is_told and hit is not None and hit.label not in FACT_LABELS:
            break
        if is_menu and hit is None and len(block.text) <= _MAX_PLACE:
            start = index + 1
            continue
        is_menu = block.text in HOME and not block.in_element
        is_marked = block.bold or block.kind == "heading" if hit is None else hit.label in FACT_LABELS
        if is_marked and opens_sections(outline, hits, range(index, opening), place.end):
            break
        if hit is not None and (hit.label in _HEAD_LABELS or hit.where is _IN_HEAD):
            start = index + 1
            if hit.opens is _ABSTRACT and index + 1 < opening:
                start = max(index + 2, end_of_summary(outline, hits, index, place.end))
        elif block.text in seen and len(block.text) <= _MAX_NAME and key(block.text) != headline:
            # An account's name for the second time, an outlet's or not: a short line under it is its slogan.
            start = index + (2 if index + 1 < opening and is_slogan(blocks[index + 1], hits[index + 1]) else 1)
        elif (
            (names and are_names(block.text))
            or (is_near and len(block.text) <= MAX_FACT and read_outlet_line(block.text) is not None)
            or _is_said_twice(blocks, index, place, headline)
        ):
            start = index + 1
        else:
            # Names below anything but the head are a caption or a list. A place may stand above its outlet.
            is_near = names and (len(block.text) <= _MAX_PLACE or is_place(block.text))
            names = False
            is_told = is_told or (hit is None and _is_told_with(outline, index, opening))
        seen.add(block.text)
    if start < opening and not blocks[opening].in_element and _is_dispatch(blocks, hits, start, opening):
        return opening
    return min(start, opening)


def _opens_data(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, opening: int) -> bool:
    """Whether a line opens rows of data in the table that holds the running text too, in a row of its own: one beside a key is a
    value."""
    own, told = blocks[index].cell, blocks[opening].cell
    if own is None or told is None or own[0] != told[0] or told[1] == own[1]:
        return False
    beside = blocks[opening - 1].cell
    if beside is not None and beside[:2] == told[:2] and beside[2] != told[2]:
        return False
    cells = cells_of(blocks[index:opening]).get(own[0])
    return cells is not None and is_data(cells, blocks, hits)


def _is_dispatch(blocks: Sequence[Block], hits: Sequence[Rule | None], start: int, opening: int) -> bool:
    """Whether the text opens with a dateline, and a few lines above it are no sentences: what stands above a dateline is of the
    head, since no heading of a part does."""
    above = [block for block in blocks[start:opening] if block.text and not block.hidden]
    if len(above) > _MAX_DECKS or any(ends_sentence(block.text) or hits[block.number] is not None for block in above):
        return False
    return all(MIN_HEADLINE // 2 < len(block.text) <= MAX_HEADLINE for block in above) and (
        _DATELINE.match(blocks[opening].text) is not None
    )


#: Most lines of a deck, and how a dispatch opens.
_MAX_DECKS = 3
_DATELINE = lazy(
    rf"\s*(?:[【\[]?(?:本[报報][{HAN}]{{0,6}}|新华社[{HAN}]{{0,8}}|中新[社网][{HAN}]{{0,8}}|[{HAN}]{{2,6}}[网报报社])\s?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[讯訊電电][】\]]?"
    rf"|{PLACED})"
)


def _is_told_with(outline: Outline, index: int, opening: int) -> bool:
    """Whether a line stands in the text's column, in an element of the same look, and ends as a sentence or a salutation does."""
    blocks, look = outline.blocks, outline.containers.look
    text, link_chars = blocks[index].text, blocks[index].link_chars
    return (
        (ends_sentence(text) or KICKER_END.search(text) is not None)
        and not link_chars
        and column_of(outline, index) == column_of(outline, opening)
        and look(blocks[index].container) == look(blocks[opening].container)
    )


def _is_said_twice(blocks: Sequence[Block], index: int, place: Place, headline: str | None) -> bool:
    """Whether a line repeats the headline or a name right above it, or is an excerpt of the text below."""
    text, own = blocks[index].text, place.headline or 0
    if key(text) == headline or is_excerpt(blocks, index, place.end):
        return True
    return len(text) <= _MAX_NAME and any(block.text == text for block in blocks[max(0, own - NEAR) : own])


def _opens_count(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a lone `1` is the first of the article's numbered parts: a lone `2` comes later."""
    return blocks[index].text == "1" and any(block.text == "2" for block in blocks[index + 1 : end])


#: Maximum length of a line that holds a part of a date, in characters, and their maximum number.
_PART, _PARTS = 16, 3


def _split_date_at(blocks: Sequence[Block], index: int, opening: int) -> int:
    """How many lines from this one on are the parts of one date: a year, month and day, a time of day. 0 if they are none."""
    if len(blocks[index].text) > _PART or not blocks[index].text[:1].isdigit():
        return 0
    for size in range(min(_PARTS, opening - index), 0, -1):
        lines = [block.text for block in blocks[index : index + size]]
        if all(lines) and read_split_date(lines) is not None:
            return size
    return 0
