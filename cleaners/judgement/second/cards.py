# cython: language_level=3
"""Entries of a list or a thread: prose under one linked title, or under a name and a moment, each in an element of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.evidence.posts import says_floor_or_age
from cleaners.judgement.measures import MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.second.seen import Seen, has_between, last_before
from cleaners.rules import Effect, Rule, Where, first_rule
from cleaners.values import Block, Label

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

#: Labels of lines that say when a post was made, and by whom.
_FACTS = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE})

#: Labels of lines that lead on from an article, or do something with it.
_CONTROLS = frozenset({Label.NAVIGATION, Label.SHARE})

# Fields of a block by their places: to ask for one by its name takes ten times as long when compiled.
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_LINK_CHARS = cython.declare(cython.Py_ssize_t, Block._fields.index("link_chars"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))
_LINE = cython.declare(object, Effect.LINE)
_HEAD = cython.declare(object, Where.HEAD)


#: Minimum length of an entry's title, in characters: a channel's name is shorter.
_MIN_TITLE = 6


class Entry(NamedTuple):
    """An entry: the block that opens it, the running text under that, and its own element, in which it stands alone."""

    opener: int
    lines: list[int]
    element: int


class Entries(NamedTuple):
    """Entries in a row: the blocks ``first``..``end`` (excluded) are theirs, ``row`` are those of them."""

    first: int
    end: int
    row: Sequence[Entry]


def entries_among(seen: Seen, lines: Sequence[int]) -> list[list[Entry]]:
    """The entries among some lines of running text, those in a row together. Each has an element of its own, in which neither
    the line above it stands nor what opens the next one."""
    rows: list[list[Entry]] = []
    is_open = False
    for entry, previous in _opened(seen, lines):
        if entry is None:
            is_open = False
        elif seen.outline.containers.first[entry.element] <= previous:
            is_open = False  # the line above it stands in its element: the page's column
        elif is_open and _are_alike(seen, rows[-1][-1], entry):
            rows[-1].append(entry)
        else:
            rows.append([entry])
            is_open = True
    return rows


def has_opened(seen: Seen, lines: Sequence[int]) -> bool:
    """Whether there is an entry among some lines: a look that most texts end with their first line."""
    if not lines:
        return False
    index: cython.Py_ssize_t
    previous: cython.Py_ssize_t = last_before(seen.kept, lines[0])
    if lines[-1] - previous == len(lines):
        return False  # no line stands between them
    for index in lines:
        if index - previous > 1 and _opener(seen, index, previous) is not None:
            return True
        previous = index
    return False


def _are_alike(seen: Seen, one: Entry, other: Entry) -> bool:
    """Whether two entries are of the same make: opened alike, in elements of the same tag, with a class in common where they
    have any."""
    containers = seen.outline.containers
    first, second = (is_title(seen, entry.opener, _MIN_TITLE) for entry in (one, other))
    if first != second or seen.columns.holds(one.element, other.opener):
        return False
    if containers.tag[one.element] != containers.tag[other.element]:
        return False
    mine, others = containers.classes[one.element].split(), containers.classes[other.element].split()
    return not set(mine).isdisjoint(others) if mine and others else not mine and not others


def _opened(seen: Seen, lines: Sequence[int]) -> Iterator[tuple[Entry | None, int]]:
    """What each line opens, with the line before it: an entry, or nothing. A line inside an entry goes on with it."""
    previous = -1
    entry: Entry | None = None
    for index in lines:
        opener = _opener(seen, index, previous) if index - previous > 1 else None
        if opener is not None:
            entry = Entry(opener, [index], seen.columns.around(opener, index))
            yield entry, previous
        elif entry is not None and seen.columns.holds(entry.element, index):
            entry.lines.append(index)
        else:
            entry = None
            yield None, previous
        previous = index


def _opener(seen: Seen, index: cython.Py_ssize_t, previous: cython.Py_ssize_t) -> int | None:
    """The line above an entry's prose that makes it one: a title that is one link, or a moment or a floor of a thread."""
    blocks: tuple[Block, ...] = seen.blocks
    hits: Sequence[Rule | None] = seen.hits
    headline = seen.labelled.headline
    above: cython.Py_ssize_t
    links: cython.Py_ssize_t = 0
    row: tuple[Any, ...]
    text: str
    opener: int | None = None
    for above in range(index - 1, max(previous, index - 1 - NEAR), -1):
        row = cython.cast(tuple, blocks[above])
        text = row[_TEXT]
        if not text or row[_HIDDEN] is True:
            continue
        hit = hits[above]
        if len(text) > MAX_FACT or above == headline or (hit is not None and hit.effect is not _LINE):
            break
        if row[_LINK_CHARS] and is_title(seen, above, _MIN_TITLE):
            links += 1
            opener = above if opener is None else opener
        elif opener is None and (is_fact(seen, above) or (above == index - 1 and _heads_excerpt(seen, above))):
            opener = above
    return None if links > 1 else opener


