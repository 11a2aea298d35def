"""The headline by its place, on a page whose title no line shows."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TITLE = "青榕区旧衣回收量创下新高"
TOLD = (
    "青榕区统计部门昨天公布，今年前五个月，全区旧衣回收量达到一千二百三十吨，同比增长一成。",
    "其中，走街串巷的流动回收车收了七百吨，比去年多出近一倍，多出来的大多是童装。",
)


def page(line: str, title: str = f"{TITLE}_榕城网", facts: str = "<div>2025-06-09 16:00</div>") -> Article:
    text = "".join(f"<p>{told}</p>" for told in TOLD)
    return clean(
        f"<html><head><title>{title}</title></head><body><div class=m>{facts}<div class=c>{line}{text}</div></div></body></html>"
    )


@pytest.mark.parametrize("line", ["旧衣去了哪里", "◆ 巷口的回收车", "一件童装能穿几个孩子"])
def test_a_line_that_says_something_else_than_the_title_is_a_subhead(line: str) -> None:
    found = page(f"<p>{line}</p>")
    assert (found.headline, found.text) == (TITLE, "\n".join((line, *TOLD)))


def test_a_version_of_the_title_is_the_headline() -> None:
    found = page("<p>前五个月旧衣回收量创下新高</p>")
    assert (found.headline, found.text) == ("前五个月旧衣回收量创下新高", "\n".join(TOLD))


def test_a_line_right_above_the_facts_is_believed() -> None:
    found = page("", facts="<div>一件童装能穿几个孩子</div><div>2025-06-09 16:00</div>")
    assert found.headline == "一件童装能穿几个孩子"


@pytest.mark.parametrize("title", ["榕城网", "榕城日报数字报_榕城网", "本地新闻-榕城网"])
def test_a_title_that_tells_nothing_of_the_text_rules_no_line_out(title: str) -> None:
    assert page("<p>旧衣都去了哪里</p>", title).headline == "旧衣都去了哪里"
