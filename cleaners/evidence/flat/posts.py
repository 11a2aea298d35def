"""Readers' posts in a copied text: each has its writer with a moment, an age or a place in the thread, and the post below.

Below an article, posts often have no heading. On a page, their elements identify them; here, it is their voice, or a control
below each of them. In a live report the writers are reporters; letters quoted in an article have neither voice nor controls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.flat.row import Row
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.posts import FLOOR, is_transcript
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule, stamps
from cleaners.rules.stamps import plain
from cleaners.values import Label

#: Minimum number of posts below a text, and on a page without another text; maximum numbers of rows and characters of a post.
MIN_POSTS, MIN_ALONE, _MAX_ROWS, _MAX_CHARS = 2, 3, 4, 800

#: Minimum length of a row that says something, in characters; minimum length of a name; how a shorter row ends.
_MIN_SAID, _MIN_NAME, _ENDS = 10, 2, frozenset("。！？!?…~～”」")

#: Maximum length of a line with a name and a moment, in characters.
_LONGEST = 48

_MOMENT = rf"(?:(?:{plain(stamps.DAY)}|{plain(stamps.SHORT)}|昨天|今天|前天)\s?{stamps.DIAL}|{stamps.AGO}|刚刚|{FLOOR})"
_CONTROL = r"(?:回复|回覆|举报|點讚|点赞|赞|讚|顶|踩|支持|反对|转发|分享|评论|收藏)\s?[(（\[]?\d{0,7}[)）\]]?"
_PLACE = rf"(?:[\s·]{{0,4}}(?:来自|IP属地[:：]?)?\s?[{HAN}]{{2,6}})?"
_BEHIND = rf"(?:[\s·|]{{0,4}}{_CONTROL}){{0,5}}\s{{0,2}}"
#: A name (separated from a number by a space), the moment, and where and with what the reader wrote. A place in the thread or a
#: location may stand in between.
_SENDER = lazy(
    rf"(?:(?:第\s?)?\d{{1,5}}\s?[楼樓]\s{{1,4}})?(?P<name>[^\s。，！？：:；、]{{1,16}}\s{{1,4}}(?:[{HAN}]{{2,4}}\s{{1,4}})?|[^\s\d。，！？：:；、]{{0,16}})"
    rf"(?:发表于|發表於|发布于)?\s?{_MOMENT}{_PLACE}{_BEHIND}"
)
#: The same with the post in the same line.
_WHOLE = lazy(
    rf"(?P<name>[^\s。，！？：:；、]{{1,16}}) {_MOMENT} (?:[{HAN}]{{2,4}} )?(?=\S{{0,12}}[{HAN}]{{3}})(?P<said>\S.{{4,400}})"
)
#: The moment below a post whose name stands above it.
_FOOT = lazy(rf"(?:{FLOOR}\s?)?(?:{_MOMENT}|{plain(stamps.SHORT)}){_PLACE}{_BEHIND}")
#: The rank of a writer, in a row between the name and the post.
_RANK = lazy(rf"[{HAN}]{{0,6}}\s?(?:\d{{1,2}}\s?级|[Ll][Vv]\.?\s?\d{{1,2}})")
#: Characters of which every such line has one.
_SIGN = lazy(r"\d[:：]\d\d|\d\s?[秒分小天周个月年楼樓]|\d[-/.月]\d|刚刚|沙发|板凳|地板|#\d")
_CONTROLS = lazy(rf"(?:{_CONTROL}[\s·|]{{0,4}}){{1,6}}")
#: Words that show that the writer is no reader.
_NO_NAME = lazy(r"记者|記者|编辑|來源|来源|作者|发布|发表|更新|时间|日期|通讯员|直播|主持|[报網网社台]$")
#: The voice of readers: in the first person, to each other, and emotional.
_VOICE = lazy(r"[我咱俺你您]|[吗呢吧啊呀哈啦哦]|希望|支持|！")
#: The heading of a readers' forum, near the top of its page.
_CIRCLE, _NEAR_TOP, _MAX_NAME = lazy(r"圈"), 4, 16
#: Maximum length of one row of a post, in characters.
_MAX_POST = 400


class _Post(NamedTuple):
    """A post: the row of its writer, the name, the rows of what was said, and whether it has controls."""

    row: int
    name: str
    said: tuple[int, ...]
    has_controls: bool


def hide_posts(rows: Sequence[Row]) -> list[Row]:
    """The rows, with readers' posts below the text hidden, or all rows of a page that consists of such posts."""
    heading = _heading_of_all(rows)
    if heading is not None:
        return [row._replace(hidden=True) if number >= heading else row for number, row in enumerate(rows)]
    posts = _posts_of(rows)
    if len(posts) < MIN_POSTS or not _are_readers(rows, posts):
        return list(rows)
    first = posts[0].row
    told = any(not row.hidden and _is_told(row.text) for row in rows[:first])
    sizes = [sum(len(rows[number].text) for number in post.said) for post in posts]
    if not told and 2 * max(sizes) >= sum(sizes):
        return list(rows)  # the first one is the page's own
    if not told and (len(posts) < MIN_ALONE or 2 * sum(post.has_controls for post in posts) < len(posts)):
        return list(rows)  # the one that opens a thread may be the article
    start = first if told else 0
    return [row._replace(hidden=True) if number >= start else row for number, row in enumerate(rows)]


