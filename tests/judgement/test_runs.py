"""Verdicts outside the article, by the compiled form and by that in Python."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.judgement import runs as installed
from cleaners.reading.outline import Containers, Outline
from cleaners.rules import RULES, Rule
from cleaners.values import Block, Label, Verdict
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled

NAME = "cleaners.judgement.runs"
IN_PYTHON = in_python(NAME)
RULE = {rule.name: rule for rule in RULES}
HIDDEN, BEFORE = Verdict(Label.OTHER, "hidden"), Verdict(Label.NAVIGATION, "outside.before")


@pytest.fixture(params=forms_of(NAME), scope="module")
def runs(request: pytest.FixtureRequest) -> Any:
    return request.param


def is_staff(text: str) -> bool:
    return text.startswith("摄影")


def labels_of(runs: Any, lines: list[tuple[str, Rule | None]]) -> list[tuple[str, str]]:
    blocks = tuple(Block(number, text) for number, (text, _) in enumerate(lines))
    verdicts: list[Verdict | None] = [None] * len(blocks)
    runs.label_run(blocks, [hit for _, hit in lines], verdicts, 0, len(blocks), "after", is_staff, HIDDEN)
    return [(str(label), rule) for label, rule in filter(None, verdicts)]


def test_lines_belong_to_the_last_heading(runs: Any) -> None:
    widget = RULE["recommendation.heading"]
    assert labels_of(
        runs, [("甲", None), ("", None), ("相关阅读", widget), ("乙", None), ("", None), ("丙", None)]
    ) == [
        ("other", "after"),
        ("other", "tail.picture"),
        ("recommendation", "recommendation.heading"),
        ("recommendation", "tail.inside_widget"),
        ("recommendation", "tail.picture"),
        ("recommendation", "tail.inside_widget"),
    ]


def test_staff_goes_on_as_long_as_lines_name_roles(runs: Any) -> None:
    staff, filing = RULE["credits.staff_heading"], RULE["legal.icp"]
    assert labels_of(runs, [("主创团队", staff), ("摄影 甲", None), ("", None), ("乙", None), ("摄影 丙", None)]) == [
        ("credit", "credits.staff_heading"),
        ("credit", "tail.staff"),
        ("credit", "tail.picture"),
        ("other", "after"),
        ("other", "after"),
    ]
    ended = labels_of(runs, [("主创团队", staff), ("备案", filing), ("摄影 丙", None)])
    assert ended[1:] == [("legal", "legal.icp"), ("other", "after")]


def test_the_line_after_a_duration_is_a_films(runs: Any) -> None:
    duration = RULE["recommendation.video_duration"]
    found = labels_of(runs, [("01:20", duration), ("甲", None), ("乙", None)])
    assert found[1:] == [("video", "tail.video_caption"), ("other", "after")]


def test_what_has_a_verdict_or_is_hidden_is_left(runs: Any) -> None:
    given_one = Verdict(Label.BODY, "body.text")
    verdicts: list[Verdict | None] = [given_one, None, None]
    blocks = (Block(0, "甲"), Block(1, "乙", hidden=True), Block(2, "丙"))
    runs.label_run(blocks, [None] * 3, verdicts, 0, 2, "after", is_staff, HIDDEN)
    assert verdicts == [given_one, HIDDEN, None]


NAMED = (Verdict(Label.NAVIGATION, "outside.navigation"), Verdict(Label.FOOTER, "outside.footer"))


def nested(tags: list[str], names: list[str]) -> Containers:
    """Elements inside one another, the page itself first."""
    count = len(tags)
    parent = list(range(-1, count - 1))
    return Containers(parent, tags, names, names, names, [False] * count, [0] * count, [0] * count)


def around(runs: Any, tags: list[str], names: list[str], places: list[int], reach: int = 2) -> list[str | None]:
    """The rules of a page's blocks after its end, by the elements that they stand in."""
    asked: list[str] = []

    def rank_of(written: str) -> int:
        asked.append(written)
        return 1 if "foot" in written else 2

    blocks = tuple(Block(number, "甲", container=place) for number, place in enumerate(places))
    verdicts: list[Verdict | None] = [None] * len(blocks)
    words = runs.Names({"nav": 0}, rank_of, NAMED, 9)
    outline = Outline(blocks, nested(tags, names))
    runs.label_around(outline, [None] * len(blocks), verdicts, 0, 0, words, reach, HIDDEN, BEFORE)
    assert len(asked) == len(set(asked))
    return [verdict and verdict.rule for verdict in verdicts]


