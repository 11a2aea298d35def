"""The article in a page's embedded state: every way to serve it, whatever the shell shows, and what is no article."""

from __future__ import annotations

import base64
import html
import json
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest

from cleaners import clean
from cleaners.record.state.content import choose_content

TITLE = "六条小船钻进矮桥"
LINES = (
    "本周起，南塘河的清漂船换成了六条电动小船，船身只有三米二，能钻进十四座矮桥的桥洞。",
    "老清漂工鲍国良试了一趟，回来先拍了拍船帮。过去的铁船进不了桥洞，垃圾全靠竹竿往外勾。",
    "新船的电池在船底，人站着比坐着稳。鲍国良说，他用了三天才学会不去找柴油机的声音。",
)
P = "".join(f"<p>{line}</p>" for line in LINES)
POST = (
    "国庆和爸妈去爬了北坡的老水塔，台阶有三百多级，我爸一边数一边骂，数到二百就忘了从头再来。塔顶的风特别大，我妈的丝巾飞出去挂在"
    "松树上，最后是一位放羊的大叔用竹竿帮我们挑下来的。大叔说他在这儿放了十九年羊，捡过的丝巾够开一家店。下山的时候遇到下雨，三个人"
    "挤在一把伞里，谁也没躲开，回家洗了半天头发，居然都没感冒，明年还想再去一次。"
) * 2
DETAIL = {
    "id": 7,
    "title": TITLE,
    "publishTime": "2025-03-18 07:50",
    "updateTime": "2025-03-20 10:00",
    "source": "深圳特区报",
}
HOT = [{"id": 1, "title": "西环快线下周二试运行"}, {"id": 2, "title": "秋季游园会本周末开幕"}]
STATE = {"layout": "default", "hot": HOT, "detail": {**DETAIL, "content": P}}


def _script(text: str, attributes: str = "") -> str:
    return f"<script{attributes}>{text}</script>"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003C").replace("/", "\\u002F")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


