"""The lines of a page that may contain a fact about its article, without those of the next story, of cards, of posts and of the
site."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, partial

from cleaners.evidence.dates import read_date
from cleaners.evidence.outlets import OF_ACCOUNT, is_outlet
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.judgement.labels import Labelled
from cleaners.judgement.measures import FAR, MIN_HEADLINE, NEAR
from cleaners.judgement.runs import named_above
from cleaners.judgement.top.head_lines import can_be_headline, is_linked
from cleaners.judgement.verdicts import SECOND_STORY
from cleaners.judgement.zones import Zones
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import RULES, Effect, Fact, Strength, rule_named
from cleaners.values import TEXT_LABELS, Block, Label, Verdict

#: Maximum distance of an article's facts above its headline and below its container, in blocks; maximum length of their lines
#: in the head, in characters.
_ABOVE, BELOW, _HEAD_LINE = 8, 6, 150


#: The verdict, while fields are read, on lines with facts of another article, a post or the site.
ANOTHERS = Verdict(Label.RECOMMENDATION, "anothers_fact")


#: The label before the first step of a breadcrumb: `您现在的位置：`.
CRUMB_LABEL = lazy(r"^.*?(?:位置|栏目|路径)(?:是|为|在)?\s*[:：]?\s*")


#: A link to an author's page, which blog systems create: `/author/3`, `/author-1.html`, `?author=7`.
AUTHORS_PAGE = lazy(r"[/?&](?:author|byline|columnist)[/=_-]\w")


def first_text(blocks: Sequence[Block], labelled: Labelled, label: Label) -> str | None:
    """The text of the first block with this label."""
    places = labelled.places_of(label)
    return blocks[places[0]].text if places else None


def signed_lines(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the visible lines that name people or a source, from a little above the headline to the end of the page."""
    first = _above(labelled)
    places = labelled.places_of(Label.BYLINE, Label.SOURCE, Label.CREDIT)
    return [index for index in places if index >= first and not blocks[index].hidden]


def _above(labelled: Labelled) -> int:
    """Where facts about the article may begin: a little above its headline."""
    head = labelled.zones.head
    return max(0, (head if labelled.headline is None else min(head, labelled.headline)) - _ABOVE)


def head_lines_of(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the short visible lines from a little above the headline down to the body."""
    first, body = _above(labelled), labelled.zones.body
    return [
        index
        for index, block in enumerate(blocks[first:body], first)
        if 0 < len(block.text) <= _HEAD_LINE and not block.hidden and labelled.verdicts[index] != ANOTHERS
    ]


#: Maximum distance of an outlet's or author's line from the line with the moment, in visible lines, and its maximum length, in
#: characters; that of an account's card in one line.
_BESIDE, _OWN_LINE, _OWN_CARD = 2, 24, 60

_CAN_SIGN = frozenset({Label.ACCOUNT, Label.SOURCE, Label.BYLINE, Label.DECK, Label.OTHER})


def texts_above(blocks: Sequence[Block]) -> list[str]:
    """The lines between an article's headline and its text, from its labelled blocks."""
    lines: list[str] = []
    for block in blocks:
        if block.label is Label.HEADLINE:
            lines = []
        elif block.label is Label.BODY:
            break
        else:
            lines.append(block.text)
    return lines


def near_moments(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], moments: Sequence[int]
) -> list[int]:
    """The numbers of the short lines directly above and below the lines with a moment, below the headline, nearest first,
    without those that a rule takes for something else."""
    found: list[int] = []
    for moment in moments:
        place = bisect_left(head_lines, moment)
        near = [*head_lines[max(0, place - _BESIDE) : place], *head_lines[place + 1 : place + 1 + _BESIDE]]
        found += sorted(near, key=partial(_distance, moment))
    return [index for index in found if _can_sign(blocks, labelled, index)]


def _distance(one: int, other: int) -> int:
    return abs(one - other)


def _can_sign(blocks: Sequence[Block], labelled: Labelled, index: int) -> bool:
    text = blocks[index].text
    if labelled.verdicts[index].label not in _CAN_SIGN or not (labelled.headline is None or index > labelled.headline):
        return False
    return len(text) <= _OWN_LINE or (len(text) <= _OWN_CARD and "\n" in text and OF_ACCOUNT.search(text) is not None)


def states(verdict: Verdict, fact: Fact) -> bool:
    """Whether the rule that took a line says that it states this fact."""
    return verdict.rule in rules_stating(fact)


def lines_stating(fact: Fact, lines: Sequence[int], labelled: Labelled) -> list[int]:
    """The lines whose rule says that they state this fact."""
    rules, verdicts = rules_stating(fact), labelled.verdicts
    return [index for index in lines if verdicts[index].rule in rules]


@cache
def rules_stating(fact: Fact) -> frozenset[str]:
    """The names of the rules whose lines state this fact."""
    return frozenset(rule.name for rule in RULES if rule.states is fact)


_FACTS = (Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT)

#: Maximum number of blocks of a bar with a heading and a link to more, of a card or a short row of cards, and of a widget.
_BAR, _CARD, _WIDGET = 3, 16, 64


