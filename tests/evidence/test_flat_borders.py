"""Borders of a page in one line without blanks."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat.borders import HEADINGS, heading_at, part_glued, part_head, reported_at

STORY = (
    "石桥封了三个月，今天早上重新开通，第一个走上去的是董奶奶。桥面换了防滑的青石，栏杆还是原来的。"
    "工人在桥墩里找到一只陶碗，碗底有老石匠留下来的记号。他们拍了照，又放回了原处。"
)
POST = "今天带着孩子去爬了梧桐山，孩子问我为什么山顶的云会动，我说因为风在赶路。"


def test_a_page_of_a_client() -> None:
    page = f"听新闻00:00/02:10石桥今天重新开通深圳特区报记者 梁一鸣2024-05-20 10:21{STORY}编辑 程露 审读 白静读特热榜IN视频鹏友圈{POST}"
    article = clean_text(page)
    assert (article.headline, article.text.replace("\n", "")) == ("石桥今天重新开通", STORY)
    assert [person.name for person in article.authors] == ["梁一鸣"]
    assert [person.name for person in article.credits] == ["程露", "白静"]


@pytest.mark.parametrize(
    "end", ["编辑：程露相关阅读老街上的修表人", "责任编辑：程小露延伸阅读老街上的修表人", "推荐阅读老街上的修表人"]
)
def test_a_heading_glued_to_the_text(end: str) -> None:
    page = f"首页>新闻>民生石桥今天重新开通2024-05-20 10:21来源：岚川日报{STORY}{end}{POST}"
    article = clean_text(page)
    assert (article.headline, article.source, article.text.replace("\n", "")) == ("石桥今天重新开通", "岚川日报", STORY)


def test_a_sentence_that_opens_with_such_a_word_goes_on() -> None:
    assert part_glued(f"{STORY}相关新闻报道发出以后，很多人来看桥。") == [
        f"{STORY}相关新闻报道发出以后，很多人来看桥。"
    ]
    assert part_glued(f"甲。推荐阅读{STORY}") == [f"甲。推荐阅读{STORY}"]  # above the text
    assert len(part_glued(f"{STORY}推荐阅读老街")) == 3


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("石桥今天重新开通青屿晚报记者赵一鸣", ["石桥今天重新开通", "青屿晚报记者赵一鸣"]),
        ("石桥今天重新开通本报记者 赵一鸣", ["石桥今天重新开通", "本报记者 赵一鸣"]),
        ("石桥今天重新开通读特记者 赵一鸣", ["石桥今天重新开通", "读特记者 赵一鸣"]),
        ("石桥今天重新开通长江云记者 赵一鸣", ["石桥今天重新开通", "长江云记者 赵一鸣"]),
        ("石桥今天重新开通记者赵一鸣", ["石桥今天重新开通", "记者赵一鸣"]),
        ("石桥今天重新开通来源：青屿晚报", ["石桥今天重新开通", "来源：青屿晚报"]),
        ("他想当一名记者", ["他想当一名记者"]),
        ("首页>新闻>民生石桥今天重新开通", ["首页>新闻>民生", "石桥今天重新开通"]),
        ("首页>云水石桥今天重新开通", ["首页>云水石桥今天重新开通"]),
    ],
)
def test_what_stands_above_a_moment(head: str, parts: list[str]) -> None:
    assert part_head(head) == parts


def test_a_byline_with_its_place() -> None:
    assert reported_at("記者林曉彤／南投報導南投縣的老糖廠") == len("記者林曉彤／南投報導")
    assert reported_at("記者會上，林曉彤說") == 0


def test_a_heading_that_opens_words() -> None:
    assert (heading_at("读特热榜IN视频"), heading_at("桥上的灯")) == ("读特热榜", "")


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_heading_that_is_searched_for_is_one_of_the_rules(heading: str) -> None:
    assert heading_at(f"{heading}老街上的修表人") == heading
