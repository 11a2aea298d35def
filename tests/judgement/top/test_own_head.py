"""The headline of a page whose title and headings name another one or none: a plain line above facts and text."""

from __future__ import annotations

import pytest

from cleaners import clean

TITLE = "岚川渡口的老钟楼今天修好了"
LINES = [
    "岚川渡口的老钟楼今天上午敲响了修缮以后的第一声，守钟人老隋在楼上站了半个小时。",
    "修缮从去年春天开始，工匠们换下十一根朽烂的木梁，指针照旧图重新打了一副。",
    "文化馆说，钟楼每逢周末开放，登楼的人要听守钟人的安排。",
]
TEXT = "\n".join(LINES)
FACTS = "<div>2024-05-20 10:20　来源：岚川日报</div>"
CREDIT = "<p>责任编辑：陆小舟</p>"
CARDS = [
    ("旧粮仓改成了书店", "书店的窗户是原来的通风口，来看书的人要自己带凳子。"),
    ("山里的邮路还有人走", "邮递员每周走两趟，背包里多半是药和课本。"),
    ("五旬教师自学手语三年", "教室里很安静，粉笔落在黑板上的声音也听得清。"),
    ("高架桥下建起了球场", "球场的灯亮到夜里十点，附近的工人下班以后来打球。"),
]


def body(lines: list[str] = LINES) -> str:
    return "<div>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>"


def cards(count: int = 4) -> str:
    rows = (
        f'<li><h4><a href="/n/{number}">{title}</a></h4><p>{said}</p><i>2024-05-1{number}</i></li>'
        for number, (title, said) in enumerate(CARDS[:count])
    )
    return f"<div><h3>本周热门</h3><ul>{''.join(rows)}</ul></div>"


def next_story() -> str:
    (title, one), (_, two) = CARDS[:2]
    return f"<div><h1>{title}</h1><div>岚川日报 2024-05-19 08:30</div><div><p>{one}</p><p>{two}</p></div></div>"


def page(inner: str, title: str = "岚川新闻网") -> str:
    nav = '<div><a href="/">首页</a><a href="/1">要闻</a><a href="/2">民生</a></div>'
    return f"<html><head><title>{title}</title></head><body>{nav}{inner}<p>岚川新闻网 版权所有</p></body></html>"


@pytest.mark.parametrize("title", ["", "岚川新闻网"])
def test_the_heading_of_the_next_story_is_no_headline_below_a_head(title: str) -> None:
    article = clean(page(f"<div><div>{TITLE}</div>{FACTS}{body()}</div>{next_story()}", title))
    assert (article.headline, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "lines",
    [
        LINES,
        [
            "1921年",
            "码头工人凑钱请来铸钟的匠人。",
            "1958年",
            "钟楼第一次停摆，守钟人补了三个月。",
            "2024年",
            "钟又响了。",
        ],
    ],
)
def test_nor_below_a_credit_line(lines: list[str]) -> None:
    """Without facts above the text, the credit line below it says that it is the page's own; several short lines do as well."""
    article = clean(page(f"<div><div>{TITLE}</div>{body(lines)}{CREDIT}</div>{next_story()}"))
    assert article.text == "\n".join(lines)


def test_a_heading_below_a_line_without_text_is_the_headline() -> None:
    """The nearest page: what stands above the heading has facts, and no text."""
    top = "<div>岚川渡口老钟楼摄影展</div><div>2024-05-18 09:00</div>"
    article = clean(page(f"{top}<h1>{TITLE}</h1>{FACTS}{body()}"))
    assert (article.headline, article.text) == (TITLE, TEXT)


@pytest.mark.parametrize("facts", [FACTS, "<p>来源：岚川日报</p><p>发布时间：2024-05-20 10:20</p>"])
def test_cards_before_the_text_outweigh_nothing(facts: str) -> None:
    """A column of cards has more running text than a brief; a page without a title and headings is looked for elsewhere."""
    article = clean(page(f"{cards()}<div><div>{TITLE}</div>{facts}{body(LINES[:1])}</div>{cards()}", ""))
    assert (article.is_article, article.headline, article.text) == (True, TITLE, LINES[0])


