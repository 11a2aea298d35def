"""Texts of short lines: verse, clauses, names, sentences of a few words. They have no running text that would distinguish them
from a page of links; their head and their column do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.evidence.tables import cells_of, is_data
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.measures import LINES, MIN_BRIEF, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import ends_sentence, pauses
from cleaners.reading.han import HAN, is_han, number_of
from cleaners.reading.outline import Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.rules.things.headlines import OF_DATA
from cleaners.values import Block, Label

#: Minimum number of lines under a full head, or of sentences under a headline that the page's title names, in a text of short
#: lines; minimum of their characters.
MIN_LINES, MIN_CHARS = 4, 40

#: Minimum number of characters of verse with two signs of an article around it.
MIN_VERSE_CHARS = 24

#: Number of signs of an article around lines: the page's title, facts above them, a credit line below.
ALL = 3

#: Minimum number of sentences in one column, none of them a link, in a text that needs no head; minimum of their characters.
MIN_SENTENCES, MIN_TOLD = 3, 80

#: Minimum number of lines of verse that end with a comma; maximum number of lines without a mark at their end: title, poet,
#: day.
_MIN_COMMAS, _MAX_UNMARKED = 2, 3

#: Minimum number of couplets of classical verse, and of lines of free verse; maximum mean length of those, in characters.
_MIN_COUPLETS, _MIN_FREE, _MOST_FREE = 4, 6, 10
_COUPLET = lazy(rf"([{HAN}]{{4,9}})[，,]([{HAN}]{{4,9}})[。！？；!?;.]")
_SUNG = lazy(rf"[{HAN}，。！？、；…—“”《》 　]+")
_HELD = frozenset("的了着在我你他她它是不没把被和与又还就都会能说像怕也")

#: How a headline says that a list is published; how the line above one says that it follows.
_PUBLISHED = lazy(r"名单|公布|公示|揭晓|出炉|一览|名錄|名單|公佈|入选|入围|获奖|安排")
_FOLLOWS = lazy(r"以下|下列|如下")

#: The number in front of a line.
_NUMBERED = lazy(r"[(（【\[]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）】\].．、:：]\s?")

#: Minimum number of rows of a published list, including its head; minimum length of the line that announces one, in characters:
#: the heading of a table is shorter.
_MIN_ROWS, _MIN_ANNOUNCED = 3, 10

#: Elements of lines, and of lists amid a text.
_LISTS = LINES | frozenset(("ul", "ol", "dl"))

#: A label and its value.
_PAIR = 2

#: Maximum length of a label, and of its value after a colon, in characters: rows of a card, a form, a product's particulars.
MAX_KEY, MAX_VALUE = 8, 24


def is_set_in_lines(amounts: Amounts) -> bool:
    """Whether the text is lines of one column that are verse, or have two of four signs of an article around them: a headline
    that the page's title names, a headline that says that they are published, a fact about the article above them, a credit
    line below. None may be a link or a picture's caption, and neither particulars nor titles that only a script links, unless
    a credit line follows."""
    is_signed = amounts.is_signed
    lines = _lines(amounts)
    speaking = amounts.is_titled + amounts.has_head + is_signed
    is_verse = _is_verse(lines) or (amounts.is_titled and is_free_verse(lines))
    if speaking + 2 * is_verse + _is_published_list(amounts, lines) < 2:
        return False
    least = MIN_VERSE_CHARS if is_verse and speaking > 1 else MIN_CHARS
    if len(lines) < MIN_LINES or sum(len(line.text) for line in lines) < least:
        return False
    containers = amounts.outline.containers
    may_be_names = speaking == ALL  # a list of winners, under a full head and above a credit line
    others = sum(
        (not may_be_names and is_particular(line.text)) or (not is_signed and _is_title(containers, line))
        for line in lines
    )
    if any(line.link_chars for line in lines) or 2 * others > len(lines):
        return False
    first, end = lines[0].number, lines[-1].number
    pictures = sum(block.image is not None for block in amounts.outline.blocks[first:end])
    return 2 * pictures < len(lines) and 4 * _in_one_column(containers, lines) >= 3 * len(lines)


def _is_verse(lines: Sequence[Block]) -> bool:
    """Whether lines end with marks, some with a comma, or are couplets, unlike a menu, table or list. The poet's name and a
    day, or titles of poems, may stand among them."""
    couplets = sum([_is_couplet(line.text) for line in lines])
    if couplets >= _MIN_COUPLETS and len(lines) <= 2 * couplets:
        return True
    if sum([line.text[-1] == "，" for line in lines]) < _MIN_COMMAS:
        return False
    return sum([not pauses(line.text) for line in lines]) <= _MAX_UNMARKED


def _is_couplet(text: str) -> bool:
    """Whether a line is two halves of one length, as old verse is."""
    match = _COUPLET.fullmatch(text)
    return match is not None and len(match[1]) == len(match[2])


def is_free_verse(lines: Sequence[Block]) -> bool:
    """Whether lines are shorter than titles are, made of words alone, and parts of sentences: names, labels and slogans have
    hardly any of the words that hold a sentence together."""
    if len(lines) < _MIN_FREE or sum([len(line.text) for line in lines]) > _MOST_FREE * len(lines):
        return False
    if not all(_SUNG.fullmatch(line.text) for line in lines):
        return False
    return 2 * sum([not _HELD.isdisjoint(line.text) for line in lines]) >= len(lines)


def _is_published_list(amounts: Amounts, lines: Sequence[Block]) -> bool:
    """Whether the headline of a story's length says of the lines that they are published, or they are counted from one."""
    if not amounts.is_titled or headline_size(amounts.headline) < MIN_HEADLINE:
        return False
    return _PUBLISHED.search(amounts.headline) is not None or _are_counted(lines)


