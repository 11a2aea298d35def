"""Whether a page is an article, how sure we are, and the reason when it is none."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaners.article import Label
from cleaners.label import Labelled
from cleaners.locate import Place, is_prose
from cleaners.metadata import Metadata
from cleaners.segment import Outline

#: The shortest text that is taken for an article, in characters (a brief of one sentence has about 40).
MIN_TEXT = 30

_GONE = re.compile(
    r"(?:页面|网页|内容|文章|稿件|新闻|信息|您?访问的\S{0,6})(?:已经?|不)?\s?(?:不存在|已?下线|已?删除|被删除|找不到|无法访问|走丢|失踪|不见了|未找到|已过期|已失效)|404|not found|page not found|找不到(?:页面|网页|该页|您)"
    r"|(?:出错|错误)了|(?:访问|请求)(?:的)?(?:页面|地址)(?:出错|有误)|服务器(?:错误|繁忙|内部错误)|403 forbidden|\b405\b|method not allowed|抱歉[，,].{0,16}(?:不存在|删除|下线|找不到)",
    re.I,
)
_LOGIN = re.compile(r"(?:请|需要?|需先|请先)(?:先)?(?:登录|登陆|注册)(?:后)?(?:才能|再|可|即可|查看|阅读|继续|访问|浏览)|登录后(?:查看|阅读|继续|可见|才能)|会员(?:专享|登录)|(?:用户|账号|扫码|手机|密码)登录|立即订阅.{0,10}(?:全文|阅读)|付费(?:阅读|内容)", re.I)
_CAPTCHA = re.compile(r"验证码|人机验证|安全验证|请完成(?:安全)?验证|滑动(?:滑块|验证)|拖动滑块|访问(?:过于)?频繁|异常访问|captcha|checking your browser|are you (?:a )?(?:human|robot)|just a moment|waf|请求(?:被|已被)(?:拦截|阻断)|访问被(?:拒绝|拦截|阻断)", re.I)
_SHOWN = 2_000  # characters of a wall page that are read for its words: walls are short


class Judgement(NamedTuple):
    """``reason`` is None for an article, else one of list_page, soft_404, login_wall, captcha, empty_page, gallery,
    video_page; ``confidence`` is between 0 and 1."""

    is_article: bool
    reason: str | None
    confidence: float


def judge(outline: Outline, labelled: Labelled, place: Place, text: str, metadata: Metadata) -> Judgement:
    """Whether the located text is an article."""
    blocks = outline.blocks
    size = len(text)
    visible = [block for block in blocks if block.text and not block.hidden]
    shown = sum(len(block.text) for block in visible)
    prose = [
        block
        for block, verdict in zip(blocks, labelled.verdicts, strict=True)
        if verdict.label in (Label.BODY, Label.SUBHEAD) and is_prose(block)
    ]
    prose_size = sum(len(block.text) - block.link_chars for block in prose)
    wall = _wall(visible, shown, prose_size, metadata)
    if wall:
        return Judgement(False, wall, 0.9)
    if size < MIN_TEXT and not prose:
        return Judgement(False, _reason_without_text(outline, labelled, shown), 0.8)
    if _is_list(visible, shown, size, prose_size, len(prose)):
        return Judgement(False, "list_page", 0.8)
    if not prose and size < 200:
        return Judgement(False, _reason_without_text(outline, labelled, shown), 0.5)
    return Judgement(True, None, _confidence(labelled, place, size, prose_size))


def _wall(visible: list, shown: int, prose_size: int, metadata: Metadata) -> str | None:  # type: ignore[type-arg]
    if prose_size > 400:
        return None
    words = "\n".join([*metadata.titles, *(block.text for block in visible)])[:_SHOWN]
    if prose_size <= 200 and _CAPTCHA.search(words) and shown < _SHOWN:
        return "captcha"
    if _GONE.search("\n".join([*metadata.titles, *(b.text for b in visible if b.kind == "heading")])) and prose_size < 200:
        return "soft_404"
    if prose_size <= 60 and _GONE.search(words):
        return "soft_404"
    if prose_size <= 120 and shown < _SHOWN and _LOGIN.search(words):
        return "login_wall"
    return None


def _reason_without_text(outline: Outline, labelled: Labelled, shown: int) -> str:
    links = sum(block.link_chars for block in outline.blocks if not block.hidden)
    pictures = sum(verdict.label is Label.IMAGE for verdict in labelled.verdicts)
    videos = sum(block.video is not None for block in outline.blocks)
    if videos and shown < 1_500:
        return "video_page"
    if pictures >= 3 and labelled.headline is not None:
        return "gallery"
    if shown > 200 and links * 2 > shown:
        return "list_page"
    return "empty_page"


def _is_list(visible: list, shown: int, size: int, prose_size: int, paragraphs: int) -> bool:  # type: ignore[type-arg]
    """Mostly links, and no text that would be an article beside them."""
    links = sum(block.link_chars for block in visible)
    linked = sum(block.link_chars * 2 > len(block.text) for block in visible)
    if prose_size >= 600 and paragraphs >= 3 and links < 20 * prose_size:
        return False
    if links > 8 * max(1, prose_size) and linked >= 20:
        return True
    return prose_size < 150 and linked >= 30 and links * 10 > shown * 5


def _confidence(labelled: Labelled, place: Place, size: int, prose_size: int) -> float:
    """Grows with the amount of prose, its share of the page's, and a headline found; 0.3 and less asks for a second
    opinion."""
    amount = min(1.0, prose_size / 200)
    purity = prose_size / size if size else 0.0
    score = 0.2 + 0.3 * amount + 0.2 * purity + 0.15 * place.share + (0.15 if labelled.headline is not None else 0.0)
    return round(min(1.0, score), 2)
