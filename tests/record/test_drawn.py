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
        _folded("分享"),
        _folded("展开全文", detail=POST),
        _folded("展开全文", lines=P),
    ],
    ids=["login", "money", "no control", "another text", "the whole text"],
)
def test_what_is_shown_stays_otherwise(shown: str) -> None:
    assert "embedded_state" not in clean(shown).flags