def _are_counted(lines: Sequence[Block]) -> bool:
    """Whether the lines are counted from one, all but one of them."""
    count = 0
    for line in lines:
        match = _NUMBERED.match(line.text)
        count += match is not None and match[1][0] != "0" and number_of(match[1]) == count + 1
    return count + 1 >= len(lines)


def is_set_in_table(amounts: Amounts) -> bool:
    """Whether the text is a published list: the rows of one table of data, under a fact about an article and a headline of a
    story's length that the page's title names. Its cells are words. Figures belong to a page for looking up data, unless a
    credit line follows, or the publishing office with a day."""
    if not amounts.has_full_head:
        return False
    is_signed = amounts.is_signed or _is_closed_by_office(amounts)
    if OF_DATA.search(amounts.headline) is not None and not is_signed:
        return False
    lines = _lines(amounts)
    rows = {line.cell[:2] if line.cell is not None else None for line in lines}
    if None in rows or len(rows) < _MIN_ROWS or len({row[0] for row in rows if row is not None}) > 1:
        return False
    cells = cells_of(lines)
    words = sum(map(is_han, "".join([line.text for line in lines])))
    return (is_signed or 2 * words >= amounts.text) and all(
        is_data(own, amounts.outline.blocks) for own in cells.values()
    )


def _is_closed_by_office(amounts: Amounts) -> bool:
    """Whether the article's source is repeated below the last line, with a day below that."""
    blocks, text = amounts.outline.blocks, amounts.labelled.text
    below = (
        [block for block in blocks[text[-1] + 1 : text[-1] + 1 + NEAR] if block.text and not block.hidden][:2]
        if text
        else []
    )
    if len(below) < 2 or amounts.labelled.verdicts[below[1].number].label is not Label.DATE:
        return False
    return any(below[0].text in blocks[place].text for place in amounts.labelled.places_of(Label.SOURCE))


def is_brief(amounts: Amounts) -> bool:
    """Whether the text consists of sentences, however short, that together are long enough for one, with two of the three signs
    of an article around them (see `is_set_in_lines`)."""
    if amounts.is_titled + amounts.has_head + amounts.is_signed < 2:
        return False
    return sum(len(line.text) for line in _lines(amounts) if ends_sentence(line.text)) >= MIN_BRIEF


def is_introduced(amounts: Amounts) -> bool:
    """Whether the text is a line that announces others (`以下线路有调整：`) with those below it, under a headline of a story's
    length that the page's title names. None is a link; all stand in one column or in a list inside it. An announcing line that
    says that they follow needs no fact about the article; with such a fact they may be the cells of a table."""
    if not amounts.is_titled or headline_size(amounts.headline) < MIN_HEADLINE:
        return False
    lines = _lines(amounts)
    first = next((at for at, line in enumerate(lines) if _announces(line.text)), len(lines))
    told = lines[first + 1 :]
    says_so = first < len(lines) and _FOLLOWS.search(lines[first].text) is not None
    if not (amounts.has_head or says_so):
        return False
    if len(told) < _MIN_ROWS or sum(len(line.text) for line in lines) < MIN_CHARS:
        return False
    if any(line.link_chars for line in lines) or first > 1:
        return False
    if amounts.has_head and says_so:
        between = amounts.outline.blocks[told[0].number : told[-1].number]
        return all(not block.link_chars and (block.hidden or block.image is None) for block in between)
    return 4 * _in_one_column(amounts.outline.containers, told, _LISTS) >= 3 * len(told)


