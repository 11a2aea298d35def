"""Where the article ends: before which line of credits, widgets or legal lines, by what its column holds below."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from cleaners.evidence.prose import MIN_PROSE, is_prose
from cleaners.judgement.caption_lines import names_makers
from cleaners.judgement.container import Place, first_of_post, stands_amid, thread_start
from cleaners.judgement.entries import counts_posts, tells_by_sections
from cleaners.judgement.once import once
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Fact, Rule, Strength
from cleaners.rules.house import house_words
from cleaners.values import Block, Label

#: Prose that must follow in the article's column, in characters, for a separate box of links to be inside the article.
ENOUGH_AFTER = 200.0

# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_CREDIT, _SOURCE = Label.CREDIT, Fact.SOURCE
_LINE, _WIDGET = Effect.LINE, Effect.WIDGET
_STRONG, _WEAK = Strength.STRONG, Strength.WEAK


def tail_start(outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    """The first block after the article's text; ``opening`` is the first block of that."""
    blocks, masses = outline.blocks, place.masses
    before = masses[opening] if opening < len(blocks) else 0.0
    thread = thread_start(hits, masses, opening, place.stamps)
    if thread is not None and tells_by_sections(outline, hits, place.headline, opening, thread, place.end):
        thread = None
    if thread is not None:
        thread = _first_alike(outline, place, opening, thread)
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


def _first_alike(outline: Outline, place: Place, opening: int, thread: int) -> int:
    """The first moment of a thread: one above it that looks the same, below a headline with a moment of its own, is no fact about
    the article."""
    look, blocks, headline = outline.containers.look, outline.blocks, place.headline
    if headline is None or not any(headline < stamp < opening for stamp in place.stamps):
        return thread
    own = look(blocks[thread].container)
    return next(
        (stamp for stamp in place.stamps if opening < stamp < thread and look(blocks[stamp].container) == own), thread
    )


def _closes(column: "_Column", index: int, before: float) -> bool:
    """Whether a line that names its source closes a text: two lines of its column stand above it, and hardly anything below."""
    above = range(max(column.opening, index - 2), index)
    is_below = all(column.hits[at] is None and column_of(column.outline, at) == column.element for at in above)
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
        following, own = next(prose, None), column_of(self.outline, opening)
        if following is None or any(column_of(self.outline, index) == own for index in (following, *prose)):
            return opening
        return opening if any(hit and hit.effect is not _LINE for hit in hits[opening + 1 : following]) else following

    @once
    def element(self) -> int:
        """The number of its element."""
        return column_of(self.outline, self.first)

    @once
    def _lines(self) -> list[int]:
        return [
            index
            for index in range(self.opening + 1, self.place.end)
            if column_of(self.outline, index) == self.element and is_prose(self.outline.blocks[index])
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
            and self._is_own(column_of(self.outline, block.number))
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
    elif column_of(outline, index) == column.element:
        return not (hit.effect is _WIDGET and stands_amid(outline.blocks, column.hits, index, column.place.end))
    else:
        enough = max(2 * MIN_PROSE, min(0.2 * before, ENOUGH_AFTER))
    if not column.has_less_after(index, enough):
        return False
    return column_of(outline, index) == column.element or not column.goes_on_after(index)


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


def column_of(outline: Outline, index: int) -> int:
    """The element whose children are the paragraphs: the smallest one that is not for a single line."""
    return outline.containers.column(outline.blocks[index].container, _LINES)


#: Elements of a single line, even if it is broken into several.
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 center".split())
