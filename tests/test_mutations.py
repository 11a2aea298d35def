"""The script that changes numbers: what it takes for one, what it puts in its place, and that a change is noticed where it matters."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import probes
from tests.conftest import ROOT
from tests.deciding_numbers import LIBRARY, LIMITS, Number, changes_of, modules, numbers_of, written
from tests.mutations import name_of, read_listed


def number_named(module: str, name: str) -> Number:
    return next(number for number in numbers_of(LIBRARY / module) if number.name == name)


@pytest.mark.parametrize(
    ("module", "name", "value", "others"),
    [
        ("judgement/walls.py", "_MAX_CARD", 150, [180, 120]),  # the second of two in a tuple
        ("judgement/walls.py", "_MIN_CARD", 3, [4, 2]),
        ("judgement/top/headline.py", "_BEHIND", 1.6, [1.92, 1.28]),
        ("judgement/container.py", "DOMINANCE", 0.72, [0.864, 0.576]),
        ("evidence/dates.py", "FIRST_YEAR", 1994, [1995, 1993]),
        ("rules/credits.py", "credits.line", 0.1, [0.12, 0.08]),  # an argument of a rule
    ],
)
def test_a_number_has_a_step_on_either_side(module: str, name: str, value: float, others: list[float]) -> None:
    number = number_named(module, name)
    assert number.value == value
    assert [change.new for change in changes_of(number)] == others
    line = number.path.read_text("utf-8").splitlines()[number.line - 1]
    changed = written({number: repr(others[0])}).splitlines()[number.line - 1]
    assert changed == line.replace(str(value), str(others[0]), 1)


def test_sizes_of_caches_and_fitted_weights_are_none() -> None:
    names = {number.name for path in modules(()) for number in numbers_of(path)}
    assert {"_MAX_CARD", "MIN_LINES", "FIRST_YEAR"} <= names
    assert not names & {"REMEMBERED_LINES", "OF_TEXT", "RECORD_VERSION"}
    assert [path.stem for path in modules(["judgement/walls"])] == ["walls"]


def test_the_changes_of_a_run_are_read_back() -> None:
    (up, down) = changes_of(number_named("judgement/walls.py", "_MAX_CARD"))
    assert read_listed(f"{up}\n    {down}  [news/page]\n1 of 2 changes noticed by no test, 3 s\n") == {name_of(up)}


def test_a_watched_number_knows_where_another_would_decide_otherwise() -> None:
    probes.flips.clear()
    probes.unseen.clear()
    limit = probes.watch(10, {"up": 12, "down": 8})
    seen = []
    for probes.current, size in (("a", 9), ("b", 11), ("c", 30), ("d", 10)):
        seen.append((size <= limit, limit < size, 2 * size > limit * 2, min(size, limit)))
    found = {change: sorted(names) for change, names in probes.flips.items()}
    assert seen == [(True, False, False, 9), (False, True, True, 10), (False, True, True, 10), (True, False, False, 10)]
    assert found == {"up": ["b"], "down": ["a", "d"]}
    assert (limit, hash(limit), {limit: 1}[10]) == (10, hash(10), 1)


def test_what_a_watched_number_bounds_is_noted_and_what_is_loaded_with_it_cannot_be_exchanged() -> None:
    probes.flips.clear()
    probes.unseen.clear()
    limit, probes.current = probes.watch(3, {"more": 4}), "page"
    assert ([*range(limit)], "abcdef"[:limit], "a" * limit) == ([0, 1, 2], "abc", "aaa")
    assert (probes.flips["more"], probes.unseen) == ({"page"}, set())
    probes.current = ""
    assert f"{probes.watch(0.5, {'share': 0.6}):.1f}" == "0.5"
    assert "share" in probes.unseen


def test_a_watched_number_is_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    limit, share = probes.watch(3, {"more": 4, "less": 2}), probes.watch(0.5, {"half": 0.6})
    monkeypatch.setattr(probes, "active", frozenset({"more", "half"}))
    assert (limit >= 4, "abcdef"[:limit], limit * 2 >= 4 * 2, limit - 1 == 3, share * 10 <= 6) == (
        True,
        "abcd",
        True,
        True,
        True,
    )
    monkeypatch.setattr(probes, "active", frozenset({"less"}))
    assert (limit >= 3, [1] * limit, int(limit), share == 0.5) == (False, [1, 1], 2, True)


def test_a_limit_of_work_is_counted_apart() -> None:
    numbers = {
        f"{number.module.removeprefix('cleaners.')}.{number.name}"
        for path in modules(())
        for number in numbers_of(path)
    }
    limits = [number for path in modules(()) for number in numbers_of(path, limits=True)]
    assert {f"{number.module.removeprefix('cleaners.')}.{number.name}" for number in limits} == set(LIMITS)
    assert not numbers & set(LIMITS)


@pytest.mark.slow
def test_a_change_is_noticed_by_the_nearest_page() -> None:
    program = (
        "from tests.mutations import ask, changes_of, modules, numbers_of\n"
        "(path,) = modules(['judgement/walls'])\n"
        "(number,) = [number for number in numbers_of(path) if number.name == '_MAX_CARD']\n"
        "pages = ['nearest/card-with-150-characters', 'nearest/portrait-of-151-beside-counts']\n"
        "print(repr(ask([], pages, [])), *(ask([change], pages, []) for change in changes_of(number)), sep='\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines() == [
        "''",
        "nearest/portrait-of-151-beside-counts",
        "nearest/card-with-150-characters",
    ]
