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


SAID = [
    "稿子改好了吗",
    "改了，第二段的数字我又核了一遍，是三百家没错。",
    "好，标题再短一点",
    "那就用第一个吧，图我选好了。",
]


@pytest.mark.parametrize(
    "form",
    [
        "{name} 10:2{n}",
        "{name} 2024/4/16 10:20:1{n}",
        "2024-04-16 10:2{n}:02 {name}",
        "{name}, [2024/4/16 10:2{n}]",
        "{name}, [16.04.2024 10:2{n}]",
        "[2024/4/16 10:2{n}:21] {name}: {said}",
    ],
)
def test_a_conversation_is_no_article(form: str) -> None:
    names = ("程露", "周可", "程露", "马雯")
    lines = []
    for n, (name, said) in enumerate(zip(names, SAID, strict=True)):
        lines += [form.format(name=name, n=n, said=said), *([] if "{said}" in form else [said])]
    assert not clean_text("\n".join(lines)).is_article
    assert read_chat(lines).lines == []


@pytest.mark.parametrize(
    "names",
    [
        ("程露", "周可", "马雯", "顾霖"),  # nobody speaks again
        ("程露", "程露", "程露", "程露"),
        ("记者王海", "记者李岚", "记者王海", "记者李岚"),
        ("主持人", "嘉宾", "主持人", "嘉宾"),
        ("早上", "中午", "早上", "中午"),
        ("岚川晚报", "岚川日报", "岚川晚报", "岚川日报"),
    ],
)
def test_moments_of_others_make_no_conversation(names: tuple[str, ...]) -> None:
    lines = [line for name, said in zip(names, SAID, strict=True) for line in (f"{name} 2024/4/16 10:20", said)]
    assert read_chat(lines).lines == lines


def test_messages_of_which_nobody_speaks_to_others_are_a_report() -> None:
    said = ["大厅里坐满了人。", "首趟加班车准点发出。", "车站广播增加了方言。", "北站秩序良好。"]
    names = ("王海", "李岚", "王海", "李岚")
    lines = [line for name, text in zip(names, said, strict=True) for line in (f"{name} 10:20", text)]
    assert read_chat(lines).own == []


def test_a_text_that_a_channel_passed_on() -> None:
    lines = ["岚川快讯, [2024/11/6 17:25]", "[转发自 岚川晚报]", HEADLINE, *STORY, "📎 原文：https://www.lanchuan.example/w/11.html", "订阅频道 @lanchuan_news ｜ 投稿 @lanchuan_bot"]  # fmt: skip
    article = clean_text("\n".join(lines))
    assert (article.headline, article.text.split("\n")) == (HEADLINE, STORY)


def test_who_is_followed_in_a_sentence_is_no_channel() -> None:
    line = "桥头的人都关注 @lanchuan_news 发布的消息。"
    assert line in clean_text("\n".join([HEADLINE, *STORY, line])).text
