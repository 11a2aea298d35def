"""The measure of fields: what counts as right, missing and false, and that the facts' file says what it can say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks import fields
from benchmarks.corpus import Case
from benchmarks.extractors import Result

CASE = Case("invented", b"<p>", None, {})


def page(some_authors: bool = False, **facts: tuple[str, ...]) -> fields.Page:
    return fields.Page(CASE, facts, some_authors)


@pytest.mark.parametrize(
    ("facts", "result", "field", "expected"),
    [
        ({"headline": ("新桥通车",)}, Result("", "新桥　通车"), "headline", "right"),
        ({"headline": ("快讯｜新桥今日通车",)}, Result("", "新桥今日通车", kicker="快讯"), "headline", "right"),
        ({"headline": ("新桥通车",)}, Result("", "新桥通车_某某网"), "headline", "false"),
        ({"date": ("2024-05-03",)}, Result("", date="2024-05-03T10:20:00+08:00"), "date", "right"),
        ({"date": ("2024-05-03",)}, Result("", date="2024-05-04"), "date", "false"),
        ({"date": ("2024-05-03",)}, Result(""), "date", "missing"),
        ({"date": ()}, Result(""), "date", "right"),
        ({"date": ()}, Result("", date="2024-05-04"), "date", "false"),
        ({"authors": ("赵一鸣", "钱二川")}, Result("", signers=("钱二川", "赵一鸣")), "authors", "right"),
        ({"authors": ("赵一鸣", "钱二川")}, Result("", signers=("赵一鸣",)), "authors", "false"),
        ({"authors": ("赵一鸣",)}, Result("", signers=("赵一鸣", "某某网")), "authors", "false"),
        ({"source": ("某某晚报", "某某报业")}, Result("", source="《某某晚报》"), "source", "right"),
    ],
)
def test_verdict(facts: dict[str, tuple[str, ...]], result: Result, field: str, expected: str) -> None:
    assert fields.verdict(page(**facts), field, result) == expected


def test_some_authors_are_enough_where_the_facts_say_so() -> None:
    several = page(some_authors=True, authors=("赵一鸣", "钱二川"))
    assert fields.verdict(several, "authors", Result("", signers=("赵一鸣",))) == "right"
    assert fields.verdict(several, "authors", Result("", signers=("孙三",))) == "false"


def test_a_false_fact_counts_among_all_pages() -> None:
    pages = [page(source=("某某晚报",)), page(source=()), page(source=("某某日报",)), page(headline=("新桥",))]
    said = [Result("", source="某某晚报"), Result("", source="某某网"), Result(""), Result("")]
    assert dict(fields.counts(pages, said))["source"] == fields.Count(stated=2, right=1, missing=1, false=1, pages=3)


def test_the_file_has_facts_of_every_field_and_no_other_key() -> None:
    facts = tomllib.loads(fields.FACTS.read_text("utf-8"))
    known = {*fields.FIELDS, "some_authors", "open"}
    assert [name for name, values in facts.items() if not known.issuperset(values)] == []
    assert [name for name, values in facts.items() if not set(fields.FIELDS).issuperset(values.get("open", ()))] == []
    for folder in fields.READ_BY_EYE:
        assert sum(name.startswith(folder + "/") for name in facts) == 30


def test_what_is_wrong_is_named() -> None:
    pages = [page(headline=("新桥",), date=("2024-05-03",)), page(source=())]
    said = [Result("", "新桥", date=None), Result("", source="某某网")]
    assert list(fields._wrong(pages, said)) == [
        "missing  date      invented: ('',) for ('2024-05-03',)",
        "false    source    invented: ('某某网',) for ()",
    ]


def test_the_command_prints_a_table(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fields.main(["--only", "dute", "--wrong", "--corpora", str(shared / "corpora")]) == 0
    printed = capsys.readouterr().out
    assert "dute: 86 pages" in printed
    assert all(f"| {field} " in printed for field in fields.FIELDS)
    assert fields.main(["--only", "nobody"]) == 2
    assert fields.main(["--corpora", "nowhere"]) == 2
