# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Verdicts for the long runs of blocks outside an article, and for what is left when all others are given.

Most blocks of a page stand outside its article, so that these loops are the long ones: compiled where there is a compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cleaners.judgement.verdicts import IN_STAFF, IN_WIDGET, RUN_PICTURE, VIDEO_CAPTION
from cleaners.reading.outline import Containers, Outline
from cleaners.rules.rule import Effect, Opens, Rule
from cleaners.values import TEXT_LABELS, Block, Label, Verdict

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import untrack

_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_CONTAINER = cython.declare(cython.Py_ssize_t, Block._fields.index("container"))
_LABEL = cython.declare(cython.Py_ssize_t, Verdict._fields.index("label"))
_RULE = cython.declare(cython.Py_ssize_t, Verdict._fields.index("rule"))
_OTHER = cython.declare(object, Label.OTHER)
_CREDIT = cython.declare(object, Label.CREDIT)
_BODY = cython.declare(object, Label.BODY)
_NAVIGATION = cython.declare(object, Label.NAVIGATION)
_SUBHEAD = cython.declare(object, Label.SUBHEAD)
_BYLINE = cython.declare(object, Label.BYLINE)
assert frozenset((_BODY, _SUBHEAD)) == TEXT_LABELS
_VIDEO = cython.declare(object, Label.VIDEO)
_WIDGET = cython.declare(object, Effect.WIDGET)
_STAFF = cython.declare(object, Opens.STAFF)
_CAPTION = cython.declare(object, Opens.CAPTION)


def label_run(
    blocks: tuple[Block, ...],
    hits: list[Rule | None],
    verdicts: list[Verdict | None],
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    default: str,
    is_staff: Callable[[str], bool],
    hidden: Verdict,
) -> None:
    """Blocks after the article: what no rule names belongs to the last heading that one did name."""
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    is_behind_duration: cython.bint = False
    other = Verdict(Label.OTHER, default)
    section = other
    label: Label = _OTHER
    picture: Verdict | None = None
    for number in range(start, end):
        if verdicts[number] is not None:
            continue
        row = cython.cast(tuple, blocks[number])
        hit = hits[number]
        text = row[_TEXT]
        if row[_HIDDEN] is True:
            verdicts[number] = hidden
        elif not text:
            if picture is None:
                picture = Verdict(label, RUN_PICTURE)
            verdicts[number] = picture
        elif hit is not None:
            verdicts[number] = hit.verdict
            if hit.effect is _WIDGET:
                label, picture = hit.label, None
                section = Verdict(label, IN_WIDGET)
            elif hit.opens is _STAFF:
                label, picture = _CREDIT, None
                section = IN_STAFF
            elif label is _CREDIT and hit.label is not _VIDEO:
                label, section, picture = _OTHER, other, None
        elif is_behind_duration:
            verdicts[number] = VIDEO_CAPTION
        else:
            if label is _CREDIT and not is_staff(text):
                label, section, picture = _OTHER, other, None
            verdicts[number] = section
        is_behind_duration = hit is not None and hit.opens is _CAPTION


@cython.cclass
class Names:
    """What the names of elements say, each class and id asked for once: ``words`` gives the number of a tag's group,
    ``rank_of`` that of the words of class and id, and ``verdicts`` are those of the groups; the first group wins, and a number
    past them says nothing."""

    _words: dict[str, int]
    _ranks: dict[str, int]
    _rank_of: Callable[[str], int]
    _verdicts: tuple[Verdict, ...]
    _most: cython.Py_ssize_t

    def __init__(
        self,
        words: dict[str, int],
        rank_of: Callable[[str], int],
        verdicts: tuple[Verdict, ...],
        most: cython.Py_ssize_t,
    ) -> None:
        """At most ``most`` names are remembered."""
        self._words = words
        self._rank_of = rank_of
        self._verdicts = verdicts
        self._most = most
        self._ranks = {}

    @cython.cfunc
    def _verdict(self, tag: str, names: str) -> Any:
        """What tag, class and id say; None where they say nothing."""
        count: cython.Py_ssize_t = len(self._verdicts)
        rank: cython.Py_ssize_t = count
        own: cython.Py_ssize_t
        if tag in self._words:  # few are
            rank = self._words[tag]
        if names:
            known = self._ranks.get(names)
            if known is None:
                if len(self._ranks) >= self._most:
                    self._ranks.clear()
                known = self._ranks[names] = self._rank_of(names)
            own = known
            rank = min(rank, own)
        return self._verdicts[rank] if rank < count else None


