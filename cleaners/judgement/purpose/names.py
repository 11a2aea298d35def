"""Names that no article has, whoever signed it: of pages about the site, and of the rules that it makes."""

from __future__ import annotations

import re

from cleaners.evidence.metadata import TITLE_PART
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MANY, MAX_FACT, NEAR
from cleaners.judgement.purpose.page import Named
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.patterns import lazy
from cleaners.rules.things.headlines import OF_GUIDE, OF_INTRODUCTION, OF_LUCK, OF_SITE
from cleaners.rules.things.kinds import HELP
from cleaners.rules.things.lines import OF_SOMEBODY
from cleaners.values import FACTS

#: Characters of the name of a page about the site at most.
_MAX_NAME = 24

#: Characters of somebody's name, and of two.
_MAX_NAMES = 16

#: Characters of running text under such a name at most.
_MAX_PROSE = 1_500


def is_of_site(amounts: Amounts) -> bool:
    """Whether the headline is the name of a page about the site, or of the rules that it makes; or how the page's title begins,
    where that has not the headline."""
    names = [amounts.headline]
    if not amounts.is_titled and len(amounts.headline) <= _MAX_NAME:
        names += [TITLE_PART.split(title, maxsplit=1)[0].strip() for title in amounts.metadata.titles]
    return any(len(name) <= _MAX_NAME and OF_SITE.fullmatch(name) is not None for name in names)


def kind_of(page: Named) -> str | None:
    """The reason why a page is there for what its name says, whatever date and source it bears: nothing is told below it."""
    name = page.name.text
    if OF_LUCK.fullmatch(name):
        return "data_page"
    if page.chars > _MAX_PROSE or not page.prose:
        return None
    if OF_INTRODUCTION.fullmatch(name) or (page.name.is_label and _is_of_somebody(page)):
        return None if page.narrates else "profile_page"
    if HELP.named.search(name) or OF_GUIDE.fullmatch(name):
        return None if page.narrates or _heads(page) < MANY else "service_page"
    return None


def _heads(page: Named) -> int:
    """How many lines are no sentence and no fact about an article: questions, headings of sections, what is to be brought."""
    verdicts = page.amounts.labelled.verdicts
    return sum(
        len(block.text) <= MAX_FACT
        and not ends_sentence(block.text.rstrip("？?"))
        and verdicts[block.number].label not in FACTS
        for block in page.lines
    )


def _is_of_somebody(page: Named) -> bool:
    """Whether the first sentence says who the one is whom the page is named after."""
    name, first = page.name.text, page.prose[0].text
    if first.startswith(_ALSO) and name in first[:_MAX_NAMES]:
        return True
    return first.startswith(name) and OF_SOMEBODY.match(first, len(name)) is not None


def lists_his_works(page: Named) -> bool:
    """Whether a page says who the one is whom it is named after, and lists right below that what he wrote, whatever else it tells
    of him."""
    if not (page.prose and page.name.is_label and not page.name.is_published and _is_of_somebody(page)):
        return False
    last = page.prose[-1].number
    below = [block for block in page.amounts.visible if block.number > last][: NEAR + MANY]
    heads = [at for at, block in enumerate(below[:NEAR]) if _WORKS.fullmatch(block.text) is not None]
    return any(sum(block.link_chars > 0 for block in below[at + 1 : at + 1 + MANY]) == MANY for at in heads)


#: What the first sentence of an entry begins with before another name, and what heads a list of works.
_ALSO = ("笔名", "本名", "原名", "艺名")
_WORKS = lazy(
    r"(?:TA|他|她|作者)?的?(?:最新|全部|主要|代表|热门|近期|已发表)?的?(?:文章|作品|专栏|报道|稿件|评论|著作)(?:列表|目录)?\s?[(（]?\d{0,5}篇?[)）]?",
    re.I,
)
