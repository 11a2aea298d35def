"""Pages of links, of teasers and of readers' posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.judgement import told
from cleaners.judgement.amounts import MIN_TITLE, Amounts, headline_size
from cleaners.judgement.entries import (
    DOTS,
    MIN_ENTRIES,
    Entry,
    alike,
    chars_in,
    dated_twins,
    is_cut,
    is_marked,
    posts,
    titled_entries,
)
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.rules.notices import TAKING_PART, TOPIC

#: Share of the kept prose that entries must hold for a page to be made of them.
_MOST = 0.6

#: Characters of the text above a feed that make the page that text's own.
MIN_OWN = 40

#: A page of so many links that are half of it is a list, where it has fewer characters of prose than an article's lead.
MIN_LINKED, MIN_TOLD = 10, 60

#: So many links under a name are a list, if they have so many times the characters of the prose.
MIN_NAMED, _OF_NAMED = 6, 2

#: Characters of which every match of `TAKING_PART` has one.
_PART_SIGNS = frozenset("讨與与帖员题围关")

_PART = lazy(r"[_|｜\-–—]")

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
    if amounts.tells or told.is_set_in_lines(amounts) or told.is_told_in_sentences(amounts) or told.is_brief(amounts):
        return False
    if amounts.entries >= max(4, amounts.paragraphs) and amounts.prose < 2_000 and amounts.dated >= 4:
        return True
    if amounts.links > 8 * max(1, amounts.prose, amounts.text // 2) and amounts.linked >= 20:
        return True
    if amounts.prose < MIN_TOLD and amounts.linked >= MIN_LINKED and amounts.links * 2 > amounts.shown:
        return True
    if _is_named(amounts) and amounts.prose < MIN_TOLD and amounts.links > _OF_NAMED * amounts.prose:
        return True
    return amounts.prose < 150 and amounts.linked >= 25 and amounts.links * 10 > amounts.shown * 4


def _is_named(amounts: Amounts) -> bool:
    """Whether links stand under a name, which is shorter than headlines are, and no fact about an article is stated."""
    name = headline_size(amounts.headline)
    return 0 < name < MIN_TITLE and amounts.linked >= MIN_NAMED and not amounts.has_head


def is_channel(amounts: Amounts) -> bool:
    """Whether what is kept are summaries or posts without links of their own, and tells no story."""
    return not amounts.tells and (is_of_dated_twins(amounts) or is_of_widget(amounts))


def is_of_dated_twins(amounts: Amounts) -> bool:
    """Whether most lines of text stand each alone, with a moment or an age of its own, in elements that look the same beside
    each other."""
    if len(amounts.kept) <= MIN_ENTRIES:
        return False
    twins = dated_twins(amounts.outline, amounts.kept)
    return twins > MIN_ENTRIES and twins >= _MOST * amounts.paragraphs


def is_of_widget(amounts: Amounts) -> bool:
    """Whether the page is named as a list's heading is that stands above its text: a circle of readers, a hot list."""
    if amounts.paragraphs < MIN_ENTRIES:
        return False
    names = {part.strip() for title in amounts.metadata.titles for part in _PART.split(title)}
    above = (block.text for block in amounts.outline.blocks[: amounts.kept[0].number] if not block.link_chars)
    return any(line in names and _heads_widget(line) for line in above)


def _heads_widget(line: str) -> bool:
    rule = first_rule(line)
    return rule is not None and rule.effect is Effect.WIDGET


def is_of_teasers(amounts: Amounts) -> bool:
    """Whether what was kept are summaries of other pages, each under its linked title: results of a search, a channel, the
    index of a blog. A digest is an article: its items stand in its own column, without moments, under a head."""
    cut = sum([is_cut(text) for block in amounts.kept if (text := block.text).endswith(DOTS)])
    if cut >= MIN_ENTRIES and cut >= _MOST * amounts.paragraphs and not amounts.tells:
        return True
    found = _of_others(amounts, titled_entries(amounts.outline, amounts.kept))
    if not found or (amounts.tells and _stands_before(amounts, found[0])) or not _holds_most(amounts, found):
        return False
    marked = 2 * sum(is_marked(amounts.outline, entry) for entry in found) >= len(found)
    if len(found) < MIN_ENTRIES:
        return marked and any(
            entry.element is not None and alike(amounts.outline, entry.element) >= MIN_ENTRIES for entry in found
        )
    apart = 2 * sum(entry.element is not None for entry in found) >= len(found)
    return marked or (apart and not amounts.tells)


def _of_others(amounts: Amounts, found: list[Entry]) -> list[Entry]:
    """The entries, without the element of one in which the headline stands that the page's title names: it holds the page's own
    text."""
    headline = amounts.labelled.headline
    if not found or headline is None or not amounts.is_titled:
        return found
    first, end = amounts.outline.containers.first, amounts.outline.containers.end
    return [
        entry
        if entry.element is None or not first[entry.element] <= headline < end[entry.element]
        else entry._replace(element=None)
        for entry in found
    ]


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
    return any(not _PART_SIGNS.isdisjoint(line) and TAKING_PART.search(line) for line in head)