#: Rows as React's server components are served: a text of its own row, a module, and what refers to the text.
PIECES = f'a:T{len(P.encode()):x},{P}2:I[7,["1"],"Page"]\n5:["$","$L2",null,{_json({"detail": {**DETAIL, "content": "$a"}, "hot": HOT})}]\n'
FACTS = f'"{TITLE}","2025-03-18 07:50","深圳特区报",{_escaped(P)},true'
WAYS = {
    "__NEXT_DATA__": _script(_json({"props": {"pageProps": STATE}}), ' id="__NEXT_DATA__" type="application/json"'),
    "assigned": _script(f"window.__INITIAL_STATE__={_json(STATE)};(function(){{var s;}}());"),
    "bare keys": _script(
        f"var state = {{detail: {{title: '{TITLE}', published: '2025-03-18 07:50', source: '深圳特区报', content: '{P}',}}, user: u,}};"
    ),
    "escapes of ASCII": _script(f"window.state={json.dumps(STATE)}"),
    "nuxt": _script(
        "window.__NUXT__=(function(a,b,c,d,e){return {layout:\"default\",data:[{hot:[{id:1,title:\"西环快线下周二试运行\"}],"
        f"detail:{{id:7,title:a,publishTime:b,source:c,content:d,allow:e}}}}],error:null}}}}({FACTS}));"
    ),
    "nuxt, called outside": _script(
        f"window.__NUXT__=(function(a,b,c,d,e){{return {{data:[{{title:a,publishTime:b,source:c,content:d,allow:e}}]}}}})({FACTS})"
    ),
    "nuxt, assigned members": _script(
        "window.__NUXT__=(function(a,b,c,d,e,f){f.title=a;f.publishTime=b;f.source=c;f.content=d;f[\"allow\"]=e;"
        f"return {{data:[f],fetch:{{}}}}}}({FACTS},{{}}));"
    ),
    "nuxt, arrow": _script(
        f"window.__NUXT__=((a,b,c,d,e)=>({{data:[{{title:a,publishTime:b,source:c,content:d,allow:e}}]}}))({FACTS})"
    ),
    "RENDER_DATA": _script(quote(_json({"app": STATE}), safe=""), ' id="RENDER_DATA" type="application/json"'),
    "decoded": _script(f'window.D = JSON.parse(decodeURIComponent("{quote(_json(STATE), safe="")}"))'),
    "percent-encoded content": _script(_json({"detail": {**DETAIL, "content": quote(P)}}), ' type="application/json"'),
    "parsed": _script(f"window.D = JSON.parse({json.dumps(json.dumps(STATE))})"),
    "JSON in JSON": _script(f"window.D = {_json({'page': _json(STATE)})}"),
    "escaped markup": _script(f"window.D = {_json({'detail': {**DETAIL, 'content': html.escape(P)}})}"),
    "lines": _script(f"window.D = {_json({'detail': {**DETAIL, 'content': chr(10).join(LINES)}})}"),
    "paragraphs": _script(f"window.D = {_json({'detail': {**DETAIL, 'content': LINES}})}"),
    "blocks": _script(f"window.D = {_json({'detail': {**DETAIL, 'body': [{'type': 'p', 'text': line} for line in LINES]}})}"),
    "nodes": _script(
        "window.D = "
        + _json(
            {
                "detail": {
                    **DETAIL,
                    "doc": {
                        "type": "doc",
                        "content": [
                            {"type": "paragraph", "content": [{"type": "text", "text": line[:9]}, {"type": "text", "text": line[9:]}]}
                            for line in LINES
                        ],
                    },
                }
            }
        )
    ),
    "calls around the strings": _script(
        f"window.cgi = {{title: '{TITLE}'.html(false), create_time: D('1742255400') * 1, source: X('深圳特区报'), "
        f"content_noencode: X('{P.replace('<', chr(92) + 'x3c').replace('>', chr(92) + 'x3e')}'), n: '0' * 1, f: function(){{return 1}}}};"
    ),
    "among functions": _script(
        "!function(e){var t={};function n(r){if(t[r])return t[r].x}e.p=/['\"]{/g}([]);"
        f"(function(){{var a={{k:1}};window.D={_json(STATE)};}})();"
    ),
    "nuxt 3": _script(
        _json([["Reactive", 1], {"data": 2}, {"detail-7": 3}, {"title": 4, "content": 5, "source": 6, "publishTime": 7, "tags": -1},
               TITLE, P, "深圳特区报", "2025-03-18 07:50"]), ' type="application/json" id="__NUXT_DATA__"'
    ),
    "rows": "".join(_script(f"self.__next_f.push([1,{_json(PIECES[at : at + 80])}])") for at in range(0, len(PIECES), 80)),
    "base64": _script(f'window.D=JSON.parse(decodeURIComponent(escape(window.atob("{_base64(_json(STATE))}"))))'),
    "content in base64": _script(f"var D={{title:'{TITLE}',publishTime:'2025-03-18 07:50',source:'深圳特区报',content:Base64.decode('{_base64(P)}')}}"),
    "data of a component": _script('var vm=new Vue({el:"#app",data(){return {busy:!1,detail:' + _json({**DETAIL, "content": P}) + "}},mounted(){this.go()}})"),
    "data of an old component": _script("new Vue({data:function(){return " + _json({**DETAIL, "content": P}) + "},methods:{}})"),
    "an attribute": f'<div id="page" data-page="{html.escape(_json({"props": STATE}))}"></div>',
    "Angular": _script(
        _json({"detail": {**DETAIL, "content": P}}).replace("&", "&a;").replace('"', "&q;").replace("<", "&l;").replace(">", "&g;"),
        ' type="application/json"',
    ),
    "names": _script(f'var title = "{TITLE}"; var pubtime="2025-03-18 07:50", source="深圳特区报";\nvar content = {_json(P)};'),
    "members": _script(f'var a={{}};a.title="{TITLE}";a.publishTime="2025-03-18 07:50";a.source="深圳特区报";a.content="";a.content+={_json(P)};'),
    "percent-encoded name": _script(f'var data="{quote(_json({"detail": {**DETAIL, "content": P}}))}";show(JSON.parse(decodeURIComponent(data)));'),
    "parseJSON": _script(f"var d = $.parseJSON('{_json({**DETAIL, 'content': P})}'.trim());".replace("\\/", "/")),
    "facts beside it": _script(f"window.D={_json({'a': {'artTitle': TITLE, 'html': P, 'subInfo': {'source': '深圳特区报', 'time': '2025-03-18 07:50'}}})}"),
    "parts of texts": _script(
        f"var D={{a:{{title:'&quot;{TITLE}&quot;'.slice(6, -6),content:'&quot;{html.escape(P)}&quot;'.slice(6, -6),"
        "pubTime:'2025-03-18 07:50:33'.substring(0, 16),source:'深圳特区报'}}"
    ),
    "a text in JSON": _script(f"window.D={_json({'detail': {**DETAIL, 'content': _json(P)}})}"),
    "markup escaped twice": _script(f"window.D={_json({'detail': {**DETAIL, 'content': html.escape(html.escape(P))}})}"),
    "pinyin": _script(f"window.D={_json({'biaoti': TITLE, 'neirong': P, 'laiyuan': '深圳特区报', 'fabushijian': '2025-03-18 07:50'})}"),
    "sections": _script(f"window.D={_json({'detail': {**DETAIL, 'parts': [{'lead': LINES[0], 'lines': LINES[1:2]}, {'lead': LINES[2]}]}})}"),
    "a page of its own": _script(f"var page='<h1>{TITLE}</h1><p>深圳特区报 2025-03-18 07:50</p>{P}';"),
    "blocks of an editor": _script(
        f"window.D={_json({'detail': {**DETAIL, 'body': {'blocks': [{'id': n, 'type': 'paragraph', 'data': {'text': line}} for n, line in enumerate(LINES)]}}})}"
    ),
}  # fmt: skip

