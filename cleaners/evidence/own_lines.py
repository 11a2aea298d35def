"""Lines of a text that read like those of the page around it: subheads like headings of widgets (`点评：` below each of several
poems, `回复：` below each letter), turns of an interview like bylines (`记者：是的`), and what the rows of a table say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.evidence.tables import without_hits, without_lines_of_rows
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Opens, Rule
from cleaners.rules.contacts import names_organiser
from cleaners.rules.index import taken_lines
from cleaners.values import Block, Label

# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_LINE = Effect.LINE
_WIDGET = Effect.WIDGET
_SHARE, _LEGAL, _RECOMMENDATION = Label.SHARE, Label.LEGAL, Label.RECOMMENDATION
_HEADED = frozenset((Label.RECOMMENDATION, Label.COMMENT, Label.SHARE))
_ABSTRACT = Opens.ABSTRACT  # that of an article stands above its text, that of a lecture in the notice of it

#: Such a word stands in a text as often as the text has parts; a page has one section of comments.
MIN_PARTS = 2

#: Turns of a speaker in lines that no rule takes, from which another one of his that reads like a byline is a turn too.
MIN_TURNS = 2
_SIGNED = frozenset((Label.BYLINE, Label.CREDIT))
_SPEAKER = lazy(r"\s*([^\s:：。，]{1,8})\s?[:：]")

#: So many blocks below a subhead, or below who holds an event, the running text may begin.
_FAR = 8

#: What parts such a word from what it heads, and what a heading may begin with.
_COLONS = frozenset(":：")
_BULLETS = frozenset("■□◆◇●○▲★【[")

#: Maximum length of the heading of a digest's part, in characters.
_LONGEST_HEADING = 12

#: What an expert says of a thing; readers of a news page write no 点评, those of a shop write 网友点评.
_REVIEW = lazy(r"[■□◆◇●○▲★【\[\s]*点\s?评[】\]\s]*[:：]?\s*")

#: Elements of one line, whatever it is broken into.
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 center".split())


def without_own_lines(outline: Outline, hits: list[Rule | None]) -> list[Rule | None]:
    """The rules without those that take a line of the text for one of the page."""
    tags = outline.containers.tag
    if len(tags) < 2 or "table" in tags:  # a text has rows without the elements
        hits = without_lines_of_rows(outline.blocks, hits)
    taken = taken_lines(hits)
    hits = without_hits(hits, _turns(outline.blocks, hits, taken))
    return _without_own_headings(outline, _without_organisers(outline, hits, taken), taken)


def without_title(blocks: Sequence[Block], hits: list[Rule | None], titles: Sequence[str]) -> list[Rule | None]:
    """The rules without those that take the heading with which the page's title opens for a line of people or pictures: the kind
    of report stands before a bar in it as a role does, `视频丨…`, `策划｜…`."""
    if not any(_KIND.match(title) for title in titles):
        return hits
    own = {
        block.number
        for block in blocks
        if block.kind == "heading"
        and (hit := hits[block.number]) is not None
        and hit.label in _OF_PEOPLE
        and len(block.text) >= _TITLE
        and any(title.startswith(block.text) for title in titles)
    }
    return without_hits(hits, own) if own else hits


#: A word and a bar, a stroke or a colon, as such a title opens; the look at all lines is for those alone.
_KIND = lazy(r"\W*\w{1,8}\s?[|｜丨︱│/／:：]")

#: Labels of such rules, and the minimum length of such a heading, in characters.
_OF_PEOPLE, _TITLE = frozenset((Label.CAPTION, Label.CREDIT, Label.BYLINE)), 8


def _turns(blocks: Sequence[Block], hits: Sequence[Rule | None], taken: Sequence[tuple[int, Rule]]) -> set[int]:
    """The lines that a rule takes for a byline and that are turns of an interview: whoever is named before the colon speaks in
    `MIN_TURNS` other lines, and somebody else answers in the next one."""
    found: set[int] = set()
    spoken: Counter[str] | None = None
    for number, hit in taken:
        if hit.label not in _SIGNED or number + 1 >= len(blocks) or hits[number + 1] is not None:
            continue
        speaker, answer = _speaker(blocks[number].text), _speaker(blocks[number + 1].text)
        if not speaker or not answer or answer == speaker:
            continue
        if spoken is None:  # few pages have such a line
            spoken = Counter(_speaker(block.text) for block in blocks if hits[block.number] is None)
        if spoken[speaker] >= MIN_TURNS:
            found.add(number)
    return found


def _speaker(text: str) -> str:
    """Who speaks in a line: what stands before the colon among its first characters."""
    colon = _SPEAKER.match(text)
    return colon[1] if colon is not None else ""


def _without_organisers(
    outline: Outline, hits: list[Rule | None], taken: Sequence[tuple[int, Rule]]
) -> list[Rule | None]:
    """The rules without those that take who holds an event for who holds the site: the line stands between others that no rule
    takes, and above running text, in one column, or right below when or where it is held."""
    blocks = outline.blocks
    found = {number for number, hit in taken if hit.label is _LEGAL and names_organiser(blocks[number].text)}
    own = {number for number in found if _stands_in_text(outline, hits, number, found)}
    return without_hits(hits, own)


def _stands_in_text(outline: Outline, hits: Sequence[Rule | None], number: int, others: set[int]) -> bool:
    column = _column(outline, number)
    end = min(outline.containers.end[column], number + _FAR)
    below = [block for block in outline.blocks[number + 1 : end] if block.text and block.number not in others]
    above = outline.blocks[max(0, number - 1)]
    if hits[above.number] is None and _OF_EVENT.match(above.text) and _column(outline, above.number) == column:
        return True
    if not below or any(hits[block.number] is not None for block in (above, below[0]) if block.number not in others):
        return False
    return _column(outline, above.number) == column and any(
        hits[block.number] is None and is_prose(block) and _column(outline, block.number) == column for block in below
    )


#: When and where an event is held.
_OF_EVENT = lazy(r"(?:活动|活動|会议|會議|演出|展览|展覽|举办|舉辦)?(?:时间|時間|地点|地點)\s?[:：]\s?\S")


def _without_own_headings(
    outline: Outline, hits: list[Rule | None], taken: Sequence[tuple[int, Rule]]
) -> list[Rule | None]:
    """The rules without those that take a subhead for the heading of a widget, or for a control: the same word before a colon
    in several places, or a review's, where running text of one column stands below each of them, and above the first."""
    found: dict[str, list[int]] = {}
    for number, hit in taken:
        text = outline.blocks[number].text
        if text[-1:] not in _COLONS and "评" not in text:
            continue  # a look that costs less than to ask what the rule means
        is_of_page = hit.effect is _WIDGET or hit.label is _SHARE or hit.opens is _ABSTRACT
        if is_of_page and _may_be_subhead(outline.blocks[number]):
            found.setdefault(text, []).append(number)
    own = {number for text, numbers in found.items() for number in _own(outline, hits, text, numbers)}
    return without_hits(hits, own | _of_digest(outline, hits, taken))


