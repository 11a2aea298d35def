"""Blocks: how many a page may have, and where the marks of a line stand."""

from __future__ import annotations

import pytest

from cleaners.reading.lines import fold_space
from cleaners.reading.outline import MAX_BLOCKS
from cleaners.reading.segment import segment, segment_text
from cleaners.reading.tree import parse as dom
from tests.walks import walked


def test_a_page_of_too_many_blocks_is_cut_with_a_flag() -> None:
    outline = segment(dom.parse("<div><ul>" + "<li>字" * (2 * MAX_BLOCKS)))
    assert outline.flags == ("truncated",)
    assert MAX_BLOCKS <= len(outline.blocks) < MAX_BLOCKS * 1.1
    assert set(outline.containers.end[:3]) == {len(outline.blocks)}
    flat = segment_text("字\n" * (2 * MAX_BLOCKS))
    assert flat.flags == ("truncated",)
    assert len(flat.blocks) == MAX_BLOCKS + 2 * MAX_BLOCKS // 16


@pytest.mark.parametrize("unit", ['<p><img src="/{}.jpg">', "<video src={}.mp4></video>"])
def test_pictures_and_videos_count_too(unit: str) -> None:
    outline = segment(dom.parse("".join(unit.replace("{}", str(number)) for number in range(MAX_BLOCKS + 9))))
    assert outline.flags == ("truncated",)
    assert len(outline.blocks) == MAX_BLOCKS


def test_a_long_page_of_sentences_is_whole() -> None:
    sentences = [f"第{number}天，江面上有一条小船缓缓驶过，桥上的人都停下来看。" for number in range(2 * MAX_BLOCKS)]
    outline = segment(dom.parse("<p>" + "<p>".join(sentences)))
    assert outline.flags == ()
    assert [block.text for block in outline.blocks] == sentences
    assert segment_text("\n".join(sentences)).flags == ()


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize("between", ["  ", " \n ", "\u200b", "\u3000 ", "甲 \t乙", ""])
def test_marks_stand_where_their_words_do(between: str, count: int) -> None:
    line = "".join(f"开{between}<b>桥{number}</b>{between}" for number in range(count))
    (block,) = segment(dom.parse(f"<p> \u3000 {line}</p>")).blocks
    assert block.text == fold_space(line.replace("<b>", "").replace("</b>", ""))
    assert [block.text[mark.start : mark.end].strip() for mark in block.marks] == [f"桥{n}" for n in range(count)]


@pytest.mark.parametrize(
    ("line", "shown"), [("&zwnj;&nbsp;&zwnj;&nbsp;", []), ("&zwnj;石桥", ["\u200c石桥"]), ("石&zwj;桥", ["石\u200d桥"])]
)
def test_a_line_of_joiners_shows_nothing(line: str, shown: list[str]) -> None:
    assert [block.text for block in walked(f"<p>{line}</p>").blocks] == shown
