"""What apps leave in a copied text: placeholders for pictures (`[图片]`), and lines that name the app through which the text
was shared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.evidence.flat.row import Row
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Image

_THING = (
    r"(?:图片|照片|图|组图|视频|短视频|表情|动画表情|动图|语音|音频|图集|位置|文件|链接|小程序|影片|圖片"
    r"|photo|image|img(?:-\d{1,3})?|inline|video|gif|[\w%.-]{1,64}\.(?:jpe?g|png|gif|webp|bmp))"
)
#: A placeholder that is a whole line; also in round and angle brackets, which inside a line may be the writer's own.
_ALONE = lazy(rf"(?:[\[【（(<〔]\s*{_THING}\s?\d{{0,3}}\s*[\]】）)>〕]\s*){{1,20}}", re.I)
#: A placeholder at the beginning or end of a line, or after the end of a sentence.
_INSIDE = lazy(
    rf"^\s*\[{_THING}\s?\d{{0,3}}\]|\[{_THING}\s?\d{{0,3}}\]\s*$|(?<=[。！？”…])\s*\[{_THING}\s?\d{{0,3}}\]",
    re.I,
)
_PICTURES = ("图", "bmp", "照", "圖", "photo", "image", "img", "inline", "gif", "jp", "png", "webp", "bmp", "动")

_ADDRESS = r"(?:https?://|www\.)[\w\-./?%&=#~+:,;@!]{3,300}"
_CLIENT = r"(?:客户端|新闻客户端|用户端|APP|App|app|小程序|浏览器|公众号)"
_SHARED = lazy(
    rf"[（(\[【「—\-\s@]*(?:分享自|来自|转自|发自|选自|通过)\s*[@「“《【\[]?[^\s。，！？「」“”《》【】]{{1,16}}{_CLIENT}?[」”》】\]]?"
    rf"\s*(?:的分享|分享)?[）)\]】」—\-\s]*"
    rf"|[（(]\s*(?:分享自|来自)\s*@?[^\s。，！？()（）]{{1,20}}[）)]"
    rf"|(?:我(?:正在|在)?[^。，]{{0,12}}?)?(?:给你|向你|为你)?(?:分享|推荐|看到?|读到?)(?:了|一篇|一条|自)?(?:文章|新闻|好文|内容)?[^。]{{0,80}}{_ADDRESS}[^。]{{0,40}}"
    rf"|(?:点击|打开|复制|戳|点|长按复制)[^。]{{0,40}}(?:链接|地址|查看|阅读|全文|信息|口令|打开)[^。]{{0,30}}{_ADDRESS}[^。]{{0,40}}"
    rf"|[【\[]?(?:查看|阅读|閱讀)?(?:全文|原文|详情|链接|连结|連結|网页链接|文章链接|原文链接|分享链接|原文連結)[】\]]?\s*[：:]?\s*{_ADDRESS}"
    rf"|{_ADDRESS}\s*(?:[（(@]?(?:分享自|来自|分享|复制|打开|@)[^。]{{0,40}})?"
    rf"|(?:发自我的|来自我的)\s?[A-Za-z{HAN}0-9 ]{{2,16}}|Sent from my [\w ]{{2,20}}"
    rf"|(?:复制|长按)(?:这段|此|这条|本)?(?:内容|信息|消息|口令)[^。]{{0,50}}"
)
#: Links to a messenger's channel and its owner, one or more per line: `订阅频道 @name`.
_HANDLE = lazy(r"@[A-Za-z]\w{3,31}|(?:https?://)?t\.me/[\w+/]{3,60}")
_CHANNEL = lazy(r"频道|頻道|群|投稿|爆料|订阅|訂閱|关注|關注|交流|商务|合作|联系|客服|机器人")
#: Maximum length of such a line, and of the words before an address, in characters.
_MAX_CHANNELS, _MAX_CHANNEL = 120, 14
#: A sign before such a line.
_SIGN = lazy(r"^[^\w\s【\[（(「《“‘—\-@]{1,3}\s*")
#: What a client adds to a headline in brackets: its address, and who shared it.
_TITLED = lazy(
    rf"(?:[^\s【《「]{{0,16}}?)\s*[【《「](?P<title>[^】》」\n]{{6,60}})[】》」]\s*"
    rf"(?P<rest>(?:[，,。！!~\s]*(?:快来|一起|分享|来自|点击|复制|打开)[^。]{{0,60}})?\s*{_ADDRESS}[^。]{{0,60}}|[（(]\s*(?:分享自|来自)[^。]{{1,30}}[）)])\s*"
)
#: Number of lines at either end of a text that may be such lines.
_REACH = 6


def without_placeholders(lines: Sequence[str]) -> list[str]:
    """The lines with every placeholder on a line of its own."""
    found: list[str] = []
    for line in lines:
        if ("[" in line or "【" in line) and _INSIDE.search(line) and not _ALONE.fullmatch(line.strip()):
            found += [
                piece
                for piece in _INSIDE.sub(lambda match: f"\n{match.group().strip()}\n", line).split("\n")
                if piece.strip()
            ]
        else:
            found.append(line)
    return found


def read_shared(lines: Sequence[str]) -> list[Row]:
    """The lines as rows. A placeholder is hidden, with a picture without an address in its place, so that a caption can belong
    to it. An app's lines about sharing, near either end of the text, are hidden, too."""
    shown = [line.strip() for line in lines if line.strip()]
    rows: list[Row] = []
    for number, line in enumerate(shown):
        near = number < _REACH or number >= len(shown) - _REACH
        if number < _HEAD and line.lower() in _TOOLS:
            rows.append(Row(line, hidden=True))
        elif _is_placeholder(line):
            rows.append(Row(line, hidden=True))
            if any(word in line.lower() for word in _PICTURES):
                rows.append(Row(kind="image", image=Image("")))
        elif near and _may_be_shared(line) and (number > 0 or "http" in line or "www." in line or "分享" in line):
            rows += _rows_of(line, shown[number + 1 : number + 3])
        else:
            rows.append(Row(line))
    return rows


