"""A notice's own contacts: an address, a number, a mailbox among its lines, which look as those of a site's colophon do."""

from __future__ import annotations

from cleaners.evidence.dates import read_date
from cleaners.judgement.second.explained import speak_of_site
from cleaners.judgement.second.seen import Seen, between, first_from, last_before
from cleaners.rules.contacts import (
    asks_for_clues,
    gives_contact,
    is_attachment,
    is_keyed,
    names_notice,
    seeks,
    takes_complaints,
)
from cleaners.values import Label

#: Labels that rules give to contacts.
_TAKEN = (Label.LEGAL, Label.PROMO)

#: Characters of a line under a notice's contacts at most: who signs, and the day.
MAX_SIGNATURE = 40


def find_contacts(seen: Seen) -> list[int]:
    """Contacts between lines of the text, in their column, and those that end the text of a notice, with its signature."""
    if not seen.kept:
        return []
    first, last = seen.text[0], seen.text[-1]
    taken = between(seen.labelled.places_of(*_TAKEN), first + 1, len(seen.blocks))
    if not taken:
        return []
    inside = between(taken, first, last)
    return [index for index in inside if _is_contact(seen, index) and _is_inside(seen, index)] + _at_the_end(seen, last)


def _is_contact(seen: Seen, index: int) -> bool:
    hit = seen.hits[index]
    if hit is None or hit.label not in _TAKEN or seen.verdicts[index].rule != hit.name:
        return False
    text, headline = seen.blocks[index].text, seen.labelled.headline
    if gives_contact(text):
        return True
    return headline is not None and seeks(seen.blocks[headline].text) and asks_for_clues(text)


def _is_inside(seen: Seen, index: int) -> bool:
    """Whether the next line of text behind a contact stands in its column, as one before it does."""
    below, above = first_from(seen.text, index), last_before(seen.text, index)
    if below is None or above < 0:
        return False
    if seen.blocks[above].container == seen.blocks[index].container:
        return True  # one paragraph
    return seen.columns.are_same(index, below) and seen.columns.are_same(above, index)


def _at_the_end(seen: Seen, last: int) -> list[int]:
    """The contacts right behind the text, in its column, with what goes on below them: in a notice up to the end of the column
    where nothing but its signature stands there, or up to the last of them above a line that a rule takes; elsewhere up to the
    last sentence."""
    headline, columns = seen.labelled.headline, seen.columns
    column = columns.of(last)
    if headline is None or columns.holds(column, headline):
        return []
    end = seen.outline.containers.end[column]
    name = seen.blocks[headline].text
    is_notice = names_notice(name) or seeks(name)
    rest, stop = _rest(seen, last + 1, end, is_notice=is_notice)
    if not any(_is_contact(seen, index) for index in rest):
        return []
    if is_notice:
        if stop == end or is_attachment(seen.blocks[stop].text):
            return rest
        # Credits, a note of the house, a link to another story: who signs above it may be a line of that.
        if seen.hits[stop] is not None or seen.blocks[stop].link_chars:
            sure = [index for index in rest if _is_of_text(seen, index)]
            return [index for index in rest if index <= sure[-1]]
    said = [index for index in rest if seen.is_sentence(index)]
    if not said or not _is_contact(seen, rest[0]) or speak_of_site(seen, said):
        return []
    return [index for index in rest if index <= said[-1]]


def _is_of_text(seen: Seen, index: int) -> bool:
    text = seen.blocks[index].text
    return gives_contact(text) or takes_complaints(text) or seen.is_sentence(index)


def _rest(seen: Seen, first: int, end: int, *, is_notice: bool) -> tuple[list[int], int]:
    """The contacts and the lines without a reason against them from a block on, and the number of the line that ends
    them."""
    rest: list[int] = []
    for index in range(first, end):
        block = seen.blocks[index]
        if not block.text or block.hidden:
            continue
        if not (
            _is_contact(seen, index)
            or _signs(seen, index)
            or seen.is_sentence(index)
            or (is_notice and _is_of_form(seen, index))
        ):
            return rest, index
        rest.append(index)
    return rest, end


def _is_of_form(seen: Seen, index: int) -> bool:
    """Whether a line of a notice is one in key and value beside its contacts: who supervises it, where one complains."""
    block, hit = seen.blocks[index], seen.hits[index]
    if block.link_chars:
        return False
    if hit is None:
        return is_keyed(block.text)
    return hit.label in _TAKEN and seen.verdicts[index].rule == hit.name and takes_complaints(block.text)


def _signs(seen: Seen, index: int) -> bool:
    block = seen.blocks[index]
    if block.link_chars or len(block.text) > MAX_SIGNATURE:
        return False
    return seen.is_placed(index) or read_date(block.text) is not None
