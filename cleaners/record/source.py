"""Where the article comes from: the outlet that published it first, and the section of the site."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from cleaners.evidence import dates
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.record.headline import ORIGINAL
from cleaners.rules import RULES, Fact
from cleaners.values import Block, Label

_WORD_BORDER = lazy(r"[\s|｜/]+")
SOURCE = lazy(
    r"(?:来源|來源|稿源|转自|转载自|摘自|首发|原载|出处)\s*(?:于)?\s*[:：|｜]?\s*[\[【]?\s*"
    r"(?P<name>[^\s|｜,，。;；:：()（）\[\]【】]{2,24}(?: [A-Za-z]\w+){0,3})"
)
_SOURCE_TAIL = lazy(r"(?:作者|编辑|记者|责编|责任编辑|发布时间|时间|日期|字号|浏览|点击).*$")
OUTLET = lazy(
    r"(?:网|報|报|社|日报|晚报|早报|新闻|客户端|电视台|广播|传媒|融媒体?|融媒体中心|杂志|周刊|在线|频道|通讯社|APP|发布|头条|观察|时报|商报)$",
    re.I,
)
_HAN = lazy(rf"[{HAN}]")


def read_source(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int], metadata: Metadata) -> str | None:
    """The first publisher: behind a word such as 来源, as the outlet beside the date, or as the head names it.

    ``signed`` are the numbers of the lines to search (see `signed_lines`).
    """
    verdicts, zones = labelled.verdicts, labelled.zones
    for index in signed:
        if index >= zones.end and verdicts[index].rule not in _rules_for(Fact.SOURCE):
            break
        line = blocks[index].text
        match = SOURCE.search(line) if may_name_source(line) else None
        if match and not ORIGINAL.search(line):
            return _SOURCE_TAIL.sub("", match.group("name")).strip(" -—·|") or None
    for index in signed:
        if index < zones.tail and verdicts[index].rule in _rules_for(Fact.OUTLET):
            outlet = _outlet_beside_date(blocks[index].text)
            if outlet:
                return outlet
    if metadata.source and len(metadata.source) <= 30:
        return metadata.source
    return None


@cache
def _rules_for(fact: Fact) -> frozenset[str]:
    """The names of the rules that read this fact in the lines that they take."""
    return frozenset(rule.name for rule in RULES if rule.states is fact)


def may_name_source(line: str) -> bool:
    """Early exit before `SOURCE`: False for a line that holds none of its words."""
    return "源" in line or "自" in line or "首发" in line or "原载" in line or "出处" in line


def _outlet_beside_date(line: str) -> str | None:
    for word in _WORD_BORDER.split(line):
        if _HAN.search(word) and not dates.read_date(word) and OUTLET.search(word) and len(word) <= 16:
            return word
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


def read_section(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The last step of the breadcrumb before the article itself."""
    verdicts, places = labelled.verdicts, labelled.places_of(Label.NAVIGATION)
    crumbs = _rules_for(Fact.SECTION)
    for index in reversed(places[: bisect_left(places, labelled.zones.body)]):
        if verdicts[index].rule in crumbs and not blocks[index].hidden:
            text = _CRUMB_LABEL.sub("", blocks[index].text)
            for step in map(str.strip, reversed(_CRUMB_SPLIT.split(text))):
                if step and len(step) <= 16 and step not in _NOT_SECTIONS:
                    return step
    return None
