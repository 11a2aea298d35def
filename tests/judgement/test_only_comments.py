"""A page of a headline, a heading of comments and readers' posts: the text that stood above is not there."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

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
    assert (article.is_article, article.flags[-2:]) == (False, ("comments_only", "empty_page"))


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


# Posts without a moment, in a box of their own

BOXED = {
    "a name before the text": "<p>路人{n}：{text}</p>",
    "a name in bold": "<ul><li><b>路人{n}</b><span>{text}</span></li></ul>",
    "a name above": "<div class=i><h5>路人{n}</h5><p>{text}</p></div>",
    "a picture and a name": "<div class=i><img src=/u/{n}.png><span>路人{n}</span><p>{text}</p></div>",
    "a name and its place": "<div class=i><span>路人{n}</span><span>IP属地：南浦</span><p>{text}</p></div>",
    "no name": "<div class=i><p>{text}</p></div>",
    "something to press": "<div class=i><p>{text}</p><span>赞 {n}</span><span>回复</span></div>",
    "cells": "<table><tr><td>路人{n}</td><td>{text}</td></tr></table>",
    "a list of terms": "<dl><dt>路人{n}</dt><dd>{text}</dd></dl>",
}
HEADINGS = {
    "readers'": "<h3>网友评论</h3>",
    "counted": "<h4>全部评论（3）</h4>",
    "chosen": "<div>精选留言</div>",
    "a form": "<div>文明上网，理性发言</div><textarea></textarea><button>发表评论</button>",
}


def _posts(form: str, count: int) -> str:
    return "".join(BOXED[form].format(n=n, text=text) for n, text in enumerate(POSTS[:count], 1))


def _read(body: str, above: str = "") -> Article:
    return clean(_page(f"{above}<div class=talk>{body}</div>"))


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("form", BOXED)
@pytest.mark.parametrize("count", [1, 3])
def test_posts_without_a_moment_in_a_box_with_their_heading_are_no_article(count: int, form: str, heading: str) -> None:
    article = _read(HEADINGS[heading] + _posts(form, count))
    assert (article.is_article, article.flags[-2:]) == (False, ("comments_only", "empty_page"))


def test_posts_below_a_video_are_those_of_a_video_page() -> None:
    article = _read("<h3>网友评论</h3>" + _posts("a name above", 3), above="<video src=/v.mp4></video>")
    assert (article.is_article, article.flags) == (False, ("comments_only", "video_page"))


@pytest.mark.parametrize(
    "line", ["<span>3条评论</span>", "<span>网友评论(3)</span>", "<a href='#c'>网友评论</a>", "<i>发表评论</i>"]
)
def test_what_stands_above_articles_too_heads_posts_that_have_something_to_press(line: str) -> None:
    assert _read(line + _posts("something to press", 3)).flags == ("comments_only", "empty_page")
    # One text, or several with names, are an article's sections if they share words with the headline.
    form = "<div class=i><h5>第{n}天</h5><p>{text}</p></div>"
    sections = [form.format(n=n, text=text) for n, text in enumerate(PARAGRAPHS, 1)]
    assert _read(line + sections[0]).is_article
    assert _read(line + "".join(sections)).is_article
    assert _read(line + _posts("a name above", 3)).flags == ("comments_only", "empty_page")


@pytest.mark.parametrize("heading", ["<h3>热门评论</h3>", "<div>精选留言</div>", "<div>文明上网，理性发言</div>"])
@pytest.mark.parametrize(
    "text",
    [
        "<p>{0}</p><p>{1}</p>",
        "<div>{0}<br><br>{1}</div>",
        "<div><p>{0}</p><p>{1}</p></div>",
        "<div><p>记者：{0}</p></div><div><p>馆长：{1}</p></div>",
    ],
    ids=["paragraphs", "lines of one element", "a column", "what two people say"],
)
def test_a_heading_of_comments_beside_the_headline_is_not_the_text_s(text: str, heading: str) -> None:
    assert clean(_page(heading + text.format(*PARAGRAPHS))).is_article


def test_paragraphs_of_one_element_below_a_heading_of_comments_are_a_text() -> None:
    column = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    assert _read(f"<div><h3>热门评论</h3></div><div>{column}</div>").text.split("\n") == list(PARAGRAPHS)


def test_a_label_above_a_headline_is_a_column_s_name() -> None:
    brief = f"<div><h3>精选评论</h3><h1>{TITLE}</h1><div>{PARAGRAPHS[0]}</div></div>"
    assert clean(f"<html><head><title>南浦晚报</title></head><body>{brief}</body></html>").is_article


@pytest.mark.parametrize("name", ["<div>路人</div>", "<h5>路人</h5>"])
def test_the_name_above_a_first_post_is_no_headline(name: str) -> None:
    posts = f"<div><h3>精选评论</h3><div>{name}<p>{POSTS[0]}</p></div></div>"
    page = clean(f"<html><head><title>{TITLE}</title></head><body>{posts}</body></html>")
    assert page.flags == ("comments_only", "empty_page")


# Posts without a heading


def test_posts_to_answer_below_a_stated_source_are_no_article() -> None:
    form = "<div class=i><span>路人{n}</span><p>{text}</p><em>{n}小时前 回复</em></div>"
    posts = "".join(form.format(n=n, text=text) for n, text in enumerate(POSTS, 1))
    head = f"<h1>{TITLE}</h1><p>2024-07-01 09:00 来源：南浦晚报</p>"
    title = f"<html><head><title>{TITLE}</title></head><body>"
    assert clean(f"{title}{head}<div>{posts}</div></body></html>").flags == ("comments_only", "empty_page")
    # Below a headline alone they may be a thread, whose first post is the article.
    assert clean(f"{title}<h1>{TITLE}</h1><div>{posts}</div></body></html>").is_article


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


# Comments without moments below a text


@pytest.mark.parametrize(
    "heading",
    [
        f"《{TITLE}》有2个想法",
        f"《{TITLE}》上有 2 条评论",
        f"在〈{TITLE}〉中有 2 則留言",
        f"2 thoughts on “{TITLE}”",
        "3 Comments",
        "2 条评论",
        "有 2 条评论",
    ],
)
def test_a_heading_that_counts_comments_on_a_story_ends_it(heading: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    posts = "".join(f"<li><p>路人{n}</p><p>{text}</p></li>" for n, text in enumerate(POSTS, 1))
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>2024-07-01 09:00</p><div>{body}<h2>{heading}</h2><ol>{posts}</ol></div>"
    assert clean(page).text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("heading", ["一个想法", f"《{TITLE}》有三条线索", "2 条建议"])
def test_a_subhead_that_counts_something_else_ends_nothing(heading: str) -> None:
    first, *others = PARAGRAPHS
    body = f"<p>{first}</p><h2>{heading}</h2>" + "".join(f"<p>{line}</p>" for line in others)
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>2024-07-01 09:00</p><div>{body}</div>"
    assert clean(page).text.split("\n") == [first, heading, *others]


CHAT = (
    ("青屿小王", "来了来了，今年的舞狮太精彩了，比去年那个好看一百倍，支持青屿本地的师傅们。"),
    ("夜归人", "在外地看直播，听到家乡话就想哭，祝青屿的父老乡亲新年快乐，明年一定回家过年。"),
    ("爱吃糖", "主持人的衣服好漂亮，求链接，还有那个唱渔歌的爷爷叫什么名字，唱得真好听。"),
)


def _room(names: tuple[str, ...], count: str = "3.2万人观看", facts: str = "") -> Article:
    lines = "".join(
        f"<div><b>{name}</b>：<span>{said}</span></div>" for name, (_, said) in zip(names, CHAT, strict=True)
    )
    player = f"<video src=a.m3u8></video><h1>青屿春晚直播间</h1>{facts}<div>正在直播 {count}</div>"
    return clean(f"<title>青屿春晚直播间</title><body>{player}<div>{lines}</div></body>")


def test_what_viewers_say_beside_a_video_is_no_article() -> None:
    """It was one at .99."""
    article = _room(tuple(name for name, _ in CHAT))
    assert (article.is_article, article.flags[-2:]) == (False, ("comments_only", "video_page"))


@pytest.mark.parametrize(
    "article",
    [
        _room(("主持人", "夜归人", "主持人")),  # a talk
        _room(("青屿小王", "夜归人", "爱吃糖"), count="青屿春晚"),  # nobody counts who sees it
        _room(("青屿小王", "夜归人", "爱吃糖"), facts="<p>2024-02-09 20:00 来源：青屿日报</p>"),
    ],
    ids=["talk", "no count", "fact"],
)
def test_who_speaks_in_an_article_beside_a_video(article: Article) -> None:
    assert article.is_article
