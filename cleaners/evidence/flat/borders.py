"""Borders inside a page in one line without spaces: the words that begin the page's frame, and the byline above the moment."""

from __future__ import annotations

from cleaners.evidence.flat.marks import heads_widget
from cleaners.evidence.outlets import CLIENTS, is_outlet
from cleaners.evidence.people.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.rules.navigation import WAYS_HOME, is_channel
from cleaners.rules.roles import CREDIT_ROLE

#: Lengths of a heading that touches the words below it, in characters, the longest first.
_HEADING = range(9, 1, -1)
#: The audio player of a page, which occurs in no sentence.
_PLAYER = lazy(r"\s*(?:听新闻|聽新聞|听文章|听全文|收听|朗读|语音播报|播放)?\s?00:00\s?/\s?\d{2}:\d{2}\s*")
#: The place after a sentence, or after the mark that closes it.
BEHIND_SENTENCE = r"(?<=[。！？”）)])"
#: A credit line after a sentence, whose name ends where a widget's heading or a legal line begins.
_DESK = lazy(rf"{BEHIND_SENTENCE}\s*(?:{CREDIT_ROLE})[:：]\s?([{HAN}]{{2,4}})")
#: Lengths of a name, the most frequent one first.
_NAMES = (3, 2, 4)
#: The headings for which a line is searched: those of `heading_at` that cannot begin a sentence.
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
#: Endings of outlets' names by kind, and the length of the place before one, in characters.
_KIND, _PLACE = lazy(r"(?:特区报|都市报|青年报|[日晚早晨商时快导]报|新闻网|电视台|新闻|网)$"), 2
#: How a paper refers to itself before a reporter's role, and the names of news clients.
_OWN = ("本报", "本報", *sorted(CLIENTS, key=len, reverse=True))
#: Minimum share of a page in one line that precedes a heading below its text.
_ABOVE = 0.5


def heading_at(text: str) -> str:
    """The heading of a widget, or another line that ends an article, with which a text begins; an empty string without one."""
    for size in _HEADING:
        head = text[:size]
        rule = first_rule(head) if len(head) == size and head == head.strip() else None
        if rule is not None and (heads_widget(head) or (rule.effect is Effect.END and CREDIT_OF.match(head) is None)):
            return head
    return ""


CREDIT_OF = lazy(rf"(?:{CREDIT_ROLE})")


def end_of_name(line: str, start: int, end: int) -> int:
    """The end of the last name of credits, at most ``end``: one character earlier if a widget's heading begins there, since the
    name has two characters then."""
    return end - 1 if end - start > 2 and heading_at(line[end - 1 : end + 9]) else end


def part_glued(line: str) -> list[str]:
    """The lines of a page in one line that can be separated: the audio player, a credit line with a heading after it, and such
    headings."""
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
    """The headings with which a text below an article begins, and the rest of it."""
    found: list[str] = []
    while text and (head := heading_at(text)):
        found.append(head)
        text = text[len(head) :].lstrip()
    return [*found, text] if text else found


def part_head(head: str) -> list[str]:
    """The parts of the text above a moment: the breadcrumb, the headline, and the byline or source that touches it."""
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
    """The length of the outlet's name at the end of the words: from the last space, or with two characters (a place) before its
    kind; 0 without one."""
    last = above.rsplit(maxsplit=1)[-1] if above.strip() else ""
    own = next((len(name) for name in _OWN if last.endswith(name)), 0)
    if own:
        return own
    kind = _KIND.search(last)
    size = min(len(last), len(last) - kind.start() + _PLACE) if kind is not None else 0
    return size if is_outlet(last[len(last) - size :]) else 0


def _without_way(head: str) -> tuple[list[str], str]:
    """The steps of a breadcrumb that begins with the first page and continues with channels, and the text that touches the last
    one."""
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
    """The end of the byline with a place (`記者甲／某地報導`) with which a text begins; 0 without one."""
    match = _REPORTED.match(text)
    return match.end() if match is not None else 0
