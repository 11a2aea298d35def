# cython: language_level=3
"""Lines at the edges of a text that belong to the page or the site: its controls and labels, notes, an advertisement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaners.evidence.people.listed import are_names
from cleaners.evidence.sketch import shared_runs
from cleaners.judgement.measures import MANY
from cleaners.judgement.second.explained import speak_of_site
from cleaners.judgement.second.seen import Seen, between, has_between, last_before
from cleaners.judgement.sentences import KICKER_END, ends_sentence, pauses
from cleaners.judgement.verdicts import LINK_LINE
from cleaners.reading.patterns import lazy
from cleaners.rules.house import house_words, names_site, speaks_of_site
from cleaners.values import Label

#: Minimum number of controls, links or legal lines among the page's lines at the end of a text.
MIN_FURNITURE = 2

#: Running text of so many lines has a list below it; a line or two may introduce one.
MIN_TOLD = 3

#: A title right behind a day, whose parts have two digits, so that days are compared as they are printed.
_DATED_TITLE = lazy(r"\W{0,3}(?P<day>20\d\d[-/.][01]\d[-/.][0-3]\d)\s?(?=[“《「]?[^\W\d]\S{4})")

#: Minimum number of consecutive labels, and maximum length of one, in characters.
_FEWEST_LABELS, _MAX_LABEL = 2, 6

#: Kinds of lines that may belong to the page at the edge of a text: items and cells may be the text's own list or table.
_PLAIN = frozenset({"paragraph", "heading"})

#: A hashtag between its two signs, as on microblogs. Inside a text it may be a subhead.
_TOPIC = lazy(r"#[^#]{1,24}#")


def find_edge(seen: Seen) -> list[int]:
    """The page's lines around the text: after the last running text, lines of other columns that are no sentences, with
    controls, links or legal lines among them; lines of a widget's box above the text; and the text's hashtags."""
    if not seen.kept:
        return []
    boxed = _boxed_above(seen) or _labels_above(seen)
    if boxed:
        return boxed
    last = seen.kept[-1]
    rest = between(seen.text, last + 1, len(seen.blocks))
    if len(rest) < MANY:
        topics = [index for index in rest if _TOPIC.fullmatch(seen.blocks[index].text) or _is_said_above(seen, index)]
        return topics if topics == list(rest)[-len(topics) :] else []
    titles = _dated_titles(seen, rest)
    if titles:
        return titles
    if not seen.blocks[last].in_element:
        return _below_controls(seen, rest)
    own = seen.columns.around_lines(seen.kept)
    edge = [index for index in rest if seen.columns.of(index) not in own and seen.blocks[index].kind in _PLAIN]
    if len(edge) < MANY or any(ends_sentence(seen.blocks[index].text) for index in edge):
        return []
    others = [index for index in range(edge[0], edge[-1]) if _is_the_pages(seen, index)]
    return edge if len(others) >= MIN_FURNITURE else []


def _is_said_above(seen: Seen, index: int) -> bool:
    """Whether a plain line behind links is the same as a linked one above the headline: the site's name, in its footer."""
    headline, block = seen.labelled.headline, seen.blocks[index]
    if headline is None or ends_sentence(block.text) or seen.verdicts[index - 1] != LINK_LINE:
        return False
    return any(line.text == block.text and line.link_chars for line in seen.blocks[:headline])


def _dated_titles(seen: Seen, rest: Sequence[int]) -> list[int]:
    """The last lines behind the running text that are titles, each behind a day in numbers, none later than the one above it: a
    list of the site's. A chronicle goes on in time and tells its days in words."""
    titles: list[int] = []
    day = ""
    for index in reversed(rest):
        text = seen.blocks[index].text
        match = _DATED_TITLE.match(text)
        if match is None or match["day"] < day or ends_sentence(text):
            break
        day = match["day"]
        titles.append(index)
    if len(titles) < MANY or len(seen.kept) < MIN_TOLD:
        return []
    above = [index for index in rest if index < titles[-1]]
    return [index for index in above[-1:] if seen.states_fact(index)] + titles[::-1]


def find_repeated(seen: Seen) -> list[int]:
    """The repetition of the text, line by line, in another column, as some pages have it for small screens or printers."""
    texts = [seen.blocks[index].text for index in seen.kept]
    if len(texts) < 2 * MANY or texts[0] not in texts[MANY:]:
        return []
    first = texts.index(texts[0], MANY)
    again = zip(texts, texts[first:], strict=False)
    size = min(first, next((size for size, (one, other) in enumerate(again) if one != other), len(texts) - first))
    if size < MANY or seen.columns.are_same(seen.kept[0], seen.kept[first]):
        return []
    return list(between(seen.text, seen.kept[first], seen.kept[first + size - 1] + 1))


def _below_controls(seen: Seen, rest: Sequence[int]) -> list[int]:
    """In a text without elements, the lines after its last running text that are no sentences and stand below the first of
    several lines of the page. Lines above all of these may be a list of the text."""
    last = min(len(seen.blocks), rest[-1] + 1 + MANY)
    others = [index for index in range(seen.kept[-1] + 1, last) if _is_the_pages(seen, index)]
    if len(others) < MIN_FURNITURE:
        return []
    edge = [index for index in rest if index > others[0]]
    above = [seen.kept[-1], *(index for index in rest if index < others[0])]
    if KICKER_END.search(seen.blocks[above[-1]].text) is not None:
        return []  # a line that announces a list stands above a control inside it
    return edge if len(edge) >= MANY and not any(ends_sentence(seen.blocks[index].text) for index in edge) else []


