"""Verdicts that no rule gives: one home for their names, and what each rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.judgement import verdicts
from cleaners.judgement.verdicts import (
    BODY,
    CAPTION_MARKED,
    HEADLINE,
    LAST_NUMBER,
    SUBHEAD,
    Verdicts,
    is_reason,
)
from cleaners.rules import RULES
from cleaners.values import Label, Verdict
from tests.fixture_pages import all_pages

ROOT = Path(verdicts.__file__).parents[1]
GROUNDS = (verdicts._REASONS, verdicts._PLACES, verdicts._ELEMENT_NAMES)
RULE: frozenset[str] = frozenset()  # the verdict of a rule is in none of them
READERS = [
    path
    for folder in ("judgement", "record", "report", "learning", "template")
    for path in sorted((ROOT / folder).glob("*.py*"))
    if path.suffix in (".py", ".pyx") and path.name != "verdicts.py"
]


def test_the_first_to_speak_of_a_block_is_believed() -> None:
    given = Verdicts(3)
    given.add({0: HEADLINE})
    given.add({0: BODY, 2: SUBHEAD})
    assert given.rows == [HEADLINE, None, SUBHEAD]


def test_a_correction_takes_the_place_of_what_was_said() -> None:
    given = Verdicts(2)
    given.add({0: BODY, 1: BODY})
    given.correct({1: LAST_NUMBER})
    given.correct({0: CAPTION_MARKED})
    assert given.rows == [CAPTION_MARKED, LAST_NUMBER]


def names_in_the_module() -> set[str]:
    """The names of all verdicts that stand in the module, as values or as names alone."""
    found: set[str] = {verdicts.by_element_name(label).rule for label in Label}
    for value in vars(verdicts).values():
        if isinstance(value, Verdict):
            found.add(value.rule)
        elif isinstance(value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", value) and not value.startswith("cleaners"):
            found.add(value)
        elif isinstance(value, dict):
            found.update(one.rule for one in value.values() if isinstance(one, Verdict))
    return found


def test_every_verdict_is_a_reason_or_a_place_or_an_elements_name() -> None:
    names = names_in_the_module()
    assert len(names) > 40
    assert [name for name in sorted(names) if sum(name in one for one in GROUNDS) != 1] == []
    assert frozenset().union(*GROUNDS) == names


def test_every_rule_is_a_reason() -> None:
    assert {rule.name for rule in RULES}.isdisjoint(names_in_the_module())
    assert all(is_reason(rule.name) for rule in RULES)


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("credits.line", RULE),
        ("template.text.1a2b3c", RULE),
        ("hidden", verdicts._REASONS),
        ("body.link_line", verdicts._REASONS),
        ("body.repeated_headline", verdicts._REASONS),
        ("body.caption_credited", verdicts._REASONS),
        ("head.after_label", verdicts._REASONS),
        ("outside.recommendation", verdicts._ELEMENT_NAMES),
        ("outside.footer", verdicts._ELEMENT_NAMES),
        ("body.caption_element", verdicts._ELEMENT_NAMES),
        ("outside", verdicts._PLACES),
        ("outside.before", verdicts._PLACES),
        ("outside.after", verdicts._PLACES),
        ("tail.after_the_article", verdicts._PLACES),
        ("tail.inside_widget", verdicts._PLACES),
        ("tail.staff", verdicts._PLACES),
        ("head.summary", verdicts._PLACES),
        ("head.line", verdicts._PLACES),
        ("head.above", verdicts._PLACES),
        ("body.inside_widget", verdicts._PLACES),
        ("body.caption_after_picture", verdicts._PLACES),
        ("body.text", verdicts._PLACES),
    ],
)
def test_what_a_verdict_rests_on(name: str, ground: frozenset[str]) -> None:
    assert [one for one in GROUNDS if name in one] == ([ground] if ground else [])
    assert is_reason(name) is (ground in (RULE, verdicts._REASONS))


def test_no_verdict_has_the_name_of_a_rule() -> None:
    own = {value.rule for value in vars(verdicts).values() if isinstance(value, Verdict)}
    assert len(own) > 20
    assert own.isdisjoint(rule.name for rule in RULES)


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_the_names_of_verdicts_stand_in_one_module(path: Path) -> None:
    assert re.findall(r'"(?:head|body|tail|outside)\.[a-z_]+"', path.read_text("utf-8")) == []


def test_every_verdict_on_the_fixtures_is_known() -> None:
    own = {value.rule for value in vars(verdicts).values() if isinstance(value, Verdict)}
    own |= {
        value
        for value in vars(verdicts).values()
        if isinstance(value, str) and value.startswith(("tail.", "outside.", "second."))
    }
    own |= {verdicts.by_element_name(label).rule for label in Label}
    own |= {verdict.rule for verdict in (*verdicts.REPEATED.values(), *verdicts.CONTROLLED.values())}
    given = {block.rule for page in all_pages() for block in clean(page.data).blocks}
    assert given - own - {rule.name for rule in RULES} == set()
    assert len(given & own) > 15
