"""Labels for the head of an article: headline, kicker, deck, and the lines of facts below them."""

from collections.abc import Sequence

from cleaners.evidence.element_names import names_kicker
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.judgement import verdicts
from cleaners.judgement.around_pictures import figure_of
from cleaners.judgement.entries import end_of_summary
from cleaners.judgement.measures import FAR, MAX_HEADLINE, NEAR, WHOLE
from cleaners.judgement.sentences import KICKER_END, ends_sentence
from cleaners.judgement.top.decks import DECK, is_deck, is_short_deck, is_summary
from cleaners.judgement.top.head_lines import is_only_item, says_no_fact
from cleaners.judgement.top.kickers import MIN_KICKER, may_be_kicker, names_series, stand_together
from cleaners.judgement.zones import Zones
from cleaners.reading.han import is_han
from cleaners.reading.outline import Outline
from cleaners.rules import Opens, Rule
from cleaners.rules.navigation import is_channel
from cleaners.values import Block, Label, Verdict

#: Maximum length of a kicker, in characters.
_MAX_KICKER = 50

#: Minimum length of a deck without a dash, in characters.
_MIN_DECK = 13


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
            elif block.image is not None:
                self._label_captioned_above(index, headline)
            return

    def _label_captioned_above(self, picture: int, headline: int) -> None:
        """The picture in a box right above the headline that holds nothing else but the line with its maker."""
        from cleaners.judgement.caption_lines import is_credited

        below, box = picture + 1, self.blocks[picture].container
        containers, blocks = self.outline.containers, self.blocks
        if box <= 0 or below != headline - 1 or blocks[below].hidden or blocks[below].link_chars:
            return
        while containers.end[box] <= below:
            box = containers.parent[box]
        if containers.first[box] == picture and containers.end[box] == headline and is_credited(blocks[below].text):
            self.said[picture] = verdicts.HEAD_IMAGE
            self.said[below] = verdicts.CAPTION_CREDITED

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
        if self.said.get(index - 1) is verdicts.HEAD_IMAGE and self._is_caption(index):
            return verdicts.CAPTION_AFTER_PICTURE
        if self.headline is None or index < self.headline:
            return verdicts.ABOVE_HEADLINE
        if self._can_be_deck(index):
            return verdicts.LINE_UNDER_HEADLINE
        return verdicts.SUMMARY if is_summary(self.outline, block) else verdicts.HEAD_LINE

    def _is_caption(self, index: int) -> bool:
        from cleaners.judgement.top.pictures import is_caption_in_head  # most heads have no picture

        return is_caption_in_head(self.outline, index, self.headline)

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
            len(word_chars) < (MIN_KICKER if not KICKER_END.search(text) else 2)
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
