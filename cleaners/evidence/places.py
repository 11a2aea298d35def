"""Places and days at the end of a reporter's name: `王某某北京报道`, `盧某某台東縣12日電`, `发自上海`."""

from __future__ import annotations

from cleaners.evidence.people.names import looks_like_name, name_of_parts
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.surnames import DOUBLE_SURNAMES

#: Places from which reporters write most: provinces, their capitals and other large cities, the cities of Taiwan, capitals
#: abroad. Others are known by their last character, or by the length of the name before them.
PLACES = frozenset(
    (
        "北京 上海 天津 重庆 重慶 香港 澳门 澳門 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 "
        "湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 台灣 臺灣 内蒙古 广西 西藏 宁夏 新疆 石家庄 太原 "
        "沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 海口 成都 贵阳 昆明 西安 兰州 西宁 "
        "呼和浩特 南宁 拉萨 银川 乌鲁木齐 深圳 大连 青岛 宁波 厦门 苏州 无锡 常州 南通 徐州 扬州 温州 嘉兴 绍兴 "
        "金华 泉州 漳州 珠海 佛山 东莞 中山 惠州 汕头 湛江 三亚 洛阳 开封 宜昌 襄阳 岳阳 桂林 绵阳 遵义 大理 "
        "雄安 唐山 保定 廊坊 邯郸 大同 包头 鞍山 烟台 潍坊 威海 临沂 芜湖 安庆 赣州 九江 台北 臺北 新北 桃園 "
        "桃园 台中 臺中 台南 臺南 高雄 基隆 新竹 嘉義 嘉义 苗栗 彰化 南投 雲林 屏東 宜蘭 花蓮 台東 臺東 澎湖 "
        "金門 马祖 東京 东京 首尔 首爾 平壤 华盛顿 華盛頓 纽约 紐約 伦敦 倫敦 巴黎 柏林 莫斯科 日内瓦 日內瓦 "
        "布鲁塞尔 维也纳 罗马 马德里 堪培拉 悉尼 新德里 曼谷 河内 吉隆坡 新加坡 雅加达 马尼拉 开罗 迪拜 多哈 德黑兰 "
        "多倫多 溫哥華 舊金山 洛杉磯 休斯頓 波士頓 西雅圖 達拉斯 亞特蘭大 蒙特婁 墨爾本 奧克蘭 檳城 古晉 亞庇 馬六甲 仰光 "
        "温哥华 芝加哥 休斯顿 休士顿 波士顿 西雅图 费城 达拉斯 亚特兰大 夏威夷 湾区 南加州 北加州 蒙特利尔 墨尔本 雪梨 奥克兰 "
        "布里斯班 槟城 新山 怡保 古晋 亚庇 马六甲 清迈 仰光 金边 大阪 京都 釜山 苏黎世 米兰 慕尼黑 法兰克福 曼彻斯特 "
        "伊斯坦布尔 约翰内斯堡 渥太华 多伦多 洛杉矶 旧金山 墨西哥城 巴西利亚 里约热内卢 联合国 聯合國"
    ).split()
)
_HAN = f"[{HAN}]"
_KIND = lazy(rf"{_HAN}+[省市县縣区區州盟旗镇鎮乡鄉村岛島港湾灣山]")
_DAY = r"(?:\d{1,2}月)?\d{1,2}日"
_WORK = (
    r"(?:[综綜]合|[实實][习習]|[即实實][时時地]|[连連][线線]|[现現][场場]|[专專][题題]|[摄攝]影|深度|特[别別约約]|整理|[编編][译譯])?"
    r"(?:[报報][道导導]|特稿|[专專][电電]|外[电電]|[电電]|[讯訊]|消息|[专專][访訪])"
)
#: What stands behind a dateline's names: a place, a day, the word for a report.
_TAIL = lazy(rf"(?:\s*{_DAY})?(?:[综綜]合)?\s*{_WORK}\s*[)）】〕\]]?\s*$|\s*{_DAY}\s*$")
_SENT = lazy(
    rf"\s*(?:发自|發自|写于|摄于|攝於|寄自)\s*{_HAN}{{2,10}}(?:[、/]\s?{_HAN}{{2,10}}){{0,3}}(?:\s*{_DAY})?(?:{_WORK})?"
)
_LAST_WORD = lazy(r"[^\s、,，/／╱;；&＆|｜:：]+$")
#: Characters that every tail ends in.
_ENDS = "道导導稿电電讯訊息访訪日)）】〕]"

#: What parts the reporter from the place, and how the word for a report ends that stands behind both.
_STROKES, _SAID = "/／╱", "导導"

#: Number of characters of a full name, and of one with a double surname.
_NAME, _LONG_NAME = 3, 4


def without_dateline(text: str) -> str:
    """Names of a dateline without the place and the day behind them, and without the word for a report."""
    if "自" in text or "于" in text or "於" in text:
        text = _SENT.sub(" ", text)
    text = text.rstrip()
    if not text.endswith(tuple(_ENDS)):
        return text
    tail = _TAIL.search(text)
    if tail is None:
        return text
    rest = text[: tail.start()]
    last = _LAST_WORD.search(rest)
    if last is not None and last.start() and rest[last.start() - 1] in _STROKES and tail.group().rstrip()[-1] in _SAID:
        return rest[: last.start()]  # 記者甲／某地報導: behind the stroke stands the place, whatever it is called
    return rest if last is None else rest[: last.start()] + _name_before_place(last.group(), is_first=last.start() == 0)


def _name_before_place(word: str, *, is_first: bool) -> str:
    """The name in the last word before a report: `王某某北京` is one with its place, `北京` only the place."""
    if not is_first and is_place(word):
        return ""
    if looks_like_name(word) or len(word) < _LONG_NAME:
        return word if looks_like_name(word) or is_first else ""
    if (of_parts := name_of_parts(word)) is not None and len(word) > len(of_parts) + 1:
        return of_parts
    sizes = (_NAME, _NAME - 1, _LONG_NAME)
    if word[:2] in DOUBLE_SURNAMES:
        sizes = (_LONG_NAME, _NAME, _NAME - 1)
    names = [word[:size] for size in sizes if looks_like_name(word[:size])]
    for name in names:
        if is_place(word[len(name) :]):
            return name
    sure = [name for name in names if len(word) - len(name) > 1]
    if word[:2] in DOUBLE_SURNAMES and word[:_LONG_NAME] in names and len(word) >= _LONG_NAME + 2:
        return word[:_LONG_NAME]
    return sure[0] if sure else word


def is_place(word: str) -> bool:
    """Whether a word is a place by the list or by its last character."""
    return word in PLACES or (3 <= len(word) <= 12 and _KIND.fullmatch(word) is not None)


#: Where reporters report from, behind their names: `甲、乙 上海、广州报道`.
_REPORTED = lazy(rf"\s+(?P<places>[{HAN}、]{{2,12}})(?:[报報][道导導])\s*$")


def without_report_place(names: str) -> str:
    """What stands behind a reporter's role without the places of the report at its end; a last name stays."""
    end = _REPORTED.search(names)
    if end is None or any(looks_like_name(word) and not is_place(word) for word in end["places"].split("、")):
        return names
    return names[: end.start()]
