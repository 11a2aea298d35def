"""Pages of links, of teasers and of readers' posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.judgement.amounts import Amounts
from cleaners.judgement.entries import (
    MIN_ENTRIES,
    Entry,
    alike,
    chars_in,
    is_cut,
    is_marked,
    posts,
    titled_entries,
)
from cleaners.rules.notices import TAKING_PART, TOPIC

#: Share of the kept prose that entries must hold for a page to be made of them.
_MOST = 0.6

#: Characters of the text above a feed that make the page that text's own.
MIN_OWN = 40

#: Lines under a topic's headline that may say how many take part.
_HEAD = 8


def is_list(amounts: Amounts) -> bool:
    """Mostly links, and no text that would be an article beside them. The numbers part the measured list pages from the
    measured articles with room on both sides."""
    if (titled := amounts.body_titled) >= 8 and titled * 2 >= amounts.paragraphs:
        return True
    if amounts.body_linked >= 30 and amounts.body_linked >= 4 * amounts.paragraphs and amounts.paragraphs < 40:
        return True
    if is_of_teasers(amounts):
        return True
    if amounts.tells:
        return False
    if amounts.entries >= max(4, amounts.paragraphs) and amounts.prose < 2_000 and amounts.dated >= 4:
        return True
    if amounts.links > 8 * max(1, amounts.prose, amounts.text // 2) and amounts.linked >= 20:
        return True
    return amounts.prose < 150 and amounts.linked >= 25 and amounts.links * 10 > amounts.shown * 4


def is_of_teasers(amounts: Amounts) -> bool:
    """Whether what was kept are summaries of other pages, each under its linked title: results of a search, a channel, the
    index of a blog. A digest is an article: its items stand in its own column, without moments, under a head."""
    cut = sum(is_cut(block.text) for block in amounts.kept)
    if cut >= MIN_ENTRIES and cut >= _MOST * amounts.paragraphs and not amounts.tells:
        return True
    found = titled_entries(amounts.outline, amounts.kept)
    if not found or (amounts.tells and _stands_before(amounts, found[0])) or not _holds_most(amounts, found):
        return False
    marked = 2 * sum(is_marked(amounts.outline, entry) for entry in found) >= len(found)
    if len(found) < MIN_ENTRIES:
        return marked and any(
            entry.element is not None and alike(amounts.outline, entry.element) >= MIN_ENTRIES for entry in found
        )
    apart = 2 * sum(entry.element is not None for entry in found) >= len(found)
    return marked or (apart and not amounts.tells)


def _stands_before(amounts: Amounts, entry: Entry) -> bool:
    """Whether a text of its own stands before the first entry: what follows is a feed below it."""
    before = sum(len(block.text) for block in amounts.kept if block.number < entry.title)
    return before >= MIN_OWN


def is_topic(amounts: Amounts, stamps: Collection[int]) -> bool:
    """Whether what was kept are readers' posts under the headline of a topic. A thread opens with a post that is the
    article; a topic has none."""
    if len(stamps) < MIN_ENTRIES or not _is_headed_as_topic(amounts):
        return False
    found = posts(amounts.outline, amounts.kept, set(stamps))
    return len(found) >= MIN_ENTRIES and _holds_most(amounts, found)


def _holds_most(amounts: Amounts, found: Sequence[Entry]) -> bool:
    return chars_in(amounts.outline, found, amounts.kept) >= _MOST * sum(len(block.text) for block in amounts.kept)


def _is_headed_as_topic(amounts: Amounts) -> bool:
    if TOPIC.fullmatch(amounts.headline):
        return True
    number = amounts.labelled.headline
    first = number + 1 if number is not None else 0
    head = [block.text for block in amounts.outline.blocks[first : first + _HEAD] if len(block.text) <= 40]
    return any(TAKING_PART.search(line) for line in head)
