"""Pictures at an article's top that are its own, and those that are not."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.judgement.top.test_own_head import TITLE, body, page

PICTURE = '<img src="/p/1.jpg">'
FACTS = "<span>2024-05-20 10:20</span>"


def pictures(inner: str, title: str = TITLE) -> list[str]:
    return [image.url for image in clean(page(inner, title)).images]


@pytest.mark.parametrize(
    "above",
    [
        f'<div><div><a href="/n/1">旧粮仓改成了书店</a></div><div>{PICTURE}</div></div>',
        f'<div><ul><li><a href="/n/1">旧粮仓改成了书店</a></li></ul>{PICTURE}</div>',
    ],
)
def test_a_picture_of_a_column_of_links_is_not_the_articles(above: str) -> None:
    story = f"<ul><li>{FACTS}</li><li>岚川日报</li></ul><div>{TITLE}</div>{body()}"
    assert pictures(f"<div>{above}{story}</div>", "岚川新闻网") == []


def test_a_picture_in_the_headlines_own_box_is() -> None:
    assert pictures(f"<div><div>{PICTURE}</div><h1>{TITLE}</h1><p>{FACTS}</p>{body()}</div>") == ["/p/1.jpg"]


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{PICTURE}<p>扫码关注岚川新闻网公众号</p></div>",
        f"<div><div>{PICTURE}</div><div><a href='/u'>岚川日报</a><p>2024-05-20 10:20</p></div></div>",
    ],
    ids=["code", "portrait"],
)
def test_a_code_and_a_portrait_are_not(box: str) -> None:
    assert pictures(f"<div><h1>{TITLE}</h1>{box}{body()}</div>") == []


@pytest.mark.parametrize("box", [f"<div>{PICTURE}</div>", f"<div>{PICTURE}<p>老钟楼</p></div>"])
def test_a_picture_between_facts_and_text_is(box: str) -> None:
    assert pictures(f"<div><h1>{TITLE}</h1><p>{FACTS}</p>{box}{body()}</div>") == ["/p/1.jpg"]
