"""Detect that a site's pages no longer match its template: a score for each page, and an alarm for a run of pages.

Each page is compared with the layout that it fits: is the headline in its usual place, is there a date, are there credits, is
the body in its place and of a usual length? A field is watched if the template is sure enough of it. The alarm is a binomial
test over the last `WINDOW` pages: it is raised if that many misses have a probability below one in a million for a window of an
unchanged site, given the share of misses that the learned pages allow (the upper end of Wilson's interval). So a stable site
causes no false alarm for thousands of pages, and a redesign is detected within ten.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import comb, log
from typing import Any, NamedTuple

from cleaners.article import Article
from cleaners.learning.sample import Sample, body_of, place_of, read_sample
from cleaners.learning.shared import wilson
from cleaners.steps import Read
from cleaners.template.layout import Entry, Layout, Template
from cleaners.template.match import PAGE
from cleaners.template.places import Places, find_places, read_places
from cleaners.values import TEXT_LABELS, Label

#: Number of last pages that are tested.
WINDOW = 10

#: Probability of a false alarm for one window of an unchanged site.
ALARM_CHANCE = 1e-6

#: A body is unusual if it is this many times longer or shorter than the learned ones.
LENGTH_FACTOR = 4

#: Assumed share of pages that miss a field after a redesign moved it.
AFTER = 0.95

_PLACED = {
    "headline_place": Label.HEADLINE,
    "date_place": Label.DATE,
    "credits_place": Label.CREDIT,
}


class Sign(NamedTuple):
    """One field on one page: whether it matches the template, and its place (None if the page does not have it)."""

    is_kept: bool
    place: str | None = None


class Observation(NamedTuple):
    """One page compared with its site's template: the layout that it fits (None if none), and a sign for each field."""

    layout: str | None
    signs: dict[str, Sign]


@dataclass(frozen=True, slots=True)
class Drift:
    """One alarm: the field that moved, the first page on which it did (its number among all pages seen, from 0, its address,
    and the time of its fetch), the old and the new place, and the number of misses among the last pages."""

    field: str
    since: int
    first_url: str | None
    old: str
    new: str
    misses: int
    window: int
    since_at: str | None = None


def observe(found: Read, template: Template) -> Observation | None:
    """The signs of one page; None for a page that is not an article, which says nothing about drift."""
    if not found.article.is_article or found.outline is None:
        return None
    name = found.reading.layout if found.reading is not None else None
    layout = next((one for one in template.layouts if one.name == name and one.skeleton), None)
    signs = {"layout": Sign(layout is not None, name if layout is not None else _shape(found))}
    watched = layout or max(template.layouts, key=lambda one: one.pages, default=None)
    if watched is not None:
        signs |= _coverage_signs(found.article, watched)
        signs |= _place_signs(found, watched)
        signs["body_length"] = _length_sign(found.article, watched)
    return Observation(name, signs)


def _shape(found: Read) -> str:
    """The outermost elements of an unknown layout, in at most 120 characters: enough for a person to recognise it."""
    assert found.outline is not None
    paths = [path for path in read_places(found.outline.containers).paths if path.count(" > ") == 1]
    return ", ".join(dict.fromkeys(path.split(" > ")[1] for path in paths))[:120] or "no elements"


def _coverage_signs(article: Article, layout: Layout) -> dict[str, Sign]:
    have = {
        "headline": article.headline,
        "date": article.date_published,
        "source": article.source,
        "authors": article.authors,
        "credits": article.credits,
    }
    return {name: Sign(bool(have[name])) for name, _ in layout.coverage if name in have}


def _place_signs(found: Read, layout: Layout) -> dict[str, Sign]:
    sample = read_sample(found)
    if sample is None:
        return {}
    elements = {name: place_of(sample, label) for name, label in _PLACED.items()}
    learned = {"headline_place": layout.headline, "date_place": layout.date, "credits_place": layout.credits}
    signs = {
        name: _place_sign(sample.places, elements[name], entries[0]) for name, entries in learned.items() if entries
    }
    if layout.body and not _is_anywhere(layout):
        signs["body_place"] = _body_sign(sample, layout.body[0])
    return signs


