"""Sections: what stands under a heading that is the same on most pages of a site, in whatever element, or in none.

A section is a list of other things, or of posts. A list gives up no statement: what has a full stop stays, whoever says what
the section is. Posts are running text that stands on this page only; they are taken where they stand in an element apart from
the story, behind it, or where the article is over and what follows has the learned shape.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleaners.template.layout import Entry, Reason, Shape, Where
from cleaners.template.view import View, is_statement

#: What stands before the colon of a post: a name, no clause.
_OPENER = re.compile(r"[^\s，。、！？；：:,.!?;]{1,10}[：:](?=.)")


class Run(NamedTuple):
    """One section on one page: the block of its heading, its blocks with text, and the element that ends it."""

    head: int
    lines: tuple[int, ...]
    box: int


def run_under(view: View, head: int, heads: Sequence[int]) -> Run:
    """What stands under a heading: up to the next of some headings, and no further than its element goes."""
    containers = view.outline.containers
    box = view.blocks[head].container
    while box > 0 and containers.end[box] == head + 1:
        box = containers.parent[box]
    box = max(box, 0)
    limit = min(next((other for other in heads if other > head), len(view.blocks)), view.span(box)[1])
    return Run(head, tuple(index for index in range(head + 1, limit) if view.lines[index]), box)


def is_apart(view: View, run: Run, story: Sequence[int], body: int) -> bool:
    """Whether a section's element is another than that of the story, and not inside that."""
    if run.box <= 0 or not story or (view.headline is not None and view.holds(run.box, [view.headline])):
        return False
    first, end = view.span(body)
    return not view.holds(run.box, story) and not (body > 0 and first <= run.head < end)


def opener_of(text: str) -> str | None:
    """The name and colon that a post begins with; None without."""
    found = _OPENER.match(text)
    return found[0] if found else None


def statements(view: View, run: Run) -> list[int]:
    """The blocks of a section that are statements."""
    return [index for index in run.lines if is_statement(view.blocks[index])]


class Section(NamedTuple):
    """One section of a page that its template knows: the entry, and the blocks under its heading that are not the
    article's."""

    entry: Entry
    head: int
    taken: tuple[int, ...]


def find_sections(
    view: View, entries: dict[str, Entry], known: Collection[str], body: int, story: Sequence[int]
) -> list[Section]:
    """The sections of a page, in order. ``entries`` are those of its template by their headings, ``known`` the lines that
    stand on most pages, ``story`` the running text that no other page is known to have."""
    heads = [index for index in view.texts if view.lines[index] in entries or view.lines[index] in known]
    runs = [run_under(view, head, heads) for head in heads if view.lines[head] in entries]
    found: list[Section] = []
    for run in runs:
        entry = entries[view.lines[run.head]]
        if not run.lines:
            continue
        if entry.shape == "":
            found.append(Section(entry, run.head, run.lines[: entry.lines]))
        elif any(index < run.head for index in story) or is_apart(view, run, story, body):
            found.append(Section(entry, run.head, _taken(view, run, entry, body, story, runs)))
    return found


def _taken(view: View, run: Run, entry: Entry, body: int, story: Sequence[int], runs: Sequence[Run]) -> tuple[int, ...]:
    apart = is_apart(view, run, story, body)
    if entry.shape == Shape.POSTS:
        if apart and entry.where == Where.APART:
            return run.lines
        fits = is_last(view, run, story, runs) and _fits(view, run, entry)
        return run.lines if fits and entry.where != Where.APART else ()
    if not apart and entry.where == Where.APART:
        return ()
    return run.lines[: _end_of_list(view, run, entry, apart)]


def _end_of_list(view: View, run: Run, entry: Entry, apart: bool) -> int:
    """How many of its lines are a list's: none from the first statement on, and no more than were ever seen where no element
    ends it."""
    end = next((at for at, index in enumerate(run.lines) if is_statement(view.blocks[index])), len(run.lines))
    return end if apart else min(end, 2 * entry.lines)


def is_last(view: View, run: Run, story: Sequence[int], runs: Sequence[Run]) -> bool:
    """Whether what stands behind a section and is the article's by its look is in other sections."""
    inside = {index for other in runs if other.head > run.head for index in other.lines}
    return not any(index > run.head and index not in inside and index not in run.lines for index in story)


def _fits(view: View, run: Run, entry: Entry) -> bool:
    """Whether posts that no element sets apart have the shape that was learned."""
    said = statements(view, run)
    if entry.reason == Reason.NAMES and not all(opener_of(view.blocks[index].text) for index in said):
        return False
    return len(run.lines) <= 2 * entry.lines
