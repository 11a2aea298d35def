"""Texts that were passed on in a chat: what other members wrote is none of them, and a moment alone makes no chat."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat.chat import read_chat

HEADLINE = "石桥今天重新开通"
STORY = [
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。",
    "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。",
]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["王师傅 10:21"], []),
        (["散步群", "王师傅 10:21"], ["李阿姨 10:25", "收到。"]),
        (["王师傅 10:20", "你们看", "王师傅 10:21"], ["李阿姨 5月3日 10:25", "收到。"]),
        (["王师傅 昨天 10:21"], ["李阿姨：10:25:03", "收到。"]),
    ],
)
def test_messages_around_a_text(above: list[str], below: list[str]) -> None:
    article = clean_text("\n".join([*above, HEADLINE, *STORY, *below]))
    assert (article.headline, article.text.split("\n")) == (HEADLINE, STORY)


@pytest.mark.parametrize(
    "lines",
    [
        [HEADLINE, "王小桥 10:21", *STORY],  # a headline above its only moment
        [HEADLINE, "岚川日报 10:21", *STORY],
        [HEADLINE, "更新 10:21", *STORY],
        ["王小桥 2024-05-20 10:21", *STORY, "李大同 2024-05-20 10:30", "说得好。"],
        ["主持人 10:21", STORY[0], "嘉宾 10:22", STORY[1]],  # a conversation
        [HEADLINE, *STORY, "董奶奶 10:21", "走上去了。", "王师傅 10:22", "真好。"],
    ],
)
def test_other_texts_stay_whole(lines: list[str]) -> None:
    assert read_chat(lines).own == []


def test_two_fifths_of_a_conversation_is_no_note() -> None:
    passed = ["甲甲 10:21", "桥" * 60, "乙乙 10:22"]
    assert read_chat([*passed, "好" * 40]).lines == ["桥" * 60]
    assert read_chat([*passed, "好" * 41]).own == []


@pytest.mark.parametrize(("heading", "is_markdown"), [("# 石桥今天重新开通", True), ("# 石桥重新开通", False)])
def test_a_heading_s_mark_alone(heading: str, is_markdown: bool) -> None:
    article = clean_text("\n".join(["岚川网", "", heading, "", *STORY]))
    assert (article.headline == heading.strip("# ")) is is_markdown
