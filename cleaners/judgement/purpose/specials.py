"""Pages of a special report: a word of introduction above groups of links to its stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.evidence.metadata import title_parts
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MANY
from cleaners.reading.patterns import lazy
from cleaners.rules import first_rule
from cleaners.values import Block, Label

#: Characters of an introduction, of a group's name, and of what stands beside a linked title at most, and of one at least.
_LONGEST, _NAME, _BESIDE, _TITLE = 240, 16, 14, 4

#: Fewest groups of links that a report holds together.
_FEWEST = 2

#: How a page calls itself one: as a part of its title, or as the last step of the way to it.
_CALLED = lazy(r"(?:专题|專題|特别报道|專輯|专辑)(?:[:：].*|报道|報導|首页)?")
_LAST_STEP = lazy(r".*[>»›→＞]\s*(?:专题|專題)\s*[>»›→＞]?\s*")


#: How the headline of one begins.
_HEADED = lazy(r"(?:[【\[]\s?(?:专题|專題)\s?[】\]]|专题|專題)\s?[：:|｜丨]")

#: How a group of links calls itself the report's.
_OF_REPORT = lazy(r"(?:本?专题|本?專題)(?:新闻|新聞|报道|動態|动态|资讯|文章|内容|列表)")


def is_special(amounts: Amounts) -> bool:
    """Whether the only running text stands above groups of links under names that no widget has, and no fact about an article
    above them, or the page or a group calls itself a special report."""
    if amounts.paragraphs != 1 or amounts.is_signed or len(amounts.kept[0].text) > _LONGEST:
        return False
    first = amounts.kept[0].number
    groups = list(_groups([block for block in amounts.visible if block.number > first]))
    facts = amounts.labelled.places_of(Label.DATE, Label.SOURCE, Label.BYLINE)
    if any(_OF_REPORT.fullmatch(block.text) for block in groups):
        return not any(index < groups[0].number for index in facts)
    if not any(index < first for index in facts) and _names_itself(amounts, first):
        return True
    own = [block for block in groups if first_rule(block.text) is None] if len(groups) >= _FEWEST else []
    if not own:
        return False
    is_bare = len(own) >= _FEWEST and not any(index < own[0].number for index in facts)
    return is_bare or _is_called(amounts, first)


def _names_itself(amounts: Amounts, first: int) -> bool:
    """Whether the headline or title calls the page a special report, and linked titles stand below its text, whatever summaries
    these have."""
    if not any(map(_HEADED.match, (amounts.headline, *amounts.metadata.titles))):
        return False
    return sum(block.link_chars >= _TITLE and block.number > first for block in amounts.visible) >= MANY


def _groups(lines: Sequence[Block]) -> Iterator[Block]:
    """The names of the groups: plain short lines right above several linked titles, with a moment beside them or none."""
    name: Block | None = None
    titles = 0
    for block in lines:
        if block.link_chars >= _TITLE and len(block.text) - block.link_chars <= _BESIDE:
            titles += 1
            if titles == MANY and name is not None:
                yield name
        else:
            is_name = len(block.text) <= _NAME and block.link_chars * 2 < len(block.text)
            name, titles = block if is_name else None, 0


def _is_called(amounts: Amounts, first: int) -> bool:
    if any(map(_CALLED.fullmatch, title_parts(amounts.metadata.titles))):
        return True
    above = (block.text for block in amounts.visible if block.number < first)
    return any(_LAST_STEP.fullmatch(line) for line in above if "题" in line or "題" in line)
