"""Match forms and chances of rules, by the compiled form and by that in Python, by rows and by dictionaries."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reading.coding.decode import decode
from cleaners.reading.segment import segment_text
from cleaners.rules import RULES, Rule, first_rule, match_form, match_rules
from cleaners.rules import index as installed
from cleaners.rules.columns import read_columns
from cleaners.rules.form import FOLDED, fold_line, fold_long_line
from tests.both_forms import NOT_COMPILED, forms_of, in_python, is_compiled
from tests.fixture_pages import all_pages
from tests.walks import walked

NAME = "cleaners.rules.index"
COLUMNS = read_columns(RULES)
IN_PYTHON = in_python(NAME).Index(COLUMNS)
BY_ROWS, BY_DICTIONARIES = installed.Index(installed.make_table(COLUMNS)), installed.Index(COLUMNS)
INDEXES = (BY_ROWS, BY_DICTIONARIES, IN_PYTHON)

#: Characters that a form changes, drops or looks at, and some that stand for all others.
CHARACTERS = "".join(FOLDED) + "\ue000\uf8ffAbZ。?？:： \t\u3000\u00a0\u2028ÀßİΣςǅ𐐀𠮷\ud800\x00\x1c1９٣𝟗"

ODD = {
    "": "",
    "  ": "",
    " 来源：深圳特区报\u3000": "来源:深圳特区报",
    "\ue001分享\uf8ff": "分享",
    "ＡBＣ１２": "abc12",
    "İ": "i̇",
    "ΑΣ Σ": "ας σ",
    "ÀÉ粤ICP备": "àé粤icp备",
    "責任編輯：甲": "责任编辑:甲",
    "𐐀x": "𐐨x",
    "\ud800A": "\ud800a",
    "\uffffA": "\uffffa",
    "a" * 600 + "Ｂ": "a" * 600 + "b",
    "a" * 5_000 + "Ｂ": "a" * 5_000 + "b",
}


@pytest.fixture(params=forms_of(NAME), scope="module")
def index(request: pytest.FixtureRequest) -> Any:
    """The module in one of its forms."""
    return request.param


def lines_of_fixtures() -> list[str]:
    return [block.text for page in all_pages() for block in walked(decode(page.data).text).blocks]


@pytest.mark.parametrize("line", ODD)
def test_odd_lines_have_the_form_that_is_written_here(line: str) -> None:
    assert match_form(line) == fold_line(line) == ODD[line]
    assert [one.form_of(line) for one in INDEXES] == [ODD[line]] * 3


def test_forms_and_chances_of_the_rules_lines_and_of_the_fixtures_agree() -> None:
    lines = [line for rule in RULES for line in (*rule.drops, *rule.keeps)] + lines_of_fixtures()
    forms = [fold_line(line) for line in lines]
    chances = [IN_PYTHON.chances(form) for form in forms]
    for one in INDEXES:
        assert [one.form_of(line) for line in lines] == forms
        assert [one.chances(form) for form in forms] == chances
    assert len(lines) > 2_000


@given(st.one_of(st.text(st.sampled_from(CHARACTERS)), st.text()))
@settings(max_examples=400)
def test_forms_and_chances_of_any_line_agree(line: str) -> None:
    form = fold_line(line)
    assert [one.form_of(line) for one in INDEXES] == [form] * 3
    assert len({one.chances(form) for one in INDEXES}) == 1


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 4_000, 4_001, 9_999])
def test_long_lines_agree(size: int) -> None:
    for form in ("一" * size, "a。" * (size // 2), "来源:" + "1" * size):
        assert len({one.chances(form) for one in INDEXES}) == 1


@pytest.mark.parametrize("size", [3, 4_095, 4_096, 4_097, 20_000])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("\u3000{0}：一\ue000\u3000{0}", ":一"),
        ("：一{}Ａ\u3000", None),
        ("\ue000{0}\ue000：\ue000{0}一", None),
        ("\ue000：İ\ue000", ":i̇"),
    ],
)
def test_a_long_line_is_read_as_far_as_it_may_be_short(line: str, expected: str | None, size: int) -> None:
    line = line.format("\u3000" * size)
    form = fold_line(line)
    assert fold_long_line(line, len(form)) == form
    assert fold_long_line(line, len(form) - 1) is None
    assert expected is None or form == expected


def test_no_more_of_a_long_line_is_folded_than_shows_that_it_is_long() -> None:
    class Counted(str):
        read = 0

        def __getitem__(self, place: Any) -> str:
            Counted.read += 1
            return super().__getitem__(place)

    assert fold_long_line(Counted("：" * 1_000_000), 4_000) is None
    assert Counted.read == 1


def blocks_of(lines: list[str]) -> Any:
    return segment_text("\n".join(lines)).blocks


def test_the_lines_that_rules_take_have_their_numbers(index: Any) -> None:
    first, second = RULES[:2]
    assert index.taken_lines([None, second, None, first]) == [(1, second), (3, first)]
    assert index.taken_lines([None]) == index.taken_lines([]) == []


def test_lines_are_remembered_up_to_a_bound(index: Any) -> None:
    one = index.Index(index.make_table(COLUMNS))
    words = "版权所有 责任编辑：赵一鸣 来源：深圳特区报 分享 打印 关闭 首页".split()
    forms = [word.replace("：", ":") for word in words]
    blocks = blocks_of([*words, words[0]])
    asked: list[str] = []

    def rule_of(form: str, chances: int) -> None:
        assert chances == one.chances(form)
        asked.append(form)

    remembered: dict[str, Rule | None] = {}
    assert one.match(blocks, remembered, rule_of, 60, 3) == [None] * 8
    assert asked == [*forms, forms[0]]  # the first is forgotten by then
    assert len(remembered) <= 3
    one.match(blocks, {}, rule_of, 60, 99)
    assert asked[8:] == forms
    one.match(blocks, {}, rule_of, 2, 99)
    assert len(asked) == 8 + 7 + 8  # longer lines than that are not remembered


def test_a_line_that_no_rule_may_take_is_asked_about_nowhere(index: Any) -> None:
    one = index.Index(index.make_table(COLUMNS))

    def rule_of(form: str, chances: int) -> None:
        raise AssertionError(form)

    blocks = (*blocks_of(["老桥边的茶馆又开张了", "一" * 9_999, "𐐀" * 200]), blocks_of(["甲"])[0]._replace(text=""))
    assert one.match(blocks, {}, rule_of, 60, 99) == [None] * 4


def test_lines_have_the_rules_that_they_have_one_by_one() -> None:
    lines = (
        [line for rule in RULES for line in (*rule.drops, *rule.keeps)]
        + lines_of_fixtures()
        + ["一" * 600, "İ来源：某报", "\ue000" * 5_000 + "分享"]
    )
    blocks = blocks_of(lines)
    assert match_rules(blocks) == [first_rule(block.text) for block in blocks]
    assert len(blocks) > 2_000


def test_threads_that_share_an_index_do_not_disturb_one_another(index: Any) -> None:
    one = index.Index(index.make_table(COLUMNS))
    lines = [line for rule in RULES for line in rule.drops if "\n" not in line]
    expected = {fold_line(line) for line in lines}
    wrong: list[str] = []

    def rule_of(form: str, chances: int) -> None:
        if form not in expected or chances != IN_PYTHON.chances(form):
            wrong.append(form)

    threads = [
        threading.Thread(
            target=lambda part=part: [one.match(blocks_of(lines[part:]), {}, rule_of, 60, 2) for _ in range(20)]
        )
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_more_rules_than_bits_are_looked_up_in_dictionaries(index: Any) -> None:
    rules = (*RULES, *RULES)
    assert len(rules) > index.MAX_RULES
    one = index.Index(index.make_table(read_columns(rules)))
    for form in ("来源:深圳特区报", "老桥边的茶馆又开张了"):
        chances = IN_PYTHON.chances(form)
        assert one.chances(form) == chances | chances << len(RULES)


@pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)
def test_a_table_that_is_none_is_refused() -> None:
    table = installed.make_table(COLUMNS)
    for broken in (b"", table[:20], table[:-1], table + b"\0", b"\xff" * len(table)):
        with pytest.raises(ValueError, match="no table"):
            installed.Index(broken)
    with pytest.raises(ValueError, match="no table"):
        in_python(NAME).Index(table)


def test_the_compiled_index_holds_all_rules() -> None:
    assert len(RULES) <= installed.MAX_RULES, (
        "beyond MAX_RULES lines are matched in Python, at several times the cost: unite rules of one family, or give a row of the "
        "compiled index a second word"
    )
