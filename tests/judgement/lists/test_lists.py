"""Pages of entries that have no moments of their own, and on the other side the articles that are nearest to them."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.judgement.entries import has_moment_beside
from cleaners.judgement.lists.in_link import MIN_IN_LINK
from cleaners.reading.segment import segment_text

_TITLES = (
    "澜江新机场转场在即", "当事人发声", "首艘国产邮轮昨天出坞", "渡口的最后一班船开走了",
    "盐田迎来今年头一批收成", "石桥封闭三个月后通行", "山里的邮路还有人在走", "快来看！你的家乡上榜了吗",
)  # fmt: skip
_TEXTS = (
    "记者走访发现，不少店铺已经换上了新的招牌，街坊们却还是习惯喊它原来的名字。卖鱼丸的阿叔说，招牌换了，锅还是那口锅，从早煮到晚。",
    "这项调查历时三年，覆盖全国二十七个省份，共回收有效问卷六万余份，结果将在年底公布。参加调查的学生走了四百多个村子，鞋子穿坏了三双。",
    "业内人士指出，价格回落主要受供应增加影响，预计下半年将逐步企稳，回升还要再等一个季度。市场里的摊主们却不着急，说春天来了，买菜的人自然会多起来。",
)


def _flash(number: int) -> str:
    title = f'<a class=item-title href="/f/{number}.html">{_TITLES[number]}</a>'
    text = f"<div class=item-desc><span>岚氪获悉，{_TEXTS[number % 3]}</span><a>原文链接</a></div>"
    tools = "打开微信“扫一扫”，打开网页后点击屏幕右上角分享按钮"
    below = f"<div class=item-related><span class=time>{number + 1}小时前</span><span>分享至</span><span>{tools}</span></div>"
    return f"<div class=newsflash-item>{title}{text}{below}</div>"


def _lead(number: int) -> str:
    return f'<a href="/l/{number}.html"><b>{_TITLES[number]}</b></a><br>　　{_TEXTS[number % 3]}<br>'


def _page(title: str, body: str) -> str:
    menu = "".join(f'<a href="/{name}/">{name}</a>' for name in ("首页", "新闻", "财经", "体育"))
    return f"<html><head><title>{title}</title></head><body><div>{menu}</div>{body}<div>版权所有 澜江网</div></body></html>"


@pytest.mark.parametrize("count", [7, 8])
def test_flashes_whose_age_stands_among_their_controls_are_a_list(count: int) -> None:
    article = clean(
        _page("快讯_岚氪", f"<h1>7×24h快讯</h1><div class=newsflash-catalog>{''.join(map(_flash, range(count)))}</div>")
    )
    assert (article.is_article, article.flags[-1:]) == (False, ("list_page",))


def test_stories_on_a_front_page_are_a_list() -> None:
    links = "".join(f'<a href="/n/{number}.html">{title}</a><br>' for number, title in enumerate(_TITLES))
    leads = "".join(map(_lead, (2, 3, 7)))
    page = f"<table><tr><td>{links}</td><td><b>今日导读</b><br>{leads}</td></tr></table><div>关于我们 | 联系我们</div>"
    assert not clean(_page("澜江热线", page)).is_article


def test_a_text_beside_flashes_is_an_article() -> None:
    text = "".join(f"<p>{line}</p>" for line in _TEXTS)
    flashes = "".join(map(_flash, range(7)))
    page = _page(
        "渡口的灯又亮了起来_澜江网", f"<h1>渡口的灯又亮了起来</h1><div>{text}</div><h3>快讯</h3><div>{flashes}</div>"
    )
    article = clean(page)
    assert article.is_article
    assert article.text.startswith("\n".join(_TEXTS))


@pytest.mark.parametrize(("size", "is_moment"), [(40, True), (41, False)])
def test_a_long_line_with_a_day_in_it_is_no_moment_of_a_post(size: int, is_moment: bool) -> None:
    line = "街坊们说，这件事从2024年5月20日说起，当时谁也没有想到会拖上这么久还要再等一等"[:size]
    assert len(line) == size
    blocks = segment_text(f"{line}\n渡口的老钟今天又响了，敲钟的人换成了四十岁的女儿。").blocks
    assert has_moment_beside(blocks, 1) is is_moment


def _board(rows: int, *, title: int = 6, day: str = "2026-03-04", mark: str = "") -> bool:
    """Whether linked titles with a day beside them, under a name that the page's title has not, are an article."""
    name = "渡口的船票去哪里买"[:title]
    links = "".join(f'<li>{mark}<a href="/t/{n}">{name}</a><time>{day}</time></li>' for n in range(rows))
    pager = "<p>返回列表 1 2 3 4 5 6 ... 99 下一页 最后一页</p>"
    return clean(_page("杂谈_澜江网", f"<h1>澜江茶座</h1><ul>{links}</ul>{pager}")).is_article


