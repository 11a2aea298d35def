"""Subheads that read like headings of widgets, `点评：` below each of several poems; nearest to them the heading of a page's comments."""

from __future__ import annotations

import pytest

from cleaners import clean

TOLD = (
    "南山脚下的旧渡口，立着一块磨得发亮的石碑，碑上刻着一首没有署名的诗，村里人说是一位赶考的书生留下的。",
    "诗写得很浅，可是读到最后一句，总叫人想起自己离家的那个清晨，雾还没有散，船已经在等了。",
    "碑文旁边还有后人补刻的两行小字，记的是道光年间的一次大水，水退之后石碑还在原地。",
    "老船工说，他小时候在碑座上练过字，用的是江水，写完一遍，太阳就把它收走了。",
)
COMMENT = "写得真好，明年还要再去看一次，带上家里的老人，天气好的话多住两天。"


def text_of(inside: str, below: str = "") -> list[str]:
    page = (
        "<html><head><title>旧渡口的石碑_江城日报</title></head><body><div class=nav><a href='/'>首页</a><a href='/a'>新闻</a></div>"
        f"<h1>旧渡口的石碑</h1><div class=info>2024-05-20 10:20　来源：江城日报</div><div class=c>{inside}</div>{below}"
        "<div class=foot>版权所有 江城日报社</div></body></html>"
    )
    return clean(page).text.split("\n")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize("heading", ["点评：", "回复：", "评论："])
def test_a_word_that_heads_every_part_is_the_writers(heading: str) -> None:
    lines = [TOLD[0], "其一", TOLD[1], heading, TOLD[2], "其二", TOLD[3], heading, TOLD[1]]
    assert text_of(paragraphs(*lines)) == lines


def test_parts_may_have_boxes_that_look_alike() -> None:
    first, second = ["其一", TOLD[1], "点评：", TOLD[2]], ["其二", TOLD[3], "点评：", TOLD[1]]
    boxes = f"<div class=part>{paragraphs(*first)}</div><div class=part>{paragraphs(*second)}</div>"
    assert text_of(paragraphs(TOLD[0]) + boxes) == [TOLD[0], *first, *second]


@pytest.mark.parametrize("heading", ["<strong>点评：</strong>", "■ 点评"])
def test_a_review_is_the_writers_once(heading: str) -> None:
    inside = paragraphs(TOLD[0], TOLD[1], heading, TOLD[2], TOLD[3])
    word = heading.replace("<strong>", "").replace("</strong>", "")
    assert text_of(inside, f"<div><h3>网友评论</h3><p>{COMMENT}</p></div>") == [
        TOLD[0],
        TOLD[1],
        word,
        TOLD[2],
        TOLD[3],
    ]


def test_a_heading_of_comments_stands_once() -> None:
    assert "评论：" not in text_of(paragraphs(TOLD[0], TOLD[1], "评论：", COMMENT))


def test_a_line_of_credits_ends_the_text() -> None:
    posts = paragraphs("江边钓叟：", TOLD[2], "回复：", COMMENT, "山客：", TOLD[3], "回复：", COMMENT)
    below = f"<div class=box><p>网友评论</p>{posts}</div>"
    assert text_of(paragraphs(TOLD[0], TOLD[1]), below) == [TOLD[0], TOLD[1]]
    assert "回复：" not in text_of(paragraphs(TOLD[0], TOLD[1], "（编辑：周书）") + posts)


LECTURE = (
    "时　　间：2024年5月10日（周五）14:30",
    "地　　点：逸夫楼报告厅",
    "主办单位：土木工程学院",
    "承办单位：古桥研究所",
    "主讲人简介：",
    TOLD[0],
    "内容摘要：",
    TOLD[1],
)


def test_who_holds_a_lecture_and_what_it_is_about() -> None:
    assert text_of(paragraphs(*LECTURE)) == list(LECTURE)


def test_who_holds_the_site_stands_below_the_text() -> None:
    assert text_of(paragraphs(*TOLD, "主办单位：江城日报社", "承办单位：江城网")) == list(TOLD)
    event = ("时间：5月20日9:00", "地点：江边旧粮仓", "主办：江城县文化馆")
    assert text_of(paragraphs(*TOLD, *event)) == [*TOLD, *event]
    assert text_of(paragraphs(*TOLD, "地址：江城县城关镇一号", event[2]))[: len(TOLD)] == list(TOLD)
    assert text_of(paragraphs(*TOLD, "主办单位：江城日报社", "电话：0570-1234567", TOLD[0]))[: len(TOLD)] == list(TOLD)


def test_an_abstract_above_the_text_is_none_of_its_lines() -> None:
    assert "内容摘要：" not in text_of(paragraphs("内容摘要：", TOLD[1], TOLD[0], TOLD[2]))


ASKED = ("记者：碑上的诗是谁写的？", "记者：村里人怎么说？")
ANSWERED = tuple(f"罗平：{line}" for line in TOLD)


@pytest.mark.parametrize("turn", ["记者：是的", "记者：您好", "记者：然后呢"])
def test_a_short_turn_of_an_interview_is_no_byline(turn: str) -> None:
    lines = [ASKED[0], ANSWERED[0], turn, ANSWERED[1], ASKED[1], ANSWERED[2]]
    assert text_of(paragraphs(*lines)) == lines


@pytest.mark.parametrize(
    "lines",
    [
        [TOLD[0], ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1], "记者：罗小川"],
        [TOLD[0], ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1], "记者：罗小川", "编辑：陶然"],
        ["记者：罗小川", ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1]],
    ],
    ids=["below", "above-the-desk", "above"],
)
def test_who_held_an_interview_signs_it(lines: list[str]) -> None:
    said = [line for line in lines if line not in ("记者：罗小川", "编辑：陶然")]
    assert text_of(paragraphs(*lines)) == said


def test_an_interview_may_open_with_a_question() -> None:
    lines = [ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1]]
    assert text_of(paragraphs(*lines)) == lines
