"""The headline of a page that nothing names: by the place of its line above the text."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.outlets import ends_like_site, read_outlet_line
from cleaners.evidence.prose import is_prose
from cleaners.evidence.tables import is_programme
from cleaners.evidence.titles import key, pairs_of
from cleaners.judgement.caption_lines import names_sure_photographer
from cleaners.judgement.measures import MAX_HEADLINE, MIN_HEADLINE
from cleaners.judgement.sentences import KICKER_END, ends_sentence, ends_within, shares_words
from cleaners.judgement.top.decks import DECK
from cleaners.judgement.top.head_lines import can_be_headline, comes_again, is_headline_above_facts
from cleaners.judgement.top.headline import is_house_with_channels
from cleaners.judgement.top.kickers import MIN_KICKER, is_said_daily, names_series
from cleaners.judgement.zones import FACT_LABELS, Zones, states_facts
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Fact, Rule
from cleaners.rules.navigation import is_channel_bar
from cleaners.values import Block, Label

#: Maximum distance from the head's border down to a headline by place, in blocks, on a page with links.
_REACH = 30


def headline_by_place(
    blocks: Sequence[Block], hits: Sequence[Rule | None], zones: Zones, title: str = ""
) -> int | None:
    """The headline of a page without a heading or a matching title: one of the short lines at the top that no rule takes. Lines
    right above the facts come first, then those right below them, then the first ones. ``title`` is what the page's head says
    of the article and no line shows: a line that is not above the facts must not say something else."""
    runs = [run for run in _runs_at_top(blocks, hits, zones) if _titles_of(blocks, run)]
    if len(runs) > 1:  # an account's name above its moment heads no text if another line does
        runs = [run for run in runs if any(_is_no_outlet(blocks[i].text) for i in _titles_of(blocks, run))] or runs
    if len(runs) > 1 and (twice := _said_twice(blocks, runs)) is not None and _text_follows(blocks, twice, zones):
        return twice
    run = next((run for run in runs if run.is_above_facts), next((run for run in runs if run.is_below_facts), None))
    if run is None and runs:
        run = next((run for run in runs if not _is_of_names(blocks, run)), runs[0])
    titles = _titles_of(blocks, run) if run is not None else []
    is_above_facts = run is not None and run.is_above_facts
    if not titles or not (
        _text_follows(blocks, titles[-1], zones) or (is_above_facts and _is_told_below(blocks, hits, titles[-1], zones))
    ):
        return None
    if title and not is_above_facts and _tells_of_text(title, blocks, zones):
        titles = [i for i in titles if _says_the_same(blocks[i].text, title)]
        if not titles:
            return None
    if all(map(_DISPATCH.match, (blocks[i].text for i in titles))):
        return None
    others = [i for i in titles if _is_no_outlet(blocks[i].text) and _DISPATCH.match(blocks[i].text) is None]
    others = [i for i in others if not names_sure_photographer(blocks[i].text)] or others
    others = [i for i in others if not names_series(blocks[i].text)] or others
    others = [i for i in others if not is_said_daily(blocks[i].text.split())] or others
    others = [i for i in others if not _names_page(blocks[i].text)] or others
    bold = [i for i in others if blocks[i].bold]
    if len(bold) == 1 and len(titles) <= _MOST_TITLES:
        return bold[0]  # kicker and deck are printed plain
    others, is_menu = others or titles, len(titles) > _MOST_TITLES
    if is_menu and not is_above_facts:  # names of channels may stand below the headline, too
        others = [i for i in others if len(blocks[i].text) >= MIN_HEADLINE] or others
    found = _headline_of(blocks, others, is_menu=is_menu)
    return found if any(block.in_element for block in blocks) else _of_text(blocks, others, found, zones)


def _of_text(blocks: Sequence[Block], titles: Sequence[int], found: int, zones: Zones) -> int:
    """The headline of a text without elements: its line, or a shorter one right above that if only this shares words with the
    text. With elements, other signs show which of two is the headline."""
    above = found - 1
    if above not in titles or len(blocks[above].text) < _SHORTEST or ends_sentence(blocks[above].text):
        return found
    told = "\n".join([block.text for block in blocks[found + 1 : zones.tail] if is_prose(block)][:_OPENING])
    is_other = shares_words(blocks[above].text, told) and not shares_words(blocks[found].text, told)
    return above if is_other else found


#: Paragraphs of a text that are compared with its headline, and characters of the shortest one.
_OPENING, _SHORTEST = 3, 6


#: Share of a title's pairs of characters that the text has, so that it is the text's title, and share of the shorter one's that
#: a line and a title have in common, so that one is a version of the other.
_OF_TITLE, _SAME = 0.4, 0.5


def _tells_of_text(title: str, blocks: Sequence[Block], zones: Zones) -> bool:
    """Whether a title as long as a headline has words of the running text."""
    own = pairs_of(key(title))
    if len(own) < MIN_HEADLINE - 1:
        return False
    told = "".join([block.text for block in blocks[zones.head : zones.tail] if is_prose(block)])
    return sum(pair in told for pair in own) >= _OF_TITLE * len(own)


def _says_the_same(line: str, title: str) -> bool:
    one, other = pairs_of(key(line)), pairs_of(key(title))
    return len(one & other) >= _SAME * min(len(one), len(other))


def _is_of_names(blocks: Sequence[Block], run: "_Run") -> bool:
    """Whether a run is a menu: many lines, none as long as a headline."""
    return len(run.lines) > _MOST_TITLES and all(len(blocks[i].text) < MIN_HEADLINE for i in run.lines)


def _names_page(text: str) -> bool:
    """Whether a line is the page's title rather than the text's: the house and its channel, or one word of a tool's."""
    if text.isascii():
        return text.isalpha()
    return "_" in text and is_house_with_channels(text)


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


