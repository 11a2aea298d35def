"""Special reports: a word of introduction above groups of links."""

from __future__ import annotations

import pytest

from cleaners import clean

INTRO = "五月初五，第三届龙舟赛在柳河城区段举行，来自九个乡镇和三家企业的十六支队伍参加角逐，两岸观众超过三万人。"
NEWS = ["城关镇队夺得龙舟赛冠军", "十六支队伍抽签分组", "柳河城区段清理水草"]
TALES = ["张家湾三代造船人", "鼓手刘二妮和她的鼓", "一条龙舟要用多少根钉"]
FACTS = "<p>2009-05-28 17:20　来源：江岸日报</p>"


def group(name: str, titles: list[str], beside: str = "") -> str:
    rows = "".join(f'<li>·<a href="/a/{number}">{title}</a>{beside}</li>' for number, title in enumerate(titles))
    return f"<div><h3>{name}</h3><ul>{rows}</ul></div>"


def special(
    above: str = "", title: str = "江岸区第三届龙舟赛", text: str = f"<p>{INTRO}</p>", groups: str = ""
) -> list[str] | None:
    """The flags of the page if it is no article, else None."""
    shown = groups or group("赛事新闻", NEWS) + group("龙舟故事", TALES)
    nav = "<div><a href=/>首页</a><a href=/a>要闻</a></div>"
    page = f"<title>{title}</title><body>{nav}<h1>江岸区第三届龙舟赛</h1>{above}{text}{shown}</body>"
    article = clean(page)
    return None if article.is_article else list(article.flags)


def test_groups_of_links_below_an_introduction() -> None:
    assert special() == ["list_page"]
    assert special(
        groups=group("赛事新闻", NEWS, " <i>2009-05-20</i>") + group("龙舟故事", TALES, " <i>2009-05-21</i>")
    ) == ["list_page"]


def test_a_brief_with_facts_above_other_news() -> None:
    assert special(FACTS) is None


def test_a_page_that_calls_itself_a_special_report_has_facts_of_its_own() -> None:
    assert special(FACTS, title="江岸区第三届龙舟赛_专题_江岸网") == ["list_page"]
    assert special(f"<p><a href=/>主页</a> &gt; <a href=/z>专题</a> &gt; 专题</p>{FACTS}") == ["list_page"]
    assert special(f"<p><a href=/>主页</a> &gt; <a href=/z>专题</a> &gt; 正文</p>{FACTS}") is None


@pytest.mark.parametrize(
    "groups",
    [
        group("相关新闻", NEWS) + group("热点排行", TALES),  # widgets of every article
        group("赛事新闻", NEWS),
        group("赛事新闻", NEWS[:2]) + group("龙舟故事", TALES[:2]),
    ],
)
def test_links_that_stand_below_articles_too(groups: str) -> None:
    assert special(groups=groups) is None


def test_a_text_of_two_paragraphs_is_no_introduction() -> None:
    assert (
        special(text=f"<p>{INTRO}</p><p>城关镇队以四分十一秒的成绩夺得冠军，第二名和第三名之间只差半条船的距离。</p>")
        is None
    )


@pytest.mark.parametrize(
    ("name", "is_report"), [("专题新闻", True), ("本专题文章", True), ("专题片", False), ("热点专题", False)]
)
def test_one_group_that_is_called_the_reports(name: str, is_report: bool) -> None:
    assert (special(groups=group(name, NEWS)) is not None) == is_report
    assert special(FACTS, groups=group(name, NEWS)) is None


def _named(name: str, above: str = "", count: int = 3) -> list[str] | None:
    """The flags of a page of that name: each linked title has a summary, so that no group has several in a row."""
    rows = "".join(
        f"<div><a href='/{n}'>{title}</a><p>{INTRO[:24]}。</p></div>" for n, title in enumerate(NEWS[:count])
    )
    page = f"<title>{name}</title><body>{above}<p>{INTRO}</p><h3>最新报道</h3>{rows}</body>"
    article = clean(page)
    return None if article.is_article else list(article.flags)


def test_a_special_report_that_its_title_calls_one() -> None:
    assert _named("专题：柳河龙舟赛") == ["list_page"]
    assert _named("【专题】｜柳河龙舟赛") == ["list_page"]
    assert _named("柳河龙舟赛") is None
    assert _named("专题：柳河龙舟赛", count=2) is None
    assert _named("专题：柳河龙舟赛", f"<h1>专题：柳河龙舟赛</h1>{FACTS}") is None  # a story in one
