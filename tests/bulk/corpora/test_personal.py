"""Personal data by its form: what is found, what only looks like it, and what is masked."""

from __future__ import annotations

import pytest

from cleaners.bulk.corpora.personal import KINDS, Kind, count, find, is_identity_number, mask, mask_row

NOTHING = {"identity_numbers": 0, "email_addresses": 0, "mobile_numbers": 0}


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in KINDS for line in kind.finds], ids=str)
def test_every_kind_finds_what_it_says(kind: Kind, line: str) -> None:
    assert count(line) == NOTHING | {kind.name: 1}


@pytest.mark.parametrize("line", [line for kind in KINDS for line in kind.leaves])
def test_the_nearest_other_lines_are_left(line: str) -> None:
    assert count(line) == NOTHING
    assert mask(line) == line


@pytest.mark.parametrize(
    ("number", "is_one"),
    [
        ("11010519491231002X", True),  # the example of GB 11643-1999
        ("11010519491231002x", True),
        ("440524188001010014", True),
        ("110105194912310021", False),
        ("440524188001010015", False),
    ],
)
def test_identity_numbers_are_told_by_their_check_character(number: str, is_one: bool) -> None:
    assert is_identity_number(number) is is_one


def test_a_day_of_birth_before_1900_is_none() -> None:
    assert count("证号440524188001010014") == NOTHING


def test_all_in_one_text_is_masked_in_place() -> None:
    text = "联系人：林晓棠，手机13900000000，邮箱lin@example.com；\n身份证11010519491231002X，热线12345。"
    assert count(text) == {"identity_numbers": 1, "email_addresses": 1, "mobile_numbers": 1}
    assert mask(text) == (
        "联系人：林晓棠，手机|||PHONE_NUMBER|||，邮箱|||EMAIL_ADDRESS|||；\n身份证|||IDENTITY_NUMBER|||，热线12345。"
    )


def test_a_masked_text_holds_none() -> None:
    assert list(find(mask("手机13900000000，13900000001、13900000000@example.com"))) == []


def test_a_row_is_masked_in_every_field_but_its_addresses() -> None:
    row = {
        "url": "https://example.com/13900000000.html",
        "text": "拨打13900000000。",
        "headline": "热线 13900000000",
        "confidence": 0.5,
        "images": [{"url": "/13900000000.jpg", "caption": "扫码或电13900000000", "credit": None}],
        "removals": [{"rule": "legal.contact", "label": "legal", "text": "投稿：lin@example.com"}],
        "flags": [],
    }
    assert mask_row(row) == row | {
        "text": "拨打|||PHONE_NUMBER|||。",
        "headline": "热线 |||PHONE_NUMBER|||",
        "images": [{"url": "/13900000000.jpg", "caption": "扫码或电|||PHONE_NUMBER|||", "credit": None}],
        "removals": [{"rule": "legal.contact", "label": "legal", "text": "投稿：|||EMAIL_ADDRESS|||"}],
    }
