"""What is measured of blocks, by the compiled form and by that in Python: one suite run twice, and both beside one another."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import measures as installed
from cleaners.judgement import headline
from cleaners.reading.decode import decode
from cleaners.reading.outline import Containers
from cleaners.reading.segment import segment_text
from cleaners.rules import RULES, Rule, match_rules
from cleaners.values import Block
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.fixture_pages import all_pages
from tests.walks import walked

NAME = "cleaners.evidence.measures"
IN_PYTHON = in_python(NAME)

needs_both = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)


@pytest.fixture(params=forms_of(NAME), scope="module")
def measures(request: pytest.FixtureRequest) -> Any:
    return request.param


def rule_named(name: str) -> Rule:
    return next(rule for rule in RULES if rule.name == name)


# --- what is written here --------------------------------------------------------------------------------------------


def test_the_suite_runs_with_what_it_says(measures: ModuleType, request: pytest.FixtureRequest) -> None:
    assert is_compiled(measures) == ("compiled" in request.node.name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("「老桥」 _通车_！", "老桥通车"),
        ("ＡB—c", "ａbc"),
        ("ÀZ桥", "àz桥"),
        ("İΑΣ Σ", "i̇ασς"),  # the sigma ends the word that the key is
        ("桥\ud800١", "桥١"),
        ("a" * 300, "a" * 300),
    ],
)
def test_a_key_is_the_words_in_lower_case(measures: ModuleType, text: str, expected: str) -> None:
    assert measures.key(text) == expected


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
def test_a_sentence_is_long_and_punctuated(measures: ModuleType, line: str, expected: bool) -> None:
    assert measures.is_sentence(line) is expected


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
def test_han_beyond_doubt(measures: ModuleType, text: str, expected: bool) -> None:
    assert measures.is_mostly_han(text) is expected


def test_prose_is_a_sentence_that_is_not_made_of_links(measures: ModuleType) -> None:
    for link_chars, expected in ((0, True), (12, True), (13, False)):
        assert measures.is_prose(Block(0, LONG[:-1] + "。", link_chars=link_chars)) is expected


def test_a_page_is_measured(measures: ModuleType) -> None:
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
    measured = measures.measure_blocks(blocks, [hit for _, hit, _ in lines])
    assert measured.masses == [mass for _, _, mass in lines]
    assert measured.prose == [4, 5, 10, 11, 12]
    assert measured.headings == [0]
    assert measured.moments == [1, 2, 11]


@pytest.mark.parametrize("text", ["1:30", "12:3", "１２：３０", "a:30", "午前", "天 前"])
def test_lines_that_nearly_carry_a_moment(measures: ModuleType, text: str) -> None:
    moments = {"1:30": [0], "１２：３０": [0]}
    assert measures.measure_blocks((Block(0, text),), [None]).moments == moments.get(text, [])


def test_sums_are_weighted_by_place(measures: ModuleType) -> None:
    tail, credits = rule_named("recommendation.heading"), rule_named("credits.line")
    masses = [10.0, 20.0, 30.0, 0.0, 40.0, 0.0, 50.0]
    hits = [None, None, None, tail, None, credits, None]
    plain = measures.sum_weighted([None] * 7, masses, 0, -1)
    assert plain == [0.0, 10.0, 30.0, 60.0, 60.0, 100.0, 100.0, 150.0]
    assert measures.sum_weighted(hits, masses, 0, -1) == [0.0, 10.0, 30.0, 60.0, 60.0, 70.0, 70.0, 75.0]
    assert measures.sum_weighted([None] * 7, masses, 2, -1)[:4] == [0.0, 3.0, 9.0, 39.0]
    assert measures.sum_weighted([None] * 7, masses, 0, 4)[4:] == [60.0, 64.0, 64.0, 69.0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("老桥通车了", True),  # opens with two characters of the title
        ("桥老通车了", False),
        ("「老桥", True),  # opens with what is no word
        ("Xx老桥今天通车", True),  # holds the three signs
        ("Xx老桥今天", False),
        ("xx", False),  # too short
        ("ab" + "甲" * 20, False),  # too long
        ("ABC桥", True),
    ],
)
def test_lines_like_a_title(measures: ModuleType, line: str, expected: bool) -> None:
    titles = ["老桥今天通车", "abcd"]
    found = measures.like_titles((Block(0, line),), titles, [("老", "今", "车")], 3.0, 4, 20)
    assert found == ([0] if expected else [])


def test_a_sigma_at_the_end_of_a_word_opens_a_title_that_has_it_inside(measures: ModuleType) -> None:
    assert measures.like_titles((Block(0, "ΑΣ"),), ["xασx"], [("桥", "桥", "桥")], 1.0, 1, 9) == [0]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("老桥通车", "老桥通车", 1.0),
        ("老桥通车", "青石老桥通车", 0.55 + 0.4 * 4 / 6),
        ("青石老桥通车", "老桥通车", 0.2 + 0.5 * 4 / 6),
        ("老桥", "青石镇的老桥今天通车", 0.0),  # over four times as long
        ("青石镇的老桥今天通车", "老桥", 0.0),
        ("老桥通车", "老桥停工", 0.0),
    ],
)
def test_a_line_overlaps_a_title(measures: ModuleType, text: str, title: str, expected: float) -> None:
    assert measures.overlap(text, title, 4) == expected
    weights = measures.Weights({}, 0.0, 1.0, 150, 1, 4)
    assert measures.score_lines((Block(0, text),), [0], [title], weights) == [expected]


def test_lines_are_scored_by_element_and_words(measures: ModuleType) -> None:
    weights = measures.Weights({1: 1.4}, 0.2, 2.5, 9, 4, 4)
    blocks = (
        Block(0, "老桥通车", kind="heading", level=1),
        Block(1, "老桥通车", kind="heading", level=5),
        Block(2, "老桥，通车"),
        Block(3, "老桥通"),  # too few word characters to be held against a title
        Block(4, "老桥通车", hidden=True),
        Block(5, "老桥通车" * 3),
        Block(6, "老"),
    )
    expected = [1.4 + 2.5, 0.2 + 2.5, 2.5, 0.0, 0.0, 0.0, 0.0]
    assert measures.score_lines(blocks, range(7), ["老桥通车"], weights) == expected
    assert measures.score_lines(blocks, [1, 0], [], weights) == [0.2, 1.4]


def test_names_are_asked_for_once_up_to_a_bound(measures: ModuleType) -> None:
    asked: list[str] = []

    def prior_of(names: str) -> float:
        asked.append(names)
        return 0.5

    priors = measures.Priors({"nav": 0.3, "main": 1.2}, prior_of, 0.3, 1.4, 2)
    assert priors.prior("div", "") == 1.0
    assert priors.prior("nav", "") == 0.3
    assert priors.prior("main", "a") == 0.6
    assert priors.prior("nav", "a") == 0.3  # held
    assert asked == ["a"]
    for names in "bca":
        priors.prior("div", names)
    assert asked == ["a", "b", "c", "a"]  # forgotten when a third came


def test_the_search_goes_down_to_what_no_child_dominates(measures: ModuleType) -> None:
    containers = Containers(
        parent=[-1, 0, 0, 2, 2, 4],
        tag=["body", "nav", "div", "p", "div", "p"],
        names=[""] * 6,
        classes=[""] * 6,
        styles=[""] * 6,
        centred=[False] * 6,
        first=[0, 0, 1, 1, 2, 2],
        end=[6, 1, 6, 2, 6, 3],
    )
    priors = measures.Priors({"nav": 0.3}, lambda names: 1.0, 0.3, 1.4, 9)
    assert measures.descend(containers, [0.0, 1.0, 11.0, 51.0, 91.0, 131.0, 171.0], priors, 0.72) == 4
    assert measures.descend(containers, [0.0, 1.0, 11.0, 171.0, 172.0, 172.0, 172.0], priors, 0.72) == 4
    assert measures.descend(containers, [0.0, 99.0, 100.0, 100.0, 100.0, 100.0, 100.0], priors, 0.72) == 0
    assert measures.descend(containers, [0.0] * 7, priors, 0.72) == 0


def test_what_does_not_fit_is_refused(measures: ModuleType) -> None:
    with pytest.raises(ValueError, match="as many hits as blocks"):
        measures.measure_blocks(segment_text("老桥").blocks, [])


@needs_both
def test_the_compiled_form_refuses_what_is_no_text() -> None:
    for function in (installed.key, installed.is_sentence, installed.is_mostly_han):
        with pytest.raises(TypeError):
            function(b"abc")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            function(None)  # type: ignore[arg-type]


# --- both beside one another -----------------------------------------------------------------------------------------

#: Characters that are looked for, some of each kind that is told apart, and some that stand for all others.
CHARACTERS = "ぁヿ゠の々，。！？；：、,.!?;…”“:_- \n\u3000时天钟前0９٣aZÀßİΣςǅ𐐀𠮷桥茶馆\ud800\x00"
LINES = st.one_of(st.text(st.sampled_from(CHARACTERS), max_size=60), st.text(max_size=60))
BLOCKS = st.lists(
    st.builds(
        Block,
        number=st.just(0),
        text=LINES,
        kind=st.sampled_from(["paragraph", "heading", "image"]),
        link_chars=st.integers(0, 60),
        hidden=st.booleans(),
    ),
    max_size=8,
).map(tuple)


@needs_both
@given(LINES)
@settings(max_examples=400)
def test_keys_and_sentences_of_any_line_agree(line: str) -> None:
    assert installed.key(line) == IN_PYTHON.key(line)
    assert installed.is_sentence(line) is IN_PYTHON.is_sentence(line)
    assert installed.is_sentence(line * 3) is IN_PYTHON.is_sentence(line * 3)
    assert installed.is_mostly_han(line) is IN_PYTHON.is_mostly_han(line)


@needs_both
@given(BLOCKS, st.integers(-1, 8), st.integers(0, 8))
@settings(max_examples=300)
def test_the_measures_of_any_blocks_agree(blocks: tuple[Block, ...], thread: int, start: int) -> None:
    hits = match_rules(blocks)
    measured = installed.measure_blocks(blocks, hits)
    assert measured == IN_PYTHON.measure_blocks(blocks, hits)
    assert [installed.is_prose(block) for block in blocks] == [IN_PYTHON.is_prose(block) for block in blocks]
    assert installed.sum_weighted(hits, measured[0], start, thread) == IN_PYTHON.sum_weighted(
        hits, measured[0], start, thread
    )


@needs_both
@given(BLOCKS, st.lists(LINES, min_size=1, max_size=3))
@settings(max_examples=300)
def test_the_same_lines_are_held_against_titles(blocks: tuple[Block, ...], titles: list[str]) -> None:
    signs = [headline._signs(title) for title in titles]
    for bounds in ((0.0, 0, 150), (4.0, 6, 20), (2.5, 2, 60)):
        assert installed.like_titles(blocks, titles, signs, *bounds) == IN_PYTHON.like_titles(
            blocks, titles, signs, *bounds
        )


@needs_both
@given(BLOCKS, st.lists(LINES.map(IN_PYTHON.key).filter(bool), max_size=3), st.integers(0, 5))
@settings(max_examples=300)
def test_lines_have_the_same_scores(blocks: tuple[Block, ...], titles: list[str], longer: int) -> None:
    keys = [IN_PYTHON.key(block.text) for block in blocks]
    titles += [key[:longest] for key in keys for longest in (3, 60) if key]
    numbers = [*range(len(blocks)), *range(len(blocks))]
    for longest, least in ((150, 4), (20, 1)):
        weights = installed.Weights({0: 1.4, 2: 0.9}, 0.2, 2.5, longest, least, longer)
        assert installed.score_lines(blocks, numbers, titles, weights) == IN_PYTHON.score_lines(
            blocks, numbers, titles, weights
        )


@needs_both
def test_sums_of_many_masses_agree_to_the_last_digit() -> None:
    # A product that is added without being rounded, as some processors do in one step, shows in nearly every such list.
    for count in range(1, 300):
        masses = [number * number % 797 * (0.3, 0.6, 0.8, 1.0)[number % 4] for number in range(count)]
        bounds = (count // 2, count * 3 // 4)
        assert installed.sum_weighted([None] * count, masses, *bounds) == IN_PYTHON.sum_weighted(
            [None] * count, masses, *bounds
        )


@needs_both
def test_the_measures_of_the_fixtures_agree() -> None:
    count = 0
    for page in all_pages():
        blocks = walked(decode(page.data).text).blocks
        hits = match_rules(blocks)
        measured = installed.measure_blocks(blocks, hits)
        assert measured == IN_PYTHON.measure_blocks(blocks, hits)
        assert installed.sum_weighted(hits, measured[0], 3, 9) == IN_PYTHON.sum_weighted(hits, measured[0], 3, 9)
        count += len(blocks)
    assert count > 1_000
