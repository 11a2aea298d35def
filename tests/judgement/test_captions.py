"""Which lines belong to a picture: the cheap looks refuse none that the expressions take."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.judgement import captions

#: What credits consist of, what stands between and behind, and what only looks like them.
PARTS = [
    *"摄图影片社发、，。：:/（()）王五 \u3000\n\x1c",
    *["摄影", "供图", "新华社", "中新社", "记者", "本报", "通讯员", "李四光", "资料图", "甲乙丙丁", "  "],
]
LINES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join)
CREDITS = st.sampled_from(
    [
        "王五 摄",
        "王五/摄",
        "某某馆供图",
        "摄影：王五",
        "摄影 ： 王五宝四",
        "资料图片",
        "王五摄影",
        "新华社记者王五 发（甲乙丙丁甲乙丙丁甲乙丙丁）",
        "中新社记者 王五 摄",
    ]
)
CLOSED = st.sampled_from(["", " ", ")", "）", " ） ", ")\n", "\u3000)\u3000"])


@given(LINES)
@settings(max_examples=500)
def test_no_line_with_a_credit_is_refused_unread(line: str) -> None:
    credited = captions._CREDITED.search(line) is not None
    assert captions._may_be_credited(line) or not credited
    assert captions._is_credited(line) is credited


@given(LINES, CREDITS, CLOSED)
@settings(max_examples=300)
def test_no_credit_behind_a_line_is_refused_unread(line: str, credit: str, closed: str) -> None:
    assert captions._is_credited(f"{line} {credit}{closed}")


@pytest.mark.parametrize(
    "line", ["老桥今天通车。", "他说：“这座桥修了三年。”", "市民在桥上合影留念，桥头人来人往", "通车（2020年）"]
)
def test_most_lines_are_refused_unread(line: str) -> None:
    assert not captions._may_be_credited(line)


MARKS = st.sampled_from(
    [
        "▲",
        "►老桥",
        "上图：",
        "资料图片",
        "新闻图片说明：",
        "图2为",
        "图 3 ／",
        "图源",
        "供图/",
        "（资料图）",
        "(图/某社)",
        "（摄影 王五）",
        "摄：",
        "题图为",
    ]
)
OPENINGS = st.sampled_from(["", " ", "\u3000\u3000", "\n\t", "\x1c", "老", "上", "（"])


@given(OPENINGS, MARKS, LINES)
@settings(max_examples=300)
def test_no_marked_line_is_refused_unread(opening: str, mark: str, line: str) -> None:
    for text in (line, opening + mark + line, opening + mark):
        assert captions._may_be_marked(text) or not captions._MARKED.match(text)
    assert not captions._may_be_marked("老桥今天通车，市民在桥上摄影留念。")


PROSE = (
    "夜校设在老车间里，白天是展厅，晚上点起灯来就是教室，墙上还留着当年安全生产的红字，学员们进门先要摸一摸。",
    "每天晚上来听课的有三百人，坐不下的就站在走廊里，老师把黑板往门口挪了又挪，声音也提高了许多。",
    "下一步夜校打算把课开到工业园区的食堂里去，谭老师说，人走不过来，课就走过去，路远一点不要紧。",
)
CAPTION = "学员在老车间里上数控编程课。"


@pytest.mark.parametrize(
    ("shape", "picture", "taken"),
    [
        ("<ul><li>{}</li></ul>", "<p align=center><img src=/a.jpg></p><p align=center>{}</p>", True),  # all in an item
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td></tr><tr><td>{}</td></tr></table>", True),
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td><td>{}</td></tr><tr><td>周一</td><td>识图</td></tr></table>", False),
        ("<div>{}</div>", "<img src=/a.jpg><table><tr><td>{}</td></tr></table>", False),  # a part of the text
        ("<div>{}</div>", "<a><img src=/a.jpg></a><h2>{}</h2>", True),
        ("<div>{}</div>", "<p>课表贴在门口，字写得很大，远远就看得见。</p><h2>{}</h2>", False),
    ],
    ids=["item", "table", "data", "part", "heading", "no-picture"],
)  # fmt: skip
def test_a_line_under_a_picture(shape: str, picture: str, taken: bool) -> None:
    text = (
        "".join(f"<p>{line}</p>" for line in PROSE[:1])
        + picture.format(CAPTION)
        + f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    )
    page = f"<html><head><title>夜校</title></head><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p>{shape.format(text)}</body></html>"
    article = clean(page)
    assert (CAPTION in article.text) is not taken
    assert all(line in article.text for line in PROSE)


@pytest.mark.parametrize(("heading", "taken"), [("夜校的灯 王小桥 摄", True), ("夜校的灯", False)])
def test_a_heading_under_a_picture_that_says_who_took_it(heading: str, taken: bool) -> None:
    page = f"<html><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p><div><p>{PROSE[0]}</p><img src=/a.jpg><h2>{heading}</h2><p>{PROSE[1]}</p></div></body></html>"
    assert (heading in clean(page).text.split("\n")) is not taken
