"""A page copied whole: keys above their values, marks of items, moments of lost titles, teasers, tags of breaks that were left.

Beside each form stand the texts that only look like it.
"""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.flat.entries import mark_entries
from cleaners.evidence.flat.fringes import hide_fringes
from cleaners.evidence.flat.marks import join_keys, without_bullets
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.wrapped import is_wrapped
from cleaners.reading.kinds import without_breaks

TITLE = "旧书市搬进了地下通道"
FIRST = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
SECOND = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"


def test_keys_above_their_values_state_the_facts() -> None:
    lines = [TITLE, "发布时间:", "", "2023-04-09 08:15", "", "信息来源:", "", "河光日报", "", "分享到:", FIRST, SECOND]
    article = clean("\n".join(lines))
    assert (article.headline, article.source, article.text) == (TITLE, "河光日报", f"{FIRST}\n{SECOND}")
    assert str(article.date_published).startswith("2023-04-09T08:15")


@pytest.mark.parametrize(
    "lines",
    [
        ["来源:", TITLE, FIRST],  # a key without a value
        ["作者:", "童守拙", "来源:", "河光日报", FIRST],  # no moment shows that values stand below
        ["发布时间:", "2023-04-09", FIRST],  # one pair
        ["作者:", "这件事说来话长。", "发布时间:", "2023-04-09"],
    ],
)
def test_a_key_with_anything_else_below_stays_alone(lines: list[str]) -> None:
    assert join_keys(lines) == lines


def test_items_that_state_facts_or_are_controls_lose_their_mark() -> None:
    lines = ["• 2023-04-09 08:15:20", "  • 阅读(8511)", "• 评论(55)", f"  • {FIRST}", "• 来源:", "• 旧书"]
    assert without_bullets(lines) == [
        "2023-04-09 08:15:20",
        "阅读(8511)",
        "评论(55)",
        f"  • {FIRST}",
        "• 来源:",
        "• 旧书",
    ]


MOMENTS = ["- 2026年03月06日 20:15:18", "- 2026年03月06日 14:35:09", "- 2026年03月05日 19:24:30"]


@pytest.mark.parametrize(("number", "day"), [(3, None), (2, "2026-03-06")])
def test_moments_below_each_other_are_those_of_titles_that_were_lost(number: int, day: str | None) -> None:
    assert sum(row.hidden for row in mark_entries([Row(text) for text in [FIRST, *MOMENTS[:number]]])) == number % 2 * 3
    article = clean("\n".join([TITLE, *MOMENTS[:number], FIRST, SECOND]))
    assert (article.date_published or "")[:10] == (day or "")


CUT = "去年秋天有人在桥下捡到一只木箱，里面是四十年前的船票和一本账..."


@pytest.mark.parametrize(
    ("end", "hidden"),
    [
        ([CUT] * 3, 3),
        ([CUT] * 2, 0),
        ([CUT, CUT, FIRST, CUT], 0),  # not below each other
        ([f"{CUT}..."] * 3, 0),  # a writer's own dots
        ([CUT, CUT, CUT, SECOND], 0),  # the text goes on
    ],
)
def test_teasers_below_the_text_are_none_of_it(end: list[str], hidden: int) -> None:
    assert sum(row.hidden for row in hide_fringes([Row(text) for text in [FIRST, SECOND, *end]])) == hidden


def test_excerpts_cut_at_one_length_are_no_column() -> None:
    cut = ["甲" * 60 + "，" + "乙" * 39, "丙" * 50 + "，" + "丁" * 49, "戊" * 40 + "，" + "己" * 59]
    assert not is_wrapped(cut)
    assert is_wrapped([*cut, "到了年底。"])


def test_lines_stay_where_a_tool_left_a_few_tags_of_breaks() -> None:
    text = f"{TITLE}\n河光日报 2023-04-09\n{FIRST}<BR>\n{SECOND}<br/>{FIRST}\n"
    assert without_breaks(text) == f"{TITLE}\n河光日报 2023-04-09\n{FIRST}\n{SECOND}\n{FIRST}\n"
    assert clean(text).text == f"{FIRST}\n{SECOND}\n{FIRST}"
    assert without_breaks(f"{FIRST}<br>{SECOND}<br>\n") is None
    assert without_breaks(f"{FIRST}<br>\n\n\n<p>{SECOND}") is None


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (["河光市河东区人大常委会_新闻中心", TITLE], TITLE),
        (["Workflow", TITLE], TITLE),
        (["« 返回前頁列印", TITLE], TITLE),
        (["正文内容 评论(0", TITLE], TITLE),
        (["下一版»本期共4版, 当前第1版 PDF", TITLE], TITLE),
        (["河光_旧书市搬进通道", "四十一个摊位沿墙排开"], "旧书市搬进通道"),
        (["iPhone 15", TITLE], "iPhone 15"),
    ],
)
def test_the_page_s_own_words_above_the_headline_are_none(lines: list[str], headline: str) -> None:
    found = clean("\n".join([*lines, "2023-04-09 08:15", FIRST, SECOND])).headline
    assert found == headline


def test_a_text_of_excerpts_cut_at_one_length_is_a_list() -> None:
    cut = [
        "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊，摊主们说这里比桥下暖和，只是灯还不够亮，街道答应年前",
        "去年秋天有人在桥下捡到一只木箱，里面是四十年前的船票和一本账，账上的字迹已经淡了，只认得出几个人名，其中一位后来开了照相馆，",
        "渡口的钟从旧轮渡上拆下来，钟面有三道裂纹，每一道都有来历，头一道是大水那年磕的，第二道是搬家时碰的，第三道谁也说不清，有人说",
    ]
    assert {len(line) for line in cut} <= {61, 62, 63}
    assert not clean("\n".join(cut)).is_article
    assert clean("\n".join([*cut[:2], f"{cut[2]}是雷。"])).is_article


_MENU = ["文摘主页", "新闻聚焦", "国际视点", "经济观察", "科技博览", "校园内外", "网络时代", "文艺广角", "友情链接"]


def test_the_last_word_of_a_menu_heads_no_text_if_a_headline_stands_below() -> None:
    assert clean("\n".join([*_MENU, "文摘报", TITLE, FIRST, SECOND])).headline == TITLE


@pytest.mark.parametrize(
    "moment", ["2023 年 4 月 9 日 8 时 15 分 20 秒", "2023年4月9日8时15分", "2023 年 4 月 9 日 08:15"]
)
def test_a_moment_may_have_gaps_between_its_numbers(moment: str) -> None:
    article = clean("\n".join([TITLE, moment, FIRST, SECOND]))
    assert str(article.date_published).startswith("2023-04-09T08:15")
    assert article.text == f"{FIRST}\n{SECOND}"
