"""Pages and lines on either side of the numbers of `cleaners.judgement` that no fixture need show."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import measure_blocks
from cleaners.judgement.container import locate
from cleaners.judgement.outside import _is_staff
from cleaners.judgement.top.headline import locate_headline
from cleaners.rules import match_rules
from tests.walks import walked

TITLE = "旧书市搬进了地下通道"
FIRST = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
SECOND = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"
THIRD = "通道口新装了六盏灯，灯罩是用旧搪瓷盆改的，街坊们说，夜里远远看去像几个月亮。"
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def copied(*lines: str) -> str:
    return clean_text("\n".join(lines)).text


# The names of sites below a text


def test_a_site_s_name_of_twelve_characters_is_one_to_share_with() -> None:
    lines = [TITLE, "2023-04-09 08:15", FIRST, SECOND, "分享到：", "微信好友", "新浪微博", "转发到河光社区邻里交流群"]
    assert copied(*lines) == f"{FIRST}\n{SECOND}"


def test_a_line_of_thirteen_is_not() -> None:
    last = "渡口的灯一盏一盏地亮起来了"
    assert copied(TITLE, "2023-04-09 08:15", FIRST, SECOND, "分享到：", "微信好友", last).endswith(last)


def test_a_text_may_be_shared_with_a_dozen_sites() -> None:
    sites = "微信好友 朋友圈 新浪微博 蓝鸟 豆瓣 知乎 人人网 百度贴吧 印象笔记 脸书 推特 领英".split()
    assert copied(TITLE, "2023-04-09 08:15", FIRST, SECOND, "分享到：", *sites) == f"{FIRST}\n{SECOND}"


# The place above an outlet


@pytest.mark.parametrize("place", ["河光市", "呼伦贝尔", "内蒙古自治区", "呼和浩特市"])
def test_a_place_above_an_outlet_is_of_the_head(place: str) -> None:
    assert copied(TITLE, "2023-04-09 08:15", place, "河光日报", FIRST, SECOND) == f"{FIRST}\n{SECOND}"


def test_five_characters_that_are_no_place_open_the_text() -> None:
    told = ["还在卖的有", "河光日报", FIRST, SECOND]
    assert copied(TITLE, "2023-04-09 08:15", *told) == "\n".join(told)


# The element that a template names


def disagrees(named: str, beside: str) -> bool:
    outline = walked(f"<body><h1>{TITLE}</h1><div><p>{named}</p></div><div><p>{beside}</p></div></body>")
    body = outline.containers.tag.index("div")
    return locate(outline, match_rules(outline.blocks), Metadata(), body=body).disagrees


def test_the_element_of_a_template_holds_half_of_the_text_that_the_page_shows() -> None:
    most, least = FIRST + SECOND + THIRD[:12], FIRST + SECOND[:22]
    assert 0.5 < len(most) / len(most + FIRST + SECOND[:33]) < 0.6
    assert not disagrees(most, FIRST + SECOND[:33])
    assert 0.4 < len(least) / len(least + FIRST + SECOND) < 0.5
    assert disagrees(least, FIRST + SECOND)


# The headline


def headline_of(markup: str, *titles: str) -> str | None:
    outline = walked(f"<body>{markup}</body>")
    hits = match_rules(outline.blocks)
    found, _ = locate_headline(outline, hits, measure_blocks(outline.blocks, hits), Metadata(titles=titles))
    return outline.blocks[found].text if found is not None else None


#: The page's title without a sign before the paper's name.
GLUED = f"{TITLE}河光晚报电子版社会新闻频道"


def test_a_third_of_the_title_is_the_headline_beside_a_column_s_name() -> None:
    page = f"<h1>桥头茶座</h1><div>旧书市搬家</div>{STORY}"
    assert headline_of(page, "旧书市搬家河光晚报电子版要闻") == "旧书市搬家"


def test_the_headline_may_stand_below_a_note_of_the_editor() -> None:
    page = f"<div><p>编者按：{THIRD}</p><h2>旧书市搬进地下通道了，雨天不收</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    assert headline_of(page, "旧书市搬进地下通道") == "旧书市搬进地下通道了，雨天不收"


def test_a_subhead_that_is_twice_as_long_as_the_title_is_no_headline() -> None:
    page = f"<div><p>{FIRST}</p><h2>旧书市搬家之后的冬天</h2><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert headline_of(page, "旧书市搬家") is None


def test_a_low_subhead_that_is_half_of_the_title_is_no_headline() -> None:
    page = f"<div><p>{FIRST}</p><h4>摊主们说雨天也不用收</h4><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert headline_of(page, f"{TITLE}，摊主们说雨天也不用收") is None


def test_a_title_s_element_below_the_text_shows_the_headline() -> None:
    assert headline_of(f"<div>{STORY}</div><div class=title>{TITLE}</div>", TITLE) == TITLE


def test_a_second_heading_below_the_text_shows_the_headline() -> None:
    assert headline_of(f"<div>{STORY}</div><div><h2>{TITLE}</h2></div>", GLUED) == TITLE


def test_the_heading_of_a_page_without_text_is_no_headline_without_a_title_s_word() -> None:
    assert headline_of("<h2>今日推荐图集</h2><p>桥</p><p>船</p>", GLUED) is None


def test_a_longer_line_than_the_title_is_the_headline_beside_a_column_s_name() -> None:
    page = f"<div><h2 class=title>桥头茶座</h2></div><div>旧书市搬家了雨天不收</div>{STORY}"
    assert headline_of(page, "旧书市搬家了") == "旧书市搬家了雨天不收"


def test_the_title_s_heading_below_the_text_beats_a_column_s_name_above_it() -> None:
    page = f"<div><h1 class=title>桥头茶座</h1></div><div>{STORY}</div><div><h1>{TITLE}</h1></div>"
    assert headline_of(page, TITLE) == TITLE


def test_a_line_far_below_the_top_is_no_headline_by_its_place() -> None:
    places = [f"{side}{place}" for side in "东西南北中外" for place in "桥街市港堤巷"][:31]
    menu = "".join(f"<p>{place}</p>" for place in places)
    line = "河光社区 旧书市 [原创]摊主们说说搬进地下通道以后的事"
    facts = "<p>2023-04-09 08:15 来源：河光日报</p>"
    page = f"<title>河光</title><div>{menu}<p><a href=/>社区</a></p><p>{line}</p>{facts}{STORY}</div>"
    assert clean(page).headline != line


# Lines of facts


def test_a_credit_line_of_sixty_characters_is_the_staff_s() -> None:
    staff = "编辑 石小竹 审读 丛雪 二审 殷禾禾 三审 戚望舒 视频 乐知渔 校对 文一舟 监制 罗长河 统筹 戴月明"
    assert 48 < len(staff) <= 60
    assert _is_staff(staff)


def test_a_longer_sentence_that_opens_with_a_role_is_not() -> None:
    told = "编辑部的灯一直亮到后半夜，值班的人轮流去楼下买粥，回来时把肩上的雪抖在门口，再把冻僵的两只手贴在那台校样机上焐一会儿，然后才坐下"
    assert 60 < len(told) <= 72
    assert not _is_staff(told)


# Lists and posts

NAMES = (
    "渡口码头修缮进度",
    "江边夜灯亮了多少",
    "旧书市搬进地下",
    "钟表铺进博物馆",
    "山里邮路还有人走",
    "粮仓改成了书店",
    "老茶馆换了掌柜",
)


def test_a_brief_under_a_short_headline_is_none_of_a_list() -> None:
    brief = "受大风影响，渡口今天停航一天，已经买了船票的旅客可以退票。"
    links = "".join(f"<li><a href=/{number}.html>{name}</a></li>" for number, name in enumerate(NAMES))
    assert 1 < sum(map(len, NAMES)) / len(brief) < 2
    page = f"<title>渡口停航_河光网</title><h1>渡口停航</h1><div><p>{brief}</p></div><ul>{links}</ul>"
    assert clean(page).is_article


@pytest.mark.parametrize("about", [[], ["Lv3", "河光市"], ["Lv3", "河光市", "头像", "徽章"]])
def test_posts_may_say_much_of_who_wrote_them(about: list[str]) -> None:
    posts = (FIRST, SECOND, FIRST + SECOND, SECOND + FIRST)
    lines = [line for number, post in enumerate(posts) for line in (f"网友{number}", *about, post, "3小时前")]
    assert not clean_text("\n".join(["全部评论 3", *lines])).is_article


@pytest.mark.parametrize("sentence", ["详情请看明天的河光日报。", "正文正在加载，请稍候再来。"])
def test_a_sentence_of_a_dozen_characters_is_no_article(sentence: str) -> None:
    facts = "<p>2023-04-09 08:15 来源：河光日报</p>"
    page = f"<title>渡口停航一天的通知_河光网</title><h1>渡口停航一天的通知</h1>{facts}<div><p>{sentence}</p></div>"
    assert not clean(page).is_article