def _posts_of(rows: Sequence[Row]) -> list[_Post]:
    """The consecutive posts at the end of the text, each of a few rows; none above a credit line, which closes a text."""
    feet = {number for number, row in enumerate(rows) if _may_be_dated(row.text) and _FOOT.fullmatch(row.text)}
    places = sorted({place for foot in feet for place in range(max(0, foot - _MAX_ROWS), foot - 1)} | _dated(rows))
    senders = [(place, name) for place in places if (name := _sender(rows, place, rows[place])) is not None]
    found: list[_Post] = []
    end = len(rows)
    if senders and any(map(_is_credit, rows[senders[-1][0] :])):
        return []
    for number, name in reversed(senders):
        said = tuple(other for other in range(number, end) if _is_said_by(rows, number, other))
        said = said if found else _first_of(said)  # below the last post stands the rest of the page
        chars = sum(len(rows[other].text) for other in said)
        if not said or len(said) > _MAX_ROWS or chars > _MAX_CHARS:
            break
        found.append(_Post(number, name, said, any(_ends_in_control(row.text) for row in rows[number:end])))
        end = number
    return found[::-1]


def _dated(rows: Sequence[Row]) -> set[int]:
    return {number for number, row in enumerate(rows) if _may_be_dated(row.text[:_LONGEST])}


def _may_be_dated(text: str) -> bool:
    """A cheap test: whether a text contains what every moment, age and place in a thread has."""
    return len(text) <= _LONGEST and _SIGN.search(text) is not None


def _first_of(said: tuple[int, ...]) -> tuple[int, ...]:
    """The rows that follow the first one without a gap."""
    end = next((place for place, number in enumerate(said) if number != said[0] + place), len(said))
    return said[:end]


def _ends_in_control(text: str) -> bool:
    return len(text) <= _LONGEST and _CONTROL_AT_END.search(text) is not None


def _is_credit(row: Row) -> bool:
    rule = first_rule(row.text) if row.text and not row.hidden else None
    return rule is not None and rule.label is Label.CREDIT and rule.effect is Effect.END


_CONTROL_AT_END = lazy(rf"{_CONTROL}\s{{0,2}}$")


def _sender(rows: Sequence[Row], number: int, row: Row) -> str | None:
    """The writer of the post that begins with a row; None if none begins there."""
    if row.hidden or row.kind != "paragraph" or len(row.text) < _MIN_NAME:
        return None
    match = _SENDER.fullmatch(row.text) if len(row.text) <= _LONGEST else None
    match = match or (_WHOLE.fullmatch(row.text) if " " in row.text else None)
    if match is not None:
        name = match["name"].split(maxsplit=1)[0] if match["name"].strip() else ""
    else:
        is_name = len(row.text) <= _MAX_NAME and _RANK.fullmatch(row.text) is None
        name = row.text if is_name and _stands_over_post(rows, number) else ""
    return name if name and _NO_NAME.search(name) is None and not is_outlet(name) else None


