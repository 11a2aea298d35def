"""Labels for what stands after an article, around it, between its paragraphs and in its last lines: credits, widgets, what an
element's name says, cards of other articles, and facts below the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleaners.evidence.dates import is_clock, opens_with_date, read_date
from cleaners.evidence.element_names import LABELS, RANKS, REMEMBERED, rank_of
from cleaners.evidence.people.listed import are_names, are_of_office
from cleaners.evidence.people.roles import opens_with_credit_role
from cleaners.judgement.measures import LINES, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.runs import Names, label_around, label_run
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.top.head_lines import is_linked
from cleaners.judgement.verdicts import (
    AFTER_ARTICLE,
    AFTER_CONTENT,
    BEFORE,
    BODY,
    HIDDEN,
    LAST_NUMBER,
    LINK_LINE,
    NAMES,
    PAGE_NAME,
    SUBHEAD,
    Verdicts,
    by_element_name,
)
from cleaners.judgement.zones import FACT_LABELS, Zones
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where
from cleaners.values import TEXT_LABELS, Block, Verdict

#: Maximum distance from an element down to the lines that its name labels, in elements.
_REACH = 5


def fill_tail(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands between the body and the end of the main content."""
    label_run(outline.blocks, hits, verdicts.rows, zones.tail, zones.end, AFTER_ARTICLE, _is_staff, HIDDEN)


def fill_outside(outline: Outline, hits: list[Rule | None], zones: Zones, verdicts: Verdicts) -> None:
    """Fill in what stands before the article and after the main content."""
    blocks, rows = outline.blocks, verdicts.rows
    label_around(outline, hits, rows, zones.head, zones.end, _names(), _REACH, HIDDEN, BEFORE)
    label_run(blocks, hits, rows, zones.end, len(blocks), AFTER_CONTENT, _is_staff, HIDDEN)


def _is_staff(text: str) -> bool:
    return len(text) <= MAX_FACT and opens_with_credit_role(text)


@cache
def _names() -> Names:
    return Names(RANKS, rank_of, tuple(map(by_element_name, LABELS)), REMEMBERED)


