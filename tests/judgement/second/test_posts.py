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


SAID = (
    "周末去郊外捡松果，捡了满满两大袋，我回家才发现里面住着一窝小虫子，全家抓到凌晨三点才算完。",
    "楼下新来了一只橘猫，谁来取件都要先摸它一下才肯让开，我昨天赶时间没有摸，它跟着上了六楼。",
    "第一次腌咸鸭蛋，盐放少了，打开一看一滴油都没有，我舍不得扔，切碎了拌豆腐，居然挺好吃的。",
)


def below_brief(said: tuple[str, ...], days: tuple[str, ...]) -> str:
    brief = "<p>渡口的旧钟楼后天起恢复报时，每天早晚各一次，钟声停了两年，是因为换不到合适的齿轮。</p>"
    posts = "".join(
        f"<div class=e><div>读者{number}</div><div>{day}</div><div>{line}</div></div>"
        for number, (day, line) in enumerate(zip(days, said, strict=True))
    )
    return clean(
        page(f"<div><h1>{TITLE}</h1>{FACTS}<div>{brief}</div></div><div><h4>邻里圈</h4>{posts}</div>", TITLE)
    ).text


def test_posts_with_days_below_a_brief() -> None:
    assert below_brief(SAID, ("10月10日", "10-11", "2024-10-12")).endswith("合适的齿轮。")


@pytest.mark.parametrize("said", [tuple(line.replace("我", "他") for line in SAID), SAID[:2]], ids=["of-others", "two"])
def test_what_is_on_from_day_to_day_is_no_post(said: tuple[str, ...]) -> None:
    assert below_brief(said, ("10月10日", "10月11日", "10月12日")[: len(said)]).endswith(said[-1])


@pytest.mark.parametrize(
    "post",
    [
        "<li><h5>巷口{0}</h5><time>07/2{0}</time><p>{1}</p></li>",
        "<section><img src=/h.png><b>巷口{0}</b><i>Lv{0}</i><p>{1}</p><em>07-2{0}</em><em>回复</em></section>",
        "<div><p>巷口{0}</p><p>{1}</p><p>2024-07-2{0}</p></div>",
    ],
    ids=["numbers", "below", "day-below"],
)
def test_posts_below_one_sentence(post: str) -> None:
    brief = "受强对流云团影响，预计未来六小时内，滨江片区阵风可达八级，局地伴有冰雹。"
    posts = "".join(post.format(number, line) for number, line in enumerate(SAID))
    article = clean(page(f"<div><h1>{TITLE}</h1>{FACTS}<div><p>{brief}</p></div></div><div>{posts}</div>", TITLE))
    assert article.text == brief