def own_part(outline: Outline, labelled: Labelled) -> tuple[tuple[Block, ...], Labelled]:
    """The page for reading its fields: cut at the head of the next story, and with no label of a fact on lines of others."""
    blocks = outline.blocks
    end = _next_story(blocks, labelled)
    found = {index for index in _anothers(outline, labelled, end) if index < end}
    if not found and end == len(blocks):
        return blocks, labelled
    verdicts = list(labelled.verdicts[:end])
    places = {label: numbers[: bisect_left(numbers, end)] for label, numbers in labelled.places.items()}
    for label in {verdicts[index].label for index in found}:
        places[label] = [index for index in places[label] if index not in found]
    for index in found:
        verdicts[index] = ANOTHERS
    zones = Zones._make(min(border, end) for border in labelled.zones)
    return blocks[:end], labelled._replace(verdicts=tuple(verdicts), zones=zones, places=places)


def _next_story(blocks: Sequence[Block], labelled: Labelled) -> int:
    """The beginning of another story's head below the text: a line that can be a headline, directly above a date with running
    text below. If there is none, the end of the page."""
    tail = labelled.zones.tail
    if tail < len(blocks) and labelled.verdicts[tail].rule == SECOND_STORY:
        return tail
    last = max(labelled.text[-1] if labelled.text else tail, labelled.headline or 0)
    dated = labelled.places_of(Label.DATE, Label.SOURCE)
    for index in dated[bisect_left(dated, last + 1) :]:
        head = _head_above(blocks, labelled, index, last)
        if head is not None and _has_text_below(blocks, labelled, index) and read_date(blocks[index].text) is not None:
            return head
    return len(blocks)


def _head_above(blocks: Sequence[Block], labelled: Labelled, dated: int, last: int) -> int | None:
    """The line directly above a date, or above short lines over it, that can be another story's headline; None without one."""
    for index in range(dated - 1, max(last, dated - 1 - NEAR), -1):
        block = blocks[index]
        if not block.text or block.hidden or labelled.verdicts[index].label in _FACTS:
            continue
        if rule_named(labelled.verdicts[index].rule) is not None or len(block.text) < MIN_HEADLINE:
            return None
        is_own = labelled.headline is not None and key(blocks[labelled.headline].text) == key(block.text)
        return index if can_be_headline(block, None) and not is_own else None
    return None


def _has_text_below(blocks: Sequence[Block], labelled: Labelled, dated: int) -> bool:
    """Whether running text that no rule takes stands right below a date."""
    below = blocks[dated + 1 : dated + 1 + FAR]
    return any(is_prose(block) and rule_named(labelled.verdicts[block.number].rule) is None for block in below)


def _anothers(outline: Outline, labelled: Labelled, end: int) -> Iterator[int]:
    """The numbers of the lines above the headline and below the text whose facts are not the article's; between headline and
    text those of a card, if other facts stand in no card."""
    zones, blocks, text = labelled.zones, outline.blocks, labelled.text
    top = zones.head if labelled.headline is None else labelled.headline
    facts = labelled.places_of(*_FACTS)
    above = facts[bisect_left(facts, _above(labelled)) : bisect_left(facts, top)]
    below = facts[bisect_left(facts, max(top, text[0] if text else zones.body)) : bisect_left(facts, end)]
    near = [block.number for block in blocks[zones.tail : min(zones.end + BELOW, end)] if "源" in block.text]
    boxes = _Boxes(outline, labelled, top)
    for index in sorted({*above, *below, *near}):
        if labelled.verdicts[index].label not in TEXT_LABELS and (
            _names_other(blocks[index])
            or boxes.is_entrys(index)
            or boxes.is_sites(index)
            or (boxes.is_storys(index) if index < top else boxes.is_widgets(index))
        ):
            yield index
    head = facts[bisect_left(facts, _above(labelled)) : bisect_left(facts, text[0] if text else zones.body)]
    cards = [index for index in head if index > top and boxes.is_beside_title(index)]
    if len(cards) < len(head):
        yield from cards


def _names_other(block: Block) -> bool:
    """Whether a line opens with a link as long as a headline that is no outlet's name: its date and source belong to the linked
    page."""
    if block.link_chars < _MIN_TITLE or not block.marks:
        return False
    mark = block.marks[0]
    title = block.text[mark.start : mark.end].strip()
    return (
        mark.kind == "link"
        and (len(title) >= _MIN_LATIN or len(_HAN.findall(title)) >= _MIN_TITLE)
        and not block.text[: mark.start].strip(_BULLETS)
        and block.link_chars < len(block.text)
        and not is_outlet(title)
    )


#: Minimum length of an entry's title, in Han characters, and in characters of a Latin title: names of people and accounts are
#: shorter.
_MIN_TITLE, _MIN_LATIN = 6, 16
_HAN = lazy(rf"[{HAN}]")

#: Characters before an entry's title.
_BULLETS = " \u3000·•●■▪◆*-.、0123456789"


@cache
def _widgets() -> frozenset[str]:
    """The names of the rules for headings of widgets."""
    return frozenset(rule.name for rule in RULES if rule.effect is Effect.WIDGET)


