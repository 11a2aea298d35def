"""Posts copied from a microblog."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.evidence.flat.microblog import read_microblog

STORY = [
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。",
    "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。",
]
BELOW = [
    "展开c",
    "û收藏",
    "12",
    "ñ104",
    "小满",
    "终于开通了，我奶奶可以走回家了，就是不知道她的腿还行不行，我明天陪她去。",
    "24-6-3 08:41 来自岚川",
]


@pytest.mark.parametrize(
    "head",
    [
        ["岚川晚报", "24-6-3 08:30", "来自 微博轻享版"],
        ["岚川晚报", "2024-6-3 08:30 来自 微博网页版", "已编辑"],
        ["24-6-3 08:30", "发布于 岚川", "来自 微博视频号"],
    ],
)
def test_a_post_and_what_readers_say_of_it(head: list[str]) -> None:
    article = clean_text("\n".join([*head, "【石桥今天重新开通】", *STORY, *BELOW]))
    assert (article.date_published, article.text.split("\n")) == ("2024-06-03T08:30:00+08:00", STORY)


def test_counters_above_a_text_and_a_lone_word_end_nothing() -> None:
    head = ["岚川晚报", "24-6-3 08:30", "来自 微博轻享版"]
    assert read_microblog([*head, "阅读 1.2万", "评论 3", *STORY]).lines[-2:] == STORY
    assert read_microblog([*head, *STORY, "收藏", STORY[0]]).lines[-1] == STORY[0]


@pytest.mark.parametrize(
    "lines",
    [
        ["岚川晚报", "24-6-3 08:30", *STORY],
        ["石桥今天重新开通，董奶奶第一个走上去，后面跟着一队孩子", "24-6-3 08:30", "来自 微博", *STORY],
    ],
)
def test_a_moment_alone_and_a_headline_above_are_no_post(lines: list[str]) -> None:
    assert read_microblog(lines).own == []
