"""Pages on either side of the numbers of the second look that no fixture need show."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.judgement.second.test_look import _ROAD, BOAT, BOWL, BRIDGE, HEAD, SALT, STONE, paragraphs, read

CONTROL = "<a href='javascript:;'>展开全文</a>"
FULL = f"<div hidden>{paragraphs(BRIDGE, STONE, BOWL)}</div>"


def lines(body: str) -> list[str]:
    return read(body).text.split("\n")


def test_eight_characters_that_come_again_are_a_teaser() -> None:
    teaser = f"<p>{BRIDGE[:8]}...</p>"
    assert lines(f"{HEAD}<div><p>{BOAT}</p>{teaser}{CONTROL}</div>{FULL}") == [BOAT, BRIDGE, STONE, BOWL]


def test_a_subhead_of_seven_may_say_the_same_by_chance() -> None:
    subhead = BRIDGE[:7]
    found = lines(f"{HEAD}<div><p>{subhead}</p><p>{SALT}</p>{CONTROL}</div>{FULL}")
    assert found == [subhead, SALT, BRIDGE, STONE, BOWL]


def test_verse_in_a_box_with_one_control_is_of_the_text() -> None:
    verse = ("桥还是那座桥", "水不是那些水", "我不是那个我", "石头还记得谁")
    box = f"<div>{paragraphs(*verse[:2])}<a href=/share>分享</a>{paragraphs(*verse[2:])}</div>"
    page = f"<div>{HEAD}{paragraphs(BRIDGE, STONE, BOWL)}{box}<p>编辑：赵一鸣</p></div>"
    assert lines(page) == [BRIDGE, STONE, BOWL, *verse]


@pytest.mark.parametrize(("again", "is_text"), [(28, True), (38, False)])  # 25 runs of 45, 35 of 55
def test_a_first_paragraph_says_something_of_its_own(again: int, is_text: bool) -> None:
    first = f"{BRIDGE[:again]}桥头挂了红灯笼，孩子们数过，一共十二盏。"
    text = (BRIDGE, STONE, BOWL, BOAT)
    page = f"<div>{HEAD}<div class=x><p>{first}</p><div>{paragraphs(*text)}</div></div></div>"
    assert (first in lines(page)) is is_text


def test_a_summary_in_words_of_its_own_is_none_of_the_text() -> None:
    summary = (
        "青屿公路抢修两昼夜后今天贯通，停运了三天的头一趟班车于十时恢复，白马镇赶集的人又能进城了。"  # 5 runs of 42
    )
    article = clean(
        "<title>快讯：青屿公路抢通</title><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20 来源：青屿日报</div>"
        f"<div class=x><p>{summary}</p></div><div class=c>{paragraphs(*_ROAD)}</div><div>青屿网 版权所有</div>"
    )
    assert article.text.split("\n") == list(_ROAD)
    assert article.abstract == summary


#: Another story below the credits of the first.
STORY = f"<div><h2>盐田迎来今年第一批收成</h2><p>2024-05-05 08:10</p>{paragraphs(SALT, BOAT, STONE)}</div>"


def above_a_story(headline: str, *told: str) -> str:
    page = (
        f"<div class=main><h1>{headline}</h1><div>2024-05-06 09:30 来源：青屿日报</div>"
        f"<div class=text>{paragraphs(*told)}<p>编辑 石小竹 审读 丛雪</p></div></div>{STORY}<div>青屿网 版权所有</div>"
    )
    return clean(f"<title>青屿网</title><div><a href=/>青屿网</a><a href=/c>城事</a></div>{page}").text


def test_three_lines_of_verse_above_their_credits_are_what_the_page_tells() -> None:
    assert SALT not in above_a_story("江边的灯今夜亮了", "灯亮了", "风从水面上来", "没有人开口")


@pytest.mark.parametrize("motto", [("写给晚睡的人", "每周三更新"), ("写给每一个晚睡的青屿人看。",)])
def test_the_motto_of_a_column_above_its_editor_is_not(motto: tuple[str, ...]) -> None:
    assert SALT in above_a_story("青屿夜话", *motto)
