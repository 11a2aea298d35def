"""How much a line looks like a title, by the compiled form and by that in Python: one suite run twice, and both beside one another."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import titles as installed
from cleaners.judgement.top import headline
from cleaners.values import Block
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.evidence.drawn_lines import BLOCKS, LINES

NAME = "cleaners.evidence.titles"
IN_PYTHON = in_python(NAME)

needs_both = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)


@pytest.fixture(params=forms_of(NAME), scope="module")
def form(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_the_suite_runs_with_what_it_says(form: ModuleType, request: pytest.FixtureRequest) -> None:
    assert is_compiled(form) == ("compiled" in request.node.name)


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
def test_a_key_is_the_words_in_lower_case(form: ModuleType, text: str, expected: str) -> None:
    assert form.key(text) == expected


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
def test_lines_like_a_title(form: ModuleType, line: str, expected: bool) -> None:
    titles = ["老桥今天通车", "abcd"]
    found = form.like_titles((Block(0, line),), titles, [("老", "今", "车")], 3.0, 4, 20)
    assert found == ([0] if expected else [])


def test_a_sigma_at_the_end_of_a_word_opens_a_title_that_has_it_inside(form: ModuleType) -> None:
    assert form.like_titles((Block(0, "ΑΣ"),), ["xασx"], [("桥", "桥", "桥")], 1.0, 1, 9) == [0]


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
def test_a_line_overlaps_a_title(form: ModuleType, text: str, title: str, expected: float) -> None:
    assert form.overlap(text, title, 4) == expected
    weights = form.Weights({}, 0.0, 1.0, 150, 1, 4)
    assert form.score_lines((Block(0, text),), [0], [title], weights) == [expected]


def test_lines_are_scored_by_element_and_words(form: ModuleType) -> None:
    weights = form.Weights({1: 1.4}, 0.2, 2.5, 9, 4, 4)
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
    assert form.score_lines(blocks, range(7), ["老桥通车"], weights) == expected
    assert form.score_lines(blocks, [1, 0], [], weights) == [0.2, 1.4]


@needs_both
def test_the_compiled_form_refuses_what_is_no_text() -> None:
    for function in (installed.key,):
        with pytest.raises(TypeError):
            function(b"abc")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            function(None)  # type: ignore[arg-type]


@needs_both
@given(LINES)
@settings(max_examples=400)
def test_keys_of_any_line_agree(line: str) -> None:
    assert installed.key(line) == IN_PYTHON.key(line)


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
