"""Fronts of channels and results of searches, and texts with links around them."""

import pytest

from cleaners import clean_text
from tests.judgement.purpose.pages import LEAD, SENTENCE, flag, page

TITLES = (
    "夜市摊位重新抽签",
    "三条公交线路优化",
    "图书馆延长开放时间",
    "灯塔对游客开放",
    "渔港扩建工程动工",
    "新渡轮试航成功",
)


def _title(text: str) -> str:
    return f'<h3><a href="/{text}.html">{text}</a></h3>'


def _entries(count: int) -> list[str]:
    return [
        line for title in TITLES[:count] for line in (_title(title), "摊位重新抽签。", "<div>2026-03-04 08:20</div>")
    ]


@pytest.mark.parametrize(("entries", "expected"), [(1, None), (2, "list_page")])
def test_the_first_summary_of_a_channel_is_no_article(entries: int, expected: str | None) -> None:
    rows = [_title("老小区装电梯的账该怎么算"), LEAD, "<div>2026-03-04 09:11</div>", *_entries(entries)]
    assert flag(page("民生", *rows)) == expected
    assert flag(page("老小区的电梯装上了以后", *rows)) is None


def test_a_word_of_introduction_above_summaries() -> None:
    rows = [line for title in TITLES[:3] for line in (_title(title), LEAD)]
    assert flag(page("生活频道", SENTENCE, *rows)) == "list_page"


@pytest.mark.parametrize(("links", "expected"), [(5, None), (6, "list_page")])
def test_a_feature_above_six_titles(links: int, expected: str | None) -> None:
    rows = [f'<div><a href="/{title}.html">{title}</a></div>' for title in TITLES[:links]]
    menu = '<ul><li><a href="/">首页</a></li><li><a href="/b/">本地</a></li></ul>'
    assert flag(page("本地", LEAD, *rows, above=menu)) == expected
    assert flag(page("本地", LEAD, SENTENCE, *rows, above=menu)) is None
    assert flag(page("渡船", LEAD, *rows, above=menu)) is None


@pytest.mark.parametrize(
    ("name", "expected"), [("搜索：柿子", "list_page"), ("“柿子”的搜索结果", "list_page"), ("柿子熟了", None)]
)
def test_results_of_a_search_may_stand_above_their_links(name: str, expected: str | None) -> None:
    rows = [line for title in TITLES[:2] for line in (LEAD, f'<div><a href="/{title}.html">{title}</a></div>')]
    assert flag(page(name, *rows)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("为您找到相关结果约1204条", False), ("共找到 12 篇文章", False), ("找到1204条线索的人", True)],
)
def test_how_much_a_search_found_heads_a_copied_page(name: str, expected: bool) -> None:
    found = [line for title in TITLES for line in (title, LEAD, "来源：松汀网2026-03-04")]
    assert clean_text("\n".join(["搜索", name, *found, "上一页 1 2 3 下一页"])).is_article is expected
