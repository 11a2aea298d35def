"""What a Chinese personal name looks like."""

from __future__ import annotations

import re

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.form import simplified
from cleaners.rules.roles import RANK, REPORTERS, SIDE_ROLES
from cleaners.rules.surnames import DOUBLE_SURNAMES, NAME_PARTS, SURNAMES

_HAN = f"[{HAN}]"
_SHORT_HAN = lazy(rf"{_HAN}{{2,4}}")
_DOTTED_NAME = lazy(rf"{_HAN}{{1,8}}(?:[·•・‧]{_HAN}{{1,8}}){{1,3}}")
#: What words end in that are no names, though they open with a surname: 简体版, 华语, 时报.
_ENDS = tuple("版语語网網报報社频頻们們")
#: What parts end in of what stands with dots between and is no name: 某新闻·某号·政务.
_PARTS_OF_OTHERS = (
    "新闻",
    "新聞",
    "号",
    "號",
    "网",
    "網",
    "报",
    "報",
    "社",
    "台",
    "频道",
    "政务",
    "简介",
    "编辑",
    "记者",
)
_ORGANISATION = lazy(
    rf"[{HAN}]{{2,16}}(?:小组|[^出开]馆|局|委员会|委|中心|办公室|学校|大学|学院|医院|部|大队|支队|公司|集团|街道|社区|团委|工会|研究所|学会|协会|联合会|基金会|法院|检察院)"
)
_OUTLET_END = lazy(
    r"(?:网|報|报|社|台|刊|端|编辑|編輯|记者|記者|新闻|新聞|频道|小编|中心|部|站|号|君|报道|報導|報道|综合|綜合|整理)$"
)
_DOTS = lazy(r"[·•・‧]")
#: Words of two or three characters that open with a surname and are none: channels, subjects, places.
_COMMON = frozenset(
    (
        "时政 时评 时事 时尚 时间 文化 文体 文娱 文旅 文艺 文学 文史 文章 文件 党建 党政 金融 房产 车市 车讯 高层 高考 高校 "
        "关注 关闭 关于 方言 方案 方法 方面 广告 广场 安全 安防 应急 武术 武警 计划 别墅 单位 双创 成长 成都 江苏 江西 湖南 "
        "海南 云南 贵州 石油 水产 水利 包容 全国 全球 农业 农村 祝福 连线 连载 都市 公益 公告 公安 公示 华人 华东 华南 路况 "
        "路线 温馨 常识 常用 明星 曲艺 游戏 项目 司法 易经 仪器 艺术 阳光 解读 解析 尚品 景点 景区 古玩 古籍 上海 马上 白领 "
        "欧洲 应用 焦点 焦點 万科 元旦 黄金 金牌 高清 高端 原创 强国 冷暖 屈原 简介 简体 相关 沙龙 汽车 卫生 顾问 陆军 花卉 "
        "溫馨 溫度 溫暖 簡介 簡體 簡單 鍾愛 賀年 賀電 遲到"
    ).split()
).union(SIDE_ROLES)  # 文案 opens with a surname, too
_DOUBLE_SURNAMES = frozenset(DOUBLE_SURNAMES)  # of two characters each
#: A name without a surname, and what such names open with.
_OF_PARTS, _FIRST_PARTS = lazy(rf"(?:{'|'.join(NAME_PARTS)}){{1,4}}"), frozenset(part[:2] for part in NAME_PARTS)


def looks_like_name(text: str) -> bool:
    """Whether a word is a personal name in Chinese: two to four characters that open with a surname, what has `·` inside, or
    parts of the names of peoples without surnames (达娃卓玛)."""
    if not text.isalpha() and _DOTTED_NAME.fullmatch(text) is not None:
        return not any(part.endswith(_PARTS_OF_OTHERS) for part in _DOTS.split(text))
    if text[:2] in _FIRST_PARTS and _OF_PARTS.fullmatch(text) is not None:
        return True
    has_surname = len(text) >= 3 if text[:2] in _DOUBLE_SURNAMES else len(text) <= 3 and text[:1] in SURNAMES
    return (
        has_surname and not text.endswith(_ENDS) and _SHORT_HAN.fullmatch(text) is not None and not _names_nobody(text)
    )


def name_of_parts(word: str) -> str | None:
    """The longest name without a surname that a word opens with: `达娃卓玛` of 达娃卓玛拉萨."""
    found = _OF_PARTS.match(word) if word[:2] in _FIRST_PARTS else None
    return found.group() if found is not None else None


def _names_nobody(text: str) -> bool:
    return text in _COMMON or simplified(text) in _COMMON