def _boxed_above(seen: Seen) -> list[int]:
    """The first lines of the text, if they stand in the element of a widget's heading that begins below the headline and ends
    above the rest of the text, which is longer."""
    first = seen.kept[0]
    widget = last_before(seen.widgets, first)
    if widget < seen.top or seen.labelled.headline is None:
        return []
    box, holds = seen.columns.of(widget), seen.columns.holds
    if not holds(box, first) or holds(box, seen.labelled.headline):
        return []
    lines = [index for index in seen.kept if holds(box, index)]
    if seen.size(lines) * 2 >= seen.kept_size:
        return []
    return [index for index in seen.text if holds(box, index)]


def _labels_above(seen: Seen) -> list[int]:
    """The lines between the head's facts and the running text that are topics of the article: short, of one look, in their own
    elements with a descriptive class, and no part of a sentence."""
    first, headline, containers = seen.kept[0], seen.labelled.headline, seen.outline.containers
    above = between(seen.text, seen.top, first)
    if headline is None or len(above) < _FEWEST_LABELS or not has_between(seen.facts, seen.top, above[0]):
        return []
    if above[-1] - above[0] >= len(above) or seen.columns.holds(seen.columns.of(above[0]), first):
        return []
    looks = {containers.look(seen.blocks[index].container) for index in above}
    is_classed = bool(containers.names[seen.blocks[above[0]].container])
    texts = [seen.blocks[index].text for index in above]
    are_labels = all(len(text) <= _MAX_LABEL and not pauses(text) and not KICKER_END.search(text) for text in texts)
    return list(above) if len(looks) == 1 and is_classed and are_labels else []


def _is_the_pages(seen: Seen, index: int) -> bool:
    verdict = seen.verdicts[index]
    return verdict == LINK_LINE or verdict.label in (
        Label.SHARE,
        Label.NAVIGATION,
        Label.LEGAL,
        Label.FOOTER,
        Label.PROMO,
    )


def find_notes(seen: Seen) -> list[int]:
    """Lines of the text in which the site speaks of itself: a box at an edge of the text, in another column than most of it, or
    the whole text if there is other running text."""
    if seen.labelled.headline is None or not seen.kept:
        return []
    kept, columns = seen.kept, seen.columns
    if columns.are_same(kept[0], kept[-1]):
        if _is_tip(seen):
            return [seen.kept[0]]
        is_note = seen.loose and speaks_of_site(seen.blocks[kept[0]].text) and speak_of_site(seen, kept)
        return list(seen.text) if is_note else _last_notes(seen)
    boxes = seen.boxes(kept)
    card = _authors_card(seen, boxes)
    if card:
        return card
    edges = [boxes[columns.of(kept[0])], boxes[columns.of(kept[-1])]]
    if not any(speak_of_site(seen, lines) for lines in edges):
        return []
    main = max([lines for lines in boxes.values() if not speak_of_site(seen, lines)], key=seen.size, default=None)
    if main is None:
        return list(seen.text) if seen.loose else []
    found = [column for column, lines in boxes.items() if _is_note(seen, lines, main)]
    return [index for index in seen.text if seen.columns.of(index) in found]


def _last_notes(seen: Seen) -> list[int]:
    """The last lines of a column in which the site speaks of itself by name, below text in which it does not."""
    kept, blocks = seen.kept, seen.blocks
    first = len(kept)
    while first and names_site(blocks[kept[first - 1]].text):
        first -= 1
    if first == len(kept) or not first or any(names_site(blocks[index].text) for index in kept[:first]):
        return []
    return [index for index in seen.text if index >= kept[first]]


def _authors_card(seen: Seen, boxes: Mapping[int, Sequence[int]]) -> list[int]:
    """The last box of a text if it is an author's card: a portrait, a name right under it, and a description."""
    lines = boxes[seen.columns.of(seen.kept[-1])]
    first = seen.outline.containers.first[seen.columns.of(lines[-1])]
    if lines[-1] != seen.kept[-1] or lines[0] == seen.kept[0] or lines[0] - first != 2:
        return []
    portrait, name = seen.blocks[first], seen.blocks[first + 1]
    is_card = portrait.image is not None and not portrait.text and are_names(name.text)
    look, box = seen.outline.containers.look, seen.columns.of(lines[-1])
    if is_card and any(column != box and look(column) == look(box) for column in boxes):
        return []  # in a talk, a speaker's portrait stands beside each turn
    return [index for index in seen.text if index > first] if is_card else []


def _is_note(seen: Seen, lines: Sequence[int], main: Sequence[int]) -> bool:
    """Whether the site speaks of itself in a box above or below the text: a shorter one, or one that has no word of the headline,
    as the text does."""
    is_edge = lines[-1] < main[0] or lines[0] > main[-1]
    if not is_edge or not speak_of_site(seen, lines):
        return False
    return seen.size(lines) < seen.size(main) or (_says_headline(seen, main) and not _says_headline(seen, lines))


def _says_headline(seen: Seen, lines: Sequence[int]) -> bool:
    """Whether words of the headline stand in some lines."""
    headline = seen.labelled.headline
    text = "\n".join([seen.blocks[index].text for index in lines])
    return headline is not None and shared_runs(seen.blocks[headline].text, text)[1] > 0


def _is_tip(seen: Seen) -> bool:
    """Whether the text opens with an advertisement: a line that looks unlike the next paragraph of its column, with a link and
    a word of the house, and with an end before that paragraph."""
    first = seen.kept[0]
    if not seen.blocks[first].link_chars:
        return False
    column = seen.columns.of(first)
    below = next((index for index in seen.prose if index > first and seen.columns.of(index) == column), None)
    if below is None or not has_between(seen.ends, first, below):
        return False
    containers, blocks = seen.outline.containers, seen.blocks
    is_unlike = containers.look(blocks[first].container) != containers.look(blocks[below].container)
    return is_unlike and house_words(blocks[first].text) > 0
