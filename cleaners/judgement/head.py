"""Labels for the head of an article: headline, kicker, deck, and the lines of facts below them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.element_names import names_kicker
from cleaners.evidence.outlets import ends_like_site, read_outlet_line
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.prose import is_prose
from cleaners.evidence.tables import is_programme
from cleaners.evidence.titles import key
from cleaners.judgement import verdicts
from cleaners.judgement.caption_lines import figure_of
from cleaners.judgement.entries import end_of_summary
from cleaners.judgement.head_lines import (
    DECK,
    FAR,
    KICKER_END,
    MAX_HEADLINE,
    MIN_HEADLINE,
    NEAR,
    WHOLE,
    can_be_headline,
    comes_again,
    ends_sentence,
    ends_within,
    is_caption_in_head,
    is_deck,
    is_headline_above_facts,
    is_only_item,
    is_said_daily,
    is_short_deck,
    is_summary,
    may_be_kicker,
    names_series,
    says_no_fact,
    stand_together,
)
from cleaners.judgement.zones import FACT_LABELS, Zones, states_facts
from cleaners.reading.han import is_han
from cleaners.reading.outline import Outline
from cleaners.rules import Fact, Opens, Rule
from cleaners.rules.navigation import is_channel, is_channel_bar
from cleaners.values import Block, Label, Verdict

#: Maximum distance from the head's border down to a headline by place, in blocks, on a page with links.
_REACH = 30

#: Length of a kicker: minimum in word characters, maximum in characters; minimum length of a deck without a dash, in characters.
_MIN_KICKER, _MAX_KICKER, _MIN_DECK = 5, 50, 13


def label_head(outline: Outline, hits: Sequence[Rule | None], headline: int | None, zones: Zones) -> dict[int, Verdict]:
    """The labels of the lines from the beginning of the head to the body, by number. ``headline`` is the number of its
    block."""
    head = _Head(outline, hits, headline)
    first = zones.head if headline is None else min(zones.head, headline)
    for index in range(first, zones.body):
        if index not in head.said:
            head.label(index)
    if headline is not None:
        head.label_picture_above(headline, zones.end)
    return head.said


# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_ABSTRACT = Opens.ABSTRACT


class _Head:
    """The lines of a head, labelled one after the other; ``said`` are their verdicts, by number."""

    def __init__(self, outline: Outline, hits: Sequence[Rule | None], headline: int | None) -> None:
        self.outline, self.blocks, self.hits, self.headline = outline, outline.blocks, hits, headline
        self.said: dict[int, Verdict] = {}
        self._opens_abstract = False
        self._has_kicker = False
        self._summed_up = 0  # where a machine's summary ends
        self._figured = range(0)  # the lines of the last figure
        if headline is not None:
            self.said[headline] = verdicts.HEADLINE
            self._label_kicker(headline)
            self._label_deck(headline)

    def label(self, index: int) -> None:
        """Label the next line."""
        block, hit = self.blocks[index], self.hits[index]
        if block.hidden:
            self.said[index] = verdicts.HIDDEN
        elif not block.text:
            own = verdicts.HEAD_IMAGE if block.image else verdicts.HEAD_VIDEO
            self._figured = figure_of(self.outline, index)
            self.said[index] = own if self._is_near_headline(index) else verdicts.ABOVE_HEADLINE
        elif index in self._figured and (hit is None or hit.label is Label.BYLINE):
            self.said[index] = verdicts.CAPTION_ELEMENT
        elif hit is not None:
            self.said[index] = hit.verdict
            self._opens_abstract = hit.opens is _ABSTRACT
            if self._opens_abstract:
                self._summed_up = end_of_summary(self.outline, self.hits, index, len(self.blocks))
        elif self._repeats_headline(block):
            self.said[index] = verdicts.REPEATED_HEADLINE
            if not self._has_kicker:
                self._label_kicker(index)
        else:
            self.said[index] = self._line_without_rule(index)

    def label_picture_above(self, headline: int, end: int) -> None:
        """The picture or video above the headline that opens the element of both: the article's, where that element ends with it,
        and not the page's own. ``end`` is where the article's container ends."""
        blocks, containers = self.blocks, self.outline.containers
        for index in range(headline - 1, max(-1, headline - NEAR), -1):
            block = blocks[index]
            if block.image is None and block.video is None:
                if block.link_chars or block.hidden:
                    return
                continue
            element = block.container
            while element > 0 and containers.end[element] <= headline:
                element = containers.parent[element]
            is_own = element > 0 and containers.tag[element] not in WHOLE and containers.first[element] == index
            if is_own and containers.end[element] <= end + FAR and not block.hidden:
                self.said.setdefault(index, verdicts.HEAD_IMAGE if block.image else verdicts.HEAD_VIDEO)
            return

    def _is_near_headline(self, index: int) -> bool:
        """Whether a picture may be the article's: one above the headline stands a few blocks above it, with no link between."""
        from cleaners.judgement.top.pictures import is_of_call, is_of_links  # most heads have no picture

        if self.headline is None:
            return True
        if is_of_call(self.outline, self.hits, index, self.headline):
            return False
        if index > self.headline:
            return True
        if self.headline - index > NEAR or is_of_links(self.outline, index, self.headline):
            return False
        return not any(block.link_chars for block in self.blocks[index + 1 : self.headline])

    def _line_without_rule(self, index: int) -> Verdict:
        block = self.blocks[index]
        if self.said.get(index - 1) is verdicts.REPEATED_HEADLINE and is_deck(block):
            return verdicts.DECK
        if are_names(block.text) and self._can_sign(index):
            return verdicts.NAMES
        if self._opens_abstract or index < self._summed_up:
            self._opens_abstract = False
            return verdicts.AFTER_LABEL
        if self.said.get(index - 1) is verdicts.HEAD_IMAGE and is_caption_in_head(self.outline, index, self.headline):
            return verdicts.CAPTION_AFTER_PICTURE
        if self.headline is None or index < self.headline:
            return verdicts.ABOVE_HEADLINE
        if self._can_be_deck(index):
            return verdicts.LINE_UNDER_HEADLINE
        return verdicts.SUMMARY if is_summary(self.outline, block) else verdicts.HEAD_LINE

    def _can_sign(self, index: int) -> bool:
        """Whether a line of names may be the byline. Names in menus and share bars are links, or stand above the headline or in
        a list; in a text without elements, only the line right above the headline may be a byline."""
        block = self.blocks[index]
        is_below = self.headline is not None and index > self.headline
        if self.headline is not None and not is_below and not block.in_element:
            return self.headline - index == 1
        is_listed = block.kind in ("item", "cell") and not is_only_item(self.outline, block)
        return block.link_chars == 0 or (is_below and not is_listed)

    def _repeats_headline(self, block: Block) -> bool:
        return self.headline is not None and key(block.text) == key(self.blocks[self.headline].text)

    def _can_be_deck(self, index: int) -> bool:
        """Whether a line under the headline says something, and no other line is already the deck."""
        above, block = self.said.get(index - 1), self.blocks[index]
        return (
            above is not None
            and above.label in (Label.HEADLINE, Label.DECK)
            and (
                _MIN_DECK <= len(block.text) <= 2 * MAX_HEADLINE
                or is_short_deck(self.outline, self.hits, index, self.headline)
            )
            and block.link_chars == 0
            and any(map(is_han, block.text))
            and says_no_fact(block.text)
            and not any(verdict.label is Label.DECK for number, verdict in self.said.items() if number < index)
        )

    def _label_kicker(self, headline: int) -> None:
        """Label the line above the headline as its kicker: one that ends in a colon (`某局局长某某：`, above a quotation), or
        one that shares a small element with the headline."""
        above = headline - 1
        if above < 0 or self.hits[above] is not None or self.blocks[above].hidden:
            return
        text = self.blocks[above].text
        word_chars = key(text)
        if (
            len(word_chars) < (_MIN_KICKER if not KICKER_END.search(text) else 2)
            or len(text) > _MAX_KICKER
            or self.blocks[above].link_chars
            or word_chars == key(self.blocks[headline].text)
            or all(is_channel(word) or word.isascii() for word in text.split())
            or DECK.match(text) is not None
        ):
            return
        if (
            KICKER_END.search(text)
            or names_series(text)
            or names_kicker(self.outline.containers.names[self.blocks[above].container])
            or (
                may_be_kicker(self.blocks[above], self.blocks[headline])
                and stand_together(self.outline, above, headline)
            )
        ):
            self.said[above] = verdicts.KICKER
            self._has_kicker = True

    def _label_deck(self, headline: int) -> None:
        """Label the line under the headline that opens with a dash as its deck; an account's row may stand between them."""
        for block in self.blocks[headline + 1 : headline + 1 + FAR]:
            is_near = block.number < headline + NEAR
            is_own = self.hits[block.number] is None and not block.hidden
            if is_own and is_deck(block) and (is_near or not ends_sentence(block.text)):
                self.said[block.number] = verdicts.DECK
                return
            if is_prose(block):
                return


