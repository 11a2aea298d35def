"""Forms of flattened text, in variants beside the fixtures of `fixtures/flat`, and texts that only look like one."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat import read
from cleaners.evidence.flat.markdown import is_markdown, read_markdown
from cleaners.evidence.flat.marks import without_prefixes, without_references
from cleaners.evidence.flat.one_line import is_one_line, split_line
from cleaners.evidence.flat.read import read_flat
from cleaners.evidence.flat.reader import read_head
from cleaners.evidence.flat.shared import read_shared, without_placeholders
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped
from tests.pace import assert_within

LONG = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
ALSO = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&nbsp;&nbsp;甲&ldquo;乙&rdquo;", "\u00a0\u00a0甲“乙”"),
        ("甲&amp;nbsp;乙", "甲\u00a0乙"),
        ("甲&#8212;&#x2014;乙", "甲——乙"),
        ("R&D 与 A&B", "R&D 与 A&B"),
        ("空格写作&nbsp;，小于号写作&lt;", "空格写作&nbsp;，小于号写作&lt;"),
        ("网页里的“&nbsp;”是空格", "网页里的“&nbsp;”是空格"),
    ],
)
def test_references_are_characters_unless_the_text_is_about_them(text: str, expected: str) -> None:
    assert without_references(text) == expected


@pytest.mark.parametrize("mark", ["- ", "* ", "> ", ">", "• ", "＞ "])
def test_a_mark_before_every_line_goes(mark: str) -> None:
    lines = ["旧书市搬进了地下通道", "2023-04-09 08:15", LONG, ALSO]
    assert without_prefixes([mark + line for line in lines]) == lines
    headed = [lines[0], *(mark + line for line in lines[1:]), mark + "编辑 石小竹"]
    assert without_prefixes(headed) == [*lines, "编辑 石小竹"]


def test_a_list_keeps_its_marks() -> None:
    lines = ["本周有五件事", *("- " + LONG for _ in range(9))]
    assert without_prefixes(lines) == lines
    names = ["- 甲", "- 乙", "- 丙", "- 丁"]
    assert without_prefixes(names) == names


def test_the_head_of_a_service_is_read() -> None:
    head = read_head(["Title: 甲_河光网", "", "URL Source: https://a.cn/1.html", "", "Markdown Content:", "乙"])
    assert head is not None
    assert (head.title, head.url, head.published, head.rest) == ("甲_河光网", "https://a.cn/1.html", None, 5)
    fenced = read_head(["---", "title: 甲", "url: https://a.cn/1.html", "date: 2023-01-02", "---", "乙"])
    assert fenced is not None
    assert (fenced.title, fenced.published, fenced.rest) == ("甲", "2023-01-02", 5)
    assert read_head(["标题：一封没有寄出的信", LONG]) is None
    assert read_head(["Title: 甲", LONG]) is None


@pytest.mark.parametrize(
    "lines",
    [
        ["# 甲", LONG],
        ["甲", f"[乙](https://a.cn/1.html){LONG}"],
        ["甲", "![乙](/a.jpg)", LONG],
        ["**甲**", LONG, "## 乙"],
    ],
)
def test_markdown_is_known_by_its_marks(lines: list[str]) -> None:
    assert is_markdown(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["#1号泵站恢复运行", LONG],
        ["#渔港# #救援#", LONG],
        ["失信名单上有张**和李**", LONG],
        ["[渡口](旧称船埠)在城南", LONG],
        ["用*星号*和**两个星号**", LONG],
    ],
)
def test_other_uses_of_the_marks_are_no_markdown(lines: list[str]) -> None:
    assert not is_markdown(lines)


def test_markdown_is_read_without_its_marks() -> None:
    rows = read_markdown(
        [
            "甲乙",
            "====",
            '- [丙丁](https://a.cn/2.html "题")',
            "> 戊**己**庚\\*",
            "| 一 | 二 |",
            "|---|:--|",
            "| 三 |  |",
            "[![x](https://a.cn/1.jpg)](https://a.cn/big.jpg)",
            "***",
        ]
    )
    assert [(row.kind, row.text) for row in rows] == [
        ("heading", "甲乙"),
        ("item", "丙丁"),
        ("quote", "戊己庚*"),
        ("cell", "一"),
        ("cell", "二"),
        ("cell", "三"),
        ("image", ""),
        ("paragraph", "***"),
    ]
    assert [(mark.start, mark.end, mark.kind, mark.href) for mark in rows[1].marks] == [
        (0, 2, "link", "https://a.cn/2.html")
    ]
    assert [(mark.start, mark.end, mark.kind) for mark in rows[2].marks] == [(1, 2, "bold")]
    assert [row.cell for row in rows[3:6]] == [(1, 0, 0), (1, 0, 1), (1, 1, 0)]
    assert rows[6].image is not None
    assert rows[6].image.url == "https://a.cn/1.jpg"
    assert rows[7].hidden


SHEET = [
    "钟楼的大钟昨天重新走了，它停了十一年",
    "，停在四点二十分，城里的孩子一直以为",
    "那是一幅画。",
    "修钟的人姓闻，八十岁，他没有带一张图",
    "纸，只带了一只听诊器。",
]


def test_wrapped_lines_are_joined() -> None:
    assert is_wrapped(SHEET)
    assert join_wrapped(SHEET) == (
        [
            "钟楼的大钟昨天重新走了，它停了十一年，停在四点二十分，城里的孩子一直以为那是一幅画。",
            "修钟的人姓闻，八十岁，他没有带一张图纸，只带了一只听诊器。",
        ],
        [],
    )
    spaced = [part for line in SHEET for part in (line, "")]
    assert join_wrapped(spaced)[0] == join_wrapped(SHEET)[0]
    numbered = [*SHEET[:1], "- 3 -", *SHEET[1:]]
    assert join_wrapped(numbered) == (join_wrapped(SHEET)[0], ["- 3 -"])


def test_a_sheet_that_is_one_paragraph_takes_linear_time() -> None:
    line = "今天的江面上有 一条小船缓 缓驶过，岸上的人 都在看那天"
    assert join_wrapped([line] * 8_000) == ([line * 8_000], [])
    assert_within(30, lambda: join_wrapped([line] * 8_000))  # thousands where all of it is gone over for every line


def test_a_role_that_ends_a_line_is_parted_from_the_name_below() -> None:
    wide = "今天的江面上有一条小船缓缓驶过，岸上的人都在 责任编辑"
    assert join_wrapped([wide, wide, wide, "赵一鸣"])[0][0].endswith("都在 责任编辑 赵一鸣")


@pytest.mark.parametrize(
    "lines",
    [
        ["我在渡口等你", "等一条没有篙的船", "水说它认得路", "石头说它不走", "风把灯吹灭了"],
        ["石阶初补旧痕新，老树当风不避人，一夜灯红。"] * 2 + ["江边卖藕六十春来，闭眼能知石有痕，明朝唤船。"] * 3,
        [LONG, ALSO, LONG + ALSO, "短的一行。"],
    ],
)
def test_verse_and_paragraphs_are_not_wrapped(lines: list[str]) -> None:
    assert not is_wrapped(lines)


@pytest.mark.parametrize("sign", [" ", "  ", "\u3000", "\t", "\\n"])
def test_a_page_in_one_line_gets_its_lines_back(sign: str) -> None:
    lines = [
        "旧书市搬进了地下通道",
        "河光日报记者 乐知渔",
        "2023-04-09 08:15",
        LONG,
        ALSO,
        "来源：河光日报",
        "编辑 石小竹 审读 丛雪",
    ]
    assert is_one_line([sign.join(lines)])
    assert split_line(sign.join(lines)) == lines


@pytest.mark.parametrize(
    "stamp",
    [
        "发布时间：2023-04-09 08:15",
        "最后更新：2023-04-09 08:15:20",
        "发布于2023-04-09 08:15",
        "更新于 2023年4月9日 08:15",
        "刊发于：2023/4/9 8:15",
        "2023.04.09 08:15",
        "2023-04-0908:15",
    ],
)
def test_the_moment_in_one_line_keeps_its_label(stamp: str) -> None:
    line = f"旧书市搬进了地下通道 {stamp} {LONG} {ALSO}"
    assert is_one_line([line])
    assert split_line(line) == ["旧书市搬进了地下通道", stamp, LONG, ALSO]


@pytest.mark.parametrize(
    "line",
    [
        LONG + ALSO + LONG,
        f"{LONG} {ALSO} {LONG}",
        f"2024年5月20日 10:20，{LONG}{ALSO}{LONG}",
        f"据河光水利局消息 2024年5月20日 10:20 水位涨到三十一米。{LONG}{ALSO}",
        f"渡口新桥将于2024年5月20日 10:20合龙。{LONG}{ALSO}",
        f"旧书市的第一夜定于 2024-05-20 19:30 开灯。{LONG}{ALSO}",
        f"渡口新桥2024年5月20日上午10时20分合龙。{LONG}{ALSO}",
    ],
)
def test_one_paragraph_by_its_writer_is_no_page(line: str) -> None:
    assert not is_one_line([line])
    assert clean_text(line).text == line


def test_placeholders_and_lines_of_an_app_are_hidden() -> None:
    lines = without_placeholders([f"{LONG}[图片]", "[视频][表情]", "【图片】", "他发来一张[图片]，又走了"])
    rows = read_shared(["旧书市搬进了地下通道", *lines, "（来自河光新闻客户端）"])
    assert [row.text for row in rows if row.hidden] == ["[图片]", "[视频][表情]", "【图片】", "（来自河光新闻客户端）"]
    assert [row.text for row in rows if row.text and not row.hidden] == [
        "旧书市搬进了地下通道",
        LONG,
        "他发来一张[图片]，又走了",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "https://www.example.cn/p/1.html",
        "点击链接查看全文：https://www.example.cn/p/1.html",
        "我在河光新闻看到一篇好文章，分享给你 https://www.example.cn/p/1.html",
        "—— 分享自河光客户端 ——",
        "来自：河光APP",
        "发自我的iPhone",
    ],
)
def test_how_a_text_was_shared_is_no_text(line: str) -> None:
    article = clean_text(f"旧书市搬进了地下通道\n{LONG}\n{ALSO}\n{line}")
    assert article.text == f"{LONG}\n{ALSO}"
    assert any(removal.text == line for removal in article.removals)


def test_a_headline_that_was_shared_with_its_address_stays_one() -> None:
    shared = "【旧书市搬进了地下通道】https://www.example.cn/p/1.html 分享自@河光新闻"
    assert clean_text(f"{shared}\n{LONG}\n{ALSO}").headline == "旧书市搬进了地下通道"
    repeated = clean_text(f"{shared}\n旧书市搬进了地下通道\n{LONG}\n{ALSO}")
    assert (repeated.headline, repeated.text) == ("旧书市搬进了地下通道", f"{LONG}\n{ALSO}")


def test_data_addresses_in_a_text_stay() -> None:
    text = f"数据公开了\n{LONG}\n数据的地址是 https://data.example.com/water 每天更新一次，节假日也不停。\n{ALSO}"
    assert "https://data.example.com/water" in clean_text(text).text


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("编辑石小竹审读丛雪二审殷禾禾三审戚望舒", ["石小竹", "丛雪", "殷禾禾", "戚望舒"]),
        ("编辑：石小竹审读：丛雪二审：殷禾", ["石小竹", "丛雪", "殷禾"]),
        ("编　辑：石小竹　审　读：丛雪", ["石小竹", "丛雪"]),
        ("责任编辑石小竹校对丛雪", ["石小竹", "丛雪"]),
    ],
)
def test_credits_without_spaces_and_set_wide(line: str, names: list[str]) -> None:
    article = clean_text(f"旧书市搬进了地下通道\n2023-04-09 08:15\n{LONG}\n{ALSO}\n{line}")
    assert article.text == f"{LONG}\n{ALSO}"
    assert [person.name for person in article.credits] == names


@pytest.mark.parametrize("line", ["编辑部的灯亮到深夜，审读工作从傍晚开始。", "设计制作流程", "一审二审三审"])
def test_words_made_of_roles_stay(line: str) -> None:
    assert line in clean_text(f"旧书市搬进了地下通道\n2023-04-09 08:15\n{LONG}\n{line}\n{ALSO}").text


def test_a_reference_brings_no_character_that_no_text_may_hold() -> None:
    assert clean_text("老桥&#x202A;重新开放了，街坊们&#27;又来喝茶。\n茶馆&nbsp;坐满了人。").text.splitlines()[0] == (
        "老桥重新开放了，街坊们又来喝茶。"
    )


def test_no_more_lines_are_looked_at_than_a_page_of_that_size_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of a million lines of one character took three times as long as is allowed."""
    monkeypatch.setattr(read, "room", lambda chars: 10)
    lines = [f"第{number}天的江面上有一条小船缓缓驶过，船上没有人。" for number in range(30)]
    flat = read_flat("\n".join(lines))
    assert "truncated" in flat.flags
    assert len(flat.outline.blocks) == 20
    assert read_flat("\n".join(lines[:20])).flags == ()
