"""How a line ends: as a sentence does, or as a part of one."""

from __future__ import annotations

import pytest

from cleaners.judgement.sentences import ends_sentence, pauses


@pytest.mark.parametrize(
    "line",
    ["桥通了。", "桥通了！” ", "他说：“通了。”", "桥通了.", "It is 5.”\u3000", "(通了).", "……\n", "通了。）"],
)
def test_how_a_sentence_ends(line: str) -> None:
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["", "。好", "桥通了", "桥通了，", "“桥”", " .", "-.", "通了。””", "www.”好"])
def test_how_none_ends(line: str) -> None:
    assert not ends_sentence(line)


@pytest.mark.parametrize(
    ("line", "expected"), [("月落，", True), ("月落——", True), ("月落；” ", True), ("月落", False), ("，月”落", False)]
)
def test_how_a_part_of_a_sentence_ends(line: str, expected: bool) -> None:
    assert pauses(line) is expected
