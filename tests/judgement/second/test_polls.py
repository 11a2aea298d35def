"""A poll between paragraphs, and the votes that a report tells of."""

from __future__ import annotations

import pytest

from cleaners import clean

LINES = [
    "停了六年的县城钟楼，前天中午十二点整敲响了第一声，半条街的人都停下脚步抬头看。",
    "修钟的是两位退休的钳工，他们用两年时间配齐了丢失的零件，其中九个是自己锉出来的。",
    "现在钟楼每个整点敲一次，夜里十点以后不敲，怕吵着楼下卖早点的人家睡觉。",
]
ANSWERS = "<li>该敲，听着踏实 1203票</li><li>不该，影响休息 331票</li>"


def text(box: str) -> list[str]:
    told = [f"<p>{line}</p>" for line in LINES]
    body = f"{told[0]}{told[1]}{box}{told[2]}"
    return clean(
        f"<article><h1>钟楼的指针走了起来</h1><div>2024-05-20 10:20</div><div>{body}</div></article>"
    ).text.split("\n")


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>钟楼夜里该不该敲钟？</h4><ul>{ANSWERS}</ul><a>投票</a> <span>已有1534人参与</span></div>",
        f"<div><p>夜里该不该敲钟</p><div><ul>{ANSWERS}</ul></div><div><button>投票</button></div></div>",
        f"<div><p>夜里该不该敲钟</p><ul><li>该{'敲' * 33} 1203票</li><li>不该 331票</li></ul><a>投票</a></div>",
        "<div><p>夜里该不该敲钟</p><div>该敲 78%</div><div>不该 22%</div><p>1534人参与投票</p></div>",
    ],
)
def test_a_poll_is_no_text(box: str) -> None:
    assert text(box) == LINES


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (f"<div><ul><li>该{'敲' * 34} 1203票</li><li>不该 331票</li></ul><a>投票</a></div>", ["不该 331票"]),
        (f"<p>票数如下：</p><ul>{ANSWERS}</ul>", ["票数如下：", "该敲，听着踏实 1203票", "不该，影响休息 331票"]),
    ],
)
def test_votes_in_a_report_are_text(box: str, kept: list[str]) -> None:
    assert [line for line in text(box) if line in kept] == kept
