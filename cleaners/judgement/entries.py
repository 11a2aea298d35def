"""Entries: pieces of text that belong to other pages or to readers, each under its own linked title or a reader's name."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleaners.evidence.dates import opens_with_date, read_date, read_short_date
from cleaners.evidence.posts import says_floor_or_age
from cleaners.evidence.prose import is_prose, is_sentence
from cleaners.judgement.measures import FAR, LINES, MANY, MIN_HEADLINE, NEAR
from cleaners.judgement.top.head_lines import is_linked
from cleaners.reading.outline import Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Opens, Rule, first_rule
from cleaners.rules.notices import AGO, ANSWERED, MORE
from cleaners.values import Block, Label

#: Maximum length of a line with an entry's moment, in characters: a longer line with a date is a sentence about that date.
MAX_MOMENT = 40

#: Maximum number of elements around an entry that only wrap it, such as the row and the table of a cell.
_WRAPPERS = 4


class Entry(NamedTuple):
    """One entry: the numbers of its title and of the line of text that was kept of it, and the element that holds both, in
    which no other entry's title stands (None where there is no such element)."""

    title: int
    text: int
    element: int | None


def titled_entries(outline: Outline, kept: Sequence[Block]) -> list[Entry]:
    """The kept lines of text with a linked title directly above, as entries."""
    found: list[Entry] = []
    titles = _titles_among(outline.blocks, kept)
    for block in kept if titles else ():
        before = bisect_left(titles, block.number)
        if not before or titles[before - 1] < block.number - FAR:
            continue
        title = _title_above(outline.blocks, block.number)
        if title is not None:
            found.append(Entry(title, block.number, _element(outline.containers, outline.blocks, title, block.number)))
    return _apart(outline, found)


def _titles_among(blocks: Sequence[Block], kept: Sequence[Block]) -> list[int]:
    """The numbers of the kept lines, and of lines right above them, that consist of a link: none in most articles."""
    if not kept:
        return []
    around = blocks[max(0, kept[0].number - FAR) : kept[-1].number]
    return [block.number for block in around if block.link_chars and _is_title(block)]


def posts(outline: Outline, kept: Sequence[Block], stamps: Collection[int]) -> list[Entry]:
    """The kept lines of text with a short line with a moment directly above, as readers' posts have, as entries."""
    found: list[Entry] = []
    for block in kept:
        above = next((i for i in _above(outline.blocks, block.number) if i in stamps), None)
        if above is not None:
            found.append(Entry(above, block.number, _element(outline.containers, outline.blocks, above, block.number)))
    return _apart(outline, found)


def _above(blocks: Sequence[Block], number: int) -> list[int]:
    """The lines right above a line of text, up to the next other one."""
    above: list[int] = []
    for index in range(number - 1, max(-1, number - FAR - 1), -1):
        block = blocks[index]
        if not block.text or block.hidden:
            continue
        if len(above) == NEAR - 1 or (len(block.text) > MAX_MOMENT and not _is_title(block)):
            break
        above.append(index)
    return above


def _title_above(blocks: Sequence[Block], number: int) -> int | None:
    return next((index for index in _above(blocks, number) if _is_title(blocks[index])), None)


def _is_title(block: Block) -> bool:
    size = len(block.text)
    if "://" in block.text:
        return False  # an address is no title
    least = MIN_HEADLINE // 2 if block.kind == "heading" or block.in_element == "dt" else MIN_HEADLINE
    return size >= least and is_linked(block)


def _element(containers: Containers, blocks: Sequence[Block], title: int, text: int) -> int | None:
    current = blocks[title].container
    while current >= 0 and not containers.first[current] <= text < containers.end[current]:
        current = containers.parent[current]
    return current if current > 0 else None


def _apart(outline: Outline, found: list[Entry]) -> list[Entry]:
    """Entries, each with its element where no other title stands in it."""
    if not found:
        return found
    heads = {entry.title for entry in found}
    titles = [block.number for block in outline.blocks if block.number in heads or _heads_something(block)]
    return [entry if _is_alone(outline, entry, titles) else entry._replace(element=None) for entry in found]


def _heads_something(block: Block) -> bool:
    return block.link_chars > 0 and not block.hidden and _is_title(block) and MORE.fullmatch(block.text) is None


def _is_alone(outline: Outline, entry: Entry, titles: Sequence[int]) -> bool:
    if entry.element is None:
        return True
    first, end = outline.containers.first[entry.element], outline.containers.end[entry.element]
    return bisect_left(titles, end) - bisect_left(titles, first) == 1


