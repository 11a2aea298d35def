"""How Chinese pages print a moment: the single grammar with which rules, evidence and fields read dates.

The forms have named groups; `plain` makes them non-capturing, for a pattern that only tests or that contains a form twice. They match
a line both as printed and in its match form (`cleaners.rules.form`).
"""

from __future__ import annotations

import re

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

YEAR = r"(?P<y>(?:19|20)\d{2})"
_MONTH, _NUMBER = r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
#: A day with its year. The day of the month may touch the hour, or a count: `2017-12-2223:46`, `2021-04-0912评论`.
DAY = (
    rf"{YEAR}\s?(?:[-/.]|年)\s?{_MONTH}\s?(?:[-/.]|月)\s?"
    r"(?P<d>\d{1,2}(?!\d)|\d{2}(?=\d{2}\s?[:：]\s?\d{2}|\d{1,6}\s?(?:[评評][论論]|[阅閱][读讀]|[浏瀏][览覽]|[点點][击擊])))\s?[日号號]?"
)
#: A day in words, in years of either era, without groups.
WRITTEN = r"\d{2,4}年\d{1,2}月\d{1,2}日"
#: A day in eight digits.
COMPACT = r"(?<!\d)(?P<y>20\d{2}|199\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
#: A day in the calendar of the Republic of China, as offices in Taiwan print it: `中華民國113年5月11日`.
REPUBLIC = r"(?:中[華华])?民[國国]\s?(?P<y>\d{2,3})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?[日号號]?"
#: The same in digits, with a year of three digits: `113-05-11`, `113/5/11`. Only behind a label, or as a whole line, is it a
#: date.
REPUBLIC_SHORT = r"(?P<y>1[0-4]\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)日?"
#: A day in Chinese numerals, as offices and some papers print it: `二〇二三年六月八日`.
NUMERALS = (
    r"(?P<y>(?:一九九|二[〇零○][〇零○一二三四五六七八九])[〇零○一二三四五六七八九])\s?年\s?(?P<m>十[一二]?|[一二三四五六七八九])\s?月\s?"
    r"(?P<d>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?日"
)
#: Day and page of an issue of a printed paper, in the match form.
ISSUE = r"(?:19|20)\d\d(?:年|[-/.])\d{1,2}(?:月|[-/.])\d{1,2}日?[\s,]*第?\s?[a-z]?\d{1,3}\s?版"
#: Add this to a year of the Republic for the year of the common era.
BEFORE_REPUBLIC = 1911
#: A year with a space after it, then month and day: `2023 11/ 17`.
SPACED = rf"(?<![\d:：/.-]){YEAR}\s+{_MONTH}\s?[-/]\s?{_NUMBER}(?!\d)"
#: Day and month before the year, as English and French pages print them. Their order must follow from the numbers, or from AM
#: or PM.
REVERSED = r"(?<![\d/.-])(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d{2})(?!\d)"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = rf"(?P<mon>(?i:{'|'.join(_MONTHS)}))[a-z]*\.?"
_DAY_OF_WEEK = r"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
#: A day whose month is an English word: `Saturday, September 10th, 2005`, `Dec 28 Sat 2013`, `28 December 2013`.
ENGLISH = (
    rf"\b{_DAY_OF_WEEK}{_NAMED}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:[A-Za-z]{{3,9}},?\s+)?{YEAR}(?!\d)",
    rf"(?:\b{_DAY_OF_WEEK})(?<!\d)(?P<d>\d{{1,2}})\s+{_NAMED},?\s+{YEAR}(?!\d)",
)
#: A moment as programs print it, with the year behind the time: `Sat Mar 20 20:39:33 +0800 2021`.
PRINTED = (
    rf"\b{_DAY_OF_WEEK}{_NAMED}\s+(?P<d>\d{{1,2}})\s+(?P<H>[01]\d|2[0-3]):(?P<M>[0-5]\d):(?P<S>[0-5]\d)\s+"
    rf"(?:(?P<zone>Z|[+-]\d{{4}}|GMT|UTC)\s+|CST\s+)?{YEAR}(?!\d)"
)
_HAN_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
#: Month, day and year in the English order, from blog themes translated word by word: `十一月 6th, 2009`, `11 月 6, 2009`.
TRANSLATED = (
    r"(?<![\d十])(?P<mon>十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])\s?月\s?(?P<d>\d{1,2})(?:(?:st|nd|rd|th)[,，]?|[,，])\s*"
    rf"{YEAR}(?!\d)"
)
#: How a report opens outside the mainland, with its place and day in brackets: `（某地3日讯）`.
PLACED = rf"[（(]\s?[{HAN}]{{2,8}}\s?\d{{1,2}}日\s?[讯訊電电][）)]"
#: A day without a year.
SHORT = r"(?<![\d-])(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号號]?"
#: A day whose year has two digits; a label must say that it is a date.
YEAR_OF_TWO = r"(?P<y>\d{2})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)日?"

