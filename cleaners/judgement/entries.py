"""Entries of a list or a thread: prose under one linked title, or under a name and a moment, each in an element of its own."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.seen import MAX_FACT, Seen
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule, Where

#: A link of fewer characters is the name of a user or a channel, no title.
MIN_TITLE = 8

#: So many blocks above an entry's prose its title, its name or its moment stands at most.
_ABOVE = 4

_FLOOR = lazy(r".{0,30}?(?:第\s?\d{1,5}\s?[楼樓]|\d{1,5}\s?[楼樓]|#\d{1,4}|沙发|板凳|地板)\s*")
_AGO = lazy(r".{0,30}?\d{1,4}\s?(?:秒|分[钟鐘]|小[时時]|天|周|週|个月|個月|年)前\s*.{0,12}")


def entries_among(seen: Seen, lines: Sequence[int]) -> dict[int, int]:
    """The lines of running text that are entries, each with the block that opens it."""
    found: dict[int, int] = {}
    previous = -1
    for index in lines:
        opener = _opener(seen, index, previous)
        if opener is not None:
            found[index] = opener
        previous = index
    return found


def _opener(seen: Seen, index: int, previous: int) -> int | None:
    """The line above an entry's prose that makes it one: a title that is one link, or a moment or a floor of a thread."""
    opener: int | None = None
    links = 0
    is_excerpt = _is_excerpt(seen.blocks[index].text)
    for above in range(index - 1, max(previous, index - 1 - _ABOVE), -1):
        block, hit = seen.blocks[above], seen.hits[above]
        if not block.text or block.hidden:
            continue
        if len(block.text) > MAX_FACT or above == seen.labelled.headline or _ends(hit):
            break
        if is_title(seen, above):
            links += 1
            opener = above
        elif is_fact(seen, above) or (is_excerpt and above == index - 1 and _is_plain_title(seen, above)):
            opener = above
    return None if links > 1 else opener


def _is_excerpt(text: str) -> bool:
    """Whether a line is cut off: the rest stands on another page."""
    return text.endswith(("...", "…")) and not text.endswith("……")


def _is_plain_title(seen: Seen, index: int) -> bool:
    """Whether a short line that is no sentence stands above an excerpt."""
    block = seen.blocks[index]
    return seen.hits[index] is None and not block.text.endswith(("。", "：", ":", "，"))


def _ends(hit: Rule | None) -> bool:
    return hit is not None and hit.effect is not Effect.LINE


def is_title(seen: Seen, index: int) -> bool:
    """Whether a line is one link that may be a title."""
    block = seen.blocks[index]
    size = len(block.text)
    least = MIN_TITLE if block.kind != "heading" else MIN_TITLE // 2
    return block.link_chars >= least and block.link_chars * 10 >= size * 8 and seen.hits[index] is None


def is_fact(seen: Seen, index: int) -> bool:
    """Whether a line says when a post was made, or its place in a thread."""
    hit, text = seen.hits[index], seen.blocks[index].text
    if hit is not None:
        return hit.where is Where.HEAD and hit.name != "controls.number"
    return _FLOOR.fullmatch(text) is not None or _AGO.fullmatch(text) is not None


def runs_of(lines: Sequence[int], entries: dict[int, int]) -> list[list[int]]:
    """Entries in a row: no other of these lines stands between."""
    runs: list[list[int]] = []
    is_open = False
    for index in lines:
        if index not in entries:
            is_open = False
        elif is_open:
            runs[-1].append(index)
        else:
            runs.append([index])
            is_open = True
    return runs


def cards_of(seen: Seen, run: Sequence[int], entries: dict[int, int]) -> tuple[int, int] | None:
    """The blocks from the first entry's element to the last one's, where each entry has an element of its own in which it
    stands with what opens it and no other does; None where one has none."""
    columns, containers = seen.columns, seen.outline.containers
    first = end = 0
    for number, index in enumerate(run):
        own = columns.around(entries[index], index)
        neighbour = run[number + 1] if number + 1 < len(run) else run[number - 1]
        if neighbour == index or columns.holds(own, neighbour):
            return None
        if number in (0, len(run) - 1):
            own = _largest(seen, own, neighbour)
            first = first if number else containers.first[own]
            end = containers.end[own]
    return first, end


def _largest(seen: Seen, own: int, neighbour: int) -> int:
    """The largest element around an entry's that the next entry does not stand in, nor the headline."""
    parents, headline = seen.outline.containers.parent, seen.labelled.headline
    while (parent := parents[own]) > 0 and not seen.columns.holds(parent, neighbour):
        if headline is not None and seen.columns.holds(parent, headline):
            break
        own = parent
    return own