def test_four_linked_titles_with_days_are_a_list() -> None:
    assert not _board(4)
    assert _board(3)
    assert _board(4, title=5)
    assert not _board(4, mark="· ")


_TEASERS = (
    "她的第二部小说写一个保姆与一个家庭的故事，写得冷静，读来却叫人心里发紧，出版半年加印了三次。",
    "他是喜剧里的傻大个，舞台剧里智商堪忧的阿木，直到三十岁那年才第一次演了一个说真话的人。",
)


def _front(teasers: tuple[str, ...], links: int = 12, head: str = "", sign: str = "") -> str:
    titles = [f'<li><a href="/n/{number}.html">{_TITLES[number % 8]}之{number}</a></li>' for number in range(links)]
    boxes = [
        f"<div class=box><img src={number}.jpg><p>{text}</p>{sign * (text == teasers[-1])}<ul>{''.join(titles[number :: len(teasers)])}</ul></div>"
        for number, text in enumerate(teasers)
    ]
    return _page("澜江晚报", f"<div class=main>{head}{''.join(boxes)}</div>")


@pytest.mark.parametrize("head", ["", "<h2>人物</h2>"])
def test_a_few_teasers_among_linked_titles_are_a_front_page(head: str) -> None:
    article = clean(_front(_TEASERS, head=head))
    assert (article.is_article, article.flags[-1:]) == (False, ("list_page",))


@pytest.mark.parametrize(
    "page",
    [
        _front(_TEASERS, links=9),
        _front(_TEXTS[2:]),
        _front(_TEASERS, head="<h1>两位新人和他们的第一部作品</h1>"),
        _front(_TEASERS, sign="<p>（责任编辑：王小桥）</p>"),
    ],
    ids=["nine-titles", "one-text", "headline", "signed"],
)
def test_what_is_nearest_to_a_front_page(page: str) -> None:
    assert clean(page).is_article


@pytest.mark.parametrize(("chars", "expected"), [(99, False), (100, True)])
def test_two_teasers_of_a_front_page_have_less_than_200_characters(chars: int, expected: bool) -> None:
    teasers = tuple((text[:-1] + _TEXTS[2][:-1] * 2)[: chars - 1] + "。" for text in _TEASERS)
    assert [len(text) for text in teasers] == [chars, chars]
    assert clean(_front(teasers)).is_article is expected


@pytest.mark.parametrize(("sections", "expected"), [(3, False), (2, True)])
def test_an_introduction_above_three_sections_of_links_is_that_of_a_special(sections: int, expected: bool) -> None:
    titles = [f'<li><a href="/n/{number}.html">{_TITLES[number % 8]}之第{number}回</a></li>' for number in range(12)]
    lists = "".join(
        f"<div><h2>{name}</h2><ul>{''.join(titles[number::sections])}</ul></div>"
        for number, name in enumerate(("最新消息", "各方声音", "影像渡口")[:sections])
    )
    page = _page("渡口专题_澜江网", f"<div class=main><div><h2>专题导语</h2><p>{_TEXTS[2]}</p></div>{lists}</div>")
    assert clean(page).is_article is expected


@pytest.mark.parametrize(
    ("end", "is_list"),
    [
        ("[详细]", True),
        ("【详细】", True),
        ("【全文】", True),
        ("...", True),
        ("……", False),
        ("[图]", False),
        ("", False),
    ],
)
def test_summaries_that_lead_to_the_rest_are_a_list(end: str, is_list: bool) -> None:
    rows = "".join(
        f"<div><div>{title}</div><div>{text}{end}</div></div>" for title, text in zip(_TITLES, _TEXTS, strict=False)
    )
    article = clean(_page("社会新闻_澜江网", f"<div>当前位置：首页 &gt; 社会新闻</div><div>{rows}</div>"))
    assert article.is_article is not is_list


