"""What the scripts of a page write into it, and what its attributes hold for them: the article, beside what the page shows."""

from __future__ import annotations

import html
import json

import pytest

from cleaners import clean
from tests.script_pages import BOX, DETAIL, DRAWN, HEAD, HOT, LINES, TITLE, P, as_js, as_json, page, script


@pytest.mark.parametrize("way", DRAWN)
def test_what_scripts_write_into_a_page_is_read(way: str) -> None:
    article = clean(page(DRAWN[way]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE
    assert article.date_published == "2025-03-18T07:50:00+08:00"
    assert article.source == "深圳特区报"
    assert article.flags == ("embedded_state",)


POST = f"<p>{'国庆和爸妈去爬了北坡的老水塔，台阶有三百多级，我爸一边数一边骂，数到二百就忘了从头再来。' * 3}</p>"
NOTICE = (
    "<p>读特读者节本周六开幕，现场有签名售书、亲子手工和老照片修复，前一百名到场读者可领取纪念帆布袋一个，凭订报单还可抽奖。</p>"
    "<p>地点在市民广场东侧，免费入场，欢迎参加，详情请扫描二维码。</p>"
)
LINKS = (
    "<ul>"
    + "".join(f'<li><a href="/n/{n}">第{n}座桥今天通车，两岸居民少走二十分钟</a></li>' for n in range(30))
    + "</ul>"
)
ENTRIES = [f'<li><a href="/n/{n}">第{n}座桥今天通车</a><span>2025-03-1{n}</span></li>' for n in range(9)]
NO_ARTICLE = {
    "a notice on a page of links": LINKS + script(f"document.write({as_js(NOTICE)});"),
    "entries": BOX + script("var s='';" + "".join(f"s+={as_js(entry)};" for entry in ENTRIES) + "$('#c').html(s)"),
    "a text to share beside a video": f"<video src='/a.mp4'></video><h1>{TITLE}</h1>"
    + script(f"var shareTitle='{TITLE}',shareDesc='{LINES[0]}';"),
    "words of an application": script(
        "window.words=" + json.dumps({str(n): f"网络连接失败，请检查您的网络设置后重新加载页面，错误编号为{n}。" for n in range(9)}, ensure_ascii=False)
    ),
    "terms of the site": script(
        "window.__STATE__=" + as_json({"note": {"title": "用户协议", "content": f"<p>我们非常重视您的个人信息。{LINES[0]}</p>"}})
    ),
    "terms of a form": "<h2>登录</h2><form><input name=u><input type=password><button>登录</button></form>"
    + f'<input type="hidden" value="{html.escape("<p>请先登录后再进行操作。</p>")}">',
}  # fmt: skip


@pytest.mark.parametrize("body", NO_ARTICLE)
def test_what_else_scripts_hold_is_no_article(body: str) -> None:
    assert not clean(page(NO_ARTICLE[body], "读特新闻")).is_article


def test_a_page_that_shows_its_article_is_not_drawn_anew() -> None:
    shown = HEAD + P + BOX + script(f"$('#c').html({as_js(NOTICE)})")
    article = clean(page(shown))
    assert (article.text.split("\n"), article.flags) == (list(LINES), ())


def test_an_element_of_a_tag_that_nobody_may_write_is_drawn_into() -> None:
    body = f"{HEAD}<d,iv id='c'></d,iv>" + script(f"$('#c').html({as_js(P)})")
    assert clean(page(body)).text.split("\n") == list(LINES)


CONTROLS = ("展开全文", "点击阅读全文", "打开读特APP阅读全文", "展开剩余60%")


def _folded(control: str, detail: str = P, lines: str = f"<p>{LINES[0]}</p><p>{LINES[1][:20]}…</p>") -> str:
    related = "".join(f'<a href="/{one["id"]}">{one["title"]}</a>' for one in HOT)
    state = script(f"window.__STATE__={as_json({'detail': {**DETAIL, 'content': detail}})}")
    head = f"<h1>{TITLE}</h1><p>深圳特区报 2025-03-18 07:50</p><p>读特记者 丛雪</p>"
    return page(f"{head}<div>{lines}</div><div>{control}</div><h3>相关推荐</h3>{related}{state}")


@pytest.mark.parametrize("control", CONTROLS)
def test_the_rest_of_a_text_is_read_where_a_control_opens_it(control: str) -> None:
    article = clean(_folded(control))
    assert (article.text.split("\n"), article.flags) == (list(LINES), ("embedded_state",))
    assert [person.name for person in article.authors] == ["丛雪"]  # only the page shows it


@pytest.mark.parametrize(
    "shown",
    [
        _folded("登录后阅读全文"),
        _folded("开通会员，阅读全文"),
        _folded("展开全文", lines=P),
    ],
    ids=["login", "money", "the whole text"],
)
def test_what_is_shown_stays_otherwise(shown: str) -> None:
    assert "embedded_state" not in clean(shown).flags


CARDS = "".join(
    f'<div><h4><a href="/n/{n}">第{n}座桥今天通车</a></h4><p>{POST[3:40]}</p><span>2小时前</span></div>'
    for n in range(6)
)
POSTS = "".join(f"<div><b>用户{n}</b><span>2025-03-19 11:0{n}</span>{POST}<i>回复</i><i>12</i></div>" for n in range(3))
NEXT = f"<div><h2>东江水位回落至警戒线以下</h2><p>2025-03-17 08:00</p>{POST}</div>"
AROUND = {
    "cards": CARDS,
    "posts": POSTS,
    "cards and posts": f"<h3>相关推荐</h3>{CARDS}<h3>评论</h3>{POSTS}",
    "the next article": NEXT,
    "words about the outlet": "<div><b>读特</b><p>读特客户端每天为您报道深圳的大事小情，关注民生，服务百姓，欢迎提供新闻线索。</p></div>",
    "a summary": "<div>摘要：南塘河的清漂船换成了六条电动小船，能钻进十四座矮桥的桥洞，下周一全部下水。</div>",
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("head", ["", HEAD], ids=["no head", "head"])
def test_what_stands_around_a_text_that_a_script_draws_is_not_taken_for_it(head: str, around: str) -> None:
    lines = [f"<p>{line}</p>" for line in (*LINES, *LINES[::-1])]
    state = script(f"window.D={as_json({'detail': {**DETAIL, 'content': ''.join(lines)}, 'hot': HOT})}")
    article = clean(page(f'{head}<div id="text">加载中</div>{AROUND[around]}{state}'))
    assert article.text.split("\n")[:3] == list(LINES)
    assert (article.headline, article.flags) == (TITLE, ("embedded_state",))


def test_a_text_whose_lines_its_state_has_stays() -> None:
    summary = as_json({"share": {**DETAIL, "desc": f"<p>{POST}</p><p>{POST}</p>"}, "tokens": [P]})
    article = clean(page(f"{HEAD}{P}{script(f'window.D={summary}')}"))
    assert (article.text.split("\n"), article.flags) == (list(LINES), ())


def test_a_list_of_a_forum_with_a_description_in_its_state_stays_one() -> None:
    name = "南塘河边的茶馆吧"
    share = script(f"window.share={as_json({'title': name, 'desc': '本吧热帖：' + '，'.join(LINES)})}")
    assert not clean(page(f"<h1>{name}</h1>{CARDS}{share}", f"{name}-最新的话题")).is_article
