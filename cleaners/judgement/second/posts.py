"""Two posts of readers below a text, without a heading: too few for a thread, each a name, a moment and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.dates import read_date, read_short_date, without_dates
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.names import is_organisation
from cleaners.evidence.posts import ANSWER, MAX_NAME, is_transcript, name_beside
from cleaners.judgement.entries import MAX_MOMENT
from cleaners.judgement.measures import MANY, NEAR
from cleaners.judgement.purpose.comments import heading_of_comments
from cleaners.judgement.second.intruders import outlet_of
from cleaners.judgement.second.seen import Seen, between, has_between
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.patterns import lazy
from cleaners.rules.voices import QUOTED, TELLS
from cleaners.values import Block

#: So many posts in a row are no part of an article.
FEW = 2

#: Most blocks of a post, and the highest level of a heading that may print a name.
_MAX_POST, _MIN_LEVEL = 8, 5

#: Between who wrote a post and its moment.
_SAID = lazy(r"\s*(?:发表|發表|回复|回覆|回復|发帖|發帖)[于於]")

_WORD = lazy(r"[^\W\d]{2,}|\w{4,}")


def find_posts(seen: Seen) -> int | None:
    """Where posts begin that are the last of the text: elements of one look beside each other and apart from the text's column,
    each with a name and a moment to the minute, below an article that has facts of its own. What tells of others is no post."""
    if seen.labelled.headline is None:
        return None
    if not has_between(seen.facts, seen.top, seen.text[0]):
        return _find_answered(seen)
    if heading_of_comments(seen.blocks, seen.labelled, seen.labelled.headline, seen.text[0]) is not None:
        return None  # all that is kept are posts, the first one too
    if is_transcript(seen.blocks[index].text for index in seen.facts if seen.top <= index <= seen.text[-1]):
        return None
    containers = seen.outline.containers
    posts: list[int] = []
    for moment in range(seen.text[0] + 1, min(seen.text[-1] + NEAR, len(seen.blocks))):
        element = _element_of(seen, moment) if _has_moment(seen, moment) else None
        if element is None:
            continue
        if posts and (containers.parent[element], containers.look(element)) == (
            containers.parent[posts[-1]],
            containers.look(posts[-1]),
        ):
            posts.append(element)
        elif len(posts) < FEW:
            posts = [element]
    posts = list(dict.fromkeys(posts))
    if len(posts) < FEW:
        return _find_signed(seen)
    first, end = _with_heading(seen, posts[0]), containers.end[posts[-1]]
    below = [index for index in seen.text if index >= first]
    if not below or below[-1] >= end or below[0] == seen.text[0]:
        return None
    if any(TELLS.search(seen.blocks[index].text) for index in below) or _are_of_outlet(seen, posts):
        return None
    return first


def find_box(seen: Seen, end: int) -> int | None:
    """Where the box of readers' posts begins that holds all that is kept, below a block: elements of one look, each with a name,
    a day without an hour, and below these what somebody says of himself."""
    if not seen.kept:
        return None
    containers = seen.outline.containers
    first = _post_around(seen, seen.kept[0])
    if first <= 0 or containers.first[first] < end:
        return None
    box, look = containers.parent[first], containers.look(first)
    tops = {_child_of(seen, box, index) for index in seen.kept}
    if len(tops) < MANY or -1 in tops or any(containers.look(top) != look for top in tops):
        return None
    if containers.first[box] <= (seen.labelled.headline or 0):
        return None
    posts = [_within(seen, top) for top in tops]
    if not all(any(_is_day(seen, block.number) for block in lines) for lines in posts):
        return None
    spoken = sum(any("我" in QUOTED.sub("", block.text) for block in lines) for lines in posts)
    return max(end, containers.first[box]) if 2 * spoken >= len(posts) else None


def _post_around(seen: Seen, told: int) -> int:
    """The smallest element around a line with a day and somebody's name, no larger than a post is; 0 without one."""
    containers, element = seen.outline.containers, seen.blocks[told].container
    while element > 0 and containers.end[element] - containers.first[element] <= _MAX_POST:
        days = [block.number for block in _within(seen, element) if _is_day(seen, block.number)]
        if days and any(_names(block, days[0]) for block in _within(seen, element)):
            return element
        element = containers.parent[element]
    return 0


def _child_of(seen: Seen, box: int, index: int) -> int:
    """The element in a box that holds a block; -1 for a block outside."""
    containers, element = seen.outline.containers, seen.blocks[index].container
    while element > 0 and containers.parent[element] != box:
        element = containers.parent[element]
    return element if element > 0 else -1