def chars_in(outline: Outline, found: Sequence[Entry], kept: Sequence[Block]) -> int:
    """Characters of the kept lines that are an entry's text or stand in its element with it."""
    texts = {entry.text for entry in found}
    chars, end = 0, 0
    elements = {entry.text: outline.containers.end[entry.element] for entry in found if entry.element is not None}
    for block in kept:
        end = elements.get(block.number, end)
        if block.number in texts or block.number < end:
            chars += len(block.text)
    return chars


#: The end of a text that is cut off.
DOTS = ("...", "…")


def is_cut(text: str) -> bool:
    """Whether a text is cut off as a teaser is. Authors write two ellipsis characters, or end the sentence first. Text with
    dots at both ends is an excerpt in a search result."""
    if text.startswith(DOTS) and text.endswith(DOTS):
        return True
    if not text.endswith(("...", "…")) or text.endswith("……"):
        return False
    bare = text.rstrip(".…")
    return bare[-1:].isalnum() or bare[-1:] in ("，", ",", "、", " ") or (bare[-1:] == "。" and text.endswith("..."))


def is_marked(outline: Outline, entry: Entry) -> bool:
    """Whether an entry has its own moment or is cut off, unlike an article's text about something."""
    blocks = outline.blocks
    text = blocks[entry.text].text
    if is_cut(text) or MORE.fullmatch(text) or opens_with_date(text):
        return True
    first, end = entry.title + 1, entry.text + NEAR
    if entry.element is not None:
        first, end = outline.containers.first[entry.element], min(end, outline.containers.end[entry.element])
    around = (block.text for block in blocks[first:end] if block.text and len(block.text) <= MAX_MOMENT)
    return any(_is_moment(line) or AGO.fullmatch(line) or MORE.fullmatch(line) for line in around)


def _is_moment(text: str) -> bool:
    return read_date(text) is not None or read_short_date(text) is not None


def has_moment_beside(blocks: Sequence[Block], number: int) -> bool:
    """Whether a short line right above or below a line of text states a moment or an age."""
    beside = (blocks[i].text for i in (number - 1, number + 1) if 0 <= i < len(blocks))
    return any(map(is_stamp, beside))


def is_stamp(text: str) -> bool:
    """Whether a short line states a moment or an age, as the line above or below a post does."""
    return len(text) <= MAX_MOMENT and (_is_moment(text) or says_floor_or_age(text))


def counts_posts(blocks: Sequence[Block], opening: int, index: int, end: int) -> bool:
    """Whether a counter such as `评论 5` is the heading of posts: it is printed as a heading, or an age stands right below, but
    none above."""
    if blocks[index].kind == "heading" and _COUNTED.fullmatch(blocks[index].text) is not None:
        return True
    if _COUNT_OF_POSTS.match(blocks[index].text) is None:
        return False
    below, above = blocks[index + 1 : min(index + 1 + NEAR, end)], blocks[max(0, opening - NEAR) : index]
    return any(says_floor_or_age(block.text) for block in below) and not any(
        says_floor_or_age(block.text) for block in above
    )


_COUNTED = lazy(rf"(?:已有|共有?)?\s?\d{{1,6}}\s?[条條个個则則]\s?{ANSWERED}")
_COUNT_OF_POSTS = lazy(r"(?:\d{1,6}\s?[条條])?(?:[评評][论論]|跟帖)")


def alike(outline: Outline, element: int) -> int:
    """The number of elements beside an entry's element, or beside one of its wrappers, that look the same and also contain a
    linked title."""
    containers, most = outline.containers, 0
    for _ in range(_WRAPPERS):
        parent, look = containers.parent[element], containers.look(element)
        if parent < 0:
            break
        beside = [i for i, other in enumerate(containers.parent) if other == parent and containers.look(i) == look]
        most = max(most, sum(_holds_title(outline, index) for index in beside))
        element = parent
    return most


def _holds_title(outline: Outline, element: int) -> bool:
    first, end = outline.containers.first[element], outline.containers.end[element]
    return any(_is_title(block) for block in outline.blocks[first : min(end, first + FAR)])


