"""Running text in a ``<pre>`` as paragraphs; code and tables as they are written."""

from __future__ import annotations

import pytest

from cleaners.reading.seen.preformatted import read_lines
from tests.pace import assert_within
from tests.walks import differences, walked

FIRST = "七月二十九日上午，镇上在老林场礼堂开会，二十六名护林员走上台。"
SECOND = "年纪最大的护林员今年六十七岁，他在台上只说了一句话。"
THIRD = "镇里宣布，从下个月起，每人的补助增加二百元。"
LONG = FIRST + SECOND + THIRD


def _wrap(text: str, width: int) -> str:
    return "\n".join(text[place : place + width] for place in range(0, len(text), width))


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (f"{FIRST}\n{SECOND}\n{THIRD}", [FIRST, SECOND, THIRD]),
        (f"\n　　{FIRST}\r\n\r\n　　{SECOND}\r\n\r\n　　{THIRD}\n", [FIRST, SECOND, THIRD]),
        (f"一、开会\n{FIRST}\n{SECOND}", ["一、开会", FIRST, SECOND]),
        (f"{_wrap(LONG, 20)}\n\n{_wrap(LONG, 20)}", [LONG, LONG]),
        ("　　" + _wrap(LONG, 22) + "\n　　" + _wrap(LONG, 22), [LONG, LONG]),
        (_wrap(LONG, 20), [LONG]),
    ],
)
def test_the_lines_of_running_text_are_paragraphs(raw: str, lines: list[str]) -> None:
    assert [line.text for line in read_lines(raw, (), 0, 0)] == lines
    assert [block.text for block in walked(f"<pre>{raw}</pre>").blocks] == lines
    assert differences(f"<pre>{raw}</pre>") == []


@pytest.mark.parametrize(
    "raw",
    [
        "def main():\n    print('桥')\n    return 1",
        "班次  时间\n第一班 6:30\n第二班 7:20",
        "收网归来月满船，\n一江灯火照人眠。\n醒来不见船头火，\n",  # verse
        "# 开桥。\nfor bridge in bridges:\n    open(bridge)\n    close(road)",
        FIRST,
    ],
)
def test_what_is_no_running_text_stays_as_it_is(raw: str) -> None:
    blocks = walked(f"<pre>{raw}</pre>").blocks
    assert [(block.text, block.kind) for block in blocks] == [(raw.strip(), "pre")]


def test_marks_stay_in_their_lines() -> None:
    blocks = walked(f"<pre>{FIRST}\n<a href=/1>{SECOND}</a>\n镇里<b>宣布</b>，从下个月起。</pre>").blocks
    assert [[(mark.start, mark.end, mark.kind) for mark in block.marks] for block in blocks] == [
        [],
        [(0, len(SECOND), "link")],
        [(2, 4, "bold")],
    ]
    assert [block.link_chars for block in blocks] == [0, len(SECOND), 0]


def test_a_text_of_many_lines_and_marks_is_read_in_time() -> None:
    raw = f"{FIRST}\n" * 20_000
    marks = [("bold", place, place + 3, None) for place in range(0, len(raw) - 3, 20)]
    assert len(read_lines(raw, marks, 0, 0)) == 20_000
    assert_within(45, lambda: read_lines(raw, marks, 0, 0))


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<pre><code>甲 = 1</code><code>乙 = 甲</code></pre>", ["甲 = 1", "乙 = 甲"]),
        ("<pre><code><span>甲</span> = 1</code><code>乙</code></pre>", ["甲 = 1", "乙"]),
        ("<pre><code>甲 = 1</code>\n<code>乙 = 甲</code></pre>", ["甲 = 1", "乙 = 甲"]),
        ("<pre><code>甲 = 1\n乙 = 甲</code></pre>", ["甲 = 1\n乙 = 甲"]),
        ("<pre>输入<code>甲</code><code>乙</code>两个</pre>", ["输入甲乙两个"]),  # words of a line
    ],
)
def test_code_elements_that_fill_a_preformatted_one_are_its_lines(markup: str, lines: list[str]) -> None:
    assert [block.text for block in walked(markup).blocks] == lines
    assert differences(markup) == []