def _is_day(seen: Seen, index: int) -> bool:
    """Whether a line is a day without an hour, with a name beside it or without."""
    text = seen.blocks[index].text
    if not text or len(text) > MAX_MOMENT or not any(map(str.isdigit, text)):
        return False
    stamp = read_date(text)
    if stamp is not None:
        return stamp.precision == "day" and len(name_beside(text)) <= MAX_NAME
    return _DAY.fullmatch(text) is not None


#: A month and a day beside a name, with the hour or without.
_DAY = lazy(r"\D{0,20}?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s?\d{1,2}[:：]\d{2})?\s*[^\d.%]{0,12}")


def _find_answered(seen: Seen) -> int | None:
    """Where posts begin that each stand under a line of a name, a moment to the minute and the word to answer, below other text:
    the control needs no fact above the text to say what they are."""
    own = [index for index in seen.text if seen.blocks[index].text.endswith(ANSWER)]
    own = [index for index in own if _has_moment(seen, index) and _names(seen.blocks[index], index)]
    if len(own) < FEW or own[0] == seen.text[0] or not has_between(seen.kept, seen.text[0], own[0]):
        return None
    return own[0]


def _find_signed(seen: Seen) -> int | None:
    """Where posts begin that have no elements: at the first line below the text in which somebody says it was put up by him, as
    the line above the text does of who opens the thread."""
    own = [index for index in between(seen.facts, seen.top, seen.text[0]) if _is_signed(seen, index)]
    below = [index for index in between(seen.facts, seen.text[0], seen.text[-1]) if _is_signed(seen, index)]
    if not own or not below:
        return None
    names = {name_beside(_SAID.split(seen.blocks[index].text)[0]) for index in (*own, *below)}
    if len(names) == 1 or any(map(is_outlet, names)):
        return None
    return None if any(TELLS.search(seen.blocks[index].text) for index in seen.text if index > below[0]) else below[0]


def _is_signed(seen: Seen, index: int) -> bool:
    """Whether a line is a name, the word for who puts up a post, and a moment to the minute."""
    return (
        _SAID.search(seen.blocks[index].text) is not None
        and seen.has_moment(index)
        and _names(seen.blocks[index], index)
    )


def _are_of_outlet(seen: Seen, posts: Sequence[int]) -> bool:
    """Whether each post stands under the name of the outlet that is stated above the text: a report from hour to hour."""
    outlet = outlet_of(seen, seen.outline.containers.first[posts[0]], seen.outline.containers.end[posts[0]])
    return outlet != "" and all(
        any(name_beside(block.text) == outlet for block in _within(seen, post) if len(block.text) <= MAX_MOMENT)
        for post in posts
    )


def _with_heading(seen: Seen, post: int) -> int:
    """Where posts begin: at the short line right above the first one, in the element that holds them, and not the text."""
    containers = seen.outline.containers
    first, around = containers.first[post], containers.parent[post]
    is_headed = containers.first[around] == first - 1 > seen.text[0] and len(seen.blocks[first - 1].text) <= MAX_NAME
    return first - 1 if is_headed else first


def _has_moment(seen: Seen, index: int) -> bool:
    """Whether a line is a fact with a moment to the minute, or such a moment before the word to answer."""
    if seen.hits[index] is not None:
        return seen.has_moment(index)
    text = seen.blocks[index].text
    if not text.endswith(ANSWER) or len(text) > MAX_MOMENT:
        return False
    stamp = read_date(text)
    if stamp is not None:
        return stamp.precision != "day"
    # A platform prints posts of this year with month and day alone. An office that answers is no reader.
    short = read_short_date(text)
    return short is not None and not is_organisation(text[: short.start()].strip())


def _element_of(seen: Seen, moment: int) -> int | None:
    """The element of a post by the line of its moment: the smallest around that line and another, no larger than a post is, with
    somebody's name."""
    containers, blocks = seen.outline.containers, seen.blocks
    element = blocks[moment].container
    while element > 0 and sum(bool(block.text) for block in _within(seen, element)) < FEW:
        element = containers.parent[element]
    lines = _within(seen, element)
    if element <= 0 or len(lines) > _MAX_POST or lines[0].number <= seen.text[0]:
        return None
    return element if any(_names(block, moment) for block in lines) else None


def _within(seen: Seen, element: int) -> Sequence[Block]:
    containers = seen.outline.containers
    first = containers.first[element]
    return seen.blocks[first : min(containers.end[element], first + _MAX_POST + 1)]


def _names(block: Block, moment: int) -> bool:
    """Whether a line is a name, or has one beside the moment."""
    if block.number == moment:
        return _WORD.search(without_dates(block.text)) is not None
    is_title = block.kind == "heading" and block.level < _MIN_LEVEL
    return 0 < len(block.text) <= MAX_NAME and not is_title and not ends_sentence(block.text)
