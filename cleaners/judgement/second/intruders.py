# cython: language_level=3
"""Kept lines that should have been cut: a second story, entries of a list, posts after the end of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaners.evidence.dates import read_date
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.posts import is_transcript, name_beside
from cleaners.judgement.entries import is_subhead, tells_by_sections
from cleaners.judgement.measures import FAR, MANY, MAX_FACT, MAX_HEADLINE, MIN_BRIEF, MIN_HEADLINE, NEAR
from cleaners.judgement.second.cards import Entries, Entry, cards_of, entries_among, has_opened, is_title
from cleaners.judgement.second.seen import Seen, between, first_from, has_between, last_before
from cleaners.judgement.sentences import ends_sentence
from cleaners.values import TEXT_LABELS, Block, Label

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

#: Minimum number of consecutive entries that are a list, if they are half of the text and stand after an end.
FEW = 2

# Fields of a block by position: when compiled, access by name takes ten times as long.
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_LINK_CHARS = cython.declare(cython.Py_ssize_t, Block._fields.index("link_chars"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))


def find_story(seen: Seen) -> int | None:
    """The line where a second story begins: a heading with a moment (day and hour) right under it, below running text and above
    running text of another column. None without one."""
    prose = seen.prose
    first = first_from(prose, seen.top)
    if first is None:
        return None
    told = find_told(seen)
    if told is not None:
        first = told.stop - 1  # the first story is a text of short lines
    for fact in between(seen.facts, first + 1, prose[-1] + 1):
        below = first_from(prose, fact)
        if below is None or below > fact + FAR:
            continue
        heading = _heading_above(seen, fact)
        if heading is None or heading <= first:
            continue
        is_apart = seen.columns.of(first) != seen.columns.of(below) and seen.has_moment(fact)
        if is_apart and tells_by_sections(
            seen.outline, seen.hits, seen.labelled.headline, first, fact, len(seen.blocks)
        ):
            continue
        if is_apart or _is_headed_alike(seen, heading, fact, first):
            return _cut_above(seen, heading) if told is None else seen.behind_credits(told.stop)
    return _find_twin(seen)


def _find_twin(seen: Seen) -> int | None:
    """The line where a text begins under a linked title, in an element beside the article's own and of the same look."""
    headline, containers = seen.labelled.headline, seen.outline.containers
    if headline is None or not seen.kept or headline > seen.kept[0]:
        return None
    own = seen.columns.around(headline, seen.kept[0])
    parent = containers.parent[own]
    if own <= 0 or not containers.classes[own] or seen.kept[-1] < containers.end[own]:
        return None
    below = next(index for index in seen.kept if index >= containers.end[own])
    twin = seen.blocks[below].container
    while twin > 0 and containers.parent[twin] != parent:
        twin = containers.parent[twin]
    if twin <= 0 or containers.look(twin) != containers.look(own):
        return None
    first = next(index for index in range(containers.first[twin], below + 1) if seen.blocks[index].text)
    return first if is_title(seen, first) else None


def _is_headed_alike(seen: Seen, heading: int, fact: int, first: int) -> bool:
    """Whether a heading and the fact under it look like the page's headline and a fact of the same kind under it: then the page
    shows two stories, regardless of their columns."""
    headline, blocks, look = seen.labelled.headline, seen.blocks, seen.outline.containers.look
    if headline is None or blocks[headline].kind != "heading" or blocks[heading].kind != "heading":
        return False
    if look(blocks[headline].container) != look(blocks[heading].container) or blocks[heading].in_element == "p":
        return False
    own = [index for index in between(seen.facts, headline + 1, first) if _states_alike(seen, index, fact)]
    return any(look(blocks[index].container) == look(blocks[fact].container) for index in own)


def _states_alike(seen: Seen, one: int, other: int) -> bool:
    """Whether two facts are dates, matched by the same rule."""
    hit = seen.hits[one]
    return hit is not None and hit is seen.hits[other] and read_date(seen.blocks[other].text) is not None


def _cut_above(seen: Seen, heading: int) -> int:
    """The end of the article above a second story's heading: the first end after its last running text."""
    last = last_before(seen.prose, heading)
    return next(iter(between(seen.ends, last + 1, heading)), heading)


