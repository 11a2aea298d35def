"""Names and roles out of bylines, credit lines and datelines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.roles import ANY_ROLE, BYLINE_ROLES, CREDIT_ROLES, DOUBLE_SURNAMES, ROLE_AHEAD, ROLE_END, SURNAMES
from cleaners.values import Person

_HAN = f"[{HAN}]"
_ROLE = lazy(
    rf"{ROLE_AHEAD}(?:(?<={_HAN})|(?<![\w]))({ANY_ROLE}(?:\s?[/／、&]\s?{ANY_ROLE})*)(?=\s|[:：/／|｜\u00a0]|$|[)）\]】])"
)
# What every match of `_ROLE` ends with; a digit too, since a date is a space once it is taken out.
_ROLE_END = lazy(rf"{ROLE_END}(?=[\s\d:：/／|｜)）\]】]|$)")
_REPORTER = lazy(
    rf"([{HAN}A-Za-z0-9+·&＆]{{0,16}}?(?:首席|见习|实习|特约|特派|高级|资深|主任|全媒体|融媒体|融媒|全媒|摄影|文字|视频|本报)*"
    rf"(?:记者|通讯员|评论员|特派员|实习生|撰稿人|观察员|記者|通訊員|主笔))(?=\s|[:：/／]|[{HAN}]|$)"
)
_SPACE = lazy(r"\s")
_MARK_OR_SPACE = lazy(r"\s*[:：/／|｜]|\s+\S")
_AUTHOR_OF = lazy(r"^(?:本文)?作者\s*[:：]\s*(?=\S*(?:记者|通讯员|评论员))")
_AND = lazy(r"[/／、&]")
_SHORT_HAN = lazy(rf"{_HAN}{{2,4}}")
_DOTTED_NAME = lazy(rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}")
_FOUR_HAN = lazy(rf"{_HAN}{{4,}}")
# `文/某某网专栏作者 某某`
_OUTLET_AUTHOR = lazy(rf"^文\s?[/／|｜]\s?{_HAN}{{0,12}}?(作者|作家|撰稿人)\s+(?={_HAN})")
_WORD_BEFORE = lazy(rf"{_HAN}+$")
_HAND = lazy(
    r"(?:文\s?[/／、&+]\s?[图摄]|图\s?[/／、&+]\s?[文摄]|摄\s?[/／、&+]\s?[文图])"
    r"|(?:^|(?<=[\s/／|｜、()（）]))(?:文|图|摄|摄影|报道|摄影报道|图文|文图|综合报道|供图|整理|撰文|视频)(?=$|[\s/／|｜、()（）:：])"
)
#: Roles of production, and those that end the names of a reporter's own line.
_PRODUCTION, _STAFF = frozenset(CREDIT_ROLES) - {"整理"}, frozenset((*CREDIT_ROLES, "摄影", "摄像"))
_EDGES = " \t\u00a0\u3000()（）[]【】<>《》■□◆●◎▲*-—|｜,，;；:：/／、。.“”\"'"
_NOTE = lazy(r"[（(](?:见习|实习|实习生|特约|兼)[）)]")
_NAME_TAIL = lazy(rf"(?<=[{HAN}]{{2}})(?:摄影报道|摄影|报道|供图|摄)$")
#: `记者甲／某地報導`: what stands behind the stroke is the place, and no name.
_REPORTS = ("報導", "报导", "報道", "报道")
_TAIL_ENDS = ("道", "影", "摄", "图")
_SPLIT = lazy(r"[、,，/／;；|｜&＆\s\u00a0\u3000]+")
_SINGLE_PAIR = lazy(rf"(?<!\S)({_HAN})[ \u00a0\u3000]+({_HAN})(?!\S)")
# Another fact in the same line: `编辑：甲 人气：5380`; and the portal's way back behind a name.
_NEXT_KEY = lazy(rf"(?<=\S)\s*[{HAN}]{{2,6}}\s?[:：]|返回\S+[，,]")
_NAME = lazy(
    rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,8}}){{1,3}}|[A-Za-z][\w.·-]*(?: [A-Z][\w.·-]*){{0,3}}|[\w·•]{{2,16}}"
)
_ORGANISATION = lazy(
    rf"[{HAN}]{{2,16}}(?:小组|[^出开]馆|局|委员会|委|中心|办公室|学校|大学|学院|医院|部|大队|支队|公司|集团|街道|社区|团委|工会|研究所|学会|协会|联合会|基金会|法院|检察院)"
)
_OUTLET_END = lazy(
    r"(?:网|報|报|社|台|刊|端|编辑|編輯|记者|記者|新闻|新聞|频道|小编|中心|部|站|号|君|报道|報導|報道|综合|綜合|整理)$"
)
#: Words of two or three characters that open with a surname and are none: channels, subjects, places.
_COMMON = frozenset(
    (
        "时政 时评 时事 时尚 时间 文化 文体 文娱 文旅 文艺 文学 文史 文章 文件 党建 党政 金融 房产 车市 车讯 高层 高考 高校 "
        "关注 关闭 关于 方言 方案 方法 方面 广告 广场 安全 安防 应急 武术 武警 计划 别墅 单位 双创 成长 成都 江苏 江西 湖南 "
        "海南 云南 贵州 石油 水产 水利 包容 全国 全球 农业 农村 祝福 连线 连载 都市 公益 公告 公安 公示 华人 华东 华南 路况 "
        "路线 温馨 常识 常用 明星 曲艺 游戏 项目 司法 易经 仪器 艺术 阳光 解读 解析 尚品 景点 景区 古玩 古籍 上海 马上 白领 "
        "万科 元旦 黄金 金牌 高清 高端 原创 强国 冷暖 屈原 简介 简体 相关 沙龙 汽车 卫生 顾问 陆军 花卉"
    ).split()
)
_DOUBLE_SURNAMES = frozenset(DOUBLE_SURNAMES)  # of two characters each
_NOT_NAMES = frozenset(
    (
        "报道 摄影 文图 图文 综合 整理 编辑 整合 编译 综合报道 人气 点击 浏览 阅读 评论 "
        "记者 通讯员 来源 未知 佚名 本站 本网 网络 匿名 admin "
        "管理员 供稿 提供 发布 作者 责任编辑 讯 摄 电 客户端 实习"
    ).split()
)


def split_names(text: str) -> list[str]:
    """Names out of `甲乙、丙丁`, `甲乙 丙丁`, `张 三`; notes like （见习） and empty parts are dropped."""
    if "（" in text or "(" in text:
        text = _NOTE.sub(" ", text)
    if 1 in map(len, text.split()):  # a pair is of words of one character
        text = _SINGLE_PAIR.sub(r"\1\2", text)
    names = []
    for part in _SPLIT.split(text):
        name = part.strip(_EDGES)
        if name.endswith(_TAIL_ENDS):
            name = _NAME_TAIL.sub("", name)
        if name and name.lower() not in _NOT_NAMES and not name.endswith(_REPORTS) and _NAME.fullmatch(name):
            names.append(name)
    return names


def may_have_role(line: str) -> bool:
    """Whether a line, or what is left of it without its dates, may hold a role: a cheap look before `read_pairs`."""
    return _ROLE_END.search(line) is not None


def read_pairs(line: str) -> list[Person]:
    """Roles and names of a line that pairs them: `编辑 甲 审读 乙`, `(责编:甲、乙)`. Empty for a line without a role."""
    if not may_have_role(line):
        return []
    found = [match for match in _ROLE.finditer(line) if not _inside_name(line, match)]
    people: list[Person] = []
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(line)
        role = _SPACE.sub("", match.group(1))
        names = split_names(_before_next_key(line[match.end() : stop]))
        persons = {name for name in names if looks_like_name(name)}
        if persons:
            # Beside a person's name a longer word without a surname is an account or an outlet.
            names = [name for name in names if name in persons or not _FOUR_HAN.fullmatch(name)]
        people.extend(Person(name, role) for name in names)
    return people


def _before_next_key(rest: str) -> str:
    """What stands behind a role before another fact. That has a colon behind a character and a word of two."""
    if rest.find("：", 3) < 0 and rest.find(":", 3) < 0 and "返回" not in rest:
        return rest
    return _NEXT_KEY.split(rest, maxsplit=1)[0]


def _inside_name(line: str, match: re.Match[str]) -> bool:
    """`图` in `/图` ends a reporter's name and opens no pair; `文` in `喻文` is part of one."""
    if match.group(1) not in ("图", "文", "摄"):
        return False
    word = _WORD_BEFORE.search(line, 0, match.start())
    if word is not None and len(word.group()) < 3:
        return True
    return not _MARK_OR_SPACE.match(line, match.end())


