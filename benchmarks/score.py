"""How an extracted text is scored against a hand-made one.

The article-extraction-benchmark's method (https://github.com/scrapinghub/article-extraction-benchmark): multisets of
4-token shingles, precision, recall, F1. A token is one CJK character or a run of other word characters. `neutral` takes short
boilerplate-like lines (credit lines, share bars, counters) and the headline from both sides, because hand-made texts disagree
on whether those belong: scores after it are called f1n.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_NOT_WORD = re.compile(r"[\W_]+")

#: Families of boilerplate that are counted as leftovers, by what their lines say.
FAMILIES = {
    "icp": r"ICP备|ICP证",
    "police": r"公网安备|网安备",
    "copyright": r"copyright\b|版权所有|all rights reserved|©",
    "licence": r"许可证[编号:：\s]|许可证号|新闻信息服务许可|网络传播视听|视听节目许可|营业执照",
    "staff": r"责任编辑|责编[:：]|编辑[:：\s]\s*\S{2,4}|审读|校对[:：]|[一二三]审[:：\s]|终审[:：]|来源[:：]",
    "related": r"相关阅读|相关新闻|相关推荐|相关链接|相关文章|延伸阅读|推荐阅读"
    r"|猜你喜欢|为你推荐|热门推荐|更多推荐|热点推荐|更多新闻",
    "rank": r"热榜|排行榜|热搜榜|热门文章|热门新闻|点击排行|24小时热",
    "friend links": r"友情链接|合作伙伴|合作媒体",
    "share": r"分享到|分享至|扫一扫|扫码|二维码|微信好友|朋友圈|点击分享",
    "tools": r"打印本页|关闭窗口|我要打印|【打印】|【关闭】|字号[:：]|大\s?中\s?小|返回顶部|回到顶部|加入收藏|设为首页",
    "neighbours": r"上一篇|下一篇|上一页|下一页",
    "app": r"下载\S{0,6}(客户端|APP)|客户端下载|打开APP|APP内打开|手机客户端|关注\S{0,8}公众号",
    "comment": r"发表评论|条评论|网友评论|我要评论|查看评论|最新评论|写评论|参与评论|评论\s*\(?\d+",
    "account": r"登录\s*[|/]?\s*注册|请登录|立即登录|免费注册",
    "about": r"关于我们|联系我们|网站地图|广告服务|隐私政策|法律声明|网站声明|招贤纳士|加入我们|诚聘英才",
    "disclaimer": r"免责声明|举报电话|违法和不良信息|侵权必究|转载请注明|仅代表作者|特别声明|郑重声明",
}
_FAMILIES = {name: re.compile(pattern, re.I) for name, pattern in FAMILIES.items()}

#: A line longer than this is text, whatever words of a family it holds.
NEUTRAL_LINE = 45
_NEUTRAL = re.compile(
    r"^[\d\s:/.,|【】()\[\]+\-—]{0,14}$|^【?纠错】?$|^Play Video$"
    r"|^(点赞|收藏|分享|评论|转发|举报|投诉|打印|赞|微博|微信|QQ空间|复制链接)[\s\d]*$"
)


class Score(NamedTuple):
    """Precision, recall and F1, each between 0 and 1."""

    precision: float
    recall: float
    f1: float


def normalize(text: str) -> str:
    """NFKC without zero-width space and byte order mark: for comparing only."""
    return unicodedata.normalize("NFKC", text or "").replace("\u200b", "").replace("\ufeff", "")


def tokens(text: str) -> list[str]:
    """Single CJK characters and runs of other word characters, lower case."""
    return _TOKEN.findall(normalize(text).lower())


def shingles(words: Sequence[str], size: int = 4) -> Counter[tuple[str, ...]]:
    """The multiset of runs of ``size`` tokens; of all tokens where there are fewer."""
    size = min(size, len(words)) or 1
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else Counter()


def shingle_score(predicted: Sequence[str], gold: Sequence[str], size: int = 4) -> Score:
    """Overlap of the two multisets of shingles."""
    size = min(size, len(gold) or size)
    ours, theirs = shingles(predicted, size), shingles(gold, size)
    hits = sum((ours & theirs).values())
    extra, missing = sum(ours.values()) - hits, sum(theirs.values()) - hits
    precision = hits / (hits + extra) if hits + extra else float(not missing)
    recall = hits / (hits + missing) if hits + missing else float(not extra)
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def word_key(text: str) -> str:
    """A text's word characters only, lower case."""
    return _NOT_WORD.sub("", normalize(text).lower())


def neutral(text: str, titles: Iterable[str | None] = ()) -> str:
    """A text without its short boilerplate-like lines and without lines that are one of the titles."""
    keys = {key for title in titles if title and len(key := word_key(title)) > 3}
    lines = []
    for line in normalize(text).splitlines():
        bare = line.strip()
        short = len(bare) <= NEUTRAL_LINE and any(pattern.search(line) for pattern in _FAMILIES.values())
        if not short and not _NEUTRAL.match(bare) and word_key(line) not in keys:
            lines.append(line)
    return "\n".join(lines)


def leftovers(predicted: str, gold: str = "") -> dict[str, int]:
    """Hits of each family in the prediction beyond those that the gold text itself holds."""
    ours, theirs = normalize(predicted), normalize(gold)
    counts = {name: len(pattern.findall(ours)) - len(pattern.findall(theirs)) for name, pattern in _FAMILIES.items()}
    return {name: count for name, count in counts.items() if count > 0}


def lost_characters(predicted: str, gold: str) -> int:
    """Tokens of the gold text that the prediction does not hold, by multiset."""
    return sum((Counter(tokens(gold)) - Counter(tokens(predicted))).values())


_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_COMPACT_DATE = re.compile(r"\b(20\d{2}|19\d{2})(\d{2})(\d{2})\b")


def day(text: str | None) -> str:
    """The first calendar day of a text as YYYY-MM-DD; empty where there is none."""
    match = _DATE.search(normalize(text or "")) or _COMPACT_DATE.search(normalize(text or ""))
    if match is None:
        return ""
    year, month, number = map(int, match.groups())
    return f"{year:04}-{month:02}-{number:02}" if 1 <= month <= 12 and 1 <= number <= 31 else ""


def is_author_right(predicted: str, gold: str) -> bool:
    """Whether the two lists of names share one, or the prediction holds the gold name and little else."""
    ours, theirs = word_key(predicted), word_key(gold)
    if not ours:
        return False
    return (
        ours == theirs
        or bool(_names(predicted) & _names(gold))
        or (len(theirs) >= 2 and theirs in ours and len(ours) <= 3 * len(theirs))
    )


def _names(text: str) -> set[str]:
    return {
        key for part in re.split(r"[;,、，；|/&\s]+(?![A-Za-z])|\band\b", normalize(text)) if (key := word_key(part))
    }