def test_cards_outweigh_no_text_that_a_credit_line_closes() -> None:
    article = clean(page(f"{cards()}<div><div>{TITLE}</div>{body()}{CREDIT}</div>", ""))
    assert (article.is_article, article.text) == (True, TEXT)


def test_cards_alone_are_a_list() -> None:
    """The nearest page: no text beside them."""
    assert not clean(page(cards() + cards(), "")).is_article


def test_what_a_card_says_is_no_headline() -> None:
    listed = "".join(
        f'<div><a href="/n/{number}">{title}</a><p>{said}</p><span>2024-05-1{number}</span></div>'
        for number, (title, said) in enumerate(CARDS[:2])
    )
    article = clean(page(f"<div>{listed}</div><div><div>{TITLE}</div>{body()}</div>{CREDIT}", ""))
    assert article.headline not in [said for _, said in CARDS]


@pytest.mark.parametrize(
    ("pair", "headline"),
    [
        (("<div>“渡口的钟”系列报道之三</div>", f"<div>{TITLE}</div>"), TITLE),
        (("<div>岚川老钟楼的第三次生命</div>", f"<div><b>{TITLE}</b></div>"), TITLE),
        ((f"<div>{TITLE}</div>", "<div>换下十一根朽烂的木梁</div>"), TITLE),
    ],
    ids=["series", "bold", "deck"],
)
def test_the_headline_of_two_lines(pair: tuple[str, str], headline: str) -> None:
    article = clean(page(f"<div>{''.join(pair)}{FACTS}{body()}{CREDIT}</div>{next_story()}"))
    assert article.headline == headline


EDITION = "<p>版次：A08　2024年05月20日</p>"


def edition(headline: str, name: str = "岚川晚报", mark: str = "div") -> str:
    inner = f"<{mark}>{name}</{mark}><div>A08 文化</div><ul><li>{TITLE}</li></ul><div>{EDITION}{headline}{body()}</div>"
    return f"<html><head><title>{name}</title></head><body>{inner}</body></html>"


def test_a_papers_name_in_the_title_of_every_page_is_no_headline_above_a_heading() -> None:
    article = clean(edition(f"<h2>{TITLE}</h2>"))
    assert (article.headline, article.kicker, article.site) == (TITLE, None, "岚川晚报")


def test_a_title_that_ends_as_a_papers_name_does_is_the_headline_below_a_heading() -> None:
    html = f"<html><head><title>我与晚报</title></head><body><h2>征文选登</h2><div>我与晚报</div>{FACTS}{body()}</body></html>"
    assert clean(html).headline == "我与晚报"


def test_a_short_title_that_ends_as_a_papers_name_does_may_be_the_headline() -> None:
    html = f"<html><head><title>我的校报</title></head><body><h1>我的校报</h1>{FACTS}{body()}</body></html>"
    assert clean(html).headline == "我的校报"


def test_the_box_that_shares_on_a_phone_heads_nothing() -> None:
    """Finance portals print it below the facts, behind an editor without a name, and the text below it was of readers."""
    share = "<p>提示：</p><ul><li>微信扫一扫</li><li>分享到您的</li><li>朋友圈</li></ul>"
    html = page(f"<div><div>{TITLE}</div>{FACTS}<div>编辑：</div>{share}<div>{body()}</div></div>", TITLE)
    assert clean(html).text == TEXT


def test_a_line_above_an_element_that_only_names_the_headline_is_its_kicker() -> None:
    rows = f"<tr><td>两年没有敲响 修缮用了十一根木梁</td></tr><tr><td><founder-title><b>{TITLE}</b></founder-title></td></tr>"
    article = clean(page(f"<table>{rows}</table><founder-content>{body()}</founder-content>", TITLE))
    assert (article.kicker, article.headline) == ("两年没有敲响 修缮用了十一根木梁", TITLE)