def _of_digest(outline: Outline, hits: Sequence[Rule | None], taken: Sequence[tuple[int, Rule]]) -> set[int]:
    """The headings of a digest's parts that are spelled like those of recommendations: with another line of their look in their
    column they head running text, and nothing there is a link, which recommendations are made of. One spelled like a control or
    the heading of comments has two others above it."""
    found: set[int] = set()
    columns: dict[int, tuple[int, dict[tuple[str, str, str], list[int]]]] = {}
    blocks = outline.blocks
    marked = [(number, hit) for number, hit in taken if blocks[number].bold or blocks[number].kind == "heading"]
    for number, hit in marked:
        if hit.label not in _HEADED or not (hit.effect is _WIDGET or hit.label is _SHARE):
            continue
        if not _is_printed_as_heading(blocks[number]) or not _heads_part(outline, hits, number):
            continue
        column, below = _column(outline, number), _column(outline, number + 1)
        if outline.containers.parent[below] == outline.containers.parent[column] and below != column:
            column = outline.containers.parent[column]
        if column not in columns:
            columns[column] = _parts_of(outline, hits, column)
        last_link, parts = columns[column]
        alike = parts.get(_look(outline, number), ())
        # A box of comments has no links either.
        enough = 1 if hit.label is _RECOMMENDATION else MIN_PARTS
        if len(alike) > enough and (enough == 1 or alike[enough - 1] < number) and last_link < number:
            found.add(number)
    return found