def _heading_above(seen: Seen, moment: int) -> int | None:
    """The heading of the story with this moment: the line right above it, or a printed heading above a few short lines, which
    are its deck."""
    row: tuple[Any, ...]
    text: str
    is_marked: cython.bint
    blocks = seen.blocks
    found: int | None = None
    for index in range(moment - 1, max(seen.top, moment - 1 - NEAR), -1):
        row = cython.cast(tuple, blocks[index])
        text = row[_TEXT]
        if not text or row[_HIDDEN] is True:
            continue
        is_marked = row[_KIND] == "heading"
        if (is_marked or index == moment - 1) and _is_heading(seen, index):
            if not is_marked:
                found = index
            elif found is None or seen.columns.are_same(index, found):
                return index
        if is_marked or len(text) > MAX_FACT or seen.is_credit(index):
            return found
    return found


def can_head(seen: Seen, index: int) -> bool:
    """Whether a line can head another story, as a link or not: visible, long enough, no sentence, no rule's."""
    row: tuple[Any, ...] = cython.cast(tuple, seen.blocks[index])
    text: str = row[_TEXT]
    return (
        MIN_HEADLINE <= len(text) <= MAX_HEADLINE
        and row[_HIDDEN] is not True
        and seen.hits[index] is None
        and (row[_KIND] == "heading" or not ends_sentence(text))
    )


def _is_heading(seen: Seen, index: int) -> bool:
    row: tuple[Any, ...] = cython.cast(tuple, seen.blocks[index])
    text: str = row[_TEXT]
    link_chars: cython.Py_ssize_t = row[_LINK_CHARS]
    return link_chars * 2 < len(text) and can_head(seen, index)


