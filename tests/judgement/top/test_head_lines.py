"""How long a headline may be: one limit, for headings and for lines by their place."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text
from cleaners.judgement.measures import MAX_HEADLINE, MIN_HEADLINE
from cleaners.judgement.top.head_lines import MAX_SENTENCE, can_be_headline, is_headline_above_facts
from cleaners.values import Block

STORY = "新桥昨日通车，两岸居民步行过河只要十分钟，渡船将在月底停航，老船工把缆绳捐给了博物馆。"


def test_the_limit_has_room_on_both_sides() -> None:
    assert 63 < MAX_HEADLINE < 103  # the longest headline that was measured, the shortest line that wrongly became one


@pytest.mark.parametrize(("chars", "is_headline"), [(63, True), (MAX_HEADLINE, True), (MAX_HEADLINE + 1, False)])
def test_the_limit_is_the_same_for_every_line(chars: int, is_headline: bool) -> None:
    line = "桥" * chars
    assert can_be_headline(Block(0, line), None) is is_headline
    assert (clean(f"<h1>{line}</h1><p>{STORY}</p>").headline == line) is is_headline
    assert (clean_text(f"{line}\n{STORY}\n{STORY[::-1]}").headline == line) is is_headline


@pytest.mark.parametrize("line", ["新桥通", "新桥昨日通车。", ""])
def test_lines_that_are_no_headline_by_place(line: str) -> None:
    assert not can_be_headline(Block(0, line), None)


def test_a_heading_may_end_in_a_full_stop() -> None:
    assert can_be_headline(Block(0, "新桥昨日通车。", kind="heading"), None)
    assert not can_be_headline(Block(0, "新桥昨日通车", hidden=True), None)
    assert not can_be_headline(Block(0, "新桥昨日通车", link_chars=6), None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("渡船停航以后老船工去哪里？", True),
        ("渡船月底停航。老船工上岸了", True),  # one full stop, whatever follows
        ("渡船月底停航。老船工上岸了。", False),
        ("渡船月底停航。 。", True),  # nothing is said between them
        ("桥" * (MIN_HEADLINE - 1) + "。", True),
        ("桥" * (MIN_HEADLINE - 2) + "。", False),
        ("桥" * (MAX_SENTENCE - 1) + "。", True),
        ("桥" * MAX_SENTENCE + "。", False),
    ],
)
def test_a_headline_above_facts_may_be_one_sentence(line: str, expected: bool) -> None:
    assert is_headline_above_facts(Block(0, line), None) is expected


@pytest.mark.parametrize("line", ["主讲：史小谷 2023-03-30 20:00", "主讲人：欧阳小谷　2023年3月30日"])
def test_a_name_behind_a_key_with_a_moment_is_a_fact(line: str) -> None:
    assert not can_be_headline(Block(0, line), None)
    text = f"<p>{STORY}</p><p>{STORY[::-1]}</p>"
    article = clean(f"<title></title><div><span>锅盖上的水珠为什么先落</span><div>{line}</div><div>{text}</div></div>")
    assert article.headline == "锅盖上的水珠为什么先落"


def test_an_event_behind_a_key_with_a_moment_may_be_a_headline() -> None:
    assert can_be_headline(Block(0, "预告：渡口灯会 2023-03-30 20:00"), None)
