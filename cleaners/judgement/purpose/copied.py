"""Copied texts that are no articles: without titles and links, their own lines say what they are.

Each kind has lines that a story does not have: the parts of a guide, the answer of an exercise, the entry of an encyclopaedia,
the claims of a patent, several stories of a page each with its title and its dateline.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MAX_FACT
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.voices import OCCURRED, TELLS
from cleaners.values import Block

#: Lines at the top that say which page of a paper is shown, and those among which they stand.
_ISSUE, _TOP = lazy(rf"[^。]{{0,40}}第\s?[A-Z]?\d{{1,3}}\s?版(?:\s?[:：]\s?[{HAN}·]{{2,12}})?\W*"), 3

#: How a dispatch opens.
_DISPATCH = lazy(
    rf"(?:[【(（]?(?:本报|新华社|中新社)[{HAN}]{{0,8}}(?:\d{{1,2}}月)?(?:[\d一二三四五六七八九十]{{1,3}}日)?[电讯]|[（(][{HAN}]{{2,8}}\d{{1,2}}日讯[）)])"
)

#: A way to the rest of a text, with the title that stands above it; an address alone in its line.
_WAY, _ADDRESS = (
    lazy(r"(?:continue reading|read more|继续阅读|阅读全文)\W{1,4}(?P<title>[^“”\"]{4,60})\W{0,3}", 2),
    lazy(r"https?://\S{4,100}"),
)

#: What an encyclopaedia says of itself, and its keys.
_ENTRY = lazy(
    rf"(?:词条|释义|条目)\s?[|｜].*|用手机看条目|出自\s?[A-Za-z{HAN}]{{2,10}}百科.{{0,40}}|.{{0,30}}百科.{{0,30}}(?:条目|词条)[。.]?|[{HAN}]{{2,6}}百科"
)
#: Headings of its parts.
_ENTRY_PART = lazy(
    r"(?:基本(?:信息|资料|介绍|简介|概述)|简介|概述|词条简介|人物生平|人物简介|历史(?:沿革|发展)?|发展(?:历程|历史)|主要(?:作品|成就)|参考(?:资料|文献)|相关(?:词条|条目)|内容简介|作者简介|图书目录)(?:\s?\[?编辑\]?)?"
)

#: What exercises and their answers are headed by.
_EXERCISE = lazy(
    r"[【\[]?(?:参考答案|正确答案|标准答案|答案解析|试题解析|试题答案)[】\]]?\s?[:：]?.{0,20}|(?:相关|类似|更多)试题|(?:判断|单选|多选|简答|填空|论述)题\s.*"
)

#: How a patent counts its paragraphs, and heads them.
_PATENT = lazy(
    r"(?:\[?\d{1,4}\]?[.、\s]\s?)?本(?:发明|实用新型|申请|公开)(?:属于|涉及|公开了|提供).{0,60}(?:领域|方法|装置|系统|结构|设备).*|(?:背景技术|技术领域|具体实施方式|附图说明|权利要求书|发明内容)\s?[:：]?"
)

_OPENS_PATENT = frozenset("0123456789[本背技具附权发")

#: What heads the parts of a guide for travellers, users and buyers.
_GUIDE_PART = lazy(
    r"(?:\d{1,2}[.、]\s?|[一二三四五六七八九十]、)?(?:行程(?:安排|规划|推荐)|亮点推荐|路线亮点|推荐(?:路线|理由)|景点(?:推荐|介绍)|美食推荐|住宿推荐|交通(?:指南|方式|攻略)|出行(?:建议|方式|提示)|旅游(?:贴士|攻略|提示)|最佳(?:旅游|游览)时间"
    r"|门票(?:价格|信息)|开放时间|注意事项|操作步骤|使用(?:方法|步骤)|安装步骤|常见问题|小贴士|适用人群|选购(?:技巧|建议)|准备工作)\s?[:：]?"
)

#: What those say who gather texts for others.
_GATHERED = lazy(
    r"[^。]{0,20}(?:下面|以下|接下来)是?(?:就?由)?[^。，]{1,12}(?:为|给|跟)(?:大家|您|你)(?:整理|介绍|分享|收集|带来|准备)[^。]{2,40}[，。](?:欢迎|希望|一起|供|仅供)?.*"
)

#: What those say who explain to their reader: of their own text, before and after.
_EXPLAINED = lazy(
    r"本文将(?:(?:为|带|告诉)(?:您|你|大家)(?:详细)?(?:介绍|推荐|讲解|提供|解读)?|详细(?:讲述|介绍|讲解)[^。]{2,24}(?:如何|怎么|怎样))"
    r"|希望(?:本文|以上|上述|这篇文章)[^。]{0,16}(?:对|给|能)[^。]{0,6}(?:帮助|帮到)"
)

#: What announces the steps to an end, and how each is counted.
_STEPS, _STEP = (
    lazy(r"(?:流程|步骤|程序|手续|做法|材料|办法)(?:如下|是|为|有|有哪些)?\s?[：:]"),
    lazy(r"(?:^|[；;：:。])\s?\d{1,2}[、.．]\s?\S"),
)

#: The particulars of goods and of who sells them.
_SOLD = lazy(
    r"(?:产品(?:规格|数量|单价|型号|品牌)|包装说明|发货(?:地址|期限)|主营产品|经营(?:性质|模式)|企业类型|最小起订(?:量)?|供货总量|信息编号|公司编号)\s?[：:].*"
)

#: Headings of what is handed out, first on their page.
_HANDED = lazy(r"(?:资源|文档|资料|课件|素材)(?:描述|简介|介绍|预览)\s?[:：]?|论文(?:部分内容|摘要|全文)(?:阅读|预览)")

#: Fewest parts of a guide or an entry, stories of a page, ways to the rest, addresses.
_PARTS, _STORIES, _WAYS, _LINKED = 2, 2, 2, 3


def copied_as(amounts: Amounts) -> str | None:
    """The reason why a copied text is no article; None for an article, and for a text that somebody signed."""
    lines = amounts.visible
    if _is_digest([block for block in amounts.outline.blocks if block.text]):
        return "list_page"
    if amounts.is_signed:
        return None
    short = [block.text for block in lines if len(block.text) <= MAX_FACT]
    counted = (block.text for block in lines if block.text[:1] in _OPENS_PATENT)
    if sum(_PATENT.fullmatch(text) is not None for text in counted) >= _PARTS:
        return "data_page"
    if any(map(_HANDED.fullmatch, (block.text for block in lines[:_TOP]))):
        return "offer_page"
    if amounts.has_head:
        return None
    if sum("：" in text or ":" in text for text in short) >= _PARTICULARS and _has_particulars(lines):
        return "offer_page"
    if any(map(_EXERCISE.fullmatch, short)):
        return "question_page"
    if any(map(_ENTRY.fullmatch, (block.text for block in lines[:_KEYS]))):
        return "profile_page"
    if sum(_ENTRY_PART.fullmatch(text) is not None for text in short) > _PARTS or _is_abstract(amounts, lines):
        return "profile_page"
    told = [_EXPLAINED.sub("", block.text) for block in amounts.kept]
    if any(TELLS.search(text) or OCCURRED.search(text) for text in told):
        return None
    is_gathered = any(_GATHERED.fullmatch(block.text) or _EXPLAINED.search(block.text) for block in lines)
    is_gathered = is_gathered or _counts_steps(lines)
    return "service_page" if is_gathered or sum(map(_is_part, short)) >= _PARTS else None


#: Lines among which an entry says that it is one.
_KEYS = 8


def _is_abstract(amounts: Amounts, lines: Sequence[Block]) -> bool:
    """Whether a text is nothing but the summary of a paper, which opens with that word."""
    opens = _ABSTRACT.match(lines[0].text) if lines else None
    if opens is None or amounts.paragraphs != 1:
        return False
    return opens.end() == len(lines[0].text) or lines[0].text.endswith(("...", "…"))


_ABSTRACT = lazy(r"(?:内容|论文)?(?:摘要|提要|简介)\s?[:：]?\s?")


def _is_part(text: str) -> bool:
    return _GUIDE_PART.fullmatch(text) is not None


def _has_particulars(lines: Sequence[Block]) -> bool:
    return sum(_SOLD.search(block.text) is not None for block in lines) >= _PARTICULARS


def _counts_steps(lines: Sequence[Block]) -> bool:
    """Whether a line announces the steps to an end, and several that are counted follow, each in its line or all in that one."""
    opens = next((at for at, block in enumerate(lines) if _STEPS.search(block.text)), None)
    if opens is None:
        return False
    return sum(len(_STEP.findall(block.text)) for block in lines[opens:]) >= _COUNTED


#: Fewest particulars of goods, and fewest steps.
_PARTICULARS, _COUNTED = 3, 4


def _is_digest(lines: Sequence[Block]) -> bool:
    """Whether several stories stand below each other: those of a paper's page, each with a title above its dateline; texts with a
    way to the rest of each; or such with an address below each."""
    if any(_ISSUE.fullmatch(block.text) for block in lines[:_TOP]):
        stories = [one for one, below in pairwise(lines) if _DISPATCH.match(below.text) and not is_prose(one)]
        return len(stories) >= _STORIES
    leading = [block.text for block in lines if block.text.startswith(_OPENS_WAY)]
    if len(leading) >= _WAYS:
        texts = {block.text for block in lines}
        ways = [match["title"] for text in leading if (match := _WAY.fullmatch(text)) is not None]
        if sum(title in texts for title in ways) >= _WAYS:
            return True
    if sum(block.text.startswith("http") for block in lines) < _LINKED:
        return False
    linked = sum(_ADDRESS.fullmatch(below.text) is not None and is_prose(one) for one, below in pairwise(lines))
    return linked >= _LINKED and linked * 5 >= sum(map(is_prose, lines)) * 4


#: First characters of a way to the rest.
_OPENS_WAY = ("Con", "con", "Rea", "rea", "继续", "阅读")