def is_word(text: str) -> bool:
    """Whether what has the form of a name is a word, a place or an office as well: 楼市, 温州. Behind a role it may be a name
    all the same; where nothing says so, it is none."""
    from cleaners.rules.words import LONGER, OFFICES, SECOND  # few pages have a name that nothing calls one

    text = simplified(text)
    if len(text) == _SHORT:
        return text[1] in SECOND.get(text[0], "")
    return text in LONGER or text[-1:] in OFFICES


#: Characters of the shortest words, and of the shortest names.
_SHORT = 2


def may_be_rare_name(text: str) -> bool:
    """Whether a word among names may be one of a surname that is not among the common ones: two or three characters that are no
    word."""
    return (
        len(text) <= 3
        and not text.endswith(_ENDS)
        and _SHORT_HAN.fullmatch(text) is not None
        and not _names_nobody(text)
    )


def ends_name(before: str, last: str) -> bool:
    """Whether such a character is the third of a reporter's name: `記者鄭雅文／綜合報導`."""
    return before[:-2].rstrip().endswith(("者", "員", "员", "、")) and looks_like_name(before[-2:] + last)


def follows_name(line: str, place: int) -> bool:
    """Whether what stands at a place of a line says what the owner of the name before it did, behind a stroke: `甲乙/文`."""
    if line[place - 1 : place] not in _STROKES:
        return False
    name = _LAST_NAME.search(line, max(0, place - 1 - _LONGEST), place - 1)
    return name is not None and looks_like_name(name.group())


_STROKES, _LONGEST, _LAST_NAME = ("/", "／", "╱"), 4, lazy(rf"{_HAN}+\Z")


def is_count(word: str) -> bool:
    """Whether a word is what a page counts, or says that there is none of it: 3条评论, 次浏览, 暂无评论."""
    return word.endswith(_COUNTED) and _COUNTS.fullmatch(word) is not None


_COUNTED = (
    "评论",
    "評論",
    "回复",
    "回覆",
    "留言",
    "跟帖",
    "浏览",
    "瀏覽",
    "阅读",
    "閱讀",
    "点击",
    "點擊",
    "收藏",
    "喜欢",
    "查看",
)
_COUNTS = lazy(
    r"(?:[\d,]*[条條个個次人篇]?|(?:暂时?|尚|还)?(?:没有|无|無)|[发發]表|添加|共?有?\d+[条條个個次人篇]?)\w\w"
)


def could_be_name(text: str) -> bool:
    """Whether a word that was given as an author's may be a person's: two to four characters, whatever the first one."""
    return looks_like_name(text) or bool(_SHORT_HAN.fullmatch(text) and not _OUTLET_END.search(text))


def is_organisation(text: str) -> bool:
    """Whether a word is the name of a body that signs a text: an office, a museum, a street's administration."""
    return _ORGANISATION.fullmatch(simplified(text)) is not None


_REPORTER = rf"(?:{'|'.join(REPORTERS)})"
#: A name between two roles, the last of a list above the second too; names behind a role without a gap, longer than one is.
_BETWEEN = lazy(rf"({_REPORTER}|(?<=\s))({_HAN}{{2,9}}?)(?=(?:{RANK}|本[报報]|[摄攝]影)*{_REPORTER}\s?{_HAN})")
_GLUED = lazy(rf"({_REPORTER}\s?)({_HAN}{{5,9}})(?=$|[\s、，,)）】\]])")
#: Surnames that every third person has: they tell where a name begins among those that may be either.
_FREQUENT = frozenset("王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓")


def set_apart(line: str) -> str:
    """A line of reporters with a space between their names, and between a name and the next role, where there is none. Names that
    can be parted in several ways are left out."""
    line = _BETWEEN.sub(lambda found: _parted(found, " "), line)
    return _GLUED.sub(lambda found: _parted(found, ""), line)


def _parted(found: re.Match[str], behind: str) -> str:
    ways = [] if _OF_PARTS.fullmatch(found[2]) else _ways(found[2])
    if not ways:
        return found[0]
    counts = [sum(name[0] in _FREQUENT for name in way) for way in ways]
    best = max(counts)
    return found[1] + (" ".join(ways[counts.index(best)]) if counts.count(best) == 1 else "") + behind


def _ways(names: str) -> list[list[str]]:
    """All ways to part some characters into names of two or three."""
    if not names:
        return [[]]
    sizes = [size for size in (2, 3) if len(names) >= size and looks_like_name(names[:size])]
    return [[names[:size], *way] for size in sizes for way in _ways(names[size:])]
