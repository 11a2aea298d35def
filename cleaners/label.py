"""Rules over the blocks: every block gets one label and the name of the rule that gave it.

The page falls into four zones: outside the main content, its head (headline, byline, date), its body, and its tail. The
tail begins at the first line that only stands after an article (credit line, disclaimer, heading of recommendations), and
nothing after it is body, however fluent: readers' posts are prose too. What stands before it is body, even if it speaks of
filings, codes and clients; only rules that match a whole line take something out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from cleaners.article import Block, Label, Verdict
from cleaners.captions import label_captions
from cleaners.dates import read_date, read_short_date
from cleaners.locate import MIN_PROSE, Place, is_prose, key, thread_start
from cleaners.outline import Containers, Outline
from cleaners.patterns import lazy
from cleaners.people import are_names
from cleaners.rules import Effect, Rule, Where
from cleaners.rules.names import CREDIT_ROLES
from cleaners.rules.navigation import is_channel_bar

#: A line of the head is at most this long; longer ones are text.
MAX_HEADLINE = 90

#: A line shorter than this is rather the name of a site or an account than a headline, where there is a choice.
MIN_HEADLINE = 8

_DECK = lazy(r"\s*(?:——|--|—|──)\s*\S")
_FULL_STOP = lazy(r"[。！？；…][”」』）)]?\s*$|[\u4e00-\u9fff\d\"”)][.!?][\"”]?\s*$")
_FINAL = lazy(r"[。！？；…：，、!?;:,.”」』）)]\s*$")
_COUNT = lazy(r"[\d\s.,+万kK]{1,10}")
_KICKER_END = lazy(r"[:：]\s*$")
_HEAD_LABELS = frozenset(
    {
        Label.DATE,
        Label.SOURCE,
        Label.BYLINE,
        Label.ABSTRACT,
        Label.SHARE,
        Label.NAVIGATION,
        Label.CREDIT,
        Label.PROMO,
        Label.COMMENT,
    }
)
#: Rules that end an article only when nothing like an article follows: their words also occur inside one.
_WEAK_ENDS = ("promo.", "legal.disclaimer", "legal.hotline", "controls.", "legal.site_link", "navigation.")
#: A line under an account's name is its slogan up to this length.
MAX_SLOGAN = 30

#: Lines without a fact after which the head is over.
MAX_GAP = 6

#: Prose in the article's own column, in characters, that makes a box of links in an element of its own a box inside it.
ENOUGH_AFTER = 200.0
_STRONG_ENDS = ("credits.", "legal.icp", "legal.police")


#: Verdicts that no line of its own is needed for.
_OUTSIDE, _HIDDEN = Verdict(Label.OTHER, "outside"), Verdict(Label.OTHER, "hidden")
_BEFORE = Verdict(Label.NAVIGATION, "outside.before")


class Zones(NamedTuple):
    """Borders of the article in block numbers: ``head`` ≤ ``body`` ≤ ``tail`` ≤ ``end``."""

    head: int
    body: int
    tail: int
    end: int


class Labelled(NamedTuple):
    """One verdict a block, the borders they follow from, and for each label the numbers of its blocks, in order."""

    verdicts: tuple[Verdict, ...]
    zones: Zones
    headline: int | None
    places: Mapping[Label, Sequence[int]]

    def places_of(self, *labels: Label) -> Sequence[int]:
        """The numbers of the blocks with one of these labels, in page order."""
        if len(labels) == 1:
            return self.places.get(labels[0], ())
        return sorted(chain.from_iterable(self.places.get(label, ()) for label in labels))


def label_blocks(outline: Outline, hits: Sequence[Rule | None], place: Place) -> Labelled:
    """Label every block. ``hits`` are the rules that match each line by itself, wherever it stands."""
    zones = _zones(outline, hits, place)
    verdicts: list[Verdict | None] = [None] * len(outline.blocks)
    headline = _label_head(outline, hits, place, zones, verdicts)
    _label_body(outline, hits, zones, headline, verdicts)
    _label_last_number(outline, zones, verdicts)
    label_captions(outline, zones.body, zones.tail, verdicts, Verdict)
    _label_tail(outline, hits, zones, verdicts)
    _label_outside(outline, hits, zones, verdicts)
    settled = tuple([verdict or _OUTSIDE for verdict in verdicts])
    return Labelled(settled, zones, headline, _places(settled))


def _places(verdicts: Sequence[Verdict]) -> dict[Label, list[int]]:
    places: dict[Label, list[int]] = defaultdict(list)
    for index, (label, _) in enumerate(verdicts):
        places[label].append(index)
    return places


# --- borders ---------------------------------------------------------------------------------------------------------


def _zones(outline: Outline, hits: Sequence[Rule | None], place: Place) -> Zones:
    blocks = outline.blocks
    head = place.first
    if place.headline is not None and place.headline < place.first:
        head = place.headline
    elif place.headline is None:
        head = _head_above(blocks, hits, place.first)
    opening = _first_text(blocks, hits, place)
    body = _body_start(blocks, hits, place, opening)
    tail = _tail_start(outline, hits, place, opening)
    return Zones(head, body, tail, place.end)


#: Labels of lines that state a fact about the article, and how far above its container they are looked for, in blocks.
_FACTS = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE, Label.ABSTRACT})
_ABOVE = 8


def _head_above(blocks: Sequence[Block], hits: Sequence[Rule | None], first: int) -> int:
    """Without a headline that the title confirms: where the lines of facts above the container begin, and the one or two
    short lines over them, which are headline and kicker."""
    facts = [i for i in range(max(0, first - _ABOVE), first) if (hit := hits[i]) is not None and hit.label in _FACTS]
    if not facts:
        headings = [i for i in range(max(0, first - 3), first) if blocks[i].kind == "heading"]
        return next((i for i in headings if _can_be_headline(blocks[i], hits[i])), _plain_head(blocks, hits, first))
    head, titles = facts[0], 0
    while head > 0 and titles < 2 and _can_be_headline(blocks[head - 1], hits[head - 1]):
        head -= 1
        titles += not (_DECK.match(blocks[head].text) or _comes_again(blocks, head))
    return head


def _plain_head(blocks: Sequence[Block], hits: Sequence[Rule | None], first: int) -> int:
    """Where a head of plain lines begins: the line right above the container, or above a deck there, where it is long
    enough for a headline and no link, and the line above that one where it ends in a colon."""
    above = first - 1
    if above > 0 and _DECK.match(blocks[above].text) and _can_be_headline(blocks[above], hits[above]):
        above -= 1
    if above < 0 or not _can_be_headline(blocks[above], hits[above]) or blocks[above].link_chars:
        return first
    kicker = above > 0 and hits[above - 1] is None and _KICKER_END.search(blocks[above - 1].text) is not None
    if (len(blocks[above].text) < MIN_HEADLINE and not kicker) or is_channel_bar(blocks[above].text):
        return first
    return above - 1 if kicker else above


def _can_be_headline(block: Block, hit: Rule | None) -> bool:
    return (
        hit is None
        and 4 <= len(block.text) <= MAX_HEADLINE
        and not block.hidden
        and (block.kind == "heading" or not _FULL_STOP.search(block.text))
        and block.link_chars * 2 <= len(block.text)
    )


def _first_text(blocks: Sequence[Block], hits: Sequence[Rule | None], place: Place) -> int:
    """The first block of running text after the headline; without any, the first line that no rule takes."""
    start = place.first
    if place.headline is not None and place.first <= place.headline < place.end:
        start = place.headline + 1
    abstract = False
    for index in range(start, place.end):
        hit, block = hits[index], blocks[index]
        if block.hidden:
            continue
        if hit is not None and hit.name == "head.label":
            abstract = True
        elif hit is None and abstract and block.text:
            abstract = False  # the line under the label is the abstract; the body comes after it
        elif hit is None and is_prose(block):
            return index
    for index in range(start, place.end):
        if hits[index] is None and blocks[index].text and not blocks[index].hidden:
            return index
    return start


def _body_start(blocks: Sequence[Block], hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    """The first block after the last line of the head that stands before the running text."""
    start = place.first
    if place.headline is not None and place.first <= place.headline < opening:
        start = place.headline + 1
    seen: set[str] = set()
    names = True
    headline = key(blocks[place.headline].text) if place.headline is not None else None
    for index in range(start, opening):
        block, hit = blocks[index], hits[index]
        if not block.text:
            continue
        if index - start > MAX_GAP:
            break  # a list or a schedule, whose lines of time and place only look like those of a head
        if hit is not None and hit.name == "controls.number" and _opens_count(blocks, index, place.end):
            return min(start, opening)
        if hit is not None and (hit.label in _HEAD_LABELS or hit.where is Where.HEAD):
            start = index + 1
            if hit.name == "head.label" and index + 1 < opening:
                start = index + 2
        elif (names and are_names(block.text)) or key(block.text) == headline:
            start = index + 1
        elif block.text in seen and len(block.text) <= 20:
            # An account's name for the second time: a short line under it is its slogan.
            start = index + (2 if index + 1 < opening and _is_slogan(blocks[index + 1], hits[index + 1]) else 1)
        else:
            names = False  # names under something else than the head are a caption or a list
        seen.add(block.text)
    return min(start, opening)


def _opens_count(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a lone `1` is the first of the article's numbered parts: a lone `2` comes later."""
    return blocks[index].text == "1" and any(block.text == "2" for block in blocks[index + 1 : end])


