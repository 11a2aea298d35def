"""Posts of equal rank: several texts, each under the one who wrote it and its moment, none of them the article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cleaners.evidence.dates import read_date, without_dates
from cleaners.evidence.posts import MAX_NAME, says_floor_or_age
from cleaners.judgement.measures import FAR, MANY, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.purpose.page import Named, words_of
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, rule_named
from cleaners.rules.notices import AGO
from cleaners.rules.things.lines import ANSWERS
from cleaners.rules.voices import POSTED, QUOTED, TELLS
from cleaners.values import Block, Label, Verdict

#: Texts up to which a heading ends the page's own: what stands above the first post, or that post.
_OPENING = 2

#: Characters of one post at most: a longer text is an article.
_MAX_POST = 600

#: Characters of the text that opens a thread from which it is a story of its own, and lines above it that say so.
_MIN_STORY, _HEAD = 200, 16

#: What a thread has beside the post that opens it, and no page of one text: which floor that is, and how to read the others.
_OF_THREAD = lazy(
    r"楼主|樓主|[只隻]看(?:楼主|樓主|该作者|該作者|此人|TA)|(?:显示|顯示)全部(?:楼层|樓層)|倒序(?:浏览|瀏覽|看帖)|电梯直达|電梯直達|回[复覆]贴|.{0,6}回[复覆]贴[，,].{0,12}",
    re.I,
)

#: The heading of the answers to a post.
_HEADS_ANSWERS = lazy(
    r"(?:全部|所有|最新|精彩|热门)回[复覆復帖](?:列表)?\s?[(（]?\s?\d{0,6}\s?条?[)）]?|(?:[这這]些)?回[帖复覆復]亮了|(?:共\s?)?\d{1,6}\s?[条个]\s?回[复覆復]|回[复覆復]列表"
)

#: A floor before the name of who stands on it.
_FLOOR_OF = lazy(r"(?:第\s?)?\d{1,5}\s?[楼樓]\s*[:：]?\s*\S{1,20}")

#: The floor of a post, as one word of its line: `#2`, `2樓`; the floors that show a thread.
_STANDS_ON = lazy(r"#(?P<sign>\d{1,4})|(?:第\s?)?(?P<floor>\d{1,4})\s?[楼樓]")
_FIRST, _NEXT = ["1"], ["2", "3"]

#: The line that a bulletin board adds to a post: `※ 發信站: 某某站, 來自: 192.0.2.1`.
_OF_BOARD = lazy(r"※\s?(?:[发發]信站|[来來]源)\s?[:：][^\n]{2,80}?(?:[来來]自|FROM)\s?[:：]", re.I)

#: What is no name beside a moment: a day of the week, the weather, the key of the moment, an age.
_NO_NAME = lazy(
    r"(?:星期|周|礼拜)[一二三四五六日天]|[晴阴雨雪风多云转小中大阵]+|(?:发表|发布|回复|更新|编辑|提问)[于时间日期]*|时间|日期|昨天|今天|前天|刚刚|上午|下午|"
    r"\d+\s?(?:秒|分钟|小时|天|周|个?月|年)前|[\d年月日号时分秒]+"
)


def is_of_posts(page: Named, *, asks: bool) -> bool:
    """Whether the running text is posts of equal rank; two are enough under a name that ``asks`` something, and what is asked may
    stand above them. Any other text above them, an opening post that holds half, and what stands above a heading of comments
    are the page's own."""
    if not page.name.is_titled or any(len(block.text) > _MAX_POST for block in page.prose):
        return False
    sizes = sizes_of(page)
    if len(sizes) <= MANY - asks or max(sizes) > _MAX_POST:
        return False
    return asks or (not sizes[0] and 2 * sizes[1] < sum(sizes))


def is_answered(page: Named, *, asks: bool) -> bool:
    """Whether a text has a line in which somebody stands with what he is: who answers what the page ``asks``, or two such lines.
    A report has its experts too: what stands above tells nothing of others, and under a moment
    he stands between what is asked and his answer."""
    if page.chars > _MAX_POST:
        return False
    pieces = page.amounts.outline.pieces
    found = [
        block.number
        for block in page.lines
        if len(block.text) <= MAX_FACT
        and not ends_sentence(block.text)
        and block.link_chars * 2 <= len(block.text)
        and _is_answerer(words_of(block, pieces))
    ]
    if not page.name.is_published:
        is_led = bool(found) and any(TELLS.search(block.text) for block in page.prose if block.number < found[0])
        return not is_led and len(found) >= (1 if asks else 2)
    if not asks or len(found) != 1 or page.tells or not page.prose:
        return False
    above = [block for block in page.prose if block.number < found[0]]
    below = [block for block in page.prose if block.number > found[0]]
    return len(above) == 1 and bool(below) and below[0].number == found[0] + 1


def _is_answerer(row: Sequence[str]) -> bool:
    return len(row) > 1 and any(map(ANSWERS.fullmatch, row))


