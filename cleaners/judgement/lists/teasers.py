"""Pages of teasers: summaries of other pages, each under its linked title."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.amounts import Amounts
from cleaners.judgement.entries import (
    DOTS,
    Entry,
    alike,
    chars_in,
    is_cut,
    is_marked,
    titled_entries,
)
from cleaners.judgement.measures import MANY
from cleaners.rules.notices import MORE

#: Share of the kept prose, or of its lines, that entries must hold for a page to be made of them.
MOST = 0.6

#: How a teaser ends.
_BROKEN_OFF = (*DOTS, "]", "】")


def is_of_teasers(amounts: Amounts) -> bool:
    """Whether the kept lines are summaries of other pages, each under its linked title: search results, a channel, the index of
    a blog. A digest is an article: its items stand in its own column, under a head and without moments."""
    cut = sum([_is_broken_off(block.text) for block in amounts.kept if block.text.endswith(_BROKEN_OFF)])
    if cut >= MANY and cut >= MOST * amounts.paragraphs and not amounts.tells:
        return True
    found = _of_others(amounts, titled_entries(amounts.outline, amounts.kept))
    if not found or (amounts.tells and _stands_before(amounts, found[0])) or not holds_most(amounts, found):
        return False
    marked = 2 * sum(is_marked(amounts.outline, entry) for entry in found) >= len(found)
    titles = {entry.title for entry in found}  # paragraphs below one link amid a text are no entries of their own
    if len(titles) < MANY:
        # Without moments, more of them must look the same, and nothing may show that the page is one text.
        fewest = MANY if marked else 2 * MANY
        return (marked or not amounts.tells) and any(
            entry.element is not None and alike(amounts.outline, entry.element) >= fewest for entry in found
        )
    apart = 2 * sum(entry.element is not None for entry in found) >= len(found)
    return marked or (not amounts.tells and (apart or not (amounts.is_titled or amounts.has_head)))


def _is_broken_off(text: str) -> bool:
    """Whether a text ends as a teaser does: cut off, or with a word in brackets that leads to the rest."""
    return is_cut(text) if text.endswith(DOTS) else MORE.fullmatch(text) is not None


def _of_others(amounts: Amounts, found: list[Entry]) -> list[Entry]:
    """The entries, without the one whose element contains the headline that the page's title names: that is the page's own
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
    """Whether a separate text stands before the first entry, so that the entries are a feed below it."""
    return amounts.kept[0].number < entry.title


def holds_most(amounts: Amounts, found: Sequence[Entry]) -> bool:
    """Whether entries hold most of the kept text."""
    return chars_in(amounts.outline, found, amounts.kept) >= MOST * sum(len(block.text) for block in amounts.kept)
