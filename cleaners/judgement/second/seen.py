# cython: language_level=3
"""A labelled page as the second look sees it: what is text, what is cut, and what stands between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaners.evidence.dates import read_date
from cleaners.evidence.prose import prose_of, prose_with_mass
from cleaners.evidence.titles import key
from cleaners.judgement.container import Place
from cleaners.judgement.labels import Labelled
from cleaners.judgement.once import once
from cleaners.judgement.second.columns import Columns
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.verdicts import is_reason
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule, Strength, Where
from cleaners.values import TEXT_LABELS, Block, Label

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

#: A column with more headings of widgets is the page's.
MAX_WIDGETS = 2

#: Labels of what is text, or belongs to a picture.
_NEVER_LOOSE = TEXT_LABELS | {Label.CAPTION, Label.IMAGE, Label.VIDEO}

# To ask for a member of an enumeration takes longer than all else that is asked of a rule; a block's field is found by its place.
_ABSTRACT = cython.declare(object, Label.ABSTRACT)
_BODY = cython.declare(object, Label.BODY)
_CREDIT = cython.declare(object, Label.CREDIT)
_HEAD = cython.declare(object, Where.HEAD)
_SHARE = cython.declare(object, Label.SHARE)
_LINE = cython.declare(object, Effect.LINE)
_WIDGET = cython.declare(object, Effect.WIDGET)
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))


class Seen:
    """One labelled page. What nearly every page is asked for is made at once, the rest when it is first asked for.

    ``kept`` is the running text that is kept, ``prose`` all running text that no rule takes and that is shown. ``facts`` are the
    lines that a rule for the head takes: facts about an article, or about a post; ``ends`` the shown lines that only stand
    after an article (credit lines, headings of widgets, legal lines), and ``widgets`` the headings of widgets among them.
    ``top`` is the first block after the headline; without one, the first of the head.
    """

    def __init__(
        self,
        outline: Outline,
        hits: Sequence[Rule | None],
        place: Place,
        labelled: Labelled,
        before: Seen | None = None,
    ) -> None:
        """``before`` is the page with other labels."""
        blocks: tuple[Block, ...] = outline.blocks
        headline = labelled.headline
        self.outline = outline
        self.blocks = blocks
        self.verdicts = labelled.verdicts
        self.hits = hits
        self.place = place
        self.labelled = labelled
        self.text = labelled.text
        self.top: int = labelled.zones.head if headline is None else headline + 1
        self.kept = prose_of(blocks, labelled.places.get(_BODY, ()))
        self.facts: list[int]
        self.ends: list[int]
        self.widgets: list[int]
        if before is None:
            self.columns = Columns(outline)
            self.prose = prose_with_mass(blocks, place.masses)
            self.facts, self.ends, self.widgets = _taken(blocks, hits)
        else:
            self.columns, self.prose = before.columns, before.prose
            self.facts, self.ends, self.widgets = before.facts, before.ends, before.widgets
        self._own: dict[int, bool] = {}

    @once
    def kept_size(self) -> int:
        """Its characters."""
        return self.size(self.kept)

    @once
    def loose(self) -> list[int]:
        """The running text that is cut for no other reason than its place."""
        return [index for index in self.prose if self.is_placed(index)]

    @once
    def hard_ends(self) -> list[int]:
        """Those ends that do not come again inside an article, as calls to follow and to scan do."""
        return [index for index in self.ends if (hit := self.hits[index]) and hit.strength is not Strength.WEAK]

    def is_placed(self, index: int) -> bool:
        """Whether a line is cut for no other reason than its place."""
        if self.hits[index] is not None:
            return False
        label, rule = self.verdicts[index]
        return label not in _NEVER_LOOSE and not is_reason(rule)

    def is_widget(self, index: int) -> bool:
        hit = self.hits[index]
        return hit is not None and hit.effect is _WIDGET

    def is_credit(self, index: int) -> bool:
        hit = self.hits[index]
        return hit is not None and hit.label is _CREDIT

    def states_fact(self, index: int) -> bool:
        """Whether a line is a fact about an article or a post; a bare number, which may stand in a head too, is none."""
        hit = self.hits[index]
        return hit is not None and hit.where is _HEAD and hit.label is not _SHARE

    def behind_credits(self, index: int) -> int:
        """The first block behind the credit lines from a block on."""
        while index < len(self.blocks) and self.is_credit(index):
            index += 1
        return index

    def has_moment(self, index: int) -> bool:
        """Whether a line is a fact about an article or a post, however many stand in it, with its day and the time of day. An
        abstract may tell when something happens."""
        hit, text = self.hits[index], self.blocks[index].text
        if hit is None or hit.where is not _HEAD or hit.label is _ABSTRACT or not (":" in text or "：" in text):
            return False
        stamp = read_date(text)
        return stamp is not None and stamp.precision != "day"

    def is_sentence(self, index: int) -> bool:
        """Whether a line is a sentence, however short, that nothing but its place has cut."""
        text: str = cython.cast(tuple, self.blocks[index])[_TEXT]
        return bool(text) and self.is_placed(index) and ends_sentence(text)

    @once
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
        blocks: tuple[Block, ...] = self.blocks
        index: cython.Py_ssize_t
        text: str
        size: cython.Py_ssize_t = 0
        for index in lines:
            text = cython.cast(tuple, blocks[index])[_TEXT]
            size += len(text)
        return size


def _taken(blocks: tuple[Block, ...], hits: Sequence[Rule | None]) -> tuple[list[int], list[int], list[int]]:
    """The lines that rules take: facts, ends, and the headings of widgets among those."""
    number: cython.Py_ssize_t
    facts: list[int] = []
    ends: list[int] = []
    widgets: list[int] = []
    for number in range(len(blocks)):
        hit = hits[number]
        if hit is None:
            continue
        if hit.where is _HEAD:
            facts.append(number)
        effect = hit.effect
        if effect is not _LINE and cython.cast(tuple, blocks[number])[_HIDDEN] is not True:
            ends.append(number)
            if effect is _WIDGET:
                widgets.append(number)
    return facts, ends, widgets


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