def _heads_excerpt(seen: Seen, index: int) -> bool:
    """Whether a short line that is no sentence stands above a line that is cut off: its rest stands on another page."""
    below, text = seen.blocks[index + 1].text, seen.blocks[index].text
    if not below.endswith(("...", "…")) or below.endswith("……"):
        return False
    return seen.hits[index] is None and not text.endswith(("。", "：", ":", "，"))


def is_title(seen: Seen, index: int, least: int = MIN_HEADLINE) -> bool:
    """Whether a line is one link of so many characters, that may be a title; a heading may have half of them."""
    row: tuple[Any, ...] = cython.cast(tuple, seen.blocks[index])
    link_chars: cython.Py_ssize_t = row[_LINK_CHARS]
    if not link_chars or seen.hits[index] is not None:
        return False
    least = least if row[_KIND] != "heading" else least // 2
    return link_chars >= least and link_chars * 10 >= len(row[_TEXT]) * 8 and not _leads_on(seen.blocks[index])


def _leads_on(block: Block) -> bool:
    """Whether the links of a line lead to an article's neighbours or are controls, which a page may have above its text too:
    上一篇 下一篇 A+."""
    links = [block.text[mark.start : mark.end] for mark in block.marks if mark.kind == "link"]
    rule = first_rule(" ".join(links) or block.text)
    return rule is not None and rule.label in _CONTROLS


def is_fact(seen: Seen, index: int) -> bool:
    """Whether a line says when a post was made, or its place in a thread."""
    hit, text = seen.hits[index], seen.blocks[index].text
    if hit is not None:
        return hit.where is _HEAD and hit.label in _FACTS
    return says_floor_or_age(text)


def cards_of(seen: Seen, row: Sequence[Entry]) -> tuple[int, int]:
    """The blocks from the first entry's element to the last one's (excluded), each as large as its neighbour leaves it."""
    containers = seen.outline.containers
    first = _largest(seen, row[0].element, row[1].opener)
    last = _largest(seen, row[-1].element, row[-2].lines[-1])
    return containers.first[first], containers.end[last]


def _largest(seen: Seen, own: int, neighbour: int) -> int:
    """The largest element around an entry's that the next entry does not stand in, nor the headline."""
    parents, headline = seen.outline.containers.parent, seen.labelled.headline
    while (parent := parents[own]) > 0 and not seen.columns.holds(parent, neighbour):
        if headline is not None and seen.columns.holds(parent, headline):
            break
        own = parent
    return own


def opens_thread(seen: Seen, entries: Entries) -> bool:
    """Whether posts open right under the headline: the first is what the page is about."""
    opener, (first, *_), _ = entries.row[0]
    return (
        seen.labelled.headline is not None
        and first == seen.kept[0]
        and not is_title(seen, opener)
        and not has_between(seen.ends, seen.top, first)
        and not has_between(seen.loose, seen.top, first)
    )