@cython.cclass
class _Around:
    """The verdicts that the names of a page's elements give to what stands in them, and how far above the name stands. Each
    element is looked at once: it has its own name's verdict, or that of its parent."""

    _names: Names
    _parent: list[int]
    _tag: list[str]
    _written: list[str]
    _distances: list[int]
    _verdicts: list[Verdict | None]
    _reach: cython.Py_ssize_t

    def __init__(self, names: Names, containers: Containers, reach: cython.Py_ssize_t) -> None:
        self._names = names
        self._parent = containers.parent
        self._tag = containers.tag
        self._written = containers.names
        self._reach = reach
        self._distances = [-1] * len(self._parent)  # not looked at yet
        self._verdicts = [None] * len(self._parent)

    @cython.cfunc
    def _verdict(self, container: cython.Py_ssize_t) -> Any:
        """What is said of a block that stands directly in this element; None where nothing is said so near."""
        if container <= 0:
            return None
        distance: cython.Py_ssize_t = self._distances[container]
        if distance < 0:
            self._look_up(container)
            distance = self._distances[container]
        return self._verdicts[container] if distance <= self._reach else None

    @cython.cfunc
    def _look_up(self, container: cython.Py_ssize_t) -> Any:
        """Note the verdict of an element and of those around it, up to one that is known or has a name."""
        distance: cython.Py_ssize_t = 0
        place: cython.Py_ssize_t
        nameless: list[int] = []
        verdict: Any = None
        while container > 0:
            distance = self._distances[container]
            if distance >= 0:
                verdict = self._verdicts[container]
                break
            verdict = self._names._verdict(self._tag[container], self._written[container])
            if verdict is not None:
                self._distances[container] = distance = 0
                self._verdicts[container] = verdict
                break
            nameless.append(container)
            container = self._parent[container]
        else:
            distance = 0
        for place in reversed(nameless):
            distance += 1
            self._distances[place] = distance
            self._verdicts[place] = verdict


def label_around(
    outline: Outline,
    hits: list[Rule | None],
    verdicts: list[Verdict | None],
    head: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    names: Names,
    reach: cython.Py_ssize_t,
    hidden: Verdict,
    before: Verdict,
) -> None:
    """What no run of labels is needed for: all before ``head``, and after ``end`` what the names of its elements say, at most
    ``reach`` elements above."""
    blocks: tuple[Block, ...] = outline.blocks
    around: _Around = _Around(names, outline.containers, reach)
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    for number in range(min(head, len(blocks))):
        if verdicts[number] is not None:
            continue
        row = cython.cast(tuple, blocks[number])
        hit = hits[number]
        if row[_HIDDEN] is True:
            verdicts[number] = hidden
        elif hit is not None and row[_TEXT]:
            verdicts[number] = hit.verdict
        else:
            verdict = around._verdict(row[_CONTAINER])
            verdicts[number] = before if verdict is None else verdict
    for number in range(end, len(blocks)):
        if hits[number] is None and verdicts[number] is None:
            row = cython.cast(tuple, blocks[number])
            if row[_HIDDEN] is not True:
                verdicts[number] = around._verdict(row[_CONTAINER])