SHELLS = {
    "empty": '<div id="app"></div><noscript>请开启JavaScript</noscript>',
    "gallery": f'<header><img src="/logo.png"><h5>{TITLE}</h5></header>'
    + '<img src="/a.png">' * 4
    + "<p>条款及细则</p>",
    "video": '<div class="player"><video src="/a.mp4"></video></div><p>00:45</p>',
    "list": "<ul>" + "".join(f'<li><a href="/c/{n}">频道之{n}</a></li>' for n in range(30)) + "</ul>",
}


def _page(script: str, shell: str = SHELLS["empty"], title: str = f"{TITLE}_读特新闻客户端") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{shell}{script}</body></html>'


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_serve_a_state_is_read(way: str) -> None:
    article = clean(_page(WAYS[way]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE
    assert article.date_published == "2025-03-18T07:50:00+08:00"
    assert article.source == "深圳特区报"
    assert article.flags == ("embedded_state",)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("way", ["__NEXT_DATA__", "nuxt", "RENDER_DATA", "lines"])
def test_a_state_is_read_whatever_the_shell_shows(shell: str, way: str) -> None:
    article = clean(_page(WAYS[way], SHELLS[shell]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE


FRAMES = (
    "<div>今天是2026年11月28日 星期六 欢迎访问读特新闻网！</div>",
    "<div>权威发布，服务民生，读特新闻客户端每天早晨七点准时陪伴您。</div>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("way", ["__NEXT_DATA__", "nuxt", "lines"])
def test_words_of_a_frame_do_not_hide_the_state(frame: str, way: str) -> None:
    article = clean(_page(WAYS[way], frame + SHELLS["empty"]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE


def test_a_flash_under_its_headline_is_no_frame() -> None:
    flash = "<h1>六条小船钻进矮桥</h1><div>2025-03-18 07:50</div><p>本周起，南塘河的清漂船换成了六条电动小船，下周一全部下水。</p>"
    article = clean(_page(WAYS["__NEXT_DATA__"], flash))
    assert article.text == "本周起，南塘河的清漂船换成了六条电动小船，下周一全部下水。"


def test_a_state_of_another_title_does_not_replace_words_that_are_shown() -> None:
    other = _script(f"window.D = {_json({'note': {'content': P}})}")
    assert LINES[0] not in clean(_page(other, FRAMES[1])).text


POSTS = {
    "nickname": [{"nickname": "山脚下", "created": "2025-11-02", "content": POST}, {"nickname": "慢慢", "created": "2025-11-05", "content": POST}],
    "one post": [{"userName": "山脚下", "time": "2025-11-02", "text": POST}],
    "user": [{"user": {"name": "山脚下"}, "content": POST, "created_at": 1742255400}, {"user": {"name": "慢慢"}, "content": POST}],
    "other articles": [{"title": "北坡的老水塔", "content": POST}, {"title": "阳台上的蜗牛", "content": POST}],
    "dated notes": [{"date": "2025-11-02", "content": POST}, {"date": "2025-11-05", "content": POST}],
}  # fmt: skip


@pytest.mark.parametrize("posts", POSTS.values(), ids=list(POSTS))
def test_posts_and_other_articles_are_not_the_article(posts: list[dict[str, object]]) -> None:
    beside = _script(f"window.D={_json({'detail': {**DETAIL, 'content': P}, 'circle': posts})}")
    inside = _script(f"window.D={_json({'detail': {**DETAIL, 'comments': posts, 'content': P}})}")
    alone = _script(f"window.D={_json({'circle': posts, 'hot': HOT})}")
    for script in (beside, inside):
        assert clean(_page(script)).text.split("\n") == list(LINES)
    article = clean(_page(alone))
    assert not article.is_article
    assert POST[:20] not in article.text


def test_the_content_of_the_page_s_title_is_taken_before_a_longer_one() -> None:
    values = [{"a": {"title": "关于我们的网站", "content": POST}, "b": {"title": TITLE, "content": P}}]
    content = choose_content(iter(values), [f"{TITLE} - 读特"])
    assert content is not None
    assert content.text == P


BRIEF = "南塘河今天起封航三天，六条清漂船都停在北岸的老码头，请过往的船家绕行东闸。"


def test_a_brief_beside_the_page_s_title_is_read() -> None:
    article = clean(_page(_script(f"window.D={_json({'detail': {**DETAIL, 'content': f'<p>{BRIEF}</p>'}})}"), ""))
    assert (article.is_article, article.text, article.source) == (True, BRIEF, "深圳特区报")


@pytest.mark.parametrize(
    "detail",
    [
        {"title": "关于我们的网站", "content": f"<p>{BRIEF}</p>"},
        {"title": TITLE, "summary": BRIEF},
        {"title": TITLE, "content": "<p>南塘河</p>"},
    ],
)
def test_a_short_string_is_no_brief_otherwise(detail: dict[str, str]) -> None:
    assert not clean(_page(_script(f"window.D={_json({'detail': detail})}"), "")).is_article


def test_a_list_page_with_a_feed_stays_one() -> None:
    feed = [{"title": f"第{n}座桥今天通车", "content": P, "publishTime": "2025-03-18"} for n in "一二三四五"]
    article = clean(_page(_script(f"window.D={_json({'title': '时政', 'items': feed})}"), SHELLS["list"], "时政_读特"))
    assert (article.is_article, article.flags) == (False, ("list_page",))


OWN_LINES = [
    f"<p>桥下的水位{day}降了二十厘米，小船当天停在北岸，傍晚才回来。</p>" for day in ("昨天", "前天", "周三", "周二")
]


def test_a_page_with_a_text_of_its_own_is_not_read_for_its_state() -> None:
    article = clean(_page(WAYS["nuxt"], f"<h1>{TITLE}</h1>" + "".join(OWN_LINES)))
    assert "embedded_state" not in article.flags
    assert LINES[0] not in article.text


TANGLED = {
    "a value in itself": "var s=(function(a,b){a.b=a;a.c=[a,a];return a}({},1));",
    "laughs": "var s=(function(a0){"
    + "".join(f"var a{n}=[{','.join([f'a{n - 1}'] * 9)}];" for n in range(1, 40))
    + "return a39}({b:1}));",
    "many facts": "var s={" + ",".join(f"k{n}:{{x{n}:'甲'" for n in range(60)) + "}" * 61,
}

#: States of a length: the number is that of their parts.
LONG: dict[str, tuple[int, Callable[[int], str]]] = {
    "openings": (500_000, lambda number: "={" * number),
    "openings of lists": (500_000, lambda number: "=[" * number),
    "calls": (100_000, lambda number: "=(function(a){" * number),
    "quotes": (500_000, lambda number: "='" * number),
    "names": (60_000, lambda number: "a='甲';" * number),
    "one name": (60_000, lambda number: "a+='甲';" * number),
    "escaped quotes": (500_000, lambda number: '\\"' * number),
    "open quotes": (250_000, lambda number: "a='\\'" * number),
    "written": (60_000, lambda number: "document.write(a+" * number),
    "doubled": (60_000, lambda number: "a='甲';" + "a=''+a+a;" * number),
    "written again": (60_000, lambda number: f"a='<p>{'甲' * number}</p>';" + "document.write(a);" * number),
    "words": (500_000, lambda number: "a" * number + "=" + "b." * number),
    "base64": (500_000, lambda number: "var a='" + "5paw" * number + "'"),
    "rows": (50_000, lambda number: "self.__next_f.push([1,'1:T1,'])" * number),
    "data": (20_000, lambda number: "a={" + "data(){return {" * number),
    "wide": (100_000, lambda number: "var s=[" + "{a:'甲',b:[1,2]}," * number + "];"),
    "wide JSON": (100_000, lambda number: "var s=[" + ",".join(['{"a":"甲","b":[1,2]}'] * number) + "];"),
}


def _seconds(state: str, end: str) -> float:
    page = _page(_script(f"/* {'新' * 100} */ {state}") + end)
    start = time.process_time()
    clean(page)
    return time.process_time() - start


@pytest.mark.parametrize("name", TANGLED)
@pytest.mark.parametrize("end", ["", WAYS["nuxt"]])
def test_tangled_states_cost_no_more_than_others(name: str, end: str) -> None:
    assert _seconds(TANGLED[name], end) < 3


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("end", ["", WAYS["nuxt"]])
def test_long_states_cost_no_more_than_others(name: str, end: str) -> None:
    number, state = LONG[name]
    seconds = _seconds(state(number), end)
    # A slow machine may take longer: then not by the square, sixteen times what a fourth of it takes.
    assert seconds < 3 or seconds < 8 * _seconds(state(number // 4), end)
