"""A page of a headline, a heading of comments and readers' posts: the text that stood above is not there."""

from __future__ import annotations

import pytest

from cleaners import clean

TITLE = "县剧团把戏台搬到老槐树下"
POSTS = (
    "小时候也在祠堂里看过戏，板凳都是自己从家里扛去的，散场的时候天上全是星星。",
    "罗老师的戏我从小听到大，今年又见到他上台，嗓子还是那么亮，真好。",
    "建议多排一些年轻人也能看懂的小戏，字幕做大一点，老人也能看清。",
)
PARAGRAPHS = (
    "村口的老槐树下，三十多位老人围坐成一圈，听县剧团的演员讲戏，散戏以后还不肯走。",
    "剧团团长介绍，今年的剧目由村民投票选出，排在前三位的是两出老戏和一出新编小戏。",
)
ORDERS = {
    "moment below": "<div><b>路人{n}</b><p>{text}</p><span>2024-07-0{n} 10:00</span></div>",
    "moment above": "<div><b>路人{n}</b><span>2024-07-0{n} 10:00</span><p>{text}</p></div>",
    "all below": "<div><p>{text}</p><b>路人{n}</b> <span>2024-07-0{n}</span></div>",
}


def _page(body: str) -> str:
    head = f"<h1>{TITLE}</h1><p>南浦晚报 2024-07-01 09:00</p>"
    return (
        f"<html><head><title>{TITLE}</title></head><body>{head}{body}<footer>南浦晚报 版权所有</footer></body></html>"
    )


@pytest.mark.parametrize("heading", ["网友评论", "最新评论", "热门评论(12)", "精彩跟帖"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", [2, 3])
def test_posts_below_a_heading_of_comments_are_no_article(count: int, order: str, heading: str) -> None:
    posts = "".join(ORDERS[order].format(n=n, text=text) for n, text in enumerate(POSTS[:count], 1))
    article = clean(_page(f"<div id=app></div><h3>{heading}</h3>{posts}"))
    # Posts with their names and moments above them are taken out as entries, which leaves a page of them.
    assert (article.is_article, article.flags[-1]) == (False, "list_page" if order == "moment above" else "empty_page")


@pytest.mark.parametrize(
    "body",
    [
        "<p>网友评论(12)</p>" + "".join(f"<p>{line}</p>" for line in PARAGRAPHS),
        "<p><a href='#c'>网友评论(12)</a></p><p>2024-07-01 09:00</p>"
        + "".join(f"<p>{line}</p>" for line in PARAGRAPHS),
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h3>网友评论</h3>"
        + "".join(ORDERS["moment below"].format(n=n, text=text) for n, text in enumerate(POSTS, 1)),
    ],
    ids=["a counter above the text", "a counter and a moment above it", "posts below the text"],
)
def test_a_text_beside_a_heading_of_comments_is_one(body: str) -> None:
    article = clean(_page(body))
    assert article.is_article
    assert article.text.split("\n") == list(PARAGRAPHS)


def _comment_page(name: str) -> str:
    posts = "".join(
        f"<dt>路人{n} 发表于 2012-05-03 10:1{n}:22 <a href='#'>[顶(0)]</a> <a href='#'>[踩(0)]</a></dt><dd>{text}</dd>"
        for n, text in enumerate(POSTS, 1)
    )
    return (
        f"<html><head><title>{TITLE} - {name} - 江岸网</title></head><body><h1><a href='/88.html'>{TITLE}</a></h1>"
        f"<div>共有 3 条评论 <a href='/88.html'>[查看原文]</a></div><dl>{posts}</dl><h3>发表评论</h3></body></html>"
    )


@pytest.mark.parametrize("name", ["评论列表", "网友评论", "评论页", "查看评论"])
def test_a_page_that_its_title_names_after_comments_is_a_list(name: str) -> None:
    assert clean(_comment_page(name)).flags == ("list_page",)


def test_a_text_in_a_column_of_opinions_is_no_list_of_comments() -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    page = f"<title>{TITLE} - 网友评论 - 江岸网</title><h1>{TITLE}</h1><p>南浦晚报 2024-07-01 09:00</p>{body}"
    assert clean(page).is_article


@pytest.mark.parametrize(
    ("below", "is_article"),
    [("2024-07-01 10:00 回复", False), ("08-11 08:00 回复(2) 赞", False), ("2024-07-01 10:00", True)],
)
def test_one_post_below_a_heading_of_comments_can_be_answered(below: str, is_article: bool) -> None:
    post = f"<ul><li><b>江边人</b><p>{POSTS[0]}</p><div>{below}</div></li></ul>"
    assert clean(_page(f"<div>全部评论（1）</div>{post}")).is_article == is_article