def _announces(text: str) -> bool:
    return len(text) >= _MIN_ANNOUNCED and text[-1] in "：:"


def is_told_in_sentences(amounts: Amounts) -> bool:
    """Whether the text is consecutive sentences of one column, most of them running text, with no other line in between.
    Summaries of a list each stand under a title, and a channel's description has one or two sentences."""
    lines = [line for line in _lines(amounts) if ends_sentence(line.text)]
    fewest, least = (MIN_LINES, MIN_CHARS) if amounts.is_titled else (MIN_SENTENCES, MIN_TOLD)
    if len(lines) < fewest or sum(len(line.text) for line in lines) < least:
        return False
    if any(line.link_chars * 2 > len(line.text) for line in lines):
        return False
    if not amounts.is_titled and 2 * sum(map(is_prose, lines)) < len(lines):
        return False
    between = amounts.outline.blocks[lines[0].number : lines[-1].number + 1]
    shown = sum(bool(block.text) and not block.hidden for block in between)
    return shown == len(lines) and _in_one_column(amounts.outline.containers, lines) == len(lines)


def _lines(amounts: Amounts) -> list[Block]:
    blocks = amounts.outline.blocks
    return [blocks[index] for index in amounts.labelled.places_of(Label.BODY, Label.SUBHEAD)]


def is_particular(text: str) -> bool:
    """Whether a line is a label and its value: an hour that it opens with is no label."""
    colons = (at for at in range(1, min(MAX_KEY + 1, len(text))) if text[at] in "：:")
    return any(0 < len(text) - at - 1 <= MAX_VALUE and any(map(str.isalpha, text[:at])) for at in colons)


def particulars(outline: Outline, lines: Sequence[Block]) -> int:
    """How many labels with their values some lines are."""
    return len(labels_in(outline, lines))


def labels_in(outline: Outline, lines: Sequence[Block]) -> list[str]:
    """The labels that have a value: in one line, with an element for each or without, in an element of two lines, in a list of
    definitions."""
    return [label for block in lines if (label := _label(outline, block))]


def _label(outline: Outline, block: Block) -> str:
    """What a line labels; empty where it is no label, or its value is missing."""
    containers, blocks, text = outline.containers, outline.blocks, block.text
    if block.in_element == "th" and len(text) <= MAX_KEY and block.number + 1 < len(blocks):
        return text if blocks[block.number + 1].in_element == "td" else ""
    pieces = outline.pieces.get(block.number, ())
    if _is_pair(pieces):
        return pieces[0]
    if is_particular(text):
        return text[: min(at for at in range(1, len(text)) if text[at] in "：:")]
    row = containers.parent[block.container] if block.container > 0 else 0
    is_row = row > 0 and containers.first[row] == block.number and containers.end[row] - block.number == _PAIR
    if is_row and is_prose(blocks[block.number + 1]):
        return ""  # who wrote or said it
    return text if block.in_element == "dt" or (is_row and len(text) <= MAX_KEY) else ""


def _is_pair(pieces: Sequence[str]) -> bool:
    """Whether the elements of a line are a label and its value."""
    if len(pieces) != _PAIR or not pieces[0].strip("：:").isalpha():
        return False
    return len(pieces[0]) <= MAX_KEY and len(pieces[1]) <= MAX_VALUE


def _is_title(containers: Containers, block: Block) -> bool:
    """Whether a line looks like a title: by its length, with its own element, without a number or a gap, and without a mark at
    its end."""
    text, own = block.text, block.container
    if containers.tag[own] == "p" or containers.end[own] - containers.first[own] > 1:
        return False
    if len(text) < MIN_HEADLINE or text[0].isdigit() or "　" in text or _NUMBERED.match(text) is not None:
        return False
    return not (pauses(text) or ends_sentence(text))


def _in_one_column(containers: Containers, lines: Sequence[Block], tags: frozenset[str] = LINES) -> int:
    """The number of lines in the column that contains most of them. Elements with these ``tags`` are no columns."""
    return max(Counter(containers.column(line.container, tags) for line in lines).values())
