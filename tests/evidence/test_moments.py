"""Moments and durations in lines, by the compiled form and by that in Python: one suite run twice, and both beside one another."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings

from cleaners.evidence import moments as installed
from cleaners.values import Block
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.evidence.drawn_lines import BLOCKS

NAME = "cleaners.evidence.moments"
IN_PYTHON = in_python(NAME)

needs_both = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)


@pytest.fixture(params=forms_of(NAME), scope="module")
def form(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_the_suite_runs_with_what_it_says(form: ModuleType, request: pytest.FixtureRequest) -> None:
    assert is_compiled(form) == ("compiled" in request.node.name)


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("1:30", True),
        ("１２：３０", True),
        ("责编12:30", True),
        ("三天前在老桥边的茶馆里面", True),
        ("甲" * 155 + "10:30", True),
        ("甲" * 156 + "10:30", False),  # too long
        ("12:3", False),
        ("a:30", False),
        ("午前", False),
        ("天 前", False),
        ("", False),
        ("𠮷桥12:30", True),
    ],
)
def test_lines_that_carry_a_moment(form: ModuleType, text: str, carries: bool) -> None:
    assert form._lines_with_moment((Block(0, "老桥"), Block(1, text))) == ([1] if carries else [])


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        ("甲乙 2022-02-13 04:22", True),
        ("2022-02-13 04:22:18", True),
        ("发表于 3小时前", True),
        ("5月8日 09:00", True),
        ("09:00 开幕式", False),  # schedules and timelines begin with the time
        ("比分 3:20", False),
    ],
)
def test_stamps_of_posts(form: ModuleType, text: str, is_stamp: bool) -> None:
    blocks = tuple(Block(number, text) for number in range(3))
    assert form.stamped_lines(blocks, 3) == ([0, 1, 2] if is_stamp else [])


def test_too_few_moments_make_no_thread(form: ModuleType) -> None:
    blocks = tuple(Block(number, "甲乙 2022-02-13 04:22") for number in range(3))
    assert form.stamped_lines(blocks, 4) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("00:05", 5), ("12:34", 754), ("1:02:03", 3_723), (" 03：05 ", 185), ("100:00", 6_000)],
)
def test_durations(form: ModuleType, text: str, seconds: int) -> None:
    assert form.read_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "3:2", "3:72", "时长 03:05", "12-34"])
def test_lines_that_are_no_duration(form: ModuleType, text: str) -> None:
    assert form.read_duration(text) is None


@needs_both
@given(BLOCKS)
@settings(max_examples=300)
def test_the_moments_of_any_blocks_agree(blocks: tuple[Block, ...]) -> None:
    assert installed._lines_with_moment(blocks) == IN_PYTHON._lines_with_moment(blocks)
    assert installed.stamped_lines(blocks, 1) == IN_PYTHON.stamped_lines(blocks, 1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [[], [], []]),
        ("pub_time, ublish, pub_", [[0, 18], [10], []]),
        ("PUB_ pub ubl", [[], [], []]),
        ("桥pub_桥aaaa", [[1], [], [6, 7]]),
        ("aaaaaaaa", [[], [], [0, 1]]),  # no more than are asked for
        ("\U00020000publish", [[], [2], []]),
        ("pub", [[], [], []]),
    ],
)
def test_where_parts_of_words_stand(form: ModuleType, text: str, places: list[list[int]]) -> None:
    assert form.places_of_parts(text, ("pub_", "ublish", "aaa"), 2) == places