def test_a_name_speaks_for_what_stands_near_below_it(runs: Any) -> None:
    tags = ["body", "nav", "div", "div", "div", "div"]
    assert around(runs, tags, [""] * 6, [0, 1, 3, 4, 5, 2]) == [
        None,
        "outside.navigation",
        "outside.navigation",
        None,
        None,
        "outside.navigation",
    ]
    assert around(runs, tags, ["", "", "", "foot", "", ""], [5, 2, 3]) == [
        "outside.footer",
        "outside.navigation",
        "outside.footer",
    ]
    assert around(runs, tags, ["", "foot", "", "", "", ""], [1]) == ["outside.navigation"]  # the first group wins
    assert around(runs, ["nav"], ["foot"], [0, -1]) == [None, None]  # the page itself has no name


def test_before_the_head_every_block_gets_a_verdict(runs: Any) -> None:
    given_one = Verdict(Label.BODY, "body.text")
    blocks = (
        Block(0, "甲", hidden=True),
        Block(1, "备案"),
        Block(2, "", container=0),
        Block(3, "乙", container=1),
        Block(4, "丙"),
        Block(5, "丁"),
    )
    hits = [None, RULE["legal.icp"], RULE["legal.icp"], None, None, None]
    verdicts: list[Verdict | None] = [None, None, None, None, given_one, None]
    names = runs.Names({"nav": 0}, lambda written: 2, NAMED, 9)
    runs.label_around(
        Outline(blocks, nested(["body", "nav"], ["", ""])), hits, verdicts, 5, 6, names, 5, HIDDEN, BEFORE
    )
    assert verdicts == [HIDDEN, RULE["legal.icp"].verdict, BEFORE, NAMED[0], given_one, None]


def test_what_is_left_is_settled(runs: Any) -> None:
    body, other = Verdict(Label.BODY, "body.text"), Verdict(Label.OTHER, "outside")
    subhead = Verdict(Label.SUBHEAD, "body.text")
    settled, places, text = runs.settle([None, body, subhead, body, None, body], other)
    assert settled == (other, body, subhead, body, other, body)
    assert places == {Label.OTHER: [0, 4], Label.BODY: [1, 3, 5], Label.SUBHEAD: [2]}
    assert text == [1, 2, 3, 5]
    assert runs.settle([], other) == ((), {}, [])


def test_lines_of_the_text_and_bylines_are_found(runs: Any) -> None:
    given = [Verdict(label, "") for label in (Label.BODY, Label.BYLINE, Label.SUBHEAD, Label.DATE, Label.BODY)]
    assert runs.lines_within([None, *given, None], 0, 5) == ([1, 3], [2])
    assert runs.lines_within(given, 2, 2) == ([], [])


