"""Chapters of works, and articles whose headline counts one."""

import pytest

from cleaners.judgement.purpose.works import _CHAPTER
from tests.judgement.purpose.pages import LEAD, SENTENCE, flag, page


@pytest.mark.parametrize(
    "name", ["第三十二章 雨夜来客", "第7章 旧船", "《潮声》 第十五回 借刀", "潮声 第二章：渡口", "第一章"]
)
def test_a_chapter_that_nobody_signs_is_a_works(name: str) -> None:
    assert _CHAPTER.fullmatch(name)
    assert flag(page(name, LEAD, SENTENCE)) == "profile_page"
    assert flag(page(name, "<div>作者：木棉</div>", LEAD, SENTENCE, '<a href="/2.html">下一章</a>')) == "profile_page"


@pytest.mark.parametrize(
    "name", ["第三章还没写完的人", "连载｜第八章 回家", "第七章旧船靠岸记", "第三届渡口诗会 钟声再响"]
)
def test_a_headline_that_begins_so_is_none(name: str) -> None:
    assert flag(page(name, LEAD, SENTENCE)) is None


def test_what_an_outlet_prints_part_by_part_is_an_article() -> None:
    head = "<div>2026-03-04 09:12 来源：松汀日报</div>"
    assert flag(page("第八章 回家", head, LEAD, SENTENCE, '<a href="/2.html">下一章</a>')) is None
    assert flag(page("第八章 回家", "<div>2026-03-04 09:12</div>", LEAD, SENTENCE)) is None
    assert (
        flag(page("第八章 回家", "<div>2026-03-04 09:12</div>", LEAD, SENTENCE, "<p>（本章完）</p>")) == "profile_page"
    )


@pytest.mark.parametrize("row", ["上一章 目录 下一章", "« 上一章 | 返回书页 | 下一章 »"])
def test_a_row_to_the_chapters_on_either_side_is_a_works(row: str) -> None:
    name = "2)旧船靠岸_潮声"
    assert flag(page(name, f"<div>{row}</div>", LEAD, SENTENCE)) == "profile_page"
    assert flag(page(name, "<div>2026-03-04 09:12 来源：松汀日报</div>", LEAD, SENTENCE, f"<div>{row}</div>")) is None
    assert flag(page(name, "<div>上一篇 目录 下一篇</div>", LEAD, SENTENCE)) is None