def _body_sign(sample: Sample, entry: Entry) -> Sign:
    """Whether the whole text stands in the learned element, at any depth."""
    body = body_of(sample)
    place = sample.places.paths[body] if body is not None else None
    learned = next(iter(find_places(entry.what, sample.places, sample.outline.containers)), None)
    if learned is None:
        return Sign(False, place)
    first, end = sample.view.span(learned)
    texts = [index for index, label in enumerate(sample.labels) if label in TEXT_LABELS]
    return Sign(bool(texts) and first <= texts[0] and texts[-1] < end, place)


def _place_sign(places: Places, element: int | None, entry: Entry) -> Sign:
    if element is None:
        return Sign(False)
    return Sign(entry.what in places.both(element), places.paths[element])


def _length_sign(article: Article, layout: Layout) -> Sign:
    low, high = layout.body_chars
    size = len(article.text)
    return Sign(low <= LENGTH_FACTOR * size and size <= LENGTH_FACTOR * max(high, 1), f"{size} characters")


@lru_cache(maxsize=256)
def misses_for_alarm(confidence: float, window: int = WINDOW) -> int | None:
    """The minimum number of misses in ``window`` pages for an alarm, for a field present on a share of at least ``confidence``
    (0 to 1) of the pages; None if no number of misses is improbable enough."""
    miss = 1 - confidence
    tail = 0.0
    needed = None
    for count in range(window, 0, -1):
        tail += comb(window, count) * miss**count * (1 - miss) ** (window - count)
        if tail > ALARM_CHANCE:
            break
        needed = count
    return needed


def _first_change(kept: Sequence[bool], confidence: float) -> int:
    """The index of the most likely change in a window: the one with the maximum likelihood if the field is kept with this
    confidence before, and missed on most pages after it. A page that misses it by chance is no change."""
    usual = min(max(1 - confidence, 1 - AFTER), AFTER)
    missed, still_kept = log(AFTER / usual), log((1 - AFTER) / (1 - usual))
    scores = [sum(still_kept if is_kept else missed for is_kept in kept[start:]) for start in range(len(kept))]
    return scores.index(max(scores))


def _is_watched(layout: Layout, name: str) -> bool:
    """Whether pages of a layout can miss a field: a body without an element of its own has no place to miss."""
    return bool(layout.skeleton) and not (name == "body_place" and _is_anywhere(layout))


def _is_anywhere(layout: Layout) -> bool:
    return any(entry.what == PAGE for entry in layout.body)


class Seen(NamedTuple):
    """One page of the window: its number among all pages seen, its address, the time of its fetch (in the caller's format), and
    its signs."""

    number: int
    url: str | None
    at: str | None
    observation: Observation


def _state_of(one: Seen) -> list[Any]:
    signs = {name: list(sign) for name, sign in one.observation.signs.items()}
    return [one.number, one.url, one.at, one.observation.layout, signs]


