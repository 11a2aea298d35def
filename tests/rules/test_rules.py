"""Every rule proves itself: it takes its drops, leaves its keeps, and no other rule takes what one must leave."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import cleaners.rules
from cleaners.rules import RULES, Effect, Fact, Opens, Rule, RuleError, Strength, Where, match_form, rule_named
from cleaners.rules.rule import WEIGHT_AFTER
from cleaners.values import Label
from tests.pace import assert_within

BY_NAME = {rule.name: rule for rule in RULES}

#: Keeps that another rule may take all the same, with the reason.
TAKEN_BY_OTHERS = {
    ("head.date", "10:20"): "a bare time of day is the length of a video, after the body",
    ("navigation.pager", "1"): "a bare number before the body is left by a counter; after its start nothing takes it",
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_takes_its_drops_and_leaves_its_keeps(rule: Rule) -> None:
    assert [line for line in rule.drops if not rule.matches(match_form(line))] == []
    assert [line for line in rule.keeps if rule.matches(match_form(line))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_takes_what_another_must_leave_in_a_body(rule: Rule) -> None:
    for line in rule.keeps:
        takers = {other.name for other in RULES if other.where is not Where.HEAD and other.matches(match_form(line))}
        assert not takers or (rule.name, line) in TAKEN_BY_OTHERS, f"{line!r} is taken by {takers}"


@pytest.mark.parametrize("path", sorted(Path(cleaners.rules.__file__).parent.glob("*.py")), ids=lambda path: path.name)
def test_no_pattern_is_a_screen_wide(path: Path) -> None:
    """Alternatives stand below each other, vocabularies in parts with names; roles and facts are composed, and still long."""
    longest = 700 if path.name in ("credits.py", "head.py") else 170
    assert [number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if len(line) > longest] == []


def test_rule_names_are_unique_and_say_their_family() -> None:
    assert len(BY_NAME) == len(RULES)
    assert all(rule.family and rule.name.count(".") == 1 for rule in RULES)


def test_what_each_rule_means_for_its_surroundings() -> None:
    weak = [rule.name for rule in RULES if rule.strength is Strength.WEAK]
    assert weak == [
        *("controls.report_error", "navigation.neighbours"),
        *("legal.hotline", "legal.site_links", "legal.disclaimer_heading", "legal.rights", "legal.disclaimer"),
        *(
            "promo.topic_call",
            "promo.call_steps",
            "promo.scan",
            "promo.follow",
            "promo.app",
            "promo.tips",
            "promo.poll",
        ),
        *("closing.reader", "closing.help_lines"),
    ]
    strong = {rule.name for rule in RULES if rule.strength is Strength.STRONG and rule.effect is Effect.END}
    assert strong == {"legal.icp", "legal.police", "credits.line", "credits.tight", "credits.staff_heading"}
    opens = {rule.name: rule.opens for rule in RULES if rule.opens is not Opens.NOTHING}
    assert opens == {
        "head.label": Opens.ABSTRACT,
        "credits.staff_heading": Opens.STAFF,
        "recommendation.video_duration": Opens.CAPTION,
    }
    assert {rule.name: rule.states for rule in RULES if rule.states is not None} == {
        "credits.source": Fact.SOURCE,
        "head.byline_source": Fact.SOURCE,
        "head.account": Fact.ACCOUNT,
        "head.document": Fact.DOCUMENT,
        "head.meta": Fact.SEVERAL,
        "head.outlet_date": Fact.OUTLET,
        "head.tags": Fact.TAGS,
        "navigation.breadcrumb": Fact.SECTION,
        "navigation.paper": Fact.ISSUE,
    }
    assert [rule.name for rule in RULES if rule.weight_after != WEIGHT_AFTER] == ["credits.line"]


def test_a_rule_is_found_by_its_name() -> None:
    assert [rule_named(rule.name) for rule in RULES] == list(RULES)
    assert rule_named("body.text") is None
    assert rule_named("template.text.1a2b3c") is None


def test_every_rule_of_every_family_is_in_the_order() -> None:
    found: set[str] = set()
    for module in pkgutil.iter_modules(cleaners.rules.__path__):
        family = importlib.import_module(f"cleaners.rules.{module.name}")
        found.update(rule.name for rule in (*getattr(family, "FILINGS", ()), *getattr(family, "RULES", ())))
    assert found == set(BY_NAME)


def test_a_rule_without_proof_is_refused() -> None:
    with pytest.raises(RuleError, match="needs both drops and keeps"):
        Rule("test.bare", Label.PROMO, r"x", drops=("x",), keeps=())


def test_a_rule_with_a_false_proof_is_refused() -> None:
    with pytest.raises(RuleError, match="does not take"):
        Rule("test.misses", Label.PROMO, r"x", drops=("y",), keeps=("z",))
    with pytest.raises(RuleError, match="must leave"):
        Rule("test.greedy", Label.PROMO, r".*", drops=("y",), keeps=("z",))


@pytest.mark.parametrize(
    "line",
    [
        "编辑 " + "张三丰 李四维 " * 20,
        "记者 " * 40,
        "首页>" * 40,
        "1 2 3 " * 40,
        "分享 微信 " * 30,
        "2022-02-13 " * 20 + "。",
        "来源：" * 40,
        "、" * 120,
        "图/文/" * 30,
        "未经许可" * 100,
        "#话题#" * 400,
        "a" * 4000,
    ],
    ids=lambda line: line[:6],
)
def test_no_line_makes_a_rule_slow(line: str) -> None:
    """A pattern that backtracks takes minutes on such lines; an honest one microseconds. The time of a page is neither."""
    form = match_form(line)
    assert_within(1, lambda: [rule.matches(form) for rule in RULES])


#: Lines are grown to what a rule reads, at most to these many characters.
LONGEST = 65_536


def hostile_lines(rule: Rule, size: int) -> Iterator[str]:
    """Lines of at most ``size`` characters made of pieces of the rule's own drops, repeated: alone, behind a whole drop,
    and before what no rule expects."""
    forms = [match_form(line) for line in rule.drops]
    pieces = set(forms) | {form + " " for form in forms}
    for form in forms:
        pieces.update(form)
        pieces.update(form[start : start + 2] for start in range(len(form) - 1))
        words = re.findall(r"[^\W\d]+|\d+|[^\w\s]+|\s+", form)
        pieces.update(words)
        pieces.update(word + " " for word in words)
    for piece in sorted(pieces):
        for head in ("", forms[0]):
            for tail in ("", "☃", "☃" + forms[0][-1]):
                count = (size - len(head) - len(tail)) // len(piece)
                if count > 1:
                    yield head + piece * count + tail


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_is_slow_on_its_own_words_repeated(rule: Rule) -> None:
    """Promise 4: no rule takes longer over 64 KB than a few pages of that size. The bound for shorter lines is as much less."""
    longest = min(rule.max_chars, LONGEST)
    rule.matches(match_form(rule.drops[0]))  # the pattern is compiled when it is first asked for
    for size in (longest // 4, longest // 2, longest):
        for line in hostile_lines(rule, size):
            assert_within(1 + 4 * size / LONGEST, partial(rule.matches, line))


def test_cues_refuse_no_line_that_the_pattern_takes() -> None:
    lines = {match_form(line) for rule in RULES for line in (*rule.drops, *rule.keeps)}
    # Neighbours of those lines too: without their ends, and their halves joined with those of others.
    lines |= {line[1:] for line in lines} | {line[:-1] for line in lines}
    halves = sorted(lines)[::7]
    lines |= {one[: len(one) // 2] + other[len(other) // 2 :] for one in halves for other in halves[::5]}
    cued = [rule for rule in RULES if rule.cues]
    assert len(cued) >= 5
    for rule in cued:
        taken = [line for line in lines if rule.regex.fullmatch(line)]
        assert len(taken) >= len(rule.drops)
        assert [line for line in taken if not rule.takes(line)] == []