#: The beginning of the label of a machine's summary. A person's abstract is only the one line below its label.
_NAMED_MACHINE = r"(?:[Aa][Ii]|人工智能|智能|大模型)"
_MACHINE = lazy(rf"\W*{_NAMED_MACHINE}")
#: How such a box states that a machine made it, anywhere in a line, and in a line that states nothing else.
_MADE_BY_MACHINE = rf"{_NAMED_MACHINE}.{{0,6}}(?:生成|提炼|总结|概括)"
_MADE_BY = lazy(_MADE_BY_MACHINE)
_MADE = lazy(rf"[由为].{{0,12}}{_MADE_BY_MACHINE}")


def is_made_by_machine(text: str) -> bool:
    """Whether a line says that a machine made the text above it."""
    return _MADE_BY.search(text) is not None


def names_machine(text: str) -> bool:
    """Whether a line begins like the label of a machine's summary."""
    return _MACHINE.match(text) is not None


def end_of_summary(outline: Outline, hits: Sequence[Rule | None], index: int, end: int) -> int:
    """The first block after the summary below such a label. The summary ends with the line that says that a machine made it, or
    with its box, if that stands among paragraphs of a text that continues after it, up to ``end``, and is longer than the box.
    0 if the line is no such label, or no end is found."""
    hit, blocks, containers = hits[index], outline.blocks, outline.containers
    if hit is None or hit.opens is not Opens.ABSTRACT or not names_machine(blocks[index].text):
        return 0
    below = range(index + 1, min(index + 1 + FAR, end - 1))
    noted = next((number for number in below if _MADE.search(blocks[number].text)), None)
    if noted is not None:
        return noted + 1
    box = containers.column(blocks[index].container, frozenset())
    first, behind, around = containers.first[box], containers.end[box], containers.parent[box]
    if box <= 0 or first < index:
        return 0
    own = [block for block in blocks[behind:end] if containers.column(block.container, LINES) == around]
    size = sum([len(block.text) for block in own])
    return behind if size > sum([len(block.text) for block in blocks[first:behind]]) else 0


def opens_sections(outline: Outline, hits: Sequence[Rule | None], lines: range, end: int) -> bool:
    """Whether the first of the lines is a heading with a moment, on the next line or the same one, and others of the same look
    follow after the lines: then the article has sections by days or hours, and its first section is not part of the head."""
    own = _section_at(outline, hits, lines.start)
    if own is None:
        return False
    return any(_section_at(outline, hits, index) == own for index in range(lines.stop, end - 1))


def tells_by_sections(
    outline: Outline, hits: Sequence[Rule | None], headline: int | None, opening: int, stamp: int, end: int
) -> bool:
    """Whether a moment after the running text at ``opening`` belongs to a section of the article, and not to a post or another
    story: it stands beside a heading unlike the page's headline, and a similar section opened the text, or several follow in
    its column before anything ends the article."""
    own = _section_at(outline, hits, stamp) or _section_at(outline, hits, stamp - 1)
    containers, blocks = outline.containers, outline.blocks
    if own is None or headline is None or own[1] == containers.look(blocks[headline].container):
        return False
    if any(_section_at(outline, hits, index) == own for index in range(headline + 1, opening)):
        return True
    hit, column = hits[stamp], containers.column(blocks[opening].container, LINES)
    if hit is None or hit.label is not Label.DATE:  # another story names its source
        return False
    if not containers.first[column] <= stamp < containers.end[column]:
        return False
    if any(hit is not None and hit.effect is not Effect.LINE for hit in hits[opening:stamp]):
        return False
    return sum(_section_at(outline, hits, index) == own for index in range(opening, end - 1)) >= MANY


def _section_at(outline: Outline, hits: Sequence[Rule | None], index: int) -> tuple[str, object] | None:
    """How a section begins at a line, and the look of its heading; None if none begins there."""
    if index + 1 >= len(outline.blocks):
        return None
    one, two = outline.blocks[index], outline.blocks[index + 1]
    look = outline.containers.look
    if is_subhead(one):
        if hits[index] is not None:
            return ("dated", look(one.container)) if _is_dated(hits[index]) else None
        return ("headed", look(one.container)) if _is_dated(hits[index + 1]) else None
    is_below = _is_dated(hits[index]) and is_subhead(two) and hits[index + 1] is None
    return ("below", look(two.container)) if is_below else None


def is_subhead(block: Block) -> bool:
    """Whether a line is printed as a heading and is not a link."""
    return (block.kind == "heading" or block.bold) and not block.link_chars and bool(block.text)


def _is_dated(hit: Rule | None) -> bool:
    return hit is not None and hit.label in _DATED


# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_DATED = frozenset((Label.DATE, Label.SOURCE))


