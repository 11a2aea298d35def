"""Labelled blocks + metadata → the fields of the article. The visible page is the authority; the head confirms or
fills in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence import dates, people
from cleaners.evidence.measures import key
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.labels import Labelled
from cleaners.reading.patterns import lazy
from cleaners.record.published import read_published
from cleaners.rules import Fact, rule_named
from cleaners.values import Block, Label, Person, Verdict

_WORD_BORDER = lazy(r"[\s|｜/]+")
_BAR = lazy(r"\s*[|｜丨︱│]\s*")
_SITE_SEPARATOR = lazy(
    r"\s*[_|｜丨]+\s*|\s+[-–—]+\s+|(?<=[\u4e00-\u9fff])-+(?=[\u4e00-\u9fff])|\s*[-–—]{2,}\s*|\s+::\s+|\s*@\s*"
)
_SEPARATING = lazy(r"[_|｜丨@–—:-]")  # what every form of a separator has one of
_KICKER_MAX = 20
_SOURCE = lazy(
    r"(?:来源|來源|稿源|转自|转载自|摘自|首发|原载|出处)\s*(?:于)?\s*[:：|｜]?\s*[\[【]?\s*"
    r"(?P<name>[^\s|｜,，。;；:：()（）\[\]【】]{2,24}(?: [A-Za-z]\w+){0,3})"
)
_SOURCE_TAIL = lazy(r"(?:作者|编辑|记者|责编|责任编辑|发布时间|时间|日期|字号|浏览|点击).*$")
_ORIGINAL = lazy(r"(?:原标题|原標題|原题|原文标题)\s*[:：为]?\s*(?:《(?P<quoted>.+)》|(?P<plain>[^)）]{2,120}))")
_ABSTRACT_LABEL = lazy(
    r"^[\s\[【(（■□◆*]*(?:内容摘要|新闻提要|核心提示|内容提要|核心阅读|新闻摘要|文章摘要|阅读提示|内容导读|摘\s?要|提要|导读)\s*[\]】)）*]*\s*[:：]?\s*"
)
_DATELINE = lazy(
    r"^\s*(?:[（(【\[]?[\u4e00-\u9fffA-Za-z0-9·・\s—\-]{2,40}?(?:讯|电|日电|消息|报道|专电|综合消息)[】\])）]?\s*[，,]?\s*)?"
    r"[（(](?P<who>[^（）()]{0,20}?(?:记者|通讯员|特约记者|評論員|评论员)[^（）()]{1,60})[）)]"
)
# `〔記者某某／某地報導〕` opens the lead in Taiwan, `【记者某某】` elsewhere.
_BRACKETED = lazy(
    r"^\s*[〔［\[【（(]\s*(?P<who>[^〔〕\[\]【】（）()/／]{0,12}(?:记者|記者)[^〔〕\[\]【】（）()/／]{2,20})"
    r"(?:[/／][^〔〕\[\]【】（）()]{0,12})?[〕］\]】）)]"
)
# The reporter in brackets at the very end of the text: `……将于明年通车。（张三丰）`
_CLOSING = lazy(r"[（(【](?:本报|文/)?\s?(?P<who>[^（）()【】]{2,40})[）)】]\s*$")
_OUTLET = lazy(
    r"(?:网|報|报|社|日报|晚报|早报|新闻|客户端|电视台|广播|传媒|融媒体?|融媒体中心|杂志|周刊|在线|频道|通讯社|APP|发布|头条|观察|时报|商报)$",
    re.I,
)
_BODY_LIKE = lazy(r"[。！？；]")
_HAN = lazy(r"[\u3400-\u4dbf\u4e00-\u9fff]")


#: Facts about an article are looked for this many blocks above its headline and below its container, in lines of at
#: most this many characters.
_ABOVE, _BELOW, _HEAD_LINE = 8, 6, 150


class Fields(NamedTuple):
    """The fields of one article, apart from its text and pictures."""

    headline: str | None
    kicker: str | None
    deck: str | None
    abstract: str | None
    original_headline: str | None
    authors: tuple[Person, ...]
    credits: tuple[Person, ...]
    source: str | None
    section: str | None
    published: str | None
    modified: str | None
    flags: tuple[str, ...]


def read_fields(blocks: Sequence[Block], labelled: Labelled, metadata: Metadata, url: str | None) -> Fields:
    """Every field of the page that is an article."""
    headline, kicker = _headline(blocks, labelled, metadata)
    head_lines, signed = _head_lines(blocks, labelled), _signed_lines(blocks, labelled)
    published, modified, flags = read_published(blocks, labelled, head_lines, metadata, url)
    authors, credits = _people(blocks, labelled, head_lines, signed, metadata)
    return Fields(
        headline,
        kicker or _first(blocks, labelled, Label.KICKER),
        _first(blocks, labelled, Label.DECK),
        _abstract(blocks, labelled),
        _original_headline(blocks, labelled, signed),
        authors,
        credits,
        _source(blocks, labelled, signed, metadata),
        _section(blocks, labelled) or metadata.section,
        published,
        modified,
        flags,
    )


# --- headline --------------------------------------------------------------------------------------------------------


def _headline(blocks: Sequence[Block], labelled: Labelled, metadata: Metadata) -> tuple[str | None, str | None]:
    """Headline and kicker: one line, or two joined by a bar."""
    if labelled.headline is not None:
        shown = blocks[labelled.headline].text
        text = shown if _has_kicker(_around_bar(shown)) else _without_site(shown, metadata, blocks)
    elif metadata.titles:
        text = _without_site(metadata.titles[0], metadata, blocks)
    else:
        return None, None
    parts = _around_bar(text)
    if _has_kicker(parts):
        return parts[1], parts[0]
    return text or None, None


def _around_bar(text: str) -> list[str]:
    """The parts of a line before and behind its first bar; most have none, and are the one part."""
    if "|" in text or "｜" in text or "丨" in text or "︱" in text or "│" in text:
        return _BAR.split(text, maxsplit=1)
    return [text]


def _has_kicker(parts: Sequence[str]) -> bool:
    """Whether the parts of a line around its bar are a kicker and a longer headline."""
    return len(parts) == 2 and 2 <= len(parts[0]) <= _KICKER_MAX and len(parts[1]) >= max(4, len(parts[0]))


def _without_site(title: str, metadata: Metadata, blocks: Sequence[Block]) -> str:
    """A title without the names of site and channel behind it: parts that the page shows elsewhere as its own."""
    parts = _SITE_SEPARATOR.split(title) if _SEPARATING.search(title) else ()
    if len(parts) < 2 or any(block.text == title for block in blocks if block.kind == "heading" and block.level == 1):
        return title.strip()
    others = {key(other) for other in metadata.titles if other != title}
    if key(parts[0]) in others or len(parts[0]) * 2 >= len(title) or len(parts[0]) >= 10:
        return parts[0].strip()
    return max(parts, key=len).strip()


def _first(blocks: Sequence[Block], labelled: Labelled, label: Label) -> str | None:
    places = labelled.places_of(label)
    return blocks[places[0]].text if places else None


def _abstract(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    for index in labelled.places_of(Label.ABSTRACT):
        text = _ABSTRACT_LABEL.sub("", blocks[index].text)
        if text:
            return text
    return None


# --- people ----------------------------------------------------------------------------------------------------------


def _signed_lines(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the visible lines that name people or a source, from a little above the headline to the end of the page."""
    first = _above(labelled)
    places = labelled.places_of(Label.BYLINE, Label.SOURCE, Label.CREDIT)
    return [index for index in places if index >= first and not blocks[index].hidden]


