"""Lines with moments: those of readers' posts, and those of who speaks in a talk."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.posts import is_report, is_transcript, name_beside

TALK = [
    ("主持人", "各位网友大家好，欢迎收看今天的在线访谈，今天我们请来了市城管局的两位同志，谈谈垃圾分类。"),
    ("嘉宾", "主持人好，网友们大家好，很高兴有这个机会和大家聊一聊投放点的事情。"),
    ("网友", "我们小区的投放点早上只开两个小时，上班族根本赶不上，能不能把开放的时间延长一些？"),
    ("嘉宾", "从四月起，全市会在每个社区设立一处误时投放点，二十四小时开放，由物业轮流保洁。"),
    ("主持人", "时间过得很快，今天的访谈就到这里，感谢两位嘉宾，也感谢各位网友的参与。"),
]


@pytest.mark.parametrize(
    ("lines", "is_talk"),
    [
        (["主持人 2021.03.22 15:00:06", "2021.03.22 15:01:40 嘉宾", "网友 2021.03.22 15:03:12"], True),
        (["[主持人] 2021-03-22 15:00", "[柳成章] 2021-03-22 15:01"], True),
        (["2021-03-22 15:00 图文直播员：", "2021-03-22 15:01 发言人："], True),
        (["老渡口 2021-03-22 15:00", "主持人 2021-03-22 15:01", "青石巷 2021-03-22 15:02"], False),
        (["主持人小周 2021-03-22 15:00", "青石巷 2021-03-22 15:02"], False),
        (["青石巷 2021-03-22 15:00", "老渡口 2021-03-22 15:02"], False),
        ([], False),
    ],
)
def test_who_leads_a_talk_has_the_first_word_or_speaks_twice(lines: list[str], is_talk: bool) -> None:
    assert is_transcript(lines) is is_talk


@pytest.mark.parametrize(
    ("lines", "is_of_outlet"),
    [
        (["青屿日报 2024-10-20 09:00", "青屿日报10-20 09:02", "10月20日 09:41 · 青屿日报"], True),
        (["青屿日报 2024-10-20 09:00", "青屿晚报 10-20 09:02"], False),
        (["湖边跑者 2024-10-20 09:00", "湖边跑者 10-20 09:02"], False),
        (["2024-10-20 09:00", "10-20 09:02"], False),
        ([], False),
    ],
)
def test_who_reports_from_hour_to_hour_is_one_outlet(lines: list[str], is_of_outlet: bool) -> None:
    assert is_report(lines) is is_of_outlet


def test_a_name_stands_beside_a_moment() -> None:
    assert name_beside("青屿日报 | 2024-10-20 09:00:12") == "青屿日报"
    assert name_beside("10-20 09:02") == ""


def talk(names: list[str]) -> str:
    rows = "".join(
        f"<div class=row><div class=who>{name} 2021-03-22 15:0{number}:06</div><div class=say>{said}</div></div>"
        for number, (name, (_, said)) in enumerate(zip(names, TALK, strict=True))
    )
    head = "<h1>垃圾分类一周年：您关心的问题这样解决</h1><p>2021-03-22 09:00 来源：云洲日报</p>"
    intro = "<p>云洲市生活垃圾分类工作推行已满一年，本期访谈邀请市城管局有关负责同志回答网友提问。</p>"
    return f"<title>垃圾分类一周年：您关心的问题这样解决</title><div>{head}{intro}</div><div>{rows}</div>"


def test_a_talk_with_moments_is_text() -> None:
    text = clean(talk([name for name, _ in TALK])).text
    assert all(said in text for _, said in TALK)


def test_the_same_lines_under_readers_names_are_posts() -> None:
    text = clean(talk(["青石巷", "老渡口", "江边吹风", "晴天", "北门拾砖人"])).text
    assert not any(said in text for _, said in TALK)


@pytest.mark.parametrize("sign", [":", ".", "-", "2", "年", " "])
def test_a_line_of_signs_is_read_in_time(sign: str) -> None:
    """Signs that stand in a moment and between two of them could be parted in forty thousand million ways."""
    assert not is_transcript([sign * 4_000])
    assert is_transcript([f"2021-03-22 10:20{sign} 主持人"])
