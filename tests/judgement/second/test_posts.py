"""Two readers' posts below a text, without a heading above them."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.judgement.top.test_own_head import LINES, TEXT, TITLE, body, page

FACTS = "<p>2024-05-20 10:20　来源：岚川日报</p>"
POSTS = [
    ("渡口的风", "我家就在钟楼底下，等这一天等了两年多了，太好了！"),
    ("用户8837261", "希望以后不要再停了，夜里听不到钟声睡不着。"),
]


def post(name: str, said: str, moment: str = "2024-05-20 22:17") -> str:
    return f"<li><h5>{name}</h5><small>{moment}</small><div>{said}</div></li>"


def text_of(below: str) -> str:
    return clean(page(f"<div><h1>{TITLE}</h1>{FACTS}{body()}{below}</div>", TITLE)).text


@pytest.mark.parametrize(
    "posts",
    [
        "".join(post(*one) for one in POSTS),
        "".join(f"<dl><dt>{name} 2024-05-20 22:17</dt><dd>{said}</dd></dl>" for name, said in POSTS),
        "".join(f"<div><p>{name}</p><p>{said}</p><p>2024-05-20 22:17</p></div>" for name, said in POSTS),
        "<p>大家说</p>"
        + "".join(f"<div><b>{name}</b><p>{said}</p><i>2024-05-20 22:17</i><a>回复</a></div>" for name, said in POSTS),
        "".join(f"<div><b>{name}</b><p>{said}</p><i>05-20 22:17</i><a>回复</a></div>" for name, said in POSTS),
    ],
    ids=["heading", "one-line", "below", "answer", "answer-without-year"],
)
def test_two_posts_end_a_text(posts: str) -> None:
    assert text_of(f"<div>{posts}</div>") == TEXT


def test_one_is_left() -> None:
    """A single one may be a note of the house: what it says would have to decide."""
    assert text_of(f"<div>{post(*POSTS[0])}</div>").startswith(TEXT)


@pytest.mark.parametrize(
    "below",
    [
        "".join(post(name, "记者看到，钟楼下排起了长队，队尾到了码头。") for name in ("上午场", "下午场")),
        "".join(post(name, said, "2024年5月21日") for name, said in POSTS),
    ],
    ids=["told", "day"],
)
def test_what_tells_and_what_has_no_time_of_day_is_left(below: str) -> None:
    kept = text_of(f"<div>{below}</div>")
    assert kept.startswith(TEXT)
    assert len(kept.split("\n")) > len(LINES)
