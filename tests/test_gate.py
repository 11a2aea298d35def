"""The scores do not fall: floors of `benchmarks/floors.toml`, and the arithmetic that keeps them honest."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import gate
from benchmarks.flattened import agreements, flatten
from benchmarks.gate import Floor
from tests.fixture_pages import Page, all_pages

PAGES = all_pages()


def test_the_fixtures_are_many_and_of_every_kind() -> None:
    assert len(PAGES) >= 60
    assert len({page.meta.get("style") for page in PAGES}) >= 10
    assert {"2018-20", "2020-21", "2022-23", "2025", "district", "other"} <= {page.meta.get("era") for page in PAGES}


def test_no_score_of_the_fixtures_is_below_its_floor() -> None:
    of_fixtures = ("fixtures: ", "spliced fixtures: ", "confidence fixtures: ", "drawn pages ")
    floors = {name: floor for name, floor in gate.read_floors().items() if name.startswith(of_fixtures)}
    assert len(floors) == 8
    assert gate.broken(gate.measure(None), floors) == []


def test_no_score_of_the_corpora_is_below_its_floor(shared: Path) -> None:
    assert gate.broken(gate.measure(shared / "corpora"), gate.read_floors()) == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.checks.get("is_article")], ids=lambda page: page.name)
def test_a_flattened_page_gives_what_the_page_gives(page: Page) -> None:
    assert [item for item in agreements([page]) if not item.same] == []


def test_flattening_shows_what_a_reader_sees() -> None:
    page = b"<html><head><title>t</title></head><body><p>one <b>two</b></p><div hidden>no</div>\n<ul><li>three<li>four</ul>"
    assert flatten(page + b"<script>x</script>five<br>six<p style='display: none'>no</p></body></html>").split("\n") == [
        "one two", "three", "four", "five", "six",
    ]  # fmt: skip


def test_a_score_below_its_floor_is_named() -> None:
    assert gate.broken({"a": 0.5}, {"a": Floor(0.6, 0.6)}) == ["a: 0.5 is below its floor 0.6"]
    assert gate.broken({"a": 0.6}, {"a": Floor(0.6, 0.6)}) == []
    assert "has no floor" in gate.broken({"b": 1.0}, {})[0]


def test_a_floor_is_lowered_only_with_a_reason() -> None:
    assert "gives no reason" in gate.broken({"a": 0.5}, {"a": Floor(0.5, 0.6)})[0]
    assert gate.broken({"a": 0.5}, {"a": Floor(0.5, 0.6, "a page was mended")}) == []


def test_raising_lifts_and_never_lowers() -> None:
    floors = {"a": Floor(0.5, 0.6, "why"), "b": Floor(0.9, 0.9)}
    assert gate.raised({"a": 0.55, "b": 0.8, "c": 1.0}, floors) == {
        "a": Floor(0.55, 0.6, "why"),
        "b": Floor(0.9, 0.9),
        "c": Floor(1.0, 1.0),
    }
    assert gate.raised({"a": 0.7}, floors)["a"] == Floor(0.7, 0.7)
