"""What is kept against a reason: a second story, entries of a list, posts behind the end of an article."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.article import Label
from cleaners.judgement.entries import entries_among, runs_of, stand_apart
from cleaners.judgement.seen import Seen, between, has_between, last_before

#: So many entries in a row are a list; so many are one where they are half of the text and stand behind an end.
MANY, FEW = 3, 2

#: A headline of another story has at least so many characters, and stands at most so many blocks above its date.
MIN_HEADING, NEAR = 8, 4


def find_story(seen: Seen) -> int | None:
    """Where a second story begins: a heading and, right under it, a line with day and time of day, below running text and
    above running text of another column."""
    moments = [index for index, hit in enumerate(seen.hits) if hit is not None and index > seen.top]
    prose = seen.prose
    for moment in moments:
        if not seen.has_moment(moment):
            continue
        heading = _heading_above(seen, moment)
        if heading is None:
            continue
        first = _first_from(prose, seen.top)
        after = _first_from(prose, moment)
        if first is None or after is None or not first < heading or after > moment + 8:
            continue
        if seen.columns.of(first) != seen.columns.of(after):
            return heading
    return None


def _heading_above(seen: Seen, moment: int) -> int | None:
    for index in range(moment - 1, max(seen.top, moment - 1 - NEAR), -1):
        block = seen.blocks[index]
        if block.kind == "heading" and len(block.text) >= MIN_HEADING and seen.hits[index] is None and not block.hidden:
            return index
        if len(block.text) > 60:
            return None
    return None


def _first_from(numbers: Sequence[int], index: int) -> int | None:
    rest = between(numbers, index, 1 << 62)
    return rest[0] if rest else None


def has_ended(seen: Seen) -> bool:
    """Whether the article ended before the first kept line: a credit line and then a widget's heading stand between it and the
    headline."""
    if not seen.kept or seen.labelled.headline is None:
        return False
    ends = between(seen.ends, seen.top, seen.kept[0])
    credit = next((index for index in ends if seen.is_credit(index)), None)
    return credit is not None and any(index > credit and seen.is_widget(index) for index in ends)


def find_entries(seen: Seen) -> list[list[int]]:
    """The runs of entries among the kept lines that are a list."""
    found = entries_among(seen, seen.kept)
    if len(found) < FEW:
        return []
    return [run for run in runs_of(seen.kept, found) if _is_list(seen, run) and stand_apart(seen, run, found)]


def _is_list(seen: Seen, run: Sequence[int]) -> bool:
    if len(run) >= MANY:
        return True
    if len(run) < FEW or seen.size(run) * 2 < seen.size(seen.kept):
        return False
    above = last_before(seen.ends, run[0])
    return above >= seen.top and (seen.is_widget(above) or seen.is_credit(above))


def opens_thread(seen: Seen, run: Sequence[int]) -> bool:
    """Whether a run of posts opens right under the headline: its first is what the page is about."""
    return (
        seen.labelled.headline is not None
        and run[0] == seen.kept[0]
        and not has_between(seen.ends, seen.top, run[0])
        and not has_between(seen.loose, seen.top, run[0])
    )


LABELS = {"second.story": Label.RECOMMENDATION, "second.entries": Label.RECOMMENDATION, "second.ended": Label.COMMENT}
