"""Which lines belong to a picture: the cheap looks refuse none that the expressions take."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean_text
from cleaners.judgement import caption_lines

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
        "王五摄/光岭图片",
        "记者王五／攝影",
    ]
)
CLOSED = st.sampled_from(["", " ", ")", "）", " ） ", ")\n", "\u3000)\u3000"])


@given(LINES)
@settings(max_examples=500)
def test_no_line_with_a_credit_is_refused_unread(line: str) -> None:
    credited = caption_lines._CREDITED.search(line) is not None
    assert caption_lines.may_name_photographer(line) or not credited
    assert caption_lines.names_photographer(line) is credited


@given(LINES, CREDITS, CLOSED)
@settings(max_examples=300)
def test_no_credit_behind_a_line_is_refused_unread(line: str, credit: str, closed: str) -> None:
    assert caption_lines.names_photographer(f"{line} {credit}{closed}")


@pytest.mark.parametrize(
    "line", ["老桥今天通车。", "他说：“这座桥修了三年。”", "市民在桥上合影留念，桥头人来人往", "通车（2020年）"]
)
def test_most_lines_are_refused_unread(line: str) -> None:
    assert not caption_lines.may_name_photographer(line)


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
        assert caption_lines.may_be_marked(text) or not caption_lines._MARKED.match(text)
    assert not caption_lines.may_be_marked("老桥今天通车，市民在桥上摄影留念。")


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("夜色中的吊机（岚川日报记者段小桥摄）", True),
        ("市場二樓。記者盧子晏／攝影", True),
        ("5月20日，孩子们在公园里写生。段小桥摄/光岭图片", True),
        ("岚川日报记者 段小桥", False),
        ("橋上的燈換了新的。（資料照，記者段小橋攝）", True),
        ("橋上的燈換了新的。（資料照）", True),
        ("橋上的燈換了新的。（示意圖／某某影像）", True),
        ("橋上的燈換了新的。（某台圖片）", True),
        ("橋上的燈換了新的。（攝影／段小橋）", True),
        ("橋上的燈換了新的。嵐央社記者段小橋攝 113年4月8日", True),
    ],
)
def test_a_caption_in_copied_text_is_neither_text_nor_a_byline(line: str, is_caption: bool) -> None:
    story = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。\n桥面换了防滑的青石，栏杆还是原来的。"
    article = clean_text(f"石桥今天重新开通\n2024-05-20 10:20\n{line}\n{story}")
    assert article.text == story
    assert bool(article.authors) is not is_caption


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("守钟人在楼上站了半个小时。（攝影/REUTERS/Ann Wang/達志影像）", True),
        ("守钟人在楼上站了半个小时。(小尘4x/图)", True),
        ("守钟人在楼上站了半个小时。(视觉中国/图)", True),
        ("环湖线路图", False),
        ("守钟人在楼上站了半个小时。（见下/上图）", False),
        ("老城的三张地图（老街/新街/图书馆）", False),
        ("守鐘人在樓上站了半個小時。（圖／某某日報）", True),
        ("守鐘人在樓上站了半個小時。（見圖）", False),
        ("守鐘人在樓上站了半個小時。（圖書館藏照片，不外借）", False),
        ("守鐘人的兩個夢想（圖書館、照相館）", False),
        ("這張照片由記者段小橋攝於113年4月8日", False),
    ],
)
def test_credits_in_brackets(line: str, is_one: bool) -> None:
    assert caption_lines.names_sure_photographer(line) is is_one
