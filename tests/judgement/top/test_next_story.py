"""The heading of the next story on a page whose own headline is not shown, or is longer than the title; on either side the pages
nearest to those."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

LINES = [
    "岚川渡口的老钟楼今天上午敲响了修缮以后的第一声，守钟人老隋在楼上站了半个小时。",
    "修缮从去年春天开始，工匠们换下十一根朽烂的木梁，指针照旧图重新打了一副。",
    "文化馆说，钟楼每逢周末开放，登楼的人要听守钟人的安排。",
    "楼下的石阶也翻修过，每一级都垫平了，老人上楼比从前稳当。",
    "老隋把旧指针擦干净，挂在值班室的墙上，来人就讲它走慢的那几年。",
]
NEXT = [
    "合作社今年统一育秧，比往年提早了一个星期，秧苗长得齐整。",
    "五月底的一场雨下了三天，梯田里蓄满了水，村民们凌晨四点就下了田。",
    "插秧的人里多了十几个回乡的年轻人，他们用手机拍下水面上的影子。",
]
NAMED = "渡口老钟楼修缮后敲响第一声，守钟人等了一年"


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def page(own: str, title: str, *, heading: str = "雨后的梯田迎来插秧季", below: list[str] = NEXT) -> Article:
    nav = '<div><a href="/">首页</a><a href="/1">要闻</a><a href="/2">民生</a></div>'
    other = f"<div><h1>{heading}</h1><div>2024-05-19 08:30</div><div>{paragraphs(below)}</div></div>"
    return clean(f"<html><head><title>{title}</title></head><body>{nav}<div>{own}</div>{other}</body></html>")


def test_text_that_says_what_the_title_says_is_the_article_above_the_next_heading() -> None:
    article = page(paragraphs(LINES[:3]), NAMED)
    assert article.text.split("\n") == LINES[:3]
    assert article.headline == NAMED


@pytest.mark.parametrize("title", ["岚川新闻网", ""])
def test_paragraphs_in_a_row_above_a_heading_are_the_article_where_no_title_names_either(title: str) -> None:
    assert page(paragraphs(LINES), title).text.split("\n") == LINES


def test_a_heading_that_the_title_speaks_of_is_the_headline_below_another_s_text() -> None:
    """The text above is a summary of another story: the title says what the heading and its text say."""
    article = page(paragraphs(NEXT[:2]), "岚川梯田迎来插秧季，育秧提早一周", below=NEXT)
    assert article.headline == "雨后的梯田迎来插秧季"
    assert article.text.split("\n") == NEXT


def test_summaries_under_linked_titles_above_a_heading_are_no_article() -> None:
    cards = "".join(
        f'<div><a href="/n/{number}">渡口旧事第{number}篇：守钟人</a><p>{line}</p></div>'
        for number, line in enumerate(LINES)
    )
    article = page(cards, "岚川新闻网")
    assert article.headline == "雨后的梯田迎来插秧季"
    assert article.text.split("\n") == NEXT


def test_four_paragraphs_above_a_heading_may_be_a_note_of_the_site() -> None:
    article = page(paragraphs(LINES[:4]), "岚川新闻网", below=[*NEXT, *NEXT])
    assert article.headline == "雨后的梯田迎来插秧季"


def test_a_line_that_opens_with_the_whole_title_is_the_headline_where_a_heading_below_is_not_named() -> None:
    """The page's head has cut the title: the line on the page goes on."""
    shown = f"{NAMED} 木梁换下十一根 周末起对公众开放 登楼须听守钟人安排"
    article = page(f"<div>{shown}</div>{paragraphs(LINES[:3])}", NAMED)
    assert (article.headline, article.text.split("\n")) == (shown, LINES[:3])


def test_a_linked_line_that_opens_with_the_title_is_an_entry() -> None:
    shown = f'<p><a href="/n/1">{NAMED} 木梁换下十一根</a></p>'
    article = page(shown, NAMED, heading="渡口老钟楼敲响第一声", below=LINES)
    assert (article.headline, article.text.split("\n")) == ("渡口老钟楼敲响第一声", LINES)