def _above(labelled: Labelled) -> int:
    """Where facts about the article may begin: a little above its headline."""
    head = labelled.zones.head
    return max(0, (head if labelled.headline is None else min(head, labelled.headline)) - _ABOVE)


def _people(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], signed: Sequence[int], metadata: Metadata
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    authors: list[Person] = []
    credits: list[Person] = []
    verdicts, (_, body, tail, end) = labelled.verdicts, labelled.zones
    for index in signed:
        if index >= end + _BELOW:
            break
        line, label = blocks[index].text, verdicts[index].label
        is_byline = label is Label.BYLINE
        if not is_byline and not people.may_have_role(line):
            continue
        line = dates.without_dates(line)
        found = people.read_byline(line) if is_byline else people.read_pairs(line)
        if label is Label.CREDIT and index >= body:
            credits.extend(found)
            continue
        in_staff = is_byline and index >= tail and _stands_among_credits(labelled, index)
        for person in found:
            if (not is_byline and people.is_credit_role(person.role)) or (in_staff and person.role in _STAFF):
                credits.append(person)
            elif person.role not in ("来源", "來源", "稿源") and (index < tail or not authors):
                authors.append(person)
    authors = authors or _dateline_authors(blocks, labelled) or _authors_beside_date(blocks, head_lines)
    if not authors:
        authors = [
            Person(name)
            for value in metadata.authors
            for name in people.split_names(value)
            if people.could_be_name(name) and name != metadata.site
        ]
    return people.unique_names(authors), people.unique(credits)


#: Roles of a byline that are production where they stand among credit lines.
_STAFF = frozenset("摄影 摄像 图片 视频 撰文 文字 摄 图 文".split())


def _stands_among_credits(labelled: Labelled, index: int) -> bool:
    """Whether a line of a photographer or a writer is one of a staff block of one role a line."""
    around = (labelled.verdicts[place] for place in (index - 1, index + 1) if 0 <= place < len(labelled.verdicts))
    return any(verdict.label is Label.CREDIT for verdict in around)


