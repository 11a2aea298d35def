"""Text that goes on below a list of links inside it, and the nearest pages on which a list ends the text."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

ROAD = "灯市口的老街上个月改成步行街，三十七家铺子重新开门，头一个周末来了两万多人。"
LAMP = "街灯换成了暖色，电线全部埋到地下，修灯的师傅说这样夜里抬头能看见屋檐。"
SHOP = "卖伞的何家守着祖传的柜台，开门那天一早卖出去十二把油纸伞。"
COST = "改造一共花了四百多万元，街坊凑了其中的三十万元。"
BUS = "公交车站往北移了一百米，候车亭用的是拆下来的旧木料。"
FIRST, SECOND = '<a href="/1">城南鱼市搬进新楼</a>', '<a href="/2">旧电影院改成图书馆</a>'


def read(body: str) -> Article:
    head = "<h1>灯市口改成步行街</h1><div>2024-01-08 07:20 来源：青屿网</div>"
    return clean(
        f"<html><head><title>灯市口改成步行街</title></head><body>{head}<div class=c>{body}</div></body></html>"
    )


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


ABOVE = paragraphs(ROAD, LAMP)


@pytest.mark.parametrize(
    "box",
    [
        paragraphs("延伸阅读：", FIRST, SECOND),
        paragraphs("延伸閱讀：", FIRST),
        f"<h3>相关新闻</h3><ul><li>{FIRST}</li><li>{SECOND}</li></ul>",
        f"<p>相关文章：<br>{FIRST}<br>{SECOND}</p>",
        paragraphs("<strong>相关报道：</strong>", f"►{FIRST}"),
    ],
    ids=["paragraphs", "one", "list", "breaks", "marks"],
)
def test_a_text_goes_on_below_links_inside_it(box: str) -> None:
    article = read(ABOVE + box + paragraphs(SHOP, COST))
    assert article.text.split("\n") == [ROAD, LAMP, SHOP, COST]
    assert article.flags == ("second_column",)


def test_each_such_box_is_passed() -> None:
    box = paragraphs("相关阅读：", FIRST)
    article = read(ABOVE + box + paragraphs(SHOP, COST) + box.replace("/1", "/3") + paragraphs(BUS, LAMP + "他笑了。"))
    assert article.text.split("\n") == [ROAD, LAMP, SHOP, COST, BUS, LAMP + "他笑了。"]


def test_a_subhead_below_the_links_heads_the_rest() -> None:
    subhead = "<p><strong>柜台还是老柜台</strong></p>"
    article = read(ABOVE + paragraphs("相关阅读：", FIRST) + subhead + paragraphs(SHOP, COST))
    assert article.text.split("\n") == [ROAD, LAMP, "柜台还是老柜台", SHOP, COST]


def test_one_sentence_is_the_articles_where_its_credit_line_follows() -> None:
    box = paragraphs("相关阅读：", FIRST)
    assert SHOP in read(f"{ABOVE}{box}{paragraphs(SHOP)}<p>责任编辑：赵一鸣</p>").text
    assert SHOP not in read(ABOVE + box + paragraphs(SHOP)).text


@pytest.mark.parametrize(
    "rest",
    [
        paragraphs("相关阅读：", FIRST, SHOP, SECOND, COST),
        paragraphs("相关阅读：", FIRST, SHOP, COST, SECOND),
        paragraphs("相关阅读：", FIRST, "城南鱼市搬进新楼，八十户鱼贩昨天开张。", COST),
        paragraphs("相关阅读：", FIRST, "2024-01-07 09:10", SHOP, COST),
        paragraphs("相关阅读：", FIRST, "卖伞的何家", SHOP, COST),
        f"{paragraphs('相关阅读：', FIRST)}<div class=sum>{SHOP}</div><div class=sum>{COST}</div>",
        paragraphs("网友评论：", FIRST, SHOP, COST),
    ],
    ids=["teasers", "links-again", "the-links-story", "a-moment", "a-title", "another-look", "readers"],
)
def test_what_belongs_to_the_list_stays_out(rest: str) -> None:
    assert read(ABOVE + rest).text.split("\n") == [ROAD, LAMP]


def test_another_story_below_its_own_linked_title() -> None:
    fish = "城南鱼市昨天搬进新楼，鱼贩们说，地面不滑了，冰也化得慢了。"
    more = "新楼一共两层，鱼市在楼下，楼上留给卖干货的人。"
    assert read(ABOVE + paragraphs("相关新闻：", FIRST, fish, more)).text == "\n".join((ROAD, LAMP))


def test_text_that_goes_on_with_the_headline_is_its_own() -> None:
    own = "灯市口的鱼市没有搬进新楼，还在步行街的老地方，早上五点开秤。"
    assert read(ABOVE + paragraphs("相关新闻：", FIRST, own, SHOP)).text.endswith(SHOP)
