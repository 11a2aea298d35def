"""A sentence that the page prints again in large type, and one that a text says twice."""

from __future__ import annotations

import pytest

from cleaners import clean

LINES = [
    "凌晨两点，夜班公交从火车站开出来，车上一共十一个人，司机认得其中的八个。",
    "路线全长十九公里，白天要走一个半小时，夜里只要四十分钟，因为红灯也跟着少了。",
    "司机说，这趟车坐的人是不多，可坐车的每一个人，都没有别的车可以坐。",
]
AGAIN = "可坐车的每一个人，都没有别的车可以坐。"


def text(box: str) -> list[str]:
    told = [f"<p>{line}</p>" for line in LINES]
    body = f"{told[0]}{box}{told[1]}{told[2]}"
    return clean(f"<article><h1>夜班公交的乘客</h1><div>2024-05-20 10:20</div><div>{body}</div></article>").text.split(
        "\n"
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<aside><p>{AGAIN}</p></aside>",
        f"<aside class=big>“{AGAIN}”</aside>",
        "<aside>都没有别的车可以坐。</aside>",
        f"<blockquote class=pullquote><p>{AGAIN}</p></blockquote>",
        f"<figure class=wp-block-pullquote><blockquote><p>{AGAIN}</p></blockquote></figure>",
    ],
)
def test_a_pull_quote_is_no_text(box: str) -> None:
    assert text(box) == LINES


@pytest.mark.parametrize(
    "box",
    [
        f"<blockquote><p>{AGAIN}</p></blockquote>",  # what a text quotes, it may speak of again
        f"<p>{AGAIN}</p>",
        "<blockquote class=pullquote><p>这趟车要是停了，我就得走着去上班。</p></blockquote>",
        f"<blockquote class=pullquote><p>{AGAIN}</p><p>这趟车要是停了，我就得走着去上班。</p></blockquote>",
        "<blockquote class=pullquote><p>可坐车的每一个人，</p></blockquote>",  # a slogan, with one character less
    ],
)
def test_words_that_only_stand_apart_are_text(box: str) -> None:
    assert len(text(box)) > len(LINES)
