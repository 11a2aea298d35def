# cython: language_level=3
"""A labelled page as the second look sees it: what is text, what is cut, and what stands between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from cleaners.evidence.dates import read_date
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.judgement.container import Place
from cleaners.judgement.head_lines import FULL_STOP
from cleaners.judgement.labels import Labelled
from cleaners.judgement.second.columns import Columns
from cleaners.judgement.verdicts import Ground, ground_of
from cleaners.reading.lines import MIN_PROSE
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule, Strength, Where
from cleaners.values import TEXT_LABELS, Label

#: A line that carries a moment, a name or a title above an entry has at most so many characters.
MAX_FACT = 60

#: A column with more headings of widgets is the page's.
MAX_WIDGETS = 2

#: Labels of what is text, or belongs to a picture.
_NEVER_LOOSE = TEXT_LABELS | {Label.CAPTION, Label.IMAGE, Label.VIDEO}

#: A line of running text has at least this mass: it has the fewest characters and one mark.
_LEAST = 0.4 * MIN_PROSE


class Seen:
    """One labelled page. Everything is made when it is first asked for: of most pages nothing is."""

    def __init__(self, outline: Outline, hits: Sequence[Rule | None], place: Place, labelled: Labelled) -> None:
        self.outline = outline
        self.blocks = outline.blocks
        self.verdicts = labelled.verdicts
        self.hits = hits
        self.place = place
        self.labelled = labelled
        self._own: dict[int, bool] = {}

    @cached_property
    def top(self) -> int:
        """The first block after the headline; without one, the first of the head."""
        headline = self.labelled.headline
        return self.labelled.zones.head if headline is None else headline + 1

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.outline)

    @cached_property
    def text(self) -> Sequence[int]:
        """The lines of the text."""
        return self.labelled.places_of(*TEXT_LABELS)

    @cached_property
    def kept(self) -> list[int]:
        """The running text that is kept."""
        blocks = self.blocks
        return [index for index in self.labelled.places_of(Label.BODY) if is_prose(blocks[index])]

    @cached_property
    def kept_size(self) -> int:
        """Its characters."""
        return self.size(self.kept)

    @cached_property
    def loose(self) -> list[int]:
        """The running text that is cut for no other reason than its place."""
        return [index for index in self.prose if self.is_placed(index)]

    @cached_property
    def prose(self) -> list[int]:
        """All running text that no rule takes and that is shown."""
        blocks = self.blocks
        return [index for index, mass in enumerate(self.place.masses) if mass >= _LEAST and is_prose(blocks[index])]

    @cached_property
    def taken(self) -> list[tuple[int, Rule]]:
        """The lines that a rule takes, with the rule."""
        return [(index, hit) for index, hit in enumerate(self.hits) if hit is not None]

    @cached_property
    def facts(self) -> list[int]:
        """The lines that a rule for the head takes: facts about an article, or about a post."""
        return [index for index, hit in self.taken if hit.where is Where.HEAD]

    @cached_property
    def ends(self) -> list[int]:
        """The shown lines that only stand after an article: credit lines, headings of widgets, legal lines."""
        blocks = self.blocks
        return [index for index, hit in self.taken if hit.effect is not Effect.LINE and not blocks[index].hidden]

    @cached_property
    def hard_ends(self) -> list[int]:
        """Those of them that do not come again inside an article, as calls to follow and to scan do."""
        return [index for index in self.ends if (hit := self.hits[index]) and hit.strength is not Strength.WEAK]

    @cached_property
    def widgets(self) -> list[int]:
        """Those of them that are headings of widgets."""
        return [index for index in self.ends if self.is_widget(index)]

    def is_placed(self, index: int) -> bool:
        """Whether a line is cut for no other reason than its place."""
        label, rule = self.verdicts[index]
        return self.hits[index] is None and label not in _NEVER_LOOSE and ground_of(rule) is not Ground.REASON

    def is_widget(self, index: int) -> bool:
        hit = self.hits[index]
        return hit is not None and hit.effect is Effect.WIDGET

    def is_credit(self, index: int) -> bool:
        hit = self.hits[index]
        return hit is not None and hit.label is Label.CREDIT

    def has_moment(self, index: int) -> bool:
        """Whether a line is a fact about an article or a post, with its day and the time of day."""
        hit, text = self.hits[index], self.blocks[index].text
        if hit is None or hit.where is not Where.HEAD or len(text) > MAX_FACT or not (":" in text or "：" in text):
            return False
        stamp = read_date(text)
        return stamp is not None and stamp.precision != "day"

    def is_sentence(self, index: int) -> bool:
        """Whether a line is a sentence, however short, that nothing but its place has cut."""
        text = self.blocks[index].text
        return bool(text) and self.is_placed(index) and FULL_STOP.search(text) is not None

    @cached_property
    def keys(self) -> frozenset[str]:
        """What the kept lines are compared by."""
        return frozenset(key(self.blocks[index].text) for index in self.kept)

    def is_articles_own(self, column: int) -> bool:
        """Whether a column is the article's and not the page's: it holds no headline, no legal lines, few headings of
        widgets."""
        if column not in self._own:
            self._own[column] = self._is_articles_own(column)
        return self._own[column]

    def _is_articles_own(self, column: int) -> bool:
        first, end = self.outline.containers.first[column], self.outline.containers.end[column]
        headline = self.labelled.headline
        if headline is not None and first <= headline < end:
            return False
        if len(between(self.widgets, first, end)) > MAX_WIDGETS:
            return False
        hits = [self.hits[index] for index in between(self.ends, first, end)]
        return not any(hit is not None and hit.label in (Label.LEGAL, Label.FOOTER) for hit in hits)

    def boxes(self, lines: Sequence[int]) -> dict[int, list[int]]:
        """Some lines by their columns."""
        boxes: dict[int, list[int]] = {}
        for index in lines:
            boxes.setdefault(self.columns.of(index), []).append(index)
        return boxes

    def size(self, lines: Sequence[int]) -> int:
        """Characters of some lines."""
        blocks = self.blocks
        return sum([len(blocks[index].text) for index in lines])


def between(numbers: Sequence[int], first: int, end: int) -> Sequence[int]:
    """Those of some numbers, in order, that are at least ``first`` and less than ``end``."""
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, end)]


def has_between(numbers: Sequence[int], first: int, end: int) -> bool:
    """Whether there is one of them."""
    place = bisect_left(numbers, first)
    return place < len(numbers) and numbers[place] < end


def last_before(numbers: Sequence[int], index: int) -> int:
    """The last of them before a block; -1 without one."""
    place = bisect_right(numbers, index - 1)
    return numbers[place - 1] if place else -1


def first_from(numbers: Sequence[int], index: int) -> int | None:
    """The first of them that is no less than a block; None without one."""
    place = bisect_left(numbers, index)
    return numbers[place] if place < len(numbers) else None