def has_ended(seen: Seen, index: int) -> bool:
    """Whether an article ends between its headline (or its first fact) and a line of running text: there is a credit line, and
    after it the heading of a widget that contains the line. A box of links that ends above the line ends nothing. If the page
    shows no headline, or only one in such a box, a credit line ends the text above it, regardless of the first fact."""
    widget, headline = last_before(seen.widgets, index), seen.labelled.headline
    is_inside = _is_boxed(seen, index)
    top = seen.top
    if headline is None or _is_boxed(seen, headline):
        top = 0 if is_inside else _first_fact(seen)
    if widget < top:
        return _is_closed_above(seen, index)
    if not any(map(seen.is_credit, between(seen.ends, top, widget))):
        return find_told(seen) is not None
    return is_inside or not any(is_title(seen, line, MIN_HEADLINE // 2) for line in range(widget + 1, index))


def _is_closed_above(seen: Seen, index: int) -> bool:
    """Whether lines under the headline are a text that a credit line closes, and a line of the site's tail stands between that
    and a line of another column."""
    told = find_told(seen)
    if told is None:
        from cleaners.judgement.second.pictured import (
            is_told_in_pictures,  # few pages have a credit line above all text
        )

        credit = next(filter(seen.is_credit, between(seen.ends, seen.top, index)), None)
        return credit is not None and is_told_in_pictures(seen, credit, index)
    if told.stop >= index or not seen.is_credit(told.stop):
        return False
    ends = between(seen.ends, seen.behind_credits(told.stop), index)
    return bool(ends) and seen.columns.of(told.start) != seen.columns.of(index)


def _is_boxed(seen: Seen, index: int) -> bool:
    """Whether a line stands in the column of the heading of a widget above it."""
    widget = last_before(seen.widgets, index)
    return widget >= 0 and seen.columns.holds(seen.columns.of(widget), index)


def _first_fact(seen: Seen) -> int:
    """The beginning of the article on a page without a headline: its first fact."""
    return seen.facts[0] if seen.facts else len(seen.blocks)


def find_entries(seen: Seen) -> list[Entries]:
    """The runs of entries among the kept lines, and among cut lines beside them, that are lists."""
    # The facts above the first line are the article's own, unless this line is all that was kept.
    if not has_opened(seen, seen.kept[1:] or seen.kept):
        if not seen.kept or not seen.blocks[seen.kept[-1]].link_chars:
            return []
        from cleaners.judgement.second.glued_titles import find_glued  # few texts end with a link

        return find_glued(seen)
    rows = entries_among(seen, between(seen.prose, seen.kept[0], len(seen.blocks)))
    found = []
    for row in rows:
        lines = [line for entry in row for line in entry.lines]
        if len(row) >= FEW and between(seen.kept, lines[0], lines[-1] + 1) and _is_list(seen, row, lines):
            first, end = cards_of(seen, row)
            above = max(last_before(seen.ends, row[0].opener), last_before(seen.kept, lines[0]))
            found.append(Entries(_with_heading(seen, max(first, above + 1), lines[0]), end, row))
    return found or _find_teasers(seen)


def _find_teasers(seen: Seen) -> list[Entries]:
    """A box beside the text, in a separate column, whose lines of running text each stand under a linked title."""
    boxes = seen.boxes(seen.kept)
    if len(boxes) < 2:
        return []
    containers = seen.outline.containers
    found = []
    for column, lines in boxes.items():
        if len(lines) < FEW or lines[0] == seen.kept[0] or not all(_is_teaser(seen, index, column) for index in lines):
            continue
        row = [Entry(index - 1, [index], column) for index in lines]
        found.append(Entries(_with_heading(seen, containers.first[column], lines[0]), containers.end[column], row))
    return found


def _is_teaser(seen: Seen, index: int, column: int) -> bool:
    return is_title(seen, index - 1, MIN_HEADLINE // 2) and seen.columns.of(index - 1) == column


def _with_heading(seen: Seen, first: int, line: int) -> int:
    """The beginning of a list, including its heading and other short lines directly above it."""
    before = last_before(seen.kept, line)
    while first - 1 > max(before, seen.top) and seen.verdicts[first - 1].label is Label.SUBHEAD:
        first -= 1
    return first


def _is_list(seen: Seen, row: Sequence[Entry], lines: Sequence[int]) -> bool:
    if len(row) >= MANY:
        return not (_is_told_by_clock(seen, row) or is_transcript(seen.blocks[entry.opener].text for entry in row))
    if _are_cards_below(seen, row, lines):
        return True
    if seen.size(lines) * 2 < seen.size(seen.kept):
        return False
    above = last_before(seen.ends, lines[0])
    return above >= seen.top and (seen.is_widget(above) or seen.is_credit(above))


def _is_told_by_clock(seen: Seen, row: Sequence[Entry]) -> bool:
    """Whether entries are a live report: right under the headline, each with a moment and text, with no name except the
    reporting outlet's, and no title except headings."""
    headline = seen.labelled.headline
    if headline is None or has_between(seen.ends, seen.top, row[0].opener):
        return False
    # If each has a heading, they are sections after the article's own facts, regardless of the text before them.
    is_dated = has_between(seen.facts, headline, seen.outline.containers.first[row[0].element])
    if row[0].lines[0] != seen.kept[0] and not is_dated:
        return False
    outlet = outlet_of(seen, seen.outline.containers.first[row[0].element], row[0].lines[0]) if is_dated else ""
    return all(_is_bare(seen, entry, is_dated, outlet) for entry in row)


def outlet_of(seen: Seen, first: int, end: int) -> str:
    """The outlet that both a line among the blocks and a fact about the article above them name; an empty string without one.
    An outlet without a typical name must also stand above the headline."""
    texts = [seen.blocks[index].text for index in range(first, end)]
    stated = [seen.blocks[index].text for index in between(seen.facts, seen.top, first)]
    houses = {block.text for block in seen.blocks[: seen.top - 1] if block.text}
    names = {name_beside(text) for text in texts if len(text) <= MAX_FACT}
    named = (name for name in names if name and any(name in line for line in stated))
    return next((name for name in named if name in houses or is_outlet(name)), "")


def _is_control(seen: Seen, index: int) -> bool:
    hit = seen.hits[index]
    return hit is not None and hit.label in (Label.SHARE, Label.COMMENT)


def _is_bare(seen: Seen, entry: Entry, may_be_headed: bool, outlet: str) -> bool:
    containers, blocks = seen.outline.containers, seen.blocks
    within = range(containers.first[entry.element], containers.end[entry.element])
    shown = [index for index in within if blocks[index].text and not blocks[index].hidden]
    hit = seen.hits[entry.opener]
    if hit is None or not (hit.label is Label.DATE or (outlet and name_beside(blocks[entry.opener].text) == outlet)):
        return False
    rest = [index for index in shown if index != entry.opener and index not in entry.lines]
    if outlet:
        rest = [index for index in rest if blocks[index].text != outlet and not _is_control(seen, index)]
    if not rest:
        return True
    heading = rest[0]
    return may_be_headed and len(rest) == 1 and is_subhead(seen.blocks[heading]) and heading < entry.lines[0]


def _are_cards_below(seen: Seen, row: Sequence[Entry], lines: Sequence[int]) -> bool:
    """Whether two entries under linked titles stand at the end of a text in another column, and are shorter than it."""
    if lines[-1] != seen.kept[-1] or not all(is_title(seen, entry.opener) for entry in row):
        return False
    own = seen.columns.of(seen.kept[0])
    return seen.size(lines) * 2 < seen.kept_size and not any(seen.columns.of(index) == own for index in lines)


#: Minimum number of lines above a credit line that are a text, however short.
FEWEST = 3


def find_told(seen: Seen) -> range | None:
    """The lines of an article that is told in verse or in one short sentence, between the facts of the head and what ends it,
    where all running text of the page stands behind that: lines of one column, no links among them. A credit line ends fewer
    lines than others do, a widget's heading that it stands under none. What is so fluent below them is another story, or
    posts."""
    prose = first_from(seen.prose, seen.top)
    ends = between(seen.ends, seen.top, len(seen.blocks) if prose is None else prose)
    if seen.labelled.headline is None or not (any(map(seen.is_credit, ends)) or _is_in_widget(seen, prose)):
        return None
    start = seen.top
    for end in ends:
        fact = _fact_above(seen, end, start)
        start = max(start, fact + 1)
        lines = _told_above(seen, start, end)
        if len(lines) >= FEWEST or (
            (seen.is_credit(end) or end in seen.widgets) and _sentences(seen, lines) >= MIN_BRIEF
        ):
            return range(lines[0], end)
        if end in seen.widgets:
            return None
        start = end + 1
    return None


def _fact_above(seen: Seen, end: int, start: int) -> int:
    """The last fact above an end with a line that is open between the two: facts right above a credit line, as the printed page
    of a paper is, close a text as that does."""
    fact = last_before(seen.facts, end)
    while fact >= start and not any(
        seen.blocks[index].text and _is_open(seen, index) for index in range(fact + 1, end)
    ):
        end = fact
        fact = last_before(seen.facts, end)
    return fact


def _is_in_widget(seen: Seen, prose: int | None) -> bool:
    """Whether the first running text stands in an element that opens with a widget's heading, below the headline."""
    widget = -1 if prose is None else last_before(seen.widgets, prose)
    if prose is None or widget < seen.top:
        return False
    first = seen.outline.containers.first[seen.columns.around(widget, prose)]
    return seen.top <= first and not any(seen.blocks[index].text for index in range(first, widget))


def find_boxed(seen: Seen) -> int | None:
    """The heading of the widget that contains all running text, if the text above it has none: a table, a list, sentences too
    short for it. A title may stand above the first running text, in an element with it."""
    if not seen.kept or seen.text[0] > seen.kept[0] or not _is_in_widget(seen, seen.kept[0]):
        return None
    prose = seen.kept[0]
    widget = last_before(seen.widgets, prose)
    if seen.text[0] > widget:
        return None
    titles = [index for index in range(widget + 1, prose) if seen.blocks[index].link_chars]
    box = seen.columns.around(widget, prose)
    is_entry = len(titles) == 1 and seen.columns.around(titles[0], prose) != box
    return widget if not titles or is_entry else None


def _told_above(seen: Seen, start: int, end: int) -> list[int]:
    """The open lines in the column or table of the last one before an end; none if one of them is a link."""
    lines = [index for index in range(start, end) if seen.blocks[index].text and _is_open(seen, index)]
    own = [index for index in lines if seen.columns.are_same(index, lines[-1]) or _are_of_table(seen, index, lines[-1])]
    return own if not any(seen.blocks[index].link_chars for index in own) else []


def _are_of_table(seen: Seen, one: int, other: int) -> bool:
    first, second = seen.blocks[one].cell, seen.blocks[other].cell
    return first is not None and second is not None and first[0] == second[0]


def end_of_opener(seen: Seen, row: Sequence[Entry]) -> int:
    """The first block after the opening of a thread: after its running text, or after the credit lines below short lines that
    follow."""
    end = row[0].lines[-1] + 1
    limit = row[1].opener if len(row) > 1 else len(seen.blocks)
    credit = next(filter(seen.is_credit, between(seen.ends, end, limit)), None)
    return end if credit is None else seen.behind_credits(credit)


def _is_open(seen: Seen, index: int) -> bool:
    """Whether a line is text, or was cut only because of its place."""
    return seen.verdicts[index].label in TEXT_LABELS or seen.is_placed(index)


def _sentences(seen: Seen, lines: Sequence[int]) -> int:
    """The number of characters in lines that are sentences."""
    texts = [seen.blocks[index].text for index in lines]
    return sum([len(text) for text in texts if ends_sentence(text)])