def headline_by_place(blocks: Sequence[Block], hits: Sequence[Rule | None], zones: Zones) -> int | None:
    """The headline of a page without a heading or a matching title: one of the short lines at the top that no rule takes. Lines
    right above the facts come first, then those right below them, then the first ones."""
    runs = [run for run in _runs_at_top(blocks, hits, zones) if _titles_of(blocks, run)]
    if len(runs) > 1:  # an account's name above its moment heads no text if another line does
        runs = [run for run in runs if any(_is_no_outlet(blocks[i].text) for i in _titles_of(blocks, run))] or runs
    if len(runs) > 1 and (twice := _said_twice(blocks, runs)) is not None and _text_follows(blocks, twice, zones):
        return twice
    run = next((run for run in runs if run.is_above_facts), next((run for run in runs if run.is_below_facts), None))
    titles = _titles_of(blocks, run if run is not None else runs[0]) if runs else []
    is_above_facts = run is not None and run.is_above_facts
    if not titles or not (
        _text_follows(blocks, titles[-1], zones) or (is_above_facts and _is_told_below(blocks, hits, titles[-1], zones))
    ):
        return None
    others = [i for i in titles if _is_no_outlet(blocks[i].text)]
    others = [i for i in others if not names_series(blocks[i].text)] or others
    others = [i for i in others if not is_said_daily(blocks[i].text.split())] or others
    bold = [i for i in others if blocks[i].bold]
    if len(bold) == 1 and len(titles) <= _MOST_TITLES:
        return bold[0]  # kicker and deck are printed plain
    return _headline_of(blocks, others or titles, is_menu=len(titles) > _MOST_TITLES)


