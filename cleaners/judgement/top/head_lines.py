"""What a line of an article's head looks like: a headline, a fact, a link, a slogan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.dates import read_date, read_short_date
from cleaners.evidence.fact_lines import read_kinds
from cleaners.evidence.people.names import looks_like_name
from cleaners.judgement.caption_lines import names_taker, opens_part
from cleaners.judgement.measures import MAX_HEADLINE, MIN_HEADLINE
from cleaners.judgement.sentences import KICKER_END, ends_sentence
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule
from cleaners.rules.roles import ANY_ROLE
from cleaners.values import Block, Label


def comes_again(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a short line occurs again a few blocks farther down with no byline between, as an account's name does."""
    text, below = blocks[index].text, range(index + 1, min(index + 6, len(blocks)))
    again = next((i for i in below if blocks[i].text == text), None) if len(text) < MIN_HEADLINE else None
    return again is not None and not any(hit and hit.label is Label.BYLINE for hit in hits[index + 1 : again])


#: A line that is only the key of a fact, whose value stands in the next one, or a key with a number or a moment.
_STATED = lazy(
    r"(?:[发發](?:[布佈]|表|稿|文)|[刊印][发發]|更新|成文|生成|文章|信息|新[闻聞]|稿件|[资資]料|文件)?"
    r"(?:日期|[时時][间間]|[来來]源|作者|[编編][辑輯]|[机機](?:构|構|关|關)|[单單]位|部[门門]|[编編][号號]|分[类類]|[标標][题題]|名[称稱]|文[号號])[:：]?"
    rf"|[{HAN}]{{2,6}}\s?[:：]\s?\d[\d年月日时分秒:：./ -]*"
)

#: A key with a person's name and a moment: 主讲：甲乙 2024-05-06 20:00. Who has a part in a text is no closed list.
_SIGNED_AT = lazy(
    rf"[{HAN}]{{2,4}}\s?[:：]\s?([{HAN}·]{{2,8}})[\s|｜]+(?:19|20)\d\d[年/.-][\d年月日时分秒:：./\s-]{{3,}}"
)

#: Maximum length of such a line, in characters.
_LONGEST_STATED = 36


def is_stated(text: str) -> bool:
    """Whether a line is the key of a fact, alone, with a number or a moment behind it, or with a name and a moment."""
    return len(text) <= _LONGEST_STATED and (_STATED.fullmatch(text) is not None or is_signed_at(text))


def is_signed_at(text: str) -> bool:
    """Whether a line is a key with somebody's name and a moment."""
    signed = _SIGNED_AT.fullmatch(text) if len(text) <= _LONGEST_STATED else None
    return signed is not None and looks_like_name(signed[1])


def can_be_headline(block: Block, hit: Rule | None) -> bool:
    """Whether a line that no rule takes has the length and the ending of a headline, and is not mostly link, nor the title of
    another page with a fact behind it."""
    return (
        hit is None
        and 4 <= len(block.text) <= MAX_HEADLINE
        and not block.hidden
        and any(map(str.isalpha, block.text))
        and not (is_stated(block.text) or names_taker(block.text))
        and (block.kind == "heading" or not ends_sentence(block.text))
        and block.link_chars * 2 <= len(block.text)
        and block.link_chars < MIN_HEADLINE
        and not (block.link_chars and is_trail(block))
    )


def is_linked(block: Block) -> bool:
    """Whether a whole line is a link, apart from a mark or a number beside it."""
    return block.link_chars * 10 >= len(block.text) * 8


def is_trail(block: Block) -> bool:
    """Whether a line begins with several links, separated only by signs, as a breadcrumb does; the page's title may follow."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if len(links) < _FEWEST_STEPS or links[0].start > 0:
        return False
    between = (block.text[one.end : other.start] for one, other in pairwise(links))
    return all(gap.strip() and not any(map(str.isalnum, gap)) for gap in between)


#: Minimum number of links in a breadcrumb.
_FEWEST_STEPS = 2

#: Maximum length of a headline that ends like a sentence, in characters: it is recognised only above a line of facts.
MAX_SENTENCE = 45


def is_headline_above_facts(block: Block, hit: Rule | None) -> bool:
    """Whether a line right above one of facts (byline, moment, source) may be a headline, however it ends: in a question, an
    exclamation, a full stop."""
    return can_be_headline(block, hit) or (
        hit is None
        and MIN_HEADLINE <= len(block.text) <= MAX_SENTENCE
        and not block.hidden
        and block.link_chars * 2 <= len(block.text)
        and not _holds_sentences(block.text)
    )


def _holds_sentences(text: str) -> bool:
    """Whether a line has text between two full stops, and so is a paragraph."""
    return bool(text.partition("。")[2].rpartition("。")[0].strip())


def says_no_fact(text: str) -> bool:
    """Whether a line holds no facts of an article: neither several of them, nor a moment, nor a role before a colon."""
    if _OPENS_WITH_ROLE.match(text) or _NAMES_REPORTER.search(text):
        return False
    return not (read_kinds(text) or read_date(text) or read_short_date(text))


#: `记者：甲乙 (…)`: such a line is no deck, however its names are printed.
_NAMES_REPORTER = lazy(rf"(?:[记記]者|通[讯訊][员員])[\s:：]\s*[{HAN}]{{2,12}}(?:[\s、]|$)")

#: A role before a colon.
_OPENS_WITH_ROLE = lazy(rf"\W*{ANY_ROLE}\s?[:：|｜丨]")

#: Maximum length of the slogan under an account's name, in characters.
MAX_SLOGAN = 30


def is_slogan(block: Block, hit: Rule | None) -> bool:
    """Whether a line that no rule takes may be the slogan of the account above it: no sentence, salutation or numbered part."""
    return (
        hit is None
        and 0 < len(block.text) <= MAX_SLOGAN
        and not ends_sentence(block.text)
        and KICKER_END.search(block.text) is None  # a salutation opens the text
        and not opens_part(block.text)
    )


def is_only_item(outline: Outline, block: Block) -> bool:
    """Whether a line is the only item of its list, unlike the lines of a menu."""
    containers, item = outline.containers, block.container
    while item > 0 and containers.tag[item] not in ("li", "dd"):
        item = containers.parent[item]
    around = containers.parent[item]
    return item > 0 and containers.end[around] - containers.first[around] == 1