@dataclass(slots=True)
class Watch:
    """The last pages of a site, and the alarms raised. A field that drifted is reported once, until pages match the template
    again."""

    template: Template
    seen: int = 0
    alarms: list[Drift] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    _window: deque[Seen] = field(default_factory=lambda: deque(maxlen=WINDOW))

    def see(self, observation: Observation | None, url: str | None = None, at: str | None = None) -> list[Drift]:
        """Add one page to the window. Returns the alarms that it raises; their page numbers count from the very first page. A
        page without an observation is ignored."""
        if observation is None:
            return []
        self._window.append(Seen(self.seen, url, at, observation))
        self.seen += 1
        self.told -= {name for name in self.told if self._is_over(name)}
        new = [alarm for name in self._fields() if name not in self.told and (alarm := self._alarm(name)) is not None]
        self.told.update(alarm.field for alarm in new)
        if new:
            # The field with the highest confidence locates the change best: other fields are also missed by chance before it.
            first = min(new, key=lambda alarm: (-self._confidence(alarm.field), alarm.since))
            new = [
                replace(alarm, since=first.since, first_url=first.first_url, since_at=first.since_at) for alarm in new
            ]
        self.alarms += new
        return new

    def state(self) -> dict[str, Any]:
        """The state of the watch as JSON values, from which another process can `resume`."""
        window = [_state_of(one) for one in self._window]
        return {"seen": self.seen, "told": sorted(self.told), "window": window}

    def newest(self) -> list[Any]:
        """The last page of the window in the form of `state`, the only part that `see` adds. Raises IndexError if the window is
        empty."""
        return _state_of(self._window[-1])

    @classmethod
    def resume(cls, template: Template, state: Mapping[str, Any]) -> Watch:
        """A watch that continues from a `state`."""
        watch = cls(template, state["seen"], told=set(state["told"]))
        for number, url, at, layout, signs in state["window"]:
            observation = Observation(layout, {name: Sign(*sign) for name, sign in signs.items()})
            watch._window.append(Seen(number, url, at, observation))
        return watch

    def _fields(self) -> list[str]:
        return list(dict.fromkeys(name for one in self._window for name in one.observation.signs))

    def _signs(self, name: str) -> list[tuple[Seen, Sign]]:
        """The pages of the window with a sign for a field, each with that sign."""
        return [(one, one.observation.signs[name]) for one in self._window if name in one.observation.signs]

    def _is_over(self, name: str) -> bool:
        """Whether a drifted field has recovered: the misses in the window fell to half of those that raise an alarm, or
        fewer."""
        needed = misses_for_alarm(self._confidence(name))
        signs = self._signs(name)
        misses = sum(not sign.is_kept for _, sign in signs)
        return needed is None or (len(self._window) == WINDOW and 2 * misses * WINDOW <= needed * len(signs))

    def _alarm(self, name: str) -> Drift | None:
        signs = self._signs(name)
        misses = [sign for _, sign in signs if not sign.is_kept]
        confidence = self._confidence(name)
        needed = misses_for_alarm(confidence)
        if needed is None or len(misses) < needed:
            return None
        first = signs[_first_change([sign.is_kept for _, sign in signs], confidence)][0]
        places = Counter(sign.place or "nowhere" for sign in misses)
        new = min(places, key=lambda place: (-places[place], place))
        return Drift(name, first.number, first.url, self._old(name), new, len(misses), len(signs), first.at)

    def _confidence(self, name: str) -> float:
        """The lower end of the interval for the share of learned pages that have a field."""
        if name == "layout":
            known = sum(layout.pages for layout in self.template.layouts if layout.skeleton)
            return wilson(known, max(known, self.template.pages))
        shares = [self._share(layout, name) for layout in self.template.layouts if _is_watched(layout, name)]
        kept = sum(round(share * layout.pages) for share, layout in shares)
        return wilson(kept, sum(layout.pages for _, layout in shares))

    def _share(self, layout: Layout, name: str) -> tuple[float, Layout]:
        if name == "body_length":
            return 1.0, layout
        if not name.endswith("_place"):
            return dict(layout.coverage).get(name, 0.0), layout
        entries = self._entries(layout, name)
        return (entries[0].pages / entries[0].of if entries and entries[0].of else 0.0), layout

    @staticmethod
    def _entries(layout: Layout, name: str) -> tuple[Entry, ...]:
        found: tuple[Entry, ...] = getattr(layout, name.removesuffix("_place"))
        return found

    def _old(self, name: str) -> str:
        layouts = [layout for layout in self.template.layouts if layout.skeleton]
        if name == "layout":
            return f"{len(layouts)} known layouts"
        if name == "body_length":
            return " or ".join(f"{layout.body_chars[0]} to {layout.body_chars[1]} characters" for layout in layouts)
        if not name.endswith("_place"):
            return "on " + " or ".join(f"{self._share(layout, name)[0]:.0%} of the pages" for layout in layouts)
        places = [entry.what for layout in layouts for entry in self._entries(layout, name)]
        return " or ".join(dict.fromkeys(places))
