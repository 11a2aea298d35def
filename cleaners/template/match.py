"""Match a page against its site's template: a rule for each line and element that repeats, and places for headline and body.

Wherever the rules for lines and the article's end decide, they keep precedence. The template only removes what is certain: a
line that other pages have, too, or a line that is no statement under a heading that they have, or in an element separate from
the story. It does not judge anything that it does not know.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf
from typing import Final, NamedTuple

from cleaners.reading.outline import Outline
from cleaners.rules import StatedRule
from cleaners.template.layout import MAX_SKELETON, Entry, Layout, Reason, Template, Where
from cleaners.template.places import Places, find_places, without_counts
from cleaners.template.sections import find_sections
from cleaners.template.view import View, frame, is_statement, key_of, mask
from cleaners.values import Label

#: Minimum similarity of a page and a layout for the page to have that layout: see `best_layout`.
MIN_FIT = 0.4

#: The path of a whole page: as the place of a body, it means that the lines have no element of their own.
PAGE = "body"

#: Reasons by which an element contains statements of other articles.
_OTHERS = frozenset({Reason.OTHERS, Reason.LINKS})


class LearnedRule(StatedRule):
    """A rule derived from a template; its proof is the pages on which it was seen. ``in_section`` means that it takes a line
    because of the heading above it, whatever the line says."""

    __slots__ = ("in_section",)

    def __init__(self, name: str, label: Label, *, drops: tuple[str, ...], in_section: bool = False) -> None:
        super().__init__(name, label, "", drops, keeps=())
        self.in_section: Final = in_section


class Reading(NamedTuple):
    """The result of matching one page: a rule or None for each block; the element of the body and the block of the headline, if
    the template knows them; the layout's name and the page's similarity to it (0 to 1); and the view of the page."""

    rules: list[LearnedRule | None]
    body: int | None
    headline: int | None
    layout: str | None
    fit: float
    view: View


def read_layout(outline: Outline, template: Template, headline: int | None = None) -> Reading:
    """Match a page against a template: the hints first, then the learned layout that fits best. ``headline`` is the block of
    the headline that the page itself shows. Linear in the page."""
    view = View(outline, headline)
    layout, fit = best_layout(view, template)
    if view.is_flat:  # a flattened text has no layout: try the lines of all layouts
        chosen = [*([template.hints] if template.hints else []), *template.layouts]
    else:
        chosen = [one for one in (template.hints, layout) if one is not None]
    found = next((place for one in chosen for place in _first_place(one.headline, outline, view.places)), None)
    if found is not None:
        view.headline = outline.containers.first[found]
    rules: list[LearnedRule | None] = [None] * len(outline.blocks)
    for one in chosen:
        _take(view, one, rules)
    body = next((place for one in chosen for place in _first_place(one.body, outline, view.places)), None)
    return Reading(
        rules,
        body if body is not None and view.places.paths[body] != PAGE else None,
        view.headline if found is not None else None,
        layout.name if layout is not None else None,
        fit,
        view,
    )


def best_layout(view: View, template: Template) -> tuple[Layout | None, float]:
    """The learned layout that is most similar to the page, and the similarity (0 to 1). It is the share of the skeleton's paths
    on the page or the share of the page's paths in the skeleton, whichever is smaller. Among the layouts that fit, the share of
    their lines on the page has equal weight: a page without elements can only be recognised by its lines. If no layout reaches
    `MIN_FIT`: the layout without a skeleton, which contains what pages of different layouts share, or None."""
    own = set(frame(view.outline, view.places).values())
    lines = set(view.lines)
    fits = [(_fit(own, layout), layout) for layout in template.layouts if layout.skeleton]
    fits = [(fit, layout) for fit, layout in fits if fit >= MIN_FIT] or fits
    fit, layout = max(
        fits, key=lambda item: (item[0] + _share_of_lines(item[1], lines), item[1].pages), default=(0.0, None)
    )
    if fit < MIN_FIT:
        layout = next((layout for layout in template.layouts if not layout.skeleton), None)
    return layout, round(fit, 3)


def _share_of_lines(layout: Layout, lines: set[str]) -> float:
    exact = _lines_of(layout).exact
    return sum(line in lines for line in exact) / len(exact) if exact else 0.0


def _fit(own: set[str], layout: Layout) -> float:
    marks = layout.skeleton
    # A shortened skeleton (`MAX_SKELETON`) lacks some of its deepest paths, so ignore that depth.
    depth = max(mark.count(">") for mark in marks) - 1 if len(marks) == MAX_SKELETON else inf
    bodies = tuple(f"{without_counts(entry.what)} >" for entry in layout.body if entry.what != PAGE)
    compared = {path for path in own if path.count(">") <= depth and not path.startswith(bodies)}
    if not compared:
        return 0.0
    return min(sum(mark in own for mark in marks) / len(marks), sum(path in marks for path in compared) / len(compared))


def _first_place(entries: Sequence[Entry], outline: Outline, places: Places) -> list[int]:
    """The first non-empty element named by one of the entries."""
    containers = outline.containers
    for entry in entries:
        for found in find_places(entry.what, places, containers):
            if containers.end[found] > containers.first[found]:
                return [found]
    return []


class Known(NamedTuple):
    """A layout's lines, prepared for matching: the constant ones, those with a variable part by their beginnings and ends,
    those that begin with a fixed word, and the sections by their headings."""

    exact: Mapping[str, Entry]
    open: tuple[tuple[str, str, Entry], ...]
    keys: Mapping[str, Entry]
    sections: dict[str, Entry]


@lru_cache(maxsize=64)
def _lines_of(layout: Layout) -> Known:
    exact, open_ended, keys = {}, [], {}
    for entry in layout.texts:
        begin, star, end = entry.what.partition("*")
        if star and begin.endswith(" "):
            keys[begin[:-1]] = entry
        elif star:
            open_ended.append((begin, end, entry))
        else:
            exact[mask_template_line(begin)] = entry
    return Known(exact, tuple(open_ended), keys, {mask_template_line(entry.what): entry for entry in layout.sections})


def mask_template_line(line: str) -> str:
    """`mask` for a line from a template, in which ``#`` already stands for digits."""
    return "#".join(mask(part) for part in line.split("#")) if "#" in line else mask(line)


