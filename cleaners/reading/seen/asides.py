"""Elements inside a sentence that do not interrupt it: a small picture, a button, an element unknown to HTML.

Both forms of the walk call this module when such an element occurs while a line is open, which is rare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.patterns import lazy

#: Elements whose content always continues their sentence, whatever its tag: HTML allows no blocks inside them.
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())

# A sentence continues from a character of the first set to one of the second (besides letters and digits); full stops end it.
_BEFORE = frozenset("》」』，、,“‘（(《「『【—－-·&+/%％")
_AFTER = frozenset("，、,“‘（(《「『【—－-·&+/%％。；：！？;:!?.”’）)》」』】…")

#: The words of a button that is a control; other buttons are a term of the sentence, as in glossaries.
_CONTROL = lazy(
    r"[+＋＞>×✕✖▶♪◀·.…]*(?:(?:已|立即|马上|点击|一键|我要|去|加)?(?:关注|订阅|分享|复制|收藏|点赞|赞|喜欢|举报|播放|暂停|朗读|收听|试听|听|"
    r"静音|放大|缩小|展开|收起|折叠|查看|翻译|搜索|打赏|赞赏|评论|回复|投诉|纠错|下载|打开|登录|注册|报名|购买|更多|详情|投票|提交|确定|取消|关闭|"
    r"返回|发送|转发|保存|打印|扫码|编辑|删除|隐藏|显示|刷新|重试|copy|share|close|play|more|follow)"
    r"(?:全文|原文|全部|更多|详情|链接|代码|文章|本文|音频|视频|图片|大图|注释|专栏|账号|作者|公众号|此文|一下|TA|ta)?)?[+＋＞>×✕✖▶♪◀·.…]*",
)

#: Maximum declared width and height, in pixels, of a picture that can be an emoji or a character inside a line.
LARGE_IMAGE = 100
# Whole words in the class, address or alternative text of a picture that stands for a character.
_EMOJI = lazy(r"(?<![a-z])(?:wx|qq)?(?:emojis?|emoticons?|smileys?|smilies|biaoqing|qqface)(?![a-z])", re.I)
#: Each of these words contains one of these parts: a cheap test before the expression.
_PARTS = ("emo", "smil", "biaoqing", "qqface")
_NAMES = ("class", "src", "data-src", "alt")
_PIXELS = lazy(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*$")
_STYLED = lazy(r"(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?\s*px")
_SIZES = ("width", "height", "data-w", "data-width", "data-height")


def goes_on(before: str, after: str) -> bool:
    """Whether a sentence continues from its last character so far to the next one, over a border that may not be one."""
    return (before.isalnum() or before in _BEFORE) and (after.isalnum() or after in _AFTER)


#: Maximum number of elements and texts in a button, and of its characters, for it to be a word of a sentence.
MAX_BUTTON, MAX_WORDS = 8, 40


def is_control(words: str | None) -> bool:
    """Whether the words of a button, without white space, are those of a control. ``words`` is None for a button with more than
    `MAX_BUTTON` elements and texts."""
    return words is None or len(words) > MAX_WORDS or _CONTROL.fullmatch(words) is not None


def is_emoji(attributes: Mapping[str, str]) -> bool:
    """Whether a picture's names say that it is a character: it is part of its line, whatever surrounds it."""
    given = [value for name in _NAMES if (value := attributes.get(name))]
    names = " ".join(given)
    if names.isascii():  # other characters may be variants of these letters
        names = names.lower()
        if not any(part in names for part in _PARTS):
            return False
    return any(_EMOJI.search(value) is not None for value in given)


def is_large_picture(attributes: Mapping[str, str]) -> bool:
    """Whether a picture declares a size too large for a line of text."""
    given = [value for name in _SIZES if (value := attributes.get(name))]
    declared = [match for value in given if (match := _PIXELS.match(value)) is not None]
    style = attributes.get("style")
    return any(int(match[1]) > LARGE_IMAGE for match in (*declared, *(_STYLED.finditer(style) if style else ())))
