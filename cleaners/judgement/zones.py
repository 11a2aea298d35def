"""Where the article's head, body and tail begin and end, in numbers of blocks."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaners.evidence.dates import opens_with_date, read_date
from cleaners.evidence.outlets import read_outlet_line
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.places import is_place
from cleaners.evidence.prose import MIN_PROSE, is_prose
from cleaners.evidence.tables import is_programme
from cleaners.evidence.titles import key
from cleaners.judgement.caption_lines import names_maker_of_picture, names_makers
from cleaners.judgement.container import Place, first_of_post, stands_amid, thread_start
from cleaners.judgement.entries import counts_posts, end_of_summary, opens_sections, tells_by_sections
from cleaners.judgement.once import once
from cleaners.judgement.top.head_lines import (
    FAR,
    KICKER_END,
    MAX_FACT,
    NEAR,
    ends_sentence,
    is_excerpt,
    is_slogan,
    sums_up,
)
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Fact, Opens, Rule, Strength, Where
from cleaners.rules.house import house_words
from cleaners.rules.navigation import HOME
from cleaners.values import Block, Label

_HEAD_LABELS = frozenset((Label.DATE, Label.SOURCE, Label.BYLINE, Label.ABSTRACT, Label.SHARE, Label.NAVIGATION))
_HEAD_LABELS |= {Label.CREDIT, Label.PROMO, Label.COMMENT}

#: Maximum distance between two lines of facts of one head, in blocks.
MAX_GAP = 6

#: Prose that must follow in the article's column, in characters, for a separate box of links to be inside the article.
ENOUGH_AFTER = 200.0


class Zones(NamedTuple):
    """Borders of the article in block numbers: ``head`` ≤ ``body`` ≤ ``tail`` ≤ ``end``."""

    head: int
    body: int
    tail: int
    end: int


# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_CREDIT, _SOURCE = Label.CREDIT, Fact.SOURCE
_LINE, _WIDGET = Effect.LINE, Effect.WIDGET
_STRONG, _WEAK = Strength.STRONG, Strength.WEAK
_ABSTRACT, _IN_HEAD = Opens.ABSTRACT, Where.HEAD


def locate_zones(outline: Outline, hits: Sequence[Rule | None], place: Place) -> Zones:
    """The borders of the article, from its place, its headline, and the rule that matches each line."""
    blocks = outline.blocks
    head = place.first
    if place.headline is not None and place.headline < place.first:
        head = place.headline
    elif place.headline is None:
        from cleaners.judgement.top.plain_head import head_above  # the titles of most pages name the headline

        facts = [i for i in range(max(0, place.first - FAR), place.first) if states_facts(blocks[i], hits[i])]
        head = head_above(outline, hits, place.first, facts)
    opening = _first_text(outline, hits, place)
    body = _body_start(outline, hits, place, opening)
    tail = _tail_start(outline, hits, place, opening)
    return Zones(head, body, tail, place.end)


#: Maximum length of an account's name, and of a line that may be a place by its length alone, in characters.
_MAX_NAME, _MAX_PLACE = 20, 4

#: Labels of lines that state a fact about the article.
FACT_LABELS = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE, Label.ABSTRACT})


def states_facts(block: Block, hit: Rule | None) -> bool:
    """Whether a line states facts about the article: by its rule, or because it opens with a moment."""
    if hit is not None:
        return hit.label in FACT_LABELS
    return len(block.text) <= _MAX_FACTS and opens_with_date(block.text)


#: Maximum length of a line of several facts that no rule takes, in characters.
_MAX_FACTS = 120


def _first_text(outline: Outline, hits: Sequence[Rule | None], place: Place) -> int:
    """The first block of running text after the headline; without any, the first line that no rule takes."""
    blocks, start = outline.blocks, place.first
    if place.headline is not None and place.first <= place.headline < place.end:
        start = place.headline + 1
    abstract, behind = False, start
    for index in range(start, place.end):
        hit, block = hits[index], blocks[index]
        if block.hidden or index < behind:
            continue
        if hit is not None and hit.opens is _ABSTRACT:
            behind = end_of_summary(outline, hits, index, place.end)
            abstract = not behind
        elif hit is None and abstract and block.text:
            abstract = False  # the line under the label is the abstract; the body comes after it
        elif (
            hit is None
            and is_prose(block)
            and not names_maker_of_picture(blocks, index)
            and not is_excerpt(blocks, index, place.end)
            and not sums_up(blocks, hits, index, place.headline, place.end)
        ):
            return index
    for index in range(start, place.end):
        if hits[index] is None and blocks[index].text and not blocks[index].hidden:
            return index
    return start


def _body_start(outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    """The first block after the head's last line before the running text. A box of links or a call is inside the text if a line
    above it is printed like the text and ends as a sentence."""
    blocks, start = outline.blocks, place.first
    if place.headline is not None and place.first <= place.headline < opening:
        start = place.headline + 1
    seen: set[str] = set()
    names = is_near = True
    is_told = is_menu = False
    headline = key(blocks[place.headline].text) if place.headline is not None else None
    gap = 0  # lines since the last one of facts
    for index in range(start, opening):
        block, hit = blocks[index], hits[index]
        is_shown = block.text != "" and not block.hidden
        gap = gap + is_shown if index > start else 0
        if not is_shown:
            continue
        if gap > MAX_GAP:
            break  # a list or a schedule, whose lines with times and places only look like those of a head
        if _opens_count(blocks, index, place.end):
            return min(start, opening)
        if hit is None and read_date(block.text) is not None and is_programme(blocks, index):
            break
        if is_told and hit is not None and hit.label not in FACT_LABELS:
            break
        if is_menu and hit is None and len(block.text) <= _MAX_PLACE:
            start = index + 1
            continue
        is_menu = block.text in HOME and not block.in_element
        is_marked = block.bold or block.kind == "heading" if hit is None else hit.label in FACT_LABELS
        if is_marked and opens_sections(outline, hits, range(index, opening), place.end):
            break
        if hit is not None and (hit.label in _HEAD_LABELS or hit.where is _IN_HEAD):
            start = index + 1
            if hit.opens is _ABSTRACT and index + 1 < opening:
                start = max(index + 2, end_of_summary(outline, hits, index, place.end))
        elif block.text in seen and len(block.text) <= _MAX_NAME and key(block.text) != headline:
            # An account's name for the second time, an outlet's or not: a short line under it is its slogan.
            start = index + (2 if index + 1 < opening and is_slogan(blocks[index + 1], hits[index + 1]) else 1)
        elif (
            (names and are_names(block.text))
            or (is_near and len(block.text) <= MAX_FACT and read_outlet_line(block.text) is not None)
            or _is_said_twice(blocks, index, place, headline)
        ):
            start = index + 1
        else:
            # Names below anything but the head are a caption or a list. A place may stand above its outlet.
            is_near = names and (len(block.text) <= _MAX_PLACE or is_place(block.text))
            names = False
            is_told = is_told or (hit is None and _is_told_with(outline, index, opening))
        seen.add(block.text)
    return min(start, opening)


def _is_told_with(outline: Outline, index: int, opening: int) -> bool:
    """Whether a line stands in the text's column, in an element of the same look, and ends as a sentence or a salutation does."""
    blocks, look = outline.blocks, outline.containers.look
    text, link_chars = blocks[index].text, blocks[index].link_chars
    return (
        (ends_sentence(text) or KICKER_END.search(text) is not None)
        and not link_chars
        and _column(outline, index) == _column(outline, opening)
        and look(blocks[index].container) == look(blocks[opening].container)
    )


