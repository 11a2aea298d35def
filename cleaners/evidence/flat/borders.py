"""Borders inside a page in one line without blanks: words that a page's frame begins with, and a byline above its moment."""

from __future__ import annotations

from cleaners.evidence.flat.marks import heads_widget
from cleaners.evidence.names import looks_like_name
from cleaners.evidence.outlets import CLIENTS, is_outlet
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.rules.navigation import WAYS_HOME, is_channel
from cleaners.rules.roles import CREDIT_ROLE

#: Characters of a heading that stands glued to what it heads.
_HEADING = range(9, 1, -1)
#: The player of a page that is read aloud, which no sentence holds.
_PLAYER = lazy(r"\s*(?:听新闻|聽新聞|听文章|听全文|收听|朗读|语音播报|播放)?\s?00:00\s?/\s?\d{2}:\d{2}\s*")
#: The place behind a sentence, or behind what closes it.
BEHIND_SENTENCE = r"(?<=[。！？”）)])"
#: A desk's line behind a sentence, whose name the heading of a widget or a legal line ends.
_DESK = lazy(rf"{BEHIND_SENTENCE}\s*(?:{CREDIT_ROLE})[:：]\s?([{HAN}]{{2,4}})")
#: Lengths of a name, the most frequent one first.
_NAMES = (3, 2, 4)
#: The headings for which a line is searched, of all that `heading_at` knows: those that open no sentence themselves.
HEADINGS = tuple(
    "推荐阅读 相关阅读 延伸阅读 推薦閱讀 相關閱讀 延伸閱讀 往期推荐 热门推荐 热点推荐 猜你喜欢 大家都在看 相关推荐 "
    "精彩评论 热门评论 全部评论 免责声明 版权声明".split()
)
_HEADED = lazy(
    rf"{BEHIND_SENTENCE}\s*(?={'|'.join(HEADINGS)}|[^\W\d]{{2}}热榜|相[关關]新[闻聞](?![报報发發一称稱中显顯稿传傳引的被在，]))"
)
_BYLINE = lazy(
    rf"(?:首席|见习|实习|全媒体|融媒体?)?(?:记者|記者|评论员|通讯员)\s?[:：]?\s?([{HAN}·]{{2,4}}(?:[ 、][{HAN}·]{{2,4}}){{0,4}})$"
)
_SOURCED = lazy(rf"(?:来源|來源|稿源)[:：]\s?[{HAN}]{{2,12}}$")
_REPORTED = lazy(rf"(?:[{HAN}]{{2,8}}\s)?(?:記者|记者)[{HAN}]{{2,4}}[／/╱][{HAN}]{{2,6}}(?:報導|报道|報道)")
#: Kinds of outlets, and characters of the place before one.
_KIND, _PLACE = lazy(r"(?:特区报|都市报|青年报|[日晚早晨商时快导]报|新闻网|电视台|新闻|网)$"), 2
#: What a paper calls itself before the role of its reporter, or its client is called.
_OWN = ("本报", "本報", *sorted(CLIENTS, key=len, reverse=True))
#: Share of a page in one line that stands above a heading below its text.
_ABOVE = 0.5


def heading_at(text: str) -> str:
    """The heading of a widget, or what only stands below an article, with which a text begins; empty without one."""
    for size in _HEADING:
        head = text[:size]
        rule = first_rule(head) if len(head) == size and head == head.strip() else None
        if rule is not None and (heads_widget(head) or (rule.effect is Effect.END and CREDIT_OF.match(head) is None)):
            return head
    return ""


CREDIT_OF = lazy(rf"(?:{CREDIT_ROLE})")


def end_of_name(line: str, start: int, end: int) -> int:
    """Where the last name of credits ends that reaches to a place at most: before the heading of a widget, if one begins within
    it, as a name of two characters has that behind it."""
    return end - 1 if end - start > 2 and heading_at(line[end - 1 : end + 9]) else end


def part_glued(line: str) -> list[str]:
    """A line with the player of its page, a desk's line with a heading behind it, and such headings as lines of their own."""
    found: list[str] = []
    while (player := _PLAYER.match(line) if line[:16].find("00:00") >= 0 else None) is not None:
        found.append(player.group().strip())
        line = line[player.end() :]
    for match in _DESK.finditer(line):
        for end in (match.start(1) + size for size in _NAMES):
            rest = line[end:].lstrip()
            if end <= match.end() and (not rest or heading_at(rest[: max(_HEADING)])):
                return [*found, line[: match.start()], line[match.start() : end].strip(), *_headed(rest)]
    headed = _HEADED.search(line)
    if headed is not None and headed.start() > _ABOVE * len(line):
        return [*found, line[: headed.start()].strip(), *_headed(line[headed.end() :])]
    return [*found, line]


def _headed(text: str) -> list[str]:
    """A text below an article with the headings that it begins with as lines of their own."""
    found: list[str] = []
    while text and (head := heading_at(text)):
        found.append(head)
        text = text[len(head) :].lstrip()
    return [*found, text] if text else found


def part_head(head: str) -> list[str]:
    """What stands above a moment: the way through the site, the headline, and the byline glued to it."""
    way, head = _without_way(head)
    if (source := _SOURCED.search(head)) is not None and source.start():
        return [*way, head[: source.start()].strip(), source.group()]
    match = _BYLINE.search(head)
    if match is None or not any(map(looks_like_name, match[1].replace("、", " ").split())):
        return [*way, head]
    start = match.start()
    if start == 0:
        return [*way, head]
    size = _size_of_outlet(head[:start])
    parts = (*way, head[: start - size].strip(), head[start - size :].strip())
    return [part for part in parts if part]


def _size_of_outlet(above: str) -> int:
    """How long the outlet is that words end in: behind a blank, or two characters, of a place, before its kind."""
    last = above.rsplit(maxsplit=1)[-1] if above.strip() else ""
    own = next((len(name) for name in _OWN if last.endswith(name)), 0)
    if own:
        return own
    kind = _KIND.search(last)
    size = min(len(last), len(last) - kind.start() + _PLACE) if kind is not None else 0
    return size if is_outlet(last[len(last) - size :]) else 0


def _without_way(head: str) -> tuple[list[str], str]:
    """The steps of a way through the site that begins at home and has channels, and what is glued to the last one."""
    place = head.find(">")
    if place < 0 or not any(head[:place].rstrip().endswith(home) for home in WAYS_HOME):
        return [], head
    while place >= 0:
        rest = head[place + 1 :].lstrip()
        start = len(head) - len(rest)
        size = next((size for size in (4, 3, 2) if is_channel(rest[:size]) or rest[:size] == "正文"), 0)
        if not size:
            return [], head
        after = head[start + size :].lstrip()
        if not after.startswith(">"):
            return ([head[: start + size]], after) if after else ([], head)
        place = len(head) - len(after)
    return [], head


def reported_at(text: str) -> int:
    """Where a byline with its place ends that a text begins with (`記者甲／某地報導`); 0 without one."""
    match = _REPORTED.match(text)
    return match.end() if match is not None else 0
