"""Measures of texts: every one by hand on a text that was made for it."""

from __future__ import annotations

import pytest

from cleaners.bulk.corpora.quality import MEASURES, measures_of
from tests.pace import assert_within

#: Nine lines of 58 characters, 55 of them no white space; two stand in it before.
TEXT = "\n".join(
    [
        "新桥今天通车。",
        "· 第一项",
        "新桥今天通车。",
        "",
        "他说：“桥上的灯是我们装的！”",
        "还有……",
        "#话题#",
        "abc 2025",
        "{x}",
        "· 第一项",
    ]
)


def test_the_measures_of_a_text() -> None:
    assert measures_of(TEXT) == {
        "characters": 67,
        "lines": 9,
        "han_share": round(33 / 55, 4),
        "digit_share": round(4 / 55, 4),
        "punctuation_share": round(14 / 55, 4),
        "mean_line_characters": round(58 / 9, 4),
        "lines_ending_in_punctuation": round(4 / 9, 4),
        "short_line_share": round(8 / 9, 4),
        "duplicate_line_share": round(2 / 9, 4),
        "duplicate_line_character_share": round((7 + 5) / 58, 4),
        "duplicate_run_character_share": 0.0,
        "stop_character_share": round(7 / 33, 4),  # 一 上的是的 有 一
        "symbol_share": round(3 / 55, 4),  # two # and one ellipsis
        "bullet_line_share": round(2 / 9, 4),
        "ellipsis_line_share": round(1 / 9, 4),
        "curly_brackets": 1,
    }


def test_a_text_of_nothing_has_no_shares() -> None:
    assert set(measures_of(" \n").values()) == {0, 2}


def test_runs_that_stand_in_a_text_twice_are_counted_once_by_character() -> None:
    run = "这一句话有二十五个字它在这篇短文里面出现了两次了"
    assert len(run) == 24
    measures = measures_of(f"{run}甲{run}")
    assert measures["duplicate_run_character_share"] == round(24 / 49, 4)
    assert measures_of(f"{run}甲{run[:19]}")["duplicate_run_character_share"] == 0.0


@pytest.mark.parametrize("unit", ["新桥", "#", "新桥今天通车。\n", "·\n", "{", "。”", "…", " "])
def test_a_long_text_is_measured_in_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    assert_within(35, lambda: measures_of(text))


def test_every_measure_has_a_name_of_its_own_and_says_what_it_is() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert all(measure.says for measure in MEASURES)
