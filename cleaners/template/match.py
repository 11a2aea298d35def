"""What repeats across the pages of one site: learned from its pages (`cleaners.learning.learning`) or written by hand as hints.

A template is data that people can read: every entry says what, where, on how many of how many pages, and shows one
example. Both forms are one: the ``[page]`` table of a seed file is a layout without figures. A template gives rules
(`LearnedRule`) for lines and elements, and places for the headline and the body; the rules for lines and the end of an
article stay in charge where they speak.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from cleaners.evidence.measures import is_sentence
from cleaners.reading.outline import Outline
from cleaners.rules import Rule, match_form
from cleaners.template.places import PlaceError, Places, find_places, read_path, read_places
from cleaners.values import Block, Label

#: The format of the file; raised when older readers cannot read a newer one.
FORMAT = 1

#: What a page and a layout must have in common for the page to be of that layout: see `best_layout`.
MIN_FIT = 0.4

#: Paths of a layout that are kept to know its pages by: the outermost ones.
MAX_SKELETON = 40

_FLOWING = frozenset("p li tr td th tbody dd dt blockquote h2 h3 h4 h5 h6 figure figcaption pre option".split())

_DIGITS = re.compile(r"\d+")
_DROPPED = re.compile(r"[\s*#]+")


class TemplateError(ValueError):
    """A template that cannot be read or learned; the message says what to do."""


@dataclass(frozen=True, slots=True)
class LearnedRule(Rule):
    """A rule that a template gives. Its proof is not a list of lines but the pages it was seen on."""

    def __post_init__(self) -> None:
        """Nothing to prove."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that repeats. ``what`` is a masked line (digits are ``#``, ``*`` stands for anything) or a path of
    elements; it was seen on ``pages`` of ``of`` pages, which makes its lower ``confidence`` (0 to 1; hints have 1). For a
    section, ``lines`` is how many lines under the line ``what`` belong to it at most."""

    what: str
    label: Label = Label.OTHER
    pages: int = 0
    of: int = 0
    confidence: float = 1.0
    example: str = ""
    reason: str = ""
    lines: int = 0

    @property
    def id(self) -> str:
        """A short name that stays the same as long as the entry does."""
        return sha256(self.what.encode()).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Layout:
    """One form of a site's pages. ``skeleton`` is the paths that its pages have in common; ``coverage`` the share of its
    pages that have a field; ``body_chars`` the 5th and 95th percentile of the body's length in characters."""

    name: str = ""
    pages: int = 0
    body: tuple[Entry, ...] = ()
    headline: tuple[Entry, ...] = ()
    date: tuple[Entry, ...] = ()
    source: tuple[Entry, ...] = ()
    credits: tuple[Entry, ...] = ()
    elements: tuple[Entry, ...] = ()
    sections: tuple[Entry, ...] = ()
    texts: tuple[Entry, ...] = ()
    coverage: tuple[tuple[str, float], ...] = ()
    body_chars: tuple[int, int] = (0, 0)
    skeleton: tuple[str, ...] = ()


#: Keys of a layout that hold entries.
PLACES = ("body", "headline", "date", "source", "credits")
LINES = ("sections", "texts")
ENTRIES = (*PLACES, "elements", *LINES)


@dataclass(frozen=True, slots=True)
class Template:
    """All layouts of one site. ``first`` and ``last`` are the dates of its oldest and newest page (ISO 8601 or None);
    ``hints`` is the layout that somebody wrote by hand, which is asked before the learned ones."""

    site: str | None = None
    pages: int = 0
    layouts: tuple[Layout, ...] = ()
    first: str | None = None
    last: str | None = None
    hints: Layout | None = None

    def to_toml(self) -> str:
        """The template as a file; `read_template` reads it back."""
        import tomli_w

        head = {"format": FORMAT, "site": self.site, "pages": self.pages, "first": self.first, "last": self.last}
        content: dict[str, Any] = {key: value for key, value in head.items() if value is not None}
        if self.hints is not None:
            content["page"] = _layout_table(self.hints)
        content["layout"] = [_layout_table(layout) for layout in self.layouts]
        return tomli_w.dumps(content, multiline_strings=False)

    def with_hints(self, hints: Layout | None) -> Template:
        """The same template with somebody's hints."""
        return Template(self.site, self.pages, self.layouts, self.first, self.last, hints)


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


# --- the file --------------------------------------------------------------------------------------------------------


def _layout_table(layout: Layout) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for field in fields(Layout):
        value = getattr(layout, field.name)
        if field.name in ENTRIES:
            if value:
                table[field.name] = [_entry_table(entry) for entry in value]
        elif field.name == "coverage":
            if value:
                table["coverage"] = dict(value)
        elif value not in ("", 0, (0, 0), ()):
            table[field.name] = list(value) if isinstance(value, tuple) else value
    return table