class Taken(NamedTuple):
    """What a layout knows about a page: the element of its body, its story, the first heading of a section after the story
    (None if there is none), and the entries that apply, by block number."""

    body: int
    story: tuple[int, ...]
    end: int | None
    entries: dict[int, tuple[str, Entry]]


def _take(view: View, layout: Layout, rules: list[LearnedRule | None]) -> None:
    made: dict[tuple[str, int], LearnedRule] = {}  # many lines share an element, and an entry is slow to hash
    for index, (kind, entry) in take(view, layout).entries.items():
        if rules[index] is None:
            key = (kind, id(entry))
            rules[index] = made.get(key) or made.setdefault(key, _rule(kind, entry))


def take(view: View, layout: Layout) -> Taken:
    """Apply a layout to a page: first its sections, then what remains of the story, then the lines and elements around it."""
    known = _lines_of(layout)
    body = next(iter(_first_place(layout.body, view.outline, view.places)), 0)
    story = view.story(body, known.exact)
    if not story:
        body, story = 0, view.story(0, known.exact)
    entries: dict[int, tuple[str, Entry]] = {}
    ends = {line for line, entry in known.exact.items() if entry.reason != Reason.SOMETIMES}
    sections = find_sections(view, known.sections, ends, body, story)
    for section in sections:
        for index in (section.head, *section.taken):
            entries.setdefault(index, ("section", section.entry))
    story = tuple(index for index in story if index not in entries)
    for index, entry in _take_elements(view, layout, body, story):
        entries.setdefault(index, ("element", entry))
    end = next((section.head for section in sections if story and section.head > story[0]), None)
    for index, entry in _take_lines(view, known, story, end):
        entries.setdefault(index, ("text", entry))
    return Taken(body, story, end, entries)


def _take_elements(view: View, layout: Layout, body: int, story: Sequence[int]) -> Iterable[tuple[int, Entry]]:
    """Lines of elements outside the story. Statements are taken only if the element is known to contain statements of other
    articles. Elements that contain the story or the headline are never taken. Elements of hints are taken whole."""
    if not layout.elements:
        return
    headline = [] if view.headline is None else [view.headline]
    for entry in layout.elements:
        found = view.by_path.get(entry.what)
        elements = [found] if found is not None else find_places(entry.what, view.places, view.outline.containers)
        for element in elements:
            first, end = view.span(element)
            if entry.of and (element == body or view.holds(element, [*headline, *story])):
                continue
            for index in range(first, end):
                is_said = entry.of and is_statement(view.blocks[index])
                is_others = bool(story) and entry.reason in _OTHERS and not is_lead(view, index, story)
                if is_said and not is_others:
                    continue
                yield index, entry


def _take_lines(view: View, known: Known, story: Sequence[int], end: int | None) -> Iterable[tuple[int, Entry]]:
    for index in view.texts:
        entry = _entry_of(view, index, known)
        if entry is None or index == view.headline:
            continue
        if entry.where == Where.BEHIND:
            acts = end is not None and end < index and (not story or story[-1] < index)
        else:
            acts = entry.where != Where.OUTSIDE or not is_inside(view, index, story)
        if acts:
            yield index, entry


def is_lead(view: View, index: int, story: Sequence[int]) -> bool:
    """Whether a statement stands between the headline and the page's own first running text. The lead of a column belongs to
    the article, in any element, and a notice of the site in that place cannot be told from it."""
    return view.headline is not None and view.headline < index < story[0] and is_statement(view.blocks[index])


def is_inside(view: View, index: int, story: Sequence[int]) -> bool:
    """Whether a line stands inside the text: between its first and last running text, in the column of the running text before
    or after the line. A lead counts, and so does a heading directly above the first running text, in the same column."""
    if not story or index > story[-1] or (view.headline is not None and index <= view.headline):
        return False
    if is_lead(view, index, story):
        return True
    place = bisect_left(story, index)
    below = story[place]
    columns, block = view.columns, view.blocks[index]
    if index < story[0]:
        return columns[index] == columns[below] and (block.kind == "heading" or is_statement(block))
    return columns[index] in (columns[story[place - 1]], columns[below])


def _entry_of(view: View, index: int, known: Known) -> Entry | None:
    text = view.lines[index]
    if text in known.exact:
        return known.exact[text]
    for begin, end, entry in known.open:
        if len(text) >= len(begin) + len(end) and text.startswith(begin) and text.endswith(end):
            return entry
    return known.keys.get(key_of(view.blocks[index].text) or "") if known.keys else None


@lru_cache(maxsize=4096)
def _rule(kind: str, entry: Entry) -> LearnedRule:
    name, example = f"template.{kind}.{entry.id}", entry.example or entry.what
    return LearnedRule(name, entry.label, drops=(example,), in_section=kind == "section")
