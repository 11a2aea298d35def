"""Where most of a page's mass is, by the compiled form and by that in Python: one suite run twice, and both beside one another."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import masses as installed
from cleaners.evidence.prose import measure_blocks
from cleaners.reading.coding.decode import decode
from cleaners.reading.outline import Containers
from cleaners.rules import RULES, Rule, match_rules
from cleaners.values import Block
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.evidence.drawn_lines import BLOCKS
from tests.fixture_pages import all_pages
from tests.walks import walked

NAME = "cleaners.evidence.masses"
IN_PYTHON = in_python(NAME)

needs_both = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)


@pytest.fixture(params=forms_of(NAME), scope="module")
def form(request: pytest.FixtureRequest) -> Any:
    return request.param


def rule_named(name: str) -> Rule:
    return next(rule for rule in RULES if rule.name == name)


def test_the_suite_runs_with_what_it_says(form: ModuleType, request: pytest.FixtureRequest) -> None:
    assert is_compiled(form) == ("compiled" in request.node.name)


def test_sums_are_weighted_by_place(form: ModuleType) -> None:
    tail, credits = rule_named("recommendation.heading"), rule_named("credits.line")
    weights = [10.0, 20.0, 30.0, 0.0, 40.0, 0.0, 50.0]
    hits = [None, None, None, tail, None, credits, None]
    plain = form.sum_weighted([None] * 7, weights, 0, -1)
    assert plain == [0.0, 10.0, 30.0, 60.0, 60.0, 100.0, 100.0, 150.0]
    assert form.sum_weighted(hits, weights, 0, -1) == [0.0, 10.0, 30.0, 60.0, 60.0, 70.0, 70.0, 75.0]
    assert form.sum_weighted([None] * 7, weights, 2, -1)[:4] == [0.0, 3.0, 9.0, 39.0]
    assert form.sum_weighted([None] * 7, weights, 0, 4)[4:] == [60.0, 64.0, 64.0, 69.0]


def test_names_are_asked_for_once_up_to_a_bound(form: ModuleType) -> None:
    asked: list[str] = []

    def prior_of(names: str) -> float:
        asked.append(names)
        return 0.5

    priors = form.Priors({"nav": 0.3, "main": 1.2}, prior_of, 1.4, 2)
    assert priors.prior("div", "") == 1.0
    assert priors.prior("nav", "") == 0.3
    assert priors.prior("main", "a") == 0.6
    assert priors.prior("nav", "a") == 0.15
    assert asked == ["a"]
    for names in "bca":
        priors.prior("div", names)
    assert asked == ["a", "b", "c", "a"]  # forgotten when a third came


def test_the_search_goes_down_to_what_no_child_dominates(form: ModuleType) -> None:
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
    priors = form.Priors({"nav": 0.3}, lambda names: 1.0, 1.4, 9)
    assert form.descend(containers, [0.0, 1.0, 11.0, 51.0, 91.0, 131.0, 171.0], priors, 0.72) == 4
    assert form.descend(containers, [0.0, 1.0, 11.0, 171.0, 172.0, 172.0, 172.0], priors, 0.72) == 4
    assert form.descend(containers, [0.0, 99.0, 100.0, 100.0, 100.0, 100.0, 100.0], priors, 0.72) == 0
    assert form.descend(containers, [0.0] * 7, priors, 0.72) == 0


@needs_both
@given(BLOCKS, st.integers(-1, 8), st.integers(0, 8))
@settings(max_examples=300)
def test_the_sums_of_any_blocks_agree(blocks: tuple[Block, ...], thread: int, start: int) -> None:
    hits = match_rules(blocks)
    masses = measure_blocks(blocks, hits).masses
    assert installed.sum_weighted(hits, masses, start, thread) == IN_PYTHON.sum_weighted(hits, masses, start, thread)


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
def test_the_sums_of_the_fixtures_agree() -> None:
    for page in all_pages():
        blocks = walked(decode(page.data).text).blocks
        hits = match_rules(blocks)
        masses = measure_blocks(blocks, hits).masses
        assert installed.sum_weighted(hits, masses, 3, 9) == IN_PYTHON.sum_weighted(hits, masses, 3, 9)