def _parts_of(
    outline: Outline, hits: Sequence[Rule | None], column: int
) -> tuple[int, dict[tuple[str, str, str], list[int]]]:
    """The last line of a column with a link (-1 without one), and its headings of running text by their looks."""
    last_link, parts = -1, dict[tuple[str, str, str], list[int]]()
    for block in outline.blocks[max(0, outline.containers.first[column]) : outline.containers.end[column]]:
        if block.hidden:
            continue
        if block.link_chars:
            last_link = block.number
        elif _is_printed_as_heading(block) and _heads_part(outline, hits, block.number):
            parts.setdefault(_look(outline, block.number), []).append(block.number)
    return last_link, parts


def _heads_part(outline: Outline, hits: Sequence[Rule | None], number: int) -> bool:
    """Whether the next block is running text of the same column, of a box in it, or of one beside it that looks the same."""
    below = number + 1
    if below >= len(outline.blocks) or hits[below] is not None or not is_prose(outline.blocks[below]):
        return False
    column, box = _column(outline, number), _column(outline, below)
    return outline.containers.parent[box] == column or _is_beside(outline, column, box)


def _is_printed_as_heading(block: Block) -> bool:
    is_short = 0 < len(block.text) <= _LONGEST_HEADING and not block.link_chars and not block.hidden
    return is_short and (block.bold or block.kind == "heading")


def _look(outline: Outline, number: int) -> tuple[str, str, str]:
    return outline.containers.look(outline.blocks[number].container)


def _may_be_subhead(block: Block) -> bool:
    text = block.text
    if not text or block.link_chars or block.hidden:
        return False
    if text[-1] in _COLONS:
        return True
    return (block.bold or block.kind == "heading" or text[0] in _BULLETS) and _REVIEW.fullmatch(text) is not None


def _own(outline: Outline, hits: Sequence[Rule | None], text: str, numbers: Sequence[int]) -> list[int]:
    """Those of some lines with the same words that head parts of the text in one column, or in boxes of it that look alike."""
    hit = hits[numbers[0]]
    enough = 1 if _REVIEW.fullmatch(text) or (hit is not None and hit.opens is _ABSTRACT) else MIN_PARTS
    if len(numbers) < enough:
        return []
    parts = [number for number in numbers if _heads_text(outline, hits, number)]
    column = _column(outline, parts[0]) if parts else 0
    own = [number for number in parts if _is_beside(outline, _column(outline, number), column)]
    if len(own) > 1 and _column(outline, own[1]) != column:
        column = outline.containers.parent[column]
    return own if len(own) >= enough and _goes_on(outline, hits, column, own[0]) else []


def _is_beside(outline: Outline, one: int, other: int) -> bool:
    """Whether two elements are the same, or stand beside one another and look alike."""
    containers = outline.containers
    if one == other:
        return True
    return containers.parent[one] == containers.parent[other] and containers.look(one) == containers.look(other)


def _heads_text(outline: Outline, hits: Sequence[Rule | None], number: int) -> bool:
    """Whether the next line is running text of the same column."""
    lines = outline.blocks[number + 1 : number + 1 + _FAR]
    below = next((block for block in lines if block.text and not block.hidden), None)
    return (
        below is not None
        and hits[below.number] is None
        and is_prose(below)
        and _column(outline, below.number) == _column(outline, number)
    )


def _goes_on(outline: Outline, hits: Sequence[Rule | None], column: int, number: int) -> bool:
    """Whether running text stands above a line in its column, and nothing there that heads something else or ends a text."""
    above = outline.blocks[max(0, outline.containers.first[column]) : number]
    ends = any((hit := hits[block.number]) is not None and hit.effect is not _LINE for block in above)
    return not ends and any(hits[block.number] is None and is_prose(block) for block in above)


def _column(outline: Outline, number: int) -> int:
    """The element whose children are the paragraphs."""
    return outline.containers.column(outline.blocks[number].container, _LINES)
