"""Titles that name the site or a kind of page, headlines too short to be compared with a title, and headings that are links."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.judgement.top.title_names import is_root_link, names_kind
from cleaners.values import Block, Mark

TITLE = "渡口的第一班船还在早上六点半"
LINES = [
    "清晨六点半，渡口的铁门准时打开，第一班船上坐着十几个赶早市的人，竹筐里装着还带露水的青菜。",
    "摆渡的师傅姓钱，在这条江上撑了三十四年船，他说水位高的时候要绕过江心的沙洲，多走一刻钟。",
    "下游的大桥明年通车，常坐船的人还是希望能留一条船，哪怕只在早上开两班。",
]
BODY = "<div>" + "".join(f"<p>{line}</p>" for line in LINES) + "</div>"
FACTS = "<div>2019-05-06 08:30　来源：江岸晚报</div>"
NAV = '<div><a href="/">首页</a><a href="/a">镇区</a><a href="/b">水上</a></div>'


def headline(title: str, inner: str) -> str | None:
    article = clean(f"<html><head><title>{title}</title></head><body>{NAV}{inner}{BODY}</body></html>")
    assert article.text.split("\n") == LINES
    return article.headline


@pytest.mark.parametrize("title", ["文章详情", "新闻详情页", "资讯内容", "正文"])
def test_a_title_that_says_what_kind_of_page_this_is_names_no_headline(title: str) -> None:
    bar = f"<div>{title}</div>"
    assert headline(title, f"{bar}<div>{TITLE}</div>{FACTS}") == TITLE
    assert headline(f"{title} - 江岸网", f"{bar}<div>{TITLE}</div>{FACTS}") == TITLE


@pytest.mark.parametrize(
    ("line", "is_kind"),
    [("资讯详情", True), ("内容页面", True), ("信息公开工作动态", False), ("渡口详情", False), ("新闻", False)],
)
def test_words_for_a_kind_of_page(line: str, is_kind: bool) -> None:
    assert names_kind(line) is is_kind


def test_a_headline_of_a_channel_s_words_that_the_title_has_beside_the_site() -> None:
    assert headline("信息公开工作动态 - 江岸区人民政府", f"<h1>信息公开工作动态</h1>{FACTS}") == "信息公开工作动态"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("江岸区人民政府", "<p>江岸区人民政府办公室</p>"),
        ("江岸大学", '<p>位置：<a href="/">江岸大学</a></p><h2>江岸大学新闻网</h2>'),
        ("江岸笔记", '<h1><a href="/">江岸笔记</a></h1>'),
    ],
)
def test_a_line_that_holds_the_site_s_name_is_no_headline(title: str, line: str) -> None:
    assert headline(title, f"{line}<h3>{TITLE}</h3>{FACTS}") == TITLE


def test_a_title_that_ends_like_a_site_is_a_headline_above_facts() -> None:
    assert headline("城西织起智慧停车网", f"<div>城西织起智慧停车网</div>{FACTS}") == "城西织起智慧停车网"


@pytest.mark.parametrize("name", ["渡船", "老渡口"])
@pytest.mark.parametrize("site", [" - 江岸笔记", "_江岸文学网", "-江岸网"])
def test_a_short_headline_is_the_first_part_of_the_title(name: str, site: str) -> None:
    logo = f'<a href="/">{site.strip(" -_")}</a>'
    assert headline(name + site, f'{logo}<h1><a href="/p/1">{name}</a></h1>{FACTS}') == name
    assert headline(name + site, f"{logo}<div>{name}</div>{FACTS}") == name


def test_a_short_first_part_that_names_a_channel_is_no_headline() -> None:
    assert headline("要闻 - 江岸网", f"<h3>要闻</h3><h1>{TITLE}</h1>{FACTS}") == TITLE
    linked = '<div><a href="/dk">渡口</a></div>'
    assert headline("渡口 - 江岸网", f"{linked}<div>渡口</div><h3>{TITLE}</h3>{FACTS}") == TITLE


def test_a_short_plain_line_above_a_headline_names_a_column() -> None:
    assert headline("新渡口_江岸网", f"<p>新渡口</p><p>{TITLE}</p>{FACTS}") == TITLE


ENTRY = (
    "<p>旧厂房改成社区图书馆</p><p>停产六年的厂房昨天重新开门，里面放着两万册旧书，附近的孩子放学后都来这里写作业。</p><p>渡闻</p>"
    "<p>桥下修车学堂</p><p>每周六上午，桥下摆开八张工作台，来学修车的人自己带一辆坏车来，修好了骑回去。</p>"
)


@pytest.mark.parametrize("heading", ["h1", "p"])
@pytest.mark.parametrize(
    "above", ["<p>推荐阅读</p>", "<p>编辑：钱小舟</p><p>推荐阅读</p>", "<p>打开渡闻客户端</p><p>推荐阅读</p>"]
)
def test_the_outlet_of_an_entry_is_no_headline_where_the_title_is_its_name(heading: str, above: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<title>渡闻</title><{heading}>{TITLE}</{heading}><p>2019-05-06 08:30</p>{lines}{above}{ENTRY}"
    article = clean(page)
    assert (article.headline, article.text.split("\n")) == (TITLE, LINES)


def test_the_only_heading_that_is_a_link_leads_to_the_page_itself() -> None:
    own = '<h1><a href="/p/1">渡口的早晨</a></h1>'
    assert headline("江岸笔记文章页", f"{own}{FACTS}") == "渡口的早晨"
    logo = '<h1><a href="/">江岸笔记</a></h1>'
    assert headline("江岸笔记文章页", f"{logo}{own}{FACTS}") == "渡口的早晨"
    assert headline("江岸笔记文章页", f'{own}<h1><a href="/p/2">江上的雾</a></h1>{FACTS}') != "渡口的早晨"


@pytest.mark.parametrize(
    ("href", "is_root"),
    [
        ("/", True),
        ("./", True),
        ("http://www.example.cn", True),
        ("//example.cn/", True),
        ("/index.html", True),
        ("/p/1", False),
        ("#", False),
        ("", False),
        ("http://www.example.cn/2019/1.html", False),
    ],
)
def test_a_link_to_the_root_of_a_site(href: str, is_root: bool) -> None:
    block = Block(0, "江岸网", link_chars=3, marks=(Mark(0, 3, "link", href),))
    assert is_root_link(block) is is_root
    assert not is_root_link(block._replace(text="江岸网欢迎您"))


def test_the_key_of_a_fact_is_no_headline() -> None:
    table = "<div>索引号</div><div>0144/2021-3</div><div>文号</div><div>江府〔2021〕42号</div><div>发布日期</div><div>2021-07-09</div>"
    notice = "关于调整渡口开放时间的通告"
    page = f"<html><head><title>江岸区人民政府</title></head><body>{NAV}{table}<div>{notice}</div>{FACTS}{BODY}</body></html>"
    article = clean(page)
    assert (article.headline, article.authors) == (notice, ())
    assert article.document is not None
    assert article.document.number == "江府〔2021〕42号"


def test_the_name_of_an_account_between_headline_and_moment() -> None:
    head = (
        f"<div><div>{TITLE}</div><div><img src=a.png><p>温晚晴</p><p>2020-11-09 17:26:40</p><p>823 浏览</p></div></div>"
    )
    page = f"<html><head><title>资讯详情</title></head><body><div>资讯详情</div>{head}<div>{BODY}</div></body></html>"
    article = clean(page)
    assert (article.headline, [person.name for person in article.authors]) == (TITLE, ["温晚晴"])


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        ("渡口清晨的钟声又响了", "渡口清晨的钟声又响了"),
        ("青屿网", "老井"),  # a site's name heads its pages
    ],
)
def test_an_account_below_a_headline_is_none_though_the_title_says_no_more(heading: str, headline: str) -> None:
    name = "青屿" if heading == headline else headline
    text = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
    row = f"<div><img src=/a.png><div>{name}</div><div>03-25 10:20</div></div>"
    page = f"<div><h1>{heading}</h1>{row}<div><p>{text}</p><p>{text[:-1]}一点。</p></div></div>"
    article = clean(f"<html><head><title>{name}</title></head><body>{page}</body></html>")
    assert article.headline == headline


VERSE = "<p>铜壶夜半水初温，巷口来人不问门。</p><p>七只瓷缸分暖意，一街灯火照黄昏。</p><p>莫言药铺无良剂，且看寒衣有泪痕。</p><p>春到梧桐花满地，留壶犹待远归人。</p>"


@pytest.mark.parametrize(("name", "element"), [("咏铜壶", "h2"), ("借", "h1")])
def test_a_short_headline_above_verse(name: str, element: str) -> None:
    page = f"<title>{name}_梧桐诗社</title><div><a href=/>梧桐诗社</a></div><{element}>{name}</{element}><div>作者：车文远</div>{VERSE}"
    assert clean(page).headline == name


def test_a_short_heading_without_facts_below_names_a_part_of_the_site() -> None:
    page = f"<title>诗词_梧桐诗社</title><div><a href=/>梧桐诗社</a></div><h2>诗词</h2><h1>咏巷口的铜壶</h1><div>作者：车文远</div>{VERSE}"
    assert clean(page).headline == "咏巷口的铜壶"
