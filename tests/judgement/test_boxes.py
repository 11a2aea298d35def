"""Captions of pictures in a box of their own above or below the text."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.photo_credits import split_credit

TEXT = (
    "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"
    "<p>管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。</p>"
)


def page(above: str = "", below: str = "") -> str:
    return (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>河光日报记者 乐知渔 2024-05-20 10:20</p>"
        f"{above}<div class=wz>{TEXT}</div>{below}</div><div>Copyright © 河光新闻网 版权所有 云ICP备00000456号</div></body></html>"
    )


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("董奶奶第一个走下石阶。乐知渔/摄", "董奶奶第一个走下石阶。", "乐知渔"),
        ("董奶奶第一个走下石阶。（渡口管理处供图）", "董奶奶第一个走下石阶。", "渡口管理处"),
        ("▲董奶奶第一个走下石阶", "董奶奶第一个走下石阶", None),
        ("董奶奶第一个走下修好的石阶", "董奶奶第一个走下修好的石阶", None),
    ],
)
def test_a_box_above_the_text_has_its_caption(line: str, caption: str, credit: str | None) -> None:
    article = clean(page(above=f'<div><img src="/a/top.jpg"><p>{line}</p></div>'))
    assert [(image.url, image.caption, image.credit) for image in article.images] == [("/a/top.jpg", caption, credit)]
    assert article.text.startswith("旧渡口的四十二级石阶")


@pytest.mark.parametrize("line", ["河光新闻网", "河光新闻客户端发布", "乐知渔"])
def test_the_name_under_an_avatar_is_no_caption(line: str) -> None:
    article = clean(page(above=f'<div><img src="/a/face.jpg"><p>{line}</p></div>'))
    assert [image.caption for image in article.images] in ([], [None])


def test_a_box_right_below_the_text_is_of_the_article() -> None:
    article = clean(page(below='<div><img src="/a/end.jpg"><p>夜里的石阶。乐知渔 摄</p></div>'))
    assert [(image.caption, image.credit) for image in article.images] == [("夜里的石阶。", "乐知渔")]


def test_a_card_below_the_text_is_not() -> None:
    article = clean(page(below='<div><img src="/a/end.jpg"><p><a href="/b">夜里的石阶 乐知渔摄</a></p></div>'))
    assert article.images == ()


def test_a_credit_in_traditional_script_is_parted() -> None:
    assert split_credit("港務所人員在岸邊清點漁具。（圖／港務所提供）") == ("港務所人員在岸邊清點漁具。", "港務所")