_STORY = (
    "澜江新机场将于月底转场，老机场的最后一个航班定在十一月三十日夜里，机场为此演练了七次。",
    "转场当晚，三百二十台车辆要在六个小时里开过四十公里，沿途的路口都有交警值守。",
    "机场负责人说，新航站楼有五十四个登机口，旅客从安检口走到最远的一个要十一分钟。",
)
_DAY = "<p>2024-05-20 10:20</p>"


def _in_link(lines: tuple[str, ...], title: str = _TITLES[0], day: str = _DAY) -> str:
    return f'<a href="/open"><h1>{title}</h1>{day}{"".join(f"<p>{line}</p>" for line in lines)}</a>'


@pytest.mark.parametrize(
    "body",
    [
        _in_link(_STORY),
        _in_link(_STORY).removesuffix("</a>"),
        f"<h1>{_TITLES[0]}</h1>{_DAY}" + "".join(f'<p><a href="/open">{line}</a></p>' for line in _STORY),
    ],
    ids=["around-all", "never-closed", "in-each"],
)
def test_a_text_that_one_link_holds_is_an_article(body: str) -> None:
    article = clean(_page(_TITLES[0], f"<div>{body}</div>"))
    assert (article.is_article, article.text) == (True, "\n".join(_STORY))
    assert article.date_published == "2024-05-20T10:20:00+08:00"


@pytest.mark.parametrize(
    "body",
    [
        _in_link(_STORY[: MIN_IN_LINK - 1]),
        _in_link(_STORY, day=""),
        _in_link(_STORY, "澜江网今天的新闻"),
        _in_link(_STORY, _TITLES[0][:5]),
        "".join(_in_link((line,), title) for line, title in zip(_STORY, _TITLES, strict=False)),
    ],
    ids=["two-paragraphs", "no-moment", "another-title", "short-name", "three-excerpts"],
)
def test_excerpts_in_links_are_a_list(body: str) -> None:
    article = clean(_page(_TITLES[0], f"<div>{body}</div>"))
    assert (article.is_article, article.flags[-1:]) == (False, ("list_page",))


def _card(number: int, below: str) -> str:
    text = _TEXTS[number % 3].partition("。")[0]
    lines = f"<div class=t>{_TITLES[number]}</div><div class=s>{text}。</div><div class=f>{below}</div>"
    return f"<div class=card onclick=go({number})><div><img src=/{number}.jpg></div><div>{lines}</div></div>"


@pytest.mark.parametrize(("count", "is_list"), [(3, False), (4, True)])
def test_one_card_of_a_channel_is_no_article(count: int, is_list: bool) -> None:
    """Cards that only a script links, of which one was taken for the article at .79."""
    cards = "".join(_card(number, f"澜江日报 {number + 1}小时前 评论 {number}") for number in range(count))
    article = clean(_page("社会 - 澜江网", f"<div>{cards}</div>"))
    assert (article.flags[-1:] == ("list_page",)) is is_list


def test_a_text_above_the_cards_of_a_channel_is_an_article() -> None:
    cards = "".join(_card(number, f"澜江日报 {number + 1}小时前 评论 {number}") for number in range(6))
    text = "".join(f"<p>{line}</p>" for line in _TEXTS)
    article = clean(_page("澜江网", f"<h2>招牌换了锅没换</h2><div>{text}</div><div>{cards}</div>"))
    assert article.is_article
    assert article.text.startswith(_TEXTS[0])


@pytest.mark.parametrize(("between", "is_list"), [(" - ", True), ("—", True), (" ", False)])
def test_excerpts_behind_their_day_are_a_list_of_results(between: str, is_list: bool) -> None:
    """Below titles too short for one: six results were an article at .82."""
    results = "".join(
        f"<div class=r><div><a href=/{number}>石磨坊{number}</a></div><div>2024-05-1{number}{between}{_TEXTS[number % 3]}</div></div>"
        for number in range(5)
    )
    article = clean(_page("搜索 石磨坊", f"<div>约 38 条结果</div><div>{results}</div>"))
    assert (article.flags[-1:] == ("list_page",)) is is_list


@pytest.mark.parametrize(("count", "is_list"), [(2, False), (3, True)])
def test_texts_that_lead_to_their_rest_are_a_list(count: int, is_list: bool) -> None:
    sections = "".join(
        f"<div><h3>{_TITLES[number]}</h3><p>{_TEXTS[number]}</p><a href=/{number}>阅读全文</a></div>"
        for number in range(count)
    )
    article = clean(_page("澜江周刊", f"<h1>往期回顾</h1>{sections}"))
    assert (article.flags[-1:] == ("list_page",)) is is_list


