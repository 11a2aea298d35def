"""Pages of links, without a text that would be an article."""

from __future__ import annotations

import itertools

from cleaners.evidence.dates import read_date
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.lists.teasers import is_of_teasers
from cleaners.judgement.measures import MANY, MAX_FACT, MIN_HEADLINE
from cleaners.values import Block

#: Minimum number of links, half of the page, that make a list if the page has little prose.
MIN_LINKED = 10

#: Length of an article's lead, in characters: a page with less prose has little.
MIN_TOLD = 60

#: Minimum number of links under a name that make a list.
MIN_NAMED = 6

#: Minimum of their characters, as a multiple of the prose.
_OF_NAMED = 2

#: Minimum number of teasers among the linked titles of a front page: a single one may be a text above its own links.
MIN_TEASERS = 2

#: Maximum length of the teasers of a front page together, in characters.
MAX_TEASERS = 200

#: Minimum number of headings above linked titles with which one teaser is enough: the introduction of a special.
MIN_SECTIONS = 3

#: Minimum length of a linked title with a day beside it, in characters.
MIN_TITLE = 6


def is_list(amounts: Amounts) -> bool:
    """Whether a page is mostly links, without a text that would be an article. The thresholds separate the measured list pages
    from the measured articles, with a margin on both sides."""
    if (titled := amounts.body_titled) >= 8 and titled * 2 >= amounts.paragraphs:
        return True
    if amounts.body_linked >= 30 and amounts.body_linked >= 4 * amounts.paragraphs and amounts.paragraphs < 40:
        return not _opens_with_text(amounts)
    if is_of_teasers(amounts):
        return True
    if amounts.tells:
        return False
    from cleaners.judgement import told  # most pages have running text

    if told.is_set_in_lines(amounts) or told.is_told_in_sentences(amounts) or told.is_brief(amounts):
        return False
    if told.is_set_in_table(amounts) or told.is_introduced(amounts):
        return False
    if amounts.entries >= max(4, amounts.paragraphs) and amounts.prose < 2_000 and amounts.dated >= 4:
        return True
    if amounts.links > 8 * max(1, amounts.prose, amounts.text // 2) and amounts.linked >= 20:
        return True
    if amounts.prose < MIN_TOLD and amounts.linked >= MIN_LINKED and amounts.links * 2 > amounts.shown:
        return True
    if _is_named(amounts) and amounts.prose < MIN_TOLD and amounts.links > _OF_NAMED * amounts.prose:
        return True
    if amounts.prose < MIN_TOLD and _dated_titles(amounts) > MANY:
        return True
    if _is_front(amounts):
        return True
    return amounts.prose < 150 and amounts.linked >= 25 and amounts.links * 10 > amounts.shown * 4


def _opens_with_text(amounts: Amounts) -> bool:
    """Whether sentences stand under a full head with a headline of a story's length, and above all links below it, which are a
    feed."""
    if not amounts.has_full_head:
        return False
    from cleaners.judgement.told import is_brief  # few pages have so many links in their body

    return is_brief(amounts) and amounts.labelled.text[0] < amounts.first_link


def _dated_titles(amounts: Amounts) -> int:
    """How many linked titles have a day in their own line or the next one."""
    lines = [block for block in amounts.visible if len(block.text) <= MAX_FACT]
    return sum(
        block.link_chars >= MIN_TITLE
        and read_date(block.text if after.link_chars else block.text + "\n" + after.text) is not None
        for block, after in itertools.pairwise(lines)
    )


def _is_named(amounts: Amounts) -> bool:
    """Whether links stand under a name shorter than a headline, with no fact about an article."""
    name = headline_size(amounts.headline)
    return 0 < name < MIN_HEADLINE and amounts.linked >= MIN_NAMED and not amounts.has_head


def _is_front(amounts: Amounts) -> bool:
    """Whether a few teasers stand among many linked titles, without a headline, a fact about an article or a credit line that
    would make them one text."""
    if not amounts.paragraphs or amounts.prose >= MAX_TEASERS or headline_size(amounts.headline) >= MIN_HEADLINE:
        return False
    if amounts.has_head or amounts.is_signed or amounts.is_titled:
        return False
    titles = sum(map(_is_title, amounts.visible))
    if titles < max(MIN_LINKED, 4 * amounts.paragraphs):
        return False
    return amounts.paragraphs >= MIN_TEASERS or _sections(amounts) >= MIN_SECTIONS


def _is_title(block: Block) -> bool:
    return block.link_chars >= MIN_HEADLINE and block.link_chars * 2 > len(block.text)


def _sections(amounts: Amounts) -> int:
    """How many headings stand right above a linked title."""
    return sum(
        block.kind == "heading" and not block.link_chars and _is_title(below)
        for block, below in itertools.pairwise(amounts.visible)
    )
