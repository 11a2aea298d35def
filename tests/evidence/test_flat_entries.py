"""Entries of a channel in copied text, each below whose it is and its day, and the nearest texts that are articles."""

from __future__ import annotations

import pytest

from cleaners import clean_text

ENTRIES = (
    (
        "石桥今天重新开通",
        "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶，她在桥上站了一会儿。",
    ),
    ("渡口的老钟又响了", "敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻，第二下就稳了，江对岸也听得见。"),
    ("旧粮仓改成了书店", "书店的窗户是原来的通风口，来看书的人要自己带凳子，店主在门口放了一只旧秤，秤上摆着新书。"),
)


def _is_list(*above: tuple[str, ...], entries: tuple[tuple[str, str], ...] = ENTRIES) -> bool:
    rows = (line for head, (title, told) in zip(above, entries, strict=True) for line in (*head, title, told))
    article = clean_text("\n".join(("渡口新闻", *rows)))
    return article.flags == ("list_page",) and not article.is_article


@pytest.mark.parametrize("bullet", ["", "- "])
def test_entries_below_whose_they_are_and_their_day_are_a_list(bullet: str) -> None:
    assert _is_list(*((f"{bullet}青屿台", f"{bullet}2024年05月{day}日") for day in (20, 20, 19)))


def test_days_alone_head_the_parts_of_a_chronicle() -> None:
    assert not _is_list(*((f"2024年05月{day}日",) for day in (18, 19, 20)))
    assert not _is_list(*((f"第{day}天", f"2024年05月{day}日") for day in (18, 19, 20)))


def test_two_of_them_are_no_list() -> None:
    assert not _is_list(*(("青屿台", f"2024年05月{day}日") for day in (20, 19)), entries=ENTRIES[:2])


def test_a_line_that_tells_is_no_name() -> None:
    """``MAX_NAME``, and what is in no name: the last lines of a diary's days may be the same."""
    assert not _is_list(*(("雾还没有散，", f"2024年05月{day}日") for day in (20, 20, 19)))
    assert not _is_list(*(("守钟人今天也没有到渡口的钟楼上来过", f"2024年05月{day}日") for day in (20, 20, 19)))
