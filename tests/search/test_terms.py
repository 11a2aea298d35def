"""What a word is, and where it is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.search.terms import Word, fold, pair_key, pairs_of, run_key, runs_of


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("台风", "强台风“白鹭”登陆", True),
        ("台风", "台上风大", False),
        ("风", "台风", True),
        ("颱風", "台风", False),  # as it stands
        ("ai", "新一代AI芯片", True),
        ("AI", "ＡＩ芯片", True),  # as wide as a Han character
        ("AI", "he said", False),
        ("GPT", "GPT4发布", True),
        ("5G", "建成5G基站", True),
        ("5G", "15G", False),
        ("12", "2012年", False),
        ("12", "12月", True),
        ("3.5", "增长3.5%", True),
        ("3.5", "增长13.5%", False),
        ("New York", "到了New\nYork去", True),
        ("New York", "NewYork", False),
        ("“一带一路”", "共建“一带一路”倡议", True),
        ('"台风"', "台风", False),  # quotes mean themselves
        ("C++", "用C++写成", True),
        ("a*b", "aab", False),
        ("[", "a[0]", True),
        ("𬭎", "刘𬭎先生", True),
        ("İ", "İ", True),  # its small letter has two characters
        ("Straße", "STRASSE", False),
    ],
)
def test_a_word_is_found_where_it_stands(typed: str, text: str, found: bool) -> None:
    assert bool(Word(typed).pattern.search(fold(text))) is found


def test_the_terms_of_a_text() -> None:
    text = fold("台风Doksuri，5级 風")
    assert {pair for pair in pairs_of(text) if pair[0] != " "} == {"台风", "风 ", "级 ", "風 "}
    assert runs_of(text) == {"doksuri", "5"}


def test_the_keys_of_a_word() -> None:
    assert Word("台风Doksuri").keys == [run_key("doksuri"), pair_key("台风")]
    assert (Word("台").keys, Word("台").singles) == ([], ["台"])
    assert (Word("风 台，").keys, Word("风 台，").singles) == ([], ["台", "风"])
    assert (Word("台风 台").singles, Word("，").keys, Word("，").singles) == ([], [], [])
    assert len(Word("一二三四五六七八九十" * 3).keys) == 10
    assert len(Word("".join(map(chr, range(0x4E00, 0x4E40)))).keys) == 12


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
