"""Lines and values on either side of the numbers of `cleaners.evidence` that no page need show: years, shares of hashes, sizes of
copied texts."""

from __future__ import annotations

import pytest

from cleaners.evidence.dates import read_date, read_labelled_date
from cleaners.evidence.fingerprint import Fingerprint, is_same_story
from cleaners.evidence.flat.marks import without_prefixes
from cleaners.evidence.flat.one_line import is_one_line, split_line
from cleaners.evidence.flat.reader import read_head
from cleaners.evidence.flat.shared import read_shared
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped
from cleaners.evidence.outlets import is_outlet, read_outlet_line
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.scripts import read_script_moment

LONG = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
ALSO = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"


@pytest.mark.parametrize(
    ("day", "is_date"), [("1994-01-01 10:20", True), ("1993-12-31 10:20", False), ("2099-12-31 10:20", True)]
)
def test_a_page_of_the_web_has_a_year_of_the_web(day: str, is_date: bool) -> None:
    assert (read_date(day) is not None) is is_date


@pytest.mark.parametrize(("year", "expected"), [("59", 2059), ("60", None)])
def test_a_year_of_two_digits_is_of_this_century(year: str, expected: int | None) -> None:
    stamp = read_labelled_date(f"发布时间：{year}-05-20 10:20")
    assert (stamp.moment.year if stamp is not None else None) == expected


def sketch(first: int, count: int, *, runs: int, numbers: tuple[int, ...] = ()) -> Fingerprint:
    return Fingerprint(tuple(range(first, first + count)), runs, numbers)


@pytest.mark.parametrize(
    ("shared", "of", "runs", "are_same"),
    [
        (30, 100, 65, True),  # a share of 0.3
        (29, 101, 65, False),
        (40, 80, 60, True),
        (40, 80, 59, False),  # a short text needs more
        (30, 50, 40, True),  # a share of 0.6
        (29, 51, 40, False),
    ],
)
def test_stories_are_the_same_from_a_share_on(shared: int, of: int, runs: int, are_same: bool) -> None:
    size = (shared + of) // 2
    assert is_same_story(sketch(0, size, runs=runs), sketch(size - shared, size, runs=runs)) is are_same


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ((1, 2), (3, 4), True),  # too few to say anything
        ((1, 2, 3), (4, 5, 6), False),
        ((1, 2, 3, 4), (2, 3, 4, 5), True),  # three of four
        ((1, 2, 3), (2, 3, 4), False),
    ],
)
def test_the_same_story_has_the_same_numbers(one: tuple[int, ...], other: tuple[int, ...], agree: bool) -> None:
    assert is_same_story(sketch(0, 90, runs=90, numbers=one), sketch(0, 90, runs=90, numbers=other)) is agree


def test_a_mark_before_four_lines_is_one_of_a_tool() -> None:
    lines = ["旧书市搬进了地下通道", "2023-04-09 08:15", LONG, ALSO]
    assert without_prefixes(["- " + line for line in lines]) == lines
    fewer = ["- " + line for line in lines[1:]]
    assert without_prefixes(fewer) == fewer


def test_a_mark_before_four_of_five_lines_is_one_of_a_tool() -> None:
    lines = ["旧书市搬进了地下通道", "2023-04-09 08:15", LONG, ALSO, LONG]
    assert without_prefixes([lines[0], *("- " + line for line in lines[1:])]) == lines
    fewer = [*lines[:1], *("- " + line for line in lines[1:4]), LONG]
    assert without_prefixes(fewer) == fewer


def test_a_page_in_one_line_has_eighty_characters() -> None:
    line = f"旧\\n{LONG}\\n{ALSO}\\n"
    assert len(line) == 80
    assert is_one_line([line])
    assert not is_one_line([line[1:]])


def test_a_page_in_one_line_has_two_sentences() -> None:
    clauses = "四十一个摊位沿墙排开\\n雨天也不用收摊\\n客人说地下光线暗\\n书脊要朝外倾一点\\n才看得清每一本书的名字\\n摊主童守拙卖了三十年旧书\\n从来不嫌客人翻得乱。"
    assert is_one_line([clauses + "都来看。"])
    assert not is_one_line([clauses + "都来看"])