def read_byline(line: str) -> list[Person]:
    """Authors of a byline, each with the role printed before the name: `读特记者 甲 通讯员 乙/文 丙/图`."""
    line = line.strip(_EDGES.replace("/", ""))
    if line.startswith(("本文", "作者")):
        line = _AUTHOR_OF.sub("", line)
    if line.startswith("文"):
        line = _OUTLET_AUTHOR.sub(r"\1 ", line)
    reporters = list(_REPORTER.finditer(line))
    if not reporters:
        return read_pairs(line) or _read_bare_names(line)
    people: list[Person] = read_pairs(line[: reporters[0].start()])
    for number, match in enumerate(reporters):
        stop = reporters[number + 1].start() if number + 1 < len(reporters) else len(line)
        rest = line[match.end() : stop]
        staff = next((pair for pair in _ROLE.finditer(rest) if pair.group(1) in _STAFF), None)
        if staff is not None:
            rest, tail = rest[: staff.start()], rest[staff.start() :]
        else:
            rest, tail = _before_next_key(rest), ""
        role = match.group(1).strip(_EDGES)
        people.extend(Person(name, role) for name in split_names(_HAND.sub(" ", rest)))
        people.extend(person for person in read_pairs(tail) if person.role in BYLINE_ROLES)
    return people