def _is_filing(verdict: Verdict) -> bool:
    rule = rule_named(verdict.rule) if verdict.label is Label.LEGAL else None
    return rule is not None and rule.strength is Strength.STRONG


class _Boxes:
    """The elements around a page's facts that contain nothing of its article."""

    def __init__(self, outline: Outline, labelled: Labelled, top: int) -> None:
        """``top`` is the number of the headline, or of the article's first block."""
        self.outline = outline
        self.labelled = labelled
        self.top = top
        self.blocks = outline.blocks

    def is_entrys(self, index: int) -> bool:
        """Whether the element around a fact and its neighbours is a card, which opens with a picture or the linked title of
        another article. Since an article's credits may also stand below links to its neighbours, credits only count in a card
        with a picture."""
        card = self._card(index)
        if card is None:
            return False
        above = [block for block in self.blocks[self.outline.containers.first[card] : index] if not block.hidden]
        titles = [
            block
            for block in above
            if len(block.text) >= MIN_HEADLINE // 2 and is_linked(block) and not self._names_own(block)
        ]
        if index < self.top:
            return bool(titles)
        if self.labelled.verdicts[index].label is not Label.CREDIT:
            return len(titles) == 1
        return len(titles) == 1 and any(block.image is not None for block in above)

    def is_beside_title(self, index: int) -> bool:
        """Whether the element around a fact and its neighbours contains a single link as long as a headline, which is neither
        an outlet's name nor the article's own headline: a card between headline and text."""
        card = self._card(index)
        if card is None:
            return False
        lines = self.blocks[self.outline.containers.first[card] : self.outline.containers.end[card]]
        titles = [
            line
            for line in lines
            if len(line.text) >= MIN_HEADLINE
            and not line.hidden
            and is_linked(line)
            and rule_named(self.labelled.verdicts[line.number].rule) is None
        ]
        return len(titles) == 1 and not is_outlet(titles[0].text) and not self._names_own(titles[0])

    def _names_own(self, block: Block) -> bool:
        """Whether a line is the article's own headline, with or without its section before it."""
        headline = self.labelled.headline
        return headline is not None and key(self.blocks[headline].text) in key(block.text)

    def is_storys(self, index: int) -> bool:
        """Whether a fact above the headline belongs to a text above it: running text stands between fact and headline, or above
        the fact in the same element."""
        box = self._outermost(index)
        first = index if box is None else max(self.outline.containers.first[box], index - _CARD)
        around = (*self.blocks[first:index], *self.blocks[index + 1 : self.top])
        verdicts = self.labelled.verdicts
        return any(
            is_prose(block) and not block.hidden and rule_named(verdicts[block.number].rule) is None for block in around
        )

    def is_sites(self, index: int) -> bool:
        """Whether a credit is the site's staff: it stands beside the number of a filing, in an element that contains nothing of
        the article. Other legal lines may stand beside an article's credits."""
        if self.labelled.verdicts[index].label is not Label.CREDIT or (card := self._card(index)) is None:
            return False
        containers, verdicts = self.outline.containers, self.labelled.verdicts
        return any(map(_is_filing, verdicts[containers.first[card] : containers.end[card]]))

    def is_widgets(self, index: int) -> bool:
        """Whether a fact below the text stands in the same box as a widget's heading."""
        heading = self._heading_above(index)
        if heading is None:
            return False
        containers, box = self.outline.containers, self.blocks[heading].container
        while box > 0 and containers.end[box] - containers.first[box] <= _BAR:
            box = containers.parent[box]
        return not self._is_own(box) and containers.first[box] <= index < containers.end[box]

    def _heading_above(self, index: int) -> int | None:
        """The nearest heading of a widget above a line and below the text; None without one."""
        text = self.labelled.text
        last = text[bisect_left(text, index) - 1] if text and text[0] < index else self.labelled.zones.tail - 1
        return named_above(self.labelled.verdicts, _widgets(), index, max(last, index - 1 - _WIDGET))

    def _card(self, index: int) -> int | None:
        """The smallest element around a line and another one, if it is at most as large as a card and contains nothing of the
        article; otherwise None."""
        containers = self.outline.containers
        card = self.blocks[index].container
        while card > 0 and containers.end[card] - containers.first[card] <= _CARD:
            lines = self.blocks[containers.first[card] : containers.end[card]]
            if any(block.text and not block.hidden and block.number != index for block in lines):
                return None if self._is_own(card) else card
            card = containers.parent[card]
        return None

    def _outermost(self, index: int) -> int | None:
        """The largest element around a line that contains nothing of the article; None without one."""
        box, parent = self.blocks[index].container, self.outline.containers.parent
        if self._is_own(box):
            return None
        while not self._is_own(parent[box]):
            box = parent[box]
        return box

    def _is_own(self, box: int) -> bool:
        """Whether an element contains the headline or a part of the text."""
        containers, text = self.outline.containers, self.labelled.text
        first, end, headline = containers.first[box], containers.end[box], self.labelled.headline
        place = bisect_left(text, first)
        holds_text = place < len(text) and text[place] < end
        return box <= 0 or holds_text or (headline is not None and first <= headline < end)