#: Minimum length of a link that is a title, in characters; minimum number of links in a row, and maximum length of the word
#: before them.
MIN_LINK, MIN_ROW, MAX_WORD = 6, 3, 5
#: Characters of a date beside a title, and separators of the links in a row.
_DATES = "0123456789-/.:年月日时分 \u3000[]()（）【】·|"
_PARTS = frozenset("|｜·/-—>»#")
_BETWEEN = _PARTS | frozenset("、,，")
#: The label before a link to the house's earlier reports.
_EARLIER = lazy(
    r"[【\[>■▶►]{0,3}\s*(?:(?:此前|早前|早先|前期)的?(?:报道|報道|报导|報導|新闻|新聞|消息|文章)|前情(?:回顾|回顧|提要))\s*[】\]]?\s*[:：|>]{0,3}"
)
#: The label before the links to the sections in which a text is filed.
_FILED = lazy(
    r"(?:文章|所[属屬]|日志)?(?:分[类類]|[类類][别別]|[归歸][档檔类類])(?:目[录錄])?[于於在]?\s*[:：]?|(?:发布|发表|發佈|發表)[于於在]\s*[:：]?"
)


def is_link_line(blocks: Sequence[Block], index: int) -> bool:
    """A short line that is one link, or one among several such lines."""
    block = blocks[index]
    size = len(block.text)
    if is_prose(block):
        return False
    if not is_linked(block):
        return _is_filed(block) or _is_dated_link(block) or (_is_most_linked(block) and _is_row_of_links(block))
    if block.kind == "paragraph" and block.text[-1] == "。" and (is_sentence(block.text) or _is_amid(blocks, index)):
        return False  # a title does not end in a full stop
    if (size >= MIN_LINK and block.link_chars >= size - 3) or _is_row_of_links(block):
        return True
    around = blocks[max(0, index - 1) : index + 2]
    return sum(is_linked(other) for other in around if other.text) >= 2


def _is_amid(blocks: Sequence[Block], index: int) -> bool:
    """Whether running text stands right above and right below a line."""
    return 0 < index < len(blocks) - 1 and is_prose(blocks[index - 1]) and is_prose(blocks[index + 1])


def _is_most_linked(block: Block) -> bool:
    """Whether more than half of a line is in links, not counting the strokes of a menu and the spaces around them."""
    if 4 * block.link_chars <= len(block.text):
        return False
    return 2 * block.link_chars > len(block.text) or 2 * block.link_chars > _without_signs(block.text, _BETWEEN)


def _is_filed(block: Block) -> bool:
    """Whether a line states where a text is filed: such a label, followed only by links."""
    key = _before_links(block)
    is_key = key != "" and _FILED.fullmatch(key.strip()) is not None
    return is_key and block.link_chars >= _without_signs(block.text[len(key) :], _BETWEEN)


def _before_links(block: Block) -> str:
    """The text before the first link of a line."""
    return block.text[: next((mark.start for mark in block.marks if mark.kind == "link"), 0)]


def _without_signs(text: str, signs: frozenset[str]) -> int:
    """The number of characters of a text without white space and the given signs."""
    return sum([not (character.isspace() or character in signs) for character in text])


def _is_dated_link(block: Block) -> bool:
    """Whether a line is a linked title with a date beside it."""
    beside = block.text.strip(_DATES)
    return block.cell is None and block.link_chars >= MIN_LINK and block.link_chars >= len(beside) - 1


def _is_row_of_links(block: Block) -> bool:
    """Whether a line consists of several links with only separators between them, with or without a word before them. Links
    separated by commas are members of a sentence, and cells of a table may contain anything."""
    links = sum([mark.kind == "link" for mark in block.marks])
    if block.cell is None and _is_headed_row(block):
        return True
    if links < (2 if block.link_chars == len(block.text) else MIN_ROW) or (block.cell is not None and links < _MENU):
        return False
    return block.link_chars >= _without_signs(block.text, _PARTS) - MAX_WORD


#: Minimum number of links in one cell that are a menu, whatever the table is for.
_MENU = 12


def _is_headed_row(block: Block) -> bool:
    """Whether a line is a whole box of other articles: the heading of their list, followed only by links."""
    heading = _before_links(block).strip()
    if not heading or block.link_chars < max(MIN_LINK, _without_signs(block.text, _PARTS) - len(heading)):
        return False
    hit = first_rule(heading)
    return _EARLIER.fullmatch(heading) is not None or (
        hit is not None and hit.label is Label.RECOMMENDATION and hit.effect is Effect.WIDGET
    )
