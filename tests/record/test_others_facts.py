"""Facts of other things on a page: of entries and cards, of posts, of the site and of the next story; and the article's own in the
places nearest to theirs."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TITLE = "石桥今天重新开通"
BODY = (
    "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>"
    "<p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
)

ENTRIES = (
    '<div><h3>相关新闻</h3><ul><li><a href="/n/1.html">灯塔渔港夜市周末开街 摊位增至八十个</a><span>2019-01-02 08:30</span>'
    '<span>来源：滨海晚报</span></li><li><a href="/n/2.html">老城区三条小巷完成改造</a><span>2019-01-03 09:12</span>'
    "<span>来源：青原晚报</span></li></ul></div>"
)
CARDS = (
    '<div><p>为你推荐</p><div><a href="/a/8.html"><img src="/p/8.jpg"><h4>山村小学来了支教老师</h4></a><p>作者：商陆 '
    "<i>2020-05-06</i></p><p>清晨六点，操场上已经有了跑步的学生，炊烟从食堂后面升起来。</p></div><div>"
    '<a href="/a/9.html"><h4>海边栈道将延长两公里</h4></a><p>记者 柳湘 摄 <i>2020-05-07</i></p></div></div>'
)
POSTS = (
    "<div><h3>网友评论</h3><div><b>云上的鱼</b><i>2021-03-05 08:02:45</i><p>来源：听我邻居说的，作者：我自己。</p></div>"
    "<div><b>小满</b><i>2021-03-05 20:10:00</i><p>支持，编辑辛苦了！</p></div></div>"
)
CREDITED = (
    '<div><h3>猜你喜欢</h3><p><a href="/x1">渡口的最后一位摆渡人</a></p><p>责编：秦越人</p>'
    '<p><a href="/x2">菜市场里的早餐店</a></p><p>责编：白芷</p></div>'
)
NEXT_CARD = (
    '<div><a href="/n/77.html">下一篇：城北水厂通过验收</a><p>2018-08-08 10:00 来源：北城时报 记者 钱塘</p></div>'
)
VIDEOS = (
    '<div><h2>热门视频</h2><dl><dt><a href="/v1"><img src="v1.jpg"></a></dt><dd><a href="/v1">航拍湿地公园候鸟</a></dd>'
    "<dd>02:31</dd><dd>摄影：沈括</dd></dl></div>"
)
STAFF = "<div><p>总编辑：范成大　值班编辑：陆九渊</p><p>粤ICP备00000000号</p></div>"
STORY = (
    "<div><h2>雨后的梯田迎来插秧季</h2><p>2017-06-01 07:15　来源：山河周刊　作者：陶弘景</p>"
    "<p>五月底的一场雨下了三天，梯田里蓄满了水。村民们凌晨四点就下了田，弯腰插秧的身影映在水面上。</p>"
    "<p>合作社今年统一育秧，比往年提早了一个星期，负责人说，这样可以避开六月的暴雨。</p><p>（责任编辑：葛洪）</p></div>"
)


def page(*, head: str = "", above: str = "", below: str = "", after: str = "") -> Article:
    return clean(
        f"<html><head><title>{TITLE}</title></head><body>{above}<div><h1>{TITLE}</h1>{head}{BODY}{below}</div>{after}</body></html>"
    )


def facts(article: Article) -> tuple[object, ...]:
    assert article.is_article
    assert article.headline == TITLE
    assert article.text.count("\n") == 1
    names = tuple(person.name for person in (*article.authors, *article.credits))
    return names, article.source, article.date_published


@pytest.mark.parametrize("box", [ENTRIES, CARDS, POSTS, CREDITED, NEXT_CARD, VIDEOS, STAFF, STORY])
def test_what_states_a_fact_of_another_thing_below_the_text_gives_the_article_none(box: str) -> None:
    assert facts(page(after=box)) == ((), None, None)


@pytest.mark.parametrize("box", [ENTRIES, CARDS, CREDITED, NEXT_CARD, VIDEOS])
def test_nor_in_an_element_beside_the_paragraphs(box: str) -> None:
    assert facts(page(below=box)) == ((), None, None)


@pytest.mark.parametrize("box", [ENTRIES, NEXT_CARD, CREDITED])
def test_nor_above_the_headline(box: str) -> None:
    assert facts(page(above=box)) == ((), None, None)


@pytest.mark.parametrize("box", [ENTRIES, CARDS, POSTS, CREDITED, NEXT_CARD, VIDEOS, STORY])
def test_the_article_s_own_facts_stay_beside_them(box: str) -> None:
    own = page(
        head="<p>2024-05-20 14:33　来源：岚川日报　作者：王小桥</p>", below="<p>（责任编辑：李石）</p>", after=box
    )
    assert facts(own) == (("王小桥", "李石"), "岚川日报", "2024-05-20T14:33:00+08:00")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # Credits below a list of links that stands in their own column, and below the ways to the articles beside.
        ('<ul><li><a href="/1">渡口的最后一位摆渡人</a></li><li><a href="/2">菜市场里的早餐店</a></li></ul><p>责任编辑：李石</p>', "李石"),
        ('<p><a href="/1">上一篇：城北水厂通过验收</a></p><p><a href="/2">下一篇：老街修旧如旧</a></p><p>责任编辑：李石</p>', "李石"),
        # Beside a notice of rights, which is no filing of the site's.
        ("<div><p>责任编辑：李石</p><p>版权声明：本文系岚川日报原创，未经许可不得转载。</p></div>", "李石"),
    ],
)  # fmt: skip
def test_credits_in_the_places_nearest_to_those_are_the_article_s(after: str, expected: str) -> None:
    article = page(after=f"<div>{after}</div>")
    assert [person.name for person in article.credits] == [expected]


@pytest.mark.parametrize(
    "above",
    [
        "<div><p>2024-05-20</p></div>",
        "<div><p>2024年05月20日 星期一</p><ul><li>第01版：要闻</li></ul></div>",
        '<p><a href="/lanchuan">岚川日报</a> 2024-05-20</p>',
    ],
)
def test_a_date_above_the_headline_that_no_other_title_opens_is_the_article_s(above: str) -> None:
    article = page(above=above)
    assert article.date_published == "2024-05-20T00:00:00+08:00"


def test_an_author_s_name_may_be_a_link_before_the_date() -> None:
    article = page(above='<p><a href="/u/1">wanderingstone</a> 发表于 2024-05-20 14:33</p>')
    assert article.date_published == "2024-05-20T14:33:00+08:00"


def test_an_entry_above_a_headline_that_nothing_names_is_none() -> None:
    """Its title is less than half of its line: the date and the source stand behind it."""
    article = clean(f"<body><div>{ENTRIES}<div>{TITLE}</div><div>2024-05-20 14:33</div>{BODY}</div></body>")
    assert (article.headline, article.source, article.date_published) == (TITLE, None, "2024-05-20T14:33:00+08:00")


def test_a_headline_may_hold_a_short_link() -> None:
    shown = f'<div>{TITLE} <a href="/p">查看原图</a></div>'
    article = clean(f"<body><div>{shown}<div>2024-05-20 14:33</div>{BODY}</div></body>")
    assert (article.headline or "").startswith(TITLE)


CARD = (
    '<div><div><a href="/n/3.html">山村小学来了支教老师</a></div><div>清晨六点，操场上已经有了跑步的学生…</div>'
    "<div>作者：商陆　2020-05-06 09:00</div></div>"
)
OWN = "<div><span>2024-05-06 10:20</span> <span>来源：江岸日报</span> <span>作者：林若兰</span></div>"


@pytest.mark.parametrize("head", [CARD + OWN, OWN + CARD], ids=["above", "below"])
def test_a_card_between_headline_and_text_has_facts_of_its_own(head: str) -> None:
    assert facts(page(head=head)) == (("林若兰",), "江岸日报", "2024-05-06T10:20:00+08:00")


def test_the_only_facts_are_the_articles_beside_any_link() -> None:
    linked = '<div><div><a href="/t/3.html">专题：老渡口的修缮与保护</a></div><div>2024-05-06 10:20 来源：江岸日报</div></div>'
    assert facts(page(head=linked)) == ((), "江岸日报", "2024-05-06T10:20:00+08:00")