#: The day of the week: `星期四`, `（周四）`, `(四)`.
WEEKDAY = r"(?:\s*[,，(（]?\s*(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\s*[)）]?|\s?[(（][一二三四五六日][)）])"
FORENOON = ("上午", "早上", "早晨", "清晨", "凌晨", "am")
NOON = ("中午", "正午", "午间", "午間")
AFTERNOON = ("下午", "傍晚", "晚上", "晚间", "晚間", "夜间", "夜間", "午后", "午後", "晚", "pm")
_HALVES = "|".join((*FORENOON[:-1], *NOON, *AFTERNOON[:-1], "AM", "PM", "am", "pm"))
#: Time zones that pages for readers overseas print after the time, with their offset from UTC in hours, in winter. Zones of two
#: letters have daylight saving time as in the United States.
ZONES = {"ET": -5, "EST": -5, "EDT": -4, "PT": -8, "PST": -8, "PDT": -7, "GMT": 0, "UTC": 0}
#: A time of day in digits alone, without a word or a zone beside it.
DIAL = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
#: The age of a page or post that is not older than a year: `5分钟前`.
AGO = r"\d{1,4}\s?(?:秒|分[钟鐘]|小[时時]|天|周|週|[个個]月)前"
CLOCK = (
    rf"{WEEKDAY}?[\sTt,，_·|｜]*(?:(?:HKT|hkt|(?:北京|香港|台北|臺北)(?:时间|時間))\s*)?(?P<half>{_HALVES})?\s*"
    r"(?P<H>[01]?\d|2[0-4])\s?[:：时時点點]\s?(?P<M>[0-5]\d)(?:\s?[:：分]\s?(?P<S>[0-5]\d))?"
    r"(?:\s?分)?(?:\s?秒)?(?:\.\d{1,9})?\s?(?P<zone>[Zz]|(?:GMT|UTC|gmt|utc)?[+-]\d{2}:?\d{2}(?!\d)|"
    rf"(?:{'|'.join((*ZONES, *map(str.lower, ZONES)))})(?![\w+]))?"
    r"(?:\s?(?P<half2>AM|PM|am|pm|[ap]\.m\.))?(?:\s?(?:北京|臺北|台北|香港|當地|当地)(?:時間|时间))?"
)
#: The label of a moment that belongs to the article itself: `发稿时间：`.
LABEL = (
    r"(?:(?:首次|最后|最近|最新|上次|文章|稿件|新闻|信息|资料|內容|内容|原文)?(?:发布|发表|发稿|发文|刊发|刊登|出版|播出|上传|录入|来稿|收稿|修回|录用|添加|创建|采集|提交|编辑|更新|更改|修改|来源|首发|见报|"
    r"发佈|發布|發佈|發表|發稿|發文|刊發|上傳|編輯|首發|見報|建立|更新|刊登|出版)?(?:时间|日期|時間)|(?:首次|最后|最近|最新|上次)?(?:发布|发表|发稿|刊发|刊登|出版|刊出|发布于|发表于|更新|更新于|发表於|發布於|发佈|發布|發表|發稿|更新於)|(?:首发|"
    r"最后更新|最新更新|最後更新|posted|updated|published|date))"
)


def month_of(word: str) -> int:
    """The number, 1 to 12, of an English month (by its first three letters), of a Chinese one, or of one in digits. Raises
    ValueError for another word."""
    if not word[0].isascii():
        return _HAN_MONTHS.index(word) + 1
    if word[0].isdigit():
        return int(word)
    return _MONTHS.index(word[:3].lower()) + 1


def in_digits(text: str) -> str:
    """A text whose full-width digits, and days in Chinese numerals, are in digits of ASCII."""
    return _IN_NUMERALS.sub(_day_in_digits, text.translate(_TO_ASCII))


def _day_in_digits(match: re.Match[str]) -> str:
    year = "".join(str(_ONES.index(one)) for one in match["y"].translate(_TO_ZERO))
    return f"{year}年{_number_of(match['m'])}月{_number_of(match['d'])}日"


def _number_of(numeral: str) -> int:
    """The number, 1 to 39, of a Chinese numeral: 八, 十, 二十八."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_ONES.index(tens) if tens else 1) if ten else 0) + (_ONES.index(ones) if ones else 0)


_ONES = "〇一二三四五六七八九"
_TO_ZERO, _TO_ASCII = str.maketrans("零○", "〇〇"), {0xFF10 + digit: str(digit) for digit in range(10)}


def plain(form: str) -> str:
    """The form with non-capturing groups in place of named ones, so that a pattern can contain it more than once."""
    return re.sub(r"\(\?P<\w+>", "(?:", form)


_IN_NUMERALS = lazy(NUMERALS)
