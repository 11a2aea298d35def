"""Labels for the head of an article: headline, kicker, deck, and the lines of facts below them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.dates import read_date, read_short_date
from cleaners.evidence.measures import is_prose, key
from cleaners.evidence.people import are_names
from cleaners.judgement.container import Place
from cleaners.judgement.outside import HIDDEN
from cleaners.judgement.zones import (
    DECK,
    FULL_STOP,
    KICKER_END,
    MAX_HEADLINE,
    MIN_HEADLINE,
    Zones,
    can_be_headline,
    comes_again,
)
from cleaners.reading.outline import Outline
from cleaners.rules import Opens, Rule
from cleaners.rules.navigation import is_channel_bar
from cleaners.values import Block, Label, Verdict


def label_head(
    outline: Outline, hits: Sequence[Rule | None], place: Place, zones: Zones, verdicts: list[Verdict | None]
) -> int | None:
    """Label what stands between the head's border and the body's, into ``verdicts``; gives the number of the headline."""
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
            verdicts[index] = HIDDEN
        elif not block.text:
            verdicts[index] = Verdict(Label.IMAGE if block.image else Label.VIDEO, "head.picture")
        elif hit is not None:
            verdicts[index] = hit.verdict
            abstract = hit.opens is Opens.ABSTRACT
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
    return repeated and DECK.match(blocks[index].text) is not None and len(blocks[index].text) <= MAX_HEADLINE


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
        elif len(block.text) > MAX_HEADLINE or (FULL_STOP.search(block.text) and block.kind != "heading"):
            break
        elif is_channel_bar(block.text):
            candidates = []
        elif can_be_headline(block, None) and not DECK.match(block.text) and not comes_again(blocks, index):
            candidates.append(index)
    titles = [i for i in candidates if not KICKER_END.search(blocks[i].text)]
    if not titles or not _text_follows(blocks, titles[-1], zones):
        return None
    above_deck = [i for i in titles if i + 1 < len(blocks) and DECK.match(blocks[i + 1].text)]
    long_enough = [i for i in titles if len(blocks[i].text) >= MIN_HEADLINE]
    return next(iter([*above_deck, *long_enough]), max(titles, key=lambda i: len(blocks[i].text)))


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
    if KICKER_END.search(text) or (7 <= len(text) <= 30 and _stand_together(outline, above, headline)):
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
        if text and DECK.match(text) and len(text) <= MAX_HEADLINE and not blocks[index].hidden:
            verdicts[index] = Verdict(Label.DECK, "head.deck")
            return