def lines_within(
    given: Sequence[Verdict | None], start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> tuple[list[int], list[int]]:
    """The lines of the text among some blocks, and the bylines."""
    number: cython.Py_ssize_t
    lines: list[int] = []
    bylines: list[int] = []
    for number in range(start, end):
        said = given[number]
        if said is None:
            continue
        label = cython.cast(tuple, said)[_LABEL]
        if label is _BODY or label is _SUBHEAD:
            lines.append(number)
        elif label is _BYLINE:
            bylines.append(number)
    return lines, bylines


def controls_within(
    outline: Outline,
    hits: list[Rule | None],
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    labels: tuple[Label, ...],
) -> list[int]:
    """The lines among some blocks that rules with one of these labels take, and those on buttons that none takes, or one for ways
    through the site."""
    number: cython.Py_ssize_t
    container: cython.Py_ssize_t
    blocks: tuple[Block, ...] = outline.blocks
    tags: list[str] = outline.containers.tag
    found: list[int] = []
    for number in range(start, end):
        hit = hits[number]
        if hit is not None and hit.label in labels:
            found.append(number)
        elif hit is None or hit.label is _NAVIGATION:
            container = cython.cast(tuple, blocks[number])[_CONTAINER]
            if container >= 0 and tags[container] == "button":
                found.append(number)
    return found


def blocks_without_text(blocks: tuple[Block, ...], start: cython.Py_ssize_t, end: cython.Py_ssize_t) -> list[int]:
    """The pictures and videos among some blocks."""
    number: cython.Py_ssize_t
    text: str
    found: list[int] = []
    for number in range(start, min(end, len(blocks))):
        text = cython.cast(tuple, blocks[number])[_TEXT]
        if not text:
            found.append(number)
    return found


def lines_at_pictures(
    outline: Outline,
    lines: list[int],
    beside: set[int],
    longest: cython.Py_ssize_t,
    is_for_captions: Callable[[str, str], bool],
    tags: frozenset[str],
) -> tuple[list[int], list[int]]:
    """Of the lines of a text, none of them a heading or longer than ``longest``, those that stand in an element for captions or
    in one that it holds; and of the others those that may describe a picture all the same: beside one, or with an arrow, or
    with an ending that a photo credit may have. ``is_for_captions`` is asked for elements with names or one of the ``tags``."""
    number: cython.Py_ssize_t
    container: cython.Py_ssize_t
    above: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    blocks: tuple[Block, ...] = outline.blocks
    parents: list[int] = outline.containers.parent
    names: list[str] = outline.containers.names
    tag: list[str] = outline.containers.tag
    known: dict[int, bool] = {-1: False}
    captions: list[int] = []
    others: list[int] = []
    for number in lines:
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        if not text or len(text) > longest or row[_KIND] == "heading":
            continue
        container = row[_CONTAINER]
        if container >= 0:
            above = parents[container]
            if above not in known:
                known[above] = is_for_captions(tag[above], names[above])
            if known[above] or (
                (names[container] or tag[container] in tags) and is_for_captions(tag[container], names[container])
            ):
                captions.append(number)
                continue
        if number in beside or text[0] in "▲△" or _may_end_in_credit(text[len(text) - 1]):
            others.append(number)
    return captions, others


@cython.cfunc
@cython.exceptval(check=False)
def _may_end_in_credit(last: cython.Py_UCS4) -> cython.bint:
    """Whether a photo credit may end in a character: in a bracket, white space or a Han character."""
    return last in "）)" or last.isspace() or (last >= "\u2e80" and last not in "。，！？；：、”」』】》")


def lines_with(
    verdicts: Sequence[Verdict | None], label: Label, start: cython.Py_ssize_t, end: cython.Py_ssize_t
) -> list[int]:
    """The numbers of the lines ``start``..``end`` (excluded) that have this label so far."""
    number: cython.Py_ssize_t
    found: list[int] = []
    for number in range(start, end):
        verdict = verdicts[number]
        if verdict is not None and cython.cast(tuple, verdict)[_LABEL] is label:
            found.append(number)
    return found


def named_above(
    verdicts: Sequence[Verdict], names: frozenset[str], index: cython.Py_ssize_t, least: cython.Py_ssize_t
) -> int | None:
    """The next line above one, below ``least``, whose verdict has one of these names; None where none has."""
    number: cython.Py_ssize_t
    for number in range(index - 1, least, -1):
        if cython.cast(tuple, verdicts[number])[_RULE] in names:
            return number
    return None


def settle(
    verdicts: list[Verdict | None], default: Verdict
) -> tuple[tuple[Verdict, ...], dict[Label, list[int]], list[int]]:
    """Every block's verdict, ``default`` where there is none, which is also put into the list; for each label the numbers of its
    blocks; and those of the text."""
    number: cython.Py_ssize_t
    row: list[int] = []
    places: dict[Label, list[int]] = {}
    lines: list[int] = []
    is_text: cython.bint = False
    last: Any = None
    for number in range(len(verdicts)):
        verdict = verdicts[number]
        if verdict is None:
            verdict = verdicts[number] = default
        label = cython.cast(tuple, verdict)[_LABEL]
        if label is not last:  # to find a label by its hash takes longer than all the rest
            last = label
            if label not in places:
                places[label] = []
                if cython.compiled:
                    untrack(places[label])
            row = places[label]
            is_text = label is _BODY or label is _SUBHEAD
        row.append(number)
        if is_text:
            lines.append(number)
    settled: tuple[Verdict, ...] = tuple(verdicts)  # type: ignore[arg-type]
    if cython.compiled:
        untrack(settled)
    return settled, places, lines
