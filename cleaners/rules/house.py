"""Words in which a site speaks of itself, to its readers, rather than of its news."""

from __future__ import annotations

from cleaners.reading.patterns import lazy
from cleaners.rules.form import either_script, in_both_scripts

#: In simplified characters; they are found in either script.
HOUSE_WORDS = tuple(
    (
        "本网 本站 本报 本平台 本刊 本社区 本论坛 本客户端 本公众号 本应用 本页 版权 著作权 转载 投稿 供稿 爆料 报料 举报 侵权 免责 声明 客户端 公众号 二维码 "
        "关注我们 订阅 登录 登入 注册 会员 网友发言 评论 留言 跟帖 发帖 热线 电话 邮箱 信箱 传真 来稿 页面 网页 浏览器 账号 帐号 备案 许可证 隐私 用户 免费 点击 下载 版主 "
        "网管"
    ).split()
)


#: Names by which a site calls itself, and words by which it addresses its reader.
SELF_NAMES = in_both_scripts(("本网", "本站", "本平台", "本社区", "本论坛", "本客户端", "本公众号", "本应用", "本页"))
_SELF = "本"  # which all of them begin with
_ADDRESS = in_both_scripts(("您", "你", "我们", "请"))
#: What follows a site's name in the dateline of its news.
_DATELINE = in_both_scripts(("讯", "记者", "消息", "综合", "特约"))


_QUOTES = ("“", "「", '"')
_HOUSE = lazy("|".join(map(either_script, HOUSE_WORDS)))


def house_words(text: str) -> int:
    """How many of the words a line has in which a site speaks of itself."""
    return len(set(_HOUSE.findall(text)))


def speaks_of_site(text: str) -> bool:
    """Whether a site speaks of itself in a line: by its own name with another word of the house or to its reader, with two words
    of the house to its reader, or with three."""
    if text.startswith(_QUOTES):
        return False
    words = house_words(text)
    if words > 2 or not words:
        return words > 2
    speaks_to_reader = any(word in text for word in _ADDRESS)
    if words == 2 and speaks_to_reader:
        return True
    return (words == 2 or speaks_to_reader) and any(_is_named(text, name) for name in SELF_NAMES)


def names_site(text: str) -> bool:
    """Whether a site speaks of itself in a line by its own name, and of a right or a duty besides."""
    if _SELF not in text or text.startswith(_QUOTES):
        return False
    return any(_is_named(text, name) for name in SELF_NAMES) and house_words(text) > 1


def _is_named(text: str, name: str) -> bool:
    place = text.find(name)
    return place >= 0 and not text.startswith(_DATELINE, place + len(name))
