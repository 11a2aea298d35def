"""Outlets as evidence: the endings of the names of papers, channels and portals, and the forms in which a line names the first
publisher."""

import re
from typing import NamedTuple

from cleaners.evidence.fact_lines import parted
from cleaners.evidence.people.names import is_word, looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.form import simplified
from cleaners.rules.roles import NAMES_OUTLET, alternation

#: Maximum length of an outlet's name, in characters.
_LONGEST = 24

#: Endings of outlets' names. Endings of departments' and firms' names (中心, 局) are not among them.
OUTLET = lazy(
    r"(?:(?<![电渔蛛])[网網]|(?<![播海简战喜预通捷季财情汇举警电申填])(?<!(?<!大)公)(?<!(?<!青)年)[报報]|(?<!旅行)(?<!合作)(?<!公)社|新闻|新聞|客户端|客戶端|电视台|電視台|广播|廣播|传媒|傳媒|融媒[体體]?|融媒[体體]中心|杂志|雜誌|周刊|週刊|月刊|在线|在線|频道|頻道|APP|发布|發[布佈]|头条|頭條|"
    r"观察|觀察|公众号|公眾號|中文站|卫视|衛視|(?:广播|人民|交通|总|新闻|新聞|电视|電視)台|[报報社网網台]快[讯訊])$",
    re.I,
)
#: Portals whose sections sign as outlets, and those sections: 新浪财经.
_PORTALS, _PARTS_THAT_SIGN = "新浪 腾讯 网易 搜狐 凤凰 央视".split(), "财经 科技 体育 娱乐 军事".split()
#: News clients of Chinese publishers whose names do not end like an outlet's, and are neither common words nor places.
CLIENTS = frozenset(
    (
        "读特 读创 见圳 壹深圳 羊城派 南方+ 澎湃 上观 极目 九派 川观 观海 津云 冀云 紫牛 交汇点 长江云 新甘肃 "
        "齐鲁壹点 石榴云 吉刻 大皖 21世纪经济报道 第一财经 财新 虎嗅 36氪"
    ).split()
).union(portal + part for portal in _PORTALS for part in _PARTS_THAT_SIGN)
#: A subject by which sites divide their news, in either script. Followed by 新闻 or 频道, it names a section of the site, and
#: neither an outlet nor the site.
SUBJECT = alternation(
    (
        "时政 要闻 社会 国内 国际 财经 经济 科技 体育 娱乐 文化 教育 健康 军事 汽车 房产 旅游 民生 法治 评论 专题 深度 政务 "
        "生活 焦点 即时 综合 滚动 图片 视频 信息 两岸 港澳 法庭 突发 突發 "
        "時政 要聞 社會 國內 國際 財經 經濟 體育 娛樂 軍事 汽車 房產 旅遊 評論 專題 政務 "
        "焦點 即時 綜合 滾動 圖片 視頻 影音 兩岸 大陸"
    ).split()
)
#: Endings of sites' names. A part of a title without such an ending is more often a channel than a site.
SITE = lazy(
    rf"(?:网|網|网站|網站|报|報|社|(?<![看平舞讲講擂阳陽站星望灯燈炮火窗吧柜櫃月灶妆妝露亭楼樓作术術席奖獎登上下出后後前倒垮])台|新闻|新聞|门户|门户网站|官网|官方网站|在线|在線|客户端|杂志|周刊|融媒|传媒|公众平台|网站群|信息网|人民政府|委员会|"
    rf"新闻中心|博客|论坛|快讯|日報|电子版|数字报|数位报|[{HAN}]{{2,}}(?:厅|局|大学|学院|医院|学会|协会|集团|公司))$"
)
#: Maximum length of a site's name, in characters, where it must be distinguished from a headline.
MAX_SITE = 16
SITE_ADDRESS = lazy(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6}/?")
#: Names of a site's own sections, which end like outlets' names: 时政新闻, 财经频道.
_PARTS = lazy(
    rf"(?:{SUBJECT}|最新|首次|今日|本地|地方|热点|熱點|热门|熱門|相关|相關|更多|首页|首頁|行业|行業|公司|企业|企業|媒体|媒體|权威|權威){{1,3}}"
    r"(?:新闻|新聞|频道|頻道|观察|觀察|发布|發[布佈]|头条|頭條|在线|在線|网|網)|[听聽看读搜报聊]新闻|(?:[Ii][Pp]hone|[Ii][Pp]ad|[Aa]ndroid|安卓|苹果|手机|电脑|PC|移动|网页)(?:版|端)?(?:客户端|APP|网|網)|(?:本|我|该|各|某)[报報社网網台]|互联网|互聯網|网络|網絡|網路|官网|官網|上网|上網|外媒|媒体|媒體|官方发布|官方發布"
)
#: What occurs in no name, and the openings of controls that end like one: 点击阅读更多财经新闻.
_NO_NAME = lazy(
    r"[\[\]【】=<>。，！？!?,:：]|出自|来自|^(?:点击|點擊|点我|查看|關注|关注|下载|下載|返回|进入|進入|打开|打開|更多|扫码|掃碼)"
)
#: What follows the word for a source if the source is unknown or the site itself.
_PLACEHOLDER = lazy(
    r"(?:(?:来自|来源于|源自|转载自?|摘自|综合|整理|采集|收集|原创|未知|佚名|匿名|不详|暂无|无|其他|其它|网友|读者|作者|用户|楼主|樓主|版主|管理员|投稿|供稿|本站|本网|"
    r"本文|本刊|本[报網网站][讯訊]|网站|网上|网络|互联网|互聯網|網絡|網路|文章|内容|资料|图片|自)*(?:等|admin|null|none|undefined)?)",
    re.I,
)
#: What a post was written with: it stands in the place of an article's source.
_POSTED_WITH = lazy(
    rf"[{HAN}]{{0,4}}(?:[网網][页頁]|[电電][脑腦]|[触觸]屏)版"
    r"|(?:iPhone|iPad|Android|Windows|Mac|安卓|苹果|蘋果|鸿蒙|鴻蒙)\s?(?:版|手机|手機|客户端|客戶端)?",
    re.I,
)
KEYED = lazy(
    r"(?:[来來][ \u3000]{0,2}源|稿[ \u3000]{0,2}源|信源|[转轉][载載]?自|摘自"
    r"|首[发發]|原[载載]|出处|出處|原[创創]|文章源自|来自(?=\s*[:：/／])|本文来自(?:微信)?(?:公众号|订阅号)?)"
    r"(?P<mark>\s*(?:于|自|於)?\s*(?:[:：|｜丨︱/／]|(?<=[源处處])[】\]])?\s*)"
    r"(?P<open>(?:(?:官方)?(?:微信)?(?:公众号|公眾號|订阅号|服务号|视频号)\s?(?=[“「]))?[\[【（(“「]?\s*)(?!(?:新闻|信息|文章|稿件|内容|本文)?(?:来源|來源|稿源|来自|出处|出處|转自)\s*[:：/]|[\w-]+\s?=)"
    r"(?P<name>[^\s|｜丨︱,，。;；:：()（）“”「」\[\]【】〖〗=<>\"]{2,24}(?: [A-Za-z]\w+){0,3})"
)
#: The next fact, if it touches the source. A word that is followed by the ending of an outlet's name is part of that name.
_NEXT_FACT = lazy(
    r"(?:(?:本文)?作者|(?:本[报網网])?(?:记者|記者)|\d{1,8}\s?[人次条]|通讯员|编辑|編輯|责编|責編|责任编辑|责任校对|校对|审核|撰稿|撰文|发布时间|发布日期|发表时间|时间|日期|更新|发布于|字号|字体|浏览|"
    rf"点击|阅读|评论|分享|关注|原标题|关键词|标签|人气)(?!{NAMES_OUTLET}).*$"
)
_EDGES = " \t\u00a0\u3000-—–_·•|｜丨/／,，、:：;；.。>»)）]】([（【"
_CLOCK = lazy(r"(?<!\d)\d{1,2}\s?[:：]\s?\d{2}(?:\s?[:：]\s?\d{2})?(?!\d)")
_ADDRESS = lazy(r"https?://\S+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,6}(?![\w.])")
#: A site's note on its own work on a text: `某某网[整理]`.
_NOTE = lazy(r"[\[［【(（](?:整理|编辑|编译|综合|原创|转载|汇编|报道|報導)[)）】\]］]")
_BETWEEN = lazy(r"[\s|｜丨︱/／╱·•]+")
_HAN = lazy(rf"[{HAN}]")
_DATELINE = lazy(
    rf"[（(〔\[【]?\s*(?:据)?(?P<name>[{HAN}A-Za-z]{{1,10}}?[社網网])(?:記者|记者)?[{HAN}、\s]{{2,24}}?\d{{1,2}}(?:月\d{{1,2}})?日(?:[综綜]合)?(?:外)?[電电](?!话|話|影|视|視)"
)


