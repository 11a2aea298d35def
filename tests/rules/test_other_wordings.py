"""Lines that a rule takes in other words than those of its own proof, and the nearest sentences that it leaves."""

from __future__ import annotations

import pytest

from cleaners.rules import first_rule


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("promo.advert", "廣告（請繼續閱讀本文）"),
        ("promo.advert", "（文章未完，广告后继续）"),
        ("promo.advert", "↓↓↓ 文章繼續 ↓↓↓"),
        ("credits.byline", "本报记者 赵一鸣 钱二川 发自岭西、石门"),
        ("credits.line", "【某某客户端、某西体育编辑 赵一鸣】"),
        ("credits.byline_place", "記者趙一鳴南灣報道"),
        ("navigation.site", "【返回某某首页】"),
        ("recommendation.heading", "其他通知"),
    ],
)
def test_a_rule_takes_the_line(name: str, line: str) -> None:
    rule = first_rule(line)
    assert rule is not None
    assert rule.name == name


@pytest.mark.parametrize("line", ["某某晚报2023年3月6日第5版", "（《某某晚报》2023年3月6日05版）"])
def test_issue_and_page_of_a_paper_are_a_fact(line: str) -> None:
    rule = first_rule(line)
    assert rule is not None
    assert rule.name == "head.outlet_date"


@pytest.mark.parametrize(
    "line",
    [
        "故事未完，广告后继续讲",
        "記者會連日報道",
        "某某晚报2023年3月6日第5版登过他的照片",
        "【词典编纂处、方言所编辑：这是她名片上的全部内容】",
        "返回老屋，看更多星星",
        "求助热线响了一夜",
        "网友：2024-06-01那天我在场",
    ],
)
def test_the_nearest_sentence_is_left(line: str) -> None:
    assert first_rule(line) is None