def _is_slogan(block: Block, hit: Rule | None) -> bool:
    return hit is None and 0 < len(block.text) <= MAX_SLOGAN and not _FULL_STOP.search(block.text)


def _tail_start(outline: Outline, hits: Sequence[Rule | None], place: Place, opening: int) -> int:
    blocks = outline.blocks
    before = place.masses[opening] if opening < len(blocks) else 0.0
    thread = thread_start(hits, place.masses, opening, place.stamps)
    column, plain = _Column(outline, place, opening), _Plain(outline, hits, place.end)
    for index in range(opening + 1, place.end):
        hit = hits[index]
        if index == thread:
            return index
        marked = hit is not None and hit.effect is not Effect.LINE and not blocks[index].hidden
        if marked and hit is not None and _ends_article(outline, hit, column, plain, index, before):
            return index
        before += place.masses[index]
    return place.end


class _Column:
    """The column of the article's text: the element whose children are its paragraphs. Its prose is summed up when a line is
    first asked about, and once for all lines."""

    def __init__(self, outline: Outline, place: Place, opening: int) -> None:
        self.outline = outline
        self.place = place
        self.opening = opening

    @cached_property
    def element(self) -> int:
        """The number of its element."""
        return _column(self.outline, self.opening)

    @cached_property
    def _lines(self) -> list[int]:
        return [
            index
            for index in range(self.opening + 1, self.place.end)
            if _column(self.outline, index) == self.element and is_prose(self.outline.blocks[index])
        ]

    @cached_property
    def _masses(self) -> list[float]:
        return [self.place.masses[index] for index in self._lines]

    @cached_property
    def _sums(self) -> list[float]:
        """The sums from each line of prose to the end."""
        return list(accumulate(reversed(self._masses), initial=0.0))[::-1]

    def has_less_after(self, index: int, limit: float) -> bool:
        """Whether the prose after a block is less than this, in characters."""
        line = bisect_right(self._lines, index)
        about = self._sums[line]
        if abs(about - limit) > 1e-6 * limit:
            return about < limit
        return sum(self._masses[line:]) < limit  # so near that the order of summing makes a difference