def is_outlet(word: str) -> bool:
    """Whether a word has the ending of an outlet's name, and is not the name of a site's section."""
    if word in CLIENTS:
        return True
    end = OUTLET.search(word.strip("》")) if len(word) <= _LONGEST else None
    return (
        end is not None
        and end.start() > 0
        and _HAN.search(word) is not None
        and _NO_NAME.search(word) is None
        and _PARTS.fullmatch(word) is None
    )


def ends_like_site(name: str) -> bool:
    """Whether a part of a title ends like the name of a site, or is an address. Only the end of a long line is searched, since
    the expression is tried at every character."""
    end = name[-_SITE_END:]
    return SITE.search(simplified(end)) is not None or (end == name and SITE_ADDRESS.fullmatch(name) is not None)


#: Length of that end, in characters.
_SITE_END = 100


def is_placeholder(name: str) -> bool:
    """Whether a source says that the source is unknown, that the text is the site's own, or what it was posted with: 网络,
    本站原创, iPhone客户端."""
    return _PLACEHOLDER.fullmatch(simplified(name)) is not None or _POSTED_WITH.fullmatch(name) is not None


def may_name_source(line: str) -> bool:
    """An early exit before the expression: False for a line that contains none of its words."""
    return (
        "源" in line or "自" in line or "首发" in line or "首發" in line or "原" in line or "处" in line or "處" in line
    )