#: How a dispatch opens, whose title may follow in the same line.
_DISPATCH = lazy(rf"(?:新华社|中新社)[{HAN}]{{0,8}}\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日\s?[电讯]")

#: Endings of a line that states the kind of the text: 某县政府新闻稿.
_RELEASES = ("新闻稿", "新聞稿", "通稿")


def _titles_of(blocks: Sequence[Block], run: "_Run") -> list[int]:
    """The lines of a run that can be the headline: none that ends in a colon, as a kicker or a salutation does, and no sentence
    under a line that is long enough for a headline, which it would explain."""
    lines = [i for i in run.lines if not KICKER_END.search(blocks[i].text)]
    if len(lines) > 1 and blocks[lines[-1]].text.endswith("。") and len(blocks[lines[-2]].text) >= MIN_KICKER:
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
    has_links = any(block.in_element and block.link_chars for block in blocks)
    end = min(zones.tail, zones.head + _REACH) if has_links else zones.tail
    for index in range(zones.head, end):
        block, hit = blocks[index], hits[index]
        if not block.text or block.hidden or (block.cell is not None and not block.in_element):
            continue  # a text without elements has tables of data alone
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
        elif not lines and not runs and _is_exclaimed(blocks, index):
            lines.append(index)
        elif len(block.text) > MAX_HEADLINE or (block.kind != "heading" and ends_within(block.text)):
            runs += _bold_above_facts(blocks, hits, range(index, end))
            break
        elif is_channel_bar(block.text):
            runs, lines = [], []
        elif can_be_headline(block, None) and not DECK.match(block.text) and not comes_again(blocks, hits, index):
            lines.append(index)
    return [*runs, _Run(lines, False, after_facts)] if lines else runs


def _is_exclaimed(blocks: Sequence[Block], index: int) -> bool:
    """Whether the first line of a text without elements is short, ends in an exclamation and says nothing by a comma or a full
    stop, and running text follows: titles of accounts exclaim."""
    text = blocks[index].text
    if blocks[index].in_element or text[-1:] not in _EXCLAIMS or not MIN_HEADLINE <= len(text) <= _LONGEST_EXCLAIMED:
        return False
    if any(mark in text for mark in _TOLD) or any(block.text and not block.hidden for block in blocks[:index]):
        return False
    return index + 1 < len(blocks) and is_prose(blocks[index + 1])


_EXCLAIMS, _TOLD, _LONGEST_EXCLAIMED = ("！", "!"), "，,。“”", 32


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