def _said_twice(blocks: Sequence[Block], runs: "Sequence[_Run]") -> int | None:
    """The first line of the only text, as long as a headline, that stands twice above what it heads: once for each kind of
    screen."""
    lines = [index for run in runs for index in _titles_of(blocks, run) if len(blocks[index].text) >= MIN_HEADLINE]
    said = Counter(blocks[index].text for index in lines)
    twice = [index for index in lines if said[blocks[index].text] > 1 and not blocks[index].link_chars]
    texts = {blocks[index].text for index in twice}
    return twice[0] if len(texts) == 1 and not any(map(ends_like_site, texts)) else None


def _is_no_outlet(text: str) -> bool:
    return read_outlet_line(text) is None and not text.endswith(_RELEASES)


#: Endings of a line that states the kind of the text: 某县政府新闻稿.
_RELEASES = ("新闻稿", "新聞稿", "通稿")


def _titles_of(blocks: Sequence[Block], run: "_Run") -> list[int]:
    """The lines of a run that can be the headline: none that ends in a colon, as a kicker or a salutation does, and no sentence
    under a line that is long enough for a headline, which it would explain."""
    lines = [i for i in run.lines if not KICKER_END.search(blocks[i].text)]
    if len(lines) > 1 and blocks[lines[-1]].text.endswith("。") and len(blocks[lines[-2]].text) >= _MIN_KICKER:
        return lines[:-1]
    return lines


def _headline_of(blocks: Sequence[Block], titles: Sequence[int], *, is_menu: bool) -> int:
    """The headline among a few lines: the one above a deck, or the first that is long enough, which excludes names of sites and
    accounts. Among many lines in a row, the last one, since those above it are a menu or a list."""
    above_deck = [i for i in titles if i + 1 < len(blocks) and DECK.match(blocks[i + 1].text)]
    long_enough = [i for i in titles if len(blocks[i].text) >= MIN_HEADLINE]
    if is_menu:
        return (above_deck or titles)[-1]
    return next(iter([*above_deck, *long_enough]), max(reversed(titles), key=lambda i: len(blocks[i].text)))


#: Maximum number of lines of a headline with its kicker, its deck and the names of site and account.
_MOST_TITLES = 4


