"""Whether a page is an article, how sure we are, and the reason when it is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cleaners.evidence.dates import read_date
from cleaners.evidence.measures import is_prose, key
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.container import Place
from cleaners.judgement.head_lines import FULL_STOP
from cleaners.judgement.headline import MIN_KEY
from cleaners.judgement.labels import Labelled
from cleaners.judgement.verdicts import SECOND_ENTRIES
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Label

#: The shortest text that is taken for an article, in characters (a brief of one sentence has about 40).
MIN_TEXT = 30

#: So many short sentences are a text without one long line.
MIN_TOLD = 3

_GONE = lazy(
    r"(?:页面|网页|内容|文章|稿件|新闻|信息|您?访问的\S{0,6})(?:已经?|不)?\s?(?:不存在|已?下线|已?删除|被删除|找不到|"
    r"无法访问|走丢|失踪|不见了|未找到|已过期|已失效)"
    r"|^[^\w\n]*404[^\w\n]*$"
    r"|\b404\s*(?:not found|error|错误|页)|(?:error|错误|代码)\s*[:：]?\s*404(?!\d)|not found|page not found"
    r"|找不到(?:页面|网页|该页|您)"
    r"|(?:出错|错误)了|(?:访问|请求)(?:的)?(?:页面|地址)(?:出错|有误)"
    r"|服务器(?:错误|繁忙|内部错误)|403 forbidden|^405$|method not allowed|抱歉[，,].{0,16}(?:不存在|删除|下线|找不到)",
    re.I | re.M,
)
_LOGIN = lazy(
    r"(?:请|需要?|需先|请先)(?:先)?(?:登录|登陆|注册)(?:后)?(?:才能|再|可|即可|查看|阅读|继续|访问|浏览)|登录后(?:查看|阅读|继续|可见|才能)|会员(?:专享|登录)|(?:用户|账号|扫码|手机|密码)登录|立即订阅.{0,10}(?:全文|阅读)|付费(?:阅读|内容)",
    re.I,
)
_CAPTCHA = lazy(
    r"验证码|人机验证|安全验证|请完成(?:安全)?验证|滑动(?:滑块|验证)|拖动滑块|访问(?:过于)?频繁|异常访问|captcha"
    r"|checking your browser|are you (?:a )?(?:human|robot)|just a moment|waf"
    r"|请求(?:被|已被)(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)",
    re.I,
)
_TITLE = 8  # characters of a link that can be a headline; names of users and channels are shorter
_SHOWN = 2_000  # characters of a wall page that are read for its words: walls are short


class Judgement(NamedTuple):
    """``reason`` is None for an article, else one of list_page, soft_404, login_wall, captcha, empty_page, gallery,
    video_page; ``confidence`` is between 0 and 1."""

    is_article: bool
    reason: str | None
    confidence: float


class Evidence:
    """What a page shows, in characters and lines, each number counted when it is asked for: of most articles those of the body
    are enough. ``linked`` counts lines that are mostly link, ``titled`` those of them that are headings; the
    first of each pair is of the whole page, the second of the located body. ``entries`` counts the body's lines that are a
    linked title, ``dated`` its short lines with a date: search results have one of each a piece."""

    def __init__(self, outline: Outline, labelled: Labelled, text: str, metadata: Metadata) -> None:
        blocks, zones = outline.blocks, labelled.zones
        self.is_named = is_named(blocks, labelled, metadata)
        self.text = len(text)
        self._blocks, self._labelled = blocks, labelled
        self._in_body = blocks[zones.body : zones.tail]
        if not self.is_named:
            self._in_body += tuple(_dropped(blocks, labelled))
        self._body_links = [
            block
            for block in self._in_body
            if (links := block.link_chars) and links * 2 > len(block.text) and block.text and not block.hidden
        ]
        prose = [block for i in labelled.places_of(Label.BODY, Label.SUBHEAD) if is_prose(block := blocks[i])]
        self.paragraphs = len(prose)
        self.prose = sum([len(block.text) - block.link_chars for block in prose])
        self.body_linked = len(self._body_links)

    @cached_property
    def visible(self) -> list[Block]:
        """The lines of the page that are shown."""
        return [block for block in self._blocks if block.text and not block.hidden]

    @cached_property
    def shown(self) -> int:
        return sum([len(block.text) for block in self.visible])

    @cached_property
    def links(self) -> int:
        return sum([block.link_chars for block in self.visible])

    @cached_property
    def linked(self) -> int:
        return sum([block.link_chars * 2 > len(block.text) for block in self.visible])

    @property
    def body_titled(self) -> int:
        return sum([block.kind == "heading" for block in self._body_links])

    @property
    def entries(self) -> int:
        return sum([len(block.text) >= _TITLE for block in self._body_links])

    @property
    def dated(self) -> int:
        lines = [block.text for block in self._in_body if block.text and not block.hidden]
        return sum([len(line) <= 40 and read_date(line) is not None for line in lines])

    @property
    def told(self) -> int:
        """Lines of the text that end as a sentence does, however short."""
        lines = [self._blocks[i].text for i in self._labelled.places_of(Label.BODY, Label.SUBHEAD)]
        return sum([FULL_STOP.search(line) is not None for line in lines])

    @property
    def has_head(self) -> bool:
        """Whether a headline was found, and a fact about the article above its body."""
        zones, places_of = self._labelled.zones, self._labelled.places_of
        if self._labelled.headline is None:
            return False
        facts = places_of(Label.DATE, Label.SOURCE, Label.BYLINE)
        first = bisect_left(facts, zones.head)
        return first < len(facts) and facts[first] < zones.body


def _dropped(blocks: Sequence[Block], labelled: Labelled) -> list[Block]:
    """The lines that the second look took out as entries: they still speak for a list."""
    places, verdicts = labelled.places_of(Label.RECOMMENDATION), labelled.verdicts
    return [blocks[index] for index in places if verdicts[index].rule == SECOND_ENTRIES]


def is_named(blocks: Sequence[Block], labelled: Labelled, metadata: Metadata) -> bool:
    """Whether the page's head speaks of one story: its title names the headline, or it gives a moment of publication. Such a
    page is refused only for what stands in its body."""
    if metadata.published:
        return True
    headline = key(blocks[labelled.headline].text) if labelled.headline is not None else ""
    return len(headline) >= MIN_KEY and any(headline in key(title) for title in metadata.titles)


def judge(outline: Outline, labelled: Labelled, place: Place, text: str, metadata: Metadata) -> Judgement:
    """Whether the located text is an article."""
    evidence = Evidence(outline, labelled, text, metadata)
    if _is_list(evidence):
        return Judgement(False, "list_page", 0.8)
    wall = _wall(evidence, metadata)
    if wall:
        return Judgement(False, wall, 0.9)
    if not evidence.paragraphs and len(text) < 200 and not (evidence.is_named and evidence.told >= MIN_TOLD):
        return Judgement(False, _reason_without_text(outline, labelled, evidence), 0.8 if len(text) < MIN_TEXT else 0.5)
    return Judgement(True, None, _confidence(labelled, place, evidence))


def _wall(evidence: Evidence, metadata: Metadata) -> str | None:
    if evidence.prose > 400:
        return None
    visible = evidence.visible
    words = "\n".join([*metadata.titles, *(block.text for block in visible)])[:_SHOWN]
    titles = "\n".join([*metadata.titles, *(block.text for block in visible if block.kind == "heading")])[:_SHOWN]
    if evidence.prose <= 200 and evidence.shown < _SHOWN and _CAPTCHA.search(words):
        return "captcha"
    if (evidence.prose <= 200 and _GONE.search(titles)) or (evidence.prose <= 60 and _GONE.search(words)):
        return "soft_404"
    if evidence.prose <= 120 and evidence.shown < _SHOWN and _LOGIN.search(words):
        return "login_wall"
    return None


def _reason_without_text(outline: Outline, labelled: Labelled, evidence: Evidence) -> str:
    if _dropped(outline.blocks, labelled):
        return "list_page"
    pictures = sum(verdict.label is Label.IMAGE for verdict in labelled.verdicts)
    videos = sum(block.video is not None for block in outline.blocks)
    if videos and evidence.shown < 1_500:
        return "video_page"
    if pictures >= 3 and labelled.headline is not None:
        return "gallery"
    if evidence.linked >= 5 and evidence.links * 4 > evidence.shown:
        return "list_page"
    return "empty_page"


def _is_list(evidence: Evidence) -> bool:
    """Mostly links, and no text that would be an article beside them. The numbers part the measured list pages from the
    measured articles with room on both sides. What stands around the body speaks against no page that is named."""
    if (titled := evidence.body_titled) >= 8 and titled * 2 >= evidence.paragraphs:
        return True
    if evidence.body_linked >= 30 and evidence.body_linked >= 4 * evidence.paragraphs and evidence.paragraphs < 40:
        return True
    if evidence.entries >= max(4, evidence.paragraphs) and evidence.prose < 2_000 and evidence.dated >= 4:
        return True
    if (evidence.has_head and evidence.prose >= 60) or (evidence.is_named and evidence.prose >= MIN_TEXT):
        return False
    if evidence.links > 8 * max(1, evidence.prose, evidence.text // 2) and evidence.linked >= 20:
        return True
    return evidence.prose < 150 and evidence.linked >= 25 and evidence.links * 10 > evidence.shown * 4


def _confidence(labelled: Labelled, place: Place, evidence: Evidence) -> float:
    """Grows with the amount of prose, its share of the text and of the page, and a headline found; 0.3 and less asks for
    a second opinion."""
    amount = min(1.0, evidence.prose / 200)
    purity = min(1.0, evidence.prose / evidence.text) if evidence.text else 0.0
    score = 0.2 + 0.3 * amount + 0.2 * purity + 0.15 * place.share + (0.15 if labelled.headline is not None else 0.0)
    return round(min(1.0, score), 2)