def is_thread(page: Named) -> bool:
    """Whether a page says above its text, or right above its name, that it is a thread, and the post that opens it is
    too short for a story, and no news that somebody passes on: that tells of others, and not of who writes it. The heading of
    answers right below what somebody writes of himself says so too, and so do floors, and the line that a bulletin board adds."""
    if page.chars >= _MIN_STORY:
        return False
    if any(_OF_BOARD.search(block.text) for block in page.lines):
        return True
    if not page.prose:
        return False
    is_posted = any(POSTED.search(QUOTED.sub("", block.text)) for block in page.prose)
    if page.tells and not is_posted:
        return False
    if is_posted and _is_answered_below(page):
        return True
    pieces, first, number = page.amounts.outline.pieces, page.prose[0].number, page.name.number
    above = (block for block in page.amounts.visible if number - FAR <= block.number < first)
    head = [block for block in above if len(block.text) <= 2 * MAX_FACT]
    if any(any(map(_OF_THREAD.fullmatch, words_of(block, pieces))) for block in head[-_HEAD:]):
        return True
    return _opens_floors(page)


def _opens_floors(page: Named) -> bool:
    """Whether a text stands on the first floor of a thread, and below it the next two, in their order. A story has no floor, and
    the first of its comments has the first one."""
    first, number = page.prose[0].number, page.name.number
    if _floors_of(page, range(number + 1, first)) != _FIRST:
        return False
    return _floors_of(page, range(first + 1, len(page.amounts.outline.blocks)))[: len(_NEXT)] == _NEXT


def _floors_of(page: Named, places: range) -> list[str]:
    pieces = page.amounts.outline.pieces
    lines = (block for block in page.amounts.visible if block.number in places and len(block.text) <= MAX_FACT)
    words = (_STANDS_ON.fullmatch(word) for block in lines for word in words_of(block, pieces))
    return [floor["sign"] or floor["floor"] for floor in words if floor is not None]


def _is_answered_below(page: Named) -> bool:
    """Whether a line amid the text, or right below it, heads answers to what stands above: an article has comments."""
    first, last = page.prose[0].number, page.prose[-1].number
    below = (block for block in page.amounts.visible if first < block.number <= last + NEAR)
    return any(len(block.text) <= MAX_NAME and _HEADS_ANSWERS.fullmatch(block.text) for block in below)


def sizes_of(page: Named) -> list[int]:
    """Characters above the first post, and of each post, up to one that is too long."""
    verdicts, pieces = page.amounts.labelled.verdicts, page.amounts.outline.pieces
    sizes, is_signed, prose = [0], False, {block.number for block in page.prose}
    for at, block in enumerate(page.lines):
        if block.number in prose or (is_signed and ends_sentence(block.text)):
            if is_signed:
                sizes.append(0)
            sizes[-1] += len(block.text)
            is_signed = False
            if sizes[-1] > _MAX_POST:
                break  # what follows decides nothing
        elif is_signed:
            is_signed = not _is_title(block)
        else:
            is_signed = _is_signature(block, page.lines[max(0, at - 1) : at + 2], pieces)
            if not is_signed and len(sizes) <= _OPENING and _parts(verdicts[block.number], is_below=sum(sizes) > 0):
                return [sum(sizes)]
    return sizes


def _is_title(block: Block) -> bool:
    """Whether a line is the title of what stands below it, which is no post then: the moment above it is of another page's."""
    size = len(block.text)
    return block.kind == "heading" or (size >= MIN_HEADLINE and block.link_chars * 5 >= size * 4)


def _parts(verdict: Verdict, *, is_below: bool) -> bool:
    """Whether a line shows that the text is the page's own: below it a heading of comments or of other pages, above it a
    moment."""
    if not is_below:
        return verdict.label is Label.DATE
    rule = rule_named(verdict.rule)
    return verdict.label is Label.COMMENT or (rule is not None and rule.effect is Effect.WIDGET)


def _is_signature(block: Block, around: Sequence[Block], pieces: Mapping[int, Sequence[str]]) -> bool:
    """Whether a line has a moment, and a name beside it or right above or below it."""
    text = block.text
    if len(text) > MAX_FACT or block.kind == "heading" or not _is_moment(text):
        return False
    if _names_someone(" ".join(pieces.get(block.number, (text,)))):
        return True
    return any(
        other is not block
        and len(other.text) <= MAX_NAME
        and other.kind != "heading"
        and not ends_sentence(other.text)
        and not _is_moment(other.text)
        and _names_someone(other.text)
        for other in around
    )


def _is_moment(text: str) -> bool:
    if _SIGN.search(text) is None:
        return False
    if read_date(text) is not None or says_floor_or_age(text) or AGO.fullmatch(text) is not None:
        return True
    return _FLOOR_OF.fullmatch(text) is not None


def _names_someone(text: str) -> bool:
    words = _WORD.findall(without_dates(text))
    return any(_NO_NAME.fullmatch(word) is None for word in words)


_WORD = lazy(r"\w{2,}")

#: What every moment, age and floor has one of: a cheap look before the expressions.
_SIGN = lazy(r"[\d刚剛昨前今沙板]")