def _is_placeholder(line: str) -> bool:
    if len(line) > 60:
        return False
    return (line[-1] in "]】）)>〕" and _ALONE.fullmatch(line) is not None) or _is_name_of_picture(line)


def _is_name_of_picture(line: str) -> bool:
    """Whether a line is the name of a picture's file, or the words that a site prints in the place of one."""
    return line in _IN_PLACE or (line.lower().endswith(_FILES) and _FILE.fullmatch(line) is not None)


_FILES, _FILE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"), lazy(r"[^\s/\\<>|，。：]{1,56}")
#: Titles that a tool gave a page without one, and words for its mark and for who runs it, among its first lines.
_TOOLS, _HEAD = (
    frozenset(
        ("untitled document", "untitled", "无标题文档", "無標題文件", "new page 1", "logo", "admin", "administrator")
    ),
    4,
)
_IN_PLACE = ("文章图片", "文章插图", "文章配图", "图片加载中")


def _may_be_shared(line: str) -> bool:
    """A cheap test: whether a line is short and contains one of the words or an address."""
    return len(line) <= 400 and any(
        word in line for word in ("http", "www.", "分享", "自", "Sent", "复制", "@", "t.me")
    )


def _rows_of(line: str, below: Sequence[str]) -> Iterator[Row]:
    titled = _TITLED.fullmatch(line)
    if titled is not None:
        title = titled.group("title")
        if not any(title in other for other in below):
            yield Row(title)
        yield Row(line, hidden=True)
    else:
        may_be = "http" in line or "www." in line or not is_sentence(line)
        yield Row(line, hidden=may_be and _says_how(line))


def _says_how(line: str) -> bool:
    bare = _SIGN.sub("", line)
    return _SHARED.fullmatch(bare) is not None or _names_channels(line)


def _names_channels(line: str) -> bool:
    if not ("@" in line or "t.me" in line) or len(line) > _MAX_CHANNELS:
        return False
    *words, rest = _HANDLE.split(line)
    is_short = all(len(word.strip()) <= _MAX_CHANNEL and not set("，。") & set(word) for word in words)
    return bool(words) and is_short and not rest.strip() and all(map(_CHANNEL.search, words))