def _ends_article(outline: Outline, hit: Rule, column: _Column, plain: _Plain, index: int, before: float) -> bool:
    """Whether the article ends before this line, or the line is a box inside the article."""
    if hit.name.startswith(_STRONG_ENDS):
        return True
    if hit.name.startswith(_WEAK_ENDS):
        return column.has_less_after(index, max(2 * MIN_PROSE, 0.5 * before)) and plain.has_less_after(
            index, max(200.0, before)
        )
    return _column(outline, index) == column.element or column.has_less_after(
        index, max(2 * MIN_PROSE, min(0.2 * before, ENOUGH_AFTER))
    )


class _Plain:
    """The characters outside links, summed up when a line is first asked about: in lines that no rule takes, up to the next
    line that only stands after an article."""

    def __init__(self, outline: Outline, hits: Sequence[Rule | None], end: int) -> None:
        self.outline = outline
        self.hits = hits
        self.end = end

    @cached_property
    def _sums(self) -> list[int]:
        """From each block to the next line that only stands after an article."""
        sums, size = [0], 0
        for hit, block in zip(reversed(self.hits[: self.end]), reversed(self.outline.blocks[: self.end]), strict=True):
            if hit is None:
                size += 0 if block.hidden else len(block.text) - block.link_chars
            elif hit.effect is Effect.WIDGET or hit.name.startswith(_STRONG_ENDS):
                size = 0
            sums.append(size)
        return sums[::-1]

    def has_less_after(self, index: int, limit: float) -> bool:
        """Whether there are fewer of them after a block than this."""
        return self._sums[index + 1] < limit


