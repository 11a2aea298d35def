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


HEAD, OPENING = "灰瓦 发表于 2022-4-2 10:10", "上周刚收了房，把经验写下来给大家参考。先看门窗，再看墙面，最后看水电。"
SECOND = "厨房和卫生间要做闭水试验，二十四小时之后到楼下看看有没有渗水，别怕麻烦。"
ANSWERED = ("谢谢楼主，我下个月收房，正好用得上，请问要不要请验房师？", "自己能看懂就不用请，请的话大概五百块钱。")


@pytest.mark.parametrize(
    ("heads", "is_thread"),
    [
        (("木易 发表于 2022-4-2 10:42", "灰瓦 发表于 2022-4-2 11:05"), True),
        (("灰瓦 发表于 2022-4-2 10:42", "灰瓦 发表于 2022-4-2 11:05"), False),  # he goes on himself
        (("木易 2022-4-2", "灰瓦 2022-4-2"), False),
    ],
)
def test_posts_without_elements_are_signed_as_the_one_that_opens_the_thread(
    heads: tuple[str, ...], is_thread: bool
) -> None:
    rows = [HEAD, OPENING, SECOND, *[line for pair in zip(heads, ANSWERED, strict=True) for line in pair]]
    page = "<title>新房验收的几点经验_松汀网</title><h1>新房验收的几点经验</h1>" + "".join(
        f"<p>{row}</p>" for row in rows
    )
    article = clean(page)
    assert (article.text == f"{OPENING}\n{SECOND}") is is_thread
    assert ("second_posts" in article.flags) is is_thread


def test_what_offices_answer_is_told() -> None:
    asked = "".join(
        f"<div><p>{name}：</p><p>{said}</p><p>{office}05-20 10:20回复</p><p>{answer}</p></div>"
        for (name, said), (office, answer) in zip(
            POSTS,
            (("区城管局", "钟楼的开放时间已经延长到夜里九点。"), ("区园林处", "楼下的长椅本周内装好。")),
            strict=True,
        )
    )
    assert "钟楼的开放时间已经延长到夜里九点。" in text_of(asked)