def _entry_table(entry: Entry) -> dict[str, Any]:
    table: dict[str, Any] = {"what": entry.what, "label": str(entry.label)}
    if entry.of:
        table |= {"pages": entry.pages, "of": entry.of, "confidence": entry.confidence}
    return table | {
        key: value for key in ("lines", "reason", "example") if (value := getattr(entry, key)) not in (0, "")
    }


def load_template(path: str) -> Template:
    """The template in a file. Raises TemplateError, with what is wrong and where."""
    try:
        return read_template(tomllib.loads(Path(path).read_text("utf-8")), path)
    except OSError as error:
        raise TemplateError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: not TOML: {error}") from error


def read_template(content: Mapping[str, Any], origin: str = "template") -> Template:
    """A template from the content of its TOML file; ``origin`` names the file in messages. Raises TemplateError."""
    known = {"format", "site", "pages", "first", "last", "page", "layout"}
    if unknown := sorted(set(content) - known):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)} (keys: {', '.join(sorted(known))})")
    if content.get("format", FORMAT) != FORMAT:
        raise TemplateError(f"{origin}: format {content['format']!r} is not {FORMAT}: learn it again with this version")
    layouts = content.get("layout", [])
    if not isinstance(layouts, list):
        raise TemplateError(f"{origin}: layout: tables headed [[layout]] are needed")
    return Template(
        site=_of_type(content, "site", str, origin),
        pages=_of_type(content, "pages", int, origin) or 0,
        layouts=tuple(read_hints(table, f"{origin}: layout {number}") for number, table in enumerate(layouts, 1)),
        first=_of_type(content, "first", str, origin),
        last=_of_type(content, "last", str, origin),
        hints=read_hints(content["page"], f"{origin}: page") if "page" in content else None,
    )


def read_hints(table: Any, origin: str) -> Layout:
    """A layout from its table, learned or written by hand. An entry may be a text or a list of texts instead of tables.

    Raises TemplateError.
    """
    if not isinstance(table, Mapping):
        raise TemplateError(f"{origin}: a table is needed, not {table!r}")
    known = {field.name for field in fields(Layout)}
    if unknown := sorted(set(table) - known):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)} (keys: {', '.join(sorted(known))})")
    values: dict[str, Any] = {key: _read_entries(table[key], key, origin) for key in ENTRIES if key in table}
    for key, kind in (("name", str), ("pages", int)):
        if key in table:
            values[key] = _of_type(table, key, kind, origin)
    if "coverage" in table:
        values["coverage"] = _read_coverage(table["coverage"], origin)
    if "body_chars" in table:
        values["body_chars"] = _read_pair(table["body_chars"], origin)
    if "skeleton" in table:
        values["skeleton"] = tuple(_read_string(item, f"{origin}: skeleton") for item in _as_list(table["skeleton"]))
    return Layout(**values)


def _read_entries(value: Any, key: str, origin: str) -> tuple[Entry, ...]:
    return tuple(_read_entry(item, key, f"{origin}: {key}") for item in _as_list(value))


def _read_entry(item: Any, key: str, origin: str) -> Entry:
    table = {"what": item} if isinstance(item, str) else item
    if not isinstance(table, Mapping) or not isinstance(table.get("what"), str) or not table["what"].strip():
        raise TemplateError(f'{origin}: a text or a table with what = "…" is needed, not {item!r}')
    if unknown := sorted(set(table) - {field.name for field in fields(Entry)}):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)}")
    values = dict(table)
    try:
        values["label"] = Label(values.get("label", Label.BODY if key == "body" else Label.OTHER))
    except ValueError as error:
        raise TemplateError(f"{origin}: {error} (labels: {', '.join(Label)})") from error
    for name, kind in (("pages", int), ("of", int), ("lines", int), ("example", str), ("reason", str)):
        if name in values:
            values[name] = _of_type(values, name, kind, origin)
    confidence = values.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise TemplateError(f"{origin}: confidence: a number from 0 to 1 is needed, not {confidence!r}")
    if key in LINES:
        if not mask_kept(values["what"].replace("*", "")):
            raise TemplateError(f"{origin}: {values['what']!r} would take any line")
    else:
        try:
            read_path(values["what"])
        except PlaceError as error:
            raise TemplateError(f"{origin}: {error}") from error
    return Entry(**values)


def _read_coverage(value: Any, origin: str) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, Mapping) or not all(isinstance(share, int | float) for share in value.values()):
        raise TemplateError(f"{origin}: coverage: a table of shares is needed, not {value!r}")
    return tuple((str(field), float(share)) for field, share in value.items())


def _read_pair(value: Any, origin: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(number, int) for number in value):
        raise TemplateError(f"{origin}: body_chars: two numbers are needed, not {value!r}")
    return (value[0], value[1])


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _read_string(value: Any, origin: str) -> str:
    if not isinstance(value, str):
        raise TemplateError(f"{origin}: a text is needed, not {value!r}")
    return value


def _of_type(table: Mapping[str, Any], key: str, kind: type, origin: str) -> Any:
    value = table.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise TemplateError(f"{origin}: {key}: {kind.__name__} is needed, not {value!r}")
    return value
