"""The vocabulary of newsroom roles and the shape of a Chinese name: data that credit and byline rules are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from cleaners.reading.han import HAN
from cleaners.reading.patterns import vocabulary
from cleaners.rules.surnames import DOUBLE_SURNAMES, SURNAMES

#: Modifiers, one to three of which stand before the stem of a role: 融媒体 值班 责任.
MODIFIERS = tuple(
    (
        "责任 責任 值班 轮值 当班 实习 實習 见习 見習 助理 首席 资深 高级 特约 特派 驻站 执行 執行 常务 总 副 本期 "
        "本版 本文 栏目 内容 图片 图文 视频 音频 文字 通联 网络 网站 微信 微博 新媒体 融媒体 融媒 全媒体 全媒 多媒体 "
        "客户端 页面 版面 流程 美术 核稿 发稿 运营 产品 数据 平面 动画 创意 现场 直播 联合 项目 专题 "
        "資深 高級 特約 總 圖片 圖文 視頻 音頻 網絡 網路 新媒體 融媒體 全媒體 視覺"
    ).split()
)

#: Stems of roles, which may have modifiers before them: of production here, of authorship in `BYLINE_STEMS`.
CREDIT_STEMS = tuple(
    (
        "编辑 編輯 责编 責編 编审 審讀 审读 审核 審核 審覈 审校 校对 校對 统筹 策划 策劃 主编 主編 总编 總編 总编辑 總編輯 "
        "编委 监制 監製 制作 製作 制片 设计 設計 剪辑 剪輯 拍摄 拍攝 摄像 攝像 包装 编导 編導 导演 導演 統籌 審校"
    ).split()
)
#: Words that are roles only if a name follows and the same line has one of the roles below; otherwise they are common words:
#: 技术, 产品, 直播.
SIDE_ROLES = tuple(
    (
        "文案 文稿 脚本 统稿 组稿 编稿 编务 文书 资料 素材 数据 数据支持 数据分析 可视化 图表 图解 长图 漫画 手绘 插图 题图 动画 "
        "字幕 字幕组 特效 合成 包装 调色 音效 音频 音乐 录音 灯光 美指 场记 制片 摄制 航拍 摄影师 导播 导演 编导 推流 直播 互动 "
        "主持 主持人 出镜 解说 旁白 朗读 朗诵 手语 作词 作曲 演唱 演员 技术 技术支持 运维 开发 前端 后端 产品 运营 推广 推送 "
        "创意 主创 执行 协调 联络 外联 指导 顾问 支持 值班 核发 复核 核校 检校 质检 监播 签审 审发 一读 二读 三读 题字 书法"
    ).split()
)
#: Who reports for a paper: its own people, and those who write to it from where they work.
REPORTERS = ("记者", "記者", "通讯员", "通訊員")
BYLINE_STEMS = (*REPORTERS, *"评论员 評論員 撰稿 撰文 观察员".split())
#: Rank or desk before a reporter's role, for use in a pattern: 首席记者, 全媒体记者.
RANK = r"(?:首席|[见見][习習]|[实實][习習]|特[约約]|特派|高[级級]|[资資]深|主任|全媒[体體]?|融媒[体體]?)"
#: What a byline says that a person contributed, the longest first: `甲乙 文/图`, `丙丁 摄影报道`.
HANDS = tuple(
    "摄影报道 综合报道 文并摄影 采写并摄影 文并摄 文并图 摄影 报道 整理 供图 图文 文图 撰文 视频 摄 文 图".split()
)

# Roles of production, printed after the body. A line of these ends the article.
CREDIT_ROLES = [
    "编辑",
    "责编",
    "总编辑",
    "审稿人",
    "终校",
    "审读",
    "审核",
    "审校",
    "审签",
    "审稿",
    "审定",
    "核稿",
    "编审",
    "一审",
    "二审",
    "三审",
    "初审",
    "复审",
    "终审",
    "校对",
    "校审",
    "责校",
    "编校",
    "责审",
    "统筹",
    "策划",
    "主编",
    "总编",
    "值班主任",
    "指导教师",
    "指导老师",
    "值班领导",
    "编委",
    "签发",
    "监制",
    "出品",
    "出品人",
    "策划人",
    "策划统筹",
    "统筹策划",
    "制作",
    "制作人",
    "美编",
    "版面",
    "版式",
    "组版",
    "排版",
    "视觉",
    "视觉设计",
    "海报",
    "海报设计",
    "设计",
    "制图",
    "绘图",
    "美术",
    "插画",
    "剪辑",
    "配音",
    "播音",
    "主播",
    "出镜",
    "拍摄",
    "后期",
    "后期制作",
    "整理",
    "翻译",
    "译者",
    "编译",
    "选稿",
    "网编",
    "审稿人",
    "信息员",
    "上传者",
    "图编",
    "编辑审核",
    "供稿",
    "供稿人",
    "编发",
    "编播",
    "采编",
    "总值班",
    "录入",
    "上传",
    "发布",
    "发布人",
    "审核人",
    "责任人",
    "编排",
    "二校",
    "一校",
    "三校",
    "监审",
    "总监",
    "终审人",
    "編輯",
    "責編",
    "審核",
    "審覈",
    "校對",
    "編審",
    "監製",
    "總編輯",
    "策劃",
    "設計",
    "製作",
    "翻譯",
    "撰稿人",
    *"審讀 審校 審稿 審定 一審 二審 三審 初審 複審 終審 責校 編校 統籌 主編 總編 編委 簽發 策劃人 製作人 美編 組版 視覺設計".split(),
    *"海報設計 製圖 繪圖 插畫 剪輯 出鏡 拍攝 後期 譯者 編譯 選稿 網編 採編 編排 監審 總監".split(),
]

#: Roles of two characters that are also printed with a gap between them, as wide as a role of four: `编  辑`.
WIDE_CREDIT_ROLES = (
    "编辑 责编 审读 审核 审校 校对 编审 初审 复审 终审 一审 二审 三审 统筹 策划 主编 监制 美编 设计 制图".split()
)

# Roles of authorship: printed before or after the body; a line of these is a byline and ends nothing.
BYLINE_ROLES = [
    "作者",
    "执笔",
    "执笔人",
    "记者",
    "主任记者",
    "摄影记者",
    "评论员",
    "通讯员",
    "实习生",
    "实习",
    "撰文",
    "撰稿",
    "撰稿人",
    "文字",
    "采写",
    "采访",
    "摄影",
    "摄像",
    "摄影报道",
    "摄",
    "图",
    "文",
    "图文",
    "文图",
    "供图",
    "图片",
    "视频",
    "報導",
    "採寫",
    "圖",
    "攝",
    "圖文",
    "文圖",
    "供圖",
    "記者",
    "攝影",
    "通訊員",
    "特約記者",
    "實習生",
    "特派員",
    *"執筆 執筆人 主任記者 攝影記者 評論員 採訪 攝像 攝影報道 攝影報導 圖片 視頻 觀察員 主筆 圖/文 文/攝".split(),
    "特派员",
    "观察员",
    "主笔",
    "首席",
    "作者单位",
    "文/图",
    "文/圖",
    "图/文",
    "文/摄",
    "摄影/报道",
    "整理",
]

WIDE_BYLINE_ROLES = ["记者", "作者", "摄影", "撰文", "撰稿"]

# How a page prints a role beside a name.
_HAN = f"[{HAN}]"
NAME = rf"(?:{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}|{_HAN} {_HAN})"
NOTE = r"(?:\s?\((?:见习|实习|实习生|特约|兼|[a-z][a-z .'-]{2,30})\))?"
LOOSE_NAME = rf"(?:{NAME}|[a-z][a-z0-9_.·-]{{1,19}}|[a-z]+ [a-z]+|{_HAN}{{2,5}}[_a-z0-9]{{1,12}}|[\w·]{{1,12}})"

#: Where a correspondent works, longer than a name, before it: `通讯员 市公交集团 甲乙`.
WORKPLACE = rf"(?:(?<=员\s){_HAN}{{3,12}}[局委办院校队司团心所馆会站部处科]\s+(?={_HAN}{{2}}))?"

#: Further names, each behind a workplace: `… 甲乙 稻香合作社 丙丁`.
COLLEAGUES = rf"(?:\s+{_HAN}{{3,12}}[局委办院校队司团心所馆会站部处科社]\s+{_HAN}{{2,4}}(?!\w)){{0,3}}"


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """A regular expression that matches one of the words, the longest one first."""
    return f"(?:{'|'.join(_longest_first(words))})"


def shared(words: tuple[str, ...] | list[str]) -> str:
    """The same for words without special characters, with one branch per first character: if the text has another character
    there, the engine rejects all of its words at once. The rests of the words are tried longest first, too."""
    rests: dict[str, list[str]] = {}
    for word in _longest_first(words):
        rests.setdefault(word[0], []).append(word[1:])
    return "(?:" + "|".join(first + _one_of(rest) for first, rest in rests.items()) + ")"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(sorted(set(words)), key=len, reverse=True)


def _wide(words: Iterable[str]) -> str:
    """A regular expression for words of two characters, each printed with a gap of one or two spaces."""
    ends: dict[str, str] = {}
    for word in words:
        ends[word[0]] = ends.get(word[0], "") + word[1]
    return "|".join(rf"{first}\s{{1,2}}[{last}]" for first, last in ends.items())


def _one_of(rests: list[str]) -> str:
    """A regular expression for one of these rests of words, the longest first. Rests of one character become a set, since only
    one of them can match."""
    longer, ones = [rest for rest in rests if len(rest) > 1], "".join(rest for rest in rests if len(rest) == 1)
    ways = [*longer, *([f"[{ones}]"] if ones else []), *([""] if "" in rests else [])]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


#: Two rounds of checking, done by one person: 一审一校, 责编一审.
_ROUNDS = "(?:(?:[一二三初复終终][审審]|责编|编辑|主编)[一二三初复終终][审審校读讀])"


def _roles(one_of: Callable[[tuple[str, ...] | list[str]], str]) -> tuple[str, str, str, str]:
    """Regular expressions for any role, for roles of production, for roles of authorship, and for the words that are roles only
    beside others, with or without a modifier: 融媒技术, 三维动画. A role may consist of one to three modifiers and a stem; it can be
    read in one way only: 融媒统筹, 值班总编辑, 首席摄影记者."""
    modifier = one_of(MODIFIERS)
    modified = f"(?>(?:(?![总總][编編]){modifier}){{1,3}})"
    credit, byline = _wide(WIDE_CREDIT_ROLES), _wide(WIDE_BYLINE_ROLES)
    return (
        f"(?:{_ROUNDS}|{modified}{one_of((*CREDIT_STEMS, *BYLINE_STEMS))}"
        f"|{one_of([*CREDIT_ROLES, *BYLINE_ROLES])}|{credit}|{byline})",
        f"(?:{_ROUNDS}|{modified}{one_of(CREDIT_STEMS)}|{one_of(CREDIT_ROLES)}|{credit})",
        f"(?:{modified}{one_of(BYLINE_STEMS)}|{one_of(BYLINE_ROLES)}|{byline})",
        f"(?:三维|二维)?{modifier}?{one_of(SIDE_ROLES)}",
    )


@cache
def _quick(number: int) -> str:
    return _roles(shared)[number]


ANY_ROLE, CREDIT_ROLE, BYLINE_ROLE, SIDE_ROLE = (
    vocabulary(role, partial(_quick, number)) for number, role in enumerate(_roles(alternation))
)
#: What follows a role's word that is part of the name of an outlet or a desk: 记者站, 编辑部, 通讯社, 摄影报, 通讯员之家.
NAMES_OUTLET = rf"(?=[{HAN}]{{0,5}}?(?:站|部|室|社|[网網]|[报報]|[台臺]|刊|[厂廠]|中心|[协協]会|協會|杂志|雜誌|频道|頻道|之家|之窗|之声|客户端|工作室|团|組|组)(?![{HAN}]))"
#: A lookahead for the first character of a role: it costs less than trying all roles.
ROLE_AHEAD = f"(?=[{''.join(sorted({role[0] for role in (*MODIFIERS, *CREDIT_ROLES, *BYLINE_ROLES)}))}])"
#: The last characters of roles: as a string, and as a set in a pattern.
ROLE_ENDS = "".join(sorted({role[-1] for role in (*CREDIT_STEMS, *BYLINE_STEMS, *CREDIT_ROLES, *BYLINE_ROLES)}))
ROLE_END = f"[{ROLE_ENDS}]"

#: Words that stand in the place of a name but are none: contributions, placeholders, and controls beside a credit line.
NO_NAMES = frozenset(
    (
        "报道 摄影 文图 图文 综合 整理 编辑 整合 编译 综合报道 人气 点击 浏览 阅读 评论 记者 通讯员 来源 未知 佚名 本站 "
        "本网 网络 匿名 admin null undefined none nan 分钟 分鐘 管理员 系统管理员 网站管理员 超级管理员 楼主 樓主 楼层 版主 供稿 提供 发布 作者 "
        "关闭 打印 责任编辑 讯 摄 电 客户端 实习 实习生 发布于 发表于 首发 更新于 参与 分享 收藏 推荐 保存 举报 纠错 点赞 打赏 "
        "本台综合 本报综合 本网综合 暂无 不详 转发 投诉 繁体 简体 听新闻 朗读 语音朗读 收听 返回列表 手机看 时长 题图 头图 首图"
    ).split()
)

#: A surname of one character or two.
FAMILY = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|[{''.join(sorted(SURNAMES))}])"
_SIGNED = rf"{FAMILY}[{HAN}]{{1,2}}(?:、{FAMILY}[{HAN}]{{1,2}}){{0,3}}"
_LISTED = rf"{FAMILY}[{HAN}]{{1,2}}(?:[、\s]{FAMILY}[{HAN}]{{1,2}}){{0,3}}"
#: Whole bylines as newspapers and stations outside the mainland print them: reporter, place or desk, and a word for the report.
_ONE_NAME = rf"(?:[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}|[{HAN}]{{2,4}})"
PLACED_BYLINE = (
    rf"[\[(]?\s*(?:[{HAN}a-z]{{2,14}}(?:\s?[/╱]\s?|\s))?(?:[{HAN}]{{1,6}})?记者\s?{_ONE_NAME}(?:、{_ONE_NAME}){{0,3}}"
    rf"\s?[/╱]\s?(?:[{HAN}]{{2,8}})?(?:报导|报道|特稿|综合外电|专访)\s*[\])]?"
    rf"|[\[(]\s*{_SIGNED}(?!\w)\s?[/╱]\s?[{HAN}]{{2,6}}(?:报导|报道)\s*[\])]"
    rf"|[\[(]?\s*[{HAN}]{{2,4}}(?:中心|组|部|市|县)\s?[/╱]\s?(?:综合|[{HAN}]{{2}}|{_SIGNED}\s?)(?:报导|报道)\s*[\])]?"
    rf"|[\[(]?\s*(?:实习)?(?:编辑|编译|主播)\s?{_SIGNED}\s?[/╱]\s?[{HAN}]{{2,4}}(?:报导|报道|外电)\s*[\])]?"
    rf"|[{HAN}a-z]{{2,16}}\s?[|]\s?{_SIGNED}\s[{HAN}]{{2,6}}(?:报导|报道)"
    rf"|记者\s?{_SIGNED}\s?[/╱]?\s?摄影\s?{_SIGNED}(?:\s?(?:[/╱]\s?[{HAN}]{{2,6}})?(?:报导|报道)|(?!\w))|文\s?[/|]\s?记者\s?{_SIGNED}"
    rf"|记者\s?{FAMILY}(?!者)[{HAN}]{{3,6}}(?:报导|报道)"
    rf"|[{HAN}]{{2,8}}[社报]\s?[/╱]\s?[{HAN}]{{2,8}}\d{{1,2}}日(?:综合)?(?:专电|外电|电)|{_SIGNED}\s?[/╱]\s?(?:综合|即时)?(?:报导|报道)"
    rf"|{_LISTED}\s[{HAN}]{{2,3}}报道|{FAMILY}[{HAN}]{{1,2}}\s?\([{HAN}]{{2,6}}[日晚早时商]报\)"
    rf"|(?:报[导道]|特稿|采访)\s*[:●|/]\s*{_SIGNED}(?!\w)(?:\s+(?:摄影|摄|图片?)\s*[:●|/]\s*{_SIGNED}(?!\w))?"
)
_NAMES = rf"(?P<names>[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*?)"
#: A byline that opens with the desk, the place or the reporter's position, in both scripts: `生活中心／甲乙報導`,
#: `實習編輯甲乙／綜合報導`.
DESK = (
    rf"(?:[{HAN}]{{2,4}}(?:中心|[组組部市县縣])\s?[/／╱]\s?|(?:[实實][习習])?(?:[编編][辑輯译譯]|主播)(?!\s))"
    rf"{_NAMES}\s?(?:[/／╱]\s?[{HAN}]{{2,4}})?(?:[报報][导導道]|外[电電])"
)
#: A byline that opens with a word for the report; the photographer may follow: `报道：甲乙 摄影：丙丁`.
TOLD_BY = rf"(?P<role>[报報][导導道]|特稿|[采採][访訪])\s*[:：●/／|｜]\s*{_NAMES}(?!\w)"


#: A surname of one character.
SURNAME = f"[{''.join(sorted(SURNAMES))}]"
# Production credits whose spaces were lost: `编辑甲乙审读丙丁`. A name ends where the next role begins.
_NEXT = rf"(?={CREDIT_ROLE}[:：]?[{HAN}]|\W|$)"
_OTHERS = rf"(?:、[{HAN}]{{2,4}}?){{0,3}}(?:[(（](?:见习|实习)[)）])?"
_TIGHT_PAIR = rf"{CREDIT_ROLE}[:：]?(?!{CREDIT_ROLE})[{HAN}]{{2,4}}?{_OTHERS}{_NEXT}"
_SURE_PAIR = rf"{CREDIT_ROLE}[:：]?(?!{CREDIT_ROLE}){FAMILY}[{HAN}]{{1,2}}?{_OTHERS}{_NEXT}"
#: Any role with a colon, which shows where the names before it end, and names up to the next one: `航拍：甲乙编辑：丙丁`.
KEYED_ROLE = rf"(?:{ANY_ROLE}|{SIDE_ROLE})[:：]"
KEYED_NAMES = rf"(?!{KEYED_ROLE})[{HAN}]{{2,4}}?(?:[、/\s][{HAN}]{{2,4}}?){{0,3}}?\s?(?={KEYED_ROLE}|[)）\]】]|$)"
_KEYED_RUN = rf"(?=[{HAN}]{{1,8}}[:：]{FAMILY})(?:{KEYED_ROLE}{KEYED_NAMES}){{2,9}}"
#: Three such pairs or more, or two with a surname each; with colons, two or more, the first with a surname.
RUN = rf"(?:(?:{_TIGHT_PAIR}){{3,9}}|(?:{_SURE_PAIR}){{2}}|{_KEYED_RUN})"

_ONE_OF_FAMILY = rf"(?:{SURNAME} [{HAN}](?![{HAN}])|{SURNAME}[{HAN}]{{1,2}}(?!\w))"
#: Names that open with a surname; a name of two characters may have a space inside: `甲 乙 丙丁`.
SPACED_NAMES = rf"{_ONE_OF_FAMILY}(?>(?:[\s、,]+{_ONE_OF_FAMILY}){{0,3}})"

MEDIUM = r"(?:报|网|社|台|[周週月]刊|频道|客户端|融媒|中心|新闻|发布|在线)"
#: `某某客户端、某某网编辑`: outlets that the role belongs to
OUTLETS_OF_ROLE = rf"(?>(?:[{HAN}a-z0-9·]{{1,12}}{MEDIUM}[、&/])*)[{HAN}a-z0-9·]{{1,12}}?{MEDIUM}"
#: A desk's name has no such ending: beside an outlet, any word may be one.
DESKS_OF_ROLE = rf"(?>(?:[{HAN}a-z0-9·]{{1,12}}{MEDIUM}[、&/])+)[{HAN}]{{2,8}}?"
