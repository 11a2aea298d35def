"""Every encoding under every kind of label: exact text, no exception, and nothing lost without a flag."""

from __future__ import annotations

import pytest

from tests.encodings import Case, check, check_damaged, check_source, damaged, foreign, matrix, others, table

_DENSE = "UTF-16 without a mark: a page of dense Chinese has fewer than a fifth of zero bytes in its first 2,048"
_SINGLE = "a single-byte set fits any bytes, so its label proves nothing; only the name cp1252 is distrusted"
_ESCAPES = "Python's escape codecs are no encodings of pages, and fit any bytes"
_RAISES = "the codec `undefined` raises UnicodeError, which is neither UnicodeDecodeError nor LookupError"
_SIXTEEN = "a label of UTF-16 that ASCII markup refutes is believed where the bytes happen to fit"

_CUT = "a character cut at the end is flagged only where there is neither a byte order mark nor UTF-16"

_CUT_FAULTS = {
    "utf-8-sig": (1, 2),
    "gb18030 with mark": (1, 3),
    **dict.fromkeys(("utf-16le", "utf-16be", "utf-16le with mark", "utf-16be with mark"), (1, 3)),
    **dict.fromkeys(("utf-32le with mark", "utf-32be with mark"), (1, 2, 3)),
}
_LABEL_FAULTS = {
    **dict.fromkeys("windows-1252 latin-1 iso_8859-1 l1 iso-8859-2 iso-8859-15 iso-8859-5".split(), _SINGLE),
    **dict.fromkeys("windows-1250 windows-1251 koi8-r macintosh cp437".split(), _SINGLE),
    **dict.fromkeys("unicode_escape raw_unicode_escape unicode-escape".split(), _ESCAPES),
    "undefined": _RAISES,
}

#: Cases that fail, by name, and why. A case that is mended must leave this table: the marks are strict.
FAULTS = {
    **{f"{name}, not declared, prose": _DENSE for name in ("utf-16le", "utf-16be")},
    **{f"{name}, wrong in header only, prose": _DENSE for name in ("utf-16le", "utf-16be")},
    **{f"{name}, cut by {cut}": _CUT for name, cuts in _CUT_FAULTS.items() for cut in cuts},
    "gb2312 of even length said utf-16be in meta": _SIXTEEN,
    **{
        f"{name} said {label} in {place}": reason
        for label, reason in _LABEL_FAULTS.items()
        for name in ("gb2312", "gbk", "big5")
        for place in ("meta", "header")
        if (name, label) != ("gbk", "windows-1250")  # whose bytes do not fit
    },
}


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
