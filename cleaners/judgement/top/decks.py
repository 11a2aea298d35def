"""What a line under a headline is: a deck, a summary, an excerpt."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.element_names import names_deck, names_summary, words_of
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.judgement.measures import FAR, MANY, MAX_HEADLINE, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule
from cleaners.rules.navigation import is_channel
from cleaners.values import Block, Label

#: How a deck begins.
DECK = lazy(r"\s*(?:——|--|—|──)\s*[^\s—─-]")

#: Minimum length of an excerpt, in characters.
_MIN_EXCERPT = 4


def is_excerpt(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a line is cut off, and a line below it begins with the same words: then a system cut it from the text as a
    summary."""
    text = blocks[index].text
    if not text.endswith(("...", "…")):
        return False
    opening = text.rstrip(".… ")
    below = blocks[index + 1 : min(index + 1 + NEAR, end)]
    return len(opening) >= _MIN_EXCERPT and any(block.text.startswith(opening) for block in below)


def is_deck(block: Block) -> bool:
    """Whether a line opens with a dash and is short enough for the head."""
    return len(block.text) <= MAX_HEADLINE and DECK.match(block.text) is not None


def closes_headline_box(outline: Outline, index: int, headline: int) -> bool:
    """Whether a line is a lower heading right under the headline, and the last line of a small element around both, as a deck
    is."""
    containers, blocks = outline.containers, outline.blocks
    block, box = blocks[index], containers.parent[blocks[index].container]
    if index != headline + 1 or block.link_chars or block.kind != "heading" or block.level <= blocks[headline].level:
        return False
    return box > 0 and index - FAR < containers.first[box] <= headline and containers.end[box] == index + 1


#: Minimum number of word characters in a short deck.
_MIN_SHORT_DECK = 5


def is_short_deck(outline: Outline, hits: Sequence[Rule | None], index: int, headline: int | None) -> bool:
    """Whether a short line under the headline is its deck: it occurs again a few lines farther down, after a dash; or it names
    no outlet and is a deck by its class, ends the headline's box, or is a lower heading between the headline and its facts."""
    blocks, words = outline.blocks, key(outline.blocks[index].text)
    if len(words) < _MIN_SHORT_DECK:
        return False
    if any(is_deck(block) and key(block.text) == words for block in blocks[index + 1 : index + 10]):
        return True
    if headline is None or any(map(is_outlet, blocks[index].text.split())) or is_channel(blocks[index].text):
        return False
    if names_deck(outline.containers.names[blocks[index].container]) and not are_names(blocks[index].text):
        return True
    return closes_headline_box(outline, index, headline) or _heads_facts(blocks, hits, index, headline)


def _heads_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, headline: int) -> bool:
    """Whether a line is a lower heading between the headline and a line of facts, and says more than a name or a section does."""
    block = blocks[index]
    is_lower = block.kind == "heading" and block.level > blocks[headline].level and index == headline + 1
    if not is_lower or len(block.text) < MIN_HEADLINE or blocks[headline].kind != "heading":
        return False
    below = next((one for one in blocks[index + 1 : index + 1 + NEAR] if one.text), None)
    hit = hits[below.number] if below is not None else None
    return hit is not None and hit.label in _FACTS


#: Labels of the lines of facts that may stand under a deck.
_FACTS = frozenset((Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT))

#: Maximum length of a summary above the facts, in characters.
_MAX_SUMMARY = 200

#: Labels of the line with moment and source.
_STAMPED = frozenset((Label.DATE, Label.SOURCE))


def sums_up(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, headline: int | None, end: int) -> bool:
    """Whether a paragraph is a summary: it stands right between the headline and the line with moment and source, and the
    running text follows. A bare day may head a part of the text; several such lines belong to posts or other articles."""
    if headline is None or not headline < index <= headline + 2 or len(blocks[index].text) > _MAX_SUMMARY:
        return False
    below = [number for number in range(index + 1, min(index + 1 + FAR, end)) if blocks[number].text]
    if not below or not _stamps(blocks, hits, below[0]):
        return False
    text = next((number for number in below if hits[number] is None), None)
    if text is None or not is_prose(blocks[text]):
        return False
    if sum(_stamps(blocks, hits, number) for number in below if number < text) >= MANY:
        return False  # a programme, which the text announces
    return not any(_stamps(blocks, hits, number) for number in range(text + 1, end))


def _stamps(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line states a day with an hour, or a day with an outlet."""
    hit, text = hits[index], blocks[index].text
    if hit is None or hit.label not in _STAMPED or blocks[index].link_chars * 2 > len(text):
        return False
    stamp = read_date(text)
    return stamp is not None and (stamp.precision != "day" or hit.label is Label.SOURCE)


def is_summary(outline: Outline, block: Block) -> bool:
    """Whether a line below the headline is running text, or a sentence in an element for a summary, under no picture."""
    if is_prose(block) or not ends_sentence(block.text) or outline.blocks[block.number - 1].image is not None:
        return is_prose(block)
    containers, box = outline.containers, block.container
    names = containers.names[max(containers.parent[box], 0) if containers.tag[box] == "p" else box]
    return names_summary(names) and _OF_ACCOUNTS.isdisjoint(words_of(names))


#: Class names for a summary that are also used for an account's slogan.
_OF_ACCOUNTS = frozenset({"desc", "description"})