def _read_bare_names(line: str) -> list[Person]:
    """Names without a word before them; what stands behind them (`文/图`) is their role."""
    names = [name for name in split_names(_HAND.sub(" ", line)) if looks_like_name(name)]
    hands = {match.group() for match in _HAND.finditer(line)}
    role = _SPACE.sub("", hands.pop()) if len(hands) == 1 else None
    return [Person(name, role) for name in names]


def looks_like_name(text: str) -> bool:
    """Whether a word is a Chinese personal name: two to four characters that open with a surname, or with `·`
    inside.
    """
    if "·" in text:
        return _DOTTED_NAME.fullmatch(text) is not None
    has_surname = len(text) >= 3 if text[:2] in _DOUBLE_SURNAMES else len(text) <= 3 and text[:1] in SURNAMES
    return has_surname and _SHORT_HAN.fullmatch(text) is not None and text not in _COMMON


def could_be_name(text: str) -> bool:
    """Whether a word that was given as an author's may be a person's: two to four characters, whatever the first one."""
    return looks_like_name(text) or bool(_SHORT_HAN.fullmatch(text) and not _OUTLET_END.search(text))


def is_organisation(text: str) -> bool:
    """Whether a word is the name of a body that signs a text: an office, a museum, a street's administration."""
    return _ORGANISATION.fullmatch(text) is not None


def are_names(text: str) -> bool:
    """Whether a whole line is personal names and nothing else."""
    names = split_names(text)
    return bool(names) and all(looks_like_name(name) for name in names) and len(names) <= 6


def is_credit_role(role: str | None) -> bool:
    """Whether a role (or a compound of roles) is one of production, not of authorship."""
    return role is not None and not _PRODUCTION.isdisjoint(_AND.split(role))


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """People in order; a name that comes again without a role, or with the same one, is dropped. Linear in their number."""
    roles: dict[str, set[str | None]] = {}
    kept: dict[Person, None] = {}
    for person in people:
        known = roles.setdefault(person.name, set())
        if person.role in known or (person.role is None and known):
            continue
        if None in known:  # the name without a role gives way to the one with it
            known.discard(None)
            del kept[Person(person.name)]
        known.add(person.role)
        kept[person] = None
    return tuple(kept)


def unique_names(people: Iterable[Person]) -> tuple[Person, ...]:
    """Authors in order, each name once, with the first role that was printed with it."""
    found: dict[str, Person] = {}
    for person in people:
        if person.name not in found or found[person.name].role is None:
            found[person.name] = person
    return tuple(found.values())