def label_link_cards(outline: Outline, zones: Zones, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """Titles of other articles between paragraphs of the text, each with its summary right below: one that is a link too, or one
    that has an element of its own with the title, which paragraphs of one other element enclose."""
    found: dict[int, Verdict] = {}
    for title in [n for n in range(zones.body, zones.tail) if given[n] == LINK_LINE or given[n] == SUBHEAD]:
        if not _is_title(outline.blocks[title]):
            continue
        summary = _next_shown(outline.blocks, title, 1)
        if summary is None or given[summary] != BODY or not ends_sentence(outline.blocks[summary].text):
            continue
        if _is_linked_card(outline.blocks, title, summary) or _is_boxed_card(outline, given, title, summary):
            found[title] = found[summary] = LINK_LINE
    return found


def _is_title(block: Block) -> bool:
    """Whether a line is a link and as long as a headline is, or as a name where it is printed as a heading."""
    least = MIN_HEADLINE // 2 if block.kind == "heading" else MIN_HEADLINE
    return len(block.text) >= least and is_linked(block)


def _next_shown(blocks: Sequence[Block], index: int, step: int) -> int | None:
    """The number of the next line that is shown, above or below one."""
    index += step
    while 0 <= index < len(blocks):
        if blocks[index].text and not blocks[index].hidden:
            return index
        index += step
    return None


def _is_linked_card(blocks: Sequence[Block], title: int, summary: int) -> bool:
    """Whether a summary is a link as its title is, and no line above or below: all are behind a link that nobody closed."""
    around = (_next_shown(blocks, title, -1), _next_shown(blocks, summary, 1))
    return is_linked(blocks[summary]) and not any(at is not None and is_linked(blocks[at]) for at in around)


def _is_boxed_card(outline: Outline, given: Sequence[Verdict | None], title: int, summary: int) -> bool:
    """Whether an element holds a title and its summary and no other line, and sentences of one element stand right above and
    below. What a story quotes stands in an element for quotes."""
    blocks, containers = outline.blocks, outline.containers
    card = blocks[title].container
    while card > 0 and not containers.first[card] <= summary < containers.end[card]:
        card = containers.parent[card]
    if card <= 0 or containers.tag[card] == "blockquote" or blocks[title].kind == "quote":
        return False
    first, end = containers.first[card], containers.end[card]
    above, below = _next_shown(blocks, title, -1), _next_shown(blocks, summary, 1)
    if above is None or below is None or above >= first or below < end:
        return False
    if any(given[at] != BODY or not ends_sentence(blocks[at].text) for at in (above, below)):
        return False
    column = containers.column(blocks[above].container, LINES)
    return column == containers.column(blocks[below].container, LINES) and containers.end[column] >= end


#: A counter, or the line that a page draws between the text and what stands below it.
_COUNT = lazy(r"[\d\s.,+万kK]{1,10}|[—–=_*~·-]{4,40}")
#: The name of the page of a paper that printed the text, below its number: `版名：要闻`.
_PAGE_NAME = lazy(r"版[名次面]\s?[:：]\s?\w{1,10}")
#: How the line ends in which a paper's site says in which issue and on which page a text was printed.
_ISSUE = lazy(r"\d\s?版[\s)）\]】]*$")
#: The key of a fact about the article: events also have a time, but only an article has a time of publication.
_PUBLISHED = lazy(
    r"[^\d:：。]{0,4}(?:IP\s?属地\s?[:：]?|(?:[发發][布表佈]|[编編][辑輯]|修改|更新|首[发發])[于於])"
    r"|[^\d:：。]{0,4}(?:[发發][布表稿佈]|更新|[来來稿]源|标签|关键[词字]|浏览|瀏覽|点击|張貼|张贴|刊登|點[擊閱]|点阅|阅读|閱讀|访问)[^\d:：。]{0,4}[:：｜|]"
)
#: A day and a time of day. An event has both, too, but not as a whole line below an article that has no moment above its text.
_CLOCK = lazy(r"\d[日号號\s]{1,3}\d{1,2}[:：]\d{2}")
#: Brackets around the names of the writers.
_OPENERS, _CLOSERS = "（(【[", "）)】]"


def label_last_lines(
    outline: Outline, hits: Sequence[Rule | None], zones: Zones, given: Sequence[Verdict | None]
) -> dict[int, Verdict]:
    """A bare number on the last line of the text is a counter, not a subhead, and a line of facts behind the word for when or
    where the article was published is one below the text too; names in brackets and nothing else are those of its writers."""
    said: dict[int, Verdict] = {}
    has_moment = False
    for index in range(zones.tail - 1, zones.body, -1):
        verdict = given[index]
        if verdict is None or verdict.label not in TEXT_LABELS:
            continue
        text, hit = outline.blocks[index].text, hits[index]
        fact = hit if hit is not None and hit.where is Where.HEAD else None
        if _COUNT.fullmatch(text):
            said[index] = LAST_NUMBER
        elif _PAGE_NAME.fullmatch(text):
            said[index] = PAGE_NAME
        elif fact is not None and (_says_publication(fact, text) or _ISSUE.search(text)):
            said[index] = fact.verdict
        elif fact is not None and not has_moment and _is_only_moment(outline, hits, zones, index):
            said[index], has_moment = fact.verdict, True
        elif text[-1] in _CLOSERS and text[0] in _OPENERS and (are_names(text[1:-1]) or are_of_office(text[1:-1])):
            said[index] = NAMES
        else:
            break
    return said


def _says_publication(fact: Rule, text: str) -> bool:
    """Whether a line begins with a key for the time or place of publication, contains one among other facts, or names a paper
    with its day and page."""
    is_of_paper = text[0] == "《" and ("版" in text[-3:] or "版名" in text)
    return (
        is_of_paper
        or _PUBLISHED.match(text) is not None
        or (fact.label in FACT_LABELS and _PUBLISHED.search(text) is not None)
    )


def _is_only_moment(outline: Outline, hits: Sequence[Rule | None], zones: Zones, index: int) -> bool:
    """Whether a line states a day and a time of day, which may be the next line, while no line of facts above the text contains a
    number, or one states the same day."""
    hit, blocks = hits[index], outline.blocks
    if hit is None or hit.label not in FACT_LABELS:
        return False
    if not _CLOCK.search(blocks[index].text) and not (index + 1 < len(blocks) and is_clock(blocks[index + 1].text)):
        return False
    above = range(max(0, zones.head - NEAR), zones.body)
    facts = [outline.blocks[number].text for number in above if (one := hits[number]) and one.label in FACT_LABELS]
    if not any(any(map(str.isdigit, fact)) for fact in facts):
        return True
    text = blocks[index].text
    stamp = read_date(text) if opens_with_date(text) else None  # 时间：… may be an event's
    return stamp is not None and any((other := read_date(fact)) and other.day == stamp.day for fact in facts)
