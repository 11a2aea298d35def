"""Hold a page against its site's template: a rule for each line and element that repeats, places for headline and body.

The rules for lines and the end of an article stay in charge where they speak.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from cleaners.evidence.prose import is_sentence
from cleaners.reading.outline import Outline
from cleaners.rules import Rule, match_form
from cleaners.template.layout import MAX_SKELETON, Entry, Layout, Template
from cleaners.template.places import Places, find_places, read_places
from cleaners.values import Block

#: What a page and a layout must have in common for the page to be of that layout: see `best_layout`.
MIN_FIT = 0.4

_FLOWING = frozenset("p li tr td th tbody dd dt blockquote h2 h3 h4 h5 h6 figure figcaption pre option".split())

_DIGITS = re.compile(r"\d+")
_DROPPED = re.compile(r"[\s*#]+")


@dataclass(frozen=True, slots=True)
class LearnedRule(Rule):
    """A rule that a template gives. Its proof is not a list of lines but the pages it was seen on."""

    def __post_init__(self) -> None:
        """Nothing to prove."""


class Reading(NamedTuple):
    """What a template says of one page: a rule for each block or None, the element of the body and the block of the
    headline where it knows them, the layout's name and how much of it the page has (0 to 1)."""

    rules: list[Rule | None]
    body: int | None
    headline: int | None
    layout: str | None
    fit: float


def mask(line: str) -> str:
    """A line as it is compared across pages: its match form without white space, runs of digits as ``#``. The numbers of a
    sentence stay: a daily report that says the same with other figures says something else."""
    form = _DROPPED.sub("", match_form(line))
    return form if is_sentence(line) else _DIGITS.sub("#", form)


def read_layout(outline: Outline, template: Template) -> Reading:
    """Hold a page against a template: the hints first, then the learned layout that fits best. Linear in the page."""
    places = read_places(outline.containers)
    layout, fit = best_layout(places, template)
    if len(outline.containers.tag) == 1:  # a flattened text shows no layout: the lines of all are asked
        chosen = [*([template.hints] if template.hints else []), *template.layouts]
    else:
        chosen = [one for one in (template.hints, layout) if one is not None]
    rules: list[Rule | None] = [None] * len(outline.blocks)
    for one in chosen:
        _take_elements(outline, places, one, rules)
    texts = [mask(block.text) if block.text else "" for block in outline.blocks]
    for one in chosen:
        _take_lines(outline.blocks, texts, _lines_of(one), rules)
    body = next((found for one in chosen for found in _first_place(one.body, outline, places)), None)
    headline = next((found for one in chosen for found in _first_place(one.headline, outline, places)), None)
    return Reading(
        rules,
        body,
        outline.containers.first[headline] if headline is not None else None,
        layout.name if layout is not None else None,
        fit,
    )


def best_layout(places: Places, template: Template) -> tuple[Layout | None, float]:
    """The learned layout that the page has most in common with, and how much: of the skeleton's paths the share that the
    page has, or of the page's the share that the skeleton has, whichever is less. Where none has `MIN_FIT`: the layout
    without a skeleton, which is what pages of different layouts have in common, or None."""
    own = {path for path, step in zip(places.paths, places.steps, strict=True) if path and not is_flowing(step)}
    fits = [(_fit(own, layout), layout) for layout in template.layouts if layout.skeleton]
    fit, layout = max(fits, key=lambda item: (item[0], item[1].pages), default=(0.0, None))
    if fit < MIN_FIT:
        layout = next((layout for layout in template.layouts if not layout.skeleton), None)
    return layout, round(fit, 3)


def _fit(own: set[str], layout: Layout) -> float:
    marks = layout.skeleton
    # The deepest paths of a skeleton that was cut are not all there.
    depth = max(mark.count(">") for mark in marks) - 1 if len(marks) == MAX_SKELETON else inf
    bodies = tuple(f"{entry.what} >" for entry in layout.body)
    compared = {path for path in own if path.count(">") <= depth and not path.startswith(bodies)}
    if not compared:
        return 0.0
    return min(sum(mark in own for mark in marks) / len(marks), sum(path in marks for path in compared) / len(compared))


def is_flowing(step: str) -> bool:
    """Whether an element's number differs from page to page with the text, so that it says nothing of the layout."""
    return step.partition(".")[0] in _FLOWING


def _first_place(entries: Sequence[Entry], outline: Outline, places: Places) -> list[int]:
    """The first element that one of the entries names and that holds anything."""
    containers = outline.containers
    for entry in entries:
        for found in find_places(entry.what, places, containers):
            if containers.end[found] > containers.first[found]:
                return [found]
    return []


def _take_elements(outline: Outline, places: Places, layout: Layout, rules: list[Rule | None]) -> None:
    by_path = {path: index for index in range(len(places.paths)) for path in places.both(index)}
    for entry in layout.elements:
        found = by_path.get(entry.what)
        elements = [found] if found is not None else find_places(entry.what, places, outline.containers)
        for element in elements:
            for index in range(outline.containers.first[element], outline.containers.end[element]):
                rules[index] = rules[index] or _rule("element", entry)


class _Lines(NamedTuple):
    """A layout's lines, ready for comparing."""

    exact: Mapping[str, Rule]
    open: tuple[tuple[str, str, Rule], ...]
    sections: Mapping[str, tuple[Rule, int]]


@lru_cache(maxsize=64)
def _lines_of(layout: Layout) -> _Lines:
    exact, open_ended = {}, []
    for entry in layout.texts:
        begin, star, end = entry.what.partition("*")
        if star:
            open_ended.append((begin, end, _rule("text", entry)))
        else:
            exact[mask_kept(begin)] = _rule("text", entry)
    sections = {mask_kept(entry.what): (_rule("section", entry), entry.lines) for entry in layout.sections}
    return _Lines(exact, tuple(open_ended), sections)


def mask_kept(line: str) -> str:
    """`mask` for a line of a template, where ``#`` already stands for digits."""
    return "#".join(mask(part) for part in line.split("#")) if "#" in line else mask(line)


def _take_lines(blocks: Sequence[Block], texts: Sequence[str], lines: _Lines, rules: list[Rule | None]) -> None:
    section: tuple[Rule, int] | None = None
    for index, text in enumerate(texts):
        own = _line_rule(text, lines)
        if own is not None:
            rules[index] = rules[index] or own
            section = lines.sections.get(text)
        elif section is not None:
            rule, left = section
            if text:
                rules[index] = rules[index] or rule
            section = (rule, left - 1) if left > 1 else None


def _line_rule(text: str, lines: _Lines) -> Rule | None:
    if not text:
        return None
    if text in lines.sections:
        return lines.sections[text][0]
    if text in lines.exact:
        return lines.exact[text]
    for begin, end, rule in lines.open:
        if len(text) >= len(begin) + len(end) and text.startswith(begin) and text.endswith(end):
            return rule
    return None


@lru_cache(maxsize=4096)
def _rule(kind: str, entry: Entry) -> Rule:
    return LearnedRule(f"template.{kind}.{entry.id}", entry.label, "", drops=(entry.example or entry.what,), keeps=())
