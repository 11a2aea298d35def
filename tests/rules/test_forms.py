"""Match forms and chances of rules: what is compiled says what is said in Python."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reading.decode import decode
from cleaners.reading.segment import segment_text
from cleaners.rules import RULES, first_rule, match_rules
from cleaners.rules.form import _FOLDED, fold_line, match_form
from cleaners.rules.index import Index, read_columns
from tests.fixture_pages import all_pages
from tests.walks import walked

_forms = pytest.importorskip("cleaners.rules._forms")

COLUMNS = read_columns(RULES)
IN_PYTHON, COMPILED = Index(COLUMNS), _forms.Index(_forms.make_table(COLUMNS))

#: Characters that a form changes, drops or looks at, and some that stand for all others.
CHARACTERS = "".join(_FOLDED) + "\ue000\uf8ffAbZ。?？:： \t\u3000\u00a0\u2028ÀßİΣςǅ𐐀𠮷\ud800\x00\x1c1９٣𝟗"

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
    "a" * 600 + "Ｂ": "a" * 600 + "b",
}


def lines_of_fixtures() -> list[str]:
    return [block.text for page in all_pages() for block in walked(decode(page.data).text).blocks]


@pytest.mark.parametrize("line", ODD)
def test_odd_lines_have_the_form_that_is_written_here(line: str) -> None:
    assert match_form(line) == fold_line(line) == ODD[line]


def test_forms_and_chances_of_the_rules_lines_and_of_the_fixtures_agree() -> None:
    lines = [line for rule in RULES for line in (*rule.drops, *rule.keeps)] + lines_of_fixtures()
    forms = [fold_line(line) for line in lines]
    assert [match_form(line) for line in lines] == forms
    assert [COMPILED.chances(form) for form in forms] == [IN_PYTHON.chances(form) for form in forms]
    assert len(lines) > 2_000


@given(st.one_of(st.text(st.sampled_from(CHARACTERS)), st.text()))
@settings(max_examples=400)
def test_forms_and_chances_of_any_line_agree(line: str) -> None:
    form = fold_line(line)
    assert match_form(line) == form
    assert COMPILED.chances(form) == IN_PYTHON.chances(form)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 4_000, 4_001, 9_999])
def test_long_lines_agree(size: int) -> None:
    for form in ("一" * size, "a。" * (size // 2), "来源:" + "1" * size):
        assert COMPILED.chances(form) == IN_PYTHON.chances(form)


def test_lines_are_remembered_up_to_a_bound() -> None:
    words = "版权所有 责任编辑：赵一鸣 来源：深圳特区报 分享 打印 关闭 首页".split()
    forms = [word.replace("：", ":") for word in words]
    blocks = segment_text("\n".join([*words, "老桥边的茶馆又开张了", words[0]])).blocks
    asked: list[str] = []

    def rule_of(form: str, chances: int) -> None:
        assert chances == COMPILED.chances(form)
        asked.append(form)

    assert COMPILED.chances("老桥边的茶馆又开张了") == 0
    remembered: dict[str, None] = {}
    assert COMPILED.match(blocks, remembered, first_rule, rule_of, 60, 3) == [None] * 9
    assert asked == [*forms, forms[0]]  # the first is forgotten by then, and no rule may take the line about the bridge
    assert len(remembered) <= 3
    COMPILED.match(blocks, {}, first_rule, rule_of, 60, 99)
    assert asked[8:] == forms
    COMPILED.match(blocks, {}, first_rule, rule_of, 2, 99)
    assert len(asked) == 8 + 7 + 8  # longer lines than that are not remembered


def test_lines_have_the_rules_that_they_have_one_by_one() -> None:
    lines = (
        [line for rule in RULES for line in (*rule.drops, *rule.keeps)]
        + lines_of_fixtures()
        + ["一" * 600, "İ来源：某报"]
    )
    blocks = segment_text("\n".join(lines)).blocks
    assert match_rules(blocks) == [first_rule(block.text) for block in blocks]
    assert len(blocks) > 2_000


def test_a_table_that_is_none_is_refused() -> None:
    table = _forms.make_table(COLUMNS)
    for broken in (b"", table[:20], table[:-1], table + b"\0", b"\xff" * len(table)):
        with pytest.raises(ValueError, match="no table"):
            _forms.Index(broken)
    with pytest.raises(ValueError, match="65 rules"):
        _forms.make_table((65, *COLUMNS[1:]))