def _dateline_authors(blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """`深圳特区报讯（记者 甲 通讯员 乙）` opens the lead: the reporters of a page without a byline."""
    places = labelled.places_of(Label.BODY)
    first, end = bisect_left(places, labelled.zones.body), bisect_left(places, labelled.zones.tail)
    body = places[first:end]
    for index in [*body[:3], *body[3:][-1:]]:
        text = blocks[index].text
        match = (_DATELINE.match(text) or _BRACKETED.match(text)) if _names_reporter(text) else None
        if match:
            return people.read_byline(match.group("who"))
        closing = _CLOSING.search(text) if index == body[-1] and text.rstrip().endswith(_CLOSING_BRACKETS) else None
        if closing:
            who = closing.group("who")
            if people.are_names(who) or "记者" in who or "通讯员" in who:
                return people.read_byline(who)
    return []


#: What every closing line of `_CLOSING` ends with.
_CLOSING_BRACKETS = ("）", ")", "】")


def _names_reporter(text: str) -> bool:
    """Whether a line holds a word that every form of a dateline holds: a cheap look before the expressions."""
    # One rare character is found in less than half the time that two take.
    return "员" in text or "員" in text or ("者" in text and ("记者" in text or "記者" in text))


_BESIDE = lazy(r"https?://\S+|[A-Z][A-Z.]+\.COM|[\[\]【】|｜]|\d{1,2}\s?[:：]\s?\d{2}(?::\d{2})?")


def _authors_beside_date(blocks: Sequence[Block], head_lines: Sequence[int]) -> list[Person]:
    """Names that share a line of the head with the date: `2004年7月16日08:19 [ 某某 ] 来源：[ 某报 ]`."""
    for index in head_lines:
        text = blocks[index].text
        if dates.read_date(text) is None:
            continue
        rest = _BESIDE.sub(" ", _SOURCE.sub(" ", text) if _may_name_source(text) else text)
        words = dates.without_dates(rest).split()
        names = [word for word in words if people.looks_like_name(word)]
        names = names or [word for word in words if people.is_organisation(word) and not _OUTLET.search(word)]
        if names:
            return [Person(name) for name in names[:3]]
    return []


def _head_lines(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the short visible lines from a little above the headline down to the body."""
    first, body = _above(labelled), labelled.zones.body
    return [
        index
        for index, block in enumerate(blocks[first:body], first)
        if 0 < len(block.text) <= _HEAD_LINE and not block.hidden
    ]


# --- source, section -------------------------------------------------------------------------------------------------


def _source(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int], metadata: Metadata) -> str | None:
    verdicts, zones = labelled.verdicts, labelled.zones
    for index in signed:
        if index >= zones.end and not _states(verdicts[index], Fact.SOURCE):
            break
        line = blocks[index].text
        match = _SOURCE.search(line) if _may_name_source(line) else None
        if match and not _ORIGINAL.search(line):
            return _SOURCE_TAIL.sub("", match.group("name")).strip(" -—·|") or None
    for index in signed:
        if index < zones.tail and _states(verdicts[index], Fact.OUTLET):
            outlet = _outlet_beside_date(blocks[index].text)
            if outlet:
                return outlet
    if metadata.source and len(metadata.source) <= 30:
        return metadata.source
    return None


def _states(verdict: Verdict, fact: Fact) -> bool:
    """Whether the rule that took a line reads this fact in it."""
    rule = rule_named(verdict.rule)
    return rule is not None and rule.states is fact


def _may_name_source(line: str) -> bool:
    """Whether a line holds a part of every word of `_SOURCE`: a cheap look before the expression."""
    return "源" in line or "自" in line or "首发" in line or "原载" in line or "出处" in line


def _outlet_beside_date(line: str) -> str | None:
    for word in _WORD_BORDER.split(line):
        if _HAN.search(word) and not dates.read_date(word) and _OUTLET.search(word) and len(word) <= 16:
            return word
    return None


def _original_headline(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> str | None:
    for index in signed:
        if labelled.verdicts[index].label is not Label.SOURCE:
            continue
        match = _ORIGINAL.search(blocks[index].text)
        if match:
            return (match.group("quoted") or match.group("plain") or "").strip() or None
    return None


_CRUMB_SPLIT = lazy(r"\s*(?:>+|»|›|→|＞|/|\\|--+|\|)\s*")
_CRUMB_LABEL = lazy(r"^.*?(?:位置|栏目|路径)(?:是|为|在)?\s*[:：]?\s*")
_NOT_SECTIONS = frozenset(
    (
        "正文",
        "首页",
        "内容",
        "详情",
        "文章",
        "主页",
        "网站首页",
        "内容页",
        "详情页",
        "文章正文",
        "文章详情",
        "新闻详情",
        "正文页",
    )
)


def _section(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The last step of the breadcrumb before the article itself."""
    verdicts, places = labelled.verdicts, labelled.places_of(Label.NAVIGATION)
    for index in reversed(places[: bisect_left(places, labelled.zones.body)]):
        if _states(verdicts[index], Fact.SECTION) and not blocks[index].hidden:
            text = _CRUMB_LABEL.sub("", blocks[index].text)
            for step in map(str.strip, reversed(_CRUMB_SPLIT.split(text))):
                if step and len(step) <= 16 and step not in _NOT_SECTIONS:
                    return step
    return None