def read_keyed_source(line: str, *, is_marked: bool = False) -> str | None:
    """The name after a word such as 来源; None if there is none, or a placeholder. With ``is_marked``, a colon, stroke or
    bracket must separate them, as in lines that no rule takes."""
    if not may_name_source(line):
        return None
    for match in KEYED.finditer(parted(line)):
        mark = match["mark"].strip() + match["open"].strip()
        if not mark.strip("于自於") and (is_marked or match.group().startswith(("原创", "原創"))):
            continue
        name = _without_next_fact(match["name"]).strip(_EDGES).removeprefix("综合自")
        name = _DAY_BESIDE.sub("", name)
        if len(name) >= 2 and not is_placeholder(name) and name not in _SCHEMES:
            return name
    return None


#: What an address leaves in front of its colon, which ends a name.
_SCHEMES = ("http", "https")

#: The day of the issue beside the name of a paper, without its year: `9月30日《某报》`.
_DAY_BESIDE = lazy(r"^\d{1,2}月\d{1,2}日\s?(?=《)|(?<=》)\s?\d{1,2}月\d{1,2}日$")


def _without_next_fact(name: str) -> str:
    """A source's name without the next fact. A word such as 评论 at its end is kept unless the name before it is an
    outlet's."""
    fact = _NEXT_FACT.search(simplified(name))
    bare = name[: fact.start()] if fact else name
    return name if name == bare + name[-2:] and name.endswith(_LAST_WORDS) and not is_outlet(bare) else bare


#: Words that end the name of a column or its desk as often as they open a counter.
_LAST_WORDS = ("评论", "評論", "阅读", "閱讀", "关注", "關注")


def read_outlet_beside_date(line: str, own: frozenset[str] = frozenset()) -> str | None:
    """The outlet in a line with a moment: `人民日报2024-05-13`, `14:33·新华社`. ``own`` are the names of the site, which count
    as outlets regardless of their ending."""
    for word in words_beside_date(line):
        if word.startswith(("发布于", "发表于")):
            continue  # a place, and what may be glued to it
        is_quoted = word.startswith("《") and word.endswith("》") and len(word) <= _LONGEST
        house = _HOUSE.search(line) if is_outlet(word) and "·" in line else None
        if house is not None and house["paper"] == word and is_outlet(house["site"]):
            return house.group()
        if is_outlet(word) or word in own or is_quoted:
            return word
    return None


#: A paper and its site, which sign together: `某国证券报·某证网`.
_HOUSE = lazy(rf"(?P<paper>[{HAN}]{{2,12}})·(?P<site>[{HAN}]{{2,12}})(?![{HAN}·])")


def words_beside_date(line: str) -> list[str]:
    """The words of a line apart from its moment."""
    rest = _NOTE.sub(" ", _ADDRESS.sub(" ", _CLOCK.sub(" ", parted(line))))
    return [word for part in _BETWEEN.split(rest) if (word := _OFFICIAL.sub("", part.strip(_EDGES)))]


#: What a platform appends to the name of an outlet's account.
_OFFICIAL = lazy(r"(?<=[\w])(?:官方|认证)?(?:账号|帳號|帐号|微博|微信)$|(?<=[\w])官方$")


def has_clock(line: str) -> bool:
    """Whether a line holds a time of day."""
    return (":" in line or "：" in line) and _CLOCK.search(line) is not None


