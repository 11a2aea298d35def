"""What the scripts of a page write into it, and what its attributes hold for them: the article, beside what the page shows."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

from cleaners import clean

TITLE = "六条小船钻进矮桥"
LINES = (
    "本周起，南塘河的清漂船换成了六条电动小船，船身只有三米二，能钻进十四座矮桥的桥洞。",
    "老清漂工鲍国良试了一趟，回来先拍了拍船帮。过去的铁船进不了桥洞，垃圾全靠竹竿往外勾。",
    "新船的电池在船底，人站着比坐着稳。鲍国良说，他用了三天才学会不去找柴油机的声音。",
)
PARAGRAPHS = [f"<p>{line}</p>" for line in LINES]
P = "".join(PARAGRAPHS)
HEAD = f"<h1>{TITLE}</h1><p>深圳特区报 2025-03-18 07:50</p>"
BOX = '<div id="c" class="text"></div>'


def _js(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/")


def _script(text: str) -> str:
    return f"<script>{text}</script>"


DRAWN = {
    "written": HEAD + _script(f"document.write({_js(P)});"),
    "written line by line": HEAD + _script("".join(f"document.writeln({_js(line)});" for line in PARAGRAPHS)),
    "written, unescaped": HEAD + _script(f'document.write(unescape("{quote(P)}"))'),
    "written, in units": HEAD + _script(f"""document.write(unescape('{"".join(f"%u{ord(one):04x}" for one in P)}'))"""),
    "by number": HEAD + BOX + _script(f"document.getElementById('c').innerHTML = '{P}';"),
    "by class": HEAD + BOX + _script(f"document.querySelector('.text').innerHTML = `{P}`"),
    "jQuery": HEAD + BOX + _script(f"$(function(){{ $('#c').html({_js(P)}); }});"),
    "a name": HEAD + BOX + _script(f"var s={_js(P)}; /* 's=\"' */ var box = document.getElementById('c'); box.innerHTML = s;"),
    "pieces": HEAD + BOX + _script("var s='';" + "".join(f"s += {_js(line)};" for line in PARAGRAPHS) + "$('#c').append(s)"),
    "a list": HEAD + BOX + _script(f"document.getElementById('c').innerHTML=[{','.join(map(_js, PARAGRAPHS))}].join('')"),
    "facts too": '<h1 id="t"></h1><p><span id="s"></span> <span id="d"></span></p>' + BOX
    + _script(f"$('#t').text('{TITLE}');$('#s').text('深圳特区报');$('#d').text('2025-03-18 07:50');$('#c').html({_js(P)})"),
    "a hidden field": HEAD + f'<input type="hidden" id="v" value="{html.escape(P)}">' + BOX,
    "a data attribute": HEAD + f'<div data-html="{html.escape(P)}"></div>',
    "a frame's own page": HEAD + f'<iframe srcdoc="{html.escape(f"<html><body>{P}</body></html>")}"></iframe>',
}  # fmt: skip


@pytest.mark.parametrize("way", DRAWN)
def test_what_scripts_write_into_a_page_is_read(way: str) -> None:
    article = clean(f"<!DOCTYPE html><html><head><title>{TITLE}_读特</title></head><body>{DRAWN[way]}</body></html>")
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE
    assert article.date_published == "2025-03-18T07:50:00+08:00"
    assert article.source == "深圳特区报"
    assert article.flags == ("embedded_state",)


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
    "a notice on a page of links": LINKS + _script(f"document.write({_js(NOTICE)});"),
    "entries": BOX + _script("var s='';" + "".join(f"s+={_js(entry)};" for entry in ENTRIES) + "$('#c').html(s)"),
    "a text to share beside a video": f"<video src='/a.mp4'></video><h1>{TITLE}</h1>"
    + _script(f"var shareTitle='{TITLE}',shareDesc='{LINES[0]}';"),
    "words of an application": _script(
        "window.words=" + json.dumps({str(n): f"网络连接失败，请检查您的网络设置后重新加载页面，错误编号为{n}。" for n in range(9)}, ensure_ascii=False)
    ),
    "terms of a form": "<h2>登录</h2><form><input name=u><input type=password><button>登录</button></form>"
    + f'<input type="hidden" value="{html.escape("<p>请先登录后再进行操作。</p>")}">',
}  # fmt: skip


@pytest.mark.parametrize("page", NO_ARTICLE)
def test_what_else_scripts_hold_is_no_article(page: str) -> None:
    article = clean(f"<!DOCTYPE html><html><head><title>读特新闻</title></head><body>{NO_ARTICLE[page]}</body></html>")
    assert not article.is_article


def test_a_page_that_shows_its_article_is_not_drawn_anew() -> None:
    shown = HEAD + P + BOX + _script(f"$('#c').html({_js(NOTICE)})")
    article = clean(f"<html><head><title>{TITLE}_读特</title></head><body>{shown}</body></html>")
    assert (article.text.split("\n"), article.flags) == (list(LINES), ())