def _column(outline: Outline, index: int) -> int:
    """The element whose children are the paragraphs: the parent of the block's element."""
    container = outline.blocks[index].container
    if outline.containers.tag[container] in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "center", "section"):
        return outline.containers.parent[container]
    return container


# --- head ------------------------------------------------------------------------------------------------------------


def _label_head(
    outline: Outline, hits: Sequence[Rule | None], place: Place, zones: Zones, verdicts: list[Verdict | None]
) -> int | None:
    blocks = outline.blocks
    headline = place.headline
    if headline is None:
        headline = _headline_by_place(blocks, hits, zones)
    if headline is not None:
        verdicts[headline] = Verdict(Label.HEADLINE, "head.headline")
        _label_kicker(outline, hits, headline, zones, verdicts)
        _label_deck(blocks, hits, headline, zones, verdicts)
    first = min(zones.head, headline) if headline is not None else zones.head
    abstract = False
    for index in range(first, zones.body):
        if verdicts[index] is not None:
            continue
        block, hit = blocks[index], hits[index]
        if block.hidden:
            verdicts[index] = _HIDDEN
        elif not block.text:
            verdicts[index] = Verdict(Label.IMAGE if block.image else Label.VIDEO, "head.picture")
        elif hit is not None:
            verdicts[index] = hit.verdict
            abstract = hit.name == "head.label"
        elif headline is not None and key(block.text) == key(blocks[headline].text):
            verdicts[index] = Verdict(Label.HEADLINE, "head.repeated_headline")
            if not any(verdict is not None and verdict.label is Label.KICKER for verdict in verdicts):
                _label_kicker(outline, hits, index, zones, verdicts)
        elif _is_deck_of_repeated(blocks, index, verdicts):
            verdicts[index] = Verdict(Label.DECK, "head.deck")
        elif are_names(block.text):
            verdicts[index] = Verdict(Label.BYLINE, "head.names")
        elif abstract:
            verdicts[index] = Verdict(Label.ABSTRACT, "head.after_label")
            abstract = False
        elif headline is not None and index > headline:
            verdicts[index] = _head_line(blocks, index, verdicts)
        else:
            verdicts[index] = Verdict(Label.NAVIGATION, "head.above")
    return headline


def _is_deck_of_repeated(blocks: Sequence[Block], index: int, verdicts: Sequence[Verdict | None]) -> bool:
    """A line with a dash under the headline where that stands once more."""
    above = verdicts[index - 1] if index else None
    repeated = above is not None and above.rule == "head.repeated_headline"
    return repeated and _DECK.match(blocks[index].text) is not None and len(blocks[index].text) <= MAX_HEADLINE


def _head_line(blocks: Sequence[Block], index: int, verdicts: Sequence[Verdict | None]) -> Verdict:
    """A line under the headline that no rule takes: a deck when it says something, else the name of an account."""
    above = verdicts[index - 1]
    text = blocks[index].text
    if (
        above is not None
        and above.label in (Label.HEADLINE, Label.DECK)
        and 13 <= len(text) <= 2 * MAX_HEADLINE
        and blocks[index].link_chars == 0
        and not read_date(text)
        and not read_short_date(text)
        and not any(verdict is not None and verdict.label is Label.DECK for verdict in verdicts[:index])
    ):
        return Verdict(Label.DECK, "head.line_under_headline")
    if is_prose(blocks[index]):
        return Verdict(Label.ABSTRACT, "head.summary")
    return Verdict(Label.ACCOUNT, "head.line")


