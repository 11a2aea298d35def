"""Text that a page holds twice: once for each kind of screen, as a summary above the text, or beside a picture that it describes.

Elements would show which one is the text. Here its place says so: a copy above the facts of the head is the summary, and of
two texts the first is kept. A chorus and a table repeat short
lines, and what stands there three times is of a list: those are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.flat.marks import states_fact
from cleaners.evidence.flat.row import Row
from cleaners.evidence.photo_credits import ends_with_credit
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import is_han
from cleaners.reading.patterns import lazy
from cleaners.rules.form import simplified

#: Fewest characters of a row that nobody writes twice in one text, and of several such rows that follow each other.
MIN_ROW, MIN_RUN = 40, 20

#: How a row ends that is complete, and the fewest characters that a row which breaks off shares with the text.
_ENDS, MIN_SHARED = ("。", "！", "？", "…", "”", "」", "）", ")", "!", "?"), 30

#: What says at the end of a row whose picture it describes.
_GIVEN = lazy(r"(?:[（(][^（）()]{2,16}[）)]|[图圖][/／:：]\S{2,12})$")


def hide_repeats(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those hidden that another one repeats. Linear in the rows."""
    if not _may_repeat(rows):
        return list(rows)
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if len(row.text) >= MIN_RUN and not row.hidden and row.cell is None and is_sentence(row.text):
            places.setdefault(row.text, []).append(number)
    marked = {number for same in places.values() if len(same) == 2 for number in _copies(rows, same)}
    marked |= _broken_off(rows, sorted(number for same in places.values() for number in same))
    marked |= _short_beside(rows, places, marked) | _titles_again(rows) | _captions_again(rows)
    return (
        [row._replace(hidden=True) if number in marked else row for number, row in enumerate(rows)]
        if marked
        else list(rows)
    )


def _may_repeat(rows: Sequence[Row]) -> bool:
    """A cheap test: whether two rows of some length begin alike, or one of the first rows stands below one of its length."""
    openings = [row.text[:_ALIKE] for row in rows if len(row.text) >= _CAPTION]
    if len(set(openings)) < len(openings):
        return True
    return any(len(one.text) == len(other.text) in _TITLE for one, other in pairwise(rows))


#: Characters by which rows are compared first.
_ALIKE = 10


def _copies(rows: Sequence[Row], same: Sequence[int]) -> list[int]:
    """The copies among equal rows. All are captions if they say whose their picture is and stand right below each other."""
    if same[-1] - same[0] == len(same) - 1 and _GIVEN.search(rows[same[0]].text) and _is_amid(rows, same):
        return list(same)
    if len(rows[same[0]].text) < MIN_ROW and not _is_in_run(rows, same):
        return []
    first, last = same[0], same[-1]
    is_summary = any(states_fact(row.text) for row in rows[first + 1 : last] if len(row.text) < MIN_ROW)
    return [first if is_summary else last]


def _is_amid(rows: Sequence[Row], same: Sequence[int]) -> bool:
    """Whether other running text stands beside the rows: alone, they would be the text."""
    others = (row.text for row in rows if row.text != rows[same[0]].text)
    return any(map(is_sentence, others)) and ends_with_credit(rows[same[0]].text)


def _is_in_run(rows: Sequence[Row], same: Sequence[int]) -> bool:
    """Whether the rows beside two equal ones are equal, too."""
    one, other = same[0], same[1]
    sides = (step for step in (-1, 1) if 0 <= one + step < other and 0 <= other + step < len(rows))
    return any(
        rows[one + step].text == rows[other + step].text and is_sentence(rows[one + step].text) for step in sides
    )


def _captions_again(rows: Sequence[Row]) -> set[int]:
    """The rows right below each other that say the same and whose picture they describe: a picture's words and its caption."""
    pairs = (number for number, (one, other) in enumerate(pairwise(rows)) if one.text == other.text)
    return {
        at
        for number in pairs
        if len(rows[number].text) >= _CAPTION and ends_with_credit(rows[number].text)
        for at in (number, number + 1)
        if _is_amid(rows, (number, number + 1))
    }


#: Fewest characters of a caption with its credit.
_CAPTION = 12


def _short_beside(rows: Sequence[Row], places: dict[str, list[int]], marked: set[int]) -> set[int]:
    """The short rows below copies that also stand below what was copied."""
    found: set[int] = set()
    for copy in marked:
        first = places.get(rows[copy].text, [copy])[0]
        below, own = copy + 1, first + 1
        while first < copy and below < len(rows) and own < copy and rows[below].text == rows[own].text != "":
            found.add(below)
            below, own = below + 1, own + 1
    return found


def _titles_again(rows: Sequence[Row]) -> set[int]:
    """The titles right below the same in the other script, and those above the place of a picture, which they describe."""
    found: set[int] = set()
    heads = {row.text for row in rows[:_HEAD] if len(row.text) in _TITLE}
    for number, (row, below) in enumerate(pairwise(rows)):
        one, other = row.text, below.text
        if len(one) not in _TITLE:
            continue
        if one != other and len(one) == len(other) and _is_in_other_script(one, other):
            found.add(number + 1)
        elif number >= _HEAD and one in heads and (below.hidden or below.image is not None):
            found.add(number)
    return found


def _is_in_other_script(one: str, other: str) -> bool:
    """Whether two titles of one length differ in a few characters, and no more than scripts do."""
    if (simplified(one) == one) == (simplified(other) == other):
        return False
    pairs = [(left, right) for left, right in zip(simplified(one), simplified(other), strict=True) if left != right]
    return len(pairs) * 4 <= len(one) and all(is_han(left) and is_han(right) for left, right in pairs)


#: Rows at the top among which the headline stands, and characters of a title.
_HEAD, _TITLE = 4, range(8, 61)


def _broken_off(rows: Sequence[Row], told: Sequence[int]) -> set[int]:
    """The first running text, if it breaks off and the next one begins with the same words: the summary that a site cut."""
    if len(told) < 2:
        return set()
    one, other = rows[told[0]].text, rows[told[1]].text
    is_cut = not one.endswith(_ENDS) and one != other
    return {told[0]} if is_cut and len(one) > MIN_SHARED and one[:MIN_SHARED] == other[:MIN_SHARED] else set()
