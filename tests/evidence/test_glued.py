"""Credits behind the last sentence of a paragraph, in the cells of tables that lay out a page, and of those that hold data."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TOLD = (
    "昨天上午，滨江大桥南侧人行道修缮完工，封闭了三个月的栈桥重新开放。",
    "市政管养所介绍，这次更换了两千四百块木板，栏杆全部除锈。",
)


def page(inside: str) -> Article:
    return clean(
        "<html><head><title>滨江栈桥修缮完工_江城网</title></head><body><h1>滨江栈桥修缮完工</h1><div>2015-03-20 09:12</div>"
        f"<div class=c>{inside}</div></body></html>"
    )


@pytest.mark.parametrize("credit", ["(责任编辑：admin)", "（编辑：何静）"])
@pytest.mark.parametrize("form", ["{}", "<table width=100%><tr><td>{}</td></tr></table>"])
def test_the_desk_in_brackets_is_no_text(form: str, credit: str) -> None:
    assert page(form.format(f"{TOLD[0]}<br>{TOLD[1]}\n   {credit}")).text.split("\n") == list(TOLD)


def test_a_short_cell_is_data_as_a_whole() -> None:
    rows = "<tr><td>第一版</td><td>木板换了。（编辑：何静）</td></tr><tr><td>第二版</td><td>栏杆除锈。（编辑：田野）</td></tr>"
    found = page(f"<p>{TOLD[0]}</p><table>{rows}</table><p>{TOLD[1]}</p>")
    assert found.text.split("\n")[1:3] == ["第一版\t木板换了。（编辑：何静）", "第二版\t栏杆除锈。（编辑：田野）"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("航拍：何静编辑：田野", [("航拍", "何静"), ("编辑", "田野")]),
        ("责任编辑:何静美编:田野、丁一文", [("责任编辑", "何静"), ("美编", "田野"), ("美编", "丁一文")]),
        (
            "一校:何静责编:田野/丁一文配音:方青",
            [("一校", "何静"), ("责编", "田野"), ("责编", "丁一文"), ("配音", "方青")],
        ),
        ("配音：何静 总策划：田野", [("配音", "何静"), ("总策划", "田野")]),
        ("文案｜何静，航拍｜田野，编辑｜丁一文", [("文案", "何静"), ("航拍", "田野"), ("编辑", "丁一文")]),
    ],
)
def test_a_colon_shows_where_the_names_before_its_role_end(line: str, people: list[tuple[str, str]]) -> None:
    found = page(f"<p>{TOLD[0]}</p><p>{TOLD[1]}</p><p>{line}</p>")
    assert found.text.split("\n") == list(TOLD)
    assert sorted((one.role or "", one.name) for one in (*found.credits, *found.authors)) == sorted(people)


def test_a_question_with_its_answer_is_no_credit_line() -> None:
    line = "记者：石桥修好了吗作者：还没有"
    assert page(f"<p>{TOLD[0]}</p><p>{line}</p><p>{TOLD[1]}</p>").text.split("\n")[1] == line
