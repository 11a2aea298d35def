"""Text that was cut without a reason: between the headline and the text, or all of it, for example as captions."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.prose import is_prose
from cleaners.judgement.measures import MIN_HEADLINE
from cleaners.judgement.second.cards import is_title
from cleaners.judgement.second.explained import explained, says_else
from cleaners.judgement.second.intruders import find_told, has_ended
from cleaners.judgement.second.sections import stands_in_texts_column
from cleaners.judgement.second.seen import Seen, between, has_between, last_before
from cleaners.judgement.sentences import OPENERS, opens_text, pauses
from cleaners.judgement.top.decks import sums_up
from cleaners.judgement.verdicts import (
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    CAPTION_SENTENCE,
)
from cleaners.values import FACTS, Label

#: Minimum length of text between headline and text, in characters: in general, of two sentences, and of one that the text does
#: not repeat.
ENOUGH, TWO_SENTENCES, ONE_SENTENCE = 60, 45, 32

#: The same of one above sections: an account's slogan is shorter.
_SHORT_LEAD = 16

#: Minimum number of short lines, each with a mark at its end, that are verse or a dialogue.
MIN_VERSE = 3

#: Most blocks of a card: a picture, its title, a line about it, a moment, a count.
_MOST_OF_CARD = 6

#: Names of the verdicts on captions; a photo credit that is a whole line is not among them.
_CAPTIONS = frozenset({CAPTION_ELEMENT, CAPTION_MARKED, CAPTION_CREDITED, CAPTION_SENTENCE, CAPTION_AFTER_PICTURE})


class Run(NamedTuple):
    """Blocks that become text: from ``first`` to ``end`` (excluded), without those that a reason explains."""

    first: int
    end: int
    besides: frozenset[int] = frozenset()


def find_head(seen: Seen) -> Run | None:
    """Running text between the headline and the text, without a widget's heading above it."""
    headline, text = seen.labelled.headline, seen.kept or seen.text
    if not text:
        return _find_rest(seen)
    if headline is None and not seen.kept:
        return None
    limit = text[0]
    widget = next(iter(between(seen.widgets, seen.top, limit)), limit) if limit > seen.top else seen.top
    found = [index for index in between(seen.loose, seen.top, widget) if seen.is_sentence(index)]
    besides = explained(seen, found) if found else set()
    prose = [index for index in found if index not in besides]
    if not prose:
        opening = _find_opening(seen, widget)
        return opening or (_find_around(seen, limit) or _find_verse(seen, limit) if limit <= widget else None)
    first = prose[0]
    if sums_up(seen.blocks, seen.hits, first, headline, seen.labelled.zones.tail):
        besides = besides | _facts_below(seen, first, limit)
    while first - 1 > seen.top and seen.is_sentence(first - 1):
        first -= 1
    end = limit if text and limit <= widget else end_of(seen, prose[-1], widget)
    lines = [index for index in range(first, end) if index not in besides and seen.is_sentence(index)]
    return Run(first, end, frozenset(besides)) if _is_head(seen, prose, lines, headline is not None) else None


def find_widget_below(seen: Seen, run: Run) -> int | None:
    """The first block of the box that all other text stands in, below running text under the headline: a line that only stands
    after an article opens it, the heading of a widget stands right above that text, and the box is not the article's own."""
    if not seen.kept or seen.labelled.headline is None or run.end > seen.text[0]:
        return None
    widget = last_before(seen.widgets, seen.kept[0])
    if widget < run.end or any(seen.blocks[index].link_chars for index in range(widget, seen.kept[0])):
        return None
    box = seen.columns.of(widget)
    first, end = seen.outline.containers.first[box], seen.outline.containers.end[box]
    opening = next(index for index in range(first, widget + 1) if seen.blocks[index].text)
    is_tail = first >= run.end and has_between(seen.ends, opening, opening + 1) and not seen.is_articles_own(box)
    return first if is_tail and seen.kept[-1] < end else None


def _facts_below(seen: Seen, lead: int, limit: int) -> set[int]:
    """The lines of facts between a lead and the rest of the text."""
    found = set()
    for index in range(lead + 1, limit):
        hit = seen.hits[index]
        if hit is None or hit.label not in FACTS:
            break
        found.add(index)
    return found


def _find_rest(seen: Seen) -> Run | None:
    """The first running text of a page whose text was cut completely. It ends where an article would end; text after a credit
    line and a widget's heading does not count."""
    lines = between(seen.loose, seen.top, len(seen.blocks))
    besides = explained(seen, lines) if lines else set()
    lines = [index for index in lines if index not in besides]
    told = find_told(seen)
    if told is not None:
        return Run(told.start, told.stop, frozenset(between(seen.facts, told.start, told.stop)))
    if not lines or has_ended(seen, lines[0]):
        return None
    first, column = lines[0], seen.columns.of(lines[0])
    ends = between(seen.ends, seen.top, first)
    limit = next(iter(between(seen.ends, first, len(seen.blocks))), len(seen.blocks))
    run = [index for index in lines if index < limit and seen.columns.of(index) == column]
    if seen.size(run) < ENOUGH and (ends or seen.labelled.headline is None):
        return None
    while first - 1 > seen.top and seen.is_sentence(first - 1):
        first -= 1
    return Run(first, end_of(seen, run[-1], limit), frozenset(besides))


def _is_head(seen: Seen, prose: Sequence[int], lines: Sequence[int], has_headline: bool) -> bool:
    if any(stands_in_texts_column(seen, index) for index in prose):
        return True
    if not has_headline:
        return False
    size = max(seen.size(prose), seen.size(lines))
    if size >= ENOUGH or (len(lines) >= 2 and size >= TWO_SENTENCES):
        return True
    return len(prose) == len(lines) == 1 and size >= ONE_SENTENCE and _is_lead(seen, prose[0])


