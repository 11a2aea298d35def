"""Roles and names in elements of their own are one line again; a role or names in other company stay what they are."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text
from cleaners.evidence.people.split_pairs import join_pairs
from cleaners.reading.segment import segment
from cleaners.reading.tree import parse as dom

TEXT = (
    "<h1>河堤上的自习室开到了夜里</h1><div><p>银沙区把河堤下面的旧泵房改成了自习室，桌子是用拆下来的船板做的，上面还留着船号。</p>"
    "<p>自习室没有门，从早上六点开到夜里十一点，一百二十盏台灯每一盏都有人擦。</p></div>"
)


def lines(page: str) -> list[str]:
    return [block.text for block in join_pairs(segment(dom.parse(page))).blocks]


@pytest.mark.parametrize(
    "credits",
    [
        "<dl><dt>编辑</dt><dd>丛雪</dd><dt>审读</dt><dd>石小竹</dd></dl>",
        "<table><tr><td>编辑</td><td>丛雪</td><td>审读</td><td>石小竹</td></tr></table>",
        "<div><div><div>编辑</div><div>丛雪</div></div><div><div>审读</div><div>石小竹</div></div></div>",
        "<p>编辑：</p><p>丛雪</p><p>审读：</p><p>石小竹</p>",
    ],
)
def test_pairs_beside_each_other_are_credits(credits: str) -> None:
    article = clean(TEXT + credits)
    assert [(person.role, person.name) for person in article.credits] == [("编辑", "丛雪"), ("审读", "石小竹")]
    assert article.text.endswith("每一盏都有人擦。")


def test_any_role_of_a_credit_line_may_stand_alone() -> None:
    found = lines("<dl><dt>制图</dt><dd>丛雪</dd><dt>美术</dt><dd>石小竹</dd><dt>拍摄</dt><dd>殷禾禾</dd></dl>")
    assert found == ["制图 丛雪", "美术 石小竹", "拍摄 殷禾禾"]


def test_several_names_of_a_role() -> None:
    assert lines("<dl><dt>编辑</dt><dd>丛雪</dd><dd>殷禾禾</dd><dt>审读</dt><dd>石小竹（见习）</dd></dl>") == [
        "编辑 丛雪 殷禾禾",
        "审读 石小竹（见习）",
    ]


def test_a_single_pair_needs_an_element_of_its_own() -> None:
    assert lines("<div>甲</div><div><i>■</i><div>责任编辑</div><div>丛雪</div></div>") == [
        "甲",
        "■",
        "责任编辑",
        "丛雪",
    ]
    assert lines("<div>甲</div><div><div>责任编辑</div><div>丛雪</div></div>") == ["甲", "责任编辑 丛雪"]


@pytest.mark.parametrize(
    "page",
    [
        "<p>编辑</p><p>银沙区把河堤下面的旧泵房改成了自习室。</p>",
        "<p>设计</p><p>制作</p><p>丛雪</p>",
        "<h2>编辑</h2><p>丛雪</p><p>她做了三十年编辑，没有写过一本书。</p>",
        "<p>文字</p><p>丛雪</p><p>图片</p><p>石小竹</p>",
        "<div><a href=/1>编辑</a><a href=/2>丛雪</a></div>",
    ],
)
def test_other_lines_stay(page: str) -> None:
    tree = segment(dom.parse(page))
    assert join_pairs(tree) is tree


def test_marks_pieces_and_elements_move_with_their_lines() -> None:
    page = "<dl><dt>编辑</dt><dd>丛雪</dd><dt>审读</dt><dd>石小竹</dd></dl><div><p><span>甲乙</span><span>丙丁</span></p><p><b>戊</b></p></div>"
    before = segment(dom.parse(page))
    outline = join_pairs(before)
    assert [block.number for block in outline.blocks] == [0, 1, 2, 3]
    assert outline.pieces == {2: ("甲乙", "丙丁")}
    assert outline.blocks[3].bold
    element = outline.containers.tag.index("div")
    assert (outline.containers.first[element], outline.containers.end[element]) == (2, 4)
    assert [block.number for block in before.blocks] == [0, 1, 2, 3, 4, 5]


def test_in_a_text_that_was_copied() -> None:
    text = "河堤上的自习室开到了夜里\n银沙区把河堤下面的旧泵房改成了自习室，桌子是用拆下来的船板做的，上面还留着船号。\n编辑\n丛雪\n审读\n石小竹"
    article = clean_text(text)
    assert article.text.endswith("还留着船号。")
    assert [person.name for person in article.credits] == ["丛雪", "石小竹"]


def test_keys_of_a_table_of_facts_have_no_colon() -> None:
    table = (
        "<table><tr><td>来源</td><td>银沙日报</td><td>作者</td><td>丛雪</td></tr>"
        "<tr><td>发布时间</td><td>2024-05-20 10:20</td><td>责任编辑</td><td>石小竹</td></tr></table>"
    )
    article = clean(TEXT.replace("</h1>", f"</h1>{table}"))
    assert article.source == "银沙日报"
    assert [person.name for person in article.authors] == ["丛雪"]
    assert [(person.role, person.name) for person in article.credits] == [("责任编辑", "石小竹")]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>来源</td><td>数量</td><td>作者</td><td>备注</td></tr></table>",
        "<table><tr><td>序号</td><td>作者</td><td>丛雪</td></tr></table>",
        "<table><tr><td>来源</td><td>银沙日报</td></tr></table>",
    ],
)
def test_headings_of_columns_are_no_keys(table: str) -> None:
    assert "来源 数量" not in lines(table)
    assert "作者 丛雪" not in lines(table)
    assert "来源 银沙日报" not in lines(table)


def test_a_row_of_one_pair_is_a_credit() -> None:
    assert lines("<table><tr><td>编辑</td><td>丛雪</td></tr></table>") == ["编辑 丛雪"]