def _stands_over_post(rows: Sequence[Row], number: int) -> bool:
    """Whether a short row stands above a post that has its moment below it."""
    text = rows[number].text
    if text[-1] in _ENDS or ":" in text or "：" in text:
        return False
    if _FOOT.fullmatch(text) is not None or first_rule(text) is not None:
        return False
    is_ranked = number + 1 < len(rows) and _RANK.fullmatch(rows[number + 1].text) is not None
    first = number + 1 + is_ranked
    for said, row in enumerate(rows[first : first + _MAX_ROWS]):
        if said and len(row.text) <= _LONGEST and _FOOT.fullmatch(row.text):
            return True
        if not _is_said(row):
            return False
    return False


def _is_said_by(rows: Sequence[Row], sender: int, number: int) -> bool:
    """Whether a row is of what the sender in another one said: that may stand in the same row, and is short in the next one."""
    if number == sender:
        return len(rows[number].text) > _MIN_SAID and _WHOLE.fullmatch(rows[number].text) is not None
    return _is_said(rows[number], least=_MIN_NAME if number == sender + 1 else _MIN_SAID)


def _is_said(row: Row, *, least: int = _MIN_SAID) -> bool:
    """Whether a row says something that no rule takes for a part of the page's frame."""
    text = row.text
    if row.hidden or not (len(text) >= least or text[-1:] in _ENDS):
        return False
    if len(text) <= _LONGEST and (_SENDER.fullmatch(text) or _FOOT.fullmatch(text) or _CONTROLS.fullmatch(text)):
        return False
    rule = first_rule(text)
    return rule is None or (rule.effect is Effect.LINE and rule.label not in (Label.LEGAL, Label.FOOTER))


def _is_told(text: str) -> bool:
    return is_sentence(text) or (len(text) >= _MIN_SAID and text[-1] in _ENDS)


def _are_readers(rows: Sequence[Row], posts: Sequence[_Post]) -> bool:
    """Whether the posts are by several readers: most have controls, or speak in the first person or to others."""
    if len({post.name for post in posts}) < MIN_POSTS or is_transcript(post.name for post in posts):
        return False
    spoken = sum(any(_VOICE.search(rows[number].text) for number in post.said) for post in posts)
    return 2 * max(spoken, sum(post.has_controls for post in posts)) >= len(posts)


def _heading_of_all(rows: Sequence[Row]) -> int | None:
    """The heading of comments or of a readers' forum above all other text of a page, with names and posts below it."""
    told = [number for number, row in enumerate(rows) if not row.hidden and _is_told(row.text)]
    if len(told) < MIN_POSTS:
        return None
    heading = next((number for number in range(told[0]) if _heads_posts(rows[number])), None)
    if heading is None or any(_is_head(row) for row in rows[heading + 1 :]):
        return None
    named = [number for number in told if 0 < len(rows[number - 1].text) <= _MAX_NAME and not rows[number - 1].hidden]
    if not _is_spoken(rows, told) or any(len(rows[number].text) > _MAX_POST for number in told):
        return None
    if _CIRCLE.search(rows[heading].text) is not None and (heading >= _NEAR_TOP or len(told) < MIN_ALONE):
        return None
    return heading if len({rows[number - 1].text for number in named}) >= max(MIN_POSTS, len(told) - 1) else None


def _heads_posts(row: Row) -> bool:
    if row.hidden or not 3 <= len(row.text) <= _MAX_NAME:
        return False
    rule = first_rule(row.text)
    is_heading = rule is not None and rule.effect is Effect.WIDGET
    return is_heading and rule is not None and (rule.label is Label.COMMENT or _CIRCLE.search(row.text) is not None)


def _is_head(row: Row) -> bool:
    """Whether a row states a fact of an article with its day."""
    rule = first_rule(row.text) if 0 < len(row.text) <= _LONGEST and not row.hidden else None
    return rule is not None and rule.label in (Label.SOURCE, Label.BYLINE, Label.CREDIT)


def _is_spoken(rows: Sequence[Row], told: Sequence[int]) -> bool:
    return 2 * sum(_VOICE.search(rows[number].text) is not None for number in told) >= len(told)
