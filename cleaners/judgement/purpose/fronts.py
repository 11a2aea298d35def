"""Fronts of channels and results of searches of which one summary was taken for a text: its title is a link, as others below it
are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.metadata import title_parts
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.measures import MANY, MIN_HEADLINE
from cleaners.judgement.purpose.page import PAUSED
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.top.head_lines import is_linked
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Characters of a linked title, and linked titles in a row below a text that is the first of their summaries.
_MIN_TITLE, _MIN_ROW = 6, 6

#: Linked titles among what was found.
_FOUND = 2

#: What the results of a search are called.
_SEARCHED = lazy(
    r"(?:站内|全站)?(?:搜索|搜尋|检索)(?:(?:结果|結果)?\s?[:：].{1,30}|(?:结果|結果)(?:页|列表)?)"
    r"|[“\"「『]?.{1,20}?[”\"」』]?[\s_-]?的?(?:搜索|搜尋|检索)(?:结果|結果)页?"
    r"|(?:在\s?)?[“\"「].{1,20}?[”\"」]\s?(?:中|的)搜索|搜索\s?[“\"「].{1,20}?[”\"」]"
)

#: How many pages were found.
_COUNTED = lazy(
    r"(?:[为給给][您你])?共?(?:找到|搜索到|检索到)(?:了|约|共|相关的?|结果|网页|新闻|资讯|文章|信息|内容|为)*\s?\d[\d,]*\s?[条个篇项](?:相关的?|搜索|网页)?(?:结果|新闻|资讯|文章|信息|内容)?[:：。]?"
)


def is_front(amounts: Amounts) -> bool:
    """Whether the lines of text under a short name that states nothing about an article are summaries of a channel."""
    if headline_size(amounts.headline) >= MIN_HEADLINE or PAUSED.search(amounts.headline) or amounts.is_signed:
        return False
    if amounts.has_head:
        return False
    number = amounts.labelled.headline
    lines = [block for block in amounts.visible if number is None or block.number > number]
    return _is_of_entries(amounts, lines) or _is_above_titles(amounts, lines)


def is_of_results(amounts: Amounts) -> bool:
    """Whether the headline or a title says that this is what a search found, and linked titles stand on the page, or a line
    above the text says how much it found."""
    if any("找到" in line and _COUNTED.fullmatch(line) for line in amounts.above):
        return True
    names = (amounts.headline, *amounts.metadata.titles, *title_parts(amounts.metadata.titles))
    if not any("搜" in name or "检索" in name for name in names) or amounts.is_signed:
        return False
    if not any(map(_SEARCHED.fullmatch, names)):
        return False
    return sum(map(_is_title, amounts.visible)) >= _FOUND


def _is_of_entries(amounts: Amounts, lines: Sequence[Block]) -> bool:
    """Whether every line of text stands right below a linked title, but for one above all that may introduce them, and others
    have a sentence below them."""
    titles = [title for title, below in pairwise(lines) if _is_title(title) and ends_sentence(below.text)]
    under = {below.number for title, below in pairwise(lines) if _is_title(title)}
    own = [block.number for block in amounts.kept if block.number not in under]
    if len(titles) < MANY or len(own) == len(amounts.kept):
        return False
    return not own or (len(own) == 1 and own[0] < titles[0].number)


def _is_above_titles(amounts: Amounts, lines: Sequence[Block]) -> bool:
    """Whether the only paragraph under the name of a section stands right above many linked titles in a row."""
    if len(amounts.kept) > 1 or not _is_section(amounts, lines):
        return False
    below = [block for block in lines if block.number > amounts.kept[0].number][:_MIN_ROW]
    return len(below) == _MIN_ROW and all(map(_is_title, below))


def _is_section(amounts: Amounts, lines: Sequence[Block]) -> bool:
    """Whether the headline, or the short line above the text that stands for one, is a link's text above it: a step of the menu
    or of the way through the site."""
    first = amounts.kept[0].number
    names = [amounts.headline] if amounts.headline else [block.text for block in lines if block.number < first][-1:]
    above = (block for block in amounts.visible if block.link_chars and block.number < first)
    links = {block.text[mark.start : mark.end] for block in above for mark in block.marks if mark.kind == "link"}
    return not links.isdisjoint(names)


def _is_title(block: Block) -> bool:
    """Whether a line is a link as long as a title."""
    return block.link_chars >= _MIN_TITLE and is_linked(block) and not ends_sentence(block.text)
