"""Pages of readers' posts: a topic, an account, comments."""

from __future__ import annotations

from collections.abc import Collection

from cleaners.evidence.dates import read_date
from cleaners.evidence.metadata import title_parts
from cleaners.evidence.posts import name_beside, says_floor_or_age
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.entries import (
    has_moment_beside,
    is_stamp,
    posts,
)
from cleaners.judgement.lists.teasers import MOST, holds_most
from cleaners.judgement.measures import FAR, MANY, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.rules.notices import COMMENTS_PAGE, TAKING_PART, TOPIC
from cleaners.values import Label

#: Minimum number of moments on a page whose title names comments.
_FEWEST_POSTS = 2

#: Maximum length of a line with a reader's name, the moment and controls, in characters.
_LONGEST_SAID = 60

#: Every match of `TAKING_PART` contains one of these characters.
_PART_SIGNS = frozenset("讨與与帖员题围关")


def is_topic(amounts: Amounts, stamps: Collection[int]) -> bool:
    """Whether the kept lines are readers' posts under the headline of a topic. The first post of a thread is an article; a
    topic has none."""
    if amounts.headline[:1] == amounts.headline[-1:] == "#" and _counts_taking_part(amounts):
        return True
    if len(stamps) < MANY or not _is_headed_as_topic(amounts):
        return False
    found = posts(amounts.outline, amounts.kept, set(stamps))
    return len(found) >= MANY and holds_most(amounts, found)


def is_of_account(amounts: Amounts) -> bool:
    """Whether the page is an account's: the name in place of the headline also stands beside the first text's moment, as its
    author."""
    if not amounts.kept or not 0 < headline_size(amounts.headline) < MIN_HEADLINE:
        return False
    first = amounts.kept[0].number
    beside = (block.text for block in amounts.outline.blocks[max(0, first - NEAR) : first] if is_stamp(block.text))
    return any(name_beside(text) == amounts.headline for text in beside)


def is_of_posts(amounts: Amounts) -> bool:
    """Whether the kept lines are readers' posts: a heading of comments stands right above the first one, with no headline above
    it, and most have a moment or an age beside them. The first one may have been taken for a headline. If the page's title
    names comments, its lines with a moment are the posts."""
    if _is_titled_as_comments(amounts):
        moments = [block for block in amounts.visible if len(block.text) <= _LONGEST_SAID and _is_said_at(block.text)]
        return len(moments) >= max(_FEWEST_POSTS, amounts.paragraphs)
    if len(amounts.kept) < MANY:
        return False
    first, headline = amounts.kept[0].number, amounts.labelled.headline
    top = first if headline is None else min(first, headline)
    verdicts = amounts.labelled.verdicts
    if not any(verdicts[i].label is Label.COMMENT for i in range(max(0, top - FAR), top)):
        return False
    return _dated(amounts) >= MOST * amounts.paragraphs


def _is_said_at(text: str) -> bool:
    return read_date(text) is not None or says_floor_or_age(text)


def _is_titled_as_comments(amounts: Amounts) -> bool:
    return any(map(COMMENTS_PAGE.fullmatch, title_parts(amounts.metadata.titles)))


def _dated(amounts: Amounts) -> int:
    return sum(has_moment_beside(amounts.outline.blocks, block.number) for block in amounts.kept)


def _is_headed_as_topic(amounts: Amounts) -> bool:
    return TOPIC.fullmatch(amounts.headline) is not None or _counts_taking_part(amounts)


def _counts_taking_part(amounts: Amounts) -> bool:
    number = amounts.labelled.headline
    first = number + 1 if number is not None else 0
    head = [block.text for block in amounts.outline.blocks[first : first + FAR] if len(block.text) <= MAX_FACT]
    return any(not _PART_SIGNS.isdisjoint(line) and TAKING_PART.search(line) for line in head)
