"""Chapters of works: a page whose name counts one, with the ways to the chapters beside it."""

from __future__ import annotations

from cleaners.evidence.outlets import is_outlet
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.purpose.page import BETWEEN, Named
from cleaners.reading.patterns import lazy
from cleaners.values import Label

#: How the name of a chapter begins, that of the work before it or not.
_CHAPTER = lazy(
    r"(?:《[^》\n]{1,20}》\s*|\S{1,12}\s{1,4})?(?:正文\s*)?第\s?(?:\d{1,4}|[零〇一二三四五六七八九十百千两]{1,7})\s?[章回]"
    r"(?:$|[\s　:：、.．·—-]{1,4}\S.{0,30})"
)

#: What leads to the other chapters, and what a page says of a chapter.
_WAYS = lazy(
    r"[«<＜←\[【]?\s?(?:上一?[章回]|下一?[章回]|章节目录|章節目錄|返回书页|加入书架|加入書架|加入书签|投推荐票|推荐票|本章完|本章未完.{0,12}|目录|章节列表|阅读设置)\s?[\]】»>＞→]?"
    r"|.{0,50}字数\s?[:：]\s?\d+(?:.{0,12}|\s?更新(?:时间)?\s?[:：].{8,24})|[(（]?本章完[)）]?"
)

#: A row that leads to both.
_BESIDE = lazy(
    r"\W*上一[章回]\W*(?:(?:返回)?(?:目录|目錄|书页|書頁|章节列表|章節列表|加入书签|加入書籤)\W*){0,2}下一[章回]\W*"
)

#: What a page of a work is called beside the chapter.
_OF_WORK = lazy(r"最新章节|小说|小說|全文阅读|在线阅读|免费阅读|無彈窗|无弹窗|章节目录")


def is_chapter(page: Named, *, is_signed: bool) -> bool:
    """Whether the name counts a chapter: of a page that states neither whose it is nor when, or of one that leads to the other
    chapters, unless an outlet is named, which prints a work part by part."""
    if not page.prose or _CHAPTER.fullmatch(page.name.text) is None:
        return False
    amounts = page.amounts
    if amounts.is_signed or (is_signed and _names_outlet(amounts)):
        return False
    if not (is_signed or page.name.is_published):
        return True
    if any(map(_OF_WORK.search, amounts.metadata.titles)):
        return True
    pieces = amounts.outline.pieces
    lines = (block for block in amounts.visible if len(block.text) <= MAX_FACT)
    return any(
        _WAYS.fullmatch(part) is not None for block in lines for part in (block.text, *pieces.get(block.number, ()))
    )


def is_between_chapters(page: Named) -> bool:
    """Whether one row leads to the chapters on either side, of a page that states neither whose it is nor when: whatever the name
    of the chapter, no article has it."""
    if not page.prose or page.amounts.is_signed or page.name.is_published:
        return False
    lines = (block.text for block in page.amounts.visible if len(block.text) <= MAX_FACT and "下一" in block.text)
    return any(_BESIDE.fullmatch(line) for line in lines)


def _names_outlet(amounts: Amounts) -> bool:
    blocks = amounts.outline.blocks
    lines = [blocks[index].text for index in amounts.labelled.places_of(Label.SOURCE)]
    return any("来源" in line or any(map(is_outlet, BETWEEN.split(line))) for line in lines)


def may_be(name: str) -> bool:
    """Whether a name may count a chapter: a cheap look."""
    return "第" in name and ("章" in name or "回" in name)