def test_blocks_without_text_are_pictures(runs: Any) -> None:
    blocks = tuple(Block(number, text) for number, text in enumerate(["", "甲", "", "", "乙", ""]))
    assert runs.blocks_without_text(blocks, 1, 99) == [2, 3, 5]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (Block(0, "桥上。", container=0), "none"),
        (Block(0, "桥上。", container=1), "captions"),  # by its own name
        (Block(0, "桥上。", container=2), "captions"),  # by that of the element around it
        (Block(0, "桥上。", container=3), "captions"),  # by its tag
        (Block(0, "桥上。", container=-1), "none"),
        (Block(0, "桥上", container=4), "others"),
        (Block(0, "桥上。（甲摄）", container=4), "others"),
        (Block(0, "桥上。甲摄 ", container=4), "others"),
        (Block(0, "▲桥上。", container=4), "others"),
        (Block(0, "桥上：", container=4), "none"),
        (Block(0, "“桥上”", container=4), "none"),
        (Block(0, "桥上", container=4, kind="heading"), "none"),
        (Block(0, "桥" * 9, container=4), "none"),
        (Block(0, "", container=4), "none"),
    ],
)
def test_which_lines_may_describe_a_picture(runs: Any, line: Block, where: str) -> None:
    elements = Outline((line,), nested(["body", "p", "p", "figcaption", "p"], ["", "tuzhu", "", "", ""]))
    elements.containers.parent[2] = 1
    elements.containers.parent[3] = elements.containers.parent[4] = 0
    captions, others = runs.lines_at_pictures(
        elements, [0], set(), 8, lambda tag, names: tag == "figcaption" or names == "tuzhu", frozenset({"figcaption"})
    )
    assert (captions, others) == ([0] if where == "captions" else [], [0] if where == "others" else [])
    beside = runs.lines_at_pictures(elements, [0], {0}, 8, lambda tag, names: False, frozenset())
    assert beside == ([], [0] if 0 < len(line.text) <= 8 and line.kind != "heading" else [])


def test_lines_are_found_by_label_and_by_the_name_of_their_verdict(runs: Any) -> None:
    credit, filing = Verdict(Label.CREDIT, "a"), Verdict(Label.LEGAL, "b")
    rows = [credit, None, filing, credit, filing]
    assert runs.lines_with(rows, Label.CREDIT, 0, 5) == [0, 3]
    assert runs.lines_with(rows, Label.CREDIT, 1, 3) == runs.lines_with(rows, Label.BODY, 0, 5) == []
    settled = (credit, filing, filing, credit)
    assert runs.named_above(settled, frozenset({"b"}), 3, 0) == 2
    assert (
        runs.named_above(settled, frozenset({"b"}), 1, -1) is runs.named_above(settled, frozenset({"a"}), 3, 0) is None
    )


HITS = [
    None,
    None,
    None,
    *map(RULE.get, ("recommendation.heading", "credits.staff_heading", "legal.icp", "recommendation.video_duration")),
]


@pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)
@given(
    st.lists(st.tuples(st.sampled_from(["", "甲", "摄影"]), st.booleans(), st.sampled_from(HITS), st.integers(-1, 7))),
    st.data(),
)
@settings(max_examples=300)
def test_both_forms_agree(lines: list[tuple[str, bool, Rule | None, int]], data: st.DataObject) -> None:
    blocks = tuple(
        Block(number, text, hidden=hidden, container=container)
        for number, (text, hidden, _, container) in enumerate(lines)
    )
    hits = [hit for _, _, hit, _ in lines]
    tags = data.draw(st.lists(st.sampled_from(["div", "nav"]), min_size=8, max_size=8))
    outline = Outline(blocks, nested(tags, ["", "", "foot", "x", "", "", "", ""]))
    head = data.draw(st.integers(0, len(blocks)))
    end = data.draw(st.integers(head, len(blocks)))
    found = []
    for runs in (installed, IN_PYTHON):
        verdicts: list[Verdict | None] = [None] * len(blocks)
        names = runs.Names({"nav": 0}, lambda written: 1 if written == "foot" else 2, NAMED, 1)
        runs.label_around(outline, hits, verdicts, head, end, names, 2, HIDDEN, BEFORE)
        runs.label_run(blocks, hits, verdicts, head, len(blocks), "after", is_staff, HIDDEN)
        found.append(runs.settle(verdicts, BEFORE))
    assert found[0] == found[1]