def _is_said_twice(blocks: Sequence[Block], index: int, place: Place, headline: str | None) -> bool:
    """Whether a line repeats the headline or a name right above it, or is an excerpt of the text below."""
    text, own = blocks[index].text, place.headline or 0
    if key(text) == headline or is_excerpt(blocks, index, place.end):
        return True
    return len(text) <= _MAX_NAME and any(block.text == text for block in blocks[max(0, own - NEAR) : own])


def _opens_count(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a lone `1` is the first of the article's numbered parts: a lone `2` comes later."""
    return blocks[index].text == "1" and any(block.text == "2" for block in blocks[index + 1 : end])


def _tail_start(outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    blocks, masses = outline.blocks, place.masses
    before = masses[opening] if opening < len(blocks) else 0.0
    thread = thread_start(hits, masses, opening, place.stamps)
    if thread is not None and tells_by_sections(outline, hits, place.headline, opening, thread, place.end):
        thread = None
    column, plain = _Column(outline, hits, place, opening), _Plain(outline, hits, place.end)
    for index in range(opening + 1, place.end):
        if index == thread:
            return first_of_post(outline, index, place.stamps, opening)
        hit = hits[index]
        if hit is not None and hit.label is Label.SHARE and counts_posts(blocks, opening, index, place.end):
            return index
        if (
            hit is not None
            and hit.effect is not _LINE
            and not blocks[index].hidden
            and not (names_makers(blocks, index) and column.goes_on_after(index))
            and _ends_article(outline, hit, column, plain, index, before)
        ):
            return index
        if hit is not None and hit.states is _SOURCE and _closes(column, index, before):
            return index
        before += masses[index]
    return place.end


def _closes(column: "_Column", index: int, before: float) -> bool:
    """Whether a line that names its source closes a text: two lines of its column stand above it, and hardly anything below."""
    above = range(max(column.opening, index - 2), index)
    is_below = all(column.hits[at] is None and _column(column.outline, at) == column.element for at in above)
    enough = max(2 * MIN_PROSE, 0.5 * before)
    return is_below and column.has_less_after(index, enough) and not column.goes_on_after(index)


class _Column:
    """The column of the article's text: the element whose children are its paragraphs. Its prose is summed once for all lines,
    at first use."""

    def __init__(self, outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> None:
        self.outline = outline
        self.hits = hits
        self.place = place
        self.opening = opening

    @once
    def first(self) -> int:
        """The number of its first line: the first of the text, or the next one above the first end where that has an element
        without any other prose, as a summary has in its box."""
        blocks, hits, opening = self.outline.blocks, self.hits, self.opening
        prose = (
            index for index in range(opening + 1, self.place.end) if hits[index] is None and is_prose(blocks[index])
        )
        following, own = next(prose, None), _column(self.outline, opening)
        if following is None or any(_column(self.outline, index) == own for index in (following, *prose)):
            return opening
        return opening if any(hit and hit.effect is not _LINE for hit in hits[opening + 1 : following]) else following

    @once
    def element(self) -> int:
        """The number of its element."""
        return _column(self.outline, self.first)

    @once
    def _lines(self) -> list[int]:
        return [
            index
            for index in range(self.opening + 1, self.place.end)
            if _column(self.outline, index) == self.element and is_prose(self.outline.blocks[index])
        ]

    @once
    def _masses(self) -> list[float]:
        return [self.place.masses[index] for index in self._lines]

    @once
    def _sums(self) -> list[float]:
        """The sums from each line of prose to the end."""
        return list(accumulate(reversed(self._masses), initial=0.0))[::-1]

    def has_less_after(self, index: int, limit: float) -> bool:
        """Whether less than ``limit`` characters of prose follow a block."""
        line = bisect_right(self._lines, index)
        about = self._sums[line]
        if abs(about - limit) > 1e-6 * limit:
            return about < limit
        return sum(self._masses[line:]) < limit  # so close to the limit that the order of summation matters

    @once
    def _last_like(self) -> tuple[int, int]:
        """The numbers of the last block that goes on with the text, and of the last but one, or more: -1 without."""
        look = self.outline.containers.look(self.outline.blocks[self.first].container)
        found: list[int] = []
        for number in range(self.place.end - 1, self.opening, -1):
            if self.hits[number] is None and self._is_like(self.outline.blocks[number], look):
                found.append(number)
                if len(found) == _GOES_ON:
                    return found[0], number
        return (found[0] if found else -1), -1

    def goes_on_after(self, index: int) -> bool:
        """Whether the column continues after a block with lines that look like the text's first line. One is enough below a box
        like an earlier one inside the text, if it has at most one word of the house."""
        last, former = self._last_like
        if index < former or index >= last:
            return index < former
        return house_words(self.outline.blocks[last].text) <= 1 and self._comes_again(index)

    def _comes_again(self, index: int) -> bool:
        """Whether the box around a block looks like an earlier one after which the text continued, and unlike the text's
        lines."""
        box, look = self._box(index), self.outline.containers.look
        return box > 0 and look(box) in self._boxes and look(box) != look(self.outline.blocks[self.first].container)

    @once
    def _boxes(self) -> set[tuple[str, str, str]]:
        """The looks of the widgets' boxes above the last but one of the lines that continue the text."""
        hits, look = self.hits, self.outline.containers.look
        within = range(self.opening + 1, max(self.opening + 1, self._last_like[1]))
        return {look(self._box(number)) for number in within if (hit := hits[number]) and hit.effect is _WIDGET}

    def _box(self, index: int) -> int:
        """The element around a block that is a sibling of the text's lines or of a box of one; 0 without one."""
        parents = self.outline.containers.parent
        around = (self.element, parents[self.element])
        box = self.outline.blocks[index].container
        while box > 0 and parents[box] not in around:
            box = parents[box]
        return max(box, 0)

    def _is_like(self, block: Block, look: tuple[str, str, str]) -> bool:
        is_told = ends_sentence(block.text) and not block.link_chars and not block.hidden
        return (
            is_told
            and self.outline.containers.look(block.container) == look
            and self._is_own(_column(self.outline, block.number))
        )

    def _is_own(self, column: int) -> bool:
        """Whether an element is this column, or a sibling with the same class: some pages divide the text into several
        boxes."""
        containers = self.outline.containers
        is_beside = containers.parent[column] == containers.parent[self.element] and containers.classes[column] != ""
        return column == self.element or (is_beside and containers.look(column) == containers.look(self.element))


#: Minimum number of such lines that continue the article: a single one may be a note of the house that no rule knows.
_GOES_ON = 2


def _ends_article(outline: Outline, hit: Rule, column: _Column, plain: "_Plain", index: int, before: float) -> bool:
    """Whether the article ends before this line, or the line is a box inside the article."""
    if hit.label is _CREDIT:
        from cleaners.judgement.top.signed_summary import signs_summary  # the library starts without it

        if signs_summary(outline, column.hits, column.opening, index, column.place.end, column.place.headline):
            return False
    if hit.strength is _STRONG:
        return True
    if hit.strength is _WEAK:
        if not plain.has_less_after(index, max(200.0, before)):
            return False
        enough = max(2 * MIN_PROSE, 0.5 * before)
    elif _column(outline, index) == column.element:
        return not (hit.effect is _WIDGET and stands_amid(outline.blocks, column.hits, index, column.place.end))
    else:
        enough = max(2 * MIN_PROSE, min(0.2 * before, ENOUGH_AFTER))
    if not column.has_less_after(index, enough):
        return False
    return _column(outline, index) == column.element or not column.goes_on_after(index)


class _Plain:
    """Characters outside links in lines that no rule takes, up to the next line that only stands after an article; summed at
    first use."""

    def __init__(self, outline: Outline, hits: Sequence[Rule | None], end: int) -> None:
        self.outline = outline
        self.hits = hits
        self.end = end

    @once
    def _sums(self) -> list[int]:
        sums, size = [0], 0
        for hit, block in zip(reversed(self.hits[: self.end]), reversed(self.outline.blocks[: self.end]), strict=True):
            if hit is None:
                size += 0 if block.hidden else len(block.text) - block.link_chars
            elif hit.effect is _WIDGET or hit.strength is _STRONG:
                size = 0
            sums.append(size)
        return sums[::-1]

    def has_less_after(self, index: int, limit: float) -> bool:
        """Whether fewer than ``limit`` of these characters follow a block."""
        return self._sums[index + 1] < limit


def _column(outline: Outline, index: int) -> int:
    """The element whose children are the paragraphs: the smallest one that is not for a single line."""
    return outline.containers.column(outline.blocks[index].container, _LINES)


#: Elements of a single line, even if it is broken into several.
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 center".split())