class _Run(NamedTuple):
    """Consecutive lines that can be headlines, and whether lines of facts about the article follow or precede them."""

    lines: list[int]
    is_above_facts: bool = False
    is_below_facts: bool = False


def _runs_at_top(blocks: Sequence[Block], hits: Sequence[Rule | None], zones: Zones) -> list[_Run]:
    """The runs of lines that can be a headline, up to where the text begins; none above a navigation bar. In a text without links
    the menus stand above the head like lines of it, however many they are."""
    runs: list[_Run] = []
    lines: list[int] = []
    after_facts = False
    tables: set[int] = set()
    has_elements = any(block.in_element and block.link_chars for block in blocks)
    end = min(zones.tail, zones.head + _REACH) if has_elements else zones.tail
    for index in range(zones.head, end):
        block, hit = blocks[index], hits[index]
        if not block.text or block.hidden:
            continue
        if block.cell is not None and block.cell[1] >= 0 and block.cell[0] not in tables:  # no caption
            if is_programme(blocks, index):
                break  # a schedule: what happens on a day is no headline
            tables.add(block.cell[0])
        if hit is not None and hit.label is Label.NAVIGATION:
            if block.text.replace("/", "").isdecimal():
                continue  # a part of a moment in pieces, 11/27, or a place in a row of pictures
            if hit.states is not Fact.ISSUE and any(run.is_above_facts for run in runs):
                break
            runs, lines = [], []  # lines above a navigation bar do not belong to the article
        elif hit is not None:
            is_fact = hit.label in FACT_LABELS or hit.label is Label.CREDIT
            if lines:
                runs.append(_Run(lines, is_fact, after_facts))
                lines = []
            after_facts = after_facts or is_fact
        elif states_facts(block, None):
            if lines:
                runs.append(_Run(lines, True, after_facts))
                lines = []
            after_facts = True
        elif _is_listed_fact(blocks, hits, index):
            continue  # an outlet or a name without a key
        elif _is_above_facts(blocks, hits, index) and is_headline_above_facts(block, hit):
            from cleaners.judgement.top.own_head import is_card  # few sentences stand above facts

            if index and is_card(blocks, index):
                continue  # text under a linked title belongs to another article
            runs.append(_Run([*lines, index], True, after_facts))
            lines = []
            break
        elif len(block.text) > MAX_HEADLINE or (block.kind != "heading" and ends_within(block.text)):
            runs += _bold_above_facts(blocks, hits, range(index, end))
            break
        elif is_channel_bar(block.text):
            runs, lines = [], []
        elif can_be_headline(block, None) and not DECK.match(block.text) and not comes_again(blocks, hits, index):
            lines.append(index)
    return [*runs, _Run(lines, False, after_facts)] if lines else runs


def _is_listed_fact(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line is an item of a list between two that state facts."""
    beside = [number for number in (index - 1, index + 1) if 0 <= number < len(blocks)]
    items = [blocks[number].kind == "item" and states_facts(blocks[number], hits[number]) for number in beside]
    return blocks[index].kind == "item" and len(items) == 2 and all(items)


def _bold_above_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], below: range) -> list[_Run]:
    """The bold line right above the next facts, if only a slogan and no text precedes it."""
    for index in below:
        hit = hits[index]
        if is_prose(blocks[index]):
            return []
        if hit is not None and hit.label in FACT_LABELS:
            above = index - 1
            return [_Run([above], True)] if blocks[above].bold and can_be_headline(blocks[above], hits[above]) else []
    return []


def _is_above_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether the next line with a text states facts about the article, and this one ends like a sentence. Below a picture that
    line says who took it."""
    if not ends_sentence(blocks[index].text):
        return False
    below = next((block for block in blocks[index + 1 : index + 4] if block.text or block.image is not None), None)
    return below is not None and below.image is None and states_facts(below, hits[below.number])


def _text_follows(blocks: Sequence[Block], index: int, zones: Zones) -> bool:
    return any(is_prose(block) for block in blocks[index + 1 : zones.tail])


def _is_told_below(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, zones: Zones) -> bool:
    """Whether short lines follow, up to a credit line, that link nowhere."""
    end = hits[zones.tail] if zones.tail < len(blocks) else None
    if end is None or end.label is not Label.CREDIT:
        return False
    lines = [block for block in blocks[index + 1 : zones.tail] if block.text and hits[block.number] is None]
    return len(lines) >= _MOST_TITLES and not any(block.link_chars for block in lines)