def test_breaks_are_written_three_times() -> None:
    pieces = ["旧书市搬进了地下通道", LONG, ALSO, "都来看"]
    assert split_line("\\n".join(pieces)) == pieces
    assert is_one_line(["\\n".join(pieces)])
    assert not is_one_line(["\\n".join(pieces[1:])])


@pytest.mark.parametrize(("word", "first"), [("旧书市", "旧书市 搬进了地下通道"), ("书市", "书市")])
def test_a_part_of_a_headline_has_three_characters(word: str, first: str) -> None:
    assert split_line(f"{word} 搬进了地下通道 2023-04-09 08:15 {LONG} {ALSO}")[0] == first


@pytest.mark.parametrize(("tags", "is_head"), [(12, True), (13, False)])
def test_the_head_of_a_service_has_fourteen_lines(tags: int, is_head: bool) -> None:
    lines = ["Title: 甲_河光网", *["Tags: 城事"] * tags, "URL Source: https://a.cn/1.html", LONG]
    assert (read_head(lines) is not None) is is_head


@pytest.mark.parametrize(("above", "is_hidden"), [(5, True), (6, False)])
def test_how_a_text_was_shared_stands_near_its_ends(above: int, is_hidden: bool) -> None:
    lines = [*[LONG] * above, "分享自江岸新闻客户端", *[ALSO] * 8]
    assert read_shared(lines)[above].hidden is is_hidden


@pytest.mark.parametrize(
    ("name", "is_name"),
    [
        ("江岸区水上交通与沿江老街旧事风物志编委编辑部周报", True),  # 24 characters
        ("江岸区水上交通与沿江老街旧事风物志编委会编辑部周报", False),
    ],
)
def test_an_outlets_name_has_twenty_four_characters(name: str, is_name: bool) -> None:
    assert is_outlet(name) is is_name


@pytest.mark.parametrize(
    ("name", "is_line"), [("江岸区水上交通与老街周报", True), ("江岸区水上交通与沿江老街报", False)]
)
def test_an_outlet_in_its_own_line_has_twelve_ideographs(name: str, is_line: bool) -> None:
    assert (read_outlet_line(name) is not None) is is_line


def test_six_people_sign_at_most() -> None:
    names = ["石小竹", "丛雪", "何静", "田野", "赵一鸣", "钱二川", "孙三立"]
    assert are_names("、".join(names[:6]))
    assert not are_names("、".join(names))


#: Lines of one width, which end within a sentence.
WIDE = [
    "钟楼的大钟昨天重新走了，它停了十一年",
    "，停在四点二十分，城里的孩子一直以为",
    "修钟的人姓闻，八十岁，他没有带一张图",
]


def test_three_full_lines_are_wrapped() -> None:
    assert is_wrapped([*WIDE, "纸。"])
    assert not is_wrapped([*WIDE[:2], "纸。"])


def test_full_lines_are_half_of_those_that_fill_half_a_column() -> None:
    half = ["桥头的理发店，不收零头了", "巷子里的戏台，重新上了漆", "渡轮上，办起了儿童画展", "江边的灯，换成了暖色"]
    assert is_wrapped([*WIDE, *half[:3]])
    assert not is_wrapped([*WIDE, *half])


@pytest.mark.parametrize(("blanks", "is_apart"), [(8, False), (9, True)])
def test_a_paragraph_is_opened_by_eight_blanks(blanks: int, is_apart: bool) -> None:
    opening = " " * blanks + WIDE[1][1:]
    paragraphs, _ = join_wrapped([*WIDE, "纸。", opening, WIDE[1], "，夜里也走。"])
    assert len(paragraphs) == (3 if is_apart else 2)


@pytest.mark.parametrize(
    ("seconds", "is_moment"),
    [(4_115_505_600, True), (4_147_041_600, False)],  # June of 2100 and of 2101
)
def test_a_script_gives_no_moment_of_another_century(seconds: int, is_moment: bool) -> None:
    source = f"<script>var publishTime = {seconds};</script>"
    assert (read_script_moment(source) is not None) is is_moment
