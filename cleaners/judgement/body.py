"""Labels for the lines between an article's head and its tail: text, subheads, pictures, and what interrupts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaners.evidence.people.pairs import is_side_pair
from cleaners.evidence.prose import is_prose, is_sentence
from cleaners.evidence.titles import key
from cleaners.judgement.container import stands_amid
from cleaners.judgement.entries import has_moment_beside, is_link_line
from cleaners.judgement.measures import LINES, NEAR, WHOLE
from cleaners.judgement.runs import lines_with
from cleaners.judgement.sentences import KICKER_END, ends_sentence
from cleaners.judgement.verdicts import (
    BODY,
    BODY_IMAGE,
    BODY_VIDEO,
    CREDIT_BESIDE,
    ENTRY_PICTURE,
    HIDDEN,
    INSIDE_WIDGET,
    LINK_HEADING,
    LINK_LINE,
    MORE_PICTURES,
    REPEATED,
    SHARE_TARGET,
    SUBHEAD,
)
from cleaners.judgement.zones import Zones
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Fact, Opens, Rule, Where
from cleaners.values import TEXT_LABELS, Block, Label, Verdict

# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_CREDIT = Label.CREDIT
_RECOMMENDATION = Label.RECOMMENDATION
_OTHER = Label.OTHER
_WIDGET = Effect.WIDGET
_SECTION = Fact.SECTION
_CAPTION = Opens.CAPTION
_IN_HEAD = Where.HEAD

#: Last characters of a sentence or of a part of one.
_FINAL = frozenset("。！？；…：，、!?;:,.”」』）)")
#: A line with the number of pictures in a gallery that are not shown. In a cell of a table, such a number may be data.
_MORE = lazy(r"\+\s?\d{1,3}")
#: Minimum number of links below a text's last line, printed as a heading, that make it their heading.
MIN_BELOW = 2
#: Maximum length of a site's name below a line that says to share a text, in characters.
MAX_TARGET = 12
#: Maximum number of blocks of a card: a picture, its title, an outlet, a moment, a count.
MAX_CARD = 5


#: Minimum number of times of day by which a text recounts a day, and the hours of the first and the last one.
_MIN_HOURS, _FIRST_HOUR, _LAST_HOUR = 2, 5, 23
#: Minimum number if the newest comes first.
_MIN_LIVE = 3


def label_body(
    outline: Outline,
    hits: Sequence[Rule | None],
    zones: Zones,
    given: Sequence[Verdict | None],
    repeated: Mapping[str, Label],
) -> dict[int, Verdict]:
    """The labels of the lines from the beginning of the body to the tail, by number. ``given`` are the head's verdicts: a line
    that has one keeps it. ``repeated`` are the `repeated_keys` of the head."""
    blocks = outline.blocks
    said: dict[int, Verdict] = {}
    widget: int | None = None
    is_amid = False
    top = zones.body + 4
    by_clock = False
    hours = _hours(blocks, hits, zones)
    for index in range(zones.body, zones.tail):
        if widget is not None and (
            not _inside(outline, index, widget) or (is_amid and ends_sentence(blocks[index].text))
        ):
            widget = None
        if given[index] is not None:
            continue
        block, hit = blocks[index], hits[index]
        if block.hidden:
            said[index] = HIDDEN
        elif not block.text:
            said[index] = BODY_IMAGE if block.image else BODY_VIDEO
        elif index < top and repeated and (label := repeated.get(key(block.text))) is not None:
            said[index] = REPEATED[label]
        elif (
            hit is not None
            and hit.where is not _IN_HEAD
            and not (index in hours or _is_clock(blocks, index, hit, by_clock))
        ):
            said[index] = hit.verdict
            if hit.effect is _WIDGET:
                widget = _widget_of(outline, index, zones)
                is_amid = stands_amid(blocks, hits, index, zones.end)
            elif hit.states is _SECTION and not block.in_element:
                widget = None  # in a text without elements, the breadcrumb ends the menus above it
        elif widget is not None:
            said[index] = INSIDE_WIDGET
        elif block.link_chars and is_link_line(blocks, index):
            said[index] = LINK_LINE
        elif block.text[0] == "+" and block.kind != "cell" and _MORE.fullmatch(block.text):
            said[index] = MORE_PICTURES
        else:
            said[index] = SUBHEAD if _is_subhead(block) else BODY
            by_clock = by_clock or (hit is not None and hit.opens is _CAPTION)
    return said


def label_share_targets(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The names of other sites after the last line of a text, under the words for sharing it there."""
    found: list[int] = []
    for index in range(zones.tail - 1, zones.body, -1):
        verdict, text = given[index], outline.blocks[index].text
        if verdict is None or not text:
            continue
        if verdict.label is Label.SHARE:
            if KICKER_END.search(text):
                return dict.fromkeys(found, SHARE_TARGET)
            continue  # a name that a rule knows
        if verdict.label not in TEXT_LABELS or len(text) > MAX_TARGET or text[-1] in _FINAL:
            break
        found.append(index)
    return {}


