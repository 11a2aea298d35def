"""Headlines of whole pages that were copied, below menus with lines that look like a headline or a text."""

import pytest

from cleaners import clean_text
from cleaners.judgement.second import menus

HEADLINE = "渡口修好以后的第一个早晨"
MENU = ["江岸新闻台", "节目表", "今天去哪里看戏", "找对象", "车险", "彩票", "花田", "支付", "邮箱", "女神", "读书"]
TEASER = "夜市的摊主说，桥下不淋雨，只是客人要多走几步路，生意比在桥上的时候还要少三成，大家想再看一个月"
STORY = [
    "老渡口上周完成了修缮，候船的木棚换了新瓦，台阶重新铺过，栏杆上挂着每一班船的时刻，夜里也看得清了。",
    "摆渡三十年的船工没有换，他说水还是那条水，只是坐船的人多了，早上是学生和菜贩，傍晚是下班的人。",
    "渡口边留了一块空地，镇上打算种树，种什么由大家投票，票箱就放在售票的窗口，月底开箱，哪样多种哪样。",
    "船票还是两块钱，老人和学生不要钱，行李多的人另外给一块，装在船头的铁盒里，谁也没有数过是不是够数。",
]


def _copied(*above: str, moment: str = "2014/10/25 19:55:00") -> str:
    return "\n".join([*MENU, *above, HEADLINE, moment, *STORY])


def test_a_fifth_of_the_text_above_a_moment_is_menus() -> None:
    text = sum(map(len, STORY))
    teaser = TEASER[: text // 5 - 1].ljust(text // 5 - 1, "好") + "。"
    for above, is_found in ((teaser, True), ("好" + teaser, False)):
        lines = [
            *MENU[:3],
            "即时",
            above,
            HEADLINE,
            "2014/10/25 19:55:00",
            *STORY,
        ]  # too few for the menus of a whole page
        assert (clean_text("\n".join(lines)).headline == HEADLINE) is is_found


def test_below_the_way_through_the_site_as_much_text_may_stand_above() -> None:
    assert clean_text(_copied(TEASER + "。", TEASER + "！", "首页 > 本地新闻 > 正文")).text.split("\n") == STORY


@pytest.mark.parametrize(("between", "is_found"), [(4, False), (8, True)])
def test_a_line_far_below_a_headline_is_no_deck(between: int, is_found: bool) -> None:
    lines = ["一条叫得出名字的河", *(["彩票", "花田"] * 4)[:between], HEADLINE, "2014/10/25 19:55:00", *STORY]
    assert (clean_text("\n".join(lines)).headline == HEADLINE) is is_found


def test_a_teaser_between_a_title_and_the_headline() -> None:
    teaser = "夜市的摊主说，桥下不淋雨，只是客人要多走几步路，生意差了些。"
    assert clean_text(_copied("图书馆延长开放到晚上十点", teaser)).headline == HEADLINE


def test_a_bar_of_short_words_is_no_headline() -> None:
    lines = ["首页 新闻 读书", "读书 历史 深圳 军事", HEADLINE, "2014/10/25 19:55:00", *STORY]
    assert clean_text("\n".join(lines)).headline == HEADLINE


def test_the_day_of_the_visit_far_above_a_headline_is_not_its_own() -> None:
    menu = ["香港时间：2014年10月26日 20:45", *MENU, "投资理财频道", *MENU]
    assert clean_text("\n".join([*menu, HEADLINE, "2014/10/25 19:55:00", *STORY])).headline == HEADLINE


def test_a_widget_of_the_menus_ends_at_the_way_through_the_site() -> None:
    lines = ["艺术通史", "作品赏析", "相关专题", "您的位置：主页>艺术史研究>方法与规范", *STORY]
    assert clean_text("\n".join(lines)).text.split("\n")[-4:] == STORY


def test_a_credit_line_above_ends_another_text() -> None:
    article = clean_text(_copied(*STORY, "责任编辑：丛雪"))
    assert article.headline != HEADLINE


@pytest.mark.parametrize("name", ["乐知渔", "车险"])
def test_only_the_line_right_above_a_headline_may_be_a_byline(name: str) -> None:
    lines = [name, *MENU[:3], HEADLINE, "2014/10/25 19:55:00", *STORY]
    assert clean_text("\n".join(lines)).authors == ()


def test_titles_below_the_controls_are_no_text() -> None:
    tail = ["分享到：", "已推荐 0", "江岸荐新闻", "推荐成功", "分享到：", "江岸首页 本地首页", "桥上的夜市搬到了桥下"]
    assert clean_text("\n".join([HEADLINE, "2014/10/25 19:55:00", *STORY, *tail])).text.split("\n") == STORY


def test_a_list_above_the_controls_is_text() -> None:
    names = ["一等奖：两岸的灯", "二等奖：旧码头", "三等奖：早班船"]
    tail = ["分享到：", "打印", "分享到："]
    article = clean_text("\n".join([HEADLINE, "2014/10/25 19:55:00", *STORY, *names, *tail]))
    assert article.text.split("\n") == [*STORY, *names]


def test_a_list_that_a_line_announces_is_text() -> None:
    names = ["一等奖：两岸的灯", "二等奖：旧码头", "三等奖：早班船"]
    lines = [HEADLINE, "2014/10/25 19:55:00", *STORY, "获奖名单如下：", "分享到：", *names, "打印", "分享到："]
    assert clean_text("\n".join(lines)).text.split("\n") == [*STORY, "获奖名单如下：", *names]


@pytest.mark.parametrize(
    ("line", "is_found"),
    [("岛上只有一个邮递员，他每天坐头班船", True), ("岛上只有一个邮递员，他叫郝青山，每天坐头班船", False)],
)
def test_a_summary_that_is_cut_is_no_headline(line: str, is_found: bool) -> None:
    assert menus._may_head(line) is is_found


#: Lines of a whole page above an article's head, each set with a line that is as long as a headline.
TODAY = ["今日视点", "2021年10月7日 星期四", "· 老城墙根下的理发店要歇业了！", "· 菜价涨了三成：是谁在囤货？"]
PROFILE = [
    "江岸社区 > 社会探索 > 奇闻异事",
    "江上往来人一九七九",
    "级别：入学了",
    "积分：235",
    "看我还写了啥？",
    "我收藏的：图片 音乐",
]
PAPERS = ["往期数字报刊", "《江岸日报》 《江岸日报周末版》 《江岸晚报》 《渡口商报》", "A02版"]
WAY = ["您所在的位置 首页 专题频道 国内专题"]


@pytest.mark.parametrize("above", [TODAY, PROFILE, PAPERS, WAY], ids=["today", "profile", "papers", "way"])
def test_the_headline_is_the_line_above_the_moment_of_most_of_the_text(above: list[str]) -> None:
    found = clean_text(_copied(*above, moment="2024-10-25 19:55:00　来源：江岸日报"))
    assert (found.headline, found.text.split("\n"), found.source) == (HEADLINE, STORY, "江岸日报")


def test_the_headline_may_stand_below_the_day_of_an_issue() -> None:
    lines = [*MENU, *PAPERS[:2], "2024年10月25日", HEADLINE, *STORY]
    assert clean_text("\n".join(lines)).headline == HEADLINE


def test_a_headline_of_two_words_with_its_facts_is_no_menu() -> None:
    lines = [*MENU, "渡口修好 早市回来", "2024-10-25 19:55:00", "小字型", "中字型", "大字型", "转寄", "列印", *STORY]
    assert clean_text("\n".join(lines)).headline == "渡口修好 早市回来"