def _headline_by_place(blocks: Sequence[Block], hits: Sequence[Rule | None], zones: Zones) -> int | None:
    """Without a heading or a matching title: of the short lines at the top that are no rule's, the first one that is long
    enough for a headline, so neither the site's name nor that of an account, which comes again under the headline."""
    candidates: list[int] = []
    for index in range(zones.head, min(zones.tail, zones.head + 16)):
        block, hit = blocks[index], hits[index]
        if not block.text or block.hidden:
            continue
        if hit is not None:
            if hit.label is Label.NAVIGATION:
                candidates = []  # what stands above a navigation bar is not the article's
            elif candidates:
                break
        elif len(block.text) > MAX_HEADLINE or (_FULL_STOP.search(block.text) and block.kind != "heading"):
            break
        elif is_channel_bar(block.text):
            candidates = []
        elif _can_be_headline(block, None) and not _DECK.match(block.text) and not _comes_again(blocks, index):
            candidates.append(index)
    titles = [i for i in candidates if not _KICKER_END.search(blocks[i].text)]
    if not titles or not _text_follows(blocks, titles[-1], zones):
        return None
    above_deck = [i for i in titles if i + 1 < len(blocks) and _DECK.match(blocks[i + 1].text)]
    long_enough = [i for i in titles if len(blocks[i].text) >= MIN_HEADLINE]
    return next(iter([*above_deck, *long_enough]), max(titles, key=lambda i: len(blocks[i].text)))


