"""The head of an article: the kicker above a heading."""

from __future__ import annotations

import pytest

from cleaners import clean

TEXT = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>" * 2


def kicker(line: str) -> str | None:
    return clean(
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><a href=/>首页</a> <a href=/n>新闻</a></div>"
        f"<div class=art><p>{line}</p><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p><div>{TEXT}{TEXT}</div></div></body></html>"
    ).kicker


@pytest.mark.parametrize("line", ["渡口文化保护行动进行时", "守渡人家 岸上新生活", "守渡的人 岸上的人家 新来的人"])
def test_the_first_line_of_the_article_right_above_its_heading(line: str) -> None:
    assert kicker(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "权威发布 准确及时 深入浅出",  # a motto: three words of four characters
        "河光新闻网 记录河光每一天",
        "今日天气：多云 18℃~25℃",
        "5月20日 星期一 农历四月十三",
        "——渡口文化保护行动",
    ],
)
def test_what_stands_on_every_page_is_none(line: str) -> None:
    assert kicker(line) is None


def test_a_lower_heading_above_the_headline() -> None:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div class=art><h3>渡口文化保护行动进行时</h3><h1>旧渡口的石阶修好了</h1>"
        f"<p>2024-05-20 10:20</p>{TEXT}</div></body></html>"
    )
    assert clean(page).kicker == "渡口文化保护行动进行时"
