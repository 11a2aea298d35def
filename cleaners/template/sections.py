"""Sections: the lines under a heading that is the same on most pages of a site, in any element or none.

A section is a list that does not belong to the article, or posts. In a list, no statement is taken: a line with a full stop
stays, whoever declares the section. Posts are running text that only this page has. They are taken if they stand in an element
separate from the story and after it, or if the article is over and they have the learned form.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleaners.template.layout import Entry, Reason, Shape, Where
from cleaners.template.view import View, is_statement

#: The name before the colon at the beginning of a post, which contains no punctuation.
_OPENER = re.compile(r"[^\s，。、！？；：:,.!?;]{1,10}[：:](?=.)")


class Run(NamedTuple):
    """One section on one page: the block of its heading, its blocks with text, and the element at whose end it ends."""

    head: int
    lines: tuple[int, ...]
    box: int


def run_under(view: View, head: int, heads: Sequence[int]) -> Run:
    """The lines under a heading, up to the next of ``heads``, and at most to the end of the heading's element."""
    containers = view.outline.containers
    box = view.blocks[head].container
    while box > 0 and containers.end[box] == head + 1:
        box = containers.parent[box]
    box = max(box, 0)
    limit = min(next((other for other in heads if other > head), len(view.blocks)), view.span(box)[1])
    return Run(head, tuple(index for index in range(head + 1, limit) if view.lines[index]), box)


def is_apart(view: View, run: Run, story: Sequence[int], body: int) -> bool:
    """Whether a section's element contains neither story nor headline, and is not inside the body."""
    if run.box <= 0 or not story or (view.headline is not None and view.holds(run.box, [view.headline])):
        return False
    first, end = view.span(body)
    return not view.holds(run.box, story) and not (body > 0 and first <= run.head < end)


def opener_of(text: str) -> str | None:
    """The name and colon at the beginning of a post; None if there are none."""
    found = _OPENER.match(text)
    return found[0] if found else None


def statements(view: View, run: Run) -> list[int]:
    """The blocks of a section that are statements."""
    return [index for index in run.lines if is_statement(view.blocks[index])]


class Section(NamedTuple):
    """One section of a page that its template knows: the entry, and the blocks under its heading that do not belong to the
    article."""

    entry: Entry
    head: int
    taken: tuple[int, ...]


def find_sections(
    view: View, entries: dict[str, Entry], known: Collection[str], body: int, story: Sequence[int]
) -> list[Section]:
    """The sections of a page, in order. ``entries`` are the template's sections by heading, ``known`` the lines that stand on
    most pages, ``story`` the running text that is not known from other pages."""
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
    """Number of lines in the list: it ends at the first statement; without an element that ends it, it has at most
    twice as many lines as were ever seen."""
    end = next((at for at, index in enumerate(run.lines) if is_statement(view.blocks[index])), len(run.lines))
    return end if apart else min(end, 2 * entry.lines)


def is_last(view: View, run: Run, story: Sequence[int], runs: Sequence[Run]) -> bool:
    """Whether all story blocks after a section's heading are inside this section or later ones."""
    inside = {index for other in runs if other.head > run.head for index in other.lines}
    return not any(index > run.head and index not in inside and index not in run.lines for index in story)


def _fits(view: View, run: Run, entry: Entry) -> bool:
    """Whether posts without a separate element have the learned form."""
    said = statements(view, run)
    if entry.reason == Reason.NAMES and not all(opener_of(view.blocks[index].text) for index in said):
        return False
    return len(run.lines) <= 2 * entry.lines
