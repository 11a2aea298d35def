"""What running text is, by the compiled form and by that in Python: one suite run twice, and both beside one another."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from cleaners.evidence import prose as installed
from cleaners.reading.coding.decode import decode
from cleaners.reading.segment import segment_text
from cleaners.rules import RULES, Rule, match_rules
from cleaners.values import Block
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.evidence.drawn_lines import BLOCKS, LINES
from tests.fixture_pages import all_pages
from tests.walks import walked

NAME = "cleaners.evidence.prose"
IN_PYTHON = in_python(NAME)

needs_both = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)


@pytest.fixture(params=forms_of(NAME), scope="module")
def form(request: pytest.FixtureRequest) -> Any:
    return request.param


def rule_named(name: str) -> Rule:
    return next(rule for rule in RULES if rule.name == name)


def test_the_suite_runs_with_what_it_says(form: ModuleType, request: pytest.FixtureRequest) -> None:
    assert is_compiled(form) == ("compiled" in request.node.name)


LONG = "老桥边的茶馆今天又重新开张镇上的人都来了热闹得很"  # 24 characters


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", False),
        (LONG, False),
        (LONG[:-1] + "。", True),
        (LONG[:-2] + "。", False),  # a character too short
        (LONG + "，好", False),
        (LONG + "，好，", True),
        (LONG + "，好\n,", False),  # one comma a line
        (LONG + ",，", True),
        (LONG + ".5", False),
        (LONG + ". 5", True),
        (LONG + ".\u3000", True),
        (LONG + "..", True),
        (LONG + ".", True),
        ("!" + LONG, True),
    ],
)
def test_a_sentence_is_long_and_punctuated(form: ModuleType, line: str, expected: bool) -> None:
    assert form.is_sentence(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("桥", True),
        ("桥abc", True),
        ("桥abcd", False),
        ("桥" * 11 + "の", True),
        ("桥" * 10 + "の", False),
        ("㐀一", False),  # before U+5000: rare, and not counted
    ],
)
def test_han_beyond_doubt(form: ModuleType, text: str, expected: bool) -> None:
    assert form.is_mostly_han(text) is expected


def test_prose_is_a_sentence_that_is_not_made_of_links(form: ModuleType) -> None:
    for link_chars, expected in ((0, True), (12, True), (13, False)):
        assert form.is_prose(Block(0, LONG[:-1] + "。", link_chars=link_chars)) is expected


def test_a_page_is_measured(form: ModuleType) -> None:
    rule = rule_named("legal.icp")
    lines: list[tuple[Block, Rule | None, float]] = [
        (Block(0, "标题", kind="heading"), None, 0.0),
        (Block(1, "责编12:30"), None, 7 * 0.1),
        (Block(2, "三天前在老桥边的茶馆里面"), None, 12 * 0.3),
        (Block(3, "甲，乙"), None, 3 * (0.4 + 0.2)),
        (Block(4, "甲，乙，丙。" * 5), None, 30.0),
        (Block(5, "甲，乙，丙。" * 200), None, 800.0),
        (Block(6, "甲，乙，丙。" * 5, link_chars=15), None, 15.0),
        (Block(7, "甲，乙，丙。" * 5, link_chars=16), None, 0.0),
        (Block(8, "甲，乙，丙。" * 5, hidden=True), None, 0.0),
        (Block(9, "甲，乙，丙。" * 5), rule, 0.0),
        (Block(10, "甲" * 400 + "，。！"), None, 403 * 0.3),  # marks that far behind are not counted
        (Block(11, "甲" * 155 + "10:30"), None, 160 * 0.3),
        (Block(12, "甲" * 156 + "10:30"), None, 161 * 0.3),
    ]
    blocks = tuple(block for block, _, _ in lines)
    measured = form.measure_blocks(blocks, [hit for _, hit, _ in lines])
    assert measured.masses == [mass for _, _, mass in lines]
    assert measured.prose == [4, 5, 10, 11, 12]
    assert measured.headings == [0]


def test_what_does_not_fit_is_refused(form: ModuleType) -> None:
    with pytest.raises(ValueError, match="as many hits as blocks"):
        form.measure_blocks(segment_text("老桥").blocks, [])


@needs_both
def test_the_compiled_form_refuses_what_is_no_text() -> None:
    for function in (
        installed.is_sentence,
        installed.is_mostly_han,
    ):
        with pytest.raises(TypeError):
            function(b"abc")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            function(None)  # type: ignore[arg-type]


@needs_both
@given(LINES)
@settings(max_examples=400)
def test_sentences_of_any_line_agree(line: str) -> None:
    assert installed.is_sentence(line) is IN_PYTHON.is_sentence(line)
    assert installed.is_sentence(line * 3) is IN_PYTHON.is_sentence(line * 3)
    assert installed.is_mostly_han(line) is IN_PYTHON.is_mostly_han(line)


@needs_both
@given(BLOCKS)
@settings(max_examples=300)
def test_the_measures_of_any_blocks_agree(blocks: tuple[Block, ...]) -> None:
    hits = match_rules(blocks)
    assert installed.measure_blocks(blocks, hits) == IN_PYTHON.measure_blocks(blocks, hits)
    assert [installed.is_prose(block) for block in blocks] == [IN_PYTHON.is_prose(block) for block in blocks]


@needs_both
def test_the_measures_of_the_fixtures_agree() -> None:
    count = 0
    for page in all_pages():
        blocks = walked(decode(page.data).text).blocks
        hits = match_rules(blocks)
        assert installed.measure_blocks(blocks, hits) == IN_PYTHON.measure_blocks(blocks, hits)
        count += len(blocks)
    assert count > 1_000


def test_the_running_text_of_a_page_is_that_of_its_blocks(form: ModuleType) -> None:
    for page in all_pages():
        blocks = walked(decode(page.data).text).blocks
        hits = match_rules(blocks)
        numbers = [number for number, block in enumerate(blocks) if form.is_prose(block)]
        assert form.prose_of(blocks, range(len(blocks))) == numbers
        own = [n for n in numbers if hits[n] is None and blocks[n].kind != "heading" and not blocks[n].hidden]
        assert form.prose_with_mass(blocks, form.measure_blocks(blocks, hits).masses) == own


@pytest.mark.parametrize(
    ("text", "link_chars", "hidden", "expected"),
    [
        ("老桥重新开放了。责任编辑：甲乙", 0, False, True),
        ("老桥重新开放了。", 0, False, False),
        ("老桥重新开放了，责任编辑：甲乙", 0, False, False),  # no sentence before it
        ("老桥重新开放了，阅读原文", 4, False, True),
        ("老桥重新开放了，阅读原文", 0, False, False),
        ("老桥重新开放了，阅读下篇", 4, False, False),
        ("开放了。编辑甲", 0, False, False),  # too short
        ("老桥重新开放了。责任编辑：甲乙", 0, True, False),
    ],
)
def test_an_open_end(form: Any, text: str, link_chars: int, hidden: bool, expected: bool) -> None:
    blocks = (Block(0, "老桥"), Block(1, text, link_chars=link_chars, hidden=hidden))
    assert form.with_open_end(blocks, 12) == ([1] if expected else [])


def test_words_in_cells_are_short_and_hold_no_link(form: Any) -> None:
    cell = (1, 0, 0)
    blocks = (
        Block(0, "编辑"),  # in no table
        Block(1, "编辑", cell=cell),
        Block(2, "编辑", cell=cell, link_chars=2),
        Block(3, "老桥边的茶馆", cell=cell),
        Block(4, "老桥边的茶馆里", cell=cell),
        Block(5, "", cell=cell),
    )
    assert form.words_in_cells(blocks, 6) == [1, 3, 5]
