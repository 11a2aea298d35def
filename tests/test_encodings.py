"""Every encoding under every kind of label: exact text, no exception, and nothing lost without a flag."""

from __future__ import annotations

import pytest

from tests.encodings import Case, check, check_damaged, check_source, damaged, foreign, matrix, others, table

#: Cases that fail, by name, and why. A case that is mended must leave this table: the marks are strict.
FAULTS: dict[str, str] = {}


def params(cases: list[Case]) -> list[object]:
    """The cases as parameters, those of `FAULTS` marked."""
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[case.name])] if case.name in FAULTS else [],
        )
        for case in cases
    ]


def test_there_are_at_least_sixty_cases_and_every_fault_names_one() -> None:
    names = [case.name for cases in (matrix, foreign, others, damaged) for case in cases()]
    assert len(matrix()) >= 60
    assert len(names) == len(set(names))
    assert set(FAULTS) <= set(names)


@pytest.mark.parametrize("case", params(matrix()))
def test_every_encoding_under_every_label(case: Case) -> None:
    outcome = check(case)
    assert (outcome.exception, outcome.lost) == ("", "")
    assert outcome.flags in ((), ("empty_page",))  # the short text is no article, and that is said


@pytest.mark.parametrize("case", params(foreign()))
def test_chinese_pages_under_labels_of_other_scripts(case: Case) -> None:
    outcome = check(case)
    assert (outcome.exception, outcome.lost, outcome.flags) == ("", "", ())


@pytest.mark.parametrize("case", params(others()))
def test_pages_of_other_languages_are_read_by_their_label(case: Case) -> None:
    outcome = check_source(case)
    assert (outcome.exception, outcome.lost, outcome.flags) == ("", "", ())


@pytest.mark.parametrize("case", params(damaged()))
def test_damage_is_flagged_and_the_rest_stands(case: Case) -> None:
    outcome = check_damaged(case)
    assert (outcome.exception, outcome.lost) == ("", "")
    if "cut by" in case.name:
        assert {"truncated", "mojibake"} & set(outcome.flags)


def test_no_loss_is_silent_in_the_matrix() -> None:
    """Also where a case of `FAULTS` fails, it must not fail silently."""
    print("\n" + table())
    assert [case.name for case in matrix() if check(case).is_silent_loss] == []