def _is_lead(seen: Seen, index: int) -> bool:
    """Whether a single sentence above the text is a lead in its own box: the text repeats little of it."""
    beside = range(index + 1, seen.kept[0] if seen.kept else index + 1)
    if not seen.blocks[index].text.endswith("。") or any(seen.blocks[i].text and seen.is_placed(i) for i in beside):
        return False
    return says_else(seen, index)


def _find_opening(seen: Seen, limit: int) -> Run | None:
    """A short sentence between the headline and the text that opens like a text: with a dateline, or as an editor's note."""
    for index in range(seen.top, limit):
        text = seen.blocks[index].text
        if text[:1] in OPENERS and seen.is_sentence(index) and opens_text(text):
            return Run(index, index + 1)
        if len(text) >= _SHORT_LEAD and text[-1] == "。" and _heads_sections(seen, index):
            return Run(index, index + 1)
    return None


def _heads_sections(seen: Seen, index: int) -> bool:
    """Whether a sentence is a paragraph of its own right above the first section of the text, which opens with a heading."""
    if seen.blocks[index].in_element != "p" or not seen.is_sentence(index) or not seen.text:
        return False
    below = next((block for block in seen.blocks[index + 1 : seen.text[0] + 1] if block.text), None)
    return below is not None and below.number == seen.text[0] and below.kind == "heading"


def _find_around(seen: Seen, limit: int) -> Run | None:
    """A short sentence above the text whose element holds the text, too, and looks like that of the text's first line: the
    paragraph was never closed."""
    containers = seen.outline.containers
    if limit >= len(seen.blocks):
        return None
    look = containers.look(seen.blocks[limit].container)
    for index in range(seen.top, limit):
        own = seen.blocks[index].container
        if own > 0 and containers.first[own] == index and limit < containers.end[own] and seen.is_sentence(index):
            return Run(index, limit) if containers.look(own) == look else None
    return None


def _find_verse(seen: Seen, limit: int) -> Run | None:
    """Short lines of one column between the facts and the text, most of which end as a part of a sentence does: verse, or a
    dialogue."""
    if limit - seen.top < MIN_VERSE:
        return None
    start = last_before([index for index in range(seen.top, limit) if seen.hits[index] is not None], limit) + 1
    lines = [index for index in range(max(start, seen.top), limit) if seen.blocks[index].text]
    told = [index for index in lines if seen.is_placed(index) and pauses(seen.blocks[index].text)]
    if len(told) < MIN_VERSE or len(told) * 4 < len(lines) * 3:
        return None
    column = seen.columns.of(told[0])
    if any(seen.columns.of(index) != column or seen.blocks[index].link_chars for index in told):
        return None
    return Run(told[0], limit)


def end_of(seen: Seen, last: int, limit: int) -> int:
    """The end of a run whose last line of running text is ``last``: short sentences after it in the same column belong to the
    run."""
    end = last + 1
    while end < limit and seen.is_sentence(end) and seen.columns.of(end) == seen.columns.of(last):
        end += 1
    return end


def find_captions(seen: Seen) -> list[int]:
    """The captions of a page that hold most of its sentences: they are its text."""
    captions = [index for index in seen.labelled.places_of(Label.CAPTION) if _is_told(seen, index)]
    captions = [index for index in captions if not _is_of_card(seen, index)]
    if len(captions) < 2:
        return captions if captions and _is_only_text(seen, captions[0]) else []
    others = [index for index in seen.kept if seen.blocks[index - 1].image is None]
    if seen.size(captions) <= 1.5 * seen.size(others):
        return []
    if others and all(seen.verdicts[index] == CAPTION_CREDITED for index in captions):
        return []  # a story in pictures, told above them
    return captions


def _is_of_card(seen: Seen, caption: int) -> bool:
    """Whether a caption stands right below a linked title, in an element with it: a card leads to another page."""
    title = next((index for index in range(caption - 1, max(-1, caption - 3), -1) if seen.blocks[index].text), -1)
    if title < seen.top or not is_title(seen, title, MIN_HEADLINE // 2):
        return False
    box = seen.columns.around(title, caption)
    return seen.outline.containers.end[box] - seen.outline.containers.first[box] <= _MOST_OF_CARD


def _is_only_text(seen: Seen, caption: int) -> bool:
    """Whether one caption is all that a page tells below its headline: a report of one picture. Several pictures with a single
    caption are a gallery, which shows one slide at a time."""
    if seen.labelled.headline is None or len(seen.blocks[caption].text) < ENOUGH:
        return False
    tail = seen.labelled.zones.tail
    pictures = sum(block.image is not None for block in seen.blocks[seen.top : tail])
    if pictures > 1 or len(openings_of(seen, [caption])) < len(seen.kept):
        return False
    lines = (index for index in seen.labelled.places_of(Label.BODY, Label.SUBHEAD) if index < tail)
    return not any(seen.is_sentence(index) for index in lines)


def openings_of(seen: Seen, captions: Sequence[int]) -> list[int]:
    """The kept lines that break off within what a caption says, word for word: what the site keeps of a picture's words to
    show beside it."""
    whole = [seen.blocks[index].text for index in captions]
    return [
        index
        for index in seen.kept
        if any(text.startswith(seen.blocks[index].text) for text in whole) and not seen.is_sentence(index)
    ]


def _is_told(seen: Seen, index: int) -> bool:
    block = seen.blocks[index]
    return seen.verdicts[index] in _CAPTIONS and ("。" in block.text or is_prose(block))