def read_outlet_line(line: str) -> str | None:
    """The outlet that a short line of the head names: the whole line, one part of `甲/某报`, or the account that a platform
    names twice, the second time before 官方账号."""
    if line.endswith(_ACCOUNT_ENDS) and (account := _account_of(line)):
        return account
    parts = _parts_of(line)
    outlets = [part for part in parts if is_outlet(part) and not _SPACE.search(part)]
    others = [part for part in parts if part not in outlets]
    is_short = bool(outlets) and len(_LATIN.sub("", outlets[0])) <= _LONGEST_HAN
    return outlets[0] if is_short and all(map(looks_like_name, others)) else None


#: What a platform prints of an account beside its name: that it is an organisation's, how many read it, the button to follow it.
OF_ACCOUNT = lazy(r"官方[账帐帳][号號]|\d\s?[万萬wW]?\+?\s?(?:粉丝|粉絲|关注者)|(?:^|\s|\+\s?|粉丝|粉絲)(?:关注|關注)$")
_ACCOUNT_ENDS = ("官方账号", "官方帐号", "官方帳號")


def without_account_end(line: str) -> str:
    """A line without the word for an organisation's own account, which platforms print behind its name."""
    end = next((end for end in _ACCOUNT_ENDS if line.endswith(end)), "")
    return line.removesuffix(end).strip()


def _account_of(line: str) -> str | None:
    """The account of a line that names it twice, the second time as an official one."""
    names = "".join(line[: -len(_ACCOUNT_ENDS[0])].split())
    half = len(names) // 2
    return names[:half] if half > 1 and names == names[:half] * 2 else None


def names_beside_outlet(line: str) -> list[str]:
    """The personal names of a line that also contains an outlet: `甲/某报`; none for any other line. If only a space separates
    them, one name must have at least three characters: words of two are as often places."""
    parts = _parts_of(line)
    names = [part for part in parts if looks_like_name(part) and not is_word(part)]
    if _BAR.search(line) is None and max(map(len, names), default=0) < _SURE_NAME:
        return []
    return names if names and len(names) < len(parts) and read_outlet_line(line) else []


def _parts_of(line: str) -> list[str]:
    """The parts of a line of the head, separated by bars, or by spaces if these separate an outlet from names."""
    words = [word for word in line.split() if word not in _ROLES]
    if 2 <= len(words) <= _MOST_WORDS and is_outlet(words[0]) and all(map(looks_like_name, words[1:])):
        return words
    return [part for one in _BAR.split(line) if (part := one.strip(_EDGES))]


#: What may stand between them.
_ROLES = frozenset(
    "记者 記者 首席记者 见习记者 全媒体记者 通讯员 特约记者 文 图 文/图 報導 报导 报道 採訪 采访".split()
)
#: An outlet and three names; minimum length of a name that cannot be a place, in characters.
_MOST_WORDS, _SURE_NAME = 4, 3


class AccountRow(NamedTuple):
    """The facts of a platform's account row, after 原创: the author and the account."""

    author: str | None
    account: str | None


def read_account_row(line: str) -> AccountRow:
    """The author and the account of `原创 甲 某某号 2024-03-01 10:20 广东`. A single word is the author if it looks like a
    name."""
    mark = _ORIGINAL_MARK.match(line)
    words = (
        _MOMENT.sub("", line[mark.end() :]).split() if mark else []
    )  # glued, nothing says where the author's name ends
    if len(words) == 1:
        return AccountRow(words[0], None) if looks_like_name(words[0]) else AccountRow(None, words[0])
    if len(words) != 2 or is_placeholder(words[1]):
        return AccountRow(None, None)
    return AccountRow(words[0] if looks_like_name(words[0]) else None, words[1])


_ORIGINAL_MARK = lazy(r"\s*原[创創]\s*(?:[:：]|\s)\s*")
_MOMENT = lazy(r"(?:(?:19|20)\d{2}\s?[-/.年]|[今昨前]天|\d{1,2}\s?(?:分[钟鐘]|小[时時]|天|[周週])前).*$")


#: Maximum length of an outlet's name that is a whole line, in characters other than Latin ones: longer lines are sentences.
_LONGEST_HAN = 12
_LATIN = lazy(r"[A-Za-z.\s]+")


_BAR = lazy(r"\s*[|｜丨︱/／╱]\s*")
_SPACE = lazy(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def read_agency(line: str) -> str | None:
    """The agency whose dateline opens a text: `（某社記者甲某縣12日電）`, `某社北京5月1日电`; None without one."""
    opening = line[:60]
    match = _DATELINE.match(opening) if "電" in opening or "电" in opening else None
    if match is None or match["name"][0] in "本我该":
        return None
    return match["name"]
