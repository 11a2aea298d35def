"""Heads of notes above a text, teasers of lists, numbers of a journal's sheets, and marks of a string."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat.entries import mark_entries
from cleaners.evidence.flat.reader import read_head
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.sheets import without_sheets

TITLE = "旧书市搬进了地下通道"
STORY = [
    "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。",
    "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。",
]


@pytest.mark.parametrize(
    "head",
    [
        [f'title: "{TITLE}"', 'source: "https://www.heguang.example/1.html"', "author:", '  - "[[乐知渔]]"', "published: 2023-04-09",
         "created: 2023-04-11", "tags:", '  - "clippings"'],
        [f"title: '{TITLE}'", "date: 2023-04-09", "tags:", "- 旧书", "- 地下通道"],
        [f"标题: {TITLE}", "日期: 2023-04-09", "标签:", "  - 旧书"],
        ["url: https://www.heguang.example/1.html", "title: >-", f"  {TITLE}", "date: 2023-04-09"],
        ["date: 2023-04-09", "source: https://www.heguang.example/1.html", "tags: [旧书, 地下通道]"],
    ],
)  # fmt: skip
def test_the_head_of_a_note(head: list[str]) -> None:
    article = clean_text("\n".join(["---", *head, "---", "", f"# {TITLE}", "", "\n\n".join(STORY)]))
    assert (article.headline, article.text.split("\n")) == (TITLE, STORY)
    assert article.url == ("https://www.heguang.example/1.html" if any(".html" in line for line in head) else None)


@pytest.mark.parametrize(
    "head",
    [
        [f'title = "{TITLE}"', "date = 2023-04-09", 'tags = ["旧书", "地下通道"]', "draft = false"],
        [f"title = '{TITLE}'", "draft = false", "date = 2023-04-09T08:00:00+08:00", "tags = [", '  "旧书",', "]", "[params]", "toc = true"],
    ],
)  # fmt: skip
def test_the_head_of_a_note_in_toml(head: list[str]) -> None:
    article = clean_text("\n".join(["+++", *head, "+++", "", "\n\n".join(STORY)]))
    assert (article.headline, article.text.split("\n")) == (TITLE, STORY)
    assert (article.date_published or "")[:10] == "2023-04-09"


@pytest.mark.parametrize(
    "lines",
    [
        ["+++", f"title = {TITLE}", "---", TITLE],  # another fence
        ["---", "时间：5月3日上午", "地点：市图书馆", "---", TITLE],  # an event
        ["---", "note: 一张便条", "---", TITLE],
        [TITLE, "---", STORY[0], "---", "来源：河光日报"],
    ],
)
def test_lines_between_strokes_are_no_head(lines: list[str]) -> None:
    assert read_head([*lines, *STORY]) is None


def test_a_source_that_is_no_address() -> None:
    head = read_head(["---", f"title: {TITLE}", "source: 河光日报", "---", *STORY])
    assert head is not None
    assert head.url is None


TEASERS = [
    ("旧车站的钟", "旧车站的钟停了很多年，最近忽然又走了起来，据说是一个铁路工人偷偷修好的"),
    ("雨天的邮局", "雨天的邮局总是很安静，柜台后面的人在打毛线，盖章的声音像啄木鸟"),
    ("卖糖人的老人", "卖糖人的老人今年没有来，孩子们在桥头等了三天，最后等来的是他的儿子"),
]


@pytest.mark.parametrize(
    ("form", "is_list"),
    [
        ("{title}\n2024-03-01 10:00\n{teaser}……", True),
        ("{title}\nThu, 05 Oct 2023 08:00:00 +0800\n{teaser}……\n阅读全文", True),
        ("{title}\n{teaser}...\n阅读更多", True),
        ("{title}\n{teaser}……", False),  # sections that trail off
        ("{title}\n2024-03-01 10:00\n{teaser}。", False),
    ],
)
def test_teasers_with_a_moment_or_a_way_on_are_a_list(form: str, is_list: bool) -> None:
    lines = "\n".join(form.format(title=title, teaser=teaser) for title, teaser in TEASERS).split("\n")
    rows = mark_entries([Row(line) for line in lines])
    assert [row.text for row in rows if row.marks] == ([title for title, _ in TEASERS] if is_list else [])


def test_a_list_of_teasers_is_no_article() -> None:
    lines = [line for title, teaser in TEASERS for line in (title, f"{teaser}……", "阅读全文")]
    assert not clean_text("\n".join(lines)).is_article


@pytest.mark.parametrize(("first", "second"), [("— 12 —", "— 13 —"), ("第 21 页", "第 22 页"), ("-3-", "-4-")])
def test_sheets_of_a_journal(first: str, second: str) -> None:
    sheets = [TITLE, STORY[0][:20], "", first, "河光研究 第3期", "", STORY[0][20:], STORY[1], second, "河光研究 第3期"]
    assert without_sheets(sheets).lines == [TITLE, STORY[0][:20], STORY[0][20:], STORY[1]]


@pytest.mark.parametrize("numbers", [("— 12 —", "— 15 —"), ("— 12 —", "一二"), ("12", "13")])
def test_other_numbers_stay(numbers: tuple[str, str]) -> None:
    lines = [STORY[0], numbers[0], STORY[1], numbers[1]]
    assert without_sheets(lines).lines == lines


def test_marks_of_a_string_in_one_line() -> None:
    said = "“灯是街道装的。”他说。"
    line = "\\n".join([TITLE, *STORY, said.replace("“", '\\"').replace("”", '\\"')])
    assert clean_text(line).text.split("\n")[-1] == said.replace("“", '"').replace("”", '"')