def _comes_again(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short line stands once more a little farther down: an account's name does."""
    text = blocks[index].text
    return len(text) < MIN_HEADLINE and any(block.text == text for block in blocks[index + 1 : index + 6])


def _text_follows(blocks: Sequence[Block], index: int, zones: Zones) -> bool:
    return any(is_prose(block) for block in blocks[index + 1 : zones.tail])


def _label_kicker(
    outline: Outline, hits: Sequence[Rule | None], headline: int, zones: Zones, verdicts: list[Verdict | None]
) -> None:
    """The line above the headline: one that ends in a colon (`某局局长某某：`, above what he said), or one that stands
    with the headline in an element of their own."""
    blocks = outline.blocks
    above = headline - 1
    if above < 0 or hits[above] is not None or blocks[above].hidden:
        return
    text = blocks[above].text
    if len(key(text)) < 5 or len(text) > 50 or blocks[above].link_chars or key(text) == key(blocks[headline].text):
        return
    if _KICKER_END.search(text) or (7 <= len(text) <= 30 and _stand_together(outline, above, headline)):
        verdicts[above] = Verdict(Label.KICKER, "head.kicker")


def _stand_together(outline: Outline, above: int, headline: int) -> bool:
    """Whether two lines of the same kind of element are the first ones of a small element: a box of head lines."""
    containers = outline.containers
    one, other = outline.blocks[above].container, outline.blocks[headline].container
    if containers.tag[one] != containers.tag[other] or outline.blocks[headline].kind == "heading":
        return False
    while other > 0 and containers.first[other] > above:
        other = containers.parent[other]
    return other > 0 and containers.first[other] == above and containers.end[other] - above <= 8


def _label_deck(
    blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int, zones: Zones, verdicts: list[Verdict | None]
) -> None:
    """The line under the headline that opens with a dash."""
    for index in range(headline + 1, min(headline + 4, len(blocks))):
        text = blocks[index].text
        if text and _DECK.match(text) and len(text) <= MAX_HEADLINE and not blocks[index].hidden:
            verdicts[index] = Verdict(Label.DECK, "head.deck")
            return


# --- body ------------------------------------------------------------------------------------------------------------


def _label_body(
    outline: Outline,
    hits: Sequence[Rule | None],
    zones: Zones,
    headline: int | None,
    verdicts: list[Verdict | None],
) -> None:
    blocks = outline.blocks
    repeated = _repeated_keys(blocks, verdicts, zones)
    widget: int | None = None
    for index in range(zones.body, zones.tail):
        block, hit = blocks[index], hits[index]
        if widget is not None and not _inside(outline, index, widget):
            widget = None
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = _HIDDEN
        elif not block.text:
            verdicts[index] = Verdict(Label.IMAGE if block.image else Label.VIDEO, "body.picture")
        elif index < zones.body + 4 and key(block.text) in repeated:
            verdicts[index] = Verdict(repeated[key(block.text)], "body.repeated_headline")
        elif hit is not None and hit.where is not Where.HEAD:
            verdicts[index] = hit.verdict
            if hit.effect is Effect.WIDGET:
                widget = _widget_of(outline, index, zones)
        elif widget is not None:
            verdicts[index] = Verdict(Label.RECOMMENDATION, "body.inside_widget")
        elif _is_link_line(blocks, index):
            verdicts[index] = Verdict(Label.RECOMMENDATION, "body.link_line")
        else:
            verdicts[index] = Verdict(Label.SUBHEAD if _is_subhead(block) else Label.BODY, "body.text")


def _label_last_number(outline: Outline, zones: Zones, verdicts: list[Verdict | None]) -> None:
    """A number as the very last line of the text heads nothing: it counts readers or likes."""
    for index in range(zones.tail - 1, zones.body, -1):
        verdict = verdicts[index]
        if verdict is None or verdict.label not in (Label.BODY, Label.SUBHEAD):
            continue
        if not _COUNT.fullmatch(outline.blocks[index].text):
            return
        verdicts[index] = Verdict(Label.SHARE, "body.last_number")


def _repeated_keys(blocks: Sequence[Block], verdicts: Sequence[Verdict | None], zones: Zones) -> dict[str, Label]:
    """The head's own lines, as they come again at the top of the body."""
    repeated: dict[str, Label] = {}
    for index in range(zones.head if zones.head < zones.body else 0, zones.body):
        verdict = verdicts[index]
        if verdict is not None and verdict.label in (Label.HEADLINE, Label.KICKER, Label.DECK):
            repeated[key(blocks[index].text)] = verdict.label
    return repeated


def _widget_of(outline: Outline, index: int, zones: Zones) -> int | None:
    """The largest element around a widget's heading that does not reach to the article's other text."""
    containers = outline.containers
    current = outline.blocks[index].container
    while True:
        parent = containers.parent[current]
        if parent < 0 or containers.first[parent] < index - 1 or _has_prose(outline, parent):
            return current
        current = parent


def _has_prose(outline: Outline, container: int) -> bool:
    first, end = outline.containers.first[container], outline.containers.end[container]
    return any(is_prose(block) for block in outline.blocks[first:end])


def _inside(outline: Outline, index: int, container: int) -> bool:
    return outline.containers.first[container] <= index < outline.containers.end[container]


def _is_link_line(blocks: Sequence[Block], index: int) -> bool:
    """A short line that is one link, or one among several such lines."""
    block = blocks[index]
    size = len(block.text)
    if block.link_chars * 10 < size * 8 or is_prose(block):
        return False
    if size >= 6 and block.link_chars >= size - 3:
        return True
    around = blocks[max(0, index - 1) : index + 2]
    return sum(other.link_chars * 10 >= len(other.text) * 8 for other in around if other.text) >= 2


def _is_subhead(block: Block) -> bool:
    if block.kind == "heading":
        return True
    if len(block.text) > 40 or _FINAL.search(block.text) or block.kind in ("item", "cell", "quote", "pre"):
        return False
    return block.bold or len(block.text) <= 25


# --- tail and outside ------------------------------------------------------------------------------------------------


def _label_tail(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    _label_run(outline, hits, range(zones.tail, zones.end), verdicts, "tail.after_the_article")


def _label_run(
    outline: Outline, hits: Sequence[Rule | None], run: range, verdicts: list[Verdict | None], default: str
) -> None:
    """Blocks after the article: what no rule names belongs to the last heading that one did name."""
    section = Verdict(Label.OTHER, default)
    after_duration = False
    for index in run:
        block, hit = outline.blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = _HIDDEN
        elif not block.text:
            verdicts[index] = Verdict(section.label, "tail.picture")
        elif hit is not None:
            verdicts[index] = hit.verdict
            if hit.effect is Effect.WIDGET:
                section = Verdict(hit.label, "tail.inside_widget")
            elif hit.name == "credits.staff_heading":
                section = Verdict(Label.CREDIT, "tail.staff")
            elif hit.label is not Label.VIDEO:
                section = Verdict(Label.OTHER, default) if section.label is Label.CREDIT else section
        elif after_duration:
            verdicts[index] = Verdict(Label.VIDEO, "tail.video_caption")
        elif section.label is Label.CREDIT and not _is_staff(block.text):
            section = Verdict(Label.OTHER, default)
            verdicts[index] = section
        else:
            verdicts[index] = section
        after_duration = hit is not None and hit.name == "recommendation.video_duration"


def _is_staff(text: str) -> bool:
    return len(text) <= 60 and any(text.startswith(role) for role in CREDIT_ROLES)


_CONTAINER_LABELS = (
    (frozenset({"nav", "navigation", "menu", "breadcrumb", "crumbs", "crumb", "topbar", "header"}), Label.NAVIGATION),
    (frozenset({"footer", "foot", "copyright", "bottom"}), Label.FOOTER),
    (frozenset({"comment", "comments", "reply", "replies", "pinglun"}), Label.COMMENT),
    (frozenset({"share", "toolbar", "tools", "bdsharebuttonbox", "jiathis"}), Label.SHARE),
    (frozenset({"related", "relate", "recommend", "rank", "hot", "aside", "sidebar", "list"}), Label.RECOMMENDATION),
    (frozenset({"ad", "ads", "advert", "banner", "promo"}), Label.PROMO),
)
_NAMED = tuple((words, Verdict(label, f"outside.{label}")) for words, label in _CONTAINER_LABELS)
_TOKENS = lazy(r"[a-z]+")


def _label_outside(outline: Outline, hits: Sequence[Rule | None], zones: Zones, verdicts: list[Verdict | None]) -> None:
    blocks, named = outline.blocks, _Named(outline.containers)
    for index in range(zones.head):
        block, hit = blocks[index], hits[index]
        if verdicts[index] is not None:
            continue
        if block.hidden:
            verdicts[index] = _HIDDEN
        elif hit is not None and block.text:
            verdicts[index] = hit.verdict
        else:
            verdicts[index] = named.verdict(block.container) or _BEFORE
    for index in range(zones.end, len(blocks)):
        if hits[index] is None and verdicts[index] is None and not blocks[index].hidden:
            verdicts[index] = named.verdict(blocks[index].container)
    _label_run(outline, hits, range(zones.end, len(blocks)), verdicts, "outside.after")


#: An element's name speaks for what is at most so many elements below it.
_REACH = 5


class _Named:
    """The label that the name of an element around it gives to what is outside the article anyway. Each element is looked
    at once: it has its own name's label, or that of its parent."""

    def __init__(self, containers: Containers) -> None:
        self.containers = containers
        self._known: dict[int, tuple[int, Verdict | None]] = {0: (0, None), -1: (0, None)}

    def verdict(self, container: int) -> Verdict | None:
        distance, verdict = self._known[container] if container in self._known else self._look_up(container)
        return verdict if distance <= _REACH else None

    def _look_up(self, container: int) -> tuple[int, Verdict | None]:
        """How far above an element the next one with such a name is, and what it says."""
        containers, known = self.containers, self._known
        nameless = []
        while container not in known:
            verdict = _by_name(containers.tag[container], containers.names[container])
            if verdict is not None:
                known[container] = (0, verdict)
                break
            nameless.append(container)
            container = containers.parent[container]
        distance, verdict = known[container]
        for container in reversed(nameless):
            distance += 1
            known[container] = (distance, verdict)
        return distance, verdict


@lru_cache(maxsize=4096)
def _by_name(tag: str, names: str) -> Verdict | None:
    """What tag, class and id say. Pages repeat them: in their lists, and from one page of a site to the next."""
    tokens = {tag, *_TOKENS.findall(names.lower())}
    return next((verdict for words, verdict in _NAMED if not words.isdisjoint(tokens)), None)