def label_last_heading(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The last line of the text, if it is printed as a heading and several links follow, or it opens the box of what follows: it
    is the heading of that."""
    links = 0
    for index in range(zones.tail - 1, zones.body, -1):
        verdict, block = given[index], outline.blocks[index]
        if verdict is None or not block.text:
            continue
        if verdict == LINK_LINE:
            links += 1
        elif (
            verdict.label not in TEXT_LABELS
            or block.kind != "heading"
            or (links < MIN_BELOW and not opens_box(outline, index, zones.tail))
        ):
            break
        else:
            return {index: LINK_HEADING}
    return {}


def opens_box(outline: Outline, index: int, below: int) -> bool:
    """Whether a line opens the smallest element that holds it and a block below it."""
    containers, box = outline.containers, outline.blocks[index].container
    while box > 0 and not containers.first[box] <= below < containers.end[box]:
        box = containers.parent[box]
    return box > 0 and containers.tag[box] not in WHOLE and containers.first[box] == index


def label_linked_heads(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """Headings of a digest's items are its subheads even if they are links: several in one column, each right above a text on
    the same matter. Cards of other articles each have their own element."""
    found: dict[int, list[int]] = {}
    for index in range(zones.body, zones.tail):
        if given[index] == LINK_LINE and outline.blocks[index].kind == "heading":
            column = _column_of_item(outline, index, given)
            if column > 0:
                found.setdefault(column, []).append(index)
    return {index: SUBHEAD for heads in found.values() if len(heads) >= MIN_BELOW for index in heads}


def _column_of_item(outline: Outline, index: int, given: Sequence[Verdict | None]) -> int:
    """The column that holds a heading and the text right below it on the same matter; 0 without such a text."""
    blocks, containers = outline.blocks, outline.containers
    below = next((block for block in blocks[index + 1 : index + 1 + NEAR] if block.text and not block.hidden), None)
    if below is None or given[below.number] != BODY or not is_sentence(below.text):
        return 0
    if below.link_chars * 2 > len(below.text):
        return 0
    if has_moment_beside(blocks, below.number):
        return 0  # a teaser's
    head, column = blocks[index].text, containers.column(below.container, LINES)
    if containers.column(blocks[index].container, LINES) != column:
        return 0
    return column if any(head[at : at + 2] in below.text for at in range(len(head) - 1)) else 0


def label_credits_beside(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The lines directly above and below a credit line whose word is a role only beside other roles: 航拍：甲."""
    blocks = outline.blocks
    said = dict.fromkeys(_rounds_of_reading(blocks, zones, given), CREDIT_BESIDE)
    above = lines_with(given, _CREDIT, zones.head, zones.body)
    for index in (*above, *lines_with(given, _CREDIT, zones.tail, len(blocks))):
        verdict = given[index]
        for step in (-1, 1):
            beside = index + step
            while zones.body <= beside < len(blocks) and given[beside] != verdict:  # most stand beside their like
                if not _is_credit_beside(blocks[beside], given[beside]):
                    break
                said[beside] = CREDIT_BESIDE
                beside += step
    return said


def _rounds_of_reading(blocks: Sequence[Block], zones: Zones, given: Sequence[Verdict | None]) -> list[int]:
    """The last lines of a text that name its checkers, round by round: 一读：甲."""
    found: list[int] = []
    for index in range(zones.tail - 1, zones.body, -1):
        text = blocks[index].text
        if (
            text[1:2] not in ("读", "讀")
            or text[0] not in "一二三"
            or not _is_credit_beside(blocks[index], given[index])
        ):
            break
        found.append(index)
    return found if len(found) >= MIN_ROUNDS else []


#: Minimum number of such lines: a single one may be a subhead of a text about reading.
MIN_ROUNDS = 2


def _is_credit_beside(block: Block, verdict: Verdict | None) -> bool:
    is_open = verdict is not None and (verdict.label in TEXT_LABELS or verdict.label is _OTHER)
    return is_open and not block.hidden and is_side_pair(block.text)


def label_entry_pictures(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The pictures of entries: each beside a line that leads elsewhere, in a card with it that holds no line of the text."""
    blocks = outline.blocks
    found: dict[int, Verdict] = {}
    for index in range(zones.body, zones.tail):
        entry = given[index]
        if entry is None or entry.label is not _RECOMMENDATION or not blocks[index].text:
            continue
        for picture in (index - 1, index + 1):
            if 0 <= picture < zones.tail and blocks[picture].image is not None and given[picture] == BODY_IMAGE:
                card = _card_of(outline, index, picture)
                if len(card) <= MAX_CARD and not any(_is_of_text(given[one]) for one in card):
                    found[picture] = entry
    amid = len(found) == 1 and any(_is_of_text(given[one]) for one in range(max(found), zones.tail))
    if amid and any(said == LINK_LINE and _leads_to_pictures(blocks, picture) for picture, said in found.items()):
        return {}  # a single one amid the text may be the article's own, with a way to more pictures below it
    return dict.fromkeys(found, ENTRY_PICTURE)


def _leads_to_pictures(blocks: Sequence[Block], picture: int) -> bool:
    """Whether a line beside a picture mentions pictures."""
    return any("图" in block.text or "圖" in block.text for block in blocks[picture - 1 : picture + 2])


def _card_of(outline: Outline, line: int, picture: int) -> range:
    """The blocks of the smallest element around a line and a picture."""
    containers = outline.containers
    current = outline.blocks[line].container
    while current >= 0 and not _inside(outline, picture, current):
        current = containers.parent[current]
    return range(containers.first[current], containers.end[current]) if current >= 0 else range(len(outline.blocks))


def _is_of_text(verdict: Verdict | None) -> bool:
    return verdict is not None and (verdict.label in TEXT_LABELS or verdict.label is Label.CAPTION)


#: Labels of the head's own lines.
_OF_HEAD = frozenset({Label.HEADLINE, Label.KICKER, Label.DECK})


def repeated_keys(blocks: Sequence[Block], given: Sequence[Verdict | None], zones: Zones) -> dict[str, Label]:
    """The keys of the head's lines, which may be repeated at the top of the body, with their labels."""
    repeated: dict[str, Label] = {}
    for index in range(zones.head if zones.head < zones.body else 0, zones.body):
        verdict = given[index]
        if verdict is not None and verdict.label in _OF_HEAD:
            repeated[key(blocks[index].text)] = verdict.label
    return repeated


def _widget_of(outline: Outline, index: int, zones: Zones) -> int | None:
    """The largest element around a widget's heading that does not reach to the article's other text; one for asides holds none
    of that."""
    containers = outline.containers
    current = outline.blocks[index].container
    while True:
        parent = containers.parent[current]
        if parent < 0 or containers.first[parent] < index - 1:
            return current
        if containers.tag[parent] != "aside" and _has_prose(outline, parent):
            return current
        current = parent


def _has_prose(outline: Outline, container: int) -> bool:
    first, end = outline.containers.first[container], outline.containers.end[container]
    return any(is_prose(block) for block in outline.blocks[first:end])


def _hours(blocks: Sequence[Block], hits: Sequence[Rule | None], zones: Zones) -> frozenset[int]:
    """The lines that are nothing but a time of day, if they recount a day: each later than the one before, or, as in a live
    report, each earlier, with more of them. No video may be near, since durations look the same but follow no order; and a day
    begins after five."""
    clocks = [
        index
        for index in range(zones.body, zones.tail)
        if (hit := hits[index]) is not None and hit.opens is _CAPTION and blocks[index].text[0].isdigit()
    ]
    if len(clocks) < _MIN_HOURS or any(block.video is not None for block in blocks[zones.body : zones.tail]):
        return frozenset()
    times = [_time_of(blocks[index].text) for index in clocks]
    day = sorted(set(times))
    is_told = day == times or (len(day) >= _MIN_LIVE and day[::-1] == times)
    return frozenset(clocks) if is_told and day[0][0] >= _FIRST_HOUR and day[-1][0] <= _LAST_HOUR else frozenset()


def _time_of(clock: str) -> tuple[int, int]:
    """Hour and minute of a time of day; (0, 0) for one with seconds."""
    parts = clock.replace("：", ":").split(":")
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 and parts[0].isdigit() and parts[1].isdigit() else (0, 0)


def _is_clock(blocks: Sequence[Block], index: int, hit: Rule, by_clock: bool) -> bool:
    """Whether a bare time of day heads a paragraph or stands in a table, and is not the duration of a video beside it. In a
    text with several times of day, it may head a single short sentence."""
    if hit.opens is not _CAPTION or not blocks[index].text[0].isdigit():
        return False
    if any(block.video is not None for block in blocks[max(0, index - 2) : index + 3]):
        return False
    below = next((block for block in blocks[index + 1 : index + 3] if block.text), None)
    if blocks[index].cell is not None:
        return True
    return below is not None and (is_prose(below) or (by_clock and below.text.endswith("。")))


def _inside(outline: Outline, index: int, container: int) -> bool:
    return outline.containers.first[container] <= index < outline.containers.end[container]


def _is_subhead(block: Block) -> bool:
    if block.kind == "heading":
        return True
    size = len(block.text)
    if size > 40 or block.text.rstrip()[-1:] in _FINAL or block.kind in ("item", "cell", "quote", "pre"):
        return False
    return block.bold or size <= 25