@pytest.mark.parametrize(("headline", "is_article"), [("澜江日报", False), ("澜江日报记者直击转场之夜", True)])
def test_what_an_account_wrote_under_its_own_name_is_no_article(headline: str, is_article: bool) -> None:
    """The first of its posts was one at .96: the others were taken out."""
    posts = "".join(
        f"<div class=p><div class=u><img src=h.png><span>澜江日报</span><i>2024-10-20 0{number}:02</i></div><p>{text}</p></div>"
        for number, text in enumerate(_TEXTS)
    )
    article = clean(_page(headline, f"<h1>{headline}</h1><div>{posts}</div>"))
    assert article.is_article is is_article


FLASHES = (
    "渡口的夜航船从今天起增开两班，末班船晚上十点半从东岸开出，票价和白天一样。",
    "老粮仓改成的图书馆周六试开放，三万册旧书全部上架，读者可以坐在粮囤里看书。",
    "县里的第一辆流动诊所车开进鹿角村，车上的化验仪半小时就能出结果。",
    "石桥的栏杆今天全部装好，每一根都编了号，石匠说，和拆下来时一根不差。",
    "环湖的自行车道接通了最后三公里，骑一圈四十二公里，路上有九个歇脚的亭子。",
)


def _flashes(item: str, *, above: str = "", count: int = len(FLASHES)) -> Article:
    items = "".join(item.format(n=n, text=text) for n, text in enumerate(FLASHES[:count]))
    title = "七乘二十四小时快讯"
    return clean(f"<title>{title}_岚川财经</title><h1>{title}</h1>{above}<div>{items}</div>")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ('<div class="it"><span>1{n}:20</span><p>{text}</p><div>阅读 1.{n}万 分享</div></div>', False),
        ("<li><em>2024-05-20 1{n}:20:11</em><p>{text}</p><p>评论({n}) 分享</p></li>", False),
        ("<li><div>2024-05-20 1{n}:02</div><div>{text}</div><p><a>收藏</a><a>分享</a><a>评论({n})</a></p></li>", False),
        ('<div class="it"><span>1{n}:20</span><p>{text}</p></div>', True),  # a day, told hour by hour
        ('<div class="it"><p>{text}</p><div>阅读 1.{n}万 分享</div></div>', True),
    ],
    ids=["counted", "dated", "linked", "without-controls", "without-moments"],
)
def test_news_flashes_have_a_moment_and_controls_each(item: str, expected: bool) -> None:
    """Such a page was an article, at .86."""
    assert _flashes(item).is_article is expected


def test_a_few_flashes_may_be_parts_of_a_text() -> None:
    item = '<div class="it"><span>1{n}:20</span><p>{text}</p><div>阅读 1.{n}万 分享</div></div>'
    assert _flashes(item, above="<p>2024-05-20 10:20 来源：岚川日报</p>", count=3).is_article


def test_a_brief_text_above_posts_with_moments_and_controls_is_an_article() -> None:
    posts = "".join(
        f'<div class="it"><span>2024-05-20 1{n}:20</span><p>{text}</p><div>赞 {n} 回复 分享</div></div>'
        for n, text in enumerate(FLASHES)
    )
    article = clean(
        f"<title>渡口的夜航船_岚川网</title><h1>渡口的夜航船增开两班</h1><p>2024-05-20 10:20 来源：岚川日报</p><div class=c><p>{FLASHES[0]}</p></div>"
        f"<h3>网友评论</h3>{posts}"
    )
    assert article.is_article
    assert article.text == FLASHES[0]


@pytest.mark.parametrize("facts", ["2024-05-20 10:20 来源：岚川日报", "2024-05-20 10:20"])
def test_posts_with_controls_below_a_text_in_the_same_elements(facts: str) -> None:
    """Nothing heads the posts, and the page names no class."""
    posts = "".join(
        f"<div><span>2024-05-20 1{n}:20</span><p>{text}</p><p>赞({n})　回复</p></div>"
        for n, text in enumerate(FLASHES[2:])
    )
    article = clean(
        f"<title>渡口的夜航船_岚川网</title><h1>渡口的夜航船增开两班</h1><div><span>{facts}</span><p>{FLASHES[0]}<br>{FLASHES[1]}</p></div>{posts * 2}"
    )
    assert article.is_article
    assert article.text.startswith(FLASHES[0])
